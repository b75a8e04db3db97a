"""What is for internal use alone, wherever it stands in a component, is no public word of it."""

from __future__ import annotations

from dataclasses import replace

import pytest
from lxml import etree

from archivekit.exchange.ead.component import read_component

SECRET, SECRET_YEAR = "ornithorynque", "1777"
COMPONENT = """<c level="file"><did>
<unitid>7 J 1 <extptr href="http://x.example/1"/></unitid><unitid type="old">B 3</unitid>
<unittitle>Police <unitdate normal="1936">1936</unitdate> <persname>Morel</persname>
<emph>gras</emph></unittitle>
<unitdate normal="1936/1940">1936-1940</unitdate><unitdate type="bulk">1938</unitdate>
<origination>par <persname>Curie</persname></origination>
<origination><corpname>Mairie</corpname></origination>
<physdesc><extent>3 p.</extent><physfacet>papier</physfacet>
<genreform>affiche</genreform><dimensions>A4</dimensions></physdesc>
<langmaterial><language langcode="fre">français</language></langmaterial>
<repository><corpname>AM</corpname></repository>
<container type="boite">12</container><materialspec>x</materialspec>
<physloc>B</physloc><abstract>abs <emph>e</emph></abstract><note><p>note</p></note>
<dao href="a.jpg"/>
<daogrp><daodesc><p>d</p></daodesc><daoloc href="b.jpg"/></daogrp></did>
<descgrp>
<scopecontent><head>H</head><p>contenu <persname>P</persname></p>
<list><item>un</item></list>
<controlaccess><subject>s0</subject></controlaccess>
<daogrp><daoloc href="c.jpg"/></daogrp></scopecontent>
<accessrestrict><p>libre</p></accessrestrict></descgrp>
<accessrestrict><head>H</head><accessrestrict><p>Communicable</p></accessrestrict>
<legalstatus>public</legalstatus></accessrestrict>
<accessrestrict type="originals"><head>Originaux</head><p>non</p></accessrestrict>
<userestrict><p>CC <extref
href="https://creativecommons.org/licenses/by/4.0/">by</extref></p></userestrict>
<index><indexentry><name>N</name></indexentry></index><odd><p>o</p></odd>
<bioghist><p>b</p>
<chronlist><chronitem><date>1</date><event>e</event></chronitem></chronlist></bioghist>
<controlaccess><controlaccess><subject>s1</subject><geogname>g</geogname></controlaccess>
<persname>pp <emph>q</emph></persname><title>t</title></controlaccess>
<bibliography><bibref>bib</bibref></bibliography><zzz>inconnu</zzz></c>"""
ELEMENTS = len(list(etree.fromstring(COMPONENT).iter()))


def with_secret(number: int, attribute: str, value: str) -> tuple[str, bool]:
    """The component with one element made internal, all its words secret; whether it has any."""
    root = etree.fromstring(COMPONENT)
    internal = list(root.iter())[number]
    internal.set(attribute, value)
    for element in internal.iter():
        if len(element) == 0 or (element.text or "").strip():
            element.text = SECRET
        if element is not internal and (element.tail or "").strip():
            element.tail = SECRET
        if element.get("href"):
            element.set("href", f"http://{SECRET}.example/1.jpg")
        if element.get("normal"):
            element.set("normal", SECRET_YEAR)
    return etree.tostring(root, encoding="unicode"), internal.tag == "did"


@pytest.mark.parametrize(("attribute", "value"), [("audience", "internal"), ("type", "m-internal")])
@pytest.mark.parametrize("number", range(1, ELEMENTS))
def test_no_part_that_is_internal_is_said_of_the_record(
    number: int, attribute: str, value: str
) -> None:
    source, is_all = with_secret(number, attribute, value)
    found = read_component(source)
    assert (found.publish is False) is is_all
    if not is_all:
        public = repr(replace(found, internal_notes="", source_xml=""))
        assert SECRET not in public
        assert SECRET_YEAR not in public


def test_all_that_an_internal_group_holds_is_kept_for_the_house() -> None:
    found = read_component(
        "<c><did><unittitle>A</unittitle></did>"
        '<descgrp audience="internal"><scopecontent><p>un</p></scopecontent>'
        "<descgrp><bioghist><p>deux</p></bioghist></descgrp></descgrp></c>"
    )
    assert found.internal_notes == "scopecontent: un\nbioghist: deux"
    assert found.terms == {}
