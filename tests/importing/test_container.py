"""Is a file that can be opened told from one that cannot, beyond the rows of tests/faults?"""

from __future__ import annotations

import random
import re
from pathlib import Path

import pytest

from skolkval.errors import Refusal
from skolkval.importing.limits import Limits
from skolkval.importing.reader import read_file
from tests.importing.conftest import Plan, Refused
from tests.importing.exports import (
    PLAIN,
    PLAIN_HEADER,
    plain_rows,
    sheet_of,
    workbook_parts,
    write_xlsx,
    write_zip,
)


def test_a_workbook_made_by_hand_is_read(tmp_path: Path, plan: Plan) -> None:
    path = write_zip(tmp_path / "svar.xlsx", workbook_parts(sheet_of(plain_rows())))
    assert plan(path, PLAIN).answers.tolist() == [[1, 2, 3]]


@pytest.mark.parametrize(
    ("name", "data", "code"),
    [
        ("svar.csv", random.Random(1).randbytes(2000), "SK-105"),
        ("svar.xlsx", b"PK\x03\x04" + bytes(50), "SK-108"),
    ],
)
def test_bytes_that_only_begin_as_something_are_refused(
    tmp_path: Path, refused: Refused, name: str, data: bytes, code: str
) -> None:
    path = tmp_path / name
    path.write_bytes(data)
    assert refused(path, PLAIN).code == code


def test_parts_of_a_workbook_without_the_workbook_are_damaged(
    tmp_path: Path, refused: Refused
) -> None:
    path = write_zip(tmp_path / "svar.xlsx", {"xl/worksheets/sheet1.xml": b"<worksheet/>"})
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
        flipped = tmp_path / "skadad.xlsx"
        flipped.write_bytes(bytes(changed))
        try:
            found = read_file(flipped, "skadad.xlsx", None, Limits())
        except Refusal as refusal:
            assert refusal.code in ("SK-105", "SK-107", "SK-108", "SK-111"), position
            damaged += 1
        else:
            texts = [column.texts() for column in found.columns]
            assert texts == [column.texts() for column in expected.columns], position
    assert damaged > 200


def test_the_limits_may_be_other_than_the_defaults(tmp_path: Path, refused: Refused) -> None:
    parts = workbook_parts(sheet_of(plain_rows())) | {"xl/sharedStrings.xml": bytes(3_000_000)}
    path = write_zip(tmp_path / "stor.xlsx", parts)
    assert refused(path, PLAIN, limits=Limits(entry_bytes=2_000_000)).code == "SK-111"
    assert refused(path, PLAIN, limits=Limits(unpacked_bytes=2_000_000)).code == "SK-111"


def test_sheet_xml_with_a_prefix_is_read(tmp_path: Path, plan: Plan) -> None:
    xml = re.sub(r"<(/?)(\w)", r"<\1x:\2", sheet_of(plain_rows())).replace("xmlns=", "xmlns:x=")
    path = write_zip(tmp_path / "svar.xlsx", workbook_parts(xml))
    assert plan(path, PLAIN).answers.tolist() == [[1, 2, 3]]
