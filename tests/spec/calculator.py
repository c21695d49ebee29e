"""What should results say of a small survey? Worked out from the raters' table, in plain fractions.

Written from the privacy rules and formulas of the design, without looking at the product's code:
slow, one rater and one pair of raters at a time. Floats only at the very end.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from fractions import Fraction
from itertools import combinations
from typing import Any

from skolkval.instruments.model import Instrument
from tests.store.survey import BLANK, VET_EJ, Rater

K_STEPS = 4


@dataclass
class Group:
    """Raters who are only seen together; `hidden` is the items too few of them answered."""

    level: str
    kind: str
    units: frozenset[str]
    forms: frozenset[str]
    raters: list[Rater] = field(default_factory=list)


def groups(raters: Sequence[Rater], threshold: int, openness: Mapping[str, str]) -> list[Group]:
    """Rules 1-3: who is seen together. A level with fewer than k raters gives no group."""
    found = []
    for level in sorted({rater.level for rater in raters}):
        kind = openness[level]
        k = threshold if kind == "anonymous" else 1
        cells: dict[str, Group] = {}
        for rater in raters:
            if rater.level == level:
                forms = frozenset({rater.form}) if rater.unit else frozenset()
                one = Group(
                    level,
                    "joint" if kind == "joint" else "individual",
                    frozenset({rater.unit}),
                    forms,
                )
                cells.setdefault(rater.unit, one).raters.append(rater)
        if sum(len(cell.raters) for cell in cells.values()) >= k:
            found += _pool(list(cells.values()), k)
    return found


def _joined(parts: Iterable[Group]) -> Group:
    parts = list(parts)
    return Group(
        parts[0].level,
        parts[0].kind,
        frozenset().union(*(part.units for part in parts)),
        frozenset().union(*(part.forms for part in parts)),
        [rater for part in parts for rater in part.raters],
    )


def _smallest(parts: Iterable[Group]) -> Group:
    return min(parts, key=lambda part: (len(part.raters), sorted(part.units)))


def _pool(cells: list[Group], k: int) -> list[Group]:
    done: list[Group] = []
    small_forms: list[Group] = []
    for form in {cell.forms for cell in cells}:
        of_form = [cell for cell in cells if cell.forms == form]
        large = [cell for cell in of_form if len(cell.raters) >= k]
        small = [cell for cell in of_form if len(cell.raters) < k]
        if small and sum(len(cell.raters) for cell in small) >= k:
            done += [*large, _joined(small)]
        elif small and large:
            first = _smallest(large)
            done += [*(cell for cell in large if cell is not first), _joined([first, *small])]
        elif small:
            small_forms += small
        else:
            done += large
    if small_forms:
        rest = _joined(small_forms)
        if len(rest.raters) < k:
            nearest = _smallest(done)
            done.remove(nearest)
            rest = _joined([nearest, rest])
        done.append(rest)
    return done


def _answers(raters: Iterable[Rater], number: int) -> list[int]:
    return [rater.answers[number] for rater in raters if number < len(rater.answers)]


def steps_of(raters: Iterable[Rater], number: int) -> list[int]:
    return [answer for answer in _answers(raters, number) if answer > 0]


def sees_item(group: Group, number: int, k: int) -> bool:
    """Rule 4: an item that 1 to k-1 raters of the group answered is left out."""
    return len(steps_of(group.raters, number)) == 0 or len(steps_of(group.raters, number)) >= k


def index(steps: Sequence[int]) -> Fraction | None:
    if not steps:
        return None
    return 100 * (Fraction(sum(steps), len(steps)) - 1) / (K_STEPS - 1)


def distance(steps: Sequence[int]) -> Fraction | None:
    pairs = [abs(a - b) for a, b in combinations(steps, 2)]
    return Fraction(sum(pairs), len(pairs)) if pairs else None


def agreement(apart: Fraction | None, n: int) -> Fraction | None:
    if apart is None or n < 5:
        return None
    return 100 * max(Fraction(0), 1 - apart / Fraction(K_STEPS - 1, 2))


def polarised(steps: Sequence[int]) -> bool | None:
    if len(steps) < 10:
        return None
    share = {step: Fraction(n, len(steps)) for step, n in Counter(steps).items()}
    raw = sum(share[i] ** 2 * share[j] * abs(i - j) for i in share for j in share)
    return raw / Fraction(K_STEPS - 1, 4) >= Fraction(55, 100)


def share_agree(steps: Sequence[int]) -> Fraction | None:
    return Fraction(sum(step >= 3 for step in steps), len(steps)) if steps else None


def counts(steps: Sequence[int]) -> tuple[int, ...]:
    return tuple(steps.count(step) for step in range(1, K_STEPS + 1))


def mean(values: Iterable[Fraction | None]) -> Fraction | None:
    known = [value for value in values if value is not None]
    return sum(known, Fraction(0)) / len(known) if known else None


Key = tuple[str, str, str | None, frozenset[str] | None, str | None]
"""area or item id, kind, level, units, school form."""


@dataclass(frozen=True)
class Choice:
    """What the viewer chose; empty is all. Raters without a unit are part of every choice."""

    levels: Collection[str] = ()
    units: Collection[str] = ()
    forms: Collection[str] = ()

    def meets(self, group: Group, *, wholly: bool) -> bool:
        fits = all if wholly else any
        named = {unit for unit in group.units if unit}
        return (
            (not self.levels or group.level in self.levels)
            and (not self.units or not named or fits(unit in self.units for unit in named))
            and (
                not self.forms
                or not group.forms
                or fits(form in self.forms for form in group.forms)
            )
        )


def expected(
    instrument: Instrument,
    raters: Sequence[Rater],
    threshold: int,
    openness: Mapping[str, str],
    choice: Choice,
    by: str,
    grouping: Collection[str],
) -> dict[Key, dict[str, Any]]:
    """Every row that results must show with numbers, and no other."""
    rows: dict[tuple[Any, ...], list[Group]] = defaultdict(list)
    for number, group in enumerate(groups(raters, threshold, openness)):
        if choice.meets(group, wholly="unit" not in grouping):
            by_unit = "unit" in grouping
            rows[
                group.kind,
                group.level if by_unit or "level" in grouping else None,
                frozenset(unit for unit in group.units if unit) if by_unit else None,
                (", ".join(sorted(group.forms)) or None) if "school_form" in grouping else None,
                number if by_unit else None,
            ].append(group)
    table: dict[Key, dict[str, Any]] = {}
    k = {level: threshold if kind == "anonymous" else 1 for level, kind in openness.items()}
    for (kind, level, units, form, _), members in rows.items():
        make = _item_rows if by == "item" else _area_rows
        for name, numbers in make(instrument, members, k):
            table[name, kind, level, units, form] = numbers
    return table


def _asked(instrument: Instrument, group: Group, number: int) -> bool:
    return instrument.items[number].level in (None, group.level)


def _showing(
    instrument: Instrument, members: Iterable[Group], number: int, k: Mapping[str, int]
) -> list[Group]:
    return [
        group
        for group in members
        if _asked(instrument, group, number) and sees_item(group, number, k[group.level])
    ]


def _item_rows(
    instrument: Instrument, members: list[Group], k: Mapping[str, int]
) -> Iterable[tuple[str, dict[str, Any]]]:
    for number, item in enumerate(instrument.items):
        showing = _showing(instrument, members, number, k)
        if showing:
            people = [rater for group in showing for rater in group.raters]
            steps = steps_of(people, number)
            apart = distance(steps)
            yield (
                item.id,
                {
                    "n": len(steps),
                    "not_applicable": _answers(people, number).count(VET_EJ),
                    "missing": _answers(people, number).count(BLANK),
                    "counts": counts(steps),
                    "index": index(steps),
                    "share_agree": share_agree(steps),
                    "distance": apart,
                    "agreement": agreement(apart, len(steps)),
                    "polarised": polarised(steps),
                },
            )


def _area_rows(
    instrument: Instrument, members: list[Group], k: Mapping[str, int]
) -> Iterable[tuple[str, dict[str, Any]]]:
    for area in instrument.areas:
        numbers = [
            number for number, item in enumerate(instrument.items) if item.area_id == area.id
        ]
        n, someone = 0, False
        for group in members:
            own = [number for number in numbers if _asked(instrument, group, number)]
            with_answer = sum(
                any(steps_of([rater], number) for number in own) for rater in group.raters
            )
            sees = any(sees_item(group, number, k[group.level]) for number in own)
            if own and sees and (with_answer == 0 or with_answer >= k[group.level]):
                n, someone = n + with_answer, True
        if not someone:
            continue
        people = {
            number: [
                rater
                for group in _showing(instrument, members, number, k)
                for rater in group.raters
            ]
            for number in numbers
        }
        steps = {number: steps_of(people[number], number) for number in numbers}
        everything = [step for each in steps.values() for step in each]
        apart = mean(distance(each) for each in steps.values())
        per_level = (
            mean(
                index(steps_of((r for r in people[number] if r.level == level), number))
                for number in numbers
            )
            for level in sorted({group.level for group in members})
        )
        yield (
            area.id,
            {
                "n": n,
                "not_applicable": sum(_answers(people[i], i).count(VET_EJ) for i in numbers),
                "missing": sum(_answers(people[i], i).count(BLANK) for i in numbers),
                "counts": counts(everything),
                "index": mean(per_level),
                "share_agree": share_agree(everything),
                "distance": apart,
                "agreement": agreement(apart, n),
                "polarised": None,
            },
        )
