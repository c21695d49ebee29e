"""Does the grid of units show each unit's index in the colour, text and hover of the same number?"""

from __future__ import annotations

import plotly.graph_objects as go

from skolkval.analysis.change import Change
from skolkval.charts.look import Look
from skolkval.charts.theme import index_colour, text_on
from skolkval.charts.unit_grid import GridRow, unit_grid
from tests.charts.frames import AREAS, area_row, instrument_of

INSTRUMENT = instrument_of()
NAMES = {f"a{place}": label for place, label in enumerate(AREAS)}
EK = GridRow(
    "Ek & <b>söner</b>",
    {
        "a0": area_row(INSTRUMENT, 0, "undervisning", (0, 0, 30, 0)),
        "a1": area_row(INSTRUMENT, 1, "undervisning", (0, 30, 0, 0)),
        "a2": area_row(INSTRUMENT, 2, "undervisning", None),
    },
    {
        "a0": Change(12.4, 5, 20, 12.4, 0, 30, 30, 30),
        "a1": Change(-3.0, -9, 3, -3.0, 0, 30, 30, 30),
    },
    ("Ek",),
)
TALL = GridRow("Tall", {"a0": area_row(INSTRUMENT, 0, "undervisning", (0, 4, 4, 0))}, key=("Tall",))


def cells(figure: go.Figure) -> dict[tuple[str, ...], dict[str, str]]:
    """Printed text, hover and text colour by customdata."""
    return {
        tuple(data): {"text": text, "hover": hover, "colour": trace.textfont.color}
        for trace in figure.data
        if trace.customdata is not None
        for data, text, hover in zip(trace.customdata, trace.text, trace.hovertext, strict=True)
    }


def test_colour_text_and_hover_show_the_same_number() -> None:
    figure = unit_grid([EK, TALL], NAMES, 7, Look())
    assert go.Figure(figure.to_dict())
    found = cells(figure)
    # All on step 3 of 4 is 67, all on step 2 is 33, and half on each 50 (eight answers: marked).
    assert [row[:2] for row in figure.data[0].z] == [[200 / 3, 100 / 3], [50.0, None]]
    assert found["Ek", "a0"]["text"] == "<b>67</b> ▲12"
    assert "Index 67 av 100" in found["Ek", "a0"]["hover"]
    assert found["Ek", "a0"]["colour"] == text_on(index_colour(200 / 3))
    assert found["Tall", "a0"]["text"] == "50*"


def test_only_a_move_beyond_doubt_is_printed_but_every_move_is_told_on_hover() -> None:
    found = cells(unit_grid([EK], NAMES, 7, Look()))
    assert found["Ek", "a1"]["text"] == "33"
    assert "−3 sedan förra omgången: ungefär som förra gången" in found["Ek", "a1"]["hover"]
    assert (
        cells(unit_grid([EK], NAMES, 7, Look(narrow=True)))["Ek", "a0"]["text"]
        == "<b>67</b><br>▲12"
    )


def test_a_hidden_cell_has_no_colour_and_a_missing_one_a_dash() -> None:
    figure = unit_grid([EK, TALL], NAMES, 7, Look())
    assert figure.data[0].z[0][2] is None
    assert cells(figure)["Ek", "a2"]["text"] == ".."
    assert cells(figure)["Tall", "a1"]["text"] == "–"


def test_names_are_text_and_a_wall_shows_some_rows_at_a_time() -> None:
    figure = unit_grid([EK, TALL], NAMES, 7, Look())
    labels = [note.text for note in figure.layout.annotations if note.name == "label"]
    assert labels == ["Ek &amp; &lt;b&gt;söner&lt;/b&gt;", "Tall"]
    second = unit_grid([EK, TALL], NAMES, 7, Look(first=1, most=1))
    assert [note.text for note in second.layout.annotations if note.name == "label"] == ["Tall"]
    assert set(cells(second)) == {("Tall", area) for area in NAMES}
