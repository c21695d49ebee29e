"""The page of the steering chain: the finding, one thread opened, and what it says without a chain."""

from __future__ import annotations

from streamlit.testing.v1 import AppTest

from skolkval.store.database import Database
from skolkval.store.examples import load_example, missing_examples
from skolkval.store.rounds import RoundSpec
from tests.pages.conftest import Open
from tests.pages.made_up import TITLE, store_round
from tests.pages.test_overview import CHAIN, charts_of, text_of

LARGE = {("huvudman", ""): 40, ("rektor", "Alskolan"): 40, ("undervisning", "Alskolan"): 60}


def rows_on(app: AppTest) -> list[str]:
    """The points in the order of the wide chart."""
    chart = charts_of(app)[0]
    found = [note["text"] for note in chart["layout"]["annotations"] if note["name"] == "label"]
    return [text.split("<br>")[0] for text in found]


def test_all_28_points_are_threads_and_the_title_says_where_they_break(
    open_page: Open, database: Database
) -> None:
    store_round(database, LARGE)
    app = open_page("styrkedjan")
    assert "Kedjan håller i alla 28 punkter" in text_of(app)
    assert len(rows_on(app)) == 28
    # One chart for a desk and one for a phone.
    assert len(charts_of(app)) == 2


def test_the_two_cells_without_a_statement_are_drawn_as_not_applicable(
    open_page: Open, database: Database
) -> None:
    store_round(database, LARGE)
    ring = next(
        t for t in charts_of(open_page("styrkedjan"))[0]["data"] if t["name"] == "ej tillämplig"
    )
    assert len(ring["x"]) == 2


def test_the_example_data_breaks_somewhere_and_those_threads_come_first(
    open_page: Open, database: Database
) -> None:
    for example in missing_examples(database):
        load_example(database, example)
    text = text_of(app := open_page("styrkedjan"))
    assert "Den brister i" in text
    assert rows_on(app)[0].startswith("<b>")
    in_order = open_page("styrkedjan", ordning="Som i instrumentet")
    assert "Förtroende, förväntningar och stöd" in rows_on(in_order)[0]


def test_the_address_opens_a_thread_with_its_wordings_side_by_side(
    open_page: Open, database: Database
) -> None:
    store_round(database, LARGE)
    app = open_page("styrkedjan", punkt="Kompetensförsörjning")
    text = text_of(app)
    assert "Stödja rektorerna i och skapa förutsättningar för deras arbete" in text
    assert "Ej tillämplig: punkten har inget påstående för den här nivån." in text
    # Everybody answered 3 of 4.
    assert "Medelsteg 3,0 · index 67 · 40 svar" in text
    assert app.query_params["punkt"] == "Kompetensförsörjning"


def test_the_next_thread_opens_from_the_one_before(open_page: Open, database: Database) -> None:
    store_round(database, LARGE)
    app = open_page("styrkedjan", punkt="Kompetensförsörjning", ordning="Som i instrumentet")
    next(each for each in app.button if each.label == "Nästa tråd").click().run()
    assert "nyanställda rektorer och annan personal får en god introduktion" in text_of(app)
    assert app.query_params["punkt"] == "Introduktion och mentorskap"


def test_a_point_that_does_not_exist_opens_nothing(open_page: Open, database: Database) -> None:
    store_round(database, LARGE)
    app = open_page("styrkedjan", punkt="![x](http://exempel.invalid)")
    assert "<blockquote>" not in text_of(app)


def test_a_hidden_level_has_no_number_and_the_page_says_why(
    open_page: Open, database: Database
) -> None:
    store_round(database, LARGE | {("rektor", "Alskolan"): 6})
    app = open_page("styrkedjan", punkt="Kompetensförsörjning")
    text = text_of(app)
    assert "Rektor visas inte: färre än 7 svar." in text
    assert "Visas inte: färre än 7 svar." in text
    # Between huvudman and undervisning nothing is seen, but rektor could be anywhere.
    assert "Svaren är för få för att avgöra om kedjan håller" in text
    assert not next(t for t in charts_of(app)[0]["data"] if t["name"] == "Rektor")["x"]


def test_a_joint_answer_is_called_one(open_page: Open, database: Database) -> None:
    spec = RoundSpec(TITLE, "framgangsfaktorer", openness_of={"huvudman": "joint"})
    store_round(database, LARGE | {("huvudman", ""): 1}, spec=spec)
    app = open_page("styrkedjan", punkt="Samarbete och stöd till nya")
    assert "· gemensamt svar" in text_of(app)


def test_few_answers_are_not_said_to_hold(open_page: Open, database: Database) -> None:
    store_round(database, CHAIN, step=2)
    assert "Kedjan brister" not in text_of(open_page("styrkedjan"))


def test_one_level_is_no_chain(open_page: Open, database: Database) -> None:
    store_round(database, LARGE)
    app = open_page("styrkedjan", niva=["Rektor"])
    assert "En kedja behöver minst två nivåer" in text_of(app)
    assert "Välj fler nivåer" in text_of(app)
    assert not charts_of(app)


def test_where_only_one_level_answered_nobody_is_asked_to_choose_more(
    open_page: Open, database: Database
) -> None:
    store_round(database, {("undervisning", "Alskolan"): 30})
    text = text_of(open_page("styrkedjan"))
    assert "Bara undervisning har svarat i den här omgången." in text
    assert "Välj fler nivåer" not in text


def test_a_hidden_level_leaves_no_chain_of_one_seat(open_page: Open, database: Database) -> None:
    store_round(database, {("rektor", ""): 4, ("undervisning", "Alskolan"): 30})
    app = open_page("styrkedjan")
    assert "Bara undervisning har tillräckligt många svar i den här omgången." in text_of(app)
    assert not charts_of(app)


def test_an_instrument_without_points_says_why_there_is_no_chain(
    open_page: Open, database: Database
) -> None:
    groups = {("rektor", ""): 12, ("undervisning", ""): 25}
    store_round(database, groups, instrument_id="larande-utveckling-halsa")
    app = open_page("styrkedjan")
    assert "Det här instrumentet har ingen styrkedja" in text_of(app)
    assert not charts_of(app)
    assert [each.label for each in app.button] == ["Gå till Faktorer"]


def test_on_the_wall_the_chain_stands_alone_without_an_opened_thread(
    open_page: Open, database: Database
) -> None:
    store_round(database, LARGE)
    app = open_page("styrkedjan", vagg="chain", punkt="Kompetensförsörjning")
    assert "<blockquote>" not in text_of(app)
    assert len(charts_of(app)) == 1
