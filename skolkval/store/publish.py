"""How answers become what anybody may see: whole atoms of at least k raters, never a difference below k.

Only this module, and `publish_comments` for it, writes to `published`. Raters of an atom are published in *waves* of at least k; a
wave is shown whole or not at all, so any two pictures the product has ever shown differ by whole
waves, and no pair of selections or versions can be subtracted to fewer than k people.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence

import duckdb
import pandas as pd

from skolkval.instruments.model import Instrument
from skolkval.store.atoms import Cell, Units
from skolkval.store.count_waves import NewWave, add_waves
from skolkval.store.publish_comments import publish_comments
from skolkval.store.publish_levels import LevelOfRound, levels_of_round, shown_waves
from skolkval.store.publish_retired import retire_waves, settle
from skolkval.store.queries import sql


def publish_round(cursor: duckdb.DuckDBPyConnection, round_id: int, instrument: Instrument) -> None:
    """Rebuild what is published of the round, inside the caller's transaction.

    An `open` or `joint` level is published as it is; an `anonymous` one by the rules of
    `atoms.pool` with the round's threshold.
    """
    for table in ("atoms", "counts", "areas", "levels"):
        cursor.execute(
            f"DELETE FROM published.{table} WHERE round_id = $round_id", {"round_id": round_id}
        )
    levels = levels_of_round(cursor, round_id, instrument)
    retired = retire_waves(cursor, round_id, levels)
    waves = shown_waves(cursor, round_id)
    forming: list[NewWave] = []
    for of in levels:
        shown = [units for _, units, _ in waves[of.level]]
        if of.level in retired:
            forming += settle(cursor, of, shown)
        else:
            forming += _first_shown(cursor, of, shown)
    add_waves(cursor, forming, instrument)
    _publish_atoms(cursor, round_id, levels)
    publish_comments(cursor, round_id)


def _first_shown(
    cursor: duckdb.DuckDBPyConnection, of: LevelOfRound, shown: Iterable[Units]
) -> list[NewWave]:
    """A wave of those who wait in each atom, where they are at least k and none was shown before."""
    waiting: dict[str, int] = dict(
        cursor.execute(
            """SELECT unit, count(*) FROM raw.raters
               WHERE round_id = $round_id AND level = $level AND wave_id IS NULL GROUP BY unit""",
            of.key,
        ).fetchall()
    )
    waves = []
    for atom in of.atoms(shown):
        units = tuple(sorted(atom.units & waiting.keys()))
        n = sum(waiting[unit] for unit in units)
        if n >= of.k:
            waves.append(NewWave(of.round_id, of.level, units, n, of.k))
    return waves


def _publish_atoms(
    cursor: duckdb.DuckDBPyConnection, round_id: int, levels: Sequence[LevelOfRound]
) -> None:
    """Write what the shown waves of each atom add up to."""
    waves = shown_waves(cursor, round_id)
    atoms: list[tuple[str, int, str, list[str], list[str], int]] = []
    atom_waves: list[tuple[int, str, int, int]] = []
    for of in levels:
        members: dict[Cell, list[int]] = defaultdict(list)
        raters: dict[Cell, int] = defaultdict(int)
        seen: dict[Cell, set[str]] = defaultdict(set)
        level_atoms = of.atoms(units for _, units, _ in waves[of.level])
        atom_of = {unit: atom for atom in level_atoms for unit in atom.units}
        for wave_id, units, n in waves[of.level]:
            # No atom splits a wave, so any of its units tells where it belongs.
            atom = atom_of[next(iter(units))]
            members[atom].append(wave_id)
            raters[atom] += n
            seen[atom] |= units
        for atom_no, atom in enumerate(level_atoms):
            if raters[atom] >= of.k:
                # A unit whose raters all wait is in the atom, but not in what is seen of it.
                names = sorted(seen[atom])
                forms = sorted(
                    {of.form_of.get(unit, "") for unit in seen[atom] & of.present if unit}
                )
                atoms.append((of.level, atom_no, of.kind, names, forms, raters[atom]))
                atom_waves += [(wave_id, of.level, atom_no, of.k) for wave_id in members[atom]]
    shown = {level for level, *_ in atoms}
    cursor.register(
        "atoms",
        pd.DataFrame(atoms, columns=["level", "atom_no", "kind", "units", "forms", "raters"]),
    )
    cursor.register(
        "atom_waves", pd.DataFrame(atom_waves, columns=["wave_id", "level", "atom_no", "k"])
    )
    levels_frame = pd.DataFrame(
        [(of.level, of.kind, of.level not in shown) for of in levels],
        columns=["level", "kind", "hidden"],
    )
    cursor.register("levels", levels_frame)
    for table in ("atoms", "counts", "areas", "levels"):
        cursor.execute(sql(f"publish_{table}"), {"round_id": round_id})
    for table in ("atoms", "atom_waves", "levels"):
        cursor.unregister(table)
