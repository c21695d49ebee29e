"""What the card of the school forms is made of: where each stands, and what may be said of it."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence

import plotly.graph_objects as go

from skolkval.analysis import stability
from skolkval.analysis.gap import pairs_by
from skolkval.analysis.records import Row
from skolkval.analysis.words import no_gap
from skolkval.charts.look import Look
from skolkval.charts.unit_grid import GridRow, unit_grid
from skolkval.results import Group, Selection, result_rows
from skolkval.store.published import Published
from skolkval.swedish import index_points, listing, sort_key
from skolkval.ui import reading
from skolkval.ui.areas import AREA
from skolkval.ui.card import Card, Target, show_card
from skolkval.ui.data import kept
from skolkval.ui.frame import AREAS
from skolkval.ui.selection import FORM, LEVEL, Chosen
from skolkval.ui.text import as_label
from skolkval.ui.units import (
    View,
    areas_of,
    at_a_time,
    foot_of,
    grid_table,
    of_level,
    per,
)

_OF_A_CELL = (
    *("index", "index_mean", "index_sd", "n", "n_least", "items"),
    *("agreement", "suppressed"),
)
_BY_FORM: tuple[Group, ...] = ("level", "school_form")


def show_forms(chosen: Chosen, view: View) -> None:
    """The school forms side by side, as the units are."""
    shown, level = chosen.published, view.level
    selection = of_level(chosen, level)
    cells = kept(_cells, shown, selection)
    forms = sorted({row["school_form"] for row in cells}, key=sort_key)
    if len(forms) < 2:
        return
    called = _called(shown)
    rows = [
        GridRow(
            called[form],
            {row["area_id"]: row for row in cells if row["school_form"] == form},
            key=(form,),
        )
        for form in forms
    ]
    areas = areas_of(shown, cells)
    finding, firm = kept(_finding, shown, selection)
    chosen_by = {
        atom.form_name: [form for form in atom.school_forms if form] for atom in shown.atoms
    }
    levels = {LEVEL: [shown.instrument.level_label[level]]} if shown.instrument.levels else {}
    labels = {area.id: area.label for area in shown.instrument.areas}

    def draw(look: Look) -> go.Figure:
        return unit_grid(rows, areas, shown.round.threshold, look)

    def to_area(mark: Sequence[str]) -> Target:
        """The area of a cell, as its form and level see it."""
        return Target(AREAS, {FORM: chosen_by[mark[0]], AREA: [labels[mark[1]]], **levels})

    show_card(
        Card(
            key="forms",
            finding=finding,
            guess="Var skiljer sig skolformerna mest?",
            question=f"Index 0–100 {per('skolform', shown, level)}.",
            holds=firm,
            footer=foot_of(chosen, selection),
            how_to_read=reading.FORMS,
            alt=f"Värmekarta över index per skolform och område. {finding}.",
            headers=["Skolform", "Svarande", *areas.values()],
            rows=lambda: grid_table(rows, areas),
            chart_rows=len(rows),
            wall_rows=at_a_time(len(rows)),
            links=[
                (as_label(called[form]), Target(AREAS, {FORM: chosen_by[form], **levels}))
                for form in forms
            ],
        ),
        draw,
        narrow=True,
        go_to=to_area,
    )


def _called(shown: Published) -> dict[str, str]:
    """What rows are called by their `school_form`: several where small units are counted together.

    In Swedish alphabetical order.
    """
    names = {atom.form_name: atom.form_names for atom in shown.atoms if atom.form_name}
    return {
        form: listing(names[form]) + " (räknas ihop)" * (len(names[form]) > 1)
        for form in sorted(names, key=sort_key)
    }


def _cells(shown: Published, selection: Selection) -> tuple[Row, ...]:
    every = result_rows(shown, selection, "area", _BY_FORM, _OF_A_CELL)
    return tuple(row for row in every if row["school_form"] and not row["suppressed"])


def _finding(shown: Published, selection: Selection) -> tuple[str, str]:
    """The clearest difference between two forms, if there is one, and whether it holds."""
    # A joint answer is one: it has no interval.
    cells = [row for row in kept(_cells, shown, selection) if row["kind"] == "individual"]
    areas, called = areas_of(shown, cells), _called(shown)
    gaps = pairs_by(cells, "area_id", list(called), "school_form")
    named = [(gap, area) for area, found in gaps.items() for gap in found if gap.named]
    if not named:
        every = [gap for found in gaps.values() for gap in found]
        return no_gap(every, called, "Inga tydliga skillnader", "skolformerna"), ""
    gap, area = max(named, key=lambda each: abs(each[0].difference))
    high, low = (gap.to, gap.of) if gap.difference > 0 else (gap.of, gap.to)
    answers = _answers(shown, selection, area)
    found = stability.of_gap(answers[low], answers[high])
    return (
        f"Störst tydlig skillnad mellan skolformer: {areas[area]}, "
        f"{index_points(gap.difference)} högre i {called[high]} än i {called[low]}",
        f"Rubriken är {found.words}." if found else "",
    )


def _answers(
    shown: Published, selection: Selection, area: str
) -> Mapping[str, list[Sequence[int]]]:
    """The counts of the area's items in each form."""
    items: dict[str, list[Sequence[int]]] = defaultdict(list)
    for row in result_rows(shown, selection, "item", _BY_FORM, ("counts", "suppressed")):
        if row["area_id"] == area and row["kind"] == "individual" and not row["suppressed"]:
            items[str(row["school_form"])].append(row["counts"])
    return items
