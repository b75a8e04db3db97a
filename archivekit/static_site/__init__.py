"""The edition as plain files: a site, level 0 images and manifests that any web host can carry.

Reads the edition and nothing else, so that what is not public cannot be in it. Owns where each
thing lies in the folder; what a page, a manifest or an image says belongs to ``site``, ``iiif`` and
``images``.
"""

from archivekit.static_site.run import Request, Result, run

__all__ = ["Request", "Result", "run"]
