"""Part A of the faults, row by row: what becomes of a file that is no file, or a hostile one?"""

from __future__ import annotations

import random
import socket
import sys
from collections.abc import Mapping
from dataclasses import replace
from functools import partial
from pathlib import Path
from typing import Any

import pytest

from skolkval.importing.limits import Limits
from skolkval.importing.plan import FileRefusal, ImportOptions, read_plan
from skolkval.importing.reader import read_file
from skolkval.importing.sandbox import read_table
from tests.faults.bombs import MEGABYTE, packed, repeated, write_packed
from tests.faults.conftest import INSTRUMENT, UNIT, Intake, Write
from tests.importing.exports import (
    PLAIN_HEADER,
    STEPS,
    plain_rows,
    sheet_of,
    text_cell,
    workbook_parts,
    write_csv,
    write_xlsx,
    write_zip,
)

CSV = ";".join(PLAIN_HEADER) + "\n1;2;3\n"
OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(504)
PARTS = workbook_parts(sheet_of(plain_rows()))
# The only thing worth saying of a file that answers 1, 2 and 3.
NUMBERS = "SK-W14"


def wide(name: str) -> bytes:
    return name.encode("utf-16-le")


def with_part(name: str, data: bytes | str) -> dict[str, bytes]:
    return PARTS | {name: data.encode() if isinstance(data, str) else data}


def test_a01_an_empty_file(intake: Intake, write: Write) -> None:
    intake.refuses(write("tom.xlsx", b""), "SK-101", "Filen är tom. Exportera den igen")


def test_a02_a_file_over_the_limit(intake: Intake, write: Write) -> None:
    path = write("stor.csv", b"a;b\n" * (26 * MEGABYTE // 4))
    intake.refuses(path, "SK-102", "Filen är 26 MB. Gränsen är 25 MB.")


def test_a03_text_called_xlsx(intake: Intake, write: Write) -> None:
    says = "Filnamnet säger Excel men innehållet är text."
    intake.refuses(write("svar.xlsx", CSV), "SK-103", says)
    intake.refuses(write("svar.xlsx", wide("\ufeff" + CSV)), "SK-103", says)


def test_a04_a_workbook_called_csv(intake: Intake, tmp_path: Path) -> None:
    path = write_zip(tmp_path / "svar.csv", PARTS)
    refusal = intake.refuses(path, "SK-103", "Filnamnet säger text men innehållet är Excel.")
    assert "PK" not in refusal.text


@pytest.mark.parametrize("start", ["<html>", "\ufeff \n<!DOCTYPE html><html>", "<TABLE>"])
def test_a05_a_web_page_called_xls(intake: Intake, write: Write, start: str) -> None:
    path = write("rapport.xls", f"{start}<table><tr><td>1</td></tr></table></html>")
    intake.refuses(path, "SK-104", "Det här är en webbsida, inte ett Excelark.")


def test_a06_a_program_or_any_zip_called_xlsx(intake: Intake, write: Write, tmp_path: Path) -> None:
    program = write("svar.xlsx", b"MZ\x90\0\x03" + bytes(200))
    intake.refuses(program, "SK-105", "Filen är inte ett Excelark.")
    archive = write_zip(tmp_path / "arkiv.xlsx", {"hej.txt": b"hej"})
    intake.refuses(archive, "SK-105", "Filen är inte ett Excelark.")
    letter = write("brev.doc", OLE + wide("WordDocument"))
    intake.refuses(letter, "SK-105", "Filen är inte ett Excelark.")


@pytest.mark.parametrize("name", ["svar.xls", "svar.xlsb", "svar.ods"])
def test_a07_other_formats_of_a_sheet(intake: Intake, tmp_path: Path, name: str) -> None:
    path = tmp_path / name
    if name.endswith("xls"):
        path.write_bytes(OLE + wide("Workbook"))
    elif name.endswith("xlsb"):
        write_zip(path, {"xl/workbook.bin": b"x", "[Content_Types].xml": b"<Types/>"})
    else:
        kind = b"application/vnd.oasis.opendocument.spreadsheet"
        write_zip(path, {"mimetype": kind, "content.xml": b"<x/>"})
    intake.refuses(path, "SK-106", "Formatet stöds inte.", "spara som Excel-arbetsbok (.xlsx)")


def test_a08_a_workbook_with_a_password(intake: Intake, write: Write) -> None:
    path = write("svar.xlsx", OLE + bytes(70_000) + wide("EncryptedPackage"))
    intake.refuses(path, "SK-107", "Filen är lösenordsskyddad.")


def test_a09_half_a_workbook(intake: Intake, write: Write, tmp_path: Path) -> None:
    whole = write_zip(tmp_path / "hel.xlsx", PARTS).read_bytes()
    path = write("halv.xlsx", whole[: len(whole) // 2])
    intake.refuses(path, "SK-108", "Filen är skadad eller ofullständig.")


def test_a10_a_flipped_bit_in_each_twentieth_of_the_file(
    intake: Intake, write: Write, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    # Twenty readings: the reader itself, without starting a process for each.
    monkeypatch.setattr("skolkval.importing.plan.read_table", read_file)
    rows: list[list[Any]] = [PLAIN_HEADER, [*STEPS[:3]], [4, 4, "Vet ej"]]
    whole = write_xlsx(tmp_path / "hel.xlsx", rows).read_bytes()
    pick = random.Random(7)
    damaged = 0
    for part in range(20):
        changed = bytearray(whole)
        start, stop = len(whole) * part // 20, len(whole) * (part + 1) // 20
        changed[pick.randrange(start, stop)] ^= 1 << pick.randrange(8)
        path = write("skadad.xlsx", bytes(changed))
        try:
            found = read_plan(path, path.name, INSTRUMENT, ImportOptions())
        except FileRefusal:
            intake.refuses(path, "SK-108")
            damaged += 1
        else:
            assert found.answers.tolist() == [[1, 2, 3], [4, 4, 0]]
    assert damaged > 10


def test_a11_a_workbook_with_macros(intake: Intake, tmp_path: Path) -> None:
    parts = with_part("xl/vbaProject.bin", OLE + b"Sub Auto_Open() vbaProject")
    plan = intake.accepts(write_zip(tmp_path / "svar.xlsm", parts), "SK-W01", NUMBERS)
    assert plan.report.file.format == "xlsm"
    assert plan.answers.tolist() == [[1, 2, 3]]
    assert not intake.holds("Auto_Open")


LINKING = {
    "xl/externalLinks/externalLink1.xml": "<externalLink><ddeLink ddeService='cmd'/></externalLink>",
    "xl/connections.xml": "<connections><connection sourceFile='http://127.0.0.1:9/x'/></connections>",
    "xl/embeddings/oleObject1.bin": "OLE",
}


def test_a12_links_out_of_the_workbook(
    intake: Intake, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    parts = PARTS | {name: text.encode() for name, text in LINKING.items()}
    path = write_zip(tmp_path / "svar.xlsx", parts)
    plan = intake.accepts(path, "SK-W02", NUMBERS)
    assert plan.answers.tolist() == [[1, 2, 3]]

    def closed(*_: object, **__: object) -> None:
        raise AssertionError("a link was followed")

    # The reader itself, here, where a blocked socket can be seen.
    monkeypatch.setattr(socket, "socket", closed)
    assert read_file(path, path.name, None, Limits()).columns[2].texts()[1] == "3"


def test_a12_a_command_in_a_cell_is_never_run(intake: Intake, tmp_path: Path) -> None:
    command = "=cmd|'/C calc'!A0"
    rows: list[list[Any]] = [PLAIN_HEADER, [*STEPS[:3]], [*STEPS[1:]], [command, "Stämmer", ""]]
    plan = intake.accepts(write_csv(tmp_path / "svar.csv", rows))
    assert [(cell.cell, cell.code) for cell in plan.report.rejected] == [("A4", "SK-208")]


DECLARATION = '<?xml version="1.0"?>'
LAUGHS = "<!DOCTYPE x [<!ENTITY a0 'ha'>" + "".join(
    f"<!ENTITY a{n} '{f'&a{n - 1};' * 10}'>" for n in range(1, 10)
)
QUADRATIC = f"<!DOCTYPE x [<!ENTITY a '{'a' * 100_000}'>"
OUTSIDE = '<!DOCTYPE x [<!ENTITY a9 SYSTEM "file:///etc/passwd">'


def entities(row: str, declared: str, uses: int) -> Mapping[str, bytes]:
    """A workbook whose shared strings, or whose sheet, uses what `declared` declares."""
    use = ("&a;" if row == "A14" else "&a9;") * uses
    strings = f"{DECLARATION}{declared}]><sst><si><t>{use}</t></si></sst>"
    return with_part("xl/sharedStrings.xml", strings)


@pytest.mark.parametrize(
    ("row", "declared", "uses"),
    [("A13", LAUGHS, 1), ("A14", QUADRATIC, 10_000), ("A15", OUTSIDE, 1)],
    ids=["a13-billion-laughs", "a14-quadratic", "a15-external"],
)
def test_a13_a14_a15_entities(
    intake: Intake, tmp_path: Path, row: str, declared: str, uses: int
) -> None:
    intake.secrets += ["root:", "hahaha"]
    path = write_zip(tmp_path / "svar.xlsx", entities(row, declared, uses))
    refusal = intake.refuses(path, "SK-110", "Filen innehåller otillåten kod (XML-entiteter).")
    assert "root:" not in repr(refusal.report)
    assert not intake.holds("root:")


@pytest.mark.parametrize("member", ["xl/worksheets/sheet1.xml", "xl/workbook.xml", "xl/styles.xml"])
@pytest.mark.parametrize("coding", ["utf-8", "utf-16"])
def test_a15_wherever_and_however_it_is_written(
    intake: Intake, tmp_path: Path, member: str, coding: str
) -> None:
    text = f"{DECLARATION if coding == 'utf-8' else ''}{OUTSIDE}]><x>&a9;</x>"
    path = write_zip(tmp_path / "svar.xlsx", with_part(member, text.encode(coding)))
    intake.refuses(path, "SK-110")


def test_a15_across_the_edge_of_what_is_read_at_once(intake: Intake, tmp_path: Path) -> None:
    text = "<x>" + " " * (2 * MEGABYTE - 7) + OUTSIDE
    intake.refuses(write_zip(tmp_path / "svar.xlsx", with_part("xl/styles.xml", text)), "SK-110")


ROW = b"<row><c><v>1</v></c><c><v>2</v></c></row>"


def bomb(path: Path, name: str, vast: Any) -> Path:
    members = {part: packed(data) for part, data in PARTS.items()}
    return write_packed(path, members | {name: vast})


def test_a16_rows_that_unpack_to_600_mb(intake: Intake, tmp_path: Path) -> None:
    piece = ROW * (MEGABYTE // len(ROW))
    xml = sheet_of("SPLIT").encode().split(b"SPLIT")
    vast = repeated(xml[0], piece, 600, xml[1])
    path = bomb(tmp_path / "svar.xlsx", "xl/worksheets/sheet1.xml", vast)
    assert path.stat().st_size < 4 * MEGABYTE
    intake.refuses(path, "SK-111", "Filen blir för stor när den packas upp.")


def test_a17_one_text_of_a_gigabyte_and_a_half(intake: Intake, tmp_path: Path) -> None:
    vast = repeated(b"<sst><si><t>", b"a" * MEGABYTE, 1536, b"</t></si></sst>")
    path = bomb(tmp_path / "svar.xlsx", "xl/sharedStrings.xml", vast)
    assert path.stat().st_size < 4 * MEGABYTE
    intake.refuses(path, "SK-111", "Filen blir för stor när den packas upp.")


def test_a18_a_directory_that_lies_about_sizes(intake: Intake, tmp_path: Path) -> None:
    vast = repeated(b"<sst><si><t>", b"a" * MEGABYTE, 300, b"</t></si></sst>")
    lies = replace(vast, size=10)
    path = bomb(tmp_path / "svar.xlsx", "xl/sharedStrings.xml", lies)
    intake.refuses(path, "SK-111", "Filen blir för stor när den packas upp.")
    little = replace(packed(b"<sst/>" + b" " * 5000), size=6)
    path = bomb(tmp_path / "liten.xlsx", "xl/sharedStrings.xml", little)
    intake.refuses(path, "SK-108")


def far_away(path: Path, address: str) -> Path:
    rows = plain_rows() + f"<row>{text_cell(address, 'x')}</row>"
    return write_zip(path, workbook_parts(sheet_of(rows)))


def test_a19_one_cell_in_the_furthest_corner(intake: Intake, tmp_path: Path) -> None:
    path = far_away(tmp_path / "svar.xlsx", "XFD1048576")
    assert path.stat().st_size < 4_000
    says = "Arket har data långt utanför tabellen (cell XFD1048576)."
    intake.refuses(path, "SK-112", says, "Radera tomma rader/kolumner")


@pytest.mark.parametrize("reference", ["A1:XFD1048576", "A1"])
def test_a20_a_dimension_that_lies(intake: Intake, tmp_path: Path, reference: str) -> None:
    xml = sheet_of(plain_rows(), before=f'<dimension ref="{reference}"/>')
    path = write_zip(tmp_path / "svar.xlsx", workbook_parts(xml))
    assert intake.accepts(path, NUMBERS).answers.tolist() == [[1, 2, 3]]


@pytest.mark.parametrize("address", ["XFE1", "A1048577", "ZZZZ1"])
def test_a21_an_address_outside_the_grid(intake: Intake, tmp_path: Path, address: str) -> None:
    intake.refuses(far_away(tmp_path / "svar.xlsx", address), "SK-112", f"(cell {address})")


def test_a22_too_many_parts_or_sheets(intake: Intake, tmp_path: Path) -> None:
    many = PARTS | {f"x/{number}.bin": b"" for number in range(10_000)}
    says = "Filen har för många delar/blad: 10005 delar (max 2000)."
    intake.refuses(write_zip(tmp_path / "delar.xlsx", many), "SK-113", says)
    sheets = workbook_parts(sheet_of(plain_rows()), sheets=500)
    says = "Filen har för många delar/blad: 500 blad (max 50)."
    intake.refuses(write_zip(tmp_path / "blad.xlsx", sheets), "SK-113", says)


def test_a22_a_zip_in_a_zip(intake: Intake, tmp_path: Path) -> None:
    inner = write_zip(tmp_path / "inre.xlsx", PARTS).read_bytes()
    intake.refuses(write_zip(tmp_path / "yttre.xlsx", {"inre.xlsx": inner}), "SK-105")
    beside = write_zip(tmp_path / "svar.xlsx", with_part("xl/embeddings/inre.xlsx", inner))
    assert intake.accepts(beside, "SK-W02", NUMBERS).answers.tolist() == [[1, 2, 3]]


NAMES = [
    "../../etc/x.csv",
    r"C:\x.csv",
    "n" * 300 + ".csv",
    "a\0b.csv",
    "a\u202egpj.csv",
    "🎉.csv",
    "<b>.csv",
]


@pytest.mark.parametrize("name", NAMES, ids=range(len(NAMES)))
def test_a23_a_strange_name_is_only_a_name(
    intake: Intake, tmp_path: Path, write: Write, name: str
) -> None:
    path = write("kopia", CSV)
    around = sorted(tmp_path.rglob("*"))
    plan = intake.accepts(path, NUMBERS, name=name)
    assert plan.report.file.name == name
    assert sorted(tmp_path.rglob("*")) == around


STOPPED = {
    "segfault": "import os, signal; os.kill(os.getpid(), signal.SIGSEGV)",
    "abort": "import os; os.abort()",
    "killed": "import os, signal; os.kill(os.getpid(), signal.SIGKILL)",
    "exits": "import sys; sys.exit(3)",
    "hangs": "import time; time.sleep(60)",
    "babbles": "print('inte arrow')",
    "silent": "pass",
}


@pytest.mark.parametrize("program", STOPPED.values(), ids=STOPPED)
def test_a24_a_reading_process_that_fails(
    intake: Intake, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, program: str
) -> None:
    child = partial(read_table, command=(sys.executable, "-c", program))
    monkeypatch.setattr("skolkval.importing.plan.read_table", child)
    path = write_csv(tmp_path / "svar.csv", [["Skola", *PLAIN_HEADER], [UNIT, 1, 2, 3]])
    says = "Filen kunde inte läsas säkert. Ingenting har sparats."
    intake.refuses(path, "SK-114", says, limits=Limits(child_seconds=2))
