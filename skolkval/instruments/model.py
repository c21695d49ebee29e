"""What an instrument is: areas, groups and items, with a scale and the levels that answer.

All classes are frozen; identifiers are ASCII slugs that never change once answers refer to them.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property

NO_LEVEL = ""
"""The level of a rater when the instrument has no levels (`null` in JSON)."""
_TURNED = " (omvänt: svaren är vända)"


@dataclass(frozen=True)
class Step:
    """One point on the scale. `value` runs from 1 to K without holes."""

    value: int
    label: str


@dataclass(frozen=True)
class Scale:
    """Ordered steps, and the labels that stand outside the scale ("Vet ej")."""

    steps: tuple[Step, ...]
    not_applicable: tuple[str, ...] = ()

    @property
    def size(self) -> int:
        """K, the number of steps (2 to 11)."""
        return len(self.steps)


@dataclass(frozen=True)
class Level:
    """Who answers: one link of the steering chain."""

    id: str
    label: str


@dataclass(frozen=True)
class Area:
    """A factor: the topmost division of an instrument. `short_label` is ours, for charts."""

    id: str
    label: str
    short_label: str


@dataclass(frozen=True)
class Group:
    """A division inside one area. Two areas may use the same label: the key is (area, group)."""

    id: str
    area_id: str
    label: str


@dataclass(frozen=True)
class Item:
    """One statement that is rated. `level` is None where every level rates it.

    `text` is the publisher's wording, quoted exactly; `label` is our short name for charts. To agree
    with a `reversed` item is bad: its answers are turned when they are read, so that what is stored
    has the best step last.
    """

    id: str
    text: str
    label: str
    area_id: str
    group_id: str | None
    point_id: str | None
    level: str | None
    reversed: bool = False

    @property
    def shown_text(self) -> str:
        """The wording where it stands beside answers: it says so where they have been turned."""
        return self.text + _TURNED * self.reversed

    @property
    def shown_label(self) -> str:
        """The short name where it stands beside answers."""
        return self.label + _TURNED * self.reversed


@dataclass(frozen=True)
class Instrument:
    """A versioned set of items. Order of levels, areas, groups and items is the order on screen."""

    id: str
    version: str
    title: str
    short_title: str
    publisher: str
    source: str
    levels: tuple[Level, ...]
    scale: Scale
    areas: tuple[Area, ...]
    groups: tuple[Group, ...]
    items: tuple[Item, ...]

    @cached_property
    def area_by_id(self) -> dict[str, Area]:
        return {area.id: area for area in self.areas}

    @cached_property
    def group_by_id(self) -> dict[str, Group]:
        return {group.id: group for group in self.groups}

    @cached_property
    def item_by_id(self) -> dict[str, Item]:
        return {item.id: item for item in self.items}

    @cached_property
    def reversed_positions(self) -> tuple[int, ...]:
        """Where in `items` the statements stand whose answers are turned when they are read."""
        return tuple(index for index, item in enumerate(self.items) if item.reversed)

    @cached_property
    def level_label(self) -> dict[str, str]:
        """Swedish label per level id; "Alla" where the instrument has no levels."""
        return {NO_LEVEL: "Alla"} | {level.id: level.label for level in self.levels}

    @cached_property
    def level_ids(self) -> tuple[str, ...]:
        """The levels raters can have, in order; `(NO_LEVEL,)` where the instrument has none."""
        return tuple(level.id for level in self.levels) or (NO_LEVEL,)

    def items_asked(self, level: str) -> tuple[Item, ...]:
        """The items that raters of `level` are asked, in order."""
        return tuple(item for item in self.items if item.level in (None, level))
