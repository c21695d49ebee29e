"""Are a sheet's addresses, errors and formulas found in its XML, however it is written?"""

from __future__ import annotations

import pytest

from skolkval.errors import Refusal
from skolkval.importing.limits import Limits
from skolkval.importing.sheetscan import SheetScan
from tests.importing.exports import sheet_of, text_cell


def scanned(xml: str, chunk: int = 1_000_000) -> SheetScan:
    data = xml.encode()
    scan = SheetScan()
    for start in range(0, len(data), chunk):
        scan.feed(data[start : start + chunk])
    scan.finish()
    return scan


def cells(*addresses: str) -> str:
    return sheet_of("<row>" + "".join(text_cell(address, "x") for address in addresses) + "</row>")


def code_of(scan: SheetScan, limits: Limits | None = None) -> str | None:
    try:
        scan.check(limits or Limits())
    except Refusal as refusal:
        return refusal.code
    return None


@pytest.mark.parametrize("chunk", [1, 7, 64, 1_000_000])
def test_the_bounding_box_is_the_same_in_pieces_of_any_size(chunk: int) -> None:
    scan = scanned(cells("B2", "AB1", "C17"), chunk)
    assert (scan.last_row, scan.last_column, scan.cells) == (17, 28, 3)
    assert (scan.highest, scan.widest) == ("C17", "AB1")


@pytest.mark.parametrize(
    "cell",
    [
        "<c r='XFD9'/>",
        '<c s="1" r="XFD9"/>',
        '<c\n r="XFD9"/>',
        '<c r = "XFD9"/>',
        '<c r="xfd9"></c>',
        '<x:c r="XFD9"/>',
    ],
)
def test_an_address_is_found_however_it_is_written(cell: str) -> None:
    scan = scanned(sheet_of(f'<row r="1">{text_cell("A1", "x")}</row><row>{cell}</row>'))
    assert (scan.last_row, scan.last_column) == (9, 16_384)


def test_cells_without_addresses_follow_each_other() -> None:
    scan = scanned(sheet_of('<row><c/><c/></row><row r="5"><c/></row><row><c/><c/><c/></row>'))
    assert (scan.last_row, scan.last_column, scan.cells) == (6, 3, 6)


def test_few_cells_far_apart_are_told_from_a_large_table() -> None:
    limits = Limits(columns=10, rows=10, cells=60)
    assert code_of(scanned(cells("A1", "J6")), limits) is None
    assert code_of(scanned(cells("A1", "A500")), limits) == "SK-112"
    full = [f"{letter}1" for letter in "ABCDEFGHIJK"]
    assert code_of(scanned(cells(*full)), limits) == "SK-212"
    high = [f"A{row}" for row in range(1, 12)]
    assert code_of(scanned(cells(*high)), limits) == "SK-213"
    square = [f"{letter}{row}" for letter in "ABCDEFGH" for row in range(1, 9)]
    assert code_of(scanned(cells(*square)), limits) == "SK-213"


def test_errors_and_formulas_without_value_are_kept_as_text() -> None:
    scan = scanned(
        sheet_of(
            '<row><c r="A1" t="e"><v>#DIV/0!</v></c><c r="B1"><f>SUM(A1)</f><v></v></c>'
            '<c r="C1"><f>A1</f><v>3</v></c><c r="D1" t="str"><f>A1</f><v></v></c>'
            '<c r="E1"><f t="shared" si="0"/></c><c r="F1"/><c r="G1" t="e"><f>A1</f><v>#N/A</v></c></row>'
        )
    )
    assert scan.unreadable == {
        (1, 1): "#DIV/0!",
        (1, 2): "=SUM(A1)",
        (1, 5): "=",
        (1, 7): "#N/A",
    }


def test_merged_ranges_and_hidden_rows_are_counted() -> None:
    rows = '<row r="1" hidden="1"><c r="A1"/></row><row r="2" hidden="0"/><row hidden="true"/>'
    scan = scanned(sheet_of(rows, after='<mergeCells><mergeCell ref="A4:B6"/></mergeCells>'))
    assert scan.hidden_rows == 2
    assert scan.merged == [(4, 1, 6, 2)]
