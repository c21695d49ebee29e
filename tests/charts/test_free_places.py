"""Do names beside marks cover no mark, no line and no other name, and stay inside the plot?"""

from __future__ import annotations

from itertools import combinations

import numpy as np
import pytest

from skolkval.charts.free_places import Name, Spot, _boxes, along, free_spots

WIDTHS, HEIGHT = (260.0, 960.0), 370.0
MARKS = [(0.02, 0.5), (0.5, 0.5), (0.52, 0.5), (0.53, 0.55), (0.98, 0.97)]
TREES = ["Ek", "Tall", "Bok", "Al", "Björk"]
NAMES = [Name((name,), at) for name, at in zip(TREES, MARKS, strict=True)]
LINE = along((0, 0.45), (1, 0.45))


def box(name: Name, spot: Spot, width: float) -> list[float]:
    return list(_boxes(name, [spot], np.array((width, HEIGHT)))[0])


@pytest.mark.parametrize("width", WIDTHS)
def test_no_name_covers_a_mark_a_line_or_another_name(width: float) -> None:
    spots = free_spots(NAMES, [*MARKS, *LINE], (), WIDTHS, HEIGHT)
    placed = [
        box(name, spot, width) for name, spot in zip(NAMES, spots, strict=True) if spot is not None
    ]
    assert len(placed) == len(NAMES)
    for left, low, right, high in placed:
        assert 0 <= left < right <= width
        assert 0 <= low < high <= HEIGHT
        for x, y in [*MARKS, *LINE]:
            assert not (left < x * width < right and low < y * HEIGHT < high)
    for one, other in combinations(placed, 2):
        apart = one[0] >= other[2] or other[0] >= one[2] or one[1] >= other[3] or other[1] >= one[3]
        assert apart


def test_a_name_without_a_free_place_is_left_out() -> None:
    full = [(x / 100, y / 100) for x in range(0, 101, 2) for y in range(0, 101, 2)]
    assert free_spots(NAMES[:1], full, (), (100.0,), 100.0) == [None]


def test_quiet_lines_are_covered_only_where_nothing_else_is_free() -> None:
    name, mark = Name(("Ek",), (0.5, 0.5)), (0.5, 0.5)
    beside = along((0.5, 0.5), (1, 0.5))
    assert free_spots([name], [mark], (), WIDTHS, HEIGHT)[0] == Spot("left", 10, 0)
    (spot,) = free_spots([name], [mark], (), WIDTHS, HEIGHT, quiet=beside)
    assert spot == Spot("right", -10, 0)
    everywhere = [(x / 100, y / 100) for x in range(101) for y in range(101)]
    assert free_spots([name], [mark], (), WIDTHS, HEIGHT, quiet=everywhere)[0] is not None
