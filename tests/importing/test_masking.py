"""Does a comment come in without anything that points to a person or a unit, and otherwise whole?"""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from skolkval.importing.first_names import FIRST_NAMES
from skolkval.importing.masking import masked, unit_keys
from skolkval.importing.personal import found_in
from tests.importing.growth import REPEATED, growth
from tests.importing.test_personal import FOUND

NUMBERS = [
    next(cell for cell in cells if cell not in ("Vi ses", "Bra"))
    for cells, kind in FOUND
    if "namn" not in kind
]


@pytest.mark.parametrize("cell", NUMBERS)
def test_what_stops_another_column_is_taken_out_of_a_comment(cell: str) -> None:
    text = masked(f"Hej. {cell} är det.")
    assert "[borttaget]" in text
    assert text.startswith("Hej. ") and text.endswith(" är det.")
    assert not any(character.isdigit() or character in "@＠" for character in text)


@pytest.mark.parametrize(
    ("text", "says"),
    [
        ("Ring 08 123 456 78 i dag", "Ring [borttaget] i dag"),
        ("Född 811228 eller 1981-12-28 9874", "Född [borttaget] eller [borttaget]"),
        ("Fråga anna.b@skola.se eller anna (at) skola.se", "Fråga [borttaget] eller [borttaget]"),
        ("Läs https://exempel.invalid/a?b=1 där", "Läs [borttaget] där"),
        ("Se www.exempel.invalid eller kommun.se/skola", "Se [borttaget] eller [borttaget]"),
        ("Följ @annaperson", "Följ [borttaget]"),
    ],
)
def test_numbers_and_addresses_become_removed(text: str, says: str) -> None:
    assert masked(text) == says


@pytest.mark.parametrize(
    ("text", "says"),
    [
        ("Anna Svensson lyssnar", "[namn] lyssnar"),
        ("Prata med Anna-Karin von Essen om det", "Prata med [namn] om det"),
        ("Annas och Karls grupp", "[namn] och [namn] grupp"),
        ("Bra att Stig och Alva är här", "Bra att [namn] och [namn] är här"),
        ("Stig upp tidigare", "[namn] upp tidigare"),
        ("Det är rektor Quist som bestämmer", "Det är rektor [namn] som bestämmer"),
        ("Be Pettersson hjälpa till", "Be [namn] hjälpa till"),
        ("Det sa Zlatko Obra i går", "Det sa [namn] i går"),
        ("ANNA ASK", "[namn]"),
        ("vår Anna\nAsk", "vår [namn]"),
    ],
)
def test_names_of_persons_become_name(text: str, says: str) -> None:
    assert masked(text) == says


def test_every_known_first_name_with_a_capital_is_masked() -> None:
    for name in FIRST_NAMES:
        assert masked(f"tack till {name.capitalize()} för allt") == "tack till [namn] för allt"


def test_the_units_of_the_file_are_masked_also_in_the_genitive() -> None:
    units = unit_keys(["Alskolan", "Åskvippans skola", "Ek", None])
    text = "Vi på ALSKOLAN, Alskolans lärare och Åskvippans skola under en Ek"
    says = "Vi på [enhet], [enhet] lärare och [enhet] under en Ek"
    assert masked(text, units) == says


@pytest.mark.parametrize(
    "text",
    [
        "Läsåret 2025/2026, från 2026-10-12 kl. 08.15 till 3/11",
        "Det kostar 100 000 kr för 12 av 40 elever i åk 7-9.",
        "Dags att börja. På Teams delar vi planeringar, via Unikum inte.",
        "Möte @ kl. 10: vi saknar tid.\nDet är svårt. Bra.Nu kör vi!",
        "Rektorn är med, IT fungerar & vi är 25–30 st <b>i</b> ![bild](x) =SUMMA(A1)",
    ],
)
def test_what_is_about_nobody_stays_as_it_was_written(text: str) -> None:
    assert masked(text) == text


@given(st.text(st.sampled_from("Aa @.-079 (at)se\nBo12/–＠"), max_size=40))
def test_nothing_that_stops_another_column_is_ever_left(text: str) -> None:
    assert found_in(masked(text))[0] is None


@pytest.mark.parametrize("character", [*REPEATED, "@", "a."])
def test_the_longest_comment_takes_no_more_work_for_each_character(character: str) -> None:
    assert growth(masked, character) < 24
