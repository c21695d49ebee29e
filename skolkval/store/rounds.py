"""Which rounds there are, with their levels and imports, and how a round is changed or deleted."""

from __future__ import annotations

import unicodedata
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, datetime
from typing import Literal

import duckdb

from skolkval.errors import Refusal
from skolkval.store.database import Database
from skolkval.store.queries import one
from skolkval.swedish import number

Openness = Literal["anonymous", "open", "joint"]
OPENNESS_WORDS: dict[Openness, str] = {
    "anonymous": "anonym",
    "open": "öppen",
    "joint": "gemensam",
}
DEFAULT_THRESHOLD = 7
LOWEST_THRESHOLD = 5
MOST_INVITED = 1_000_000
"""As many as may be invited of one level; more is a slip of the hand."""
MOST_TITLE = 100
"""Characters a round's title may have."""


@dataclass(frozen=True)
class RoundSpec:
    """What is said of a round when answers are brought to it.

    `openness` holds for the levels of the file at hand, `openness_of` for some of them by
    themselves. `collected` and `threshold` are taken from the round where it exists and they are
    None.
    """

    title: str
    instrument_id: str
    collected: date | None = None
    openness: Openness = "anonymous"
    openness_of: Mapping[str, Openness] = field(default_factory=dict)
    threshold: int | None = None
    invited: Mapping[str, int] = field(default_factory=dict)
    example: bool = False

    def openness_for(self, level: str) -> Openness:
        """The openness that `level` gets, or must already have."""
        return self.openness_of.get(level, self.openness)


@dataclass(frozen=True)
class RoundLevel:
    """One level of a round. `raters` is what is published (None where hidden), `waiting` how many
    more have answered but are not shown until at least k of them can be shown together."""

    level: str
    openness: Openness | None
    invited: int | None
    answered: bool
    hidden: bool
    raters: int | None
    waiting: int


@dataclass(frozen=True)
class ImportRecord:
    """One file that was read into a round."""

    import_id: int
    file_name: str
    sha256: str
    imported: datetime
    raters: int
    answers: int


@dataclass(frozen=True)
class Round:
    """One collection of answers."""

    round_id: int
    title: str
    instrument_id: str
    instrument_version: str
    collected: date
    threshold: int
    example: bool
    levels: tuple[RoundLevel, ...]
    imports: tuple[ImportRecord, ...]


def round_title(text: str) -> str:
    """The title of a round as it is kept: NFC, single plain spaces, none at the ends.

    Raises:
        Refusal: SK-314 there is none, SK-316 it has more than MOST_TITLE characters, or one that
            is not seen (control, direction, zero width, half a surrogate pair).
    """
    title = _tidy(text)
    if not title:
        raise Refusal(
            "SK-314", "Omgången saknar namn. Skriv till exempel ”Självvärdering HT 2026”."
        )
    if len(title) > MOST_TITLE:
        raise Refusal(
            "SK-316",
            f"Omgångens namn har {number(len(title))} tecken, och {MOST_TITLE} får plats. "
            "Korta det.",
        )
    for character in title:
        if unicodedata.category(character) in ("Cc", "Cf", "Cs"):
            raise Refusal(
                "SK-316",
                f"Omgångens namn har ett tecken som inte syns (U+{ord(character):04X}). "
                "Skriv namnet för hand i stället för att klistra in det.",
            )
    return title


def _tidy(text: str) -> str:
    return " ".join(unicodedata.normalize("NFC", text).split())


def all_rounds(database: Database) -> tuple[Round, ...]:
    """Every round with answers, the latest collected first."""
    with database.snapshot() as cursor:
        return _rounds(cursor, "TRUE", {})


def round_named(database: Database, title: str) -> Round:
    """The round called `title`, whatever its spaces.

    Raises:
        Refusal: SK-308 there is none.
    """
    with database.snapshot() as cursor:
        found = _rounds(cursor, "title = $title", {"title": _tidy(title)})
    if not found:
        raise _no_such_round(title)
    return found[0]


def _rounds(
    cursor: duckdb.DuckDBPyConnection, condition: str, parameters: Mapping[str, str]
) -> tuple[Round, ...]:
    rows = cursor.execute(
        f"""SELECT round_id, title, instrument_id, instrument_version, collected, threshold, example
            FROM rounds WHERE round_id IN (SELECT round_id FROM imports) AND {condition}
            ORDER BY collected DESC, round_id DESC""",
        parameters,
    ).fetchall()
    # One tuple of arguments: mypy cannot count the columns of a row.
    return tuple(Round(*(*row, _levels(cursor, row[0]), _imports(cursor, row[0]))) for row in rows)


def _no_such_round(title: str) -> Refusal:
    return Refusal(
        "SK-308",
        f"Det finns ingen omgång som heter ”{title}”. Kontrollera stavningen i listan över omgångar.",
    )


def delete_round(database: Database, title: str) -> None:
    """Delete the round and everything that was ever stored or published of it.

    Works too for a round whose imports are all undone, which is remembered but not listed.

    Raises:
        Refusal: SK-308 there is no such round.
    """
    with database.transaction() as cursor:
        row = one(
            cursor, "SELECT round_id FROM rounds WHERE title = $title", {"title": _tidy(title)}
        )
        if row is None:
            raise _no_such_round(title)
        erase_round(cursor, row[0])


def erase_round(cursor: duckdb.DuckDBPyConnection, round_id: int) -> None:
    """Delete every row that belongs to the round, inside the caller's transaction."""
    key = {"round_id": round_id}
    for table in ("responses", "comments"):
        cursor.execute(
            f"""DELETE FROM raw.{table} WHERE rater_id IN
                (SELECT rater_id FROM raw.raters WHERE round_id = $round_id)""",
            key,
        )
    for table in ("wave_members", "wave_counts", "wave_areas"):
        cursor.execute(
            f"""DELETE FROM raw.{table} WHERE wave_id IN
                (SELECT wave_id FROM raw.waves WHERE round_id = $round_id)""",
            key,
        )
    for table in (
        *("raw.waves", "raw.raters", "raw.comment_waves", "imports", "round_levels", "rounds"),
        *("published.comments", "published.comment_areas"),
        *("published.atoms", "published.counts", "published.areas", "published.levels"),
    ):
        cursor.execute(f"DELETE FROM {table} WHERE round_id = $round_id", key)
    cursor.execute(
        """DELETE FROM instruments WHERE NOT own AND (instrument_id, version) NOT IN
           (SELECT (instrument_id, instrument_version) FROM rounds)"""
    )


def describe_round(
    database: Database, title: str, *, collected: date, invited: Mapping[str, int | None]
) -> None:
    """Change when the round was collected and how many were invited per level.

    Raises:
        Refusal: SK-308 there is no such round, SK-309 an invited number is below 1 or above
            MOST_INVITED.
    """
    round_id = round_named(database, title).round_id
    with database.transaction() as cursor:
        cursor.execute(
            "UPDATE rounds SET collected = $collected WHERE round_id = $round_id",
            {"collected": collected, "round_id": round_id},
        )
        set_invited(cursor, round_id, invited)


def set_invited(
    cursor: duckdb.DuckDBPyConnection, round_id: int, invited: Mapping[str, int | None]
) -> None:
    """Remember how many were invited per level; None means that it is not known.

    Raises:
        Refusal: SK-309 a number is below 1 or above MOST_INVITED.
    """
    check_invited(invited)
    for level, n in invited.items():
        key = {"round_id": round_id, "level": level}
        known = one(
            cursor, "SELECT 1 FROM round_levels WHERE round_id = $round_id AND level = $level", key
        )
        if known:
            cursor.execute(
                """UPDATE round_levels SET invited = $invited
                   WHERE round_id = $round_id AND level = $level""",
                {**key, "invited": n},
            )
        elif n is not None:
            cursor.execute(
                "INSERT INTO round_levels VALUES ($round_id, $level, NULL, $invited)",
                {**key, "invited": n},
            )


def check_invited(invited: Mapping[str, int | None]) -> None:
    """Raise SK-309 where an invited number is below 1 or above MOST_INVITED."""
    for n in invited.values():
        if n is not None and not 1 <= n <= MOST_INVITED:
            raise Refusal(
                "SK-309",
                f"Antalet inbjudna ska vara mellan 1 och {number(MOST_INVITED)}, och {number(n)} "
                "angavs. Rätta talet.",
            )


def _levels(cursor: duckdb.DuckDBPyConnection, round_id: int) -> tuple[RoundLevel, ...]:
    rows = cursor.execute(
        """SELECT r.level, r.openness, r.invited, p.level IS NOT NULL, coalesce(p.hidden, FALSE),
                  (SELECT sum(raters)::INTEGER FROM published.atoms a
                   WHERE a.round_id = r.round_id AND a.level = r.level),
                  coalesce(p.waiting, 0)
           FROM round_levels r LEFT JOIN published.levels p USING (round_id, level)
           WHERE r.round_id = $round_id ORDER BY r.level""",
        {"round_id": round_id},
    ).fetchall()
    return tuple(RoundLevel(*row) for row in rows)


def _imports(cursor: duckdb.DuckDBPyConnection, round_id: int) -> tuple[ImportRecord, ...]:
    rows = cursor.execute(
        """SELECT import_id, file_name, sha256, imported, raters, answers
           FROM imports WHERE round_id = $round_id ORDER BY import_id""",
        {"round_id": round_id},
    ).fetchall()
    return tuple(ImportRecord(*row) for row in rows)
