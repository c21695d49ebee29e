"""What the overview begins with: who answered, whether to trust it, and the charts of the areas."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import plotly.graph_objects as go
import streamlit as st

from skolkval.analysis import words
from skolkval.analysis.claims import Finding
from skolkval.analysis.holds import holds
from skolkval.analysis.records import Row, records
from skolkval.charts.cells import levels_shown
from skolkval.charts.dots import dot_plot
from skolkval.charts.heatmap import heatmap
from skolkval.charts.look import Look
from skolkval.charts.radar import can_be_drawn, radar
from skolkval.instruments.model import Area
from skolkval.results import Selection, answered, nonresponse, reach
from skolkval.store.published import Published
from skolkval.store.rounds import RoundLevel
from skolkval.swedish import listing, number, percent
from skolkval.ui import reading
from skolkval.ui.areas import AREA
from skolkval.ui.card import Card, Target, show_card
from skolkval.ui.cuts import chosen_cuts
from skolkval.ui.data import kept
from skolkval.ui.frame import AREAS
from skolkval.ui.rings import show_rings
from skolkval.ui.selection import LEVEL, Chosen, foot, shown_rows, tally
from skolkval.ui.tables import area_headers, area_table
from skolkval.ui.text import as_label, notice, safe, show_html

CAREFUL_BELOW, WEAK_BELOW = 0.7, 0.5
"""Response rates below which a level's numbers come with a warning, and with a stronger one."""


def show_who_answered(chosen: Chosen) -> None:
    """One tile per level: how many answered, of how many; and one about what to know before trusting."""
    shown = chosen.published
    by_level = {level.level: level for level in shown.round.levels if level.answered}
    tiles = [
        _tile(chosen, by_level[level])
        for level in shown.instrument.level_ids
        if level in by_level and level in (chosen.selection.levels or by_level)
    ]
    trust = kept(_trust_tile, chosen.published, chosen.selection)
    st.html(f'<div class="sk-tiles">{"".join(tiles)}{trust}</div>')
    if not (chosen.selection.units or chosen.selection.school_forms):
        _warn_of_missing(chosen)


def _warn_of_missing(chosen: Chosen) -> None:
    """Which levels have a low response rate, and what those who are missing could make of it."""
    levels = chosen.selection.levels
    warnings = [
        text
        for level, text in kept(_missing, chosen.published, Selection())
        if not levels or level in levels
    ]
    if warnings:
        notice("\n".join(warnings))


def _missing(shown: Published, _everything: Selection) -> tuple[tuple[str, str], ...]:
    """A warning for each level that fewer than 70 % have answered from, with the level."""
    by_level: dict[str, list[Row]] = {}
    for row in records(nonresponse(shown)):
        by_level.setdefault(str(row["level"]), []).append(row)
    return tuple(
        (level, _missing_text(rows))
        for level, rows in by_level.items()
        if rows[0]["rate"] < CAREFUL_BELOW
    )


def _missing_text(rows: Sequence[Row]) -> str:
    index, low, high = (
        number(sum(float(row[name]) for row in rows) / len(rows), 0)
        for name in ("index", "manski_low", "manski_high")
    )
    who = f"{rows[0]['level_label']}: " if rows[0]["level"] else ""
    said = f"{percent(rows[0]['rate'])} har svarat"
    weak = "färre än hälften, så bilden kan vara en annan" if rows[0]["rate"] < WEAK_BELOW else ""
    text = f"{who}{', '.join(filter(None, [said, weak]))}."
    return (
        f"{text} Områdenas index är {index} i snitt. Hade alla svarat kunde det vara allt mellan "
        f"{low} och {high}."
    )


def _tile(chosen: Chosen, level: RoundLevel) -> str:
    shown, selection = chosen.published, chosen.selection
    atoms = [atom for atom in shown.atoms if atom.level == level.level]
    raters = kept(answered, shown, selection).get(level.level) or 0
    if level.hidden:
        figure, detail = "För få svar", f"visas från {shown.round.threshold} svar"
    elif selection.units or selection.school_forms:
        figure = f"{number(raters)} svarande" if raters else "Inga som kan visas"
        detail = f"i urvalet, av {number(sum(atom.raters for atom in atoms))} i omgången"
    elif level.openness == "joint":
        figure = f"{number(raters)} gemensamma svar" if raters > 1 else "Ett gemensamt svar"
        detail = "en värdering som gruppen enats om"
    elif level.invited is None:
        figure, detail = f"{number(raters)} svarande", "antal inbjudna är inte angivet"
    else:
        figure, rate = f"{number(raters)} av {number(level.invited)}", raters / level.invited
        detail = "alla har svarat" if rate == 1 else f"{percent(rate)} har svarat"
        if rate > 1:
            detail = "fler svar än inbjudna: kontrollera antalet"
    if level.waiting and not level.hidden:
        detail += f" · {number(level.waiting)} väntar på fler svar"
    return _tile_html(shown.instrument.level_label[level.level], figure, detail)


def _trust_tile(shown: Published, selection: Selection) -> str:
    """How complete the answers are, in one figure and one detail."""
    answers, outside, blank = tally(shown_rows(Chosen(shown, selection), "area"))
    total = answers + outside + blank
    if not total:
        return ""
    inside = reach(shown, selection)
    chosen_atoms = [shown.atoms[place] for place in (*inside.whole, *inside.cut)]
    pooled = [atom for atom in chosen_atoms if len(atom.named_units) > 1]
    details = [f"{percent(outside / total)} vet ej", f"{percent(blank / total)} obesvarat"]
    if pooled:
        labels = [
            shown.instrument.level_label[level]
            for level in dict.fromkeys(atom.level for atom in pooled)
        ]
        details.append(f"små enheter räknas ihop ({listing([label.lower() for label in labels])})")
    return _tile_html(
        "Värderade påståenden", f"{percent(answers / total)} besvarade", " · ".join(details)
    )


def _tile_html(label: str, figure: str, detail: str) -> str:
    return safe(
        '<dl class="sk-tile"><dt>{}</dt><dd class="sk-figure">{}</dd><dd>{}</dd></dl>',
        label,
        figure,
        detail,
    )


@dataclass(frozen=True)
class _Says:
    """What the cards say of the areas: a title each, whether it holds, and who answered."""

    heatmap: tuple[str, str]
    dots: tuple[str, str]
    radar: tuple[str, str]
    footer: str


def _says(shown: Published, selection: Selection, cut: float) -> _Says:
    chosen, instrument = Chosen(shown, selection), shown.instrument
    cells, items = shown_rows(chosen, "area"), shown_rows(chosen, "item")

    def said(finding: Finding) -> tuple[str, str]:
        stability = holds(finding.claims, items)
        return finding.text, f"Rubriken är {stability.words}." if stability else ""

    return _Says(
        said(words.heatmap_finding(cells, instrument)),
        said(words.dot_plot_finding(cells, instrument, cut)),
        said(words.radar_finding(cells, instrument)),
        foot(chosen, cells),
    )


def show_area_charts(chosen: Chosen, cells: Sequence[Row]) -> None:
    """The heatmap, and the radar beside the dot plot that says the same."""
    instrument, k = chosen.published.instrument, chosen.published.round.threshold
    cut = chosen_cuts().index
    says = kept(_says, chosen.published, chosen.selection, cut)
    headers = area_headers(instrument)
    several = len(levels_shown(cells, instrument.level_ids)) > 1
    per_level = " och nivå" if several else ""
    shown_ids = {row["area_id"] for row in cells}
    by_id = {area.id: area for area in instrument.areas if area.id in shown_ids}

    def card(
        key: str,
        kind: str,
        said: tuple[str, str],
        question: str,
        guess: str,
        how_to_read: str,
    ) -> Card:
        finding, firm = said
        return Card(
            key=key,
            finding=finding,
            question=question,
            guess=guess,
            holds=firm,
            footer=says.footer,
            how_to_read=how_to_read,
            alt=f"{kind} per område{per_level}. {finding}. {says.footer}.",
            headers=headers,
            rows=lambda: area_table(cells, instrument),
            links=[(as_label(area.label), _to_area(area)) for area in by_id.values()],
        )

    def to_cell(mark: list[str]) -> Target:
        """The area of a cell, as its level sees it."""
        levels = [instrument.level_label[mark[1]]] if instrument.levels else []
        return _to_area(by_id[mark[0]], levels)

    show_card(
        card(
            "heatmap",
            "Värmekarta över index",
            says.heatmap,
            f"Index 0–100 per område{per_level}. Mörkare är högre.",
            "Vilket område ligger högst, och var skiljer sig nivåerna mest?"
            if several
            else "Vilket område ligger högst, och vilket lägst?",
            reading.HEATMAP,
        ),
        lambda look: heatmap(cells, instrument, threshold=k, theme=look.theme),
        go_to=to_cell,
    )
    show_rings(chosen)
    dots = card(
        "dots",
        "Punktdiagram över index",
        says.dots,
        f"Index 0–100, {'störst glapp' if several else 'högst'} överst.",
        "I vilka områden ligger nivåerna längst isär?"
        if several
        else f"Hur många områden når index {number(cut)}?",
        reading.DOTS,
    )

    def draw_dots(look: Look) -> go.Figure:
        return dot_plot(cells, instrument, threshold=k, theme=look.theme, cut=cut)

    if not can_be_drawn(cells):
        show_card(dots, draw_dots, go_to=to_cell)
        return
    left, right = st.columns(2)
    with left:
        show_card(
            card(
                "radar",
                "Radardiagram över index",
                says.radar,
                "Index 0–100. Samma tal som i punktdiagrammet.",
                "Vilken nivå ligger högst i flest områden?"
                if several
                else "Hur långt är det mellan högsta och lägsta område?",
                reading.RADAR,
            ),
            lambda look: radar(
                cells, instrument, threshold=k, theme=look.theme, narrow=look.narrow
            ),
            narrow=True,
            beside=True,
            go_to=to_cell,
        )
    with right:
        show_card(dots, draw_dots, beside=True, go_to=to_cell)


def _to_area(area: Area, levels: Sequence[str] | None = None) -> Target:
    """The page of `area`; with `levels`, only those are chosen there."""
    address = {AREA: [area.label]}
    return Target(AREAS, address if levels is None else address | {LEVEL: levels})


def show_prompts() -> None:
    """The questions that only the people in the room can answer."""
    show_html(
        '<p class="sk-lead">{}</p>', "Var är vi eniga? Var skiljer vi oss? Vad kan det bero på?"
    )
