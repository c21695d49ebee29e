"""Which column holds the answers to which item, and what are the other columns for?"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace

from rapidfuzz import fuzz, process

from skolkval.errors import Refusal
from skolkval.importing.report import Column, Match, Role
from skolkval.importing.text import column_letter, listed, match_key
from skolkval.importing.words import role_of_header
from skolkval.instruments.model import Instrument, Item

ROLE_LABELS: dict[Role, str] = {
    "item": "påstående",
    "level": "nivå",
    "unit": "enhet",
    "school_form": "skolform",
    "role": "roll",
    "comment": "kommentar",
    "meta": "identitetsuppgift",
    "ignored": "läses inte",
}
_SINGLE: tuple[Role, ...] = ("level", "unit", "school_form", "role")
_TAIL_DIGITS = re.compile(r"[\s.:;,?!*]*\d+$")
_BRACKETS = re.compile(r"[^\[]*\[(.+)\]\s*\d*", re.DOTALL)
_NEAREST = 60


@dataclass(frozen=True)
class MatchedColumn:
    """A column and what it was taken for.

    `items` are positions in `instrument.items`: one, or one per level where the same words are
    rated at several levels; empty for a column that holds no answers.
    """

    index: int
    header: str
    role: Role
    items: tuple[int, ...] = ()
    match: Match = "none"
    confidence: float = 0.0

    @property
    def letter(self) -> str:
        return column_letter(self.index)

    def as_reported(self, instrument: Instrument) -> Column:
        """The column as the report shows it."""
        item_id = instrument.items[self.items[0]].id if self.items else None
        return Column(self.letter, self.header, self.role, item_id, self.match, self.confidence)


@dataclass(frozen=True)
class _Known:
    """The items by exact text or id, and by the key of either."""

    exact: Mapping[str, tuple[int, ...]]
    keys: Mapping[str, tuple[int, ...]]

    @classmethod
    def of(cls, instrument: Instrument) -> _Known:
        exact: dict[str, list[int]] = defaultdict(list)
        keys: dict[str, list[int]] = defaultdict(list)
        for index, item in enumerate(instrument.items):
            exact[item.text].append(index)
            keys[match_key(item.text)].append(index)
        for index, item in enumerate(instrument.items):
            exact.setdefault(item.id, [index])
            keys.setdefault(match_key(item.id), [index])
        levels = [item.level for item in instrument.items]
        return cls(_one_per_level(exact, levels), _one_per_level(keys, levels))


def _one_per_level(
    found: Mapping[str, list[int]], levels: list[str | None]
) -> dict[str, tuple[int, ...]]:
    """Drop words that two items of one level share: they cannot be told apart."""
    kept = {}
    for words, indices in found.items():
        own = [levels[index] for index in indices]
        if len(indices) == 1 or (None not in own and len(set(own)) == len(own)):
            kept[words] = tuple(indices)
    return kept


def match_columns(
    headers: tuple[str, ...],
    meta: frozenset[int],
    instrument: Instrument,
    chosen: Mapping[str, Role],
) -> list[MatchedColumn]:
    """What each column is for, in order. `meta` are the columns the survey tool added.

    Raises:
        Refusal: SK-223 when a choice names no column, or two columns claim one role.
    """
    known = _Known.of(instrument)
    choices = _choices(headers, chosen)
    columns = []
    for index, header in enumerate(headers):
        choice = choices.get(index)
        column = MatchedColumn(index, header, "meta" if index in meta else "ignored")
        if choice in (None, "item") and index not in meta:
            column = _matched(column, known)
        if choice == "item" and not column.items:
            raise Refusal(
                "SK-223",
                f"Kolumn {column.letter} har angetts som påstående, men rubriken är inget av "
                "instrumentets påståenden.",
            )
        if choice not in (None, "item"):
            column = replace(column, role=choice)
        elif not column.items and column.role == "ignored":
            column = replace(column, role=role_of_header(header))
        columns.append(column)
    return _single_roles(columns, set(choices))


def _choices(headers: tuple[str, ...], chosen: Mapping[str, Role]) -> dict[int, Role]:
    """The chosen role per column; a choice names a header or, failing that, a letter."""
    choices: dict[int, Role] = {}
    for name, role in chosen.items():
        named = [index for index, header in enumerate(headers) if header == name.strip()]
        named = named or [
            index
            for index, header in enumerate(headers)
            if header and match_key(header) == match_key(name)
        ]
        named = named or [
            index for index in range(len(headers)) if column_letter(index) == name.strip().upper()
        ]
        if not named:
            raise Refusal(
                "SK-223",
                f"Det finns ingen kolumn som heter ”{name}”. Ange en rubrik som den står i filen, "
                "eller kolumnens bokstav.",
            )
        choices |= dict.fromkeys(named, role)
    return choices


def _matched(column: MatchedColumn, known: _Known) -> MatchedColumn:
    if items := known.exact.get(column.header):
        return replace(column, role="item", items=items, match="exact", confidence=1.0)
    for key, confidence in _readings(column.header):
        if items := known.keys.get(key):
            return replace(
                column, role="item", items=items, match="normalised", confidence=confidence
            )
    return column


def _readings(header: str) -> Iterator[tuple[str, float]]:
    """The keys a header may stand for, the most literal first, with how sure each one is."""
    whole = match_key(header)
    yield whole, 0.98
    yield match_key(_TAIL_DIGITS.sub("", whole)), 0.95
    if inside := _BRACKETS.fullmatch(header):
        yield match_key(inside[1]), 0.95
    if (last := header.rfind("[")) > 0:
        yield match_key(header[last + 1 :].rstrip("0123456789 ]")), 0.9
    parts = header.split(":")
    for start in range(1, len(parts)):
        yield match_key(":".join(parts[start:])), 0.9


def _single_roles(columns: list[MatchedColumn], chosen: set[int]) -> list[MatchedColumn]:
    """At most one column per background role; a chosen one goes before a recognised one."""
    for role in _SINGLE:
        claims = [column for column in columns if column.role == role]
        preferred = [column for column in claims if column.index in chosen] or claims
        if len(preferred) > 1:
            names = " och ".join(column.letter for column in preferred)
            raise Refusal(
                "SK-223",
                f"Kolumn {names} ser alla ut att vara {ROLE_LABELS[role]}. Ange vilken av dem som "
                "gäller.",
            )
        dropped = {column.index for column in claims} - {column.index for column in preferred}
        columns = [
            replace(column, role="ignored") if column.index in dropped else column
            for column in columns
        ]
    return columns


def without_duplicates(
    columns: list[MatchedColumn], accept_partial: bool
) -> tuple[list[MatchedColumn], list[str]]:
    """The columns with those that claim one item set aside, and a sentence about each such pair.

    Raises:
        Refusal: SK-204 unless `accept_partial`.
    """
    claims: dict[int, list[MatchedColumn]] = defaultdict(list)
    for column in columns:
        for item in column.items:
            claims[item].append(column)
    doubled = {
        tuple(column.index for column in several): several
        for several in claims.values()
        if len(several) > 1
    }
    sentences = [
        f"Kolumnen ”{several[0].header}” finns {_times(len(several))} "
        f"(kolumn {' och '.join(column.letter for column in several)})."
        for several in doubled.values()
    ]
    if sentences and not accept_partial:
        raise Refusal(
            "SK-204", " ".join([*sentences, "Ta bort den ena i filen, eller läs in utan dem."])
        )
    aside = {index for indices in doubled for index in indices}
    kept = [
        replace(column, role="ignored", items=(), match="none", confidence=0.0)
        if column.index in aside
        else column
        for column in columns
    ]
    return kept, sentences


def _times(count: int) -> str:
    return "två gånger" if count == 2 else f"{count} gånger"


def missing_items(columns: Sequence[MatchedColumn], expected: Sequence[Item]) -> str:
    """A sentence that lists the expected items no column was matched to, each with the header
    most like it."""
    spare = {
        match_key(column.header): column
        for column in columns
        if column.role in ("ignored", "comment") and column.header
    }
    named = []
    for item in expected:
        nearest = process.extractOne(
            match_key(item.text), list(spare), scorer=fuzz.ratio, score_cutoff=_NEAREST
        )
        hint = ""
        if nearest:
            column = spare[nearest[0]]
            hint = f" (menas kolumn {column.letter}, ”{column.header}”?)"
        named.append(f"”{item.text}”{hint}")
    count = "Ett påstående" if len(named) == 1 else f"{len(named)} påståenden"
    return f"{count} saknar kolumn: {listed(named)}."
