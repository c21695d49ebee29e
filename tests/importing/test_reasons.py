"""Does every row and cell that is left out have a reason in words?"""

from __future__ import annotations

import re
from pathlib import Path

from skolkval.importing.notices import WHY_ALL_SKIPPED
from skolkval.importing.reasons import REASONS
from skolkval.importing.scales import REJECT_CODES

ROOT = Path(__file__).parents[2]


def test_every_code_of_a_row_or_a_cell_has_a_reason_and_no_other() -> None:
    table = (ROOT / "docs" / "felkoder.md").read_text(encoding="utf-8")
    rows = re.findall(r"^\| (SK-2\d\d) \| [^|]*(?:raden|cellen)", table, re.MULTILINE)
    assert set(REASONS) == set(rows)


def test_every_code_that_the_importer_gives_a_row_or_a_cell_has_a_reason() -> None:
    given = {*REJECT_CODES.values(), *WHY_ALL_SKIPPED}
    for file in (ROOT / "skolkval" / "importing").glob("*.py"):
        for call in re.findall(
            r"(?:SkippedRow|RejectedCell)\([^\n]*(?:\n[^\n]*){0,4}", file.read_text()
        ):
            given |= set(re.findall(r"SK-\d{3}", call))
    rows = ROOT / "skolkval" / "importing" / "rows.py"
    given |= set(re.findall(r'"(SK-\d{3})"', rows.read_text(encoding="utf-8")))
    assert {"SK-203", "SK-221", "SK-222"} <= given
    assert given <= set(REASONS)


def test_a_reason_fits_in_a_sentence() -> None:
    for reason in REASONS.values():
        assert reason[0].islower()
        assert not reason.endswith(".")
