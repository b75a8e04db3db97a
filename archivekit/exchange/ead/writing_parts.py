"""What stands in an element, put together: loose words in paragraphs, items in lists."""

from __future__ import annotations

from collections.abc import Iterator

from archivekit.exchange.ead.writing_grammar import Model
from archivekit.exchange.ead.writing_nodes import Comment, Node


def of_one_kind(children: list[Node | str]) -> list[Node | str]:
    """The entries of a list, all definitions where there are some; else without heads of them."""
    kinds = {child.name for child in children if isinstance(child, Node)}
    if "defitem" not in kinds:
        return [it for it in children if not (isinstance(it, Node) and it.name == "listhead")]
    return [
        Node("defitem", content=[Node("label"), it])
        if isinstance(it, Node) and it.name == "item"
        else it
        for it in children
    ]


def listed(content: list[Node | str]) -> list[Node | str]:
    """Items that stand in no list put in one."""
    found: list[Node | str] = []
    items: Node | None = None
    for part in content:
        if isinstance(part, Node) and part.name == "item":
            if items is None:
                items = Node("list")
                found.append(items)
            items.content.append(part)
        else:
            found.append(part)
            items = items if isinstance(part, str) and not part.strip() else None
    return found


def wrapped(parts: list[Node | str], model: Model) -> list[Node | str]:
    """Loose words, and what stands among them, gathered in paragraphs."""
    found: list[Node | str] = []
    loose: list[Node | str] = []
    for part in [*parts, Node("")]:
        if isinstance(part, Node) and (not part.name or model.slot_of(part.name) is not None):
            if "".join(words_left(loose)).strip() or any(isinstance(it, Node) for it in loose):
                found.append(Node(model.wrapper, content=joined(loose)))
            loose = []
            found += [part] if part.name else []
        elif isinstance(part, Comment):
            found.append(part)
        else:
            loose.append(part)
    return found


def lines(parts: list[Node | str]) -> list[Node | str]:
    """The parts without line breaks that only repeat one another."""
    found: list[Node | str] = []
    for part in parts:
        if isinstance(part, Node) and part.name == "lb":
            before = [it for it in found[-2:] if not (isinstance(it, str) and not it.strip())]
            if not before or (isinstance(before[-1], Node) and before[-1].name == "lb"):
                continue
        found.append(part)
    return found


def joined(parts: list[Node | str]) -> list[Node | str]:
    """The parts, words that follow one another made one."""
    found: list[Node | str] = []
    for part in parts:
        last = found[-1] if found else None
        if is_words(part) and is_words(last):
            found[-1] = f"{last}{part}"
        else:
            found.append(part)
    return found


def is_words(part: Node | str | None) -> bool:
    """Whether a part is words, and no comment."""
    return isinstance(part, str) and not isinstance(part, Comment)


def has_any(parts: list[Node | str], model: Model, slot: int) -> bool:
    """Whether an element of a slot of the model is there."""
    names = model.slots[slot].names
    return any(isinstance(part, Node) and part.name in names for part in parts)


def words_left(parts: list[Node | str]) -> Iterator[str]:
    """The words that stand in no element."""
    for part in parts:
        if isinstance(part, str) and not isinstance(part, Comment):
            yield part
