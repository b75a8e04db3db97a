"""``archivekit``: the group of all commands, each loaded only when it is asked for.

What ends a command reaches the user as a sentence and an exit code, here and nowhere else.
"""

from __future__ import annotations

import errno
import os
import re
import sqlite3
import tempfile
import traceback
from gettext import gettext
from importlib import import_module
from pathlib import Path
from typing import Any

import click

from archivekit import __version__
from archivekit.cli.click_words import click_speaks
from archivekit.errors import ArchivekitError, ExitCode, system_says
from archivekit.texts import language_of_the_locale, text

# In the order of the work, as the help shows them.
COMMANDS = {
    "init": "archivekit.cli.init:init",
    "ingest": "archivekit.cli.ingest:ingest",
    "check": "archivekit.cli.check:check",
    "template": "archivekit.cli.template:template",
    "ocr": "archivekit.cli.ocr:ocr",
    "import": "archivekit.cli.import_:import_",
    "export": "archivekit.cli.export:export",
    "harvest": "archivekit.cli.harvest:harvest",
    "list": "archivekit.cli.list:list_records",
    "show": "archivekit.cli.show:show",
    "edit": "archivekit.cli.edit:edit",
    "withdraw": "archivekit.cli.withdraw:withdraw",
    "undo": "archivekit.cli.undo:undo",
    "publish": "archivekit.cli.publish:publish",
    "serve": "archivekit.cli.serve:serve",
    "verify": "archivekit.cli.verify:verify",
    "demo": "archivekit.cli.demo:demo",
}


class ArchivekitGroup(click.Group):
    """Loads each command from its own file, and turns errors into sentences and exit codes."""

    def list_commands(self, ctx: click.Context) -> list[str]:  # noqa: ARG002
        return list(COMMANDS)

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:  # noqa: ARG002
        if cmd_name not in COMMANDS:
            return None
        module, _, attribute = COMMANDS[cmd_name].partition(":")
        command: click.Command = getattr(import_module(module), attribute)
        return command

    def format_commands(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        """What each command is for, never cut short."""
        found = ((name, self.get_command(ctx, name)) for name in COMMANDS)
        rows = [(name, _first_clause(command.help or "")) for name, command in found if command]
        with formatter.section(gettext("Commands")):
            formatter.write_dl(rows)

    def main(self, *args: Any, **extra: Any) -> Any:
        with click_speaks(language_of_the_locale()):
            return super().main(*args, **extra)

    def invoke(self, ctx: click.Context) -> Any:
        try:
            return super().invoke(ctx)
        except ArchivekitError as error:
            _end(ctx, error.sentence(), error.exit_code)
        except KeyboardInterrupt:
            _end(ctx, text("cli.interrupted"), ExitCode.DONE_WITH_PROBLEMS)
        except (click.ClickException, click.exceptions.Exit, click.Abort):
            raise
        except BrokenPipeError:
            _end(ctx, "", ExitCode.DONE)  # the reader (`| head`) has seen enough
        except (OSError, sqlite3.OperationalError) as error:
            _end(ctx, _sentence_of_the_system(error), ExitCode.NOTHING_DONE)
        except Exception as error:
            if os.environ.get("ARCHIVEKIT_DEBUG"):
                raise
            _end(ctx, _sentence_of_a_mistake_of_ours(error), ExitCode.NOTHING_DONE)


def _first_clause(said: str) -> str:
    """The beginning of a command's help that stands alone: up to its first colon or full stop."""
    return re.split(r"\s?[:;](?=\s)|\.(?=\s|$)", said.strip(), maxsplit=1)[0] + "."


def _end(ctx: click.Context, sentence: str, code: ExitCode) -> None:
    if sentence:
        click.echo(f"{text('cli.error')} {sentence}", err=True)
    ctx.exit(code)


def _sentence_of_the_system(error: OSError | sqlite3.OperationalError) -> str:
    full = getattr(error, "errno", None) in (errno.ENOSPC, errno.EDQUOT)
    if full or "disk is full" in str(error):
        return text("cli.disk-full")
    file = getattr(error, "filename", None) or ""
    why = system_says(error) if isinstance(error, OSError) else error
    return text("cli.system-error", file=file, why=why)


def _sentence_of_a_mistake_of_ours(error: Exception) -> str:
    with tempfile.NamedTemporaryFile(
        "w", prefix="archivekit-", suffix=".log", delete=False, encoding="utf-8"
    ) as log:
        log.write("".join(traceback.format_exception(error)))
    return text("cli.our-mistake", what=type(error).__name__, why=error, log=Path(log.name))


@click.group(
    cls=ArchivekitGroup,
    help=text("cli.help"),
    subcommand_metavar=text("cli.subcommand-word"),
    context_settings={"help_option_names": ["-h", "--help"]},
)
@click.version_option(__version__, prog_name="archivekit", help=text("cli.version-help"))
def main() -> None:
    """All commands of archivekit."""
