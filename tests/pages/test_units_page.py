"""The page of units: alphabetical, against their own past, ranked only by choice, and clear when empty."""

from __future__ import annotations

from datetime import date
from typing import Any

from skolkval.store.database import Database
from skolkval.store.rounds import RoundSpec
from skolkval.ui.units import ALPHABETICAL, RANKED, RANKING
from tests.pages.conftest import Open
from tests.pages.made_up import store_round
from tests.pages.test_overview import charts_of, text_of

UNITS = {("undervisning", name): 20 for name in ("Öskolan", "Alskolan", "Åskolan", "Bokskolan")}


def names(figure: dict[str, Any]) -> list[str]:
    return [note["text"] for note in figure["layout"]["annotations"] if note.get("name") == "label"]


def store(database: Database, title: str, year: int, step: int) -> None:
    spec = RoundSpec(title, "framgangsfaktorer", collected=date(year, 10, 1))
    store_round(database, UNITS, title=title, step=step, spec=spec)


def test_units_stand_in_alphabetical_order(open_page: Open, database: Database) -> None:
    store(database, "Nu", 2026, 3)
    app = open_page("enheter")
    grid = charts_of(app)[0]
    assert names(grid) == ["Alskolan", "Bokskolan", "Åskolan", "Öskolan"]
    assert RANKING not in text_of(app)


def test_ranking_is_a_choice_and_comes_with_a_warning(open_page: Open, database: Database) -> None:
    store(database, "Nu", 2026, 3)
    assert RANKING in text_of(open_page("enheter", enhetsordning=RANKED))
    assert RANKING not in text_of(open_page("enheter", enhetsordning=ALPHABETICAL))


def test_each_unit_is_compared_with_its_own_earlier_round(
    open_page: Open, database: Database
) -> None:
    store(database, "Då", 2025, 2)
    store(database, "Nu", 2026, 3)
    text = text_of(open_page("enheter", omgang="Nu"))
    # Everybody went from step 2 to step 3: 33 points, far beyond doubt with 20 answers.
    assert "Tydlig förändring i något område hos 4 av 4 enheter sedan 1 oktober 2025" in text
    assert "ingen tidigare omgång att jämföra med" in text_of(open_page("enheter", omgang="Då"))


def test_the_funnel_says_that_alike_units_are_within_chance(
    open_page: Open, database: Database
) -> None:
    store(database, "Nu", 2026, 3)
    assert "Ingen av 4 enheter ligger längre ut än slumpen kan ge" in text_of(open_page("enheter"))


def test_without_units_it_says_why_there_is_nothing(open_page: Open, database: Database) -> None:
    store_round(database, {("undervisning", ""): 30})
    app = open_page("enheter")
    assert "Det finns inga enheter att visa" in text_of(app)
    assert not charts_of(app)


def test_many_units_are_shown_forty_at_a_time(open_page: Open, database: Database) -> None:
    names_of = [f"Skola {number:02}" for number in range(1, 46)]
    store_round(database, {("undervisning", name): 8 for name in names_of})
    app = open_page("enheter")
    assert names(charts_of(app)[0]) == names_of[:40]
    box = next(box for box in app.selectbox if box.label == "Visa av 45 rader")
    assert box.options == ["1–40: Skola 01 till Skola 40", "41–45: Skola 41 till Skola 45"]
    box.select(box.options[1]).run()
    assert names(charts_of(app)[0]) == names_of[40:]
