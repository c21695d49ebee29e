"""How answers become what anybody may see: whole atoms of at least k raters, never a difference below k.

Only this module writes to `published`. Raters of an atom are published in *waves* of at least k; a
wave is shown whole or not at all, so any two pictures the product has ever shown differ by whole
waves, and no pair of selections or versions can be subtracted to fewer than k people.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable
from dataclasses import dataclass

import duckdb
import pandas as pd

from skolkval.instruments.model import Instrument
from skolkval.store.atoms import Cell, Units, atoms_after, join_overlapping, merge
from skolkval.store.queries import one, sql


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
    _settle_waves_that_lost_raters(of)
    atoms = _atoms(of)
    for atom in atoms:
        _bring_back_retired_waves(of, atom)
    _form_waves(of, atoms)
    _publish_atoms(of, atoms)


def _settle_waves_that_lost_raters(of: _LevelOfRound) -> None:
    """Keep, shrink or retire each shown wave some of whose raters are gone.

    What remains is shown on its own only if both it and what was lost are at least k. If less than
    k remains, the wave is retired, which is the picture from before the wave.
    """
    rows = of.cursor.execute(
        """SELECT w.wave_id, w.raters, count(r.rater_id)
           FROM raw.waves w LEFT JOIN raw.raters r USING (wave_id)
           WHERE w.round_id = $round_id AND w.level = $level AND w.shown
           GROUP BY ALL HAVING count(r.rater_id) < w.raters""",
        of.key,
    ).fetchall()
    for wave_id, raters, remain in rows:
        lost = raters - remain
        if remain >= of.k and lost < of.k:
            continue
        of.cursor.execute(
            "UPDATE raw.waves SET shown = FALSE WHERE wave_id = $wave_id", {"wave_id": wave_id}
        )
        of.cursor.execute(
            "UPDATE raw.raters SET wave_id = NULL WHERE wave_id = $wave_id", {"wave_id": wave_id}
        )


def _atoms(of: _LevelOfRound) -> list[Cell]:
    """The atoms of the level; none where fewer than k have answered in all."""
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
    for units in join_overlapping([*(cell.units for cell in cells), *_wave_units(of)]):
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


def _bring_back_retired_waves(of: _LevelOfRound, atom: Cell) -> None:
    """Show retired waves again where those who wait are the same raters, or all but fewer than k.

    So a file that is undone, corrected in one row and read again gives the picture that was shown
    before, never one that can be compared with it to find the corrected row.
    """
    retired = of.cursor.execute(
        """SELECT wave_id, list(fingerprint)
           FROM raw.waves JOIN raw.wave_members USING (wave_id)
           WHERE round_id = $round_id AND level = $level AND NOT shown
             AND list_has_all($units, units)
           GROUP BY wave_id ORDER BY wave_id DESC""",
        {**of.key, "units": sorted(atom.units)},
    ).fetchall()
    if not retired:
        return
    waiting = of.cursor.execute(
        """SELECT rater_id, fingerprint FROM raw.raters
           WHERE round_id = $round_id AND level = $level AND wave_id IS NULL
             AND list_contains($units, unit) ORDER BY rater_id""",
        {**of.key, "units": sorted(atom.units)},
    ).fetchall()
    if len(waiting) < of.k:
        return
    same: list[tuple[int, list[int]]] = []
    nearly: list[tuple[int, list[int]]] = []
    changed = len(waiting)
    for wave_id, fingerprints in retired:
        members = Counter(fingerprints)
        back = []
        for rater_id, fingerprint in waiting:
            if members[fingerprint] > 0:
                members[fingerprint] -= 1
                back.append(rater_id)
        lost = len(fingerprints) - len(back)
        if not back or lost >= of.k:
            continue
        (nearly if lost else same).append((wave_id, back))
        waiting = [row for row in waiting if row[0] not in set(back)]
        changed += lost - len(back)
    for wave_id, back in same + (nearly if changed < of.k else []):
        key = {"wave_id": wave_id}
        of.cursor.execute("UPDATE raw.waves SET shown = TRUE WHERE wave_id = $wave_id", key)
        of.cursor.execute(
            "UPDATE raw.raters SET wave_id = $wave_id WHERE list_contains($back, rater_id)",
            {**key, "back": back},
        )


def _form_waves(of: _LevelOfRound, atoms: Iterable[Cell]) -> None:
    """Make a wave of those who wait in each atom, where they are at least k."""
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
    for atom in atoms:
        n = sum(waiting.get(unit, 0) for unit in atom.units)
        if n < of.k:
            continue
        wave_id += 1
        wave_of += [(wave_id, unit) for unit in atom.units]
        of.cursor.execute(
            "INSERT INTO raw.waves VALUES ($wave_id, $round_id, $level, $units, $n, TRUE)",
            {**of.key, "wave_id": wave_id, "units": sorted(atom.units), "n": n},
        )
    if wave_of:
        _count_waves(of, pd.DataFrame(wave_of, columns=["wave_id", "unit"]))


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
           SELECT wave_id, fingerprint FROM raw.raters JOIN new_waves USING (wave_id)"""
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
