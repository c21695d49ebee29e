"""Do answers become the right steps, and never steps of another scale?"""

from __future__ import annotations

import re
from collections.abc import Sequence

import numpy as np
import pytest

from skolkval.errors import Refusal
from skolkval.importing.scales import REJECT_CODES, Reading, read_answers
from skolkval.importing.table import TextColumn
from skolkval.instruments.model import Instrument
from tests.importing.exports import PLAIN, STEPS, instrument


def column(values: Sequence[str]) -> TextColumn:
    distinct = sorted(set(values))
    return TextColumn(
        np.array([distinct.index(value) for value in values], np.int32), tuple(distinct)
    )


def reading(*columns: Sequence[str], of: Instrument = PLAIN) -> Reading:
    letters = "ABCDEFGH"[: len(columns)]
    return read_answers([column(values) for values in columns], list(letters), of)


GOOD = [*STEPS] * 5


@pytest.mark.parametrize(
    ("value", "code"),
    [
        ("Stämmer inte", 1),
        (" stämmer  till VISS del. ", 2),
        ("Stämmer\u00a0till stor del", 3),
        ("Stämmer;", 4),
        ("3", 3),
        ("3.0", 3),
        ("３", 3),
        ("3 – Stämmer till stor del", 3),
        ("4. Stämmer", 4),
        ("Vet ej", 0),
        ("VET INTE", 0),
        ("N/A", 0),
        ("5 - Vet ej", 0),
        ("", -1),
        (" \u00a0\n", -1),
        ("=A1+B1", -2),
        ("#DIV/0!", -3),
        ("#n/a", -3),
        ("2026-01-03", -4),
        ("2026-01-03T10:00:00", -4),
        ("7", -5),
        ("0", -5),
        ("2,5", -5),
        ("abc", -5),
        ("2 – Stämmer till stor del", -5),
    ],
)
def test_a_value_is_read_or_rejected(value: str, code: int) -> None:
    assert reading([value, *GOOD]).codes[0, 0] == code


def test_every_reject_has_its_error_code() -> None:
    assert REJECT_CODES == {
        -2: "SK-208",
        -3: "SK-209",
        -4: "SK-210",
        -5: "SK-211",
        -6: "SK-207",
    }


FIVE_STEPS = [
    ["Stämmer inte alls", "Stämmer till viss del", "Stämmer delvis", "Stämmer helt"],
    ["Instämmer inte alls", "Instämmer till viss del", "Instämmer helt"],
    ["Stämmer till viss del", "Stämmer", "Stämmer helt och hållet"],
    ["1", "2", "3", "4", "5"],
    ["0", "1", "2", "3"],
    ["1 - Stämmer inte", "2", "5 - Stämmer"],
    ["1", "2", "3", "4", "5", "6", "7"],
]


@pytest.mark.parametrize("values", FIVE_STEPS)
def test_another_scale_is_refused(values: list[str]) -> None:
    with pytest.raises(Refusal, match="SK-224") as caught:
        reading(values * 4, (values * 4)[::-1])
    assert f"”{values[-1]}”" in caught.value.text or f"”{values[0]}”" in caught.value.text


def test_one_label_of_another_scale_is_enough() -> None:
    with pytest.raises(Refusal, match="SK-224"):
        reading([*GOOD, "Stämmer helt"])


def test_an_unknown_label_in_several_columns_is_another_scale() -> None:
    odd = [*STEPS, "Kanske", "Kanske"]
    with pytest.raises(Refusal, match=r"SK-224 .*”Kanske”"):
        reading(odd, odd)


def test_one_number_outside_the_scale_is_a_slip() -> None:
    assert reading(["5", *GOOD], [*GOOD, "7"]).codes[0].tolist() == [-5, 1]


def test_a_few_slips_among_many_answers_are_no_other_scale() -> None:
    many = [*GOOD] * 10
    assert reading(["5", "5", *many]).codes[:3, 0].tolist() == [-5, -5, 1]
    with pytest.raises(Refusal, match="SK-224"):
        reading(["5"] * 5 + many)


def test_the_instruments_own_scale_is_never_another() -> None:
    five = instrument(
        [("Vi lär.", None)],
        levels=(),
        steps=[
            "Stämmer inte alls",
            "Stämmer delvis",
            "Varken eller",
            "Stämmer bra",
            "Stämmer helt",
        ],
    )
    found = reading(["Stämmer inte alls", "Stämmer delvis", "3", "Stämmer bra", "5"], of=five)
    assert found.codes[:, 0].tolist() == [1, 2, 3, 4, 5]


def test_a_column_without_a_readable_answer_is_refused_by_letter() -> None:
    with pytest.raises(Refusal, match=re.escape("SK-225 Inget svar i kolumn B går att läsa")):
        reading(GOOD, ["a", "b", "c", *[""] * 17])
    assert reading(GOOD, ["a", "b", *[""] * 18]).codes[:2, 1].tolist() == [-5, -5]


def test_labels_the_instrument_does_not_list_are_counted() -> None:
    found = reading(["Vet ej", "Ej aktuellt", "Ej aktuellt", *GOOD])
    assert found.extra_labels == {"Ej aktuellt": 2}
