"""Tiles and small sizes over HTTP: ``archivekit serve`` against nginx with files, and iipsrv.

    python benchmarks/iiif_tiles.py [--pages 50] [--seconds 5] [--workers 2] [--keep FOLDER]

Draws pages of 5000 × 7000, ingests and publishes them, and asks each server for the same tiles (all
levels, edges too) in the same random order, by ``wrk`` with 8 connections. nginx hands out tiles
and thumbnails as files, made beforehand: the limit. Regions are asked for the first time: of pages
at random, then 200 of each page after the other. Needs the Debian packages nginx-light, wrk,
iipimage-server and spawn-fcgi; a server that is not there is left out of the table.
"""

from __future__ import annotations

import argparse
import contextlib
import os
import random
import re
import shutil
import signal
import socket
import subprocess
import sys
import tempfile
import time
import urllib.request
from collections.abc import Iterator
from pathlib import Path

import pyvips
from access_copies import draw_scan

from archivekit.archive import Archive
from archivekit.edition import Edition
from archivekit.images.render import View, stored_views
from archivekit.images.tiles import AccessCopy

WIDTH, HEIGHT = 5000, 7000
CONNECTIONS = 8
ONE_AFTER_THE_OTHER = "by page"
_OF_EACH = 200
_IIPSRV = Path("/usr/lib/iipimage-server/iipsrv.fcgi")
_LUA = """
local paths = {}
for line in io.lines("%s") do paths[#paths + 1] = line end
local n = 0
function init(args) math.randomseed(7); n = math.random(#paths) end
function request() n = n %% #paths + 1; return wrk.format("GET", paths[n]) end
function done(summary, latency, requests)
  local e = summary.errors
  io.write(string.format("RESULT %%f %%f %%f %%d %%d\\n", summary.requests / summary.duration * 1e6,
    latency:percentile(50) / 1000, latency:percentile(95) / 1000,
    e.status + e.connect + e.read + e.write + e.timeout, summary.bytes / summary.requests))
end
"""


def draw(folder: Path, pages: int) -> None:
    """Scans with words and grain, no two alike."""
    folder.mkdir(parents=True)
    for number in range(pages):
        scan = draw_scan(number, WIDTH, HEIGHT)
        scan.jpegsave(str(folder / f"1J{number + 1:02}_001.jpg"), Q=88)


def archive(root: Path, pages: int) -> Path:
    """An archive with its edition."""
    if not root.is_dir():
        scans = root.parent / "scans"
        draw(scans, pages)
        for command in (["init", "--yes"], ["ingest", str(scans)], ["publish"]):
            subprocess.run(
                [sys.executable, "cli.py", *command, "--archive", str(root)],
                check=False, stdout=subprocess.DEVNULL,
            )  # fmt: skip
    return Archive.open(root).public_db


class Asked:
    """What is asked, in the words of each server."""

    def __init__(self, public_db: Path, files: Path, seed: int = 1) -> None:
        self.nginx: dict[str, list[str]] = {"tiles": [], "thumbnails": []}
        drawn = {"regions", ONE_AFTER_THE_OTHER}
        self.ours: dict[str, list[str]] = {kind: [] for kind in {*self.nginx, *drawn}}
        self.iipsrv: dict[str, list[str]] = {kind: [] for kind in self.ours}
        edition = Edition.open(public_db)
        rows = edition.db.execute(
            "select r.ark, p.number, p.image from pages p join records r on r.id = p.record_id"
            " where p.width = ? and p.height = ?",
            (WIDTH, HEIGHT),
        ).fetchall()
        chance = random.Random(seed)
        padded = files / "padded"
        padded.mkdir(parents=True, exist_ok=True)
        self.pages = len(rows)
        for at, (ark, number, key) in enumerate(rows):
            page = edition.page(ark, number)
            assert page is not None
            self._page(
                AccessCopy.open(edition.image_path(page)), files, at, f"/iiif/3/{ark}/f{number}"
            )
            for kind in sorted(drawn):
                self._regions(chance, at, f"/iiif/3/{ark}/f{number}", kind)
            del key
        for kind in ("tiles", "regions"):
            order = list(range(len(self.ours[kind])))
            chance.shuffle(order)
            for paths in (self.ours, self.nginx, self.iipsrv):
                if kind in paths:
                    paths[kind] = [paths[kind][it] for it in order]

    def _page(self, copy: AccessCopy, files: Path, at: int, ours: str) -> None:
        folder = files / str(at)
        fresh = not folder.exists()
        folder.mkdir(exist_ok=True)
        for number, (view, stored) in enumerate(stored_views(copy)):
            kind = "tiles" if number >= len(copy.ready) else "thumbnails"
            if kind == "thumbnails" and view.width not in (96, 200, 400):
                continue
            region = _region(view, copy)
            self.ours[kind].append(f"{ours}/{region}/{view.width},{view.height}/0/default.jpg")
            self.nginx[kind].append(f"/{at}/{number}.jpg")
            self.iipsrv[kind].append(f"/iiif/{at}.tif/{region}/{view.width},/0/default.jpg")
            if fresh:
                (folder / f"{number}.jpg").write_bytes(stored.read(copy.source))

    def _regions(self, chance: random.Random, at: int, ours: str, kind: str) -> None:
        for _ in range(_OF_EACH):
            x, y = chance.randrange(WIDTH - 1500), chance.randrange(HEIGHT - 1500)
            across, down = chance.randrange(300, 1500), chance.randrange(300, 1500)
            width = chance.randrange(100, across)
            words = f"{x},{y},{across},{down}/{width},/0/default.jpg"
            self.ours[kind].append(f"{ours}/{words}")
            self.iipsrv[kind].append(f"/iiif/{at}.tif/{words}")


def _region(view: View, copy: AccessCopy) -> str:
    whole = (view.region_width, view.region_height) == (copy.width, copy.height)
    return "full" if whole else f"{view.x},{view.y},{view.region_width},{view.region_height}"


def padded_copies(scans: Path, files: Path) -> None:
    """What iipsrv reads: pyramids as ``vips tiffsave`` writes them."""
    for at, scan in enumerate(sorted(scans.glob("*.jpg"))):
        target = files / "padded" / f"{at}.tif"
        if not target.exists():
            pyvips.Image.new_from_file(str(scan), access="sequential").tiffsave(
                str(target), tile=True, tile_width=512, tile_height=512, pyramid=True,
                compression="jpeg", Q=82,
            )  # fmt: skip


def free_port() -> int:
    """A port that nobody listens at."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


@contextlib.contextmanager
def running(command: list[str], port: int, **environment: str) -> Iterator[None]:
    """A server, until it is no longer needed."""
    process = subprocess.Popen(
        command,
        env=os.environ | environment,
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
        start_new_session=True,
    )
    try:
        for _ in range(200):
            with contextlib.suppress(OSError), socket.create_connection(("127.0.0.1", port), 1):
                break
            time.sleep(0.1)
        yield
    finally:
        os.killpg(process.pid, signal.SIGTERM)
        process.wait(10)


def nginx_conf(folder: Path, port: int, workers: int, *, root: Path, fastcgi: list[int]) -> Path:
    """A configuration with files under ``/``, and iipsrv under ``/iiif/`` where it runs."""
    upstream = "".join(f"server 127.0.0.1:{it};" for it in fastcgi)
    iip = (
        f"upstream iip {{ {upstream} }}" if fastcgi else "",
        "location /iiif/ { include /etc/nginx/fastcgi_params; fastcgi_pass iip; }"
        if fastcgi
        else "",
    )
    path = folder / f"nginx-{port}.conf"
    path.write_text(
        f"""
        daemon off; worker_processes {workers}; pid {folder}/nginx-{port}.pid;
        error_log {folder}/nginx-error.log; user root;
        events {{ worker_connections 512; }}
        http {{
          access_log {folder}/nginx-access.log; sendfile on;
          open_file_cache max=50000; types {{ image/jpeg jpg; }} keepalive_requests 1000000;
          {iip[0]}
          server {{ listen 127.0.0.1:{port}; root {root}; {iip[1]} }}
        }}
        """
    )
    return path


def load(
    port: int, paths: list[str], seconds: int, folder: Path
) -> tuple[float, float, float, int]:
    """Answers a second, median and 95th percentile in ms, and how many were no answer."""
    listed = folder / "paths"
    listed.write_text("\n".join(paths))
    script = folder / "wrk.lua"
    script.write_text(_LUA % listed)
    output = subprocess.run(
        ["wrk", "-t1", f"-c{CONNECTIONS}", f"-d{seconds}s", "-s", str(script),
         f"http://127.0.0.1:{port}"],
        capture_output=True, text=True, check=True,
    ).stdout  # fmt: skip
    found = re.search(r"RESULT (\S+) (\S+) (\S+) (\d+)", output)
    assert found, output
    return float(found[1]), float(found[2]), float(found[3]), int(found[4])


def main() -> None:
    """Print the table."""
    parser = argparse.ArgumentParser()
    parser.add_argument("--pages", type=int, default=50)
    parser.add_argument("--seconds", type=int, default=5)
    parser.add_argument("--workers", type=int, default=2)
    parser.add_argument("--rounds", type=int, default=2)
    parser.add_argument("--keep", type=Path)
    given = parser.parse_args()
    with contextlib.ExitStack() as stack:
        folder = given.keep or Path(stack.enter_context(tempfile.TemporaryDirectory()))
        folder.mkdir(exist_ok=True)
        public_db = archive(folder / "archive", given.pages)
        shutil.rmtree(folder / "archive" / "cache", ignore_errors=True)
        files = folder / "files"
        asked = Asked(public_db, files)
        print(f"{asked.pages} pages, {len(asked.ours['tiles'])} tiles")
        servers = {"archivekit": (free_port(), asked.ours)}
        stack.enter_context(
            running(
                [sys.executable, "cli.py", "serve", "--archive", str(folder / "archive"),
                 "--port", str(servers["archivekit"][0]), "--workers", str(given.workers)],
                servers["archivekit"][0],
            )
        )  # fmt: skip
        if shutil.which("nginx"):
            fastcgi = []
            if _IIPSRV.exists():
                padded_copies(folder / "scans", files)
                for _ in range(given.workers):
                    port = free_port()
                    fastcgi.append(port)
                    stack.enter_context(
                        running([str(_IIPSRV), "--bind", f"127.0.0.1:{port}"], port,
                                FILESYSTEM_PREFIX=f"{files}/padded/", IIIF_VERSION="3",
                                URI_MAP="iiif=>IIIF", MAX_IMAGE_CACHE_SIZE="200", VERBOSITY="0",
                                JPEG_QUALITY="82", LOGFILE="/dev/null")
                    )  # fmt: skip
            port = free_port()
            conf = nginx_conf(folder, port, given.workers, root=files, fastcgi=fastcgi)
            stack.enter_context(running(["nginx", "-c", str(conf)], port))
            servers["nginx, files"] = (port, asked.nginx)
            if fastcgi:
                servers["iipsrv"] = (port, asked.iipsrv)
        for name, (port, paths) in servers.items():
            sample = paths["tiles"][0]
            with urllib.request.urlopen(f"http://127.0.0.1:{port}{sample}") as answer:
                assert answer.read(3) == b"\xff\xd8\xff", (name, sample)
        for kind in ("tiles", "thumbnails", "regions", ONE_AFTER_THE_OTHER):
            for turn in range(given.rounds):
                best = None
                for name, (port, paths) in servers.items():
                    if kind not in paths:
                        continue
                    part = paths[kind]
                    if kind not in asked.nginx:
                        part = part[turn * len(part) // given.rounds :][: len(part) // given.rounds]
                    found = load(port, part, given.seconds, folder)
                    best = best or found[0]
                    speed, p50, p95, failed = found
                    print(
                        f"{kind:10} {turn} {name:14} {speed:8.0f}/s  p50 {p50:.2f} ms  p95"
                        f" {p95:.2f} ms  failed {failed}  ours is {best / speed:.2f} of it",
                        flush=True,
                    )


if __name__ == "__main__":
    main()
