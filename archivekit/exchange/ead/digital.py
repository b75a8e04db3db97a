"""Digital objects (EAD ``dao``, ``daogrp``): the images of a record's pages, in order.

The four ways in which French finding aids name a range of images: a folder, what the names begin
and end with, the first and the last number (roles ``dossier``, ``prefixe``, ``extension``,
``premier``, ``dernier``); a folder and how many images it holds (``répertoire``, ``nombre``); the
first and the last image, in a group (``first_image``, ``last_image``) or side by side
(``image:first``, ``image:last``).
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from typing import Any

from archivekit.exchange.ead.names import attribute, is_internal, local

MOST_PAGES = 20_000
_IMAGE = re.compile(r"\.(?:jpe?g|jp2|jpx|jpf|j2k|tiff?|png|gif|pdf|bmp|webp)(?:[?#].*)?$", re.I)
_LAST_NUMBER = re.compile(r"^(?P<before>.*?)(?P<number>[0-9]{1,9})(?P<after>[^0-9]*)$", re.S)
_FIRST = frozenset(("first_image", "image:first", "first-image", "firstimage", "premiere_image"))
_LAST = frozenset(("last_image", "image:last", "last-image", "lastimage", "derniere_image"))
_PARTS = frozenset(("dossier", "prefixe", "préfixe", "extension", "premier", "dernier"))
_FOLDER = frozenset(("répertoire", "repertoire"))
_SMALL = ("thumb", "vignette", "icon", "logo")


@dataclass(slots=True)
class Digital:
    """What a record's digital objects say.

    ``scans``: its pages' images. ``links``: addresses of pages and viewers elsewhere.
    ``unread``: ranges that could not be told apart into images, by what they say.
    """

    scans: list[str] = field(default_factory=list)
    links: list[str] = field(default_factory=list)
    unread: list[str] = field(default_factory=list)


@dataclass(frozen=True, slots=True)
class _Object:
    role: str
    href: str


def read_digital(elements: Sequence[Any]) -> Digital:
    """The images that ``dao``, ``daogrp`` and ``daoset`` elements of one record name."""
    found = Digital()
    alone: list[_Object] = []
    for element in elements:
        if local(element) == "dao":
            alone.extend(_objects([element]))
        else:
            _read_group(list(_objects(list(element))), found)
    _read_group(alone, found)
    found.scans = list(dict.fromkeys(found.scans))
    found.links = list(dict.fromkeys(found.links))
    return found


def _objects(elements: Sequence[Any]) -> Iterator[_Object]:
    for element in elements:
        if local(element) in ("dao", "daoloc") and not is_internal(element):
            href = attribute(element, "href") or attribute(element, "entityref")
            role = attribute(element, "role") or attribute(element, "linkrole")
            if href:
                yield _Object(role.lower(), href.replace("\\", "/"))


def _read_group(objects: list[_Object], found: Digital) -> None:
    waiting: _Object | None = None
    parts: dict[str, str] = {}
    for each in objects:
        if each.role in _FIRST:
            if waiting is not None:
                found.scans.append(waiting.href)
            waiting = each
        elif each.role in _LAST:
            _take_range(waiting, each, found)
            waiting = None
        elif each.role in _PARTS or each.role in _FOLDER or each.role == "nombre":
            parts[each.role.replace("é", "e") if each.role not in _FOLDER else "repertoire"] = (
                each.href
            )
            if _is_whole(parts):
                _take_parts(parts, found)
                parts = {}
        else:
            _take_one(each, found)
    if waiting is not None:
        found.scans.append(waiting.href)
    if parts:
        _take_parts(parts, found)


def _is_whole(parts: dict[str, str]) -> bool:
    """Whether all is said; the number of pages, or the last, comes last in the files met."""
    named = {"dossier", "prefixe", "extension", "premier", "dernier"}
    return parts.keys() >= named or parts.keys() >= {"repertoire", "nombre"}


def _take_one(each: _Object, found: Digital) -> None:
    if any(word in each.role for word in _SMALL):
        return
    on_the_web = each.href.startswith(("http://", "https://"))
    if _IMAGE.search(each.href) or (not on_the_web and "/" in each.href and "." in each.href):
        found.scans.append(each.href)
    else:
        found.links.append(each.href)


def _take_range(first: _Object | None, last: _Object, found: Digital) -> None:
    if first is None:
        found.scans.append(last.href)
        return
    one, other = _LAST_NUMBER.match(first.href), _LAST_NUMBER.match(last.href)
    # ``jp2`` ends in a number that is none of the page's.
    one, other = _before_ending(first.href) or one, _before_ending(last.href) or other
    if first.href == last.href:
        found.scans.append(first.href)
        return
    numbers = None
    if one and other and (one["before"], one["after"]) == (other["before"], other["after"]):
        numbers = _numbers(one["number"], other["number"])
    if one is None or numbers is None:
        _take_one(first, found)
        _take_one(last, found)
        found.unread.append(f"{first.href} … {last.href}")
        return
    found.scans.extend(f"{one['before']}{number}{one['after']}" for number in numbers)


def _before_ending(href: str) -> re.Match[str] | None:
    """The last number of a name without its ending, and all that comes after it."""
    return re.match(
        r"^(?P<before>.*?)(?P<number>[0-9]{1,9})(?P<after>[^0-9/]*\.[a-z0-9]{2,5})$",
        href,
        re.S | re.I,
    )


def _take_parts(parts: dict[str, str], found: Digital) -> None:
    if "repertoire" in parts:
        count = parts.get("nombre", "")
        folder = parts["repertoire"].rstrip("/")
        if count.isascii() and count.isdigit() and 0 < int(count[:9]) <= MOST_PAGES:
            found.scans.extend(f"{folder}/{number}" for number in range(1, int(count) + 1))
        else:
            found.unread.append(f"{folder} ({count})")
        return
    numbers = _numbers(parts.get("premier", ""), parts.get("dernier", ""))
    if numbers is None:
        found.unread.append(", ".join(f"{role}={said}" for role, said in parts.items()))
        return
    folder = parts.get("dossier", "").rstrip("/")
    ending = parts.get("extension", "").lstrip(".")
    start = f"{folder}/" if folder else ""
    found.scans.extend(
        f"{start}{parts.get('prefixe', '')}{number}{'.' if ending else ''}{ending}"
        for number in numbers
    )


def _numbers(first: str, last: str) -> list[str] | None:
    """The numbers from one to another, as wide as the first is written."""
    if not (first.isascii() and first.isdigit() and last.isascii() and last.isdigit()):
        return None
    if len(first) > 9 or len(last) > 9 or not 0 <= int(last) - int(first) < MOST_PAGES:
        return None
    return [f"{number:0{len(first)}}" for number in range(int(first), int(last) + 1)]
