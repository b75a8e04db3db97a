"""archivekit: a digital archive and metadata harvesting kit.

Scans and a spreadsheet go in; preserved masters, Dublin Core records, IIIF, OAI-PMH and a
searchable site come out. The rooms and who may import whom: ``docs/architecture.md``.
"""

__version__ = "0.1.0"
