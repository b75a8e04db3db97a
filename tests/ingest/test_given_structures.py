"""METS that comes with the scans: its parts are the table of contents of the document."""

from __future__ import annotations

import json
from typing import Any

import pytest
from desk import Desk

from archivekit.edition import Edition, Request, Response
from archivekit.iiif.presentation import respond

HEAD = "cote;intitulé;nom de fichier;vues non communicables"
PAGES = ("p1.png", "p2.png", "p3.png", "p4.png")

# As Kitodo and DFG viewers have it: a logical map, linked to a physical one.
LINKED = """
<mets:structMap TYPE="LOGICAL"><mets:div ID="L0" LABEL="Registre" TYPE="Monograph">
  <mets:div ID="L1" LABEL="Naissances"><mets:div ID="L2" LABEL="Janvier"/></mets:div>
  <mets:div ID="L3" LABEL="Décès"/><mets:div ID="L4" LABEL="Sans vues"/></mets:div></mets:structMap>
<mets:structMap TYPE="PHYSICAL"><mets:div ID="P0" TYPE="physSequence">{pages}</mets:div>
</mets:structMap>
<mets:structLink><mets:smLink xlink:from="L1" xlink:to="P2"/>
<mets:smLink xlink:from="L1" xlink:to="P1"/><mets:smLink xlink:from="L2" xlink:to="P2"/>
<mets:smLink xlink:from="L3" xlink:to="P4"/><mets:smLink xlink:from="L0" xlink:to="P1"/>
</mets:structLink>""".format(
    pages="".join(
        f'<mets:div ID="P{n}" TYPE="page" LABEL="vue {n}"><mets:fptr FILEID="A{n}"/>'
        f'<mets:fptr FILEID="F{n}"/></mets:div>'
        for n in range(1, 5)
    )
)
# As Archivematica has it: pages inside their parts.
INSIDE = """
<mets:structMap TYPE="logical"><mets:div TYPE="book" LABEL="Registre">
<mets:div TYPE="chapter" LABEL="Naissances">
  <mets:div TYPE="page" LABEL="p. 1"><mets:fptr FILEID="F1"/></mets:div>
  <mets:div TYPE="subchapter" LABEL="Janvier"><mets:div TYPE="page"><mets:fptr FILEID="F2"/>
  </mets:div><mets:div TYPE="page"><mets:fptr FILEID="F3"/></mets:div></mets:div></mets:div>
<mets:div TYPE="chapter" LABEL="Décès"><mets:div TYPE="page"><mets:fptr FILEID="F4"/></mets:div>
</mets:div></mets:div></mets:structMap>"""


def mets(maps: str) -> str:
    files = "".join(
        f'<mets:file ID="F{n}"><mets:FLocat LOCTYPE="URL"'
        f' xlink:href="file:///images/p{n}.png"/></mets:file>'
        f'<mets:file ID="A{n}"><mets:FLocat LOCTYPE="URL" xlink:href="alto/text_{n}.xml"/>'
        "</mets:file>"
        for n in range(1, 5)
    )
    return (
        '<mets:mets xmlns:mets="http://www.loc.gov/METS/"'
        ' xmlns:xlink="http://www.w3.org/1999/xlink">'
        f"<mets:fileSec><mets:fileGrp>{files}</mets:fileGrp></mets:fileSec>{maps}</mets:mets>"
    )


def ingested(desk: Desk, content: str, closed: str = "", name: str = "mets.xml") -> dict[str, Any]:
    for page in PAGES:
        desk.scan(page)
    (desk.scans / name).write_text(content, encoding="utf-8")
    sheet = desk.sheet(HEAD, f"2 J 1;Registre;{' | '.join(PAGES)};{closed}")
    return desk.json("ingest", desk.scans, "--sheet", sheet)


def contents(desk: Desk) -> list[tuple[str, list[str], list[str]]]:
    """Of each part at the top its title, its pages, and the titles of those inside it."""
    desk.run("publish")
    edition = Edition.open(desk.root / "public" / "public.db")
    (row,) = edition.arks()
    answer = respond(Request("GET", f"/{row[0]}/manifest"), edition)
    assert isinstance(answer, Response)
    ranges = json.loads(answer.body).get("structures", [])
    return [
        (
            it["label"]["none"][0],
            [inner["id"].rpartition("/f")[2] for inner in it["items"] if inner["type"] == "Canvas"],
            [inner["label"]["none"][0] for inner in it["items"] if inner["type"] == "Range"],
        )
        for it in (ranges[0]["items"] if ranges else [])
    ]


@pytest.mark.parametrize("maps", [LINKED, INSIDE])
def test_its_parts_are_the_table_of_contents(desk: Desk, maps: str) -> None:
    ingested(desk, mets(maps))
    assert contents(desk) == [("Naissances", ["1"], ["Janvier"]), ("Décès", ["4"], [])]


def test_it_is_kept_as_it_came_and_once(desk: Desk) -> None:
    content = mets(LINKED)
    assert ingested(desk, content)["problems"] == []
    (kept,) = (it for it in (desk.root / "masters").rglob("mets.xml"))
    assert kept.read_text(encoding="utf-8") == content
    ingested(desk, content)
    assert len(list((desk.root / "masters").rglob("mets.xml"))) == 1
    assert desk.run("verify").exit_code == 0
    ingested(desk, mets(INSIDE.replace("Janvier", "Février")))
    assert contents(desk)[0][2] == ["Février"]


def test_the_parts_of_closed_pages_are_not_published(desk: Desk) -> None:
    ingested(desk, mets(LINKED), closed="vue 4 : 2141")
    assert contents(desk) == [("Naissances", ["1"], ["Janvier"])]
    assert "Décès".encode() not in (desk.root / "public" / "public.db").read_bytes()


@pytest.mark.parametrize(
    ("content", "problem"),
    [
        (mets(LINKED)[:-20], "ingest.structure-unreadable"),
        (mets(LINKED).replace("/images/p", "/images/q"), "ingest.structure-without-page"),
        (mets(LINKED).replace("p4.png", "q4.png"), "ingest.structure-partly"),
    ],
)
def test_what_cannot_be_taken_of_it_is_told(desk: Desk, content: str, problem: str) -> None:
    told = ingested(desk, content)["problems"]
    assert [it["problem"] for it in told] == [problem]
    assert told[0]["file"] == "mets.xml"


def test_a_map_of_pages_alone_makes_no_table(desk: Desk) -> None:
    pages = LINKED[LINKED.index('<mets:structMap TYPE="PHYSICAL"') :]
    assert ingested(desk, mets(pages))["problems"] == []
    assert contents(desk) == []
