"""Does what the search for the fewest changes leans on hold: a concave bound, and tables of all ways?"""

from itertools import product

import numpy as np
import pytest
from scipy.special import betainc

from skolkval.analysis import nearest
from skolkval.analysis.gap import difference_interval
from skolkval.analysis.uncertainty import index_moments

DIFFERENCES = np.linspace(0.1, nearest.FARTHEST, 1500)


def test_at_the_bound_the_interval_reaches_0() -> None:
    for difference in DIFFERENCES[::50]:
        bound = nearest._bound(float(difference))
        low, _ = difference_interval(0, 0, difference, (bound * (1 - 1e-6)) ** 2)
        over, _ = difference_interval(0, 0, difference, (bound * (1 + 1e-6)) ** 2)
        assert over < 0 < low


def test_the_bound_is_concave_up_to_the_farthest() -> None:
    bounds = [nearest._bound(0.0), *map(nearest._bound, DIFFERENCES.tolist())]
    slopes = np.diff(bounds) / np.diff([0.0, *DIFFERENCES])
    assert (np.diff(slopes) < 1e-9).all()


def test_a_larger_deviation_never_takes_the_interval_back_from_0() -> None:
    for difference in DIFFERENCES[::25]:
        centre = (difference + 100) / 200
        largest = np.sqrt(centre * (1 - centre))
        deviations = np.linspace(0.005 * (centre - 0.5), 0.9999, 4000) * largest
        strength = centre * (1 - centre) / deviations**2 - 1
        tails = betainc(centre * strength, (1 - centre) * strength, 0.5)
        beyond = tails >= nearest.TAIL
        assert (np.diff(beyond.astype(int)) >= 0).all() and beyond[-1] and not beyond[0]


def test_beyond_the_farthest_no_groups_are_unsure_enough() -> None:
    # On two steps, the shortest scale and so the least prior; up to 11 answers on the other step.
    bound = nearest._bound(nearest.FARTHEST)
    for low, high in product(range(12), repeat=2):
        n = np.arange(1, 200)
        mean_a, variance_a = index_moments(np.stack([n, np.full_like(n, low)], -1))
        mean_b, variance_b = index_moments(np.stack([np.full_like(n, high), n], -1))
        far = mean_b - mean_a > nearest.FARTHEST
        assert (np.sqrt(variance_a + variance_b)[far] < bound).all()


@pytest.mark.parametrize(
    "item", [[3, 1, 2], [0, 4, 0], [2, 0, 1, 3], [0, 2, 2, 0], [4, 3], [1] * 5]
)
def test_the_table_holds_the_best_of_all_ways_to_change_an_item(item: list[int]) -> None:
    counts, n, steps = np.array(item), sum(item), np.arange(len(item))
    ways = [w for w in product(range(n + 1), repeat=len(item)) if sum(w) == n]
    sunk, deviations = nearest._changes(counts, n, items=1)
    scale = 100 / (len(item) - 1) / (n + len(item) / 2)
    for most, way in product(range(n + 1), ways):
        if np.maximum(0, np.array(way) - counts).sum() <= most:
            down = int((counts - way) @ steps)
            place = int(np.abs(sunk - down * scale).argmin())
            deviation = float(np.sqrt(index_moments(way)[1]))
            assert deviations[most, place] >= deviation - 1e-9
    best = {
        (most, down): max(
            float(np.sqrt(index_moments(w)[1]))
            for w in ways
            if int((counts - w) @ steps) == down
            and np.maximum(0, np.array(w) - counts).sum() <= most
        )
        for most, down in product(range(n + 1), (-1, 0, 1, 2))
        if any(
            int((counts - w) @ steps) == down and np.maximum(0, np.array(w) - counts).sum() <= most
            for w in ways
        )
    }
    for (most, down), deviation in best.items():
        place = int(np.abs(sunk - down * scale).argmin())
        assert deviations[most, place] == pytest.approx(deviation, abs=1e-9)


def test_parts_sum_to_every_number_up_to_theirs() -> None:
    for number in range(40):
        sums = {0}
        for part in nearest._doublings(number):
            sums |= {part + other for other in sums}
        assert sums == set(range(number + 1))
