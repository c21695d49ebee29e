"""The page of development: what has moved beyond doubt, the guard, and what cannot be compared."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest
from streamlit.testing.v1 import AppTest

from skolkval.store.database import Database
from skolkval.store.instruments import instrument_named
from skolkval.store.rounds import RoundSpec, describe_round
from skolkval.ui import development, way_in_plane
from skolkval.ui.card import Card
from skolkval.ui.frame import AREAS
from tests.pages.conftest import Open
from tests.pages.made_up import store_round
from tests.pages.test_overview import charts_of, links_of, text_of

GROUPS = {("undervisning", "Alskolan"): 30, ("rektor", ""): 10}


def store(database: Database, title: str, year: int, step: int, n: int = 30) -> None:
    groups = {**GROUPS, ("undervisning", "Alskolan"): n}
    spec = RoundSpec(title, "framgangsfaktorer", collected=date(year, 10, 1))
    store_round(database, groups, title=title, step=step, spec=spec)


def test_with_one_round_it_says_what_is_needed(open_page: Open, database: Database) -> None:
    store(database, "Nu", 2026, 3)
    app = open_page("utveckling")
    assert "Det finns ingen tidigare omgång att jämföra med" in text_of(app)
    assert not charts_of(app)


def test_what_moved_beyond_doubt_is_told_and_coloured(open_page: Open, database: Database) -> None:
    store(database, "Då", 2025, 2)
    store(database, "Nu", 2026, 3)
    app = open_page("utveckling", omgang="Nu")
    text = text_of(app)
    # Everybody from step 2 to 3: +33 in all 7 areas at both levels.
    assert "14 av 14 index har tydligt ändrats sedan 1 oktober 2025: 14 högre" in text
    assert "index 33 → 67 (+33)" in text
    assert [page for page, query in links_of(app) if query["pastaende"]] == ["faktorer"] * 5
    slopes = charts_of(app)[0]
    assert {trace["name"] for trace in slopes["data"]} == {"säker", "till namnet"}


def test_what_stands_still_is_grey_and_not_called_a_change(
    open_page: Open, database: Database
) -> None:
    # Twice as many: the same answers once more would be refused as the same people.
    store(database, "Då", 2025, 3, n=60)
    store(database, "Nu", 2026, 3)
    app = open_page("utveckling", omgang="Nu")
    assert "Inget område har tydligt ändrats sedan 1 oktober 2025" in text_of(app)
    assert {trace["name"] for trace in charts_of(app)[0]["data"]} == {"osäker"}


def test_the_guard_tells_when_others_have_answered(open_page: Open, database: Database) -> None:
    store(database, "Då", 2025, 3, n=40)
    store(database, "Nu", 2026, 3, n=20)
    for title, year in (("Då", 2025), ("Nu", 2026)):
        describe_round(database, title, collected=date(year, 10, 1), invited={"undervisning": 50})
    text = text_of(open_page("utveckling", omgang="Nu"))
    # 40 of 50 and then 20 of 50: from 80 to 40 per cent, and half as many.
    assert "40 av 50 svarande (80\N{NO-BREAK SPACE}%) förra gången" in text
    assert "svarsfrekvensen har ändrats mer än 15 procentenheter" in text
    assert "antalet svarande har minst halverats" in text


def test_three_rounds_are_drawn_over_time(open_page: Open, database: Database) -> None:
    rounds = (("Ett", 2024, 2, 30), ("Två", 2025, 2, 60), ("Tre", 2026, 3, 30))
    for title, year, step, n in rounds:
        store(database, title, year, step, n)
    app = open_page("utveckling", omgang="Tre")
    assert "i tre omgångar" in text_of(app)
    # From 33 to 67, at both levels.
    assert "Tydlig förändring sedan 1 oktober 2024: " in text_of(app)
    assert text_of(app).count("+33") >= 2
    lines = [trace for trace in charts_of(app)[-1]["data"] if trace["mode"] == "lines+markers"]
    assert [[round(y) for y in trace["y"]] for trace in lines] == [[33, 33, 67]] * 2


def test_the_guard_counts_the_selection_and_says_so(open_page: Open, database: Database) -> None:
    for title, year, step, n in (("Då", 2025, 2, 40), ("Nu", 2026, 3, 16)):
        groups = {("undervisning", "Alskolan"): n, ("undervisning", "Bokskolan"): 30}
        spec = RoundSpec(title, "framgangsfaktorer", collected=date(year, 10, 1))
        store_round(database, groups, title=title, step=step, spec=spec)
        describe_round(database, title, collected=date(year, 10, 1), invited={"undervisning": 80})
    whole = text_of(open_page("utveckling", omgang="Nu"))
    assert "Undervisning: 70 av 80 svarande" in whole
    one = text_of(open_page("utveckling", omgang="Nu", enhet=["Alskolan"]))
    assert "Undervisning, i urvalet: 40 svarande förra gången, 16 svarande nu" in one
    assert "minst halverats" in one
    # 70 and then 46 of 80, which is known of the whole round only.
    assert "I hela omgången har svarsfrekvensen ändrats mer än 15 procentenheter" in one
    assert "70 av 80" not in one


def test_where_no_statement_has_fallen_it_says_so(open_page: Open, database: Database) -> None:
    store(database, "Då", 2025, 2)
    store(database, "Nu", 2026, 3)
    assert "Inget påstående har tydligt sjunkit." in text_of(open_page("utveckling", omgang="Nu"))


@pytest.mark.parametrize(("module", "key"), [(development, "slopes"), (way_in_plane, "arrows")])
def test_who_does_not_point_goes_to_the_areas(
    open_page: Open, database: Database, monkeypatch: pytest.MonkeyPatch, module: Any, key: str
) -> None:
    found: dict[str, Card] = {}
    monkeypatch.setattr(module, "show_card", lambda card, *_, **__: found.update({card.key: card}))
    store(database, "Då", 2025, 2)
    store(database, "Nu", 2026, 3)
    open_page("utveckling", omgang="Nu")
    areas = [area.label for area in instrument_named(database, "framgangsfaktorer").areas]
    links = found[key].links
    assert [target.address["faktor"] for _, target in links] == [[area] for area in areas]
    assert {target.page for _, target in links} == {AREAS}


def test_few_answers_are_not_said_to_stand_still_by_any_card(
    open_page: Open, database: Database
) -> None:
    for title, year, n in (("Då", 2025, 8), ("Nu", 2026, 21)):
        spec = RoundSpec(title, "framgangsfaktorer", collected=date(year, 10, 1))
        store_round(database, {("undervisning", "Alskolan"): n}, title=title, spec=spec)
    text = text_of(open_page("utveckling", omgang="Nu"))
    assert text.count("<h2>För få svar för att avgöra om något har ändrats</h2>") == 2
    assert "tydligt ändrats" not in text
    for page in ("enheter", "oversikt"):
        text = text_of(open_page(page, omgang="Nu"))
        assert "För få svar för att avgöra om något har ändrats" in text
        assert "Ingen tydlig förändring" not in text


def test_the_fields_of_the_arrows_are_cut_where_the_viewer_chose(
    open_page: Open, database: Database
) -> None:
    def cuts(app: AppTest) -> set[float]:
        plane = next(
            figure
            for figure in charts_of(app)
            if figure["layout"]["yaxis"].get("title", {}).get("text", "").startswith("Samsyn")
        )
        lines = (shape for shape in plane["layout"]["shapes"] if "x0" in shape)
        return {line["x0"] for line in lines if line["x0"] == line["x1"]}

    store(database, "Då", 2025, 2)
    store(database, "Nu", 2026, 3)
    assert 60 in cuts(open_page("utveckling", omgang="Nu"))
    assert 70 in cuts(open_page("utveckling", omgang="Nu", gransindex="70"))


def test_rounds_of_the_same_day_are_told_apart_by_their_names(
    open_page: Open, database: Database
) -> None:
    for title, step in (("Första", 2), ("Andra", 3)):
        store(database, title, 2026, step)
    text = text_of(open_page("utveckling", omgang="Andra"))
    assert "Index 0–100 per område, ”Första” och ”Andra”." in text
    assert "sedan ”Första”" in text and "sedan 1 oktober" not in text
    assert "Vad har ändrats sedan ”Första”?" in text_of(open_page(omgang="Andra"))
