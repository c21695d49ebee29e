"""The comments beside an area: how many, the first of them, all, a search, and never too few."""

from __future__ import annotations

import re
from html import unescape

from streamlit.testing.v1 import AppTest

from skolkval.store.database import Database
from skolkval.store.rounds import RoundSpec
from tests.pages.conftest import Open
from tests.pages.made_up import TITLE, store_round
from tests.pages.test_overview import text_of

AREA, LABEL = "fortroendefullt-klimat", "Förtroendefullt klimat"
GROUPS = {("undervisning", "Alskolan"): 40}
NOTE = "Kommentarer följer inte urvalet"


def lines(n: int, word: str = "rad") -> list[str]:
    return [f"{word} nummer {place}" for place in range(n)]


def quotes(app: AppTest) -> list[str]:
    found = re.findall("<li>(.*?)</li>", text_of(app).partition("sk-quotes")[2], re.DOTALL)
    return [unescape(re.sub("</?mark>", "", each)) for each in found]


def test_the_first_five_are_shown_and_all_on_a_button_that_the_address_remembers(
    open_page: Open, database: Database
) -> None:
    store_round(database, GROUPS, says={AREA: lines(11)})
    app = open_page("faktorer", faktor=LABEL)
    assert "11 kommentarer" in text_of(app) and NOTE in text_of(app)
    assert len(quotes(app)) == 5
    app.button(key="sk-all-comments").click().run()
    assert sorted(quotes(app)) == sorted(lines(11))
    assert app.query_params["kommentarer"] == "alla"
    assert sorted(quotes(app.run())) == sorted(lines(11)), "it is as it was in the next run"
    assert len(quotes(open_page("faktorer", faktor=LABEL, kommentarer="alla"))) == 11
    app.button(key="sk-all-comments").click().run()
    assert len(quotes(app)) == 5 and "kommentarer" not in app.query_params
    assert not app.text_input, "eleven need no search"


def test_from_twelve_on_they_can_be_searched_whatever_is_written_in_the_box(
    open_page: Open, database: Database
) -> None:
    store_round(database, GROUPS, says={AREA: [*lines(11), "Mer (tid) <b>nu</b>", "mer (TID) då"]})
    app = open_page("faktorer", faktor=LABEL)
    app.text_input[0].set_value("(tid)").run()
    assert sorted(quotes(app)) == ["Mer (tid) <b>nu</b>", "mer (TID) då"]
    assert "2 av 13 kommentarer innehåller ”(tid)”" in text_of(app)
    assert "<mark>(TID)</mark> då" in text_of(app) and "<b>nu" not in text_of(app)
    app.text_input[0].set_value("<b>").run()
    assert quotes(app) == ["Mer (tid) <b>nu</b>"]
    app.text_input[0].set_value("finns inte").run()
    assert quotes(app) == []


def test_too_few_are_neither_shown_nor_counted(open_page: Open, database: Database) -> None:
    spec = RoundSpec(TITLE, "framgangsfaktorer", threshold=12)
    store_round(database, GROUPS, says={AREA: lines(11)}, spec=spec)
    text = text_of(open_page("faktorer", faktor=LABEL))
    assert "Kommentarer visas när minst 12 har skrivit." in text
    assert "rad nummer" not in text and "11" not in text.partition('<h2 class="">Kommentarer')[2]


def test_where_nothing_may_be_shown_it_is_said_once(open_page: Open, database: Database) -> None:
    store_round(database, GROUPS, says={AREA: lines(9), None: lines(9)})
    for area in (LABEL, "Kompetent ledarskap"):
        assert text_of(open_page("faktorer", faktor=area)).count("visas när minst 10") == 1


def test_without_a_column_of_comments_there_is_no_panel(
    open_page: Open, database: Database
) -> None:
    store_round(database, GROUPS, says={AREA: lines(12)})
    assert "Kommentarer" not in text_of(open_page("faktorer", faktor="Kompetent ledarskap"))


def test_what_is_said_of_the_whole_survey_stands_under_its_own_name(
    open_page: Open, database: Database
) -> None:
    store_round(database, GROUPS, says={AREA: lines(2), None: lines(14, "övrigt")})
    text = text_of(open_page("faktorer", faktor=LABEL))
    first, _, other = text.partition("Övriga kommentarer")
    assert "Kommentarer visas när minst 10 har skrivit." in first
    assert "14 kommentarer" in other and "övrigt nummer" in other
    alone = text_of(open_page("faktorer", faktor="Kompetent ledarskap"))
    assert "övrigt nummer" in alone and "visas när minst" not in alone


def test_the_selection_does_not_cut_comments(open_page: Open, database: Database) -> None:
    groups = {("undervisning", "Alskolan"): 20, ("undervisning", "Bokskolan"): 20}
    store_round(database, groups, says={AREA: lines(12)})
    app = open_page("faktorer", faktor=LABEL, enhet=["Bokskolan"], kommentarer="alla")
    assert sorted(quotes(app)) == sorted(lines(12))


def test_there_are_none_on_the_wall(open_page: Open, database: Database) -> None:
    store_round(database, GROUPS, says={AREA: lines(12)})
    assert "rad nummer" in text_of(open_page("faktorer", faktor=LABEL))
    text = text_of(open_page("faktorer", faktor=LABEL, vagg="bars-0"))
    assert "rad nummer" not in text and NOTE not in text


def test_what_was_written_is_text(open_page: Open, database: Database) -> None:
    hostile = [
        "![bild](http://exempel.invalid/x.png) [länk](http://exempel.invalid) :red[röd] $x^2$",
        "<img src=x onerror=alert(1)><script>alert(1)</script> {} {0}",
        '=HYPERLINK("http://exempel.invalid")',
    ]
    store_round(database, GROUPS, says={AREA: [*lines(9), *hostile]})
    app = open_page("faktorer", faktor=LABEL, kommentarer="alla")
    assert set(hostile) <= set(quotes(app))
    assert "<img" not in text_of(app) and "<script" not in text_of(app)
    assert not any("exempel.invalid" in str(each.proto) for each in app.markdown)


def test_the_page_on_protection_says_how_many_must_have_written(
    open_page: Open, database: Database
) -> None:
    assert "visas när minst 10 har skrivit" in text_of(open_page("integritet"))
    store_round(database, GROUPS, spec=RoundSpec(TITLE, "framgangsfaktorer", threshold=12))
    assert "visas när minst 12 har skrivit" in text_of(open_page("integritet"))
