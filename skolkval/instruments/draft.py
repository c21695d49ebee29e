"""How does a list of statements, without ids, become an instrument?"""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass

from skolkval.instruments.model import Area, Group, Instrument, Item, Level, Scale, Step

_LONGEST_PREFIX = 24


@dataclass(frozen=True)
class Statement:
    """A statement of a draft; `group`, `level` and `label` are "" where it has none."""

    area: str
    text: str
    group: str = ""
    level: str = ""
    label: str = ""
    reversed: bool = False


@dataclass(frozen=True)
class Draft:
    """What a person says of an instrument of their own, all of it as labels.

    `steps` from lowest to highest. `id` is made of the title where it is "", `short_title` is the
    title.
    """

    title: str
    publisher: str
    steps: tuple[str, ...]
    statements: tuple[Statement, ...]
    levels: tuple[str, ...] = ()
    not_applicable: tuple[str, ...] = ()
    id: str = ""
    version: str = "1"
    short_title: str = ""
    source: str = ""


def to_instrument(draft: Draft) -> Instrument:
    """The instrument of a draft, with ids of its own; not checked (`checks.mistakes_in`).

    Areas, and groups inside them, stand in the order they are first named; in an area the
    statements outside groups come first.
    """
    level_ids = _ids(list(draft.levels))
    area_ids = _ids([statement.area for statement in draft.statements])
    areas = tuple(Area(own, label, label) for label, own in area_ids.items())
    groups: list[Group] = []
    items: list[Item] = []
    taken: set[str] = set()
    for area in areas:
        inside = [each for each in draft.statements if each.area == area.label]
        ordered: list[tuple[Statement, str | None]] = []
        for name in ("", *dict.fromkeys(each.group for each in inside if each.group)):
            group = Group(_free(f"{area.id}-{slug(name)}", taken), area.id, name) if name else None
            groups += [group] if group else []
            ordered += [
                (each, group.id if group else None) for each in inside if each.group == name
            ]
        items += [
            Item(
                id=f"{area.id}-{number}",
                text=each.text,
                label=each.label or each.text,
                area_id=area.id,
                group_id=group_id,
                point_id=None,
                level=level_ids[each.level] if each.level else None,
                reversed=each.reversed,
            )
            for number, (each, group_id) in enumerate(ordered, 1)
        ]
    return Instrument(
        id=draft.id or slug(draft.title),
        version=draft.version,
        title=draft.title,
        short_title=draft.short_title or draft.title,
        publisher=draft.publisher,
        source=draft.source,
        levels=tuple(Level(own, label) for label, own in level_ids.items()),
        scale=Scale(
            tuple(Step(value, label) for value, label in enumerate(draft.steps, 1)),
            draft.not_applicable,
        ),
        areas=areas,
        groups=tuple(groups),
        items=tuple(items),
    )


def slug(text: str) -> str:
    """An id made of a label: a–z, digits and single hyphens, starting with a letter.

    >>> slug("Hållbar utveckling & miljö"), slug("2027 års enkät"), slug("–")
    ('hallbar-utveckling-miljo', 'x-2027-ars-enkat', 'x')
    """
    plain = unicodedata.normalize("NFKD", text).encode("ascii", "ignore").decode().lower()
    words = re.sub(r"[^a-z0-9]+", "-", plain).strip("-")
    if len(words) > _LONGEST_PREFIX:
        words = words[:_LONGEST_PREFIX].rsplit("-", 1)[0].strip("-")
    return words if words[:1].isalpha() else f"x-{words}".strip("-")


def _ids(labels: list[str]) -> dict[str, str]:
    """An id for each different label, in order."""
    taken: set[str] = set()
    return {label: _free(slug(label), taken) for label in dict.fromkeys(labels)}


def _free(wanted: str, taken: set[str]) -> str:
    """`wanted`, or `wanted` with the first number that makes it free; takes it."""
    number, own = 1, wanted
    while own in taken:
        number += 1
        own = f"{wanted}-{number}"
    taken.add(own)
    return own
