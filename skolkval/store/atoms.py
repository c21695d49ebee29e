"""Which units must be counted together so that every published cell holds at least k raters.

Pure functions on unit names and head counts; `publish` is their only caller. An *atom* is a set of
units of one level that is never seen in parts. `""` stands for the raters without a unit.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

Units = frozenset[str]


@dataclass(frozen=True)
class Cell:
    """A set of units with `n` raters and the school forms they have, in order."""

    units: Units
    forms: tuple[str, ...]
    n: int

    @property
    def order(self) -> tuple[int, list[str]]:
        """Smallest first, then by name."""
        return self.n, sorted(self.units)


def merge(cells: Iterable[Cell]) -> Cell:
    """One cell of all the units in `cells`."""
    cells = list(cells)
    return Cell(
        units=frozenset().union(*(cell.units for cell in cells)),
        forms=tuple(sorted({form for cell in cells for form in cell.forms})),
        n=sum(cell.n for cell in cells),
    )


def pool(cells: Iterable[Cell], k: int) -> list[Cell]:
    """Join cells until each has at least `k` raters; empty if there are fewer than `k` in all.

    Small cells are pooled within their school form. If the pool is still small, the form's smallest
    other cell joins; a form that is small as a whole joins the other such forms, and if that is
    not enough, the smallest cell of all.

    >>> a, b, c = (Cell(frozenset({u}), ("grundskola",), n) for u, n in [("A", 3), ("B", 4), ("C", 20)])
    >>> [sorted(cell.units) for cell in pool([a, b, c], 7)]
    [['A', 'B'], ['C']]
    >>> [sorted(cell.units) for cell in pool([a, c], 7)]
    [['A', 'C']]
    >>> pool([a], 7)
    []
    """
    cells = list(cells)
    if sum(cell.n for cell in cells) < k:
        return []
    by_form: dict[tuple[str, ...], list[Cell]] = defaultdict(list)
    for cell in cells:
        by_form[cell.forms].append(cell)
    done: list[Cell] = []
    small_forms: list[Cell] = []
    for members in by_form.values():
        large = sorted((cell for cell in members if cell.n >= k), key=lambda cell: cell.order)
        small = [cell for cell in members if cell.n < k]
        if small:
            pooled = merge(small)
            if pooled.n >= k:
                large.append(pooled)
            elif large:
                large[0] = merge([large[0], pooled])
            else:
                small_forms.append(pooled)
        done += large
    if small_forms:
        pooled = merge(small_forms)
        if pooled.n < k:
            smallest = min(done, key=lambda cell: cell.order)
            done.remove(smallest)
            pooled = merge([smallest, pooled])
        done.append(pooled)
    return sorted(done, key=lambda cell: sorted(cell.units))


def join_overlapping(sets: Iterable[Units]) -> list[Units]:
    """The finest partition in which no set of `sets` is split.

    >>> [sorted(units) for units in join_overlapping([frozenset("AB"), frozenset("C"), frozenset("BD")])]
    [['A', 'B', 'D'], ['C']]
    """
    set_of: dict[str, Units] = {}
    for units in sets:
        joined = units.union(*{set_of[unit] for unit in units if unit in set_of})
        set_of |= dict.fromkeys(joined, joined)
    return sorted(set(set_of.values()), key=sorted)


def atoms_after(
    remembered: Iterable[Units],
    arrivals: Iterable[Mapping[str, int]],
    form_of: Mapping[str, str],
    k: int,
) -> list[Cell]:
    """The atoms of a level after imports that brought `arrivals` (raters per unit), one by one.

    Sets that are `remembered` (the previous round's) stay together, and so does what one import
    joined when the next comes, so an atom is only ever joined. The result is a function of the
    imports alone, so an undo gives exactly the atoms there were before.
    """
    partition = join_overlapping(remembered)
    raters: dict[str, int] = defaultdict(int)
    cells: list[Cell] = []
    for arrival in arrivals:
        for unit, n in arrival.items():
            raters[unit] += n
        known = join_overlapping([*partition, *(frozenset({unit}) for unit in arrival)])
        cells = pool((_cell(units, raters, form_of) for units in known if _n(units, raters)), k)
        partition = join_overlapping([*known, *(cell.units for cell in cells)])
    return cells


def _n(units: Units, raters: Mapping[str, int]) -> int:
    return sum(raters.get(unit, 0) for unit in units)


def _cell(units: Units, raters: Mapping[str, int], form_of: Mapping[str, str]) -> Cell:
    present = frozenset(unit for unit in units if raters.get(unit, 0))
    forms = tuple(sorted({form_of.get(unit, "") for unit in present if unit}))
    return Cell(present, forms, _n(units, raters))
