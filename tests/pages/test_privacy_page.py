"""The page on protection: what is promised, and how a round's units are counted."""

from __future__ import annotations

from skolkval.store.database import Database
from skolkval.store.rounds import RoundSpec
from tests.pages.conftest import Open
from tests.pages.made_up import TITLE, store_round
from tests.pages.test_overview import text_of


def test_without_a_round_the_promises_stand_with_the_usual_threshold(open_page: Open) -> None:
    text = text_of(open_page("integritet"))
    assert "Har färre än 7 svarat på en enhet" in text
    assert "Så räknas enheterna" not in text


def test_the_units_of_a_round_are_listed_as_they_are_counted(
    open_page: Open, database: Database
) -> None:
    units = {"Alskolan": 4, "Bokskolan": 5, "Cederskolan": 20}
    groups = {("undervisning", unit): n for unit, n in units.items()} | {("rektor", "Alskolan"): 6}
    store_round(database, groups, spec=RoundSpec(TITLE, "framgangsfaktorer", threshold=9))
    text = text_of(open_page("integritet"))
    assert "Har färre än 9 svarat på en enhet" in text
    assert "1 enhet visas var för sig. 2 enheter räknas ihop i en grupp." in text
    assert "<td>20</td>" in text
    assert "Visas inte: färre än 9 svar." in text
