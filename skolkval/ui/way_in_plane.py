"""What does the plane of index and samsyn show of two rounds: which way has each area gone?"""

from __future__ import annotations

from collections.abc import Sequence

import plotly.graph_objects as go
import streamlit as st

from skolkval.analysis.records import Row
from skolkval.analysis.words import TOO_FEW_TO_CHANGE
from skolkval.charts.arrows import Arrow, arrow_plane
from skolkval.charts.cells import known
from skolkval.charts.look import Look
from skolkval.swedish import number, signed
from skolkval.ui import reading
from skolkval.ui.address import ask_one
from skolkval.ui.card import Card, show_card
from skolkval.ui.cuts import chosen_cuts
from skolkval.ui.development import Comparison, by_level, to_area
from skolkval.ui.text import as_label

SEAT = "pilniva"


def show_arrows(comparison: Comparison) -> None:
    """The way of each area in the plane of index and samsyn, one level at a time."""
    instrument = comparison.later.instrument
    moved = {
        level: [
            row
            for row in rows
            if known(row["later_agreement"]) is not None
            and known(row["earlier_agreement"]) is not None
        ]
        for level, rows in by_level(comparison.areas).items()
    }
    # The level where most has moved beyond doubt first, then the one with most answers.
    ordered = sorted(
        (level for level, rows in moved.items() if rows),
        key=lambda level: (
            -sum(row["named"] for row in moved[level]),
            -max(row["later_n"] for row in moved[level]),
        ),
    )
    labels = {instrument.level_label[level]: level for level in ordered}
    if not labels:
        return
    level = next(iter(labels.values()))
    if len(labels) > 1:
        with st.container(horizontal=True, key="sk-choice-arrows"):
            level = labels[ask_one("Nivå i planet", SEAT, list(labels))]
    rows = moved[level]
    arrows = [
        Arrow(
            str(row["area_short"]),
            (float(row["earlier_index"]), float(row["earlier_agreement"])),
            (float(row["later_index"]), float(row["later_agreement"])),
            bool(row["named"]),
            str(row["words"]),
            (str(row["area_label"]), str(row["level_label"])),
        )
        for row in rows
    ]
    finding = _arrow_finding(arrows, rows)
    cuts = chosen_cuts()

    def draw(look: Look) -> go.Figure:
        style = look.theme.level_style(level, instrument.level_ids)
        size = instrument.scale.size
        return arrow_plane(arrows, cuts, style, size, look)

    show_card(
        Card(
            key="arrows",
            kicker=instrument.level_label[level] if instrument.levels else "",
            finding=finding,
            guess="Vilket område har flyttat sig mest?",
            question="Index och samsyn tillsammans, från förra omgången till den här.",
            footer=comparison.foot,
            how_to_read=reading.ARROWS,
            alt=f"Pilar i planet index och samsyn. {finding}.",
            headers=["Område", "Index förra", "Index nu", "Samsyn förra", "Samsyn nu"],
            rows=[
                [
                    arrow.name,
                    *(
                        number(value, 0)
                        for pair in zip(arrow.start, arrow.end, strict=True)
                        for value in pair
                    ),
                ]
                for arrow in arrows
            ],
            links=[(as_label(arrow.name), to_area(comparison, arrow.key)) for arrow in arrows],
        ),
        draw,
        narrow=True,
        go_to=lambda data: to_area(comparison, data),
    )


def _arrow_finding(arrows: Sequence[Arrow], rows: Sequence[Row]) -> str:
    sure = [arrow for arrow in arrows if arrow.named]
    if not sure:
        few = all(row["few"] for row in rows)
        return TOO_FEW_TO_CHANGE if few else "Inget område har tydligt ändrats"
    most = max(sure, key=lambda arrow: abs(arrow.end[0] - arrow.start[0]))
    index, agreement = (round(end - start) for start, end in zip(most.start, most.end, strict=True))
    by = f"index {signed(index)} och samsyn {signed(agreement) if agreement else 'oförändrad'}"
    return f"Störst tydlig förändring: {most.name}, {by}"
