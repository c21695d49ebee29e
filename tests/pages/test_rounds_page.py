"""The page of rounds: what is invited, what is undone, what is deleted."""

from __future__ import annotations

from skolkval.store.database import Database
from skolkval.store.rounds import all_rounds
from tests.pages.conftest import Open
from tests.pages.importing import press
from tests.pages.made_up import store_round
from tests.pages.test_overview import CHAIN, text_of


def test_the_empty_page_says_what_to_do(open_page: Open) -> None:
    app = open_page("omgangar")
    assert "Det finns inga omgångar än." in text_of(app)
    assert {"Läs in en fil", "Läs in exempeldata"} <= {button.label for button in app.button}


def test_invited_numbers_are_saved(open_page: Open, database: Database) -> None:
    store_round(database, CHAIN)
    app = open_page("omgangar")
    app.number_input[2].set_value(40)
    press(app, "Spara")
    assert {each.level: each.invited for each in all_rounds(database)[0].levels} == {
        "huvudman": None,
        "rektor": None,
        "undervisning": 40,
    }


def test_an_import_is_undone_after_a_yes(open_page: Open, database: Database) -> None:
    store_round(database, CHAIN)
    app = press(open_page("omgangar"), "Ja, ångra")
    assert not all_rounds(database)
    assert "är ångrad" in text_of(app)


def test_a_round_is_deleted_after_a_yes(open_page: Open, database: Database) -> None:
    store_round(database, CHAIN)
    app = press(open_page("omgangar"), "Ja, ta bort")
    assert not all_rounds(database)
    assert "är borttagen" in text_of(app)
