"""Where each thing lies in the folder, and how one page of it leads to another.

Links are relative and name files to the end, so that they hold on any host, at any address, below
any path, with or without a directory index, and from a folder opened without a host.
"""

from __future__ import annotations

import posixpath
from urllib.parse import quote

LONGEST_NAME = 200
_SAFE = "/:@!$&'()*+,;=~"
# What stands beside pages in the folder of a record: no record may be called so.
_OURS = {"canvas", "recording", "manifest", "manifest.json", "thumbnail.jpg"}


def is_possible(ark: str) -> bool:
    """Whether the parts of an ARK can be names of folders, and hide nothing of ours."""
    parts = ark.split("/")
    return not any(
        part in ("", ".", "..")
        or part in _OURS
        or part.endswith(".html")
        or len(part.encode()) > LONGEST_NAME
        or any(sign < " " or sign == "\\" for sign in part)
        for part in parts
    )


def page_file(
    folder: str,
    language: str,
    languages: tuple[str, ...],
    number: int = 1,
    name: str = "index",
) -> str:
    """The file of a page, by its language and the part of its list."""
    name = name if number == 1 else f"page-{number}"
    ending = ".html" if language == languages[0] else f".{language}.html"
    return posixpath.join(folder, name + ending)


def image_folder(ark: str, number: int) -> str:
    """The folder of the image service of a page."""
    return f"iiif/3/{ark}/f{number}"


def collection_file(spec: str | None = None, part: str = "") -> str:
    """The file of a collection, or of a part of it."""
    if spec is None:
        return "iiif/collection.json"
    return f"iiif/collection/{spec}{part and '-' + part.replace('/', '-')}.json"


def link(file: str, there: str) -> str:
    """From one file to another. A colon in the first part would be read as a scheme."""
    relative = posixpath.relpath(there, posixpath.dirname(file) or ".")
    return quoted(relative if relative.startswith(".") else f"./{relative}")


def quoted(there: str) -> str:
    """The name of a file as links write it: ARKs stay readable."""
    return quote(there, safe=_SAFE)
