"""Does a function take about as many steps per character for a long cell as for a short one?"""

from __future__ import annotations

from collections.abc import Callable
from time import process_time

LONGEST_CELL = 32_767
SHORTER = LONGEST_CELL // 8
REPEATED = ")-. aA1('"


def long_cells(character: str, length: int) -> list[str]:
    """Cells of one repeated character: alone, after a number, before an "@" and between words."""
    run = character * length
    return [run, f"1{run}", f"{run}@", f"1{run}@", f"a{run}1", f"Anna {run}"]


def growth(work: Callable[[str], object], character: str) -> float:
    """How many times longer the longest cells take than cells an eighth of their length.

    About 8 where the work follows the length, about 64 where it follows its square.
    """
    return max(
        _least(work, longest) / _least(work, shorter)
        for shorter, longest in zip(
            long_cells(character, SHORTER), long_cells(character, LONGEST_CELL), strict=True
        )
    )


def _least(work: Callable[[str], object], cell: str) -> float:
    """The processor time of the quickest of five: whatever else the machine does adds to it."""

    def once() -> float:
        start = process_time()
        work(cell)
        return process_time() - start

    return max(min(once() for _ in range(5)), 1e-5)
