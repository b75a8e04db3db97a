"""Public harvesters take everything that our provider has: their counts against ours.

    python benchmarks/oai_peers.py FOLDER [--peers PYTHON] [--records 100000]

FOLDER is the one of benchmarks/oai_provider.py. Perl needs HTTP::OAI (Debian: libhttp-oai-perl);
PYTHON is of an environment with oaipmh-scythe (`pip install oaipmh-scythe`); node needs the
package oai-pmh (`npm install oai-pmh`) in FOLDER. What is not there is left out.
"""

from __future__ import annotations

import argparse
import json
import sqlite3
import subprocess
import sys
import time
from contextlib import closing
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parents[1]))

import oai_archive
import oai_servers

_PERL = r"""
use HTTP::OAI;
my $harvester = HTTP::OAI::Harvester->new(baseURL => $ARGV[0]);
my ($live, $deleted) = (0, 0);
my $list = $harvester->ListRecords(
    metadataPrefix => 'oai_dc',
    onRecord => sub { $_[0]->header->status && $_[0]->header->status eq 'deleted'
        ? $deleted++ : $live++ },
);
die $list->message if $list->is_error;
printf "%d %d\n", $live, $deleted;
"""
_SICKLE = """
import sys
from sickle import Sickle
live = deleted = 0
for record in Sickle(sys.argv[1]).ListRecords(metadataPrefix="oai_dc"):
    if record.deleted:
        deleted += 1
    else:
        live += bool(record.metadata)
print(live, deleted)
"""
_SCYTHE = """
import sys
from oaipmh_scythe import Scythe
live = deleted = 0
with Scythe(sys.argv[1]) as scythe:
    for record in scythe.list_records(metadata_prefix="oai_dc"):
        if record.deleted:
            deleted += 1
        else:
            live += bool(record.metadata)
print(live, deleted)
"""
_NODE = """
const { OaiPmh } = require('oai-pmh');
(async () => {
  let live = 0, deleted = 0;
  const peer = new OaiPmh(process.argv[1]);
  for await (const record of peer.listRecords({ metadataPrefix: 'oai_dc' })) {
    if (record.header.$ && record.header.$.status === 'deleted') deleted++; else live++;
  }
  console.log(live, deleted);
})();
"""


def main() -> None:
    options = argparse.ArgumentParser(description=__doc__)
    options.add_argument("folder", type=Path)
    options.add_argument("--records", type=int, default=100_000)
    options.add_argument("--peers", type=Path, metavar="PYTHON")
    given = options.parse_args()
    archive = oai_archive.published(given.folder / "archive", given.records)
    with closing(sqlite3.connect(archive.public_db)) as db:
        query = "select count(*) - sum(deleted), sum(deleted) from oai_records"
        [(live, deleted)] = db.execute(query)
    print(f"{'in the edition':28} {live:8} records {deleted:6} deleted")
    with oai_servers.ours(archive.root, 1) as (port, _):
        url = f"http://127.0.0.1:{port}/oai"
        for name, command in harvesters(given.folder, given.peers).items():
            began = time.perf_counter()
            done = subprocess.run(
                [*command, url], capture_output=True, text=True, check=False, cwd=given.folder
            )
            took = time.perf_counter() - began
            tell(name, done, f"{live} {deleted}", took)
        told = archivekit(given.folder / "harvester", url)
        print(f"{'archivekit harvest':28} {json.dumps(told)}")


def harvesters(folder: Path, python: Path | None) -> dict[str, list[str]]:
    """The commands of those that are there."""
    found = {"sickle": [sys.executable, "-c", _SICKLE]}
    if python:
        found["oaipmh-scythe"] = [str(python), "-c", _SCYTHE]
    if (folder / "node_modules" / "oai-pmh").exists():
        found["node oai-pmh"] = ["node", "-e", _NODE]
    has_perl = subprocess.run(["perl", "-MHTTP::OAI", "-e", "1"], capture_output=True, check=False)
    if has_perl.returncode == 0:
        found["Perl HTTP::OAI"] = ["perl", "-e", _PERL]
    return found


def tell(name: str, done: subprocess.CompletedProcess[str], expected: str, took: float) -> None:
    """A line of the table."""
    counts = done.stdout.strip()
    if done.returncode or not counts:
        print(f"{name:28} failed: {done.stderr.strip()[-300:]}", flush=True)
        return
    live, deleted = counts.split()
    verdict = "equal" if counts == expected else "NOT EQUAL"
    print(f"{name:28} {live:>8} records {deleted:>6} deleted  {verdict}, {took:.0f} s", flush=True)


def archivekit(root: Path, url: str) -> dict[str, int]:
    """Our own harvester: what it says of itself."""
    import shutil

    from oai_harvest import SETTINGS

    from archivekit.archive import Archive

    shutil.rmtree(root, ignore_errors=True)
    Archive.create(root, SETTINGS)
    cli = Path(__file__).resolve().parents[1] / "cli.py"
    command = [sys.executable, str(cli), "harvest", url, "--archive", str(root), "--json"]
    done = subprocess.run(command, capture_output=True, text=True, check=False)
    told = json.loads(done.stdout)
    return {name: told[name] for name in ("received", "new", "withdrawn", "complete")}


if __name__ == "__main__":
    main()
