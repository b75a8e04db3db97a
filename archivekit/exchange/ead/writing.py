"""Finding aids written: EAD 2002, EAD3 and apeEAD, one record in memory at a time.

Owns the file: its head, its components one in the other, its end. The tree of each component is
:mod:`writing_component`'s, its fitting to the schema :mod:`writing_fit`'s. A finding aid has one
record at its top; where several are exported, each has a file of its own in a folder.
"""

from __future__ import annotations

import io
from collections.abc import Iterable, Iterator
from itertools import chain
from pathlib import Path
from typing import IO

from archivekit.exchange.ead import writing_values
from archivekit.exchange.ead.writing_component import Component, component
from archivekit.exchange.ead.writing_fit import Fitter, Identifiers
from archivekit.exchange.ead.writing_grammar import Dialect, grammar
from archivekit.exchange.ead.writing_header import (
    NO_SERVICE,
    control,
    eadheader,
    eadheader_of,
    heading,
    identifier,
)
from archivekit.exchange.ead.writing_losses import Losses
from archivekit.exchange.ead.writing_markup import Markup
from archivekit.exchange.ead.writing_nodes import Comment, Node, start_tag
from archivekit.exchange.outgoing import Institution, Outgoing, Records
from archivekit.problems import Problems, Severity

_PROLOG = '<?xml version="1.0" encoding="UTF-8"?>\n'


def write_ead2002(
    records: Records, institution: Institution, target: Path, problems: Problems
) -> None:
    """Writes EAD 2002, valid against its XML Schema."""
    _write(records, institution, target, problems, Dialect.EAD2002)


def write_ead3(
    records: Records, institution: Institution, target: Path, problems: Problems
) -> None:
    """Writes EAD3 1.1."""
    _write(records, institution, target, problems, Dialect.EAD3)


def write_apeead(
    records: Records, institution: Institution, target: Path, problems: Problems
) -> None:
    """Writes apeEAD, as Archives Portal Europe takes it."""
    _write(records, institution, target, problems, Dialect.APEEAD)


def finding_aid(
    records: Iterable[Outgoing],
    institution: Institution,
    problems: Problems,
    dialect: Dialect = Dialect.EAD2002,
) -> bytes:
    """The finding aid of some records, the first its top: one record, or one with all below it."""
    given = list(records)
    losses = Losses()
    text = io.StringIO()
    missing = FindingAid(institution, dialect, losses).write(given, text)
    if missing:
        text = io.StringIO()
        losses = Losses()
        FindingAid(institution, dialect, losses, missing).write(given, text)
    losses.tell(problems)
    return text.getvalue().encode()


def _write(
    records: Records,
    institution: Institution,
    target: Path,
    problems: Problems,
    dialect: Dialect,
) -> None:
    losses = Losses()
    missing = _written(records, institution, target, dialect, losses, frozenset())
    if missing:
        # Something points to what is not in the file: known only now, and seldom.
        losses = Losses()
        _written(records, institution, target, dialect, losses, missing)
    losses.tell(problems)
    if dialect is Dialect.APEEAD and writing_values.agency(institution.service_code) is None:
        problems.add("exchange.ead-no-service-code", Severity.WARNING, code=NO_SERVICE)
    if target.is_dir():
        problems.add("exchange.ead-several-files", Severity.NOTE)


def _written(
    records: Records,
    institution: Institution,
    target: Path,
    dialect: Dialect,
    losses: Losses,
    missing: frozenset[str],
) -> frozenset[str]:
    """Writes all finding aids; gives the ids that are pointed to and stand nowhere."""
    dangling: set[str] = set()
    names: set[str] = set()
    waiting = iter(records())
    first = next(waiting, None)
    alone = True
    while first is not None:
        below = _Branch(first, waiting)
        file = target if alone else target / _name(first, names, institution)
        aid = FindingAid(institution, dialect, losses, missing)
        with file.open("w", encoding="utf-8", newline="\n") as out:
            dangling |= aid.write(below, out)
        first = below.next
        if alone and first is not None and not target.is_dir():
            _into_folder(target, below.top, names, institution)
        alone = False
    return frozenset(dangling)


class _Branch:
    """The records of one finding aid; ``next`` is the top of the one after, once all are read."""

    def __init__(self, top: Outgoing, waiting: Iterator[Outgoing]) -> None:
        self.top = top
        self.next: Outgoing | None = None
        self._waiting = waiting

    def __iter__(self) -> Iterator[Outgoing]:
        yield self.top
        for record in self._waiting:
            if record.depth == 0:
                self.next = record
                return
            yield record


def _into_folder(target: Path, top: Outgoing, names: set[str], institution: Institution) -> None:
    """What was written as one file becomes the first of a folder."""
    first = target.with_name(f"{target.name}.first")
    target.replace(first)
    target.mkdir()
    first.replace(target / _name(top, names, institution))


def _name(top: Outgoing, taken: set[str], institution: Institution) -> str:
    word = identifier(top.description.code, institution.service_code).replace(":", "-")[:100]
    name, number = word, 1
    while name in taken:
        number += 1
        name = f"{word}-{number}"
    taken.add(name)
    return f"{name}.xml"


class FindingAid:
    """Writes one finding aid.

    ``missing`` are ids that nothing may point to, as an earlier writing gave them.
    """

    def __init__(
        self,
        institution: Institution,
        dialect: Dialect,
        losses: Losses,
        missing: frozenset[str] = frozenset(),
    ) -> None:
        self._institution = institution
        self._dialect = dialect
        self._losses = losses
        self._grammar = grammar(dialect)
        self._markup = Markup(self._grammar)
        self._identifiers = Identifiers(missing=missing)
        self._fitter = Fitter(self._grammar, self._identifiers, losses)
        self._open: list[str] = []

    def write(self, records: Iterable[Outgoing], out: IO[str]) -> frozenset[str]:
        """Writes records that come parents first; gives the ids that point nowhere."""
        waiting = iter(records)
        top = next(waiting, None)
        if top is None:
            return frozenset()
        following = next(waiting, None)
        rest = chain([following], waiting) if following is not None else iter(())
        self._begin(top, out, has_children=following is not None)
        for record in rest:
            self._losses.record = record.description.code
            self._close(max(record.depth - 1, 0), out)
            self._component(record, out)
        self._close(0, out)
        self._end(out, has_children=following is not None)
        return frozenset(self._identifiers.pointed_to - self._identifiers.taken)

    def _begin(self, top: Outgoing, out: IO[str], *, has_children: bool) -> None:
        self._losses.record = top.description.code
        found = self._made(top)
        out.write(_PROLOG)
        out.write(f"{start_tag('ead', self._grammar.declarations)}\n")
        out.write(self._fitted(self._head(found, top), 1))
        if found.frontmatter is not None:
            if "frontmatter" in self._grammar.models:
                out.write(self._fitted(found.frontmatter, 1))
            elif words := found.frontmatter.words():
                self._losses.element("frontmatter", words)
        self._start(found.node, 1, out)
        dsc = found.dsc or Node("dsc", {"type": "in-depth"})
        if self._dialect is Dialect.EAD3 and "type" in dsc.attributes:
            dsc.attributes["dsctype"] = dsc.attributes.pop("type")
        if has_children:
            self._start(dsc, 2, out)
        elif dsc.content and self._dialect is not Dialect.APEEAD:
            out.write(self._fitted(dsc, 2))

    def _head(self, found: Component, top: Outgoing) -> Node:
        said = heading(top, self._institution)
        given = found.header
        if self._dialect is not Dialect.EAD3:
            if given is not None and given.name == "control":
                given = eadheader_of(given)
            return eadheader(said, given, self._dialect)
        if given is not None and given.name == "control":
            return given
        return control(eadheader(said, given, self._dialect), said)

    def _made(self, record: Outgoing) -> Component:
        found = component(record, self._institution, self._dialect)
        if found.unreadable:
            self._losses.element("source", record.description.source_xml[:80])
        return found

    def _component(self, record: Outgoing, out: IO[str]) -> None:
        depth = len(self._open)
        found = self._made(record)
        if found.header is not None and (words := found.header.words()):
            self._losses.element("eadheader", words)
        self._start(found.node, depth + 3, out)
        self._open.append(found.node.name)

    def _start(self, node: Node, depth: int, out: IO[str]) -> None:
        """An element's start tag and all it holds, without its end."""
        fitted = self._fitter.fit(node) or Node(node.name)
        out.write(self._markup.start(fitted, depth))
        for child in fitted.content:
            if isinstance(child, Node):
                out.write(self._markup.text(child, depth + 1))
            elif isinstance(child, Comment):
                out.write(self._markup.comment(child, depth + 1))

    def _fitted(self, node: Node, depth: int) -> str:
        fitted = self._fitter.fit(node)
        return self._markup.text(fitted, depth) if fitted is not None else ""

    def _close(self, depth: int, out: IO[str]) -> None:
        """Closes components until only so many are open."""
        while len(self._open) > depth:
            name = self._open.pop()
            out.write(self._markup.end(name, len(self._open) + 3))

    def _end(self, out: IO[str], *, has_children: bool) -> None:
        if has_children:
            out.write(self._markup.end("dsc", 2))
        out.write(self._markup.end("archdesc", 1))
        out.write("</ead>\n")
