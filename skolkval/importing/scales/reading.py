"""The columns of answers as steps, what the report says of it, and which files are refused."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from skolkval.errors import Refusal
from skolkval.importing.personal import shown
from skolkval.importing.report import ImportReport, LabelReading, Message
from skolkval.importing.scales.judging import refuse_another_scale
from skolkval.importing.scales.scheme import (
    AMBIGUOUS,
    BLANK,
    BLANK_WORD,
    DATE,
    ERROR,
    FORMULA,
    MERGED,
    NOT_APPLICABLE_WORD,
    OFF_SCALE,
    Scheme,
    Seen,
    scheme_for,
)
from skolkval.importing.table import TextColumn
from skolkval.importing.text import listed, tidy
from skolkval.instruments.model import Instrument, Scale

REJECTED_FROM = FORMULA
REJECT_CODES = {
    FORMULA: "SK-208",
    ERROR: "SK-209",
    DATE: "SK-210",
    OFF_SCALE: "SK-211",
    MERGED: "SK-207",
    AMBIGUOUS: "SK-211",
}


MOST_UNREADABLE = 50
"""How many labels that cannot be read the report lists: a column of free text has no end of them."""


@dataclass(frozen=True)
class Reading:
    """The item columns as answers.

    `codes` is int8, shape [rows, columns]: a step 1..K, 0 not applicable, BLANK, or at most
    REJECTED_FROM, where REJECT_CODES says why. `extra_labels` counts the cells per label that was
    taken as not applicable though neither the instrument nor the analyst says so.
    """

    codes: npt.NDArray[np.int8]
    extra_labels: dict[str, int]


def read_answers(
    columns: Sequence[TextColumn],
    letters: Sequence[str],
    row_numbers: npt.NDArray[np.int32],
    instrument: Instrument,
    report: ImportReport,
    *,
    chosen: Mapping[str, str] | None = None,
    legend: Mapping[str, str] | None = None,
) -> Reading:
    """The answers in the item columns (data rows only); `row_numbers` are the spreadsheet's.

    `chosen` is the analyst's own reading (`ImportOptions.scale`), `legend` what the file says that
    its codes stand for ("1" to "Stämmer inte"); a code without label gets its step from the others.
    `report.scale` and notices of how numbers and other words were read are filled in, before a
    refusal too.

    Raises:
        Refusal: SK-202 when a number in a text file can be read in two ways, SK-224 when the answers
            are on another scale, SK-225 when nothing in a column of at least three filled cells can
            be read, SK-228 when a choice is no answer of the instrument.
    """
    seen: defaultdict[str, Seen] = defaultdict(Seen)
    for column in columns:
        for text, count in zip(column.values, column.counts().tolist(), strict=True):
            if count:
                seen[text].cells += count
                seen[text].columns += 1
    scheme = scheme_for(seen, instrument.scale, chosen or {}, legend or {})
    meaning = {text: scheme.read(text) for text in seen}
    report.scale = _labels(seen, meaning, instrument.scale)
    refuse_another_scale(scheme, seen)
    codes = np.empty((row_numbers.size, len(columns)), np.int8, order="F")
    for index, column in enumerate(columns):
        own = np.array([meaning.get(text, BLANK) for text in column.values], np.int8)
        codes[:, index] = own[column.codes]
    if report.file.format == "csv":
        _refuse_ambiguous(codes, columns, letters, row_numbers)
    _refuse_unreadable_columns(codes, letters, instrument.scale)
    report.messages += _notices(scheme, seen)
    extra = {
        text.strip(): seen[text].cells
        for text, code in meaning.items()
        if code == 0
        and scheme.choice(text) is None
        and not {scheme.value(text).key, scheme.value(text).label} & scheme.not_applicable
    }
    return Reading(codes, extra)


def _labels(
    seen: Mapping[str, Seen], meaning: Mapping[str, int], scale: Scale
) -> list[LabelReading]:
    """What each text was read as, the steps first and what cannot be read last."""
    words = {step.value: step.label for step in scale.steps}
    words |= {0: NOT_APPLICABLE_WORD, BLANK: BLANK_WORD}
    rank = {code: place for place, code in enumerate(words)}
    alike: defaultdict[tuple[str, int], Seen] = defaultdict(Seen)
    for text, where in seen.items():
        # The commonest way to see a cell: kinds of space make no other label, letters do.
        counted = alike[tidy(text), max(meaning[text], FORMULA)]
        counted.cells += where.cells
        counted.columns = max(counted.columns, where.columns)
    rows = sorted(
        alike.items(), key=lambda row: (rank.get(row[0][1], len(rank)), -row[1].cells, row[0][0])
    )
    readable = sum(code in words for _, code in alike)
    return [
        LabelReading(
            text if code in words else shown(text, returns=where.returns),
            where.cells,
            words.get(code),
        )
        for (text, code), where in rows[: readable + MOST_UNREADABLE]
    ]


def _notices(scheme: Scheme, seen: Mapping[str, Seen]) -> list[Message]:
    """How numbers and other words were read, where the file itself does not say so."""
    found = []
    steps = scheme.scale.steps
    own = {step.value: step.label for step in steps}
    bare = any(scheme.is_bare_number(text) and scheme.read(text) > 0 for text in seen)
    number_of = {step: number for number, step in scheme.numbers.items()}
    low, high = number_of[1], number_of[len(steps)]
    if low > high:
        found.append(
            Message(
                "SK-W14",
                f"Siffrorna går åt andra hållet än instrumentets skala och har vänts: {low} räknas "
                f"som ”{own[1]}” och {high} som ”{own[len(steps)]}”.",
            )
        )
    elif bare and not scheme.told:
        why = (
            f"0 kan också betyda vet ej; här lästes nollan som ”{own[1]}”."
            if low == 0
            else "Filen säger inte hur många steg skalan hade."
        )
        found.append(
            Message(
                "SK-W14",
                f"Svar som bara är siffror: {low} räknas som ”{own[1]}” och {high} som "
                f"”{own[len(steps)]}”. Kontrollera att skalan inte är vänd. {why}",
            )
        )
    if scheme.renamed:
        given = {step: label for label, step in scheme.words.items()}
        pairs = [
            f"”{given[step].capitalize()}” räknas som ”{label}”" for step, label in own.items()
        ]
        found.append(
            Message("SK-W15", f"Svaren har andra ord än instrumentet: {', '.join(pairs)}.")
        )
    return found


def _refuse_ambiguous(
    codes: npt.NDArray[np.int8],
    columns: Sequence[TextColumn],
    letters: Sequence[str],
    row_numbers: npt.NDArray[np.int32],
) -> None:
    """Refuse "1.234" in a text file: nobody but its owner knows whether that is above a thousand."""
    cells = np.argwhere(codes == AMBIGUOUS)
    if cells.size:
        row, column = cells[0].tolist()
        raise Refusal(
            "SK-202",
            f"Cell {letters[column]}{row_numbers[row]} har ”{shown(columns[column][row])}”, som kan "
            "läsas både med decimaler och som tusental. Skriv svaret så att det bara kan läsas på "
            "ett sätt, eller spara filen som .xlsx.",
        )


def _refuse_unreadable_columns(
    codes: npt.NDArray[np.int8], letters: Sequence[str], scale: Scale
) -> None:
    filled = (codes != BLANK).sum(axis=0)
    unreadable = (codes <= REJECTED_FROM).sum(axis=0)
    whole = np.flatnonzero((filled >= 3) & (unreadable == filled))
    if whole.size:
        names = listed([letters[index] for index in whole.tolist()])
        own = ", ".join(step.label for step in scale.steps)
        dates = bool(((codes[:, whole] == DATE) | (codes[:, whole] == BLANK)).all())
        why = "Svaren är datum; Excel kan ha gjort om dem. " if dates else ""
        raise Refusal(
            "SK-225",
            f"Inget svar i kolumn {names} går att läsa. {why}Väntade svar är: {own}. "
            "Rätta kolumnen i filen, eller ta bort den.",
        )
