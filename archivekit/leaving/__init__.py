"""What may leave the catalogue: each record with what it inherits, and whether it may be seen.

Publishing and exporting start here, so that both show the same and hide the same.
"""

from archivekit.leaving.source import Source, SourceRecord, published_partners
from archivekit.leaving.tree import Day, Hidden, Node, judge, walk

__all__ = ["Day", "Hidden", "Node", "Source", "SourceRecord", "judge", "published_partners", "walk"]
