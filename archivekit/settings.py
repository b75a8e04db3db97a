"""The settings of one archive, read from its ``archive.toml`` and checked against its schema.

Owns what each setting is and its default. Every mistake in the file is named at once, with its key
and line.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Any

from archivekit.checked_toml import line_of, mistakes, parse, refuse
from archivekit.description.access import online
from archivekit.description.access.law import Delay, From
from archivekit.description.access.online import OnlineRule
from archivekit.description.addresses import logo_url
from archivekit.description.inheritance import House
from archivekit.description.uris import is_url
from archivekit.texts import text


@dataclass(frozen=True, slots=True)
class ImageBounds:
    """How large a page may be, and what making its access copy may cost (pixels, s, MiB)."""

    max_pixels: int = 400_000_000
    max_side: int = 100_000
    seconds: int = 300
    memory_mb: int = 3000


@dataclass(frozen=True, slots=True)
class Partner:
    """A repository we harvest: its name among us, its OAI-PMH base URL, what we take of it."""

    name: str
    url: str
    set: str | None = None
    prefix: str = "oai_dc"
    publish: bool | None = None  # not said: as the harvests were asked
    friend: bool = False  # named to harvesters, who may go there next
    pause: float = 0  # seconds between two requests


@dataclass(frozen=True, slots=True, kw_only=True)
class Settings:
    """What ``archive.toml`` says. An empty ``base_url`` means: as each request says."""

    name: dict[str, str]
    contact: str
    naan: str
    oai_domain: str
    place: str = ""
    service_code: str = ""
    languages: tuple[str, ...] = ("fr", "en")
    language: str = "fr"
    base_url: str = ""
    website: str = ""
    license: str = ""
    rights: str = ""
    metadata_license: str = ""
    logo: str = ""
    home_text: dict[str, str] = field(default_factory=dict)
    images: ImageBounds = field(default_factory=ImageBounds)
    partners: tuple[Partner, ...] = ()
    online_rules: tuple[OnlineRule, ...] = ()

    @property
    def partners_held_back(self) -> frozenset[str]:
        """Those whose records are not published, whatever was said when they were harvested."""
        return frozenset(it.name for it in self.partners if it.publish is False)

    @property
    def house(self) -> House:
        """What holds for all records of the institution. Made here alone: a rule that one room
        forgot would show what another hides.
        """
        return House(
            name=self.name,
            place=self.place,
            language=self.language,
            license=self.license,
            rights=self.rights,
            online_rules=self.online_rules,
        )

    def public(self) -> dict[str, Any]:
        """The part that the edition may hold: no word of bounds, or of partners but friends."""
        return {
            "name": self.name,
            "contact": self.contact,
            "naan": self.naan,
            "oai_domain": self.oai_domain,
            "place": self.place,
            "service_code": self.service_code,
            "languages": list(self.languages),
            "language": self.language,
            "base_url": self.base_url,
            "license": self.license,
            "rights": self.rights,
            "metadata_license": self.metadata_license,
            "logo": self.logo if not self.logo or is_url(self.logo) else logo_url(),
            "friends": [partner.url for partner in self.partners if partner.friend],
            "home_text": self.home_text,
        }


def read_settings(toml: str, file: str) -> Settings:
    """The settings that the text of an ``archive.toml`` holds.

    Raises NothingDone naming every mistake with its key and line.
    """
    document = parse(toml, file)
    found = mistakes(document, toml, "archive.schema.json")
    refuse(found or _partners_of_one_name(document, toml), file)
    return _settings(document)


def _partners_of_one_name(document: dict[str, Any], toml: str) -> list[str]:
    """Partners are told apart by their names."""
    names = [partner["name"] for partner in document.get("partners", ())]
    return [
        text("settings.partner-twice", name=name, line=line_of(toml, ["partners", number, "name"]))
        for number, name in enumerate(names)
        if name in names[:number]
    ]


def _settings(document: dict[str, Any]) -> Settings:
    archive, rights = document["archive"], document.get("rights", {})
    return Settings(
        name=archive["name"],
        contact=archive["contact"],
        naan=document["identifiers"]["naan"],
        oai_domain=document["identifiers"]["oai_domain"],
        place=archive.get("place", ""),
        service_code=archive.get("service_code", ""),
        languages=tuple(archive.get("languages", ("fr", "en"))),
        language=archive.get("language", "fr"),
        base_url=archive.get("base_url", ""),
        website=_with_path(archive.get("website", "")),
        logo=archive.get("logo", ""),
        license=rights.get("license", ""),
        metadata_license=rights.get("metadata_license", ""),
        rights=rights.get("statement", ""),
        home_text=document.get("home", {}),
        images=ImageBounds(**document.get("images", {})),
        partners=tuple(Partner(**partner) for partner in document.get("partners", ())),
        online_rules=_online_rules(document.get("access", {})),
    )


def _with_path(address: str) -> str:
    """An address as browsers write it: that of a host alone ends in a slash."""
    return f"{address}/" if address.count("/") == 2 else address


def _online_rules(access: dict[str, Any]) -> tuple[OnlineRule, ...]:
    """The rules for what is shown on line, and the usual ones unless they are not wanted."""
    usual = online.DEFAULTS if access.get("usual_rules", True) else ()
    return (*(_online_rule(**given) for given in access.get("online", ())), *usual)


def _online_rule(
    *, name: str, years: int | None = None, count_from: str = "document", **matching: list[str]
) -> OnlineRule:
    delay = None if years is None else Delay(years, From(count_from))
    return OnlineRule(
        name=name, delay=delay, **{what: tuple(words) for what, words in matching.items()}
    )
