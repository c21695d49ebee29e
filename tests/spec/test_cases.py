"""Does every measure give what arithmetic by hand gives? `cases.csv` is the table, for a statistician.

Each line: the counts of the steps, lowest first (items or levels separated by |), the measure, the
arithmetic, and what is shown. Both the arithmetic and our own code must round to what is shown.
"""

from __future__ import annotations

import ast
import csv
import math
import operator
from collections.abc import Callable
from pathlib import Path

import numpy as np
import numpy.typing as npt
import pytest

from skolkval.analysis import (
    agreement,
    consensus,
    distance,
    distribution,
    dominance,
    reliability,
    within_group,
)

Counts = npt.NDArray[np.int64]
CASES = list(
    csv.DictReader(
        Path(__file__).with_name("cases.csv").open(encoding="utf-8", newline=""), delimiter=";"
    )
)
ARITHMETIC: dict[type, Callable[[float, float], float]] = {
    ast.Add: operator.add,
    ast.Sub: operator.sub,
    ast.Mult: operator.mul,
    ast.Div: operator.truediv,
    ast.Pow: operator.pow,
}
ONE_GROUP = {
    measure.__name__: measure
    for module in (agreement, consensus, distribution, within_group)
    for measure in vars(module).values()
    if callable(measure) and getattr(measure, "__module__", "") == module.__name__
}
SEVERAL: dict[str, Callable[[Counts], object]] = {
    "alpha_nominal": lambda counts: reliability.krippendorff_alpha(counts, "nominal"),
    "index_gap": lambda counts: distribution.index(counts[1]) - distribution.index(counts[0]),
    "higher": lambda counts: dominance.higher(*counts),
    "cliffs_delta": lambda counts: dominance.cliffs_delta(*counts),
    "level_distance": lambda counts: distance.distance_matrix(counts)[0, 1],
    "between_share": lambda counts: distance.disagreement(counts).between_share,
    "wilson_low": lambda counts: distribution.wilson(counts[1], counts.sum())[0],
    "wilson_high": lambda counts: distribution.wilson(counts[1], counts.sum())[1],
}


def worked_out(text: str) -> float:
    """Plain arithmetic with `sqrt` and `log2`, and nothing else.

    >>> worked_out("2 * (1 + 3) / 4**2")
    0.5
    """

    def value(node: ast.expr) -> float:
        match node:
            case ast.Constant(value=int() | float() as number):
                return float(number)
            case ast.BinOp(left, sign, right):
                return ARITHMETIC[type(sign)](value(left), value(right))
            case ast.UnaryOp(ast.USub(), operand):
                return -value(operand)
            case ast.Call(ast.Name("sqrt"), [operand]):
                return math.sqrt(value(operand))
            case ast.Call(ast.Name("log2"), [operand]):
                return math.log2(value(operand))
        raise ValueError(ast.unparse(node))

    return value(ast.parse(text, mode="eval").body)


def counts_of(text: str) -> Counts:
    """`[K]`, or `[items or levels, K]` where there are several.

    >>> counts_of("1 2 | 3 4").tolist()
    [[1, 2], [3, 4]]
    """
    groups = [[int(n) for n in group.split()] for group in text.split("|")]
    return np.array(groups if len(groups) > 1 else groups[0])


@pytest.mark.parametrize("case", CASES, ids=lambda case: f"{case['measure']} {case['counts']}")
def test_the_measure_is_what_arithmetic_by_hand_gives(case: dict[str, str]) -> None:
    decimals = len(case["expected"].partition(".")[2])
    by_hand = worked_out(case["by hand"])
    measure = ONE_GROUP | SEVERAL
    ours = float(np.asarray(measure[case["measure"]](counts_of(case["counts"]))))
    # 1.96 in the table is z rounded; everything else is exact.
    assert ours == pytest.approx(by_hand, abs=1e-4 if "1.96" in case["by hand"] else 1e-12)
    assert f"{by_hand:.{decimals}f}" == case["expected"] == f"{ours + 0.0:.{decimals}f}"
