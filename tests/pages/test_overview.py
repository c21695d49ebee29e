"""The overview: who answered, the charts and lists, and what it says when there is little to say."""

from __future__ import annotations

import json
import re
from collections import Counter
from datetime import date
from html import unescape
from typing import Any
from urllib.parse import parse_qs, urlsplit

import pytest
from streamlit.testing.v1 import AppTest

from skolkval.store.database import Database
from skolkval.store.instruments import instrument_named
from skolkval.store.rounds import RoundSpec, describe_round, round_named
from skolkval.ui import selection
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


def links_of(app: AppTest) -> list[tuple[str, dict[str, list[str]]]]:
    """The page and the choices that each statement of a list leads to."""
    parts = re.findall(r'data-chosen="([^"]*)"|<a class="sk-go" href="([^"]*)"', text_of(app))
    chosen, links = "", []
    for shared, own in (map(unescape, part) for part in parts):
        chosen = shared or chosen
        address = urlsplit(own)
        if own:
            links.append((address.path, parse_qs(chosen) | parse_qs(address.query)))
    return links


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
    assert all("undervisning 30" in alt for alt in alts)


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
    assert "undervisning 20" in text_of(app)


def test_an_address_that_names_what_does_not_exist_is_not_followed(
    open_page: Open, database: Database
) -> None:
    store_round(database, CHAIN)
    app = open_page(omgang="'; DROP TABLE rounds; --", niva=["Kungen"])
    assert app.selectbox[0].value == TITLE
    assert app.multiselect[0].value == []
    assert "undervisning 30" in text_of(app)


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
    assert "undervisning 27" not in text and "undervisning 3 " not in text


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
    assert "Alla svar som kan visas är vet ej" in text
    assert "För få svar för att avgöra." in text


def test_the_tiles_follow_the_selection(open_page: Open, database: Database) -> None:
    store_round(database, CHAIN | {("undervisning", "Bokskolan"): 20})
    text = text_of(open_page(niva=["Undervisning"], enhet=["Bokskolan"]))
    assert "20 svarande" in text
    assert "i urvalet, av 50 i omgången" in text
    # What is chosen stands in the foot of every card, for the wall and the paper.
    assert "Bokskolan · Svarande: undervisning 20 · " in text
    assert "<dt>Rektor</dt>" not in text


def test_who_is_in_every_selection_is_said_and_so_is_a_choice_that_leaves_nobody(
    open_page: Open, database: Database
) -> None:
    forms = {"Dalen": "Förskola"}
    store_round(database, CHAIN | {("undervisning", "Dalen"): 20}, forms=forms)
    always = "Huvudman: de som svarat hör inte till någon enhet, och är med i varje urval."
    assert always not in text_of(open_page())
    text = text_of(open_page(enhet=["Alskolan"]))
    assert always in text and "Undervisning: de som svarat" not in text
    both = text_of(open_page(enhet=["Alskolan"], skolform=["Förskola"]))
    assert "Alskolan hör inte till Förskola." in both
    assert "hör inte till Grundskola" not in text_of(
        open_page(enhet=["Alskolan"], skolform=["Grundskola"])
    )


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
    assert "undervisning 7" in text_of(app)


def test_a_level_that_fewer_than_half_answered_from_comes_with_what_the_missing_could_do(
    open_page: Open, database: Database
) -> None:
    store_round(database, CHAIN)
    collected = round_named(database, TITLE).collected
    invited = {"undervisning": 100, "rektor": 15, "huvudman": 8}
    describe_round(database, TITLE, collected=collected, invited=invited)
    text = text_of(open_page())
    # Rektor 10 of 15 at index 66.7: the five missing make it 44.4 to 77.8. Undervisning 30 of 100:
    # 20 to 90. (The one blank of the store counts as missing too, in one area of huvudman only.)
    assert "Rektor: 67\N{NO-BREAK SPACE}% har svarat. Områdenas index är 67 i snitt" in text
    assert "mellan 44 och 78" in text
    assert "Undervisning: 30\N{NO-BREAK SPACE}% har svarat, färre än hälften" in text
    assert "mellan 20 och 90" in text
    assert "Huvudman: 100" not in text


def test_a_chosen_unit_gets_no_warning_about_all_who_were_invited(
    open_page: Open, database: Database
) -> None:
    store_round(database, CHAIN | {("undervisning", "Bokskolan"): 20})
    collected = round_named(database, TITLE).collected
    describe_round(database, TITLE, collected=collected, invited={"undervisning": 200})
    assert "färre än hälften" in text_of(open_page())
    assert "färre än hälften" not in text_of(open_page(enhet=["Bokskolan"]))


def test_every_line_of_a_list_says_whether_it_holds_and_leads_to_its_statement(
    open_page: Open, database: Database
) -> None:
    store_round(database, CHAIN)
    app = open_page()
    text = text_of(app)
    assert "Enig styrka" in text and "Enigt utvecklingsområde" in text and "Delad bild" in text
    assert "index 67, samsyn 100" in text
    links = links_of(app)
    assert len(links) == 3
    assert text.count('class="sk-holds"') == 3
    page, query = links[0]
    opened = text_of(open_page(page, **query))
    assert "<h1>Faktorer</h1>" in opened
    assert "det ni öppnade" in opened


def test_a_line_of_a_list_leads_on_with_everything_that_is_chosen(
    open_page: Open, database: Database
) -> None:
    store_round(database, CHAIN)
    app = open_page(omgang=TITLE, niva=["Undervisning", "Rektor"], gransindex="60")
    for page, query in links_of(app):
        assert page == "faktorer"
        assert set(query) == {"omgang", "niva", "gransindex", "faktor", "pastaende"}
        assert query["omgang"] == [TITLE] and query["niva"] == ["Undervisning", "Rektor"]


def test_the_cuts_of_the_lists_are_those_chosen_on_the_samsyn_page(
    open_page: Open, database: Database
) -> None:
    store_round(database, CHAIN)
    assert "Stark betyder index 60 eller mer" in text_of(open_page())
    text = text_of(open_page(gransindex="70"))
    assert "Stark betyder index 70 eller mer" in text
    # Index 67 is no longer a strength, but still united.
    assert "Enigt utvecklingsområde ·" in text


def test_what_moved_since_the_round_before_is_said_with_whether_it_holds(
    open_page: Open, database: Database
) -> None:
    spec = RoundSpec("Förra", "framgangsfaktorer", collected=date(2020, 3, 1))
    store_round(database, {("undervisning", "Alskolan"): 60}, title="Förra", step=2, spec=spec)
    store_round(database, {("undervisning", "Alskolan"): 60})
    app = open_page(omgang=TITLE)
    text = text_of(app)
    assert "Vad har ändrats sedan 1 mars 2020?" in text
    # Everybody went from 2 to 3 of 4, in every area.
    assert "Undervisning: index 33 → 67 (+33)" in text
    assert "7 av 7 index per område och nivå" in text
    assert [(page, query["niva"]) for page, query in links_of(app)[-4:]] == [
        ("faktorer", ["Undervisning"])
    ] * 4
    next(each for each in app.button if each.label == "Se hela utvecklingen").click().run()
    assert "<h1>Utveckling</h1>" in text_of(app)


def test_without_a_round_before_there_is_no_word_of_what_moved(
    open_page: Open, database: Database
) -> None:
    store_round(database, CHAIN)
    assert "Vad har ändrats" not in text_of(open_page())


def test_the_tool_that_is_drawn_as_rings_has_them_and_no_other(
    open_page: Open, database: Database
) -> None:
    store_round(database, CHAIN)
    store_round(
        database, {("rektor", ""): 12}, title="Verktyget", instrument_id="larande-utveckling-halsa"
    )
    assert len(charts_of(open_page(omgang=TITLE))) == 4
    charts = charts_of(open_page(omgang="Verktyget"))
    # Heatmap, rings, dot plot and radar, two of them also for a phone.
    assert len(charts) == 6
    cuts = Counter(trace["name"] for trace in charts[1]["data"] if trace.get("fill") == "toself")
    assert list(cuts.items()) == [
        ("Utbildning", 4),
        ("Organisation", 5),
        ("Kvalitetsarbete", 4),
        ("Ledarskap", 4),
    ]


def test_a_title_says_whether_it_holds(open_page: Open, database: Database) -> None:
    store_round(database, {("undervisning", "Alskolan"): 30})
    # One level: four of four areas at 60 or more, so there is a claim.
    assert "Rubriken är " in text_of(open_page())


def test_where_one_level_is_hidden_nothing_is_asked_about_gaps(
    open_page: Open, database: Database
) -> None:
    store_round(database, {("rektor", ""): 12, ("undervisning", ""): 4})
    text = text_of(open_page())
    assert "områden ligger på index 60 eller mer" in text
    assert "högst överst" in text and "störst glapp överst" not in text
    for wall in ("heatmap", "dots", "radar"):
        app = open_page(vagg=wall)
        app.button(key="sk-wall-hide").click().run()
        asked = text_of(app)
        assert "nivå" not in asked.split("<h1>")[1].split("</h1>")[0].lower(), asked


def test_the_cut_chosen_on_the_samsyn_page_is_that_of_the_title(
    open_page: Open, database: Database
) -> None:
    store_round(database, {("undervisning", "Alskolan"): 30})
    assert "7 av 7 områden ligger på index 60 eller mer" in text_of(open_page())
    assert "Inget av 7 områden ligger på index 70 eller mer" in text_of(open_page(gransindex="70"))


def test_only_what_is_chosen_is_said_to_be_counted_together(
    open_page: Open, database: Database
) -> None:
    small = {("undervisning", f"Skola {number}"): 4 for number in range(4)}
    store_round(database, {("rektor", "Alskolan"): 12, **small})
    assert "små enheter räknas ihop (undervisning)" in text_of(open_page())
    assert "små enheter räknas ihop" not in text_of(open_page(niva=["Rektor"]))


def test_statements_that_few_have_answered_are_counted_as_left_out(
    open_page: Open, database: Database
) -> None:
    # The first of seven has left one statement blank: six answers are too few.
    store_round(database, {("rektor", ""): 7})
    items = instrument_named(database, "framgangsfaktorer").items
    asked = sum(item.level == "rektor" for item in items)
    assert f"1 av {asked} påståenden är inte med: för få svar på dem" in text_of(open_page())
    store_round(database, {("rektor", ""): 12}, title="Fler")
    assert "påståenden är inte med" not in text_of(open_page(omgang="Fler"))


def test_where_nothing_is_chosen_nobody_is_told_to_choose_otherwise(
    open_page: Open, database: Database, monkeypatch: pytest.MonkeyPatch
) -> None:
    store_round(database, CHAIN)
    monkeypatch.setattr(selection, "_shown_rows", lambda *_: ())
    text = text_of(open_page())
    assert "Det finns inga svar som kan visas i omgången" in text
    assert "Välj fler" not in text
    assert "Rektor visas inte: 10 har svarat, men inget påstående har minst 7 svar" in text
    assert "Välj fler enheter" in text_of(open_page(niva=["Rektor"]))


def test_joint_answers_have_neither_rings_nor_samsyn_nor_a_funnel(
    open_page: Open, database: Database
) -> None:
    halsa = "larande-utveckling-halsa"
    groups = {(level, f"Skola {n}"): 1 for level in ("rektor", "undervisning") for n in range(6)}
    spec = RoundSpec(TITLE, halsa, openness_of={"rektor": "joint", "undervisning": "joint"})
    store_round(database, groups, instrument_id=halsa, spec=spec)
    app = open_page()
    assert "Inga svar att visa" not in text_of(app)
    printed = [trace for trace in charts_of(app)[0]["data"] if trace.get("name") == "samsyn"]
    assert {text.strip() for trace in printed for text in trace.get("text", [])} == {"–"}
    units = open_page("enheter")
    assert "En tratt behöver minst tre enheter" in text_of(units)
    assert "Område i tratten" not in [box.label for box in units.selectbox]
    assert "För få enheter" not in text_of(units)
