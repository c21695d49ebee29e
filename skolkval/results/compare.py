"""What has moved in the group's answers since an earlier round, and is it the views or who answered?

The rounds are independent: each has its own raters and atoms. Atoms of the two that share a unit are
joined until every unit is in one of them only, so that the same units are compared, whole.
"""

from __future__ import annotations

from collections.abc import Collection, Mapping
from functools import cached_property, lru_cache
from typing import Any

import numpy as np
import numpy.typing as npt
import pandas as pd

from skolkval.analysis import agreement, distribution, uncertainty
from skolkval.analysis.change import Change, strata_moves
from skolkval.analysis.distribution import Floats
from skolkval.analysis.gap import printed_interval
from skolkval.analysis.records import Row, rows_of
from skolkval.results.counts import (
    AGREEMENT_FROM,
    area_moments,
    by_area,
    counts_of,
    fewest,
    tuples,
    whole,
)
from skolkval.results.joined import Places as SameItems
from skolkval.results.joined import on_the_same_atoms, same_items
from skolkval.results.response import levels_with_moved_rate
from skolkval.results.rows import NAMES, By, Group, Layout, frame_of, layout
from skolkval.results.selection import Selection
from skolkval.store.published import HIDDEN, Published

INTERVAL_FROM = 20
"""Fewest answers in each round for a (rough) interval of a change in agreement."""
Z = 1.96
_Numbers = dict[str, npt.NDArray[Any]]

CHANGE_COLUMNS = (
    *NAMES,
    *("earlier_n", "later_n", "earlier_counts", "later_counts", "earlier_index", "later_index"),
    *("difference", "low", "high", "views", "composition", "named", "by_composition"),
    *("earlier_agreement", "later_agreement", "agreement_change", "agreement_low"),
    *("agreement_high", "halved", "rate_moved", "few", "comparable", "reason", "words"),
)


def change(
    earlier: Published,
    later: Published,
    selection: Selection,
    by: By = "area",
    group: Collection[Group] = (),
) -> pd.DataFrame:
    """One row per area (or item) of the later round and group, columns CHANGE_COLUMNS.

    Only items with the same wording and levels on the same scale are compared, and of an area only
    those answered in both rounds. `difference` is in index points with the 95 % interval `low` to
    `high`; `views` is what would have come of it with the earlier round's mix of levels and units
    (direct standardisation), `composition` the rest. Over several levels an area's numbers are the
    mean of the levels that answered in both. `named` needs 5 points and an interval without 0, and
    an interval five answers in both rounds (of an area: to each of its items).
    `reason` says in Swedish why a row is not `comparable`, and then it has no numbers; `words` is
    the change in words. A change of agreement has a rough interval from 20 answers in both rounds.
    Grouped by unit there is a row for each joined atom.

    Raises:
        Refusal: SK-317 the rounds have different instruments, SK-318 different scales, SK-319 no
            item in common.
    """
    return frame_of(_columns(earlier, later, selection, by, group))


def change_rows(
    earlier: Published,
    later: Published,
    selection: Selection,
    by: By = "area",
    group: Collection[Group] = (),
) -> list[Row]:
    """The rows of `change` that are `comparable`, without the frame.

    Raises:
        Refusal: SK-317 to SK-319, as `change` does.
    """
    return [
        row for row in rows_of(_columns(earlier, later, selection, by, group)) if row["comparable"]
    ]


def _columns(
    earlier: Published, later: Published, selection: Selection, by: By, group: Collection[Group]
) -> dict[str, Any]:
    same = same_items(earlier, later)
    both = _both(*on_the_same_atoms(earlier, later, same), selection, tuple(group))
    plan = both.plan
    things, rows = np.nonzero((plan.asked if by == "item" else plan.asked_areas).T)
    if by == "item":
        numbers = both.told_of_items() | both.agreement_of_items()
    else:
        numbers = both.told_of_areas() | both.agreement_of_areas()
    columns: dict[str, Any] = {name: values[rows, things] for name, values in numbers.items()}
    told = _changes(columns)
    counts = {name: columns.pop(f"{name}_counts") for name in ("earlier", "later")}
    n = {name: columns.pop(f"{name}_n") for name in ("earlier", "later")}
    del columns["least"]
    comparable = ~np.isnan(columns["difference"])
    moved = levels_with_moved_rate(earlier, later)
    rate_moved = [not moved.isdisjoint(row.levels) for row in plan.rows]
    reasons = both.reasons(by, same)
    found: dict[str, Any] = {
        **plan.names(by, things, rows),
        **{f"{name}_n": whole(n[name], comparable) for name in n},
        **{f"{name}_counts": tuples(counts[name], comparable) for name in counts},
        **columns,
        "named": [each.named for each in told],
        "by_composition": [each.by_composition for each in told],
        "halved": np.array([each.halved for each in told], dtype=bool) & comparable,
        "rate_moved": np.array(rate_moved, dtype=bool)[rows] & comparable,
        "few": np.array([each.few for each in told], dtype=bool) & comparable,
        "comparable": comparable,
        "reason": [
            None if fine else reasons[row][thing]
            for fine, row, thing in zip(comparable, rows, things, strict=True)
        ],
        "words": [each.words for each in told],
    }
    return {name: found[name] for name in CHANGE_COLUMNS}


# A unit has moved as it has, whichever units are chosen beside it.
@lru_cache(maxsize=8)
def unit_changes(
    earlier: Published, later: Published, level: str
) -> Mapping[tuple[tuple[str, ...], str], Change]:
    """How each unit of a level, or units that are counted together, has moved: by the units and the
    area's id. Only what can be compared, and only of those that are counted together in `later`, no
    others with them: raters without a unit have no name that would tell.

    Raises:
        Refusal: SK-317 to SK-319, as `change` does.
    """
    same = same_items(earlier, later)
    pair = on_the_same_atoms(earlier, later, same)
    both = _both(*pair, Selection((level,)), ("unit",))
    alike = {(atom.level, atom.kind, atom.units) for atom in later.atoms}
    joined = [pair[1].atoms[row.atoms[0]] if row.atoms else None for row in both.plan.rows]
    told, areas = both.told_of_areas(), later.instrument.areas
    rows, things = np.nonzero(both.plan.asked_areas & ~np.isnan(told["difference"]))
    changes = _changes({name: values[rows, things] for name, values in told.items()})
    return {
        (both.plan.rows[row].units or (), areas[thing].id): change
        for row, thing, change in zip(rows, things, changes, strict=True)
        if (atom := joined[row]) and (atom.level, atom.kind, atom.units) in alike
    }


def _changes(columns: Mapping[str, npt.NDArray[Any]]) -> list[Change]:
    names = ("difference", "low", "high", "views", "composition", "earlier_n", "later_n", "least")
    return [Change(*row) for row in zip(*(columns[name].tolist() for name in names), strict=True)]


class _Both:
    """The counts of two rounds in the same rows, of the parts that answered an item in both."""

    def __init__(self, plan: Layout, earlier: Published, later: Published) -> None:
        self.plan = plan
        self.rounds = counts_of(earlier, plan), counts_of(later, plan)
        answered = [counts.parts.sum(-1) > 0 for counts in self.rounds]
        self.in_both = answered[0] & answered[1]
        self.parts = [counts.parts * self.in_both[..., None] for counts in self.rounds]
        self.steps = [plan.sum_rows(of_parts) for of_parts in self.parts]
        self._moves = [each[plan.members] for each in _strata_moves(earlier, later)]

    def told_of_items(self) -> _Numbers:
        """How each item has moved in each row; `nan` where it was not answered in both rounds."""
        n = [steps.sum(-1) for steps in self.steps]
        return _told(
            n,
            np.minimum(*n),
            self.steps,
            [distribution.index(steps) for steps in self.steps],
            [uncertainty.index_moments(steps) for steps in self.steps],
            distribution.ratio(*(self.plan.sum_rows_of_members(each) for each in self._moves)),
        )

    def told_of_areas(self) -> _Numbers:
        """How each area has moved in each row, as `results` makes them: by part, then their mean."""
        plan = self.plan
        parts = [by_area(plan, of_parts) for of_parts in self.parts]
        of_items = distribution.ratio(*(plan.sum_parts(each) for each in self._moves))
        in_areas = by_area(plan, of_items[..., None], np.nan)[..., 0]
        return _told(
            self.area_raters,
            np.minimum(*(fewest(of_rows.sum(-1)) for of_rows in self.area_steps)),
            [of_rows.sum(-2) for of_rows in self.area_steps],
            [plan.mean_rows(distribution.area_index(of_parts)) for of_parts in parts],
            [area_moments(plan, of_parts) for of_parts in parts],
            plan.mean_rows(distribution.mean_known(in_areas)),
        )

    def agreement_of_items(self) -> _Numbers:
        """The samsyn of each item in each row, then and now."""
        return _agreements(
            [steps.sum(-1) for steps in self.steps],
            [agreement.mean_distance(steps) for steps in self.steps],
            [agreement.distance_error(steps) for steps in self.steps],
            self.steps[0].shape[-1],
        )

    def agreement_of_areas(self) -> _Numbers:
        """The samsyn of each area in each row, then and now."""
        errors = [agreement.distance_error(of_rows) for of_rows in self.area_steps]
        return _agreements(
            self.area_raters,
            [agreement.area_distance(of_rows) for of_rows in self.area_steps],
            [distribution.mean_known(error) for error in errors],
            self.area_steps[0].shape[-1],
        )

    @cached_property
    def area_steps(self) -> list[npt.NDArray[np.int64]]:
        """`[rows, areas, items, K]` of each round."""
        return [by_area(self.plan, of_rows) for of_rows in self.steps]

    @cached_property
    def area_raters(self) -> list[npt.NDArray[np.int64]]:
        """How many answered in each area, `[rows, areas]` of each round."""
        takes_part = by_area(self.plan, self.in_both[..., None])[..., 0].any(-1)
        return [self.plan.sum_rows(counts.part_raters * takes_part) for counts in self.rounds]

    def reasons(self, by: By, same: SameItems) -> list[list[str]]:
        """Why a row's item (or area) cannot be compared, where it cannot: `[rows][things]`."""
        known = np.array([place is not None for place in same], dtype=bool)
        answered = [counts.steps.sum(-1) > 0 for counts in self.rounds]
        if by == "area":
            known = np.asarray(by_area(self.plan, known[None, :, None])[0, :, :, 0].any(-1))
            answered = [by_area(self.plan, each[..., None])[..., 0].any(-1) for each in answered]
        what = {"item": "Påståendet har inte", "area": "Inget påstående i området har"}[by]
        return [
            [
                f"{what} samma lydelse i den tidigare omgången."
                if not there
                else _unanswered(bool(earlier), bool(later))
                for there, earlier, later in zip(known, *in_row, strict=True)
            ]
            for in_row in zip(*answered, strict=True)
        ]


# It is the same for every selection.
@lru_cache(maxsize=8)
def _strata_moves(earlier: Published, later: Published) -> tuple[Floats, Floats]:
    """How the atoms have moved in each item, and their weights: `[atoms, items]` of each."""
    before, after = (
        np.where(each.missing[..., None] == HIDDEN, 0, each.steps) for each in (earlier, later)
    )
    return strata_moves(before, after)


# Whoever asks about areas asks about items too.
@lru_cache(maxsize=4)
def _both(
    earlier: Published, later: Published, selection: Selection, group: tuple[Group, ...]
) -> _Both:
    plan = layout(later, selection, group)
    return _Both(plan, earlier, later)


def _unanswered(earlier: bool, later: bool) -> str:
    if earlier and later:
        return "Ingen nivå har svar i båda omgångarna."
    which = "någon av omgångarna"
    if earlier or later:
        which = "den senare omgången" if earlier else "den tidigare omgången"
    return f"Inga svar som kan visas i {which}."


def _told(
    n: list[npt.NDArray[np.int64]],
    least: npt.NDArray[np.int64],
    steps: list[npt.NDArray[np.int64]],
    index: list[Floats],
    moments: list[tuple[Floats, Floats]],
    views: Floats,
) -> _Numbers:
    difference = index[1] - index[0]
    interval = printed_interval(difference, least, *moments[0], *moments[1])
    return {
        **{"earlier_n": n[0], "later_n": n[1], "least": least},
        **{"earlier_counts": steps[0], "later_counts": steps[1]},
        **{"earlier_index": index[0], "later_index": index[1]},
        **{"difference": difference, "low": interval[0], "high": interval[1]},
        **{"views": views, "composition": difference - views},
    }


def _agreements(
    n: list[npt.NDArray[np.int64]], distance: list[Floats], error: list[Floats], size: int
) -> dict[str, Floats]:
    """Samsyn of both rounds and its change, with a rough interval where answers are many."""
    enough = [each >= AGREEMENT_FROM for each in n]
    earlier, later = (
        np.where(many, agreement.agreement_from_distance(apart, size), np.nan)
        for many, apart in zip(enough, distance, strict=True)
    )
    # An error of 0 (all alike, or halves) is that of a formula for many, and no certainty.
    known = [np.where(each > 0, each, np.nan) for each in error]
    half = Z * 100 * np.hypot(known[0], known[1]) / agreement.largest_distance(size)
    half = np.where((n[0] >= INTERVAL_FROM) & (n[1] >= INTERVAL_FROM), half, np.nan)
    moved = later - earlier
    return {
        **{"earlier_agreement": earlier, "later_agreement": later, "agreement_change": moved},
        **{"agreement_low": moved - half, "agreement_high": moved + half},
    }
