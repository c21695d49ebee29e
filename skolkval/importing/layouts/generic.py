"""Where is the header of a table that no tool's own layout explains?"""

from __future__ import annotations

from skolkval.importing.layouts.headings import import_ids
from skolkval.importing.layouts.model import Count, Grid, Sign, View

_MOST_HEADER_ROWS = 3
_LOOK_ON = 5
_CERTAIN = 2


def header(grid: Grid, count: Count) -> tuple[int, ...]:
    """Positions in `grid.rows` of one to three header rows.

    The row with most of the instrument's statements, the rows of questions over it, and the row
    under it where that holds further statements. Where no row holds any: the first row that is
    filled in at least half of the widest row's columns.
    """
    best, hits = 0, 0
    for index, row in enumerate(grid.rows):
        here = count(row)
        if here > hits:
            best, hits = index, here
        # Answers may quote statements; they stand below, so it is enough to look a little further.
        if hits and index >= best + _LOOK_ON:
            break
    if hits < _CERTAIN:
        widest = max(sum(map(bool, row)) for row in grid.rows)
        first = next(i for i, row in enumerate(grid.rows) if 2 * sum(map(bool, row)) >= widest)
        # A single statement far below what looks like the header is a quotation in an answer.
        if not hits or best > first + _MOST_HEADER_ROWS:
            return (first,)
    found = [best]
    below = best + 1
    if below < len(grid.rows) and grid.adjoins(best):
        together = count(grid.rows[best] + grid.rows[below])
        if together > hits or import_ids(grid.rows[below]):
            found.append(below)
    while len(found) < _MOST_HEADER_ROWS and found[0] and _is_over(grid, found[0] - 1):
        found.insert(0, found[0] - 1)
    return tuple(found)


def _is_over(grid: Grid, index: int) -> bool:
    """Whether the row holds questions over the row after it; a title stands alone, in one cell."""
    if not grid.adjoins(index):
        return False
    filled = [at for at, cell in enumerate(grid.rows[index]) if cell]
    width = len(grid.rows[index])
    number = grid.number(index)
    spans = [
        last - first + 1
        for top, first, _, last in grid.facts.merged
        if top == number and last > first
    ]
    if any(span < width for span in spans):
        return len(filled) > 1 or filled[0] > 0
    below = grid.rows[index + 1]
    if len(filled) > 1 and not all(below[at] for at in filled):
        return True
    # Cells A and B alone, over headings, are a note such as "Uttagen: 2026-01-15".
    return filled[-1] > 1 and (len(filled) > 1 or bool(below[0]))


def sign(view: View, count: Count) -> Sign:
    """What tells of a table that it is one: its header rows, and how many statements they hold."""
    rows = [str(view.grid.number(index)) for index in view.header]
    where = f"rad {rows[0]}" if len(rows) == 1 else f"rad {rows[0]}–{rows[-1]}"
    hits = count([name for heading in view.headings for name in heading.names])
    if not hits:
        return Sign("table", f"Vanlig tabell: {where} ser ut att vara rubrikerna")
    what = "1 påstående" if hits == 1 else f"{hits} påståenden"
    return Sign("table", f"Vanlig tabell: {where} är rubriker, med {what} ur instrumentet")
