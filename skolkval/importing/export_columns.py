"""Which columns of an export could be the statements of an instrument, and which answers have they?

Nothing is matched here: there is no instrument yet. What is offered is for a person to look over.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

import numpy as np

from skolkval.errors import Refusal
from skolkval.importing.container import check_size
from skolkval.importing.layouts import Heading, recognise
from skolkval.importing.limits import Limits
from skolkval.importing.personal import personal_kind
from skolkval.importing.sandbox import read_table
from skolkval.importing.scales.known import GENERIC_NOT_APPLICABLE
from skolkval.importing.scales.values import value_of
from skolkval.importing.table import TextColumn
from skolkval.importing.text import column_letter, match_key, tidy
from skolkval.importing.words import role_of_header
from skolkval.instruments.checks import MAX_STEPS
from skolkval.instruments.draft import Draft, Statement

DEFAULT_AREA = "Hela enkäten"
_MOST_LABELS = MAX_STEPS + 4
_LONGEST_LABEL = 60
_PARTS = re.compile(r"(?P<question>.+?)\s*\[(?P<row>.+)\]\s*\d*", re.DOTALL)
# From lowest to highest; the first that is found in a label says where it belongs.
_ORDER = tuple(
    re.compile(rf"\b(?:{words})\b")
    for words in (
        "inte alls|aldrig|mycket (?:dåligt|låg|liten|sällan|missnöjd)",
        "varken eller|varken|neutral",
        "ganska (?:dåligt|låg|liten|sällan|missnöjd)",
        "viss del|viss mån|delvis|ibland|liten|sällan|låg|dåligt",
        "inte|nej|ej",
        "ganska|stor|ofta|hög",
        "mycket|helt|alltid",
    )
)
_PLACES = (0, 3, 2, 2.5, 1, 4, 6)
_PLAIN = 5
"""Where a label belongs that says none of it: "Stämmer", "Ja"."""


@dataclass(frozen=True)
class OfferedColumn:
    """A column that may hold answers. `area` is the question that it is a row of, `answers` the
    different labels in it; `likely` where most columns are answered on the same scale."""

    letter: str
    text: str
    area: str
    answers: tuple[str, ...]
    likely: bool = False


def read_columns(
    path: Path,
    name: str,
    sheet: str | None = None,
    header_rows: Sequence[int] = (),
    limits: Limits | None = None,
) -> tuple[OfferedColumn, ...]:
    """The columns of the export at `path`, called `name`, that may hold answers to a statement.

    Columns about the rater, with running text or with personal data are not among them.

    Raises:
        Refusal: the file cannot be read (SK-1nn, SK-2nn), SK-218 it has several sheets, SK-505 no
            column may hold answers.
    """
    limits = limits or Limits()
    check_size(path, limits)
    table = read_table(path, name, sheet, limits)
    visible = [each.name for each in table.facts.sheets if each.state == "visible" and each.cells]
    if not table.columns and len(visible) > 1:
        names = ", ".join(f"”{each}”" for each in visible)
        raise Refusal("SK-218", f"Filen har flera blad: {names}. Välj vilket som ska läsas.")
    layout = recognise(table, _no_statements, header_rows)
    offered: list[OfferedColumn] = []
    if layout is not None:
        rows = np.arange(layout.first_data, table.row_numbers.size)
        for index, heading in enumerate(layout.headings):
            column = table.columns[index].take(rows)
            if index not in layout.meta and (found := _offered(index, heading, column)):
                offered.append(found)
    columns = _with_likely(offered)
    if not columns:
        raise Refusal(
            "SK-505",
            "Ingen kolumn i filen ser ut som ett påstående med svar. Kontrollera att filen har "
            "rubriker, en kolumn per påstående och några rader med svar.",
        )
    return columns


def _no_statements(texts: Sequence[str]) -> int:
    return 0


def _offered(index: int, heading: Heading, column: TextColumn) -> OfferedColumn | None:
    text, area = _statement_and_area(heading)
    if not text or role_of_header(text) != "ignored" or personal_kind(column):
        return None
    labels: Counter[str] = Counter()
    spelled: dict[str, str] = {}
    for value, count in zip(column.values, column.counts().tolist(), strict=True):
        if count and value.strip():
            labels[spelled.setdefault(match_key(value), tidy(value))] += count
    readable = all(len(label) <= _LONGEST_LABEL for label in labels) and all(
        value_of(label).kind == "answer" for label in labels
    )
    if not labels or len(labels) > _MOST_LABELS or not readable:
        return None
    answers = tuple(label for label, _ in labels.most_common())
    return OfferedColumn(column_letter(index), text, area, answers)


def _statement_and_area(heading: Heading) -> tuple[str, str]:
    """The statement of a heading, and the question it is a row of: "Question [Statement]"."""
    text = tidy(heading.text.rpartition("---")[2])
    parts = _PARTS.fullmatch(text)
    return (tidy(parts["row"]), tidy(parts["question"])) if parts else (text, "")


def _with_likely(offered: Sequence[OfferedColumn]) -> tuple[OfferedColumn, ...]:
    """The largest set of columns that are answered on one scale are likely to be the statements."""
    scales: list[tuple[set[str], list[int]]] = []
    for index, column in enumerate(offered):
        labels = {match_key(label) for label in column.answers}
        joined = ([*labels], [index])
        for known in [each for each in scales if _same_scale(labels, each[0])]:
            scales.remove(known)
            joined = ([*joined[0], *known[0]], [*joined[1], *known[1]])
        scales.append((set(joined[0]), joined[1]))
    largest = max((members for _, members in scales), key=len, default=[])
    return tuple(replace(column, likely=index in largest) for index, column in enumerate(offered))


def _same_scale(labels: set[str], known: set[str]) -> bool:
    """Whether half the labels of the smaller set, and at least two where it has two, are shared.

    "No answer" alone may be the same on scales that have nothing else to do with each other.
    """
    smaller = min(len(labels), len(known))
    return len(labels & known) >= max(min(2, smaller), smaller / 2)


def as_draft(columns: Iterable[OfferedColumn], title: str = "", publisher: str = "") -> Draft:
    """The draft that the likely columns make, to be looked over."""
    chosen = [column for column in columns if column.likely]
    steps, outside = scale_of(label for column in chosen for label in column.answers)
    return Draft(
        title=title,
        publisher=publisher,
        steps=steps,
        statements=tuple(Statement(column.area or DEFAULT_AREA, column.text) for column in chosen),
        not_applicable=outside,
    )


def scale_of(labels: Iterable[str]) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """The labels from lowest to highest as far as their words tell, and those outside the scale.

    >>> scale_of(["Stämmer", "Vet ej", "Stämmer inte", "Stämmer till stor del"])
    (('Stämmer inte', 'Stämmer till stor del', 'Stämmer'), ('Vet ej',))
    """
    different = {match_key(label): label for label in labels}
    outside = tuple(label for key, label in different.items() if key in GENERIC_NOT_APPLICABLE)
    steps = sorted((label for label in different.values() if label not in outside), key=_place)
    return tuple(steps), outside


def _place(label: str) -> tuple[float, str]:
    value = value_of(label)
    if value.number is not None:
        return float(value.number), label
    key = match_key(label)
    for pattern, place in zip(_ORDER, _PLACES, strict=True):
        if pattern.search(key):
            return float(place), label
    return float(_PLAIN), label
