"""The sample fonds is what its README says, and nothing of what must stay private is published."""

from __future__ import annotations

import csv
import io
import json
import re
import zlib
from collections.abc import Iterator
from pathlib import Path

import pytest
from click.testing import CliRunner
from PIL import Image

from archivekit.cli import main

MOST_BYTES = 8 * 2**20
# The words that data/sample/README.md lists as never to be published.
NEVER_PUBLISHED = (
    "chrysobéryl", "zanzibar", "hippocampe-vermeil", "ornithorynque", "quetzalcoatl-garance",
    "tombouctou-améthyste", "kirghize-pamplemousse", "2 Mi 14",
)  # fmt: skip


@pytest.fixture(scope="module")
def rows(sample: Path) -> list[dict[str, str]]:
    """The sheet as Excel in France saves it."""
    content = (sample / "fonds.csv").read_bytes()
    assert b"\r\n" in content
    sheet = csv.DictReader(io.StringIO(content.decode("cp1252"), newline=""), delimiter=";")
    return [row for row in sheet if any(row.values())]


@pytest.fixture(scope="module")
def published(sample: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The archive that ``archivekit demo`` makes."""
    root = tmp_path_factory.mktemp("demo") / "archive"
    arguments = ["demo", "--no-serve", "--archive", str(root)]
    done = CliRunner().invoke(main, arguments, catch_exceptions=False)
    assert done.exit_code == 0, done.output
    return root


def listed(root: Path) -> list[dict[str, object]]:
    done = CliRunner().invoke(main, ["list", "--json", "--archive", str(root)])
    records: list[dict[str, object]] = json.loads(done.stdout)["records"]
    return records


def test_the_sample_is_small(sample: Path) -> None:
    assert sum(file.stat().st_size for file in sample.rglob("*") if file.is_file()) < MOST_BYTES


def test_the_sample_says_that_it_is_invented(sample: Path, rows: list[dict[str, str]]) -> None:
    readme = (sample / "README.md").read_text(encoding="utf-8")
    assert "sont inventés" in readme
    assert "invented" in readme
    assert "sont inventés" in rows[0]["présentation du contenu"]
    assert "sont inventés" in rows[0]["conditions de réutilisation"]


def test_the_sheet_has_three_levels(rows: list[dict[str, str]]) -> None:
    assert [row["cote"] for row in rows if not row["cote parente"]] == ["7 J"]
    assert {row["cote parente"] for row in rows} == {"", "7 J", "7 J 1", "7 J 2"}
    assert len(rows) == 14


def test_every_format_is_there(sample: Path) -> None:
    endings = {file.suffix for file in (sample / "scans").rglob("*") if file.is_file()}
    assert endings == {".jpg", ".png", ".tif", ".jp2", ".pdf", ".wav", ".vtt"}


def test_the_readme_lists_the_words_that_are_never_published(sample: Path) -> None:
    readme = (sample / "README.md").read_text(encoding="utf-8")
    assert all(word in readme for word in NEVER_PUBLISHED)


def test_the_closed_pictures_carry_their_words(sample: Path) -> None:
    for file in (sample / "scans").glob("*ornithorynque*.jpg"):
        content = file.read_bytes()
        assert b"quetzalcoatl-garance" in content
        assert "tombouctou-améthyste".encode() in content


def test_one_photograph_lies_on_its_side(sample: Path) -> None:
    with Image.open(sample / "scans" / "AMV_7J2-4_02.jpg") as image:
        assert image.getexif()[0x0112] == 6
        assert image.height > image.width


def test_the_demo_has_every_page_but_the_broken_one(published: Path) -> None:
    pages = {str(record["code"]): record["pages"] for record in listed(published)}
    assert pages == {
        "7 J": 0, "7 J 1": 0, "7 J 1/1": 9, "7 J 1/2": 1, "7 J 1/3": 4, "7 J 1/4": 2,
        "7 J 2": 0, "7 J 2/1": 7, "7 J 2/2": 2, "7 J 2/3": 1, "7 J 2/4": 4, "7 J 2/5": 2,
        "7 J 2/6": 6, "7 J 2/7": 1,
    }  # fmt: skip


def test_the_demo_run_again_changes_nothing(sample: Path, published: Path) -> None:
    arguments = ["ingest", str(sample / "scans"), "--sheet", str(sample / "fonds.csv")]
    done = CliRunner().invoke(main, [*arguments, "--json", "--archive", str(published)])
    result = json.loads(done.stdout)
    assert {problem["problem"] for problem in result["problems"]} >= {"ingest.missing-pages"}
    assert (result["records_new"], result["records_changed"]) == (0, 0)
    assert (result["files_new"], result["files_changed"]) == (0, 0)
    assert (result["records_unchanged"], result["files_unchanged"]) == (14, 25)


def everything_in(folder: Path) -> Iterator[tuple[Path, bytes]]:
    """Each file's bytes and its name, and what is deflated in it."""
    for file in sorted(folder.rglob("*")):
        if file.is_file():
            content = file.read_bytes()
            yield file, content + str(file.relative_to(folder)).encode() + inflated(content)


def inflated(content: bytes) -> bytes:
    """What zlib streams in the content hold: prepared answers are stored compressed."""
    found = []
    for start in re.finditer(rb"\x78[\x01\x5e\x9c\xda]|\x1f\x8b\x08", content):
        reader = zlib.decompressobj(wbits=47)
        try:
            found.append(reader.decompress(content[start.start() :], 2**20))
        except zlib.error:
            continue
    return b"".join(found)


@pytest.mark.parametrize("word", NEVER_PUBLISHED)
def test_the_words_of_what_is_closed_are_nowhere_in_the_edition(published: Path, word: str) -> None:
    spelt = (word, word.title(), word.upper(), word.replace("é", "e"), json.dumps(word).strip('"'))
    forms = {form.encode(code) for form in spelt for code in ("utf-8", "utf-16-le")}
    for file, content in everything_in(published / "public"):
        assert not any(form in content for form in forms), f"{word!r} is in {file}"


def test_the_words_would_be_found(published: Path) -> None:
    seen = b"".join(content for _, content in everything_in(published / "public"))
    assert "Avis aux étrangers".encode() in seen
    catalogue = (published / "catalogue.db").read_bytes()
    wal = published / "catalogue.db-wal"
    catalogue += wal.read_bytes() if wal.exists() else b""
    assert "Chrysobéryl".encode() in catalogue
