"""Does the funnel draw the limits of chance, and name only who lies beyond them?"""

from __future__ import annotations

import plotly.graph_objects as go
import pytest

from skolkval.analysis.funnel import ACTION, WARNING, Funnel, funnel
from skolkval.charts.funnel import HEIGHT, Point, funnel_plot
from skolkval.charts.look import Look

# 60 in all, a rater's index spread by 20: 16 raters lie within 60 ± 1.96 * 20 / 4 = 50.2-69.8 at 95 %,
# and 60 ± 3.09 * 5 = 44.5-75.5 at 99.8 %.
EXPECTED = Funnel(60, 20)
POINTS = [
    Point("Inne", 69, 16, ("Inne",)),
    Point("Kanten", 74, 16, ("Kanten",)),
    Point("Ute <b>", 76, 16, ("Ute",)),
    Point("Liten", 76, 4, ("Liten",)),
]


def test_the_limits_are_as_wide_as_chance_and_never_outside_the_scale() -> None:
    low, high = EXPECTED.limits([16, 1], WARNING)
    assert low.tolist() == pytest.approx([50.2, 20.8])
    assert high.tolist() == pytest.approx([69.8, 99.2])
    assert Funnel(95, 20).limits([4], ACTION)[1].tolist() == [100]


def test_the_funnel_of_counts_is_their_index_and_the_items_mean_spread() -> None:
    # Five at each end of two steps: 50 from the middle, and 50 * sqrt(10 / 9) = 52.7 with n - 1.
    found = funnel([[5, 5], [10, 0]])
    assert found.centre == 25
    assert found.spread == pytest.approx(50 * (10 / 9) ** 0.5 / 2)


def test_marks_are_sorted_by_the_limits_and_the_furthest_is_named_first() -> None:
    figure = funnel_plot(POINTS, EXPECTED, "#123456", Look())
    assert go.Figure(figure.to_dict())
    names = {
        trace.name: [data[0] for data in trace.customdata]
        for trace in figure.data
        if trace.customdata is not None
    }
    assert names == {
        "innanför": ["Inne", "Liten"],
        "utanför 95 %": ["Kanten"],
        "utanför 99,8 %": ["Ute"],
    }
    assert printed_names(figure)[0] == "Ute &lt;b&gt;"
    assert figure.layout.yaxis.range == (0, 100)


def printed_names(figure: go.Figure) -> list[str]:
    return [note.text for note in figure.layout.annotations if note.name == "enhet"]


def test_of_many_units_none_within_the_limits_is_pointed_out_and_of_a_few_all_are_named() -> None:
    many = [*POINTS, *(Point(f"Enhet {n}", 61, 9 * n, (f"Enhet {n}",)) for n in range(1, 10))]
    assert printed_names(funnel_plot(many, EXPECTED, "#123456", Look())) == ["Ute &lt;b&gt;"]
    few = funnel_plot(POINTS, EXPECTED, "#123456", Look())
    assert {*printed_names(few)} == {"Ute &lt;b&gt;", "Inne", "Liten", "Kanten"}
    phone = funnel_plot(POINTS, EXPECTED, "#123456", Look(narrow=True))
    assert printed_names(phone)[0] == "Ute &lt;b&gt;"


def test_mark_and_hover_show_the_same_number() -> None:
    figure = funnel_plot(POINTS, EXPECTED, "#123456", Look())
    for trace in figure.data:
        if trace.customdata is None:
            continue
        for index, n, hover in zip(trace.y, trace.x, trace.hovertext, strict=True):
            assert f"Index {index:.0f} av 100" in hover
            assert f"{n} svarande" in hover


def test_no_name_lies_over_a_mark_or_a_line() -> None:
    # Right under a crowd, and beside the limit.
    crowd = [Point(f"Enhet {n}", 53 + n % 3, n, (f"Enhet {n}",)) for n in range(20, 60, 2)]
    outside = Point("Kyrkgymnasiet", 47, 30, ("Kyrkgymnasiet",))
    figure = funnel_plot([*crowd, outside], EXPECTED, "#123456", Look())
    (name,) = (
        note
        for note in figure.layout.annotations
        if note.name == "enhet" and note.text == outside.name
    )
    most, (width, height) = figure.layout.xaxis.range[1], (590, HEIGHT)
    right = {"left": 0, "center": -0.5, "right": -1}[name.xanchor] * 7 * len(outside.name)
    start = outside.n / most * width + (name.xshift or name.ax or 0) + right
    middle = outside.index / 100 * height + (name.yshift or -(name.ay or 0))
    for trace in figure.data:
        for n, index in zip(trace.x, trace.y, strict=True):
            x, y = n / most * width, index / 100 * height
            assert not (start < x < start + 6 * len(outside.name) and abs(y - middle) < 9), trace
