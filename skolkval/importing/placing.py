"""Where does each cell's answer go, and how is every cell accounted for?"""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
import numpy.typing as npt

from skolkval.importing.matching import MatchedColumn
from skolkval.importing.personal import shown
from skolkval.importing.report import ImportReport, RejectedCell
from skolkval.importing.scales import BLANK, REJECT_CODES, REJECTED_FROM
from skolkval.importing.table import TextColumn
from skolkval.instruments.model import Instrument

NOT_APPLICABLE = 0
MISSING = -1
NOT_ASKED = -2


def place_answers(
    instrument: Instrument,
    items: Sequence[MatchedColumn],
    texts: Sequence[TextColumn],
    codes: npt.NDArray[np.int8],
    levels: npt.NDArray[np.int8],
    row_numbers: npt.NDArray[np.int32],
    report: ImportReport,
) -> npt.NDArray[np.int8]:
    """The answers of the accepted raters, int8, shape [raters, len(instrument.items)].

    `texts` and `codes` (shape [raters, len(items)], see `scales.Reading`) are the cells of the
    matched columns, `levels` the position of each rater's level in `instrument.level_ids`. Every
    cell is added to exactly one of the report's accounts: answers, not_applicable, missing,
    not_asked or rejected.
    """
    answers = np.full((len(levels), len(instrument.items)), NOT_ASKED, np.int8)
    for index, (column, text) in enumerate(zip(items, texts, strict=True)):
        cells = codes[:, index]
        target = _item_of_level(instrument, column)[levels]
        asked = target >= 0
        blank = cells == BLANK
        rejected = (cells <= REJECTED_FROM) | (~asked & ~blank)
        placed = np.flatnonzero(asked & ~rejected)
        answers[placed, target[placed]] = cells[placed]

        report.answers += int((cells[placed] > 0).sum())
        report.not_applicable += int((cells[placed] == NOT_APPLICABLE).sum())
        report.missing += int((cells[placed] == MISSING).sum())
        report.not_asked += int((~asked & blank).sum())
        report.rejected += [
            RejectedCell(
                f"{column.letter}{row_numbers[row]}",
                shown(text[row]),
                REJECT_CODES.get(int(cells[row]), "SK-222"),
            )
            for row in np.flatnonzero(rejected).tolist()
        ]
    for item in instrument.reversed_positions:
        answers[:, item] = turned(answers[:, item], instrument.scale.size)
    return answers


def turned(answers: npt.NDArray[np.int8], size: int) -> npt.NDArray[np.int8]:
    """Answers to a reversed statement as they are stored: step s of `size` is step size + 1 - s.

    >>> turned(np.array([1, 4, NOT_APPLICABLE, MISSING], np.int8), 4).tolist()
    [4, 1, 0, -1]
    """
    return np.where(answers > 0, size + 1 - answers, answers).astype(np.int8)


def _item_of_level(instrument: Instrument, column: MatchedColumn) -> npt.NDArray[np.intp]:
    """Per position in `instrument.level_ids` the item that the column's answer belongs to, or -1
    where that level is not asked."""
    ids = instrument.level_ids
    target = np.full(len(ids), -1, np.intp)
    for item in column.items:
        level = instrument.items[item].level
        target[:] = np.where([level in (None, own) for own in ids], item, target)
    return target
