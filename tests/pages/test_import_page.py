"""The import page: what a file is understood as, what is stored, and how it is undone."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
from streamlit.testing.v1 import AppTest

from skolkval.importing.plan import ImportOptions, ImportPlan, read_plan
from skolkval.instruments.model import Instrument
from skolkval.store.database import Database
from skolkval.store.rounds import all_rounds
from tests.pages.conftest import ROOT, Open
from tests.pages.test_overview import text_of

EXAMPLE = ROOT / "data" / "examples" / "sjalvvardering-ht-2026.xlsx"


def upload(app: AppTest, name: str, content: bytes) -> AppTest:
    app.file_uploader[0].set_value((name, content, "application/octet-stream"))
    app.run()
    assert not app.exception
    return app


def press(app: AppTest, label: str) -> AppTest:
    next(button for button in app.button if button.label == label).click().run()
    assert not app.exception
    return app


@pytest.fixture
def read_example(open_page: Open) -> AppTest:
    return upload(open_page("las_in"), EXAMPLE.name, EXAMPLE.read_bytes())


def test_a_file_is_accounted_for_before_anything_is_stored(
    read_example: AppTest, database: Database
) -> None:
    text = text_of(read_example)
    assert (
        "296 svarande, 7\xa0127 svar, 389 vet ej" in text or "296 svarande, 7\xa0127 svar" in text
    )
    assert "Allt tas med." in text
    assert [box.label for box in read_example.expander] == [
        "Nivå, enhet och skolform",
        "Påståenden: 82 kolumner",
        "Bakgrund: 3 kolumner",
        "Inte svar: 5 kolumner",
    ]
    assert not all_rounds(database)


def test_it_is_stored_on_the_button_and_undone_on_the_next(
    read_example: AppTest, database: Database
) -> None:
    app = read_example
    app.text_input(key="sk_title").set_value("Vår omgång").run()
    press(app, "Läs in svaren")
    assert "är inläst i ”Vår omgång”: 296 svarande" in text_of(app)
    (stored,) = all_rounds(database)
    assert {level.level: level.openness for level in stored.levels} == {
        "huvudman": "anonymous",
        "rektor": "anonymous",
        "undervisning": "anonymous",
    }
    press(app, "Ångra inläsningen")
    assert "”Vår omgång” är som den var innan." in text_of(app)
    assert not all_rounds(database)


def test_openness_is_asked_per_level(read_example: AppTest, database: Database) -> None:
    app = read_example
    app.text_input(key="sk_title").set_value("Vår omgång").run()
    app.button_group[0].set_value("open").run()
    press(app, "Läs in svaren")
    (stored,) = all_rounds(database)
    assert {level.level: level.openness for level in stored.levels}["huvudman"] == "open"


def test_the_same_file_again_is_refused_with_its_date(
    read_example: AppTest, database: Database
) -> None:
    app = read_example
    app.text_input(key="sk_title").set_value("Vår omgång").run()
    press(app, "Läs in svaren")
    upload(app, EXAMPLE.name, EXAMPLE.read_bytes())
    app.selectbox(key="sk_round").set_value("Vår omgång").run()
    press(app, "Läs in svaren")
    assert "SK-216" in text_of(app)
    assert "är redan inläst" in text_of(app)
    assert len(all_rounds(database)[0].imports) == 1


@pytest.mark.parametrize(
    ("name", "content", "code"),
    [
        ("tom.xlsx", b"", "SK-101"),
        ("fel.xlsx", b"Niv\xc3\xa5;Enhet\r\n1;2\r\n", "SK-103"),
        ("sida.xls", b"<html><table><tr><td>1</td></tr></table></html>", "SK-104"),
        ("rubrik.csv", "Nivå;Enhet\r\n".encode(), "SK-2"),
    ],
)
def test_a_bad_file_gets_one_refusal_and_stores_nothing(
    open_page: Open, database: Database, name: str, content: bytes, code: str
) -> None:
    app = upload(open_page("las_in"), name, content)
    text = text_of(app)
    assert text.count('role="alert"') == 1
    assert code in text
    assert "Läs in svaren" not in [button.label for button in app.button]
    assert not all_rounds(database)


def test_no_trace_of_the_file_is_left_on_disk(
    open_page: Open, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    folder = tmp_path / "tmp"
    folder.mkdir()
    monkeypatch.setattr("tempfile.tempdir", str(folder))
    upload(open_page("las_in"), EXAMPLE.name, EXAMPLE.read_bytes())
    assert not list(folder.iterdir())


def box(app: AppTest, kind: str, label: str) -> Any:
    """The widget of this kind with this label."""
    return next(each for each in app.get(kind) if getattr(each, "label", None) == label)


@pytest.fixture
def readings(monkeypatch: pytest.MonkeyPatch) -> list[ImportOptions]:
    """What each reading of a file was asked for."""
    asked: list[ImportOptions] = []

    def read(path: Path, name: str, instrument: Instrument, options: ImportOptions) -> ImportPlan:
        asked.append(options)
        return read_plan(path, name, instrument, options)

    monkeypatch.setattr("skolkval.ui.import_flow.read_plan", read)
    return asked


STATEMENT = "Hos oss är roller, ansvar och mandat tydliga."


def test_a_missing_level_can_be_said_and_the_rest_read_and_stored(
    open_page: Open, database: Database
) -> None:
    content = f"Enhet;{STATEMENT}\r\nAlskolan;Stämmer\r\nBokskolan;Stämmer inte\r\n".encode()
    app = upload(open_page("las_in"), "svar.csv", content)
    app.selectbox(key="sk_instrument").set_value("larande-utveckling-halsa").run()
    assert "SK-220" in text_of(app)
    assert "Allt tas med" not in text_of(app)
    box(app, "selectbox", "Nivå för hela filen").set_value("rektor").run()
    assert "SK-206" in text_of(app)
    box(app, "checkbox", "Läs in resten ändå").check().run()
    assert "2 svarande, 2 svar" in text_of(app)
    app.text_input(key="sk_title").set_value("Vår omgång").run()
    press(app, "Läs in svaren")
    assert all_rounds(database)[0].imports[0].raters == 2


def test_another_choice_of_column_is_read_once_and_stays(
    open_page: Open, readings: list[ImportOptions]
) -> None:
    app = upload(open_page("las_in"), EXAMPLE.name, EXAMPLE.read_bytes())
    assert len(readings) == 1
    box(app, "selectbox", "Kolumn för enhet").set_value("").run()
    assert readings[-1].columns == {"G": "ignored"}
    app.run()
    app.run()
    assert len(readings) == 2
    assert box(app, "selectbox", "Kolumn för enhet").value == ""
    assert "296 svarande" in text_of(app)


def test_a_column_with_personal_data_can_be_left_unread(open_page: Open) -> None:
    content = (
        f"Nivå;Vem;{STATEMENT}\r\nRektor;a@exempel.invalid;Stämmer\r\n"
        f"Rektor;b@exempel.invalid;Stämmer\r\n"
    ).encode()
    app = upload(open_page("las_in"), "svar.csv", content)
    app.selectbox(key="sk_instrument").set_value("larande-utveckling-halsa").run()
    assert "SK-217" in text_of(app)
    box(app, "multiselect", "Kolumner som inte ska läsas alls").set_value(["B"]).run()
    assert "SK-217" not in text_of(app)


def test_a_round_needs_a_name(read_example: AppTest, database: Database) -> None:
    press(read_example, "Läs in svaren")
    assert "SK-314" in text_of(read_example)
    assert not all_rounds(database)
