"""The numbers of a chart as a table of texts: headers and rows, for the card and its CSV file."""

from __future__ import annotations

from collections.abc import Sequence

from skolkval.analysis.records import Row
from skolkval.charts.cells import HIDDEN
from skolkval.instruments.model import Instrument
from skolkval.swedish import number, percent, share_text

_MEASURES = ["Svarande", "Index", "Andel svar som instämmer", "Samsyn", "Vet ej", "Obesvarat"]


def area_headers(instrument: Instrument) -> list[str]:
    """What stands over the columns of `area_table`."""
    return ["Område", *(["Nivå"] if instrument.levels else []), *_MEASURES]


def area_table(rows: Sequence[Row], instrument: Instrument) -> list[list[str]]:
    """One row per area and level."""
    return [[row["area_label"], *_level(row, instrument), *_measures(row)] for row in rows]


def item_headers(instrument: Instrument) -> list[str]:
    """What stands over the columns of `item_table`."""
    steps = [step.label for step in instrument.scale.steps]
    return ["Påstående", *(["Nivå"] if instrument.levels else []), *_MEASURES, *steps]


def item_table(rows: Sequence[Row], instrument: Instrument) -> list[list[str]]:
    """One row per statement and level, with the number of answers on each step."""
    steps = instrument.scale.size
    return [
        [
            row["item_text"],
            *_level(row, instrument),
            *_measures(row),
            *([HIDDEN] * steps if row["suppressed"] else map(str, row["counts"])),
        ]
        for row in rows
    ]


def _level(row: Row, instrument: Instrument) -> list[str]:
    joint = " (gemensamt svar)" if row["kind"] == "joint" else ""
    return [f"{row['level_label']}{joint}"] if instrument.levels else []


def _measures(row: Row) -> list[str]:
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
