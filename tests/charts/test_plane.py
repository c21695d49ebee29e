"""Does the plane show every statement where its numbers are, and name only what it may?"""

from __future__ import annotations

from random import Random
from typing import Any

import plotly.graph_objects as go
import pytest

from skolkval.analysis.fields import Cuts, place
from skolkval.analysis.records import Row
from skolkval.charts.colour import contrast
from skolkval.charts.fields import PLOTS
from skolkval.charts.look import Look
from skolkval.charts.plane import plane
from skolkval.charts.theme import DARK, LIGHT, Theme
from tests.charts.frames import instrument_of, item_row

INSTRUMENT = instrument_of()
FRAME: list[Row] = [
    item_row(INSTRUMENT, "roller", "rektor", [0, 0, 0, 12]),
    item_row(INSTRUMENT, "analys", "undervisning", [20, 2, 2, 20]),
    item_row(INSTRUMENT, "få", "undervisning", [0, 2, 4, 0]),
    item_row(INSTRUMENT, "fyra", "rektor", [0, 0, 4, 0]),
    item_row(INSTRUMENT, "dold", "huvudman", None),
]


def drawn(frame: list[Row] = FRAME, look: Look | None = None, **cuts: float) -> go.Figure:
    chosen = Cuts(**cuts)
    return plane(place(frame, chosen), INSTRUMENT, chosen, look or Look())


def marks_of(figure: go.Figure) -> dict[str, Any]:
    return {
        item: (x, y, hover, symbol, trace.name)
        for trace in figure.data
        if trace.customdata is not None
        for item, x, y, hover, symbol in zip(
            trace.customdata, trace.x, trace.y, trace.hovertext, trace.marker.symbol, strict=True
        )
    }


def notes_of(figure: go.Figure, name: str) -> list[str]:
    return [note.text for note in figure.layout.annotations if note.name == name]


def test_every_mark_stands_at_its_index_and_samsyn_and_says_the_same_numbers() -> None:
    figure = drawn()
    go.Figure(figure.to_dict())  # misspelt names are refused here
    marks = marks_of(figure)
    assert set(marks) == {"roller", "analys", "få"}  # four answers and hidden ones have none
    assert marks["roller"][:2] == (100, 100)
    # 20, 2, 2, 20 of 44: 2 * (20 * 24 + 22 * 22 + 24 * 20) / (44 * 43) = 1.526 steps, floored.
    assert marks["analys"][:2] == (50, 0)
    # 0, 2, 4, 0: index (2 / 3 + 4 * 2 / 3 ...) = 100 * (1.667 / 3); 16 / 30 steps of 1.5.
    assert marks["få"][0] == pytest.approx(55.5556, abs=1e-4)
    assert marks["få"][1] == pytest.approx(100 * (1 - (16 / 30) / 1.5))
    assert "Index 56 av 100" in marks["få"][2] and "Samsyn 64 av 100" in marks["få"][2]
    assert "Enigt utvecklingsområde" in marks["få"][2]
    assert "&lt;i&gt;mer&lt;/i&gt;" in marks["få"][2]


def test_few_answers_are_open_and_two_camps_have_a_ring() -> None:
    figure = drawn()
    marks = marks_of(figure)
    assert (marks["få"][3], marks["analys"][3], marks["roller"][3]) == (
        *("circle-open", "circle", "square"),
    )
    # Whatever lies on top of what, none is see-through.
    assert {trace.marker.opacity for trace in figure.data if trace.customdata is not None} == {1}
    (rings,) = [trace for trace in figure.data if trace.name == "två läger"]
    assert (rings.x, rings.y) == ((50,), (0,))
    assert "Två läger, 22 mot 22" in marks["analys"][2]
    legend = " ".join(notes_of(figure, "legend")).replace("\xa0", " ")
    assert "två läger" in legend
    # The open mark of the level that has few answers.
    assert "○</span> färre än tio svar" in legend


def test_the_axes_are_the_scales_and_the_levels_keep_their_look() -> None:
    for theme in (LIGHT, DARK):
        figure = drawn(look=Look(theme))
        assert figure.layout.xaxis.range == figure.layout.yaxis.range == (0, 100)
        for trace in figure.data:
            if trace.customdata is not None:
                style = theme.level_style(trace.name.lower(), INSTRUMENT.level_ids)
                assert {symbol.removesuffix("-open") for symbol in trace.marker.symbol} == {
                    style.symbol
                }
                assert trace.marker.color == style.colour


def test_the_cuts_are_drawn_where_they_are_set() -> None:
    lines = [each for each in drawn(index=70, agreement=50).layout.shapes if each.type == "line"]
    assert [(each.x0, each.y0, each.x1, each.y1) for each in lines] == [
        (70, 0, 70, 100),
        (0, 50, 100, 50),
    ]


def test_what_cannot_occur_is_shaded_up_to_the_limits() -> None:
    below, above = [each.path for each in drawn().layout.shapes if each.type == "path"]
    # Half at each end is samsyn 0; half on each middle step 100 * (1 - 0.5 / 1.5) = 66.67.
    assert "L50,0L" in below and "L50,66.67L" in above
    assert below.endswith("L100,0L0,0Z") and above.endswith("L100,100L0,100Z")


@pytest.mark.parametrize("theme", [LIGHT, DARK], ids=["light", "dark"])
def test_the_shaded_is_explained_in_its_own_colour_and_never_as_a_mark(theme: Theme) -> None:
    figure = drawn(look=Look(theme))
    shades = {each.fillcolor for each in figure.layout.shapes if each.type == "path"}
    (explained,) = [note for note in figure.layout.annotations if note.name == "shaded"]
    assert shades == {explained.bgcolor}
    assert explained.text == "kan inte förekomma i stora grupper"
    assert contrast(explained.font.color, explained.bgcolor) >= 4.5
    # Marks of small groups may lie there.
    for colour in theme.level_colours[:3]:
        assert contrast(colour, explained.bgcolor) >= 3


def test_a_number_just_below_its_cut_is_not_printed_as_the_cut() -> None:
    # 0, 1, 11, 6: index 100 * (1 + 22 + 18) / 54 = 75.93.
    row = item_row(INSTRUMENT, "nära", "rektor", [0, 1, 11, 6])
    hover = marks_of(drawn([row], index=76))["nära"][2]
    assert "Index 75,9 av 100" in hover and "Enigt utvecklingsområde" in hover


def test_the_fields_are_named_and_only_extremes_with_answers_enough_are_labelled() -> None:
    wide, narrow = drawn(), drawn(look=Look(narrow=True))
    assert len(notes_of(wide, "field")) == len(notes_of(narrow, "field")) == 4
    labels = notes_of(wide, "extreme")
    assert "analys (undervisning)" in labels
    assert not [label for label in labels if label.startswith("få")]
    assert notes_of(narrow, "extreme") == []


@pytest.mark.parametrize("plot", [*PLOTS, (700, 370), (1000, 250)])
def test_names_in_a_crowd_never_cover_a_mark_nor_each_other(plot: tuple[int, int]) -> None:
    random = Random(7)
    labels = 0
    for _ in range(25):
        crowd: list[Row] = [
            item_row(INSTRUMENT, f"påstående {n}", "rektor", [random.randint(2, 9) for _ in "1234"])
            for n in range(30)
        ]
        figure = drawn(crowd)
        width, height = plot
        marks = [(x / 100 * width, y / 100 * height) for x, y, *_ in marks_of(figure).values()]
        boxes: list[tuple[float, float, float, float]] = []
        for note in figure.layout.annotations:
            if note.name != "extreme":
                continue
            labels += 1
            lines = note.text.split("<br>")
            wide, high = 6.9 * max(map(len, lines)), 18 * len(lines)
            part = {"left": 0, "right": 1, "center": 0.5}[note.xanchor]
            right, up = (note.ax, -note.ay) if note.showarrow else (note.xshift, note.yshift)
            left = note.x / 100 * width + right - part * wide
            low = note.y / 100 * height + up - high / 2
            box = (left, left + wide, low, low + high)
            assert left >= 0 and box[1] <= width and low >= 0 and box[3] <= height
            assert not [(x, y) for x, y in marks if box[0] < x < box[1] and box[2] < y < box[3]]
            assert not [
                other
                for other in boxes
                if box[0] < other[1]
                and other[0] < box[1]
                and box[2] < other[3]
                and other[2] < box[3]
            ]
            boxes.append(box)
    assert labels > 25


def test_nothing_to_show_is_an_empty_plane() -> None:
    figure = drawn([])
    assert not marks_of(figure)
    assert len(notes_of(figure, "field")) == 4
