"""The page of one area: every statement as bars, and the same numbers as a table."""

from __future__ import annotations

import json

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
    text = text_of(open_page("faktorer", faktor="Kompetent ledarskap"))
    # 30 answered, all on the third of four steps: index 67, everybody agrees, samsyn 100.
    assert ">Undervisning</td><td>30</td><td>67</td><td>100\xa0%</td><td>100</td>" in text
    assert "<td>0</td><td>0</td><td>30</td><td>0</td>" in text


def test_a_joint_answer_is_called_one(open_page: Open, database: Database) -> None:
    store_round(
        database,
        {("huvudman", ""): 1, ("undervisning", "Alskolan"): 9},
        spec=RoundSpec(TITLE, "framgangsfaktorer", openness_of={"huvudman": "joint"}),
    )
    assert "Huvudman (gemensamt svar)" in text_of(open_page("faktorer"))


def test_an_instrument_without_points_shows_its_groups(open_page: Open, database: Database) -> None:
    store_round(
        database,
        {("rektor", ""): 12, ("undervisning", ""): 25},
        instrument_id="larande-utveckling-halsa",
    )
    text = text_of(open_page("faktorer"))
    assert "Normer och värden" in text
    assert "Inget tydligt glapp" in text or "Högst" in text
