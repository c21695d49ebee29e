"""What the overview is made of: who answered, three charts of the areas, and three lists."""

from __future__ import annotations

from typing import Any

import pandas as pd
import plotly.graph_objects as go
import streamlit as st

from skolkval.analysis import lists, words
from skolkval.charts.dots import dot_plot
from skolkval.charts.heatmap import heatmap
from skolkval.charts.look import Look
from skolkval.charts.radar import can_be_drawn, radar
from skolkval.results import results
from skolkval.store.rounds import RoundLevel
from skolkval.swedish import listing, number, percent, share_text
from skolkval.ui import reading
from skolkval.ui.card import Card, show_card
from skolkval.ui.selection import Chosen, foot, shown_results, tally
from skolkval.ui.tables import area_table
from skolkval.ui.text import safe, show_html

LIST_LENGTH = 3


def show_who_answered(chosen: Chosen) -> None:
    """One tile per level: how many answered, of how many; and one about what to know before trusting."""
    shown = chosen.published
    by_level = {level.level: level for level in shown.round.levels if level.answered}
    tiles = [
        _tile(chosen, by_level[level])
        for level in shown.instrument.level_ids
        if level in by_level and level in (chosen.selection.levels or by_level)
    ]
    st.html(f'<div class="sk-tiles">{"".join(tiles)}{_trust_tile(chosen)}</div>')


def _tile(chosen: Chosen, level: RoundLevel) -> str:
    shown, selection = chosen.published, chosen.selection
    atoms = [atom for atom in shown.atoms if atom.level == level.level]
    raters = sum(atom.raters for atom in atoms if selection.has_whole(atom))
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


def _trust_tile(chosen: Chosen) -> str:
    """How complete the answers are, in one figure and one detail."""
    answers, outside, blank = tally(results(chosen.published, chosen.selection))
    total = answers + outside + blank
    if not total:
        return ""
    pooled = [atom for atom in chosen.published.atoms if len(atom.named_units) > 1]
    details = [f"{percent(outside / total)} vet ej", f"{percent(blank / total)} obesvarat"]
    if pooled:
        labels = [
            chosen.published.instrument.level_label[level]
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


def show_area_charts(chosen: Chosen, cells: pd.DataFrame) -> None:
    """The heatmap, and the radar beside the dot plot that says the same."""
    instrument, k = chosen.published.instrument, chosen.published.round.threshold
    headers, rows = area_table(cells, instrument)
    footer = foot(chosen, cells)
    several = cells["level"].nunique() > 1
    per_level = " och nivå" if several else ""

    def card(key: str, kind: str, finding: str, question: str, how_to_read: str) -> Card:
        return Card(
            key=key,
            finding=finding,
            question=question,
            footer=footer,
            how_to_read=how_to_read,
            alt=words.alt_text(kind, finding, cells, instrument, k),
            headers=headers,
            rows=rows,
        )

    show_card(
        card(
            "heatmap",
            f"Värmekarta över index per område{per_level}",
            words.heatmap_title(cells, instrument),
            f"Index 0–100 per område{per_level}. Mörkare är högre.",
            reading.HEATMAP,
        ),
        lambda look: heatmap(cells, instrument, threshold=k, theme=look.theme),
    )
    dots = card(
        "dots",
        f"Punktdiagram över index per område{per_level}",
        words.dot_plot_title(cells, instrument),
        f"Index 0–100, {'störst glapp' if several else 'högst'} överst.",
        reading.DOTS,
    )

    def draw_dots(look: Look) -> go.Figure:
        return dot_plot(cells, instrument, threshold=k, theme=look.theme)

    if not can_be_drawn(cells):
        show_card(dots, draw_dots)
        return
    left, right = st.columns(2)
    with left:
        show_card(
            card(
                "radar",
                f"Radardiagram över index per område{per_level}",
                words.radar_title(cells, instrument),
                "Index 0–100. Samma tal som i punktdiagrammet.",
                reading.RADAR,
            ),
            lambda look: radar(
                cells, instrument, threshold=k, theme=look.theme, narrow=look.narrow
            ),
            narrow=True,
        )
    with right:
        show_card(dots, draw_dots)


def show_lists(chosen: Chosen) -> None:
    """The statements with the highest and lowest index, and those that split a level most."""
    items = shown_results(chosen, "item")
    chosen_rows = {
        "Det här ligger högst": (lists.strongest(items, LIST_LENGTH), _index_line),
        "Det här ligger lägst": (lists.weakest(items, LIST_LENGTH), _index_line),
        "Här är bilden mest delad": (lists.most_split(items, LIST_LENGTH), _split_line),
    }
    for place, (column, (title, (rows, line))) in enumerate(
        zip(st.columns(3), chosen_rows.items(), strict=True)
    ):
        with column, st.container(border=True, key=f"sk-panel-list-{place}", height="stretch"):
            _show_list(title, [(row["item_label"], line(row)) for row in rows.to_dict("records")])


def _show_list(title: str, lines: list[tuple[str, str]]) -> None:
    entries = "".join(
        safe("<li><strong>{}</strong><span>{}</span></li>", label, line) for label, line in lines
    )
    empty = '<p class="sk-note">För få svar för att avgöra.</p>'
    body = f'<ol class="sk-list">{entries}</ol>' if entries else empty
    st.html(safe("<h2>{}</h2>", title) + body)


def _index_line(row: dict[Any, Any]) -> str:
    agree = share_text(round(row["share_agree"] * row["n"]), row["n"])
    return _with_level(row, f"index {number(row['index'], 0)}, {agree} instämmer")


def _split_line(row: dict[Any, Any]) -> str:
    split = words.camps_text(row) if row["polarised"] else f"samsyn {number(row['agreement'], 0)}"
    return _with_level(row, split)


def _with_level(row: dict[Any, Any], text: str) -> str:
    return f"{row['level_label']}: {text}" if row["level"] else text[:1].upper() + text[1:]


def show_prompts() -> None:
    """The questions that only the people in the room can answer."""
    show_html(
        '<p class="sk-lead">{}</p>', "Var är vi eniga? Var skiljer vi oss? Vad kan det bero på?"
    )
