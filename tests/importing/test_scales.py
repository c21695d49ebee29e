"""Do answers become the right steps, and never steps of another scale?"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence

import numpy as np
import pytest

from skolkval.errors import Refusal
from skolkval.importing.report import FileFacts, ImportReport
from skolkval.importing.scales import REJECT_CODES, Reading, read_answers
from skolkval.importing.table import TextColumn
from skolkval.instruments.model import Instrument
from tests.importing.exports import PLAIN, STEPS, instrument


def column(values: Sequence[str]) -> TextColumn:
    distinct = sorted(set(values))
    return TextColumn(
        np.array([distinct.index(value) for value in values], np.int32), tuple(distinct)
    )


def read(
    *columns: Sequence[str],
    of: Instrument = PLAIN,
    format: str = "csv",
    **says: Mapping[str, str],
) -> tuple[Reading, ImportReport]:
    report = ImportReport(FileFacts("svar", "", 1, format, None))
    texts = [column(values) for values in columns]
    rows = np.arange(2, 2 + len(columns[0]), dtype=np.int32)
    return read_answers(texts, list("ABCDEFGH")[: len(columns)], rows, of, report, **says), report


def reading(*columns: Sequence[str], of: Instrument = PLAIN, **says: Mapping[str, str]) -> Reading:
    return read(*columns, of=of, format="csv", **says)[0]


GOOD = [*STEPS] * 5


@pytest.mark.parametrize(
    ("value", "code"),
    [
        ("Stämmer inte", 1),
        (" stämmer  till VISS del. ", 2),
        ("Stämmer\u00a0till stor del", 3),
        ("Stämmer;", 4),
        ("3", 3),
        ("3.0", 3),
        ("３", 3),
        ("3 – Stämmer till stor del", 3),
        ("4. Stämmer", 4),
        ("Vet ej", 0),
        ("VET INTE", 0),
        ("N/A", 0),
        ("Stämmer (4)", 4),
        ("(2)", 2),
        ("A2", 2),
        ("AO03", 3),
        ("5 - Vet ej", 0),
        ("", -1),
        (" \u00a0\n", -1),
        ("=A1+B1", -2),
        ("#DIV/0!", -3),
        ("#n/a", -3),
        ("2026-01-03", -4),
        ("2026-01-03T10:00:00", -4),
        ("24-12-01", -4),
        ("01-apr", -4),
        ("apr-04", -4),
        ("1.234", -7),
        ("1 234,5", -5),
        ("7", -5),
        ("0", -5),
        ("2,5", -5),
        ("abc", -5),
        ("2 – Stämmer till stor del", -5),
    ],
)
def test_a_value_is_read_or_rejected(value: str, code: int) -> None:
    assert read([value, *GOOD], format="xlsx")[0].codes[0, 0] == code


def test_every_reject_has_its_error_code() -> None:
    assert REJECT_CODES == {
        -2: "SK-208",
        -3: "SK-209",
        -4: "SK-210",
        -5: "SK-211",
        -6: "SK-207",
        -7: "SK-211",
    }


FIVE_STEPS = [
    ["Stämmer inte alls", "Stämmer till viss del", "Stämmer delvis", "Stämmer helt"],
    ["Instämmer inte alls", "Instämmer till viss del", "Instämmer helt"],
    ["Stämmer till viss del", "Stämmer", "Stämmer helt och hållet"],
    ["1", "2", "3", "4", "5"],
    ["0", "1", "2", "3", "4"],
    ["1 - Stämmer inte", "2", "5 - Stämmer"],
    ["4", "3", "2", "1 - Stämmer inte"],
    ["4", "Stämmer inte", "2", "3", "Stämmer"],
    ["A1", "A2", "A3", "A4", "A5"],
    ["1", "2", "3", "4", "5", "6", "7"],
]


@pytest.mark.parametrize("values", FIVE_STEPS)
def test_another_scale_is_refused(values: list[str]) -> None:
    with pytest.raises(Refusal, match="SK-224") as caught:
        reading(values * 4, (values * 4)[::-1])
    assert f"”{values[-1]}”" in caught.value.text or f"”{values[0]}”" in caught.value.text


def notices(report: ImportReport) -> list[tuple[str, str]]:
    return [(message.code, message.text) for message in report.messages]


BARE = (
    "SK-W14",
    "Svar som bara är siffror: 1 räknas som ”Stämmer inte” och 4 som ”Stämmer”. "
    "Kontrollera att skalan inte är vänd. Filen säger inte hur många steg skalan hade.",
)


def test_bare_numbers_run_from_low_to_high_and_it_is_said() -> None:
    found, report = read(["1", "4", "3.0", "A2", ""])
    assert found.codes[:, 0].tolist() == [1, 4, 3, 2, -1]
    assert notices(report) == [BARE]


@pytest.mark.parametrize("values", [[*STEPS], ["1 – Stämmer inte", "2", "3", "4 – Stämmer"]])
def test_nothing_is_said_where_words_tell_which_way_the_numbers_run(values: list[str]) -> None:
    found, report = read(values * 3)
    assert found.codes[:4, 0].tolist() == [1, 2, 3, 4]
    assert notices(report) == []


def test_reversed_numbers_are_turned_where_the_labels_say_so() -> None:
    found, report = read(["1 - Stämmer", "2", "3", "4 - Stämmer inte"] * 3)
    assert found.codes[:4, 0].tolist() == [4, 3, 2, 1]
    assert notices(report) == [
        (
            "SK-W14",
            "Siffrorna går åt andra hållet än instrumentets skala och har vänts: 4 räknas som "
            "”Stämmer inte” och 1 som ”Stämmer”.",
        )
    ]


def test_one_label_beside_another_number_turns_nothing() -> None:
    found = reading(["1 - Stämmer", "2", "3", "1"])
    assert found.codes[:, 0].tolist() == [-5, 2, 3, 1]
    with pytest.raises(Refusal, match=r"SK-224 .*”1 - Stämmer”"):
        reading(["1 - Stämmer", "1 - Stämmer", "2", "3", "1"])


def test_numbers_from_zero_are_a_scale_of_their_own_when_all_are_there() -> None:
    found, report = read(["0", "1", "2", "3"] * 4)
    assert found.codes[:4, 0].tolist() == [1, 2, 3, 4]
    assert "0 räknas som ”Stämmer inte” och 3 som ”Stämmer”" in report.messages[0].text


@pytest.mark.parametrize("values", [["0", "1", "2"] * 4, ["0", "1", "2", "3", "Stämmer"] * 4])
def test_a_zero_among_others_is_no_step(values: list[str]) -> None:
    with pytest.raises(Refusal, match=r"SK-224 .*”0”"):
        reading(values)


def test_labels_from_zero_are_their_labels() -> None:
    found = reading(["0 – Stämmer inte", "1", "2", "3 – Stämmer"])
    assert found.codes[:, 0].tolist() == [1, 2, 3, 4]


LEGENDS = [
    dict(zip("1234", STEPS, strict=True)),
    {"1": "Stämmer inte", "4": "Stämmer"},
    {"1": "Stämmer inte (1)", "2": "(2)", "3": "3", "4": "Stämmer (4)"},
    {"1.0": "Stämmer inte", "2.0": "", "3.0": "", "4.0": "Stämmer", "9": "Vet ej"},
    {"1": "Stämmer inte alls", "2": "Stämmer ganska dåligt", "3": "Stämmer ganska bra"}
    | {"4": "Stämmer helt och hållet"},
]


@pytest.mark.parametrize("legend", LEGENDS)
def test_a_legend_says_what_codes_are(legend: dict[str, str]) -> None:
    found, report = read(["1", "2", "3", "4"], legend=legend)
    assert found.codes[:, 0].tolist() == [1, 2, 3, 4]
    assert "SK-W14" not in dict(notices(report))


def test_a_legend_may_be_reversed_start_anywhere_or_use_letters() -> None:
    turned, report = read(["1", "2", "3", "4"], legend={"1": "Stämmer", "4": "Stämmer inte"})
    assert turned.codes[:, 0].tolist() == [4, 3, 2, 1]
    assert "har vänts" in report.messages[0].text
    zero = reading(["0", "1", "2", "3"], legend={"0": "Stämmer inte", "3": "Stämmer"})
    assert zero.codes[:, 0].tolist() == [1, 2, 3, 4]
    letters = dict(zip(("SD", "D", "A", "SA"), STEPS, strict=True)) | {"X": "Kan ej bedöma"}
    found = reading(["SD", "D", "A", "SA", "X"], legend=letters)
    assert found.codes[:, 0].tolist() == [1, 2, 3, 4, 0]
    assert reading(["A1", "A4"], legend={"A1": "Stämmer", "A4": "Stämmer inte"}).codes[
        :, 0
    ].tolist() == [4, 1]


@pytest.mark.parametrize(
    ("legend", "named"),
    [
        ({"1": "Stämmer inte", "5": "Stämmer"}, "”Stämmer”"),
        ({"1": "Stämmer inte", "2": "", "3": "", "4": "", "5": "Stämmer"}, "”Stämmer”"),
        ({"1": "Stämmer inte", "2": "", "3": "", "4": "", "5": ""}, "”5”"),
        (dict(zip("12345", [*STEPS, "Stämmer helt"], strict=True)), "”Stämmer helt”"),
    ],
)
def test_a_legend_with_five_steps_is_another_scale_though_nobody_chose_the_fifth(
    legend: dict[str, str], named: str
) -> None:
    with pytest.raises(Refusal, match=f"SK-224 .*{named}"):
        reading(["1", "2", "3", "4"], legend=legend)


def test_a_numbered_list_of_something_else_is_no_legend() -> None:
    schools = {str(n): f"Skola {n}a" for n in range(1, 13)}
    assert reading(["1", "4"], legend=schools).codes[:, 0].tolist() == [1, 4]
    assert reading(["1", "4"], legend={"1": "Ask", "2": "Björk"}).codes[:, 0].tolist() == [1, 4]
    levels = {"1": "Huvudman", "2": "Rektor", "3": "Undervisning"}
    assert reading(["Stämmer", "Stämmer inte"], legend=levels).codes[:, 0].tolist() == [4, 1]
    unknown = {"1": "Usel", "2": "Dålig", "3": "God", "4": "Utmärkt"}
    with pytest.raises(Refusal, match=r"SK-224 .*”Usel”"):
        reading(["1", "4"], legend=unknown)
    chosen = dict(zip(unknown.values(), STEPS, strict=True))
    found = reading(["1", "4"], legend=unknown, chosen=chosen)
    assert found.codes[:, 0].tolist() == [1, 4]


SWEDISH = [
    ["Stämmer inte alls", "Stämmer ganska dåligt", "Stämmer ganska bra", "Stämmer helt och hållet"],
    ["Instämmer inte", "Instämmer till viss del", "Instämmer till stor del", "Instämmer"],
]


@pytest.mark.parametrize("labels", SWEDISH)
def test_four_other_words_for_agreement_are_read_in_their_order(labels: list[str]) -> None:
    found, report = read([*labels, "Vet ej", ""])
    assert found.codes[:, 0].tolist() == [1, 2, 3, 4, 0, -1]
    (notice,) = notices(report)
    assert notice[0] == "SK-W15"
    assert f"”{labels[1]}” räknas som ”Stämmer till viss del”" in notice[1]


@pytest.mark.parametrize("labels", SWEDISH)
def test_other_words_are_not_guessed_at_when_some_are_lacking(labels: list[str]) -> None:
    with pytest.raises(Refusal, match="SK-224"):
        reading(labels[1:])
    with pytest.raises(Refusal, match="SK-224"):
        reading([*labels, "Stämmer"])


def test_four_of_five_known_words_never_pass_for_four_steps() -> None:
    five = ["Stämmer inte alls", "Stämmer till viss del", "Stämmer till stor del", "Stämmer helt"]
    with pytest.raises(Refusal, match="SK-224"):
        reading(five * 9)


def test_other_words_fit_only_a_scale_of_agreement() -> None:
    often = instrument([("Vi lär.", None)], levels=(), steps=["Aldrig", "Sällan", "Ofta", "Alltid"])
    with pytest.raises(Refusal, match="SK-224"):
        reading(SWEDISH[0], of=often)


def test_the_analyst_says_what_unknown_answers_mean() -> None:
    cells = ["Nej", "Ja", "Ja", "Kanske", "?", "1"]
    says = {"ja": "Stämmer", "Nej ": "stämmer inte", "Kanske": "Vet ej", "?": "tomt"}
    found, report = read(cells, cells, chosen=says)
    assert found.codes[:, 0].tolist() == [1, 4, 4, 0, -1, 1]
    assert found.extra_labels == {}
    assert ("Ja", 4, "Stämmer") in [(one.label, one.count, one.meaning) for one in report.scale]


def test_a_choice_goes_before_what_the_file_and_the_instrument_say() -> None:
    found = reading(["1", "Stämmer", "9"], chosen={"1": "Stämmer", "9": "vet ej"})
    assert found.codes[:, 0].tolist() == [4, 4, 0]
    found = reading(["1", "2"], legend={"1": "Ja", "2": "Stämmer"}, chosen={"Ja": "Stämmer inte"})
    assert found.codes[:, 0].tolist() == [1, 4]


def test_a_choice_that_is_no_answer_is_refused() -> None:
    with pytest.raises(Refusal, match=r"SK-228 ”Jodå” .* Stämmer, vet ej, tomt\."):
        reading(["Ja"], chosen={"Ja": "Jodå"})


def test_the_report_tells_what_every_label_was_taken_for() -> None:
    _, report = read(
        [
            "Stämmer",
            "stämmer",
            "Stämmer ",
            "2",
            "Vet ej",
            "Ej aktuellt",
            "Ej aktuellt",
            "",
            " ",
            "7",
        ]
    )
    assert [(one.label, one.count, one.meaning) for one in report.scale] == [
        ("2", 1, "Stämmer till viss del"),
        ("Stämmer", 2, "Stämmer"),
        ("stämmer", 1, "Stämmer"),
        ("Ej aktuellt", 2, "vet ej"),
        ("Vet ej", 1, "vet ej"),
        ("", 2, "tomt"),
        ("7", 1, None),
    ]


def test_the_labels_are_told_when_the_file_is_refused_and_names_are_not() -> None:
    report = ImportReport(FileFacts("svar", "", 1, "csv", None))
    likert = ["Strongly Agree", "Strongly Disagree"] * 4
    texts = [column([*likert, "Anna Ask"]), column([*likert, ""])]
    with pytest.raises(Refusal, match="”Strongly Agree”") as caught:
        read_answers(texts, ["A", "B"], np.arange(9, dtype=np.int32), PLAIN, report)
    assert {one.label for one in report.scale} == {"", "Strongly Agree", "Strongly Disagree", "•••"}
    assert "Anna" not in caught.value.text


def test_the_report_does_not_copy_a_column_of_free_text() -> None:
    report = ImportReport(FileFacts("svar", "", 1, "csv", None))
    texts = [column([f"tycker {n}" for n in range(99)]), column([*STEPS * 24, "", "", ""])]
    with pytest.raises(Refusal, match="SK-225"):
        read_answers(texts, ["A", "B"], np.arange(99, dtype=np.int32), PLAIN, report)
    assert len([one for one in report.scale if one.meaning is None]) == 50
    assert {STEPS[0], ""} <= {one.label for one in report.scale}


def test_a_number_that_can_be_read_in_two_ways_is_asked_about_in_a_text_file() -> None:
    with pytest.raises(Refusal, match=r"SK-202 Cell B3 har ”1.234”"):
        read(GOOD, ["1", "1.234", *GOOD[2:]])
    found, _ = read(["1.234", *GOOD], format="xlsx")
    assert REJECT_CODES[int(found.codes[0, 0])] == "SK-211"


def test_a_column_of_dates_says_that_excel_may_have_made_them() -> None:
    with pytest.raises(Refusal, match=r"SK-225 .* kolumn B .* Excel kan ha gjort om dem"):
        reading(GOOD[:3], ["2026-04-01", "2026-04-01", "2026-03-01"])


def test_one_label_of_another_scale_is_enough() -> None:
    with pytest.raises(Refusal, match="SK-224"):
        reading([*GOOD, "Stämmer helt"])


def test_an_unknown_label_in_several_columns_is_another_scale() -> None:
    odd = [*STEPS, "Kanske", "Kanske"]
    with pytest.raises(Refusal, match=r"SK-224 .*”Kanske”"):
        reading(odd, odd)


def test_one_number_outside_the_scale_is_a_slip() -> None:
    assert reading(["5", *GOOD], [*GOOD, "7"]).codes[0].tolist() == [-5, 1]


def test_a_few_slips_among_many_answers_are_no_other_scale() -> None:
    many = [*GOOD] * 10
    assert reading(["5", "5", *many]).codes[:3, 0].tolist() == [-5, -5, 1]
    with pytest.raises(Refusal, match="SK-224"):
        reading(["5"] * 5 + many)


def test_the_instruments_own_scale_is_never_another() -> None:
    five = instrument(
        [("Vi lär.", None)],
        levels=(),
        steps=[
            "Stämmer inte alls",
            "Stämmer delvis",
            "Varken eller",
            "Stämmer bra",
            "Stämmer helt",
        ],
    )
    found = reading(["Stämmer inte alls", "Stämmer delvis", "3", "Stämmer bra", "5"], of=five)
    assert found.codes[:, 0].tolist() == [1, 2, 3, 4, 5]


def test_a_column_without_a_readable_answer_is_refused_by_letter() -> None:
    with pytest.raises(Refusal, match=re.escape("SK-225 Inget svar i kolumn B går att läsa")):
        reading(GOOD, ["a", "b", "c", *[""] * 17])
    assert reading(GOOD, ["a", "b", *[""] * 18]).codes[:2, 1].tolist() == [-5, -5]


def test_labels_the_instrument_does_not_list_are_counted() -> None:
    found = reading(["Vet ej", "Ej aktuellt", "Ej aktuellt", *GOOD])
    assert found.extra_labels == {"Ej aktuellt": 2}
