"""Is a chart the same figure whether plotly has built it or not?"""

from __future__ import annotations

import copy

import plotly.graph_objects as go

from skolkval.charts.theme import LIGHT

TRACES = [{"type": "scatter", "x": [1, 2], "y": [3, 4], "mode": "markers"}]


def test_its_json_is_what_it_was_drawn_as_without_a_copy() -> None:
    figure = LIGHT.figure(TRACES, {"height": 200})
    assert figure.to_dict()["data"][0] is TRACES[0]


def test_it_is_a_figure_to_whoever_looks_inside() -> None:
    figure = LIGHT.figure(TRACES, {"height": 200})
    assert isinstance(figure, go.Figure)
    assert list(figure.data[0].x) == [1, 2]
    assert figure.layout.height == 200
    assert not hasattr(figure, "nonsense")
    assert copy.deepcopy(figure).layout.height == 200


def test_what_is_changed_in_it_stands_in_its_json() -> None:
    figure = LIGHT.figure(TRACES, {"height": 200})
    figure.update_layout(height=300)
    assert figure.to_dict()["layout"]["height"] == 300
    assert TRACES[0]["x"] == [1, 2]
