"""What is not public is not there."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from press import Press

from archivekit.description.record import Value

CANARY = "zzkanari"


def closed_record(press: Press, parent: str = "", **said: object) -> str:
    """A record with a canary in every field; gives the key of its page."""
    code = f"9 {CANARY}"
    terms = {term: [Value(f"{CANARY} {term}")] for term in ("description", "subject", "creator")}
    press.record(
        code,
        f"Dossier {CANARY}",
        parent,
        terms=terms,
        date_text=f"vers {CANARY}",
        internal_notes=f"note {CANARY}",
        unknown={CANARY: CANARY},
        typed={"Titre": CANARY},
        **said,
    )
    (key,) = press.pages(code, f"picture of {CANARY}".encode())
    return key


def hide_by_date(press: Press) -> str:
    return closed_record(press, access_text=f"100 ans, {CANARY}", open_from="2040-01-01")


def hide_for_ever(press: Press) -> str:
    return closed_record(press, access_text="non communicable", open_from="9999-12-31")


def hide_unread(press: Press) -> str:
    return closed_record(press, access_text=f"selon {CANARY}")


def hide_by_choice(press: Press) -> str:
    return closed_record(press, publish=False)


def hide_by_ancestor(press: Press) -> str:
    press.record("9", f"Fonds {CANARY}", open_from="2040-01-01")
    return closed_record(press, "9", open_from="0001-01-01")


def hide_by_withdrawn_ancestor(press: Press) -> str:
    press.record("9", f"Fonds {CANARY}")
    press.withdraw("9")
    return closed_record(press, "9")


@pytest.mark.parametrize(
    "hide",
    [
        *(hide_by_date, hide_for_ever, hide_unread, hide_by_choice),
        *(hide_by_ancestor, hide_by_withdrawn_ancestor),
    ],
)
def test_nothing_of_a_closed_record_is_in_any_byte_of_the_edition(
    press: Press, hide: Callable[[Press], str]
) -> None:
    press.record("2 J", "Fonds ouvert")
    key = hide(press)
    press.publish()
    assert press.shown() == ["2 J"]
    assert CANARY.encode() not in press.public_bytes()
    assert not press.public_image(key).exists()


def test_what_is_only_the_archivists_stays_so_on_a_public_record_too(press: Press) -> None:
    press.record(
        "2 J",
        internal_notes=CANARY,
        unknown={"Colonne": CANARY},
        typed={"Cote": CANARY},
        access_text=f"communicable {CANARY}",
        open_from="0001-01-01",
    )
    press.publish()
    assert press.shown() == ["2 J"]
    assert CANARY.encode() not in press.public_bytes()


def test_what_was_open_and_is_closed_leaves_with_every_byte(press: Press) -> None:
    press.record("2 J", "Fonds ouvert")
    key = closed_record(press, "2 J")
    press.publish()
    assert CANARY.encode() in press.public_bytes()
    ark = press.ark(f"9 {CANARY}")
    press.withdraw(f"9 {CANARY}")
    result = press.publish()
    assert CANARY.encode() not in press.public_bytes()
    assert not press.public_image(key).exists()
    assert [item.ark for item in result.changes["left"]] == [ark]
    assert press.edition().record(ark) is None
    assert press.edition().tombstone(ark) is not None


def test_a_record_opens_on_its_day_and_not_before(press: Press) -> None:
    press.record("2 J", open_from="2027-01-01")
    result = press.publish("2026-12-31")
    assert (result.records, result.openings()) == (0, [("2027-01-01", 1)])
    assert press.publish("2027-01-01").records == 1


def test_a_partners_records_are_published_where_the_partner_is(press: Press) -> None:
    with press.catalogue() as (catalogue, _):
        for name, publish in (("seen", 1), ("unseen", 0)):
            catalogue.database.execute(
                "insert into partners (name, url, publish) values (?, 'http://p', ?)",
                (name, publish),
            )
    for name in ("seen", "unseen"):
        press.record("", f"Notice {name}", partner=name, partner_identifier=f"oai:{name}:1")
    press.publish()
    edition = press.edition()
    rows = edition.db.execute("select full_title, partner from records").fetchall()
    assert [tuple(row) for row in rows] == [("Notice seen", "seen")]
    assert [it.spec for it in edition.sets()] == ["partner", "partner:seen"]
    assert [it.records for it in edition.sets()] == [1, 1]


def test_what_nobody_understood_is_told_with_all_that_it_closes(press: Press) -> None:
    press.record("2 J", access_text="voir le directeur")
    press.record("2 J 1", parent="2 J")
    press.record("2 J 1/1", parent="2 J 1")
    press.record("3 J", access_text="se présenter à l'accueil")
    press.record("4 J", access_text="se présenter à l'accueil")
    press.publish()
    total, *texts = press.problems
    assert (total.key, total.values) == ("publish.access-unread", {"count": 5, "texts": 2})
    assert [problem.values for problem in texts] == [
        {"words": "voir le directeur", "count": 3, "records": "2 J"},
        {"words": "se présenter à l'accueil", "count": 2, "records": "3 J, 4 J"},
    ]
