"""The dates of a component: its words, archivekit's reading of them, and the normal form beside."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from archivekit.description import dates
from archivekit.exchange.ead.names import local
from archivekit.exchange.ead.words import line_of

_ISO = re.compile(r"(?P<year>\d{4})(?:-?(?P<month>\d{2})(?:-?(?P<day>\d{2}))?)?")


@dataclass(frozen=True, slots=True)
class UnitDate:
    """A component's date. ``normal`` is as written in ``@normal`` (EAD3: ``standarddate``).

    ``contradicts``: the normal form says other years, or days, than the words. ``unread``: why
    neither could be read, with ``proposal`` where there is one. ``others``: dates that do not
    describe the whole (``type="bulk"``).
    """

    text: str = ""
    edtf: str | None = None
    first: str | None = None
    last: str | None = None
    normal: str = ""
    contradicts: bool = False
    from_normal: bool = False
    unread: dates.Why | None = None
    proposal: str = ""
    others: tuple[str, ...] = ()


def read_dates(elements: Sequence[Any]) -> UnitDate:
    """The date of ``unitdate``, ``unitdatestructured`` and ``dateset`` elements of one record."""
    said: list[tuple[str, str]] = []
    others: list[str] = []
    for element in elements:
        text, normal = _text(element), _normal(element)
        if _is_partial(element):
            others.append(text or normal)
        elif text or normal:
            said.append((text, normal))
    if not said:
        said, others = [(text, "") for text in others if text], []
    texts = list(dict.fromkeys(text for text, _ in said if text))
    normals = [normal for _, normal in said if normal]
    if not texts and normals:
        texts = [normals[0]]
    if not texts:
        return UnitDate(others=tuple(others))
    normal = normals[0] if len(set(normals)) == 1 else ""
    if len(texts) > 1 and isinstance(dates.read(", ".join(texts)), dates.Unread):
        # They do not make one date together (``1928``, ``à partir d'octobre 1928``).
        alone = next((text for text in texts if isinstance(dates.read(text), dates.Reading)), "")
        others += [text for text in texts if text != (alone or texts[0])]
        texts = [alone or texts[0]]
    return _reading(", ".join(texts), normal, others)


def _reading(text: str, normal: str, others: Sequence[str]) -> UnitDate:
    found = dates.read(text)
    if isinstance(found, dates.Unread):
        instead = _of_normal(normal)
        if instead is None:
            return UnitDate(
                text=text, normal=normal, unread=found.why, proposal=found.proposal,
                others=tuple(others),
            )  # fmt: skip
        return UnitDate(
            text=text, edtf=instead.edtf, first=instead.first, last=instead.last, normal=normal,
            from_normal=True, others=tuple(others),
        )  # fmt: skip
    return UnitDate(
        text=text, edtf=found.edtf, first=found.first, last=found.last, normal=normal,
        contradicts=_contradicts(found, normal), others=tuple(others),
    )  # fmt: skip


def _contradicts(found: dates.Reading, normal: str) -> bool:
    """Whether the two name other years; or other days, where both name days.

    What the words call approximate (``vers 1936``) may be wider or narrower in the normal form.
    """
    other = _of_normal(normal)
    if other is None or found.edtf is None:
        return False
    if any(sign in found.edtf for sign in "~?%"):
        latest_first = max(found.first or "", other.first or "")
        return latest_first[:4] > min(found.last or "9999", other.last or "9999")[:4]
    for ours, theirs in ((found.first, other.first), (found.last, other.last)):
        if ours and theirs and ours[:4] != theirs[:4]:
            return True
    both_days = _has_days(found.edtf) and _has_days(other.edtf or "")
    return both_days and (found.first, found.last) != (other.first, other.last)


def _has_days(edtf: str) -> bool:
    return all(len(part) == 10 for part in edtf.strip("[]{}").split("/"))


def _of_normal(normal: str) -> dates.Reading | None:
    """The reading of a normal form: ISO 8601 dates, two of them joined by a slash."""
    parts = [_iso(part) for part in normal.split("/")]
    if not normal or len(parts) > 2 or None in parts:
        return None
    found = dates.read("/".join(part for part in parts if part))
    return found if isinstance(found, dates.Reading) else None


def _iso(text: str) -> str | None:
    match = _ISO.fullmatch(text.strip())
    if match is None:
        return None
    return "-".join(part for part in match.groups() if part)


def _is_partial(element: Any) -> bool:
    kind = element.get("type") or element.get("unitdatetype") or element.get("datechar") or ""
    return "bulk" in kind.lower()


def _text(element: Any) -> str:
    if local(element) == "unitdate":
        return line_of(element)
    return ", ".join(filter(None, (_structured(child) for child in _dated(element))))


def _dated(element: Any) -> list[Any]:
    """The dates and ranges of a structured date, sets of them opened."""
    found = []
    for child in element:
        if local(child) == "dateset":
            found.extend(_dated(child))
        elif local(child) in ("datesingle", "daterange"):
            found.append(child)
    return found


def _structured(element: Any) -> str:
    if local(element) == "datesingle":
        return line_of(element) or element.get("standarddate", "")
    ends = [
        line_of(child) or child.get("standarddate", "")
        for child in element
        if local(child) in ("fromdate", "todate")
    ]
    return " - ".join(end for end in ends if end)


def _normal(element: Any) -> str:
    if local(element) == "unitdate":
        return (element.get("normal") or "").strip()
    found = _dated(element)
    if len(found) != 1:
        return ""
    own = found[0].get("standarddate")
    if own:
        return str(own).strip()
    ends = [child.get("standarddate") or "" for child in found[0] if local(child)]
    return "/".join(ends) if ends and all(ends) else ""
