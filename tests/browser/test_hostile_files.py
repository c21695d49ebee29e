"""Does the server live on when hostile files are dropped on its page?"""

from __future__ import annotations

import random
import re
import urllib.request
from pathlib import Path

from playwright.sync_api import FilePayload, Page, expect

from tests.faults.bombs import MEGABYTE, packed, repeated, write_packed
from tests.fuzz.mutations import mutated
from tests.importing.exports import plain_rows, sheet_of, workbook_parts, write_zip
from tests.running import Running

_KIND = "application/octet-stream"


def hostile_files(folder: Path) -> list[FilePayload]:
    """A bomb, entities, a workbook cut off, one with its bytes turned, and bytes that are no text."""
    parts = workbook_parts(sheet_of(plain_rows()))
    good = write_zip(folder / "good.xlsx", parts).read_bytes()
    sheet = parts["xl/worksheets/sheet1.xml"]
    entities = b'<!DOCTYPE a [<!ENTITY b "bbbb">]>' + sheet
    bomb = {name: packed(data) for name, data in parts.items()}
    bomb["xl/media/a.bin"] = repeated(b"", bytes(MEGABYTE), 400, b"")
    content = {
        "bomb.xlsx": write_packed(folder / "bomb.xlsx", bomb).read_bytes(),
        "entiteter.xlsx": write_zip(
            folder / "e.xlsx", {**parts, "xl/worksheets/sheet1.xml": entities}
        ).read_bytes(),
        "avklippt.xlsx": good[: len(good) // 2],
        "skadad.xlsx": mutated(good, random.Random(7)),
        "bytes.csv": random.Random(8).randbytes(5_000),
    }
    return [FilePayload(name=name, mimeType=_KIND, buffer=each) for name, each in content.items()]


def test_five_hostile_files_are_refused_and_the_server_lives_on(
    server: Running, page: Page, tmp_path: Path
) -> None:
    files = hostile_files(tmp_path)
    page.goto(f"{server.url}/las_in")
    page.locator("input[type=file]").set_input_files(files, timeout=30_000)

    refusals = page.get_by_role("alert").filter(has_text=re.compile(r"SK-[12]\d\d"))
    expect(refusals).to_have_count(len(files), timeout=60_000)
    with urllib.request.urlopen(f"{server.url}/halsa", timeout=5) as answer:
        assert answer.read() == b"ok"
    assert "Traceback" not in server.output
    page.goto(f"{server.url}/omgangar")
    expect(page.get_by_role("heading", name="Omgångar", level=1)).to_be_visible(timeout=30_000)
