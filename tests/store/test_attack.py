"""Can anybody who saw every published picture, through every filter, work out fewer than k answers?

The attackers (`attack.py`) see each picture after each import and undo. They combine all sums that
were ever shown, over the rationals and over odd and even, and find by linear programming what must be
so because no count is negative. Part F of the fault list.
"""

from __future__ import annotations

import random
from collections import defaultdict
from collections.abc import Iterator
from pathlib import Path

import numpy as np
import pytest

from skolkval.results import Selection, results
from skolkval.store.database import Database
from skolkval.store.imports import Addition, add_import, add_imports, undo_import
from skolkval.store.instruments import add_instrument
from skolkval.store.published import HIDDEN, read_published
from skolkval.store.rounds import RoundSpec, round_named
from skolkval.store.threshold import raise_threshold
from tests.store.attack import Person, Sets, cells, certain, chosen, exposed, plan, seen, toml
from tests.store.survey import Rater, bring, dump, new_database, published

PEOPLE = 40
RATIONALS, ODD_OR_EVEN = 2**31 - 1, 2


@pytest.fixture
def attacked(tmp_path: Path) -> Iterator[Database]:
    database = Database.open(tmp_path / "attack.db", create=True)
    add_instrument(database, toml(PEOPLE))
    yield database
    database.close()


class Story:
    """A round that files come into and leave again, and what has been seen of it so far."""

    def __init__(self, database: Database, k: int) -> None:
        self.database, self.k = database, k
        self.sets: Sets = defaultdict(set)
        self.files = self.raised = 0

    def bring(self, *people: Person) -> int:
        self.files += 1
        rows = sorted(people, key=lambda person: person.number)
        spec = RoundSpec("r", "attack", threshold=self.k + self.raised)
        number = add_import(self.database, plan(rows, PEOPLE, self.files), spec)
        self.look()
        return number

    def replace(self, better: dict[int, list[Person]]) -> list[int]:
        """Put a file in the place of each import, all at once."""
        there = {each.import_id: each for each in round_named(self.database, "r").imports}
        additions = []
        for number, persons in better.items():
            self.files += 1
            rows = sorted(persons, key=lambda person: person.number)
            additions.append(Addition(plan(rows, PEOPLE, self.files), there[number]))
        numbers = add_imports(self.database, additions, RoundSpec("r", "attack"))
        self.look()
        return numbers

    def undo(self, number: int, *, look: bool = True) -> None:
        undo_import(self.database, number)
        if look:
            self.look()

    def look(self) -> None:
        for pattern, sets in seen(read_published(self.database, "r"), PEOPLE).items():
            self.sets[pattern] |= sets

    def check(self) -> None:
        for pattern, sets in self.sets.items():
            assert all(len(each) >= self.k for each in sets)
            for modulus in (RATIONALS, ODD_OR_EVEN):
                found = exposed(sets, self.k, modulus)
                assert not found, (pattern, modulus, found, sorted(map(sorted, sets)))
            for rare in rare_answers(sets):
                sure = certain(sets, rare, self.k)
                assert not sure, (pattern, rare, sure, sorted(map(sorted, sets)))
            assert all(len(cell) >= self.k for cell in cells(sets)), sorted(map(sorted, sets))


def rare_answers(sets: set[frozenset[int]]) -> list[frozenset[int]]:
    """Those who answer a rare step: each by themselves, and all who cannot be told apart."""
    everybody = frozenset().union(*sets)
    return [*cells(sets), *(frozenset({person}) for person in sorted(everybody)[::3])]


def people(first: int, after: int, unit: str = "A") -> list[Person]:
    return [Person(number, unit, "g", "l", (True, True)) for number in range(first, after)]


# The attacker itself


def test_the_attacker_finds_one_person_between_two_nested_groups() -> None:
    assert exposed([frozenset(range(10)), frozenset(range(11))], 7) == {10}
    assert exposed([frozenset(range(10)), frozenset(range(17))], 7) is None


def test_the_attacker_finds_a_person_in_a_sum_of_two_groups() -> None:
    parts = frozenset(range(7)), frozenset(range(7, 21))
    assert exposed([*parts, frozenset(range(20))], 7) == {20}
    assert exposed([*parts, frozenset(range(21))], 7) is None


def test_the_attacker_finds_two_persons_who_were_exchanged() -> None:
    assert exposed([frozenset(range(8)), frozenset([*range(7), 8])], 7) == {7, 8}


def test_the_attacker_finds_a_person_by_odd_and_even() -> None:
    a, b, c = (set(range(first, first + 7)) for first in (0, 10, 20))
    groups = [frozenset(a | b), frozenset(b | c), frozenset(a | c | {30})]
    assert exposed(groups, 7) is None
    assert exposed(groups, 7, ODD_OR_EVEN) == {30}


def test_the_attacker_finds_two_new_persons_where_no_sum_does() -> None:
    """9 and 7 others, then the 9 and 2 new: nobody of the first answered so, so the 2 did."""
    sets = [frozenset(range(16)), frozenset([*range(9), 20, 21])]
    assert exposed(sets, 7) is None
    assert certain(sets, frozenset({20, 21}), 7) == {frozenset({20, 21}): (2, 2)}
    assert certain(sets, frozenset({0, 1}), 7) == {}
    assert certain([sets[0], sets[1] | set(range(22, 27))], frozenset({20, 21}), 7) == {}


# Stories that have laid somebody bare, k = 7


def test_a_replaced_file_with_two_new_where_seven_are_gone(attacked: Database) -> None:
    story = Story(attacked, 7)
    first = story.bring(*people(0, 16))
    (second,) = story.replace({first: [*people(0, 9), *people(20, 22)]})
    (atom,) = read_published(attacked, "r").atoms
    assert atom.raters == 9, "those who were shown before; the two new wait"
    story.check()
    story.bring(*people(22, 27))
    assert read_published(attacked, "r").atoms[0].raters == 16
    story.undo(second)
    story.bring(*people(0, 16))
    story.check()


def test_an_undone_file_that_comes_back_with_two_new(attacked: Database) -> None:
    story = Story(attacked, 7)
    story.undo(story.bring(*people(0, 16)), look=False)
    story.bring(*people(0, 9), *people(20, 22))
    story.check()


def test_an_item_that_two_new_persons_answered_where_seven_are_gone(attacked: Database) -> None:
    """All 9 new are enough together, but only 2 of them have answered the second pattern."""
    story = Story(attacked, 7)
    first = story.bring(*people(0, 16))
    silent = [Person(number, "A", "g", "l", (True, False)) for number in range(22, 29)]
    story.replace({first: [*people(0, 9), *people(20, 22), *silent]})
    assert read_published(attacked, "r").atoms[0].raters == 18
    story.check()


def test_somebody_who_moves_between_two_files_that_are_replaced_at_once(
    attacked: Database,
) -> None:
    story = Story(attacked, 7)
    first, second = story.bring(*people(0, 9)), story.bring(*people(9, 18))
    before = dump(attacked)["published.counts"]
    story.replace({first: people(0, 10), second: people(10, 18)})
    assert dump(attacked)["published.counts"] == before
    waiting = [each.waiting for each in round_named(attacked, "r").levels]
    assert not any(waiting), "all are known again, and nobody is there twice"
    story.check()


def test_a_row_added_to_a_file_that_was_replaced_in_between(attacked: Database) -> None:
    story = Story(attacked, 7)
    story.undo(story.bring(*people(0, 10)), look=False)
    story.undo(story.bring(*people(0, 6), *people(20, 24)), look=False)
    story.bring(*people(0, 11))
    story.check()


def test_a_row_added_that_makes_a_small_unit_large_enough_to_stand_alone(
    attacked: Database,
) -> None:
    story = Story(attacked, 7)
    story.undo(story.bring(*people(0, 6), *people(10, 17, "B")), look=False)
    story.bring(*people(0, 7), *people(10, 17, "B"))
    story.check()


def test_an_early_small_file_undone_while_others_wait(attacked: Database) -> None:
    story = Story(attacked, 7)
    first = story.bring(*people(0, 1, "B"))
    story.bring(*people(1, 7))
    story.bring(*people(7, 8))
    story.undo(first)
    story.check()


def test_a_file_that_comes_back_after_another_was_counted_with_the_same_few(
    attacked: Database,
) -> None:
    story = Story(attacked, 7)
    story.bring(*people(0, 3))
    story.undo(story.bring(*people(3, 12)))
    story.bring(*people(12, 21))
    story.bring(*people(3, 12))
    story.check()


def test_an_item_that_few_of_those_taken_out_had_answered(attacked: Database) -> None:
    story = Story(attacked, 7)
    silent = [Person(number, "A", "g", "l", (True, False)) for number in range(8, 14)]
    story.undo(story.bring(*people(0, 8), *silent), look=False)
    story.bring(*people(0, 7))
    story.check()


# Random stories


def random_story(story: Story, rnd: random.Random) -> None:
    """Up to eight steps: files and undos, files that come back or are replaced with rows added, taken
    out or changed, rows that move between files, a raised threshold."""
    units = [("A", "g"), ("B", "g"), ("C", "f"), ("D", "f"), ("", "")][: rnd.randint(1, 5)]
    levels = rnd.choice([["l"], ["l", "m"]])
    numbers = iter(range(PEOPLE))

    def new(n: int) -> list[Person]:
        return [
            Person(number, *rnd.choice(units), rnd.choice(levels), (True, rnd.random() < 0.6))
            for number, _ in zip(numbers, range(n), strict=False)
        ]

    live: dict[int, list[Person]] = {}
    gone: list[list[Person]] = []
    for _ in range(rnd.randint(4, 8)):
        if live and rnd.random() < 0.4:
            number = rnd.choice(list(live))
            gone.append(live.pop(number))
            story.undo(number, look=bool(live))
            continue
        if live and rnd.random() < 0.4:
            numbers_of = rnd.sample(list(live), min(len(live), rnd.randint(1, 2)))
            better = {number: list(live[number]) for number in numbers_of}
            moving = better[numbers_of[0]].pop()
            better[numbers_of[-1]].append(moving)
            for rows in better.values():
                del rows[: rnd.choice([0, 0, 1, 2, 7])]
                rows += new(rnd.choice([0, 1, 2, 7]))
            better = {number: rows for number, rows in better.items() if rows}
            if better:
                for old, now in zip(better, story.replace(better), strict=True):
                    del live[old]
                    live[now] = better[old]
            continue
        if live and rnd.random() < 0.1:
            story.raised += 1
            raise_threshold(story.database, "r", story.k + story.raised)
            story.look()
            continue
        rows = new(rnd.choice([2, 4, 6, 9, 14]))
        if gone and rnd.random() < 0.7:
            rows = gone.pop(rnd.randrange(len(gone)))
            rows = rnd.sample(rows, len(rows) - rnd.randint(0, min(2, len(rows)))) + new(
                rnd.randint(0, 2)
            )
        if rows:
            live[story.bring(*rows)] = rows


@pytest.mark.parametrize("seed", range(16))
def test_no_story_of_imports_and_undos_lays_anybody_bare(attacked: Database, seed: int) -> None:
    rnd = random.Random(seed)
    story = Story(attacked, rnd.choice([5, 7]))
    random_story(story, rnd)
    story.check()


@pytest.mark.parametrize("seed", range(2))
def test_no_choice_of_units_forms_and_levels_lays_anybody_bare(
    attacked: Database, seed: int
) -> None:
    rnd = random.Random(seed)
    rows = [
        Person(
            number,
            *rnd.choice([("A", "g"), ("B", "g"), ("C", "f"), ("", "")]),
            rnd.choice("llm"),
            (True, rnd.random() < 0.6),
        )
        for number in range(PEOPLE)
    ]
    story = Story(attacked, 5)
    story.bring(*rows[:30])
    story.bring(*rows[30:])
    sets = chosen(read_published(attacked, "r"))
    assert sum(map(len, sets.values())) > 4
    for pattern, more in sets.items():
        story.sets[pattern] |= more
    story.check()


def test_a_threshold_raised_between_two_pictures_lays_nobody_bare(attacked: Database) -> None:
    story = Story(attacked, 5)
    story.bring(*people(0, 6), *people(10, 16, "B"))
    late = story.bring(*people(20, 26))
    raise_threshold(attacked, "r", 8)
    story.look()
    story.undo(late)
    story.check()


PAIRS = 100_000


def test_no_two_of_many_selections_differ_by_fewer_than_k_answers(tmp_path: Path) -> None:
    """100,000 pairs of filters on 2,000 raters, 60 units and 3 school forms, two levels, two files.

    What a selection adds up is whole atoms, so a row of 0 and 1 says what it sees of each column.
    """
    rnd = random.Random(1)
    sizes = {f"Enhet {number:02}": rnd.choice([2, 4, 6, 7, 9, 30, 60]) for number in range(60)}
    rows = [
        Rater(
            unit,
            tuple(rnd.choice([-1, 0, 1, 2, 3, 4]) for _ in range(3)),
            rnd.choice(["larare", "larare", "larare", "ledare"]),
            "gfs"[int(unit[-1:] or 0) % 3],
        )
        for unit, n in [*sizes.items(), ("", 12)]
        for _ in range(n)
    ]
    database = new_database(tmp_path)
    rnd.shuffle(rows)
    bring(database, rows[: len(rows) * 3 // 4])
    bring(database, rows[len(rows) * 3 // 4 :])
    what = published(database)
    database.close()
    assert len(what.atoms) > 30

    def some(names: tuple[str, ...]) -> tuple[str, ...]:
        return tuple(rnd.sample(names, rnd.randint(0, len(names))))

    selections = [
        Selection(
            some(what.instrument.level_ids),
            some(what.units) if rnd.random() < 0.7 else (),
            some(what.school_forms) if rnd.random() < 0.5 else (),
        )
        for _ in range(1_000)
    ]
    whole = np.array([[each.has_whole(atom) for atom in what.atoms] for each in selections])
    answers = np.where(what.missing == HIDDEN, 0, what.steps.sum(axis=-1))
    per_atom = np.hstack([answers, np.where(what.area_raters == HIDDEN, 0, what.area_raters)])
    drawn = np.random.default_rng(1).integers(len(selections), size=(2, PAIRS))
    first, second = whole[drawn[0]], whole[drawn[1]]
    assert (first != second).any(axis=1).mean() > 0.9
    for difference in (first & ~second, second & ~first, first & second, first | second):
        n = difference.astype(int) @ per_atom
        assert ((n == 0) | (n >= what.round.threshold)).all()
    for number in range(0, len(selections), 50):
        frame = results(what, selections[number], by="item")
        shown = dict(zip(frame["item_id"], frame["n"].fillna(0), strict=True))
        for place, item in enumerate(what.instrument.items):
            assert shown.get(item.id, 0) == (whole[number] @ answers)[place]
