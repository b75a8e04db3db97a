"""What all tests share, and the rule that in CI no test is skipped."""

from __future__ import annotations

import os
from pathlib import Path

import pytest
from hypothesis import HealthCheck, settings

pytest_plugins = ["desk"]

# How long an example takes says how busy the machine is, nothing of what is tested.
settings.register_profile("archivekit", deadline=None, suppress_health_check=[HealthCheck.too_slow])
# For a long look by hand: pytest --hypothesis-profile=many
settings.register_profile("many", settings.get_profile("archivekit"), max_examples=5000)
settings.load_profile("archivekit")

PROJECT = Path(__file__).resolve().parent.parent


@pytest.fixture(scope="session")
def project() -> Path:
    """The top of the checkout."""
    return PROJECT


@pytest.fixture(scope="session")
def sample() -> Path:
    """The sample fonds."""
    return PROJECT / "data" / "sample"


@pytest.hookimpl(trylast=True)
def pytest_sessionfinish(session: pytest.Session) -> None:
    """A skipped test fails the run in CI; under xdist only the controller sees them all."""
    reporter = session.config.pluginmanager.get_plugin("terminalreporter")
    if os.environ.get("CI") and reporter and reporter.stats.get("skipped"):
        session.exitstatus = pytest.ExitCode.TESTS_FAILED
