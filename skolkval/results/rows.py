"""Which rows does a frame have, and which atoms are added up in each?"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property, lru_cache
from typing import Any, Literal

import numpy as np
import numpy.typing as npt
import pandas as pd

from skolkval.analysis.distribution import Floats, ratio
from skolkval.instruments.model import Instrument
from skolkval.results.selection import Selection, reach
from skolkval.store.published import Atom, Published

By = Literal["area", "item"]
Group = Literal["level", "unit", "school_form"]

NAMES = (
    *("kind", "area_id", "area_label", "area_short", "item_id", "item_text", "item_label"),
    *("level", "level_label", "units", "pooled", "school_form"),
)
"""The columns that say what a row is about, in every frame."""

Places = npt.NDArray[np.intp]
_OBJECT = np.dtype(object)


@dataclass(frozen=True)
class Row:
    """Which atoms a row adds up, and what the row is called. No atoms: nothing can be shown."""

    kind: str
    levels: tuple[str, ...]
    level: str | None
    units: tuple[str, ...] | None
    school_form: str | None
    atoms: tuple[int, ...]


@dataclass(frozen=True, eq=False)
class Layout:
    """The rows of one area or item. An atom is in one row at most; its level there is a part.

    Arrays have atoms, parts or rows as their first axis.
    """

    rows: tuple[Row, ...]
    instrument: Instrument
    levels: tuple[str, ...]
    """Of each atom."""

    @cached_property
    def _parts(self) -> tuple[tuple[int, tuple[int, ...]], ...]:
        """Row and atoms of each part."""
        found = []
        for number, row in enumerate(self.rows):
            of_level: dict[str, list[int]] = defaultdict(list)
            for atom in row.atoms:
                of_level[self.levels[atom]].append(atom)
            found += [(number, tuple(atoms)) for atoms in of_level.values()]
        return tuple(found)

    @cached_property
    def row_of_part(self) -> Places:
        """The row of each part, rising."""
        return np.array([row for row, _ in self._parts], dtype=np.intp)

    @cached_property
    def members(self) -> Places:
        """The atoms that are in a row, part by part."""
        return np.array([atom for _, atoms in self._parts for atom in atoms], dtype=np.intp)

    @cached_property
    def part_of_member(self) -> Places:
        """The part of each member, rising."""
        sizes = [len(atoms) for _, atoms in self._parts]
        return np.repeat(np.arange(len(sizes)), sizes)

    @cached_property
    def asked(self) -> npt.NDArray[np.bool_]:
        """Whether some level of a row is asked an item: `[rows, items]`."""
        items = self.instrument.items
        of_levels = {
            levels: [item.level in (None, *levels) for item in items]
            for levels in {row.levels for row in self.rows}
        }
        asked = [of_levels[row.levels] for row in self.rows]
        return np.array(asked, dtype=bool).reshape(len(self.rows), len(items))

    @cached_property
    def items_by_area(self) -> Places:
        """The places of each area's items, `[areas, items]`, filled up with the number of items."""
        places = items_of_areas(self.instrument)
        longest, beyond = max(map(len, places)), len(self.instrument.items)
        filled = [np.append(some, [beyond] * (longest - len(some))) for some in places]
        return np.array(filled, dtype=np.intp)

    @cached_property
    def asked_areas(self) -> npt.NDArray[np.bool_]:
        """Whether some level of a row is asked about an area: `[rows, areas]`."""
        areas = [self.asked[:, items].any(1) for items in items_of_areas(self.instrument)]
        return np.array(areas, dtype=bool).reshape(len(areas), len(self.rows)).T

    def sum_parts(self, of_members: npt.NDArray[Any]) -> npt.NDArray[Any]:
        """What the members of each part add up to."""
        return sum_groups(of_members, self.part_of_member, len(self._parts))

    def sum_rows(self, of_parts: npt.NDArray[Any]) -> npt.NDArray[Any]:
        """What the parts of each row add up to; 0 in a row without atoms."""
        return sum_groups(of_parts, self.row_of_part, len(self.rows))

    def sum_rows_of_members(self, of_members: npt.NDArray[Any]) -> npt.NDArray[Any]:
        """What the members of each row add up to; 0 in a row without atoms."""
        return self.sum_rows(self.sum_parts(of_members))

    def mean_rows(self, of_parts: Floats) -> Floats:
        """The mean of what is known of a row's parts, each weighing the same; `nan` of nothing."""
        known = ~np.isnan(of_parts)
        return ratio(self.sum_rows(np.where(known, of_parts, 0)), self.sum_rows(known))

    def names(self, by: By, things: Places, rows: Places) -> dict[str, Any]:
        """The columns NAMES of the given areas (or items) and rows, pair by pair."""
        label = {None: None} | self.instrument.level_label
        of_rows: dict[str, list[Any]] = {
            "kind": [row.kind for row in self.rows],
            "level": [row.level for row in self.rows],
            "level_label": [label[row.level] for row in self.rows],
            "units": [row.units for row in self.rows],
            "pooled": [None if row.units is None else len(row.units) > 1 for row in self.rows],
            "school_form": [row.school_form for row in self.rows],
        }
        columns = [(_names_of_things(self.instrument, by), things), (_as_columns(of_rows), rows)]
        taken = {name: each[places] for some, places in columns for name, each in some.items()}
        return {name: taken[name] for name in NAMES}


def layout(published: Published, selection: Selection, group: Collection[Group]) -> Layout:
    """The rows that the chosen atoms make, in the order of levels, then of atoms."""
    return _layout(published, selection, tuple(group))


# Whoever asks about areas asks about items too.
@lru_cache(maxsize=16)
def _layout(published: Published, selection: Selection, group: tuple[Group, ...]) -> Layout:
    instrument, atoms = published.instrument, published.atoms
    chosen = reach(published, selection)
    counted = {*chosen.whole, *(chosen.cut if "unit" in group else ())}
    members: dict[tuple[Any, ...], list[int]] = defaultdict(list)
    for number in sorted((*chosen.whole, *chosen.cut)):
        # A group that the selection cuts throughout is a row all the same, without atoms.
        row = members[_key(atoms[number], number, group)]
        if number in counted:
            row.append(number)
    rows = []
    for (kind, level, _, units, form), numbers in members.items():
        levels = tuple(dict.fromkeys(atoms[number].level for number in numbers))
        levels = levels or (instrument.level_ids if level is None else (level,))
        rows.append(Row(kind, levels, level, units, form, tuple(numbers)))
    rows += _hidden_rows(published.hidden_levels, selection, group, rows)
    order = {level: number for number, level in enumerate(instrument.level_ids)}
    rows.sort(key=lambda row: -1 if row.level is None else order[row.level])
    return Layout(tuple(rows), instrument, tuple(atom.level for atom in atoms))


@lru_cache(maxsize=32)
def items_of_areas(instrument: Instrument) -> tuple[Places, ...]:
    """The places of each area's items."""
    area_of = np.array([item.area_id for item in instrument.items])
    return tuple(np.flatnonzero(area_of == area.id) for area in instrument.areas)


def _key(atom: Atom, number: int, group: Collection[Group]) -> tuple[Any, ...]:
    by_unit = "unit" in group
    return (
        atom.kind,
        atom.level if "level" in group or by_unit else None,
        number if by_unit else None,
        atom.named_units if by_unit else None,
        atom.form_name if "school_form" in group else None,
    )


def _hidden_rows(
    hidden_levels: Mapping[str, str],
    selection: Selection,
    group: Collection[Group],
    rows: Iterable[Row],
) -> list[Row]:
    """A row for each level with too few answers; without levels, only where nothing can be shown."""
    hidden = {
        level: kind
        for level, kind in hidden_levels.items()
        if not selection.levels or level in selection.levels
    }
    if "level" in group or "unit" in group:
        return [Row(kind, (level,), level, None, None, ()) for level, kind in hidden.items()]
    if hidden and not any(row.atoms for row in rows):
        return [Row(next(iter(hidden.values())), tuple(hidden), None, None, None, ())]
    return []


def sum_groups(values: npt.NDArray[Any], group: Places, groups: int) -> npt.NDArray[Any]:
    """Sums over the first axis of `values`, whose `group` rises; 0 where a group has none."""
    kind = np.float64 if values.dtype.kind == "f" else np.int64
    if len(group) == groups and (group == np.arange(groups)).all():  # each alone: nothing to add
        return values.astype(kind)
    result = np.zeros((groups, *values.shape[1:]), dtype=kind)
    if len(group):
        starts = np.flatnonzero(np.diff(group, prepend=-1))
        result[group[starts]] = np.add.reduceat(values, starts, axis=0, dtype=kind)
    return result


@lru_cache(maxsize=32)
def _names_of_things(instrument: Instrument, by: By) -> dict[str, npt.NDArray[np.object_]]:
    """What is said of each area or item of an instrument: never changed, so made once."""
    areas = instrument.areas
    items = instrument.items if by == "item" else None
    if items is not None:
        areas = tuple(instrument.area_by_id[item.area_id] for item in items)
    nothing = [None] * len(areas)
    return _as_columns(
        {
            "area_id": [area.id for area in areas],
            "area_label": [area.label for area in areas],
            "area_short": [area.short_label for area in areas],
            "item_id": [item.id for item in items] if items else nothing,
            "item_text": [item.shown_text for item in items] if items else nothing,
            "item_label": [item.shown_label for item in items] if items else nothing,
        }
    )


def _as_columns(columns: Mapping[str, Sequence[Any]]) -> dict[str, npt.NDArray[np.object_]]:
    arrays = {name: np.empty(len(values), dtype=object) for name, values in columns.items()}
    for name, values in columns.items():
        arrays[name][:] = values
    return arrays


def frame_of(columns: Mapping[str, Any]) -> pd.DataFrame:
    """Columns as a frame; what kind of column objects make is found out from them."""
    lists = {
        name: values.tolist() if getattr(values, "dtype", None) is _OBJECT else values
        for name, values in columns.items()
    }
    return pd.DataFrame(lists)
