"""The page of one area: every statement as bars, and the same numbers as a table."""

from __future__ import annotations

import json
from typing import Any

from streamlit.testing.v1 import AppTest

from skolkval.importing.plan import NOT_APPLICABLE
from skolkval.store.database import Database
from skolkval.store.rounds import RoundSpec
from tests.pages.conftest import Open
from tests.pages.made_up import TITLE, store_round
from tests.pages.test_overview import CHAIN, text_of


def test_each_point_has_a_card_with_the_wording_of_every_level(
    open_page: Open, database: Database
) -> None:
    store_round(database, CHAIN)
    app = open_page("faktorer", faktor="Förtroendefullt klimat")
    text = text_of(app)
    assert "Förtroende, förväntningar och stöd" in text
    assert "Delaktighet i planering och uppföljning" in text
    figures = json.dumps([chart.proto.spec for chart in app.get("plotly_chart")])
    # Two points, each drawn once for a desk and once for a phone.
    assert len(app.get("plotly_chart")) == 4
    assert figures.count("alla barn och elever") >= 2


def test_the_table_of_a_card_holds_the_counts_that_the_bars_show(
    open_page: Open, database: Database
) -> None:
    store_round(database, CHAIN)
    app = open_page("faktorer", faktor="Kompetent ledarskap")
    app.session_state["sk-table-bars-0"] = True
    text = text_of(app.run())
    # 30 answered, all on the third of four steps: index 67, everybody agrees, samsyn 100.
    assert ">Undervisning</td><td>30</td><td>67</td><td>100\xa0%</td><td>100</td>" in text
    assert "<td>0</td><td>0</td><td>30</td><td>0</td>" in text


def test_a_joint_answer_is_called_one(open_page: Open, database: Database) -> None:
    store_round(
        database,
        {("huvudman", ""): 1, ("undervisning", "Alskolan"): 9},
        spec=RoundSpec(TITLE, "framgangsfaktorer", openness_of={"huvudman": "joint"}),
    )
    app = open_page("faktorer")
    app.session_state["sk-table-bars-0"] = True
    assert "Huvudman (gemensamt svar)" in text_of(app.run())


def test_an_instrument_without_points_shows_its_groups(open_page: Open, database: Database) -> None:
    store_round(
        database,
        {("rektor", ""): 12, ("undervisning", ""): 25},
        instrument_id="larande-utveckling-halsa",
    )
    text = text_of(open_page("faktorer"))
    assert "Normer och värden" in text
    assert "Lika överallt: index 67" in text


def figures_of(app: AppTest) -> list[Any]:
    return [json.loads(chart.proto.spec) for chart in app.get("plotly_chart")]


LUH = {("rektor", ""): 12, ("undervisning", ""): 25}


def test_one_click_makes_the_bars_100_per_cent_long_and_the_address_says_so(
    open_page: Open, database: Database
) -> None:
    store_round(database, CHAIN)
    app = open_page("faktorer")
    assert figures_of(app)[0]["layout"]["xaxis"]["range"] == [-100, 100]
    app.segmented_control[0].set_value("100 procent").run()
    assert figures_of(app)[0]["layout"]["xaxis"]["range"] == [0, 100]
    assert app.query_params["staplar"] == "100 procent"
    linked = open_page("faktorer", staplar="100 procent")
    assert figures_of(linked)[0]["layout"]["xaxis"]["range"] == [0, 100]


def test_in_another_order_groups_are_dissolved_and_points_stay_whole(
    open_page: Open, database: Database
) -> None:
    store_round(database, CHAIN)
    points = open_page("faktorer", omgang=TITLE, sortering="Lägst index först")
    assert len(points.get("plotly_chart")) == 4
    store_round(database, LUH, title="Verktyget", instrument_id="larande-utveckling-halsa")
    app = open_page("faktorer", omgang="Verktyget", sortering="Mest vet ej först")
    # Nine statements in four groups become one card, for a desk and for a phone.
    assert len(app.get("plotly_chart")) == 2
    statements = [
        note
        for note in figures_of(app)[0]["layout"]["annotations"]
        if note.get("name") == "statement"
    ]
    assert len(statements) == 9


def test_a_statement_in_the_address_is_shown_first_and_bold_in_its_own_area(
    open_page: Open, database: Database
) -> None:
    store_round(database, LUH, instrument_id="larande-utveckling-halsa")
    app = open_page("faktorer", pastaende="skapa-struktur-2")
    assert app.selectbox[1].value == "Ledarskap som främjar utveckling, lärande och hälsa"
    assert "Skapa struktur · det ni öppnade" in text_of(app)
    first = [
        note["text"]
        for note in figures_of(app)[0]["layout"]["annotations"]
        if note.get("name") == "statement"
    ]
    assert [text.startswith("<b>") for text in first] == [True, False]
    app.selectbox[1].set_value("Utbildning för lärande och hälsa").run()
    assert "det ni öppnade" not in text_of(app)
    assert "pastaende" not in app.query_params


def test_beside_the_statements_stand_questions_and_who_is_most_united_on_what(
    open_page: Open, database: Database
) -> None:
    store_round(database, CHAIN)
    text = text_of(open_page("faktorer", faktor="Förtroendefullt klimat"))
    assert "Prata om det här" in text
    assert "Vad bygger vi bilden på" in text
    assert "Mest och minst eniga" in text
    assert "samsyn 100" in text


def test_where_many_say_vet_ej_that_is_the_title(open_page: Open, database: Database) -> None:
    store_round(database, CHAIN, step=NOT_APPLICABLE)
    text = text_of(open_page("faktorer"))
    assert "Många svarar vet ej: " in text
