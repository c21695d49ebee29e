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
        (
            "Följ mig på insta: quist_05 eller snap quist05",
            "Följ mig på insta: [borttaget] eller snap [borttaget]",
        ),
        ("Lägg till på Discord: @q.uist_3", "Lägg till på Discord: [borttaget]"),
        ("Mejla quist.l_05!", "Mejla [borttaget]!"),
        (
            "Skriv till quist [at] kil [dot] se eller quist @ kil . se",
            "Skriv till [borttaget] eller [borttaget]",
        ),
        ("Skriv till quist@bokskolan.se", "Skriv till [borttaget]"),
        (
            "Flickan är född den 12 mars 1985 eller 3 Dec. 2011",
            "Flickan är född den [borttaget] eller [borttaget]",
        ),
        (
            "Anknytning 4711, ankn. 47 12 och tel 19123",
            "Anknytning [borttaget], ankn. [borttaget] och tel [borttaget]",
        ),
        ("Mobil: 12345 och telefon 47-13", "Mobil: [borttaget] och telefon [borttaget]"),
        ("Ring 0102 000 000 timmar", "Ring [borttaget] timmar"),
    ],
)
def test_numbers_and_addresses_become_removed(text: str, says: str) -> None:
    assert masked(text, unit_keys(["Bokskolan"])) == says


@pytest.mark.parametrize(
    ("text", "says"),
    [
        ("Anna Svensson lyssnar", "[namn] lyssnar"),
        ("Prata med Anna-Karin von Essen om det", "Prata med [namn] om det"),
        ("Annas och Karls grupp", "[namn] och [namn] grupp"),
        ("Bra att Stig och Alva är här", "Bra att [namn] och [namn] är här"),
        ("Vi ber Stig upp till oss", "Vi ber [namn] upp till oss"),
        ("Per är bra. Per och Max Quist med", "[namn] är bra. [namn] och [namn] med"),
        ("Inga Quist", "[namn]"),
        ("Det är rektor Quist som bestämmer", "Det är rektor [namn] som bestämmer"),
        ("Rektorn, Quist, lyssnar", "Rektorn, [namn], lyssnar"),
        ("Vår biträdande rektor Quist", "Vår biträdande rektor [namn]"),
        ("Anna Behöver hjälp", "[namn] Behöver hjälp"),
        ("Maria De Geer via Unikum", "[namn] via Unikum"),
        ("Be Pettersson hjälpa till", "Be [namn] hjälpa till"),
        ("Det sa Zlatko Obra i går", "Det sa [namn] i går"),
        ("ANNA ASK", "[namn]"),
        ("vår Anna\nAsk", "vår [namn]"),
    ],
)
def test_names_of_persons_become_name(text: str, says: str) -> None:
    assert masked(text) == says


@pytest.mark.parametrize(
    "title",
    [
        "samordnare",
        "samordnaren",
        "vaktmästare",
        "vaktmästaren",
        "specialpedagog",
        "specialpedagogen",
        "speciallärare",
        "specialläraren",
        "skolsköterska",
        "skolsköterskan",
        "elevassistent",
        "elevassistenten",
        "syv",
        "syven",
        "fritidsledare",
        "fritidsledaren",
        "fritidspedagog",
        "fritidspedagogen",
        "förstelärare",
        "försteläraren",
        "arbetslagsledare",
        "arbetslagsledaren",
    ],
)
def test_a_name_after_a_title_is_masked(title: str) -> None:
    assert masked(f"Vår {title} Quist") == f"Vår {title} [namn]"


@pytest.mark.parametrize(
    "name",
    [
        "nisse",
        "kicki",
        "bea",
        "fia",
        "nadia",
        "zeynep",
        "ibtisam",
        "signe",
        "ronja",
        "hjalmar",
        "ebbe",
        "maj",
        "aron",
        "eric",
        "ivar",
        "kalle",
        "laila",
        "mariam",
        "måns",
        "saga",
        "tyra",
        "ylva",
    ],
)
def test_the_common_first_names_are_known(name: str) -> None:
    assert name in FIRST_NAMES


def test_every_known_first_name_with_a_capital_is_masked() -> None:
    for name in FIRST_NAMES:
        assert masked(f"tack till {name.capitalize()} för allt") == "tack till [namn] för allt"


def test_the_units_of_the_file_are_masked_also_in_the_genitive() -> None:
    units = unit_keys(["Alskolan", "Åskvippans skola", "Ek", None])
    text = "Vi på ALSKOLAN, Alskolans lärare och Åskvippans skola under en Ek"
    says = "Vi på [enhet], [enhet] lärare och [enhet] under en Ek"
    assert masked(text, units) == says


@pytest.mark.parametrize(
    ("unit", "text", "says"),
    [
        (
            "Centralskolan (F-6)",
            "På Centralskolan F–6 och centralskolan (F-6)",
            "På [enhet] och [enhet]",
        ),
        ("Centralskolan (F-6)", "På Centralskolan!", "På [enhet]!"),
        (
            "Tallbackaskolan 7–9",
            "Tallbackaskolan 7-9 är som Tallbackaskolans",
            "[enhet] är som [enhet]",
        ),
        ("Tuna skola, åk 7-9", "Tuna skolas elever på Tuna", "[enhet] elever på Tuna"),
        ("Förskolan ”Solstrålen”", "Solstrålen, förskolan Solstrålen", "[enhet], [enhet]"),
        (
            "Björkängens förskola",
            "Björkängen och Björkängens personal",
            "[enhet] och [enhet] personal",
        ),
        ("Anpassade grundskolan Björkängen", "vi på björkängen", "vi på [enhet]"),
        ("Tallbacka skola", "vi på Tallbackaskolan", "vi på [enhet]"),
        ("Norra Ängby skola", "Norra Ängby ligger i norra Ängby", "[enhet] ligger i [enhet]"),
        ("Norra skolan", "Norra skolan har norra gården", "[enhet] har norra gården"),
        ("Skolan F-6", "Skolan har F-6, skolan F-6", "Skolan har F-6, [enhet]"),
        ("Ekens skola", "Ek och eken", "Ek och [enhet]"),
        ("(F-6)", "I F-6", "I [enhet]"),
        ("---", "Bra --- men", "Bra --- men"),
    ],
)
def test_a_unit_is_masked_also_when_it_is_written_in_another_way(
    unit: str, text: str, says: str
) -> None:
    assert masked(text, unit_keys([unit])) == says


@pytest.mark.parametrize(
    "text",
    [
        "Läsåret 2025/2026, från 2026-10-12 kl. 08.15 till 3/11",
        "Det kostar 100 000 kr för 12 av 40 elever i åk 7-9.",
        "Dags att börja. På Teams delar vi planeringar, via Unikum inte.",
        "Möte @ kl. 10: vi saknar tid.\nDet är svårt. Bra.Nu kör vi!",
        "Inga resurser finns. Per automatik! Max 20 elever.\nStig in\n- Inga är nöjda\nTom bil: Liv i luckan",
        "Rektor Behöver vara mer i Lärare Är trötta, Rektor MÅSTE finnas, Rektor, Kurator",
        "Det kostar 2 000 000 kronor, 12 000 000 kr, 100 000 - 200 000 kr eller 1 000 000 timmar",
        "I Google Classroom, Microsoft Teams och Google Drive. Enligt Skolverket, Skolinspektionen, Vklass",
        "Vi mejlar. Mejla före 12, snap och insta på rasten, Teams 365, en mobil 20 dagar, 12 mars",
        "Rektorn är med, IT fungerar & vi är 25–30 st <b>i</b> ![bild](x) =SUMMA(A1)",
    ],
)
def test_what_is_about_nobody_stays_as_it_was_written(text: str) -> None:
    assert masked(text) == text


@given(st.text(st.sampled_from("Aa @.-079 (at)se\nBo12/–＠"), max_size=40))
def test_nothing_that_stops_another_column_is_ever_left(text: str) -> None:
    assert found_in(masked(text))[0] is None


@pytest.mark.parametrize("character", [*REPEATED, "@", "a.", "tel 1", "mail a_", "1 000"])
def test_the_longest_comment_takes_no_more_work_for_each_character(character: str) -> None:
    units = unit_keys(["a a a a", "1 a ) tel"])
    assert growth(lambda text: masked(text, units), character) < 24
