"""The answering side of the IIIF Image API.

``identifiers`` reads which page a URL names, ``parameters`` what is asked of it, ``info`` writes
info.json, ``service`` answers, ``at_once`` what lies ready.
Pixels belong to :mod:`archivekit.images`.
"""

from archivekit.iiif.image.at_once import ReadyImages
from archivekit.iiif.image.service import respond

__all__ = ["ReadyImages", "respond"]
