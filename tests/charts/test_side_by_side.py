"""Do the two groups stand where their indices are, with the gap and its interval beside?"""

from __future__ import annotations

import plotly.graph_objects as go
import pytest

from skolkval.analysis.gap import Standing, between
from skolkval.analysis.side_by_side import Pair, widest
from skolkval.charts.look import Look
from skolkval.charts.side_by_side import (
    Side,
    gap_text,
    interval_text,
    rows_of_pairs,
    side_by_side,
)
from skolkval.charts.theme import LIGHT
from tests.charts.frames import instrument_of, item_row

INSTRUMENT = instrument_of()
A, B = Side("Rektor", "rektor"), Side("Undervisning <x>", "undervisning")


def pair(name: str, one: list[int], other: list[int]) -> Pair:
    a, b = (
        item_row(INSTRUMENT, name, "rektor", one),
        item_row(INSTRUMENT, name, "undervisning", other),
    )
    standings = [Standing(r["index"], r["index_mean"], r["index_sd"], r["n"]) for r in (a, b)]
    return Pair(name, between("a", standings[0], "b", standings[1]), a, b)


PAIRS = [
    pair("stor", [0, 0, 0, 40], [40, 0, 0, 0]),
    pair("få", [0, 0, 1, 2], [1, 1, 1, 0]),
    pair("omvänd", [20, 20, 0, 0], [0, 0, 20, 20]),
]
HIGHER_A, HIGHER_B = widest(PAIRS)


def drawn(look: Look | None = None, a: Side = A, b: Side = B) -> go.Figure:
    return side_by_side(a, b, HIGHER_A, HIGHER_B, INSTRUMENT, look or Look())


def texts(figure: go.Figure, name: str) -> list[str]:
    return [note.text for note in figure.layout.annotations if note.name == name]


def test_both_groups_stand_at_their_index_in_the_colour_of_their_level() -> None:
    for look in (Look(), Look(most=12)):
        figure = drawn(look)
        go.Figure(figure.to_dict())
        _, one, other = figure.data
        # stor and få under the first heading, omvänd under the second.
        assert one.x == (100, 100 * 8 / 9, 100 / 6)
        assert other.x == (0, 100 / 3, 100 * 5 / 6)
        assert one.marker.symbol == LIGHT.level_style("rektor", INSTRUMENT.level_ids).symbol
        assert other.marker.color == LIGHT.level_style("undervisning", INSTRUMENT.level_ids).colour
        assert figure.layout.xaxis.range == (0, 100)
        assert one.customdata == ("stor", "få", "omvänd")


def test_each_direction_has_a_heading_and_names_are_text() -> None:
    figure = drawn()
    assert texts(figure, "heading") == [
        "<b>Rektor svarar högre</b>",
        "<b>Undervisning &lt;x&gt; svarar högre</b>",
    ]
    assert rows_of_pairs(A, B, HIGHER_A, HIGHER_B) == 5
    assert rows_of_pairs(A, B, [], HIGHER_B) == 2


def test_the_gap_is_printed_with_its_interval_bold_only_where_it_is_named() -> None:
    large, few, other = texts(drawn(), "gap")
    assert large.startswith("<b>100 ◂</b>  (")
    assert few.startswith("56  (") and few.endswith("<br>för få svar")
    assert other.startswith("<b>67 ◂</b>")
    # Hover and print agree.
    assert (
        f"Skillnad {gap_text(PAIRS[0])} ({interval_text(PAIRS[0])})" in drawn().data[1].hovertext[0]
    )


def test_a_gap_that_is_not_named_is_never_printed_as_the_least_that_is() -> None:
    standings = Standing(50, 50, 20), Standing(64.8, 64.8, 20)
    unsure = Pair("nära", between("a", standings[0], "b", standings[1]), PAIRS[0].a, PAIRS[0].b)
    assert not unsure.gap.named
    assert gap_text(unsure) == "14,8"


@pytest.mark.parametrize("look", [Look(), Look(LIGHT.scaled(24), most=12)], ids=["page", "wall"])
def test_name_line_and_gap_stand_level(look: Look) -> None:
    figure = drawn(look)
    heights = figure.data[1].y
    for name in ("label", "gap"):
        found = [note for note in figure.layout.annotations if note.name == name]
        assert [note.y for note in found] == list(heights)
        assert {(note.yshift or 0, note.yanchor or "middle") for note in found} == {(0, "middle")}
    # The names are left of the plot, whose grid they would cross.
    labels = [note for note in figure.layout.annotations if note.name == "label"]
    assert {note.xshift for note in labels} == {-figure.layout.margin.l}


def test_on_a_phone_the_name_stands_over_its_line_and_hides_the_grid() -> None:
    figure = drawn(Look(narrow=True))
    labels = [note for note in figure.layout.annotations if note.name == "label"]
    assert {(note.yanchor, note.bgcolor) for note in labels} == {("bottom", LIGHT.card)}


def test_the_interval_is_counted_in_the_direction_of_the_gap() -> None:
    low, high = (round(end) for end in (-PAIRS[0].gap.high, -PAIRS[0].gap.low))
    assert PAIRS[0].gap.difference < 0 < low < high
    assert interval_text(PAIRS[0]) == f"{low} till {high}"
    assert interval_text(PAIRS[2]).startswith(str(round(PAIRS[2].gap.low)))


def test_two_groups_of_one_level_are_told_apart_by_open_marks() -> None:
    _, one, other = drawn(a=Side("Ek", "rektor"), b=Side("Asp", "rektor")).data
    assert (one.marker.symbol, other.marker.symbol) == ("square", "square-open")
    assert one.marker.color == other.marker.color
    assert "□" in texts(drawn(a=Side("Ek", "rektor"), b=Side("Asp", "rektor")), "legend")[0]


def test_a_wall_shows_some_rows_at_a_time() -> None:
    figure = drawn(Look(LIGHT.scaled(24), first=3, most=2))
    assert texts(figure, "heading") == ["<b>Undervisning &lt;x&gt; svarar högre</b>"]
    assert texts(figure, "label") == ["omvänd"]
