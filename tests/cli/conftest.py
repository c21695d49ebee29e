"""What the tests of the commands share: a way to run them, and a small round to run them on."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import duckdb
import pytest

from skolkval.cli import main

INSTRUMENT = """
id = "prov"
version = "1"
title = "Prov"
publisher = "Test"
[levels]
rektor = "Rektor"
undervisning = "Undervisning"
[scale]
not_applicable = ["Vet ej"]
[scale.steps]
1 = "Nej"
2 = "Delvis"
3 = "Ja"
[[area]]
id = "ett"
label = "Område ett"
[[area.item]]
id = "ett-1"
text = "Vi vet vart vi ska."
[[area.item]]
id = "ett-2"
level = "rektor"
text = "Jag följer upp."
[[area]]
id = "tva"
label = "Område två"
[[area.item]]
id = "tva-1"
text = "Vi har tid."
"""
HEADERS = ("Nivå", "Enhet", "Vi vet vart vi ska.", "Jag följer upp.", "Vi har tid.")
Row = tuple[str, str, str, str, str]


@dataclass(frozen=True)
class Ran:
    """What a command answered."""

    code: int
    out: str
    err: str

    @property
    def json(self) -> Any:
        """All of stdout, which must be one JSON document."""
        return json.loads(self.out, parse_constant=lambda name: pytest.fail(name))


Run = Callable[..., Ran]
Export = Callable[[str, Iterable[Row]], Path]
Contents = Mapping[str, list[tuple[Any, ...]]]


def as_typed(value: object) -> str:
    """Names a test after the arguments it gives."""
    return " ".join(value) if isinstance(value, list) else ""


@pytest.fixture
def database(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Where commands find the database unless told otherwise; there is none yet."""
    path = tmp_path / "data" / "prov.db"
    monkeypatch.setenv("SKOLKVAL_DATABASE", str(path))
    return path


@pytest.fixture
def run(database: Path, capsys: pytest.CaptureFixture[str]) -> Run:
    """Runs one command in this process."""

    def run_command(*arguments: object) -> Ran:
        capsys.readouterr()
        code = main([str(argument) for argument in arguments])
        captured = capsys.readouterr()
        return Ran(code, captured.out, captured.err)

    return run_command


@pytest.fixture
def instrument(run: Run, tmp_path: Path) -> str:
    """The id of a small instrument of one's own, added to the database."""
    file = tmp_path / "prov.toml"
    file.write_text(INSTRUMENT, encoding="utf-8")
    assert run("instruments", "add", file).code == 0
    return "prov"


@pytest.fixture
def export(tmp_path: Path) -> Export:
    """Writes a csv file with `rows` under HEADERS."""

    def write(name: str, rows: Iterable[Row]) -> Path:
        path = tmp_path / name
        path.write_text("".join(";".join(row) + "\n" for row in (HEADERS, *rows)), encoding="utf-8")
        return path

    return write


@pytest.fixture
def teachers(export: Export) -> Path:
    """Ten who teach at Åsen: ett-1 is 4 Nej, 3 Delvis, 2 Ja, 1 Vet ej; tva-1 is 9 Ja, 1 blank."""
    firsts = ["Nej"] * 4 + ["Delvis"] * 3 + ["Ja"] * 2 + ["Vet ej"]
    seconds = ["Ja"] * 9 + [""]
    return export(
        "larare.csv",
        [
            ("Undervisning", "Åsen", first, "", second)
            for first, second in zip(firsts, seconds, strict=True)
        ],
    )


@pytest.fixture
def heads(export: Export) -> Path:
    """Three heads, too few to be shown one by one."""
    return export("rektorer.csv", [("Rektor", "Åsen", "Ja", "Delvis", "Nej")] * 3)


def contents(path: Path) -> Contents:
    """Every row of every table, but for the version that grows when the file is opened."""
    with duckdb.connect(str(path), read_only=True) as connection:
        tables = connection.execute(
            "SELECT schema_name || '.' || table_name FROM duckdb_tables() ORDER BY 1"
        ).fetchall()
        return {
            table: sorted(connection.execute(f"FROM {table}").fetchall(), key=repr)
            for (table,) in tables
            if table != "main.about"
        }


@pytest.fixture
def rows_of(database: Path) -> Callable[[], Contents]:
    """Gives every row of the database."""
    return lambda: contents(database)
