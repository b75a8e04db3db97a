"""Cells of Datasette's tables that lead somewhere."""

from __future__ import annotations

import re
from typing import Any
from urllib.parse import quote, urlencode

from markupsafe import Markup

_ARK = re.compile(r"ark:/[^\s/]+/\S+")
_LINK = Markup('<a href="{href}">{words}</a>')
_IMAGE = Markup('<a href="{href}"><img src="{source}" alt="{words}" width="80" loading="lazy"></a>')


def rendered_cell(row: Any, value: Any, column: str, table: str | None) -> Markup | None:
    """The cell as HTML, None where Datasette's own way will do."""
    if not isinstance(value, str):
        return None
    if column == "ark" and _ARK.fullmatch(value):
        return _LINK.format(href=_page(value), words=value)
    if column == "thumbnail" and table == "records":
        return _thumbnail(row)
    if column == "value" and "facet" in row.keys():  # noqa: SIM118 - sqlite3.Row
        return _LINK.format(href=f"/search?{urlencode({row['facet']: value})}", words=value)
    return None


def _thumbnail(row: Any) -> Markup | None:
    ark = row["ark"] if "ark" in row.keys() else None  # noqa: SIM118 - sqlite3.Row
    if not isinstance(ark, str) or not _ARK.fullmatch(ark):
        return None
    source = f"{_page(ark)}/thumbnail"
    return _IMAGE.format(href=_page(ark), source=source, words=row["code"])


def _page(ark: str) -> str:
    return quote(f"/{ark}", safe="/:")
