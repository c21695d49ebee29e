"""Is this Qualtrics' export: ids, questions and import ids in three header rows?"""

from __future__ import annotations

import re

from skolkval.importing.layouts.headings import import_ids
from skolkval.importing.layouts.model import Grid, Sign, View

_IMPORT_ID = re.compile(r"\{\s*\"ImportId\"\s*:\s*\"([^\"]*)\"")
_OWN = frozenset(
    (
        *("startDate", "endDate", "status", "ipAddress", "progress", "duration", "finished"),
        *("recordedDate", "_recordId", "recipientLastName", "recipientFirstName", "recipientEmail"),
        *("externalDataReference", "locationLatitude", "locationLongitude", "distributionChannel"),
        *("userLanguage",),
    )
)
_LEGACY_ID = re.compile(r"V\d+")
_DEEPEST = 10


def header(grid: Grid) -> tuple[int, ...]:
    """The header rows as positions in `grid.rows`; () where this is not Qualtrics' export."""
    for index, row in enumerate(grid.rows[:_DEEPEST]):
        if import_ids(row):
            return tuple(range(max(0, index - 2), index + 1))
    return (0, 1) if _is_legacy(grid) else ()


def _is_legacy(grid: Grid) -> bool:
    """Older exports have two rows, and begin with columns called V1, V2, V3."""
    return len(grid.rows) > 2 and all(map(_LEGACY_ID.fullmatch, grid.rows[0][:3] or ("",)))


def sign(view: View) -> Sign | None:
    """Known by the row of import ids, or by the names of the first columns in older exports."""
    for cells in view.header_cells:
        if import_ids(cells):
            ids = [found[1] if (found := _IMPORT_ID.match(cell)) else "" for cell in cells]
            meta = frozenset(at for at, name in enumerate(ids) if name in _OWN)
            return Sign("qualtrics", "Qualtrics: en rubrikrad med ImportId", meta)
    if view.header == (0, 1) and _is_legacy(view.grid):
        meta = frozenset(
            at for at, cell in enumerate(view.grid.rows[0]) if _LEGACY_ID.fullmatch(cell)
        )
        return Sign("qualtrics", "Qualtrics, äldre: två rubrikrader som börjar V1, V2, V3", meta)
    return None
