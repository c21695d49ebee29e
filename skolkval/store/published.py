"""What is published of a round, as arrays: the only answers that results ever see."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
import numpy.typing as npt
import pandas as pd

from skolkval.instruments.model import Instrument
from skolkval.store.database import Database
from skolkval.store.instruments import instrument_of_round
from skolkval.store.rounds import Round, round_named

HIDDEN = -1


@dataclass(frozen=True)
class Atom:
    """Units of one level that are only ever counted together. `""` is raters without a unit."""

    level: str
    kind: str
    units: tuple[str, ...]
    school_forms: tuple[str, ...]
    raters: int

    @property
    def named_units(self) -> tuple[str, ...]:
        """The units that have a name; none for the organiser's own raters."""
        return tuple(unit for unit in self.units if unit)


@dataclass(frozen=True)
class Published:
    """All published counts of one round.

    `steps`: int32 `[atoms, items, K]`, `not_applicable` and `missing`: int32 `[atoms, items]`,
    `area_raters`: int32 `[atoms, areas]`; HIDDEN where 1 to k-1 raters of the atom answered.
    `hidden_levels`: kind per level that has too few answers in all. Do not write to the arrays:
    they are shared.
    """

    round: Round
    instrument: Instrument
    atoms: tuple[Atom, ...]
    steps: npt.NDArray[np.int32]
    not_applicable: npt.NDArray[np.int32]
    missing: npt.NDArray[np.int32]
    area_raters: npt.NDArray[np.int32]
    hidden_levels: dict[str, str]

    @property
    def units(self) -> tuple[str, ...]:
        """Every unit that is part of an atom."""
        return tuple(sorted({unit for atom in self.atoms for unit in atom.named_units}))

    @property
    def school_forms(self) -> tuple[str, ...]:
        """Every school form that a unit of an atom has."""
        return tuple(sorted({form for atom in self.atoms for form in atom.school_forms if form}))


def read_published(database: Database, title: str) -> Published:
    """What is published of the round called `title`.

    Raises:
        Refusal: SK-308 there is no such round.
    """
    the_round = round_named(database, title)
    key = {"round_id": the_round.round_id}
    with database.snapshot() as cursor:
        instrument = instrument_of_round(cursor, the_round.round_id)
        order = {level: number for number, level in enumerate(instrument.level_ids)}
        atoms = sorted(
            cursor.execute(
                """SELECT level, atom_no, kind, units, school_forms, raters
                   FROM published.atoms WHERE round_id = $round_id""",
                key,
            ).fetchall(),
            key=lambda row: (order[row[0]], row[1]),
        )
        counts = cursor.execute(
            """SELECT level, atom_no, item_no, step, n
               FROM published.counts WHERE round_id = $round_id""",
            key,
        ).df()
        areas = cursor.execute(
            "SELECT level, atom_no, area_no, n FROM published.areas WHERE round_id = $round_id", key
        ).df()
        hidden = cursor.execute(
            "SELECT level, kind FROM published.levels WHERE round_id = $round_id AND hidden", key
        ).fetchall()
    place = {(level, atom_no): number for number, (level, atom_no, *_) in enumerate(atoms)}
    size = instrument.scale.size
    cube = np.full((len(atoms), len(instrument.items), size + 2), HIDDEN, dtype=np.int32)
    cube[_places(counts, place), counts["item_no"], counts["step"] + 1] = counts["n"]
    area_raters = np.full((len(atoms), len(instrument.areas)), HIDDEN, dtype=np.int32)
    area_raters[_places(areas, place), areas["area_no"]] = areas["n"]
    return Published(
        round=the_round,
        instrument=instrument,
        atoms=tuple(
            Atom(level, kind, tuple(units), tuple(forms), raters)
            for level, _, kind, units, forms, raters in atoms
        ),
        steps=cube[:, :, 2:],
        not_applicable=cube[:, :, 1],
        missing=cube[:, :, 0],
        area_raters=area_raters,
        hidden_levels=dict(hidden),
    )


def _places(frame: pd.DataFrame, place: dict[tuple[str, int], int]) -> npt.NDArray[np.int64]:
    """The atom's place in the arrays for each row, which has `level` and `atom_no`."""
    pairs = zip(frame["level"], frame["atom_no"], strict=True)
    return np.fromiter((place[pair] for pair in pairs), dtype=np.int64, count=len(frame))
