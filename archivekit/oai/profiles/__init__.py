"""Profiles: how records are exposed to one kind of harvester, as small files say it.

Owns the language of these files (docs, "Profiles"), reading them, and making Dublin Core by them.
Pure but for :mod:`archivekit.oai.profiles.files`, which finds the files.
"""

from archivekit.oai.profiles.profile import Profile
from archivekit.oai.profiles.writing import elements, write

__all__ = ["Profile", "elements", "write"]
