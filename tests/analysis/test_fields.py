"""Does a statement land in its field, and are the limits of samsyn those of every distribution?"""

from __future__ import annotations

from collections.abc import Iterator

import numpy as np
import pytest

from skolkval.analysis.agreement import agreement, agreement_from_distance
from skolkval.analysis.distribution import index
from skolkval.analysis.fields import (
    FIELDS,
    Cuts,
    agreement_limits,
    examples,
    field_of,
    finding,
    place,
    standing_out,
)
from skolkval.analysis.records import Row
from tests.charts.frames import instrument_of, item_row

INSTRUMENT = instrument_of()


def frame(*rows: tuple[str, list[int] | None]) -> list[Row]:
    return [item_row(INSTRUMENT, name, "rektor", counts) for name, counts in rows]


def distributions(n: int, size: int) -> Iterator[tuple[int, ...]]:
    """Every way to spread n answers over the steps."""
    if size == 1:
        yield (n,)
        return
    for first in range(n + 1):
        for rest in distributions(n - first, size - 1):
            yield (first, *rest)


@pytest.mark.parametrize(
    ("values", "name"),
    [
        ((60, 45), "Enig styrka"),
        ((59.9, 45), "Enigt utvecklingsområde"),
        ((60, 44.9), "Delad bild, stark"),
        ((59.9, 44.9), "Delad bild, svag"),
    ],
)
def test_a_cut_itself_is_strong_and_united(values: tuple[float, float], name: str) -> None:
    assert field_of(*values, Cuts()).name == name


def test_a_statement_that_ends_with_a_full_stop_loses_it_in_the_finding() -> None:
    rows = frame(("Vi trivs.", [0, 0, 0, 12]), ("Vi hinner.", [6, 0, 0, 6]))
    found = finding(place(rows, Cuts()), several_levels=True)
    assert found == "Störst samsyn: Vi trivs (rektor). Minst: Vi hinner (rektor)"


def test_other_cuts_move_a_statement_to_another_field_and_are_written_out() -> None:
    cuts = Cuts(index=50, agreement=35.5)
    assert field_of(50, 40, cuts).name == "Enig styrka"
    assert cuts.words == ("Stark betyder index 50 eller mer. Enig betyder samsyn 35,5 eller mer.")


def test_a_place_needs_five_answers_and_is_faint_below_ten() -> None:
    marks = place(
        frame(
            ("fyra", [0, 0, 4, 0]), ("fem", [0, 0, 5, 0]), ("tio", [0, 0, 10, 0]), ("dold", None)
        ),
        Cuts(),
    )
    assert [(mark.row["item_id"], mark.few) for mark in marks] == [("fem", True), ("tio", False)]
    # All on the third of four steps: index 100 * 2 / 3, and nobody differs.
    assert marks[0].index == pytest.approx(66.6667, abs=1e-4)
    assert marks[0].agreement == 100


def test_joint_answers_have_no_place() -> None:
    (row,) = frame(("x", [0, 0, 0, 12]))
    assert not place([{**row, "kind": "joint"}], Cuts())


def test_two_camps_are_a_mark_of_their_own() -> None:
    (camp,) = place(frame(("x", [10, 0, 0, 10])), Cuts())
    assert camp.camps and camp.field.name == "Delad bild, svag"


def test_examples_are_the_clearest_first_and_those_with_few_answers_last() -> None:
    marks = place(
        frame(
            ("lägre", [0, 0, 12, 0]),
            ("få", [0, 0, 0, 6]),
            ("högst", [0, 0, 0, 12]),
            ("delad", [8, 0, 0, 4]),
            ("mest delad", [8, 0, 0, 8]),
        ),
        Cuts(),
    )
    fields = {field.id: field for field in FIELDS}

    def names(field: str) -> list[str]:
        return [mark.row["item_id"] for mark in examples(marks, fields[field])]

    assert names("united_strong") == ["högst", "lägre", "få"]
    assert names("split_weak") == ["mest delad", "delad"]
    assert names("united_weak") == []


def test_what_stands_out_is_named_once_and_never_rests_on_few_answers() -> None:
    marks = place(
        frame(
            ("a", [0, 0, 0, 12]), ("b", [12, 0, 0, 12]), ("c", [0, 12, 0, 0]), ("d", [6, 0, 0, 0])
        ),
        Cuts(),
    )
    # b is the least united, a the most and the highest, c the lowest; d has six answers.
    assert [mark.row["item_id"] for mark in standing_out(marks)] == ["b", "a", "c"]


def test_the_finding_names_the_most_and_the_least_united() -> None:
    marks = place(frame(("a", [0, 0, 0, 12]), ("b", [12, 0, 0, 12])), Cuts())
    assert finding(marks, several_levels=False) == "Störst samsyn: a. Minst: b"
    assert finding(marks, several_levels=True) == "Störst samsyn: a (rektor). Minst: b (rektor)"
    few = place(frame(("a", [0, 0, 0, 6]), ("b", [3, 0, 0, 3])), Cuts())
    assert finding(few, several_levels=False) == "Färre än tio svar: läs samsynen försiktigt"
    alike = place(frame(("a", [0, 0, 0, 12]), ("b", [0, 0, 12, 0])), Cuts())
    assert finding(alike, several_levels=False) == "Lika stor samsyn om alla påståenden"
    assert finding([], several_levels=True) == "För få svar för att säga något om samsyn"


@pytest.mark.parametrize(("size", "n"), [(2, 30), (3, 24), (4, 15), (5, 12)])
def test_no_distribution_lies_outside_the_limits_and_each_limit_is_reached(
    size: int, n: int
) -> None:
    counts = np.array(list(distributions(n, size)))
    shares = counts.cumsum(-1)[:, :-1] / n
    # Of a large group with these shares: pairs are as good as drawn with replacement.
    samsyn = agreement_from_distance(2 * (shares * (1 - shares)).sum(-1), size)
    points = (counts * np.arange(size)).sum(-1)
    for total in range(n * (size - 1) + 1):
        mine = samsyn[points == total]
        low, high = agreement_limits(100 * total / (n * (size - 1)), size)
        assert mine.min() >= low - 1e-9
        assert mine.max() == pytest.approx(float(high), abs=1e-9)
        if total % (size - 1) == 0:  # then whole persons can stand at both ends
            assert mine.min() == pytest.approx(float(low), abs=1e-9)


def test_no_group_however_small_lies_above_the_upper_limit() -> None:
    counts = np.array(list(distributions(6, 4)))
    _, high = agreement_limits(index(counts), 4)
    assert (agreement(counts) <= high + 1e-9).all()
