"""How does a selection become one Excel workbook: protected numbers, a code book, and Excel's own charts?"""

from __future__ import annotations

import io
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any

import pandas as pd
from openpyxl import Workbook
from openpyxl.cell import Cell, WriteOnlyCell
from openpyxl.chart import BarChart, RadarChart, Reference
from openpyxl.styles import Alignment, Font
from openpyxl.utils import get_column_letter

from skolkval.instruments.model import Instrument
from skolkval.results import Selection, results
from skolkval.store.published import Published
from skolkval.swedish import date_text, listing

HIDDEN = ".."
Value = str | int | float | None
Sheet = Any
"""A sheet that is only written: openpyxl's types do not know all that it can."""


@dataclass(frozen=True)
class Field:
    """One column of a sheet: its heading, its width in characters, what it means, and its value.

    `looks` is Excel's format of the number, which is whole behind it.
    """

    heading: str
    width: int
    meaning: str
    value: Callable[[dict[Any, Any]], Value]
    looks: str = "General"


def workbook(
    published: Published, selection: Selection, left_out: Sequence[str], stamp: str
) -> bytes:
    """The numbers of `selection` as an Excel workbook, the same that the pages show.

    `left_out` are the sentences on what the selection does not show; `stamp` says of when the data
    is. Numbers are unrounded, though they look rounded; hidden cells hold "..". Every text is a text, also one that begins
    as a formula.
    """
    book = Workbook(write_only=True)
    instrument = published.instrument
    areas = results(published, selection, by="area", group=["level"])
    items = results(published, selection, by="item", group=["level"])
    _write_rows(book, "Om urvalet", _about(published, selection, left_out, stamp), [30, 90])
    _write_table(book, "Områden", areas, _fields(instrument, by="area", units=False))
    _write_table(book, "Påståenden", items, _fields(instrument, by="item", units=False))
    if published.units:
        for by, title in (("area", "Enheter och områden"), ("item", "Enheter och påståenden")):
            frame = results(
                published, selection, by="area" if by == "area" else "item", group=["unit"]
            )
            _write_table(book, title, frame, _fields(instrument, by=by, units=True))
    _write_charts(book, areas, instrument)
    _write_rows(book, "Kodbok", _code_book(instrument), [28, 40, 90])
    content = io.BytesIO()
    book.save(content)
    return content.getvalue()


def _about(
    published: Published, selection: Selection, left_out: Sequence[str], stamp: str
) -> list[list[Value]]:
    the_round, labels = published.round, published.instrument.level_label
    return [
        ["Omgång", the_round.title],
        ["Insamlad", date_text(the_round.collected)],
        ["Instrument", f"{published.instrument.title}, version {published.instrument.version}"],
        ["Nivåer", listing([labels[level] for level in selection.levels]) or "Alla"],
        ["Enheter", listing(list(selection.units)) or "Alla"],
        ["Skolformer", listing(list(selection.school_forms)) or "Alla"],
        ["Minsta grupp", the_round.threshold],
        ["Hämtad", stamp],
        *_pairs("Obs", ["Påhittade exempeldata"] * the_round.example),
        *_pairs("Visas inte", left_out),
        [
            "Så läser du",
            f"Två punkter ({HIDDEN}) betyder för få svar för att visas. Kodboken säger vad varje kolumn är.",
        ],
    ]


def _pairs(heading: str, texts: Sequence[str]) -> list[list[Value]]:
    return [[heading, text] for text in texts]


def _fields(instrument: Instrument, *, by: str, units: bool) -> list[Field]:
    """The columns of a sheet, in order."""
    fields = [
        Field("Område", 34, "Område eller faktor i instrumentet", lambda row: row["area_label"])
    ]
    if by == "item":
        fields += [
            Field("Påstående", 70, "Påståendet, ordagrant", lambda row: row["item_text"]),
            Field("Kod", 22, "Påståendets beteckning i instrumentet", lambda row: row["item_id"]),
        ]
    if instrument.levels:
        fields.append(Field("Nivå", 16, "Vem som svarat", lambda row: row["level_label"]))
    if units:
        fields.append(
            Field(
                "Enhet",
                34,
                "Enheten, eller de enheter som räknas tillsammans",
                _units,
            )
        )
    fields += [
        Field(
            "Slag",
            14,
            "Enskilda svar, eller svar som en grupp enats om",
            lambda row: "gemensamt" if row["kind"] == "joint" else "enskilda",
        ),
        Field(
            "Svarande" if by == "area" else "Svar",
            10,
            "Antal svarande på minst ett påstående" if by == "area" else "Antal som valt ett steg",
            _shown("n"),
        ),
        Field(
            "Index",
            9,
            "0–100: 100 · (medelsteg − 1) / (antal steg − 1). Inte procent",
            _shown("index"),
            "0",
        ),
        Field(
            "Andel instämmer",
            16,
            "Andel av svaren ovanför skalans mitt",
            _shown("share_agree"),
            "0%",
        ),
        Field("Samsyn", 9, "0–100: hur lika gruppen svarat. Från 5 svar", _shown("agreement"), "0"),
        Field(
            "Medelavstånd",
            13,
            "Medelavstånd i steg mellan två svarande",
            _shown("distance"),
            "0.00",
        ),
        Field("Vet ej", 8, "Antal vet ej och motsvarande", _shown("not_applicable")),
        Field("Obesvarat", 10, "Antal tomma svar", _shown("missing")),
    ]
    if by == "area":
        fields += [
            Field(
                heading,
                50,
                f"Påståendet med {which} samsyn. Från 5 svar",
                _text_of(instrument, end),
            )
            for heading, which, end in (
                ("Minst enigt", "lägst", "agreement_min_item"),
                ("Mest enigt", "högst", "agreement_max_item"),
            )
        ]
    if by == "item":
        fields.append(
            Field("Två läger", 10, "Ja när svaren drar åt två håll. Från 10 svar", _camps)
        )
    fields += [
        Field(step.label, 16, f"Antal som svarat ”{step.label}”", _count(place))
        for place, step in enumerate(instrument.scale.steps)
    ]
    return fields


def _units(row: dict[Any, Any]) -> Value:
    if row["units"] is None:
        return HIDDEN
    return listing(list(row["units"])) or "Utan enhet"


def _shown(name: str) -> Callable[[dict[Any, Any]], Value]:
    return lambda row: HIDDEN if row["suppressed"] else _number(row[name])


def _count(place: int) -> Callable[[dict[Any, Any]], Value]:
    return lambda row: HIDDEN if row["suppressed"] else int(row["counts"][place])


def _text_of(instrument: Instrument, name: str) -> Callable[[dict[Any, Any]], Value]:
    """The wording of the item whose id the column `name` has."""
    texts = {item.id: item.shown_text for item in instrument.items}
    return lambda row: HIDDEN if row["suppressed"] else texts.get(row[name])


def _camps(row: dict[Any, Any]) -> Value:
    if row["suppressed"] or row["polarised"] is None or pd.isna(row["polarised"]):
        return None
    return "ja" if row["polarised"] else "nej"


def _number(value: Any) -> Value:
    if value is None or pd.isna(value):
        return None
    return int(value) if isinstance(value, int) or float(value).is_integer() else float(value)


def _sheet(book: Workbook, title: str, widths: Sequence[int]) -> Sheet:
    sheet = book.create_sheet(title)
    for place, width in enumerate(widths, start=1):
        sheet.column_dimensions[get_column_letter(place)].width = width
    return sheet


def _cell(sheet: Sheet, value: Value, *, heading: bool = False, looks: str = "General") -> Cell:
    """A cell; a text is never taken for a formula, whatever it begins with."""
    cell = WriteOnlyCell(sheet, value=value)
    if isinstance(value, str):
        cell.data_type = "s"
        cell.alignment = Alignment(wrap_text=True, vertical="top")
    else:
        cell.number_format = looks
    if heading:
        cell.font = Font(bold=True)
    return cell


def _write_rows(
    book: Workbook, title: str, rows: Sequence[Sequence[Value]], widths: Sequence[int]
) -> None:
    sheet = _sheet(book, title, widths)
    for row in rows:
        sheet.append([_cell(sheet, value, heading=not place) for place, value in enumerate(row)])


def _write_table(book: Workbook, title: str, frame: pd.DataFrame, fields: Sequence[Field]) -> None:
    sheet = _sheet(book, title, [field.width for field in fields])
    sheet.freeze_panes = "B2"
    sheet.auto_filter.ref = f"A1:{get_column_letter(len(fields))}{len(frame) + 1}"
    sheet.append([_cell(sheet, field.heading, heading=True) for field in fields])
    for row in frame.to_dict("records"):
        sheet.append([_cell(sheet, field.value(row), looks=field.looks) for field in fields])


def _write_charts(book: Workbook, areas: pd.DataFrame, instrument: Instrument) -> None:
    """The index of every area and level as a small table, with Excel's own bar and radar charts on it."""
    shown = areas[areas["kind"].eq("individual") & ~areas["suppressed"]].dropna(subset=["index"])
    levels = [level for level in instrument.level_ids if level in set(shown["level"])]
    if shown.empty or not levels:
        return
    sheet = _sheet(book, "Diagram", [34, *([14] * len(levels))])
    sheet.freeze_panes = "B2"
    names = [instrument.level_label[level] or "Index" for level in levels]
    sheet.append([_cell(sheet, text, heading=True) for text in ("Index 0–100", *names)])
    index = {(row["area_id"], row["level"]): row["index"] for row in shown.to_dict("records")}
    in_order = [area for area in instrument.areas if any((area.id, lvl) in index for lvl in levels)]
    for area in in_order:
        values = [_number(index.get((area.id, level))) for level in levels]
        sheet.append([_cell(sheet, value, looks="0") for value in (area.label, *values)])
    last = len(in_order) + 1
    for chart, anchor in ((BarChart(), "A"), (RadarChart(), "H")):
        if isinstance(chart, RadarChart) and len(in_order) < 3:
            continue
        chart.title = "Index per område"
        chart.height, chart.width = 10, 18
        chart.y_axis.scaling.min, chart.y_axis.scaling.max = 0, 100
        chart.x_axis.delete = chart.y_axis.delete = False
        numbers = Reference(sheet, min_col=2, max_col=1 + len(levels), min_row=1, max_row=last)
        chart.add_data(numbers, titles_from_data=True)
        chart.set_categories(Reference(sheet, min_col=1, min_row=2, max_row=last))
        sheet.add_chart(chart, f"{anchor}{last + 3}")


def _code_book(instrument: Instrument) -> list[list[Value]]:
    """What every column means, the steps of the scale, and every statement with its code."""
    rows: list[list[Value]] = [["Kolumn", "", "Betydelse"]]
    fields = {
        field.heading: field
        for by in ("item", "area")
        for field in _fields(instrument, by=by, units=True)
    }
    rows += [[field.heading, None, field.meaning] for field in fields.values()]
    rows += [[None, None, None], ["Steg", "Svarsalternativ", "Index"]]
    top = instrument.scale.size - 1
    rows += [
        [str(place + 1), step.label, round(100 * place / top)]
        for place, step in enumerate(instrument.scale.steps)
    ]
    rows += [[None, None, None], ["Kod", "Nivå", "Påstående"]]
    rows += [
        [item.id, instrument.level_label[item.level] if item.level else None, item.text]
        for item in instrument.items
    ]
    return rows
