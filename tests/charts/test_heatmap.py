"""Does the heatmap show one and the same number as colour, text and hover?"""

import plotly.graph_objects as go

from skolkval.analysis.records import Row
from skolkval.charts import theme
from skolkval.charts.heatmap import heatmap
from skolkval.instruments.model import Instrument
from tests.charts.frames import area_row, instrument_of, known_of


def cells_of(figure: go.Figure) -> dict[tuple[str, str], tuple[str, str, str]]:
    """(area, level) -> printed text, text colour, hover."""
    return {
        tuple(data): (text, trace.textfont.color, hover)
        for trace in figure.data
        if trace.type == "scatter" and trace.name == "index"
        for data, text, hover in zip(trace.customdata, trace.text, trace.hovertext, strict=True)
    }


def test_colour_text_and_hover_are_the_same_number(
    cells: list[Row], instrument: Instrument
) -> None:
    figure = heatmap(cells, instrument)
    colours = figure.data[0]
    assert (colours.zmin, colours.zmax) == (0, 100)
    shown = cells_of(figure)
    for row in known_of(cells):
        y = int(row["area_id"][1])
        x = instrument.level_ids.index(row["level"])
        text, colour, hover = shown[row["area_id"], row["level"]]
        printed = text.removeprefix("<b>").removesuffix("</b>").removesuffix("*")
        assert colours.z[y][x] == row["index"]
        assert printed == str(int(row["index"] + 0.5))
        assert f"Index {printed} av 100" in hover
        assert colour == theme.text_on(theme.index_colour(row["index"]))


def test_hidden_unanswered_and_unasked_cells_are_empty_and_say_why(
    cells: list[Row], instrument: Instrument
) -> None:
    figure = heatmap(cells, instrument, threshold=9)
    shown = cells_of(figure)
    z = figure.data[0].z
    for (area, level), (y, x), text, why in (
        (("a1", "rektor"), (1, 1), "..", "För få svar (färre än 9)"),
        (("a2", "huvudman"), (2, 0), "–", "Inga svar"),
        (("a2", "rektor"), (2, 1), "–", "inga påståenden"),
    ):
        assert z[y][x] is None
        assert shown[area, level][0] == f"<b>{text}</b>"
        assert why in shown[area, level][2]
        assert "Index" not in shown[area, level][2]


def test_a_number_from_few_answers_is_marked_and_the_mark_explained(
    cells: list[Row], instrument: Instrument
) -> None:
    figure = heatmap(cells, instrument)
    assert cells_of(figure)["a1", "huvudman"][0] == "<b>100*</b>"
    assert "* färre än 10 svar" in [note.text for note in figure.layout.annotations]
    many = heatmap([row for row in cells if row["area_id"] == "a0"], instrument)
    assert "* färre än 10 svar" not in [note.text for note in many.layout.annotations]


def test_a_joint_answer_has_its_own_mark_and_the_mark_is_explained(
    cells: list[Row], instrument: Instrument
) -> None:
    # One answer that a group agreed on, on the third of four steps: 100 * 2 / 3.
    joint = area_row(instrument, 0, "huvudman", [0, 0, 1, 0], kind="joint")
    others = [row for row in cells if row["level"] != "huvudman"]
    figure = heatmap([joint, *others], instrument)
    text, _, hover = cells_of(figure)["a0", "huvudman"]
    assert text == "<b>67 ☆</b>"
    assert "Gemensamt svar" in hover
    assert "☆ gemensamt svar" in [note.text for note in figure.layout.annotations]


def test_only_a_gap_named_by_rule_is_bold(cells: list[Row], instrument: Instrument) -> None:
    named, muted = (trace for trace in heatmap(cells, instrument).data if trace.name == "glapp")
    assert list(named.text) == ["<b>100 ◂</b>"]
    assert "100 indexpunkter mellan Huvudman och Undervisning" in named.hovertext[0]
    assert "olika många" not in named.hovertext[0]
    uneven = heatmap(
        [{**row, "items": 1 if row["level"] == "huvudman" else 2} for row in cells], instrument
    )
    (first, _) = (trace for trace in uneven.data if trace.name == "glapp")
    assert first.hovertext[0].endswith("Nivåerna har olika många påståenden i området")
    # a1: 100 - 72.5 of three answers against forty is 28 points, but not sure; a2 has one level.
    assert list(muted.text) == ["28", "–"]
    assert "För få svar för att avgöra" in muted.hovertext[0]


def test_samsyn_bar_and_number_agree(cells: list[Row], instrument: Instrument) -> None:
    track, value = (t for t in heatmap(cells, instrument).data if t.type == "bar")
    number = heatmap(cells, instrument).data[-1]
    for full, part, text in zip(track.x, value.x, number.text, strict=True):
        assert round(100 * part / full) == int(text.strip(" </b>"))


def test_samsyn_weighs_levels_alike_and_leaves_out_the_smallest(
    cells: list[Row], instrument: Instrument
) -> None:
    # a0: distances 0, 2·20·20/(40·39) = 0.5128, 0: mean 0.1709, so 100 (1 - 0.1709/1.5) = 88.6.
    # a1: three answers have no samsyn; undervisning alone.
    texts = [text.strip() for text in heatmap(cells, instrument).data[-1].text]
    (alone,) = (row for row in cells if (row["area_id"], row["level"]) == ("a1", "undervisning"))
    assert texts[0] == "<b>89</b>"
    assert texts[1] == f"<b>{alone['agreement']:.0f}</b>"


def test_one_level_has_no_gap_column() -> None:
    alone = instrument_of(levels=())
    frame = [area_row(alone, 0, "", [1, 2, 3, 4])]
    figure = heatmap(frame, alone)
    assert list(figure.layout.xaxis.ticktext) == ["<b>Alla</b>", "<b>Samsyn</b>"]
    assert not [trace for trace in figure.data if trace.name == "glapp"]


def test_every_cell_can_be_clicked_and_a_click_fades_nothing(
    cells: list[Row], instrument: Instrument
) -> None:
    figure = heatmap(cells, instrument)
    assert len(cells_of(figure)) == 9
    for trace in figure.data:
        if trace.type == "scatter" and trace.name == "index":
            assert trace.unselected.textfont.color == trace.textfont.color
            assert trace.unselected.marker.opacity == trace.marker.opacity


def test_words_of_the_user_are_escaped(cells: list[Row], instrument: Instrument) -> None:
    figure = heatmap(cells, instrument)
    labels = [note.text for note in figure.layout.annotations if note.name == "label"]
    assert labels[2] == "Roller &lt;b&gt;och&lt;/b&gt;<br>ansvar"
    assert "&lt;b&gt;och" in cells_of(figure)["a2", "undervisning"][2]


def test_no_rows_give_an_empty_chart(instrument: Instrument) -> None:
    assert heatmap([], instrument).data[0].z in ((), [])


def test_a_gap_just_below_the_limit_is_not_printed_as_one_that_reaches_it() -> None:
    # 100 * 44 / 75 = 58.67 and 73.33: 14.67 apart, and a gap is named from 15.
    instrument = instrument_of(("huvudman", "rektor"))
    rows = [
        area_row(instrument, 0, "huvudman", (0, 31, 0, 44)),
        area_row(instrument, 0, "rektor", (0, 20, 0, 55)),
    ]
    rows[0]["index"], rows[1]["index"] = 44 / 0.75, 55 / 0.75
    (muted,) = (
        trace for trace in heatmap(rows, instrument).data if trace.name == "glapp" and trace.text
    )
    assert muted.text == ("14,7",)


def test_a_long_name_of_a_level_stands_over_two_lines_and_makes_no_cell_lower() -> None:
    instrument = instrument_of(("rektor", "skolledning och administrativ personal"))
    levels = instrument.level_ids
    rows = [area_row(instrument, 0, level, (0, 5, 5, 5)) for level in levels]
    long = heatmap(rows, instrument).layout
    assert long.xaxis.ticktext[1] == "<b>Skolledning och<br>administrativ p…</b>"
    short = heatmap(rows[:1], instrument).layout
    assert long.height - short.height == 18
