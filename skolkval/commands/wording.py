"""How does the command line speak Swedish, though the library that parses it speaks English?

Typer has no place to translate its words in, so help texts are translated when they are whole and
mistakes by what Typer says of them. `tests/cli/test_wording.py` fails if an English word is left.
"""

from __future__ import annotations

import re
from typing import Any

import typer
from typer.core import TyperCommand, TyperGroup, TyperOption

from skolkval.commands.answers import refuse
from skolkval.errors import Refusal
from skolkval.serving.faults import log_fault

_HELP = {
    "Usage: ": "Så här: ",
    "\nArguments:\n": "\nArgument:\n",
    "\nOptions:\n": "\nVal:\n",
    "\nCommands:\n": "\nKommandon:\n",
    "[required]": "[måste anges]",
}
_MISTAKES = {
    r"No such option: (\S+)": "Valet {0} finns inte.",
    r"No such option: (\S+) \(Possible options: (.+)\)": "Valet {0} finns inte. Menade du {1}?",
    r"No such command '(.*?)'\.": "Kommandot {0} finns inte.",
    r"No such command '(.*?)'\. Did you mean (.+)\?": "Kommandot {0} finns inte. Menade du {1}?",
    r"Missing (?:option|argument) '(.+?)'\.": "{0} måste anges.",
    r"Option '(.+)' requires an argument\.": "{0} behöver ett värde.",
    r"Option '(.+)' does not take a value\.": "{0} tar inget värde.",
    r"Got unexpected extra argument\(s\) \((.*)\)": "Det här är för mycket: {0}.",
    r"Invalid value for '(.+?)': Value error, (.*) is not one of (.+)\.": "{0}: {1} är inget av {2}.",
    r"Invalid value for '?(.+?)'?: (.*)": "{0}: {1}",
}


def explained(error: typer.TyperException) -> str:
    """What is wrong with a command as it was written, and how it is written."""
    ctx: typer.Context | None = getattr(error, "ctx", None)
    english = error.format_message()
    if ctx and english == "Missing command.":
        return ctx.get_help()
    what = _what_is_wrong(english)
    if ctx is None:
        return what
    return f"{ctx.get_usage()}\n\n{what}\nMer hjälp: {ctx.command_path} --help"


def _what_is_wrong(english: str) -> str:
    for pattern, swedish in _MISTAKES.items():
        if match := re.fullmatch(pattern, english, re.DOTALL):
            return swedish.format(*(group.replace("'", "") for group in match.groups()))
    return "Kommandot går inte att tolka."


def _in_swedish(text: str) -> str:
    for english, swedish in _HELP.items():
        text = text.replace(english, swedish)
    # An argument is "{FIL}" in the usage and "FIL <Path>" in the list.
    return re.sub(r"\{(\w+)\}|(?<=\w) <\w+>", lambda match: match[1] or "", text)


def _told(help_option: TyperOption | None) -> TyperOption | None:
    """The option `--help`, which Typer makes and describes itself."""
    if help_option is not None:
        help_option.help = "Visa den här texten."
    return help_option


# The contexts below are of a class that Typer keeps to itself; `typer.Context` is a narrower one.


class Command(TyperCommand):
    """A command that says in Swedish how it is used, and why it is refused."""

    def get_help(self, ctx: Any) -> str:
        return _in_swedish(super().get_help(ctx))

    def get_usage(self, ctx: Any) -> str:
        return _in_swedish(super().get_usage(ctx))

    def get_help_option(self, ctx: Any) -> TyperOption | None:
        return _told(super().get_help_option(ctx))

    def invoke(self, ctx: Any) -> None:
        try:
            super().invoke(ctx)
        except (typer.TyperException, typer.Exit, typer.Abort, BrokenPipeError):
            raise
        except Exception as error:
            refusal = error if isinstance(error, Refusal) else _fault(error)
            refuse(ctx.params.get("as_json", False), refusal)


def _fault(error: Exception) -> Refusal:
    """What is said of a mistake of ours; the log, on stderr, says where it is."""
    return Refusal("SK-900", f"Något gick fel. Kod {log_fault(error)}.")


class Group(TyperGroup):
    """A command of commands, as Swedish as they are."""

    def get_help(self, ctx: Any) -> str:
        return _in_swedish(super().get_help(ctx))

    def get_usage(self, ctx: Any) -> str:
        return _in_swedish(super().get_usage(ctx))

    def get_help_option(self, ctx: Any) -> TyperOption | None:
        return _told(super().get_help_option(ctx))
