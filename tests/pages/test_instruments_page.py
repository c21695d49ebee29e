"""The page Instrument: what each asks, files to ask it with, and how one's own is added and removed."""

from __future__ import annotations

from html import escape
from pathlib import Path

import pytest
from streamlit.testing.v1 import AppTest

from skolkval.instruments.draft import Draft, Statement, to_instrument
from skolkval.instruments.toml_text import to_toml
from skolkval.reports.templates import instrument_template
from skolkval.store.database import Database
from skolkval.store.instruments import add_instrument, all_instruments, own_instruments
from tests.pages.conftest import Open
from tests.pages.importing import box, press, upload
from tests.pages.made_up import HOSTILE, store_round
from tests.pages.test_overview import text_of

DRAFT = Draft(
    title=HOSTILE,
    publisher="Exempelkommunen",
    steps=("Nej", "Ja"),
    statements=(
        Statement(HOSTILE, "Vi är trygga.", group="Raster"),
        Statement("Ro", "Det är stökigt.", label="Stök", reversed=True),
    ),
)


def labels(app: AppTest) -> list[str]:
    return [button.label for button in app.button]


def own(database: Database) -> list[str]:
    return list(own_instruments(database))


def test_every_instrument_is_shown_with_all_it_asks(open_page: Open, database: Database) -> None:
    app = open_page("instrument")
    for instrument in all_instruments(database):
        app.selectbox[0].set_value(instrument.title).run()
        text = text_of(app)
        assert instrument.publisher in text
        for item in instrument.items:
            assert f"<dd>{escape(item.text)}</dd>" in text
        for area in instrument.areas:
            assert text.count(f"<strong>{area.label}</strong>") == 1
        for step in instrument.scale.steps:
            assert f"<li>{step.label}</li>" in text


def test_there_is_a_file_for_each_tool(open_page: Open) -> None:
    app = open_page("instrument")
    names = [getattr(each, "label", None) for each in app.get("download_button")]
    assert names == [
        *("Hämta Excelark", "Hämta Worddokument", "Hämta textfil", "Hämta XLSForm"),
        "Hämta tom mall",
    ]


def test_an_instrument_is_added_from_a_template_and_removed(
    open_page: Open, database: Database
) -> None:
    app = upload(open_page("instrument"), ("mall.xlsx", instrument_template(DRAFT)))
    assert not own(database)
    press(app, "Lägg till instrumentet")
    (added,) = own(database)
    text = text_of(app)
    assert app.selectbox[0].value == HOSTILE
    assert "Stök · omvänt" in text
    # What people have written is text wherever it stands.
    assert "<b>Ek" not in text
    assert "&lt;b&gt;Ek" in text
    press(app, "Ja, ta bort")
    assert added not in own(database)
    assert "är borttaget" in text_of(app)


def test_a_template_with_mistakes_tells_them_and_adds_nothing(
    open_page: Open, database: Database
) -> None:
    app = upload(open_page("instrument"), ("mall.xlsx", instrument_template()))
    text = text_of(app)
    assert "SK-501" in text
    assert "Instrument, rad 2: Namn är inte ifyllt." in text
    assert "Lägg till instrumentet" not in labels(app)
    assert not own(database)


def test_an_instrument_is_added_from_an_export(open_page: Open, database: Database) -> None:
    app = open_page("instrument")
    app.button_group[0].set_value("En export från enkätverktyget").run()
    content = "Enhet;Vi är trygga.;Vi lär oss.\nA;Ja;Nej\nB;Nej;Ja\nC;Vet ej;Ja\n".encode()
    upload(app, ("export.csv", content))
    press(app, "Lägg till instrumentet")
    assert "Instrumentets namn är inte ifyllt." in text_of(app)
    box(app, "text_input", "Instrumentets namn").set_value("Från export").run()
    box(app, "text_input", "Utgivare").set_value("Exempelkommunen").run()
    press(app, "Lägg till instrumentet")
    (added,) = (each for each in all_instruments(database) if each.id in own(database))
    assert (added.title, added.publisher) == ("Från export", "Exempelkommunen")
    assert [item.text for item in added.items] == ["Vi är trygga.", "Vi lär oss."]
    assert [step.label for step in added.scale.steps] == ["Nej", "Ja"]
    assert added.scale.not_applicable == ("Vet ej",)
    assert app.selectbox[0].value == "Från export"


@pytest.mark.parametrize(
    ("name", "content", "code"),
    [("tom.csv", b"", "SK-101"), ("text.csv", b"Enhet\nA\n", "SK-505")],
)
def test_a_file_that_is_no_export_is_refused(
    open_page: Open, name: str, content: bytes, code: str
) -> None:
    app = open_page("instrument")
    app.button_group[0].set_value("En export från enkätverktyget").run()
    upload(app, (name, content))
    assert code in text_of(app)
    assert "Lägg till instrumentet" not in labels(app)


def test_an_instrument_that_a_round_uses_stays(open_page: Open, database: Database) -> None:
    added = add_instrument(database, to_toml(to_instrument(DRAFT)))
    store_round(database, {("", "Alskolan"): 8}, instrument_id=added.id, step=2)
    app = open_page("instrument", instrument=HOSTILE)
    assert "används i ”Höstens värdering” och kan inte tas bort" in text_of(app)
    assert "Ja, ta bort" not in labels(app)


def test_no_trace_of_a_file_is_left_on_disk(
    open_page: Open, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    folder = tmp_path / "tmp"
    folder.mkdir()
    monkeypatch.setattr("tempfile.tempdir", str(folder))
    upload(open_page("instrument"), ("mall.xlsx", instrument_template(DRAFT)))
    assert not list(folder.iterdir())
