"""The page of samsyn: fields, distances and two groups, with much, little and nothing to show."""

from __future__ import annotations

import json
from typing import Any

from skolkval.analysis.fields import Cuts, place
from skolkval.instruments.catalogue import built_in
from skolkval.store.database import Database
from skolkval.store.rounds import RoundSpec
from skolkval.ui.agreement import clicked_statement, plane_rows
from skolkval.ui.frame import AREAS
from tests.charts.frames import instrument_of, item_row
from tests.pages.conftest import Open
from tests.pages.made_up import TITLE, store_round
from tests.pages.test_overview import CHAIN, charts_of, links_of, text_of

SAME = "larande-utveckling-halsa"


def marks_of(figure: Any) -> list[Any]:
    return [mark for trace in figure["data"] for mark in trace.get("customdata", [])]


def test_every_statement_is_in_one_field_and_in_the_plane(
    open_page: Open, database: Database
) -> None:
    store_round(database, CHAIN)
    app = open_page("samsyn")
    text = text_of(app)
    # All answered the third of four steps: index 67, samsyn 100, in 82 statements.
    assert "Enig styrka · 82" in text and "Delad bild, svag · 0" in text
    assert "Stark betyder index 60 eller mer. Enig betyder samsyn 45 eller mer." in text
    assert "Inget påstående har två läger." in text
    assert len({tuple(query["pastaende"]) for _, query in links_of(app)}) == 82
    plane = charts_of(app)[0]
    assert len(marks_of(plane)) == 82
    assert plane["layout"]["xaxis"]["range"] == [0, 100]


def test_where_levels_have_their_own_wordings_the_page_says_so(
    open_page: Open, database: Database
) -> None:
    store_round(database, CHAIN | {("huvudman", ""): 10})
    text = text_of(open_page("samsyn"))
    assert "i snitt över 26 punkter. Nivåerna har egna formuleringar" in text
    assert (
        "Huvudman, rektor och undervisning är eniga: det är inte nivåerna som skiljer oss" in text
    )


def test_where_a_level_has_few_answers_it_is_not_said_that_the_levels_are_alike(
    open_page: Open, database: Database
) -> None:
    store_round(database, CHAIN)
    text = text_of(open_page("samsyn"))
    assert "Inget tydligt avstånd mellan nivåerna, men för få svar för att avgöra" in text
    assert "är eniga" not in text


def test_where_levels_rate_the_same_statements_they_are_compared_one_by_one(
    open_page: Open, database: Database
) -> None:
    store_round(database, CHAIN, instrument_id=SAME)
    app = open_page("samsyn")
    text = text_of(app)
    assert "i snitt över 39 påståenden." in text
    assert "egna formuleringar" not in text
    assert len(marks_of(charts_of(app)[0])) == 3 * 39


def test_the_level_in_the_plane_and_the_cuts_are_kept_in_the_address(
    open_page: Open, database: Database
) -> None:
    store_round(database, CHAIN)
    app = open_page("samsyn", i_planet="Rektor", gransindex="70")
    assert "Delad bild, stark · 0" in text_of(app)
    # Index 67 is below 70, and rektor is asked 28 statements.
    assert "Enigt utvecklingsområde · 28" in text_of(app)
    assert len(marks_of(charts_of(app)[0])) == 28
    assert app.query_params["gransindex"] == "70"


def test_two_groups_are_chosen_in_the_address_and_never_share_anybody(
    open_page: Open, database: Database
) -> None:
    store_round(database, CHAIN | {("undervisning", "Bokskolan"): 20})
    app = open_page("samsyn", grupp="Undervisning, Bokskolan", mot="Undervisning, Alskolan")
    assert "Undervisning, Bokskolan 20 svarande" in text_of(app)
    other = next(box for box in app.selectbox if box.label == "Jämför med")
    assert other.value == "Undervisning, Alskolan"
    assert "Undervisning" not in other.options
    assert "Inget tydligt glapp mellan Undervisning, Bokskolan och" in text_of(app)


def test_groups_to_choose_from_stand_in_an_order_one_can_see(
    open_page: Open, database: Database
) -> None:
    units = ("Östraskolan", "Bokskolan", "Ängskolan", "Åskolan")
    store_round(database, CHAIN | {("undervisning", unit): 20 for unit in units})
    app = open_page("samsyn", grupp="Huvudman")
    (other,) = (box for box in app.selectbox if box.label == "Jämför med")
    levels = ["Rektor", "Undervisning"]
    assert other.options[:2] == levels
    mine = [name for name in other.options if name.startswith("Undervisning, ")]
    assert [name.removeprefix("Undervisning, ") for name in mine] == [
        *("Alskolan", "Bokskolan", "Åskolan", "Ängskolan", "Östraskolan"),
    ]


def test_a_click_on_a_statement_opens_it_in_its_area() -> None:
    instrument = next(each for each in built_in() if each.id == "framgangsfaktorer")
    item = instrument.items[40]
    target = clicked_statement(instrument, item.id)
    assert target and target.page == AREAS
    area = instrument.area_by_id[item.area_id].label
    assert target.address == {"faktor": [area], "pastaende": [item.id]}
    # A mark of the round that was shown before.
    assert clicked_statement(instrument, "någon annan") is None


def test_the_table_says_nothing_of_two_camps_where_nothing_can_be_said() -> None:
    instrument = instrument_of()
    counts = {"nio": [4, 0, 0, 5], "tio": [5, 0, 0, 5], "lika": [0, 0, 10, 0]}
    rows = [item_row(instrument, name, "rektor", each) for name, each in counts.items()]
    camps = [row[-1] for row in plane_rows(place(rows, Cuts()), instrument, Cuts())]
    assert camps == ["–", "två läger, 5 mot 5", "nej"]


def test_a_hidden_level_has_no_mark_and_no_distance(open_page: Open, database: Database) -> None:
    store_round(database, CHAIN | {("huvudman", ""): 6})
    app = open_page("samsyn")
    assert "Huvudman visas inte: färre än 7 svar." in text_of(app)
    plane, _, matrix, *_ = charts_of(app)
    assert not [item for item in marks_of(plane) if "huvudman" in json.dumps(item)]
    assert matrix["data"][1]["text"][:3] == ["<b>..</b>"] * 3
    assert all(box.value != "Huvudman" for box in app.selectbox)


def test_one_level_has_nothing_to_compare_with(open_page: Open, database: Database) -> None:
    store_round(database, {("undervisning", "Alskolan"): 30})
    text = text_of(open_page("samsyn"))
    assert "Det behövs två nivåer för att jämföra. Bara undervisning har svarat i" in text
    assert "Välj fler nivåer" not in text
    assert "Det behövs två grupper med enskilda svar" in text
    assert "Enig styrka · 26" in text


def test_one_unit_of_several_still_compares_any_groups(open_page: Open, database: Database) -> None:
    store_round(database, CHAIN | {("undervisning", "Bokskolan"): 20})
    app = open_page("samsyn", enhet=["Bokskolan"])
    assert len(marks_of(charts_of(app)[0])) == 28 + 26
    assert "Huvudman 8 svarande" in text_of(app)


def test_a_joint_answer_has_no_samsyn(open_page: Open, database: Database) -> None:
    store_round(
        database,
        {("huvudman", ""): 1, ("undervisning", "Alskolan"): 9, ("undervisning", "Bokskolan"): 9},
        spec=RoundSpec(TITLE, "framgangsfaktorer", openness_of={"huvudman": "joint"}),
    )
    app = open_page("samsyn")
    assert len(marks_of(charts_of(app)[0])) == 26
    assert "28 utan plats: gemensamma svar" in text_of(app)
    assert "Bara undervisning har enskilda svar i den här omgången." in text_of(app)


def test_the_analyst_sees_the_other_measures_and_what_they_mean(
    open_page: Open, database: Database
) -> None:
    store_round(database, CHAIN)
    assert "Krippendorff" not in text_of(open_page("samsyn"))
    text = text_of(open_page("samsyn", vy="För analytikern"))
    for name in ("Krippendorffs α", "Gwets AC2", "Cliffs δ", "Konsensus", "Van der Eijks"):
        assert name in text
    # Everybody answered alike: A is 1, and there is nothing to tell apart.
    assert "<td>+1,00</td>" in text


def test_the_analyst_is_shown_a_hidden_level_as_such(open_page: Open, database: Database) -> None:
    store_round(database, {("rektor", ""): 12, ("undervisning", ""): 4})
    text = text_of(open_page("samsyn", vy="För analytikern"))
    assert ">Rektor</td><td>12</td>" in text
    assert ">Undervisning</td>" + "<td>–</td>" * 10 in text


def test_nothing_on_the_scale_is_said_in_words(open_page: Open, database: Database) -> None:
    store_round(database, CHAIN, step=0)
    text = text_of(open_page("samsyn"))
    assert "För få svar för att säga något om samsyn" in text
    assert "Enig styrka · 0" in text


def test_the_other_measures_are_left_out_below_five_answers(
    open_page: Open, database: Database
) -> None:
    store_round(
        database,
        {("huvudman", ""): 4, ("undervisning", "Alskolan"): 30},
        spec=RoundSpec(TITLE, "framgangsfaktorer", openness_of={"huvudman": "open"}),
    )
    text = text_of(open_page("samsyn", vy="För analytikern"))
    # One rater of four left the first statement blank; the others' answers are only counted.
    assert ">Huvudman</td><td>4</td>" + "<td>–</td>" * 9 in text


def test_joint_answers_are_not_said_to_be_few(open_page: Open, database: Database) -> None:
    store_round(
        database,
        {("huvudman", ""): 1, ("undervisning", "Alskolan"): 1},
        spec=RoundSpec(
            TITLE, "framgangsfaktorer", openness_of={"huvudman": "joint", "undervisning": "joint"}
        ),
    )
    text = text_of(open_page("samsyn"))
    assert "54 utan plats: gemensamma svar" in text
    assert "utan plats: för få svar" not in text
    assert "För få svar för att säga något om samsyn.</p>" in text
