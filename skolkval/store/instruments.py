"""Which instruments can be used: the built-in ones, the user's own, and each round's own copy."""

from __future__ import annotations

from functools import lru_cache

import duckdb

from skolkval.errors import Refusal
from skolkval.instruments.catalogue import built_in, built_in_text
from skolkval.instruments.model import Instrument
from skolkval.instruments.toml_file import load_toml
from skolkval.store.database import Database
from skolkval.store.queries import one

_load = lru_cache(maxsize=64)(load_toml)


def all_instruments(database: Database) -> tuple[Instrument, ...]:
    """The built-in instruments, then the user's own by title."""
    with database.snapshot() as cursor:
        rows = cursor.execute("SELECT toml FROM instruments WHERE own").fetchall()
    own = (_load(toml) for (toml,) in rows)
    return built_in() + tuple(sorted(own, key=lambda instrument: instrument.title))


def instrument_named(database: Database, instrument_id: str) -> Instrument:
    """The instrument that new rounds with `instrument_id` use.

    Raises:
        Refusal: SK-502 there is none.
    """
    known = all_instruments(database)
    for instrument in known:
        if instrument.id == instrument_id:
            return instrument
    raise Refusal(
        "SK-502",
        f"Det finns inget instrument med id ”{instrument_id}”. "
        f"De som finns: {', '.join(instrument.id for instrument in known)}.",
    )


def add_instrument(database: Database, toml: str) -> Instrument:
    """Add an instrument of the user's own.

    Raises:
        Refusal: SK-501 the file has mistakes, SK-503 the id is taken.
    """
    instrument = load_toml(toml)
    if instrument.id in {known.id for known in all_instruments(database)}:
        raise Refusal(
            "SK-503",
            f"Det finns redan ett instrument med id ”{instrument.id}”. "
            "Ge ditt ett annat id högst upp i filen och försök igen.",
        )
    with database.transaction() as cursor:
        cursor.execute(
            "INSERT INTO instruments VALUES ($id, $version, $toml, TRUE)",
            {"id": instrument.id, "version": instrument.version, "toml": toml},
        )
    return instrument


def own_instruments(database: Database) -> dict[str, tuple[str, ...]]:
    """The ids of the user's own instruments, each with the titles of the rounds that use it.

    A round whose imports are all undone is remembered, and counts.
    """
    with database.snapshot() as cursor:
        rows = cursor.execute(
            """SELECT i.instrument_id, list(r.title ORDER BY r.title) FILTER (r.title IS NOT NULL)
               FROM instruments i LEFT JOIN rounds r USING (instrument_id)
               WHERE i.own GROUP BY ALL"""
        ).fetchall()
    return {instrument_id: tuple(titles or ()) for instrument_id, titles in rows}


def delete_instrument(database: Database, instrument_id: str) -> None:
    """Delete an instrument of the user's own that no round uses.

    Raises:
        Refusal: SK-502 there is none of the user's own with that id, SK-504 a round uses it.
    """
    with database.transaction() as cursor:
        key = {"id": instrument_id}
        used = one(cursor, "SELECT title FROM rounds WHERE instrument_id = $id ORDER BY 1", key)
        if used:
            raise Refusal(
                "SK-504",
                f"Instrumentet används av omgången ”{used[0]}” och kan inte tas bort. "
                "Ta bort omgången först.",
            )
        deleted = cursor.execute(
            "DELETE FROM instruments WHERE own AND instrument_id = $id RETURNING 1", key
        ).fetchall()
        if not deleted:
            raise Refusal("SK-502", f"Det finns inget eget instrument med id ”{instrument_id}”.")


def keep_copy(cursor: duckdb.DuckDBPyConnection, instrument: Instrument) -> None:
    """Keep a built-in instrument as it is now, so that a round can always be read as it was asked."""
    key = {"id": instrument.id, "version": instrument.version}
    if not one(
        cursor, "SELECT 1 FROM instruments WHERE instrument_id = $id AND version = $version", key
    ):
        cursor.execute(
            "INSERT INTO instruments VALUES ($id, $version, $toml, FALSE)",
            {**key, "toml": built_in_text(instrument.id)},
        )


def instrument_of_round(cursor: duckdb.DuckDBPyConnection, round_id: int) -> Instrument:
    """The instrument of the round, in the version that was answered."""
    row = one(
        cursor,
        """SELECT i.toml FROM rounds r JOIN instruments i
           ON i.instrument_id = r.instrument_id AND i.version = r.instrument_version
           WHERE r.round_id = $round_id""",
        {"round_id": round_id},
    )
    assert row is not None
    return _load(row[0])
