"""What hosts, search engines and whoever opens the folder are told."""

from __future__ import annotations

import re
from collections.abc import Iterator

from archivekit.description.addresses import BASE
from archivekit.edition import Edition
from archivekit.site.base import put_base
from archivekit.site.pages.machines import sitemap_body
from archivekit.site.queries.overview import sitemap_count
from archivekit.texts import text

# Read by Apache, and by Netlify and Cloudflare Pages; other hosts leave them alone.
_HTACCESS = """\
DirectoryIndex index.html
<IfModule mod_headers.c>
  Header set Access-Control-Allow-Origin "*"
</IfModule>
<FilesMatch "^manifest$">
  ForceType application/json
</FilesMatch>
AddType application/json .json
AddType text/vtt .vtt
AddType audio/mpeg .mp3
AddType audio/mp4 .m4a
AddType video/mp4 .mp4
AddType video/webm .webm
AddType application/ld+json .jsonld
"""
_HEADERS = """\
/*
  Access-Control-Allow-Origin: *
/*/manifest
  Content-Type: application/json
"""

OURS = re.compile(
    r"(index|search|page-[0-9]+)(\.[a-z]{2})?\.html|sitemap(-[0-9]+)?\.xml|robots\.txt"
)
"""Names of files at the top that are there or not, as the edition is."""


def files(edition: Edition, base: str) -> Iterator[tuple[str, bytes]]:
    """Name and bytes of each file at the top."""
    yield ".htaccess", _HTACCESS.encode()
    yield "_headers", _HEADERS.encode()
    yield "LISEZMOI.txt", text("export.static-readme", "fr").encode()
    yield "README.txt", text("export.static-readme", "en").encode()
    if base:
        count = sitemap_count(edition)
        names = ["sitemap.xml"] if count == 1 else [f"sitemap-{n}.xml" for n in range(1, count + 1)]
        for number, name in enumerate(names, start=1):
            yield name, put_base(sitemap_body(edition, number), base)
        said = "".join(f"Sitemap: {BASE}/{name}\n" for name in names)
        yield "robots.txt", put_base(f"User-agent: *\nDisallow:\n\n{said}".encode(), base)
