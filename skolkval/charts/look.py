"""In which colours, how large, and which part of a chart is drawn?"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import TypeVar

from skolkval.charts.theme import LIGHT, Theme

T = TypeVar("T")


@dataclass(frozen=True)
class Look:
    """How the card wants its chart: on a page, on a phone (`narrow`), or some rows on a wall.

    Of a chart's rows, in the order they stand, `most` are drawn from the place `first`: all of
    them, but on a wall 12 at a time.
    """

    theme: Theme = LIGHT
    narrow: bool = False
    first: int = 0
    most: int | None = None

    def of(self, rows: Sequence[T]) -> Sequence[T]:
        """Those of the chart's rows that are to be drawn."""
        return rows[self.first :][: self.most]


ON_A_DESK = Look()
"""Light, wide and whole."""
