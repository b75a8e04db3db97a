"""``archivekit serve``: the site over the edition, until it is stopped."""

from __future__ import annotations

import contextlib
import copy
import errno
import os
import secrets
import socket
from pathlib import Path
from typing import Any

import click

from archivekit.archive import Archive
from archivekit.cli.options import WholeNumber, address_options, archive_option
from archivekit.edition import Edition
from archivekit.errors import NothingDone, system_says
from archivekit.texts import text

_APPLICATION = "archivekit.site.app:create_app"
_MOST_WORKERS = 4
_ADDRESSES = {"site": "/", "search": "/search", "oai": "/oai", "iiif": "/iiif/collection"}


@click.command("serve", help=text("site.serve-help"))
@archive_option
@address_options
@click.option(
    "--workers",
    metavar="N",
    type=WholeNumber(1, 64),
    default=lambda: min(os.cpu_count() or 1, _MOST_WORKERS),
    help=text("site.serve-workers-help"),
)
@click.option("--images", "images_url", metavar="URL", help=text("site.serve-images-help"))
def serve(archive_root: Path, host: str, port: int, workers: int, images_url: str | None) -> None:
    """Serve what is published."""
    archive = Archive.open(archive_root)
    if not archive.public_db.is_file():
        raise NothingDone("site.serve-nothing-published", folder=archive.public)
    Edition.open(archive.public_db).close()
    if images_url:
        _use_images(images_url)
    _check_port(host, port)
    _tell_addresses(host, port, archive.public_db.stem)
    _run(archive.public_db, host, port, workers)


def _use_images(url: str) -> None:
    """All processes of the server look there for images; told now where it is no store."""
    from archivekit.images.object_source import open_store
    from archivekit.images.shelves import IMAGES_VARIABLE

    open_store(url)
    os.environ[IMAGES_VARIABLE] = url


def _check_port(host: str, port: int) -> None:
    """Say now, in plain words, what the server would say in its own."""
    family = socket.AF_INET6 if ":" in host else socket.AF_INET
    with socket.socket(family) as probe:
        probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            probe.bind((host, port))
        except OSError as error:
            if error.errno == errno.EADDRINUSE:
                other = port + 1 if port < 65535 else port - 1
                raise NothingDone(
                    "site.serve-port-taken", host=host, port=port, other=other
                ) from None
            raise NothingDone(
                "site.serve-cannot-listen", host=host, port=port, why=system_says(error)
            ) from None


def _tell_addresses(host: str, port: int, database: str) -> None:
    named = {"0.0.0.0": "127.0.0.1", "::": "[::1]"}.get(host, f"[{host}]" if ":" in host else host)  # noqa: S104
    addresses = {**_ADDRESSES, "data": f"/{database}"}
    labels = {name: text(f"site.serve-address-{name}") for name in addresses}
    width = max(map(len, labels.values()))
    for name, path in addresses.items():
        click.echo(f"{labels[name]:{width}}  http://{named}:{port}{path}")
    click.echo(text("site.serve-stop"), err=True)


def _run(public_db: Path, host: str, port: int, workers: int) -> None:
    import uvicorn

    from archivekit.site.app import EDITION_VARIABLE
    from archivekit.site.site import DRAWN_VARIABLE

    os.environ[EDITION_VARIABLE] = str(public_db.resolve())
    os.environ[DRAWN_VARIABLE] = str(public_db.resolve().parent.parent / "cache" / "images.db")
    # What one process signs, the others must be able to read.
    os.environ.setdefault("DATASETTE_SECRET", secrets.token_hex(32))
    # Stopping it is how it ends.
    with contextlib.suppress(KeyboardInterrupt):
        uvicorn.run(
            _APPLICATION,
            factory=True,
            host=host,
            port=port,
            workers=workers,
            # With several processes, asyncio's own loop answers ten times slower.
            loop="uvloop",
            http="archivekit.site.connection:HttpConnection",
            lifespan="on",
            server_header=False,
            access_log=False,
            log_config=_logging(uvicorn.config.LOGGING_CONFIG),
        )


def _logging(theirs: dict[str, Any]) -> dict[str, Any]:
    """Of the server itself only what goes wrong: the access log is the site's own."""
    config = copy.deepcopy(theirs)
    config["loggers"]["uvicorn"]["level"] = "WARNING"
    config["loggers"]["uvicorn.error"]["level"] = "WARNING"
    config["loggers"]["archivekit"] = {"handlers": ["default"], "level": "INFO"}
    return config
