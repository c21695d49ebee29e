"""Which step does each answer stand for, judged by the whole set of values in the file?"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from skolkval.errors import Refusal
from skolkval.importing.personal import shown
from skolkval.importing.table import TextColumn
from skolkval.importing.text import listed, match_key
from skolkval.instruments.model import Instrument, Scale

BLANK = -1
REJECTED_FROM = -2
MERGED = -6
REJECT_CODES = {-2: "SK-208", -3: "SK-209", -4: "SK-210", -5: "SK-211", MERGED: "SK-207"}

# Answers outside the scale that an instrument need not list to have them understood.
GENERIC_NOT_APPLICABLE = frozenset(
    map(
        match_key,
        (
            "Vet ej",
            "Vet inte",
            "Ej aktuellt",
            "Inte aktuellt",
            "Kan ej bedöma",
            "Kan inte bedöma",
            "Ej tillämpligt",
            "Ingen uppfattning",
            "Ingen åsikt",
            "N/A",
        ),
    )
)
# Labels that survey tools and authorities use: one in the file that the instrument lacks means
# that people answered on another scale.
_FOREIGN_SCALES = (
    "Stämmer inte alls, Stämmer inte, Stämmer till viss del, Stämmer delvis, Stämmer till stor del, "
    "Stämmer helt, Stämmer",
    "Stämmer mycket dåligt, Stämmer ganska dåligt, Stämmer dåligt, Stämmer ganska bra, "
    "Stämmer bra, Stämmer mycket bra, Stämmer helt och hållet, Varken eller",
    "Instämmer inte alls, Instämmer inte, Instämmer i liten utsträckning, Instämmer till viss del, "
    "Instämmer delvis, Instämmer i stor utsträckning, Instämmer till stor del, Instämmer, "
    "Instämmer helt, Instämmer helt och hållet",
    "Aldrig, Sällan, Ibland, Ofta, Alltid",
    "I mycket låg grad, I låg grad, I viss mån, I hög grad, I mycket hög grad",
    "Strongly disagree, Disagree, Somewhat disagree, Neither agree nor disagree, Neutral, "
    "Somewhat agree, Agree, Strongly agree",
)
_FOREIGN_LABELS = {match_key(label) for names in _FOREIGN_SCALES for label in names.split(",")}

_ERROR_VALUE = re.compile(
    r"#(?:div/0!|n/a|name\?|namn\?|null!|num!|ref!|value!|värdefel!|ogiltigt!"
    r"|referens!|division/0!|saknas!|getting_data|spill!|calc!)",
    re.IGNORECASE,
)
_DATE = re.compile(r"\d{4}-\d{2}-\d{2}(?:[T ].*)?|\d{2,}:\d{2}:\d{2}(?:\.\d+)?")
_CODE = re.compile(r"(\d{1,3})(?:[.,]0+)?")
_CODE_AND_LABEL = re.compile(r"(\d{1,2})\s*[-.:;)=]*\s*(\D.*)")


@dataclass(frozen=True)
class Reading:
    """The item columns as answers.

    `codes` is int8, shape [rows, columns]: a step 1..K, 0 not applicable, BLANK, or at most
    REJECTED_FROM, where REJECT_CODES says why. `extra_labels` counts the cells per label that was
    taken as not applicable though the instrument does not list it.
    """

    codes: npt.NDArray[np.int8]
    extra_labels: dict[str, int]


class _Scheme:
    """How one value is read, given the instrument's scale."""

    def __init__(self, scale: Scale) -> None:
        self.size = scale.size
        self.steps = {match_key(step.label): step.value for step in scale.steps}
        self.listed = frozenset(map(match_key, scale.not_applicable))

    def read(self, value: str) -> int:
        """A step, 0, BLANK or one of the reject codes."""
        key = match_key(value).rstrip(";")
        if not key:
            return BLANK
        if key in self.steps:
            return self.steps[key]
        if key in self.listed:
            return 0
        if key.startswith("="):
            return -2
        if _ERROR_VALUE.fullmatch(value.strip()):
            return -3
        if _DATE.fullmatch(value.strip()):
            return -4
        if code := _CODE.fullmatch(key):
            return int(code[1]) if 1 <= int(code[1]) <= self.size else -5
        if pair := _CODE_AND_LABEL.fullmatch(key):
            return self._pair(int(pair[1]), pair[2])
        return 0 if key in GENERIC_NOT_APPLICABLE else -5

    def _pair(self, number: int, label: str) -> int:
        """ "3 – Stämmer till stor del": both must say the same."""
        if label in self.listed or label in GENERIC_NOT_APPLICABLE:
            return 0
        return number if self.steps.get(label) == number else -5


def read_answers(
    columns: Sequence[TextColumn], letters: Sequence[str], instrument: Instrument
) -> Reading:
    """The answers in the item columns (data rows only).

    Raises:
        Refusal: SK-224 when the answers are on another scale, SK-225 when nothing in a column of
            at least three filled cells can be read.
    """
    scheme = _Scheme(instrument.scale)
    rows = columns[0].codes.size
    codes = np.empty((rows, len(columns)), np.int8, order="F")
    values: Counter[str] = Counter()
    columns_with: Counter[str] = Counter()
    for index, column in enumerate(columns):
        counts = column.counts()
        meaning = np.array([scheme.read(value) for value in column.values], np.int8)
        codes[:, index] = meaning[column.codes]
        for value, count in zip(column.values, counts.tolist(), strict=True):
            if count:
                values[value] += count
                columns_with[value] += 1
    _refuse_another_scale(scheme, values, columns_with, instrument)
    _refuse_unreadable_columns(codes, letters, instrument.scale)
    extra = {
        value.strip(): count
        for value, count in values.items()
        if scheme.read(value) == 0 and match_key(value).rstrip(";") not in scheme.listed
    }
    return Reading(codes, extra)


def _refuse_another_scale(
    scheme: _Scheme, values: Counter[str], columns_with: Counter[str], instrument: Instrument
) -> None:
    """Refuse a file whose set of values belongs to another scale than the instrument's.

    One cell that cannot be read is a slip; a label that others use for another scale, a text that
    returns in several columns, or numbers that go one step further than the scale, are not.
    """
    filled = sum(count for value, count in values.items() if scheme.read(value) != BLANK)
    unreadable = {value for value in values if scheme.read(value) == -5}
    foreign = set()
    for value in unreadable:
        label = _label(value)
        own_label_other_number = label in scheme.steps and values[value] >= 2
        known = label in _FOREIGN_LABELS and label not in scheme.steps
        returns = values[value] >= max(3, filled * 0.05) and columns_with[value] >= 2
        is_text = _whole_number(value) is None
        if known or own_label_other_number or (is_text and returns):
            foreign.add(value)
    foreign |= _numbers_beyond(scheme, values, unreadable, filled)
    if foreign:
        found = sorted((value.strip() for value in foreign), key=match_key)
        own = ", ".join(step.label for step in instrument.scale.steps)
        raise Refusal(
            "SK-224",
            f"Svaren är givna på en annan skala än instrumentets. I filen finns: "
            f"{listed([f'”{shown(value)}”' for value in found])}. Instrumentets steg är: {own}. "
            "Välj rätt instrument, eller lägg in ett eget med den skala som användes.",
        )


def _numbers_beyond(
    scheme: _Scheme, values: Counter[str], unreadable: set[str], filled: int
) -> set[str]:
    """The whole numbers 0 to 11 outside the scale, if they are too many to be slips.

    The number next to the scale is what a longer or zero-based scale would give: two of them, and
    2 %, are enough. Others must be three and a fifth of all.
    """
    numbers = {value: _whole_number(value) for value in unreadable}
    outside = {value for value, number in numbers.items() if number is not None and number <= 11}
    beside = sum(values[value] for value in outside if numbers[value] in (0, scheme.size + 1))
    cells = sum(values[value] for value in outside)
    systematic = beside >= max(2, filled * 0.02) or cells >= max(3, filled * 0.2)
    return outside if systematic else set()


def _label(value: str) -> str:
    """The words of a value, without a number before them."""
    key = match_key(value).rstrip(";")
    pair = _CODE_AND_LABEL.fullmatch(key)
    return pair[2] if pair else key


def _whole_number(value: str) -> int | None:
    code = _CODE.fullmatch(match_key(value))
    return int(code[1]) if code else None


def _refuse_unreadable_columns(
    codes: npt.NDArray[np.int8], letters: Sequence[str], scale: Scale
) -> None:
    filled = (codes != BLANK).sum(axis=0)
    unreadable = (codes <= REJECTED_FROM).sum(axis=0)
    whole = np.flatnonzero((filled >= 3) & (unreadable == filled))
    if whole.size:
        names = listed([letters[index] for index in whole.tolist()])
        own = ", ".join(step.label for step in scale.steps)
        raise Refusal(
            "SK-225",
            f"Inget svar i kolumn {names} går att läsa. Väntade svar är: {own}. "
            "Rätta kolumnen i filen, eller ta bort den.",
        )
