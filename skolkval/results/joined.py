"""What is the same in two rounds: which statements, and which units can be told apart in both?"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import replace
from functools import lru_cache

import numpy as np
import numpy.typing as npt

from skolkval.errors import Refusal
from skolkval.instruments.model import Instrument
from skolkval.results.rows import sum_groups
from skolkval.store.published import HIDDEN, Atom, Published

Places = tuple[int | None, ...]
Members = npt.NDArray[np.intp]


# It is the same for every selection.
@lru_cache(maxsize=8)
def same_items(earlier: Published, later: Published) -> Places:
    """The place in the earlier round of each item of the later one; None where it is not there.

    The same is: wording, level and area, on the same scale.

    Raises:
        Refusal: SK-317 the rounds have different instruments, SK-318 different scales, SK-319 no
            item in common.
    """
    old, new = earlier.instrument, later.instrument
    titles = f"”{earlier.round.title}” och ”{later.round.title}”"
    versions = f"version {old.version} och {new.version} av {new.short_title}"
    if old.id != new.id:
        raise Refusal(
            "SK-317",
            f"{titles} går inte att jämföra: de har olika instrument ({old.short_title} och "
            f"{new.short_title}). Välj två omgångar med samma instrument.",
        )
    if old.scale != new.scale:
        raise Refusal(
            "SK-318",
            f"{titles} går inte att jämföra: de är besvarade på olika skalor ({versions}). "
            "Välj två omgångar med samma skala.",
        )
    place = {_identity(old, number): number for number in range(len(old.items))}
    same = tuple(place.get(_identity(new, number)) for number in range(len(new.items)))
    if all(number is None for number in same):
        raise Refusal(
            "SK-319",
            f"{titles} går inte att jämföra: inget påstående har samma lydelse i båda "
            f"({versions}). Välj två omgångar med samma version.",
        )
    return same


def _identity(instrument: Instrument, number: int) -> tuple[str | bool | None, ...]:
    item = instrument.items[number]
    return item.id, item.text, item.level, item.area_id, item.reversed


# It is the same for every selection.
@lru_cache(maxsize=8)
def on_the_same_atoms(
    earlier: Published, later: Published, same: Places
) -> tuple[Published, Published]:
    """Both rounds on the atoms of `joined`, with the later one's items; others are hidden."""
    atoms, of_earlier, of_later = joined(earlier.atoms, later.atoms)
    common = replace(
        later,
        missing=np.where([number is not None for number in same], later.missing, HIDDEN),
        # A level that is hidden in one round only has a row, and a reason, from the other's atoms.
        hidden_levels={
            level: kind
            for level, kind in later.hidden_levels.items()
            if level in earlier.hidden_levels
        },
    )
    areas = [area.id for area in earlier.instrument.areas]
    area_at = tuple(
        areas.index(area.id) if area.id in areas else None for area in later.instrument.areas
    )
    moved = replace(
        common,
        round=earlier.round,
        steps=_placed(earlier.steps, same),
        not_applicable=_placed(earlier.not_applicable, same),
        missing=_placed(earlier.missing, same),
        area_raters=_placed(earlier.area_raters, area_at),
    )
    return _added_up(moved, atoms, of_earlier), _added_up(common, atoms, of_later)


def joined(
    earlier: Sequence[Atom], later: Sequence[Atom]
) -> tuple[tuple[Atom, ...], Members, Members]:
    """Atoms that are whole in both rounds, and which of them each atom of a round is part of.

    Atoms of a level (and kind) that share a unit are joined, and so on until none does. Raters
    without a unit are one such unit. In the order of the later round.
    """
    every = [*later, *earlier]
    leader = list(range(len(every)))

    def first(number: int) -> int:
        while leader[number] != number:
            leader[number] = number = leader[leader[number]]
        return number

    seen: dict[tuple[str, str, str], int] = {}
    for number, atom in enumerate(every):
        for unit in atom.units:
            other = first(seen.setdefault((atom.level, atom.kind, unit), number))
            mine = first(number)
            leader[max(other, mine)] = min(other, mine)
    together: dict[int, list[int]] = defaultdict(list)
    for number in range(len(every)):
        together[first(number)].append(number)
    group = np.empty(len(every), dtype=np.intp)
    for place, members in enumerate(together.values()):
        group[members] = place
    atoms = tuple(_union([every[number] for number in members]) for members in together.values())
    return atoms, group[len(later) :], group[: len(later)]


def _union(atoms: Sequence[Atom]) -> Atom:
    """One atom with the units of all; its raters are not told, since the rounds have their own."""
    if len({(atom.units, atom.school_forms) for atom in atoms}) == 1:
        return atoms[0]
    units = {unit for atom in atoms for unit in atom.units}
    forms = {form for atom in atoms for form in atom.school_forms}
    return replace(atoms[0], units=tuple(sorted(units)), school_forms=tuple(sorted(forms)))


def _placed(values: npt.NDArray[np.int32], places: Places) -> npt.NDArray[np.int32]:
    """`values` `[atoms, ...]` with the second axis in the order of `places`, HIDDEN where None."""
    there = np.array([place is not None for place in places])
    there = there.reshape(-1, *[1] * (values.ndim - 2))
    return np.where(there, values[:, [place or 0 for place in places]], np.int32(HIDDEN))


def _added_up(published: Published, atoms: tuple[Atom, ...], members: Members) -> Published:
    """`published` on `atoms`, each the sum of its members that are shown; 0 of none."""
    if np.array_equal(members, np.arange(len(atoms))):
        return replace(published, atoms=atoms)
    order = np.argsort(members, kind="stable")

    def summed(values: npt.NDArray[np.int32]) -> npt.NDArray[np.int32]:
        shown = np.where(values != HIDDEN, values, 0)[order]
        return sum_groups(shown, members[order], len(atoms)).astype(np.int32)

    return replace(
        published,
        atoms=atoms,
        steps=summed(published.steps),
        not_applicable=summed(published.not_applicable),
        missing=summed(published.missing),
        area_raters=summed(published.area_raters),
    )
