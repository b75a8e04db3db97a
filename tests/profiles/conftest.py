"""An archive to publish."""

from __future__ import annotations

import datetime as dt
from pathlib import Path

import pytest
from click.testing import CliRunner
from own_profiles import MINE, own
from press import Press

from archivekit.cli import main
from archivekit.description.record import Level, Value


@pytest.fixture(autouse=True)
def _in_english(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("ARCHIVEKIT_LANG", "en")


@pytest.fixture
def press(tmp_path: Path) -> Press:
    return Press(tmp_path / "archive")


@pytest.fixture(scope="session")
def demo(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The archive of the sample fonds, with a service code."""
    root = tmp_path_factory.mktemp("francearchives") / "archive"
    _run("demo", "--no-serve", root=root)
    file = root / "archive.toml"
    toml = file.read_text("utf-8").replace('service_code = ""', 'service_code = "FRAC25999"')
    file.write_text(toml, "utf-8")
    _run("publish", root=root)
    return root


@pytest.fixture
def published(press: Press) -> Press:
    """Two fonds, three records with pages, a partner's record; published at noon."""
    press.record("2 J", "Fonds du commissariat", terms={"creator": [Value("Police")]})
    press.record("2 J 1", "Registre", "2 J", level=Level.FILE, date_text="1936", date_first="1936")
    press.record("2 J 2", "Affiche", "2 J", level=Level.ITEM)
    press.record("3 J", "Album", terms={"type": [Value("photographie")]})
    for code in ("2 J 1", "2 J 2", "3 J"):
        press.pages(code, code.encode())
    own(press, "mine", MINE)
    press.publish()
    press.now += dt.timedelta(days=1)
    return press


def _run(*arguments: str, root: Path) -> None:
    done = CliRunner().invoke(main, [*arguments, "--archive", str(root)], catch_exceptions=False)
    assert done.exit_code == 0, done.output
