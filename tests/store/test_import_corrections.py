"""Is a corrected file told from a new one, without telling on anybody, and stored in its place?"""

from __future__ import annotations

import threading
from dataclasses import replace

import pytest

from skolkval.errors import Refusal
from skolkval.store.database import Database
from skolkval.store.import_corrections import corrected
from skolkval.store.imports import Addition, add_import, add_imports, undo_import, undo_imports
from skolkval.store.rounds import ImportRecord, all_rounds
from tests.store.survey import Rater, bring, dump, plan, raters, shown, spec

# Nobody answers alike: three items of four steps give 64 different raters.
PEOPLE = [
    Rater("Ask", (one, two, three))
    for one in range(1, 5)
    for two in range(1, 5)
    for three in range(1, 5)
][:40]
LATER = "rättad.xlsx"


def brought(database: Database, rows: list[Rater], title: str = "HT") -> ImportRecord:
    """The record of the import that the rows come in by."""
    import_id = bring(database, rows, title)
    records = [each for there in all_rounds(database) for each in there.imports]
    return next(each for each in records if each.import_id == import_id)


def told(database: Database, rows: list[Rater]) -> str | None:
    """What is said of a file, None where it corrects nothing."""
    found = corrected(database, plan(rows, LATER), "HT")
    return None if found is None else found.in_words


FEW, MANY = "färre än 7 svarande skiljer", "minst 7 svarande skiljer"
OTHERS = [Rater("Björk", rater.answers) for rater in PEOPLE]


def test_a_correction_of_fewer_than_k_is_never_told_apart_from_another(database: Database) -> None:
    bring(database, PEOPLE)
    moved = [replace(rater, unit="Björk") for rater in PEOPLE[:3]]
    files = (
        [*PEOPLE[3:], *moved],
        PEOPLE[:39],
        PEOPLE[::-1],
        [*PEOPLE, OTHERS[0]],
        [OTHERS[0], *PEOPLE[1:]],
        PEOPLE[4:],
    )
    assert {told(database, rows) for rows in files} == {FEW}


def test_nine_tenths_of_both_must_be_the_same(database: Database) -> None:
    bring(database, PEOPLE)
    # 36 of 40 are nine tenths; 40 of 44 are, 40 of 45 are not.
    assert told(database, PEOPLE[:36]) == FEW
    assert told(database, PEOPLE[:35]) is None
    assert told(database, [*PEOPLE, *OTHERS[:4]]) == FEW
    assert told(database, [*PEOPLE, *OTHERS[:5]]) is None
    assert told(database, OTHERS) is None


def test_a_correction_of_k_or_more_is_told_as_such(database: Database) -> None:
    many = [replace(each, unit=f"Skola {number}") for number in range(2) for each in PEOPLE]
    bring(database, many)
    assert told(database, many[6:]) == FEW
    assert told(database, many[7:]) == MANY
    assert told(database, [*many[6:], *OTHERS[:7]]) == MANY


def test_the_same_rater_twice_is_two_raters(database: Database) -> None:
    bring(database, raters(20, "Ask"))
    assert told(database, raters(22, "Ask")) == FEW
    assert told(database, raters(23, "Ask")) is None


def test_a_guessed_answer_that_waits_is_never_found(database: Database) -> None:
    """The reviewer's: one late answer waits, and every file of one guessed row is tried."""
    bring(database, PEOPLE)
    bring(database, [Rater("Björk", (2, 4, 1))], name="sen.xlsx")
    guesses = [
        Rater("Björk", (a, b, c)) for a in range(1, 5) for b in range(1, 5) for c in range(1, 5)
    ]
    assert {told(database, [guess]) for guess in guesses} == {None}
    assert {told(database, [*PEOPLE[1:], guess]) for guess in guesses} == {FEW}
    # Of an import all of whose answers wait, nothing is told.
    bring(database, raters(6, "Björk", (1, 1, 2)), "VT")
    assert corrected(database, plan(raters(7, "Björk", (1, 1, 2)), LATER), "VT") is None


def test_a_level_with_fewer_than_k_is_not_compared(database: Database) -> None:
    leaders = [Rater("Ask", (1, 2, 3, answer), "ledare") for answer in (1, 2, 3, 4)]
    bring(database, PEOPLE + leaders)
    for some in ([], leaders, leaders[:1], leaders * 2):
        assert told(database, PEOPLE + some) == FEW


def test_each_comparison_is_in_the_log_without_names(
    database: Database, caplog: pytest.LogCaptureFixture
) -> None:
    told(database, PEOPLE)
    bring(database, PEOPLE)
    assert not caplog.records
    told(database, PEOPLE[1:])
    assert [record.getMessage() for record in caplog.records] == [
        "round 1: a file is compared with the answers of imports"
    ]


def test_other_headers_or_another_round_are_no_correction(database: Database) -> None:
    before = plan(PEOPLE, "a.xlsx")
    before.report.signature = "1" * 16
    add_import(database, before, spec())
    after = plan(PEOPLE[1:], LATER)
    after.report.signature = "1" * 16
    assert corrected(database, after, "HT") is not None
    assert corrected(database, after, "VT") is None
    after.report.signature = "2" * 16
    assert corrected(database, after, "HT") is None


def test_the_very_same_file_is_left_to_its_own_refusal(database: Database) -> None:
    bring(database, PEOPLE, name=LATER)
    assert told(database, PEOPLE) is None
    with pytest.raises(Refusal) as refused:
        bring(database, PEOPLE, name=LATER)
    assert refused.value.code == "SK-216"


def test_a_replaced_import_leaves_what_the_new_file_alone_would_have_given(
    database: Database,
) -> None:
    first = brought(database, raters(20, "Ask", (2, 2, 2)))
    bring(database, raters(9, "Björk"), name="annan.xlsx")
    better = raters(10, "Ask", (2, 2, 2)) + raters(10, "Ask", (4, 4, 4))
    (second,) = add_imports(database, [Addition(plan(better, LATER), first)], spec())
    (the_round,) = all_rounds(database)
    assert [each.file_name for each in the_round.imports] == ["annan.xlsx", LATER]
    assert second == the_round.imports[1].import_id
    assert shown(database)["Ask"] == (0, 10, 0, 10)
    assert shown(database)["Björk"] == (0, 0, 9, 0)


def test_a_change_of_fewer_than_seven_is_not_shown_by_the_replacement(database: Database) -> None:
    first = brought(database, raters(20, "Ask", (2, 2, 2)))
    better = raters(17, "Ask", (2, 2, 2)) + raters(3, "Ask", (4, 4, 4))
    add_imports(database, [Addition(plan(better, LATER), first)], spec())
    assert shown(database)["Ask"] == (0, 20, 0, 0)


def test_a_replacement_that_is_refused_changes_nothing(database: Database) -> None:
    first = brought(database, raters(20, "Ask"))
    other = brought(database, raters(20, "Ask"), "VT")
    before = dump(database)
    better = plan(raters(21, "Ask"), LATER)
    gone = replace(first, import_id=99)
    reused = replace(first, sha256="0" * 64)
    for replaces, title in ((gone, "HT"), (reused, "HT"), (other, "HT"), (first, "Ny")):
        with pytest.raises(Refusal) as refused:
            add_imports(database, [Addition(better, replaces)], spec(title))
        assert refused.value.code == "SK-313"
    with pytest.raises(Refusal) as refused:
        add_imports(database, [Addition(better, first)], spec(openness="open"))
    assert refused.value.code == "SK-311"
    assert dump(database) == before


def test_several_files_are_stored_all_or_none(database: Database) -> None:
    before = dump(database)
    files = [plan(raters(9, unit), f"{unit}.xlsx") for unit in ("Ask", "Björk")]
    with pytest.raises(Refusal) as refused:
        add_imports(database, [Addition(each) for each in (*files, files[0])], spec())
    assert refused.value.code == "SK-216"
    assert dump(database) == before
    stored: list[int] = []
    ids = add_imports(database, [Addition(each) for each in files], spec(), stored.append)
    assert stored == [0, 1, 2]
    assert set(shown(database)) == {"Ask", "Björk"}
    undo_imports(database, ids)
    assert not all_rounds(database)


def test_what_is_stopped_on_the_way_has_stored_nothing(database: Database) -> None:
    before = dump(database)

    def stop(stored: int) -> None:
        if stored == 1:
            raise KeyboardInterrupt

    files = [Addition(plan(raters(9, unit), f"{unit}.xlsx")) for unit in ("Ask", "Björk")]
    with pytest.raises(KeyboardInterrupt):
        add_imports(database, files, spec(), stop)
    assert dump(database) == before


def test_files_stored_together_are_atoms_as_if_one_by_one(database: Database) -> None:
    rows = [raters(9, "Ask"), raters(5, "Björk"), raters(8, "Björk", (1, 2, 3))]
    files = [plan(each, f"{number}.xlsx") for number, each in enumerate(rows)]
    add_imports(database, [Addition(each) for each in files], spec())
    for each in files:
        add_import(database, each, spec("VT"))
    assert shown(database).keys() == shown(database, title="VT").keys()


@pytest.mark.parametrize("replace_it", [False, True])
def test_of_two_analysts_at_once_one_wins_and_the_other_is_told(
    database: Database, replace_it: bool
) -> None:
    first = brought(database, raters(20, "Ask")) if replace_it else None
    better = plan(raters(21, "Ask"), LATER)
    other = plan(raters(22, "Ask"), LATER) if replace_it else better
    start, outcomes = threading.Barrier(2), []

    def store(one: Addition) -> None:
        start.wait()
        try:
            outcomes.append(str(add_imports(database, [one], spec())[0]))
        except Refusal as refusal:
            outcomes.append(refusal.code)

    threads = [
        threading.Thread(target=store, args=(Addition(each, first),)) for each in (better, other)
    ]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert sorted(outcomes)[1] == ("SK-313" if replace_it else "SK-216")
    assert len(all_rounds(database)[0].imports) == 1


def test_a_correction_undone_and_the_first_file_read_again_is_as_before(
    database: Database,
) -> None:
    first = brought(database, PEOPLE)
    before = dump(database, skip=["data_version", "import_id", "imported", "raw.waves"])
    (second,) = add_imports(database, [Addition(plan(PEOPLE[1:], LATER), first)], spec())
    undo_import(database, second)
    bring(database, PEOPLE)
    after = dump(database, skip=["data_version", "import_id", "imported", "raw.waves"])
    assert {name: rows for name, rows in after.items() if name.startswith("published")} == {
        name: rows for name, rows in before.items() if name.startswith("published")
    }
    assert after["raw.raters"] == before["raw.raters"]
