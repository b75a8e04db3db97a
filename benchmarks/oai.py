"""Times OAI-PMH lists over an edition: from bytes made ready, and made by each profile.

    python benchmarks/oai.py PUBLIC_DB [--pages 200]

PUBLIC_DB is one that benchmarks/edition.py --keep FOLDER leaves in FOLDER/public/public.db.
"""

from __future__ import annotations

import argparse
import re
import sys
import time
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parents[1]))

from archivekit.edition import Edition, Request
from archivekit.oai.provider import respond

TOKEN = re.compile(rb"<resumptionToken[^>]*>([^<]+)<")


def main() -> None:
    options = argparse.ArgumentParser(description=__doc__)
    options.add_argument("public_db", type=Path)
    options.add_argument("--pages", type=int, default=200)
    given = options.parse_args()
    edition = Edition.open(given.public_db)
    names = [name for (name,) in edition.db.execute("select name from profiles order by name")]
    for path in ("/oai", *(f"/oai/{name}" for name in names if name != "default")):
        for verb in ("ListRecords", "ListIdentifiers"):
            print(f"{path:22} {verb:16} {measured(edition, path, verb, given.pages)}")


def measured(edition: Edition, path: str, verb: str, most: int) -> str:
    """Records a second over so many pages, and how long the first and the slowest page took."""
    query, records, times = f"verb={verb}&metadataPrefix=oai_dc", 0, []
    while query and len(times) < most:
        began = time.perf_counter()
        body = respond(Request("GET", path, query), edition).body
        times.append(time.perf_counter() - began)
        records += body.count(b"<header")
        token = TOKEN.search(body)
        query = f"verb={verb}&resumptionToken={token[1].decode()}" if token else ""
    return (
        f"{records / sum(times):9.0f} records/s, {len(times)} pages,"
        f" first {times[0] * 1000:.0f} ms, slowest {max(times) * 1000:.0f} ms"
    )


if __name__ == "__main__":
    main()
