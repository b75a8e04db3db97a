"""The sentences said to people: in both languages, with the same values, all of them used."""

from __future__ import annotations

import ast
import re
import string
from collections.abc import Iterator
from functools import cache
from pathlib import Path

import pytest

from archivekit.texts import LANGUAGES, room_texts

PACKAGE = Path(__file__).resolve().parent.parent / "archivekit"
ROOMS = sorted(file.stem for file in (PACKAGE / "texts").glob("*.toml"))
KEY = re.compile(rf"(?:{'|'.join(ROOMS)})\.[a-z0-9-]+")
# French double punctuation after a plain space, or after none; what is code is no punctuation:
# addresses, hours, identifiers, TOML, "\b" of click.
PLAIN_SPACE = re.compile(r"\S [:;!?»](?=\W|$)|« ")
NO_SPACE = re.compile(r"[\w)…][:;!?](?=\s|$)|[^\s\u00a0]»|«[^\s\u00a0]")
# Names of files look like keys: catalogue.db, site.css.
FILE_ENDING = re.compile(r".*\.(?:db|css|js|toml|sql|json|xml|html|txt|py|yml|log|lock)")
# What ``Problems.add`` and ``Problem`` take for themselves.
NOT_VALUES = {"add": {"severity", "place"}, "Problem": {"severity", "place"}}
# French writes a century in Roman numerals, English as an ordinal.
UNLIKE = {"site.century", "site.century-before"}


def keys() -> list[str]:
    return [f"{room}.{name}" for room in ROOMS for name in room_texts(room)]


def sentences(key: str) -> dict[str, str]:
    room, _, name = key.partition(".")
    return room_texts(room)[name]


def placeholders(sentence: str) -> set[str]:
    return {name.split(".")[0] for _, name, _, _ in string.Formatter().parse(sentence) if name}


@cache
def trees() -> dict[Path, ast.Module]:
    return {
        file: ast.parse(file.read_text(encoding="utf-8")) for file in sorted(PACKAGE.rglob("*.py"))
    }


@cache
def constants() -> frozenset[str]:
    """Every string written in the code."""
    return frozenset(
        node.value
        for tree in trees().values()
        for node in ast.walk(tree)
        if isinstance(node, ast.Constant) and isinstance(node.value, str)
    )


@cache
def patterns() -> tuple[re.Pattern[str], ...]:
    """Keys put together in the code: ``f"cli.heading-{severity}"``; and in templates."""
    found = {
        "".join(
            re.escape(part.value) if isinstance(part, ast.Constant) else ".+"
            for part in node.values
        )
        for tree in trees().values()
        for node in ast.walk(tree)
        if isinstance(node, ast.JoinedStr)
    }
    prefixes = re.findall(r"""\bt\(\s*['"]([a-z-]+)['"]\s*[+~]""", templates())
    found |= {f"{re.escape(prefix)}.+" for prefix in prefixes}
    # A pattern must name more than a room, or all its keys would count as used.
    return tuple(re.compile(it) for it in found if re.search(r"[a-z]{3,}\\?-|-[a-z]{3,}", it))


@cache
def templates() -> str:
    files = sorted((PACKAGE / "site").rglob("*.html"))
    return "\n".join(file.read_text(encoding="utf-8") for file in files)


@cache
def rooms_named_by_name() -> frozenset[str]:
    """Rooms that have a way of their own to a text: ``f"site.{name}"``."""
    bare = re.compile(r"^([a-z]+)\.$")
    return frozenset(
        match[1]
        for tree in trees().values()
        for node in ast.walk(tree)
        if isinstance(node, ast.JoinedStr) and len(node.values) == 2
        if isinstance(node.values[0], ast.Constant)
        if (match := bare.match(str(node.values[0].value)))
    )


def is_used(key: str) -> bool:
    room, _, name = key.partition(".")
    if key in constants() or any(pattern.fullmatch(key) for pattern in patterns()):
        return True
    if room not in rooms_named_by_name():
        return False
    in_template = re.search(rf"""['"]{re.escape(name)}['"]""", templates())
    named = name in constants() or bool(in_template)
    return named or any(pattern.fullmatch(name) for pattern in patterns())


def calls_with_a_key() -> Iterator[tuple[Path, ast.Call, str]]:
    for file, tree in trees().items():
        for node in ast.walk(tree):
            if isinstance(node, ast.Call) and node.args and isinstance(node.args[0], ast.Constant):
                key = node.args[0].value
                if isinstance(key, str) and KEY.fullmatch(key) and not FILE_ENDING.fullmatch(key):
                    yield file, node, key


def called(call: ast.Call) -> str:
    """The name of what is called."""
    return getattr(call.func, "attr", "") or getattr(call.func, "id", "")


@pytest.mark.parametrize("room", ROOMS)
def test_every_sentence_stands_in_both_languages(room: str) -> None:
    for name, said in room_texts(room).items():
        assert set(said) == set(LANGUAGES), f"{room}.{name}"
        assert all(sentence.strip() or name.endswith("-default") for sentence in said.values())


@pytest.mark.parametrize("room", ROOMS)
def test_both_languages_say_the_same_values(room: str) -> None:
    for name, said in room_texts(room).items():
        if f"{room}.{name}" not in UNLIKE:
            assert placeholders(said["fr"]) == placeholders(said["en"]), f"{room}.{name}"


@pytest.mark.parametrize("room", ROOMS)
def test_french_punctuation_stands_after_a_space_that_no_line_breaks_at(room: str) -> None:
    for name, said in room_texts(room).items():
        assert not PLAIN_SPACE.search(said["fr"]), f"{room}.{name}"
        assert not NO_SPACE.search(said["fr"]), f"{room}.{name}"


def test_french_punctuation_of_what_click_says_stands_as_in_our_sentences() -> None:
    po = PACKAGE / "texts" / "click" / "fr" / "LC_MESSAGES" / "messages.po"
    _, *entries = po.read_text(encoding="utf-8").split("\n\n")
    said = re.findall(r'^msgstr.*? "(.*)"$', "\n".join(entries), re.M)
    assert len(said) > 60
    assert not [it for it in said if PLAIN_SPACE.search(it) or NO_SPACE.search(it)]


def test_every_key_in_the_code_has_its_sentence() -> None:
    missing = {f"{file.name}: {key}" for file, _, key in calls_with_a_key() if key not in keys()}
    assert not missing


def test_every_key_in_the_templates_has_its_sentence() -> None:
    named = set(re.findall(r"""\bt\(\s*['"]([a-z0-9-]+)['"]\s*[,)]""", templates()))
    assert named, "no template names a text"
    assert not {name for name in named if f"site.{name}" not in keys()}


def test_every_value_that_a_sentence_asks_for_is_given() -> None:
    lacking = []
    for file, call, key in calls_with_a_key():
        if any(word.arg is None for word in call.keywords) or key not in keys():
            continue
        given = {str(word.arg) for word in call.keywords} - NOT_VALUES.get(called(call), set())
        wanted = placeholders(sentences(key)["en"])
        if given and wanted - given:
            lacking.append(f"{file.name}:{call.lineno}: {key} lacks {sorted(wanted - given)}")
    assert not lacking


def test_no_sentence_is_left_over() -> None:
    assert not [key for key in keys() if not is_used(key)]
