"""Part A of the faults: is a file that cannot be opened safely refused in plain Swedish?"""

from __future__ import annotations

import random
import re
import struct
import zipfile
from pathlib import Path

import pytest

from skolkval.errors import Refusal
from skolkval.importing.limits import Limits
from skolkval.importing.reader import read_file
from skolkval.importing.table import Table
from skolkval.importing.workbook import scan_workbook
from tests.importing.conftest import Plan, Refused
from tests.importing.exports import (
    PLAIN,
    PLAIN_HEADER,
    plain_rows,
    sheet_of,
    text_cell,
    workbook_parts,
    write_csv,
    write_xlsx,
    write_zip,
)

OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\0" * 504
TELLS_TOO_MUCH = re.compile(
    r"Traceback|/[\w.-]+/[\w.-]+|\.py\b|Error:|openpyxl|calamine|duckdb|PID"
)


def write(path: Path, data: bytes) -> Path:
    path.write_bytes(data)
    return path


def texts(table: Table) -> list[list[str]]:
    return [column.texts() for column in table.columns]


def plain_workbook(folder: Path) -> Path:
    return write_zip(folder / "svar.xlsx", workbook_parts(sheet_of(plain_rows())))


def stream(name: str) -> bytes:
    return name.encode("utf-16-le")


def test_a_workbook_made_by_hand_is_read(tmp_path: Path, plan: Plan) -> None:
    assert plan(plain_workbook(tmp_path), PLAIN).answers.tolist() == [[1, 2, 3]]


@pytest.mark.parametrize(
    ("name", "data", "code"),
    [
        ("tom.xlsx", b"", "SK-101"),
        ("svar.xlsx", "Mål;Tid\n1;2\n".encode(), "SK-103"),
        ("svar.xlsx", "\ufeffMål;Tid\n1;2\n".encode("utf-16-le"), "SK-103"),
        ("svar.xls", b"<html><table><tr><td>1</td></tr></table></html>", "SK-104"),
        ("svar.csv", b"\xef\xbb\xbf \n<!DOCTYPE html><html></html>", "SK-104"),
        ("svar.xlsx", b"MZ\x90\0\x03" + bytes(200), "SK-105"),
        ("svar.csv", random.Random(1).randbytes(2000), "SK-105"),
        ("svar.doc", OLE + stream("WordDocument"), "SK-105"),
        ("svar.xls", OLE + stream("Workbook"), "SK-106"),
        ("svar.xlsx", OLE + bytes(70_000) + stream("EncryptedPackage"), "SK-107"),
        ("svar.xlsx", b"PK\x03\x04" + bytes(50), "SK-108"),
    ],
)
def test_what_is_no_workbook_is_told_apart(
    tmp_path: Path, refused: Refused, name: str, data: bytes, code: str
) -> None:
    refusal = refused(write(tmp_path / name, data), PLAIN)
    assert refusal.code == code
    assert not TELLS_TOO_MUCH.search(refusal.text)


def test_a_workbook_called_csv_is_refused(tmp_path: Path, refused: Refused) -> None:
    path = plain_workbook(tmp_path).rename(tmp_path / "svar.csv")
    assert refused(path, PLAIN).code == "SK-103"


def test_a_file_over_the_limit_says_both_sizes(tmp_path: Path, refused: Refused) -> None:
    path = write(tmp_path / "stor.csv", b"a;b\n" * (26 * 1024 * 256))
    refusal = refused(path, PLAIN)
    assert refusal.code == "SK-102"
    assert "26 MB" in refusal.text
    assert "25 MB" in refusal.text


@pytest.mark.parametrize(
    ("members", "code"),
    [
        ({"hej.txt": b"hej"}, "SK-105"),
        ({"xl/workbook.bin": b"x", "[Content_Types].xml": b"<Types/>"}, "SK-106"),
        ({"mimetype": b"application/vnd.oasis", "content.xml": b"<x/>"}, "SK-106"),
        ({"xl/worksheets/sheet1.xml": b"<worksheet/>"}, "SK-108"),
    ],
)
def test_a_zip_that_is_no_xlsx_is_told_apart(
    tmp_path: Path, refused: Refused, members: dict[str, bytes], code: str
) -> None:
    assert refused(write_zip(tmp_path / "svar.xlsx", members), PLAIN).code == code


def test_half_a_file_is_damaged(tmp_path: Path, refused: Refused) -> None:
    whole = plain_workbook(tmp_path).read_bytes()
    path = write(tmp_path / "halv.xlsx", whole[: len(whole) // 2])
    assert refused(path, PLAIN).code == "SK-108"


def test_a_flipped_bit_is_found_or_changes_nothing(tmp_path: Path) -> None:
    path = write_xlsx(tmp_path / "hel.xlsx", [PLAIN_HEADER, [1, 2, 3], [4, 4, "Vet ej"]])
    whole = path.read_bytes()
    expected = read_file(path, "hel.xlsx", None, Limits())
    pick = random.Random(7)
    damaged = 0
    for position in sorted(pick.sample(range(len(whole)), 400)):
        changed = bytearray(whole)
        changed[position] ^= 1 << pick.randrange(8)
        flipped = write(tmp_path / "skadad.xlsx", bytes(changed))
        try:
            found = read_file(flipped, "skadad.xlsx", None, Limits())
        except Refusal as refusal:
            assert refusal.code in ("SK-105", "SK-107", "SK-108", "SK-111"), position
            damaged += 1
        else:
            assert texts(found) == texts(expected), position
    assert damaged > 200


def test_macros_are_left_out_and_said_so(tmp_path: Path, plan: Plan) -> None:
    parts = workbook_parts(sheet_of(plain_rows())) | {"xl/vbaProject.bin": b"\xd0\xcf macro"}
    found = plan(write_zip(tmp_path / "svar.xlsm", parts), PLAIN)
    assert found.report.file.format == "xlsm"
    assert "SK-W01" in [message.code for message in found.report.messages]


def test_links_to_elsewhere_are_left_out_and_said_so(tmp_path: Path, plan: Plan) -> None:
    parts = workbook_parts(sheet_of(plain_rows())) | {
        "xl/externalLinks/externalLink1.xml": b"<externalLink/>",
        "xl/connections.xml": b"<connections/>",
    }
    found = plan(write_zip(tmp_path / "svar.xlsx", parts), PLAIN)
    assert [message.code for message in found.report.messages] == ["SK-W02"]


LAUGHS = '<!DOCTYPE x [<!ENTITY a "ha"><!ENTITY b "&a;&a;&a;&a;&a;">]>'
OUTSIDE = '<!DOCTYPE x [<!ENTITY e SYSTEM "file:///etc/passwd">]>'


@pytest.mark.parametrize(
    "member", ["xl/worksheets/sheet1.xml", "xl/sharedStrings.xml", "xl/workbook.xml"]
)
@pytest.mark.parametrize("declaration", [LAUGHS, OUTSIDE])
def test_entities_are_refused_wherever_they_stand(
    tmp_path: Path, refused: Refused, member: str, declaration: str
) -> None:
    parts = workbook_parts(sheet_of(plain_rows()))
    parts[member] = b'<?xml version="1.0"?>' + declaration.encode() + parts.get(member, b"<sst/>")
    refusal = refused(write_zip(tmp_path / "svar.xlsx", parts), PLAIN)
    assert refusal.code == "SK-110"


def test_entities_in_another_encoding_or_across_a_chunk_are_refused(
    tmp_path: Path, refused: Refused
) -> None:
    parts = workbook_parts(sheet_of(plain_rows()))
    wide = parts | {"xl/styles.xml": ("\ufeff" + OUTSIDE).encode("utf-16-le")}
    assert refused(write_zip(tmp_path / "a.xlsx", wide), PLAIN).code == "SK-110"
    far = parts | {"xl/styles.xml": b"<x>" + b" " * (2 * 1024 * 1024 - 7) + OUTSIDE.encode()}
    assert refused(write_zip(tmp_path / "b.xlsx", far), PLAIN).code == "SK-110"


def test_a_file_that_unpacks_too_large_is_refused(tmp_path: Path, refused: Refused) -> None:
    parts = workbook_parts(sheet_of(plain_rows())) | {"xl/sharedStrings.xml": bytes(3_000_000)}
    path = write_zip(tmp_path / "bomb.xlsx", parts)
    assert refused(path, PLAIN, limits=Limits(entry_bytes=2_000_000)).code == "SK-111"
    assert refused(path, PLAIN, limits=Limits(unpacked_bytes=2_000_000)).code == "SK-111"


def test_a_directory_that_lies_about_sizes_does_not_help(tmp_path: Path, refused: Refused) -> None:
    parts = workbook_parts(sheet_of(plain_rows())) | {"xl/sharedStrings.xml": bytes(3_000_000)}
    path = write_zip(tmp_path / "bomb.xlsx", parts)
    data = bytearray(path.read_bytes())
    with zipfile.ZipFile(path) as archive:
        start = archive.start_dir
    at = data.index(b"xl/sharedStrings.xml", start) - 46
    assert struct.unpack_from("<I", data, at + 24)[0] == 3_000_000
    struct.pack_into("<I", data, at + 24, 10)
    write(path, bytes(data))
    assert refused(path, PLAIN, limits=Limits(entry_bytes=2_000_000)).code == "SK-111"
    with pytest.raises(Refusal, match="SK-108"):
        scan_workbook(path, Limits())


def test_too_many_members_or_sheets_are_refused(tmp_path: Path, refused: Refused) -> None:
    parts = workbook_parts(sheet_of(plain_rows()))
    many = parts | {f"x/{number}.bin": b"" for number in range(2_000)}
    assert refused(write_zip(tmp_path / "delar.xlsx", many), PLAIN).code == "SK-113"
    sheets = workbook_parts(sheet_of(plain_rows()), sheets=51)
    assert refused(write_zip(tmp_path / "blad.xlsx", sheets), PLAIN).code == "SK-113"


@pytest.mark.parametrize("far", ["XFD1048576", "XFE1", "A1048577", "ZZZZ1"])
def test_a_cell_far_outside_is_named(tmp_path: Path, refused: Refused, far: str) -> None:
    rows = plain_rows() + f"<row>{text_cell(far, 'x')}</row>"
    path = write_zip(tmp_path / "svar.xlsx", workbook_parts(sheet_of(rows)))
    refusal = refused(path, PLAIN)
    assert refusal.code == "SK-112"
    assert far in refusal.text


def test_a_dimension_that_lies_does_not_matter(tmp_path: Path, plan: Plan) -> None:
    for reference in ("A1:XFD1048576", "A1"):
        xml = sheet_of(plain_rows(), before=f'<dimension ref="{reference}"/>')
        path = write_zip(tmp_path / "svar.xlsx", workbook_parts(xml))
        assert plan(path, PLAIN).answers.tolist() == [[1, 2, 3]]


def test_sheet_xml_with_a_prefix_is_read(tmp_path: Path, plan: Plan) -> None:
    xml = re.sub(r"<(/?)(\w)", r"<\1x:\2", sheet_of(plain_rows())).replace("xmlns=", "xmlns:x=")
    path = write_zip(tmp_path / "svar.xlsx", workbook_parts(xml))
    assert plan(path, PLAIN).answers.tolist() == [[1, 2, 3]]


@pytest.mark.parametrize(
    "name",
    ["../../etc/x.csv", r"C:\x.csv", "n" * 300 + ".csv", "a\u202egpj.csv", "🎉.csv", "<b>.csv"],
)
def test_a_strange_name_is_only_a_name(tmp_path: Path, plan: Plan, name: str) -> None:
    from skolkval.importing.plan import ImportOptions, read_plan

    path = write_csv(tmp_path / "kopia", [PLAIN_HEADER, [1, 2, 3]])
    found = read_plan(path, name, PLAIN, ImportOptions())
    assert found.report.file.name == name
    assert found.report.rows_accepted == 1
