"""Which answers do the rows' files hold beside what is wrong with them?"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from skolkval.importing.plan import ImportPlan
from skolkval.importing.report import ImportReport
from tests.importing.exports import PLAIN_HEADER, STEPS

GOOD: list[list[Any]] = [[*STEPS[:3]], [*STEPS[1:]], [*STEPS[:3]], [*STEPS[1:]]]
GOOD_ANSWERS = [[1, 2, 3], [2, 3, 4], [1, 2, 3], [2, 3, 4]]


def rejected(plan: ImportPlan) -> list[tuple[str, str, str]]:
    return [(cell.cell, cell.value, cell.code) for cell in plan.report.rejected]


def meanings(report: ImportReport) -> dict[str, str | None]:
    return {one.label: one.meaning for one in report.scale}


def with_good(rows: Sequence[Sequence[Any]]) -> list[list[Any]]:
    """The header, four rows in which every step is used, and then `rows` (from row 6)."""
    return [PLAIN_HEADER, *GOOD, *map(list, rows)]
