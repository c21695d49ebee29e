"""Who answered of those invited, and what could the others have made of the numbers?"""

from __future__ import annotations

import math

import numpy as np
import pandas as pd

from skolkval.analysis import distribution, uncertainty
from skolkval.results.counts import by_area, counts_of
from skolkval.results.rows import NAMES, By, Group, frame_of, layout
from skolkval.results.selection import Selection
from skolkval.store.published import Published
from skolkval.store.rounds import RoundLevel

RATE_MOVED = 0.15
"""A response rate that has moved more than this is a reason to be careful with a change."""

NONRESPONSE_COLUMNS = (
    *NAMES,
    *("invited", "raters", "rate", "index", "manski_low", "manski_high", "polya_low", "polya_high"),
)


def nonresponse(published: Published, by: By = "area") -> pd.DataFrame:
    """How far from what is seen the index of all invited can be: a row per area (or item) and level.

    Only levels with a known number of invited, at least as many as answered; columns
    NONRESPONSE_COLUMNS. `manski_low` to `manski_high` (0-100) is what the missing could make of it
    at most; `polya_low` to `polya_high` the 95 % interval if they think as those who answered do,
    of an area the mean of its items' (the widest that counts allow). Answers that are not published
    count as missing.
    """
    group: tuple[Group, ...] = ("level",)
    plan = layout(published, Selection(), group)
    steps = counts_of(published, plan).steps
    known = {level.level: level for level in published.round.levels}
    invited = np.array([_invited(known.get(row.level or "")) for row in plan.rows], dtype=float)
    # A joint answer is one, however many stand behind it.
    invited[np.array([row.kind == "joint" for row in plan.rows], dtype=bool)] = np.nan
    manski = uncertainty.manski(steps, invited[:, None])
    polya = uncertainty.polya_interval(steps, invited[:, None])
    unseen = steps.sum(-1) == 0
    measures = {
        "index": distribution.index(steps),
        "manski_low": np.where(unseen, np.nan, manski[0]),
        "manski_high": np.where(unseen, np.nan, manski[1]),
        "polya_low": polya[0],
        "polya_high": polya[1],
    }
    if by == "area":
        things, rows = np.nonzero(plan.asked_areas.T)
        for name, values in measures.items():
            of_areas = by_area(plan, values[..., None], math.nan)[..., 0]
            measures[name] = distribution.mean_known(of_areas)
    else:
        things, rows = np.nonzero(plan.asked.T)
    raters = np.array([getattr(known.get(row.level or ""), "raters", None) for row in plan.rows])
    raters = raters.astype(float)
    frame = frame_of(
        {
            **plan.names(by, things, rows),
            "invited": invited[rows],
            "raters": raters[rows],
            "rate": (raters / invited)[rows],
            **{name: values[rows, things] for name, values in measures.items()},
        }
    )
    kept = frame[frame["rate"].le(1) & frame["index"].notna()].reset_index(drop=True)
    return kept.astype({"invited": "Int64", "raters": "Int64"})


def response_change(earlier: Published, later: Published) -> pd.DataFrame:
    """Per level of the later round: raters, invited and response rate (0-1) of both rounds.

    `rate_moved` is whether the rate has moved more than 15 percentage points, False where a number
    of invited is not known; `halved` whether the raters have at least halved or doubled.
    """
    rounds = [{level.level: level for level in each.round.levels} for each in (earlier, later)]
    moved = levels_with_moved_rate(earlier, later)
    records = []
    for level, label in later.instrument.level_label.items():
        before, after = (known.get(level) for known in rounds)
        if before is None and after is None:
            continue
        raters = [getattr(each, "raters", None) for each in (before, after)]
        records.append(
            {
                "level": level,
                "level_label": label,
                "earlier_raters": raters[0],
                "earlier_invited": getattr(before, "invited", None),
                "earlier_rate": _rate(before),
                "later_raters": raters[1],
                "later_invited": getattr(after, "invited", None),
                "later_rate": _rate(after),
                "rate_moved": level in moved,
                "halved": bool(raters[0] and raters[1] and not 1 / 2 < raters[1] / raters[0] < 2),
            }
        )
    frame = pd.DataFrame.from_records(
        records,
        columns=[
            *("level", "level_label", "earlier_raters", "earlier_invited", "earlier_rate"),
            *("later_raters", "later_invited", "later_rate", "rate_moved", "halved"),
        ],
    )
    whole = [name for name in frame.columns if name.endswith(("raters", "invited"))]
    return frame.astype({**dict.fromkeys(whole, "Int64"), "rate_moved": bool, "halved": bool})


def levels_with_moved_rate(earlier: Published, later: Published) -> frozenset[str]:
    """The levels whose response rate is known in both rounds and has moved more than RATE_MOVED."""
    before = {level.level: _rate(level) for level in earlier.round.levels}
    return frozenset(
        level.level
        for level in later.round.levels
        if abs(_rate(level) - before.get(level.level, math.nan)) > RATE_MOVED + 1e-9
    )


def _invited(level: RoundLevel | None) -> float:
    return math.nan if level is None or level.invited is None else level.invited


def _rate(level: RoundLevel | None) -> float:
    """The share of the invited that answered; `nan` where it is not known."""
    if level is None or not level.invited or level.raters is None:
        return math.nan
    return level.raters / level.invited
