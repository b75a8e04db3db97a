"""The servers that are compared, each in processes of its own on a free port of 127.0.0.1."""

from __future__ import annotations

import contextlib
import os
import signal
import socket
import subprocess
import sys
import time
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from pathlib import Path

HERE = Path(__file__).resolve().parent

_NGINX = """
worker_processes {workers};
pid {folder}/nginx.pid;
error_log {folder}/error.log;
events {{ worker_connections 256; }}
http {{
    access_log off;
    sendfile on;
    tcp_nopush on;
    keepalive_requests 1000000;
    open_file_cache max=20000 inactive=600s;
    default_type "text/xml; charset=UTF-8";
    types {{ }}
    client_body_temp_path {folder}/t1; proxy_temp_path {folder}/t2; fastcgi_temp_path {folder}/t3;
    uwsgi_temp_path {folder}/t4; scgi_temp_path {folder}/t5;
    server {{
        listen 127.0.0.1:{port};
        root {folder}/pages;
        location = /oai {{
            if ($arg_verb = Identify) {{ rewrite ^ /identify last; }}
            try_files /page-$arg_resumptionToken =404;
        }}
    }}
}}
"""


@contextmanager
def ours(archive: Path, workers: int) -> Iterator[tuple[int, int]]:
    """``archivekit serve``: its port, and the number of its first process."""
    port = free_port()
    options = ["--archive", str(archive), "--port", str(port), "--workers", str(workers)]
    command = [sys.executable, str(HERE.parent / "cli.py"), "serve", *options]
    with _running(command, port) as process:
        yield port, process.pid


@contextmanager
def nginx(folder: Path, workers: int) -> Iterator[tuple[int, int]]:
    """nginx over the files of a folder: what :func:`keep_pages` wrote."""
    port = free_port()
    conf = folder / "nginx.conf"
    conf.write_text(_NGINX.format(workers=workers, folder=folder, port=port))
    command = ["nginx", "-p", str(folder), "-c", str(conf), "-g", "daemon off;"]
    with _running(command, port) as process:
        yield port, process.pid


@contextmanager
def peer(python: Path, name: str, database: Path, workers: int) -> Iterator[tuple[int, int]]:
    """A Python peer over SQLite, under waitress; ``python`` is of an environment that has it."""
    port = free_port()
    script = HERE / "oai_peer_server.py"
    command = [str(python), str(script), name, str(database), str(port), str(workers)]
    with _running(command, port) as process:
        yield port, process.pid


def keep_pages(folder: Path, found: Iterable[tuple[str, bytes]], identify: bytes) -> None:
    """The pages of a list as files, by the token that asks for each."""
    pages = folder / "pages"
    pages.mkdir(parents=True, exist_ok=True)
    # nginx's own processes are nobody's.
    for it in (folder, pages):
        it.chmod(0o755)
    (pages / "identify").write_bytes(identify)
    for query, body in found:
        token = query.partition("resumptionToken=")[2]
        (pages / f"page-{token}").write_bytes(body)


@contextmanager
def _running(command: list[str], port: int) -> Iterator[subprocess.Popen[bytes]]:
    nowhere = subprocess.DEVNULL
    process = subprocess.Popen(
        command, stdout=nowhere, stderr=nowhere, start_new_session=True, env=_environment()
    )
    try:
        _wait_for(port, process)
        yield process
    finally:
        with contextlib.suppress(ProcessLookupError):
            os.killpg(process.pid, signal.SIGTERM)
        process.wait(30)


def _environment() -> dict[str, str]:
    return {**os.environ, "PYTHONDONTWRITEBYTECODE": "1"}


def free_port() -> int:
    """A port that nobody listens on."""
    with socket.socket() as unused:
        unused.bind(("127.0.0.1", 0))
        return int(unused.getsockname()[1])


def _wait_for(port: int, process: subprocess.Popen[bytes]) -> None:
    for _ in range(600):
        if process.poll() is not None:
            raise RuntimeError(f"ended at once: {process.args!r}")
        try:
            socket.create_connection(("127.0.0.1", port), timeout=1).close()
        except OSError:
            time.sleep(0.1)
        else:
            time.sleep(1)  # its further processes
            return
    raise TimeoutError("the server never answered")


def memory(pid: int) -> float:
    """What a process and its children hold of their own, in MB (PSS)."""
    total = _pss(pid)
    for child in _children(pid):
        total += memory(child)
    return total


def processor(pid: int) -> float:
    """The seconds of processor that a process and its children have had."""
    try:
        fields = Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()
    except OSError:
        return 0.0
    own = (int(fields[11]) + int(fields[12])) / os.sysconf("SC_CLK_TCK")
    return own + sum(processor(child) for child in _children(pid))


def _pss(pid: int) -> float:
    try:
        rollup = Path(f"/proc/{pid}/smaps_rollup").read_text()
    except OSError:
        return 0.0
    line = next((it for it in rollup.splitlines() if it.startswith("Pss_Anon:")), "Pss_Anon: 0 kB")
    return int(line.split()[1]) / 1024


def _children(pid: int) -> list[int]:
    found = []
    for task in Path(f"/proc/{pid}/task").glob("*/children"):
        with contextlib.suppress(OSError):
            found += [int(it) for it in task.read_text().split()]
    return found
