"""A repository: the records of an edition under one base URL, by one profile.

``/oai`` is the whole, by the default profile and from bytes made ready; ``/oai/NAME`` is a
repository of its own (OAI-PMH 2.0, 2.1), whose oai_dc is made of the edition's records as they are
asked for.
"""

from __future__ import annotations

import json
import sqlite3
from dataclasses import dataclass
from functools import lru_cache

from archivekit.description.addresses import BASE
from archivekit.edition import Edition
from archivekit.oai import about
from archivekit.oai.profiles import Profile, write
from archivekit.oai.profiles.material import Material
from archivekit.oai.profiles.profile import DEFAULT
from archivekit.oai.provider import envelope
from archivekit.oai.provider.exposing import date_text, languages_of, terms_of
from archivekit.oai.provider.formats import FORMATS
from archivekit.oai.set_specs import FONDS, KINDS, PARTNER, kind_of

PATH = "/oai"
PREFIX = "oai_dc"
"""The format that a profile is of; others are the same under every base URL."""
_NO_SET = "?"  # no setSpec has this sign


@dataclass(frozen=True, slots=True)
class Repository:
    """What answers under one base URL. ``profile`` is None where all is as made ready.

    ``changed_at``: since when the profile is so; no datestamp is earlier. ``formats``: the prefixes
    that are offered.
    """

    edition: Edition
    base_url: str
    profile: Profile | None = None
    changed_at: str = ""
    formats: tuple[str, ...] = tuple(FORMATS)

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
        if row is None:
            return cls(edition, base_url)
        profile = _profile(row.name, row.definition)
        formats = tuple(prefix for prefix in FORMATS if prefix in profile.formats)
        return cls(edition, base_url, None if row.ready else profile, row.changed_at, formats)

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
        """A record in the format that profiles are of; None where it is deleted."""
        if row["deleted"]:
            return None
        if self.profile is None:
            ready: bytes | None = row[prefix]
            return ready
        return write(self.profile, _material(row, self.edition.settings["name"]))

    def about(self, row: sqlite3.Row) -> bytes:
        """What stands beside a record: its own where it came from a partner."""
        own: bytes | None = row["about"]
        return self._rights if own is None else own

    @property
    def _rights(self) -> bytes:
        license_uri = self.edition.settings.get("metadata_license")
        return about.rights(license_uri) if license_uri else b""

    def header(self, row: sqlite3.Row) -> bytes:
        """A record's header as told here."""
        datestamp = max(row["datestamp"], self.changed_at)
        specs = _set_specs(row["sets"], self._set_prefix, self.set_kinds)
        return envelope.header(row["identifier"], datestamp, specs, row["deleted"])

    def named(self, spec: str) -> str:
        """A set by the name that it has here."""
        return self._set_prefix + spec

    def spec_of(self, named: str) -> str:
        """The setSpec in the edition of a set named here."""
        prefix = self._set_prefix
        spec = named[len(prefix) :]
        if not named or (named.startswith(prefix) and kind_of(spec) in self.set_kinds):
            return spec
        return _NO_SET

    @property
    def set_kinds(self) -> tuple[str, ...]:
        """The kinds of sets that are told of: partners are sent what they asked for by fonds."""
        is_default = self.profile is None or self.profile.name == DEFAULT
        return KINDS if is_default else (FONDS, PARTNER)

    @property
    def _set_prefix(self) -> str:
        return self.profile.set_prefix if self.profile else ""


@lru_cache(maxsize=4096)
def _set_specs(sets: str, prefix: str, kinds: tuple[str, ...]) -> str:
    """The ``<setSpec>`` elements of a record: the same for very many, so made once."""
    told = (spec for spec in json.loads(sets) if kind_of(spec) in kinds)
    return "".join(envelope.element("setSpec", prefix + spec) for spec in told)


@lru_cache(maxsize=256)
def _profile(name: str, definition: str) -> Profile:
    return Profile.defined(name, definition)


def _material(row: sqlite3.Row, institution: dict[str, str]) -> Material:
    """A row of ``records`` as what a profile may speak of."""
    terms, _ = terms_of(row)
    return Material(
        ark=row["ark"],
        code=row["code"],
        full_title=row["full_title"],
        level=row["level"],
        terms=terms,
        date_text=date_text(row, terms),
        date_edtf=row["date_edtf"],
        year_first=row["year_first"],
        year_last=row["year_last"],
        languages=languages_of(row),
        institution=institution,
        page_count=row["page_count"],
        has_thumbnail=row["thumbnail"] is not None,
        partner=row["partner"],
    )
