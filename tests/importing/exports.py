"""Which instruments and which survey exports do the import tests use? All made up, all by code."""

from __future__ import annotations

import csv
import io
import zipfile
from collections.abc import Callable, Mapping, Sequence
from pathlib import Path
from typing import Any

import openpyxl

from skolkval.instruments.model import Area, Instrument, Item, Level, Scale, Step

STEPS = ("Stämmer inte", "Stämmer till viss del", "Stämmer till stor del", "Stämmer")
LEVELS = (
    Level("huvudman", "Huvudman"),
    Level("rektor", "Rektor"),
    Level("undervisning", "Undervisning"),
)


def instrument(
    items: Sequence[tuple[str, str | None]],
    levels: Sequence[Level] = LEVELS,
    steps: Sequence[str] = STEPS,
    not_applicable: Sequence[str] = ("Vet ej",),
) -> Instrument:
    """An instrument of one area with `items` as (statement, level); ids are p1, p2, …"""
    scale = Scale(
        tuple(Step(value, label) for value, label in enumerate(steps, start=1)),
        tuple(not_applicable),
    )
    return Instrument(
        id="prov",
        version="1",
        title="Prov",
        short_title="Prov",
        publisher="Prov",
        source="Prov",
        levels=tuple(levels),
        scale=scale,
        areas=(Area("a", "Område", "Område"),),
        groups=(),
        items=tuple(
            Item(f"p{number}", text, text[:20], "a", None, None, level)
            for number, (text, level) in enumerate(items, start=1)
        ),
    )


PLAIN = instrument(
    [("Vi har tydliga mål.", None), ("Vi följer upp.", None), ("Vi lär av varandra.", None)],
    levels=(),
)
CHAIN = instrument(
    [
        ("Nämnden följer resultaten.", "huvudman"),
        ("Nämnden ger tid.", "huvudman"),
        ("Jag leder lärandet.", "rektor"),
        ("Jag fördelar tiden.", "rektor"),
        ("Vi planerar tillsammans.", "undervisning"),
        ("Vi prövar nytt.", "undervisning"),
    ]
)
COMMON = instrument([("Vi har tydliga mål.", None), ("Vi följer upp.", None)])
PLAIN_HEADER = [item.text for item in PLAIN.items]
CHAIN_HEADER = [item.text for item in CHAIN.items]
GOOD: list[list[Any]] = [list(STEPS[:3]), list(STEPS[1:]), ["4", "3", "2"], ["1", "1", "1"]]
"""Rows under `PLAIN_HEADER` that are all read."""


def write_xlsx(
    path: Path, rows: Sequence[Sequence[Any]], change: Callable[[Any], None] | None = None
) -> Path:
    """A workbook with one sheet; `change` may do more to the openpyxl workbook before saving."""
    workbook = openpyxl.Workbook()
    sheet = workbook.active
    assert sheet is not None
    sheet.title = "Svar"
    for row in rows:
        sheet.append(list(row))
    if change is not None:
        change(workbook)
    workbook.save(path)
    return path


def write_csv(
    path: Path, rows: Sequence[Sequence[Any]], delimiter: str = ";", encoding: str = "utf-8"
) -> Path:
    """A csv file with every row as given."""
    text = io.StringIO(newline="")
    csv.writer(text, delimiter=delimiter).writerows(rows)
    path.write_bytes(text.getvalue().encode(encoding))
    return path


_RELATION = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
_MAIN = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"


def workbook_parts(sheet_xml: str, sheets: int = 1) -> dict[str, bytes]:
    """The members of a workbook whose worksheets all hold `sheet_xml`."""
    names = range(1, sheets + 1)
    entries = "".join(f'<sheet name="Blad{n}" sheetId="{n}" r:id="rId{n}"/>' for n in names)
    relations = "".join(
        f'<Relationship Id="rId{n}" Type="{_RELATION}/worksheet" Target="worksheets/sheet{n}.xml"/>'
        for n in names
    )
    package = "http://schemas.openxmlformats.org/package/2006"
    parts = {
        "[Content_Types].xml": f'<Types xmlns="{package}/content-types"/>',
        "_rels/.rels": (
            f'<Relationships xmlns="{package}/relationships"><Relationship Id="rId1" '
            f'Type="{_RELATION}/officeDocument" Target="xl/workbook.xml"/></Relationships>'
        ),
        "xl/workbook.xml": (
            f'<workbook xmlns="{_MAIN}" xmlns:r="{_RELATION}"><sheets>{entries}</sheets></workbook>'
        ),
        "xl/_rels/workbook.xml.rels": (
            f'<Relationships xmlns="{package}/relationships">{relations}</Relationships>'
        ),
    }
    parts |= {f"xl/worksheets/sheet{n}.xml": sheet_xml for n in names}
    return {name: text.encode() for name, text in parts.items()}


def sheet_of(rows: str, before: str = "", after: str = "") -> str:
    """The XML of a worksheet around its `<row>` elements."""
    return f'<worksheet xmlns="{_MAIN}">{before}<sheetData>{rows}</sheetData>{after}</worksheet>'


def text_cell(address: str, text: str) -> str:
    """A cell with its text in place."""
    return f'<c r="{address}" t="inlineStr"><is><t>{text}</t></is></c>'


def plain_rows() -> str:
    """PLAIN's header row and one rater who answered 1, 2, 3, as sheet XML."""
    header = "".join(text_cell(f"{'ABC'[index]}1", text) for index, text in enumerate(PLAIN_HEADER))
    answers = "".join(f'<c r="{letter}2"><v>{n}</v></c>' for n, letter in enumerate("ABC", 1))
    return f'<row r="1">{header}</row><row r="2">{answers}</row>'


def write_zip(path: Path, parts: Mapping[str, bytes]) -> Path:
    """A zip with these members, compressed."""
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, data in parts.items():
            archive.writestr(name, data)
    return path
