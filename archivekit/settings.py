"""The settings of one archive, read from its ``archive.toml`` and checked against its schema.

Owns what each setting is and its default. Every mistake in the file is named at once, with its key
and line.
"""

from __future__ import annotations

import json
import re
import tomllib
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from typing import Any

import jsonschema

from archivekit.description.access import online
from archivekit.description.access.law import Delay, From
from archivekit.description.access.online import OnlineRule
from archivekit.errors import NothingDone
from archivekit.schemas_folder import schema_path
from archivekit.texts import room_texts, text


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
    license: str = ""
    rights: str = ""
    home_text: dict[str, str] = field(default_factory=dict)
    images: ImageBounds = field(default_factory=ImageBounds)
    partners: tuple[Partner, ...] = ()
    online_rules: tuple[OnlineRule, ...] = ()

    def public(self) -> dict[str, Any]:
        """The part that the edition may hold: no word of partners or bounds."""
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
            "home_text": self.home_text,
        }


def read_settings(toml: str, file: str) -> Settings:
    """The settings that the text of an ``archive.toml`` holds.

    Raises NothingDone naming every mistake with its key and line.
    """
    try:
        document = tomllib.loads(toml)
    except tomllib.TOMLDecodeError as error:
        raise NothingDone("settings.not-toml", file=file, why=error) from None
    mistakes = [_sentence(error, toml) for error in _mistakes(document)]
    mistakes = mistakes or _partners_of_one_name(document, toml)
    if mistakes:
        raise NothingDone("settings.invalid", file=file, mistakes="\n".join(mistakes))
    return _settings(document)


def _partners_of_one_name(document: dict[str, Any], toml: str) -> list[str]:
    """Partners are told apart by their names."""
    names = [partner["name"] for partner in document.get("partners", ())]
    return [
        text("settings.partner-twice", name=name, line=line_of(toml, ["partners", number, "name"]))
        for number, name in enumerate(names)
        if name in names[:number]
    ]


def _mistakes(document: dict[str, Any]) -> list[jsonschema.ValidationError]:
    schema = json.loads(schema_path("archive.schema.json").read_text(encoding="utf-8"))
    validator = jsonschema.Draft202012Validator(schema)
    return sorted(validator.iter_errors(document), key=lambda error: list(map(str, error.path)))


def _sentence(error: jsonschema.ValidationError, toml: str) -> str:
    """One mistake: its key, its line, what was expected."""
    path: list[str | int] = list(error.absolute_path)
    if error.validator in ("additionalProperties", "required"):
        path.append(_name_at_fault(error))
    key = ".".join(f"[{part + 1}]" if isinstance(part, int) else part for part in path)
    mistake = f"mistake-{error.validator}".lower()
    if mistake not in room_texts("settings"):
        mistake = "mistake-other"
    schema: Any = error.schema
    expected = schema.get("description", "")
    return text(
        f"settings.{mistake}",
        key=key or "archive.toml",
        line=line_of(toml, path),
        value=json.dumps(error.instance, ensure_ascii=False, default=str),
        rule=error.validator_value,
        expected=f" {expected}" if expected else "",
    )


def _name_at_fault(error: jsonschema.ValidationError) -> str:
    there: Any = error.instance
    rule: Any = error.validator_value
    schema: Any = error.schema
    if error.validator == "required":
        # One error for each that is missing; only its message says which.
        return str(next(name for name in rule if error.message.startswith(repr(name))))
    return str(next(name for name in there if name not in schema.get("properties", {})))


def line_of(toml: str, path: Sequence[str | int]) -> int:
    """The line, from 1, where a key stands; of its table where the key itself stands nowhere."""
    best, best_length = 1, 0
    for line, at in _key_lines(toml):
        length = 0
        while length < min(len(at), len(path)) and at[length] == path[length]:
            length += 1
        if length > best_length:
            best, best_length = line, length
    return best


def _key_lines(toml: str) -> Iterator[tuple[int, tuple[str | int, ...]]]:
    """Each line that names a key or a table, with the whole path of what it names."""
    table: tuple[str | int, ...] = ()
    counts: dict[str, int] = {}
    for number, line in enumerate(toml.splitlines(), start=1):
        if match := re.match(r"\s*\[\[([^\]]+)\]\]", line):
            name = match[1].strip()
            table = (*(part.strip() for part in name.split(".")), counts.setdefault(name, 0))
            counts[name] += 1
            yield number, table
        elif match := re.match(r"\s*\[([^\]]+)\]", line):
            table = tuple(part.strip() for part in match[1].split("."))
            yield number, table
        elif match := re.match(r"\s*([\w.\"'-]+)\s*=", line):
            yield number, table + tuple(part.strip("\"' ") for part in match[1].split("."))


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
        license=rights.get("license", ""),
        rights=rights.get("statement", ""),
        home_text=document.get("home", {}),
        images=ImageBounds(**document.get("images", {})),
        partners=tuple(Partner(**partner) for partner in document.get("partners", ())),
        online_rules=_online_rules(document.get("access", {})),
    )


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
