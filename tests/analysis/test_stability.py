"""Is the number of answers that must change the smallest there is? All ways are tried on small groups."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from itertools import product
from typing import TypeAlias

import numpy as np
import numpy.typing as npt
import pytest

from skolkval.analysis import change, stability
from skolkval.analysis.agreement import two_camps
from skolkval.analysis.distribution import area_index
from skolkval.analysis.gap import NAMED_FROM, difference_interval
from skolkval.analysis.uncertainty import area_moments

Counts: TypeAlias = npt.NDArray[np.int64]
EDGE = 1e-9
"""Floating point puts an index that lies on a cut a little to one side of it."""


def compositions(n: int, size: int) -> Iterator[tuple[int, ...]]:
    """Every way for `n` answers to fall on `size` steps."""
    if size == 1:
        yield (n,)
        return
    for first in range(n + 1):
        for rest in compositions(n - first, size - 1):
            yield (first, *rest)


def brute_force(items: Counts, lost: Callable[[Counts], npt.NDArray[np.bool_]]) -> int:
    """The fewest changes in `[items, K]` that lose a claim, among all ways there are."""
    ways = [np.array(list(compositions(int(item.sum()), len(item)))) for item in items]
    changes = [np.maximum(0, w - item).sum(-1) for w, item in zip(ways, items, strict=True)]
    places = [np.ravel(p) for p in np.meshgrid(*map(np.arange, map(len, ways)), indexing="ij")]
    every = np.stack([w[p] for w, p in zip(ways, places, strict=True)], axis=1)
    needed = np.sum([c[p] for c, p in zip(changes, places, strict=True)], axis=0)
    return int(needed[lost(every)].min())


def draw(random: np.random.Generator, items: int, size: int, most: int, low: bool) -> Counts:
    """Items of a group that lies low or high, of 1 to `most` answers each."""
    weight = random.dirichlet(np.arange(size, 0, -1.0) ** 2)
    weight = weight if low else weight[::-1]
    return np.array(
        [random.multinomial(random.integers(1, most + 1), weight) for _ in range(items)]
    )


def gap_lost(split: int, least: int) -> Callable[[Counts], npt.NDArray[np.bool_]]:
    """Whether the gap between the first `split` items and the rest, the higher, is not named."""

    def lost(every: Counts) -> npt.NDArray[np.bool_]:
        a, b = every[:, :split], every[:, split:]
        low, _ = difference_interval(*area_moments(a), *area_moments(b))
        return np.asarray((area_index(b) - area_index(a) < least - EDGE) | (low <= 0))

    return lost


@pytest.mark.parametrize(
    ("items_a", "items_b", "size", "most", "wanted"),
    # One item of each with many answers, and areas with few.
    [
        *[(1, 1, 2, 40, 25), (1, 1, 3, 16, 25), (1, 1, 4, 8, 20), (1, 1, 5, 6, 12)],
        *[(1, 2, 3, 6, 12), (2, 2, 2, 9, 15), (2, 2, 3, 4, 12)],
    ],
)
def test_a_gap_falls_with_the_fewest_answers_of_all_ways(
    items_a: int, items_b: int, size: int, most: int, wanted: int
) -> None:
    random = np.random.default_rng(size * most + items_b)
    found = several = 0
    while found < wanted:
        a = draw(random, items_a, size, most, low=True)
        b = draw(random, items_b, size, most, low=False)
        least = int(random.choice([change.NAMED_FROM, NAMED_FROM]))
        firm = stability.of_gap(a, b, least)
        if firm is None:
            lost = gap_lost(items_a, least)(np.concatenate([a, b])[None])[0]
            turned = gap_lost(items_b, least)(np.concatenate([b, a])[None])[0]
            assert lost and turned
            continue
        first, second = (a, b) if area_index(a) < area_index(b) else (b, a)
        both = np.concatenate([first, second])
        assert firm.changes == brute_force(both, gap_lost(len(first), least)), (a, b, least)
        assert stability.of_gap(b, a, least) == firm
        assert firm.answers == min(a.sum(), b.sum())
        found += 1
        several += firm.changes > 1
    assert several


def test_a_large_gap_between_large_groups_falls_by_its_size_alone() -> None:
    # 1,000 each at index 20 and 80: an answer moves a group 0.1 at most, 4 steps of 5 to the end
    # for 80 % of b: 60 - 15 = 45, and one more. Both groups hold 800 such answers.
    a, b = [[800, 0, 0, 0, 200]], [[200, 0, 0, 0, 800]]
    assert stability.of_gap(a, b) == stability.Stability(451, 1000)
    # With 100 in a each of its 80 lowest moves it 1: 45 leave the gap at 15, and one more.
    assert stability.of_gap([[80, 0, 0, 0, 20]], b) == stability.Stability(46, 100)


def test_no_gap_is_not_firm_at_all() -> None:
    assert stability.of_gap([[5, 5]], [[5, 5]]) is None
    assert stability.of_gap([[0, 1]], [[1, 0]]) is None
    assert stability.of_gap([[0, 0]], [[1, 9]]) is None


@pytest.mark.parametrize(("size", "most"), [(3, 40), (4, 22), (5, 12), (6, 9)])
def test_two_camps_part_with_the_fewest_answers_of_all_ways(size: int, most: int) -> None:
    random = np.random.default_rng(size)
    found = 0
    while found < 40:
        counts = random.multinomial(random.integers(2, most), random.dirichlet(np.full(size, 0.3)))
        firm = stability.of_camps(counts)
        assert (firm is not None) == bool(two_camps(counts))
        if firm is not None:
            fewest = brute_force(counts[None], lambda every: ~two_camps(every[:, 0]))
            assert (firm.changes, firm.exact) == (fewest, True), counts
            found += 1


def test_two_camps_on_a_long_scale_are_given_a_number_that_surely_does_not_suffice() -> None:
    counts = [60, 1, 1, 2, 1, 1, 1, 1, 1, 2, 60]
    firm = stability.of_camps(counts)
    assert firm is not None and not firm.exact
    assert 1 <= firm.changes < 22


@pytest.mark.parametrize("cut", [1, 40, 50, 60, 100])
def test_a_side_of_a_cut_is_left_with_the_fewest_answers_of_all_ways(cut: int) -> None:
    random = np.random.default_rng(cut)
    for _ in range(30):
        items, size = int(random.integers(1, 3)), int(random.integers(2, 5))
        group = draw(random, items, size, 6, low=bool(random.integers(2)))
        above = bool(area_index(group) >= cut - EDGE)

        def lost(every: Counts, above: bool = above) -> npt.NDArray[np.bool_]:
            return np.asarray((area_index(every) >= cut - EDGE) != above)

        firm = stability.of_side(group, cut)
        assert firm == stability.Stability(brute_force(group, lost), int(group.sum()))


def test_a_cut_that_nothing_can_cross_is_refused() -> None:
    for cut in (0, 101):
        with pytest.raises(ValueError, match="both sides"):
            stability.of_side([[1, 2]], cut)
    assert stability.of_side([[0, 0]], 50) is None


def test_the_highest_and_lowest_are_caught_up_with_the_fewest_answers_of_all_ways() -> None:
    random = np.random.default_rng(8)
    found = 0
    while found < 40:
        size = int(random.integers(2, 4))
        groups = [draw(random, 1, size, 5, low=bool(random.integers(2))) for _ in range(3)]
        place = int(random.integers(3))
        sign = 1 if found % 2 else -1
        of_end = stability.of_highest if found % 2 else stability.of_lowest
        firm = of_end(groups, place)

        def lost(every: Counts, sign: int = sign, place: int = place) -> npt.NDArray[np.bool_]:
            indices = sign * np.stack([area_index(every[:, i : i + 1]) for i in range(3)], -1)
            others = np.delete(indices, place, axis=-1).max(-1)
            return np.asarray(others >= indices[:, place] - EDGE)

        together = np.concatenate(groups)
        if firm is None:
            assert lost(together[None])[0]
            continue
        assert firm.changes == brute_force(together, lost)
        found += 1


def test_who_has_no_answers_or_nobody_to_be_above_is_not_highest() -> None:
    assert stability.of_highest([[[0, 4]], [[0, 0]]], 0) is None
    assert stability.of_highest([[[0, 0]], [[4, 0]]], 0) is None


@pytest.mark.parametrize(
    ("changes", "answers", "label"),
    # At least 2, and at least 5 %: of 41 that is 2.05, of 100 it is 5.
    [(1, 5, "skör"), (2, 40, "stabil"), (2, 41, "skör"), (4, 100, "skör"), (5, 100, "stabil")],
)
def test_the_label_at_its_edges(changes: int, answers: int, label: str) -> None:
    assert stability.Stability(changes, answers).label == label


def test_unanswered_items_of_an_area_change_nothing() -> None:
    a, b = [[3, 4, 0], [9, 1, 0]], [[0, 1, 8], [0, 2, 6]]
    firm = stability.of_gap(a, b)
    assert firm is not None
    assert stability.of_gap([*a, [0, 0, 0]], [[0, 0, 0], *b]) == firm


def test_all_ways_are_as_many_as_they_should_be() -> None:
    # The brute force itself: 5 answers on 3 steps fall in 21 ways, all but one of them changed.
    every = list(compositions(5, 3))
    assert len(set(every)) == 21
    assert brute_force(np.array([[5, 0, 0]]), lambda w: (w[:, 0] == [0, 0, 5]).all(-1)) == 5
    assert len(list(product(every, every))) == 441


def united(every: Counts, cut: int) -> npt.NDArray[np.bool_]:
    """Whether samsyn of the only item of `[ways, 1, K]` is at least `cut`, in whole numbers."""
    item = every[:, 0]
    total, below = item.sum(-1)[:, None], item.cumsum(-1)[:, :-1]
    pairs = (below * (total - below)).sum(-1)
    return np.asarray(
        400 * pairs <= (total * (total - 1))[:, 0] * (item.shape[-1] - 1) * (100 - cut)
    )


@pytest.mark.parametrize("seed", range(60))
def test_the_side_of_samsyn_is_lost_by_no_fewer_changes(seed: int) -> None:
    random = np.random.default_rng(seed)
    size, cut = int(random.integers(2, 5)), int(random.choice([30, 45, 70]))
    item = draw(random, 1, size, 9, low=True)
    if item.sum() < 2:
        return
    before = bool(united(item[None], cut)[0])
    found = stability.of_agreement_side(item[0], cut)
    try:
        expected = brute_force(item, lambda every: united(every, cut) != before)
    except ValueError:  # no way loses it
        assert found is None
        return
    assert found == stability.Stability(expected, int(item.sum()))


def test_a_large_group_has_a_bound_of_its_samsyn_that_is_not_above_the_exact_number() -> None:
    counts = [200, 300, 250, 250]
    bound = stability.of_agreement_side(counts, 45)
    assert bound is not None and not bound.exact
    assert 64 < bound.changes <= 190, "190 by trying all"
    assert bound.words == f"stabil: minst {bound.changes} av 1\xa0000 svar måste ändras"


def test_one_answer_is_neither_united_nor_split() -> None:
    assert stability.of_agreement_side([1, 0, 0], 45) is None
    with pytest.raises(ValueError, match="above 0"):
        stability.of_agreement_side([1, 1], 0)


@pytest.mark.parametrize("seed", range(40))
def test_the_bound_of_two_camps_is_below_the_exact_number(seed: int) -> None:
    random = np.random.default_rng(seed)
    item = random.multinomial(random.integers(10, 60), random.dirichlet([0.8, 0.2, 0.2, 0.8]))
    found = stability.of_camps(item)
    if found is not None and found.exact:
        assert stability._surely_kept(item) < found.changes


def test_two_camps_of_a_very_large_group_have_a_bound() -> None:
    found = stability.of_camps([2400, 600, 600, 2400])
    assert found is not None and not found.exact
    assert found.label == "stabil" and 300 < found.changes < 650


@pytest.mark.parametrize(
    ("found", "words"),
    [
        (stability.Stability(1, 30), "skör: ett svar räcker"),
        (stability.Stability(3, 80), "skör: 3 av 80 svar räcker"),
        (stability.Stability(12, 240), "stabil: 12 av 240 svar måste ändras"),
        (
            stability.Stability(70, 2000, exact=False),
            "skör: minst 70 av 2\xa0000 svar måste ändras",
        ),
    ],
)
def test_stability_in_words(found: stability.Stability, words: str) -> None:
    assert found.words == words
