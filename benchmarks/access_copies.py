"""Access copies by the pool, against ``vips tiffsave`` under ``xargs -P`` on the same files.

    python benchmarks/access_copies.py [--images 200] [--workers 2] [--rounds 3]

Seconds, and seconds of processor time of all their processes.
Makes its own scan-like JPEGs (2500 × 3500, paper, ink and grain) in a temporary folder. Needs the
``vips`` command line. What is asked of ``ingest`` as a whole is at most 1.25 times the command.
"""

from __future__ import annotations

import argparse
import hashlib
import resource
import shutil
import subprocess
import tempfile
import time
from pathlib import Path

import pyvips

from archivekit.images.job import Job
from archivekit.images.pool import AccessPool
from archivekit.settings import ImageBounds

WIDTH, HEIGHT = 2500, 3500
COMMAND = (
    'vips tiffsave "$1" "$2/$(basename "$1" .jpg).tif" --tile --pyramid --compression jpeg'
    " --tile-width 512 --tile-height 512 --Q 82"
)


def draw_scan(number: int, width: int = WIDTH, height: int = HEIGHT) -> pyvips.Image:
    """A page: yellowed paper with grain, and blots of ink the size of words."""
    grain = pyvips.Image.gaussnoise(width, height, mean=0, sigma=6, seed=number)
    words = pyvips.Image.perlin(width, height, cell_size=24, seed=number) > 0.25
    page = grain - words / 2
    page = page.bandjoin([page, page]) + [225, 214, 190]  # noqa: RUF005  # a sum of bands
    return page.cast("uchar").copy(interpretation="srgb", xres=11.8, yres=11.8)


def make_scans(folder: Path, images: int) -> list[Path]:
    """``images`` scans, eight of them drawn and the others copies: decoding costs the same."""
    folder.mkdir()
    paths = [folder / f"scan_{number:04}.jpg" for number in range(images)]
    for number, path in enumerate(paths):
        if number < 8:
            draw_scan(number).jpegsave(str(path), Q=90)
        else:
            shutil.copy(paths[number % 8], path)
    return paths


def by_command(scans: list[Path], target: Path, workers: int) -> float:
    """Seconds of ``vips tiffsave`` under xargs."""
    target.mkdir()
    names = "\0".join(map(str, scans))
    start = time.perf_counter()
    subprocess.run(
        ["xargs", "-0", "-P", str(workers), "-I{}", "sh", "-c", COMMAND, "sh", "{}", str(target)],
        input=names.encode(),
        check=True,
    )
    return time.perf_counter() - start


def by_pool(scans: list[Path], target: Path, workers: int) -> float:
    """Seconds of the pool, its start and the masters' checksums included."""
    target.mkdir()
    start = time.perf_counter()
    with AccessPool(workers=workers, bounds=ImageBounds()) as pool:
        answers = [
            pool.submit(
                Job(
                    master=scan,
                    # The number makes each copy of a scan a master of its own.
                    sha512=hashlib.sha512(scan.read_bytes()).hexdigest() + str(number),
                    target_folder=target,
                    name=scan.name,
                )
            )
            for number, scan in enumerate(scans)
        ]
        frames = sum(len(answer.result().frames) for answer in answers)
    if frames != len(scans):
        raise SystemExit(f"{len(scans) - frames} scans were refused")
    return time.perf_counter() - start


def main() -> None:
    """Run both in turn, and print the best of each and their ratio."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--images", type=int, default=200)
    parser.add_argument("--workers", type=int, default=2)
    parser.add_argument("--rounds", type=int, default=3)
    options = parser.parse_args()
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        scans = make_scans(folder / "scans", options.images)
        command, pool = [], []
        for number in range(options.rounds):
            for measured, run in ((command, by_command), (pool, by_pool)):
                target = folder / f"copies{number}"
                before = processor_seconds()
                seconds = run(scans, target, options.workers)
                measured.append((seconds, processor_seconds() - before))
                shutil.rmtree(target)
            print("vips {:.1f} s ({:.1f} of processor)".format(*command[-1]), end=", ")
            print("pool {:.1f} s ({:.1f} of processor)".format(*pool[-1]))
    print(f"ratio {min(pool)[0] / min(command)[0]:.2f}, of processor time ", end="")
    print(f"{min(it[1] for it in pool) / min(it[1] for it in command):.2f}")


def processor_seconds() -> float:
    """Of this process and all that it has waited for."""
    return sum(
        sum(resource.getrusage(who)[:2]) for who in (resource.RUSAGE_SELF, resource.RUSAGE_CHILDREN)
    )


if __name__ == "__main__":
    main()
