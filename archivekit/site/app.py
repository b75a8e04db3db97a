"""The site as an ASGI application, for a server of several processes.

The same as ``datasette public.db -m datasette_metadata.yml``, with settings for the public.
"""

from __future__ import annotations

import os
from pathlib import Path
from typing import Any

from datasette.app import Datasette
from datasette.plugins import pm
from datasette.utils import parse_metadata

import archivekit.site
from archivekit.schemas_folder import shipped_path
from archivekit.site.access_log import AccessLog
from archivekit.site.asgi import App

EDITION_VARIABLE = "ARCHIVEKIT_EDITION"

SETTINGS: dict[str, Any] = {
    "default_page_size": 50,
    "max_returned_rows": 1000,
    "sql_time_limit_ms": 1000,
    "num_sql_threads": 3,
    "facet_time_limit_ms": 400,
    "suggest_facets": False,
    "truncate_cells_html": 300,
    "default_cache_ttl": 60,
    "allow_download": False,
    "max_csv_mb": 200,
}


def create_app() -> App:
    """The application over the edition that the environment names."""
    datasette = served(Path(os.environ[EDITION_VARIABLE]), os.environ.get("DATASETTE_SECRET"))
    return AccessLog(datasette.app())


def served(public_db: Path, secret: str | None = None) -> Datasette:
    """Datasette over an edition, with our plugin and settings."""
    # Datasette loads all plugins when it is first imported. Where importing ours began that, it was
    # registered half-made, before its hooks were there.
    if pm.is_registered(archivekit.site):
        pm.unregister(archivekit.site)
    pm.register(archivekit.site, "archivekit")
    metadata = shipped_path("datasette_metadata.yml").read_text(encoding="utf-8")
    return Datasette(
        [str(public_db)],
        metadata=parse_metadata(metadata),
        settings=SETTINGS,
        secret=secret,
        cors=True,
    )
