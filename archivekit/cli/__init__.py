"""The commands: they talk to people and call the other rooms. Nobody imports them."""

from archivekit.cli.group import main

__all__ = ["main"]
