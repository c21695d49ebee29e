"""One workbook per selection: the numbers of the screen, texts that stay texts, and nothing that is hidden."""

from __future__ import annotations

import io
import re
import zipfile
from pathlib import Path

import pandas as pd
import pytest
from openpyxl import load_workbook

from skolkval.reports.workbook import HIDDEN, workbook
from skolkval.results import Selection, results
from skolkval.store.database import Database
from skolkval.store.published import Published, read_published
from tests.pages.made_up import TITLE, store_round

FORMULA = "=HYPERLINK(1)"


@pytest.fixture
def published(tmp_path: Path) -> Published:
    """Three levels, one of them too small; two units, one with a name that looks like a formula."""
    database = Database.open(tmp_path / "skolkval.db", create=True)
    groups = {
        ("huvudman", ""): 4,
        ("rektor", "Alskolan"): 10,
        ("undervisning", "Alskolan"): 30,
        ("undervisning", FORMULA): 20,
    }
    store_round(database, groups)
    return read_published(database, TITLE)


def sheets(content: bytes) -> dict[str, pd.DataFrame]:
    book = load_workbook(io.BytesIO(content))
    return {sheet.title: pd.DataFrame(sheet.values) for sheet in book}


def test_areas_items_and_units_hold_the_numbers_that_the_pages_show(published: Published) -> None:
    read = sheets(workbook(published, Selection(), [], "2026-11-22"))
    areas = read["Områden"]
    assert list(areas.iloc[0, :5]) == ["Område", "Nivå", "Slag", "Svarande", "Index"]
    shown = results(published, Selection(), "area", ["level"])
    assert len(areas) == 1 + len(shown)
    teaching = areas[areas[1] == "Undervisning"]
    # Everybody answered 3 of 4: 100 * (3 - 1) / 3.
    assert teaching[4].tolist() == pytest.approx([200 / 3] * 7)
    assert teaching[3].tolist() == [50] * 7
    units = read["Enheter och påståenden"]
    mine = units[units[4] == FORMULA]
    assert set(mine[6]) <= {19, 20}
    assert {"Diagram", "Kodbok", "Påståenden", "Enheter och områden"} <= set(read)


def test_an_area_has_the_wording_of_its_least_and_most_united_statement(
    published: Published,
) -> None:
    read = sheets(workbook(published, Selection(), [], "nu"))
    areas, texts = read["Områden"], {item.shown_text for item in published.instrument.items}
    for heading in ("Minst enigt", "Mest enigt"):
        at = areas.iloc[0].tolist().index(heading)
        assert set(areas[areas[1] == "Undervisning"][at]) <= texts
        assert heading in set(read["Kodbok"][0])
        assert heading not in set(read["Påståenden"].iloc[0])


def test_a_hidden_level_has_dots_and_none_of_its_numbers_anywhere(published: Published) -> None:
    content = workbook(published, Selection(), ["Huvudman visas inte: färre än 7 svar."], "nu")
    hidden = sheets(content)["Områden"].pipe(lambda rows: rows[rows[1] == "Huvudman"])
    assert (hidden.iloc[:, 3:] == HIDDEN).all(axis=None)
    diagram = sheets(content)["Diagram"]
    assert diagram.iloc[0].tolist() == ["Index 0–100", "Rektor", "Undervisning"]


def test_no_text_becomes_a_formula(published: Published) -> None:
    content = workbook(published, Selection(), ["+1+1", "@a", "-2"], "nu")
    with zipfile.ZipFile(io.BytesIO(content)) as parts:
        for name in parts.namelist():
            if name.startswith("xl/worksheets/"):
                assert not re.search(rb"<f[ >]", parts.read(name)), name
    assert FORMULA in set(sheets(content)["Enheter och områden"][2])


def test_headers_are_frozen_and_excel_draws_the_charts_itself(published: Published) -> None:
    content = workbook(published, Selection(), [], "nu")
    book = load_workbook(io.BytesIO(content))
    assert book["Områden"].freeze_panes == "B2"
    with zipfile.ZipFile(io.BytesIO(content)) as parts:
        charts = [name for name in parts.namelist() if name.startswith("xl/charts/chart")]
        drawn = b"".join(parts.read(name) for name in charts)
    assert len(charts) == 2
    assert b"barChart" in drawn
    assert b"radarChart" in drawn


def test_the_code_book_explains_every_column_and_every_statement(published: Published) -> None:
    read = sheets(workbook(published, Selection(), [], "nu"))
    explained = set(read["Kodbok"][0])
    for title in ("Områden", "Påståenden", "Enheter och områden", "Enheter och påståenden"):
        assert set(read[title].iloc[0]) <= explained, title
    assert {item.id for item in published.instrument.items} <= explained
