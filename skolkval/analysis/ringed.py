"""What index has each group of an area, for a picture of areas as rings cut into their groups?"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from math import isnan

from skolkval.analysis.records import Row
from skolkval.instruments.model import Area, Group, Instrument
from skolkval.swedish import number


@dataclass(frozen=True)
class Part:
    """One group in its area. `index` is None where nothing of it is shown; `statements` are all."""

    group: Group
    index: float | None
    statements: int


@dataclass(frozen=True)
class Ring:
    """One area with its groups, both in the instrument's order."""

    area: Area
    index: float | None
    parts: tuple[Part, ...]


def rings(items: Sequence[Row], instrument: Instrument) -> tuple[Ring, ...]:
    """The areas that have groups, from the rows of an item frame with one row per item and level.

    The index is the mean of the items' within a level, and then of the levels', each weighing the
    same. Joint answers are their own kind and take no part.
    """
    group_of = {item.id: item.group_id for item in instrument.items}
    shown = [row for row in items if row["kind"] == "individual" and not isnan(row["index"])]

    def index(mine: Sequence[Row]) -> float | None:
        by_level: dict[str, list[float]] = {}
        for row in mine:
            by_level.setdefault(row["level"], []).append(row["index"])
        means = [sum(found) / len(found) for found in by_level.values()]
        return sum(means) / len(means) if means else None

    return tuple(
        Ring(
            area,
            index([row for row in shown if row["area_id"] == area.id]),
            tuple(
                Part(
                    group,
                    index([row for row in shown if group_of[row["item_id"]] == group.id]),
                    sum(of == group.id for of in group_of.values()),
                )
                for group in groups
            ),
        )
        for area in instrument.areas
        if (groups := [group for group in instrument.groups if group.area_id == area.id])
    )


def rings_title(found: Sequence[Ring]) -> str:
    """The finding of the picture: from which index to which."""
    known = sorted(
        (part.index, place, part.group.label, ring.area.short_label)
        for place, (ring, part) in enumerate((r, p) for r in found for p in r.parts)
        if part.index is not None
    )
    if not known:
        return "Inga svar att visa"
    names = [name for _, _, name, _ in known]

    def words(end: tuple[float, int, str, str]) -> str:
        index, _, name, area = end
        where = f" i {area}" if names.count(name) > 1 else ""
        return f"{number(index, 0)} ({name}{where})"

    if len(known) == 1:
        return f"Index {words(known[0])}"
    return f"Delarnas index går från {words(known[0])} till {words(known[-1])}"
