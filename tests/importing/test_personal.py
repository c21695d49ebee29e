"""Is a column that points to people told from one that only looks so?"""

from __future__ import annotations

from collections.abc import Callable, Sequence

import numpy as np
import pytest

from skolkval.importing.personal import MASK, personal_kind, shown
from skolkval.importing.table import TextColumn
from tests.importing.growth import REPEATED, growth


def kind(*cells: str) -> str | None:
    values = list(dict.fromkeys(cells))
    return personal_kind(
        TextColumn(np.array([values.index(cell) for cell in cells], np.int32), tuple(values))
    )


FOUND = [
    (["Vi ses", "811228-9874"], "personnummer"),
    (["8112289874"], "personnummer"),
    (["Ring 08-12 34 56 tack", *["Bra"] * 9], "telefonnummer"),
    (["0701234567", "0731234567", "vet ej"], "telefonnummer"),
    (["+46 (0)70 123 45 67"], "telefonnummer"),
    (["Anna Ask", "Karl-Erik Berg", "Björk"], "namn på personer"),
    (["121212–1212", *["Bra"] * 9], "personnummer"),
    (["121212 1212", *["Bra"] * 9], "personnummer"),
    (["121212 − 1212", *["Bra"] * 9], "personnummer"),
    (["19121212 1212", *["Bra"] * 9], "personnummer"),
    (["20121212—1212", *["Bra"] * 9], "personnummer"),
    (["１２１２１２－１２１２", *["Bra"] * 9], "personnummer"),
    (["a@b.se", *["Bra"] * 9], "e-postadresser"),
    (["anna＠skola.se", *["Bra"] * 9], "e-postadresser"),
    (["Skriv till anna @skola.se", *["Bra"] * 9], "e-postadresser"),
    (["a" * 99 + "@skola.se", *["Bra"] * 9], "e-postadresser"),
    (["070–123 45 67", *["Bra"] * 9], "telefonnummer"),
    (["070.123.45.67", *["Bra"] * 9], "telefonnummer"),
    (["070-123-45-67", *["Bra"] * 9], "telefonnummer"),
    (["+46.70.123.45.67", *["Bra"] * 9], "telefonnummer"),
]


@pytest.mark.parametrize(("cells", "found"), FOUND)
def test_what_points_to_a_person_is_found(cells: Sequence[str], found: str) -> None:
    assert kind(*cells) == found


@pytest.mark.parametrize(
    "cells",
    [
        ["8112289874", "3308895255", "3308891308", "3308891135"],  # serial numbers, one fits
        ["0701234567", "0801234567", "0901234567"],
        ["08-10-2026", "10/03/2022", "2026-11-22 08:00", "0-10", "Åk 7-9"],
        ["12345678", "1.234", "212000-0142"],
        ["121212–1213", "121312 1212", "2022–2023", "10.12.2026", "2026.11.22"],
        ["20121212 1212", "20261012 0815"],  # when somebody answered
        ["Möte @ kl. 10", "@skolan", "3 @ 4,50"],
        ["Astrid Lindgrens Skola", "Anna Whitlocks Gymnasium"],
        ["Norra Ängby", "Lilla Edet"],
        ["Strongly Agree", "Stämmer"],
        ["Anna Ask", *["Anna Ask"] * 9],  # one name for all: their school is called so
        ["Anna", "Lars"],
        [""],
    ],
)
def test_what_only_looks_so_is_left_alone(cells: Sequence[str]) -> None:
    assert kind(*cells) is None


def test_a_rejected_answer_is_shown_unless_it_may_be_a_persons() -> None:
    assert [shown(text) for text in ("7", "2026-04-01", "Anna Ask", "a@b.se", "0701234567")] == [
        *("7", "2026-04-01"),
        *[MASK] * 3,
    ]
    assert shown("Strongly Agree", returns=True) == "Strongly Agree"
    assert shown("0701234567", returns=True) == MASK
    assert shown("x" * 41) == "x" * 39 + "…"


@pytest.mark.parametrize(
    "value",
    [
        *("121212–1212", "121212 1212", "20121212—1212", "12–12–12", "１２１２１２"),
        *("anna＠skola.se", "anna @skola.se", "070–123 45 67", "070.123.45.67"),
        *("Anna\nAsk", "x" * 30 + " 070.123.45.67"),
    ],
)
def test_a_rejected_answer_is_masked_however_its_dashes_and_spaces_are_written(value: str) -> None:
    assert shown(value) == MASK


@pytest.mark.parametrize("value", ["1.234", "24.12.2026", "1–4", "Nej – inte alls"])
def test_a_rejected_answer_about_nobody_is_shown_as_it_was_written(value: str) -> None:
    assert shown(value) == value


@pytest.mark.parametrize("character", REPEATED)
@pytest.mark.parametrize("work", [kind, shown])
def test_the_longest_cell_takes_no_more_work_for_each_character(
    work: Callable[[str], object], character: str
) -> None:
    assert growth(work, character) < 24
