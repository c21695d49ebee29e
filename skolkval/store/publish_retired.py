"""Which waves are no longer whole, and what becomes of their raters when they come back?"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence

import duckdb
import numpy as np

from skolkval.store.atoms import Units
from skolkval.store.count_waves import NewWave
from skolkval.store.publish_levels import LevelOfRound
from skolkval.store.queries import one
from skolkval.store.waves import Memory, Wave


def retire_waves(
    cursor: duckdb.DuckDBPyConnection, round_id: int, levels: Sequence[LevelOfRound]
) -> set[str]:
    """Put those who are back into their waves, and retire the shown waves that are not whole.

    Returns:
        The levels that have retired waves.
    """
    key = {"round_id": round_id}
    if not one(cursor, "SELECT 1 FROM raw.waves WHERE round_id = $round_id LIMIT 1", key):
        return set()
    here = {**key, "levels": [of.level for of in levels]}
    mine = "round_id = $round_id AND list_contains($levels, level)"
    cursor.execute(
        f"""UPDATE raw.raters SET wave_id = back.wave_id
            FROM (SELECT wave_id, rater_id
                  FROM raw.wave_members JOIN raw.waves USING (wave_id)
                  WHERE shown AND {mine}) AS back
            WHERE back.rater_id = raters.rater_id AND raters.wave_id IS NULL""",
        here,
    )
    cursor.execute(
        f"""UPDATE raw.waves SET shown = FALSE
            WHERE shown AND {mine} AND raters >
                  (SELECT count(*) FROM raw.raters r WHERE r.wave_id = waves.wave_id)""",
        here,
    )
    cursor.execute(
        f"""UPDATE raw.raters SET wave_id = NULL WHERE wave_id IN
            (SELECT wave_id FROM raw.waves WHERE NOT shown AND {mine})""",
        here,
    )
    retired = cursor.execute(
        f"SELECT DISTINCT level FROM raw.waves WHERE NOT shown AND {mine}", here
    ).fetchall()
    return {level for (level,) in retired}


def settle(
    cursor: duckdb.DuckDBPyConnection, of: LevelOfRound, shown: Iterable[Units]
) -> list[NewWave]:
    """Show retired waves again, and tell which new ones may form, so that no arithmetic on what was
    ever shown gets below k raters. `shown`: the units of each shown wave."""
    retired = _waves(cursor, of, "NOT shown")
    unit_of: dict[int, str] = {}
    waiting: dict[str, dict[int, bytes]] = defaultdict(dict)
    for rater_id, unit, answered in cursor.execute(
        """SELECT rater_id, unit, answered FROM raw.raters
           WHERE round_id = $round_id AND level = $level AND wave_id IS NULL ORDER BY rater_id""",
        of.key,
    ).fetchall():
        unit_of[rater_id] = unit
        waiting[unit][rater_id] = answered
    # Units whose raters were counted together stay together while most of those raters are here.
    together = [
        frozenset(unit_of[rater] for rater in wave.members if rater in unit_of)
        for wave in retired
        if len(wave.members.keys() - unit_of.keys()) < of.k
    ]
    forming: list[NewWave] = []
    memory = Memory(retired, _shown_waves_that_overlap(cursor, of), of.width)
    for atom in of.atoms(shown, together):
        here: dict[int, bytes] = {}
        for unit in sorted(atom.units & waiting.keys()):
            here |= waiting[unit]
        if not here:
            continue
        back, new = memory.settle(here, of.k)
        for wave in back:
            key = {"wave_id": wave.wave_id}
            cursor.execute("UPDATE raw.waves SET shown = TRUE WHERE wave_id = $wave_id", key)
            cursor.execute(
                """UPDATE raw.raters SET wave_id = $wave_id WHERE wave_id IS NULL AND rater_id IN
                   (SELECT rater_id FROM raw.wave_members WHERE wave_id = $wave_id)""",
                key,
            )
        if new is not None:
            counted = {rater for wave in (*back, new) for rater in wave.members}
            forming.append(
                NewWave(
                    of.round_id,
                    of.level,
                    tuple(sorted({unit_of[rater] for rater in new.members})),
                    len(new.members),
                    of.k,
                    left_out=tuple(np.flatnonzero(~new.columns).tolist()),
                    waiting=tuple(here.keys() - counted),
                )
            )
    return forming


def _shown_waves_that_overlap(cursor: duckdb.DuckDBPyConnection, of: LevelOfRound) -> list[Wave]:
    """The shown waves that have a rater in common with a retired one."""
    return _waves(
        cursor,
        of,
        """shown AND wave_id IN
           (SELECT wave_id FROM raw.wave_members WHERE rater_id IN
              (SELECT rater_id FROM raw.wave_members JOIN raw.waves USING (wave_id)
               WHERE NOT shown AND round_id = $round_id AND level = $level))""",
    )


def _waves(cursor: duckdb.DuckDBPyConnection, of: LevelOfRound, condition: str) -> list[Wave]:
    rows = cursor.execute(
        f"""WITH mine AS (FROM raw.waves
                          WHERE round_id = $round_id AND level = $level AND {condition})
            SELECT wave_id, list(rater_id), list(answered),
                   (SELECT list(DISTINCT item_no) FROM raw.wave_counts c WHERE c.wave_id = mine.wave_id),
                   (SELECT list(DISTINCT area_no) FROM raw.wave_areas a WHERE a.wave_id = mine.wave_id)
            FROM mine JOIN raw.wave_members USING (wave_id)
            GROUP BY ALL ORDER BY wave_id""",
        of.key,
    ).fetchall()
    items = len(of.instrument.items)
    waves = []
    for wave_id, raters, answered, item_nos, area_nos in rows:
        columns = np.zeros(of.width, dtype=bool)
        columns[[*(item_nos or []), *(items + area for area in area_nos or [])]] = True
        waves.append(Wave(wave_id, dict(zip(raters, answered, strict=True)), columns))
    return waves
