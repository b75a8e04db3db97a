"""What answering needs of an edition and of a request."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path
from typing import Protocol


class Asked(Protocol):
    """A request: its path raw, its headers by lower-case name."""

    @property
    def method(self) -> str: ...
    @property
    def path(self) -> str: ...
    @property
    def headers(self) -> Mapping[str, str]: ...


class ShownPage(Protocol):
    """A page of the edition; ``image`` is the key of its access copy."""

    @property
    def image(self) -> str: ...


class ShownRecord(Protocol):
    """The record a page belongs to; ``license`` is a URI."""

    @property
    def license(self) -> str | None: ...


class ShownEdition(Protocol):
    """Looking up pages: the only way from a URL to a file."""

    @property
    def images(self) -> Path: ...
    def page(self, ark: str, number: int, /) -> ShownPage | None: ...
    def record(self, ark: str, /) -> ShownRecord | None: ...
