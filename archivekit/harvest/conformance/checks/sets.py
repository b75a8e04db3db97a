"""Sets (OAI-PMH 2.0, 2.6 and 4.6)."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator

from archivekit.harvest.conformance import known
from archivekit.harvest.conformance.asking import Asking
from archivekit.harvest.conformance.finding import Came, NotSeen
from archivekit.harvest.conformance.known import came, refuses

_PART = r"[A-Za-z0-9\-_.!~*'()]+"
_SPEC = re.compile(rf"{_PART}(?::{_PART})*")


def _specs(asking: Asking) -> list[str]:
    """The sets that are listed first. Raises NotSeen: none."""
    found = asking.ask(known.SETS).texts("ListSets/set/setSpec")
    if not found:
        raise NotSeen("no-sets")
    return found


def _listed_whole(asking: Asking) -> set[str]:
    """The sets, where one page has all of them. Raises NotSeen."""
    found = set(_specs(asking))
    token = asking.ask(known.SETS).token
    if token is not None and token.words:
        raise NotSeen("many-sets")
    return found


def answers(asking: Asking) -> Iterator[Came]:
    """ListSets lists sets, or says that there are none."""
    answer = asking.ask(known.SETS)
    if answer.content("ListSets") is None and "noSetHierarchy" not in answer.errors:
        yield came(answer)


def grammar(asking: Asking) -> Iterator[Came]:
    """A setSpec is of URI characters, its steps between colons."""
    answer = asking.ask(known.SETS)
    for spec in [it for it in _specs(asking) if not _SPEC.fullmatch(it)][:1]:
        yield Came(answer, "value", {"value": spec or "—"})


def unique(asking: Asking) -> Iterator[Came]:
    """No setSpec stands twice."""
    answer = asking.ask(known.SETS)
    for spec in [it for it, times in Counter(_specs(asking)).items() if times > 1][:1]:
        yield Came(answer, "value", {"value": spec})


def named(asking: Asking) -> Iterator[Came]:
    """Every set has a name."""
    answer = asking.ask(known.SETS)
    names = answer.texts("ListSets/set/setName")
    if len(names) != len(_specs(asking)) or not all(names):
        yield Came(answer, "value", {"value": ", ".join(names)[:100] or "—"})


def ancestors(asking: Asking) -> Iterator[Came]:
    """A set within another: the other is listed too."""
    specs = _listed_whole(asking)
    answer = asking.ask(known.SETS)
    orphans = [it for it in specs if ":" in it and it.rpartition(":")[0] not in specs]
    for spec in sorted(orphans)[:1]:
        yield Came(answer, "value", {"value": spec})


def of_records(asking: Asking) -> Iterator[Came]:
    """The sets that headers name are listed."""
    specs = _listed_whole(asking)
    for answer in asking.answers:
        for header in answer.record_headers:
            for spec in [it for it in header.sets if it not in specs][:1]:
                yield Came(answer, "of-set", {"identifier": header.identifier, "set": spec})
                return


def lists(asking: Asking) -> Iterator[Came]:
    """A list of a set holds records whose headers name it, or a set within it."""
    named_first = [spec for header in known.headers(asking) for spec in header.sets]
    spec = (named_first or _specs(asking))[0]
    answer = asking.ask(f"{known.IDENTIFIERS}&set={spec}")
    if not answer.record_headers:
        yield came(answer)
    for header in answer.record_headers:
        if not any(it == spec or it.startswith(f"{spec}:") for it in header.sets):
            sets = ", ".join(header.sets) or "—"
            yield Came(answer, "of-set", {"identifier": header.identifier, "set": sets})
            return


def unknown(asking: Asking) -> Iterator[Came]:
    """A set that is not there: nothing to list."""
    codes = ("noRecordsMatch", "noSetHierarchy", "badArgument")
    yield from refuses(asking, f"{known.IDENTIFIERS}&set=archivekit-no-such-set", *codes)


def malformed(asking: Asking) -> Iterator[Came]:
    """A set that is no setSpec is refused."""
    codes = ("badArgument", "noRecordsMatch", "noSetHierarchy")
    yield from refuses(asking, f"{known.IDENTIFIERS}&set=%3A%20%3Ca%3E", *codes)


def no_hierarchy(asking: Asking) -> Iterator[Came]:
    """Where there are no sets, a list of one is refused so."""
    if "noSetHierarchy" not in asking.ask(known.SETS).errors:
        raise NotSeen("sets")
    query = f"{known.IDENTIFIERS}&set=archivekit-no-such-set"
    yield from refuses(asking, query, "noSetHierarchy")
