"""An archive's site as its command serves it, in a process of its own."""

from __future__ import annotations

import os
import signal
import socket
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest
import requests
from demo_site import HERE
from requests.adapters import HTTPAdapter
from urllib3.util import Retry


@contextmanager
def running(project: Path, command: str, archive: Path) -> Iterator[str]:
    """The address of a site that ``archivekit COMMAND`` serves on a free port, until the end."""
    port = _free_port()
    words = [sys.executable, project / "cli.py", command, "--archive", archive, "--port", port]
    log = archive.parent / f"{command}.log"
    with log.open("w") as opened:
        server = subprocess.Popen(
            [str(part) for part in words],
            stdin=subprocess.DEVNULL, stdout=opened, stderr=subprocess.STDOUT,
            start_new_session=True, cwd=archive.parent,
            env={**os.environ, "ARCHIVEKIT_LANG": "fr"},
        )  # fmt: skip
    url = f"http://{HERE}:{port}"
    try:
        _wait_for(url)
        yield url
    except requests.ConnectionError:
        pytest.fail(f"the site did not start:\n{log.read_text()}")
    finally:
        _stop(server)


def _free_port() -> int:
    with socket.socket() as probe:
        probe.bind((HERE, 0))
        port: int = probe.getsockname()[1]
        return port


def _wait_for(url: str) -> None:
    """Ask until there is an answer: ingesting and publishing may come before it."""
    with requests.Session() as session:
        retry = Retry(total=240, backoff_factor=0.5, backoff_max=0.5)
        session.mount("http://", HTTPAdapter(max_retries=retry))
        session.get(url, timeout=60).raise_for_status()


def _stop(server: subprocess.Popen[bytes]) -> None:
    for how in (signal.SIGTERM, signal.SIGKILL):
        if server.poll() is None:
            os.killpg(server.pid, how)
            try:
                server.wait(timeout=20)
            except subprocess.TimeoutExpired:
                continue
