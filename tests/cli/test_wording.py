"""Is everything the command line says of itself Swedish, and is wrong usage told apart?"""

from __future__ import annotations

import re

import pytest

from tests.cli.conftest import Run, as_typed

COMMANDS = [
    *([], ["run"], ["import"], ["results"], ["examples"], ["backup"], ["restore"]),
    *(["instruments"], ["instruments", "list"], ["instruments", "show"], ["instruments", "add"]),
    *(["instruments", "blank"], ["instruments", "remove"], ["instruments", "template"]),
    *(["rounds"], ["rounds", "list"], ["rounds", "undo"], ["rounds", "delete"]),
]
ENGLISH = re.compile(
    r"\b(usage|options?|commands?|arguments?:|show|this|the|and|exit|required|default|error|try"
    r"|missing|invalid|value|such|did|you|mean|path|str|text|integer|is|not|one|of)\b",
    re.IGNORECASE,
)
OURS = re.compile(
    r"--[a-z-]+|skolkval.*|SKOLKVAL_\w+|<[a-z|]+>|\b(item|meta|level|unit|show|list|add)\b"
)


@pytest.mark.parametrize("columns", ["40", "200"])
@pytest.mark.parametrize("command", COMMANDS, ids=as_typed)
def test_help_is_swedish_and_done(
    run: Run, monkeypatch: pytest.MonkeyPatch, command: list[str], columns: str
) -> None:
    monkeypatch.setenv("COLUMNS", columns)
    ran = run(*command, "--help")
    assert (ran.code, ran.err) == (0, "")
    assert "Visa den här texten." in " ".join(ran.out.split())
    assert ENGLISH.findall(OURS.sub("", ran.out)) == []


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        ([], "Kommandon:"),
        (["rounds"], "Kommandon:"),
        (["rounds", "lisst"], "Kommandot lisst finns inte. Menade du list?"),
        (["flyg"], "Kommandot flyg finns inte."),
        (["results"], "--round måste anges."),
        (["import"], "FIL måste anges."),
        (["results", "--round"], "--round behöver ett värde."),
        (["results", "--rownd", "x"], "Valet --rownd finns inte. Menade du "),
        (["rounds", "list", "--json=ja"], "--json tar inget värde."),
        (["rounds", "undo", "ett"], "NUMMER: ett är inget heltal."),
        (["rounds", "undo", "1", "2"], "Det här är för mycket: 2."),
        (["run", "--port", "-1"], "--port: -1 är inget heltal."),
        (["results", "--round", "x", "--by", "y"], "--by: y är inget av area, item."),
        (["results", "--round", "x", "--group", "y"], "--group: y är inget av level,"),
        (["import", "saknas.csv"], "FIL: det finns ingen fil saknas.csv."),
        (["instruments", "add", "saknas.toml"], "FIL: det finns ingen fil saknas.toml."),
    ],
    ids=as_typed,
)
def test_wrong_usage_is_two_with_nothing_on_stdout(
    run: Run, arguments: list[str], said: str
) -> None:
    ran = run(*arguments)
    assert (ran.code, ran.out) == (2, "")
    assert said in ran.err
    assert ENGLISH.findall(OURS.sub("", ran.err)) == []


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (["--date", "1/2"], "--date: 1/2 är inget datum."),
        (["--invited", "rektor"], "--invited: rektor ska vara NIVÅ=ANTAL"),
        (["--invited", "rektor=0"], "--invited: rektor=0 ska vara NIVÅ=ANTAL"),
        (["--invited", "=7"], "--invited: =7 ska vara NIVÅ=ANTAL"),
        (["--invited", "rektor=-7"], "--invited: rektor=-7 ska vara NIVÅ=ANTAL"),
        (["--invited", "rektor=" + "9" * 30], "ska vara NIVÅ=ANTAL"),
        (["--column", "Skola=hus"], "--column: hus är inget av item,"),
        (["--threshold", "sju"], "--threshold: sju är inget heltal."),
        (["--open", "--joint"], "--open och --joint: kan inte gälla samtidigt."),
    ],
    ids=as_typed,
)
def test_an_import_written_wrongly_is_told_so(
    run: Run, teachers: object, arguments: list[str], said: str
) -> None:
    ran = run("import", teachers, "--round", "R", "--instrument", "prov", *arguments, "--json")
    assert (ran.code, ran.out) == (2, "")
    assert said in ran.err


def test_what_a_terminal_would_obey_is_not_printed(run: Run) -> None:
    ran = run("results", "--round", "R", "--group", "\x1b[2Jlevel")
    assert ran.code == 2
    assert "\x1b" not in ran.err
