"""Which columns of an export are offered as statements, with which scale?"""

from __future__ import annotations

from pathlib import Path

import pytest

from skolkval.errors import Refusal
from skolkval.importing.export_columns import as_draft, read_columns, scale_of
from skolkval.importing.instrument_sheet import read_instrument
from skolkval.reports.templates import instrument_template
from tests.real_files import LIMESURVEY, needs_files

LIKERT = ("Stämmer", "Stämmer inte", "Vet ej", "Stämmer till viss del")


def export(to: Path, head: str, rows: list[str]) -> Path:
    path = to / "export.csv"
    path.write_text("\n".join([head, *rows]), encoding="utf-8")
    return path


def test_statements_are_told_from_background_comments_and_other_scales(tmp_path: Path) -> None:
    path = export(
        tmp_path,
        "Tidstämpel;Enhet;Hur är det här? [Vi är trygga.];Hur är det här? [Vi lär oss.];Ofta?;År;Kommentar",
        [
            f"2026-11-22 10:0{number}:00;Alskolan;{label};{LIKERT[number - 1]};Ibland;{number};Bra {number}"
            for number, label in enumerate(LIKERT)
        ],
    )
    columns = read_columns(path, path.name)
    assert [(each.letter, each.text, each.area, each.likely) for each in columns] == [
        ("C", "Vi är trygga.", "Hur är det här?", True),
        ("D", "Vi lär oss.", "Hur är det här?", True),
        ("E", "Ofta?", "", False),
        ("F", "År", "", False),
    ]
    draft = as_draft(columns, "Trygghet", "Exempelkommunen")
    assert draft.steps == ("Stämmer inte", "Stämmer till viss del", "Stämmer")
    assert draft.not_applicable == ("Vet ej",)


def test_what_the_export_gives_can_be_filled_in_in_excel(tmp_path: Path) -> None:
    path = export(tmp_path, "=Ett;Två", ["Ja;Nej", "Nej;Ja", "Ja;Ja"])
    draft = as_draft(read_columns(path, path.name), "Eget", "Exempelkommunen")
    template = tmp_path / "mall.xlsx"
    template.write_bytes(instrument_template(draft))
    instrument = read_instrument(template, "mall.xlsx")
    assert [item.text for item in instrument.items] == ["=Ett", "Två"]
    assert [step.label for step in instrument.scale.steps] == ["Nej", "Ja"]
    assert [area.label for area in instrument.areas] == ["Hela enkäten"]


@pytest.mark.parametrize(
    ("labels", "steps", "outside"),
    [
        (["4 – Bra", "1 – Dåligt", "2", "3"], ["1 – Dåligt", "2", "3", "4 – Bra"], []),
        (["Alltid", "Sällan", "Aldrig", "Ofta"], ["Aldrig", "Sällan", "Ofta", "Alltid"], []),
        (["Ja", "Kan ej bedöma", "Nej"], ["Nej", "Ja"], ["Kan ej bedöma"]),
        (
            ["Stämmer helt", "Stämmer inte alls", "Varken eller", "Stämmer till viss del"],
            ["Stämmer inte alls", "Stämmer till viss del", "Varken eller", "Stämmer helt"],
            [],
        ),
        (["ja", "Ja ", "nej"], ["nej", "Ja "], []),
    ],
)
def test_labels_are_put_in_order_as_far_as_their_words_tell(
    labels: list[str], steps: list[str], outside: list[str]
) -> None:
    assert scale_of(labels) == (tuple(steps), tuple(outside))


@pytest.mark.parametrize(
    ("head", "rows"),
    [
        ("Enhet;Kommentar", ["Alskolan;Bra", "Bokskolan;Dåligt"]),
        ("Vem?;Ort", ["a@exempel.invalid;", "b@exempel.invalid;"]),
        ("Vi är trygga.", []),
    ],
)
def test_a_file_without_answers_is_refused(head: str, rows: list[str], tmp_path: Path) -> None:
    path = export(tmp_path, head, rows)
    with pytest.raises(Refusal) as refusal:
        read_columns(path, path.name)
    assert refusal.value.code == "SK-505"


def test_running_text_and_personal_data_are_never_offered(tmp_path: Path) -> None:
    path = export(
        tmp_path,
        "Vi är trygga.;Vi lär oss.;Vad är bäst?;Vem skrev?",
        [
            f"{label};{label};Det bästa är {'att vi leker så mycket ' * 4}{label};{number}@exempel.invalid"
            for number, label in enumerate(("Ja", "Nej", "Ja"))
        ],
    )
    assert [each.letter for each in read_columns(path, path.name)] == ["A", "B"]


@needs_files
def test_a_real_export_with_two_header_rows_and_a_sheet_of_notes() -> None:
    path = LIMESURVEY / "results-survey.xlsx"
    columns = read_columns(path, path.name, sheet="Data", header_rows=(1, 2))
    likely = [each for each in columns if each.likely]
    # The three questions with the four steps "gar nicht" to "sehr häufig".
    assert {label for each in likely for label in each.answers} == {
        *("gar nicht", "selten", "eher selten", "eher häufig", "sehr häufig"),
    }
    assert len({each.area for each in likely}) == 3
