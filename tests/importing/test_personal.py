"""Is a column that points to people told from one that only looks so?"""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
import pytest

from skolkval.importing.personal import MASK, personal_kind, shown
from skolkval.importing.table import TextColumn


def kind(*cells: str) -> str | None:
    values = list(dict.fromkeys(cells))
    return personal_kind(
        TextColumn(np.array([values.index(cell) for cell in cells], np.int32), tuple(values))
    )


@pytest.mark.parametrize(
    ("cells", "found"),
    [
        (["Vi ses", "811228-9874"], "personnummer"),
        (["8112289874"], "personnummer"),
        (["Ring 08-12 34 56 tack", *["Bra"] * 9], "telefonnummer"),
        (["0701234567", "0731234567", "vet ej"], "telefonnummer"),
        (["+46 (0)70 123 45 67"], "telefonnummer"),
        (["Anna Ask", "Karl-Erik Berg", "Björk"], "namn på personer"),
    ],
)
def test_what_points_to_a_person_is_found(cells: Sequence[str], found: str) -> None:
    assert kind(*cells) == found


@pytest.mark.parametrize(
    "cells",
    [
        ["8112289874", "3308895255", "3308891308", "3308891135"],  # serial numbers, one fits
        ["0701234567", "0801234567", "0901234567"],
        ["08-10-2026", "10/03/2022", "2026-11-22 08:00", "0-10", "Åk 7-9"],
        ["12345678", "1.234", "212000-0142"],
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
