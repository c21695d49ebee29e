"""What the page of units is made of: which level, and the grid of the units against their own past."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import lru_cache
from typing import Any

import plotly.graph_objects as go
import streamlit as st

from skolkval.analysis import words
from skolkval.analysis.change import Change
from skolkval.analysis.distribution import mean_known
from skolkval.analysis.records import Row
from skolkval.charts.cells import NOTHING, index_text, known
from skolkval.charts.look import Look
from skolkval.charts.unit_grid import GridRow, unit_grid
from skolkval.errors import Refusal
from skolkval.results import Selection, reach, result_rows, spread_rows, unit_changes, unit_rows
from skolkval.store.published import Published
from skolkval.swedish import listing, number, signed, small_number, sort_key
from skolkval.ui import reading
from skolkval.ui.address import ask_one, keep
from skolkval.ui.card import Card, Target, show_card
from skolkval.ui.data import earlier_rounds, kept, since
from skolkval.ui.frame import OVERVIEW
from skolkval.ui.selection import UNIT, Chosen, cut_atoms, foot, show_nothing
from skolkval.ui.text import as_label, note, notice, show_html
from skolkval.ui.wall import on_wall

SEAT, ORDER, PART = "enhetsniva", "enhetsordning", "rader"
KEY = "units"
AT_A_TIME, ON_WALL = 40, 12
"""So many units can be read in one grid on a page, and on a wall."""
ALPHABETICAL, RANKED = "I bokstavsordning", "Efter index"
WITHOUT_UNIT = "Utan enhet"
RANKING = (
    "En rangordning säger lite: de flesta skillnader mellan enheter ryms i slumpen, och den som ligger sist "
    "kan ha valt att vara strängast mot sig själv. Självvärdering är gjord för att jämföra sig med sig själv "
    "över tid, inte för att rangordna. Se tratten nedan innan ni drar slutsatser."
)

_OF_A_FOOT = ("counts", "not_applicable", "missing", "suppressed")


@dataclass(frozen=True)
class View:
    """The level whose units are looked at, and whether they are ranked."""

    level: str
    ranked: bool


def choose_view(chosen: Chosen) -> View | None:
    """How the units are looked at; None, and why, where no level has units to show."""
    shown, instrument = chosen.published, chosen.published.instrument
    chosen_atoms = reach(shown, chosen.selection)
    units_of = Counter(
        shown.atoms[place].level
        for place in (*chosen_atoms.whole, *chosen_atoms.cut)
        if shown.atoms[place].named_units
    )
    if not units_of:
        with st.container(border=True, key="sk-panel-no-units"):
            show_html("<h2>{}</h2>", "Det finns inga enheter att visa")
            note(
                "Svaren i omgången hör inte till någon enhet, eller så är enheterna för små för att visas. När en "
                "fil läses in kan en kolumn anges som enhet."
            )
        return None
    # The level with most units by themselves first: it is what there is most to see of.
    levels = {instrument.level_label[level]: level for level, _ in units_of.most_common()}
    with st.container(horizontal=True, key="sk-choice", vertical_alignment="bottom"):
        label = ask_one("Vilken nivås svar", SEAT, list(levels)) if len(levels) > 1 else None
        level = levels[label] if label else next(iter(levels.values()))
        ranked = ask_one("Ordning", ORDER, [ALPHABETICAL, RANKED]) == RANKED
    return View(level, ranked)


def show_spread(chosen: Chosen, view: View) -> None:
    """How much of the variation lies between units, in one plain sentence."""
    spread = spread_rows(chosen.published, of_level(chosen, view.level))
    mine = [row for row in spread if row["level"] == view.level and row["groups"]]
    if mine:
        icc = float(mean_known([row["icc1"] for row in mine]))
        groups = max(row["groups"] for row in mine)
        show_html('<p class="sk-lead">{}</p>', f"{words.spread_text(icc, groups)}.")


def show_grid(chosen: Chosen, view: View) -> None:
    """Units x areas, in alphabetical order, against their own earlier round."""
    if view.ranked:
        notice(RANKING)
    shown, level = chosen.published, view.level
    selection = of_level(chosen, level)
    cells = cells_of(chosen, level)
    if not cells:
        show_nothing(chosen)
        return
    earlier, moved, why_not = _moves(shown, level)
    rows = _grid_rows(cells, moved)
    if view.ranked:
        rows = sorted(rows, key=lambda row: -_mean_index(row))
    areas = areas_of(shown, cells)
    finding = _grid_finding(rows, earlier, shown)

    if cut_atoms(shown, selection):
        note(
            "Små enheter som räknas ihop visas här med hela sin grupp, också de som inte är valda."
        )
    page = _page_of(rows)

    def draw(look: Look) -> go.Figure:
        return unit_grid(page, areas, shown.round.threshold, look)

    show_card(
        Card(
            key=KEY,
            finding=finding,
            guess="På hur många enheter har något tydligt ändrats?"
            if earlier
            else "I vilket område skiljer sig enheterna mest?",
            question=f"Index 0–100 {per('enhet', shown, level)}.",
            footer=" · ".join(
                filter(None, [_part_of(page, rows), foot_of(chosen, selection), why_not])
            ),
            how_to_read=reading.UNITS,
            alt=f"Värmekarta över index per enhet och område. {finding}.",
            headers=["Enhet", "Svarande", *areas.values()],
            rows=lambda: grid_table(rows, areas),
            chart_rows=len(page),
            wall_rows=at_a_time(len(page)),
            links=unit_links((row.name, tuple(row.key)) for row in page),
        ),
        draw,
        narrow=True,
        go_to=lambda data: Target(OVERVIEW, {UNIT: data[:-1]}) if len(data) > 1 else None,
    )


def _page_of(rows: Sequence[GridRow]) -> Sequence[GridRow]:
    """The rows to draw at a time, chosen by their first and last name; all where they are few.

    A wall walks through all of them by itself.
    """
    if len(rows) <= AT_A_TIME:
        return rows
    if on_wall() == KEY:
        keep(PART)
        return rows
    most = at_a_time(len(rows), AT_A_TIME)
    pages = {}
    for start in range(0, len(rows), most):
        part = rows[start : start + most]
        pages[f"{start + 1}–{start + len(part)}: {part[0].name} till {part[-1].name}"] = part
    with st.container(horizontal=True, key="sk-choice-rows"):
        return pages[ask_one(f"Visa av {number(len(rows))} rader", PART, list(pages))]


def _part_of(page: Sequence[GridRow], rows: Sequence[GridRow]) -> str:
    """Which of the rows are drawn; "" where all are. On paper nothing else says so."""
    if len(page) == len(rows):
        return ""
    return f"{page[0].name} till {page[-1].name}, {number(len(page))} av {number(len(rows))} rader"


def cells_of(chosen: Chosen, level: str) -> list[Row]:
    """What can be shown of each chosen unit, an area a row."""
    rows, inside = unit_rows(chosen.published, level), reach(chosen.published, chosen.selection)
    return [row for place in (*inside.whole, *inside.cut) for row in rows.get(place, ())]


def _by_level(shown: Published, selection: Selection) -> list[Row]:
    return result_rows(shown, selection, "area", ["level"], _OF_A_FOOT)


def foot_of(chosen: Chosen, selection: Selection) -> str:
    """Who answered at the level, in all units that are drawn: also those that the selection cuts."""
    shown, inside = chosen.published, reach(chosen.published, selection)
    raters = {
        level: sum(shown.atoms[place].raters for place in (*inside.whole, *inside.cut))
        for level in selection.levels
    }
    who = words.answered_text(raters, shown.instrument, shown.round.threshold)
    return foot(chosen, kept(_by_level, shown, selection), who)


def of_level(chosen: Chosen, level: str) -> Selection:
    return replace(chosen.selection, levels=(level,))


def per(what: str, shown: Published, level: str) -> str:
    """What a grid has a cell for, and at which level, where there are levels."""
    whose = f", {shown.instrument.level_label[level].lower()}" if shown.instrument.levels else ""
    return f"per {what} och område{whose}"


def unit_links(units: Iterable[tuple[str, tuple[str, ...]]]) -> list[tuple[str, Target]]:
    """A link to each of the units (or those counted together): its name, and they themselves."""
    return [_unit_link(name, key) for name, key in units if key]


# The same hundreds of units stand in the grid and the funnel of every selection.
@lru_cache(maxsize=2048)
def _unit_link(name: str, units: tuple[str, ...]) -> tuple[str, Target]:
    return as_label(name), Target(OVERVIEW, {UNIT: units})


def at_a_time(rows: int, most: int = ON_WALL) -> int:
    """How many rows are shown at a time: at most so many, and about as many on the last page as on the first.

    >>> at_a_time(9), at_a_time(13), at_a_time(195), at_a_time(45, 40)
    (9, 7, 12, 23)
    """
    return -(-rows // max(1, -(-rows // most)))


def areas_of(shown: Published, cells: Sequence[Row]) -> dict[str, str]:
    """The areas that the cells are of: their short names by id."""
    present = {row["area_id"] for row in cells}
    return {area.id: area.short_label for area in shown.instrument.areas if area.id in present}


def name_of(units: Sequence[str]) -> str:
    """A unit, or the first of those that are counted together and how many more they are.

    >>> name_of(("Ek", "Alm", "Björk")), name_of(()), name_of(("Ek",))
    ('Alm och 2 till', 'Utan enhet', 'Ek')
    """
    names = sorted(units, key=sort_key)
    if len(names) < 2:
        return names[0] if names else WITHOUT_UNIT
    return f"{names[0]} och {len(names) - 1} till"


def _moves(
    shown: Published, level: str
) -> tuple[Published | None, Mapping[tuple[tuple[str, ...], str], Change], str]:
    """The earlier round, what has moved in each unit and area since, and why nothing is compared."""
    earlier = next(iter(earlier_rounds(shown)), None)
    if earlier is None:
        return None, {}, "ingen tidigare omgång att jämföra med"
    try:
        return earlier, unit_changes(earlier, shown, level), ""
    except Refusal as refusal:
        return None, {}, refusal.text


def _grid_rows(
    rows: Sequence[Any], moved: Mapping[tuple[tuple[str, ...], str], Change]
) -> list[GridRow]:
    """One row per unit, in alphabetical order, those without a unit last."""
    cells: dict[tuple[str, ...], dict[str, Any]] = {}
    for row in rows:
        cells.setdefault(tuple(row["units"]), {})[str(row["area_id"])] = row
    ordered = sorted(cells, key=lambda units: (not units, sort_key(name_of(units))))
    return [
        GridRow(
            name_of(units),
            cells[units],
            {area: moved[units, area] for area in cells[units] if (units, area) in moved},
            units,
        )
        for units in ordered
    ]


def _mean_index(row: GridRow) -> float:
    found = [index for cell in row.cells.values() if (index := known(cell["index"])) is not None]
    return sum(found) / len(found) if found else -1


def _grid_finding(rows: Sequence[GridRow], earlier: Published | None, shown: Published) -> str:
    if earlier is None:
        return _how_many(rows)
    compared = [row for row in rows if row.moved and row.key]
    if not compared:
        return _how_many(rows)
    changed = sum(any(move.named for move in row.moved.values()) for row in compared)
    when = since(earlier, shown)
    few = all(move.few for row in compared for move in row.moved.values())
    if few and not changed:
        return words.TOO_FEW_TO_CHANGE
    if len(compared) == 1:
        how = "tydlig förändring i något område" if changed else "ingen tydlig förändring"
        return f"{compared[0].name}: {how} {when}"
    of = so_many([len(row.key) for row in compared])
    if not changed:
        return f"Ingen tydlig förändring hos någon av {of} {when}"
    return f"Tydlig förändring i något område hos {number(changed)} av {of} {when}"


def _how_many(rows: Sequence[GridRow]) -> str:
    """How many units are shown, where there is nothing else to say of them."""
    alone, pooled = sum(len(row.key) == 1 for row in rows), sum(len(row.key) > 1 for row in rows)
    groups = "en grupp" if pooled == 1 else f"{small_number(pooled)} grupper"
    told = [f"{number(alone)} enheter var för sig" if alone > 1 else "en enhet"] * bool(alone)
    told += [f"{groups} av små enheter"] * bool(pooled)
    text = listing(told) or "svarande utan enhet"
    return text[0].upper() + text[1:]


def so_many(sizes: Sequence[int]) -> str:
    """So many units, or units and groups of units.

    >>> so_many([1, 1]), so_many([1, 4, 1])
    ('2 enheter', '3 enheter och grupper av små enheter')
    """
    return f"{len(sizes)} enheter" + " och grupper av små enheter" * any(size > 1 for size in sizes)


def grid_table(rows: Sequence[GridRow], areas: Mapping[str, str]) -> list[list[str]]:
    """The rows of a grid's table: what the chart prints, and the names of all that are together."""

    def cell(row: GridRow, area: str) -> str:
        found = row.cells.get(area)
        text = NOTHING if found is None else index_text(found)
        moved = row.moved.get(area)
        return f"{text} ({signed(moved.difference, 0)})" if moved and moved.named else text

    return [
        [
            listing(list(row.key)) or WITHOUT_UNIT,
            number(max((known(each["n"]) or 0 for each in row.cells.values()), default=0)),
            *(cell(row, area) for area in areas),
        ]
        for row in rows
    ]
