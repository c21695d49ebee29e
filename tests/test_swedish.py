"""Are numbers, dates, lists and order written as in Swedish?"""

from datetime import date

import pytest

from skolkval import swedish


@pytest.mark.parametrize(
    ("value", "decimals", "text"),
    [
        (12.5, None, "12,5"),
        (12.04, None, "12"),
        (62.5, 0, "63"),
        (-62.5, 0, "−63"),
        (0.05, 1, "0,1"),
        (-0.04, 1, "0,0"),
        (1234567.891, 2, "1\u00a0234\u00a0567,89"),
        (24_000_000, None, "24\u00a0000\u00a0000"),
        (1e-7, None, "0"),
        (float("nan"), 1, "–"),
        (None, None, "–"),
    ],
)
def test_numbers_have_comma_hard_space_and_true_minus(
    value: float | None, decimals: int | None, text: str
) -> None:
    assert swedish.number(value, decimals) == text


def test_a_difference_that_rounds_to_nothing_has_no_sign() -> None:
    assert swedish.signed(0.04) == "0"
    assert swedish.signed(0.04, 1) == "0,0"
    assert swedish.signed(12.34) == "+12,3"
    assert swedish.signed(-12.34) == "−12,3"


def test_per_cent_rounds_the_share_that_is_meant() -> None:
    assert swedish.percent(0.145) == "15\u00a0%"
    assert swedish.percent(1.0) == "100\u00a0%"
    assert swedish.percent(float("nan")) == "–"


def test_shares_become_per_cent_at_twenty_answers() -> None:
    assert swedish.share_text(5, 19) == "5 av 19"
    assert swedish.share_text(5, 20) == "25\u00a0%"


def test_dates_are_written_out() -> None:
    assert swedish.date_text(date(2026, 5, 3)) == "3 maj 2026"


def test_enumerations_take_och_before_the_last() -> None:
    assert swedish.listing(["rektor", "huvudman"]) == "rektor och huvudman"
    assert swedish.listing(["a", "b", "c"], "eller") == "a, b eller c"


def test_a_ring_and_dots_come_last_also_when_written_as_two_characters() -> None:
    names = ["Ö", "Ä", "a\u030angen", "Åsen", "öst", "Zoo", "é", "d", "f"]
    assert sorted(names, key=swedish.sort_key) == [
        "d",
        "é",
        "f",
        "Zoo",
        "a\u030angen",
        "Åsen",
        "Ä",
        "Ö",
        "öst",
    ]
