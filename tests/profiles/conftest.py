"""An archive to publish."""

from __future__ import annotations

from pathlib import Path

import pytest
from click.testing import CliRunner
from press import Press

from archivekit.cli import main


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


def _run(*arguments: str, root: Path) -> None:
    done = CliRunner().invoke(main, [*arguments, "--archive", str(root)], catch_exceptions=False)
    assert done.exit_code == 0, done.output
