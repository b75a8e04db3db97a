"""``archivekit serve``: a real server, and what it says when it cannot be one."""

from __future__ import annotations

import os
import signal
import socket
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest
import requests
from requests.adapters import HTTPAdapter
from site_editions import ENTRIES, make_edition, many
from urllib3.util import Retry


def free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port: int = probe.getsockname()[1]
        return port


@pytest.fixture
def served(desk, project: Path) -> Iterator[tuple[str, Path, Path]]:
    """A server of two processes: its address, its edition's folder, its log."""
    public, log = desk.root / "public", desk.root / "serve.log"
    make_edition(public)
    port = free_port()
    command = [project / "cli.py", "serve", "--archive", desk.root, "--port", port, "--workers", 2]
    with log.open("w") as out:
        server = subprocess.Popen(
            [sys.executable, *map(str, command)],
            stdout=out,
            stderr=subprocess.STDOUT,
            start_new_session=True,
            env={**os.environ, "ARCHIVEKIT_LANG": "fr"},
        )
    try:
        yield f"http://127.0.0.1:{port}", public, log
    finally:
        os.killpg(server.pid, signal.SIGINT)
        assert server.wait(timeout=30) in (0, 1, -signal.SIGINT)


def session() -> requests.Session:
    """Asks until the server listens."""
    asking = requests.Session()
    retry = Retry(total=None, connect=200, backoff_factor=0.1, backoff_max=0.1)
    asking.mount("http://", HTTPAdapter(max_retries=retry))
    return asking


def test_a_server_of_two_processes_takes_up_a_new_edition(served):
    address, public, log = served
    with session() as asking:
        assert asking.get(f"{address}/", timeout=30).status_code == 200
        head = asking.head(f"{address}/ark:/99999/b1registre/manifest", timeout=30)
        assert head.status_code == 200
        assert int(head.headers["content-length"]) > 0
        assert "server" not in head.headers
        make_edition(public, [*ENTRIES, *many(1)], serial=2)
        # Whichever process answers, it knows the new one.
        for _ in range(20):
            fresh = requests.get(f"{address}/ark:/99999/b1n1", timeout=30)
            assert fresh.status_code == 200
        # Lines are written some at a time, while there is something to answer.
        for _ in range(1_000):
            if 'b1n1 HTTP/1.1" 200' in log.read_text():
                break
            asking.get(f"{address}/robots.txt", timeout=30)
    said = log.read_text()
    assert f"{address}/oai" in said
    assert 'b1n1 HTTP/1.1" 200' in said
    assert "Traceback" not in said


def test_what_is_not_published_cannot_be_served(desk):
    done = desk.run("serve")
    assert done.exit_code == 2
    assert "archivekit publish" in done.output


def test_a_file_that_is_no_edition_is_named(desk):
    file = desk.root / "public" / "public.db"
    file.parent.mkdir(exist_ok=True)
    file.write_bytes(b"not a database, only some words of no use to anyone")
    done = desk.run("serve")
    assert done.exit_code == 2
    assert "public.db" in done.output


def test_a_port_that_is_taken_is_told_with_another(desk):
    make_edition(desk.root / "public")
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        taken.listen()
        port = taken.getsockname()[1]
        done = desk.run("serve", "--port", port)
    assert done.exit_code == 2
    assert str(port) in done.output
    assert "--port" in done.output


def test_an_address_that_is_not_ours_is_told(desk):
    make_edition(desk.root / "public")
    done = desk.run("serve", "--host", "192.0.2.1")
    assert done.exit_code == 2
    assert "192.0.2.1" in done.output
