"""Which files are read? A made-up round as the survey tool would export it, as xlsx and as csv.

Written part by part instead of by a library, so that 5.4 million cells take seconds to make.
"""

from __future__ import annotations

import csv
import zipfile
from collections.abc import Sequence
from datetime import datetime, timedelta
from itertools import chain
from pathlib import Path
from xml.sax.saxutils import escape

from skolkval.importing.plan import MISSING, NOT_APPLICABLE, ImportPlan
from skolkval.importing.text import column_letter

Column = Sequence[str | int | float]
_MAIN = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
_RELATIONS = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
_PACKAGE = "http://schemas.openxmlformats.org/package/2006"
_DAY_ZERO = datetime(1899, 12, 30)
_KIND = "application/vnd.openxmlformats-officedocument.spreadsheetml"
_OPEN = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'
_PARTS = {
    "[Content_Types].xml": f"""<Types xmlns="{_PACKAGE}/content-types">
<Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/>
<Override PartName="/xl/workbook.xml" ContentType="{_KIND}.sheet.main+xml"/>
<Override PartName="/xl/worksheets/sheet1.xml" ContentType="{_KIND}.worksheet+xml"/>
<Override PartName="/xl/styles.xml" ContentType="{_KIND}.styles+xml"/>
<Override PartName="/xl/sharedStrings.xml" ContentType="{_KIND}.sharedStrings+xml"/></Types>""",
    "_rels/.rels": f"""<Relationships xmlns="{_PACKAGE}/relationships"><Relationship Id="rId1"
Type="{_RELATIONS}/officeDocument" Target="xl/workbook.xml"/></Relationships>""",
    "xl/workbook.xml": f"""<workbook xmlns="{_MAIN}" xmlns:r="{_RELATIONS}"><sheets>
<sheet name="Svar" sheetId="1" r:id="rId1"/></sheets></workbook>""",
    "xl/_rels/workbook.xml.rels": f"""<Relationships xmlns="{_PACKAGE}/relationships">
<Relationship Id="rId1" Type="{_RELATIONS}/worksheet" Target="worksheets/sheet1.xml"/>
<Relationship Id="rId2" Type="{_RELATIONS}/styles" Target="styles.xml"/>
<Relationship Id="rId3" Type="{_RELATIONS}/sharedStrings" Target="sharedStrings.xml"/>
</Relationships>""",
    # Style 1 is a moment; a float is written as one.
    "xl/styles.xml": f"""<styleSheet xmlns="{_MAIN}"><fonts count="1"><font/></fonts>
<fills count="1"><fill><patternFill patternType="none"/></fill></fills><borders count="1"><border/></borders>
<cellStyleXfs count="1"><xf/></cellStyleXfs>
<cellXfs count="2"><xf/><xf numFmtId="22" applyNumberFormat="1"/></cellXfs>
<cellStyles count="1"><cellStyle name="Normal" xfId="0" builtinId="0"/></cellStyles></styleSheet>""",
}


def answer_columns(plan: ImportPlan) -> dict[str, list[str]]:
    """A column per item: steps by their labels, "Vet ej", and blank where none was chosen."""
    instrument = plan.instrument
    texts = {MISSING: "", NOT_APPLICABLE: "Vet ej"}
    texts |= {step.value: step.label for step in instrument.scale.steps}
    return {
        item.text: [texts[code] for code in plan.answers[:, at].tolist()]
        for at, item in enumerate(instrument.items)
    }


def forms_columns(plan: ImportPlan) -> dict[str, Column]:
    """The round as Microsoft Forms gives it: ten columns beside those of the answers."""
    raters, size = plan.raters, len(plan.raters)
    level = plan.instrument.level_label
    start = [46300 + number / 1440 for number in range(size)]
    return {
        "ID": range(1, size + 1),
        "Starttid": start,
        "Slutförandetid": [moment + 0.01 for moment in start],
        "E-post": ["anonymous"] * size,
        "Namn": [""] * size,
        "Nivå": [level[each] for each in raters["level"]],
        "Enhet": raters["unit"].fillna("").tolist(),
        "Skolform": raters["school_form"].fillna("").tolist(),
        "Roll": ["Lärare"] * size,
        **answer_columns(plan),
        "Kommentar": ["" if number % 10 else f"Kommentar {number}" for number in range(size)],
    }


def write_csv(path: Path, columns: dict[str, Column]) -> Path:
    """The columns as Excel saves them in Sweden."""

    def shown(value: str | int | float) -> str | int:
        if isinstance(value, float):
            return str(_DAY_ZERO + timedelta(minutes=round(value * 1440)))
        return value

    with path.open("w", encoding="utf-8-sig", newline="") as file:
        writer = csv.writer(file, delimiter=";")
        writer.writerow(columns)
        writer.writerows(map(shown, row) for row in zip(*columns.values(), strict=True))
    return path


def write_xlsx(path: Path, columns: dict[str, Column]) -> Path:
    """A workbook of one sheet, as Excel writes it: shared texts, and blank cells left out."""
    shared: dict[str, int] = {}

    def ending(value: str | int | float) -> str:
        """What stands in a cell after its address."""
        if isinstance(value, str):
            return f'" t="s"><v>{shared.setdefault(value, len(shared))}</v></c>'
        style = ' s="1"' if isinstance(value, float) else ""
        return f'"{style}><v>{value}</v></c>'

    cells = [
        [ending(value) if value != "" else "" for value in chain([header], column)]
        for header, column in columns.items()
    ]
    starts = [f'<c r="{column_letter(at)}' for at in range(len(cells))]
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED, compresslevel=6) as archive:
        for name, text in _PARTS.items():
            archive.writestr(name, _OPEN + text)
        with archive.open("xl/worksheets/sheet1.xml", "w", force_zip64=True) as sheet:
            sheet.write(f'{_OPEN}<worksheet xmlns="{_MAIN}"><sheetData>'.encode())
            for number, row in enumerate(zip(*cells, strict=True), start=1):
                inner = "".join(
                    f"{start}{number}{end}" for start, end in zip(starts, row, strict=True) if end
                )
                sheet.write(f'<row r="{number}">{inner}</row>'.encode())
            sheet.write(b"</sheetData></worksheet>")
        texts = "".join(f"<si><t>{escape(text)}</t></si>" for text in shared)
        head = f'<sst xmlns="{_MAIN}" uniqueCount="{len(shared)}">'
        archive.writestr("xl/sharedStrings.xml", f"{_OPEN}{head}{texts}</sst>")
    return path
