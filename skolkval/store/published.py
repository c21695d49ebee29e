"""What is published of a round, as arrays: the only answers that results ever see."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import cached_property

import duckdb
import numpy as np
import numpy.typing as npt

from skolkval.instruments.model import Instrument
from skolkval.store.comment_waves import comment_limit
from skolkval.store.database import Database
from skolkval.store.instruments import instrument_of_round
from skolkval.store.rounds import Round, round_named

HIDDEN = -1
WITHOUT_FORM = "utan skolform"


@dataclass(frozen=True)
class Atom:
    """Units of one level that are only ever counted together. `""` is raters without a unit."""

    level: str
    kind: str
    units: tuple[str, ...]
    school_forms: tuple[str, ...]
    raters: int

    @cached_property
    def named_units(self) -> tuple[str, ...]:
        """The units that have a name; none for the organiser's own raters."""
        return tuple(unit for unit in self.units if unit)

    @cached_property
    def form_names(self) -> tuple[str, ...]:
        """What each of its units' school forms is called; none where no unit has one."""
        named = tuple(form for form in self.school_forms if form)
        is_without = named and "" in self.school_forms
        return (*named, WITHOUT_FORM) if is_without else named

    @cached_property
    def form_name(self) -> str | None:
        """What they are called together."""
        return ", ".join(self.form_names) or None


@dataclass(frozen=True, eq=False)
class Published:
    """All published counts of one round. One that was read again is another one.

    `steps`: int32 `[atoms, items, K]`, `not_applicable` and `missing`: int32 `[atoms, items]`,
    `area_raters`: int32 `[atoms, areas]`; HIDDEN where 1 to k-1 raters of the atom answered.
    `hidden_levels`: kind per level that has too few answers in all. `comments`: what has been written
    per area id, or None for the whole survey, where the round asks for it; none where too few have.
    Do not write to any of it: it is shared.
    """

    round: Round
    instrument: Instrument
    atoms: tuple[Atom, ...]
    steps: npt.NDArray[np.int32]
    not_applicable: npt.NDArray[np.int32]
    missing: npt.NDArray[np.int32]
    area_raters: npt.NDArray[np.int32]
    hidden_levels: dict[str, str]
    comments: Mapping[str | None, tuple[str, ...]] = field(default_factory=dict)

    @property
    def comment_limit(self) -> int:
        """How many must have written about an area for any of it to be shown."""
        return comment_limit(self.round.threshold)

    @cached_property
    def units(self) -> tuple[str, ...]:
        """Every unit that is part of an atom."""
        return tuple(sorted({unit for atom in self.atoms for unit in atom.named_units}))

    @cached_property
    def school_forms(self) -> tuple[str, ...]:
        """Every school form that a unit of an atom has."""
        return tuple(sorted({form for atom in self.atoms for form in atom.school_forms if form}))


def read_published(database: Database, title: str) -> Published:
    """What is published of the round called `title`.

    Raises:
        Refusal: SK-308 there is no such round.
    """
    the_round = round_named(database, title)
    with database.snapshot() as cursor:
        instrument = instrument_of_round(cursor, the_round.round_id)
        key = {"round_id": the_round.round_id, "levels": list(instrument.level_ids)}
        atoms = cursor.execute(
            """SELECT list_position($levels, level), atom_no, level, kind, units, school_forms, raters
               FROM published.atoms WHERE round_id = $round_id ORDER BY ALL""",
            key,
        ).fetchall()
        counts = cursor.execute(
            """SELECT list_position($levels, level) AS level_no, atom_no, item_no, step + 1 AS place, n
               FROM published.counts WHERE round_id = $round_id""",
            key,
        ).fetchnumpy()
        areas = cursor.execute(
            """SELECT list_position($levels, level) AS level_no, atom_no, area_no, n
               FROM published.areas WHERE round_id = $round_id""",
            key,
        ).fetchnumpy()
        hidden = cursor.execute(
            "SELECT level, kind FROM published.levels WHERE round_id = $round_id AND hidden",
            {"round_id": the_round.round_id},
        ).fetchall()
        comments = _comments(cursor, the_round.round_id, instrument)
    most = max((atom_no for _, atom_no, *_ in atoms), default=0)
    place = np.zeros((len(instrument.level_ids) + 1, most + 1), dtype=np.int64)
    for number, (level_no, atom_no, *_) in enumerate(atoms):
        place[level_no, atom_no] = number
    size = instrument.scale.size
    cube = np.full((len(atoms), len(instrument.items), size + 2), HIDDEN, dtype=np.int32)
    atom = place[counts["level_no"], counts["atom_no"]]
    cube[atom, counts["item_no"], counts["place"]] = counts["n"]
    area_raters = np.full((len(atoms), len(instrument.areas)), HIDDEN, dtype=np.int32)
    area_raters[place[areas["level_no"], areas["atom_no"]], areas["area_no"]] = areas["n"]
    return Published(
        round=the_round,
        instrument=instrument,
        atoms=tuple(
            Atom(level, kind, tuple(units), tuple(forms), raters)
            for _, _, level, kind, units, forms, raters in atoms
        ),
        steps=cube[:, :, 2:],
        not_applicable=cube[:, :, 1],
        missing=cube[:, :, 0],
        area_raters=area_raters,
        hidden_levels=dict(hidden),
        comments=comments,
    )


def _comments(
    cursor: duckdb.DuckDBPyConnection, round_id: int, instrument: Instrument
) -> dict[str | None, tuple[str, ...]]:
    texts: dict[int | None, list[str]] = {}
    for area_no, text in cursor.execute(
        """SELECT asked.area_no, text
           FROM published.comment_areas AS asked LEFT JOIN published.comments AS written
             ON written.round_id = asked.round_id
             AND written.area_no IS NOT DISTINCT FROM asked.area_no
           WHERE asked.round_id = $round_id ORDER BY asked.area_no, place""",
        {"round_id": round_id},
    ).fetchall():
        texts.setdefault(area_no, []).extend([] if text is None else [text])
    return {
        None if area_no is None else instrument.areas[area_no].id: tuple(of_area)
        for area_no, of_area in texts.items()
    }
