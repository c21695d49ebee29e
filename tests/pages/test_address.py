"""The address: a link shows the same picture, and leads back to it."""

from __future__ import annotations

import pytest

from skolkval.store.database import Database
from skolkval.ui import address
from tests.pages.conftest import Open
from tests.pages.made_up import TITLE, store_round
from tests.pages.test_overview import CHAIN, text_of


def test_the_round_stands_in_the_address_from_the_first_moment(
    open_page: Open, database: Database
) -> None:
    store_round(database, CHAIN)
    app = open_page()
    assert app.query_params["omgang"] == TITLE


def test_what_is_chosen_stands_in_the_address_and_leaves_it_again(
    open_page: Open, database: Database
) -> None:
    store_round(database, CHAIN)
    app = open_page()
    app.multiselect[0].set_value(["Rektor", "Undervisning"]).run()
    assert app.query_params["niva"] == ["Rektor", "Undervisning"]
    app.multiselect[0].set_value([]).run()
    assert "niva" not in app.query_params


def test_a_choice_is_kept_on_the_next_page_and_after_a_page_without_it(
    open_page: Open, database: Database
) -> None:
    store_round(database, CHAIN)
    app = open_page(niva=["Rektor"])
    for page in ("pages/underlag/omgangar.py", "pages/var_ar_vi/faktorer.py"):
        app.query_params.clear()
        app.switch_page(page).run()
    assert app.multiselect[0].value == ["Rektor"]
    assert app.query_params["niva"] == "Rektor"


def test_going_back_to_an_earlier_address_shows_what_it_showed(
    open_page: Open, database: Database, monkeypatch: pytest.MonkeyPatch
) -> None:
    store_round(database, CHAIN)
    app = open_page()
    app.multiselect[0].set_value(["Rektor"]).run()
    del app.query_params["niva"]
    monkeypatch.setattr(address, "_has_gone", lambda: True)
    app.run()
    assert app.multiselect[0].value == []
    assert "niva" not in app.query_params


def test_a_choice_counts_that_is_made_before_the_browser_has_the_address_of_the_last_one(
    open_page: Open, database: Database
) -> None:
    store_round(database, CHAIN)
    app = open_page()
    app.multiselect[0].set_value(["Rektor"]).run()
    del app.query_params["niva"]
    app.multiselect[0].set_value(["Rektor", "Undervisning"]).run()
    assert app.multiselect[0].value == ["Rektor", "Undervisning"]
    assert app.query_params["niva"] == ["Rektor", "Undervisning"]


def test_an_address_to_something_unknown_says_so(open_page: Open, database: Database) -> None:
    store_round(database, CHAIN)
    assert "Adressen pekar på något som inte finns" in text_of(open_page(niva=["Kungen"]))
    assert "Adressen pekar på något" not in text_of(open_page(niva=["Rektor"]))
