"""Which column holds the answers to which item, and what are the other columns for?"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import TypeVar

from rapidfuzz import fuzz, process

from skolkval.errors import Refusal
from skolkval.importing.layouts import Heading
from skolkval.importing.likeness import NAMED, liken
from skolkval.importing.report import Column, Match, Role
from skolkval.importing.statements import Items, Statements, unnumbered
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
_Choice = TypeVar("_Choice")
_SINGLE: tuple[Role, ...] = ("level", "unit", "school_form", "role")
_WHOLE = 0.98


@dataclass(frozen=True)
class MatchedColumn:
    """A column and what it was taken for.

    `items` are positions in `instrument.items`: one, or one per level where the same words are
    rated at several levels; empty for a column that holds no answers. A doubtful column has
    `candidates` instead, as (position, confidence). `stem` is the question over the statement.
    """

    index: int
    header: str
    role: Role
    items: Items = ()
    match: Match = "none"
    confidence: float = 0.0
    candidates: tuple[tuple[int, float], ...] = ()
    stem: str = ""

    @property
    def letter(self) -> str:
        return column_letter(self.index)

    def as_reported(self, instrument: Instrument) -> Column:
        """The column as the report shows it."""
        item_id = instrument.items[self.items[0]].id if self.items else None
        candidates = tuple(
            (instrument.items[item].id, confidence) for item, confidence in self.candidates
        )
        return Column(
            *(self.letter, self.header, self.role, item_id),
            *(self.match, self.confidence, candidates),
        )


def match_columns(
    headings: Sequence[Heading],
    meta: Collection[int],
    statements: Statements,
    chosen: Mapping[str, Role] | None = None,
    items: Mapping[str, str] | None = None,
) -> list[MatchedColumn]:
    """What each column is for, in order.

    `meta` are the columns the survey tool added, `chosen` and `items` what the analyst has said.
    Whatever is written out decides first; what is left is matched by likeness, all of it at once.

    Raises:
        Refusal: SK-223 when a choice names no column, two columns claim one role, or one that tells
            who has answered is chosen as comments; SK-231 when an item that was chosen does not exist.
    """
    headers = [heading.text for heading in headings]
    roles: dict[int, Role] = choices_by_column(headers, chosen or {})
    picked = {
        at: _picked(name, statements)
        for at, name in choices_by_column(headers, items or {}).items()
    }
    columns = []
    for index, heading in enumerate(headings):
        column = MatchedColumn(index, heading.text, "meta" if index in meta else "ignored")
        choice = roles.get(index)
        if index in picked:
            column = replace(
                column, role="item", items=picked[index], match="chosen", confidence=1.0
            )
        elif choice not in (None, "item"):
            own = "meta" if index in meta else _role(heading)
            if choice == "comment" and own not in ("comment", "ignored"):
                raise Refusal("SK-223", _no_comment(column))
            column = replace(column, role=choice)
        elif index not in meta:
            column = _written_out(column, heading, statements)
        columns.append(column)
    settled = {at for at, role in roles.items() if role != "item"} | set(meta)
    columns = _likened(columns, headings, statements, settled)
    for column in columns:
        if roles.get(column.index) == "item" and not column.items:
            raise Refusal(
                "SK-223",
                f"Kolumn {column.letter} har angetts som påstående, men rubriken är inget av "
                "instrumentets påståenden.",
            )
    return _single_roles(columns, set(roles))


def _no_comment(column: MatchedColumn) -> str:
    return (
        f"Kolumn {column.letter} (”{column.header}”) säger vem som svarat, eller är enkätverktygets egen. Den kan "
        "inte läsas som kommentarer."
    )


def _picked(item_id: str, statements: Statements) -> Items:
    items = statements.alike(item_id)
    if items is None:
        raise Refusal(
            "SK-231",
            f"Instrumentet har inget påstående med id ”{item_id}”. Se vilka som finns med "
            f'"skolkval instruments show {statements.instrument.id}".',
        )
    return items


def at_letter(letter: str) -> str:
    """The name of the column at a letter, where a header may be a letter too.

    >>> at_letter("F")
    '#F'
    """
    return f"#{letter}"


def choices_by_column(headers: Sequence[str], chosen: Mapping[str, _Choice]) -> dict[int, _Choice]:
    """The choice per column; a choice names a header or, failing that, a letter (see `at_letter`)."""
    choices: dict[int, _Choice] = {}
    for name, choice in chosen.items():
        named = [
            index
            for index in range(len(headers))
            if at_letter(column_letter(index)) == name.upper()
        ]
        named = named or [index for index, header in enumerate(headers) if header == name.strip()]
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
        choices |= dict.fromkeys(named, choice)
    return choices


def _written_out(column: MatchedColumn, heading: Heading, statements: Statements) -> MatchedColumn:
    """The column by what stands in its heading: a statement, a word for a role, a short label."""
    role = _role(heading)
    found = statements.find(heading.names)
    stem = (found.stem if found else "") or _above(heading)
    if found and (stem or found.confidence < _WHOLE) and role == "comment":
        # "Kommentar: Vi följer upp." is no answer to "Vi följer upp."
        own = statements.instrument.items[found.choices[0][0]].text
        found = found if role_of_header(own) == "comment" else None
    if found is None or (found.match == "label" and role != "ignored"):
        return replace(column, role=role)
    if len(found.choices) == 1 and not statements.other_question(stem):
        (items,) = found.choices
        column = replace(column, role="item", items=items, stem=stem)
        return replace(column, match=found.match, confidence=found.confidence)
    share = found.confidence if len(found.choices) == 1 else round(1 / len(found.choices), 2)
    return replace(column, candidates=tuple((items[0], share) for items in found.choices))


def _above(heading: Heading) -> str:
    """The question in the header row over the one with the statement."""
    own = f" [{next(iter(heading.names), '')}]"
    return heading.text.removesuffix(own) if heading.text.endswith(own) else ""


def _role(heading: Heading) -> Role:
    roles = (role_of_header(key) for name in heading.names for key in (name, unnumbered(name)))
    return next((role for role in roles if role != "ignored"), "ignored")


def _likened(
    columns: Sequence[MatchedColumn],
    headings: Sequence[Heading],
    statements: Statements,
    settled: Collection[int],
) -> list[MatchedColumn]:
    """The columns where those that are left over, and no statement by word, go by likeness."""
    certain = {item for column in columns if column.match != "label" for item in column.items}
    # A short label gives way to a column with the statement itself.
    columns = [
        replace(column, role="ignored", items=(), match="none", confidence=0.0)
        if column.match == "label" and certain & set(column.items)
        else column
        for column in columns
    ]
    held = {item for column in columns for item in column.items}
    left = {
        column.index: headings[column.index].names
        for column in columns
        if column.role == "ignored"
        and not column.candidates
        and column.header
        and column.index not in settled
    }
    found = liken(left, statements, held)
    held |= {item for likeness in found.values() for item in likeness.items}
    result = []
    for column in columns:
        if likeness := found.get(column.index):
            column = replace(
                column,
                role="item" if likeness.items else "ignored",
                items=likeness.items,
                match=likeness.match,
                confidence=likeness.confidence,
                candidates=likeness.candidates,
            )
        free = tuple(each for each in column.candidates if each[0] not in held)
        result.append(replace(column, candidates=free))
    return result


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
            match_key(item.text), list(spare), scorer=fuzz.ratio, score_cutoff=100 * NAMED
        )
        hint = ""
        if nearest:
            column = spare[nearest[0]]
            hint = f" (menas kolumn {column.letter}, ”{column.header}”?)"
        named.append(f"”{item.text}”{hint}")
    count = "Ett påstående" if len(named) == 1 else f"{len(named)} påståenden"
    return f"{count} saknar kolumn: {listed(named)}."
