"""Which units lie further out than chance puts them? The card with the funnel."""

from __future__ import annotations

from collections.abc import Sequence

import plotly.graph_objects as go
import streamlit as st

from skolkval.analysis.funnel import ACTION, WARNING, Funnel, funnel
from skolkval.charts.cells import known
from skolkval.charts.funnel import Point, funnel_plot
from skolkval.charts.look import Look
from skolkval.results import Selection, result_rows
from skolkval.swedish import listing, number, sort_key
from skolkval.ui import reading
from skolkval.ui.address import ask_one
from skolkval.ui.areas import AREA
from skolkval.ui.card import Card, Target, show_card
from skolkval.ui.frame import OVERVIEW
from skolkval.ui.selection import UNIT, Chosen
from skolkval.ui.text import note
from skolkval.ui.units import View, cells_of, foot_of, name_of, of_level, so_many, unit_links

LEAST = 3
TOO_FEW_UNITS = "En tratt behöver minst tre enheter som visas var för sig."


def show_funnel(chosen: Chosen, view: View) -> None:
    """Index against the number of raters, within the limits of chance."""
    shown, level = chosen.published, view.level
    selection = of_level(chosen, level)
    # Joint answers are one each, however many they stand for.
    cells = [row for row in cells_of(chosen, level) if row["units"] and row["kind"] == "individual"]
    if len({row["units"] for row in cells}) < LEAST:
        note(TOO_FEW_UNITS)
        return
    asked = {row["area_id"] for row in cells}
    areas = {area.label: area for area in shown.instrument.areas if area.id in asked}
    with st.container(horizontal=True, key="sk-choice-funnel"):
        area = areas[ask_one("Område i tratten", AREA, list(areas))]
    points = [
        Point(name_of(row["units"]), index, int(row["n"]), tuple(row["units"]))
        for row in cells
        if row["area_id"] == area.id and (index := known(row["index"])) is not None
    ]
    if len(points) < LEAST:
        note(TOO_FEW_UNITS)
        return
    by_name = sorted(points, key=lambda each: sort_key(each.name))
    expected = funnel(
        [
            row["counts"]
            # All at the level, whatever is chosen: a part of a group that is drawn whole has no counts.
            for row in result_rows(shown, Selection((level,)), "item", ["level"])
            if row["area_id"] == area.id and not row["suppressed"]
        ]
    )
    finding = _funnel_finding(points, expected)
    style_of = shown.instrument.level_ids

    def draw(look: Look) -> go.Figure:
        colour = look.theme.level_style(level, style_of).colour
        return funnel_plot(points, expected, colour, look)

    show_card(
        Card(
            key="funnel",
            kicker=area.label,
            finding=finding,
            guess="Hur många enheter ligger längre ut än slumpen kan ge?",
            question="Index och antal svarande per enhet, med gränser för vad slumpen ensam kan ge: nästan "
            "aldrig utanför 99,8 %, sällan utanför 95 %.",
            footer=foot_of(chosen, selection),
            how_to_read=reading.FUNNEL,
            alt=f"Trattdiagram över enheternas index i {area.label}. {finding}.",
            headers=["Enhet", "Svarande", "Index", "Läge"],
            rows=lambda: [
                [point.name, number(point.n), number(point.index, 0), _place(point, expected)]
                for point in by_name
            ],
            links=unit_links((point.name, point.units) for point in by_name),
        ),
        draw,
        narrow=True,
        go_to=lambda data: Target(OVERVIEW, {UNIT: data}) if data else None,
    )


def _funnel_finding(points: Sequence[Point], expected: Funnel) -> str:
    outside = expected.outside([p.index for p in points], [p.n for p in points], ACTION)
    count, of = int(outside.sum()), so_many([len(point.units) for point in points])
    if not count:
        return f"Ingen av {of} ligger längre ut än slumpen kan ge"
    names = [point.name for point, out in zip(points, outside, strict=True) if out]
    if count <= 2:
        return f"{listing(names)} ligger längre ut än slumpen kan ge"
    return f"{number(count)} av {of} ligger längre ut än slumpen kan ge"


def _place(point: Point, expected: Funnel) -> str:
    for limit, name in ((ACTION, "99,8"), (WARNING, "95")):
        if expected.outside([point.index], [point.n], limit)[0]:
            return f"utanför {name} %-gränsen"
    return "innanför"
