"""Which raters may be shown together now, given every sum of answers that was ever shown?

No database here. A wave is a set of raters whose answers were published together, shown now or
retired. Drawn as a Venn diagram the waves of a level have *cells*: raters who are in the same waves.
Everything ever published is a sum of cells. While every cell that is not empty holds at least k
raters, no arithmetic gets below k: not by adding and subtracting, nor by knowing that no count is
negative.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

Answered = Mapping[int, bytes]
"""Per rater id one bit for each column (items, then areas): whether the rater has answered it."""
Columns = npt.NDArray[np.bool_]


@dataclass(frozen=True, eq=False)
class Wave:
    """`columns` bool `[columns]`: which items and areas have published counts. `wave_id` is None
    while the wave is only to be."""

    wave_id: int | None
    members: Answered
    columns: Columns


def may_part(taken: int, left: int, k: int) -> bool:
    """Whether a cell may be seen in two parts, of so many raters.

    >>> [may_part(taken, left, 7) for taken, left in [(9, 7), (9, 0), (0, 3), (9, 6), (2, 0)]]
    [True, True, True, False, False]
    """
    return not taken or (taken >= k and (not left or left >= k))


class Memory:
    """The waves of a level that can collide with what is to be shown."""

    def __init__(self, retired: Iterable[Wave], shown: Iterable[Wave], width: int) -> None:
        """`width`: how many columns there are."""
        self._width = width
        self._shown: set[Wave] = set()
        self._waves_of: dict[int, tuple[Wave, ...]] = {}
        self._answered: dict[int, bytes] = {}
        for wave in retired:
            self._remember(wave)
        for wave in shown:
            self._remember(wave)
            self._shown.add(wave)

    def _remember(self, wave: Wave) -> None:
        self._answered.update(wave.members)
        for rater in wave.members:
            self._waves_of[rater] = (*self._waves_of.get(rater, ()), wave)

    def settle(self, waiting: Answered, k: int) -> tuple[list[Wave], Wave | None]:
        """What becomes of those who wait in an atom, and remember it.

        Retired waves come back when all of their raters are here. The rest become a new wave; where
        that would tell on somebody, retired waves come back though a few of their raters are gone
        (fewer than half, and than `k`), and those of the rest who may become one do. If nobody may,
        retired waves come back though more are gone, but fewer than `k`.

        Returns:
            The retired waves to show, and the new wave, if there is one. The others go on waiting.
        """
        here = dict(waiting)
        back = self._bring_back(here, k, lambda gone, of: not gone)
        if len(self._may_form(here, k)) < len(here):
            back += self._bring_back(here, k, lambda gone, of: gone < k and 2 * gone < of)
        forming = self._may_form(here, k)
        if not forming:
            back += self._bring_back(here, k, lambda gone, of: gone < k)
            forming = self._may_form(here, k)
        if not forming:
            return back, None
        new = Wave(None, forming, self._columns(forming, k))
        self._remember(new)
        self._shown.add(new)
        return back, new

    def _bring_back(
        self, here: dict[int, bytes], k: int, few: Callable[[int, int], bool]
    ) -> list[Wave]:
        """The retired waves of which `few` (gone, of how many) are gone; theirs are no longer here."""
        retired = {
            wave: wave.members.keys() - here.keys()
            for rater in here
            for wave in self._waves_of.get(rater, ())
            if wave not in self._shown
        }
        back: list[Wave] = []
        for wave in sorted(retired, key=lambda wave: (len(retired[wave]), -len(wave.members))):
            gone = wave.members.keys() - here.keys()
            counted = any(wave in self._shown for rater in gone for wave in self._waves_of[rater])
            enough = not gone or (len(here) >= k and len(gone) < len(wave.members))
            if few(len(gone), len(wave.members)) and enough and not counted:
                back.append(wave)
                self._shown.add(wave)
                for rater in wave.members:
                    here.pop(rater, None)
        return back

    def _cells(self, raters: Answered) -> dict[tuple[Wave, ...], list[int]]:
        """The cells that hold any of `raters`, each with all of its raters; () has never been shown."""
        reached = set(raters)
        for wave in {wave for rater in raters for wave in self._waves_of.get(rater, ())}:
            reached |= wave.members.keys()
        cells: dict[tuple[Wave, ...], list[int]] = defaultdict(list)
        for rater in sorted(reached):
            cells[self._waves_of.get(rater, ())].append(rater)
        return cells

    def _may_form(self, here: Answered, k: int) -> dict[int, bytes]:
        """As many of those who are `here` as may be shown as one wave."""
        forming: dict[int, bytes] = {}
        for raters in self._cells(here).values():
            taken = {rater: here[rater] for rater in raters if rater in here}
            if may_part(len(taken), len(raters) - len(taken), k):
                forming |= taken
        return forming

    def _columns(self, new: Answered, k: int) -> Columns:
        """The columns that `new` may show as a wave.

        A column is a sum over those who have answered it, in the waves that show it, so the cells
        of these are what must not be parted.
        """
        answered = self._answered | dict(new)
        taken: dict[tuple[Wave, ...], npt.NDArray[np.int64]] = {}
        left: dict[tuple[Wave, ...], npt.NDArray[np.int64]] = {}
        for waves, raters in self._cells(new).items():
            packed = np.frombuffer(b"".join(answered[rater] for rater in raters), np.uint8)
            bits = np.unpackbits(packed.reshape(len(raters), -1), axis=1, count=self._width)
            mine = np.array([rater in new for rater in raters])
            taken[waves] = bits[mine].sum(axis=0, dtype=np.int64)
            left[waves] = bits[~mine].sum(axis=0, dtype=np.int64)
        allowed = np.ones(self._width, dtype=bool)
        for column in range(self._width):
            inside: Counter[tuple[Wave, ...]] = Counter()
            outside: Counter[tuple[Wave, ...]] = Counter()
            for waves in taken:
                seen = tuple(wave for wave in waves if wave.columns[column])
                inside[seen] += int(taken[waves][column])
                if seen:
                    outside[seen] += int(left[waves][column])
            allowed[column] = all(may_part(inside[seen], outside[seen], k) for seen in inside)
        return allowed
