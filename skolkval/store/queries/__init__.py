"""How statements are run: the longer ones from a file each, and those that give at most one row."""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache
from pathlib import Path
from typing import Any

import duckdb


@cache
def sql(name: str) -> str:
    """The statement in `name.sql` beside this file, with `$name` parameters."""
    return Path(__file__).with_name(f"{name}.sql").read_text(encoding="utf-8")


def one(
    cursor: duckdb.DuckDBPyConnection, statement: str, parameters: Mapping[str, Any] | None = None
) -> tuple[Any, ...] | None:
    """The first row, or None. Reads to the end: DuckDB refuses `register` on an unread result."""
    rows = cursor.execute(statement, parameters).fetchall()
    return rows[0] if rows else None
