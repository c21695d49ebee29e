"""Do slopes, arrows and lines over time colour only what is sure, on the axis of the scale?"""

from __future__ import annotations

from itertools import pairwise

import plotly.graph_objects as go
import pytest

from skolkval.analysis.fields import Cuts
from skolkval.charts.arrows import Arrow, arrow_plane
from skolkval.charts.colour import contrast
from skolkval.charts.look import Look
from skolkval.charts.over_time import Series, over_time
from skolkval.charts.slopes import Panel, Slope, apart, slope_chart
from skolkval.charts.theme import DARK, LIGHT, LevelStyle, Theme

STYLE = LevelStyle("#8A3FA8", "square", "■")
SURE = Slope("Klimat <b>", 50, 62.4, True, "högre", ("Klimat", "Rektor"))
UNSURE = Slope("Ledarskap", 60, 58, False, "ungefär lika", ("Ledarskap", "Rektor"))
PANELS = [
    Panel("Rektor", STYLE, [SURE, UNSURE]),
    Panel("Undervisning", LevelStyle("#1F9D73", "circle", "●"), [UNSURE]),
]


@pytest.mark.parametrize("narrow", [False, True])
def test_only_sure_slopes_have_the_levels_colour_and_a_label(narrow: bool) -> None:
    figure = slope_chart(PANELS, ("okt 2025", "okt 2026"), Look(narrow=narrow))
    colours = {
        (trace.name, trace.xaxis): trace.line.color
        for trace in figure.data
        if trace.mode == "lines"
    }
    assert colours == {
        ("osäker", "x"): LIGHT.muted,
        ("säker", "x"): "#8A3FA8",
        ("osäker", "x2"): LIGHT.muted,
    }
    labels = [note.text for note in figure.layout.annotations if note.name == "label"]
    assert labels == ["Klimat &lt;b&gt; +12"]
    assert figure.layout.yaxis.range == figure.layout.yaxis2.range == (0, 100)


def test_mark_hover_and_customdata_tell_the_same_slope() -> None:
    figure = slope_chart(PANELS[:1], ("förra", "nu"), Look())
    marks = next(t for t in figure.data if t.mode == "markers" and t.name == "säker")
    assert list(marks.y) == [50, 62.4]
    assert "Index 50 → 62 (+12)" in marks.hovertext[0]
    assert list(marks.customdata[0]) == ["Klimat", "Rektor"]


def test_labels_that_would_cover_each_other_are_moved_apart_around_their_middle() -> None:
    # Three at 10, 5 high each: 5, 10 and 15.
    assert apart([10, 10, 10], [5, 5, 5]) == [5, 10, 15]
    # One of two lines needs more room than one of one; none stands outside the axis.
    assert apart([20, 21], [4, 10]) == [17, 24]
    assert apart([0, 50, 99], [5, 5, 8]) == [2.5, 50, 96]


def test_an_arrow_goes_from_then_to_now_and_the_fields_are_named() -> None:
    arrow = Arrow("Klimat", (50, 40), (62, 55), True, "högre", ("Klimat", "Rektor"))
    figure = arrow_plane([arrow], Cuts(), STYLE, 4, Look())
    drawn = next(note for note in figure.layout.annotations if note.showarrow)
    assert (drawn.ax, drawn.ay, drawn.x, drawn.y) == (50, 40, 62, 55)
    assert drawn.arrowcolor == "#8A3FA8"
    fields = {note.text for note in figure.layout.annotations if note.name == "field"}
    assert len(fields) == 4
    marks = figure.data[-1]
    assert "Index 50 → 62" in marks.hovertext[0]
    assert "Samsyn 40 → 55" in marks.hovertext[0]
    assert figure.layout.xaxis.range == figure.layout.yaxis.range == (0, 100)


def test_a_round_that_is_not_shown_breaks_line_and_band() -> None:
    series = Series(
        "Rektor",
        STYLE,
        [40.0, 50.0, None, 60.0],
        [30.0, 40.0, None, 50.0],
        [50.0, 60.0, None, 70.0],
    )
    figure = over_time([series], ["2023", "2024", "2025", "2026"], Look())
    bands = [trace for trace in figure.data if trace.fill == "toself"]
    assert [list(band.y) for band in bands] == [[50, 60, 40, 30], [70, 70, 50, 50]]
    line = next(trace for trace in figure.data if trace.mode == "lines+markers")
    assert list(line.y) == [40, 50, None, 60]
    assert "Visas inte" in line.hovertext[2]
    assert go.Figure(figure.to_dict())


@pytest.mark.parametrize("theme", [LIGHT, DARK])
def test_what_is_unsure_is_quiet_but_seen(theme: Theme) -> None:
    # WCAG 2.2, 1.4.11: 3:1 for what a chart cannot do without.
    assert contrast(theme.muted, theme.card) >= 3
    figure = slope_chart(PANELS[:1], ("förra", "nu"), Look(theme))
    lines = {trace.name: trace.line for trace in figure.data if trace.mode == "lines"}
    assert lines["osäker"].color == theme.muted
    assert lines["osäker"].dash == "dash"
    assert lines["osäker"].width < lines["säker"].width / 2


@pytest.mark.parametrize("narrow", [False, True])
def test_labels_of_two_lines_do_not_cover_each_other(narrow: bool) -> None:
    names = ("Hälsofrämjande lärmiljö", "Kompensatoriska insatser", "Kvalitetsarbete")
    slopes = [Slope(name, 40, 50 + place, True, "") for place, name in enumerate(names)]
    figure = slope_chart(
        [Panel("Rektor", STYLE, slopes)],
        ("förra", "nu"),
        Look(narrow=narrow),
    )
    labels = [note for note in figure.layout.annotations if note.name == "label"]
    plot = figure.layout.height - figure.layout.margin.t - figure.layout.margin.b
    spans = [
        (note.y / 100 * plot - 9 * lines, note.y / 100 * plot + 9 * lines)
        for note in labels
        for lines in [note.text.count("<br>") + 1]
    ]
    assert [note.text.count("<br>") for note in labels] == [1, 1, 1]
    for (_, top), (bottom, _) in pairwise(spans):
        assert bottom >= top - 0.5
    # A line leads from each slope to a label that had to be moved.
    assert any(trace.name == "till namnet" for trace in figure.data)


@pytest.mark.parametrize("narrow", [False, True])
def test_arrows_that_end_close_by_have_names_that_do_not_meet(narrow: bool) -> None:
    arrows = [
        Arrow(name, (40, 40), (50 + 2 * place, 40 + place), True, "högre", (name, "Rektor"))
        for place, name in enumerate(("Kompensatoriska insatser", "Hälsofrämjande lärmiljö"))
    ]
    figure = arrow_plane(arrows, Cuts(), STYLE, 4, Look(narrow=narrow))
    labels = [note for note in figure.layout.annotations if note.name == "label"]
    assert len(labels) == 2
    # Not both at the same side of their marks.
    sides = {(note.xanchor, note.yshift or -(note.ay or 0)) for note in labels}
    assert len(sides) == 2
    assert ("<br>" in labels[0].text) is narrow


def test_the_plane_of_arrows_looks_as_that_of_statements() -> None:
    arrow = Arrow("Klimat", (50, 40), (62, 55), False, "osäker", ("Klimat", "Rektor"))
    figure = arrow_plane([arrow], Cuts(), STYLE, 4, Look())
    assert figure.layout.xaxis.title.text == "Index →"
    assert figure.layout.yaxis.title.text == "Samsyn →"
    assert [shape.name for shape in figure.layout.shapes][:1] == ["impossible"]
    # One 0 in the corner.
    assert figure.layout.yaxis.ticktext[0] == ""
    drawn = next(note for note in figure.layout.annotations if note.showarrow)
    assert drawn.arrowcolor == LIGHT.muted
