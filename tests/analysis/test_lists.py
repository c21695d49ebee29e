"""Do the three lists agree with the plane, and say of every line whether it holds?"""

from __future__ import annotations

from skolkval.analysis.fields import Cuts
from skolkval.analysis.lists import shortlists
from skolkval.analysis.records import Row
from tests.charts.frames import instrument_of, item_row

ONE = instrument_of(levels=())


def frame(**counts: list[int]) -> list[Row]:
    return [item_row(ONE, name, "", each) for name, each in counts.items()]


def test_each_statement_stands_in_the_list_of_its_field_the_clearest_first() -> None:
    items = frame(
        good=[0, 0, 20, 10],  # index (2 + 1/3) / 3 = 78, mean distance 2·20·10/(30·29) = 0.46
        better=[0, 0, 0, 30],
        bad=[30, 0, 0, 0],
        torn=[15, 0, 0, 15],
    )
    strong, weak, split = shortlists(items, Cuts(), 3)
    assert (strong.name, weak.name, split.name) == (
        "Enig styrka",
        "Enigt utvecklingsområde",
        "Delad bild",
    )
    names = [[line.mark.row["item_id"] for line in each.lines] for each in (strong, weak, split)]
    assert names == [["better", "good"], ["bad"], ["torn"]]


def test_a_line_says_how_many_answers_take_it_off_its_list() -> None:
    # Ten alike on the top step: one that goes to the lowest leaves samsyn at 60, two at 29.
    strong, _, _ = shortlists(frame(top=[0, 0, 0, 10]), Cuts(60, 45), 3)
    (line,) = strong.lines
    assert line.stability is not None
    assert (line.stability.changes, line.stability.answers) == (2, 10)


def test_a_list_is_as_long_as_asked_and_says_how_many_there_are_in_all() -> None:
    strong, weak, _ = shortlists(frame(a=[0, 0, 0, 30], b=[0, 0, 0, 20], c=[0, 0, 0, 9]), Cuts(), 1)
    assert len(strong.lines) == 1
    assert (strong.total, strong.few) == (2, 1)
    assert (weak.lines, weak.total) == ((), 0)


def test_fewer_than_ten_answers_are_counted_but_never_a_line() -> None:
    strong, _, _ = shortlists(frame(c=[0, 0, 0, 9]), Cuts(), 3)
    assert (strong.lines, strong.total, strong.few) == ((), 0, 1)


def test_where_the_picture_is_split_two_camps_come_before_a_lower_samsyn() -> None:
    # Even over four steps: samsyn about 15 and no camps. 15 against 25 two steps apart: mean distance
    # 2 * 2 * 15 * 25 / (40 * 39) = 0.96, samsyn 36, and camps.
    _, _, split = shortlists(frame(even=[10, 10, 10, 10], torn=[0, 15, 0, 25]), Cuts(), 3)
    assert [line.mark.row["item_id"] for line in split.lines] == ["torn", "even"]
