"""What must hold for every file, whatever is in it?"""

from __future__ import annotations

import re
from pathlib import Path

import numpy as np
import pytest
from hypothesis import Phase, settings

from skolkval.importing.plan import (
    MISSING,
    NOT_APPLICABLE,
    NOT_ASKED,
    FileRefusal,
    ImportOptions,
    ImportPlan,
    read_plan,
)
from skolkval.importing.reader import read_file
from skolkval.instruments.model import Instrument

FUZZ = settings(deadline=None, phases=[Phase.explicit, Phase.reuse, Phase.generate, Phase.shrink])
"""As many examples as the profile says, and no time spent on explaining."""
LESS = settings(FUZZ, max_examples=FUZZ.max_examples // 4)
_CODE = re.compile(r"SK-[12]\d\d")
_SENTENCE = re.compile(r"[A-ZÅÄÖ”\d].*[.!?]", re.DOTALL)
_NOT_FOR_USERS = re.compile(r"Traceback|\.py\b|Error\b|Exception|\bNone\b|\b(?:the|invalid)\b")


def outcome(path: Path, instrument: Instrument, sandboxed: bool) -> ImportPlan | FileRefusal:
    """What the file is read as: by the child process, or the same code here, which is faster."""
    with pytest.MonkeyPatch.context() as patch:
        if not sandboxed:
            patch.setattr("skolkval.importing.plan.read_table", read_file)
        try:
            found = read_plan(path, path.name, instrument, ImportOptions(accept_partial=True))
        except FileRefusal as refusal:
            check_refusal(refusal)
            return refusal
    check_plan(found)
    return found


def check_refusal(refusal: FileRefusal) -> None:
    """It has a code of files and a Swedish sentence, and the report ends with it."""
    assert _CODE.fullmatch(refusal.code), refusal
    assert _SENTENCE.fullmatch(refusal.text), refusal.text
    assert not _NOT_FOR_USERS.search(refusal.text), refusal.text
    last = refusal.report.messages[-1]
    assert (last.code, last.text) == (refusal.code, refusal.text)
    assert not refusal.report.stored


def check_plan(plan: ImportPlan) -> None:
    """Every row is accepted or skipped, and every cell of an accepted one counted once."""
    report, answers = plan.report, plan.answers
    assert report.rows_read == report.rows_accepted + len(report.rows_skipped)
    items = {at for at, item in enumerate(plan.instrument.items)}
    assert answers.shape == (report.rows_accepted, len(items))
    assert len(plan.raters) == report.rows_accepted
    held = [column.item_id for column in report.columns if column.role == "item"]
    assert len(set(held)) == len(held)
    cells = report.answers + report.not_applicable + report.missing + report.not_asked
    assert cells + len(report.rejected) == report.rows_accepted * len(held)
    assert (answers > 0).sum() == report.answers
    assert (answers == NOT_APPLICABLE).sum() == report.not_applicable
    assert (answers == MISSING).sum() == report.missing
    steps = [step.value for step in plan.instrument.scale.steps]
    assert np.isin(answers, [*steps, NOT_APPLICABLE, MISSING, NOT_ASKED]).all()
    assert all(message.code.startswith("SK-W") for message in report.messages)
    assert {cell.code for cell in report.rejected} <= {f"SK-2{n:02}" for n in range(100)}
