"""From a file to an ImportPlan: what exactly would be stored, before anything is."""

from __future__ import annotations

import hashlib
import logging
from dataclasses import dataclass
from pathlib import Path

import numpy as np
import numpy.typing as npt
import pandas as pd

from skolkval.errors import Refusal
from skolkval.importing.comments import Comment
from skolkval.importing.container import check_size
from skolkval.importing.options import ImportOptions
from skolkval.importing.placing import MISSING, NOT_APPLICABLE, NOT_ASKED
from skolkval.importing.planning import plan_table
from skolkval.importing.report import FileFacts, ImportReport, Message
from skolkval.importing.sandbox import read_table
from skolkval.importing.sheets import choose_sheet
from skolkval.importing.statements import Statements
from skolkval.instruments.model import Instrument

_LOGGER = logging.getLogger(__name__)

__all__ = [
    "MISSING",
    "NOT_APPLICABLE",
    "NOT_ASKED",
    "FileRefusal",
    "ImportOptions",
    "ImportPlan",
    "read_plan",
]


@dataclass(frozen=True)
class ImportPlan:
    """What would be stored.

    `raters`: one row per accepted rater, columns `level` (str, NO_LEVEL where the instrument has
    none), `unit`, `school_form`, `role` (str or None). `answers`: int8, shape
    `[len(raters), len(instrument.items)]` in the instrument's item order: a step 1..K,
    NOT_APPLICABLE, MISSING (asked, left blank) or NOT_ASKED (other level, or no such column, or
    a rejected cell). `comments` are masked: nothing else of them is ever stored.
    """

    instrument: Instrument
    raters: pd.DataFrame
    answers: npt.NDArray[np.int8]
    report: ImportReport
    comments: tuple[Comment, ...] = ()


class FileRefusal(Refusal):
    """The whole file is refused; `report` tells how far the reading came (never `stored`)."""

    def __init__(self, code: str, text: str, report: ImportReport) -> None:
        super().__init__(code, text)
        self.report = report


def read_plan(path: Path, name: str, instrument: Instrument, options: ImportOptions) -> ImportPlan:
    """Read the export at `path` (called `name` by its owner) as answers to `instrument`.

    Raises:
        FileRefusal: with a code from `docs/felkoder.md`; nothing has been stored.
    """
    kind = Path(name).suffix.lower().removeprefix(".")
    report = ImportReport(FileFacts(name, "", path.stat().st_size, kind, None))
    try:
        check_size(path, options.limits)
        with path.open("rb") as file:
            digest = hashlib.file_digest(file, "sha256").hexdigest()
        report.file = FileFacts(name, digest, report.file.bytes, kind, None)
        statements = Statements(instrument)
        table = read_table(path, name, options.sheet, options.limits)
        report.sheets = table.facts.visible
        if not table.columns and table.facts.sheets:
            sheet = choose_sheet(table.facts, statements, report)
            table = read_table(path, name, sheet, options.limits)
        raters, answers, comments = plan_table(table, statements, options, report)
    except Refusal as refusal:
        _log(refusal.code, report)
        report.messages.append(Message(refusal.code, refusal.text))
        raise FileRefusal(refusal.code, refusal.text, report) from None
    _log("ok", report)
    return ImportPlan(instrument, raters, answers, report, comments)


def _log(outcome: str, report: ImportReport) -> None:
    """What happened to the file, for whoever runs the service; never its name or content."""
    _LOGGER.info("%s bytes=%d sha256=%s", outcome, report.file.bytes, report.file.sha256)
