"""A small steering chain to count by hand: points with their answers per level."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace
from typing import Any

from skolkval.analysis.records import Row
from skolkval.instruments.model import Instrument, Item
from tests.charts.frames import instrument_of, row_of

HIDDEN = None
"""Given as counts: too few answered."""
LEVELS = ("huvudman", "rektor", "undervisning")
Answers = Mapping[str, Sequence[int] | None]


def all_on(step: int, n: int = 40, size: int = 4) -> list[int]:
    """Counts where all `n` answered `step`."""
    return [n if value == step else 0 for value in range(1, size + 1)]


def chain_of(
    points: Mapping[str, Answers], kinds: Mapping[str, str] | None = None, size: int = 4
) -> tuple[list[Row], Instrument]:
    """The item frame and its instrument. A level that a point does not name has no statement there."""
    items, rows = [], []
    for place, (point, answers) in enumerate(points.items()):
        for level, counts in answers.items():
            item = Item(
                f"{point}-{level}", f"Text {point}", point, f"a{place % 3}", None, point, level
            )
            items.append(item)
            names: dict[str, Any] = {
                "item_id": item.id,
                "item_text": item.text,
                "item_label": item.label,
                "area_id": item.area_id,
                "kind": (kinds or {}).get(level, "individual"),
            }
            rows.append((level, counts, names))
    instrument = replace(instrument_of(LEVELS, size), items=tuple(items))
    return [row_of(instrument, *row[:2], **row[2]) for row in rows], instrument
