"""Can anybody who has seen every picture of an area's comments single out fewer than the limit?"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable

from hypothesis import given, settings
from hypothesis import strategies as st

from skolkval.store.comment_waves import Member, Settled, Wave, settle

LIMIT = 3  # small, so that a short story can get below it


def members(*raters: int, text: int = 0) -> Wave:
    return frozenset((rater, text) for rater in raters)


def cells(pictures: Iterable[frozenset[Member]]) -> list[set[Member]]:
    """The cells of the Venn diagram of all pictures: who is in the same ones."""
    family = list(dict.fromkeys(pictures))
    found: dict[tuple[bool, ...], set[Member]] = defaultdict(set)
    for member in frozenset().union(*family):
        found[tuple(member in each for each in family)].add(member)
    return list(found.values())


def picture(settled: Settled) -> frozenset[Member]:
    return frozenset().union(*settled.shown)


def test_too_few_wait_until_they_are_enough() -> None:
    assert settle([], members(1, 2), LIMIT) == Settled((), ())
    whole = members(1, 2, 3)
    assert settle([], whole, LIMIT) == Settled((whole,), (whole,))
    more = whole | members(4, 5)
    assert picture(settle([whole], more, LIMIT)) == whole
    assert picture(settle([whole], more | members(6), LIMIT)) == members(1, 2, 3, 4, 5, 6)


def test_a_wave_that_lacks_a_few_is_hidden_until_all_are_back() -> None:
    wave = members(1, 2, 3, 4, 5, 6)
    lacking = settle([wave], members(1, 2, 3, 4), LIMIT)
    assert lacking == Settled((wave,), ())
    assert picture(settle(lacking.waves, wave, LIMIT)) == wave


def test_members_of_a_hidden_wave_join_no_other() -> None:
    wave = members(1, 2, 3, 4)
    settled = settle([wave], members(1, 2, 3, 8, 9), LIMIT)
    assert picture(settled) == frozenset()
    settled = settle(settled.waves, members(1, 2, 3, 7, 8, 9), LIMIT)
    assert picture(settled) == members(7, 8, 9)


def test_a_wave_that_lacks_many_is_split_for_good() -> None:
    wave = members(1, 2, 3, 4, 5, 6)
    left, gone = members(1, 2, 3), members(4, 5, 6)
    split = settle([wave], left, LIMIT)
    assert split == Settled((left, gone), (left,))
    assert picture(settle(split.waves, gone, LIMIT)) == gone
    assert picture(settle(split.waves, wave - {(1, 0)}, LIMIT)) == gone


def test_a_text_that_was_changed_is_another_members() -> None:
    wave = members(1, 2, 3, 4)
    changed = members(1, 2, 3) | members(4, text=1)
    assert picture(settle([wave], changed, LIMIT)) == frozenset()


def test_a_wave_below_a_raised_limit_is_hidden() -> None:
    wave = members(1, 2, 3)
    assert picture(settle([wave], wave, LIMIT + 1)) == frozenset()


HERE = st.frozensets(st.tuples(st.integers(0, 14), st.integers(0, 1)), max_size=20).map(
    # A rater is here with one text.
    lambda found: frozenset({rater: (rater, text) for rater, text in sorted(found)}.values())
)


@settings(max_examples=400, deadline=None)
@given(st.lists(HERE, max_size=12), st.lists(st.integers(0, 3), min_size=12, max_size=12))
def test_no_story_of_imports_undos_and_replacements_singles_out_fewer_than_the_limit(
    story: list[frozenset[Member]], growing: list[int]
) -> None:
    """Any set may be here next. Every other step is a small one from the step before, as when a
    file is corrected: those are the pictures that are alike enough to tell."""
    waves: tuple[Wave, ...] = ()
    pictures = []
    before: frozenset[Member] = frozenset()
    for step, (drawn, few) in enumerate(zip(story, growing, strict=False)):
        here = drawn
        if step % 2:
            gone = sorted(before)[:few]
            here = (before - set(gone)) | {(rater + 100, text) for rater, text in gone}
            here |= {(200 + 10 * step + number, 0) for number in range(few)}
        settled = settle(waves, here, LIMIT)
        waves, before = settled.waves, here
        assert picture(settled) <= here, "what is not here any more is not shown"
        assert sum(map(len, waves)) == len(frozenset().union(*waves)), "two waves share a member"
        pictures.append(picture(settled))
    for cell in cells(pictures):
        assert len(cell) >= LIMIT
