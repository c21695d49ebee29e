"""The page of units: alphabetical, against their own past, ranked only by choice, and clear when empty."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from typing import Any

import pytest

from skolkval.instruments.draft import to_instrument
from skolkval.instruments.model import NO_LEVEL
from skolkval.instruments.toml_text import to_toml
from skolkval.store.database import Database
from skolkval.store.instruments import add_instrument, instrument_named
from skolkval.store.rounds import RoundSpec
from skolkval.ui import school_forms, unit_funnel, units
from skolkval.ui.areas import AREA
from skolkval.ui.card import Card, GoTo, Target, show_card
from skolkval.ui.frame import AREAS, OVERVIEW
from skolkval.ui.selection import FORM, LEVEL, UNIT
from skolkval.ui.text import as_label
from skolkval.ui.units import ALPHABETICAL, RANKED, RANKING, _how_many, grid_table
from tests.charts.test_unit_grid import EK, NAMES, TALL
from tests.pages.conftest import Open
from tests.pages.made_up import store_round
from tests.pages.test_instruments_page import DRAFT
from tests.pages.test_overview import charts_of, text_of

UNITS = {("undervisning", name): 20 for name in ("Öskolan", "Alskolan", "Åskolan", "Bokskolan")}

Cards = dict[str, tuple[Card, GoTo | None]]


@pytest.fixture
def cards(monkeypatch: pytest.MonkeyPatch) -> Cards:
    """The cards that the page shows, by key, and where a click on each leads."""
    found: Cards = {}

    def shown(card: Card, draw: Any, *, narrow: bool = False, go_to: GoTo | None = None) -> None:
        found[card.key] = card, go_to
        show_card(card, draw, narrow=narrow, go_to=go_to)

    for module in (units, unit_funnel, school_forms):
        monkeypatch.setattr(module, "show_card", shown)
    return found


def names(figure: dict[str, Any]) -> list[str]:
    return [note["text"] for note in figure["layout"]["annotations"] if note.get("name") == "label"]


def store(database: Database, title: str, year: int, step: int) -> None:
    spec = RoundSpec(title, "framgangsfaktorer", collected=date(year, 10, 1))
    store_round(database, UNITS, title=title, step=step, spec=spec)


def test_units_stand_in_alphabetical_order(open_page: Open, database: Database) -> None:
    store(database, "Nu", 2026, 3)
    app = open_page("enheter")
    grid = charts_of(app)[0]
    assert names(grid) == ["Alskolan", "Bokskolan", "Åskolan", "Öskolan"]
    assert RANKING not in text_of(app)


def test_ranking_is_a_choice_and_comes_with_a_warning(open_page: Open, database: Database) -> None:
    store(database, "Nu", 2026, 3)
    assert RANKING in text_of(open_page("enheter", enhetsordning=RANKED))
    assert RANKING not in text_of(open_page("enheter", enhetsordning=ALPHABETICAL))


def test_each_unit_is_compared_with_its_own_earlier_round(
    open_page: Open, database: Database
) -> None:
    store(database, "Då", 2025, 2)
    store(database, "Nu", 2026, 3)
    text = text_of(open_page("enheter", omgang="Nu"))
    # Everybody went from step 2 to step 3: 33 points, far beyond doubt with 20 answers.
    assert "Tydlig förändring i något område hos 4 av 4 enheter sedan 1 oktober 2025" in text
    assert "ingen tidigare omgång att jämföra med" in text_of(open_page("enheter", omgang="Då"))


def test_the_funnel_says_that_alike_units_are_within_chance(
    open_page: Open, database: Database
) -> None:
    store(database, "Nu", 2026, 3)
    assert "Ingen av 4 enheter ligger längre ut än slumpen kan ge" in text_of(open_page("enheter"))


def test_without_units_it_says_why_there_is_nothing(open_page: Open, database: Database) -> None:
    store_round(database, {("undervisning", ""): 30})
    app = open_page("enheter")
    assert "Det finns inga enheter att visa" in text_of(app)
    assert not charts_of(app)


def test_many_units_are_shown_at_most_forty_at_a_time_and_about_as_many_each(
    open_page: Open, database: Database
) -> None:
    names_of = [f"Skola {number:02}" for number in range(1, 46)]
    store_round(database, {("undervisning", name): 8 for name in names_of})
    app = open_page("enheter")
    assert names(charts_of(app)[0]) == names_of[:23]
    # The foot says so too: on paper there is no box.
    assert "Skola 01 till Skola 23, 23 av 45 rader · " in text_of(app)
    box = next(box for box in app.selectbox if box.label == "Visa av 45 rader")
    assert box.options == ["1–23: Skola 01 till Skola 23", "24–45: Skola 24 till Skola 45"]
    box.select(box.options[1]).run()
    assert names(charts_of(app)[0]) == names_of[23:]


def test_a_wall_reaches_every_row(open_page: Open, database: Database) -> None:
    names_of = [f"Skola {number:02}" for number in range(1, 46)]
    store_round(database, {("undervisning", name): 8 for name in names_of})
    app = open_page("enheter", vagg="units", rad="37", rader="24–45: Skola 24 till Skola 45")
    # 45 rows are 4 pages of at most 12, alike in size.
    assert names(charts_of(app)[0]) == names_of[36:45]
    # Back from the wall it is the same part of the page.
    assert app.query_params["rader"] == "24–45: Skola 24 till Skola 45"


def test_who_does_not_point_goes_to_the_units_that_are_shown(
    open_page: Open, database: Database, cards: Cards
) -> None:
    store_round(database, UNITS)
    open_page("enheter")
    expected = [
        (name, Target(OVERVIEW, {UNIT: (name,)}))
        for name in ("Alskolan", "Bokskolan", "Åskolan", "Öskolan")
    ]
    for key in ("units", "funnel"):
        assert list(cards[key][0].links) == expected


def forms_card(open_page: Open, cards: Cards) -> tuple[Card, GoTo]:
    open_page("enheter")
    card, go_to = cards["forms"]
    assert go_to is not None
    return card, go_to


def test_a_click_on_a_form_leads_to_the_area_of_the_cell(
    open_page: Open, database: Database, cards: Cards
) -> None:
    store_round(database, UNITS, forms={"Alskolan": "Komvux", "Bokskolan": "Komvux"})
    card, go_to = forms_card(open_page, cards)
    area = instrument_named(database, "framgangsfaktorer").areas[3]
    chosen = {FORM: ["Komvux"], AREA: [area.label], LEVEL: ["Undervisning"]}
    assert go_to(["Komvux", area.id]) == Target(AREAS, chosen)
    assert [label for label, _ in card.links] == ["Grundskola", "Komvux"]


def test_a_difference_between_forms_is_named_by_the_rule_of_gaps(
    open_page: Open, database: Database, cards: Cards
) -> None:
    forms = {"Alskolan": "Komvux"}
    store_round(database, UNITS, title="Lika", forms=forms)
    assert forms_card(open_page, cards)[0].finding == "Inga tydliga skillnader mellan skolformerna"


def test_a_clear_difference_between_forms_is_told_with_whether_it_holds(
    open_page: Open, database: Database, cards: Cards
) -> None:
    store_round(database, UNITS, forms={"Alskolan": "Komvux"}, steps={"Alskolan": 4})
    card = forms_card(open_page, cards)[0]
    # All on step 4 of 4 against all on step 3: 33 points in every area, the first is told.
    assert "33 indexpunkter högre i Komvux än i Grundskola" in card.finding
    assert card.holds.startswith("Rubriken är ")


def test_few_answers_are_not_enough_to_tell_forms_apart(
    open_page: Open, database: Database, cards: Cards
) -> None:
    # Eight answers are shown, but 10 are needed to say that nothing differs; komvux has 8.
    groups = {("undervisning", "Alskolan"): 8, ("undervisning", "Bokskolan"): 20}
    store_round(database, groups, forms={"Alskolan": "Komvux"})
    finding = forms_card(open_page, cards)[0].finding
    assert finding == "För få svar för att avgöra om skolformerna skiljer sig"


def test_the_table_tells_what_the_grid_prints() -> None:
    assert grid_table([EK, TALL], NAMES) == [
        # A move beyond doubt stands there, another does not; hidden, few and missing as in the grid.
        ["Ek", "30", "67 (+12)", "33", ".."],
        ["Tall", "8", "50*", "–", "–"],
    ]


def test_one_unit_is_not_said_to_be_by_itself() -> None:
    assert _how_many([EK]) == "En enhet"
    assert _how_many([EK, TALL]) == "2 enheter var för sig"
    assert _how_many([replace(EK, key=("Ek", "Al"))]) == "En grupp av små enheter"


def test_the_area_of_the_funnel_is_asked_right_above_it(
    open_page: Open, database: Database
) -> None:
    store(database, "Nu", 2026, 3)
    app = open_page("enheter", faktor="Kompetent ledarskap")
    assert app.selectbox[-1].label == "Område i tratten"
    assert app.selectbox[-1].value == "Kompetent ledarskap"


def test_an_instrument_without_levels_does_not_name_one(
    open_page: Open, database: Database, cards: Cards
) -> None:
    own = add_instrument(database, to_toml(to_instrument(DRAFT)))
    groups = {(NO_LEVEL, "Alskolan"): 20, (NO_LEVEL, "Bokskolan"): 20}
    store_round(database, groups, instrument_id=own.id, step=2)
    open_page("enheter")
    assert cards["units"][0].question == "Index 0–100 per enhet och område."


def test_the_foot_counts_those_who_are_drawn_also_where_the_choice_cuts_their_group(
    open_page: Open, database: Database
) -> None:
    groups = {("undervisning", "Alskolan"): 3, ("undervisning", "Bokskolan"): 4}
    store_round(database, groups | {("undervisning", "Cedern"): 20})
    text = text_of(open_page("enheter", enhet=["Alskolan"]))
    assert "Alskolan · Svarande: undervisning 7 · " in text
    assert "visas här med hela sin grupp, också de som inte är valda" in text


def test_those_without_a_unit_are_none(open_page: Open, database: Database) -> None:
    store_round(database, UNITS | {("undervisning", ""): 20}, steps={"": 1, "Alskolan": 3}, step=3)
    text = text_of(open_page("enheter"))
    # They have answered quite otherwise than all the units.
    assert "Ingen av 4 enheter ligger längre ut" in text
    assert "Utan enhet ligger" not in text
    two = {("undervisning", name): 20 for name in ("Ek", "Alm", "")}
    store_round(database, two, title="Två enheter")
    assert unit_funnel.TOO_FEW_UNITS in text_of(open_page("enheter", omgang="Två enheter"))


def test_too_few_units_to_tell_how_much_they_differ_is_said(
    open_page: Open, database: Database
) -> None:
    store_round(database, UNITS, steps={"Alskolan": 4})
    assert "För få enheter för att avgöra hur mycket de skiljer sig (4)." in text_of(
        open_page("enheter")
    )


def test_a_form_with_a_comma_in_its_name_is_one(
    open_page: Open, database: Database, cards: Cards
) -> None:
    store_round(database, UNITS, forms={"Alskolan": "Förskoleklass, grundskola"})
    card, go_to = forms_card(open_page, cards)
    assert card.links[0][0] == as_label("Förskoleklass, grundskola")
    area = instrument_named(database, "framgangsfaktorer").areas[0]
    target = go_to(["Förskoleklass, grundskola", area.id])
    assert target is not None and target.address[FORM] == ["Förskoleklass, grundskola"]


def test_those_without_a_form_have_no_name_of_a_form(
    open_page: Open, database: Database, cards: Cards
) -> None:
    """Two small units that are counted together, of which one has no form."""
    groups = {("undervisning", "Alskolan"): 20}
    small = {("undervisning", "Ek"): 4, ("undervisning", "Fur"): 4}
    forms = {"Alskolan": "Komvux", "Ek": "", "Fur": "Grundsärskola"}
    store_round(database, groups | small, forms=forms)
    card, _ = forms_card(open_page, cards)
    names = [name for name, _ in card.links]
    assert names == [as_label("Grundsärskola och utan skolform (räknas ihop)"), "Komvux"]
    groups_there_are = open_page("samsyn").selectbox(key="sk_ask_grupp").options
    assert not [name for name in groups_there_are if name.endswith(", ")]
