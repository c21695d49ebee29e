"""Does the grid of units show each unit's index in the colour, text and hover of the same number?"""

from __future__ import annotations

from dataclasses import replace
from itertools import pairwise

import plotly.graph_objects as go
import pytest

from skolkval.analysis.change import Change
from skolkval.charts.cells import FEW_NOTE
from skolkval.charts.look import Look
from skolkval.charts.theme import LIGHT, index_colour, text_on
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


LONG = replace(TALL, name="Förskolan " + "Lilla blåklockan vid ängens kant och åns krök, " * 2)


def labels_of(figure: go.Figure) -> dict[str, str | None]:
    """The printed names of the rows, and what they say on hover."""
    notes = [note for note in figure.layout.annotations if note.name == "label"]
    return {note.text: note.hovertext for note in notes}


@pytest.mark.parametrize("narrow", [False, True])
def test_a_long_name_makes_its_own_row_higher_and_no_other(narrow: bool) -> None:
    figure = unit_grid([TALL, LONG, TALL], NAMES, 7, Look(narrow=narrow))
    heights = [bottom - top for top, bottom in pairwise(figure.data[0].y)]
    assert heights[0] == heights[2] == 30
    assert 30 < heights[1] <= 64
    (cut,) = (text for text in labels_of(figure) if text != "Tall")
    assert cut.endswith("…")
    assert cut.count("<br>") < 3
    # Whole on hover; the numbers stand in the middle of their rows.
    assert labels_of(figure)[cut] == LONG.escaped
    assert {y for trace in figure.data[1:] for y in trace.y} == {
        (top + bottom) / 2 for top, bottom in pairwise(figure.data[0].y)
    }


def test_the_rows_of_a_wall_are_even_whatever_part_is_shown() -> None:
    # With so many columns a name gets two lines.
    rows, areas = [TALL] * 12 + [LONG] * 12, {f"a{n}": "Kvalitetsarbete" for n in range(7)}
    heights = {
        unit_grid(
            rows, areas | {"a7": "Roller"}, 7, Look(LIGHT.scaled(24), first=first, most=12)
        ).layout.height
        for first in (0, 12)
    }
    assert len(heights) == 1


@pytest.mark.parametrize("look", [Look(), Look(LIGHT.scaled(30), most=12)])
def test_heads_stand_on_end_where_they_have_no_room_beside_each_other(look: Look) -> None:
    def turned(areas: int, name: str) -> set[float | None]:
        names = {f"a{place}": name for place in range(areas)}
        figure = unit_grid([EK], names, 7, look)
        return {note.textangle for note in figure.layout.annotations if note.name == "område"}

    # Seven of at most 15 characters a word have room, as Skolverket's factors; nine have not.
    assert turned(7, "Kompensatoriska insatser") == {None}
    assert turned(9, "Kompensatoriska insatser") == {-90}
    assert turned(7, "Kvalitetsutvecklingsarbete") == {-90}


def test_the_star_is_explained_where_there_is_one() -> None:
    def foot(row: GridRow) -> list[str]:
        notes = unit_grid([row], NAMES, 7, Look()).layout.annotations
        return [note.text for note in notes if note.name == "fot"]

    assert foot(TALL) == [FEW_NOTE]
    assert foot(EK) == []


@pytest.mark.parametrize("look", [Look(), Look(narrow=True), Look(LIGHT.scaled(24), most=12)])
def test_names_that_begin_alike_are_told_apart_by_their_ends(look: Look) -> None:
    start = "Fågelsångens grundskola och anpassade grundskola med fritidshem,"
    ends = ("norra", "södra", "västra")
    rows = [replace(EK, name=f"{start} {end} delen") for end in ends]
    figure = unit_grid([*rows, TALL], NAMES, 7, look)
    labels = [note.text for note in figure.layout.annotations if note.name == "label"]
    for label, end in zip(labels, ends, strict=False):
        assert label.startswith("Fågel") and label.endswith(f"{end} delen")
    assert labels[3] == "Tall"
