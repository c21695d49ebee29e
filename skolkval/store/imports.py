"""How the answers of one file come into a round, and how they leave it again."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace

import duckdb

from skolkval.importing.plan import ImportPlan
from skolkval.store.database import Database
from skolkval.store.import_checks import check, check_replaced, round_of
from skolkval.store.import_repeats import check_not_elsewhere
from skolkval.store.imported_raters import comment_areas, insert_answers, next_id
from skolkval.store.instruments import instrument_of_round, keep_copy
from skolkval.store.mappings import Mapping, now, remember
from skolkval.store.publish import publish_round
from skolkval.store.queries import one
from skolkval.store.rounds import (
    DEFAULT_THRESHOLD,
    ImportRecord,
    RoundSpec,
    erase_round,
    round_title,
    set_invited,
)
from skolkval.store.threshold import change_threshold


@dataclass(frozen=True)
class Addition:
    """One file to be stored: what it holds, the import it takes the place of, and what is to be
    remembered of how it was read."""

    plan: ImportPlan
    replaces: ImportRecord | None = None
    mapping: Mapping | None = None


def check_import(
    database: Database, plan: ImportPlan, spec: RoundSpec, replaces: ImportRecord | None = None
) -> None:
    """Raise what `add_import` would raise, without storing anything."""
    spec = _with_clean_title(spec)
    with database.snapshot() as cursor:
        if replaces is not None:
            check_replaced(cursor, replaces, spec)
        check(cursor, plan, spec)
        check_not_elsewhere(cursor, plan, spec)


def add_import(database: Database, plan: ImportPlan, spec: RoundSpec) -> int:
    """Store one plan as `add_imports` does. Returns the id of the import."""
    (import_id,) = add_imports(database, [Addition(plan)], spec)
    return import_id


def add_imports(
    database: Database,
    additions: Sequence[Addition],
    spec: RoundSpec,
    progress: Callable[[int], None] = lambda stored: None,
) -> list[int]:
    """Store the plans in the round `spec.title`, made if it is new, and publish it: all or none.

    A replaced import and the one that replaces it are seen by nobody together or both missing.
    `progress` is told how many are in, and may raise to have nothing stored.

    Returns:
        The ids of the imports, in order.

    Raises:
        Refusal: SK-216 a file is already in the round, SK-310 the round has another instrument,
            SK-311 a level has another openness, SK-312 the threshold would be lowered,
            SK-401 it would be below 5, SK-309 an invited number is out of bounds, SK-313 a replaced
            import is not in the round, SK-314 or SK-316 the round cannot be called so.
    """
    spec = _with_clean_title(spec)
    import_ids = []
    with database.transaction() as cursor:
        # Before the old ones go, or a new one would have the number of one, and pass for it.
        first_id = next_id(cursor, "imports", "import_id")
        for addition in additions:
            if addition.replaces is not None:
                check_replaced(cursor, addition.replaces, spec)
                check(cursor, addition.plan, spec)
        # All of them, so that a rater who moves from one file to another is known again.
        for addition in additions:
            if addition.replaces is not None:
                _take_out(cursor, addition.replaces.import_id)
        for stored, addition in enumerate(additions):
            progress(stored)
            check(cursor, addition.plan, spec)
            check_not_elsewhere(cursor, addition.plan, spec)
            import_id = first_id + stored
            _add(cursor, addition.plan, spec, import_id)
            import_ids.append(import_id)
            if addition.mapping is not None:
                remember(cursor, addition.plan.instrument, addition.mapping)
        progress(len(additions))
        row = one(cursor, "SELECT round_id FROM rounds WHERE title = $title", {"title": spec.title})
        if row is not None and additions:
            publish_round(cursor, row[0], instrument_of_round(cursor, row[0]))
    return import_ids


def _add(
    cursor: duckdb.DuckDBPyConnection, plan: ImportPlan, spec: RoundSpec, import_id: int
) -> None:
    round_id = _round_for(cursor, plan, spec)
    cursor.execute(
        """INSERT INTO imports VALUES
           ($import_id, $round_id, $name, $sha256, $now, $raters, $answers, $signature, $areas)""",
        {
            "import_id": import_id,
            "round_id": round_id,
            "name": plan.report.file.name,
            "sha256": plan.report.file.sha256,
            "now": now(),
            "raters": len(plan.raters),
            "answers": plan.report.answers,
            "signature": plan.report.signature,
            "areas": comment_areas(plan) or None,
        },
    )
    insert_answers(cursor, plan, round_id, import_id)


def undo_import(database: Database, import_id: int) -> str:
    """Take the answers of one import out of its round again, and publish what is left.

    A round without imports is no longer listed, but what it has shown is remembered until it is
    deleted, so that a corrected file cannot be compared with the first (see `publish`).

    Returns:
        The title of the round.

    Raises:
        Refusal: SK-313 there is no such import.
    """
    return undo_imports(database, [import_id])


def undo_imports(database: Database, import_ids: Sequence[int]) -> str:
    """Undo several imports of one round as `undo_import` does: all of them, or none."""
    with database.transaction() as cursor:
        rounds = [round_of(cursor, import_id) for import_id in import_ids]
        for import_id, (round_id, _) in zip(import_ids, rounds, strict=True):
            _take_out(cursor, import_id)
            cursor.execute(
                """UPDATE round_levels SET openness = NULL WHERE round_id = $round_id
                   AND level NOT IN (SELECT level FROM raw.raters WHERE round_id = $round_id)""",
                {"round_id": round_id},
            )
        for round_id, _ in set(rounds):
            publish_round(cursor, round_id, instrument_of_round(cursor, round_id))
    return rounds[-1][1]


def _take_out(cursor: duckdb.DuckDBPyConnection, import_id: int) -> None:
    key = {"id": import_id}
    for table in ("responses", "comments"):
        cursor.execute(
            f"""DELETE FROM raw.{table} WHERE rater_id IN
                (SELECT rater_id FROM raw.raters WHERE import_id = $id)""",
            key,
        )
    cursor.execute("DELETE FROM raw.raters WHERE import_id = $id", key)
    cursor.execute("DELETE FROM imports WHERE import_id = $id", key)


def _with_clean_title(spec: RoundSpec) -> RoundSpec:
    return replace(spec, title=round_title(spec.title))


def _round_for(cursor: duckdb.DuckDBPyConnection, plan: ImportPlan, spec: RoundSpec) -> int:
    """The id of the round, made or brought up to date with what `spec` says."""
    key = {"title": spec.title}
    row = one(cursor, "SELECT round_id, instrument_id FROM rounds WHERE title = $title", key)
    if row is not None and row[1] != plan.instrument.id:
        erase_round(cursor, row[0])
        row = None
    if row is None:
        round_id = next_id(cursor, "rounds", "round_id")
        keep_copy(cursor, plan.instrument)
        cursor.execute(
            "INSERT INTO rounds VALUES ($round_id, $title, $id, $version, $collected, $threshold, $example)",
            {
                **key,
                "round_id": round_id,
                "id": plan.instrument.id,
                "version": plan.instrument.version,
                "collected": spec.collected or now().date(),
                "threshold": spec.threshold or DEFAULT_THRESHOLD,
                "example": spec.example,
            },
        )
    else:
        round_id = int(row[0])
        cursor.execute(
            """UPDATE rounds SET collected = coalesce($collected, collected)
               WHERE round_id = $round_id""",
            {"round_id": round_id, "collected": spec.collected},
        )
        if spec.threshold is not None:
            change_threshold(cursor, round_id, spec.threshold)
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
