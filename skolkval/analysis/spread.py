"""How far apart, or how near, can the answers to an item come when some of them change?

Both measure the pairs of raters by their steps apart: over the borders between steps, the answers
below times those above.
"""

from __future__ import annotations

from fractions import Fraction

import numpy as np
import numpy.typing as npt

Counts = npt.NDArray[np.int64]


def surely_past(below: Counts, total: int, changes: int, most: Fraction, united: bool) -> bool:
    """Whether the sum could come past `most` if every border could be moved as far by itself."""
    middle = total / 2
    if united:
        nearest = np.where(below < middle, np.minimum(below + changes, middle), below)
        moved = np.where(below > middle, np.maximum(below - changes, middle), nearest)
        return bool((moved * (total - moved)).sum() > most)
    moved = np.where(below < middle, below - changes, below + changes).clip(0, total)
    return bool((moved * (total - moved)).sum() <= most)


def extreme_spread(item: Counts, most: int, widest: bool) -> list[int]:
    """The largest (or least) sum over pairs of their steps apart, after 0, 1 ... `most` changes.

    It is the sum over the borders between steps of those below times those above. Step by step:
    `best[m, d]` has m answers put on the steps so far and d more of all below the border than now.
    """
    total, below = int(item.sum()), item.cumsum()
    sign = 1 if widest else -1
    impossible = np.iinfo(np.int64).min // 2
    shifts = np.arange(-most, most + 1)
    best = np.full((most + 1, 2 * most + 1), impossible)
    best[0, most] = 0
    for step, answers in enumerate(item):
        moved = _best_ahead(best, min(int(answers), most), impossible)
        for put in range(1, most + 1):  # one more answer here than with one change less
            np.maximum(best[put, 1:], best[put - 1, :-1], out=best[put, 1:])
        moved = np.maximum(moved, best)
        under = below[step] + shifts
        best = np.where(moved > impossible // 2, moved + sign * under * (total - under), impossible)
    # All answers are somewhere, so that below the last border are as many as before.
    return [sign * int(value) for value in np.maximum.accumulate(best[:, most])]


def _best_ahead(best: Counts, farthest: int, impossible: int) -> Counts:
    """The largest value up to `farthest` columns to the right of each place, its own included."""
    found, reach = best.copy(), 0
    while reach < farthest:
        part = min(reach + 1, farthest - reach)
        ahead = np.full_like(found, impossible)
        ahead[:, : found.shape[1] - part] = found[:, part:]
        found, reach = np.maximum(found, ahead), reach + part
    return found
