"""The numbers of a chart as a table of texts: headers and rows, for the card and its CSV file."""

from __future__ import annotations

from typing import Any

import pandas as pd

from skolkval.instruments.model import Instrument
from skolkval.swedish import number, percent, share_text

Table = tuple[list[str], list[list[str]]]
HIDDEN = ".."
_MEASURES = ["Svarande", "Index", "Andel svar som instämmer", "Samsyn", "Vet ej", "Obesvarat"]


def area_table(cells: pd.DataFrame, instrument: Instrument) -> Table:
    """One row per area and level."""
    headers = ["Område", *(["Nivå"] if instrument.levels else []), *_MEASURES]
    rows = [
        [row["area_label"], *_level(row, instrument), *_measures(row)]
        for row in cells.to_dict("records")
    ]
    return headers, rows


def item_table(items: pd.DataFrame, instrument: Instrument) -> Table:
    """One row per statement and level, with the number of answers on each step."""
    steps = [step.label for step in instrument.scale.steps]
    headers = ["Påstående", *(["Nivå"] if instrument.levels else []), *_MEASURES, *steps]
    rows = [
        [
            row["item_text"],
            *_level(row, instrument),
            *_measures(row),
            *([HIDDEN] * len(steps) if row["suppressed"] else map(str, row["counts"])),
        ]
        for row in items.to_dict("records")
    ]
    return headers, rows


def _level(row: dict[Any, Any], instrument: Instrument) -> list[str]:
    joint = " (gemensamt svar)" if row["kind"] == "joint" else ""
    return [f"{row['level_label']}{joint}"] if instrument.levels else []


def _measures(row: dict[Any, Any]) -> list[str]:
    if row["suppressed"]:
        return [HIDDEN] * len(_MEASURES)
    answers = sum(row["counts"])
    agree = round(row["share_agree"] * answers) if answers else 0
    outside, blank = int(row["not_applicable"]), int(row["missing"])
    asked = answers + outside + blank
    return [
        number(row["n"]),
        number(row["index"], 0),
        share_text(agree, answers),
        number(row["agreement"], 0),
        percent(outside / asked if asked else None),
        percent(blank / asked if asked else None),
    ]
