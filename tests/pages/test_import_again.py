"""The import page: a file that corrects one which is stored already."""

from __future__ import annotations

from typing import Any

import pytest
from streamlit.testing.v1 import AppTest

from skolkval.store.database import Database
from skolkval.store.imports import add_imports, undo_import
from skolkval.store.rounds import all_rounds
from tests.pages.importing import box, csv, give, heads_of, press, upload
from tests.pages.test_overview import text_of


def corrected(app: AppTest) -> AppTest:
    """A round of twenty, and the same file with one changed and one taken out."""
    rows = heads_of(20)
    give(app, csv("ht.csv", *rows))
    press(app, "Läs in svaren")
    better = [row.replace("Ask", "Bok") for row in rows[:1]] + rows[1:19]
    upload(app, csv("rättad.csv", *better))
    app.selectbox(key="sk_round").set_value("Vår omgång").run()
    text = text_of(app)
    assert "färre än 7 svarande skiljer." in text
    assert "visas ändringen när minst 7" in text
    assert "Välj först vad som ska göras" in text
    assert "Läs in svaren" not in [button.label for button in app.button]
    return app


def test_a_corrected_file_is_shown_as_a_difference_and_takes_the_place_of_the_first(
    small: AppTest, database: Database
) -> None:
    app = corrected(small)
    box(app, "radio", "Vad ska göras med den?").set_value("Ersätt den inläsningen").run()
    press(app, "Läs in svaren")
    ((stored,),) = [each.imports for each in all_rounds(database)]
    assert (stored.file_name, stored.raters) == ("rättad.csv", 19)
    assert "Den tidigare inläsningen är ersatt" in text_of(app)


def test_a_corrected_file_can_be_left(small: AppTest, database: Database) -> None:
    app = corrected(small)
    box(app, "radio", "Vad ska göras med den?").set_value("Läs inte in filen").run()
    assert "Läs in svaren" not in [button.label for button in app.button]
    assert [each.file_name for each in all_rounds(database)[0].imports] == ["ht.csv"]


def test_who_comes_second_is_told(
    small: AppTest, database: Database, monkeypatch: pytest.MonkeyPatch
) -> None:
    app = corrected(small)
    box(app, "radio", "Vad ska göras med den?").set_value("Ersätt den inläsningen").run()

    def after_another(*arguments: Any) -> list[int]:
        undo_import(database, all_rounds(database)[0].imports[0].import_id)
        return add_imports(*arguments)

    monkeypatch.setattr("skolkval.ui.import_store.add_imports", after_another)
    press(app, "Läs in svaren")
    assert "SK-313" in text_of(app)
    assert not all_rounds(database)
