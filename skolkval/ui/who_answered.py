"""What the overview begins with: who answered, and what to know before trusting it."""

from __future__ import annotations

from collections.abc import Sequence

import streamlit as st

from skolkval.analysis.records import Row, records
from skolkval.results import Selection, answered, nonresponse, reach
from skolkval.store.published import Published
from skolkval.store.rounds import RoundLevel
from skolkval.swedish import listing, number, percent
from skolkval.ui.data import kept
from skolkval.ui.selection import Chosen, shown_rows, tally
from skolkval.ui.text import notice, safe

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
    asked = [
        row
        for row in shown_rows(Chosen(shown, selection), "item")
        if row["level"] not in shown.hidden_levels
    ]
    if hidden := sum(row["suppressed"] for row in asked):
        of = f"{number(hidden)} av {number(len(asked))}"
        details.append(f"{of} påståenden är inte med: för få svar på dem")
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
