"""Is the survey tool known by what stands where, in any language?"""

from __future__ import annotations

import datetime
import json
from pathlib import Path
from typing import Any

import pytest

from tests.importing.conftest import Plan, Refused
from tests.importing.exports import PLAIN, PLAIN_HEADER, STEPS, instrument, write_csv, write_xlsx

START, END = datetime.datetime(2026, 1, 15, 9, 0), datetime.datetime(2026, 1, 15, 9, 5)


@pytest.mark.parametrize(
    "header",
    [
        ["ID", "Starttid", "Slutförandetid", "E-post", "Namn"],
        ["Id", "Start time", "Completion time", "Email", "Name"],
        ["ID", "Starttidspunkt", "Fullføringstidspunkt", "E-postadresse", "Navn"],
    ],
)
@pytest.mark.parametrize("changed", [True, False])
def test_microsoft_forms_is_known_in_any_language(
    tmp_path: Path, plan: Plan, header: list[str], changed: bool
) -> None:
    extra = ["Sist endret"] if changed else []
    statements = [f"{text}\u00a0\n" for text in PLAIN_HEADER]
    row = [1, START, END, "anonymous", "", *([END] if changed else []), *[3] * 3]
    path = write_xlsx(tmp_path / "a.xlsx", [[*header, *extra, *statements], row])
    report = plan(path, PLAIN).report
    assert report.layout == "microsoft_forms"
    roles = [column.role for column in report.columns]
    assert roles == ["meta"] * (5 + changed) + ["item"] * 3


def test_moments_written_as_text_are_known_too(tmp_path: Path, plan: Plan) -> None:
    head = ["ID", "Påbörjad", "Klar", "Adress", "Vem"]
    row = ["1", "1/15/26 9:00:12", "1/15/26 9:05:01", "a@exempel.se", "Anna Ask", "1", "2", "3"]
    report = plan(write_csv(tmp_path / "a.csv", [[*head, *PLAIN_HEADER], row]), PLAIN).report
    assert report.layout == "microsoft_forms"


def test_a_table_that_only_begins_with_an_id_is_a_table(tmp_path: Path, plan: Plan) -> None:
    rows = [["ID", "Skola", "Skolform", *PLAIN_HEADER], ["1", "Ask", "Grundskola", "1", "2", "3"]]
    found = plan(write_csv(tmp_path / "a.csv", rows), PLAIN)
    assert found.report.layout == "table"
    assert found.raters["unit"].tolist() == ["Ask"]


def test_google_forms_is_known_by_its_time_stamp(tmp_path: Path, plan: Plan) -> None:
    header = ["Tidstämpel", *(f"Hur är det hos oss? [{text}]" for text in PLAIN_HEADER)]
    rows = [header, ["2026-01-15 14.03.22", "Stämmer", "Stämmer inte", ""]]
    found = plan(write_csv(tmp_path / "a.csv", rows, delimiter=","), PLAIN)
    assert found.report.layout == "google_forms"
    assert found.answers.tolist() == [[4, 1, -1]]
    # The question over the grid is told once; a heading of its own with its likeness.
    assert [message.text for message in found.report.messages if message.code == "SK-W16"] == [
        "Kolumner som lästs som påståenden fast rubriken inte är ordagrann: 3 kolumner under "
        "frågan ”Hur är det hos oss?”. Kontrollera dem."
    ]


def test_a_statement_after_a_colon_is_told_with_its_column(tmp_path: Path, plan: Plan) -> None:
    header = [PLAIN_HEADER[0], f"1. {PLAIN_HEADER[1]}", f"Om lärande: {PLAIN_HEADER[2]}"]
    report = plan(write_csv(tmp_path / "a.csv", [header, ["1", "2", "4"]]), PLAIN).report
    assert [message.text for message in report.messages if message.code == "SK-W16"] == [
        "Kolumner som lästs som påståenden fast rubriken inte är ordagrann: C (”Om lärande: Vi "
        "lär av varandra.”, 90 %). Kontrollera dem."
    ]


def test_a_grid_of_how_important_it_is_is_not_read(tmp_path: Path, refused: Refused) -> None:
    header = [f"Hur viktigt är det? [{text}]" for text in PLAIN_HEADER]
    refusal = refused(write_csv(tmp_path / "a.csv", [header, ["1", "2", "4"]]), PLAIN)
    assert refusal.code == "SK-226"
    assert "Kolumn A, B, C liknar något av dem" in refusal.text


def test_points_beside_the_answers_are_no_answers(tmp_path: Path, plan: Plan) -> None:
    header = [
        f"{before}{text}" for text in PLAIN_HEADER for before in ("", "Poäng – ", "Feedback – ")
    ]
    path = write_csv(tmp_path / "a.csv", [header, ["1", "0", "", "2", "0", "", "4", "0", ""]])
    found = plan(path, PLAIN)
    assert found.answers.tolist() == [[1, 2, 4]]
    assert [column.role for column in found.report.columns] == ["item", "ignored", "ignored"] * 3


DATE = "2026-01-15 14:03:22"
LIME_META = ["1", DATE, "7", "sv", "903114"]


def csv_of(folder: Path, *rows: list[str], delimiter: str = ";") -> Path:
    return write_csv(folder / "export.csv", rows, delimiter)


def test_the_number_that_forms_puts_first_may_have_been_removed(tmp_path: Path, plan: Plan) -> None:
    header = ["Starttid", "Slutförandetid", "E-post", "Namn", *PLAIN_HEADER]
    report = plan(
        csv_of(tmp_path, header, [DATE, DATE, "anonymous", "", "1", "2", "3"]), PLAIN
    ).report
    assert report.layout == "microsoft_forms"
    assert "start- och sluttid" in (report.sign or "")


def test_a_word_alone_is_no_sign(tmp_path: Path, plan: Plan) -> None:
    # "Tidstämpel" over room numbers, and "ID, Start, End" over words, are nobody's export.
    assert (
        plan(
            csv_of(tmp_path, ["Tidstämpel", *PLAIN_HEADER], ["12", "1", "2", "3"]), PLAIN
        ).report.layout
        == "table"
    )
    header = ["submitdate", "lastpage", *PLAIN_HEADER]
    assert plan(csv_of(tmp_path, header, ["x", "y", "1", "2", "3"]), PLAIN).report.layout == "table"


def test_google_rows_that_were_added_later_stand_at_the_far_end(tmp_path: Path, plan: Plan) -> None:
    first, second, third = (f"Hur är det hos oss? [{text}]" for text in PLAIN_HEADER)
    rows = [
        ["När", first, third, "Skola", second],
        [DATE, "Stämmer", "Stämmer inte", "Ask", "Stämmer till viss del"],
    ]
    found = plan(csv_of(tmp_path, *rows, delimiter=","), PLAIN)
    assert found.report.layout == "google_forms"
    assert found.report.sign == (
        "Google Forms: tidsstämpel i första kolumnen och rutnätsfrågor med raden inom hakparentes"
    )
    assert found.answers.tolist() == [[4, 2, 1]]
    assert found.raters["unit"].tolist() == ["Ask"]


@pytest.mark.parametrize(
    "headings",
    [
        ["G01Q01[p1]", "G01Q01[p2]", "G01Q01[p3]"],
        [f"G01Q01[SQ00{n}]. Hur är det? [{text}]" for n, text in enumerate(PLAIN_HEADER, 1)],
        [f"G01Q01[SQ00{n}]---{text}" for n, text in enumerate(PLAIN_HEADER, 1)],
        [f"Hur är det? [{text}]" for text in PLAIN_HEADER],
    ],
)
def test_limesurvey_is_known_by_codes_or_by_its_first_columns(
    tmp_path: Path, plan: Plan, headings: list[str]
) -> None:
    meta = ["Svars-ID", "Datum inskickat", "Sista sidan", "Startspråk", "Frö"]
    rows = [
        [*meta, *headings],
        [*LIME_META, "4", "3", "2"],
        ["2", "", "3", "sv", "903115", "4", "", ""],
        ["3", DATE, "7", "sv", "903116", "1", "", "1"],
    ]
    found = plan(csv_of(tmp_path, *rows), PLAIN)
    assert found.report.layout == "limesurvey"
    assert found.answers.tolist() == [[4, 3, 2], [1, -1, 1]]
    # Row 3 has no date: the answers were never sent in.
    assert [(row.row, row.code) for row in found.report.rows_skipped] == [(3, "SK-230")]
    assert found.report.rows_read == 3
    assert [column.role for column in found.report.columns[:4]] == ["meta"] * 4


def test_limesurveys_own_codes_are_known_without_their_order(tmp_path: Path, plan: Plan) -> None:
    header = ["G01Q01[p1]", "G01Q01[p2]", "G01Q01[p3]", "submitdate"]
    rows = [header, ["1", "2", "3", DATE], ["4", "4", "4", ""]]
    found = plan(csv_of(tmp_path, *rows), PLAIN)
    assert (found.report.layout, found.answers.tolist()) == ("limesurvey", [[1, 2, 3]])


def test_nobody_who_sent_in_is_said_so(tmp_path: Path, refused: Refused) -> None:
    header = ["G01Q01[p1]", "G01Q01[p2]", "G01Q01[p3]", "submitdate"]
    refusal = refused(csv_of(tmp_path, header, ["1", "2", "3", ""]), PLAIN)
    assert (refusal.code, "har skickat in" in refusal.text) == ("SK-215", True)


def test_surveymonkey_fills_the_question_over_its_sub_questions(tmp_path: Path, plan: Plan) -> None:
    rows = [
        ["Respondent ID", "Collector ID", PLAIN_HEADER[0], "Hur är det?", "", "Skola"],
        ["", "", "Response", PLAIN_HEADER[1], PLAIN_HEADER[2], "Response"],
        ["3292879998", "77", "Stämmer", "Stämmer inte", "", "Ask"],
        ["3292879999", "77", "Stämmer inte", "", "Stämmer", "Ask"],
    ]
    found = plan(csv_of(tmp_path, *rows, delimiter=","), PLAIN)
    report = found.report
    assert (report.layout, report.header_rows) == ("surveymonkey", [1, 2])
    assert [column.header for column in report.columns] == [
        *("Respondent ID", "Collector ID", PLAIN_HEADER[0]),
        *(f"Hur är det? [{text}]" for text in PLAIN_HEADER[1:]),
        "Skola",
    ]
    assert found.answers.tolist() == [[4, 1, -1], [1, -1, 4]]
    assert found.raters["unit"].tolist() == ["Ask", "Ask"]


def test_qualtrics_has_three_header_rows_and_legacy_two(tmp_path: Path, plan: Plan) -> None:
    ids = ["StartDate", "Skola", "Q3_1", "Q3_2", "Q3_3"]
    texts = ["Start Date", "Skola", *(f"Hur är det? - {text}" for text in PLAIN_HEADER)]
    imports = [
        json.dumps({"ImportId": each})
        for each in ("startDate", "Skola", "QID3_1", "QID3_2", "QID3_3")
    ]
    answers = [DATE, "Ask", "Stämmer", "Stämmer inte", ""]
    found = plan(csv_of(tmp_path, ids, texts, imports, answers), PLAIN)
    assert (found.report.layout, found.report.header_rows) == ("qualtrics", [1, 2, 3])
    assert [column.header for column in found.report.columns] == texts
    assert [column.role for column in found.report.columns] == ["meta", "unit", *["item"] * 3]
    assert found.answers.tolist() == [[4, 1, -1]]

    old = [
        ["V1", "V2", "V3", "Q3_1", "Q3_2", "Q3_3"],
        ["ResponseID", "Set", "Name", *texts[2:]],
        ["R_1", "x", "", *answers[2:]],
    ]
    legacy = plan(csv_of(tmp_path, *old), PLAIN)
    assert (legacy.report.layout, legacy.report.header_rows) == ("qualtrics", [1, 2])
    assert legacy.answers.tolist() == [[4, 1, -1]]


def surveyxact(path: Path, *, codes_only: bool) -> Path:
    """A workbook as SurveyXact writes it, perhaps without the sheet of labels."""
    questions = {
        "s_1": "Skola",
        **{f"s_{n}": f"Hur är det? - {text}" for n, text in enumerate(PLAIN_HEADER, 2)},
    }

    def more(workbook: Any) -> None:
        sheets = {name: workbook.create_sheet(name) for name in ("Labels", "Variables", "Dataset")}
        sheets["Labels"].append(["s_1", 1, "Ask"])
        for variable in ("s_2", "s_3", "s_4"):
            # Another order of codes in one of them: a legend of its own.
            for code, label in enumerate(STEPS if variable != "s_3" else STEPS[::-1], 1):
                sheets["Labels"].append([variable, code, label])
        for pair in (("variableName", "variableDescription"), *questions.items()):
            sheets["Variables"].append(pair)
        sheets["Dataset"].append(list(questions))
        sheets["Dataset"].append([1, 4, 4, 2])
        del workbook["Svar"]
        if not codes_only:
            complete = workbook.create_sheet("Complete")
            complete.append(list(questions.values()))
            complete.append(["Ask", "Stämmer", "Stämmer inte", "Stämmer till viss del"])

    return write_xlsx(path, [], more)


@pytest.mark.parametrize(
    ("sheet", "codes_only"),
    [(None, False), ("Complete", False), ("Dataset", False), ("Dataset", True)],
)
def test_surveyxact_is_read_as_labels_from_either_sheet(
    tmp_path: Path, plan: Plan, sheet: str | None, codes_only: bool
) -> None:
    found = plan(surveyxact(tmp_path / "a.xlsx", codes_only=codes_only), PLAIN, sheet=sheet)
    assert found.report.layout == "surveyxact"
    assert found.report.sheet == (sheet or "Complete")
    assert found.report.columns[1].header == f"Hur är det? - {PLAIN_HEADER[0]}"
    # Code 4 is "Stämmer inte" in the second variable.
    assert found.answers.tolist() == [[4, 1, 2]]
    assert found.raters["unit"].tolist() == ["Ask"]


def test_surveyxact_without_labels_is_read_from_its_codes(tmp_path: Path, plan: Plan) -> None:
    found = plan(surveyxact(tmp_path / "a.xlsx", codes_only=True), PLAIN)
    assert (found.report.layout, found.report.sheet) == ("surveyxact", "Dataset")
    assert found.answers.tolist() == [[4, 1, 2]]


def test_the_list_of_questions_is_not_taken_for_answers_to_the_only_one(
    tmp_path: Path, plan: Plan
) -> None:
    only = instrument([(PLAIN_HEADER[0], None)], levels=())
    found = plan(surveyxact(tmp_path / "a.xlsx", codes_only=False), only)
    assert (found.report.sheet, found.answers.tolist()) == ("Complete", [[4]])
