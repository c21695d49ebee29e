"""What can somebody who saw every published picture work out? Two exact attackers, for the tests.

Each person is marked: in the item `t-i` person i answers step 2 and all others step 1, so the
published counts themselves say who is in them, whatever the store did. The items of one pattern t
are left blank by the same persons, so they are protected alike.

`exposed` combines sums. `certain` also knows that a count is neither negative nor more than all:
linear programming over what the sums say.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import cache
from hashlib import sha256
from itertools import chain, combinations, product

import numpy as np
import numpy.typing as npt
import pandas as pd
from scipy.optimize import LinearConstraint, milp

from skolkval.importing.plan import MISSING, NOT_ASKED, ImportPlan
from skolkval.importing.report import FileFacts, ImportReport
from skolkval.instruments.model import Instrument
from skolkval.instruments.toml_file import load_toml
from skolkval.results import Group, Selection, results
from skolkval.store.published import Published

PATTERNS = 2
"""Pattern 0 is answered by all; a person may leave every item of the others blank."""


@dataclass(frozen=True)
class Person:
    """Somebody with answers of their own; whoever corrects an answer is a new person."""

    number: int
    unit: str
    form: str
    level: str
    answers: tuple[bool, ...]


@cache
def toml(people: int) -> str:
    """An instrument with one area per pattern and one item per pattern and person."""
    head = """id = "attack"\nversion = "1"\ntitle = "Attack"\npublisher = "Vi"
[levels]\nl = "Lärare"\nm = "Ledare"
[scale]\nnot_applicable = []\n[scale.steps]\n1 = "Nej"\n2 = "Ja"\n"""
    areas = (
        f'[[area]]\nid = "p{pattern}"\nlabel = "P{pattern}"\n'
        + "".join(
            f'[[area.item]]\nid = "p{pattern}-{person}"\ntext = "Fråga {pattern} {person}"\n'
            for person in range(people)
        )
        for pattern in range(PATTERNS)
    )
    return head + "".join(areas)


@cache
def instrument(people: int) -> Instrument:
    return load_toml(toml(people))


def plan(rows: Iterable[Person], people: int, file: int) -> ImportPlan:
    """What the importer would make of file number `file` with these people."""
    rows = list(rows)
    answers = np.full((len(rows), PATTERNS, people), NOT_ASKED, dtype=np.int8)
    for place, person in enumerate(rows):
        for pattern in range(PATTERNS):
            answers[place, pattern] = 1 if person.answers[pattern] else MISSING
            if person.answers[pattern]:
                answers[place, pattern, person.number] = 2
    table = pd.DataFrame(
        [(person.level, person.unit or None, person.form or None, None) for person in rows],
        columns=["level", "unit", "school_form", "role"],
        dtype=object,
    )
    digest = sha256(repr((file, rows)).encode()).hexdigest()
    report = ImportReport(FileFacts(f"fil-{file}.xlsx", digest, 1, "xlsx", None))
    return ImportPlan(
        instrument(people), table, answers.reshape(len(rows), PATTERNS * people), report
    )


Sets = dict[int, set[frozenset[int]]]
"""Per pattern the sets of persons whose answers somebody has seen the sum of."""


def seen(published: Published, people: int) -> Sets:
    """The sets of the atoms; whatever a viewer may choose is a sum of them (see `chosen`)."""
    sets: Sets = defaultdict(set)
    marks = published.steps[..., 1].reshape(len(published.atoms), PATTERNS, people)
    totals = published.steps.sum(axis=-1).reshape(marks.shape)
    for atom in range(len(published.atoms)):
        for pattern in range(PATTERNS):
            who = frozenset(np.flatnonzero(marks[atom, pattern] > 0).tolist())
            if who:
                sets[pattern].add(who)
                assert set(totals[atom, pattern]) == {len(who)}, "somebody is counted twice"
    return sets


GROUPINGS: tuple[tuple[Group, ...], ...] = (
    *((), ("level",), ("unit",), ("school_form",), ("level", "school_form")),
)


def chosen(published: Published) -> Sets:
    """The sets that results show through every selection of units, school forms and levels."""
    sets: Sets = defaultdict(set)
    for selection, group in product(_selections(published), GROUPINGS):
        frame = results(published, selection, by="item", group=group)
        shown = frame[~frame["suppressed"]]
        keys = [shown[name].map(repr) for name in ("kind", "level", "units", "school_form")]
        for _, part in shown.groupby([*keys, shown["area_id"]]):
            who = frozenset(
                int(item.split("-")[1])
                for item, counts in zip(part["item_id"], part["counts"], strict=True)
                if counts[1]
            )
            if who:
                sets[int(part["area_id"].iloc[0][1:])].add(who)
                assert set(part["n"]) == {len(who)}, "somebody is counted twice"
    return sets


def _selections(published: Published) -> Iterator[Selection]:
    for units in _subsets(published.units):
        for forms in _subsets(published.school_forms):
            for levels in ((), ("l",), ("m",)):
                yield Selection(levels, units, forms)


def _subsets(names: tuple[str, ...]) -> Iterator[tuple[str, ...]]:
    """Every choice but that of all names, which is the empty choice."""
    return chain.from_iterable(combinations(names, size) for size in range(len(names)))


def cells(sets: Iterable[frozenset[int]]) -> list[frozenset[int]]:
    """Those who are in the same of the sets, together: nobody can tell them apart."""
    family = sorted({each for each in sets if each}, key=sorted)
    cell_of: dict[tuple[bool, ...], set[int]] = defaultdict(set)
    for person in frozenset().union(*family):
        cell_of[tuple(person in each for each in family)].add(person)
    return sorted(map(frozenset, cell_of.values()), key=sorted)


def certain(
    sets: Iterable[frozenset[int]], answered_so: frozenset[int], k: int
) -> dict[frozenset[int], tuple[int, int]]:
    """What is sure of 1 to k-1 persons, where those in `answered_so` have answered one step.

    The attacker knows who is in each set, and how many of it answered so, and finds the least and
    the most who did in each group: whole numbers, none negative, none more than the group. Per
    group of cells with fewer than k persons in all: the two, where they are not 0 and everybody.
    """
    family = sorted({each for each in sets if each}, key=sorted)
    parts = cells(family)
    within = np.array([[part <= each for part in parts] for each in family], dtype=float)
    seen = np.array([len(each & answered_so) for each in family], dtype=float)
    sizes = np.array([len(part) for part in parts], dtype=float)
    small = [number for number, part in enumerate(parts) if len(part) < k]
    found = {}
    for size in range(1, min(len(small), k) + 1):
        for chosen in combinations(small, size):
            group = frozenset().union(*(parts[number] for number in chosen))
            if len(group) >= k:
                continue
            asked = np.isin(np.arange(len(parts)), chosen).astype(float)
            least, most = (sign * _least(sign * asked, within, seen, sizes) for sign in (1, -1))
            if (least, most) != (0, len(group)):
                found[group] = least, most
    return found


def _least(
    asked: npt.NDArray[np.float64],
    within: npt.NDArray[np.float64],
    seen: npt.NDArray[np.float64],
    sizes: npt.NDArray[np.float64],
) -> int:
    """The least that `asked` of the cells' counts can be, for the attacker."""
    result = milp(
        asked,
        integrality=np.ones(len(sizes)),
        bounds=(0, sizes),
        constraints=LinearConstraint(within, seen, seen),
    )
    assert result.success, result.message
    return round(float(result.fun))


def exposed(sets: Iterable[frozenset[int]], k: int, modulus: int = 2**31 - 1) -> set[int] | None:
    """A group of 1 to k-1 persons whose answers some combination of the sums depends on alone.

    Persons who are in the same sets can never be told apart, so they are one column. A combination
    that is zero on all columns but those of a small group exists exactly where leaving the group's
    columns out lowers the rank. With `modulus` 2 the attacker looks at odd and even.
    """
    family = sorted({each for each in sets if each}, key=sorted)
    columns: dict[tuple[bool, ...], set[int]] = defaultdict(set)
    for person in sorted(frozenset().union(*family)):
        columns[tuple(person in each for each in family)].add(person)
    matrix = np.array(list(columns), dtype=np.int64).T.reshape(len(family), len(columns))
    members = list(columns.values())
    small = [number for number, who in enumerate(members) if len(who) < k]
    whole = rank(matrix, modulus)
    for size in range(1, min(len(small), k) + 1):
        for chosen in combinations(small, size):
            if sum(len(members[number]) for number in chosen) < k:
                rest = [number for number in range(len(members)) if number not in chosen]
                if rank(matrix[:, rest], modulus) < whole:
                    return set().union(*(members[number] for number in chosen))
    return None


def rank(matrix: npt.NDArray[np.int64], modulus: int) -> int:
    """The rank of an integer matrix modulo a prime; a large prime stands for the rationals."""
    rows = matrix.copy() % modulus
    found = 0
    for column in range(rows.shape[1]):
        pivot = next((row for row in range(found, len(rows)) if rows[row, column]), None)
        if pivot is None:
            continue
        rows[[found, pivot]] = rows[[pivot, found]]
        rows[found] = rows[found] * pow(int(rows[found, column]), -1, modulus) % modulus
        for row in range(len(rows)):
            if row != found and rows[row, column]:
                rows[row] = (rows[row] - rows[row, column] * rows[found]) % modulus
        found += 1
    return found
