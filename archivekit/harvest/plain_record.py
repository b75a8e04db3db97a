"""A record of a plain page, as the catalogue takes it in: the same as by way of its tree.

In one pass over its elements, without a value or a description of them in between: half of all the
work on a page went into those.
"""

from __future__ import annotations

from json.encoder import encode_basestring as quoted

from archivekit.catalogue import DescribedValues, end_of_value
from archivekit.description.searched import as_written
from archivekit.harvest.mapping import date_of
from archivekit.harvest.mapping.dublin_core import one_blank, term_of
from archivekit.harvest.partner_record import PartnerRecord, sets_json
from archivekit.harvest.plain_page import Found, PlainRecord
from archivekit.harvest.raw import checksum


def read_plain_record(plain: PlainRecord, namespaces: str) -> PartnerRecord:
    """The record. ``namespaces``: those outside its bytes, as they are kept."""
    identifier = plain.identifier.strip()
    described: DescribedValues | None = None
    words = b""
    if plain.found is not None and not plain.deleted:
        described, words = _described(plain.found, identifier)
    return PartnerRecord(
        identifier,
        plain.datestamp.strip(),
        sets_json(plain.sets),
        plain.deleted,
        described,
        words,
        plain.namespace,
        plain.raw,
        checksum(plain.raw),
        namespaces,
    )


def _described(found: Found, identifier: str) -> tuple[DescribedValues, bytes]:
    """What the catalogue keeps of Dublin Core, and the words that it is found by.

    As ``described_values`` and ``words_of`` make them of what ``mapping.describe`` gives.
    """
    kept: dict[str, list[str]] = {}
    texts: dict[str, list[str]] = {}
    for name, language, text in found:
        # Asked here and not in a function: so often, to call one takes as long as what it does.
        if "\n" in text or "  " in text or "\t" in text or "\r" in text:
            text = one_blank(text)
        else:
            text = text.strip(" ")
        term = term_of(name)
        if not text or term is None:
            continue
        said = quoted(text) if '"' in text or "\\" in text else f'"{text}"'
        value = f'{{"text": {said}{end_of_value(language)}'
        if term not in kept:
            kept[term], texts[term] = [value], [text]
        elif value not in kept[term]:
            kept[term].append(value)
            texts[term].append(text)
    title = texts["title"][0] if "title" in texts else identifier
    date = (texts.get("date") or texts.get("created") or [""])[0]
    terms = ", ".join([f'"{term}": [{", ".join(values)}]' for term, values in kept.items()])
    words = ["", title, date, "", "", ""]
    for some in texts.values():
        words += [it for it in some if it != title] if title in some else some
    return (title, f"{{{terms}}}".encode(), date, *date_of(date)), as_written(
        "\n".join(words)
    ).encode()
