"""Can anybody who has seen every picture of an area's comments single out fewer than the limit?"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping
from typing import Any

from hypothesis import given, settings
from hypothesis import strategies as st

from skolkval.store.comment_waves import Settled, Wave, settle

LIMIT = 3  # small, so that a short story can get below it


def people(*raters: int, text: int = 0) -> dict[int, int]:
    """Each has written something of their own: 10 times their number, and which text it is."""
    return {rater: 10 * rater + text for rater in raters}


def wave_of(here: Mapping[int, int]) -> Wave:
    return frozenset((written, rater) for rater, written in here.items())


def cells(pictures: Iterable[frozenset[Any]]) -> list[set[Any]]:
    """The cells of the Venn diagram of all pictures: what is in the same ones."""
    family = list(dict.fromkeys(pictures))
    found: dict[tuple[bool, ...], set[Any]] = defaultdict(set)
    for member in frozenset().union(*family):
        found[tuple(member in each for each in family)].add(member)
    return list(found.values())


def picture(settled: Settled) -> list[int]:
    """What is seen: what was written, whoever wrote it."""
    return sorted(written for wave in settled.shown for written, _ in wave)


def test_too_few_wait_until_they_are_enough() -> None:
    assert settle([], people(1, 2), LIMIT) == Settled((), ())
    whole = wave_of(people(1, 2, 3))
    assert settle([], people(1, 2, 3), LIMIT) == Settled((whole,), (whole,))
    assert picture(settle([whole], people(1, 2, 3, 4, 5), LIMIT)) == [10, 20, 30]
    more = people(1, 2, 3, 4, 5, 6)
    assert picture(settle([whole], more, LIMIT)) == [10, 20, 30, 40, 50, 60]


def test_a_wave_that_lacks_a_few_is_hidden_until_all_are_back() -> None:
    wave = wave_of(people(1, 2, 3, 4, 5, 6))
    lacking = settle([wave], people(1, 2, 3, 4), LIMIT)
    assert lacking == Settled((wave,), ())
    # Whoever has written it: a rater whose answers were corrected is another one.
    back = people(1, 2, 3, 4, 5) | {99: 60}
    assert picture(settle(lacking.waves, back, LIMIT)) == [10, 20, 30, 40, 50, 60]


def test_what_is_left_of_a_hidden_wave_joins_no_other() -> None:
    settled = settle([wave_of(people(1, 2, 3, 4))], people(1, 2, 3, 8, 9), LIMIT)
    assert picture(settled) == []
    settled = settle(settled.waves, people(1, 2, 3, 7, 8, 9), LIMIT)
    assert picture(settled) == [70, 80, 90]


def test_a_wave_that_lacks_many_is_split_for_good() -> None:
    wave = wave_of(people(1, 2, 3, 4, 5, 6))
    left, gone = wave_of(people(1, 2, 3)), wave_of(people(4, 5, 6))
    split = settle([wave], people(1, 2, 3), LIMIT)
    assert split == Settled((left, gone), (left,))
    assert picture(settle(split.waves, people(4, 5, 6), LIMIT)) == [40, 50, 60]
    assert picture(settle(split.waves, people(2, 3, 4, 5, 6), LIMIT)) == [40, 50, 60]


def test_who_was_shown_with_one_comment_is_not_shown_with_another() -> None:
    wave = wave_of(people(1, 2, 3, 4))
    changed = people(1, 2, 3, 7, 8) | people(4, text=1)
    settled = settle([wave], changed, LIMIT)
    assert picture(settled) == []
    # Among others one would know whose it is, as the rest of the wave is seen to be gone.
    assert picture(settle(settled.waves, changed | people(9), LIMIT)) == [70, 80, 90]


def test_of_two_who_wrote_the_same_nobody_is_one() -> None:
    waves = [wave_of({1: 5, 2: 20, 3: 30}), wave_of({4: 5, 5: 50, 6: 60})]
    # The first file is gone: its "5" is as good as the other's.
    assert picture(settle(waves, {4: 5, 5: 50, 6: 60}, LIMIT)) == [5, 50, 60]
    assert picture(settle(waves, {1: 5, 2: 20, 3: 30}, LIMIT)) == [5, 20, 30]


def test_a_wave_below_a_raised_limit_is_hidden() -> None:
    here = people(1, 2, 3)
    assert picture(settle([wave_of(here)], here, LIMIT + 1)) == []


HERE = st.dictionaries(st.integers(0, 14), st.integers(0, 1), max_size=20).map(
    lambda found: {rater: 10 * rater + text for rater, text in found.items()}
)


@settings(max_examples=400, deadline=None)
@given(st.lists(HERE, max_size=12), st.lists(st.integers(0, 3), min_size=12, max_size=12))
def test_no_story_of_imports_undos_and_replacements_singles_out_fewer_than_the_limit(
    story: list[dict[int, int]], growing: list[int]
) -> None:
    """Any may be here next. Every other step is a small one from the step before, as when a file is
    corrected: those are the pictures that are alike enough to tell."""
    waves: tuple[Wave, ...] = ()
    pictures = []
    before: dict[int, int] = {}
    for step, (drawn, few) in enumerate(zip(story, growing, strict=False)):
        here = drawn
        if step % 2:
            gone = sorted(before)[:few]
            here = {rater: said for rater, said in before.items() if rater not in gone}
            here |= {rater + 100: before[rater] for rater in gone}
            here |= people(*(200 + 10 * step + number for number in range(few)))
        settled = settle(waves, here, LIMIT)
        waves, before = settled.waves, here
        seen = Counter(picture(settled))
        assert seen <= Counter(here.values()), "what is not here any more is not shown"
        in_waves = Counter(written for wave in waves for written, _ in wave)
        assert set(in_waves.values()) <= {1}, "two waves share a comment"
        whose = Counter(rater for wave in waves for _, rater in wave)
        assert set(whose.values()) <= {1}, "a rater is shown with two comments"
        pictures.append(frozenset(seen))
    for cell in cells(pictures):
        assert len(cell) >= LIMIT
