"""Which survey tool wrote the table, which rows are its header, and by what sign is that known?

Each tool has a module of its own with `sign`, which knows it by what stands where: positions and
patterns, never one word alone. SurveyMonkey and Qualtrics also know their header rows by
themselves; everybody else's are found by where the instrument's statements stand.
"""

from __future__ import annotations

from collections.abc import Sequence

from skolkval.errors import Refusal
from skolkval.importing.layouts import (
    generic,
    google,
    limesurvey,
    microsoft,
    qualtrics,
    surveymonkey,
    surveyxact,
)
from skolkval.importing.layouts.headings import joined
from skolkval.importing.layouts.legend import find_legend
from skolkval.importing.layouts.model import Count, Grid, Heading, Layout, View
from skolkval.importing.table import Table
from skolkval.importing.text import listed

__all__ = ["Heading", "Layout", "recognise"]

_SIGNS = (
    qualtrics.sign,
    surveymonkey.sign,
    surveyxact.sign,
    microsoft.sign,
    limesurvey.sign,
    google.sign,
)


def recognise(table: Table, count: Count, header_rows: Sequence[int] = ()) -> Layout | None:
    """The layout of a table, or None where it has no cells.

    `count` says how many of the instrument's statements there are among some texts. `header_rows`
    are the spreadsheet's numbers of the header rows where the analyst has said which they are.

    Raises:
        Refusal: SK-231 when there is nothing in a row that was said to be a header row.
    """
    grid = Grid(table)
    if not grid.rows:
        return None
    header = (
        _chosen(grid, header_rows)
        if header_rows
        else qualtrics.header(grid) or surveymonkey.header(grid) or generic.header(grid, count)
    )
    view = View(grid, header, joined(grid, header))
    found = next(filter(None, (sign(view) for sign in _SIGNS)), None) or generic.sign(view, count)
    return Layout(
        name=found.tool,
        sign=found.text,
        header_rows=tuple(grid.positions[index] for index in header),
        headings=view.headings,
        first_data=grid.positions[header[-1]] + 1,
        meta=found.meta,
        finished=found.finished,
        legend=find_legend(grid, header[0]),
    )


def _chosen(grid: Grid, header_rows: Sequence[int]) -> tuple[int, ...]:
    at = {grid.number(index): index for index in range(len(grid.rows))}
    absent = [str(number) for number in header_rows if number not in at]
    if absent:
        raise Refusal(
            "SK-231",
            f"Rad {listed(absent)} kan inte vara rubrikrad: den är tom eller ligger för långt ner. "
            "Ange radnummer som de står i kalkylbladet.",
        )
    return tuple(sorted({at[number] for number in header_rows}))
