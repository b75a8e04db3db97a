"""A finding aid of any size, component by component, in flat memory.

Components come as they end, so those below come before what holds them; ``number`` is their order
in the file. Owns the walk; what a component says is for ``component`` to say.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from lxml import etree

from archivekit.description.record import Description
from archivekit.errors import WrongUse
from archivekit.exchange.ead.cleaning import Cleaner, Repair
from archivekit.exchange.ead.component import is_of_namespaces
from archivekit.exchange.ead.decoding import Encoded, characters, encoding_of
from archivekit.exchange.ead.describing import describe
from archivekit.exchange.ead.names import (
    COMPONENTS,
    EAD3,
    EAD2002,
    LIKE_COMPONENTS,
    NAMESPACES,
    local,
)
from archivekit.exchange.ead.told import Told
from archivekit.exchange.xml_faults import why
from archivekit.problems import Severity
from archivekit.progress import Step

MOST_BYTES = 1_000_000_000
MOST_COMPONENTS = 2_000_000
# Of one component's own elements, those above it included.
MOST_OWN_CHARACTERS = 1 << 24


@dataclass(frozen=True, slots=True, kw_only=True)
class Component:
    """A component as read. ``number`` counts from 0 in the order of the file, the top first.

    ``parent`` is the number of what holds it, None for the top of a finding aid; ``position`` its
    place among its siblings, from 1. ``path`` says where it is in the file (XPath).
    """

    number: int
    parent: int | None
    position: int
    line: int
    path: str
    id: str
    description: Description


@dataclass(slots=True)
class _Open:
    """A component that has begun and not yet ended."""

    number: int
    parent: int | None
    position: int
    line: int
    path: str
    children: int = 0
    own: int = 0


def read_finding_aids(path: Path, told: Told, step: Step | None = None) -> Iterator[Component]:
    """The components of the finding aids in a file: one ``ead``, or several in a wrapper.

    Raises WrongUse where it is too large, not well-formed, or holds no finding aid.
    """
    size = path.stat().st_size
    if size > MOST_BYTES:
        raise WrongUse("exchange.ead-too-large", file=path.name, most=MOST_BYTES // 10**6)
    encoded = encoding_of(path)
    yield from _Reader(path, encoded, told, step).read()
    _tell_of_encoding(encoded, told)


def _tell_of_encoding(encoded: Encoded, told: Told) -> None:
    if encoded.bad_bytes:
        told.add(
            "exchange.ead-bad-bytes",
            place=told.place(encoded.first_bad),
            declared=encoded.declared or "utf-8",
            count=encoded.bad_bytes,
        )
    elif not encoded.is_as_declared:
        told.add(
            "exchange.ead-encoding",
            Severity.NOTE,
            declared=encoded.declared or "utf-8",
            read=encoded.read,
        )


@dataclass(slots=True)
class _Reader:
    path: Path
    encoded: Encoded
    told: Told
    step: Step | None
    open: list[_Open] = field(default_factory=list)
    ended: list[Any] = field(default_factory=list)
    count: int = 0
    finding_aids: int = 0
    assumed: list[str] = field(default_factory=list)
    namespaces: set[str] = field(default_factory=set)

    def read(self) -> Iterator[Component]:
        cleaner = Cleaner(characters(self.path, self.encoded), self.path.name)
        parser = etree.XMLPullParser(
            events=("start", "end"),
            tag=[f"{{*}}{name}" for name in ("ead", *sorted(COMPONENTS))],
            resolve_entities=False,
            no_network=True,
            load_dtd=False,
            huge_tree=False,
            recover=False,
            collect_ids=False,  # they may be twice, or be no names
            encoding="utf-8",
        )
        try:
            for piece in cleaner:
                if isinstance(piece, Repair):
                    self._tell_of(piece)
                    continue
                parser.feed(piece.encode("utf-8"))
                self.assumed = cleaner.assumed
                yield from self._events(parser, len(piece))
            self._close(parser)
            yield from self._events(parser, 0)
        except etree.XMLSyntaxError as error:
            self._catch_up(parser)
            line, character = error.position
            raise WrongUse(
                "exchange.ead-not-well-formed",
                file=self.path.name, line=line, character=character, path=self._where(),
                why=why(error),
            ) from None  # fmt: skip
        if not self.finding_aids:
            raise WrongUse("exchange.ead-none", file=self.path.name, root=cleaner.prolog.root)

    def _events(self, parser: Any, characters: int) -> Iterator[Component]:
        any_event = False
        for event, element in parser.read_events():
            any_event = True
            self._release()
            if event == "start":
                self._begin(element)
            elif self.open:
                yield self._end(element)
        if self.step is not None:
            self.step.advance(characters)
        if self.open:
            self.open[-1].own = 0 if any_event else self.open[-1].own + characters
            if sum(each.own for each in self.open) > MOST_OWN_CHARACTERS:
                most = MOST_OWN_CHARACTERS >> 20
                raise WrongUse(
                    "exchange.ead-large-component",
                    file=self.path.name, line=self.open[-1].line, path=self._where(), most=most,
                )  # fmt: skip

    def _close(self, parser: Any) -> None:
        """The end of the file. Prefixes that nothing declares are told of only there."""
        try:
            parser.close()
        except etree.XMLSyntaxError as error:
            if self.open or not is_of_namespaces(error):
                raise
            place = self.told.place(*error.position)
            self.told.add("exchange.ead-prefix", place=place, why=why(error))

    def _catch_up(self, parser: Any) -> None:
        """Takes in what had begun before the parser stopped, to say where that was."""
        for event, element in parser.read_events():
            if event == "start":
                self._begin(element)
            elif self.open:
                self.open.pop()

    def _release(self) -> None:
        """Takes out what has ended before, now that what follows it has begun."""
        for element in self.ended:
            parent = element.getparent()
            if parent is not None:
                parent.remove(element)
        self.ended.clear()

    def _begin(self, element: Any) -> None:
        name = local(element)
        if name == "ead":
            self.finding_aids += 1
            self._look_at_namespace(element)
            self._open(None, self.finding_aids, element, "/ead")
        elif self.open:
            above = self.open[-1]
            above.children += 1
            between = "/archdesc/dsc" if above.parent is None else ""
            path = f"{above.path}{between}/{name}[{above.children}]"
            self._open(above.number, above.children, element, path)

    def _open(self, parent: int | None, position: int, element: Any, path: str) -> None:
        if self.count >= MOST_COMPONENTS:
            raise WrongUse("exchange.ead-too-many", file=self.path.name, most=MOST_COMPONENTS)
        line = element.sourceline or 0
        self.open.append(_Open(self.count, parent, position, line, path))
        self.count += 1

    def _end(self, element: Any) -> Component:
        done = self.open.pop()
        self._refuse_second(element)
        description = self._described(element, done)
        if _is_inside_internal(element):
            description.publish = False
        description.source_xml = self._source(element)
        self.ended.append(element)
        return Component(
            number=done.number,
            parent=done.parent,
            position=done.position,
            line=done.line,
            path=done.path,
            id=_id(element),
            description=description,
        )

    def _refuse_second(self, element: Any) -> None:
        """Refuses a second ``archdesc`` in an ``ead``: its conditions hold for what is below it."""
        described = [each for each in element if local(each) == "archdesc"]
        if local(element) == "ead" and len(described) > 1:
            line = described[1].sourceline
            raise WrongUse("exchange.ead-two-archdesc", file=self.path.name, line=line)

    def _described(self, element: Any, done: _Open) -> Description:
        """What a component says; what is told of it is told by its code and title."""
        said: list[tuple[str, Severity, dict[str, object]]] = []

        def tell(key: str, severity: Severity = Severity.WARNING, **values: object) -> None:
            said.append((key, severity, values))

        description = describe(element, tell)
        place = self.told.place(done.line, path=done.path, of=description)
        for key, severity, values in said:
            self.told.add(key, severity, place, **values)
        return description

    def _source(self, element: Any) -> str:
        """The element as it stood in the file, its namespaces declared."""
        source: str = etree.tostring(element, encoding="unicode", with_tail=False)
        for declaration in self.assumed:
            prefix = declaration.partition('="')[0].removeprefix(" xmlns:")
            if source.count(f"{prefix}:") == 0:
                source = source.replace(declaration, "", 1)
        return source

    def _look_at_namespace(self, element: Any) -> None:
        namespace = str(element.tag).rpartition("}")[0].removeprefix("{")
        if namespace not in NAMESPACES and namespace not in self.namespaces:
            self.namespaces.add(namespace)
            meant = EAD3 if "ead3" in namespace.lower() else EAD2002
            self.told.add(
                "exchange.ead-namespace",
                Severity.NOTE,
                self.told.place(element.sourceline),
                found=namespace,
                meant=meant,
            )

    def _tell_of(self, repair: Repair) -> None:
        self.told.add(
            repair.key,
            repair.severity,
            self.told.place(repair.line, repair.character, self._where()),
            value=repair.value,
        )

    def _where(self) -> str:
        return self.open[-1].path if self.open else "/"


def _is_inside_internal(element: Any) -> bool:
    """Whether what holds a component, up to the next one, is for internal use: its ``dsc``."""
    above = element if local(element) == "ead" else element.getparent()
    while above is not None and local(above) not in LIKE_COMPONENTS:
        if above.get("audience") == "internal":
            return True
        above = above.getparent()
    return False


def _id(element: Any) -> str:
    if local(element) == "ead":
        element = next((each for each in element.iter() if local(each) == "archdesc"), element)
    return str(element.get("id") or element.get("{http://www.w3.org/XML/1998/namespace}id") or "")
