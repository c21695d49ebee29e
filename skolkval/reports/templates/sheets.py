"""How are texts, headers and drop-downs written so that Excel shows them and runs none of them?"""

from __future__ import annotations

import io
from collections.abc import Sequence

from openpyxl.cell.cell import Cell
from openpyxl.styles import Alignment, Font, PatternFill, Protection
from openpyxl.utils import get_column_letter
from openpyxl.workbook import Workbook
from openpyxl.workbook.defined_name import DefinedName
from openpyxl.worksheet.datavalidation import DataValidation
from openpyxl.worksheet.worksheet import Worksheet

BOLD = Font(bold=True)
WRAPPED = Alignment(wrap_text=True, vertical="top")
HEAD = PatternFill("solid", fgColor="DCE6F1")
GREY = PatternFill("solid", bgColor="D9D9D9", fgColor="D9D9D9")
UNLOCKED = Protection(locked=False)
_FORMULA_STARTS = tuple("=+-@")


def write(sheet: Worksheet, row: int, column: int, text: str) -> Cell:
    """Write `text` as text, whatever it begins with; rows and columns count from 1."""
    cell = sheet.cell(row, column)
    assert isinstance(cell, Cell)
    # Set after the value: openpyxl takes a text that begins with "=" for a formula.
    cell.value = text
    cell.data_type = "s"
    cell.number_format = "@"
    if text.startswith(_FORMULA_STARTS):
        cell.quotePrefix = True  # Excel keeps it as text when somebody edits the cell.
    return cell


def write_head(sheet: Worksheet, headers: Sequence[str], row: int = 1) -> None:
    """Write the headers of a table, bold on blue, and locked where the sheet is protected."""
    for column, header in enumerate(headers, 1):
        cell = write(sheet, row, column, header)
        cell.font, cell.fill, cell.alignment = BOLD, HEAD, WRAPPED


def unlock_column(sheet: Worksheet, letter: str, width: float) -> None:
    """Let a whole column be written in though the sheet is protected; cells count as text."""
    column = sheet.column_dimensions[letter]
    column.width = width
    column.protection = UNLOCKED
    column.number_format = "@"


def protect(sheet: Worksheet) -> None:
    """Protect what is locked from slips of the hand; there is no password."""
    sheet.protection.sheet = True
    sheet.protection.formatColumns = False
    sheet.protection.formatRows = False
    sheet.protection.sort = False


def add_list(workbook: Workbook, name: str, values: Sequence[str]) -> str:
    """Keep `values` on a hidden sheet under `name`; gives what a drop-down with them refers to."""
    title = "Listor"
    lists = workbook[title] if title in workbook.sheetnames else workbook.create_sheet(title)
    lists.sheet_state = "hidden"
    column = len(workbook.defined_names) + 1
    for row, value in enumerate(values, 1):
        write(lists, row, column, value)
    letter = get_column_letter(column)
    place = f"'{title}'!${letter}$1:${letter}${len(values)}"
    workbook.defined_names[name] = DefinedName(name, attr_text=place)
    return name


def add_drop_down(sheet: Worksheet, cells: str, source: str, prompt: tuple[str, str]) -> None:
    """Let the cells hold what the list has and nothing else. `prompt` is a title (at most 32
    characters are shown) and a text (at most 255)."""
    rule = DataValidation(type="list", formula1=source, allow_blank=True)
    rule.showErrorMessage = rule.showInputMessage = True
    rule.errorTitle, rule.error = "Välj i listan", "Välj ett av svaren i listan, eller lämna tomt."
    title, text = prompt
    rule.promptTitle, rule.prompt = title[:32], text[:255]
    rule.add(cells)
    sheet.add_data_validation(rule)


def as_bytes(workbook: Workbook) -> bytes:
    """The workbook as a file."""
    stream = io.BytesIO()
    workbook.save(stream)
    return stream.getvalue()
