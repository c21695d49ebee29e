"""Does the chart of the chain draw every seat, and tear exactly the threads that break?"""

from __future__ import annotations

from typing import Any

import plotly.graph_objects as go
import pytest

from skolkval.analysis.chain import Thread, threads
from skolkval.analysis.chain_words import gap_text
from skolkval.charts.chain import chain
from skolkval.charts.colour import contrast
from skolkval.charts.look import Look
from skolkval.charts.theme import DARK, HIGH_TONES, LIGHT, LOW_TONES
from skolkval.instruments.model import Instrument
from tests.analysis.chain_frames import HIDDEN, Answers, all_on, chain_of

POINTS: dict[str, Answers] = {
    "ner": {"huvudman": all_on(4), "rektor": all_on(3), "undervisning": all_on(3)},
    "upp": {"huvudman": all_on(2), "rektor": all_on(2), "undervisning": all_on(4)},
    "tom": {"huvudman": all_on(3), "rektor": all_on(3)},
    "dold": {"huvudman": all_on(1, 8), "rektor": HIDDEN, "undervisning": all_on(1)},
    "<b>hel</b>": {"huvudman": all_on(3), "rektor": all_on(3), "undervisning": all_on(3)},
}


Drawn = tuple[go.Figure, list[Thread], Instrument]


@pytest.fixture
def drawn() -> Drawn:
    frame, instrument = chain_of(POINTS)
    found = threads(frame, instrument)
    return chain(found, instrument, 7, Look()), found, instrument


def trace(figure: go.Figure, name: str) -> Any:
    return next(each for each in figure.data if each.name == name)


def notes(figure: go.Figure, name: str) -> list[Any]:
    return [note for note in figure.layout.annotations if note.name == name]


@pytest.mark.parametrize(
    "look", [Look(), Look(narrow=True), Look(DARK), Look(LIGHT.scaled(24), most=2)]
)
def test_plotly_knows_every_word_of_it(drawn: Drawn, look: Look) -> None:
    go.Figure(chain(*drawn[1:], 7, look).to_dict())


def test_a_mark_stands_as_high_as_its_mean_step_on_the_axis_of_the_scale(drawn: Drawn) -> None:
    figure = drawn[0]
    heights = {
        (point, level): y
        for level in ("Huvudman", "Rektor", "Undervisning")
        for point, y in zip(trace(figure, level).customdata, trace(figure, level).y, strict=True)
    }
    # One step is as high in every row; y grows downwards.
    one = heights["ner", "Rektor"] - heights["ner", "Huvudman"]
    assert one > 0
    assert heights["upp", "Rektor"] - heights["upp", "Undervisning"] == pytest.approx(2 * one)
    assert heights["tom", "Rektor"] == heights["tom", "Huvudman"]
    assert figure.layout.yaxis.range[0] > max(heights.values())


def test_the_printed_the_hovered_and_the_drawn_mean_step_are_the_same(drawn: Drawn) -> None:
    figure, found, _ = drawn
    shown = [seat for thread in found for seat in thread.seats if seat.state == "shown"]
    assert list(trace(figure, "medelsteg").text) == [
        *("4,0", "3,0", "3,0"),
        *("2,0", "2,0", "4,0"),
        *("3,0", "3,0"),
        *("1,0*", "1,0"),
        *("3,0", "3,0", "3,0"),
    ]
    hovers = [
        hover
        for level in ("Huvudman", "Rektor", "Undervisning")
        for hover in trace(figure, level).hovertext
    ]
    assert len(hovers) == len(shown)
    assert hovers[0].endswith(
        "Index 100 av 100<br>40 svarande<br>Samsyn 100 av 100<br>Medelsteg 4,0"
    )


# Half the height of a line of text, and of a mark, in px at text size 14.
TEXT, MARK = 9, 8


@pytest.mark.parametrize(
    "look",
    [Look(), Look(narrow=True), Look(LIGHT.scaled(24), most=12), Look(LIGHT.scaled(30), most=12)],
    ids=["page", "phone", "wall", "large wall"],
)
def test_no_number_or_mark_meets_the_line_or_the_words_over_or_under_it(look: Look) -> None:
    # Marks at both ends of the scale; y is px, downwards.
    ends: Answers = {"huvudman": all_on(4, 8), "rektor": all_on(1), "undervisning": all_on(4)}
    frame, instrument = chain_of({"En punkt": ends, "En annan": ends})
    figure = chain(threads(frame, instrument), instrument, 7, look)
    px = look.theme.px
    tops = sorted({y for y in trace(figure, "rows").y if y is not None})
    heights = [*tops, figure.layout.yaxis.range[0]]
    if look.narrow:
        words_end = [
            note.y + px(19) * len(note.text.split("<br>")) for note in notes(figure, "label")
        ]
    else:
        words_end = tops
    rows = list(zip(words_end, heights[1:], strict=True))
    numbers, marks = list(trace(figure, "medelsteg").y), []
    for level in ("Huvudman", "Rektor", "Undervisning"):
        marks += trace(figure, level).y
    assert len(numbers) == len(marks) == 6
    for half, found in ((px(TEXT), numbers), (px(MARK), marks)):
        for y in found:
            assert any(top < y - half and y + half < bottom for top, bottom in rows), (y, rows)


@pytest.mark.parametrize("look", [Look(), Look(narrow=True), Look(LIGHT.scaled(24), most=12)])
def test_what_a_star_means_is_said_once_wherever_there_is_one(look: Look) -> None:
    few: Answers = {"huvudman": all_on(3), "rektor": all_on(3, 8), "undervisning": all_on(3)}
    many: Answers = {**few, "rektor": all_on(3)}
    for points, said in ({"a": few, "b": many}, ["* färre än 10 svar"]), ({"b": many}, []):
        frame, instrument = chain_of(points)
        figure = chain(threads(frame, instrument), instrument, 7, look)
        assert [note.text for note in notes(figure, "few")] == said
        # Over the plot, and within what is drawn.
        for note in notes(figure, "few"):
            assert 0 < note.yshift + look.theme.px(2 * TEXT) <= figure.layout.margin.t


def test_levels_have_their_colour_and_shape_and_few_answers_are_open(drawn: Drawn) -> None:
    figure = drawn[0]
    marks = trace(figure, "Huvudman").marker
    colour = LIGHT.level_colours[0]
    # The fourth point has eight answers.
    assert list(marks.color) == [colour, colour, colour, LIGHT.card, colour]
    assert marks.line.color == colour
    assert set(marks.symbol) == {"diamond"}
    assert set(trace(figure, "Undervisning").marker.symbol) == {"circle"}


def test_a_joint_answer_is_a_kind_of_its_own() -> None:
    frame, instrument = chain_of(
        {"p": {"huvudman": all_on(3, 1), "rektor": all_on(3)}}, kinds={"huvudman": "joint"}
    )
    figure = chain(threads(frame, instrument), instrument, 7, Look())
    assert list(trace(figure, "Huvudman").marker.symbol) == ["diamond-dot"]
    assert "gemensamt svar" in notes(figure, "header")[0].text


def test_only_breaks_are_torn_with_their_size_and_direction(drawn: Drawn) -> None:
    figure, found, _ = drawn
    tears = notes(figure, "break")
    broken = [link for thread in found for link in thread.breaks]
    assert [note.text for note in tears] == [f"<b>{gap_text(link)}</b>" for link in broken]
    assert [note.text for note in tears] == ["<b>1,0 steg ner</b>", "<b>2,0 steg upp</b>"]
    # Between the first and the second seat, and between the second and the third.
    assert [note.x for note in tears] == [0.5, 1.5]
    assert [note.font.color for note in tears] == [LOW_TONES[0], HIGH_TONES[1]]
    assert trace(figure, "down").line.color == LOW_TONES[0]
    assert trace(figure, "up").line.color == HIGH_TONES[1]
    assert len(trace(figure, "ends").x) == 2 * len(broken)
    # A torn thread is no line through the middle.
    assert not [x for x in trace(figure, "down").x if x is not None and 0.25 < x < 0.75]


def test_whole_threads_are_thin_and_those_nothing_is_known_of_dotted(drawn: Drawn) -> None:
    figure = drawn[0]
    whole, unsure = trace(figure, "holds").line, trace(figure, "unsure").line
    assert (whole.color, whole.dash) == (LIGHT.muted, "solid")
    assert (unsure.color, unsure.dash) == (LIGHT.muted, "dot")
    assert whole.width < trace(figure, "down").line.width


def test_a_seat_without_a_statement_is_drawn_as_not_applicable(drawn: Drawn) -> None:
    figure = drawn[0]
    ring = trace(figure, "ej tillämplig")
    assert list(ring.x) == [2]
    assert [note.text for note in notes(figure, "empty")] == ["ej tillämplig"]
    assert notes(figure, "empty")[0].x == 2


def test_a_hidden_seat_has_its_reason_and_no_number(drawn: Drawn) -> None:
    figure = drawn[0]
    assert [note.text for note in notes(figure, "hidden")] == ["visas inte:<br>färre än 7 svar"]
    assert "dold" not in trace(figure, "Rektor").customdata


def test_the_wall_draws_the_rows_it_asks_for_and_counts_all_breaks(drawn: Drawn) -> None:
    _, found, instrument = drawn
    figure = chain(found, instrument, 7, Look(LIGHT.scaled(24), first=1, most=2))
    assert [note.text for note in notes(figure, "label")] == ["<b>upp</b>", "tom"]
    assert [note.text for note in notes(figure, "count")] == ["<b>1 brott</b>", "<b>1 brott</b>"]


def test_every_thread_can_be_clicked_wherever_it_is_pointed_at(drawn: Drawn) -> None:
    targets = trace(drawn[0], "rad")
    assert set(targets.customdata) == set(POINTS)
    assert len(set(targets.x)) >= 8


@pytest.mark.parametrize("narrow", [False, True])
def test_words_of_an_instrument_of_ones_own_are_text(drawn: Drawn, narrow: bool) -> None:
    figure = chain(*drawn[1:], 7, Look(narrow=narrow))
    text = "".join(note.text for note in figure.layout.annotations)
    hovers = "".join(trace(figure, "rad").hovertext)
    assert "&lt;b&gt;hel&lt;/b&gt;" in text
    assert "&lt;b&gt;hel&lt;/b&gt;" in hovers


@pytest.mark.parametrize("theme", [LIGHT, DARK])
def test_the_size_of_a_break_can_be_read(drawn: Drawn, theme: Any) -> None:
    for note in notes(chain(*drawn[1:], 7, Look(theme)), "break"):
        assert contrast(note.font.color, theme.card) >= 4.5
