"""What has moved in the group's answers since an earlier round, and is it the views or who answered?

The rounds are independent: each has its own raters and atoms. Atoms of the two that share a unit are
joined until every unit is in one of them only, so that the same units are compared, whole.
"""

from __future__ import annotations

from collections.abc import Collection
from functools import lru_cache
from typing import Any

import numpy as np
import numpy.typing as npt
import pandas as pd

from skolkval.analysis import agreement, distribution, uncertainty
from skolkval.analysis.change import Change, standardised_difference
from skolkval.analysis.distribution import Floats
from skolkval.analysis.gap import printed_interval
from skolkval.analysis.records import Row, rows_of
from skolkval.results.frame import (
    AGREEMENT_FROM,
    Counts,
    area_moments,
    by_area,
    fewest,
    shown_items,
    tuples,
    whole,
)
from skolkval.results.joined import Places as SameItems
from skolkval.results.joined import on_the_same_atoms, same_items
from skolkval.results.response import levels_with_moved_rate
from skolkval.results.rows import NAMES, By, Group, Layout, frame_of, layout
from skolkval.results.selection import Selection
from skolkval.store.published import Published

INTERVAL_FROM = 20
"""Fewest answers in each round for a (rough) interval of a change in agreement."""
Z = 1.96

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
    numbers = both.items() if by == "item" else both.areas()
    columns: dict[str, Any] = {name: values[rows, things] for name, values in numbers.items()}
    counts = {name: columns.pop(f"{name}_counts") for name in ("earlier", "later")}
    n = {name: columns.pop(f"{name}_n") for name in ("earlier", "later")}
    least = columns.pop("least")
    comparable = ~np.isnan(columns["difference"])
    told = [
        Change(*row)
        for row in zip(
            *(columns[name].tolist() for name in ("difference", "low", "high")),
            *(columns[name].tolist() for name in ("views", "composition")),
            *(each.tolist() for each in (*n.values(), least)),
            strict=True,
        )
    ]
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


class _Both:
    """The counts of two rounds in the same rows, of the parts that answered an item in both."""

    def __init__(self, plan: Layout, earlier: Published, later: Published) -> None:
        self.plan = plan
        self.rounds = Counts.of(earlier, plan), Counts.of(later, plan)
        answered = [counts.parts.sum(-1) > 0 for counts in self.rounds]
        self.in_both = answered[0] & answered[1]
        self.parts = [counts.parts * self.in_both[..., None] for counts in self.rounds]
        self.steps = [plan.sum_rows(of_parts) for of_parts in self.parts]
        before, after = (
            each.steps[plan.members] * shown_items(each, plan)[..., None]
            for each in (earlier, later)
        )
        self._strata = before, after

    def items(self) -> dict[str, npt.NDArray[Any]]:
        """The numbers of each row and item; `nan` where it was not answered in both rounds."""
        index = [distribution.index(steps) for steps in self.steps]
        n = [steps.sum(-1) for steps in self.steps]
        moments = [uncertainty.index_moments(steps) for steps in self.steps]
        views = standardised_difference(*self._strata, self.plan.sum_rows_of_members)
        return {
            **_told(n, np.minimum(*n), self.steps, index, moments, views),
            **_agreements(
                n,
                [agreement.mean_distance(steps) for steps in self.steps],
                [agreement.distance_error(steps) for steps in self.steps],
                self.steps[0].shape[-1],
            ),
        }

    def areas(self) -> dict[str, npt.NDArray[Any]]:
        """The numbers of each row and area, as `results` makes them: by part, then their mean."""
        plan = self.plan
        parts = [by_area(plan, of_parts) for of_parts in self.parts]
        steps = [by_area(plan, of_rows) for of_rows in self.steps]
        index = [plan.mean_rows(distribution.area_index(of_parts)) for of_parts in parts]
        moments = [area_moments(plan, of_parts) for of_parts in parts]
        of_items = standardised_difference(*self._strata, plan.sum_parts)
        in_areas = by_area(plan, of_items[..., None], np.nan)[..., 0]
        views = plan.mean_rows(distribution.mean_known(in_areas))
        takes_part = by_area(plan, self.in_both[..., None])[..., 0].any(-1)
        n = [plan.sum_rows(counts.part_raters * takes_part) for counts in self.rounds]
        return {
            **_told(
                n,
                np.minimum(*(fewest(of_rows.sum(-1)) for of_rows in steps)),
                [of_rows.sum(-2) for of_rows in steps],
                index,
                moments,
                views,
            ),
            **_agreements(
                n,
                [agreement.area_distance(of_rows) for of_rows in steps],
                [distribution.mean_known(agreement.distance_error(of_rows)) for of_rows in steps],
                steps[0].shape[-1],
            ),
        }

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


# Whoever asks about areas asks about items too.
@lru_cache(maxsize=4)
def _both(
    earlier: Published, later: Published, selection: Selection, group: tuple[Group, ...]
) -> _Both:
    plan = layout(later.instrument, later.atoms, later.hidden_levels, selection, group)
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
) -> dict[str, npt.NDArray[Any]]:
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
