"""Is the header found wherever it stands, over however many rows, and are notes no answers?"""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from tests.importing.conftest import Plan, Refused
from tests.importing.exports import PLAIN, PLAIN_HEADER, STEPS, write_csv, write_xlsx


def csv_of(folder: Path, *rows: list[str]) -> Path:
    return write_csv(folder / "export.csv", rows)


@pytest.mark.parametrize("kind", ["csv", "xlsx"])
def test_the_header_is_found_under_titles_and_notes_after_the_data_are_left_out(
    tmp_path: Path, plan: Plan, kind: str
) -> None:
    rows: list[list[Any]] = [
        ["Självvärdering, våren 2026"],
        ["Uttagen:", "2026-01-15"],
        [],
        ["Skola", *PLAIN_HEADER],
        ["Ask", "Stämmer", "Stämmer inte", ""],
        ["Ek", "", "", ""],
        [],
        ["Vet ej räknas inte."],
        ["Exporterad 2026-01-15"],
    ]
    wide = [[*row, *[""] * (4 - len(row))] for row in rows]
    path = (
        write_csv(tmp_path / "a.csv", wide)
        if kind == "csv"
        else write_xlsx(tmp_path / "a.xlsx", rows)
    )
    found = plan(path, PLAIN)
    assert found.report.header_rows == [4]
    assert found.report.sign == "Vanlig tabell: rad 4 är rubriker, med 3 påståenden ur instrumentet"
    assert [(row.row, row.code) for row in found.report.rows_skipped] == [
        (8, "SK-229"),
        (9, "SK-229"),
    ]
    assert found.raters["unit"].tolist() == ["Ask", "Ek"]
    assert found.report.rows_read == 4


def test_rows_of_csv_are_measured_against_the_header_and_not_the_title(
    tmp_path: Path, plan: Plan
) -> None:
    path = tmp_path / "a.csv"
    header = ";".join(PLAIN_HEADER)
    path.write_text(
        f"Enkät\n\n{header}\n1;2;3\n4;4\n4;4;4;4\n1;1;1;\nExporterad nu\n", encoding="utf-8"
    )
    report = plan(path, PLAIN).report
    assert report.header_rows == [3]
    # Rows 5 and 6 have two and four cells; row 8 is a note. A blank fourth cell is no cell.
    assert [(row.row, row.code) for row in report.rows_skipped] == [
        (5, "SK-203"),
        (6, "SK-203"),
        (8, "SK-229"),
    ]
    assert [column.letter for column in report.columns] == ["A", "B", "C"]
    assert report.rows_accepted == 2


def test_somebody_who_only_commented_last_is_no_note(tmp_path: Path, plan: Plan) -> None:
    rows = [[*PLAIN_HEADER, "Kommentar"], ["1", "2", "3", ""], ["", "", "", "Bra fråga tycker jag"]]
    assert plan(csv_of(tmp_path, *rows), PLAIN).report.rows_accepted == 2


@pytest.mark.parametrize("kind", ["csv", "xlsx"])
def test_merged_questions_stand_over_their_columns_alone(
    tmp_path: Path, plan: Plan, kind: str
) -> None:
    rows: list[list[Any]] = [
        ["Enhet", "Hur är det?", "", PLAIN_HEADER[2], "Kommentar"],
        ["", PLAIN_HEADER[0], PLAIN_HEADER[1], "", ""],
        ["Ask", 4, 3, 2, "hej"],
    ]

    def merge(workbook: Any) -> None:
        workbook["Svar"].merge_cells("B1:C1")
        workbook["Svar"].merge_cells("A1:A2")

    path = (
        write_csv(tmp_path / "a.csv", rows)
        if kind == "csv"
        else write_xlsx(tmp_path / "a.xlsx", rows, merge)
    )
    found = plan(path, PLAIN)
    assert found.report.header_rows == [1, 2]
    assert [column.header for column in found.report.columns] == [
        *("Enhet", f"Hur är det? [{PLAIN_HEADER[0]}]", f"Hur är det? [{PLAIN_HEADER[1]}]"),
        *(PLAIN_HEADER[2], "Kommentar"),
    ]
    assert found.answers.tolist() == [[4, 3, 2]]
    assert found.raters["unit"].tolist() == ["Ask"]


def test_three_header_rows(tmp_path: Path, plan: Plan) -> None:
    rows = [
        ["", "Del 1", "", "Del 2"],
        ["", "Hur är det?", "", "Och sedan?"],
        ["Skola", *PLAIN_HEADER],
        ["Ask", "1", "2", "3"],
    ]
    report = plan(csv_of(tmp_path, *rows), PLAIN).report
    assert report.header_rows == [1, 2, 3]
    assert [column.role for column in report.columns] == ["unit", *["item"] * 3]


def test_the_analyst_can_say_which_rows_are_the_header(
    tmp_path: Path, plan: Plan, refused: Refused
) -> None:
    # Row 1 quotes all statements, but the answers stand under row 3, whose headings are last year's.
    rows = [PLAIN_HEADER, ["", "", ""], ["Mål", "Uppföljning", "Lärande"], ["1", "2", "3"]]
    path = csv_of(tmp_path, *rows)
    found = plan(path, PLAIN, header_rows=(3,), items={"A": "p1", "B": "p2", "lärande": "p3"})
    assert (found.report.header_rows, found.answers.tolist()) == ([3], [[1, 2, 3]])
    assert {column.match for column in found.report.columns} == {"chosen"}
    absent = refused(path, PLAIN, header_rows=(2,))
    assert (absent.code, "Rad 2 kan inte vara rubrikrad" in absent.text) == ("SK-231", True)
    assert refused(path, PLAIN, items={"A": "finns-inte"}).code == "SK-231"


@pytest.mark.parametrize(
    "above",
    [["1 = Stämmer inte, 2 = Stämmer till viss del, 3 = Stämmer till stor del, 4 = Stämmer"], []],
)
def test_a_legend_is_read_from_above_the_header_or_from_a_sheet_of_its_own(
    tmp_path: Path, plan: Plan, above: list[str]
) -> None:
    def legend(workbook: Any) -> None:
        if not above:
            sheet = workbook.create_sheet("Förklaring")
            for row in enumerate(STEPS, 1):
                sheet.append(row)

    path = write_xlsx(tmp_path / "a.xlsx", [above, PLAIN_HEADER, [1, 2, 4]], legend)
    report = plan(path, PLAIN).report
    assert {label.label: label.meaning for label in report.scale} == {
        **{"1": STEPS[0], "2": STEPS[1], "4": STEPS[3]}
    }
    # The numbers are explained, so nothing is said of how they were taken.
    assert "SK-W14" not in [message.code for message in report.messages]


def test_the_same_headers_have_the_same_signature_next_term(tmp_path: Path, plan: Plan) -> None:
    def signature(*header: str) -> str | None:
        rows = [list(header), ["Ask", "1", "2", "3"]]
        return plan(csv_of(tmp_path, *rows), PLAIN).report.signature

    first = signature("Skola", *PLAIN_HEADER)
    assert first == signature("skola ", *PLAIN_HEADER)
    assert first != signature("Enhet", *PLAIN_HEADER)


def test_a_statement_quoted_in_an_answer_does_not_make_its_row_the_header(
    tmp_path: Path, plan: Plan
) -> None:
    header = ["Vi har tydliga mål nu", "Vi följer upp det", "Vi lär oss av varandra", "Tankar"]
    rows = [header, *[["1", "2", "3", ""]] * 5, ["4", "4", "4", PLAIN_HEADER[0]]]
    found = plan(csv_of(tmp_path, *rows), PLAIN, items={"A": "p1", "B": "p2", "C": "p3"})
    assert found.report.header_rows == [1]
    assert found.report.rows_accepted == 6


def test_many_header_like_rows_and_odd_cells_never_stop_the_reading(
    tmp_path: Path, refused: Refused
) -> None:
    rows = [["=1", "{", "[", "]", "---"], ['{"ImportId"', "", "", "", ""], ["", "", "", "", "x"]]
    assert refused(csv_of(tmp_path, *rows), PLAIN).code in ("SK-205", "SK-226")


def test_a_merged_question_stands_over_no_more_than_its_range(tmp_path: Path, plan: Plan) -> None:
    rows: list[list[Any]] = [
        ["", "Hur är det?", None, None],
        ["Enhet", *PLAIN_HEADER[:2], PLAIN_HEADER[2]],
        ["Ask", 4, 3, 2],
    ]

    def merge(workbook: Any) -> None:
        workbook["Svar"].merge_cells("B1:C1")

    report = plan(write_xlsx(tmp_path / "a.xlsx", rows, merge), PLAIN).report
    assert report.header_rows == [1, 2]
    assert report.columns[2].header == f"Hur är det? [{PLAIN_HEADER[1]}]"
    assert report.columns[3].header == PLAIN_HEADER[2]


@pytest.mark.parametrize("word", ["Totalt", "Medel:", "Medelvärde", "Median", "Antal svar", "n"])
def test_a_row_of_sums_last_is_nobodys_answers(tmp_path: Path, plan: Plan, word: str) -> None:
    rows = [
        ["ID", "Skola", "Roll", *PLAIN_HEADER],
        ["1", "Ask", "Rektor", "1", "2", "3"],
        ["2", "Totalt", "Rektor", "4", "4", "4"],
        ["", word, "", "3", "3", "4"],
        ["Summa", "", "2", "3", "3", "4"],
    ]
    found = plan(write_csv(tmp_path / "a.csv", rows), PLAIN)
    skipped = [(row.row, row.code) for row in found.report.rows_skipped]
    assert skipped == [(4, "SK-229"), (5, "SK-229")]
    assert found.answers.tolist() == [[1, 2, 3], [4, 4, 4]]


def test_a_school_called_as_a_sum_among_the_others_is_a_school(tmp_path: Path, plan: Plan) -> None:
    rows = [["Skola", *PLAIN_HEADER], ["Totalt", "1", "2", "3"], ["Ask", "4", "4", "4"]]
    found = plan(write_csv(tmp_path / "a.csv", rows), PLAIN)
    assert found.raters["unit"].tolist() == ["Totalt", "Ask"]
