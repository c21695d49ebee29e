"""Are the built-in instruments complete, and quoted exactly from their sources?"""

from __future__ import annotations

import json
import re
from collections import Counter
from pathlib import Path

import pytest

from skolkval.instruments.catalogue import built_in, built_in_text
from skolkval.instruments.describe import describe
from skolkval.instruments.model import Instrument
from skolkval.instruments.toml_file import load_toml

SEEDS = Path(__file__).parents[3] / "shared" / "seeds"

MENDS_OF_THE_FACTORS = {"orssignaler": "orossignaler"}

# The scanner dropped å, ä and ö and took some letters for others: what it read -> what is printed,
# both without rings and dots. Longer ones first.
MISREAD = {
    "rektorerna involveras\n| och": "rektorerna involveras och",
    "loneséattningen": "lonesattningen",
    "6verenskommelser": "overenskommelser",
    "dvergripande": "overgripande",
    "Oomsesidigt": "omsesidigt",
    "ges | klass": "ges i klass",
    "|aroplans": "laroplans",
    "tjdnsteman": "tjansteman",
    "|arare": "larare",
    "@amnen": "amnen",
    "hdga": "hoga",
    "é": "o",
}


@pytest.fixture
def by_id() -> dict[str, Instrument]:
    return {instrument.id: instrument for instrument in built_in()}


def seed(number: str) -> str:
    files = sorted(SEEDS.glob(f"{number}_*.txt"))
    if not files:
        pytest.skip("the source texts in ../shared/seeds are not here")
    return files[0].read_text(encoding="utf-8")


def single_spaced(text: str) -> str:
    return " ".join(text.split())


def test_the_factors_have_7_areas_28_points_and_82_statements(by_id: dict[str, Instrument]) -> None:
    factors = by_id["framgangsfaktorer"]
    assert len(factors.areas) == 7
    assert len({item.point_id for item in factors.items}) == 28
    assert Counter(item.level for item in factors.items) == {
        "huvudman": 28,
        "rektor": 28,
        "undervisning": 26,
    }


def test_the_health_tool_has_4_areas_17_groups_and_39_statements(
    by_id: dict[str, Instrument],
) -> None:
    tool = by_id["larande-utveckling-halsa"]
    assert (len(tool.areas), len(tool.groups), len(tool.items)) == (4, 17, 39)
    assert {item.level for item in tool.items} == {None}
    assert [group.area_id for group in tool.groups if group.label == "Delaktighet"] == [
        "utbildning",
        "kvalitetsarbete",
    ]


def test_the_school_municipalities_have_8_areas_and_40_statements(
    by_id: dict[str, Instrument],
) -> None:
    municipalities = by_id["framgangsrika-skolkommuner"]
    assert (len(municipalities.areas), len(municipalities.items)) == (8, 40)
    assert {item.level for item in municipalities.items} == {None}


def test_all_three_share_levels_and_scale(by_id: dict[str, Instrument]) -> None:
    assert {instrument.level_ids for instrument in by_id.values()} == {
        ("huvudman", "rektor", "undervisning")
    }
    (scale,) = {instrument.scale for instrument in by_id.values()}
    assert [step.label for step in scale.steps] == [
        "Stämmer inte",
        "Stämmer till viss del",
        "Stämmer till stor del",
        "Stämmer",
    ]


def test_names_for_charts_are_short(by_id: dict[str, Instrument]) -> None:
    for instrument in by_id.values():
        assert all(len(item.label) <= 40 for item in instrument.items)
        assert all(len(area.short_label) <= 24 for area in instrument.areas)


def test_the_factors_are_quoted_exactly_from_the_tables(by_id: dict[str, Instrument]) -> None:
    text = seed("000")
    for scanned, printed in MENDS_OF_THE_FACTORS.items():
        assert text.count(scanned) == 1
        text = text.replace(scanned, printed)
    rows = [
        [re.sub(r"</?p>", "", cell).strip() for cell in line.split("\t")]
        for line in text.splitlines()
        if line.count("\t") == 2 and not line.startswith("huvudmannanivån")
    ]
    cells = [
        (level, single_spaced(cell))
        for row in rows
        for level, cell in zip(("huvudman", "rektor", "undervisning"), row, strict=True)
        if cell not in ("", "-") and not cell.startswith("Varje nivå i styrkedjan")
    ]
    factors = by_id["framgangsfaktorer"]
    assert [(item.level, item.text) for item in factors.items] == cells
    for area in factors.areas:
        assert f"\n# {area.label}\n" in text


def test_the_health_tool_is_quoted_exactly(by_id: dict[str, Instrument]) -> None:
    text = seed("004")
    tool = by_id["larande-utveckling-halsa"]
    lines = [single_spaced(line) for line in text.splitlines()]
    assert [item.text for item in tool.items] == [
        line for line in lines if line.startswith("Hos oss ")
    ]
    headings = [re.sub(r"\[.*?\]", "", line).strip() for line in lines]
    names = [area.label for area in tool.areas] + [group.label for group in tool.groups]
    assert [name for name in names if name not in headings] == []


def test_the_school_municipalities_are_quoted_exactly_but_for_the_scanning(
    by_id: dict[str, Instrument],
) -> None:
    text = seed("003")
    for scanned, printed in MISREAD.items():
        assert scanned in text
        text = text.replace(scanned, printed)
    without_bullets = re.sub(r"^(?:[«*»e-] )? *", "", text, flags=re.MULTILINE)
    scan = single_spaced(without_bullets)
    undotted = str.maketrans("åäöÅÄÖ", "aaoAAO")
    municipalities = by_id["framgangsrika-skolkommuner"]
    position = 0
    for area in municipalities.areas:
        own = [item.text for item in municipalities.items if item.area_id == area.id]
        for quoted in (area.label, *own):
            position = scan.find(quoted.translate(undotted), position) + len(quoted)
            assert position >= len(quoted), quoted


def test_the_text_of_a_built_in_instrument_gives_that_instrument() -> None:
    for instrument in built_in():
        assert load_toml(built_in_text(instrument.id)) == instrument


def test_an_instrument_is_described_as_json(by_id: dict[str, Instrument]) -> None:
    shown = describe(by_id["larande-utveckling-halsa"])
    assert json.loads(json.dumps(shown)) == shown
    assert list(shown) == ["id", "version", "title", "publisher", "levels", "scale", "items"]
    assert shown["levels"] == ["huvudman", "rektor", "undervisning"]
    assert shown["scale"]["steps"][3] == {"value": 4, "label": "Stämmer"}
    assert shown["scale"]["not_applicable"][0] == "Vet ej"
    assert shown["items"][0] == {
        "id": "normer-och-varden-1",
        "text": "Hos oss har vi en gemensam grundsyn gällande normer och värden som avspeglas i "
        "arbetet för kvalitet och likvärdighet.",
        "label": "Gemensam grundsyn om normer och värden",
        "area_id": "utbildning",
        "area_label": "Utbildning för lärande och hälsa",
        "group_id": "normer-och-varden",
        "group_label": "Normer och värden",
        "point_id": None,
        "level": None,
        "reversed": False,
    }


def test_a_point_of_the_factors_is_seen_from_each_level(by_id: dict[str, Instrument]) -> None:
    items = describe(by_id["framgangsfaktorer"])["items"]
    levels = {item["level"]: item for item in items if item["point_id"] == "pu5"}
    assert list(levels) == ["huvudman", "rektor"]
    assert levels["rektor"]["id"] == "pu5-rektor"
    assert levels["rektor"]["group_id"] is None
