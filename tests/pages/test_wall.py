"""The wall: one card alone, as many rows as can be read, hidden and revealed, and back to the page."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from streamlit.testing.v1 import AppTest

from skolkval.charts.look import Look
from skolkval.charts.theme import LIGHT
from skolkval.instruments.draft import Draft, Statement, to_instrument
from skolkval.instruments.toml_text import to_toml
from skolkval.store.database import Database
from skolkval.store.instruments import add_instrument
from skolkval.ui.card import Card
from skolkval.ui.wall import fitting
from tests.pages.conftest import Open
from tests.pages.made_up import store_round
from tests.pages.test_overview import CHAIN, text_of

AREA = "Förtroendefullt klimat"


def press(app: AppTest, name: str) -> AppTest:
    """The button of the wall that the key `name` presses."""
    return app.button(key=f"sk-wall-{name}").click().run()


def test_the_card_in_the_address_is_drawn_alone(open_page: Open, database: Database) -> None:
    store_round(database, CHAIN)
    app = open_page("faktorer", faktor=AREA, vagg="bars-1")
    # Of two cards with two charts each.
    assert len(app.get("plotly_chart")) == 1
    assert "Delaktighet i planering och uppföljning" in text_of(app)
    assert "2 av 2" in text_of(app)
    assert app.query_params["vagg"] == "bars-1"


def test_the_button_of_a_card_puts_it_on_the_wall_and_closing_leads_back(
    open_page: Open, database: Database
) -> None:
    store_round(database, CHAIN)
    app = open_page("faktorer", faktor=AREA)
    app.button(key="sk-to-wall-bars-0").click().run()
    assert app.query_params["vagg"] == "bars-0"
    press(app, "on")
    assert app.query_params["vagg"] == "bars-1"
    assert app.button(key="sk-wall-on").disabled
    press(app, "key-back")
    assert app.query_params["vagg"] == "bars-0"
    press(app, "close")
    assert "vagg" not in app.query_params
    assert len(app.get("plotly_chart")) == 4
    assert app.query_params["faktor"] == AREA


def page_with_a_long_card() -> None:
    """A script of its own: a card of thirty rows, and one without."""
    from skolkval.charts.theme import LIGHT
    from skolkval.ui.address import follow_address, write_address
    from skolkval.ui.card import Card, show_card
    from skolkval.ui.wall import begin_wall, end_wall

    follow_address("oversikt")
    begin_wall("Prov")
    for key, rows in (("kort", 30), ("nasta", 0)):
        card = Card(key, "Fynd", "Fråga?", "Fot", "Läs.", "Bild", [], [], chart_rows=rows)
        show_card(card, lambda look: LIGHT.figure([], {"height": 500}))
    end_wall()
    write_address()


def test_rows_are_walked_through_before_the_next_card() -> None:
    app = AppTest.from_function(page_with_a_long_card)
    app.query_params["vagg"] = "kort"
    assert "1 av 2 · rad 1–12 av 30" in text_of(app.run())
    assert "1 av 2 · rad 13–24 av 30" in text_of(press(app, "on"))
    assert app.query_params["rad"] == "13"
    assert "1 av 2 · rad 25–30 av 30" in text_of(press(app, "key-on"))
    assert "2 av 2" in text_of(press(app, "on"))
    assert "rad" not in app.query_params
    assert "1 av 2 · rad 1–12 av 30" in text_of(press(app, "back"))
    assert app.button(key="sk-wall-back").disabled


def test_a_key_counts_that_is_pressed_before_the_browser_has_the_address_of_the_last_one() -> None:
    app = AppTest.from_function(page_with_a_long_card)
    app.query_params["vagg"] = "kort"
    app.run()
    press(app, "on")
    del app.query_params["rad"]
    assert "1 av 2 · rad 25–30 av 30" in text_of(press(app, "key-on"))
    assert app.query_params["rad"] == "25"


def test_what_is_hidden_is_not_sent_and_stays_hidden_on_the_next_card(
    open_page: Open, database: Database
) -> None:
    store_round(database, CHAIN)
    app = open_page("faktorer", faktor=AREA, vagg="bars-0")
    assert "index" in text_of(app)
    for step in ("hide", "on"):
        press(app, step)
        assert not app.get("plotly_chart")
        assert "index" not in text_of(app)
        assert "Hur svarade varje nivå om ”" in text_of(app)
    press(app, "hide")
    assert len(app.get("plotly_chart")) == 1


def test_the_room_is_asked_what_the_chart_answers(open_page: Open, database: Database) -> None:
    store_round(database, CHAIN)
    app = press(open_page(vagg="heatmap"), "hide")
    assert "var skiljer sig nivåerna mest?" in text_of(app)
    assert "Mörkare är högre" not in text_of(app)


def test_a_card_that_is_not_on_the_page_says_so_and_can_be_left(
    open_page: Open, database: Database
) -> None:
    store_round(database, CHAIN)
    app = open_page("faktorer", vagg="finns-inte")
    assert "Det som skulle visas här finns inte i urvalet" in text_of(app)
    press(app, "close")
    assert app.get("plotly_chart")


def test_the_wall_does_not_follow_to_another_page(open_page: Open, database: Database) -> None:
    store_round(database, CHAIN)
    app = open_page("faktorer", vagg="bars-0")
    app.query_params.clear()
    app.switch_page("pages/underlag/omgangar.py").run()
    assert "vagg" not in app.query_params
    assert not [button for button in app.button if button.key == "sk-wall-close"]


def test_a_long_card_is_shown_twelve_rows_at_a_time_and_less_where_they_are_tall(
    database: Database,
) -> None:
    drawn: list[Look] = []

    def draw_rows(tall: float) -> Callable[[Look], object]:
        def draw(look: Look) -> object:
            drawn.append(look)
            rows = look.of(range(30))
            return LIGHT.figure([], {"height": look.theme.px(tall * len(rows))})

        return draw

    card = Card("lång", "Fynd", "Fråga?", "", "", "", [], [], chart_rows=30)
    # 12 rows of 20 px at text size 14 are 411 px at 24, and 780 at 45: no larger than 30.
    figure, most = fitting(card, draw_rows(20), 0)
    assert (most, drawn[-1].theme.size, figure.layout.height) == (12, 30, 514)
    # A row of 100 px is 171 px at text size 24, and four of them fit in 780 px.
    figure, most = fitting(card, draw_rows(100), 28)
    assert most == 4
    assert list(drawn[-1].of(range(30))) == [28, 29]


def test_the_rows_of_a_table_are_made_when_somebody_opens_it(
    open_page: Open, database: Database
) -> None:
    store_round(database, CHAIN)
    app = open_page("faktorer", faktor=AREA)
    assert "<table>" not in text_of(app)
    app.session_state["sk-table-bars-0"] = True
    app.run()
    assert text_of(app).count("<table>") == 1


@pytest.mark.parametrize("row", ["0", "-3", "abc", "99"])
def test_a_row_that_does_not_exist_in_the_address_shows_the_card_all_the_same(
    open_page: Open, database: Database, row: str
) -> None:
    store_round(database, CHAIN)
    app = open_page("faktorer", faktor=AREA, vagg="bars-0", rad=row)
    assert len(app.get("plotly_chart")) == 1


def test_many_areas_are_walked_through_and_a_scale_of_two_steps_has_no_plane(
    open_page: Open, database: Database
) -> None:
    asked = tuple(Statement(f"Område {number}", f"Vi har {number}.") for number in range(1, 21))
    draft = Draft("Tjugo områden", "Exempelkommunen", ("Nej", "Ja"), asked)
    own = add_instrument(database, to_toml(to_instrument(draft)))
    store_round(database, {("", "Alskolan"): 20}, instrument_id=own.id, step=2)
    first = open_page(vagg="heatmap")
    assert "1 av 2 · rad 1–" in text_of(first) and "av 20" in text_of(first)
    assert "Område 1" in first.get("plotly_chart")[0].proto.spec
    assert "Område 20" not in first.get("plotly_chart")[0].proto.spec
    samsyn = text_of(open_page("samsyn"))
    assert "När svaren bara kan vara ”Nej” och ”Ja” följer samsynen av index" in samsyn
    assert "Ett märke per påstående" not in samsyn
