"""How answers become what anybody may see: whole atoms of at least k raters, never a difference below k.

Only this module writes to `published`. Raters of an atom are published in *waves* of at least k; a
wave is shown whole or not at all, so any two pictures the product has ever shown differ by whole
waves, and no pair of selections or versions can be subtracted to fewer than k people.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterable
from dataclasses import dataclass

import duckdb
import numpy as np
import pandas as pd

from skolkval.instruments.model import Instrument
from skolkval.store.atoms import Cell, Units, atoms_after, join_overlapping, merge
from skolkval.store.queries import one, sql
from skolkval.store.waves import Memory, Wave


@dataclass(frozen=True)
class _LevelOfRound:
    """One level of one round, while it is being published."""

    cursor: duckdb.DuckDBPyConnection
    round_id: int
    level: str
    kind: str
    k: int
    instrument: Instrument

    @property
    def key(self) -> dict[str, object]:
        return {"round_id": self.round_id, "level": self.level}


def publish_round(cursor: duckdb.DuckDBPyConnection, round_id: int, instrument: Instrument) -> None:
    """Rebuild what is published of the round, inside the caller's transaction.

    An `open` or `joint` level is published as it is; an `anonymous` one by the rules of
    `atoms.pool` with the round's threshold.
    """
    for table in ("atoms", "counts", "areas", "levels"):
        cursor.execute(
            f"DELETE FROM published.{table} WHERE round_id = $round_id", {"round_id": round_id}
        )
    rows = cursor.execute(
        """SELECT l.level, l.openness, r.threshold
           FROM round_levels l JOIN rounds r USING (round_id)
           WHERE round_id = $round_id AND l.openness IS NOT NULL
             AND l.level IN (SELECT level FROM raw.raters WHERE round_id = $round_id)""",
        {"round_id": round_id},
    ).fetchall()
    for level, openness, threshold in rows:
        _publish_level(
            _LevelOfRound(
                cursor,
                round_id,
                level,
                kind="joint" if openness == "joint" else "individual",
                k=threshold if openness == "anonymous" else 1,
                instrument=instrument,
            )
        )


def _publish_level(of: _LevelOfRound) -> None:
    _retire_waves_that_lost_raters(of)
    retired = _retired_waves(of)
    if retired:
        _settle(of, retired)
    else:
        _form_waves(of, ((atom, ()) for atom in _atoms(of)))
    _publish_atoms(of, _atoms(of))


def _retire_waves_that_lost_raters(of: _LevelOfRound) -> None:
    """Put those who are back into their waves, and retire the shown waves that are not whole."""
    of.cursor.execute(
        """UPDATE raw.raters SET wave_id = m.wave_id
           FROM raw.wave_members m JOIN raw.waves w USING (wave_id)
           WHERE m.rater_id = raters.rater_id AND raters.wave_id IS NULL AND w.shown
             AND w.round_id = $round_id AND w.level = $level""",
        of.key,
    )
    of.cursor.execute(
        """UPDATE raw.waves SET shown = FALSE
           WHERE round_id = $round_id AND level = $level AND shown AND raters >
                 (SELECT count(*) FROM raw.raters r WHERE r.wave_id = waves.wave_id)""",
        of.key,
    )
    of.cursor.execute(
        """UPDATE raw.raters SET wave_id = NULL WHERE wave_id IN
           (SELECT wave_id FROM raw.waves
            WHERE round_id = $round_id AND level = $level AND NOT shown)""",
        of.key,
    )


def _settle(of: _LevelOfRound, retired: list[Wave]) -> None:
    """Show retired waves again and form new ones, so that nothing shown before can be subtracted."""
    unit_of: dict[int, str] = {}
    waiting: dict[str, dict[int, bytes]] = defaultdict(dict)
    for rater_id, unit, answered in of.cursor.execute(
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
    forming: list[tuple[Cell, Collection[int]]] = []
    memory = Memory(retired, _shown_waves_that_overlap(of))
    for atom in _atoms(of, together):
        here: dict[int, bytes] = {}
        for unit in atom.units & waiting.keys():
            here |= waiting[unit]
        if not here:
            continue
        back, left_out = memory.settle(here, of.k)
        for wave in back:
            key = {"wave_id": wave.wave_id}
            of.cursor.execute("UPDATE raw.waves SET shown = TRUE WHERE wave_id = $wave_id", key)
            of.cursor.execute(
                """UPDATE raw.raters SET wave_id = $wave_id WHERE wave_id IS NULL AND rater_id IN
                   (SELECT rater_id FROM raw.wave_members WHERE wave_id = $wave_id)""",
                key,
            )
        if left_out is not None:
            forming.append((atom, left_out))
    _form_waves(of, forming)


def _retired_waves(of: _LevelOfRound) -> list[Wave]:
    return _waves(of, "NOT shown")


def _shown_waves_that_overlap(of: _LevelOfRound) -> list[Wave]:
    """The shown waves that have a rater in common with a retired one."""
    return _waves(
        of,
        """shown AND wave_id IN
           (SELECT wave_id FROM raw.wave_members WHERE rater_id IN
              (SELECT rater_id FROM raw.wave_members JOIN raw.waves USING (wave_id) WHERE NOT shown))""",
    )


def _waves(of: _LevelOfRound, condition: str) -> list[Wave]:
    rows = of.cursor.execute(
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
        columns = np.zeros(items + len(of.instrument.areas), dtype=bool)
        columns[[*(item_nos or []), *(items + area for area in area_nos or [])]] = True
        waves.append(Wave(wave_id, dict(zip(raters, answered, strict=True)), columns))
    return waves


def _atoms(of: _LevelOfRound, together: Iterable[Units] = ()) -> list[Cell]:
    """The atoms of the level, those that share a shown wave or a set in `together` as one."""
    arrivals: dict[int, dict[str, int]] = defaultdict(dict)
    for import_id, unit, n in of.cursor.execute(
        """SELECT import_id, unit, count(*) FROM raw.raters
           WHERE round_id = $round_id AND level = $level GROUP BY ALL ORDER BY import_id, unit""",
        of.key,
    ).fetchall():
        arrivals[import_id][unit] = n
    remembered = _previous_atoms(of) if of.k > 1 else []
    cells = atoms_after(remembered, arrivals.values(), _school_forms(of), of.k)
    atoms = []
    sets = [*(cell.units for cell in cells), *_wave_units(of), *together]
    for units in join_overlapping(units for units in sets if units):
        members = merge(cell for cell in cells if cell.units <= units)
        atoms.append(Cell(units, members.forms, members.n))
    return atoms


def _previous_atoms(of: _LevelOfRound) -> list[Units]:
    """The atoms of the round before this one with the same instrument, so units can be compared."""
    rows = of.cursor.execute(
        """WITH this AS (SELECT * FROM rounds WHERE round_id = $round_id),
                previous AS (
                    SELECT r.round_id FROM rounds r, this
                    WHERE r.instrument_id = this.instrument_id AND r.round_id <> this.round_id
                      AND (r.collected, r.round_id) < (this.collected, this.round_id)
                      AND r.round_id IN (SELECT round_id FROM published.atoms WHERE level = $level)
                    ORDER BY r.collected DESC, r.round_id DESC LIMIT 1)
           SELECT units FROM published.atoms
           WHERE level = $level AND round_id = (SELECT round_id FROM previous)""",
        of.key,
    ).fetchall()
    return [frozenset(units) for (units,) in rows]


def _school_forms(of: _LevelOfRound) -> dict[str, str]:
    """The school form of each unit: the one most of its raters name, all levels together."""
    rows = of.cursor.execute(
        """SELECT unit, school_form FROM raw.raters
           WHERE round_id = $round_id AND unit <> '' AND school_form <> ''
           GROUP BY ALL ORDER BY unit, count(*), school_form DESC""",
        {"round_id": of.round_id},
    ).fetchall()
    return dict(rows)


def _wave_units(of: _LevelOfRound) -> list[Units]:
    rows = of.cursor.execute(
        """SELECT units FROM raw.waves
           WHERE round_id = $round_id AND level = $level AND shown ORDER BY wave_id""",
        of.key,
    ).fetchall()
    return [frozenset(units) for (units,) in rows]


def _form_waves(of: _LevelOfRound, forming: Iterable[tuple[Cell, Collection[int]]]) -> None:
    """Make a wave of those who wait in each atom, where they are at least k.

    With each atom the columns (items, then areas) that are left out whoever has answered them.
    """
    waiting: dict[str, int] = dict(
        of.cursor.execute(
            """SELECT unit, count(*) FROM raw.raters
               WHERE round_id = $round_id AND level = $level AND wave_id IS NULL GROUP BY unit""",
            of.key,
        ).fetchall()
    )
    last = one(of.cursor, "SELECT coalesce(max(wave_id), 0) FROM raw.waves")
    assert last is not None
    wave_id = int(last[0])
    wave_of: list[tuple[int, str]] = []
    not_shown: list[tuple[int, int]] = []
    for atom, left_out in forming:
        n = sum(waiting.get(unit, 0) for unit in atom.units)
        if n < of.k:
            continue
        wave_id += 1
        wave_of += [(wave_id, unit) for unit in atom.units]
        not_shown += [(wave_id, column) for column in left_out]
        of.cursor.execute(
            "INSERT INTO raw.waves VALUES ($wave_id, $round_id, $level, $units, $n, TRUE)",
            {**of.key, "wave_id": wave_id, "units": sorted(atom.units), "n": n},
        )
    if wave_of:
        _count_waves(of, pd.DataFrame(wave_of, columns=["wave_id", "unit"]))
    items = len(of.instrument.items)
    for wave_id, column in not_shown:
        table, number = ("counts", "item_no") if column < items else ("areas", "area_no")
        of.cursor.execute(
            f"DELETE FROM raw.wave_{table} WHERE wave_id = $wave_id AND {number} = $number",
            {"wave_id": wave_id, "number": column if column < items else column - items},
        )


def _count_waves(of: _LevelOfRound, wave_of: pd.DataFrame) -> None:
    """Count the new waves, once and for all. `wave_of`: one row a unit, `wave_id` and `unit`."""
    of.cursor.register("wave_of", wave_of)
    of.cursor.execute(
        """UPDATE raw.raters SET wave_id = wave_of.wave_id FROM wave_of
           WHERE raters.round_id = $round_id AND raters.level = $level
             AND raters.unit = wave_of.unit AND raters.wave_id IS NULL""",
        of.key,
    )
    area_no = {area.id: number for number, area in enumerate(of.instrument.areas)}
    items = pd.DataFrame(
        [
            (number, area_no[item.area_id])
            for number, item in enumerate(of.instrument.items)
            if item.level in (None, of.level)
        ],
        columns=["item_no", "area_no"],
    )
    of.cursor.register("new_waves", wave_of[["wave_id"]].drop_duplicates())
    of.cursor.register("items", items)
    of.cursor.register("steps", pd.DataFrame({"step": range(-1, of.instrument.scale.size + 1)}))
    of.cursor.execute(sql("count_waves"), {"k": of.k})
    of.cursor.execute(sql("count_wave_areas"), {"k": of.k})
    of.cursor.execute(
        """INSERT INTO raw.wave_members
           SELECT wave_id, rater_id, fingerprint, answered
           FROM raw.raters JOIN new_waves USING (wave_id)"""
    )
    for name in ("wave_of", "new_waves", "items", "steps"):
        of.cursor.unregister(name)


def _publish_atoms(of: _LevelOfRound, atoms: list[Cell]) -> None:
    """Write what the shown waves of each atom add up to."""
    waves = of.cursor.execute(
        """SELECT wave_id, units, raters FROM raw.waves
           WHERE round_id = $round_id AND level = $level AND shown ORDER BY wave_id""",
        of.key,
    ).fetchall()
    atom_waves: list[tuple[int, int]] = []
    for atom_no, atom in enumerate(atoms):
        mine = [(wave_id, n) for wave_id, units, n in waves if atom.units >= frozenset(units)]
        raters = sum(n for _, n in mine)
        if raters < of.k:
            continue
        atom_waves += [(wave_id, atom_no) for wave_id, _ in mine]
        of.cursor.execute(
            """INSERT INTO published.atoms VALUES
               ($round_id, $level, $atom_no, $kind, $units, $forms, $raters)""",
            {
                **of.key,
                "atom_no": atom_no,
                "kind": of.kind,
                "units": sorted(atom.units),
                "forms": list(atom.forms),
                "raters": raters,
            },
        )
    of.cursor.execute(
        """INSERT INTO published.levels
           SELECT $round_id, $level, $kind, $hidden, count(*) FROM raw.raters
           WHERE round_id = $round_id AND level = $level AND wave_id IS NULL""",
        {**of.key, "kind": of.kind, "hidden": not atom_waves},
    )
    of.cursor.register("atom_waves", pd.DataFrame(atom_waves, columns=["wave_id", "atom_no"]))
    of.cursor.execute(sql("publish_counts"), {**of.key, "k": of.k})
    of.cursor.execute(sql("publish_areas"), {**of.key, "k": of.k})
    of.cursor.unregister("atom_waves")
