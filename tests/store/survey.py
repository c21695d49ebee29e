"""How do the store's tests make a small survey: an instrument, raters, a file, and a look inside?"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from hashlib import sha256
from pathlib import Path

import duckdb
import numpy as np
import pandas as pd

from skolkval.importing.comments import Comment
from skolkval.importing.plan import ImportPlan
from skolkval.importing.report import CommentColumn, FileFacts, ImportReport
from skolkval.instruments.toml_file import load_toml
from skolkval.store.database import Database
from skolkval.store.imports import add_import
from skolkval.store.instruments import add_instrument
from skolkval.store.published import Published, read_published
from skolkval.store.rounds import RoundSpec

# Two areas. All are asked a1, a2 and b1; only the leaders are asked b2.
TOML = """
id = "prov"
version = "1"
title = "Prov"
publisher = "Vi"

[levels]
larare = "Lärare"
ledare = "Ledare"

[scale]
not_applicable = ["Vet ej"]

[scale.steps]
1 = "Nej"
2 = "Snarast nej"
3 = "Snarast ja"
4 = "Ja"

[[area]]
id = "a"
label = "Område A"

[[area.item]]
id = "a1"
text = "Påstående a1"

[[area.item]]
id = "a2"
text = "Påstående a2"

[[area]]
id = "b"
label = "Område B"

[[area.item]]
id = "b1"
text = "Påstående b1"

[[area.item]]
id = "b2"
text = "Påstående b2"
level = "ledare"
"""
INSTRUMENT = load_toml(TOML)

VET_EJ, BLANK, NOT_ASKED = 0, -1, -2
Answers = tuple[int, ...]


@dataclass(frozen=True)
class Rater:
    """One row of a file; `answers` to the items in order, the last ones NOT_ASKED if left out.
    `says` is a comment on the area `about`, None for the whole survey."""

    unit: str = ""
    answers: Answers = (3, 3, 3)
    level: str = "larare"
    form: str = "grundskola"
    says: str = ""
    about: str | None = "a"


def raters(n: int, unit: str = "", answers: Answers = (3, 3, 3), **kind: str) -> list[Rater]:
    """`n` raters who answer alike."""
    return [Rater(unit, answers, **kind)] * n


def plan(rows: Iterable[Rater], name: str = "svar.xlsx") -> ImportPlan:
    """What the importer would make of a file with these rows; the same rows are the same file."""
    rows = list(rows)
    width = len(INSTRUMENT.items)
    answers = [(*row.answers, *[NOT_ASKED] * (width - len(row.answers))) for row in rows]
    table = pd.DataFrame(
        [(row.level, row.unit or None, row.form if row.unit else None, None) for row in rows],
        columns=["level", "unit", "school_form", "role"],
        dtype=object,
    )
    digest = sha256(repr((name, rows)).encode()).hexdigest()
    report = ImportReport(FileFacts(name, digest, 1, "xlsx", None))
    report.answers = sum(answer > 0 for row in answers for answer in row)
    comments = tuple(
        Comment(place, row.about, row.says) for place, row in enumerate(rows) if row.says
    )
    asked = dict.fromkeys(each.area_id for each in comments)
    report.comments = [CommentColumn("Z", about, 0, 0, 0) for about in asked]
    shaped = np.array(answers, dtype=np.int8).reshape(len(rows), width)
    return ImportPlan(INSTRUMENT, table, shaped, report, comments)


def new_database(folder: Path, name: str = "prov.db") -> Database:
    """An empty database that knows the instrument."""
    database = Database.open(folder / name, create=True)
    add_instrument(database, TOML)
    return database


def spec(title: str = "HT", **says: object) -> RoundSpec:
    return RoundSpec(title, INSTRUMENT.id, **says)  # type: ignore[arg-type]


def bring(
    database: Database,
    rows: Iterable[Rater],
    title: str = "HT",
    name: str = "svar.xlsx",
    **says: object,
) -> int:
    """Import the rows as one file; `says` are fields of the RoundSpec."""
    return add_import(database, plan(rows, name), spec(title, **says))


def published(database: Database, title: str = "HT") -> Published:
    return read_published(database, title)


def shown(
    database: Database, item: str = "a1", level: str = "larare", title: str = "HT"
) -> dict[str, tuple[int, ...] | None]:
    """Per atom ("Ask+Björk", "-" for raters without a unit) the counts of the item; None if hidden."""
    what = read_published(database, title)
    number = [each.id for each in INSTRUMENT.items].index(item)
    return {
        "+".join(unit or "-" for unit in atom.units): None
        if what.missing[place, number] < 0
        else tuple(what.steps[place, number].tolist())
        for place, atom in enumerate(what.atoms)
        if atom.level == level
    }


def dump(database: Database, *, skip: Iterable[str] = ()) -> dict[str, Counter[str]]:
    """Every row of every table, as text, without order. `skip` leaves columns or tables out."""
    skip = set(skip)
    with database.snapshot() as cursor:
        columns: dict[str, list[str]] = {}
        for schema, table, column in cursor.execute(
            """SELECT schema_name, table_name, column_name FROM duckdb_columns()
               WHERE database_name = current_database() AND NOT internal ORDER BY column_index"""
        ).fetchall():
            name = f"{schema}.{table}"
            if not {name, schema, column, f"{name}.{column}"} & skip:
                columns.setdefault(name, []).append(column)
        return {name: _rows(cursor, name, chosen) for name, chosen in columns.items()}


def _rows(cursor: duckdb.DuckDBPyConnection, table: str, columns: list[str]) -> Counter[str]:
    names = ", ".join(f'"{column}"' for column in columns)
    return Counter(map(repr, cursor.execute(f"SELECT {names} FROM {table}").fetchall()))
