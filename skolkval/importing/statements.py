"""Which statement does a text stand for, and which ones may it be?"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import NamedTuple

from skolkval.importing.report import Match
from skolkval.importing.text import match_key
from skolkval.importing.words import other_question
from skolkval.instruments.codes import item_codes
from skolkval.instruments.model import Instrument

Items = tuple[int, ...]
"""Positions in `instrument.items`: one, or one per level where the same words are rated at several."""

_TAIL_DIGITS = re.compile(r"[\s.:;,?!*]*\d+$")
_BRACKETS = re.compile(r"[^\[]*\[(.+)\]\s*\d*", re.DOTALL)
_DASH = re.compile(r"\s[-–—]\s")
# What a tool or a person numbers questions with: "1.", "Q3_2", "3a)", "Fråga 4:", "b)",
# "G01Q01[SQ001]. ", "id---".
_LEAD = re.compile(
    r"\s*(?:"
    r"[a-z]\w{0,40}(?:\[\w{1,40}\])*---"
    r"|[a-z]\w{0,40}(?:\[\w{1,40}\])+\s*[.:]?\s+"
    r"|(?:fråga|question|påstående|item)?\s{0,2}[a-z]{0,2}\d{1,4}(?:[._-]\d{1,4}){0,3}[a-zåäö]?"
    r"(?:\s*[.):]\s*|\s+[-–]\s+|\s+)"
    r"|\(?[a-zåäö0-9]{1,2}\)\s*"
    r")",
    re.IGNORECASE,
)
_NOT_CODE = re.compile(r"[\W_]+")
_LONGEST_CODE = 60


@dataclass(frozen=True)
class Found:
    """What a text stands for. With more than one of `choices` it cannot be told which.

    `stem` is the question that the statement stood under in the heading, if any.
    """

    choices: tuple[Items, ...]
    match: Match
    confidence: float
    stem: str = ""


class Said(NamedTuple):
    """A key that a heading may stand for, how sure that is, and what stood before it."""

    key: str
    confidence: float
    stem: str


class Statements:
    """The instrument's statements, by their words, ids and short labels."""

    def __init__(self, instrument: Instrument) -> None:
        self.instrument = instrument
        exact: dict[str, list[int]] = defaultdict(list)
        keys: dict[str, list[int]] = defaultdict(list)
        codes: dict[str, list[int]] = defaultdict(list)
        labels: dict[str, list[int]] = defaultdict(list)
        named = {group.id: group.label for group in instrument.groups}
        self._headings = {match_key(area.label) for area in instrument.areas}
        self._headings |= {match_key(group.label) for group in instrument.groups}
        in_tools = item_codes(instrument)
        for index, item in enumerate(instrument.items):
            exact[item.text].append(index)
            keys[match_key(item.text)].append(index)
            for code in {_code(item.id), _code(in_tools[item.id])}:
                codes[code].append(index)
            for label in {item.label, named.get(item.group_id or "", "")} - {"", item.text}:
                labels[match_key(label)].append(index)
        self._exact = {text: self._together(found) for text, found in exact.items()}
        self.keys = {key: self._together(found) for key, found in keys.items()}
        self._ids = {item.id: ((index,),) for index, item in enumerate(instrument.items)}
        self._codes = {code: self._together(found) for code, found in codes.items()}
        # The same label at two levels is two statements with different words: never one column.
        self._labels = {key: tuple((index,) for index in found) for key, found in labels.items()}
        self._seen: dict[str, tuple[Items, ...]] = {}

    def _together(self, found: Sequence[int]) -> tuple[Items, ...]:
        """One choice where every level has the words at most once, else each by itself."""
        levels = [self.instrument.items[index].level for index in found]
        if len(found) == 1 or (None not in levels and len(set(levels)) == len(levels)):
            return (tuple(found),)
        return tuple((index,) for index in found)

    def alike(self, item_id: str) -> Items | None:
        """The item with this id, with those of other levels that have the same words."""
        for index, item in enumerate(self.instrument.items):
            if item.id == item_id:
                choices = self.keys[match_key(item.text)]
                return next((items for items in choices if index in items), (index,))
        return None

    def find(self, names: Iterable[str]) -> Found | None:
        """What a heading known by these names stands for, word for word, or nearly so."""
        names = tuple(names)
        for name in names:
            if choices := self._exact.get(name) or self._ids.get(name):
                return Found(choices, "exact", 1.0)
        for name in names:
            for said in readings(name):
                if choices := self.keys.get(said.key):
                    return Found(choices, "normalised", said.confidence, said.stem)
        for name in names:
            for code in _codes(name):
                if choices := self._codes.get(code):
                    return Found(choices, "normalised", 0.95)
        for name in names:
            for said in readings(name):
                if choices := self._labels.get(said.key):
                    return Found(choices, "label", 0.85, said.stem)
        return None

    def other_question(self, stem: str) -> bool:
        """Whether what stands over a statement asks something else, and is no part of the
        instrument: an area may be called "Mål och prioriteringar"."""
        return match_key(stem) not in self._headings and other_question(stem)

    def count(self, texts: Sequence[str]) -> int:
        """How many statements there are among the texts, labels left out."""
        found: set[Items] = set()
        for text in texts:
            if text not in self._seen:
                hit = self.find((text,)) if any(map(str.isalpha, text)) else None
                self._seen[text] = hit.choices if hit and hit.match != "label" else ()
            found.update(self._seen[text])
        return len(found)


def readings(header: str, *, tail: bool = True) -> Iterator[Said]:
    """The keys a header may stand for, the most literal first, with how sure each one is.

    With `tail` a number at the end is also taken for one that the tool added to a header it had
    already used.
    """
    for piece, confidence, before in _pieces(header):
        stem = unnumbered(f"{before} ").strip(" ,;:-–—")
        key = match_key(piece)
        yield Said(key, confidence, stem)
        if tail and key[-1:].isdigit():
            yield Said(match_key(_TAIL_DIGITS.sub("", key)), min(confidence, 0.95), stem)
        if (bare := unnumbered(piece)) != piece:
            yield Said(match_key(bare), min(confidence, 0.95), stem)


def unnumbered(header: str) -> str:
    """The heading without a number before it.

    >>> unnumbered("Q3_2. Vi följer upp"), unnumbered("3a) Vi följer upp"), unnumbered("Skola")
    ('Vi följer upp', 'Vi följer upp', 'Skola')
    """
    lead = _LEAD.match(header)
    return header[lead.end() :] if lead else header


def _pieces(header: str) -> Iterator[tuple[str, float, str]]:
    """The header, what stands in its brackets, and what follows a colon or a dash, each with how
    sure it is and what stands before."""
    yield header, 0.98, ""
    if inside := _BRACKETS.fullmatch(header):
        yield inside[1], 0.95, header[: inside.start(1) - 1]
    if (last := header.rfind("[")) > 0:
        yield header[last + 1 :].rstrip("0123456789 ]"), 0.9, header[:last]
    parts = header.split(":")
    for start in range(1, min(len(parts), 6)):
        yield ":".join(parts[start:]), 0.9, ":".join(parts[:start])
    for dash in list(_DASH.finditer(header))[:5]:
        yield header[dash.end() :], 0.9, header[: dash.start()]


def _code(text: str) -> str:
    """A name without what some tools do not allow in it: "fk1-rektor" is "fk1rektor"."""
    return _NOT_CODE.sub("", text.casefold())


def _codes(name: str) -> Iterator[str]:
    """The technical names a heading may be: whole, in its brackets, or after its last group."""
    if len(name) > _LONGEST_CODE or any(map(str.isspace, name)):
        return
    yield _code(name)
    if inside := _BRACKETS.fullmatch(name):
        yield _code(inside[1])
    for sign in "/.":
        yield _code(name.rpartition(sign)[2])
