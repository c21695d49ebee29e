"""Do the bars show how they answered: where, how many, and nothing that is hidden?"""

from itertools import pairwise

import plotly.graph_objects as go
import pytest

from skolkval.charts.bars import diverging_bars, outside_tone
from skolkval.charts.colour import contrast
from skolkval.charts.theme import DARK, LIGHT, Theme, step_colours, text_on
from skolkval.instruments.model import Instrument
from tests.charts.frames import instrument_of, item_row


def notes_of(figure: go.Figure, name: str) -> list[str]:
    return [note.text for note in figure.layout.annotations if note.name == name]


def test_a_bar_is_centred_between_the_halves_of_an_even_scale(instrument: Instrument) -> None:
    # 10 % + 20 % lie left of 0, 30 % + 40 % right of it.
    rows = [item_row(instrument, "p", "rektor", [10, 20, 30, 40])]
    bars = [t for t in diverging_bars(rows, instrument).data if t.type == "bar"]
    assert [(bar.base[0], bar.x[0]) for bar in bars] == [(-30, 10), (-20, 20), (0, 30), (30, 40)]
    assert [bar.text[0] for bar in bars] == ["10", "20", "30", "40"]
    assert [bar.marker.color for bar in bars] == step_colours(4)
    assert [bar.insidetextfont.color for bar in bars] == [text_on(c) for c in step_colours(4)]


def test_the_middle_of_an_odd_scale_lies_over_the_centre() -> None:
    odd = instrument_of(size=5)
    rows = [item_row(odd, "p", "rektor", [10, 10, 40, 20, 20])]
    bars = [t for t in diverging_bars(rows, odd).data if t.type == "bar"]
    assert [(bar.base[0], bar.x[0]) for bar in bars] == [
        (-40, 10),
        (-30, 10),
        (-20, 40),
        (20, 20),
        (40, 20),
    ]


def test_text_is_answers_below_twenty_and_per_cent_from_there(instrument: Instrument) -> None:
    rows = [
        item_row(instrument, "p", "rektor", [0, 3, 6, 10]),
        item_row(instrument, "p", "undervisning", [0, 3, 7, 10]),
    ]
    bars = [t for t in diverging_bars(rows, instrument).data if t.type == "bar"]
    few = [f"{count}\u00a0st" for count in (3, 6, 10)]
    assert [bar.text for bar in bars] == [("", ""), *zip(few, ("15", "35", "50"), strict=True)]
    assert "Stämmer till viss del: 3 av 19" in bars[1].hovertext[0]
    assert "Stämmer till viss del: 15\u00a0%" in bars[1].hovertext[1]


@pytest.mark.parametrize(("counts", "said"), [([0, 3, 6, 11], True), ([0, 3, 6, 10], False)])
def test_that_numbers_are_per_cent_is_said_where_there_are_any(
    instrument: Instrument, counts: list[int], said: bool
) -> None:
    figure = diverging_bars([item_row(instrument, "p", "rektor", counts)], instrument)
    headers = [note.text for note in figure.layout.annotations]
    assert ("<b>Procent av svaren</b>" in headers) == said


def test_fewer_than_ten_answers_are_dots_one_each_in_their_colour(instrument: Instrument) -> None:
    rows = [item_row(instrument, "p", "huvudman", [1, 0, 3, 5])]
    figure = diverging_bars(rows, instrument)
    (dots,) = [t for t in figure.data if t.name == "dots"]
    tones = step_colours(4)
    assert list(dots.marker.color) == [tones[0]] + [tones[2]] * 3 + [tones[3]] * 5
    assert sorted(set(dots.x)) == [-75, 25, 75]
    piled = list(zip(dots.x, dots.y, dots.marker.angle, dots.marker.standoff, strict=True))
    assert len({(x, y, 0 if s == 0 else a, s) for x, y, a, s in piled}) == 9
    assert all(len(t.x) == 0 for t in figure.data if t.type == "bar")


def test_a_joint_answer_is_one_star_and_says_so(instrument: Instrument) -> None:
    rows = [item_row(instrument, "p", "huvudman", [0, 0, 0, 1], kind="joint")]
    figure = diverging_bars(rows, instrument)
    (star,) = [t for t in figure.data if t.name == "joint"]
    assert (star.x, star.marker.symbol) == ((75,), "star")
    assert notes_of(figure, "joint") == ["Gemensamt svar"]


def test_a_hidden_level_shows_nothing_but_that_it_is_hidden(instrument: Instrument) -> None:
    rows = [
        item_row(instrument, "p", "rektor", None),
        item_row(instrument, "p", "undervisning", [0, 0, 0, 0], not_applicable=4),
    ]
    figure = diverging_bars(rows, instrument)
    assert all(len(trace.x) == 0 for trace in figure.data)
    assert notes_of(figure, "absent") == ["För få svar (färre än 7)", "Inga svar"]
    assert notes_of(figure, "count") == ["..", "–"]
    # Only the second row has a vet ej bar: all four answers.
    outside = [shape for shape in figure.layout.shapes if shape.name == "vet ej"]
    assert len(outside) == 2
    assert outside[0].x1 == outside[1].x1
    assert notes_of(figure, "outside") == ["4\u00a0st"]


def test_vet_ej_stands_outside_the_bar_in_proportion(instrument: Instrument) -> None:
    rows = [item_row(instrument, "p", "rektor", [5, 10, 10, 5], not_applicable=10)]
    figure = diverging_bars(rows, instrument)
    track, value = (shape for shape in figure.layout.shapes if shape.name == "vet ej")
    assert (value.x1 - value.x0) / (track.x1 - track.x0) == pytest.approx(10 / 40)
    assert notes_of(figure, "outside") == ["25\u00a0%"]
    assert sum(t.x[0] for t in figure.data if t.type == "bar") == pytest.approx(100)
    assert "Vet ej: 10 (25\u00a0% av alla)" in figure.data[0].hovertext[0]


def test_a_bar_has_room_for_its_numbers_in_every_browser(instrument: Instrument) -> None:
    rows = [item_row(instrument, "p", "rektor", [10, 20, 30, 40])]
    # Plotly leaves 3 px on each side, and hides text that does not fit: a line is 20 px in Chromium, 21 in Firefox.
    assert {t.width for t in diverging_bars(rows, instrument).data if t.type == "bar"} == {28}


@pytest.mark.parametrize("theme", [LIGHT, DARK], ids=["light", "dark"])
def test_the_number_of_vet_ej_is_read_on_its_grey_and_on_what_is_left_of_the_bar(
    theme: Theme,
) -> None:
    assert contrast(theme.ink, outside_tone(theme)) >= 4.5
    assert contrast(theme.ink, theme.line) >= 4.5


def test_the_axis_is_100_per_cent_each_way_and_one_px_per_unit_down(
    instrument: Instrument,
) -> None:
    rows = [item_row(instrument, "p", "rektor", [10, 0, 0, 10])]
    layout = diverging_bars(rows, instrument).layout
    assert layout.xaxis.range == (-100, 100)
    bottom, top = layout.yaxis.range
    assert (top, bottom) == (0, layout.height - layout.margin.t)


def test_levels_stand_in_chain_order_under_their_statement(instrument: Instrument) -> None:
    rows = [
        item_row(instrument, item, level, [3, 3, 3, 3])
        for item in ("p", "q")
        for level in ("undervisning", "huvudman", "rektor")
    ]
    figure = diverging_bars(rows, instrument)
    names = [text.split("</span> ")[1] for text in notes_of(figure, "level")]
    assert names == ["Huvudman", "Rektor", "Undervisning"] * 2
    assert notes_of(figure, "statement") == [
        "Vi p &amp; &lt;i&gt;mer&lt;/i&gt;.",
        "Vi q &amp; &lt;i&gt;mer&lt;/i&gt;.",
    ]


def test_height_grows_with_the_rows_and_nothing_overlaps(instrument: Instrument) -> None:
    def height(items: int, narrow: bool) -> int:
        rows = [item_row(instrument, f"p{i}", "rektor", [3, 3, 3, 3]) for i in range(items)]
        figure = diverging_bars(rows, instrument, narrow=narrow)
        middles = figure.data[0].y
        assert all(b - a >= 34 for a, b in pairwise(middles))
        return int(figure.layout.height)

    for narrow in (False, True):
        assert height(60, narrow) - height(59, narrow) == height(3, narrow) - height(2, narrow)


def test_the_legend_has_every_step_once_in_order(instrument: Instrument) -> None:
    rows = [item_row(instrument, "p", "rektor", [3, 3, 3, 3])]
    for narrow in (False, True):
        text = " ".join(notes_of(diverging_bars(rows, instrument, narrow=narrow), "legend"))
        entries = [words.replace("\u00a0", " ").strip() for words in text.split("</span>")[1:]]
        for step, entry in zip(instrument.scale.steps, entries, strict=True):
            assert entry.split(" <span")[0].strip() == step.label
        places = [text.index(colour) for colour in step_colours(4)]
        assert places == sorted(places)


def test_on_a_wall_every_text_is_as_large_as_asked(instrument: Instrument) -> None:
    rows = [item_row(instrument, "p", "rektor", [3, 3, 3, 3])]
    figure = diverging_bars(rows, instrument, theme=LIGHT.scaled(24))
    assert figure.layout.template.layout.font.size == 24
    assert figure.data[0].insidetextfont.size == figure.layout.uniformtext.minsize == 24
    assert all((note.font.size or 24) >= 24 for note in figure.layout.annotations)


def test_stacked_bars_are_all_100_per_cent_long_with_the_same_order_and_colours(
    instrument: Instrument,
) -> None:
    rows = [
        item_row(instrument, "p", "rektor", [10, 20, 30, 40]),
        item_row(instrument, "q", "rektor", [0, 0, 10, 10]),
    ]
    figure = diverging_bars(rows, instrument, stacked=True)
    bars = [t for t in figure.data if t.type == "bar"]
    assert [(bar.base[0], bar.x[0]) for bar in bars] == [(0, 10), (10, 20), (30, 30), (60, 40)]
    assert [(bar.base[1], bar.x[1]) for bar in bars] == [(0, 0), (0, 0), (0, 50), (50, 50)]
    assert [bar.marker.color for bar in bars] == step_colours(4)
    assert figure.layout.xaxis.range == (0, 100)
    assert not [shape for shape in figure.layout.shapes if shape.name == "centre"]
    assert [bar.text for bar in bars] == [
        bar.text for bar in diverging_bars(rows, instrument).data if bar.type == "bar"
    ]


def test_stacked_dots_stand_over_their_step_of_an_axis_from_0(instrument: Instrument) -> None:
    rows = [item_row(instrument, "p", "huvudman", [1, 0, 3, 5])]
    (dots,) = [t for t in diverging_bars(rows, instrument, stacked=True).data if t.name == "dots"]
    # Four steps share 100: their middles are 12.5, 37.5, 62.5 and 87.5.
    assert sorted(set(dots.x)) == [12.5, 62.5, 87.5]


def test_the_statement_that_was_opened_is_bold_and_no_other(instrument: Instrument) -> None:
    rows = [item_row(instrument, item, "rektor", [3, 3, 3, 3]) for item in ("p", "q")]
    statements = notes_of(diverging_bars(rows, instrument, marked="q"), "statement")
    assert [text.startswith("<b>") for text in statements] == [False, True]
