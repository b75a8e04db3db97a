"""The languages that a record's pages are read in, as tesseract names them."""

from __future__ import annotations

import langcodes

from archivekit.catalogue import Catalogue, StoredRecord
from archivekit.description.languages import read, read_all

_MOST = 3
# Languages that tesseract has by another code than ISO 639-2/T.
_OWN = {"zho": "chi_sim", "nno": "nor", "nob": "nor"}


def ocr_languages(catalogue: Catalogue, record: StoredRecord, house: str) -> tuple[str, ...]:
    """Of the record, else of the nearest above it that says one, else the house's own (BCP 47)."""
    for each in [record, *reversed(catalogue.records.ancestors(record.id))]:
        tags = [
            language.tag
            for value in each.terms.get("language", ())
            for language in read_all(value.text)[0]
        ]
        if codes := tuple(dict.fromkeys(filter(None, map(_code, tags)))):
            return codes[:_MOST]
    own = read(house)
    return (_code(own.tag if own else "fr") or "fra",)


def _code(tag: str) -> str | None:
    language = langcodes.Language.get(tag)
    if not language.is_valid() or language.language in ("mul", "und", "zxx", "mis"):
        return None
    try:
        code = language.to_alpha3()
    except LookupError:
        return None
    return _OWN.get(code, code)
