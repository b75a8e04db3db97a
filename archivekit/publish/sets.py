"""Sets: one for each fonds, one for each partner (OAI-PMH 2.0, 2.6)."""

from __future__ import annotations

import re

from archivekit.leaving.tree import Node

PARTNERS = "partner"

_NOT_ALLOWED = re.compile(r"[^A-Za-z0-9\-_.!*'()]")


def spec_of(text: str) -> str:
    """A text as one part of a setSpec, never the same for two texts.

    Characters that a setSpec may not have are written as ``~2f``, as a URL would write ``%2f``.
    """
    return _NOT_ALLOWED.sub(
        lambda match: "".join(f"~{byte:02x}" for byte in match[0].encode()), text
    )


def set_of(node: Node) -> str:
    """The set that a record is in."""
    if node.record.partner is not None:
        return f"{PARTNERS}:{spec_of(node.record.partner)}"
    top = node.top
    return spec_of(top.record.code_folded or top.ark.rpartition("/")[2])
