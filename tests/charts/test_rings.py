"""Does the picture with rings show each group in its ring, with one number as colour, text and hover?"""

from itertools import chain, pairwise

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


def test_the_first_area_lies_innermost_and_every_ring_goes_all_the_way_round() -> None:
    bars = [trace for trace in ring_chart(RINGS, Look()).data if trace.type == "barpolar"]
    assert [bar.name for bar in bars] == ["X", "Y"]
    inner, outer = bars
    assert min(inner.base) > 0  # room for the pupil in the middle
    assert inner.base[0] + inner.r[0] == outer.base[0]
    assert [sum(bar.width) for bar in bars] == pytest.approx([360, 360])
    # Two halves: their middles are a quarter and three quarters round.
    assert list(inner.theta) == [90, 270]


def test_colour_text_and_hover_are_the_same_number() -> None:
    figure = ring_chart(RINGS, Look())
    fills = {
        (bar.name, theta): colour
        for bar in figure.data
        if bar.type == "barpolar"
        for theta, colour in zip(bar.theta, bar.marker.color, strict=True)
    }
    found = {}
    for trace in figure.data:
        if trace.type == "scatterpolar":
            for place, text in enumerate(trace.text):
                fill = fills[trace.customdata[place][0].upper(), trace.theta[place]]
                found[text] = (fill, trace.textfont.color, trace.hovertext[place])
    # Lettered as they come, clockwise and outwards.
    for text, index in (("a <b>20</b>", 20.4), ("b <b>90</b>", 90.0), ("c <b>65</b>", 64.6)):
        fill, ink, hover = found[text]
        assert fill == index_colour(index)
        assert ink == text_on(fill)
        assert f"Index {round(index)} av 100" in hover
    fill, _, hover = found["d <b>–</b>"]
    assert fill == LIGHT.line
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
        assert all(b - a >= 20 for a, b in pairwise(lines))


def test_where_it_is_narrow_the_list_stands_below_the_picture() -> None:
    figure = ring_chart(RINGS, Look(narrow=True))
    lowest = min(note.yshift for note in figure.layout.annotations)
    assert all(note.yshift < 0 for note in figure.layout.annotations)
    assert -lowest + 20 <= figure.layout.margin.b
    assert figure.layout.height - figure.layout.margin.b <= 328


def test_a_click_on_a_cut_names_its_area_and_fades_nothing() -> None:
    marks = [t for t in ring_chart(RINGS, Look()).data if t.type == "scatterpolar"]
    assert sorted(chain.from_iterable(data for t in marks for data in t.customdata)) == [
        *["x"] * 2,
        *["y"] * 3,
    ]
    for trace in marks:
        assert trace.unselected.textfont.color == trace.textfont.color


def test_on_a_wall_every_text_is_as_large_as_asked() -> None:
    figure = ring_chart(RINGS, Look(LIGHT.scaled(24)))
    assert figure.layout.template.layout.font.size == 24
    assert {t.textfont.size for t in figure.data if t.type == "scatterpolar"} == {24}


def test_more_than_can_be_told_apart_is_not_drawn() -> None:
    assert can_be_drawn(RINGS)
    assert not can_be_drawn(())
    assert not can_be_drawn([ring("x", *[50.0] * 27)])
    assert not can_be_drawn([ring(name, 50.0) for name in "uvwxyz"])
