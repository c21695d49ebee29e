"""How do commands answer, and which database do they ask?"""

from __future__ import annotations

import json
import os
import re
import sys
import tempfile
from collections.abc import Iterator, Sequence
from contextlib import AbstractContextManager, contextmanager
from pathlib import Path
from typing import Annotated, Any, NoReturn

import typer

from skolkval.errors import Refusal
from skolkval.store.database import Database
from skolkval.store.shared import default_path

# Uploaded words must not move the cursor or turn the text of a terminal around.
_UNPRINTABLE = re.compile(r"[\x00-\x09\x0b-\x1f\x7f-\x9f\u200e\u200f\u202a-\u202e\u2066-\u2069]")


def existing_file(text: str) -> Path:
    """The file a command is to read.

    Raises:
        typer.BadParameter: there is none, or it is not ours to read.
    """
    path = Path(text)
    if not path.is_file():
        raise typer.BadParameter(f"det finns ingen fil {text}.")
    if not os.access(path, os.R_OK):
        raise typer.BadParameter(f"filen {text} får inte läsas.")
    return path


def whole_number(text: str | int) -> int:
    """A whole number from 0.

    Raises:
        typer.BadParameter: it is something else.
    """
    # Typer hands over the default too, which is a number already.
    if not re.fullmatch(r"[0-9]{1,9}", str(text)):
        raise typer.BadParameter(f"{text} är inget heltal.")
    return int(text)


NOT_SAID = Path("\0")
"""Stands for `--database` where it is not given; no file can be called that."""


def _or_the_groups(ctx: typer.Context, given: Path) -> Path:
    """The database named after the command, else before it (`skolkval --database X import …`)."""
    if given != NOT_SAID:
        return given
    return ctx.parent.params["database"] if ctx.parent else default_path()


DatabasePath = Annotated[
    Path,
    typer.Option(
        "--database",
        metavar="SÖKVÄG",
        help="Databasens fil. Annars SKOLKVAL_DATABASE, eller var/skolkval.db.",
        parser=Path,
        callback=_or_the_groups,
        show_default=False,
    ),
]
AsJson = Annotated[
    bool, typer.Option("--json", help="Svara med ett JSON-dokument och inget annat.")
]


def answer(as_json: bool, document: dict[str, Any], text: str) -> None:
    """Print `document`, or `text` for people, on stdout."""
    if as_json:
        print(json.dumps(document, ensure_ascii=False, allow_nan=False, indent=2))
    else:
        print(printable(text))


def refuse(as_json: bool, refusal: Refusal, document: dict[str, Any] | None = None) -> NoReturn:
    """Say no: as JSON on stdout (`document`, if it holds the refusal already), else on stderr."""
    if as_json:
        messages = {"messages": [{"code": refusal.code, "text": refusal.text}]}
        answer(True, document or messages, "")
    else:
        print(printable(f"{refusal.code} {refusal.text}"), file=sys.stderr)
    raise typer.Exit(1)


def printable(text: str) -> str:
    """`text` without what would command a terminal."""
    return _UNPRINTABLE.sub("\N{REPLACEMENT CHARACTER}", text)


def table(head: Sequence[str], rows: Sequence[Sequence[str]]) -> str:
    """Columns side by side, numbers to the right.

    >>> print(table(("Namn", "n"), [("Ada", "7"), ("Bo", "12")]))
    Namn   n
    Ada    7
    Bo    12
    """
    widths = [max(len(cell) for cell in column) for column in zip(head, *rows, strict=True)]
    numeric = [
        bool(rows) and all(re.fullmatch(r"[−–\d\s,]*", cell) for cell in column)
        for column in zip(*rows, strict=True)
    ] or [False] * len(head)
    lines = (
        "  ".join(
            cell.rjust(width) if right else cell.ljust(width)
            for cell, width, right in zip(row, widths, numeric, strict=True)
        ).rstrip()
        for row in (head, *rows)
    )
    return "\n".join(lines)


@contextmanager
def opened(path: Path, *, create: bool = False) -> Iterator[Database]:
    """The database at `path`, closed afterwards.

    Raises:
        Refusal: SK-303, SK-304 or SK-305 it cannot be opened.
    """
    database = Database.open(path, create=create)
    try:
        yield database
    finally:
        database.close()


@contextmanager
def empty() -> Iterator[Database]:
    """A database that is gone afterwards."""
    with (
        tempfile.TemporaryDirectory() as folder,
        opened(Path(folder) / "tom.db", create=True) as database,
    ):
        yield database


def opened_or_empty(path: Path) -> AbstractContextManager[Database]:
    """The database at `path`; where there is none, `empty`, for what must not make one.

    Raises:
        Refusal: as `opened`.
    """
    return opened(path) if path.exists() else empty()
