"""Part B of the faults, row by row: what becomes of odd text, cells, rows, columns and sheets?"""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from tests.faults.conftest import UNIT, Intake, Write
from tests.faults.tables import GOOD, GOOD_ANSWERS, rejected, with_good
from tests.importing.exports import (
    PLAIN_HEADER,
    STEPS,
    sheet_of,
    text_cell,
    workbook_parts,
    write_csv,
    write_xlsx,
    write_zip,
)

pytestmark = pytest.mark.usefixtures("reader_here")

SWEDISH = f"Skola;{';'.join(PLAIN_HEADER)}\nÅkerö Äng Café;Stämmer;Stämmer inte;Vet ej\n"


@pytest.mark.parametrize(
    ("codec", "name"),
    [
        ("cp1252", "Windows-1252"),
        ("utf-8-sig", "UTF-8"),
        ("utf-16", "UTF-16"),
        ("utf-16-be", "UTF-16"),
    ],
    ids=["b01-cp1252", "b02-utf-8-bom", "b03-utf-16-le", "b03-utf-16-be"],
)
def test_b01_b02_b03_encodings(intake: Intake, write: Write, codec: str, name: str) -> None:
    text = SWEDISH if codec != "utf-16-be" else "\ufeff" + SWEDISH
    plan = intake.accepts(write("svar.csv", text.encode(codec)))
    assert plan.report.file.encoding == name
    assert plan.report.columns[0].header == "Skola"
    assert plan.raters["unit"].tolist() == ["Åkerö Äng Café"]
    assert plan.answers.tolist() == [[4, 1, 0]]
    assert not {"\ufeff", "\ufffd", "Ã"} & set(repr(plan.report.to_json()))


def test_b04_bytes_that_are_no_text(intake: Intake, write: Write) -> None:
    data = "Åsikt;b\n".encode() * 13 + b"\xe5;x\n"
    says = "Rad 14 innehåller tecken som inte kan läsas."
    intake.refuses(write("svar.csv", data), "SK-201", says)
    mixed = "Åsikt\n".encode("cp1252") + b"\x81\x8d;x\n"
    intake.refuses(write("blandat.csv", mixed), "SK-201", "Rad 2 ")
    alone = ("\ufeff" + SWEDISH).encode("utf-16-le") + b"\0\xd8"
    intake.refuses(write("surrogat.csv", alone), "SK-201", "Rad 3 ")


def test_b05_every_delimiter_gives_the_same_table(intake: Intake, write: Write) -> None:
    lines = [["Skola", *PLAIN_HEADER], ["Ek, Ask", "Stämmer", "Vet ej", ""]]
    plans = []
    for number, sign in enumerate(";,\t"):
        text = "\n".join(sign.join(f'"{cell}"' for cell in line) for line in lines)
        plans.append(intake.accepts(write(f"{number}.csv", text)))
    declared = "sep=;\n" + "\n".join(";".join(line) for line in lines)
    plans.append(intake.accepts(write("sep.csv", declared)))
    assert [plan.report.file.delimiter for plan in plans] == [";", ",", "\t", ";"]
    for plan in plans:
        assert plan.answers.tolist() == [[4, 0, -1]]
        assert plan.raters["unit"].tolist() == ["Ek, Ask"]


@pytest.mark.parametrize("value", ["3,5", "3.5", "1 234,5", "1\u00a0234,5", "1.234,5", "-1"])
def test_b06_decimals_are_no_answers(intake: Intake, tmp_path: Path, value: str) -> None:
    plan = intake.accepts(write_csv(tmp_path / "svar.csv", with_good([[value, "Stämmer", ""]])))
    assert [(cell.cell, cell.code) for cell in plan.report.rejected] == [("A6", "SK-211")]


def test_b06_a_whole_number_with_decimals_is_whole(intake: Intake, tmp_path: Path) -> None:
    plan = intake.accepts(
        write_csv(tmp_path / "svar.csv", with_good([["3,0", "4.00", "1"]])), "SK-W14"
    )
    assert plan.answers[-1].tolist() == [3, 4, 1]


@pytest.mark.parametrize("value", ["1.234", "1,234"])
def test_b06_what_can_be_read_in_two_ways_is_asked_about(
    intake: Intake, tmp_path: Path, value: str
) -> None:
    path = write_csv(tmp_path / "svar.csv", with_good([["Stämmer", value, ""]]))
    says = f"Cell B6 har ”{value}”, som kan läsas både med decimaler och som tusental."
    intake.refuses(path, "SK-202", says)
    # In a workbook it is a number, and so not in doubt.
    plan = intake.accepts(write_xlsx(tmp_path / "svar.xlsx", with_good([["Stämmer", 1.234, ""]])))
    assert rejected(plan) == [("B6", "1.234", "SK-211")]


def test_b07_line_breaks_quotation_marks_and_trailing_signs(intake: Intake, write: Write) -> None:
    header = '"Skola\n";' + ";".join(f'"{text}"' for text in PLAIN_HEADER)
    rows = '"Ek ""A""\nHus 2";Stämmer;Stämmer inte;Vet ej;\nAsk;Stämmer;;;\n;;;\n'
    plan = intake.accepts(write("svar.csv", f"{header}\n{rows}"))
    assert plan.report.rows_accepted == 2
    assert plan.raters["unit"].tolist() == ['Ek "A" Hus 2', "Ask"]


def test_b07_a_quotation_mark_without_end(intake: Intake, write: Write) -> None:
    intake.refuses(write("svar.csv", 'a;b\n1;"2\n3;4\n5;6\n'), "SK-227", "Rad ")


def test_b08_rows_of_another_width(intake: Intake, write: Write) -> None:
    text = ";".join(PLAIN_HEADER) + "\nStämmer;Stämmer;Stämmer\n1;2\n1;2;3;4\nVet ej;1;2\n"
    report = intake.accepts(write("svar.csv", text), "SK-W14").report
    assert [(row.row, row.code) for row in report.rows_skipped] == [(3, "SK-203"), (4, "SK-203")]
    assert [row.detail for row in report.rows_skipped] == [
        "2 celler, rubrikraden har 3",
        "4 celler, rubrikraden har 3",
    ]
    assert (report.rows_read, report.rows_accepted) == (4, 2)


@pytest.mark.parametrize("again", [PLAIN_HEADER[1], f" {PLAIN_HEADER[1].upper()} "])
def test_b09_the_same_statement_twice(intake: Intake, tmp_path: Path, again: str) -> None:
    path = write_csv(tmp_path / "svar.csv", [[*PLAIN_HEADER, again], [1, 2, 3, 4]])
    says = f"Kolumnen ”{PLAIN_HEADER[1]}” finns två gånger (kolumn B och D)."
    refusal = intake.refuses(path, "SK-204", says)
    assert refusal.report.columns[3].header == again.strip()
    plan = intake.accepts(path, "SK-W14", "SK-W10", "SK-W10", "SK-W06", accept_partial=True)
    assert plan.answers.tolist() == [[1, -2, 3]]


def test_b10_a_column_without_header(intake: Intake, tmp_path: Path) -> None:
    rows: list[list[Any]] = [[*PLAIN_HEADER, "", ""], [*STEPS[:3], "", "x"]]
    path = write_csv(tmp_path / "svar.csv", rows)
    intake.refuses(path, "SK-205", "Kolumn E har innehåll men ingen rubrik.")
    rows[1][4] = ""
    assert intake.accepts(write_csv(path, rows)).report.rows_accepted == 1


def test_b11_a_header_under_title_and_logo(intake: Intake, tmp_path: Path) -> None:
    rows: list[list[Any]] = [["Enkät 2026"], [], ["Kommunens logotyp"], PLAIN_HEADER, *GOOD]
    plan = intake.accepts(write_xlsx(tmp_path / "svar.xlsx", rows))
    assert plan.report.header_rows == [4]
    assert plan.answers.tolist() == GOOD_ANSWERS


def test_b12_a_statement_that_is_missing_or_nearly_there(intake: Intake, tmp_path: Path) -> None:
    rows = [["Kön", PLAIN_HEADER[0], PLAIN_HEADER[1]], ["K", "Stämmer", "Stämmer"]]
    path = write_csv(tmp_path / "svar.csv", rows)
    says = f"Ett påstående saknar kolumn: ”{PLAIN_HEADER[2]}”."
    intake.refuses(path, "SK-206", says)
    assert intake.accepts(path, "SK-W10", "SK-W06", accept_partial=True).answers.tolist() == [
        [4, 4, -2]
    ]


def test_b13_hidden_sheets_rows_and_columns(intake: Intake, tmp_path: Path) -> None:
    def hide(workbook: Any) -> None:
        for state in ("hidden", "veryHidden"):
            other = workbook.create_sheet(state)
            other.append(PLAIN_HEADER)
            other.append([4, 4, 4])
            other.sheet_state = state
        sheet = workbook["Svar"]
        for row in range(3, 15):
            sheet.row_dimensions[row].hidden = True
        sheet.column_dimensions["B"].hidden = True
        sheet.auto_filter.ref = "A1:C21"

    path = write_xlsx(tmp_path / "svar.xlsx", [PLAIN_HEADER, *GOOD * 5], hide)
    plan = intake.accepts(path, "SK-W03")
    assert plan.report.messages[0].text == "12 dolda rader är med."
    assert plan.report.sheet == "Svar"
    assert plan.answers.tolist() == GOOD_ANSWERS * 5
    chosen = intake.accepts(path, "SK-W14", sheet="veryHidden")
    assert chosen.answers.tolist() == [[4, 4, 4]]


def test_b14_two_sheets_that_could_be_the_one(intake: Intake, tmp_path: Path) -> None:
    def copy(workbook: Any) -> None:
        workbook.copy_worksheet(workbook["Svar"]).title = "Svar 2025"

    path = write_xlsx(tmp_path / "svar.xlsx", [PLAIN_HEADER, *GOOD], copy)
    intake.refuses(path, "SK-218", "Filen har flera blad: ”Svar”, ”Svar 2025”.", "Välj")
    assert intake.accepts(path, sheet="Svar 2025").report.sheet == "Svar 2025"
    intake.refuses(path, "SK-219", "”Blad9”", "Svar, Svar 2025", sheet="Blad9")


def test_b15_merged_cells(intake: Intake, tmp_path: Path) -> None:
    rows: list[list[Any]] = [["Enhet", *PLAIN_HEADER], *(["Ask", *row] for row in GOOD)]

    def merge(workbook: Any) -> None:
        workbook["Svar"].merge_cells("A2:A5")
        workbook["Svar"].merge_cells("B3:B4")

    plan = intake.accepts(write_xlsx(tmp_path / "svar.xlsx", rows, merge))
    assert rejected(plan) == [("B4", "", "SK-207")]
    assert plan.raters["unit"].tolist() == ["Ask"] * 4


@pytest.mark.parametrize(("columns", "shown"), [(1_001, "1 001"), (16_384, "16 384")])
def test_b21_too_many_columns(intake: Intake, tmp_path: Path, columns: int, shown: str) -> None:
    says = f"Filen har {shown} kolumner (max 1 000).".replace(" 0", "\u00a00").replace(
        shown, shown.replace(" ", "\u00a0")
    )
    header = [f"k{number}" for number in range(columns)]
    rows = [header, *[["1"] * columns] * 2]
    intake.refuses(write_csv(tmp_path / "svar.csv", rows), "SK-212", says)
    cells = "".join('<c t="inlineStr"><is><t>x</t></is></c>' for _ in header)
    xml = sheet_of(f"<row>{cells}</row>" * 2)
    intake.refuses(write_zip(tmp_path / "svar.xlsx", workbook_parts(xml)), "SK-212", says)


@pytest.mark.parametrize("rows", [200_001, 1_048_576])
def test_b22_too_many_rows_are_refused_and_never_cut(
    intake: Intake, write: Write, rows: int
) -> None:
    text = ";".join(PLAIN_HEADER) + "\n" + "1;2;3\n" * (rows - 1)
    intake.refuses(write("svar.csv", text), "SK-213", "rader (max 200\u00a0000). Dela upp filen.")


def test_b22_too_many_rows_in_a_workbook(intake: Intake, tmp_path: Path) -> None:
    header = "".join(text_cell(f"{'ABC'[n]}1", text) for n, text in enumerate(PLAIN_HEADER))
    body = "<row><c><v>1</v></c><c><v>2</v></c><c><v>3</v></c></row>" * 200_000
    path = write_zip(
        tmp_path / "svar.xlsx", workbook_parts(sheet_of(f'<row r="1">{header}</row>{body}'))
    )
    intake.refuses(path, "SK-213", "Filen har 200\u00a0001 rader")


def test_b23_letters_written_in_two_ways_are_one_school(intake: Intake, tmp_path: Path) -> None:
    names = ["Åsa skola", "A\u030asa skola", "Åsa\u200b skola", "Åsa\x07 skola"]
    rows = [["Skola", *PLAIN_HEADER], *([name, *STEPS[:3]] for name in names)]
    plan = intake.accepts(write_csv(tmp_path / "svar.csv", rows))
    assert set(plan.raters["unit"]) == {"Åsa skola"}


def test_b23_a_cell_too_long_for_a_name(intake: Intake, tmp_path: Path) -> None:
    rows = [["Skola", *PLAIN_HEADER], ["Ask", *STEPS[:3]], ["x" * 32_768, *STEPS[:3]]]
    for path in (write_csv(tmp_path / "a.csv", rows), write_csv(tmp_path / "a.tsv", rows, "\t")):
        report = intake.accepts(path).report
        assert [(row.row, row.code) for row in report.rows_skipped] == [(3, "SK-214")]


@pytest.mark.parametrize("reference", ["&#xD800;", "&#0;", "\x01"])
def test_b23_characters_that_xml_cannot_hold(
    intake: Intake, tmp_path: Path, reference: str
) -> None:
    cells = text_cell("A1", PLAIN_HEADER[0]) + text_cell("B1", f"Skola{reference}")
    path = write_zip(tmp_path / "svar.xlsx", workbook_parts(sheet_of(f"<row>{cells}</row>")))
    # Damaged, or read without the character: then there are no answers under the header.
    code = {"&#xD800;": "SK-108", "&#0;": "SK-108", "\x01": "SK-215"}[reference]
    intake.refuses(path, code)


def test_b23_a_nul_in_a_text_file(intake: Intake, write: Write) -> None:
    text = ";".join(PLAIN_HEADER) + "\n" + "1;2;3\n" * 90 + "1;2;\0\n"
    intake.refuses(write("svar.csv", text), "SK-201", "Rad 92 ")


@pytest.mark.parametrize("rows", [[], [PLAIN_HEADER], [PLAIN_HEADER, ["", " ", ""]]])
def test_b24_no_answers(intake: Intake, tmp_path: Path, rows: list[list[str]]) -> None:
    intake.refuses(write_csv(tmp_path / "svar.csv", rows or [[" "]]), "SK-215", "Inga svar")
    intake.refuses(write_xlsx(tmp_path / "svar.xlsx", rows), "SK-215", "Inga svar")


def test_b24_one_respondent_is_stored_and_never_shown(intake: Intake, tmp_path: Path) -> None:
    rows = [["Skola", *PLAIN_HEADER], [UNIT, *STEPS[:3]]]
    intake.accepts(write_csv(tmp_path / "svar.csv", rows))
    with intake.database.snapshot() as cursor:
        assert cursor.execute("SELECT hidden FROM published.levels").fetchall() == [(True,)]
        assert cursor.execute("FROM published.counts").fetchall() == []


def test_b25_the_same_file_twice(intake: Intake, tmp_path: Path) -> None:
    path = write_csv(tmp_path / "svar.csv", [PLAIN_HEADER, *GOOD])
    plan = intake.accepts(path)
    before = intake.dump()
    with pytest.raises(Exception, match=r"SK-216 Filen svar\.csv är redan inläst i ”Omgång 1” 20"):
        intake.store(plan, "Omgång 1")
    assert intake.dump() == before


PERSONAL = {
    "personnummer": ["811228-9874", "198112289874", "8112289874", "Jag är 811228-9874 och nöjd"],
    "e-postadresser": ["anna.ask@exempel.se", "Skriv till anna@exempel.se"],
    "telefonnummer": ["Ring mig på 070-123 45 67", "0701234567", "+46 8 12 34 56 78"],
    "namn på personer": ["Anna Ask", "Karl-Erik Berg"],
}


@pytest.mark.parametrize("header", ["Skola", "Kontaktperson"])
@pytest.mark.parametrize("kind", PERSONAL)
def test_b26_what_points_to_a_person_is_stopped(
    intake: Intake, tmp_path: Path, header: str, kind: str
) -> None:
    intake.secrets += PERSONAL[kind]
    for value in PERSONAL[kind]:
        rows = [[*PLAIN_HEADER, header], *([*row, ""] for row in GOOD), [*STEPS[:3], value]]
        path = write_csv(tmp_path / "svar.csv", rows)
        says = f"Kolumn D (”{header}”) ser ut att innehålla {kind}. Ta bort kolumnen"
        refusal = intake.refuses(path, "SK-217", says)
        assert value not in repr(refusal.report.to_json())
        assert not intake.holds(value)
    plan = intake.accepts(path, columns={header: "meta"})
    assert value not in repr(plan.report.to_json())
    assert not intake.holds(value)


@pytest.mark.parametrize("header", ["Fritext", "Kommentar"])
def test_b26_what_points_to_a_person_is_taken_out_of_a_comment(
    intake: Intake, tmp_path: Path, header: str
) -> None:
    secrets = ["811228-9874", "anna.ask@exempel.se", "070-123 45 67", "Anna Ask"]
    intake.secrets += secrets
    rows = [[*PLAIN_HEADER, header], *([*STEPS[:3], f"Fråga {each}."] for each in secrets)]
    plan = intake.accepts(write_csv(tmp_path / "svar.csv", rows), "SK-W04")
    removed = ["Fråga [borttaget]."] * 3
    assert [each.text for each in plan.comments] == [*removed, "[namn]."]
    for secret in secrets:
        assert secret not in repr(plan.report.to_json())
        assert not intake.holds(secret)


def test_b26_columns_that_tools_add_are_dropped_unread(intake: Intake, tmp_path: Path) -> None:
    secrets = ["anna.ask@exempel.se", "Anna Ask", "811228-9874", "070-123 45 67", "192.0.2.7"]
    intake.secrets += secrets
    header = ["E-post", "Namn", "Personnummer", "Telefon", "IP-adress", *PLAIN_HEADER]
    path = write_xlsx(tmp_path / "svar.xlsx", [header, [*secrets, *STEPS[:3]]])
    plan = intake.accepts(path)
    for secret in secrets:
        assert secret not in repr(plan.report.to_json())
        assert not intake.holds(secret)


@pytest.mark.parametrize("value", ["811228-9874", "Anna Ask", "ring 070-123 45 67"])
def test_b26_what_is_written_where_an_answer_should_be(
    intake: Intake, tmp_path: Path, value: str
) -> None:
    intake.secrets.append(value)
    path = write_csv(tmp_path / "svar.csv", with_good([[value, "Stämmer", ""]]))
    if value == "Anna Ask":
        plan = intake.accepts(path)
        assert rejected(plan) == [("A6", "•••", "SK-211")]
        assert not intake.holds(value)
    else:
        refusal = intake.refuses(path, "SK-217", "Kolumn A ")
        assert value not in repr(refusal.report.to_json())
