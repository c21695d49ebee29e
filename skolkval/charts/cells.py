"""What does one row of a frame say? The words and marks that all charts share."""

from __future__ import annotations

import math
from collections.abc import Iterable, Sequence
from typing import Any

import pandas as pd

from skolkval.analysis.fields import FEW_BELOW, beside
from skolkval.analysis.records import Row
from skolkval.charts.theme import LegendEntry, Theme, plain
from skolkval.instruments.model import Instrument, Scale
from skolkval.swedish import NBSP, number, percent, share_text

HIDDEN = ".."
"""Printed where too few have answered; the sign official statistics use for "not available"."""
NOTHING = "–"
"""Printed where nobody answered or the level is not asked."""
FEW_MARK = "*"
"""Marks a number of so few answers; bars of so few become one dot per answer."""
FEW_NOTE = f"{FEW_MARK} färre än {FEW_BELOW} svar"
JOINT_MARK = "☆"
"""Printed beside the index of a joint answer, whose marks are open."""
JOINT_TEXT = "gemensamt svar"
JOINT_NOTE = f"{JOINT_MARK} {JOINT_TEXT}"


def known(value: Any) -> float | None:
    """A number, or None where it is undefined or hidden."""
    return None if value is None or value is pd.NA or math.isnan(value) else float(value)


def in_order(rows: Iterable[Row], key: str) -> list[str]:
    """The values of `key` in the order they first occur, which is the instrument's."""
    return list(dict.fromkeys(str(row[key]) for row in rows))


def levels_present(rows: Iterable[Row], levels: Sequence[str]) -> list[str]:
    """The levels that have a row, in chain order."""
    present = {row["level"] for row in rows}
    return [level for level in levels if level in present]


def level_legend(rows: Iterable[Row], instrument: Instrument, theme: Theme) -> list[LegendEntry]:
    """The legend of the levels in `rows`, joint answers with open marks; empty where there is
    nothing to tell apart."""
    rows = list(rows)
    levels = levels_present(rows, instrument.level_ids)
    joint = {row["level"] for row in rows if row["kind"] == "joint"}
    if len(levels) < 2 and not joint:
        return []
    entries = []
    for level in levels:
        style, name = theme.level_style(level, instrument.level_ids), instrument.level_label[level]
        if level in joint:
            entries.append(LegendEntry(style.colour, style.open_glyph, f"{name} ({JOINT_TEXT})"))
        else:
            entries.append(LegendEntry(style.colour, style.glyph, name))
    return entries


def answers(count: float | None) -> str:
    """ "24 svar", with hard spaces."""
    return f"{number(count)}{NBSP}svar"


def symbol_of(symbol: str, rows: Iterable[Row]) -> str:
    """Plotly's `symbol` for the `rows` of one level: open where its answers are joint."""
    return f"{symbol}-open" if any(row["kind"] == "joint" for row in rows) else symbol


def is_few(row: Row) -> bool:
    """Whether the row shows a number that rests on few individual answers, an area's to some item."""
    count = known(row.get("n_least", row["n"]))
    return row["kind"] != "joint" and count is not None and count < FEW_BELOW


def levels_shown(rows: Iterable[Row], levels: Sequence[str]) -> list[str]:
    """The levels that have an index somewhere, in chain order."""
    return levels_present(
        (row for row in rows if not row["suppressed"] and known(row["index"]) is not None), levels
    )


def index_text(row: Row, cut: float = 0) -> str:
    """What is printed for the index: a whole number with its mark, ".." or "–".

    Just below the `cut` it has one more decimal, not to seem to reach it.
    """
    if row["suppressed"]:
        return HIDDEN
    index = known(row["index"])
    if index is None:
        return NOTHING
    joint = f" {JOINT_MARK}" if row["kind"] == "joint" else ""
    return beside(index, cut) + (FEW_MARK if is_few(row) else joint)


def hidden_text(threshold: int) -> str:
    """Why a level is not shown."""
    return f"För få svar (färre än {threshold})"


def index_hover(row: Row, title: str, threshold: int) -> str:
    """Hover of an index: `title` (escaped here), level, the printed number and what it rests on."""
    return f"<b>{plain(title)}</b><br>{plain(row['level_label'])}<br>{index_facts(row, threshold)}"


def index_facts(row: Row, threshold: int) -> str:
    """What a hover says of an index: the printed number and what it rests on, or why there is none."""
    if row["suppressed"]:
        return hidden_text(threshold)
    index = known(row["index"])
    if index is None:
        return "Inga svar"
    facts = [f"Index {number(index, 0)} av 100"]
    if row["kind"] == "joint":
        facts.append(JOINT_TEXT.capitalize())
    else:
        facts.append(f"{number(known(row['n']))} svarande")
    agreement = known(row["agreement"])
    if agreement is not None:
        facts.append(f"Samsyn {number(agreement, 0)} av 100")
    return "<br>".join(facts)


def not_applicable_share(row: Row) -> float | None:
    """Vet ej as a share of all who answered the item, vet ej included; None of nothing."""
    valid, outside = known(row["n"]), known(row["not_applicable"])
    if valid is None or outside is None or valid + outside == 0:
        return None
    return outside / (valid + outside)


def distribution_hover(row: Row, scale: Scale, threshold: int) -> str:
    """Hover of a distribution: the statement's level, every step with its answers, and vet ej."""
    head = f"<b>{plain(row['level_label'])}</b>"
    if row["suppressed"]:
        return f"{head}<br>{hidden_text(threshold)}"
    counts = [int(count) for count in row["counts"]]
    total = sum(counts)
    lines = [
        f"{plain(step.label)}: {share_text(count, total)}"
        for step, count in zip(scale.steps, counts, strict=True)
    ]
    outside = not_applicable_share(row)
    if outside:
        lines.append(f"Vet ej: {number(known(row['not_applicable']))} ({percent(outside)} av alla)")
    index = known(row["index"])
    if index is not None:
        lines.append(f"Index {number(index, 0)} av 100")
    kind = JOINT_TEXT if row["kind"] == "joint" else answers(total)
    return "<br>".join([f"{head}, {kind}", *lines])
