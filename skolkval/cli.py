"""Which commands does `skolkval` have, and what is its exit code?

0 done, 1 refused with a code, 2 written in a way that cannot be understood.
"""

from __future__ import annotations

import io
import sys
from collections.abc import Callable, Sequence

import typer

from skolkval.commands import importing, instruments, results, rounds, server
from skolkval.commands.answers import NOT_SAID, DatabasePath, printable
from skolkval.commands.wording import Command, Group, explained

_Commands = dict[str, Callable[..., None]]

_COMMANDS: _Commands = {
    "run": server.run,
    "import": importing.import_file,
    "results": results.show_results,
    "examples": importing.load_examples,
    "backup": server.backup,
    "restore": server.restore,
}
_GROUPS: dict[str, tuple[str, _Commands]] = {
    "instruments": (
        "Vilka frågor som ställs: instrument, egna instrument och mallar.",
        {
            "list": instruments.list_instruments,
            "show": instruments.show_instrument,
            "add": instruments.add_own_instrument,
            "blank": instruments.write_blank,
            "remove": instruments.remove_own_instrument,
            "template": instruments.write_template,
        },
    ),
    "rounds": (
        "Omgångarna: visa, ångra en inläsning, höja minsta grupp, ta bort.",
        {
            "list": rounds.list_rounds,
            "undo": rounds.undo,
            "threshold": rounds.threshold,
            "delete": rounds.delete,
        },
    ),
}


def _before_command(database: DatabasePath = NOT_SAID) -> None:
    """Takes `--database` where it stands before the command."""


def _app(commands: _Commands, help_text: str) -> typer.Typer:
    app = typer.Typer(
        cls=Group,
        help=help_text,
        add_completion=False,
        options_metavar="[VAL]",
        subcommand_metavar="KOMMANDO …",
        rich_markup_mode=None,
        pretty_exceptions_enable=False,
    )
    app.callback()(_before_command)
    for name, function in commands.items():
        app.command(name, cls=Command, options_metavar="[VAL]")(function)
    return app


def app() -> typer.Typer:
    """All commands."""
    whole = _app(_COMMANDS, "Se tillsammans hur ni själva värderar er verksamhet.")
    for name, (help_text, commands) in _GROUPS.items():
        whole.add_typer(_app(commands, help_text), name=name)
    return whole


def main(arguments: Sequence[str] | None = None) -> int:
    """Run one command, with `sys.argv` unless told otherwise; gives the exit code."""
    for stream in (sys.stdout, sys.stderr):
        # Windows writes another encoding to a pipe, and å ä ö would be lost. A file name that is
        # no text becomes \udc.., which JSON reads too.
        if isinstance(stream, io.TextIOWrapper):
            stream.reconfigure(encoding="utf-8", errors="backslashreplace")
    try:
        return app()(arguments, prog_name="skolkval", standalone_mode=False) or 0
    except typer.TyperException as mistake:
        print(printable(explained(mistake)), file=sys.stderr)
        return mistake.exit_code
