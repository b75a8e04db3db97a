"""oai_ead: a finding aid in EAD 2002, made of the records that are exposed and of nothing else.

One finding aid for each record at the top of its tree, with all that stands below it: harvesters of
finding aids (FranceArchives, Archives Portal Europe) make one of every record that they are given,
so that a component on its own would be taken for another. Owns what stands in it. Valid against the
schema by construction; what EAD inherits (rights, language, origination) is said at the top alone.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from functools import lru_cache

import langcodes

from archivekit.description import languages
from archivekit.description.addresses import record_url
from archivekit.description.exposed import Exposed
from archivekit.oai.ead_component import House, Part, described
from archivekit.oai.ead_elements import LANGUAGES
from archivekit.oai.xml_text import escape, escape_attribute, name_of

WRITER = 1
"""Raised when other bytes are written of the same records: all finding aids are stamped anew."""

_OPEN = (
    '<ead xmlns="urn:isbn:1-931666-22-9" xmlns:xlink="http://www.w3.org/1999/xlink"'
    ' xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance"'
    ' xsi:schemaLocation="urn:isbn:1-931666-22-9 http://www.loc.gov/ead/ead.xsd">'
)
_HEADER = (
    '<eadheader countryencoding="iso3166-1" dateencoding="iso8601" langencoding="iso639-2b"'
    ' repositoryencoding="iso15511" scriptencoding="iso15924">'
)
_FRENCH_SERVICE = re.compile(r"FR-?([A-Za-z0-9:/\-]{1,11})")
_ISIL = re.compile(r"[A-Z]{2}-[A-Za-z0-9:/\-]{1,11}")


def write(parts: Iterable[Part], identifier: str, house: House) -> bytes:
    """The ``<ead>`` element of records that come parents first, UTF-8: the same for the same.

    ``identifier`` is the finding aid's own, without the service's code.
    """
    return "".join(_document(iter(parts), identifier, house)).encode()


def _document(parts: Iterator[Part], identifier: str, house: House) -> Iterator[str]:
    top = next(parts)
    yield _OPEN
    yield from _header(top.record, identifier, house)
    level = escape_attribute(top.record.level or "fonds")
    yield f'<archdesc level="{level}" id="{_id(top.record)}">'
    yield from described(top, house)
    open_, has_components = 0, False
    for part in parts:
        if not has_components:
            yield '<dsc type="in-depth">\n'
            has_components = True
        yield "</c>\n" * (open_ - part.depth + 1)
        open_ = part.depth
        of_level = f' level="{escape_attribute(part.record.level)}"' if part.record.level else ""
        yield f'<c{of_level} id="{_id(part.record)}">'
        yield from described(part, house)
    yield "</c>\n" * open_
    yield "</dsc></archdesc></ead>" if has_components else "</archdesc></ead>"


def _id(record: Exposed) -> str:
    return name_of(record.ark)


def _header(top: Exposed, identifier: str, house: House) -> Iterator[str]:
    agency = _agency(house.service_code)
    named = f"{house.service_code}_{identifier}" if house.service_code else identifier
    of_agency = f' mainagencycode="{agency}"' if agency else ""
    said = escape_attribute(named)
    yield _HEADER
    yield (
        f'<eadid countrycode="FR"{of_agency} identifier="{said}"'
        f' url="{escape_attribute(record_url(top.ark))}">{escape(named)}</eadid>'
    )
    yield f"<filedesc><titlestmt><titleproper>{escape(top.title)}</titleproper></titlestmt>"
    yield f"<publicationstmt><publisher>{escape(house.name)}</publisher></publicationstmt>"
    yield "</filedesc><profiledesc><creation>archivekit</creation>"
    code, own_name = _own_name(house.language)
    yield f'<langusage><language langcode="{code}">{escape(own_name)}</language></langusage>'
    yield "</profiledesc></eadheader>\n"


def _agency(service_code: str) -> str:
    """A service's code as ISO 15511 has it: ``FRAD025`` is written ``FR-AD025``."""
    if _ISIL.fullmatch(service_code):
        return service_code
    found = _FRENCH_SERVICE.fullmatch(service_code)
    return f"FR-{found[1]}" if found else ""


@lru_cache(maxsize=64)
def _own_name(language: str) -> tuple[str, str]:
    """The code of a language, and its name in itself."""
    found = languages.read(language)
    code = found.code if found is not None and found.code in LANGUAGES else "fre"
    known = langcodes.Language.get(code)
    return code, known.display_name(known).capitalize()
