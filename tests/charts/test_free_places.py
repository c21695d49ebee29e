"""Do names beside marks cover no mark, no line and no other name, and stay inside the plot?"""

from __future__ import annotations

from itertools import combinations, permutations
from random import Random

import pytest

from skolkval.charts.free_places import Name, Spot, along, free_spots

PLOTS = ((260.0, 300.0), (960.0, 370.0))
SIZES = [(width, height) for width in range(260, 961, 70) for height in (300, 330, 370)]
MARKS = [(0.02, 0.5), (0.5, 0.5), (0.52, 0.5), (0.53, 0.55), (0.98, 0.97)]
TREES = ["Ek", "Tall", "Bok", "Al", "Björk"]
NAMES = [Name((name,), at) for name, at in zip(TREES, MARKS, strict=True)]
LINE = along((0, 0.45), (1, 0.45))


def box(name: Name, spot: Spot, width: float, height: float) -> tuple[float, float, float, float]:
    """Left, low, right and high of the name in a plot of that size."""
    part = {"left": 0.0, "center": 0.5, "right": 1.0}[spot.anchor]
    left = name.at[0] * width + spot.right - part * name.width
    low = name.at[1] * height + spot.up - name.height / 2
    return left, low, left + name.width, low + name.height


@pytest.mark.parametrize(("width", "height"), SIZES)
def test_no_name_covers_a_mark_a_line_or_another_name(width: float, height: float) -> None:
    spots = free_spots(NAMES, [*MARKS, *LINE], (), PLOTS)
    placed = [
        box(name, spot, width, height)
        for name, spot in zip(NAMES, spots, strict=True)
        if spot is not None
    ]
    assert len(placed) == len(NAMES)
    for left, low, right, high in placed:
        assert 0 <= left < right <= width
        assert 0 <= low < high <= height
        for x, y in [*MARKS, *LINE]:
            assert not (left < x * width < right and low < y * height < high)
    for one, other in combinations(placed, 2):
        apart = one[0] >= other[2] or other[0] >= one[2] or one[1] >= other[3] or other[1] >= one[3]
        assert apart


def test_the_thin_line_to_a_name_crosses_no_other_name() -> None:
    random = Random(3)
    led = 0
    for _ in range(60):
        marks = [(0.35 + random.random() / 3, 0.35 + random.random() / 3) for _ in range(12)]
        names = [Name(("Skogsgläntans skola",), at) for at in marks]
        spots = free_spots(names, marks, (), PLOTS)
        placed = [each for each in zip(names, spots, strict=True) if each[1] is not None]
        for width, height in SIZES:
            for (name, spot), (other, elsewhere) in permutations(placed, 2):
                assert spot is not None and elsewhere is not None
                if not spot.far:
                    continue
                led += 1
                left, low, right, high = box(other, elsewhere, width, height)
                x, y = name.at[0] * width, name.at[1] * height
                line = along((x, y), (x + spot.right, y + spot.up))[4:-4]
                assert not [at for at in line if left < at[0] < right and low < at[1] < high]
    assert led > 100


def test_a_name_without_a_free_place_is_left_out() -> None:
    full = [(x / 100, y / 100) for x in range(0, 101, 2) for y in range(0, 101, 2)]
    assert free_spots(NAMES[:1], full, (), ((100.0, 100.0), (100.0, 100.0))) == [None]


def test_quiet_lines_are_covered_only_where_nothing_else_is_free() -> None:
    name, mark = Name(("Ek",), (0.5, 0.5)), (0.5, 0.5)
    beside = along((0.5, 0.5), (1, 0.5))
    assert free_spots([name], [mark], (), PLOTS)[0] == Spot("left", 10, 0)
    (spot,) = free_spots([name], [mark], (), PLOTS, quiet=beside)
    assert spot == Spot("right", -10, 0)
    everywhere = [(x / 100, y / 100) for x in range(101) for y in range(101)]
    assert free_spots([name], [mark], (), PLOTS, quiet=everywhere)[0] is not None
