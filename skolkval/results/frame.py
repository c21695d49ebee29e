"""What are the protected numbers of a selection: one row per area (or item) and group?"""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass
from typing import Any

import numpy as np
import numpy.typing as npt
import pandas as pd

from skolkval.analysis import agreement, distribution, uncertainty
from skolkval.analysis.distribution import Floats
from skolkval.analysis.records import Row, rows_of
from skolkval.results.rows import (
    NAMES,
    By,
    Group,
    Layout,
    frame_of,
    items_of_areas,
    layout,
)
from skolkval.results.selection import Selection
from skolkval.store.published import HIDDEN, Published

AGREEMENT_FROM = 5
CAMPS_FROM = 10
"""Fewest answers for which an agreement or two camps are given at all."""

EXTREMES = ("agreement_min_item", "agreement_min", "agreement_max_item", "agreement_max")
COLUMNS = (
    *NAMES,
    *("n", "n_least", "items", "not_applicable", "missing", "counts"),
    *("index", "index_mean", "index_sd"),
    *("share_agree", "agreement", "distance", "polarised", "suppressed", *EXTREMES),
)


def results(
    published: Published,
    selection: Selection,
    by: By = "area",
    group: Collection[Group] = (),
) -> pd.DataFrame:
    """One row per area (or item) and group, columns COLUMNS.

    `n` is the valid answers of an item; of an area the raters with at least one, and then `n_least`
    is the answers to the one with the fewest of the `items` that its numbers are made of (for an
    item: `n` and 1). `counts` is a tuple of K ints. Grouped by unit there is one row per atom, also for those the selection cuts,
    and such a row always has a level. Joint answers have rows of their own (`kind`).

    `index` of an area is the mean of its items', and over several levels the mean of the levels',
    each weighing the same. `index_mean` and `index_sd` are for its interval (index points, the area's
    the widest that counts allow). `agreement` of an area hides its worst item: the items (ids) with
    the lowest and the highest stand beside it. `suppressed` rows have no numbers at all.
    """
    return frame_of(_columns(published, selection, by, group))


def result_rows(
    published: Published,
    selection: Selection,
    by: By = "area",
    group: Collection[Group] = (),
) -> list[Row]:
    """The rows of `results`, without the frame."""
    return rows_of(_columns(published, selection, by, group))


def _columns(
    published: Published, selection: Selection, by: By, group: Collection[Group]
) -> dict[str, Any]:
    plan = layout(published.instrument, published.atoms, published.hidden_levels, selection, group)
    counts = Counts.of(published, plan)
    columns = _item_columns(plan, counts) if by == "item" else _area_columns(plan, counts)
    return {name: columns[name] for name in COLUMNS}


def answered(published: Published, selection: Selection) -> dict[str, int | None]:
    """How many have answered at each chosen level, in the atoms that are whole in the selection.

    None where the level has too few answers in all; levels without such an atom are left out. Not
    every one of them has answered every item.
    """
    found: dict[str, int | None] = dict.fromkeys(
        level
        for level in published.hidden_levels
        if not selection.levels or level in selection.levels
    )
    for atom in published.atoms:
        if selection.has_whole(atom):
            found[atom.level] = (found.get(atom.level) or 0) + atom.raters
    return found


@dataclass(frozen=True)
class Counts:
    """What the atoms of a layout add up to: `parts` `[parts, items, K]`, `steps` `[rows, items, K]`.

    `not_applicable` and `missing` are `[rows, items]`, and `known` whether any atom of the row has
    published counts of the item. `part_raters` `[parts, areas]` answered in the area, in the atoms
    where that is published; `area_known` `[rows, areas]` is whether there is such an atom.
    """

    parts: npt.NDArray[np.int64]
    steps: npt.NDArray[np.int64]
    not_applicable: npt.NDArray[np.int64]
    missing: npt.NDArray[np.int64]
    known: npt.NDArray[np.bool_]
    part_raters: npt.NDArray[np.int64]
    area_known: npt.NDArray[np.bool_]

    @classmethod
    def of(cls, published: Published, plan: Layout) -> Counts:
        """The counts of each row's items that are asked; 0 elsewhere."""
        chosen, shown = plan.members, shown_items(published, plan)
        parts = plan.sum_parts(published.steps[chosen] * shown[..., None])

        in_rows = plan.sum_rows_of_members
        raters = published.area_raters[chosen]
        areas = [shown[:, items].any(1) for items in items_of_areas(published.instrument)]
        shown_areas = (raters != HIDDEN) & np.array(areas, dtype=bool).T.reshape(raters.shape)
        return cls(
            parts,
            plan.sum_rows(parts),
            in_rows(published.not_applicable[chosen] * shown),
            in_rows(published.missing[chosen] * shown),
            in_rows(shown) > 0,
            plan.sum_parts(raters * shown_areas),
            in_rows(shown_areas) > 0,
        )


def shown_items(published: Published, plan: Layout) -> npt.NDArray[np.bool_]:
    """Whether a member of the layout is asked an item and has published counts: `[members, items]`."""
    asked = plan.asked[plan.row_of_part[plan.part_of_member]]
    return np.asarray((published.missing[plan.members] != HIDDEN) & asked)


def _item_columns(plan: Layout, counts: Counts) -> dict[str, Any]:
    items, rows = np.nonzero(plan.asked.T)
    known, steps = counts.known[rows, items], counts.steps[rows, items]
    n = steps.sum(-1)
    mean, variance = uncertainty.index_moments(steps)
    camps = agreement.two_camps(steps).astype(object)
    camps[~known | (n < CAMPS_FROM)] = None
    return {
        **plan.names("item", items, rows),
        "n": whole(n, known),
        "n_least": whole(n, known),
        "items": whole((n > 0).astype(np.int64), known),
        "not_applicable": whole(counts.not_applicable[rows, items], known),
        "missing": whole(counts.missing[rows, items], known),
        "counts": tuples(steps, known),
        "index": distribution.index(steps),
        "index_mean": mean,
        "index_sd": np.sqrt(variance),
        "share_agree": distribution.share_agree(steps),
        "agreement": np.where(n >= AGREEMENT_FROM, agreement.agreement(steps), np.nan),
        "distance": agreement.mean_distance(steps),
        "polarised": camps,
        "suppressed": ~known,
        **dict.fromkeys(EXTREMES[::2], np.full(len(rows), None, dtype=object)),
        **dict.fromkeys(EXTREMES[1::2], np.full(len(rows), np.nan)),
    }


def _area_columns(plan: Layout, counts: Counts) -> dict[str, Any]:
    areas, rows = np.nonzero(plan.asked_areas.T)
    known = counts.area_known[rows, areas]
    n = plan.sum_rows(counts.part_raters)[rows, areas]
    of_parts, steps = by_area(plan, counts.parts), by_area(plan, counts.steps)[rows, areas]
    mean, variance = area_moments(plan, of_parts)
    of_items = steps.sum(-1)
    distance = agreement.area_distance(steps)
    agreed = agreement.agreement_from_distance(distance, steps.shape[-1])
    answers = steps.sum(1)

    def summed(of_items: npt.NDArray[np.int64]) -> Any:
        return whole(by_area(plan, of_items[..., None])[rows, areas].sum((1, 2)), known)

    measures = {
        "index": plan.mean_rows(distribution.area_index(of_parts))[rows, areas],
        "index_mean": mean[rows, areas],
        "index_sd": np.sqrt(variance)[rows, areas],
        "share_agree": distribution.share_agree(answers),
        "agreement": np.where(n >= AGREEMENT_FROM, agreed, np.nan),
        "distance": distance,
    }
    return {
        **plan.names("area", areas, rows),
        "n": whole(n, known),
        "n_least": whole(fewest(of_items), known),
        "items": whole((of_items > 0).sum(-1), known),
        "not_applicable": summed(counts.not_applicable),
        "missing": summed(counts.missing),
        "counts": tuples(answers, known),
        **{name: np.where(known, values, np.nan) for name, values in measures.items()},
        "polarised": np.full(len(rows), None, dtype=object),
        "suppressed": ~known,
        **_extremes(steps, _item_ids(plan)[areas], known),
    }


def fewest(of_items: npt.NDArray[np.int64]) -> npt.NDArray[np.int64]:
    """The answers to the item with the fewest, from `[..., items]`; 0 where nobody answered any."""
    nobody = np.iinfo(np.int64).max
    least = np.where(of_items > 0, of_items, nobody).min(-1)
    return np.where(least == nobody, 0, least)


def area_moments(plan: Layout, of_parts: npt.NDArray[np.int64]) -> tuple[Floats, Floats]:
    """Mean and variance of the areas' index in each row, from `[parts, areas, items, K]`.

    Of the mean of its parts, which are different raters.
    """
    mean, variance = uncertainty.area_moments(of_parts)
    parts = plan.sum_rows(~np.isnan(variance))
    summed = plan.sum_rows(np.nan_to_num(variance))
    return plan.mean_rows(mean), distribution.ratio(summed, parts**2)


def _extremes(
    steps: npt.NDArray[np.int64], ids: npt.NDArray[np.object_], known: npt.NDArray[np.bool_]
) -> dict[str, npt.NDArray[Any]]:
    """The items with the lowest and the highest agreement, of those with answers enough."""
    enough = (steps.sum(-1) >= AGREEMENT_FROM) & known[:, None]
    agreed = np.where(enough, agreement.agreement(steps), np.nan)
    row = np.arange(len(steps))
    found: dict[str, npt.NDArray[Any]] = {}
    for name, place in (
        ("min", np.where(enough, agreed, np.inf).argmin(1)),
        ("max", np.where(enough, agreed, -np.inf).argmax(1)),
    ):
        found[f"agreement_{name}_item"] = ids[row, place]
        found[f"agreement_{name}_item"][~enough.any(1)] = None
        found[f"agreement_{name}"] = agreed[row, place]
    return found


def by_area(plan: Layout, of_items: npt.NDArray[Any], fill: float = 0) -> npt.NDArray[Any]:
    """`[..., items, K]` as `[..., areas, items, K]`, filled up with items that nobody answered."""
    nobody = np.full_like(of_items[:, :1], fill)
    return np.concatenate([of_items, nobody], axis=1)[:, plan.items_by_area]


def _item_ids(plan: Layout) -> npt.NDArray[np.object_]:
    return np.array([*(item.id for item in plan.instrument.items), None], object)[
        plan.items_by_area
    ]


def whole(values: npt.NDArray[np.int64], known: npt.NDArray[np.bool_]) -> Any:
    """A column of whole numbers, without one where it is not `known`."""
    return pd.arrays.IntegerArray(values, ~known)


def tuples(
    steps: npt.NDArray[np.int64], known: npt.NDArray[np.bool_]
) -> list[tuple[int, ...] | None]:
    """A column of counts `[rows, K]` as tuples of ints; None where they are not `known`."""
    pairs = zip(steps.tolist(), known.tolist(), strict=True)
    return [tuple(row) if shown else None for row, shown in pairs]
