"""Does the matrix print, colour and tell the same distances, and nothing of a hidden level?"""

from __future__ import annotations

from math import nan

import plotly.graph_objects as go

from skolkval.charts.distance_matrix import distance_matrix
from skolkval.charts.look import Look
from skolkval.charts.theme import index_colour, text_on
from tests.charts.frames import instrument_of

INSTRUMENT = instrument_of()
LEVELS = list(INSTRUMENT.level_ids)
MATRIX = [[0.44, 0.35, 1.5], [0.35, 0.435, 1.74], [1.5, 1.74, nan]]


def drawn(hidden: list[str], look: Look | None = None) -> go.Figure:
    return distance_matrix(LEVELS, MATRIX, INSTRUMENT, hidden, 7, look or Look())


def test_colour_text_and_hover_show_the_same_number() -> None:
    figure = drawn([])
    go.Figure(figure.to_dict())
    cells, texts = figure.data
    # 0.435 is rounded up, as in the table.
    assert [list(row) for row in cells.z] == [
        [0.44, 0.35, 1.5],
        [0.35, 0.44, 1.74],
        [1.5, 1.74, None],
    ]
    printed = [text.removeprefix("<b>").removesuffix("</b>") for text in texts.text]
    values = [value for row in cells.z for value in row]
    for value, text, hover, colour in zip(
        values, printed, texts.hovertext, texts.textfont.color, strict=True
    ):
        if value is None:
            assert text == "–" and "För få svar" in hover
            continue
        assert float(text.replace(",", ".")) == value
        assert f"<b>{text} steg</b>" in hover
        assert colour == text_on(index_colour(min(100, 100 * value / 1.5)))


def test_the_tones_run_over_the_scale_not_over_the_data() -> None:
    cells = drawn([]).data[0]
    assert (cells.zmin, cells.zmax) == (0, 1.5)


def test_a_hidden_level_has_no_number_anywhere() -> None:
    cells, texts = drawn(["rektor"]).data
    assert [value for row in cells.z for value in row].count(None) == 6
    assert [text for text in texts.text if ".." in text] == ["<b>..</b>"] * 5
    assert list(cells.z[1]) == [None, None, None]
    assert "färre än 7" in texts.hovertext[1]


def test_within_a_level_is_framed_and_explained() -> None:
    figure = drawn([])
    assert [round((each.x0 + each.x1) / 2) for each in figure.layout.shapes] == [0, 1, 2]
    assert any("Inramat" in note.text for note in figure.layout.annotations)
    assert "Två inom huvudman" in figure.data[1].hovertext[0]
    assert "En från huvudman och en från rektor" in figure.data[1].hovertext[1]


def test_names_over_many_columns_are_turned_and_have_room() -> None:
    levels = [f"förvaltning {place}" for place in range(7)]
    instrument = instrument_of(levels)
    figure = distance_matrix(levels, [[1.0] * 7] * 7, instrument, [], 7, Look())
    assert figure.layout.xaxis.tickangle == -90
    assert figure.layout.margin.t > 7 * len("förvaltning 1")
    few = distance_matrix(levels[:2], [[1.0] * 2] * 2, instrument, [], 7, Look())
    assert few.layout.xaxis.tickangle == 0
