"""A small edition for the site's tests: a fonds on three levels, images, and words that bite.

Made by hand after the schema, so that the site is tested without the rooms before it.
"""

from __future__ import annotations

import hashlib
import json
import sqlite3
from collections.abc import Sequence
from contextlib import closing
from dataclasses import dataclass, field
from functools import cache
from pathlib import Path

import pyvips

from archivekit.description.codes import fold
from archivekit.description.exposed import Ancestor, Exposed, ExposedPage
from archivekit.description.record import Terms, Value
from archivekit.description.words import stem_text
from archivekit.edition import SCHEMA_VERSION, Edition
from archivekit.iiif import manifest
from archivekit.images.access import access_key, write_access_copy
from archivekit.oai import oai_dc
from archivekit.oai.provider import ready_pages
from archivekit.publish import set_rows
from archivekit.publish.sets import rows, sets_of_terms
from archivekit.schemas_folder import schema_path

NAAN = "99999"
DOMAIN = "archives.example.org"
XSS = '<script>alert("x")</script><img src=x onerror=alert(1)>'
ARABIC = "رسالة من أحمد بن علي إلى رئيس بلدية بزانسون"
SETTINGS = {
    "name": {"fr": "Archives municipales de Besançon", "en": "Besançon City Archives"},
    "contact": "archives@example.org",
    "naan": NAAN,
    "oai_domain": DOMAIN,
    "place": "Besançon (Doubs, France)",
    "service_code": "FRAC25056",
    "languages": ["fr", "en"],
    "language": "fr",
    "base_url": "",
    "license": "",
    "rights": "",
    "home_text": {
        "fr": "L'histoire des Bisontins venus d'ailleurs, de 1820 à nos jours.",
        "en": "The history of those who came to Besançon from elsewhere, from 1820 to today.",
    },
}


@dataclass
class Entry:
    """One record of the edition; ``pages`` are sizes of images to be drawn."""

    name: str
    code: str
    title: str
    level: str = "item"
    parent: str | None = None
    year: int | None = None
    description: str = ""
    language: str = "fr"
    terms: Terms = field(default_factory=dict)
    pages: tuple[tuple[int, int], ...] = ()
    partner: str | None = None

    @property
    def ark(self) -> str:
        return f"ark:/{NAAN}/{self.name}"


PAGE = (620, 880)
ENTRIES = (
    Entry(
        "b1fonds", "2 J", "Fonds du Comité d'accueil des étrangers", "fonds", year=1820,
        description="Papiers d'un comité inventé.\n\nDeux paragraphes, pour voir les alinéas.",
        terms={
            "creator": [Value("Comité d'accueil", "fr")], "extent": [Value("2,4 ml")],
            "ead:acqinfo": [Value("Don du comité, en 1921.", "fr")],
        },
    ),
    Entry("b1serie", "2 J 1-99", "Correspondance", "series", "b1fonds", 1850),
    Entry(
        "b1registre", "2 J 87", "Registre des résidents étrangers de l’École d'horlogerie", "file",
        "b1serie", 1893, description=(
            "Registres tenus par le commissariat central. Églises, œuvres et écoles y sont "
            "nommées ; un registre par année, de 1893 à 1914. " + "Suite de la description. " * 30
        ),
        terms={
            "subject": [Value("Immigration", "fr"), Value("Horlogerie", "fr")],
            "spatial": [Value("Besançon (Doubs, France)"), Value("Battant (Besançon)")],
            "contributor": [Value("Rossi, Giuseppe (1871-1938)")],
            "type": [Value("registre"), Value("Text")],
            "license": [Value("http://creativecommons.org/licenses/by/4.0/")],
        },
        pages=(PAGE, (900, 640), PAGE, PAGE),
    ),
    Entry(
        "b1arabe", "2 J 88", ARABIC, "item", "b1serie", 1936, language="ar",
        description="رسالة مكتوبة بالعربية.", pages=(PAGE,),
        terms={"spatial": [Value("Alger (Algérie)")], "type": [Value("lettre"), Value("Text")]},
    ),
    Entry(
        "b1xss", "2 J 89", f"Affiche {XSS}", "item", "b1serie", 1921,
        description=f"église {XSS}", terms={"subject": [Value(XSS)], "creator": [Value(XSS)]},
    ),
    Entry(
        "b1partner", "Fi 12", "Lettera alla famiglia", "item", year=1910, language="it",
        terms={"identifier": [Value("https://partner.example.org/12")]}, partner="memoire",
    ),
)  # fmt: skip
_JOINED = {
    "creator": "creator", "description": "description", "type": "type", "subject": "subject",
    "place": "spatial", "person": "contributor", "extent": "extent", "rights": "rights",
    "license": "license",
}  # fmt: skip
TOMBSTONE = f"ark:/{NAAN}/b1retire"


def many(count: int, parent: str = "b1serie") -> list[Entry]:
    """More records, for lists that go on."""
    return [
        Entry(
            f"b1n{number}", f"2 J {100 + number}", f"Lettre n° {number} sur le logement",
            parent=parent, year=1900 + number % 80,
            terms={"subject": [Value("Logement", "fr")], "spatial": [Value("Planoise")]},
        )
        for number in range(1, count + 1)
    ]  # fmt: skip


def make_edition(
    folder: Path,
    entries: Sequence[Entry] = ENTRIES,
    *,
    serial: int = 1,
    settings: dict[str, object] | None = None,
) -> Path:
    """A ``public.db`` in a folder, put in place at once as a publication is."""
    folder.mkdir(parents=True, exist_ok=True)
    new = folder / f"new-{serial}.db"
    stamp = f"2024-05-01T10:00:{serial:02}Z"
    with closing(sqlite3.connect(new)) as db:
        db.execute("pragma synchronous = off")  # nothing of it need last
        db.executescript(schema_path("edition.sql").read_text(encoding="utf-8"))
        making = _Making(entries, folder / "images", stamp)
        for number, entry in enumerate(entries, start=1):
            making.insert(db, entry, number)
        words = json.dumps({**SETTINGS, **(settings or {})}, ensure_ascii=False)
        row = (serial, stamp, SCHEMA_VERSION, stamp, words)
        db.execute("insert into edition values (?, ?, ?, ?, ?)", row)
        _insert_what_follows(db)
        ready_pages.fill(Edition.in_the_making(new, db))
        db.commit()
    return new.replace(folder / "public.db")


def _insert_what_follows(db: sqlite3.Connection) -> None:
    named = db.execute("select distinct value from oai_records, json_each(sets)").fetchall()
    set_rows.add_sets(db, rows((spec for (spec,) in named), {}, "fr"))
    gone = f"oai:{DOMAIN}:{TOMBSTONE}"
    since = "2024-02-03T04:05:06Z"
    db.execute("insert into tombstones values (?, ?, ?, '[]')", (TOMBSTONE, gone, since))
    db.execute(
        "insert into oai_records (datestamp, identifier, deleted, sets) values (?, ?, 1, '[]')",
        (since, gone),
    )
    set_rows.fill(db)
    db.execute(
        "insert into facet_counts select facet, value, count(*) from terms group by facet, value"
    )
    db.execute(
        "update records set child_count ="
        " (select count(*) from records below where below.parent_id = records.id)"
    )


class _Making:
    """The rows of each record, knowing the others."""

    def __init__(self, entries: Sequence[Entry], images: Path, stamp: str) -> None:
        self.entries = entries
        self.images = images
        self.stamp = stamp
        self.numbers = {entry.name: number for number, entry in enumerate(entries)}

    def insert(self, db: sqlite3.Connection, entry: Entry, number: int) -> None:
        record = self.exposed(entry)
        columns = self.columns(entry, record, number)
        names, marks = ", ".join(columns), ", ".join("?" * len(columns))
        db.execute(f"insert into records ({names}) values ({marks})", tuple(columns.values()))
        db.executemany(
            "insert into terms (facet, value, record_id) values (?, ?, ?)",
            [(*facet, number) for facet in _facets(columns, record)],
        )
        said = [record.full_title, record.code, columns["creator"], columns["description"]]
        said[2] = f"{said[2] or ''} {columns['person'] or ''}"
        said[3] = f"{said[3] or ''} {columns['subject'] or ''} {columns['place'] or ''}"
        db.execute(
            "insert into search (rowid, title, code, names, body) values (?, ?, ?, ?, ?)",
            (number, *(stem_text(str(words)) for words in said)),
        )
        db.execute(
            "insert into oai_records (datestamp, identifier, deleted, sets, oai_dc)"
            " values (?, ?, 0, ?, ?)",
            (
                self.stamp,
                record.oai_identifier,
                json.dumps(sets_of_terms(record.terms)),
                oai_dc.write(record),
            ),
        )
        if record.pages:
            db.execute("insert into manifests values (?, ?, ?)", _manifest(record, number))
        db.executemany(
            "insert into pages (record_id, number, label, image, width, height)"
            " values (?, ?, ?, ?, ?, ?)",
            [(number, it.number, it.label, it.image, it.width, it.height) for it in record.pages],
        )

    def columns(self, entry: Entry, record: Exposed, number: int) -> dict[str, object]:
        above = self.above(entry)
        top = above[0] if above else entry
        joined = {
            column: " ; ".join(value.text for value in record.terms.get(term, ())) or None
            for column, term in _JOINED.items()
        }
        return {
            "id": number,
            "ark": entry.ark,
            "code": entry.code,
            "title": entry.title,
            "full_title": entry.title,
            "level": entry.level,
            "date": record.date_text or None,
            "date_edtf": record.date_edtf,
            "year_first": entry.year,
            "year_last": entry.year,
            "century": (entry.year - 1) // 100 + 1 if entry.year else None,
            **joined,
            "language": record.languages[0],
            "source": record.source,
            "page_count": len(record.pages),
            "recording_count": len(record.recordings),
            "thumbnail": record.pictured.image if record.pictured else None,
            "fonds": entry.partner or top.code,
            "partner": entry.partner,
            "datestamp": self.stamp,
            "parent_id": self.numbers[entry.parent] + 1 if entry.parent else None,
            "fonds_id": self.numbers[top.name] + 1,
            "depth": len(above),
            "child_count": 0,
            "code_folded": fold(entry.code),
            "oai_identifier": record.oai_identifier,
            "terms": _terms(record),
        }

    def above(self, entry: Entry) -> list[Entry]:
        if entry.parent is None:
            return []
        parent = self.entries[self.numbers[entry.parent]]
        return [*self.above(parent), parent]

    def exposed(self, entry: Entry) -> Exposed:
        own: Terms = {"title": [Value(entry.title, entry.language)]}
        if entry.description:
            own["description"] = [Value(entry.description, entry.language)]
        if entry.year:
            own["date"] = [Value(str(entry.year))]
        inherited = {} if entry.parent is None else {"rights": "2 J"}
        if inherited:
            own["rights"] = [Value("Communicable, reproduction libre", "fr")]
        return Exposed(
            ark=entry.ark,
            oai_identifier=f"oai:{DOMAIN}:{entry.ark}",
            code=entry.code,
            title=entry.title,
            full_title=entry.title,
            level=entry.level,
            terms={**own, **entry.terms, "language": [Value(entry.language)]},
            inherited=frozenset(inherited),
            inherited_from=inherited,
            date_text=str(entry.year or ""),
            date_edtf=str(entry.year) if entry.year else None,
            year_first=entry.year,
            year_last=entry.year,
            languages=({"fr": "fre", "ar": "ara", "it": "ita"}[entry.language],),
            institution=SETTINGS["name"],
            source=f"Archives municipales de Besançon, {entry.code}",
            sets=("2-J",),
            ancestors=tuple(Ancestor(it.ark, it.code, it.title) for it in self.above(entry)),
            pages=tuple(
                ExposedPage(number, f"f. {number}", _drawn(self.images, size, number), *size)
                for number, size in enumerate(entry.pages, start=1)
            ),
            partner=entry.partner,
        )


def _terms(record: Exposed) -> str:
    terms: dict[str, list[dict[str, str]]] = {}
    for term, values in record.terms.items():
        came_from = record.inherited_from.get(term)
        for value in values:
            said = {"text": value.text, "language": value.language, "from": came_from}
            kept = {name: it for name, it in said.items() if it is not None}
            terms.setdefault(term, []).append(kept)
    return json.dumps(terms, ensure_ascii=False)


def _facets(columns: dict[str, object], record: Exposed) -> set[tuple[str, str]]:
    single = {(name, str(columns[name])) for name in ("fonds", "level", "century", "language")}
    several = {
        (facet, value.text)
        for facet, term in _JOINED.items()
        if facet in ("type", "subject", "place", "person", "creator")
        for value in record.terms.get(term, ())
    }
    return {(facet, value) for facet, value in single | several if value != "None"}


def _manifest(record: Exposed, number: int) -> tuple[int, str, bytes]:
    made = manifest.write(record)
    return number, hashlib.sha256(made).hexdigest(), made


def _drawn(images: Path, size: tuple[int, int], number: int) -> str:
    """The key of an image with ruled lines, so that pages can be told apart."""
    key = access_key(f"{size}-{number}", 0)
    write_access_copy(images, key, lambda save: save(_picture(size, number)))
    return key


@cache
def _picture(size: tuple[int, int], number: int) -> pyvips.Image:
    width, height = size
    sheet = pyvips.Image.black(width, height, bands=3).linear(1, [240, 230, 205]).cast("uchar")
    for line in range(1, 12 + number * 2):
        sheet = sheet.draw_rect([70, 50, 40], 60, 40 + line * 28, width - 120, 3, fill=True)
    sheet = sheet.draw_circle([150, 40, 30], width - 110, 110, 24 + number * 8, fill=True)
    return sheet.copy(interpretation="srgb")
