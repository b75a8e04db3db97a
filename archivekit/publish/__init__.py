"""Publishing: what of the catalogue is open today becomes the edition, and nothing else does."""

from archivekit.publish.publication import Request, run
from archivekit.publish.result import Published

__all__ = ["Published", "Request", "run"]
