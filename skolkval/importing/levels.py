"""Which level does each rater answer for?"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from skolkval.errors import Refusal
from skolkval.importing.matching import MatchedColumn
from skolkval.importing.table import TextColumn
from skolkval.importing.text import listed, match_key
from skolkval.importing.words import LEVEL_SYNONYMS
from skolkval.instruments.codes import level_codes
from skolkval.instruments.model import NO_LEVEL, Instrument

UNKNOWN = -1
UNDECIDED = -2


@dataclass(frozen=True)
class RaterLevels:
    """Per row a position in `instrument.level_ids`, UNKNOWN (the cell names no level: SK-221) or
    UNDECIDED (no answers to tell it by: SK-220). `inferred` counts the rows told by answers."""

    positions: npt.NDArray[np.int8]
    inferred: int = 0


def level_named(text: str, instrument: Instrument) -> str | None:
    """The id of the level a text means, or None."""
    key, codes = match_key(text), level_codes(instrument)
    for level in instrument.levels:
        names = (level.id, level.label, codes[level.id], *LEVEL_SYNONYMS.get(level.id, ()))
        if key in map(match_key, names):
            return level.id
    return None


def chosen_level(text: str | None, instrument: Instrument) -> str | None:
    """The id of the level given for the whole file.

    Raises:
        Refusal: SK-221 when the instrument has no such level.
    """
    if text is None:
        return None
    level = level_named(text, instrument)
    if level is None:
        raise Refusal(
            "SK-221", f"Nivån ”{text}” finns inte i instrumentet. {known_levels(instrument)}"
        )
    return level


def known_levels(instrument: Instrument) -> str:
    """A sentence about which levels there are."""
    has = ", ".join(level.label for level in instrument.levels)
    return f"Instrumentets nivåer är: {has}." if has else "Instrumentet har inga nivåer."


def levels_of_rows(
    instrument: Instrument,
    column: TextColumn | None,
    chosen: str | None,
    items: Sequence[MatchedColumn],
    codes: npt.NDArray[np.int8],
    row_numbers: npt.NDArray[np.int32],
) -> RaterLevels:
    """The level of every row: by its own cell, else the file's, else by what it answers.

    `codes` are the answers, shape [rows, len(items)], step 1..K or 0 where answered.

    With a column for the level, a row whose own cell is blank and whose answers do not tell is
    UNDECIDED.

    Raises:
        Refusal: SK-220 when there is no such column and a row answers items of several levels, or
            nothing tells the level.
    """
    rows = codes.shape[0]
    ids = instrument.level_ids
    if ids == (NO_LEVEL,):
        return RaterLevels(np.zeros(rows, np.int8))
    positions = np.full(rows, UNDECIDED if chosen is None else ids.index(chosen), np.int8)
    if column is not None:
        named = [level_named(value, instrument) for value in column.values]
        own = np.array([UNKNOWN if name is None else ids.index(name) for name in named], np.int8)
        positions = np.where(column.blank, positions, own[column.codes]).astype(np.int8)
    open_rows = positions == UNDECIDED
    if not open_rows.any():
        return RaterLevels(positions)
    answered = _answered_levels(instrument, items, codes)
    if column is None:
        _refuse_untold(answered, open_rows, row_numbers)
    return _by_answers(answered, positions, open_rows)


@dataclass(frozen=True)
class _Answered:
    """Which levels' own statements each row answers (shape [rows, levels]), and which levels the
    file's columns ask."""

    rows: npt.NDArray[np.bool_]
    asked: list[int]

    @property
    def levels(self) -> npt.NDArray[np.intp]:
        """How many levels' own statements each row answers."""
        counts: npt.NDArray[np.intp] = self.rows.sum(axis=1)
        return counts


def _answered_levels(
    instrument: Instrument, items: Sequence[MatchedColumn], codes: npt.NDArray[np.int8]
) -> _Answered:
    ids = instrument.level_ids
    bound = {index: _only_level(column, instrument) for index, column in enumerate(items)}
    asked = sorted({ids.index(level) for level in bound.values() if level is not None})
    answered = np.zeros((codes.shape[0], len(ids)), bool)
    for index, level in bound.items():
        if level is not None:
            answered[:, ids.index(level)] |= codes[:, index] >= 0
    return _Answered(answered, asked)


def _refuse_untold(
    answered: _Answered, open_rows: npt.NDArray[np.bool_], row_numbers: npt.NDArray[np.int32]
) -> None:
    several = open_rows & (answered.levels > 1)
    if several.any():
        where = listed([str(number) for number in row_numbers[several]])
        raise Refusal(
            "SK-220",
            f"Nivån framgår inte: på rad {where} finns svar på flera nivåers påståenden. Lägg "
            "till en kolumn ”Nivå”, eller ange en nivå för hela filen.",
        )
    if not answered.asked:
        raise Refusal(
            "SK-220",
            "Nivån framgår inte: filen har ingen kolumn ”Nivå” och påståendena är desamma för "
            "alla nivåer. Ange vilken nivå filen gäller.",
        )


def _by_answers(
    answered: _Answered, positions: npt.NDArray[np.int8], open_rows: npt.NDArray[np.bool_]
) -> RaterLevels:
    told = open_rows & (answered.levels == 1)
    positions = np.where(told, answered.rows.argmax(axis=1), positions).astype(np.int8)
    present = sorted(set(positions[told].tolist())) or answered.asked
    if len(present) == 1:
        positions = np.where(open_rows & (answered.levels < 2), present[0], positions).astype(
            np.int8
        )
    return RaterLevels(positions, int(told.sum()))


def _only_level(column: MatchedColumn, instrument: Instrument) -> str | None:
    """The level whose raters alone are asked what the column holds."""
    levels = {instrument.items[item].level for item in column.items}
    return levels.pop() if len(levels) == 1 else None
