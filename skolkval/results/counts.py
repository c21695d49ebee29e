"""What do the atoms in each row add up to? The counts that every number is made of."""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache
from typing import Any

import numpy as np
import numpy.typing as npt
import pandas as pd

from skolkval.analysis import distribution, uncertainty
from skolkval.analysis.distribution import Floats
from skolkval.results.rows import Layout, items_of_areas
from skolkval.store.published import HIDDEN, Published

AGREEMENT_FROM = 5
CAMPS_FROM = 10
"""Fewest answers for which an agreement or two camps are given at all."""


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


@lru_cache(maxsize=16)
def counts_of(published: Published, plan: Layout) -> Counts:
    """The counts of each row's items that are asked; 0 elsewhere. They are shared: never change them."""
    chosen, shown = plan.members, shown_items(published, plan)
    parts = plan.sum_parts(published.steps[chosen] * shown[..., None])

    in_rows = plan.sum_rows_of_members
    raters = published.area_raters[chosen]
    areas = [shown[:, items].any(1) for items in items_of_areas(published.instrument)]
    shown_areas = (raters != HIDDEN) & np.array(areas, dtype=bool).T.reshape(raters.shape)
    return Counts(
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


def by_area(plan: Layout, of_items: npt.NDArray[Any], fill: float = 0) -> npt.NDArray[Any]:
    """`[..., items, K]` as `[..., areas, items, K]`, filled up with items that nobody answered."""
    nobody = np.full_like(of_items[:, :1], fill)
    return np.concatenate([of_items, nobody], axis=1)[:, plan.items_by_area]


def whole(values: npt.NDArray[np.int64], known: npt.NDArray[np.bool_]) -> Any:
    """A column of whole numbers, without one where it is not `known`."""
    return pd.arrays.IntegerArray(values, ~known)


def tuples(
    steps: npt.NDArray[np.int64], known: npt.NDArray[np.bool_]
) -> list[tuple[int, ...] | None]:
    """A column of counts `[rows, K]` as tuples of ints; None where they are not `known`."""
    pairs = zip(steps.tolist(), known.tolist(), strict=True)
    return [tuple(row) if shown else None for row, shown in pairs]
