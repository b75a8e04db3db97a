"""A TOML file that people write, read and checked against its JSON Schema.

Owns how a mistake in one is named: every one at once, each with its key and line.
"""

from __future__ import annotations

import json
import re
import tomllib
from collections.abc import Iterator, Sequence
from typing import Any

import jsonschema

from archivekit.errors import NothingDone
from archivekit.schemas_folder import schema_path
from archivekit.texts import room_texts, text

_SHOWN = 200  # characters of a value that is amiss


def parse(toml: str, file: str) -> dict[str, Any]:
    """The document that a text holds. Raises NothingDone where it is no TOML."""
    try:
        return tomllib.loads(toml)
    except tomllib.TOMLDecodeError as error:
        raise NothingDone("settings.not-toml", file=file, why=error) from None


def mistakes(document: dict[str, Any], toml: str, schema: str) -> list[str]:
    """A sentence for each thing in which a document does not follow its schema."""
    return [_sentence(error, toml) for error in _mistakes(document, schema)]


def refuse(mistakes: Sequence[str], file: str) -> None:
    """Raises NothingDone naming the mistakes, where there are any."""
    if mistakes:
        raise NothingDone("settings.invalid", file=file, mistakes="\n".join(mistakes))


def _mistakes(document: dict[str, Any], name: str) -> list[jsonschema.ValidationError]:
    schema = json.loads(schema_path(name).read_text(encoding="utf-8"))
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
        key=key or "—",
        line=line_of(toml, path),
        value=json.dumps(error.instance, ensure_ascii=False, default=str)[:_SHOWN],
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
