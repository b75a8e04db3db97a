"""What goes wrong at the partner's end.

::

    PartnerFault               the partner cannot be harvested, or no further
    ├── PassingFault           may be gone in a moment: worth another try
    │   └── BrokenAnswer       one answer is amiss; the partner's others may be whole
    │       └── NotXML         the same: it came, and is no well-formed XML
    ├── TooLarge               one answer is larger than the bounds
    ├── EndlessList            the list goes nowhere: its token is worth nothing
    └── ProtocolError          an error of OAI-PMH itself (3.6)
"""

from __future__ import annotations

from archivekit.errors import NothingDone
from archivekit.harvest.address import shown


class PartnerFault(NothingDone):
    """The partner cannot be harvested, or no further: the sentence says why."""

    def __init__(self, key: str, **values: object) -> None:
        told: dict[str, object] = dict(values)
        for name in ("url", "why"):
            if name in told:
                told[name] = shown(str(told[name]))
        super().__init__(key, **told)


class PassingFault(PartnerFault):
    """A fault that may be gone in a moment: the same request is worth another try.

    ``wait`` is what the partner asked us to wait, in seconds; ``tries`` the most new tries that
    make sense.
    """

    def __init__(
        self, key: str, *, wait: float | None = None, tries: int = 1000, **values: object
    ) -> None:
        super().__init__(key, **values)
        self.wait, self.tries = wait, tries


class BrokenAnswer(PassingFault):
    """One answer that the partner does not get out: others, of fewer records, may be whole."""


class NotXML(BrokenAnswer):
    """An answer that is no well-formed XML: what came, for what may be saved of it."""

    def __init__(self, body: bytes, *, tries: int, url: str, why: str) -> None:
        super().__init__("harvest.not-xml", tries=tries, url=url, why=why)
        self.body = body


class TooLarge(PartnerFault):
    """One answer is larger than the bounds: of fewer records it would not be."""


class EndlessList(PartnerFault):
    """The list was going nowhere: its token is worth nothing."""


class ProtocolError(PartnerFault):
    """The partner answered with an error of OAI-PMH (3.6)."""

    def __init__(self, code: str, **values: object) -> None:
        super().__init__("harvest.oai-error", code=code, **values)
        self.code = code
