"""Finding aids imported: those of the corpus in a table, and one of many components in seconds.

    python benchmarks/ead_import.py [--components 12000] [--memory 10000 100000] [--corpus DIR]

The corpus is the folder named, else ``ARCHIVEKIT_CORPUS``, else ``../shared/corpus`` beside the
checkout; without one that table is left out. Each import is a process of its own, so that its
memory is its own. What is asked: 10 MB and 12,000 components in under 10 s, and no more memory for
100,000 components than for 10,000.
"""

from __future__ import annotations

import argparse
import json
import os
import re
import subprocess
import sys
import tempfile
import time
from collections import Counter
from pathlib import Path
from xml.sax.saxutils import escape

HERE = Path(__file__).resolve().parent.parent
REPAIRS = ("ead-entity", "ead-control", "ead-ampersand", "ead-hyphens", "ead-bad", "ead-enc")
STREETS = ("rue Neuve", "place du Marché", "chemin des Prés", "quai du Port", "rue de l'Écluse")


def finding_aid(components: int) -> str:
    """A finding aid of some hundred characters a component, three levels deep, French as typed."""
    parts = []
    parts.append(
        '<?xml version="1.0" encoding="UTF-8"?>\n<ead><eadheader><eadid>FR_VALMONT_9W</eadid>'
        "<filedesc><titlestmt><titleproper>Services techniques de Valmont</titleproper></titlestmt>"
        '</filedesc></eadheader><archdesc level="fonds"><did><unitid>9 W</unitid>'
        "<unittitle>Services techniques</unittitle><unitdate>1900-1980</unitdate>"
        "<origination><corpname>Commune de Valmont</corpname></origination></did>"
        '<accessrestrict><p>Librement communicable</p></accessrestrict><dsc type="combined">\n'
    )
    for number in range(1, components):
        if number % 400 == 1:
            parts.append("</c>\n" if number > 1 else "")
            parts.append(
                f'<c level="series" id="s{number}"><did><unittitle>Série {number // 400 + 1}'
                "</unittitle></did>\n"
            )
            continue
        year = 1900 + number % 75
        street = STREETS[number % len(STREETS)]
        parts.append(
            f'<c level="file" id="a{number:06}"><did><unitid>9 W {number}</unitid>'
            f"<unittitle>Permis de construire, {escape(street)}, dossier {number}</unittitle>"
            f'<unitdate normal="{year}/{year + 2}">{year}-{year + 2}</unitdate>'
            "<physdesc><extent>1 liasse</extent></physdesc></did>"
            f"<scopecontent><p>Demande, plans, correspondance avec l'architecte ; façade sur la "
            f"{escape(street)}. Parcelle n° {number % 977}, section B &amp; C.</p>"
            "<p>Contient aussi des photographies du chantier, des devis et le procès-verbal de "
            "réception des travaux établi par la commission municipale. Le dossier a été complété "
            "en 1982 par les pièces retrouvées au service de la voirie, classées à la suite."
            "</p></scopecontent>"
            f"<controlaccess><subject>urbanisme</subject><subject>permis de construire</subject>"
            f"<geogname>Valmont (Doubs, France)</geogname></controlaccess></c>\n"
        )
    parts.append("</c></dsc></archdesc></ead>\n" if components > 1 else "</dsc></archdesc></ead>")
    return "".join(parts)


def import_one(archive: Path, file: Path) -> None:
    """One import, its outcome and its own memory as JSON on stdout."""
    from archivekit.archive import Archive
    from archivekit.ingest.importing import Request, run
    from archivekit.problems import Problems

    class Quiet:
        def total(self, count: int | None) -> None: ...
        def advance(self, count: int = 1) -> None: ...

    problems = Problems()
    started = time.perf_counter()
    result = run(Request(archive=Archive.open(archive), files=(file,)), problems, Quiet())
    seconds = time.perf_counter() - started
    counts = dict(result.figures())
    keys = Counter(problem.key for problem in problems)
    for problem in problems:  # what was only counted
        if problem.key == "exchange.ead-and-more":
            keys[str(problem.values["like"].problem.key)] += int(str(problem.values["count"]))
    refused = [p.sentence("en") for p in problems if p.severity == "error"]
    status = Path("/proc/self/status").read_text(encoding="ascii")
    peak = int(status.partition("VmHWM:")[2].split()[0]) // 1024
    print(json.dumps([counts, keys, refused, seconds, peak]))


def new_archive(folder: Path) -> Path:
    """A new archive in a folder."""
    command = [sys.executable, str(HERE / "cli.py"), "init", "--yes", "--archive", str(folder)]
    subprocess.run(command, check=True, capture_output=True, cwd=HERE)
    return folder


def measured(archive: Path, file: Path) -> tuple[dict, Counter, list[str], float, int]:
    """An import in a process of its own."""
    command = [sys.executable, __file__, "--one", str(archive), str(file)]
    done = subprocess.run(command, capture_output=True, text=True, cwd=HERE, check=False)
    if done.returncode:
        return {}, Counter(), [f"FAILED {done.stderr.strip().splitlines()[-1]}"], 0.0, 0
    counts, keys, refused, seconds, peak = json.loads(done.stdout)
    return counts, Counter(keys), refused, seconds, peak


def components_in(file: Path) -> int:
    """Components as they stand in the bytes: start tags of ``c``, ``c01`` …, and ``ead``."""
    content = file.read_bytes().replace(b"\0", b"")
    content = re.sub(rb"<!--.*?-->", b"", content, flags=re.S)
    return len(re.findall(rb"<(?:[\w.-]+:)?(?:c(?:0[1-9]|1[0-2])?|ead)[\s>/]", content))


def corpus_table(corpus: Path) -> None:
    """Every file of the corpus: components in, records out, repairs, refusals, once and again."""
    print(
        f"{'file':44} {'in':>6} {'out':>6} {'again':>6} {'codes':>6} {'repairs':>7} {'others':>6}"
    )
    totals = Counter()
    with tempfile.TemporaryDirectory() as folder:
        files = sorted([*corpus.glob("ead/*/*.xml"), *corpus.glob("ead3/*.xml")])
        files += sorted(corpus.glob("text/*"))
        for number, file in enumerate(files):
            archive = new_archive(Path(folder) / str(number))
            counts, keys, refused, _, _ = measured(archive, file)
            again = measured(archive, file)[0]
            repairs = sum(n for key, n in keys.items() if key.partition(".")[2].startswith(REPAIRS))
            made = keys["ingest.ead-code-twice"]
            others = sum(keys.values()) - repairs - made - keys["exchange.ead-and-more"]
            found = components_in(file) if counts.get("files") else 0
            out = counts.get("added", 0)
            same = again.get("unchanged", 0) == out and not again.get("changed")
            print(
                f"{file.name[:44]:44} {found:6} {out:6} {'same' if same else 'DIFF':>6} {made:6}"
                f" {repairs:7} {others:6}  {refused[0][:110] if refused else ''}"
            )
            totals.update({"files": 1, "in": found, "out": out, "refused": len(refused)})
            totals.update({"differ": int(not same)})
    print(dict(totals))


def main() -> None:
    """Prints the tables."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").partition("\n")[0])
    parser.add_argument("--components", type=int, default=12_000)
    parser.add_argument("--memory", type=int, nargs="*", default=[10_000, 100_000])
    parser.add_argument("--corpus", type=Path)
    parser.add_argument("--one", type=Path, nargs=2, help=argparse.SUPPRESS)
    asked = parser.parse_args()
    if asked.one:
        import_one(*asked.one)
        return
    with tempfile.TemporaryDirectory() as folder:
        for components in dict.fromkeys([asked.components, *asked.memory]):
            file = Path(folder) / f"{components}.xml"
            file.write_text(finding_aid(components), encoding="utf-8")
            archive = new_archive(Path(folder) / f"archive-{components}")
            size = file.stat().st_size / 1e6
            for turn in ("new", "again"):
                counts, _, refused, seconds, peak = measured(archive, file)
                print(
                    f"{components:7} components {size:6.1f} MB  {turn:5} {seconds:6.1f} s"
                    f"  {peak:5} MB of memory  {counts or refused}"
                )
    corpus = asked.corpus or Path(os.environ.get("ARCHIVEKIT_CORPUS", HERE / "../shared/corpus"))
    if corpus.is_dir():
        corpus_table(corpus.resolve())


if __name__ == "__main__":
    sys.path.insert(0, str(HERE))
    main()
