"""Is an instrument file read as written, and refused with every mistake when it has any?"""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from skolkval.instruments.model import NO_LEVEL
from skolkval.instruments.toml_file import InstrumentRefusal, decode_toml, load_toml

DOC = Path(__file__).parents[2] / "docs" / "instrument.md"

SMALL = """
id = "liten"
version = "1"
title = "Liten"
publisher = "Vi"

[scale]
not_applicable = ["Vet ej"]

[scale.steps]
1 = "Nej"
2 = "Ja"

[[area]]
id = "trygghet"
label = "Trygghet"

[[area.item]]
id = "trygghet-1"
text = "Alla är trygga."
"""


def mistakes_of(text: str) -> tuple[str, ...]:
    with pytest.raises(InstrumentRefusal) as refused:
        load_toml(text)
    assert refused.value.code == "SK-501"
    assert all(mistake in refused.value.text for mistake in refused.value.mistakes)
    return refused.value.mistakes


def test_the_example_in_the_documentation_is_an_instrument() -> None:
    example = re.search(r"```toml\n(.*?)```", DOC.read_text(encoding="utf-8"), re.DOTALL)
    assert example is not None
    instrument = load_toml(example[1])
    assert instrument.level_ids == ("huvudman", "rektor", "undervisning")
    assert [area.short_label for area in instrument.areas] == ["Trygghet", "Studiero"]
    assert [(item.id, item.level, item.point_id, item.group_id) for item in instrument.items] == [
        ("trygghet-1-huvudman", "huvudman", "trygghet-1", None),
        ("trygghet-1-rektor", "rektor", "trygghet-1", None),
        ("trygghet-2", "undervisning", None, None),
        ("studiero-1", None, None, "studiero-larmiljo"),
        ("studiero-2", None, None, "studiero-larmiljo"),
    ]
    assert instrument.reversed_positions == (4,)


def test_a_file_without_levels_groups_or_labels_is_enough() -> None:
    instrument = load_toml(SMALL)
    assert instrument.level_ids == (NO_LEVEL,)
    assert instrument.short_title == "Liten"
    assert instrument.items[0].label == "Alla är trygga."
    assert instrument.areas[0].short_label == "Trygghet"


def test_white_space_and_line_breaks_in_a_text_count_as_one_space() -> None:
    text = SMALL.replace('"Alla är trygga."', '"""\nAlla  är\n\u00a0trygga."""')
    assert load_toml(text).items[0].text == "Alla är trygga."


@pytest.mark.parametrize("size", range(2, 12))
def test_a_scale_may_have_from_two_to_eleven_steps(size: int) -> None:
    steps = "\n".join(f'{value} = "Steg {value}"' for value in range(1, size + 1))
    instrument = load_toml(SMALL.replace('1 = "Nej"\n2 = "Ja"', steps))
    assert [step.value for step in instrument.scale.steps] == list(range(1, size + 1))


@pytest.mark.parametrize("size", [0, 1, 12])
def test_fewer_than_two_or_more_than_eleven_steps_are_refused(size: int) -> None:
    steps = "\n".join(f'{value} = "Steg {value}"' for value in range(1, size + 1))
    (mistake,) = mistakes_of(SMALL.replace('1 = "Nej"\n2 = "Ja"', steps))
    assert mistake == f"Skalan har {size} steg: den ska ha 2 till 11."


def test_every_mistake_is_listed_at_once_with_its_place() -> None:
    text = """
id = "Åtta"
title = ""
publisher = 7
utgivare = "Vi"

[levels]
huvudman = "Huvudman"
rektor = "Huvudman"

[scale]
not_applicable = ["Vet ej", "VET EJ", "Ja"]

[scale.steps]
1 = "Ja"
3 = "ja"

[[area]]
id = "a"
label = "A"
short_lable = "A"

[[area.point]]
id = "p1"
label = "Ett"
text.huvudman = "Samma sak."
text.rektor = "Samma sak."
text.larare = "Annat."

[[area.item]]
id = "p1-rektor"
label = "Två"
text = "samma  SAK."
level = "chef"

[[area.item]]
id = "q"
text = "Samma sak."

[[area]]
id = "a"
label = "A"
[[area.group]]
id = "g"
label = "G"
"""
    assert mistakes_of(text) == (
        "Filen: version saknas.",
        "Filen: title är tom.",
        "Filen: publisher ska vara en text inom citattecken.",
        "område 1 (”a”) › punkt 1 (”p1”) › text: okänt fält ”larare”.",
        "område 1 (”a”): okänt fält ”short_lable”. Menade du ”short_label”?",
        "Filen: okänt fält ”utgivare”.",
        "Instrumentet ”Åtta”: id får bara ha små bokstäver a–z, siffror och enkla bindestreck "
        "mellan dem, till exempel ”trygghet-1”.",
        "Området ”a”: samma id finns mer än en gång.",
        "Påståendet ”p1-rektor”: samma id finns mer än en gång.",
        "Skalans steg ska numreras 1, 2, 3 … i ordning och utan hål; nu: 1, 3.",
        "Skalan: två steg heter ”ja”.",
        "Skalan: ”VET EJ” står två gånger i not_applicable.",
        "Skalan: ”Ja” kan inte både vara ett steg och stå i not_applicable.",
        "Två nivåer heter ”Huvudman”.",
        "Två områden heter ”A”.",
        "Två områden har kortnamnet ”A”.",
        "Påståendet ”p1-rektor”: nivån ”chef” finns inte under [levels].",
        "Påståendena ”p1-huvudman” och ”q” har samma text: ”Samma sak.”.",
        "Gruppen ”g” har inga påståenden.",
    )


@pytest.mark.parametrize(
    ("change", "by", "mistake"),
    [
        ("1 = ", "ett = ", "Filen › scale › steps: ”ett” är inget stegnummer; skriv 1, 2, 3 …"),
        ('1 = "Nej"', '1 = ""', "Filen › scale › steps: 1 är tom."),
        ('["Vet ej"]', '["Vet ej", " "]', "Filen › scale: not_applicable nr 2 är tom."),
        (
            '["Vet ej"]',
            '"Vet ej"',
            'Filen › scale: not_applicable ska vara en lista av texter, till exempel ["Vet ej"].',
        ),
        ("[[area]]", "[[omrade]]", "Filen: okänt fält ”omrade”."),
        (
            "[[area.item]]",
            "[area.item]",
            "område 1 (”trygghet”): item ska skrivas med dubbla hakparenteser, [[…item]].",
        ),
        (
            "Alla är",
            "Alla \\u0000 är",
            "område 1 (”trygghet”) › påstående 1 (”trygghet-1”): text innehåller osynliga "
            "styrtecken.",
        ),
        ('id = "liten"', "", "Filen: id saknas."),
        ('"trygghet-1"', '"trygghet--1"', "Påståendet ”trygghet--1”: id får bara ha"),
        ("[[area.item]]", "[[area.point]]", "område 1 (”trygghet”) › punkt 1 (”trygghet-1”): "),
        ('"Liten"', "Liten", "Rad 4, tecken 9: det som står här följer inte TOML."),
        ('"Liten"', "9" * 5000, "Filen: det som står här följer inte TOML."),
        ('"Alla är trygga."', '"""', "I slutet av filen: det som står här följer inte TOML."),
        ('"Liten"', "[" * 5000, "Filen har för många listor inuti varandra."),
        ('"Liten"', '"' + "x" * 1_000_000 + '"', "Filen är längre än 1 000 000 tecken."),
    ],
)
def test_a_single_mistake_is_named(change: str, by: str, mistake: str) -> None:
    assert change in SMALL
    found = mistakes_of(SMALL.replace(change, by, 1))
    assert any(line.startswith(mistake) for line in found), found


def test_two_statements_of_one_level_may_not_have_the_same_name() -> None:
    twins = "".join(
        f'\n[[area.item]]\nid = "t-{number}"\nlabel = "Trygg"\ntext = "Fråga {number}."\n'
        for number in (1, 2)
    )
    assert mistakes_of(SMALL + twins) == (
        "Påståendena ”t-1” och ”t-2” har samma namn (label): ”Trygg”.",
    )


def test_a_level_that_is_asked_nothing_is_a_mistake() -> None:
    levels = '[levels]\na = "A"\nb = "B"\n[scale]'
    text = SMALL.replace("[scale]", levels, 1) + 'level = "a"\n'
    assert mistakes_of(text) == ("Nivån ”b” har inga påståenden.",)


def test_a_byte_order_mark_is_passed_over_and_other_encodings_are_refused() -> None:
    assert load_toml(decode_toml(SMALL.encode("utf-8-sig"))).id == "liten"
    with pytest.raises(InstrumentRefusal, match="UTF-8"):
        decode_toml(SMALL.encode("latin-1"))
