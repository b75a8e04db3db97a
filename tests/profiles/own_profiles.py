"""Profiles of an archive's own, and what their repositories answer."""

from __future__ import annotations

from harvesting import Answer, ask
from press import Press

from archivekit.schemas_folder import shipped_path

LIST = "verb=ListRecords&metadataPrefix=oai_dc"
BASE = "http://base.archivekit.invalid/oai"
FIRST = "2026-01-15T12:00:02Z"
SECOND = "2026-01-16T12:00:02Z"
WHOLE = (shipped_path("schemas") / "profiles" / "default.toml").read_text("utf-8")
MINE = """
title = { fr = "Le mien", en = "Mine" }
[records]
with_pages = true
[dc]
title = ["{full_title}"]
identifier = ["{record_url}"]
"""


def own(press: Press, name: str, toml: str) -> None:
    press.archive.profiles.mkdir(exist_ok=True)
    (press.archive.profiles / f"{name}.toml").write_text(toml, "utf-8")


def at(press: Press, path: str, query: str = LIST) -> Answer:
    return ask(press.archive.public_db, path, query)


def codes(press: Press, answer: Answer) -> list[str]:
    """The codes of the records that are told as there."""
    by_ark = {press.ark(code).partition("/")[2]: code for code in press.shown()}
    return sorted(by_ark[it] for it, (_, deleted) in answer.headers.items() if not deleted)
