"""A repository: the records of an edition under one base URL, by one profile.

``/oai`` is the whole, by the default profile and from bytes made ready; ``/oai/NAME`` is a
repository of its own (OAI-PMH 2.0, 2.1), whose oai_dc is made of the edition's records as they are
asked for.
"""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Iterable
from dataclasses import dataclass
from functools import lru_cache

from archivekit.description.addresses import BASE
from archivekit.description.record import Value
from archivekit.edition import Edition
from archivekit.oai.profiles import Profile, write
from archivekit.oai.profiles.material import Material
from archivekit.oai.profiles.profile import DEFAULT
from archivekit.oai.provider import envelope

PATH = "/oai"
PREFIX = "oai_dc"
"""The format that a profile is of; others are the same under every base URL."""
_NO_SET = "?"  # no setSpec has this sign


@dataclass(frozen=True, slots=True)
class Repository:
    """What answers under one base URL. ``profile`` is None where all is as made ready.

    ``changed_at``: since when the profile is so; no datestamp is earlier.
    """

    edition: Edition
    base_url: str
    profile: Profile | None = None
    changed_at: str = ""

    @classmethod
    def at(cls, path: str, edition: Edition) -> Repository | None:
        """The repository of a path; None where the edition has no such profile."""
        name = path.removeprefix(PATH).removeprefix("/")
        row = edition.profile(name or DEFAULT)
        if not name:
            base_url = f"{BASE}{PATH}"
        elif row is None or name == DEFAULT:
            return None
        else:
            base_url = f"{BASE}{PATH}/{name}"
        if row is None or row.ready:
            return cls(edition, base_url, changed_at=row.changed_at if row else "")
        return cls(edition, base_url, _profile(row.name, row.definition), row.changed_at)

    @property
    def key(self) -> str:
        """What its resumption tokens are bound to."""
        domain: str = self.edition.settings["oai_domain"]
        name = self.profile.name if self.profile else DEFAULT
        return domain if name == DEFAULT else f"{domain} {name}"

    @property
    def name(self) -> str:
        """Its name in the first language of the site; a profile's after the institution's."""
        language = self.edition.settings["languages"][0]
        names = self.edition.settings["name"]
        own: str = names.get(language) or next(iter(names.values()))
        if self.profile is None or self.profile.name == DEFAULT:
            return own
        return f"{own} ({self.profile.title[language]})"

    @property
    def earliest_datestamp(self) -> str:
        """No record is older."""
        return max(self.edition.earliest_datestamp, self.changed_at)

    def metadata(self, row: sqlite3.Row, prefix: str) -> bytes | None:
        """A record in a format; None where it is deleted, or not to be had in it."""
        if row["deleted"]:
            return None
        if self.profile is None or prefix != PREFIX:
            ready: bytes | None = row[prefix]
            return ready
        return write(self.profile, _material(row, self.edition.settings["name"]))

    def header(self, row: sqlite3.Row) -> bytes:
        """A record's header as told here."""
        datestamp = max(row["datestamp"], self.changed_at)
        prefix = self.profile.set_prefix if self.profile else ""
        return envelope.header(
            row["identifier"], datestamp, _set_specs(row["sets"], prefix), row["deleted"]
        )

    def named(self, specs: Iterable[str]) -> list[str]:
        """Sets by the names that they have here."""
        prefix = self.profile.set_prefix if self.profile else ""
        return [prefix + spec for spec in specs]

    def spec_of(self, named: str) -> str:
        """The setSpec in the edition of a set named here."""
        prefix = self.profile.set_prefix if self.profile else ""
        if not named or named.startswith(prefix):
            return named[len(prefix) :]
        return _NO_SET


@lru_cache(maxsize=4096)
def _set_specs(sets: str, prefix: str) -> str:
    """The ``<setSpec>`` elements of a record: the same for very many, so made once."""
    return "".join(envelope.element("setSpec", prefix + spec) for spec in json.loads(sets))


@lru_cache(maxsize=256)
def _profile(name: str, definition: str) -> Profile:
    return Profile.defined(name, definition)


def _material(row: sqlite3.Row, institution: dict[str, str]) -> Material:
    """A row of ``records`` as what a profile may speak of."""
    terms = {
        term: [Value(it["text"], it.get("language")) for it in values]
        for term, values in json.loads(row["terms"]).items()
    }
    # Where the record has no date of its own, the column has those of its terms.
    of_terms = " ; ".join(it.text for it in terms.get("date", ()))
    return Material(
        ark=row["ark"],
        code=row["code"],
        full_title=row["full_title"],
        level=row["level"],
        terms=terms,
        date_text="" if row["date"] == of_terms else row["date"] or "",
        date_edtf=row["date_edtf"],
        year_first=row["year_first"],
        year_last=row["year_last"],
        languages=row["language"].split(" ; ") if row["language"] else (),
        institution=institution,
        page_count=row["page_count"],
        partner=row["partner"],
    )
