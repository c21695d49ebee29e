"""The instrument and the area frame that the chart tests share, and plotly's eye on every figure."""

from collections.abc import Sequence
from typing import Any

import plotly.graph_objects as go
import pytest

from skolkval.analysis.records import Row
from skolkval.charts.theme import Theme
from skolkval.instruments.model import Instrument
from tests.charts.frames import area_row, instrument_of


@pytest.fixture(autouse=True)
def _looked_through(monkeypatch: pytest.MonkeyPatch) -> None:
    """Every figure a test draws is looked through by plotly, which takes too long on a page."""
    drawn = Theme.figure

    def figure(look: Theme, traces: Sequence[Any] = (), layout: Any = None) -> go.Figure:
        found = drawn(look, traces, layout)
        go.Figure(found.to_dict())  # ValueError on a name or value plotly does not know
        return found

    monkeypatch.setattr(Theme, "figure", figure)


@pytest.fixture
def instrument() -> Instrument:
    return instrument_of()


@pytest.fixture
def cells(instrument: Instrument) -> list[Row]:
    """Three areas x three levels: a sure gap, an unsure one, a hidden, an empty and a missing cell.

    a0: index 100, 50, 0 with 40 answers each: a gap of 100, named.
    a1: 100 of three answers (few), rektor hidden, 72.5 of 40.
    a2: rektor not asked, huvudman without answers, undervisning 50.
    """
    return [
        area_row(instrument, 0, "huvudman", [0, 0, 0, 40]),
        area_row(instrument, 0, "rektor", [0, 20, 20, 0]),
        area_row(instrument, 0, "undervisning", [40, 0, 0, 0]),
        area_row(instrument, 1, "huvudman", [0, 0, 0, 3]),
        area_row(instrument, 1, "rektor", None),
        area_row(instrument, 1, "undervisning", [2, 5, 17, 16]),
        area_row(instrument, 2, "huvudman", [0, 0, 0, 0]),
        area_row(instrument, 2, "undervisning", [10, 10, 10, 10]),
    ]
