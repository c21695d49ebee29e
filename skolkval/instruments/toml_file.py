"""How does an instrument written by hand in TOML become an `Instrument`, or a list of mistakes?

The layout is described, with an example, in `docs/instrument.md`. Statements stand inside their
area (and group), so that no reference between them can be wrong.
"""

from __future__ import annotations

import difflib
import re
import tomllib
from collections.abc import Iterator, Mapping
from typing import Any

from skolkval.errors import Refusal
from skolkval.instruments.checks import mistakes_in
from skolkval.instruments.model import Area, Group, Instrument, Item, Level, Scale, Step

MAX_CHARACTERS = 1_000_000
_CONTROL = re.compile(r"[\x00-\x1f\x7f-\x9f]")


class InstrumentRefusal(Refusal):
    """An instrument file is refused (SK-501). `mistakes` holds every mistake, in Swedish."""

    def __init__(self, mistakes: list[str]) -> None:
        count = "ett fel" if len(mistakes) == 1 else f"{len(mistakes)} fel"
        lines = "".join(f"\n– {mistake}" for mistake in mistakes)
        super().__init__(
            "SK-501",
            f"Instrumentet har {count} och har inte lagts till:{lines}\nRätta det och försök igen.",
        )
        self.mistakes = tuple(mistakes)


def decode_toml(data: bytes) -> str:
    """The text of an instrument file, which is UTF-8 (with or without a byte order mark).

    Raises:
        InstrumentRefusal: the bytes are not UTF-8.
    """
    try:
        return data.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        raise InstrumentRefusal(
            ["Filen är inte sparad som UTF-8. Spara om den med teckenkodningen UTF-8."]
        ) from error


def load_toml(text: str) -> Instrument:
    """The instrument that the TOML in `text` describes.

    Raises:
        InstrumentRefusal: with all mistakes at once, each saying where it is.
    """
    mistakes: list[str] = []
    root = _Table("Filen", _parse(text), mistakes)
    instrument = _instrument(root)
    mistakes += mistakes_in(instrument)
    if mistakes:
        raise InstrumentRefusal(mistakes)
    return instrument


def _parse(text: str) -> dict[str, Any]:
    if len(text) > MAX_CHARACTERS:
        raise InstrumentRefusal(
            [f"Filen är längre än {MAX_CHARACTERS:,} tecken.".replace(",", " ")]
        )
    try:
        return tomllib.loads(text)
    except ValueError as error:  # also raised for a number with thousands of digits
        place = re.search(r"line (\d+), column (\d+)|(end of document)", str(error))
        where = "Filen"
        if place:
            where = "I slutet av filen" if place[3] else f"Rad {place[1]}, tecken {place[2]}"
        raise InstrumentRefusal(
            [
                f"{where}: det som står här följer inte TOML. Vanliga orsaker: ett citattecken "
                "saknas, eller samma namn står två gånger i samma avsnitt."
            ]
        ) from error
    except RecursionError as error:
        raise InstrumentRefusal(["Filen har för många listor inuti varandra."]) from error


class _Table:
    """A TOML table that knows where it stands, notes mistakes, and remembers what was asked for."""

    def __init__(self, where: str, data: Mapping[str, Any], mistakes: list[str]) -> None:
        self.where = where
        self._data = data
        self._mistakes = mistakes
        self._known: set[str] = set()

    def complain(self, text: str) -> None:
        self._mistakes.append(f"{self.where}: {text}")

    def text(self, key: str, default: str | None = None) -> str:
        """The text at `key` with white space made single; `""`, and a mistake, where it is bad."""
        self._known.add(key)
        if key not in self._data:
            if default is None:
                self.complain(f"{key} saknas.")
            return default or ""
        value = self._data[key]
        if not isinstance(value, str):
            self.complain(f"{key} ska vara en text inom citattecken.")
            return ""
        text = " ".join(value.split())
        if not text:
            self.complain(f"{key} är tom.")
        if _CONTROL.search(text):
            self.complain(f"{key} innehåller osynliga styrtecken.")
        return text

    def truth(self, key: str) -> bool:
        """The true or false at `key`; false where it is absent."""
        self._known.add(key)
        value = self._data.get(key, False)
        if not isinstance(value, bool):
            self.complain(f"{key} ska vara true eller false, utan citattecken.")
            return False
        return value

    def texts(self, key: str) -> tuple[str, ...]:
        """The list of texts at `key`; empty where it is absent."""
        self._known.add(key)
        values = self._data.get(key, [])
        if not isinstance(values, list):
            self.complain(f'{key} ska vara en lista av texter, till exempel ["Vet ej"].')
            return ()
        numbered = {f"{key} nr {number}": value for number, value in enumerate(values, 1)}
        return tuple(_Table(self.where, numbered, self._mistakes).labels().values())

    def table(self, key: str) -> _Table:
        """The table at `key`; an empty one where it is absent."""
        self._known.add(key)
        value = self._data.get(key, {})
        if not isinstance(value, dict):
            self.complain(f"{key} ska vara ett avsnitt, inte ett enskilt värde.")
            value = {}
        return _Table(f"{self.where} › {key}", value, self._mistakes)

    def tables(self, key: str, name: str) -> Iterator[_Table]:
        """The tables at `[[key]]`, called `name` on screen, each closed when it has been read."""
        self._known.add(key)
        values = self._data.get(key, [])
        if not isinstance(values, list) or not all(isinstance(value, dict) for value in values):
            self.complain(f"{key} ska skrivas med dubbla hakparenteser, [[…{key}]].")
            return
        above = "" if self.where == "Filen" else f"{self.where} › "
        for number, value in enumerate(values, 1):
            own_id = value.get("id")
            shown = f" (”{own_id}”)" if isinstance(own_id, str) and own_id else ""
            inner = _Table(f"{above}{name} {number}{shown}", value, self._mistakes)
            yield inner
            inner.close()

    def labels(self) -> dict[str, str]:
        """Every key of the table with its text, in order."""
        return {key: self.text(key) for key in self._data}

    def has(self, key: str) -> bool:
        return key in self._data

    def close(self) -> None:
        """Note every key that nobody asked for: most often a misspelling."""
        for key in self._data:
            if key not in self._known:
                near = difflib.get_close_matches(key, sorted(self._known), 1)
                hint = f" Menade du ”{near[0]}”?" if near else ""
                self.complain(f"okänt fält ”{key}”.{hint}")


def _instrument(root: _Table) -> Instrument:
    head = {key: root.text(key) for key in ("id", "version", "title", "publisher")}
    short_title, source = root.text("short_title", head["title"]), root.text("source", "")
    levels = tuple(Level(key, text) for key, text in root.table("levels").labels().items())
    scale = _scale(root.table("scale"))
    areas: list[Area] = []
    groups: list[Group] = []
    items: list[Item] = []
    level_ids = [level.id for level in levels]
    points: set[str] = set()
    for area_table in root.tables("area", "område"):
        label = area_table.text("label")
        area = Area(area_table.text("id"), label, area_table.text("short_label", label))
        areas.append(area)
        items += _items(area_table, area.id, None, level_ids, points)
        for group_table in area_table.tables("group", "grupp"):
            group = Group(group_table.text("id"), area.id, group_table.text("label"))
            groups.append(group)
            items += _items(group_table, area.id, group.id, level_ids, points)
    root.close()
    return Instrument(
        **head,
        short_title=short_title,
        source=source,
        levels=levels,
        scale=scale,
        areas=tuple(areas),
        groups=tuple(groups),
        items=tuple(items),
    )


def _scale(table: _Table) -> Scale:
    steps = table.table("steps")
    not_applicable = table.texts("not_applicable")
    table.close()
    numbered: list[Step] = []
    for key, label in steps.labels().items():
        if re.fullmatch(r"[1-9][0-9]?", key):
            numbered.append(Step(int(key), label))
        else:
            steps.complain(f"”{key}” är inget stegnummer; skriv 1, 2, 3 …")
    return Scale(tuple(numbered), not_applicable)


def _items(
    table: _Table, area_id: str, group_id: str | None, level_ids: list[str], points: set[str]
) -> Iterator[Item]:
    """The items right under an area or a group: points, seen from every level, and single ones."""
    for point in table.tables("point", "punkt"):
        point_id, label = point.text("id"), point.text("label")
        if point_id and point_id in points:
            point.complain("samma id finns på en annan punkt.")
        points.add(point_id)
        texts = point.table("text")
        answering = [level for level in level_ids if texts.has(level)]
        if not answering:
            point.complain("text saknas för alla nivåer under [levels].")
        for level in answering:
            item_id = f"{point_id}-{level}" if point_id else ""
            text = texts.text(level)
            yield Item(item_id, text, label, area_id, group_id, point_id, level)
        texts.close()
    for item in table.tables("item", "påstående"):
        text = item.text("text")
        yield Item(
            id=item.text("id"),
            text=text,
            label=item.text("label", text),
            area_id=area_id,
            group_id=group_id,
            point_id=None,
            level=item.text("level", "") or None,
            reversed=item.truth("reversed"),
        )
