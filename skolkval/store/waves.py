"""Which raters may be shown together now, given every sum of answers that was ever shown?

No database here. A wave is a set of raters whose answers were published together, shown now or
retired. Everything ever published is a sum of waves, so it is enough to remember the waves.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

Answered = Mapping[int, bytes]
"""Per rater id one bit for each column (items, then areas): whether the rater has answered it."""


@dataclass(frozen=True, eq=False)
class Wave:
    """`columns` bool `[columns]`: which items and areas have published counts."""

    wave_id: int
    members: Answered
    columns: npt.NDArray[np.bool_]


class Memory:
    """The waves of a level that can collide with what is to be shown."""

    def __init__(self, retired: Iterable[Wave], shown: Iterable[Wave]) -> None:
        self._shown = set(shown)
        self._waves_of: dict[int, list[Wave]] = defaultdict(list)
        for wave in (*retired, *self._shown):
            for rater in wave.members:
                self._waves_of[rater].append(wave)

    def settle(self, waiting: Answered, k: int) -> tuple[list[Wave], list[int] | None]:
        """What becomes of those who wait in an atom.

        Retired waves come back when all of their raters are here. The rest become a new wave; where
        that would tell on somebody, retired waves come back though fewer than `k` of their raters
        are gone: the counts then hold a few who are gone rather than lay bare who they were.

        Returns:
            The retired waves to show, and the columns to leave out when those who still wait become
            a wave; None if they must go on waiting.
        """
        related, here = self._related(waiting), dict(waiting)
        back: list[Wave] = []

        def bring_back(fewer_gone_than: int) -> None:
            retired = (wave for wave in related if wave not in self._shown)
            for wave in sorted(retired, key=lambda wave: len(wave.members.keys() - here.keys())):
                gone = wave.members.keys() - here.keys()
                counted = any(
                    wave in self._shown for rater in gone for wave in self._waves_of[rater]
                )
                enough = not gone or (len(here) >= k and len(gone) < len(wave.members))
                if len(gone) < fewer_gone_than and enough and not counted:
                    back.append(wave)
                    self._shown.add(wave)
                    for rater in wave.members:
                        here.pop(rater, None)

        bring_back(1)
        left_out = hidden_columns(here, related, k)
        if left_out is None:
            bring_back(k)
            left_out = hidden_columns(here, related, k)
        return back, left_out

    def _related(self, raters: Iterable[int]) -> list[Wave]:
        """The waves that hold any of `raters`, or share raters with such a wave, and so on."""
        related: dict[Wave, None] = {}
        reached = [*raters]
        while reached:
            for wave in self._waves_of.get(reached.pop(), ()):
                if wave not in related:
                    related[wave] = None
                    reached += wave.members
        return list(related)


def hidden_columns(new: Answered, waves: list[Wave], k: int) -> list[int] | None:
    """The columns that must be left out if `new` is published as a wave; None if it cannot be one.

    A column is a sum over those who have answered it, so it is they who must not be told apart.
    """
    if len(new) < k:
        return None
    if all(wave.members.keys().isdisjoint(new) for wave in waves):
        return []
    raters = sorted({rater for wave in waves for rater in wave.members} | set(new))
    place = {rater: number for number, rater in enumerate(raters)}
    width = len(waves[0].columns)
    answered = np.zeros((len(waves) + 1, len(raters), width), dtype=bool)
    present = np.zeros(answered.shape[:2], dtype=bool)
    everything = np.ones(width, dtype=bool)
    for number, (members, columns) in enumerate(
        [(new, everything), *((wave.members, wave.columns) for wave in waves)]
    ):
        places = [place[rater] for rater in members]
        bits = np.frombuffer(b"".join(members.values()), np.uint8).reshape(len(places), -1)
        answered[number, places] = np.unpackbits(bits, axis=1, count=width) & columns
        present[number, places] = True
    if not untellable(present, k):
        return None
    return [column for column in range(width) if not untellable(answered[..., column], k)]


def untellable(sets: npt.NDArray[np.bool_], k: int) -> bool:
    """Whether no combination of the sums over `sets` `[sets, raters]` is about fewer than k raters.

    Set by set, each must have k raters that no set still left has (all of them, where the set is
    smaller). A combination that uses a set then holds those of its raters: none can be got rid of.

    >>> ten, eleven, others = [1] * 10 + [0] * 8, [1] * 11 + [0] * 7, [0] * 10 + [1] * 8
    >>> untellable(np.array([ten, others], dtype=bool), 7)
    True
    >>> untellable(np.array([ten, eleven], dtype=bool), 7)
    False
    """
    left = np.unique(sets, axis=0)
    left = left[left.any(axis=1)]
    needed = np.minimum(k, left.sum(axis=1))
    while len(left):
        alone = (left & (left.sum(axis=0) == 1)).sum(axis=1) >= needed
        if not alone.any():
            return False
        left, needed = left[~alone], needed[~alone]
    return True
