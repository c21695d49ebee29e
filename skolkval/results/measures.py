"""What do the measures of the literature say? For the analyst, from the same protected counts."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass
from itertools import combinations
from typing import Any

import numpy as np
import numpy.typing as npt
import pandas as pd

from skolkval.analysis import (
    agreement,
    consensus,
    distance,
    distribution,
    dominance,
    false_flags,
    gap,
    reliability,
    within_group,
)
from skolkval.analysis.distribution import Floats
from skolkval.analysis.fields import FEW_BELOW
from skolkval.analysis.records import Row, rows_of
from skolkval.instruments.model import Instrument
from skolkval.results.counts import by_area, counts_of, shown_items, whole
from skolkval.results.rows import NAMES, By, Group, frame_of, layout
from skolkval.results.selection import Selection
from skolkval.store.published import Published

ITEM_MEASURES = {
    "median": distribution.median,
    "interpolated_median": distribution.interpolated_median,
    "interquartile_range": distribution.interquartile_range,
    "pairs_within_one": agreement.pairs_within_one,
    "polarisation": agreement.polarisation,
    "agreement_a": consensus.agreement_a,
    "consensus": consensus.consensus,
    "leik": consensus.leik,
    "ordinal_variation": consensus.ordinal_variation,
    "l_squared": consensus.l_squared,
    "rwg": within_group.agreement_rwg,
    "deviation_mean": within_group.deviation_from_mean,
    "deviation_median": within_group.deviation_from_median,
    "awg": within_group.agreement_awg,
}
AREA_MEASURES = ("alpha_nominal", "alpha_ordinal", "alpha_interval", "ac1", "ac2")
PAIR_COLUMNS = (
    *("key", "label", "area_id", "of", "to", "n_of", "n_to", "difference", "low", "high"),
    *("named", "higher", "cliffs_delta", "p_value", "q_value"),
    *("welch_low", "welch_high", "wasserstein"),
)
WASSERSTEIN_FROM = 30
"""Fewest answers in each group: in smaller ones that do not differ it is far from 0."""
SPREAD_COLUMNS = (*NAMES, "groups", "icc1", "icc2")

_BY_LEVEL: tuple[Group, ...] = ("level",)


def analyst(
    published: Published,
    selection: Selection,
    by: By = "item",
    group: Collection[Group] = (),
) -> pd.DataFrame:
    """One row per item (or area) and group: NAMES, `n`, and a column per measure.

    By item ITEM_MEASURES; by area `items` (with two answers) and AREA_MEASURES, where the items are
    what is told apart and the raters of the row tell (alpha, and Gwet's AC1 and quadratic AC2). What
    each answers, its range and when it is undefined (`nan`) stands with it in `skolkval.analysis`.
    """
    plan = layout(published, selection, group)
    counts = counts_of(published, plan)
    if by == "item":
        things, rows = np.nonzero(plan.asked.T)
        known, steps = counts.known[rows, things], counts.steps[rows, things]
        n = steps.sum(-1)
        measures = {name: measure(steps) for name, measure in ITEM_MEASURES.items()}
    else:
        things, rows = np.nonzero(plan.asked_areas.T)
        known = counts.area_known[rows, things]
        n = plan.sum_rows(counts.part_raters)[rows, things]
        steps = by_area(plan, counts.steps)[rows, things]
        measures = {
            "alpha_nominal": reliability.krippendorff_alpha(steps, "nominal"),
            "alpha_ordinal": reliability.krippendorff_alpha(steps),
            "alpha_interval": reliability.krippendorff_alpha(steps, "interval"),
            "ac1": reliability.gwet_ac(steps, "identity"),
            "ac2": reliability.gwet_ac(steps),
        }
    shown = {name: np.where(known, values, np.nan) for name, values in measures.items()}
    if by == "area":
        shown = {"items": whole((steps.sum(-1) >= 2).sum(-1), known), **shown}
    return frame_of({**plan.names(by, things, rows), "n": whole(n, known), **shown})


def level_pairs(published: Published, selection: Selection) -> pd.DataFrame:
    """Every statement and pair of levels that answered it, columns PAIR_COLUMNS.

    A statement (`key`) is an item where levels rate the same, else a point, whose wordings differ.
    Differences are `to` minus `of`, in chain order, in index points. `higher` is how often one from
    `to` answers higher (0 to 1, equal counts half), `p_value` of Brunner and Munzel from ten answers
    in each, `q_value` that of Benjamini and Hochberg over the whole frame. `welch_low` to
    `welch_high` is another interval of the difference, from ten answers; `wasserstein`, in steps,
    sees other shapes too, from thirty.
    """
    levels, keys, counts = _by_statement(published, selection)
    frames = []
    for one, other in combinations(range(len(levels)), 2):
        a, b = counts[:, one], counts[:, other]
        n = [distribution.n(a), distribution.n(b)]
        low, high = gap.gap_interval(a, b)
        test = dominance.brunner_munzel(a, b)
        mean, points = dominance.welch(a, b), 100 / (counts.shape[-1] - 1)
        many = (n[0] >= WASSERSTEIN_FROM) & (n[1] >= WASSERSTEIN_FROM)
        enough = (n[0] >= gap.FEW) & (n[1] >= gap.FEW)
        difference = distribution.index(b) - distribution.index(a)
        frame = pd.DataFrame(
            {
                "key": [key.id for key in keys],
                "label": [key.label for key in keys],
                "area_id": [key.area_id for key in keys],
                "of": levels[one],
                "to": levels[other],
                "n_of": n[0],
                "n_to": n[1],
                "difference": difference,
                "low": low,
                "high": high,
                "named": (np.abs(difference) >= gap.NAMED_FROM) & ((low > 0) | (high < 0)),
                "higher": test.probability,
                "cliffs_delta": dominance.cliffs_delta(a, b),
                "p_value": np.where(enough, test.p_value, np.nan),
                "welch_low": np.where(enough, points * mean.low, np.nan),
                "welch_high": np.where(enough, points * mean.high, np.nan),
                "wasserstein": np.where(many, distance.wasserstein(a, b), np.nan),
            }
        )
        frames.append(frame[frame["n_of"].gt(0) & frame["n_to"].gt(0)])
    if not frames:
        return pd.DataFrame(columns=list(PAIR_COLUMNS))
    together = pd.concat(frames)
    together["q_value"] = false_flags.q_values(together["p_value"].to_numpy())
    place = {key.id: number for number, key in enumerate(keys)}
    order = together["key"].map(place).to_numpy().argsort(kind="stable")
    return together.iloc[order].reset_index(drop=True)[list(PAIR_COLUMNS)]


@dataclass(frozen=True)
class Distances:
    """Mean distances in steps within and between levels.

    All are means over the same statements (how many: `statements`), those that every level answered
    at least twice, as cells over different ones cannot be compared. `matrix` is `[levels, levels]`. A
    level that nowhere has two answers holds none back, and is `nan` on the diagonal. `few` are the
    levels that nowhere have FEW_BELOW answers, and `per_point` is whether the wordings differ.
    """

    levels: tuple[str, ...]
    matrix: Floats
    parts: distance.Disagreement
    statements: int
    few: tuple[str, ...]
    per_point: bool


def level_distances(
    published: Published, selection: Selection, area_id: str | None = None
) -> Distances:
    """Is it the levels that tell us apart? Over all shared statements, or those of one area."""
    levels, keys, counts = _by_statement(published, selection)
    chosen = [area_id in (None, key.area_id) for key in keys]
    counts = counts[np.array(chosen, dtype=bool)]
    twice = counts.sum(-1) >= 2
    whole_ones = counts[twice[:, twice.any(0)].all(-1)]
    matrices = distance.distance_matrix(whole_ones) if len(levels) else np.zeros((0, 0, 0))
    parts = distance.disagreement(whole_ones)
    total, within = (distribution.mean_known(part) for part in (parts.total, parts.within))
    between = total - within
    return Distances(
        levels,
        distribution.mean_known(np.moveaxis(matrices, 0, -1)),
        distance.Disagreement(total, within, between, distribution.ratio(between, total)),
        len(whole_ones),
        tuple(
            level
            for level, most in zip(levels, counts.sum(-1).max(0, initial=0), strict=True)
            if most < FEW_BELOW
        ),
        any(item.level is not None for item in published.instrument.items),
    )


def unit_spread(published: Published, selection: Selection, by: By = "area") -> pd.DataFrame:
    """How much of the differences lies between units? One row per area (or item) and level.

    `groups` are the units (or pools of units) with answers; `icc1` and `icc2` as in
    `skolkval.analysis.reliability`, of an area the mean of its items'. Both are `nan` below
    GROUPS_FROM groups, and so is `icc2` below 0 (in an area's mean it is 0): nothing can be told
    apart. Raters without a unit are not in any. Columns SPREAD_COLUMNS.
    """
    return frame_of(_spread_columns(published, selection, by))


def spread_rows(published: Published, selection: Selection, by: By = "area") -> list[Row]:
    """The rows of `unit_spread`, without the frame."""
    return rows_of(_spread_columns(published, selection, by))


def _spread_columns(published: Published, selection: Selection, by: By) -> dict[str, Any]:
    plan = layout(published, selection, _BY_LEVEL)
    shown = shown_items(published, plan)
    of_members = published.steps[plan.members] * shown[..., None]
    with_unit = np.array(
        [bool(published.atoms[number].named_units) for number in plan.members], dtype=bool
    )
    row_of = plan.row_of_part[plan.part_of_member]
    items = len(published.instrument.items)
    first, second = (np.full((len(plan.rows), items), np.nan) for _ in range(2))
    groups = np.zeros((len(plan.rows), items), dtype=np.int64)
    for number, row in enumerate(plan.rows):
        mine = of_members[(row_of == number) & with_unit]
        if row.kind == "individual" and len(mine):
            of_items = np.moveaxis(mine, 0, 1)
            groups[number] = (of_items.sum(-1) > 0).sum(-1)
            first[number], second[number] = reliability.iccs(of_items)
    few = groups < reliability.GROUPS_FROM
    first, second = (np.where(few, np.nan, each) for each in (first, np.maximum(second, 0)))
    if by == "area":
        things, rows = np.nonzero(plan.asked_areas.T)
        first, second = (
            distribution.mean_known(by_area(plan, each[..., None], np.nan)[..., 0])
            for each in (first, second)
        )
        groups = by_area(plan, groups[..., None])[..., 0].max(-1)
    else:
        things, rows = np.nonzero(plan.asked.T)
    return {
        **plan.names(by, things, rows),
        "groups": groups[rows, things],
        "icc1": first[rows, things],
        "icc2": np.where(second > 0, second, np.nan)[rows, things],
    }


@dataclass(frozen=True)
class _Statement:
    id: str
    label: str
    area_id: str


def _by_statement(
    published: Published, selection: Selection
) -> tuple[tuple[str, ...], list[_Statement], npt.NDArray[np.int64]]:
    """Levels in chain order, statements, and counts `[statements, levels, K]` of single answers."""
    instrument = published.instrument
    plan = layout(published, selection, _BY_LEVEL)
    steps = counts_of(published, plan).steps
    rows = {
        row.level: number
        for number, row in enumerate(plan.rows)
        if row.kind == "individual" and row.atoms and row.level
    }
    levels = tuple(level for level in instrument.level_ids if level in rows)
    keys = _statements(instrument)
    counts = np.zeros((len(keys), len(levels), instrument.scale.size), dtype=np.int64)
    place = {key: number for number, key in enumerate(keys)}
    for number, item in enumerate(instrument.items):
        at = place[item.point_id if item.level and item.point_id else item.id]
        for column, level in enumerate(levels):
            if item.level in (None, level):
                counts[at, column] += steps[rows[level], number]
    return levels, list(keys.values()), counts


def _statements(instrument: Instrument) -> dict[str, _Statement]:
    found: dict[str, Any] = {}
    for item in instrument.items:
        key = item.point_id if item.level and item.point_id else item.id
        found.setdefault(key, _Statement(key, item.label, item.area_id))
    return found
