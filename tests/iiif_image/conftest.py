"""An edition with one record of two pages: a large picture in colour, and a small grey one."""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Callable, Iterator
from contextlib import closing
from pathlib import Path

import pytest
import pyvips

from archivekit.edition import SCHEMA_VERSION, Edition, Request, Response
from archivekit.iiif.image import respond
from archivekit.images.access import access_key, write_access_copy
from archivekit.schemas_folder import schema_path

ARK = "ark:/99999/b1a2c3d4"
LICENCE = "https://creativecommons.org/licenses/by/4.0/"

Ask = Callable[..., Response]


def picture(width: int, height: int, bands: int) -> pyvips.Image:
    """Grain, so that no two tiles are alike."""
    noise = pyvips.Image.gaussnoise(width, height, mean=140, sigma=40, seed=3).cast("uchar")
    if bands == 1:
        return noise.copy(interpretation="b-w")
    return noise.bandjoin([noise, noise]).copy(interpretation="srgb")


@pytest.fixture(scope="session")
def public_db(tmp_path_factory: pytest.TempPathFactory) -> Path:
    public = tmp_path_factory.mktemp("public")
    pictures = {1: picture(1300, 2000, 3), 2: picture(300, 200, 1)}
    file = public / "public.db"
    with closing(sqlite3.connect(file)) as db:
        db.executescript(schema_path("edition.sql").read_text(encoding="utf-8"))
        insert(
            db,
            "edition",
            serial=1,
            published_at="2024-05-01T10:00:00Z",
            schema_version=SCHEMA_VERSION,
            earliest_datestamp="2024-05-01T10:00:00Z",
            settings=json.dumps({}),
        )
        insert(
            db,
            "records",
            id=1,
            ark=ARK,
            code="2 J 87",
            title="Registre",
            full_title="Registre",
            license=LICENCE,
            page_count=2,
            fonds="2 J",
            datestamp="2024-05-01T10:00:00Z",
            depth=0,
            child_count=0,
            oai_identifier="oai:archives.example.org:1",
            terms="{}",
        )
        for number, image in pictures.items():
            key = access_key("ab", number)
            path = write_access_copy(public / "images", key, lambda save, image=image: save(image))
            assert path.is_file()
            insert(
                db,
                "pages",
                record_id=1,
                number=number,
                label=str(number),
                image=key,
                width=image.width,
                height=image.height,
            )
        insert(db, "pages", record_id=1, number=3, label="3", image="0" * 64, width=10, height=10)
        db.commit()
    return file


def insert(db: sqlite3.Connection, table: str, **values: object) -> None:
    """Add one row."""
    marks = ", ".join("?" * len(values))
    db.execute(f"insert into {table} ({', '.join(values)}) values ({marks})", [*values.values()])


@pytest.fixture
def edition(public_db: Path) -> Iterator[Edition]:
    opened = Edition.open(public_db)
    yield opened
    opened.close()


@pytest.fixture
def ask(edition: Edition) -> Ask:
    """Answers to paths below the first page's image, or to whole paths."""

    def asking(path: str, method: str = "GET", version: int = 3, **headers: str) -> Response:
        if not path.startswith("/"):
            path = f"/iiif/{version}/{ARK}/f1/{path}"
        named = {name.replace("_", "-"): value for name, value in headers.items()}
        return respond(Request(method, path, "", named), edition)

    return asking
