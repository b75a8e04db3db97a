"""What ``archivekit show`` finds that is no record: authorities, ARKs that lost theirs, slips."""

from __future__ import annotations

from typing import Any

from archivekit.catalogue import Catalogue, StoredAuthority
from archivekit.cli.list_identifiers import identifiers
from archivekit.cli.show_document import batches
from archivekit.description.arks import ALPHABET, check_character, is_minted_right, normalise
from archivekit.description.authority_json import as_document
from archivekit.errors import WrongUse
from archivekit.texts import text


def authorities_called(catalogue: Catalogue, called: str) -> list[StoredAuthority]:
    """The authority records of an ARK, an identifier or a name."""
    ark = normalise(called)
    found = catalogue.authorities.by_ark(ark) if ark else None
    found = found or catalogue.authorities.get(called)
    return [found] if found else catalogue.authorities.called(called)


def authority_document(catalogue: Catalogue, stored: StoredAuthority) -> dict[str, Any]:
    """All that the catalogue knows of an authority record."""
    it = stored.authority
    document = as_document(it)
    return {
        "code": it.record_id,
        "ark": stored.ark,
        "level": str(it.kind),
        "title": it.name,
        "date": it.date_words,
        "edtf": it.date_edtf,
        "variants": [form.text for form in it.variants],
        "history": [block["text"] for block in document["prose"]],
        "statements": [f"{each.element}: {each.term}" for each in it.statements],
        "languages": [each.words for each in it.languages],
        "places": [each.name for each in it.places],
        "coordinates": list(it.coordinates) if it.coordinates else [],
        "relations": [f"{each.kind or each.target}: {each.name}" for each in it.relations],
        "identifiers": [each.text for each in it.identifiers],
        "publish": it.publish,
        "source": [stored.source_file],
        "uid": stored.uid,
        "batches": batches(catalogue, "authorities", stored.id),
    }


def given_identifier(catalogue: Catalogue, called: str) -> dict[str, str] | None:
    """An ARK that was given and has no record any more."""
    ark = normalise(called)
    return next(identifiers(catalogue, ark), None) if ark else None


def refuse_slip(catalogue: Catalogue, called: str) -> None:
    """Raises WrongUse for an ARK with a wrong check character, with those it may be."""
    ark = normalise(called)
    if ark is None or is_minted_right(ark):
        return
    likely = ", ".join(_likely(catalogue, ark)) or text("cli.ark-none-like-it")
    raise WrongUse("cli.ark-slip", called=called, likely=likely)


def _likely(catalogue: Catalogue, ark: str) -> list[str]:
    """ARKs that were given: one character differs or is too many, or two neighbours are swapped."""
    body = ark.removeprefix("ark:/")
    start = body.index("/") + 1
    tries = {
        body[:at] + char + body[at + 1 :] for at in range(start, len(body)) for char in ALPHABET
    }
    tries |= {
        body[:at] + body[at + 1] + body[at] + body[at + 2 :] for at in range(start, len(body) - 1)
    }
    tries |= {body[:at] + body[at + 1 :] for at in range(start, len(body))}
    right = sorted(f"ark:/{it}" for it in tries if check_character(it[:-1]) == it[-1])
    return [it for it in right if next(identifiers(catalogue, it), None)]
