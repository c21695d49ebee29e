"""Where does each unit stand in every area, and has it moved since its own earlier round?"""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from functools import cached_property
from itertools import accumulate, pairwise
from typing import Any

import plotly.graph_objects as go

from skolkval.analysis.change import Change
from skolkval.analysis.records import Row
from skolkval.charts import cells as words
from skolkval.charts.cells import known
from skolkval.charts.free_places import and_more, shorten
from skolkval.charts.index_cells import WITHIN, index_squares, numbers_over
from skolkval.charts.look import Look
from skolkval.charts.theme import (
    WIDTH_OF_CHARACTER,
    Note,
    Theme,
    Trace,
    index_colour,
    lines,
    plain,
    text_on,
    wrapped,
)
from skolkval.swedish import number, signed

UP, DOWN = "▲", "▼"
WIDE, WALL, WALL_SIZE = 860, 1020, 24
"""Px at text size 14 that the chart has at least on a page (style.css), and on a wall at size 24."""
LEAST_NAME = 16
"""Characters that a line of a unit's name needs."""
_HEAD_CHARACTER = 6.4
"""Mean width in px of a character in the name of a column."""


@dataclass(frozen=True)
class GridRow:
    """One unit (or form): its name, its row per area, what has moved, and `customdata` for clicks.

    `hovers` is what has been written for hover, kept as the chart is drawn again for phones.
    """

    name: str
    cells: Mapping[str, Row]
    moved: Mapping[str, Change] = field(default_factory=dict)
    key: Sequence[str] = ()
    hovers: dict[str, str] = field(default_factory=dict, compare=False, repr=False)

    @cached_property
    def escaped(self) -> str:
        """The name as a chart may have it."""
        return plain(self.name)


@dataclass(frozen=True)
class _Plan:
    """How names and heads are laid out: by the room there is for them, in px at text size 14."""

    theme: Theme
    wrap_at: int
    most_lines: int
    upright: bool
    even: bool


def _plan(areas: Sequence[str], look: Look) -> _Plan:
    """Heads stand upright where the widest of them has room, and names take what is left; on a phone
    there never is.

    On a wall all rows are even, so that it can count how many it has room for, and names and heads
    keep its smallest size: the numbers alone grow with the room.
    """
    if look.narrow:
        return _Plan(look.theme, 14, 3, upright=False, even=False)
    wall = look.most is not None
    column = _HEAD_CHARACTER * max(map(len, _head_lines(areas, 12)), default=0) + 4
    left = int(((WALL if wall else WIDE) - 10 - column * len(areas)) / WIDTH_OF_CHARACTER)
    upright = left >= LEAST_NAME
    wrap_at = min(left, 40 if wall else 26) if upright else 26
    theme = look.theme.scaled(min(look.theme.size, WALL_SIZE))
    return _Plan(theme, wrap_at, 1 if wrap_at > 30 else 2, upright, even=wall)


def unit_grid(
    rows: Sequence[GridRow], areas: Mapping[str, str], threshold: int, look: Look
) -> go.Figure:
    """A heatmap of `rows` x `areas` (id -> short name), index printed, tone by index.

    The move since the unit's own earlier round stands after the index, where it is beyond doubt; on
    hover always. A row is as high as its name and numbers, and a long name is cut (whole on hover).
    customdata is `[*key, area_id]` of the cell.
    """
    theme, shown, places = look.theme, look.of(rows), list(areas)
    plan = _plan(list(areas.values()), look)
    # All rows, though a wall shows a few of them: the next page may have a name that begins alike.
    all_names = _told_apart([row.name for row in rows], plan)
    names = look.of(all_names)
    tall = [max(len(name), _lines_of(row, look)) for name, row in zip(names, shown, strict=True)]
    if plan.even:
        every = max(map(len, all_names), default=1)
        tall = [every] * len(shown)
    edges = [0, *accumulate(17 * lines + 13 for lines in tall)]
    middles = [(top + bottom) / 2 for top, bottom in pairwise(edges)]
    z = [[_index(row.cells.get(area)) for area in places] for row in shown]
    squares = index_squares(z, 2) | {"y": edges}
    few = any(words.is_few(cell) for row in shown for cell in row.cells.values() if _told(cell))
    heads, head_height = _heads(list(areas.values()), plan)
    below = theme.px(30 * few)
    layout: dict[str, Any] = {
        "height": theme.px(edges[-1]) + head_height + below,
        "margin": {"l": _left(names, plan), "t": head_height, "b": below},
        "hoverdistance": WITHIN,
        "annotations": [*_names(shown, names, middles, plan), *heads, *_foot(few, plan.theme)],
        "xaxis": {
            "range": [-0.5, len(places) - 0.5],
            "showticklabels": False,
            "showgrid": False,
        },
        "yaxis": {"range": [edges[-1], 0], "showticklabels": False, "showgrid": False},
    }
    marks = _marks(shown, middles, places, areas, threshold, look)
    return theme.figure([squares, *marks], layout)


def _cut(name: str, plan: _Plan) -> tuple[str, ...]:
    """A name over its lines: at most so many, and no longer than they may be."""
    # A word that is a little too long is better whole.
    found = [shorten(line, plan.wrap_at + 2) for line in lines(name, plan.wrap_at)]
    if len(found) > plan.most_lines:
        # The last line goes on too far, so that it is cut.
        last = f"{found[plan.most_lines - 1]} {'…' * plan.wrap_at}{and_more(name)}"
        return (*found[: plan.most_lines - 1], shorten(last, plan.wrap_at))
    return tuple(found)


def _told_apart(names: Sequence[str], plan: _Plan) -> list[tuple[str, ...]]:
    """The names cut; those that would then look alike with their ends, too."""
    cut = [_cut(name, plan) for name in names]
    times = Counter(cut)
    return [
        _both_ends(name, plan) if times[found] > 1 and "…" in found[-1] else found
        for name, found in zip(names, cut, strict=True)
    ]


def _both_ends(name: str, plan: _Plan) -> tuple[str, ...]:
    """How a name begins and ends, over one line or two."""
    in_one = plan.most_lines == 1
    # What tells them apart is at the end, which has a little more of one line.
    first, last = (plan.wrap_at // 2 - 2, plan.wrap_at // 2 + 2) if in_one else (plan.wrap_at,) * 2
    end = name[1 - last :]
    begins, ends = shorten(name, first), end.partition(" ")[2] or end
    return (f"{begins} {ends}",) if in_one else (begins, f"… {ends}")


def _left(names: Sequence[tuple[str, ...]], plan: _Plan) -> int:
    longest = max((len(line) for name in names for line in name), default=0)
    return plan.theme.px(WIDTH_OF_CHARACTER * longest + 10)


def _names(
    rows: Sequence[GridRow],
    names: Sequence[tuple[str, ...]],
    middles: Sequence[float],
    plan: _Plan,
) -> list[Note]:
    """The names of the rows in the left margin; one that is cut has the whole on hover."""
    theme, room = plan.theme, _left(names, plan)
    notes = []
    for row, name, y in zip(rows, names, middles, strict=True):
        text = "<br>".join(map(plain, name))
        note = theme.note(text, x=0, xref="paper", xshift=-room, y=y, name="label")
        if theme.size != 14:
            note["font"] = {"size": theme.size}
        if "…" in name[-1]:
            note["hovertext"] = row.escaped
        notes.append(note)
    return notes


def _lines_of(row: GridRow, look: Look) -> int:
    """Lines that the numbers of a row take: on a phone a move stands under its index."""
    return 1 + (look.narrow and any(move.named for move in row.moved.values()))


def _foot(few: bool, theme: Theme) -> list[Note]:
    """What the star means, where there is one."""
    if not few:
        return []
    place = {"x": 1, "xref": "paper", "xanchor": "right", "y": 0, "yref": "paper"}
    below = {"yanchor": "top", "yshift": -theme.px(6), "font": {"color": theme.second}}
    return [theme.note(words.FEW_NOTE, **place, **below, name="fot")]


def _told(cell: Row) -> bool:
    return _index(cell) is not None


def _index(row: Row | None) -> float | None:
    return None if row is None or row["suppressed"] else known(row["index"])


def _marks(
    rows: Sequence[GridRow],
    middles: Sequence[float],
    places: Sequence[str],
    areas: Mapping[str, str],
    threshold: int,
    look: Look,
) -> list[Trace]:
    theme = look.theme
    heads = {area: plain(name) for area, name in areas.items()}
    by_colour: dict[str, list[tuple[int, int]]] = {}
    for y, row in enumerate(rows):
        for x, area in enumerate(places):
            index = _index(row.cells.get(area))
            colour = theme.second if index is None else text_on(index_colour(index))
            by_colour.setdefault(colour, []).append((x, y))
    traces: list[Trace] = []
    for colour, found in by_colour.items():
        traces.append(
            numbers_over(
                [(x, middles[y]) for x, y in found],
                [_text(rows[y], places[x], look.narrow) for x, y in found],
                [_hover(rows[y], places[x], heads[places[x]], threshold) for x, y in found],
                [[*rows[y].key, places[x]] for x, y in found],
                {"color": colour, "size": theme.size},
                theme.px(26),
            )
        )
    return traces


def _text(row: GridRow, area: str, narrow: bool) -> str:
    cell = row.cells.get(area)
    if cell is None:
        return words.NOTHING
    text = words.index_text(cell)
    moved = row.moved.get(area)
    if moved is None or not moved.named:
        return text
    arrow = UP if moved.difference > 0 else DOWN
    return f"<b>{text}</b>{'<br>' if narrow else ' '}{arrow}{number(abs(moved.difference), 0)}"


def _hover(row: GridRow, area: str, head: str, threshold: int) -> str:
    """`head` is the area's name, escaped."""
    if area not in row.hovers:
        row.hovers[area] = _hover_text(row, area, head, threshold)
    return row.hovers[area]


def _hover_text(row: GridRow, area: str, head: str, threshold: int) -> str:
    cell = row.cells.get(area)
    if cell is None:
        return f"<b>{row.escaped}</b><br>{head}<br>Inga svar"
    level, facts = plain(cell["level_label"]), words.index_facts(cell, threshold)
    text = f"<b>{row.escaped}</b><br><b>{head}</b><br>{level}<br>{facts}"
    moved = row.moved.get(area)
    if moved is None:
        return text
    return f"{text}<br>{signed(moved.difference, 0)} sedan förra omgången: {plain(moved.words)}"


def _head_lines(names: Sequence[str], wrap_at: int) -> list[str]:
    return [line for name in names for line in lines(name, wrap_at)]


def _heads(names: Sequence[str], plan: _Plan) -> tuple[list[Note], int]:
    """The names of the columns over them, standing on end where they have no room; their height in px."""
    theme, upright = plan.theme, plan.upright
    wrap_at = 12 if upright else 28
    tallest = max((len(lines(name, wrap_at)) for name in names), default=1)
    longest = max(map(len, _head_lines(names, wrap_at)), default=1)
    height = theme.px(18 * tallest + 10 if upright else 7.4 * longest + 14)
    turned = {} if upright else {"textangle": -90}
    return [
        theme.note(
            wrapped(name, wrap_at),
            x=place,
            xanchor="center",
            y=1,
            yref="paper",
            yanchor="bottom",
            align="center" if upright else "left",
            font={"color": theme.ink, "size": theme.size},
            name="område",
            **turned,
        )
        for place, name in enumerate(names)
    ], height
