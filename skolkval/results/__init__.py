"""The one door to numbers: a Selection becomes frames with protected results, for all who show them.

Pages, charts, reports and commands read nothing else. Totals take whole atoms only, so no two
selections can be subtracted to fewer than k raters.
"""

from skolkval.results.compare import CHANGE_COLUMNS, change, change_rows, unit_changes
from skolkval.results.frame import COLUMNS, answered, result_rows, results, unit_rows
from skolkval.results.gaps import gaps
from skolkval.results.measures import (
    Distances,
    analyst,
    level_distances,
    level_pairs,
    spread_rows,
    unit_spread,
)
from skolkval.results.response import nonresponse, response_change
from skolkval.results.rows import By, Group
from skolkval.results.selection import Selection, reach

__all__ = [
    "CHANGE_COLUMNS",
    "COLUMNS",
    "By",
    "Distances",
    "Group",
    "Selection",
    "analyst",
    "answered",
    "change",
    "change_rows",
    "gaps",
    "level_distances",
    "level_pairs",
    "nonresponse",
    "reach",
    "response_change",
    "result_rows",
    "results",
    "spread_rows",
    "unit_changes",
    "unit_rows",
    "unit_spread",
]
