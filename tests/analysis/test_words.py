"""Do the titles say what the rules allow, and never more?"""

from math import nan
from typing import Any

from skolkval.analysis import words
from skolkval.analysis.records import Row
from skolkval.instruments.model import Instrument, Level, Scale

CHAIN = ("huvudman", "rektor", "undervisning")


def instrument_of(levels: tuple[str, ...] = CHAIN) -> Instrument:
    return Instrument(
        id="x",
        version="1",
        title="X",
        short_title="X",
        publisher="X",
        source="X",
        levels=tuple(Level(level, level.capitalize()) for level in levels),
        scale=Scale(()),
        areas=(),
        groups=(),
        items=(),
    )


def rows_of(*rows: tuple[str, str, float, float]) -> list[Row]:
    """Rows (name, level, index, sd) of an area and an item at once; index nan is hidden."""
    return [row_of(*row) for row in rows]


def row_of(name: str, level: str, index: float, sd: float) -> dict[str, Any]:
    return {
        "area_id": name,
        "area_short": name,
        "item_id": name,
        "item_label": name,
        "level": level,
        "level_label": level.capitalize() or "Alla",
        "n": 24,
        "index": index,
        "index_mean": index,
        "index_sd": sd,
        "polarised": False,
        "suppressed": index != index,
        "counts": (10, 2, 3, 15),
    }


SURE = rows_of(
    ("Klimat", "huvudman", 80, 2),
    ("Klimat", "undervisning", 60, 2),
    ("Kvalitet", "huvudman", 79.4, 2),
    ("Kvalitet", "rektor", 66, 2),
    ("Kvalitet", "undervisning", 47, 2),
)
UNSURE = rows_of(("Klimat", "huvudman", 80, 20), ("Klimat", "undervisning", 60, 20))
ALIKE = rows_of(("Klimat", "rektor", 70, 3), ("Klimat", "undervisning", 66, 3))
ONE_LEVEL = rows_of(("Klimat", "", 81, 2), ("Roller", "", 60, 2), ("Kvalitet", "", 43.5, 2))
NOTHING = rows_of(("Klimat", "huvudman", nan, nan))


def test_the_widest_named_gap_is_the_title() -> None:
    expected = "Glappet är störst i Kvalitet: 32 indexpunkter mellan huvudman och undervisning"
    assert words.heatmap_finding(SURE, instrument_of()).text == expected
    assert words.bars_finding(SURE, instrument_of()).text == expected


def test_a_gap_that_is_not_sure_is_not_named_nor_denied() -> None:
    assert words.heatmap_finding(UNSURE, instrument_of()).text == (
        "För få svar för att avgöra om nivåerna skiljer sig"
    )
    assert words.dot_plot_finding(UNSURE, instrument_of()).text == (
        "För få svar för att avgöra var nivåerna ligger isär"
    )


def test_levels_with_answers_enough_that_are_alike_are_said_to_be() -> None:
    assert (
        words.heatmap_finding(ALIKE, instrument_of()).text == "Inget tydligt glapp mellan nivåerna"
    )
    assert words.dot_plot_finding(ALIKE, instrument_of()).text == (
        "I inget område ligger nivåerna tydligt isär"
    )


def test_a_level_with_few_answers_is_left_out_of_what_is_denied() -> None:
    (head,) = rows_of(("Klimat", "huvudman", 75, 12))
    few = [*ALIKE, {**head, "n": 8}]
    assert words.heatmap_finding(few, instrument_of()).text == (
        "Inget tydligt glapp mellan rektor och undervisning; "
        "för få svar från huvudman för att avgöra"
    )
    only_few = [{**row, "n": n} for row, n in zip(ALIKE, (9, 200), strict=True)]
    assert words.heatmap_finding(only_few, instrument_of()).text == (
        "För få svar för att avgöra om nivåerna skiljer sig"
    )


def test_with_one_level_each_chart_says_something_of_its_own() -> None:
    nobody = instrument_of(())
    assert (
        words.heatmap_finding(ONE_LEVEL, nobody).text == "Högst: Klimat (81), lägst: Kvalitet (44)"
    )
    assert (
        words.dot_plot_finding(ONE_LEVEL, nobody).text
        == "2 av 3 områden ligger på index 60 eller mer"
    )
    assert words.dot_plot_finding(ONE_LEVEL[2:], nobody).text == "Kvalitet ligger på index under 60"
    assert words.point_finding(ONE_LEVEL[:1], nobody).text == "Index 81"
    assert (
        words.radar_finding(ONE_LEVEL, nobody).text
        == "38 indexpunkter mellan högsta och lägsta område"
    )


def test_one_duty_seen_from_each_level_names_the_gap_or_else_the_indices() -> None:
    sure = rows_of(("Klimat", "huvudman", 80, 4), ("Klimat", "undervisning", 50, 2))
    assert words.point_finding(sure, instrument_of()).text == (
        "Tydligt glapp: 30 indexpunkter mellan huvudman och undervisning"
    )
    assert words.point_finding(UNSURE, instrument_of()).text == (
        "För få svar för att avgöra: index huvudman 80 och undervisning 60"
    )
    assert words.point_finding(ALIKE, instrument_of()).text == (
        "Inget tydligt glapp: index rektor 70 och undervisning 66"
    )
    assert words.point_finding(UNSURE[:1], instrument_of()).text == "Index huvudman 80"
    assert words.point_finding(NOTHING, instrument_of()).text == words.NOTHING_TO_SHOW


def test_a_name_that_ends_with_a_full_stop_loses_it_where_the_sentence_goes_on() -> None:
    rows = rows_of(("Vi trivs.", "", 80, 4), ("Vi hinner.", "", 50, 2))
    assert words.bars_finding(rows, instrument_of(())).text == (
        "Högst: Vi trivs (80), lägst: Vi hinner (50)"
    )
    # Without levels nobody is called by the name of everybody.
    assert words.point_finding(rows[:1], instrument_of(())).text == "Index 80"


def test_two_camps_on_a_duty_go_before_its_gap() -> None:
    head, teachers = rows_of(("Klimat", "huvudman", 80, 4), ("Klimat", "undervisning", 50, 2))
    camps = {**teachers, "polarised": True, "counts": (20, 5, 5, 21)}
    assert words.point_finding([head, camps], instrument_of()).text == (
        "Svaren drar åt två håll: undervisning två läger, 25 mot 26"
    )


def test_one_single_row_is_neither_highest_nor_lowest() -> None:
    assert words.heatmap_finding(ONE_LEVEL[:1], instrument_of(())).text == "Klimat (81)"


def test_the_dot_plot_counts_the_areas_that_part_the_levels() -> None:
    assert words.dot_plot_finding(SURE, instrument_of()).text == (
        "I två områden ligger nivåerna tydligt isär"
    )
    one = [row for row in SURE if row["area_id"] == "Klimat"]
    assert words.dot_plot_finding(one, instrument_of()).text == (
        "I ett område ligger nivåerna tydligt isär"
    )


def test_the_radar_names_who_is_highest_in_most_areas() -> None:
    assert (
        words.radar_finding(SURE, instrument_of()).text == "Huvudman ligger högst i 2 av 2 områden"
    )
    tied = rows_of(
        ("A", "huvudman", 80, 2),
        ("A", "rektor", 70, 2),
        ("B", "huvudman", 60, 2),
        ("B", "rektor", 70, 2),
    )
    assert words.radar_finding(tied, instrument_of()).text == (
        "Huvudman och Rektor ligger högst i vardera 1 av 2 områden"
    )


def test_the_radar_counts_areas_that_levels_can_differ_in_and_where_one_is_ahead() -> None:
    asked_of_one = rows_of(
        ("A", "rektor", 80, 2),
        ("B", "rektor", 70, 2),
        ("C", "huvudman", 60, 2),
        ("C", "rektor", 50, 2),
    )
    assert words.radar_finding(asked_of_one, instrument_of()).text == (
        "Huvudman ligger högst i 1 av 1 områden"
    )
    tie = rows_of(("D", "huvudman", 55, 2), ("D", "rektor", 55, 2))
    found = words.radar_finding(asked_of_one + tie, instrument_of())
    assert found.text == "Huvudman ligger högst i 1 av 2 områden"
    # Whoever comes up in the other changes the count, so it is claimed too.
    assert len(found.claims) == 2
    assert words.radar_finding(tie, instrument_of()).text == "Nivåerna ligger lika i alla områden"
    apart = rows_of(("A", "rektor", 80, 2), ("B", "huvudman", 79, 2))
    assert words.radar_finding(apart, instrument_of()).text == (
        "1 indexpunkt mellan högsta och lägsta område"
    )


def test_no_highest_is_named_where_all_are_alike() -> None:
    rows = rows_of(("A", "", 66.8, 2), ("B", "", 67.2, 2))
    assert words.heatmap_finding(rows, instrument_of(())).text == "Lika överallt: index 67"


def test_two_camps_go_before_a_gap() -> None:
    one = [{**row, "polarised": place == 0} for place, row in enumerate(SURE)]
    assert words.bars_finding(one, instrument_of()).text == (
        "Svaren drar åt två håll i Klimat: två läger, 12 mot 18"
    )
    two = [{**row, "polarised": place in (0, 2)} for place, row in enumerate(SURE)]
    assert (
        words.bars_finding(two, instrument_of()).text == "Svaren drar åt två håll i två påståenden"
    )


def test_statements_of_different_levels_have_ends_with_their_level() -> None:
    frame = rows_of(("Mål", "huvudman", 81, 2), ("Stöd", "rektor", 44, 2))
    assert words.bars_finding(frame, instrument_of()).text == (
        "Högst: Mål (huvudman 81), lägst: Stöd (rektor 44)"
    )


def test_nothing_visible_is_said_as_such() -> None:
    for finding in (
        words.heatmap_finding,
        words.dot_plot_finding,
        words.radar_finding,
        words.bars_finding,
    ):
        assert finding(NOTHING, instrument_of()).text == "Inga svar att visa"
        unsure = [{**NOTHING[0], "suppressed": False, "not_applicable": 9}]
        assert finding(unsure, instrument_of()).text == "Alla svar som kan visas är vet ej"


def test_who_answered_is_told_in_chain_order_and_so_is_what_is_hidden() -> None:
    text = words.answered_text({"undervisning": 24, "rektor": None, "huvudman": 9}, instrument_of())
    assert text == "huvudman 9 och undervisning 24; rektor visas inte: färre än 7 svar"
    assert words.answered_text({"": 1200}, instrument_of(())) == "1\xa0200"
    assert words.answered_text({}, instrument_of()) == "Inga svar"


def test_what_lies_between_units_is_told_from_ten_units_on() -> None:
    assert words.spread_text(0.5, 9) == (
        "För få enheter för att avgöra hur mycket de skiljer sig (9)"
    )
    assert words.spread_text(-0.02, 10) == (
        "Enheterna skiljer sig inte mer från varandra än svaren gör inom dem"
    )
    assert words.spread_text(0.126, 10).startswith("13\xa0% av skillnaderna")
