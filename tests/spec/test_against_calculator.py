"""Do the store and results say what a slow, independent calculation says, on random surveys?"""

from __future__ import annotations

import random
from collections.abc import Iterator
from datetime import date, timedelta
from fractions import Fraction
from pathlib import Path
from typing import Any

import numpy as np
import pandas as pd
import pytest

from skolkval.results import Group, Selection, results
from skolkval.store.database import Database
from tests.spec.calculator import Choice, Key, expected
from tests.store.survey import INSTRUMENT, Rater, bring, new_database, published

NUMBERS = (
    *("n", "not_applicable", "missing", "counts", "index"),
    *("share_agree", "distance", "agreement", "polarised"),
)
KEYS = ("kind", "level", "units", "school_form")
FORMS = {"": "", "Ask": "g", "Björk": "g", "Cypress": "g", "Dal": "f", "Ek": "f", "Furan": "s"}
FIRST = date(2026, 1, 1)
SURVEYS, BATCH = 1_000, 50
GROUPINGS: tuple[tuple[Group, ...], ...] = (
    *((), ("level",), ("unit",), ("school_form",), ("level", "school_form")),
    ("unit", "school_form"),
)


@pytest.fixture
def database(tmp_path: Path) -> Iterator[Database]:
    database = new_database(tmp_path)
    yield database
    database.close()


def survey(rnd: random.Random) -> list[Rater]:
    """One to 70 raters, units of any size, some items hardly answered by anybody."""
    units = rnd.sample(list(FORMS), rnd.randint(1, 5))
    how_often = [rnd.choice([1.0, 1.0, 0.9, 0.3]) for _ in INSTRUMENT.items]
    rows = []
    for _ in range(rnd.choice([1, 6, 8, 15, 30, 70])):
        unit = rnd.choices(units, [1, 2, 4, 8, 16][: len(units)])[0]
        level = rnd.choice(["larare", "larare", "larare", "ledare"])
        answers = tuple(
            rnd.choice([1, 2, 3, 4]) if rnd.random() < share else rnd.choice([0, -1])
            for share in how_often[: 4 if level == "ledare" else 3]
        )
        rows.append(Rater(unit, answers, level, FORMS[unit]))
    return rows


def some(rnd: random.Random, names: tuple[str, ...]) -> tuple[str, ...]:
    return tuple(rnd.sample(names, rnd.randint(0, len(names)))) if rnd.random() < 0.5 else ()


def shown_rows(frame: pd.DataFrame, by: str) -> dict[Key, dict[str, Any]]:
    """The rows with numbers; those without must have none at all."""
    table: dict[Key, dict[str, Any]] = {}
    for row in frame[[f"{by}_id", *KEYS, *NUMBERS, "suppressed"]].astype(object).to_dict("records"):
        units = None if _null(row["units"]) else frozenset(row["units"])
        level, form = (None if _null(row[name]) else row[name] for name in ("level", "school_form"))
        numbers = {name: None if _null(row[name]) else row[name] for name in NUMBERS}
        if row["suppressed"]:
            assert set(numbers.values()) == {None}
        else:
            key = (row[f"{by}_id"], row["kind"], level, units, form)
            assert key not in table
            table[key] = numbers
    return table


def _null(value: Any) -> bool:
    return not isinstance(value, tuple) and bool(pd.isna(value))


def same(ours: object, theirs: object) -> bool:
    if isinstance(theirs, Fraction):
        return isinstance(ours, float) and bool(np.isclose(ours, float(theirs), rtol=0, atol=1e-9))
    return ours == theirs


@pytest.mark.parametrize("batch", range(SURVEYS // BATCH))
def test_two_calculators_agree_on_random_surveys(database: Database, batch: int) -> None:
    """1,000 surveys in all. Each round is older than those before, so none remembers another."""
    for number in range(batch * BATCH, (batch + 1) * BATCH):
        rnd = random.Random(number)
        threshold, rows = rnd.choice([5, 7, 9]), survey(rnd)
        openness = {"larare": "anonymous", "ledare": rnd.choice(["anonymous", "open", "joint"])}
        title = f"omgång {number}"
        collected = FIRST - timedelta(days=number)
        bring(database, rows, title, openness_of=openness, threshold=threshold, collected=collected)
        what = published(database, title)
        chosen = Selection(
            some(rnd, ("larare", "ledare")), some(rnd, what.units), some(rnd, what.school_forms)
        )
        choice = Choice(chosen.levels, chosen.units, chosen.school_forms)
        for by in ("area", "item"):
            grouping = rnd.choice(GROUPINGS)
            theirs = expected(INSTRUMENT, rows, threshold, openness, choice, by, grouping)
            ours = shown_rows(results(what, chosen, by, grouping), by)
            where = f"survey {number}, {by} by {grouping}, {chosen}"
            assert set(ours) == set(theirs), where
            for key, numbers in theirs.items():
                for name, value in numbers.items():
                    assert same(ours[key][name], value), (where, key, name, ours[key], numbers)
