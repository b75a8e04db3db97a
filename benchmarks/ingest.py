"""Whole ingest of JPEG scans against ``vips tiffsave`` alone on the same files, two at a time.

    python benchmarks/ingest.py [--scans 200] [--rounds 3]

Ingest checks, hashes, identifies, preserves and catalogues; ``vips tiffsave`` (Debian's
libvips-tools) only makes the pyramids. Both start from nothing in each round, in turn, so that the
ratio holds on a noisy machine. Prints wall seconds of each round and the ratio of the medians.
"""

from __future__ import annotations

import argparse
import shutil
import statistics
import subprocess
import sys
import tempfile
import time
from pathlib import Path

import numpy as np
import pyvips

WIDTH, HEIGHT = 2500, 3500


def make_scans(folder: Path, count: int) -> None:
    """Pages with lines of writing-like marks on stained, grainy paper: about 2 MB each as JPEG."""
    folder.mkdir(parents=True)
    random = np.random.default_rng(1851)
    for number in range(1, count + 1):
        grain = random.normal(0, 6, (HEIGHT, WIDTH, 1))
        paper = np.array([226, 214, 188]) + grain
        for line in range(200, HEIGHT - 200, 90):
            ink = np.repeat(random.random(WIDTH // 6) < 0.55, 6)
            end = 300 + len(ink[: WIDTH - 600])
            paper[line : line + 34, 300:end][:, ink[: WIDTH - 600]] -= 130
        pixels = np.clip(paper, 0, 255).astype(np.uint8)
        image = pyvips.Image.new_from_array(pixels, interpretation="srgb")
        image.jpegsave(str(folder / f"BENCH_1J1_{number:04}.jpg"), Q=88)


def vips_alone(scans: Path, work: Path) -> float:
    """Seconds of ``vips tiffsave`` under ``xargs -P2``."""
    out = work / "vips"
    out.mkdir()
    names = "\0".join(str(path) for path in sorted(scans.iterdir()))
    save = "--tile --pyramid --tile-width 512 --tile-height 512 --compression jpeg --Q 80"
    command = f'vips tiffsave "$1" "{out}/$(basename "$1").tif" {save}'
    started = time.perf_counter()
    subprocess.run(
        ["xargs", "-0", "-P2", "-n1", "sh", "-c", command, "sh"],
        input=names,
        text=True,
        check=True,
    )
    return time.perf_counter() - started


def whole_ingest(scans: Path, work: Path) -> float:
    """Seconds of ``archivekit ingest --workers 2`` into a new archive."""
    archive = work / "archive"
    archivekit = [sys.executable, "-c", "from archivekit.cli import main; main()"]
    subprocess.run(
        [*archivekit, "init", "--archive", archive, "--yes"], check=True, capture_output=True
    )
    started = time.perf_counter()
    subprocess.run(
        [*archivekit, "ingest", scans, "--archive", archive, "--workers", "2"],
        check=True,
        capture_output=True,
    )
    return time.perf_counter() - started


def main() -> None:
    """Run the rounds and print the table."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--scans", type=int, default=200)
    parser.add_argument("--rounds", type=int, default=3)
    options = parser.parse_args()
    ours, alone = [], []
    with tempfile.TemporaryDirectory() as temporary:
        scans = Path(temporary) / "scans"
        make_scans(scans, options.scans)
        size = sum(path.stat().st_size for path in scans.iterdir()) / options.scans / 1e6
        print(f"{options.scans} JPEG scans of {WIDTH}x{HEIGHT}, {size:.1f} MB each")
        for number in range(options.rounds):
            work = Path(temporary) / f"round{number}"
            work.mkdir()
            alone.append(vips_alone(scans, work))
            ours.append(whole_ingest(scans, work))
            shutil.rmtree(work)
            print(f"round {number + 1}: vips {alone[-1]:.1f} s, ingest {ours[-1]:.1f} s")
    ratio = statistics.median(ours) / statistics.median(alone)
    print(f"ratio of the medians: {ratio:.2f} (at most 1.25)")


if __name__ == "__main__":
    main()
