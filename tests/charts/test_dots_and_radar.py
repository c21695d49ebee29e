"""Do the dot plot and the radar show the same numbers, on an axis from the scale?"""

from math import atan2, hypot, pi

import plotly.graph_objects as go
import pytest

from skolkval.analysis.records import Row
from skolkval.charts.dots import dot_plot
from skolkval.charts.look import Look
from skolkval.charts.radar import can_be_drawn, radar
from skolkval.charts.theme import LIGHT
from skolkval.instruments.model import Instrument
from tests.charts.frames import area_row, instrument_of, known_of


def dots_of(figure: go.Figure) -> dict[tuple[str, str], float]:
    """(area, level) -> the index that is drawn, from every trace that carries customdata."""
    return {
        tuple(data): value
        for trace in figure.data
        if trace.customdata is not None
        for data, value in zip(trace.customdata, trace.x, strict=True)
        if value is not None
    }


def corners_of(figure: go.Figure) -> dict[tuple[str, str], tuple[float, float]]:
    """(area, level) -> the index and how far round the circle clockwise from the top, 0-1."""
    return {
        tuple(data): (hypot(x, y), atan2(x, y) / (2 * pi) % 1)
        for trace in figure.data
        for data, x, y in zip(trace.customdata, trace.x, trace.y, strict=True)
        if x is not None
    }


def rings_of(figure: go.Figure) -> list[list[float]]:
    """How far from the middle the corners of every ring are."""
    paths = [shape.path for shape in figure.layout.shapes if shape.path.endswith("Z")]
    return [
        [hypot(*map(float, corner.split(","))) for corner in path.strip("MZ").split("L")]
        for path in paths
    ]


def test_both_draw_exactly_the_known_indices(cells: list[Row], instrument: Instrument) -> None:
    expected = {(row["area_id"], row["level"]): row["index"] for row in known_of(cells)}
    assert dots_of(dot_plot(cells, instrument)) == expected
    drawn = corners_of(radar(cells, instrument))
    assert {mark: index for mark, (index, _) in drawn.items()} == pytest.approx(expected)


def test_every_mark_of_the_radar_stands_on_the_spoke_of_its_area(
    cells: list[Row], instrument: Instrument
) -> None:
    figure = radar(cells, instrument)
    spokes = {"a0": 0, "a1": 1 / 3, "a2": 2 / 3}
    for (area, _), (index, turn) in corners_of(figure).items():
        # An index of 0 stands in the middle, where all spokes meet.
        assert index == 0 or turn == pytest.approx(spokes[area])
    labels = [note for note in figure.layout.annotations if note.name == "label"]
    turns = [atan2(label.x, label.y) / (2 * pi) % 1 for label in labels]
    assert turns == pytest.approx(list(spokes.values()))
    assert [label.text.split("<br>")[0] for label in labels] == [
        "Förtroendefullt",
        "Kompetent",
        "Roller",
    ]


def test_the_hover_of_a_mark_says_the_index_that_is_drawn(
    cells: list[Row], instrument: Instrument
) -> None:
    figure = radar(cells, instrument)
    drawn = corners_of(figure)
    for trace in figure.data:
        for data, hover in zip(trace.customdata, trace.hovertext, strict=True):
            if tuple(data) in drawn:
                # 72.5 is rounded to even.
                assert f"Index {round(drawn[tuple(data)][0])} av 100" in hover


def test_both_have_the_axis_of_the_scale(cells: list[Row], instrument: Instrument) -> None:
    assert dot_plot(cells, instrument).layout.xaxis.range == (0, 100)
    figure = radar(cells, instrument)
    scale = {
        note.text: (note.x, note.y) for note in figure.layout.annotations if note.name == "scale"
    }
    assert scale == {"25": (0, 25), "50": (0, 50), "75": (0, 75), "100": (0, 100)}
    rings = rings_of(figure)
    assert [ring[0] for ring in rings] == [25, 50, 75, 100]
    assert all(ring == pytest.approx([ring[0]] * 3) for ring in rings)
    # One index is as long in every direction, and no drag changes the axes.
    across, upwards = figure.layout.xaxis, figure.layout.yaxis
    assert across.range == upwards.range and upwards.scaleanchor == "x"
    assert not across.visible and not upwards.visible
    template = figure.layout.template.layout
    assert template.xaxis.fixedrange and template.yaxis.fixedrange


def test_each_level_has_its_colour_and_shape_in_both(
    cells: list[Row], instrument: Instrument
) -> None:
    for figure in (dot_plot(cells, instrument), radar(cells, instrument)):
        marks = [t.marker for t in figure.data if t.customdata is not None]
        assert [mark.symbol for mark in marks] == ["diamond", "square", "circle"]
        assert tuple(mark.color for mark in marks) == LIGHT.level_colours[:3]


def test_dot_plot_is_sorted_by_gap_and_prints_only_the_named(
    cells: list[Row], instrument: Instrument
) -> None:
    figure = dot_plot(cells[::-1], instrument)
    labels = [note.text for note in figure.layout.annotations if note.name == "label"]
    assert labels[0].startswith("Förtroendefullt")
    assert labels[1].startswith("Kompetent")
    gaps = figure.data[-1]
    assert [text.strip() for text in gaps.text] == ["<b>100</b>"]
    assert (gaps.x, gaps.y) == ((100,), (0,))


def test_a_line_runs_from_the_lowest_to_the_highest(
    cells: list[Row], instrument: Instrument
) -> None:
    line = dot_plot(cells, instrument).data[0]
    assert line.x[:3] == (0, 100, None)


def test_with_one_level_the_dot_plot_prints_the_index_highest_first() -> None:
    alone = instrument_of(levels=())
    frame = [area_row(alone, 0, "", [20, 0, 0, 20]), area_row(alone, 1, "", [0, 0, 0, 40])]
    figure = dot_plot(frame, alone)
    assert [text.strip() for text in figure.data[-1].text] == ["<b>100</b>", "<b>50</b>"]
    assert not [note for note in figure.layout.annotations if note.name == "legend"]


def test_radar_lines_are_closed_have_markers_and_no_fill(
    cells: list[Row], instrument: Instrument
) -> None:
    for trace in radar(cells, instrument).data:
        assert [area for area, _ in trace.customdata] == ["a0", "a1", "a2", "a0"]
        assert (trace.x[0], trace.y[0]) == (trace.x[-1], trace.y[-1])
        assert (trace.mode, trace.fill) == ("lines+markers", None)


def test_a_hidden_level_leaves_a_hole_and_no_number(
    cells: list[Row], instrument: Instrument
) -> None:
    rektor = radar(cells, instrument).data[1]
    assert (rektor.x, rektor.y) == ((0, None, None, 0), (50, None, None, 50))
    assert rektor.connectgaps is False


def test_a_level_without_any_number_is_not_in_the_legend(
    cells: list[Row], instrument: Instrument
) -> None:
    hidden = [row for row in cells if row["level"] != "rektor" or row["suppressed"]]
    for figure in (dot_plot(hidden, instrument), radar(hidden, instrument)):
        (legend,) = [n.text for n in figure.layout.annotations if n.name == "legend"]
        assert "Huvudman" in legend and "Undervisning" in legend and "Rektor" not in legend


def test_a_narrow_radar_numbers_its_areas(cells: list[Row], instrument: Instrument) -> None:
    figure = radar(cells, instrument, narrow=True)
    labels = [note.text for note in figure.layout.annotations if note.name == "label"]
    assert labels == ["<b>1</b>", "<b>2</b>", "<b>3</b>"]
    (names,) = [note.text for note in figure.layout.annotations if note.name == "names"]
    assert "<b>3</b> Roller &lt;b&gt;och" in names


def test_a_word_that_leaves_no_room_for_the_circle_stands_below_it(
    cells: list[Row], instrument: Instrument
) -> None:
    name = "Verksamhetsutvecklingsarbete"
    long = [{**row, "area_short": name} if row["area_id"] == "a1" else row for row in cells]
    figure = radar(long, instrument)
    (names,) = [note.text for note in figure.layout.annotations if note.name == "names"]
    assert "<b>2</b> Verksamhetsutvecklingsarbete" in names
    assert figure.layout.margin.l == radar(cells, instrument, narrow=True).layout.margin.l


def test_the_radar_of_a_wall_has_large_letters_and_as_large_a_circle(
    cells: list[Row], instrument: Instrument
) -> None:
    small, large = radar(cells, instrument), radar(cells, instrument, theme=LIGHT.scaled(28))
    assert large.layout.height == pytest.approx(2 * small.layout.height, abs=4)
    sizes = [note.font.size for note in large.layout.annotations if note.font.size]
    assert sizes and min(sizes) == 28


def test_fewer_than_three_areas_or_more_than_three_levels_make_no_radar(
    cells: list[Row], instrument: Instrument
) -> None:
    assert can_be_drawn(cells)
    two_areas = [row for row in cells if row["area_id"] != "a2"]
    assert not can_be_drawn(two_areas)
    with pytest.raises(ValueError, match="at least three areas"):
        radar(two_areas, instrument)
    four = instrument_of(levels=("a", "b", "c", "d"))
    rows = [area_row(four, area, level, [1, 1, 1, 9]) for area in range(3) for level in "abcd"]
    assert not can_be_drawn(rows)


def test_a_joint_answer_has_open_marks_and_is_called_one_in_the_legend(
    cells: list[Row], instrument: Instrument
) -> None:
    joint = [{**row, "kind": "joint"} if row["level"] == "huvudman" else row for row in cells]
    for figure in (dot_plot(joint, instrument), radar(joint, instrument)):
        marks = [t.marker for t in figure.data if t.customdata is not None]
        assert [mark.symbol for mark in marks] == ["diamond-open", "square", "circle"]
        # An open mark is its line alone, and a filled one has none of plotly's grey.
        assert [mark.line.width for mark in marks] == [2, 0, 0]
        legend = " ".join(note.text for note in figure.layout.annotations if note.name == "legend")
        assert "◇" in legend and "(gemensamt svar)" in legend and "◆" not in legend


def test_an_index_just_below_the_cut_is_not_printed_as_one_that_reaches_it() -> None:
    instrument = instrument_of(("rektor",))
    row = area_row(instrument, 0, "rektor", (0, 31, 0, 44))
    row["index"] = 59.67
    (texts,) = (trace.text for trace in dot_plot([row], instrument).data if trace.name == "glapp")
    assert "59,7" in texts[0]
    (texts,) = (
        trace.text for trace in dot_plot([row], instrument, cut=50).data if trace.name == "glapp"
    )
    assert "60" in texts[0]


def test_a_hidden_level_is_none_to_be_far_from(cells: list[Row]) -> None:
    instrument = instrument_of(("rektor", "undervisning"))
    rows = [
        area_row(instrument, 0, "rektor", (0, 5, 5, 5)),
        area_row(instrument, 0, "undervisning", None),
    ]
    figure = dot_plot(rows, instrument)
    (texts,) = (trace.text for trace in figure.data if trace.name == "glapp")
    assert len(texts) == 1


def test_a_radar_has_room_for_twelve_areas() -> None:
    instrument = instrument_of(("rektor",))
    row = area_row(instrument, 0, "rektor", (0, 5, 5, 5))
    many = [{**row, "area_id": f"a{place}"} for place in range(13)]
    assert can_be_drawn(many[:12]) and not can_be_drawn(many)


def test_some_rows_of_the_dot_plot_are_those_that_stand_there(
    cells: list[Row], instrument: Instrument
) -> None:
    def areas(look: Look) -> list[str]:
        notes = dot_plot(cells, instrument, look=look).layout.annotations
        return [note.text for note in notes if note.name == "label"]

    assert areas(Look(first=1, most=1)) == areas(Look())[1:2]
    drawn = dots_of(dot_plot(cells, instrument, look=Look(first=1, most=1)))
    assert len({area for area, _ in drawn}) == 1
