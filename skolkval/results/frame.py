"""What are the protected numbers of a selection: one row per area (or item) and group?"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Mapping, Sequence
from functools import lru_cache
from typing import Any

import pandas as pd

from skolkval.analysis.records import Row, rows_of
from skolkval.results.columns import AreaColumns, ItemColumns
from skolkval.results.counts import counts_of
from skolkval.results.rows import NAMES, By, Group, frame_of, layout
from skolkval.results.selection import Selection, reach
from skolkval.store.published import Published

MEASURES = (
    *("n", "n_least", "items", "not_applicable", "missing", "counts"),
    *("index", "index_mean", "index_sd"),
    *("share_agree", "agreement", "distance", "polarised", "suppressed"),
    *("agreement_min_item", "agreement_min", "agreement_max_item", "agreement_max"),
)
COLUMNS = (*NAMES, *MEASURES)


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
    measures: Collection[str] = MEASURES,
) -> list[Row]:
    """The rows of `results`, without the frame; with `measures`, only these beside the names."""
    return rows_of(_columns(published, selection, by, group, measures))


def _columns(
    published: Published,
    selection: Selection,
    by: By,
    group: Collection[Group],
    measures: Collection[str] = MEASURES,
) -> dict[str, Any]:
    plan = layout(published, selection, group)
    counts = counts_of(published, plan)
    columns = ItemColumns(plan, counts) if by == "item" else AreaColumns(plan, counts)
    names = plan.names(by, columns.things, columns.rows)
    return names | {measure: getattr(columns, measure) for measure in measures}


# A unit's numbers are the same in every selection that it is part of.
@lru_cache(maxsize=8)
def unit_rows(published: Published, level: str) -> Mapping[int, Sequence[Row]]:
    """What can be shown of each atom of a level, an area a row: by the atom's place in the round.

    A row has NAMES, `index`, `n`, `n_least` and `agreement`.
    """
    selection = Selection((level,))
    by_unit: tuple[Group, ...] = ("unit",)
    plan = layout(published, selection, by_unit)
    columns = AreaColumns(plan, counts_of(published, plan))
    measures = ("index", "n", "n_least", "agreement", "suppressed")
    rows = result_rows(published, selection, "area", by_unit, measures)
    found: dict[int, list[Row]] = defaultdict(list)
    for place, row in zip(columns.rows.tolist(), rows, strict=True):
        if not row["suppressed"]:
            found[plan.rows[place].atoms[0]].append(row)
    return found


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
    for place in reach(published, selection).whole:
        atom = published.atoms[place]
        found[atom.level] = (found.get(atom.level) or 0) + atom.raters
    return found
