"""The import page: what a file is understood as, what is stored, and how it is undone."""

from __future__ import annotations

from pathlib import Path

import pytest
from streamlit.elements.lib.mutable_status_container import StatusContainer
from streamlit.runtime.scriptrunner import StopException
from streamlit.testing.v1 import AppTest

from skolkval.importing.plan import ImportOptions, ImportPlan, read_plan
from skolkval.instruments.model import Instrument
from skolkval.store.database import Database
from skolkval.store.rounds import all_rounds
from tests.pages.conftest import ROOT, Open
from tests.pages.importing import HEADS, box, csv, give, heads_of, press, upload
from tests.pages.test_overview import text_of

EXAMPLE = ROOT / "data" / "examples" / "sjalvvardering-ht-2026.xlsx"


@pytest.fixture
def read_example(open_page: Open) -> AppTest:
    return upload(open_page("las_in"), (EXAMPLE.name, EXAMPLE.read_bytes()))


def test_a_file_is_accounted_for_before_anything_is_stored(
    read_example: AppTest, database: Database
) -> None:
    text = text_of(read_example)
    assert (
        "296 svarande, 7\xa0127 svar, 389 vet ej" in text or "296 svarande, 7\xa0127 svar" in text
    )
    assert "Allt tas med." in text
    assert "101 kommentarer" in text and "13 kommentarer till Kompetent ledarskap" in text
    assert [box.label for box in read_example.expander] == [
        "Blad och rubrikrad",
        "Nivå, enhet och skolform",
        "Vilka kolumner är kommentarer?",
        "Svarens ord: 5 av 5 lästa",
        "Svar: 82 kolumner",
        "Bakgrund: 3 kolumner",
        "Kommentarer: 8 kolumner",
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
    assert "”Vår omgång” har inga svar kvar och visas inte längre." in text_of(app)
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
    upload(app, (EXAMPLE.name, EXAMPLE.read_bytes()))
    app.selectbox(key="sk_round").set_value("Vår omgång").run()
    assert "SK-216" in text_of(app)
    assert "är redan inläst" in text_of(app)
    assert "Läs in svaren" not in [button.label for button in app.button]
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
    app = upload(open_page("las_in"), (name, content))
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
    upload(open_page("las_in"), (EXAMPLE.name, EXAMPLE.read_bytes()))
    assert not list(folder.iterdir())


@pytest.fixture
def readings(monkeypatch: pytest.MonkeyPatch) -> list[ImportOptions]:
    """What each reading of a file was asked for."""
    asked: list[ImportOptions] = []

    def read(path: Path, name: str, instrument: Instrument, options: ImportOptions) -> ImportPlan:
        asked.append(options)
        return read_plan(path, name, instrument, options)

    monkeypatch.setattr("skolkval.ui.import_files.read_plan", read)
    return asked


STATEMENT = "Hos oss är roller, ansvar och mandat tydliga."


def test_a_missing_level_can_be_said_and_the_rest_read_and_stored(
    open_page: Open, database: Database
) -> None:
    content = f"Enhet;{STATEMENT}\r\nAlskolan;Stämmer\r\nBokskolan;Stämmer inte\r\n".encode()
    app = upload(open_page("las_in"), ("svar.csv", content))
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
    app = upload(open_page("las_in"), (EXAMPLE.name, EXAMPLE.read_bytes()))
    assert len(readings) == 1
    box(app, "selectbox", "Kolumn för enhet").set_value("").run()
    assert readings[-1].columns == {"#G": "ignored"}
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
    app = upload(open_page("las_in"), ("svar.csv", content))
    app.selectbox(key="sk_instrument").set_value("larande-utveckling-halsa").run()
    assert "SK-217" in text_of(app)
    box(app, "multiselect", "Kolumner som inte ska läsas alls").set_value(["B"]).run()
    assert "SK-217" not in text_of(app)


def test_a_round_needs_a_name(read_example: AppTest, database: Database) -> None:
    press(read_example, "Läs in svaren")
    assert "SK-314" in text_of(read_example)
    assert not all_rounds(database)


def test_several_files_go_into_one_round_and_a_refused_one_stops_no_other(
    small: AppTest, database: Database
) -> None:
    give(
        small,
        csv("ask.csv", *heads_of(8)),
        ("trasig.xlsx", b"inget"),
        csv("bok.csv", *heads_of(9, "Bok")),
        csv("kopia.csv", *heads_of(8)),
    )
    text = text_of(small)
    assert text.count('role="alert"') == 2
    assert "kopia.csv är samma fil" in text
    # Every fourth of 8 and of 9 is a "Vet ej" to the first: 2 and 2; none to the second or third.
    assert "Tillsammans 2 filer: 17 svarande, 47 svar, 4 vet ej, 0 tomma. Allt tas med." in text
    assert "2 filer läses inte in." in text
    assert not all_rounds(database)
    press(small, "Läs in svaren")
    (stored,) = all_rounds(database)
    assert [(each.file_name, each.raters) for each in stored.imports] == [
        ("ask.csv", 8),
        ("bok.csv", 9),
    ]
    assert text_of(small).count("är inläst i ”Vår omgång”") == 2
    press(small, "Ångra fil 1")
    assert [each.file_name for each in all_rounds(database)[0].imports] == ["bok.csv"]
    press(small, "Ångra inläsningen")
    assert not all_rounds(database)


def test_a_doubtful_column_is_asked_about_and_the_answer_remembered(
    small: AppTest, database: Database
) -> None:
    heads = "Enhet;Vi vet vart vi går.;Jag följer upp.;Vi har tid."
    give(small, csv("ht.csv", *heads_of(8), heads=heads))
    assert "SK-206" in text_of(small)
    question = box(small, "selectbox", "Kolumn B svarar på")
    assert question.value is None
    assert question.placeholder == "Läs inte"
    assert question.options[0].startswith("Vi vet vart vi ska. (")
    question.set_value("ett-1").run()
    assert "8 svarande, 22 svar" in text_of(small)
    press(small, "Läs in svaren")

    give(small, csv("vt.csv", *heads_of(9, "Bok"), heads=heads), title="Nästa")
    assert "Tolkad som förra gången" in text_of(small)
    assert box(small, "selectbox", "Kolumn B svarar på").value == "ett-1"
    assert "9 svarande, 25 svar" in text_of(small)
    press(small, "Glöm")
    assert "Tolkad som förra gången" not in text_of(small)
    assert "SK-206" in text_of(small)


def test_answers_in_words_of_their_own_are_explained(small: AppTest, database: Database) -> None:
    rows = [row.replace("Ja", "Jajamän").replace("Delvis", "Sådär") for row in heads_of(16)]
    give(small, csv("ht.csv", *rows))
    assert "SK-224" in text_of(small)
    asked = [each for each in small.selectbox if each.label.startswith("Svar ")]
    assert len(asked) == 2
    for one, meaning in enumerate(("Delvis", "Ja")):
        name = next(
            each
            for each in small.selectbox
            if each.key and each.key.startswith(f"sk_label_{('Sådär', 'Jajamän')[one]}")
        )
        name.set_value(meaning).run()
    assert "16 svarande" in text_of(small)
    assert "SK-2" not in text_of(small)
    press(small, "Läs in svaren")
    assert all_rounds(database)[0].imports[0].raters == 16


def test_a_header_row_can_be_pointed_out(small: AppTest, readings: list[ImportOptions]) -> None:
    give(small, csv("ht.csv", *heads_of(8)))
    box(small, "text_input", "Rubrikernas rad, eller rader (1,2)").set_value("2").run()
    assert readings[-1].header_rows == (2,)
    assert "SK-226" in text_of(small)
    box(small, "text_input", "Rubrikernas rad, eller rader (1,2)").set_value("två").run()
    assert "Skriv radnummer" in text_of(small)
    assert "8 svarande" in text_of(small)


def test_a_run_that_is_stopped_while_it_stores_has_stored_nothing_or_all(
    small: AppTest, database: Database, monkeypatch: pytest.MonkeyPatch
) -> None:
    give(small, csv("ht.csv", *heads_of(8)))
    stopped: list[object] = []

    def stop_once(self: StatusContainer, **says: object) -> None:
        if not stopped:
            stopped.append(says["label"])
            raise StopException

    monkeypatch.setattr(StatusContainer, "update", stop_once)
    press(small, "Läs in svaren")
    assert stopped == ["Sparar fil 1 av 1 …"]
    assert not all_rounds(database)
    press(small, "Läs in svaren")
    assert len(all_rounds(database)[0].imports) == 1


def test_nothing_of_a_file_is_markdown(small: AppTest) -> None:
    evil = "![x](http://exempel.invalid/x.png) **fet** <b>b</b>"
    give(small, csv(f"{evil.replace('/', '')}.csv", *heads_of(8), heads=f"{HEADS};{evil}"[0:]))
    for kind in ("markdown", "expander", "checkbox", "button", "radio", "text_input"):
        for each in small.get(kind):
            said = str(getattr(each, "value", "")) + str(getattr(each, "label", ""))
            assert "exempel.invalid" not in said
    assert "<b>b</b>" not in text_of(small)
