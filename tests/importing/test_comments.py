"""Do the comments of a file come in, each under its area, and nothing that is no comment?"""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from skolkval.importing.comments import MOST_CHARACTERS, Comment, areas_of_comments, clean
from skolkval.importing.matching import MatchedColumn
from skolkval.importing.plan import FileRefusal
from skolkval.instruments.catalogue import built_in
from tests.importing.conftest import Plan
from tests.importing.exports import CHAIN, CHAIN_HEADER, PLAIN, PLAIN_HEADER, STEPS, write_csv

(LUH,) = (each for each in built_in() if each.id == "larande-utveckling-halsa")
(FACTORS,) = (each for each in built_in() if each.id == "framgangsfaktorer")


def areas(*columns: int | str) -> list[str | None]:
    """The areas of the columns of comments; a number is a statement of LUH, a text a header."""
    matched = [
        MatchedColumn(at, "", "item", items=(each,))
        if isinstance(each, int)
        else MatchedColumn(at, each, "comment")
        for at, each in enumerate(columns)
    ]
    return list(areas_of_comments(matched, LUH).values())


@pytest.mark.parametrize(
    ("header", "area"),
    [
        ("Kommentar till Utbildning för lärande och hälsa", "utbildning"),
        ("Kommentera gärna kvalitetsarbete:", "kvalitetsarbete"),
        ("Kommentar: Ledarskap", "ledarskap"),
        ("Kommentar till Organisation med fokus på samsyn och tillsamansarbete", "organisation"),
        ("Beskriv Normer och värden", "utbildning"),
        (f"Kommentar: {LUH.items[-1].text}", "ledarskap"),
        ("Kommentar om ledarskap och organisation", None),
        ("Kommentar till Delaktighet", None),
        ("Kommentar till utbildningen", "utbildning"),
    ],
)
def test_a_header_names_its_area(header: str, area: str | None) -> None:
    assert areas(header) == [area]


def test_a_header_names_its_area_before_the_statements_do() -> None:
    assert areas(0, 1, "Kommentar till ledarskap") == ["ledarskap"]


def test_without_a_name_the_statements_since_the_comment_before_tell_the_area() -> None:
    last = len(LUH.items) - 1
    assert areas(0, 1, "Kommentar", last, "Kommentar2") == ["utbildning", "ledarskap"]
    assert areas(0, last, "Kommentar") == [None]
    assert areas(0, "Kommentar", "Kommentar2") == ["utbildning", None]
    assert areas("Kommentar", 0) == [None]


def test_what_is_left_to_say_is_about_the_whole_survey() -> None:
    assert areas(0, 1, "Övriga synpunkter") == [None]
    assert areas(0, 1, "Kommentar till hela enkäten") == [None]
    assert areas(0, 1, "Övriga kommentarer om ledarskap") == ["ledarskap"]


def test_every_area_of_the_factors_is_known_by_its_label_and_its_short_one() -> None:
    for area in FACTORS.areas:
        for label in (area.label, area.short_label):
            column = MatchedColumn(0, f"Kommentarer till {label.lower()}", "comment")
            assert areas_of_comments([column], FACTORS) == {0: area.id}


@pytest.mark.parametrize(
    "cell",
    [
        "",
        "  \n ",
        "-",
        "–",
        ".",
        "...",
        "?",
        "Nej",
        "NEJ!",
        "- nej -",
        "inga",
        "n/a",
        "x",
        "Nej tack.",
    ],
)
def test_what_says_nothing_is_no_comment(cell: str) -> None:
    assert clean(cell) == ""


def test_a_comment_keeps_its_lines_and_loses_what_is_never_seen() -> None:
    assert clean("Mer\x00 tid\u202e\r\n\n  Bättre\tlokaler \x07") == "Mer tid\nBättre lokaler"


def test_comments_are_those_of_the_accepted_raters_and_the_report_counts_them(
    tmp_path: Path, plan: Plan
) -> None:
    rows: list[list[Any]] = [
        ["Nivå", *CHAIN_HEADER, "Kommentar"],
        ["Rektor", "", "", 1, 2, "", "", "Ring gärna Anna Ask på 070-123 45 67"],
        ["Städare", "", "", 1, 2, "", "", "Jag är ingen svarande"],
        ["Undervisning", "", "", "", "", 3, 4, "nej"],
        ["Undervisning", "", "", "", "", "", "", "Jag skriver bara"],
        ["Undervisning", "", "", "", "", 4, 4, "a" * (MOST_CHARACTERS + 1)],
    ]
    found = plan(write_csv(tmp_path / "a.csv", rows), CHAIN)
    assert found.comments == (
        Comment(0, "a", "Ring gärna [namn] på [borttaget]"),
        Comment(2, "a", "Jag skriver bara"),
        Comment(3, "a", "a" * (MOST_CHARACTERS - 2) + " …"),
    )
    assert found.report.to_json()["comments"] == [
        {"letter": "H", "area_id": "a", "taken": 3, "masked": 1, "cut": 1, "background": False}
    ]
    (told,) = [each.text for each in found.report.messages if each.code == "SK-W04"]
    assert told == (
        "Antal kommentarer: 3 till Område (kolumn H). I 1 har namn, nummer, adresser "
        "eller enheter tagits bort. 1 har kortats till 4\u00a0000 tecken."
    )


def test_the_names_of_the_files_units_are_masked(tmp_path: Path, plan: Plan) -> None:
    rows: list[list[Any]] = [
        ["Skola", *PLAIN_HEADER, "Kommentar"],
        ["Alskolan", 1, 2, 3, "Bättre än på Bokskolan"],
        ["Bokskolan", 1, 2, 3, ""],
    ]
    (comment,) = plan(write_csv(tmp_path / "a.csv", rows), PLAIN).comments
    assert comment.text == "Bättre än på [enhet]"


def test_a_column_that_is_said_to_hold_comments_does(tmp_path: Path, plan: Plan) -> None:
    rows: list[list[Any]] = [[*PLAIN_HEADER, "Vad saknas?"], [*STEPS[:3], "Skriv till a@b.se"]]
    found = plan(write_csv(tmp_path / "a.csv", rows), PLAIN, columns={"D": "comment"})
    assert [each.text for each in found.comments] == ["Skriv till [borttaget]"]


@pytest.mark.parametrize(
    ("said", "area"),
    [
        ({"Kommentar till ledarskap": "utbildning"}, "utbildning"),
        ({"C": "Utbildning för lärande och hälsa"}, "utbildning"),
        ({"c": " LEDARSKAP "}, "ledarskap"),
        ({"C": "hela enkäten"}, None),
        ({}, "ledarskap"),
    ],
)
def test_an_area_that_is_chosen_goes_before_what_the_header_says(
    said: dict[str, str], area: str | None
) -> None:
    columns = [
        *(MatchedColumn(at, "", "item", items=(at,)) for at in (0, 1)),
        MatchedColumn(2, "Kommentar till ledarskap", "comment"),
    ]
    assert areas_of_comments(columns, LUH, said) == {2: area}


@pytest.mark.parametrize(
    ("said", "code", "told"),
    [
        ({"D": "Ledning"}, "SK-231", "”Ledning”"),
        ({"D": ""}, "SK-231", "hela enkäten"),
        ({"Ö": "Område"}, "SK-223", "”Ö”"),
    ],
)
def test_a_choice_of_area_that_cannot_be_followed_refuses_the_file(
    tmp_path: Path, plan: Plan, said: dict[str, str], code: str, told: str
) -> None:
    rows: list[list[Any]] = [[*PLAIN_HEADER, "Kommentar"], [*STEPS[:3], "Mer tid"]]
    with pytest.raises(FileRefusal) as caught:
        plan(write_csv(tmp_path / "a.csv", rows), PLAIN, comments=said)
    assert caught.value.code == code
    assert told in caught.value.text


def test_a_column_with_an_area_holds_comments_unless_it_is_said_not_to(
    tmp_path: Path, plan: Plan
) -> None:
    rows: list[list[Any]] = [[*PLAIN_HEADER, "Vad saknas?"], [*STEPS[:3], "Mer tid"]]
    file = write_csv(tmp_path / "a.csv", rows)
    assert [each.text for each in plan(file, PLAIN, comments={"D": "a"}).comments] == ["Mer tid"]
    assert plan(file, PLAIN, comments={"D": "a"}, columns={"D": "meta"}).comments == ()


MANY = [[*PLAIN_HEADER, "Beskriv din befattning"]]
TITLES = ["Rektor", "Lärare i år 4", "Biträdande rektor", "Fritidspedagog", "Elevassistent"]


@pytest.mark.parametrize(
    "cells",
    [
        TITLES,
        ["1-3 år", "4-10 år", "1-3 år", "mer än 10 år"],
        ["Jag arbetar på Norra skolan", "Jag arbetar på Södra skolan"] * 4,
        ["Anna Maria Karlsson", "Per Erik Olof Holm", "Karin Ask", "Bo Ek"],
        ["Kratz, Anna", "Öst, Bo", "Quist", "annsve01"],
        ["60+", "Kvinna", "Stämmer", "F-3"],
    ],
)
def test_what_says_who_somebody_is_is_never_taken_for_comments(
    tmp_path: Path, plan: Plan, cells: list[str]
) -> None:
    rows: list[list[Any]] = [*MANY, *([*STEPS[:3], cell] for cell in cells)]
    file = write_csv(tmp_path / "a.csv", rows)
    for said in ({}, {"D": "hela enkäten"}):
        found = plan(file, PLAIN, comments=said)
        assert found.comments == ()
        assert [(each.background, each.taken) for each in found.report.comments] == [(True, 0)]
        (told,) = [each.text for each in found.report.messages if each.code == "SK-W19"]
        assert told.startswith("Kolumn D läses inte som kommentarer.")
        assert not any(cell in told for cell in cells)
        assert "SK-W04" not in {each.code for each in found.report.messages}


def test_short_comments_among_longer_are_comments(tmp_path: Path, plan: Plan) -> None:
    cells = ["Bra!", "Mer tid", "Vi behöver fler möten", "Schemat är för trångt", "Bra!"]
    rows: list[list[Any]] = [*MANY, *([*STEPS[:3], cell] for cell in cells)]
    assert len(plan(write_csv(tmp_path / "a.csv", rows), PLAIN).comments) == 5


@pytest.mark.parametrize("header", ["Namn", "E-post", "Enhet", "Roll", "Starttid"])
@pytest.mark.parametrize("said", [{"comments": {"D": "a"}}, {"columns": {"D": "comment"}}])
def test_a_column_about_who_has_answered_cannot_be_chosen_as_comments(
    tmp_path: Path, plan: Plan, header: str, said: dict[str, Any]
) -> None:
    rows: list[list[Any]] = [[*PLAIN_HEADER, header], [*STEPS[:3], "Vi behöver fler möten"]]
    with pytest.raises(FileRefusal) as caught:
        plan(write_csv(tmp_path / "a.csv", rows), PLAIN, **said)
    assert caught.value.code == "SK-223"
    assert "kan inte läsas som kommentarer" in caught.value.text
