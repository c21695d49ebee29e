"""How do the raters of a file become rows, and who is the same rater as before an undo?"""

from __future__ import annotations

from collections import defaultdict
from hashlib import blake2b

import duckdb
import numpy as np
import numpy.typing as npt
import pandas as pd

from skolkval.importing.plan import NOT_ASKED, ImportPlan
from skolkval.store.queries import one


def insert_answers(
    cursor: duckdb.DuckDBPyConnection, plan: ImportPlan, round_id: int, import_id: int
) -> None:
    """Store the raters of the plan, what they answered and what they wrote."""
    raters = pd.DataFrame(
        {
            "level": plan.raters["level"],
            "unit": plan.raters["unit"].fillna(""),
            "school_form": plan.raters["school_form"].fillna(""),
            "role": plan.raters["role"],
        }
    )
    raters["fingerprint"] = fingerprints(plan)
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
    _insert_comments(cursor, plan, rater_ids)


def _insert_comments(
    cursor: duckdb.DuckDBPyConnection, plan: ImportPlan, rater_ids: npt.NDArray[np.int32]
) -> None:
    place = _area_places(plan)
    rows = [(rater_ids[each.rater], place[each.area_id], each.text) for each in plan.comments]
    comments = pd.DataFrame(rows, columns=["rater_id", "area_no", "text"])
    cursor.register("new_comments", comments.astype({"area_no": "Int16", "text": "str"}))
    cursor.execute("INSERT INTO raw.comments SELECT rater_id, area_no, text FROM new_comments")
    cursor.unregister("new_comments")


def comment_areas(plan: ImportPlan) -> list[int | None]:
    """The places of the areas that the file has columns of comments for; None for the whole survey."""
    place = _area_places(plan)
    return list(dict.fromkeys(place[column.area_id] for column in plan.report.comments))


def _area_places(plan: ImportPlan) -> dict[str | None, int | None]:
    return {None: None} | {area.id: number for number, area in enumerate(plan.instrument.areas)}


def fingerprints(plan: ImportPlan) -> npt.NDArray[np.uint64]:
    """A number per rater that is the same for the same level, unit and answers."""
    who = plan.raters["level"] + "\n" + plan.raters["unit"].fillna("") + "\n"
    return np.array(
        [
            int.from_bytes(blake2b(name.encode() + row.tobytes(), digest_size=8).digest(), "big")
            for name, row in zip(who, plan.answers, strict=True)
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
        next_id(cursor, "raw.raters", "rater_id"), next_id(cursor, "raw.wave_members", "rater_id")
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


def next_id(cursor: duckdb.DuckDBPyConnection, table: str, column: str) -> int:
    """One more than the largest in use."""
    row = one(cursor, f"SELECT coalesce(max({column}), 0) + 1 FROM {table}")
    assert row is not None
    return int(row[0])
