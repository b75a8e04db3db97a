"""What goes wrong at the partner's end."""

from __future__ import annotations

from archivekit.errors import NothingDone


class PartnerFault(NothingDone):
    """The partner cannot be harvested, or no further: the sentence says why."""


class PassingFault(PartnerFault):
    """A fault that may be gone in a moment: the same request is worth another try.

    ``wait`` is what the partner asked us to wait, in seconds.
    """

    def __init__(self, key: str, *, wait: float | None = None, **values: object) -> None:
        super().__init__(key, **values)
        self.wait = wait


class ProtocolError(PartnerFault):
    """The partner answered with an error of OAI-PMH (3.6)."""

    def __init__(self, code: str, **values: object) -> None:
        super().__init__("harvest.oai-error", code=code, **values)
        self.code = code
