"""Where the real exports that nobody here wrote are, if they are on this machine."""

from __future__ import annotations

import csv
from pathlib import Path

import pytest

_FOLDER = Path(__file__).parents[2] / "shared" / "data"
FOOD = _FOLDER / "surveymonkey-fivethirtyeight" / "food-world-cup-data.csv"
TEACHERS = _FOLDER / "gforms-g2g-teachers" / "teacher_pre_survey.csv"
AGREEMENT = (
    "Strongly Disagree",
    "Disagree",
    "Somewhat Disagree",
    "Somewhat Agree",
    "Agree",
    "Strongly Agree",
)
needs_files = pytest.mark.skipif(
    not _FOLDER.is_dir(), reason="the real files (../shared/data) are not on this machine"
)


def rows_of(path: Path, encoding: str) -> list[list[str]]:
    """Every row of a csv file, the header first."""
    with path.open(encoding=encoding, newline="") as file:
        return list(csv.reader(file))
