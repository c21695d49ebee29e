"""The import page: which columns are comments, and about what, when the analyst knows better."""

from __future__ import annotations

from streamlit.testing.v1 import AppTest

from skolkval.store.database import Database
from skolkval.ui.text import as_label
from tests.pages.importing import HEADS, box, csv, give, heads_of, press
from tests.pages.test_overview import text_of

FIRST, SECOND = "Område ett", "Område två"
ASKED = f"{HEADS};Kommentar;Annat"


def told(n: int, unit: str = "Ask") -> list[str]:
    """Rows of heads who have also written two texts."""
    return [f"{row};Bra möten {at};Mer tid {at}" for at, row in enumerate(heads_of(n, unit))]


def test_the_area_of_a_column_can_be_chosen_and_is_remembered(
    small: AppTest, database: Database
) -> None:
    give(small, csv("ht.csv", *told(8), heads=ASKED))
    assert "8 kommentarer till hela enkäten" in text_of(small)
    area = box(small, "selectbox", as_label("E: Kommentar") + " – hör till")
    assert (area.value, area.placeholder) == (None, "Efter rubriken: hela enkäten")
    area.set_value(FIRST).run()
    assert f"8 kommentarer till {FIRST}" in text_of(small)
    press(small, "Läs in svaren")
    with database.snapshot() as cursor:
        (stored,) = cursor.execute("SELECT DISTINCT area_no FROM raw.comments").fetchall()
    assert stored == (0,)  # the place of the first area

    give(small, csv("vt.csv", *told(9, "Bok"), heads=ASKED), title="Nästa")
    assert "Tolkad som förra gången" in text_of(small)
    assert box(small, "selectbox", as_label("E: Kommentar") + " – hör till").value == FIRST
    assert f"9 kommentarer till {FIRST}" in text_of(small)


def test_a_column_can_be_said_to_hold_comments_and_another_not_to(small: AppTest) -> None:
    give(small, csv("ht.csv", *told(8), heads=ASKED))
    columns = box(small, "multiselect", "Kolumner med kommentarer")
    assert columns.value == ["E"]
    columns.set_value(["F"]).run()
    text = text_of(small)
    assert "8 kommentarer" in text and "Kolumner som inte används: E (”Kommentar”)." in text
    box(small, "selectbox", as_label("F: Annat") + " – hör till").set_value(SECOND).run()
    assert f"8 kommentarer till {SECOND}" in text_of(small)


def test_a_free_text_with_an_address_is_read_as_comments_or_not_at_all(small: AppTest) -> None:
    rows = [f"{row};;Skriv till a{at}@exempel.invalid" for at, row in enumerate(heads_of(8))]
    give(small, csv("ht.csv", *rows, heads=ASKED))
    assert "SK-217" in text_of(small)
    box(small, "multiselect", "Kolumner med kommentarer").set_value(["E", "F"]).run()
    text = text_of(small)
    assert "SK-217" not in text
    assert "I 8 har namn, nummer, adresser" in text


def test_a_column_that_is_not_to_be_read_gives_no_comments(small: AppTest) -> None:
    give(small, csv("ht.csv", *told(8), heads=ASKED))
    box(small, "selectbox", as_label("E: Kommentar") + " – hör till").set_value(FIRST).run()
    box(small, "multiselect", "Kolumner som inte ska läsas alls").set_value(["E"]).run()
    text = text_of(small)
    assert "8 svarande, 22 svar, 2 vet ej, 0 tomma. Allt tas med." in text
    assert "SK-W04" not in text


def test_a_header_is_no_markdown_in_what_is_asked_about_it(small: AppTest) -> None:
    hostile = "Kommentar ![x](http://exempel.invalid/y) :smile: **_z_**"
    give(small, csv("ht.csv", *told(8), heads=f"{HEADS};{hostile};Annat"))
    (label,) = [each.label for each in small.selectbox if each.label.endswith("hör till")]
    assert label == as_label(f"E: {hostile}") + " – hör till"
    assert "](" not in label


def test_a_header_that_is_a_letter_is_not_taken_for_the_column_at_it(small: AppTest) -> None:
    rows = [
        f"{row};Bra möten varje vecka {at};Mer tid till allt {at}"
        for at, row in enumerate(heads_of(8))
    ]
    give(small, csv("ht.csv", *rows, heads=f"{HEADS};Annat;E"))
    box(small, "multiselect", "Kolumner med kommentarer").set_value(["E"]).run()
    text = text_of(small)
    assert "8 till hela enkäten (kolumn E)" in text
    assert "Kolumner som inte används: F (”E”)." in text
