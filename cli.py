"""Runs archivekit from a checkout: ``python cli.py ingest …`` is ``archivekit ingest …``."""

from archivekit.cli import main

if __name__ == "__main__":
    main()
