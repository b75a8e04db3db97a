"""Exporting: records of the catalogue into a file that others read, or that comes back in."""

from archivekit.export.run import Request, Result, run

__all__ = ["Request", "Result", "run"]
