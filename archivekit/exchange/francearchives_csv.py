"""FranceArchives by CSV, for a service without OAI-PMH: a file a finding aid, ``metadata.csv``.

Owns the 18 columns and how their importer reads them: UTF-8, commas, several values between ``;``
outside parentheses, years as AAAA. It reads raw text, so that values are written as they are.
"""

from __future__ import annotations

import csv
import re
from collections.abc import Callable, Iterable, Iterator, Mapping
from itertools import chain, groupby
from pathlib import Path

from archivekit.description.addresses import record_url, thumbnail_url
from archivekit.description.authority import AuthorityKind
from archivekit.description.exposed import Exposed
from archivekit.description.words import bare
from archivekit.exchange.kinds_of_names import KindsOfNames
from archivekit.exchange.outgoing import Institution, Outgoing, Records
from archivekit.exchange.outside import located, shown, tell_no_address
from archivekit.exchange.tally import Tally
from archivekit.problems import Place, Problems, Severity

_CODE, _TITLE = "identifiant_cote", "titre"
_LAST_YEAR = 2100
_BETWEEN = " ; "
_FORMULA = ("=", "+", "-", "@")
_METADATA = "metadata.csv"
_CONTROL = re.compile(r"[\x00-\x08\x0b-\x1f\x7f]")
_MOST_OF_A_NAME = 60


def _terms(*names: str) -> Callable[[Exposed], list[str]]:
    return lambda record: [value.text for name in names for value in record.terms.get(name, ())]


def _years(record: Exposed) -> tuple[str, str]:
    first, last = record.year_first, record.year_last
    if first is None or first < 0 or first > _LAST_YEAR:
        return "", ""
    last = first if last is None else min(last, _LAST_YEAR)
    return f"{first:04}", f"{last:04}"


_COLUMNS: dict[str, Callable[[Exposed], list[str]]] = {
    _CODE: lambda record: [record.code],
    "identifiant_URI": lambda record: [record_url(record.ark)] if record.ark else [],
    _TITLE: lambda record: [record.full_title],
    "origine": _terms("creator"),
    "date1": lambda record: [_years(record)[0]],
    "date2": lambda record: [_years(record)[1]],
    "description": _terms("description", "abstract", "tableOfContents"),
    "type": _terms("type"),
    "format": _terms("format", "extent", "medium"),
    "index_matiere": _terms("subject"),
    "index_lieu": _terms("spatial", "coverage"),
    "index_personne": _terms("contributor"),
    "index_collectivite": lambda _: [],
    "conditions_utilisation": _terms("license", "rights"),
    "conditions_acces": _terms("accessRights"),
    "langue": lambda record: list(record.languages),
    "source_complementaire": _terms("relation", "source"),
    "source_image": lambda record: [thumbnail_url(record.ark)] if record.pictured else [],
}
COLUMNS = tuple(_COLUMNS)
# A name goes to the column of what it is; to that of its term where nothing says what it is.
_OF_KIND = {
    AuthorityKind.PERSON: "index_personne",
    AuthorityKind.FAMILY: "index_personne",
    AuthorityKind.CORPORATE_BODY: "index_collectivite",
    AuthorityKind.PLACE: "index_lieu",
}
_INDEXES = ("index_matiere", "index_lieu", "index_personne", "index_collectivite")
# One value, whatever signs are in it: only the others are split.
_SINGLE = {_CODE, "identifiant_URI", _TITLE, "date1", "date2", "description", "source_image"}


def write(records: Records, institution: Institution, target: Path, problems: Problems) -> None:
    """Writes a CSV for each top record, with all below it, and ``metadata.csv`` that lists them."""
    tell_no_address(institution, problems)
    target.mkdir()
    tally, taken = Tally(), {_METADATA}
    kinds = KindsOfNames(institution.authorities())
    with (target / _METADATA).open("w", encoding="utf-8", errors="replace", newline="") as listing:
        metadata = csv.writer(listing)
        metadata.writerow(["identifiant_fichier", "titre"])
        for _, outgoings in groupby(records(), _Tops()):
            finding_aid = iter(outgoings)
            first = next(finding_aid)
            name = _file_name(first, institution, taken)
            metadata.writerow([name, _clean(first.exposed.full_title)])
            rows = _rows(chain([first], finding_aid), institution, kinds, problems, tally)
            _write_csv(target / name, rows)
    tally.tell(problems, Severity.WARNING)


class _Tops:
    """Numbers the finding aid that a record is of: each top record begins another."""

    def __init__(self) -> None:
        self._number = 0

    def __call__(self, outgoing: Outgoing) -> int:
        self._number += outgoing.depth == 0
        return self._number


def _write_csv(file: Path, rows: Iterable[list[str]]) -> None:
    with file.open("w", encoding="utf-8", errors="replace", newline="") as opened:
        writer = csv.writer(opened)
        writer.writerow(COLUMNS)
        writer.writerows(rows)


def _rows(
    outgoings: Iterable[Outgoing],
    institution: Institution,
    kinds: KindsOfNames,
    problems: Problems,
    tally: Tally,
) -> Iterator[list[str]]:
    for outgoing in outgoings:
        record = shown(outgoing.exposed, institution)
        if not _clean(record.code):
            place = Place(record=record.full_title)
            problems.add("exchange.fa-csv-no-code", Severity.ERROR, place)
            continue
        if record.date_text and not _years(record)[0]:
            tally.add("exchange.fa-csv-no-year", record.code)
        values = {column: find(record) for column, find in _COLUMNS.items()}
        values |= _indexes(values, kinds, outgoing.description.source_xml)
        cells = (_cell(record.code, column, values[column], tally) for column in COLUMNS)
        yield [located(it.encode("utf-8", "replace"), institution).decode() for it in cells]


def _indexes(
    found: Mapping[str, list[str]], kinds: KindsOfNames, source_xml: str
) -> dict[str, list[str]]:
    """The names of the four indexes, each in the column of what it is."""
    sorted_out: dict[str, list[str]] = {column: [] for column in _INDEXES}
    for column in _INDEXES:
        for name in found[column]:
            kind = kinds.of(name, source_xml)
            sorted_out[_OF_KIND[kind] if kind else column].append(name)
    return sorted_out


def _cell(code: str, column: str, given: Iterable[str], tally: Tally) -> str:
    values = [it for value in given if (it := _clean(value))]
    if column not in _SINGLE and any(len(split(value)) != 1 for value in values):
        tally.add("exchange.fa-csv-split", code, {"column": column})
    cell = ("\n" if column == "description" else _BETWEEN).join(dict.fromkeys(values))
    if cell.startswith(_FORMULA):
        tally.add("exchange.fa-csv-formula", code, {"column": column})
    return cell


def split(cell: str) -> list[str]:
    """The values of a cell as FranceArchives reads them: between ``;`` outside parentheses."""
    values, depth = [""], 0
    for sign in cell:
        depth += (sign == "(") - (sign == ")" and depth > 0)
        if sign == ";" and depth == 0:
            values.append("")
        else:
            values[-1] += sign
    # A parenthesis that is not closed would take in all that follows.
    return [*values, ""] if depth else [value.strip() for value in values]


def _clean(text: str) -> str:
    """Without control characters, which no reader of CSV agrees about."""
    return _CONTROL.sub(" ", text).strip()


def _file_name(outgoing: Outgoing, institution: Institution, taken: set[str]) -> str:
    """The service code and the reference code: what a finding aid is called at FranceArchives."""
    code = re.sub(r"[^a-z0-9]+", "-", bare(outgoing.exposed.code)).strip("-")[:_MOST_OF_A_NAME]
    stem = "_".join(filter(None, [institution.service_code, code])) or outgoing.uid
    name = f"{stem}.csv"
    if name in taken:
        name = f"{stem}_{outgoing.uid}.csv"
    taken.add(name)
    return name
