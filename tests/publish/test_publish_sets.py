"""Sets by fonds, type and place: who is in them, who has left, and that harvesters hear of it."""

from __future__ import annotations

import datetime as dt
import re

import pytest
from hypothesis import given
from hypothesis import strategies as st
from lxml import etree
from press import Press

from archivekit.description.record import Value
from archivekit.edition import Request
from archivekit.oai import set_specs
from archivekit.oai.provider import respond

OAI = "{http://www.openarchives.org/OAI/2.0/}"
SPEC = re.compile(r"[A-Za-z0-9\-_.!~*'()]+(:[A-Za-z0-9\-_.!~*'()]+)*")
BATTANT = "place:France:Doubs:Besan~c3~a7on:Battant"


def listed(press: Press, set_spec: str, since: str = "") -> dict[str, list[str] | None]:
    """The reference codes that a harvest of a set gives, with their sets; None: deleted."""
    query = f"verb=ListRecords&metadataPrefix=oai_dc&set={set_spec}"
    query += f"&from={since}" if since else ""
    root = etree.fromstring(respond(Request("GET", "/oai", query), press.edition()).body)
    found: dict[str, list[str] | None] = {}
    for record in root.iter(f"{OAI}record"):
        header = record.find(f"{OAI}header")
        specs = [it.text for it in header.iter(f"{OAI}setSpec")]
        code = (record.findtext(".//{*}source") or header.findtext(f"{OAI}identifier")).rpartition(
            ", "
        )[2]
        found[code] = None if header.get("status") else specs
    return found


def sets(press: Press) -> dict[str, str]:
    root = etree.fromstring(respond(Request("GET", "/oai", "verb=ListSets"), press.edition()).body)
    return {
        it.findtext(f"{OAI}setSpec"): it.findtext(f"{OAI}setName") for it in root.iter(f"{OAI}set")
    }


def of(type_: str, place: str) -> dict[str, list[Value]]:
    return {"type": [Value(type_)], "spatial": [Value(place)]}


@pytest.fixture
def published(press: Press) -> Press:
    press.record("2 J", "Fonds du commissariat")
    press.record(
        "2 J 1", "Registre", "2 J", terms=of("registre", "Battant (Besançon, Doubs, France)")
    )
    press.record("2 J 2", "Lettre", "2 J", terms=of("lettre", "Alger (Algérie)"))
    press.record("4 E", "Fonds de la ville")
    press.publish()
    press.now += dt.timedelta(days=1)
    return press


def test_a_record_is_in_the_sets_of_its_fonds_first_then_its_types_and_places(published: Press):
    assert listed(published, "2J")["2 J 1"] == ["2J", "type:registre", BATTANT]
    assert "2 J 1" not in listed(published, "4E")


def test_a_record_is_in_all_sets_above_its_own(published: Press):
    for above in ("place", "place:France", "place:France:Doubs", BATTANT):
        assert "2 J 1" in listed(published, above)
    # The fonds say no place of their own: that of the house, in the Doubs too.
    assert set(listed(published, "place:France:Doubs")) == {"2 J", "2 J 1", "4 E"}
    assert set(listed(published, "place:Alg~c3~a9rie")) == {"2 J 2"}
    assert set(listed(published, "type")) == {"2 J 1", "2 J 2"}


def test_sets_are_named_as_people_write_them(published: Press):
    named = sets(published)
    assert named["2J"] == "Fonds du commissariat"
    assert named[BATTANT] == "Battant (Besançon, Doubs, France)"
    assert named["place:France:Doubs"] == "Doubs (France)"
    assert named["type:lettre"] == "lettre"
    assert list(named) == sorted(named)
    assert all(SPEC.fullmatch(spec) for spec in named)


def test_a_record_that_left_a_set_is_told_of_there_to_who_asks_what_changed(published: Press):
    published.record("2 J 1", "Registre", "4 E", terms=of("registre", "Dole (Jura, France)"))
    published.publish()
    now = ["4E", "type:registre", "place:France:Jura:Dole"]
    assert listed(published, "2J", "2026-01-16") == {"2 J 1": now}
    assert listed(published, "place:France:Doubs", "2026-01-16") == {"2 J 1": now}
    # Who harvests the set for the first time gets what is in it.
    assert set(listed(published, "2J")) == {"2 J", "2 J 2"}
    published.now += dt.timedelta(days=1)
    published.record("4 E", "Fonds de la mairie")
    published.publish()
    assert "2 J 1" in listed(published, "2J", "2026-01-16"), "for those who come later too"
    published.now += dt.timedelta(days=1)
    published.record("2 J 1", "Registre", "2 J", terms=of("registre", "Dole (Jura, France)"))
    published.publish()
    assert "2 J 1" in listed(published, "2J")
    assert listed(published, "4E", "2026-01-18") == {
        "2 J 1": ["2J", "type:registre", "place:France:Jura:Dole"]
    }


def test_a_deletion_is_told_in_every_set_that_is_still_there(published: Press):
    published.record("2 J 3", "Autre registre", "2 J", terms=of("registre", "Dole (Jura, France)"))
    published.publish()
    published.now += dt.timedelta(days=1)
    published.withdraw("2 J 1")
    published.publish()
    for spec in ("2J", "type:registre", "place:France:Doubs", "place:France"):
        assert None in listed(published, spec, "2026-01-17").values(), spec


def test_no_word_of_what_is_closed_stays_as_the_name_of_a_set(published: Press):
    for code in ("2 J 1", "2 J 2"):
        published.withdraw(code)
    published.publish()
    assert list(sets(published)) == [
        *("2J", "4E", "place", "place:France", "place:France:Doubs"),
        "place:France:Doubs:Valmont",
    ]
    assert b"battant" not in published.public_bytes()
    assert b"alger" not in published.public_bytes()
    assert b"registre" not in published.public_bytes()


def test_the_word_that_a_record_lost_is_no_set_where_no_other_has_it(published: Press):
    published.record("2 J 2", "Lettre", "2 J", terms=of("lettre", "Dole (Jura, France)"))
    published.publish()
    assert b"alger" not in published.public_bytes()


def test_what_a_place_is_stays_with_its_name():
    assert set_specs.of_place("Doubs (cours d'eau)").count(":") == 1
    spec = set_specs.of_place("Tuileries (cité, Besançon, France)")
    assert [set_specs.words_of(it) for it in set_specs.with_those_above(spec)][1:] == [
        "France",
        "Besançon (France)",
        "Tuileries (cité, Besançon, France)",
    ]


@given(st.text(min_size=1).filter(str.strip), st.text(min_size=1).filter(str.strip))
def test_any_words_make_a_set_of_their_own(one: str, other: str):
    for make in (set_specs.of_type, set_specs.of_partner):
        assert SPEC.fullmatch(make(one))
        same = one.strip().encode("utf-8", "replace") == other.strip().encode("utf-8", "replace")
        assert (make(one.strip()) == make(other.strip())) == same
    assert SPEC.fullmatch(set_specs.of_place(one))
    assert len(set_specs.of_place(one * 1000)) < 1000


@pytest.mark.parametrize(
    "place",
    [
        *("Besançon (Doubs, France)", "Œuf (Île)", "Rue", "(Doubs)", "A (,)", "A (B) C", "~2f"),
        *("Doubs (cours d'eau)", "Tuileries (cité, Besançon, France)", "A (B, petit c)"),
    ],
)
def test_a_place_is_read_back_from_its_set_as_it_was_written(place: str):
    assert set_specs.words_of(set_specs.of_place(place)) == place


def test_the_title_of_a_fonds_that_left_is_no_name_of_its_set_any_more(press: Press) -> None:
    press.record("2 J", "Titre zzkanari", online_from="2000-01-01")
    press.record("3 J")
    press.publish("2026-01-01")
    assert b"zzkanari" in press.public_bytes()
    press.publish("1990-06-01")
    assert b"zzkanari" not in press.public_bytes()
    press.publish("2026-01-01")
    press.withdraw("2 J")
    press.publish("2026-01-01")
    assert b"zzkanari" not in press.public_bytes()
