"""What answers whether it is the levels that tell us apart: the matrix, and how much lies where."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
import streamlit as st

from skolkval.analysis.distances_in_words import (
    NO_LEVELS,
    between,
    sentence,
    share_sentence,
    within,
)
from skolkval.analysis.distribution import Floats
from skolkval.analysis.fields import Cuts
from skolkval.charts.cells import HIDDEN
from skolkval.charts.distance_matrix import DECIMALS, distance_matrix
from skolkval.results import Distances, Selection, level_distances
from skolkval.swedish import NO_NUMBER, number
from skolkval.ui import reading
from skolkval.ui.card import Card, show_card
from skolkval.ui.selection import Chosen
from skolkval.ui.text import note, safe, show_html


def show_distances(chosen: Chosen, cuts: Cuts, footer: str) -> None:
    """The distances between the levels and what they say; nothing where there are no levels.

    `footer` says who answered.
    """
    published = chosen.published
    instrument = published.instrument
    if not instrument.levels:
        return
    found = level_distances(published, chosen.selection)
    hidden = [
        level
        for level in chosen.selection.levels or instrument.level_ids
        if level in published.hidden_levels
    ]
    levels = [level for level in instrument.level_ids if level in {*found.levels, *hidden}]
    names = [instrument.level_label[level] for level in levels]
    matrix = np.full((len(levels), len(levels)), np.nan)
    known = [levels.index(level) for level in found.levels]
    matrix[np.ix_(known, known)] = found.matrix
    few = [instrument.level_label[level] for level in found.few]
    title = sentence(names, matrix, instrument.scale.size, cuts, few)
    if title == NO_LEVELS:
        with st.container(border=True, key="sk-panel-distances"):
            show_html("<h2>{}</h2>", "Är det nivåerna som skiljer oss?")
            shared = found.statements or len(found.levels) < 2
            note(
                f"{NO_LEVELS}. {why_too_few_levels(chosen, joint=False)}"
                if shared
                else "Inget påstående har minst två svar från var och en av nivåerna. Välj två nivåer i taget."
            )
        return
    left, right = st.columns([3, 2])
    with left:
        _show_matrix(chosen, found, levels, hidden, matrix, title, footer)
    with right:
        _show_parts(found, within(names, matrix), between(names, matrix))


def why_too_few_levels(chosen: Chosen, *, joint: bool) -> str:
    """Why there are not two levels to compare: of the round, else of the selection.

    `joint` is whether joint answers count.
    """
    published = chosen.published
    atoms = published.atoms
    counted = {atom.level for atom in atoms if joint or atom.kind == "individual"}
    if len(counted) > 1:
        if chosen.selection == Selection():
            return "Det är för få svar på skalan för att jämföra nivåerna."
        return "Välj fler nivåer, eller ta bort något ur urvalet."
    names = [published.instrument.level_label[level].lower() for level in counted]
    who = f"Bara {names[0]}" if names else "Ingen nivå"
    if published.hidden_levels:
        return f"{who} har tillräckligt många svar i den här omgången."
    if {atom.level for atom in atoms} > counted:
        return f"{who} har enskilda svar i den här omgången."
    return f"{who} har svarat i den här omgången."


def _show_matrix(
    chosen: Chosen,
    found: Distances,
    levels: Sequence[str],
    hidden: Sequence[str],
    matrix: Floats,
    title: str,
    footer: str,
) -> None:
    instrument, k = chosen.published.instrument, chosen.published.round.threshold
    names = [instrument.level_label[level] for level in levels]
    compared = (
        f"i snitt över {number(found.statements)} punkter. Nivåerna har egna formuleringar, så en "
        "skillnad kan också bero på orden."
        if found.per_point
        else f"i snitt över {number(found.statements)} påståenden."
    )

    def text(row: int, column: int) -> str:
        if {levels[row], levels[column]} & set(hidden):
            return HIDDEN
        value = float(matrix[row, column])
        return NO_NUMBER if np.isnan(value) else number(value, DECIMALS)

    show_card(
        Card(
            key="distances",
            finding=title,
            guess="Är det nivåerna som skiljer oss, eller är vi lika oense inom dem?",
            question=f"Är det nivåerna som skiljer oss? Så många steg isär svarar två personer, {compared}",
            footer=footer,
            how_to_read=reading.DISTANCES,
            alt=f"Matris över avstånd i steg mellan nivåerna. {title}.",
            headers=["Avstånd i steg", *names],
            rows=[
                [name, *(text(row, column) for column in range(len(levels)))]
                for row, name in enumerate(names)
            ],
        ),
        lambda look: distance_matrix(levels, matrix, instrument, hidden, k, look),
    )


def _show_parts(
    found: Distances, inside: Sequence[tuple[str, float]], apart: Sequence[tuple[str, float]]
) -> None:
    """How much of the distance lies between the levels, and how far apart two within each are.

    `apart` is how much farther apart two of different levels are: what the finding is about.
    """
    share = (
        share_sentence(float(found.parts.between_share)) or "Det går inte att dela upp oenigheten."
    )
    with st.container(border=True, key="sk-panel-distances", height="stretch"):
        head = safe(
            "<h2>{}</h2><p class='sk-note'>{}</p>", "Mellan nivåerna eller inom dem?", share
        )
        within_them = "Två personer på samma nivå svarar i snitt så här många steg isär:"
        between_them = "Två från olika nivåer svarar så här mycket längre isär än två på samma:"
        st.html(head + _steps_html(within_them, inside) + _steps_html(between_them, apart))


def _steps_html(about: str, found: Sequence[tuple[str, float]]) -> str:
    entries = "".join(
        safe("<li>{}: {} steg</li>", name, number(steps, DECIMALS)) for name, steps in found
    )
    return safe("<p class='sk-note'>{}</p>", about) + f'<ul class="sk-list">{entries}</ul>'
