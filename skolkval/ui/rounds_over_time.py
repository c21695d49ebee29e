"""What do three rounds or more show of an area: one line per level, with its band?"""

from __future__ import annotations

import plotly.graph_objects as go
import streamlit as st

from skolkval.analysis.records import Row
from skolkval.analysis.uncertainty import beta_interval
from skolkval.analysis.words import TOO_FEW_TO_CHANGE
from skolkval.charts.cells import known
from skolkval.charts.look import Look
from skolkval.charts.over_time import Series, over_time
from skolkval.instruments.model import Area
from skolkval.results import change_rows, result_rows
from skolkval.store.published import Published
from skolkval.swedish import listing, number, signed, small_number
from skolkval.ui import reading
from skolkval.ui.address import ask_one
from skolkval.ui.areas import AREA
from skolkval.ui.card import Card, show_card
from skolkval.ui.data import earlier_rounds, since
from skolkval.ui.development import Comparison, month


def show_over_time(comparison: Comparison) -> None:
    """One area over three rounds or more, each level with its band."""
    rounds = [
        each
        for each in reversed(earlier_rounds(comparison.later))
        if each.round.instrument_version == comparison.later.round.instrument_version
    ] + [comparison.later]
    if len(rounds) < 3:
        return
    instrument = comparison.later.instrument
    areas = {area.label: area for area in instrument.areas}
    with st.container(horizontal=True, key="sk-choice-time"):
        area = areas[ask_one("Område över tid", AREA, list(areas))]
    selection = comparison.chosen.selection
    found: dict[tuple[int, str], Row] = {}
    for place, each in enumerate(rounds):
        for row in result_rows(each, selection, "area", ["level"]):
            if row["area_id"] == area.id and row["kind"] == "individual" and not row["suppressed"]:
                found[place, str(row["level"])] = row
    levels = [
        level
        for level in instrument.level_ids
        if any((place, level) in found for place in range(len(rounds)))
    ]
    if not levels:
        return
    names = [month(each) for each in rounds]
    finding = _finding(area, rounds[0], comparison)

    def draw(look: Look) -> go.Figure:
        series = [_series(comparison, found, level, len(rounds), look) for level in levels]
        return over_time(series, names, look)

    show_card(
        Card(
            key="over-time",
            finding=finding,
            question=f"Index 0–100 i {small_number(len(rounds))} omgångar, med osäkerhet.",
            guess=f"Hur har {area.label} ändrats {since(rounds[0], comparison.later)}?",
            kicker=area.label,
            footer=comparison.foot_of_later,
            how_to_read=reading.OVER_TIME,
            alt=f"Linjediagram över tid med osäkerhetsband. {finding}.",
            headers=["Nivå", *names],
            rows=[
                [
                    instrument.level_label[level],
                    *(
                        number(
                            known(found[place, level]["index"])
                            if (place, level) in found
                            else None,
                            0,
                        )
                        for place in range(len(rounds))
                    ),
                ]
                for level in levels
            ],
        ),
        draw,
    )


def _finding(area: Area, first: Published, comparison: Comparison) -> str:
    """What has changed beyond doubt from the first round to this one, by level."""
    selection = comparison.chosen.selection
    rows = [
        row
        for row in change_rows(first, comparison.later, selection, "area", ["level"])
        if row["area_id"] == area.id
    ]
    when = since(first, comparison.later)
    named = [row for row in rows if row["named"]]
    if named:
        moves = listing(
            [
                f"{str(row['level_label']).lower()} " * bool(row["level"])
                + signed(row["difference"], 0)
                for row in named
            ]
        )
        return f"Tydlig förändring {when}: {moves}"
    if all(row["few"] for row in rows):
        return TOO_FEW_TO_CHANGE
    return f"Ingen tydlig förändring {when}"


def _series(
    comparison: Comparison, found: dict[tuple[int, str], Row], level: str, rounds: int, look: Look
) -> Series:
    instrument = comparison.later.instrument
    style = look.theme.level_style(level, instrument.level_ids)
    rows = [found.get((place, level)) for place in range(rounds)]
    ends = [None if row is None else _interval(row) for row in rows]
    return Series(
        instrument.level_label[level],
        style,
        [None if row is None else known(row["index"]) for row in rows],
        [None if each is None else each[0] for each in ends],
        [None if each is None else each[1] for each in ends],
    )


def _interval(row: Row) -> tuple[float, float]:
    """The 95 % interval of the index, which of a group that all say the same would not hold it."""
    low, high = beta_interval(row["index_mean"], row["index_sd"] ** 2, 0, 100)
    index = float(row["index"])
    return min(float(low), index), max(float(high), index)
