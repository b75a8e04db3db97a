"""What a visitor asks of the search page, read from the query of its address."""

from __future__ import annotations

from dataclasses import dataclass

from archivekit.description.words import query
from archivekit.site.pages.visit import Visit

FACETS = ("fonds", "type", "century", "place", "subject", "person", "language")
"""In the order in which the page shows them."""

FILTERS = (*FACETS, "creator", "level")
SORTS = ("relevance", "code", "date", "date-desc")

_MAX_WORDS = 500
_MAX_FILTERS = 12
_SHORTEST_MARKED = 3


@dataclass(frozen=True, slots=True)
class Asked:
    """A search: words, filters that must all hold, an order, a page of results."""

    words: str = ""
    filters: tuple[tuple[str, str], ...] = ()
    year_from: int | None = None
    year_to: int | None = None
    with_images: bool = False
    sort: str = "code"
    page: int = 1
    more: str = ""
    # Other words that are looked for too: what was typed, stemmed; the value it stands for.
    also: tuple[tuple[str, str], ...] = ()

    @classmethod
    def of(cls, visit: Visit) -> Asked:
        """The search that a visit's address holds. What makes no sense in it is left out."""
        words = visit.arg("q")[:_MAX_WORDS]
        filters = tuple(
            (facet, value)
            for facet in FILTERS
            for value in dict.fromkeys(visit.args.get(facet, ()))
            if value
        )
        sort = visit.arg("sort")
        default = "relevance" if query(words) else "code"
        usable = sort in SORTS and (sort != "relevance" or bool(query(words)))
        return cls(
            words=words,
            filters=filters[:_MAX_FILTERS],
            year_from=_year(visit.arg("from")),
            year_to=_year(visit.arg("to")),
            with_images=visit.arg("images") == "1",
            sort=sort if usable else default,
            page=visit.number("page"),
            more=visit.arg("more"),
        )

    @property
    def match(self) -> str:
        """The words as full text is asked for them; empty where there is none."""
        return query(self.words, self.others)

    @property
    def others(self) -> dict[str, list[str]]:
        """Other words by those typed."""
        others: dict[str, list[str]] = {}
        for words, preferred in self.also:
            others.setdefault(words, []).append(preferred)
        return others

    @property
    def highlighted(self) -> str:
        """All words looked for, to be marked in what is found."""
        also = (word for _, preferred in self.also for word in preferred.split())
        # Nobody asked for the "de" of a synonym: it would mark every "des".
        return " ".join([self.words, *(it for it in also if len(it) >= _SHORTEST_MARKED)])

    @property
    def is_everything(self) -> bool:
        """Whether nothing narrows it."""
        narrowed = self.filters or self.with_images or self.year_from or self.year_to
        return not (self.match or narrowed)

    def args(self, **changes: object) -> dict[str, object]:
        """The arguments of an address for this search, with some changed."""
        args: dict[str, object] = {"q": self.words}
        for facet, value in self.filters:
            args[facet] = [*self._values(args, facet), value]
        args |= {
            "from": self.year_from,
            "to": self.year_to,
            "images": "1" if self.with_images else None,
            "sort": self.sort if self.sort != ("relevance" if self.match else "code") else None,
            "page": self.page if self.page > 1 else None,
            "more": self.more,
        }
        return args | changes

    def with_filter(self, facet: str, value: str) -> dict[str, object]:
        """The arguments of the same search narrowed once more."""
        values = [held for held_facet, held in self.filters if held_facet == facet]
        return self.args(page=None, more=None) | {facet: [*values, value]}

    def without_filter(self, facet: str, value: str) -> dict[str, object]:
        """The arguments of the same search with one filter taken away."""
        values = [held for name, held in self.filters if name == facet and held != value]
        return self.args(page=None, more=None) | {facet: values}

    @staticmethod
    def _values(args: dict[str, object], facet: str) -> list[object]:
        held = args.get(facet, [])
        return held if isinstance(held, list) else []


def _year(text: str) -> int | None:
    digits = text.removeprefix("-")
    return int(text) if digits.isascii() and digits.isdigit() and len(digits) <= 4 else None
