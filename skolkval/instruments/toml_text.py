"""How is an instrument written as the TOML that `toml_file` reads?"""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator

from skolkval.instruments.model import Instrument, Item


def to_toml(instrument: Instrument) -> str:
    """The instrument as TOML: `load_toml(to_toml(instrument)) == instrument` where it has no
    mistakes, and the same mistakes where it has. In an area, points stand before single items, and
    both before groups."""
    return "\n".join(_lines(instrument)) + "\n"


def _lines(instrument: Instrument) -> Iterator[str]:
    yield _field("id", instrument.id)
    yield _field("version", instrument.version)
    yield _field("title", instrument.title)
    yield from _unless("short_title", instrument.short_title, instrument.title)
    yield _field("publisher", instrument.publisher)
    yield from _unless("source", instrument.source, "")
    if instrument.levels:
        yield from ("", "[levels]")
        yield from (_field(_text(level.id), level.label) for level in instrument.levels)
    yield from ("", "[scale]")
    outside = ", ".join(map(_text, instrument.scale.not_applicable))
    yield f"not_applicable = [{outside}]"
    yield from ("", "[scale.steps]")
    yield from (_field(str(step.value), step.label) for step in instrument.scale.steps)
    for area in instrument.areas:
        yield from ("", "[[area]]", _field("id", area.id), _field("label", area.label))
        yield from _unless("short_label", area.short_label, area.label)
        items = [item for item in instrument.items if item.area_id == area.id]
        yield from _items("area", [item for item in items if item.group_id is None])
        for group in instrument.groups:
            if group.area_id == area.id:
                yield from ("", "[[area.group]]")
                yield from (_field("id", group.id), _field("label", group.label))
                yield from _items("area.group", [i for i in items if i.group_id == group.id])


def _items(above: str, items: list[Item]) -> Iterator[str]:
    points = dict.fromkeys(item.point_id for item in items if item.point_id)
    for point in points:
        seen_from = [item for item in items if item.point_id == point]
        yield from ("", f"[[{above}.point]]", _field("id", point))
        yield _field("label", seen_from[0].label)
        yield from (_field(f"text.{_text(item.level or '')}", item.text) for item in seen_from)
    for item in items:
        if item.point_id is None:
            yield from ("", f"[[{above}.item]]", _field("id", item.id))
            yield from _unless("level", item.level or "", "")
            yield from _unless("label", item.label, item.text)
            yield _field("text", item.text)
            if item.reversed:
                yield "reversed = true"


def _field(key: str, text: str) -> str:
    return f"{key} = {_text(text)}"


def _unless(key: str, text: str, default: str) -> Iterable[str]:
    """The field, where it says something that leaving it out would not."""
    return () if text == default else (_field(key, text),)


def _text(text: str) -> str:
    # JSON writes a text as TOML reads one.
    return json.dumps(text, ensure_ascii=False)
