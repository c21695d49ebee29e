"""The overview: who answered, the charts and lists, and what it says when there is little to say."""

from __future__ import annotations

import json
from typing import Any

from streamlit.testing.v1 import AppTest

from skolkval.store.database import Database
from skolkval.store.rounds import describe_round, round_named
from tests.pages.conftest import Open
from tests.pages.made_up import HOSTILE, TITLE, store_round

CHAIN = {("huvudman", ""): 8, ("rektor", "Alskolan"): 10, ("undervisning", "Alskolan"): 30}


def text_of(app: AppTest) -> str:
    """Everything the page shows as words of ours."""
    bodies = (element.proto.body for element in app.get("html"))
    return "\n".join(body for body in bodies if not body.startswith("<style>"))


def charts_of(app: AppTest) -> list[Any]:
    """The figures on the page, as Plotly's JSON."""
    return [json.loads(chart.proto.spec) for chart in app.get("plotly_chart")]


def test_without_a_round_it_offers_the_example_data_and_shows_charts_after_one_click(
    open_page: Open,
) -> None:
    app = open_page()
    assert "Det finns inga svar än" in text_of(app)
    assert not charts_of(app)
    next(button for button in app.button if button.label == "Visa med exempeldata").click().run()
    assert not app.exception
    # Heatmap, dot plot, and the radar for a desk and for a phone.
    assert len(charts_of(app)) == 4
    assert "Påhittade exempeldata" in text_of(app)


def test_it_says_how_many_of_the_invited_answered(open_page: Open, database: Database) -> None:
    store_round(database, CHAIN)
    collected = round_named(database, TITLE).collected
    describe_round(database, TITLE, collected=collected, invited={"undervisning": 40, "rektor": 10})
    text = text_of(open_page())
    assert "30 av 40" in text
    assert "75\N{NO-BREAK SPACE}% har svarat" in text
    assert "alla har svarat" in text
    assert "antal inbjudna är inte angivet" in text


def test_the_heatmap_prints_the_index_of_every_area_and_level(
    open_page: Open, database: Database
) -> None:
    store_round(database, CHAIN)
    heatmap = charts_of(open_page())[0]
    printed = json.dumps(heatmap)
    # Everybody answered 3 of 4: 100 * (3 - 1) / 3, in 7 areas at 3 levels.
    assert printed.count('"<b>67') == 7 * 3, printed[:3000]


def test_every_chart_has_words_for_who_cannot_see_it(open_page: Open, database: Database) -> None:
    store_round(database, CHAIN)
    alts = [chart.proto.alt for chart in open_page().get("plotly_chart")]
    assert len(set(alts)) == 3
    assert all("30 undervisning" in alt for alt in alts)


def test_a_level_with_six_answers_is_left_out_everywhere_and_the_page_says_so(
    open_page: Open, database: Database
) -> None:
    store_round(database, CHAIN | {("huvudman", ""): 6})
    app = open_page()
    text = text_of(app)
    assert "Huvudman visas inte: färre än 7 svar." in text
    assert "För få svar" in text
    for chart in charts_of(app):
        for trace in chart["data"]:
            if trace.get("name") == "Huvudman":
                values = trace.get("r") or trace.get("x") or []
                assert not any(isinstance(value, float) for value in values)


def test_the_address_chooses_round_levels_and_units(open_page: Open, database: Database) -> None:
    store_round(database, CHAIN | {("undervisning", "Bokskolan"): 20})
    store_round(database, CHAIN, title="Vårens värdering")
    app = open_page(omgang=TITLE, niva=["Undervisning"], enhet=["Bokskolan"])
    assert [box.value for box in app.selectbox] == [TITLE]
    assert [choice.value for choice in app.multiselect[:2]] == [["Undervisning"], ["Bokskolan"]]
    assert "20 undervisning" in text_of(app)


def test_an_address_that_names_what_does_not_exist_is_not_followed(
    open_page: Open, database: Database
) -> None:
    store_round(database, CHAIN)
    app = open_page(omgang="'; DROP TABLE rounds; --", niva=["Kungen"])
    assert app.selectbox[0].value == TITLE
    assert app.multiselect[0].value == []
    assert "30 undervisning" in text_of(app)


def test_a_small_unit_that_is_chosen_alone_is_in_no_total_and_the_page_says_why(
    open_page: Open, database: Database
) -> None:
    store_round(
        database,
        {
            ("undervisning", "Alskolan"): 3,
            ("undervisning", "Bokskolan"): 4,
            ("undervisning", "Cedern"): 20,
        },
    )
    app = open_page(enhet=["Alskolan"])
    text = text_of(app)
    assert "Undervisning: Alskolan räknas ihop med Bokskolan" in text
    assert "27 undervisning" not in text and "3 undervisning" not in text


def test_names_from_a_file_are_shown_as_text(open_page: Open, database: Database) -> None:
    store_round(
        database,
        {("undervisning", HOSTILE): 3, ("undervisning", "Bokskolan"): 4, ("rektor", ""): 9},
        title=HOSTILE,
    )
    app = open_page(enhet=[HOSTILE])
    text = text_of(app)
    assert "<b>Ek</b>" not in text
    assert "&lt;b&gt;Ek&lt;/b&gt;" in text
    assert not app.markdown


def test_when_nobody_answered_on_the_scale_the_page_says_so(
    open_page: Open, database: Database
) -> None:
    store_round(database, CHAIN, step=0)
    text = text_of(open_page())
    assert "Inga svar att visa" in text
    assert "För få svar för att avgöra." in text


def test_the_tiles_follow_the_selection(open_page: Open, database: Database) -> None:
    store_round(database, CHAIN | {("undervisning", "Bokskolan"): 20})
    text = text_of(open_page(niva=["Undervisning"], enhet=["Bokskolan"]))
    assert "20 svarande" in text
    assert "i urvalet, av 50 i omgången" in text
    assert "<dt>Rektor</dt>" not in text


def test_a_choice_that_cuts_every_group_leads_to_the_whole_group(
    open_page: Open, database: Database
) -> None:
    groups = {("undervisning", "Alskolan"): 3, ("undervisning", "Bokskolan"): 4}
    store_round(database, groups | {("undervisning", "Cedern"): 20})
    app = open_page(enhet=["Alskolan"])
    text = text_of(app)
    assert "Alskolan räknas ihop med Bokskolan" in text
    assert "Det finns inget att visa med det här urvalet" in text
    assert not charts_of(app)
    next(each for each in app.button if each.label == "Ta med hela grupperna").click().run()
    assert app.multiselect[1].value == ["Alskolan", "Bokskolan"]
    assert "7 undervisning" in text_of(app)
