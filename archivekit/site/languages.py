"""The language of a page: as its address says, as the browser asks, as the archive prefers."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from archivekit.texts import LANGUAGES


def offered(settings: dict[str, object]) -> tuple[str, ...]:
    """The languages that the archive wants and that the pages speak, the preferred first."""
    wanted = settings.get("languages")
    languages = wanted if isinstance(wanted, list) else LANGUAGES
    return tuple(it for it in languages if it in LANGUAGES) or LANGUAGES


def chosen(asked: str | None, accepted: str, languages: Sequence[str]) -> str:
    """The language to answer in; ``asked`` is ``?lang=``, ``accepted`` Accept-Language."""
    if asked in languages:
        return str(asked)
    for tag in _by_weight(accepted):
        if (primary := tag.partition("-")[0]) in languages:
            return primary
        if tag == "*":
            break
    return languages[0]


def _by_weight(accepted: str) -> Iterable[str]:
    """The tags of an Accept-Language header, the most wanted first (RFC 9110, 12.5.4)."""
    weighted = []
    for place, part in enumerate(accepted.lower().split(",")[:20]):
        tag, _, parameter = part.strip().partition(";")
        try:
            weight = float(parameter.strip().removeprefix("q=") or 1)
        except ValueError:
            continue
        if weight > 0:
            weighted.append((-weight, place, tag.strip()))
    return [tag for _, _, tag in sorted(weighted)]
