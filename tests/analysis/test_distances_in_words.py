"""Do the sentences about the distances between the levels say what the matrix says, and no more?"""

from __future__ import annotations

from math import nan

import numpy.typing as npt
import pytest

from skolkval.analysis.distance import disagreement, distance_matrix
from skolkval.analysis.distances_in_words import (
    NO_LEVELS,
    between,
    excess,
    sentence,
    share_sentence,
    within,
)
from skolkval.analysis.fields import Cuts

NAMES = ["Huvudman", "Rektor", "Undervisning"]
# statistics.md 2.1: h-r 0.35, h-u 1.53, r-u 1.49, within 0.40, 0.43 and 0.98.
EXAMPLE = [[0, 0, 1, 4], [0, 0, 2, 6], [8, 20, 12, 5]]


def said(matrix: npt.ArrayLike, names: list[str] = NAMES, few: tuple[str, ...] = ()) -> str:
    return sentence(names, matrix, 4, Cuts(), few)


def test_the_reference_example_reads_as_it_should() -> None:
    matrix = distance_matrix(EXAMPLE)
    assert said(matrix) == "Huvudman och rektor är eniga; undervisning skiljer sig"
    # 37 % between, by the reference.
    assert share_sentence(float(disagreement(EXAMPLE).between_share)) == (
        "37\xa0% av oenigheten ligger mellan nivåerna, 63\xa0% inom dem."
    )
    assert [name for name, _ in within(NAMES, matrix)] == ["Undervisning", "Rektor", "Huvudman"]


def test_levels_no_farther_apart_than_colleagues_are_not_what_differs() -> None:
    near = [[0.5, 0.5, 0.5]] * 3
    assert said(near) == (
        "Huvudman, rektor och undervisning är eniga: det är inte nivåerna som skiljer oss"
    )
    # 1.2 of 1.5 steps apart is samsyn 20: alike, but nothing to call united.
    assert said([[1.2] * 3] * 3).startswith("Huvudman, rektor och undervisning svarar ungefär lika")


def test_of_levels_with_few_answers_it_is_never_said_that_they_are_alike() -> None:
    near = [[0.5, 0.5, 0.5]] * 3
    assert said(near, few=("Huvudman",)) == (
        "Inget tydligt avstånd mellan nivåerna, men för få svar för att avgöra"
    )
    matrix = distance_matrix(EXAMPLE)
    assert said(matrix, few=("Rektor",)) == "Undervisning skiljer sig från huvudman och rektor"
    assert said(matrix, few=("Undervisning",)).startswith("Huvudman och rektor är eniga")


def test_the_threshold_is_a_twentieth_of_the_largest_distance() -> None:
    # 0.05 * 1.5 = 0.075 steps more than within.
    assert "Glappet" not in said([[0.5, 0.574], [0.574, 0.5]], NAMES[:2])
    assert said([[0.5, 0.576], [0.576, 0.5]], NAMES[:2]) == "Glappet går mellan huvudman och rektor"


def test_one_pair_apart_of_three_is_named_and_with_all_apart_the_farthest() -> None:
    chain = [[0.5, 0.52, 0.7], [0.52, 0.5, 0.52], [0.7, 0.52, 0.5]]
    assert said(chain) == "Glappet går mellan huvudman och undervisning"
    apart = [[0.2, 0.8, 1.6], [0.8, 0.2, 1.0], [1.6, 1.0, 0.2]]
    assert said(apart) == (
        "Flera nivåer drar isär: längst är det mellan huvudman och undervisning, 1,60 steg"
    )


def test_a_hidden_level_takes_no_part_and_one_level_is_no_comparison() -> None:
    hidden = [[0.4, nan, 1.5], [nan, nan, nan], [1.5, nan, 0.4]]
    assert said(hidden) == "Glappet går mellan huvudman och undervisning"
    assert said([[0.4]], ["Rektor"]) == NO_LEVELS
    assert within(NAMES, hidden) == [("Huvudman", 0.4), ("Undervisning", 0.4)]


def test_the_excess_is_what_is_left_over_the_mean_within() -> None:
    # 1.5 - (0.4 + 1.0) / 2
    assert excess([[0.4, 1.5], [1.5, 1.0]])[0, 1] == pytest.approx(0.8)


def test_each_pair_is_told_by_its_excess_so_that_the_sentence_can_be_seen() -> None:
    # As far apart as one decimal can tell: what differs is how united the levels are within.
    matrix = [[0.82, 1.07, 1.09], [1.07, 1.05, 1.10], [1.09, 1.10, 1.01]]
    assert said(matrix) == "Rektor och undervisning svarar ungefär lika; huvudman skiljer sig"
    # 1.09 - (0.82 + 1.01) / 2, and so on; 0.075 is a gap.
    assert between(NAMES, matrix) == [
        ("Huvudman – undervisning", 0.175),
        ("Huvudman – rektor", 0.135),
        ("Rektor – undervisning", 0.07),
    ]
    # Nearer than within is not said to be nearer.
    assert between(NAMES[:2], [[0.5, 0.4], [0.4, 0.5]]) == [("Huvudman – rektor", 0)]
    assert between(NAMES[:2], [[0.4, nan], [nan, nan]]) == []


def test_no_difference_between_the_levels_is_said_in_words() -> None:
    assert share_sentence(-0.02) == "All oenighet ligger inom nivåerna, ingen mellan dem."
    assert share_sentence(nan) == ""
