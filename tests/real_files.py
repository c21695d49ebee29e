"""Where the real exports that nobody here wrote are, if they are on this machine."""

from __future__ import annotations

import csv
import warnings
from pathlib import Path

import openpyxl
import pytest

_FOLDER = Path(__file__).parents[2] / "shared" / "data"
FOOD = _FOLDER / "surveymonkey-fivethirtyeight" / "food-world-cup-data.csv"
STAR_WARS = _FOLDER / "surveymonkey-fivethirtyeight" / "StarWars.csv"
LIMESURVEY = _FOLDER / "limesurvey-automotive-de-4point"
OBSERVATIONS = _FOLDER / "gforms-g2g-teachers" / "classroom_observations.csv"
QUALTRICS = _FOLDER / "qualtrics-climate-3headers" / "qualtrics.csv"
SURVEYXACT = _FOLDER / "surveyxact-dk-sample" / "dataset.xlsx"
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


def rows_of(path: Path, encoding: str, delimiter: str = ",") -> list[list[str]]:
    """Every row of a csv file, the header first."""
    with path.open(encoding=encoding, newline="") as file:
        return list(csv.reader(file, delimiter=delimiter))


def rows_of_sheet(path: Path, sheet: str) -> list[list[str]]:
    """Every row of a sheet as text, as another library reads it."""
    with warnings.catch_warnings():
        # One of the files names no style of its own.
        warnings.simplefilter("ignore")
        workbook = openpyxl.load_workbook(path)
    return [
        ["" if cell is None else str(cell) for cell in row]
        for row in workbook[sheet].iter_rows(values_only=True)
    ]
