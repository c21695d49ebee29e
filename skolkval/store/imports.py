"""How the answers of one file come into a round, and how they leave it again."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import replace
from datetime import datetime
from hashlib import blake2b
from zoneinfo import ZoneInfo

import duckdb
import numpy as np
import numpy.typing as npt
import pandas as pd

from skolkval.errors import Refusal
from skolkval.importing.plan import NOT_ASKED, ImportPlan
from skolkval.store.database import Database
from skolkval.store.instruments import instrument_of_round, keep_copy
from skolkval.store.publish import publish_round
from skolkval.store.queries import one
from skolkval.store.rounds import (
    DEFAULT_THRESHOLD,
    LOWEST_THRESHOLD,
    OPENNESS_WORDS,
    RoundSpec,
    check_invited,
    erase_round,
    round_title,
    set_invited,
)

SWEDEN = ZoneInfo("Europe/Stockholm")


def check_import(database: Database, plan: ImportPlan, spec: RoundSpec) -> None:
    """Raise what `add_import` would raise, without storing anything."""
    spec = _with_clean_title(spec)
    with database.snapshot() as cursor:
        _check(cursor, plan, spec)


def add_import(database: Database, plan: ImportPlan, spec: RoundSpec) -> int:
    """Store the plan in the round `spec.title`, made if it is new, and publish it. One transaction.

    Returns:
        The id of the import.

    Raises:
        Refusal: SK-216 the file is already in the round, SK-310 the round has another instrument,
            SK-311 a level has another openness, SK-312 the threshold would be lowered,
            SK-401 it would be below 5, SK-309 an invited number is out of bounds, SK-314 or
            SK-316 the round cannot be called so.
    """
    spec = _with_clean_title(spec)
    with database.transaction() as cursor:
        _check(cursor, plan, spec)
        round_id = _round_for(cursor, plan, spec)
        import_id = _next_id(cursor, "imports", "import_id")
        cursor.execute(
            """INSERT INTO imports VALUES
               ($import_id, $round_id, $name, $sha256, $now, $raters, $answers)""",
            {
                "import_id": import_id,
                "round_id": round_id,
                "name": plan.report.file.name,
                "sha256": plan.report.file.sha256,
                "now": datetime.now(SWEDEN).replace(tzinfo=None, microsecond=0),
                "raters": len(plan.raters),
                "answers": plan.report.answers,
            },
        )
        _insert_answers(cursor, plan, round_id, import_id)
        publish_round(cursor, round_id, instrument_of_round(cursor, round_id))
    return import_id


def undo_import(database: Database, import_id: int) -> str:
    """Take the answers of one import out of its round again, and publish what is left.

    A round without imports is no longer listed, but what it has shown is remembered until it is
    deleted, so that a corrected file cannot be compared with the first (see `publish`).

    Returns:
        The title of the round.

    Raises:
        Refusal: SK-313 there is no such import.
    """
    with database.transaction() as cursor:
        row = one(
            cursor,
            "SELECT round_id, title FROM imports JOIN rounds USING (round_id) WHERE import_id = $id",
            {"id": import_id},
        )
        if row is None:
            raise Refusal(
                "SK-313",
                f"Det finns ingen inläsning med nummer {import_id}. Den kan redan vara ångrad. "
                "Se listan över omgångar.",
            )
        round_id, title = row
        key = {"id": import_id}
        cursor.execute(
            """DELETE FROM raw.responses WHERE rater_id IN
               (SELECT rater_id FROM raw.raters WHERE import_id = $id)""",
            key,
        )
        cursor.execute("DELETE FROM raw.raters WHERE import_id = $id", key)
        cursor.execute("DELETE FROM imports WHERE import_id = $id", key)
        cursor.execute(
            """UPDATE round_levels SET openness = NULL WHERE round_id = $round_id
               AND level NOT IN (SELECT level FROM raw.raters WHERE round_id = $round_id)""",
            {"round_id": round_id},
        )
        publish_round(cursor, round_id, instrument_of_round(cursor, round_id))
    return str(title)


def _with_clean_title(spec: RoundSpec) -> RoundSpec:
    return replace(spec, title=round_title(spec.title))


def _check(cursor: duckdb.DuckDBPyConnection, plan: ImportPlan, spec: RoundSpec) -> None:
    check_invited(spec.invited)
    if spec.threshold is not None and spec.threshold < LOWEST_THRESHOLD:
        raise Refusal(
            "SK-401",
            f"Gränsen för minsta grupp kan inte vara lägre än {LOWEST_THRESHOLD}, "
            f"och {spec.threshold} angavs. Ange {LOWEST_THRESHOLD} eller mer.",
        )
    row = one(
        cursor,
        "SELECT round_id, instrument_id, instrument_version, threshold FROM rounds WHERE title = $title",
        {"title": spec.title},
    )
    if row is None:
        return
    round_id, instrument_id, version, threshold = row
    empty = _is_empty(cursor, round_id)
    if empty and instrument_id != plan.instrument.id:
        return
    if (instrument_id, version) != (plan.instrument.id, plan.instrument.version):
        raise Refusal(
            "SK-310",
            f"Omgången ”{spec.title}” har ett annat instrument ({instrument_id}, version {version}) "
            f"än filen lästes med ({plan.instrument.id}, version {plan.instrument.version}). "
            "Välj omgångens instrument, eller läs in filen i en ny omgång.",
        )
    if spec.threshold is not None and spec.threshold < threshold:
        if empty:
            raise Refusal(
                "SK-312",
                f"”{spec.title}” har använts förut, med gränsen {threshold} för minsta grupp, och "
                "det som visades då skyddas fortfarande fast inläsningarna är ångrade. Behåll "
                f"gränsen {threshold} eller höj den, eller välj ett annat namn. Ska den gamla "
                f'omgången glömmas helt: skolkval rounds delete "{spec.title}".',
            )
        raise Refusal(
            "SK-312",
            f"Omgången ”{spec.title}” har gränsen {threshold} för minsta grupp. Den kan höjas men "
            f"inte sänkas till {spec.threshold}, för då kunde redan visade tal avslöja enskilda.",
        )
    _check_openness(cursor, plan, spec, round_id)
    same = one(
        cursor,
        "SELECT imported FROM imports WHERE round_id = $round_id AND sha256 = $sha256",
        {"round_id": round_id, "sha256": plan.report.file.sha256},
    )
    if same:
        raise Refusal(
            "SK-216",
            f"Filen {plan.report.file.name} är redan inläst i ”{spec.title}” "
            f"{same[0]:%Y-%m-%d kl. %H.%M}. Ångra den inläsningen först om den ska läsas in på nytt.",
        )


def _check_openness(
    cursor: duckdb.DuckDBPyConnection, plan: ImportPlan, spec: RoundSpec, round_id: int
) -> None:
    known = dict(
        cursor.execute(
            """SELECT level, openness FROM round_levels
               WHERE round_id = $round_id AND openness IS NOT NULL""",
            {"round_id": round_id},
        ).fetchall()
    )
    for level in plan.raters["level"].unique():
        if known.get(level, spec.openness_for(level)) != spec.openness_for(level):
            raise Refusal(
                "SK-311",
                f"Nivån {plan.instrument.level_label[level]} är {OPENNESS_WORDS[known[level]]} i omgången "
                f"”{spec.title}” och kan inte bli {OPENNESS_WORDS[spec.openness_for(level)]}. "
                f"Läs in filen som {OPENNESS_WORDS[known[level]]}, eller i en ny omgång.",
            )


def _round_for(cursor: duckdb.DuckDBPyConnection, plan: ImportPlan, spec: RoundSpec) -> int:
    """The id of the round, made or brought up to date with what `spec` says."""
    key = {"title": spec.title}
    row = one(cursor, "SELECT round_id, instrument_id FROM rounds WHERE title = $title", key)
    if row is not None and row[1] != plan.instrument.id:
        erase_round(cursor, row[0])
        row = None
    if row is None:
        round_id = _next_id(cursor, "rounds", "round_id")
        keep_copy(cursor, plan.instrument)
        cursor.execute(
            "INSERT INTO rounds VALUES ($round_id, $title, $id, $version, $collected, $threshold, $example)",
            {
                **key,
                "round_id": round_id,
                "id": plan.instrument.id,
                "version": plan.instrument.version,
                "collected": spec.collected or datetime.now(SWEDEN).date(),
                "threshold": spec.threshold or DEFAULT_THRESHOLD,
                "example": spec.example,
            },
        )
    else:
        round_id = int(row[0])
        cursor.execute(
            """UPDATE rounds SET threshold = coalesce($threshold, threshold),
                                 collected = coalesce($collected, collected)
               WHERE round_id = $round_id""",
            {"round_id": round_id, "threshold": spec.threshold, "collected": spec.collected},
        )
    set_invited(cursor, round_id, spec.invited)
    for level in plan.raters["level"].unique():
        level_key = {"round_id": round_id, "level": level, "openness": spec.openness_for(level)}
        cursor.execute(
            """INSERT INTO round_levels SELECT $round_id, $level, $openness, NULL
               WHERE NOT EXISTS (FROM round_levels WHERE round_id = $round_id AND level = $level)""",
            level_key,
        )
        cursor.execute(
            """UPDATE round_levels SET openness = $openness
               WHERE round_id = $round_id AND level = $level""",
            level_key,
        )
    return round_id


def _is_empty(cursor: duckdb.DuckDBPyConnection, round_id: int) -> bool:
    """Whether every import of the round has been undone."""
    return not one(cursor, "SELECT 1 FROM imports WHERE round_id = $id LIMIT 1", {"id": round_id})


def _insert_answers(
    cursor: duckdb.DuckDBPyConnection, plan: ImportPlan, round_id: int, import_id: int
) -> None:
    raters = pd.DataFrame(
        {
            "level": plan.raters["level"],
            "unit": plan.raters["unit"].fillna(""),
            "school_form": plan.raters["school_form"].fillna(""),
            "role": plan.raters["role"],
        }
    )
    raters["fingerprint"] = _fingerprints(raters, plan.answers)
    raters["answered"] = _answered(plan)
    rater_ids = _rater_ids(cursor, round_id, raters["fingerprint"])
    raters["rater_id"] = rater_ids
    rows, item_nos = np.nonzero(plan.answers != NOT_ASKED)
    responses = pd.DataFrame(
        {
            "rater_id": rater_ids[rows],
            "item_no": item_nos.astype(np.int16),
            "step": plan.answers[rows, item_nos],
        }
    )
    cursor.register("new_raters", raters)
    cursor.register("new_responses", responses)
    cursor.execute(
        """INSERT INTO raw.raters
           SELECT rater_id, $round_id, $import_id, level, unit, school_form, role, fingerprint, answered, NULL
           FROM new_raters""",
        {"round_id": round_id, "import_id": import_id},
    )
    cursor.execute("INSERT INTO raw.responses SELECT rater_id, item_no, step FROM new_responses")
    cursor.unregister("new_raters")
    cursor.unregister("new_responses")


def _fingerprints(raters: pd.DataFrame, answers: npt.NDArray[np.int8]) -> npt.NDArray[np.uint64]:
    """A number per rater that is the same for the same level, unit and answers."""
    who = raters["level"] + "\n" + raters["unit"] + "\n"
    return np.array(
        [
            int.from_bytes(blake2b(name.encode() + row.tobytes(), digest_size=8).digest(), "big")
            for name, row in zip(who, answers, strict=True)
        ],
        dtype=np.uint64,
    )


def _answered(plan: ImportPlan) -> list[bytes]:
    """One bit per item and then per area: whether the rater has chosen a step there."""
    items = plan.answers > 0
    area_of = np.array([item.area_id for item in plan.instrument.items])
    areas = [items[:, area_of == area.id].any(axis=1) for area in plan.instrument.areas]
    bits = np.packbits(np.column_stack([items, *areas]), axis=1)
    return [row.tobytes() for row in bits]


def _rater_ids(
    cursor: duckdb.DuckDBPyConnection, round_id: int, fingerprints: pd.Series[int]
) -> npt.NDArray[np.int32]:
    """New ids, but for a rater who was published and then undone the id from then."""
    first = max(
        _next_id(cursor, "raw.raters", "rater_id"), _next_id(cursor, "raw.wave_members", "rater_id")
    )
    rater_ids = np.arange(first, first + len(fingerprints), dtype=np.int32)
    gone: dict[int, list[int]] = defaultdict(list)
    for fingerprint, rater_id in cursor.execute(
        """SELECT DISTINCT fingerprint, rater_id
           FROM raw.wave_members JOIN raw.waves USING (wave_id)
           WHERE round_id = $round_id AND rater_id NOT IN (SELECT rater_id FROM raw.raters)
           ORDER BY rater_id DESC""",
        {"round_id": round_id},
    ).fetchall():
        gone[fingerprint].append(rater_id)
    if gone:
        for number, fingerprint in enumerate(fingerprints):
            if gone[fingerprint]:
                rater_ids[number] = gone[fingerprint].pop()
    return rater_ids


def _next_id(cursor: duckdb.DuckDBPyConnection, table: str, column: str) -> int:
    row = one(cursor, f"SELECT coalesce(max({column}), 0) + 1 FROM {table}")
    assert row is not None
    return int(row[0])
