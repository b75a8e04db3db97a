"""The files of profiles: those that come with archivekit, and an archive's own before them."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from difflib import get_close_matches
from pathlib import Path
from typing import Any

from archivekit.checked_toml import line_of, mistakes, parse, refuse
from archivekit.description import dcmi_terms
from archivekit.errors import NothingDone, WrongUse
from archivekit.oai.profiles.material import MADE_FIELDS
from archivekit.oai.profiles.profile import Profile
from archivekit.oai.profiles.template import Template
from archivekit.schemas_folder import schema_path
from archivekit.texts import text

MOST_BYTES = 200_000
MOST_PROFILES = 100
_NAME = re.compile(r"[a-z0-9][a-z0-9\-]{0,39}")


def all_profiles(own: Path, service_code: str) -> dict[str, Profile]:
    """Every profile by name; ``own`` is the archive's folder of profiles, which need not be there.

    Raises NothingDone naming every mistake of a file with its key and line.
    """
    files = _files(own)
    return {name: read(files[name], service_code) for name in sorted(files)}


def one_profile(name: str, own: Path, service_code: str) -> Profile:
    """The profile of a name. Raises WrongUse where there is none, NothingDone as above."""
    return read(file_of(name, own), service_code)


def file_of(name: str, own: Path) -> Path:
    """The file of a profile. Raises WrongUse where there is none."""
    files = _files(own)
    if name not in files:
        raise WrongUse("oai.profile-unknown", name=name, known=", ".join(sorted(files)))
    return files[name]


def built_in(name: str) -> Profile:
    """A profile as it comes with archivekit."""
    return read(schema_path("profiles") / f"{name}.toml")


def _files(own: Path) -> dict[str, Path]:
    found = {file.stem: file for file in schema_path("profiles").glob("*.toml")}
    for file in sorted(own.glob("*.toml")) if own.is_dir() else ():
        if not _NAME.fullmatch(file.stem):
            raise NothingDone("oai.profile-name", file=file)
        found[file.stem] = file
    if len(found) > MOST_PROFILES:
        raise NothingDone("oai.profiles-too-many", folder=own, most=MOST_PROFILES)
    return found


def read(file: Path, service_code: str = "") -> Profile:
    """The profile of a file. Raises NothingDone."""
    try:
        with file.open("rb") as opened:
            raw = opened.read(MOST_BYTES + 1)
        toml = raw.decode("utf-8-sig")
    except (OSError, UnicodeDecodeError) as error:
        raise NothingDone("settings.not-readable", file=file, why=error) from None
    if len(raw) > MOST_BYTES:
        raise NothingDone("oai.profile-too-long", file=file, most=MOST_BYTES)
    document = parse(toml, str(file))
    found = mistakes(document, toml, "profile.schema.json")
    # Templates are looked at once they are where they belong.
    refuse(found or list(_faults(document, toml)), str(file))
    return Profile.of(file.stem, document, service_code)


def _faults(document: Mapping[str, Any], toml: str) -> Iterator[str]:
    """What is amiss in templates, and tables that are not there."""
    tables = document.get("tables", {})
    for element, entries in document["dc"].items():
        path = ["dc", element]
        for entry in entries:
            yield from _of_templates(entry, toml, path)
            name = entry.get("table") if isinstance(entry, dict) else None
            if name is not None and name not in tables:
                yield _fault("profile-no-table", name, toml, path)
    for name, table in tables.items():
        for key, words in table.items():
            yield from _of_templates(words, toml, ["tables", name, key])


def _of_templates(entry: str | Mapping[str, Any], toml: str, path: list[str]) -> Iterator[str]:
    for template in _templates(entry):
        for key, about in Template.of(template).faults():
            yield _fault(key, about, toml, path)


def _fault(key: str, about: str, toml: str, path: list[str]) -> str:
    """The sentence of a mistake; where a field is not there, with the one it is nearest to."""
    near = get_close_matches(about, [*MADE_FIELDS, *dcmi_terms.TERMS], n=1)
    return text(
        f"settings.{key}",
        key=".".join(path),
        line=line_of(toml, path),
        about=about,
        near=text("settings.profile-near", near=near[0]) if near else "",
    )


def _templates(entry: str | Mapping[str, Any]) -> list[str]:
    if isinstance(entry, str):
        return [entry]
    given = [entry[key] for key in ("fr", "en", "value") if key in entry]
    return [*given, *entry.get("first", ())]
