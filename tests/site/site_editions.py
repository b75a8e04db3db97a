"""A small edition for the site's tests: a fonds on three levels, images, and words that bite.

Made with the tables that ``publish`` fills, from records written here.
"""

from __future__ import annotations

import datetime as dt
import json
from dataclasses import dataclass, field
from functools import cache
from pathlib import Path

import pyvips

from archivekit.catalogue import Exposure
from archivekit.description.exposed import Ancestor, Exposed, ExposedPage
from archivekit.description.record import Terms, Value
from archivekit.iiif import manifest
from archivekit.images.access import access_key, write_access_copy
from archivekit.oai import oai_dc
from archivekit.publish.edition_file import EditionFile
from archivekit.publish.prepared import Place, prepare, terms_json

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
        terms={"creator": [Value("Comité d'accueil", "fr")], "extent": [Value("2,4 ml")]},
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
    entries: tuple[Entry, ...] | list[Entry] = ENTRIES,
    *,
    serial: int = 1,
    settings: dict[str, object] | None = None,
) -> Path:
    """A ``public.db`` in a folder, put in place at once as a publication is."""
    building = folder / f".building-{serial}"
    building.mkdir(parents=True)
    file = EditionFile(building, None)
    made = _Making(entries, folder / "images")
    file.add([made.prepared(number) for number in range(len(entries))])
    gone = Exposure(
        ark=TOMBSTONE,
        oai_identifier=f"oai:{DOMAIN}:{TOMBSTONE}",
        datestamp="2024-02-03T04:05:06Z",
        deleted=True,
        sets=("2-J",),
        digest="",
    )
    file.add_gone([(gone, gone.datestamp)])
    file.add_sets([("2-J", "Fonds du Comité", 1)])
    file.finish_rows()
    stamp = dt.datetime(2024, 5, 1, 10, 0, serial, tzinfo=dt.UTC).strftime("%Y-%m-%dT%H:%M:%SZ")
    file.stamp(stamp)
    file.name(
        serial=serial,
        datestamp=stamp,
        settings=json.dumps({**SETTINGS, **(settings or {})}, ensure_ascii=False),
    )
    file.close()
    return file.path.replace(folder / "public.db")


class _Making:
    """The rows of each record, knowing the others."""

    def __init__(self, entries: tuple[Entry, ...] | list[Entry], images: Path) -> None:
        self.entries = entries
        self.images = images
        self.numbers = {entry.name: number for number, entry in enumerate(entries)}

    def prepared(self, number: int) -> object:
        entry = self.entries[number]
        record = self.exposed(entry)
        above = self.above(entry)
        place = Place(
            number=number + 1,
            parent=self.numbers[entry.parent] + 1 if entry.parent else None,
            top=self.numbers[(above[0] if above else entry).name] + 1,
            depth=len(above),
            fonds=entry.partner or (above[0] if above else entry).code,
        )
        made = prepare(record, place, terms_json(record), f"digest-{entry.name}")
        made.oai_dc = oai_dc.write(record)
        made.manifest = manifest.write(record) if record.pages else None
        return made

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


def _drawn(images: Path, size: tuple[int, int], number: int) -> str:
    """The key of an image with ruled lines, so that pages can be told apart."""
    key = access_key(f"{size}-{number}", 0)
    write_access_copy(images, key, lambda save: save(_picture(size, number)))
    return key


@cache
def _picture(size: tuple[int, int], number: int) -> pyvips.Image:
    width, height = size
    sheet = (pyvips.Image.black(width, height, bands=3) + [240, 230, 205]).cast("uchar")
    for line in range(1, 12 + number * 2):
        sheet = sheet.draw_rect([70, 50, 40], 60, 40 + line * 28, width - 120, 3, fill=True)
    sheet = sheet.draw_circle([150, 40, 30], width - 110, 110, 24 + number * 8, fill=True)
    return sheet.copy(interpretation="srgb")
