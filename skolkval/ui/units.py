"""What the page of units is made of: the grid against their own past, the funnel, and the school forms."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from math import isnan
from typing import Any

import plotly.graph_objects as go
import streamlit as st

from skolkval.analysis import words
from skolkval.analysis.change import Change
from skolkval.analysis.records import Row
from skolkval.charts.cells import known
from skolkval.charts.look import Look
from skolkval.charts.unit_grid import GridRow, unit_grid
from skolkval.errors import Refusal
from skolkval.instruments.model import Area
from skolkval.results import Selection, reach, result_rows, spread_rows, unit_changes, unit_rows
from skolkval.store.published import Published
from skolkval.swedish import date_text, listing, number, signed, small_number, sort_key
from skolkval.ui import reading
from skolkval.ui.address import ask_one
from skolkval.ui.card import Card, Target, show_card
from skolkval.ui.data import earlier_rounds, kept
from skolkval.ui.frame import AREAS, OVERVIEW
from skolkval.ui.selection import FORM, LEVEL, UNIT, Chosen, foot, show_nothing
from skolkval.ui.text import note, notice, show_html

SEAT, ORDER, AREA, PART = "enhetsniva", "enhetsordning", "faktor", "rader"
AT_A_TIME = 40
"""So many units can be read in one grid."""
ALPHABETICAL, RANKED = "I bokstavsordning", "Efter index"
WITHOUT_UNIT = "Utan enhet"
RANKING = (
    "En rangordning säger lite: de flesta skillnader mellan enheter ryms i slumpen, och den som ligger sist "
    "kan ha valt att vara strängast mot sig själv. Självvärdering är gjord för att jämföra sig med sig själv "
    "över tid, inte för att rangordna. Se tratten nedan innan ni drar slutsatser."
)

_OF_A_CELL = ("index", "n", "n_least", "agreement", "suppressed")
_OF_A_FOOT = ("counts", "not_applicable", "missing", "suppressed")


@dataclass(frozen=True)
class View:
    """The level whose units are looked at, whether they are ranked, and the funnel's area."""

    level: str
    ranked: bool
    area: Area


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
        asked = {item.area_id for item in instrument.items if item.level in (None, level)}
        areas = {area.label: area for area in instrument.areas if area.id in asked}
        ranked = ask_one("Ordning", ORDER, [ALPHABETICAL, RANKED]) == RANKED
        area = areas[ask_one("Område i tratten", AREA, list(areas))]
    return View(level, ranked, area)


def show_spread(chosen: Chosen, view: View) -> None:
    """How much of the variation lies between units, in one plain sentence."""
    spread = spread_rows(chosen.published, of_level(chosen, view.level))
    mine = [row for row in spread if row["level"] == view.level and not isnan(row["icc1"])]
    if mine:
        icc = sum(row["icc1"] for row in mine) / len(mine)
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
        show_nothing()
        return
    earlier, moved, why_not = _moves(shown, level)
    rows = _grid_rows(cells, moved)
    if view.ranked:
        rows = sorted(rows, key=lambda row: -_mean_index(row))
    areas = _areas(shown, cells)
    finding = _grid_finding(rows, earlier)

    if selection.units and any(not set(row.key) <= set(selection.units) for row in rows):
        note(
            "Små enheter som räknas ihop visas här med hela sin grupp, också dem som inte är valda."
        )
    page = _page_of(rows)

    def draw(look: Look) -> go.Figure:
        return unit_grid(page, areas, shown.round.threshold, look)

    show_card(
        Card(
            key="units",
            finding=finding,
            question=f"Index 0–100 per enhet och område, {_label(shown, level).lower()}.",
            footer=" · ".join(filter(None, [foot_of(chosen, selection), why_not])),
            how_to_read=reading.UNITS,
            alt=f"Värmekarta över index per enhet och område. {finding}.",
            headers=["Enhet", "Svarande", *areas.values()],
            rows=lambda: _grid_table(rows, areas),
            chart_rows=len(page),
        ),
        draw,
        narrow=True,
        go_to=lambda data: Target(OVERVIEW, {UNIT: data[:-1]}) if len(data) > 1 else None,
    )


def _page_of(rows: Sequence[GridRow]) -> Sequence[GridRow]:
    """The rows to draw at a time, chosen by their first and last name; all where they are few."""
    if len(rows) <= AT_A_TIME:
        return rows
    starts = range(0, len(rows), AT_A_TIME)
    pages = {}
    for start in starts:
        part = rows[start : start + AT_A_TIME]
        pages[f"{start + 1}–{start + len(part)}: {part[0].name} till {part[-1].name}"] = part
    return pages[ask_one(f"Visa av {number(len(rows))} rader", PART, list(pages))]


def show_forms(chosen: Chosen, view: View) -> None:
    """The school forms side by side, as the units are."""
    shown, level = chosen.published, view.level
    every = result_rows(
        shown, of_level(chosen, level), "area", ["level", "school_form"], _OF_A_CELL
    )
    cells = [row for row in every if row["school_form"] and not row["suppressed"]]
    forms = sorted({row["school_form"] for row in cells}, key=sort_key)
    if len(forms) < 2:
        return
    rows = [
        GridRow(
            form,
            {row["area_id"]: row for row in cells if row["school_form"] == form},
            key=(form,),
        )
        for form in forms
    ]
    areas = _areas(shown, cells)
    finding = _forms_finding(rows, areas)

    def draw(look: Look) -> go.Figure:
        return unit_grid(rows, areas, shown.round.threshold, look)

    show_card(
        Card(
            key="forms",
            finding=finding,
            question=f"Index 0–100 per skolform och område, {_label(shown, level).lower()}.",
            footer=foot_of(chosen, of_level(chosen, level)),
            how_to_read=reading.FORMS,
            alt=f"Värmekarta över index per skolform och område. {finding}.",
            headers=["Skolform", "Svarande", *areas.values()],
            rows=lambda: _grid_table(rows, areas),
            chart_rows=len(rows),
        ),
        draw,
        narrow=True,
        go_to=lambda data: Target(AREAS, {FORM: [data[0]], LEVEL: [_label(shown, level)]}),
    )


def cells_of(chosen: Chosen, level: str) -> list[Row]:
    """What can be shown of each chosen unit, an area a row."""
    rows, inside = unit_rows(chosen.published, level), reach(chosen.published, chosen.selection)
    return [row for place in (*inside.whole, *inside.cut) for row in rows.get(place, ())]


def _by_level(shown: Published, selection: Selection) -> list[Row]:
    return result_rows(shown, selection, "area", ["level"], _OF_A_FOOT)


def foot_of(chosen: Chosen, selection: Selection) -> str:
    """Who answered at the level, all units together."""
    return foot(chosen, kept(_by_level, chosen.published, selection))


def of_level(chosen: Chosen, level: str) -> Selection:
    return replace(chosen.selection, levels=(level,))


def _label(shown: Published, level: str) -> str:
    return shown.instrument.level_label[level]


def _areas(shown: Published, cells: Sequence[Row]) -> dict[str, str]:
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


def _grid_finding(rows: Sequence[GridRow], earlier: Published | None) -> str:
    pooled = sum(len(row.key) > 1 for row in rows)
    alone = sum(len(row.key) == 1 for row in rows)
    if earlier is None or not any(row.moved for row in rows):
        groups = "en grupp" if pooled == 1 else f"{small_number(pooled)} grupper"
        together = f", {groups} av små enheter" if pooled else ""
        return f"{number(alone)} {'enhet' if alone == 1 else 'enheter'} var för sig{together}"
    compared = [row for row in rows if row.moved]
    changed = sum(any(move.named for move in row.moved.values()) for row in compared)
    since = f"sedan {date_text(earlier.round.collected)}"
    if len(compared) == 1:
        how = "har rört sig säkert i något område" if changed else "har inte rört sig säkert"
        return f"{compared[0].name} {how} {since}"
    of = so_many([len(row.key) for row in compared])
    if not changed:
        return f"Ingen av {of} har rört sig säkert {since}"
    return f"{number(changed)} av {of} har rört sig säkert i något område {since}"


def so_many(sizes: Sequence[int]) -> str:
    """So many units, or units and groups of units.

    >>> so_many([1, 1]), so_many([1, 4, 1])
    ('2 enheter', '3 enheter och grupper av små enheter')
    """
    return f"{len(sizes)} enheter" + " och grupper av små enheter" * any(size > 1 for size in sizes)


def _grid_table(rows: Sequence[GridRow], areas: dict[str, str]) -> list[list[str]]:
    def cell(row: GridRow, area: str) -> str:
        found = row.cells.get(area)
        text = number(known(found["index"]) if found is not None else None, 0)
        moved = row.moved.get(area)
        return f"{text} ({signed(moved.difference, 0)})" if moved else text

    return [
        [
            listing(list(row.key)) or WITHOUT_UNIT,
            number(max((known(each["n"]) or 0 for each in row.cells.values()), default=0)),
            *(cell(row, area) for area in areas),
        ]
        for row in rows
    ]


def _forms_finding(rows: Sequence[GridRow], areas: dict[str, str]) -> str:
    """The area where the forms are furthest apart."""
    apart: dict[str, tuple[float, str, str]] = {}
    for area in areas:
        found = [
            (index, row.name)
            for row in rows
            if area in row.cells and (index := known(row.cells[area]["index"])) is not None
        ]
        if len(found) > 1:
            (low, lowest), (high, highest) = min(found), max(found)
            apart[area] = (high - low, highest, lowest)
    if not apart:
        return "Skolformerna sida vid sida"
    widest = max(apart, key=lambda area: apart[area][0])
    points, highest, lowest = apart[widest]
    return (
        f"Skolformerna ligger längst isär i {areas[widest]}: {number(points, 0)} indexpunkter mellan "
        f"{highest} och {lowest}"
    )
