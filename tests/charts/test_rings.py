"""Does the picture with rings show each group in its ring, with one number as colour, text and hover?"""

from collections.abc import Sequence
from itertools import chain, pairwise
from math import hypot, pi
from typing import Any

import plotly.graph_objects as go
import pytest

from skolkval.analysis.ringed import Part, Ring
from skolkval.charts.look import Look
from skolkval.charts.rings import can_be_drawn, ring_chart
from skolkval.charts.theme import LIGHT, index_colour, text_on
from skolkval.instruments.model import Area, Group


def ring(area: str, *indices: float | None) -> Ring:
    parts = [
        Part(Group(f"{area}{place}", area, f"Del <b>{area}{place}"), index, place + 1)
        for place, index in enumerate(indices)
    ]
    return Ring(Area(area, f"Område {area}", area.upper()), indices[0], tuple(parts))


RINGS = (ring("x", 20.4, 90.0), ring("y", 64.6, None, 35.0))


def cuts_of(figure: go.Figure) -> list[Any]:
    return [trace for trace in figure.data if trace.fill == "toself"]


def marks_of(figure: go.Figure) -> list[Any]:
    return [trace for trace in figure.data if trace.name == "index"]


def area_of(xs: Sequence[float], ys: Sequence[float]) -> float:
    """The area within an outline, by the shoelace formula."""
    corners = list(zip(xs, ys, strict=True))
    return abs(sum(a * d - b * c for (a, b), (c, d) in pairwise(corners))) / 2


def test_the_first_area_lies_innermost_and_every_ring_goes_all_the_way_round() -> None:
    cuts = cuts_of(ring_chart(RINGS, Look()))
    assert [cut.name for cut in cuts] == ["X", "X", "Y", "Y", "Y"]
    # Between the radii 0.55, 1.55 and 2.55, each ring in parts of the same size.
    for cut in cuts:
        inner = 0.55 if cut.name == "X" else 1.55
        radii = [hypot(x, y) for x, y in zip(cut.x, cut.y, strict=True)]
        assert (min(radii), max(radii)) == pytest.approx((inner, inner + 1))
        whole = pi * ((inner + 1) ** 2 - inner**2)
        assert area_of(cut.x, cut.y) == pytest.approx(
            whole / len(RINGS[cut.name == "Y"].parts), rel=0.01
        )
    # Clockwise from the top: the first of two halves is the right one.
    assert min(cuts[0].x) == pytest.approx(0, abs=1e-9)


def test_the_picture_is_round() -> None:
    layout = ring_chart(RINGS, Look()).layout
    assert layout.yaxis.scaleanchor == "x"
    assert layout.xaxis.range == layout.yaxis.range == (-2.55, 2.55)


def test_colour_text_and_hover_are_the_same_number() -> None:
    figure = ring_chart(RINGS, Look())
    fills = [cut.fillcolor for cut in cuts_of(figure)]
    found = {
        text: (trace.textfont.color, hover)
        for trace in marks_of(figure)
        for text, hover in zip(trace.text, trace.hovertext, strict=True)
    }
    # Lettered as they come, clockwise and outwards.
    for place, (text, index) in enumerate(
        (("a <b>20</b>", 20.4), ("b <b>90</b>", 90.0), ("c <b>65</b>", 64.6))
    ):
        ink, hover = found[text]
        assert fills[place] == index_colour(index)
        assert ink == text_on(fills[place])
        assert f"Index {round(index)} av 100" in hover
    _, hover = found["d <b>–</b>"]
    assert fills[3] == LIGHT.line
    assert "Inga svar att visa" in hover and "Index" not in hover


def test_what_the_letters_stand_for_is_listed_once_and_escaped_wide_and_narrow() -> None:
    for narrow in (False, True):
        figure = ring_chart(RINGS, Look(narrow=narrow))
        listed = [note.text for note in figure.layout.annotations]
        assert listed == [
            "<b>Innerst: X 20</b>",
            "a  Del &lt;b&gt;x0",
            "b  Del &lt;b&gt;x1",
            "<b>Ytterst: Y 65</b>",
            "c  Del &lt;b&gt;y0",
            "d  Del &lt;b&gt;y1",
            "e  Del &lt;b&gt;y2",
        ]
        lines = sorted(note.yshift for note in figure.layout.annotations)
        assert all(b - a >= 19 for a, b in pairwise(lines))


def test_where_it_is_narrow_the_list_stands_below_the_picture() -> None:
    figure = ring_chart(RINGS, Look(narrow=True))
    lowest = min(note.yshift for note in figure.layout.annotations)
    assert all(note.yshift < 0 for note in figure.layout.annotations)
    assert -lowest + 19 <= figure.layout.margin.b
    assert figure.layout.height - figure.layout.margin.b <= 328


def test_a_click_on_a_cut_names_its_area_and_fades_nothing() -> None:
    marks = marks_of(ring_chart(RINGS, Look()))
    assert sorted(chain.from_iterable(data for t in marks for data in t.customdata)) == [
        *["x"] * 2,
        *["y"] * 3,
    ]
    for trace in marks:
        assert trace.unselected.textfont.color == trace.textfont.color


def test_on_a_wall_every_text_is_as_large_as_asked() -> None:
    figure = ring_chart(
        [ring(name, *[50.0] * size) for name, size in zip("vxyz", (4, 5, 4, 4), strict=True)],
        Look(LIGHT.scaled(24)),
    )
    assert figure.layout.height <= 780  # what a wall has room for under a title of one line
    assert figure.layout.template.layout.font.size == 24
    assert {trace.textfont.size for trace in marks_of(figure)} == {24}


def test_more_than_can_be_told_apart_is_not_drawn() -> None:
    assert can_be_drawn(RINGS)
    assert not can_be_drawn(())
    assert not can_be_drawn([ring("x", *[50.0] * 27)])
    assert not can_be_drawn([ring(name, 50.0) for name in "uvwxyz"])
