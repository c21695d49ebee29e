"""Does a filled-in template become an instrument, and is every mistake told with sheet and row?"""

from __future__ import annotations

import io
from pathlib import Path

import pytest
from openpyxl import Workbook, load_workbook

from skolkval.errors import Refusal
from skolkval.importing.instrument_sheet import read_instrument
from skolkval.instruments import template
from skolkval.instruments.draft import Draft, Statement, to_instrument
from skolkval.reports.templates import instrument_template

DRAFT = Draft(
    title="Trygghet",
    publisher="Exempelkommunen",
    steps=("Nej", "Delvis", "Ja"),
    not_applicable=("Vet ej",),
    levels=("Rektor", "Elev"),
    statements=(
        Statement("Trygghet", "=1+1 är två.", group="Raster"),
        Statement("Ro", "Det är stökigt.", level="Elev", label="Stök", reversed=True),
        Statement("Ro", "Jag ser alla.", level="Rektor"),
    ),
)
# Which row of the sheet Instrument says what; the headers stand in row 1.
ROW = {name: row for row, name in enumerate(template.FACTS, 2)}
Cells = dict[tuple[str, str], str | None]


def filled(to: Path, changes: Cells | None = None) -> Path:
    """The template filled in with DRAFT, some cells changed."""
    workbook: Workbook = load_workbook(io.BytesIO(instrument_template(DRAFT)))
    for (sheet, cell), text in (changes or {}).items():
        workbook[sheet][cell] = text
    path = to / "mall.xlsx"
    workbook.save(path)
    return path


def test_the_template_filled_in_is_the_instrument(tmp_path: Path) -> None:
    assert read_instrument(filled(tmp_path), "mall.xlsx") == to_instrument(DRAFT)


def test_what_may_be_left_out_and_extra_spaces_are_seen_through(tmp_path: Path) -> None:
    path = filled(
        tmp_path,
        {
            ("Instrument", f"A{ROW[template.TITLE]}"): " namn ",
            ("Instrument", f"B{ROW[template.ID]}"): "eget-id",
            ("Påståenden", "D3"): " elev",
            ("Påståenden", "F3"): "JA",
        },
    )
    instrument = read_instrument(path, "mall.xlsx")
    assert (instrument.id, instrument.title) == ("eget-id", "Trygghet")
    assert [item.level for item in instrument.items] == [None, "elev", "rektor"]
    assert instrument.reversed_positions == (1,)


@pytest.mark.parametrize(
    ("changes", "said"),
    [
        (
            {("Instrument", "B2"): None},
            ["Instrument, rad 2: Namn är inte ifyllt."],
        ),
        (
            {("Instrument", "A4"): "Utgivera"},
            [
                "Instrument, rad 4: okänd uppgift ”Utgivera”. Menade du ”Utgivare”?",
                "Instrument: Utgivare är inte ifyllt.",
            ],
        ),
        (
            {("Instrument", f"B{ROW['Steg 2']}"): None},
            [f"Instrument, rad {ROW['Steg 3']}: Steg 3 är ifyllt men inte Steg 2."],
        ),
        (
            {("Instrument", f"B{ROW[step]}"): None for step in template.STEPS[1:3]},
            ["Instrument: bara ett steg är ifyllt. Skalan ska ha minst 2 steg."],
        ),
        (
            {("Instrument", f"B{ROW[step]}"): None for step in template.STEPS[:3]},
            ["Instrument: inga steg är ifyllda. Skalan ska ha minst 2 steg."],
        ),
        (
            {("Instrument", f"B{ROW['Utanför skalan 1']}"): "ja"},
            [f"Instrument, rad {ROW['Utanför skalan 1']}: ”ja” står redan på rad {ROW['Steg 3']}."],
        ),
        (
            {("Påståenden", "D3"): "Lärare"},
            [
                "Påståenden, rad 3: nivån ”Lärare” står inte på bladet Instrument. "
                "De nivåer som finns: Rektor, Elev."
            ],
        ),
        (
            {("Påståenden", "C4"): None, ("Påståenden", "A2"): " "},
            [
                "Påståenden, rad 2: Område är inte ifyllt.",
                "Påståenden, rad 4: Påstående är inte ifyllt.",
            ],
        ),
        (
            {("Påståenden", "C4"): "det är  stökigt", ("Påståenden", "D4"): None},
            ["Påståenden, rad 4: samma påstående står på rad 3: ”det är stökigt”."],
        ),
        (
            {("Påståenden", "E4"): "stök", ("Påståenden", "D4"): None},
            ["Påståenden, rad 4: samma kortnamn står på rad 3: ”stök”."],
        ),
        (
            {("Påståenden", "A4"): "RO"},
            ["Påståenden, rad 4: ”RO” skrivs på ett annat sätt på rad 3: ”Ro”."],
        ),
        (
            {("Påståenden", "F4"): "kanske"},
            ["Påståenden, rad 4: Omvänt ska vara ja, nej eller tomt, inte ”kanske”."],
        ),
        (
            {("Påståenden", "C1"): "Fråga"},
            [
                "Påståenden, rad 1: okänd kolumn ”Fråga”. Ta bort den.",
                "Påståenden, rad 1: kolumnen ”Påstående” saknas.",
            ],
        ),
        (
            {("Påståenden", f"{letter}{row}"): None for letter in "ABCDEF" for row in (2, 3, 4)},
            ["Påståenden: inga påståenden är ifyllda."],
        ),
        (
            {("Påståenden", "D2"): "Elev", ("Påståenden", "D4"): "Elev"},
            [f"Instrument, rad {ROW['Nivå 1']}: nivån ”Rektor” har inga påståenden."],
        ),
        (
            {("Instrument", f"B{ROW[template.ID]}"): "Mitt Id"},
            ["Instrumentet ”Mitt Id”: id får bara ha små bokstäver"],
        ),
    ],
)
def test_every_mistake_is_told_with_its_place(
    changes: Cells, said: list[str], tmp_path: Path
) -> None:
    path = filled(tmp_path, changes)
    with pytest.raises(Refusal) as refusal:
        read_instrument(path, "mall.xlsx")
    assert refusal.value.code == "SK-501"
    mistakes = [line.removeprefix("– ") for line in refusal.value.text.splitlines()[1:-1]]
    for mistake, expected in zip(mistakes, said, strict=False):
        assert mistake.startswith(expected)
    assert len(mistakes) == len(said), mistakes


def test_a_workbook_of_another_kind_is_refused(tmp_path: Path) -> None:
    workbook = Workbook()
    workbook.create_sheet("Blad")["A1"] = "Hej"
    path = tmp_path / "fel.xlsx"
    workbook.save(path)
    with pytest.raises(Refusal) as refusal:
        read_instrument(path, "fel.xlsx")
    assert (refusal.value.code, "”Instrument”" in refusal.value.text) == ("SK-219", True)


@pytest.mark.parametrize(
    ("name", "content", "code"),
    [
        ("mall.csv", "Uppgift;Värde\r\nNamn;X\r\n".encode(), "SK-105"),
        ("mall.xlsx", b"", "SK-101"),
        ("mall.xlsx", b"PK\x03\x04 trasig", "SK-108"),
    ],
)
def test_what_is_no_workbook_is_refused(
    name: str, content: bytes, code: str, tmp_path: Path
) -> None:
    path = tmp_path / name
    path.write_bytes(content)
    with pytest.raises(Refusal) as refusal:
        read_instrument(path, name)
    assert refusal.value.code == code
