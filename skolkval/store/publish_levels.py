"""What is there to publish at each level of a round, and which units must be counted together?"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

import duckdb

from skolkval.instruments.model import Instrument
from skolkval.store.atoms import Cell, Units, atoms_after, join_overlapping, merge
from skolkval.store.queries import sql


@dataclass(frozen=True)
class LevelOfRound:
    """One level of one round that has raters, while it is being published.

    `arrivals`: raters per unit of each import, in order. `remembered`: the atoms of the round
    before. `form_of`: the school form of each unit.
    """

    round_id: int
    level: str
    kind: str
    k: int
    instrument: Instrument
    arrivals: Sequence[Mapping[str, int]]
    remembered: Sequence[Units]
    form_of: Mapping[str, str]

    @property
    def key(self) -> dict[str, object]:
        return {"round_id": self.round_id, "level": self.level}

    @property
    def width(self) -> int:
        """How many columns a rater's answers have: the items, then the areas."""
        return len(self.instrument.items) + len(self.instrument.areas)

    @property
    def present(self) -> Units:
        """The units that have raters."""
        return frozenset(unit for arrival in self.arrivals for unit in arrival)

    def atoms(self, waves: Iterable[Units], together: Iterable[Units] = ()) -> list[Cell]:
        """The atoms of the level, those that share one of the shown `waves` or a set in `together`
        as one."""
        cells = atoms_after(self.remembered, self.arrivals, self.form_of, self.k)
        cell_of = {unit: cell for cell in cells for unit in cell.units}
        atoms = []
        for units in join_overlapping([*(cell.units for cell in cells), *waves, *together]):
            members = merge({cell_of[unit] for unit in units if unit in cell_of})
            atoms.append(Cell(units, members.forms, members.n))
        return atoms


def levels_of_round(
    cursor: duckdb.DuckDBPyConnection, round_id: int, instrument: Instrument
) -> list[LevelOfRound]:
    """The levels of the round that have raters."""
    key = {"round_id": round_id}
    arrivals: dict[str, dict[int, dict[str, int]]] = defaultdict(lambda: defaultdict(dict))
    for level, import_id, unit, n in cursor.execute(
        """SELECT level, import_id, unit, count(*) FROM raw.raters
           WHERE round_id = $round_id GROUP BY ALL ORDER BY ALL""",
        key,
    ).fetchall():
        arrivals[level][import_id][unit] = n
    remembered: dict[str, list[Units]] = defaultdict(list)
    for level, units in cursor.execute(sql("previous_atoms"), key).fetchall():
        remembered[level].append(frozenset(units))
    forms = _school_forms(cursor, round_id)
    levels = []
    for level, openness, threshold in cursor.execute(
        """SELECT l.level, l.openness, r.threshold
           FROM round_levels l JOIN rounds r USING (round_id)
           WHERE round_id = $round_id AND l.openness IS NOT NULL ORDER BY l.level""",
        key,
    ).fetchall():
        anonymous = openness == "anonymous"
        of = LevelOfRound(
            round_id,
            level,
            kind="joint" if openness == "joint" else "individual",
            k=threshold if anonymous else 1,
            instrument=instrument,
            arrivals=list(arrivals[level].values()),
            remembered=remembered[level] if anonymous else [],
            form_of=forms,
        )
        if of.arrivals:
            levels.append(of)
    return levels


def shown_waves(
    cursor: duckdb.DuckDBPyConnection, round_id: int
) -> dict[str, list[tuple[int, Units, int]]]:
    """Per level the shown waves: id, units, raters."""
    waves: dict[str, list[tuple[int, Units, int]]] = defaultdict(list)
    for level, wave_id, units, raters in cursor.execute(
        """SELECT level, wave_id, units, raters FROM raw.waves
           WHERE round_id = $round_id AND shown ORDER BY wave_id""",
        {"round_id": round_id},
    ).fetchall():
        waves[level].append((wave_id, frozenset(units), raters))
    return waves


def _school_forms(cursor: duckdb.DuckDBPyConnection, round_id: int) -> dict[str, str]:
    """The school form of each unit: the one most of its raters name, all levels together."""
    rows = cursor.execute(
        """SELECT unit, school_form FROM raw.raters
           WHERE round_id = $round_id AND unit <> '' AND school_form <> ''
           GROUP BY ALL ORDER BY unit, count(*), school_form DESC""",
        {"round_id": round_id},
    ).fetchall()
    return dict(rows)
