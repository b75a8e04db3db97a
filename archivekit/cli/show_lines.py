"""What ``archivekit show`` found, line by line in the reader's words; what is empty is left out."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from typing import Any

from archivekit.cli.moments import local_time
from archivekit.cli.opening_words import day_said, ground_said
from archivekit.description import duration
from archivekit.description.dates.words import words
from archivekit.texts import language_of_the_locale, room_texts, text

_INDENT = "  "
# Said in another line: the raw days by ``opening``, languages with the terms.
_SAID_ELSEWHERE = frozenset({"term_languages", "open_from", "online_from"})


def lines(document: Mapping[str, Any]) -> Iterator[str]:
    """The lines of a document, in its order."""
    for name, value in document.items():
        if value in (None, "", [], {}) or name in _SAID_ELSEWHERE:
            continue
        if name == "uid" and "files" not in document:
            continue  # only records have an object in the store
        label = text(f"cli.show-{name.replace('_', '-')}")
        if name in _BLOCKS:
            below = list(_BLOCKS[name](value, document))
            if below:
                yield _pair(label, "").rstrip()
                yield from (_INDENT + line for line in below)
        elif said := _said(name, value):
            yield _pair(label, said.replace("\n", f"\n{_INDENT}"))


def _pair(label: str, value: object) -> str:
    return text("cli.show-pair", label=label, value=value)


def _said(name: str, value: Any) -> str:
    """A value that stands on one line."""
    if isinstance(value, bool):
        return text("cli.show-yes" if value else "cli.show-no")
    if name == "level":
        return level_said(value)
    if name in ("first_day", "last_day"):
        return words(value, language_of_the_locale()) or value
    if name in ("withdrawn_at", "given_at", "partner_datestamp"):
        return local_time(value)
    if name == "state":
        return text(f"cli.identifier-{value}")
    if name == "source":
        file, sheet, line = (*value, None, None)[:3]
        return ", ".join(
            [
                *([str(file)] if file else []),
                *([text("problems.place-sheet", value=sheet)] if sheet else []),
                *([text("problems.place-line", value=line)] if line else []),
            ]
        )
    if isinstance(value, list):
        return " ; ".join(str(each) for each in value if each is not None)
    return str(value)


def level_said(level: str) -> str:
    """A level, or the kind of an authority record, by its name."""
    for name in (f"level-{level}", f"authority-kind-{level}"):
        if name.lower() in room_texts("site"):
            return text(f"site.{name.lower()}").lower()
    return level


def _terms(terms: dict[str, list[str]], document: Mapping[str, Any]) -> Iterator[str]:
    for term, values in terms.items():
        name = f"term-{term.lower().replace(':', '-')}"
        label = text(f"site.{name}") if name in room_texts("site") else term
        languages = document["term_languages"].get(term, ())
        for number, value in enumerate(values):
            language = languages[number] if number < len(languages) else None
            yield _pair(label, f"{value} [{language}]" if language else value)


def _opening(opening: dict[str, Any], document: Mapping[str, Any]) -> Iterator[str]:
    for place in ("reading_room", "online"):
        day = opening[place]
        said = day_said(day["day"])
        if why := ground_said(day, document["code"]):
            said = text("cli.show-because", day=said, why=why)
        yield _pair(text(f"cli.show-{place.replace('_', '-')}"), said)
    if opening["hidden"]:
        state = text(f"cli.hidden-{opening['hidden']}")
    else:
        state = text("cli.show-may-be-seen")
    yield _pair(text("cli.show-edition"), state)


def _statements(said: list[str], _: Mapping[str, Any]) -> Iterator[str]:
    """``function: …`` and the like, under the element's name."""
    for it in said:
        element, term = it.split(": ", 1)
        yield _pair(text(f"site.authority-{element.lower()}").lower(), term)


def _relations(said: list[str], _: Mapping[str, Any]) -> Iterator[str]:
    for it in said:
        kind, name = it.split(": ", 1)
        key = f"relation-{kind.lower()}"
        yield _pair(text(f"site.{key}") if key in room_texts("site") else kind, name)


def _authorities(found: list[dict[str, Any]], _: Mapping[str, Any]) -> Iterator[str]:
    for it in found:
        facts = [level_said(it["kind"]), it["code"], *([it["ark"]] if it["ark"] else [])]
        yield _pair(it["name"], ", ".join(facts))


def _unknown(columns: dict[str, str], _: Mapping[str, Any]) -> Iterator[str]:
    yield from (_pair(name, value) for name, value in columns.items() if value)


def _files(files: list[dict[str, Any]], _: Mapping[str, Any]) -> Iterator[str]:
    for file in files:
        yield file["name"]
        for name, said in _facts(file):
            yield _INDENT + _pair(text(f"cli.show-file-{name}"), said)


def _of_text(file: dict[str, Any]) -> str:
    """Of a text of pages: whose, how many words, how sure and read by what."""
    said = text("cli.show-text", name=file["text_of"], words=file["words"])
    parts = [said]
    if "confidence" in file:
        parts.append(text("cli.show-confidence", confidence=file["confidence"]))
    more = (file.get("engine"), file.get("language"))
    return ", ".join([*parts, *(it for it in more if it)])


def _facts(file: dict[str, Any]) -> Iterator[tuple[str, str]]:
    """What a master is, in the order a person asks."""
    if file["received"] != file["name"]:
        yield "received", file["received"]
    yield "path", str(file["path"] or text("cli.show-file-lost"))
    yield "format", ", ".join(it for it in (file["format"], file["mime"], file["puid"]) if it)
    if "width" in file:
        yield "image", text("cli.show-image", **file)
    if "recording" in file:
        codecs = (file.get("film_codec"), file.get("sound_codec"))
        length = duration.in_words(file["recording"]["seconds"])
        yield "recording", ", ".join([length, *(it for it in codecs if it)])
    if file.get("frames", 1) > 1:
        yield "frames", str(file["frames"])
    if "text_of" in file:
        yield "text", _of_text(file)
    if "dpi" in file:
        yield "resolution", text("cli.show-dpi", dpi=f"{file['dpi']:g}")
    if "icc" in file:
        yield "profile", file["icc"]
    yield "size", text("cli.show-bytes", size=f"{file['size']:,}".replace(",", "\u202f"))
    yield "version", file["version"]
    yield "sha512", file["sha512"]


def _pages(pages: list[dict[str, Any]], _: Mapping[str, Any]) -> Iterator[str]:
    for page in pages:
        label = page["label"] if page["label"] != str(page["number"]) else ""
        number = f"{page['number']} ({label})" if label else str(page["number"])
        size = f"{page['width']} × {page['height']}" if page["width"] else ""
        frame = text("cli.show-frame", number=page["frame"]) if page["frame"] > 1 else ""
        yield _pair(number, ", ".join(it for it in (page["file"], frame, size) if it))


def _batches(batches: list[dict[str, Any]], _: Mapping[str, Any]) -> Iterator[str]:
    for it in batches:
        yield text(
            "cli.show-batch",
            batch=it["batch"],
            moment=local_time(it["started_at"]),
            who=it["who"],
            kind=text(f"cli.kind-{it['kind']}"),
            state=text(f"cli.batch-{it['state']}"),
            command=it["command"],
        )


_BLOCKS: dict[str, Callable[[Any, Mapping[str, Any]], Iterator[str]]] = {
    "terms": _terms,
    "opening": _opening,
    "authorities": _authorities,
    "statements": _statements,
    "relations": _relations,
    "unknown": _unknown,
    "files": _files,
    "pages": _pages,
    "batches": _batches,
}
