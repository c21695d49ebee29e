"""Is an instrument that is written as TOML read back as it was?"""

from __future__ import annotations

import pytest

from skolkval.instruments.catalogue import built_in
from skolkval.instruments.codes import item_codes, level_codes
from skolkval.instruments.draft import Draft, Statement, to_instrument
from skolkval.instruments.model import Instrument
from skolkval.instruments.toml_file import InstrumentRefusal, load_toml
from skolkval.instruments.toml_text import to_toml

DRAFT = Draft(
    title="Trygghet – i år",
    publisher='Exempel "kommunen" \\ 1',
    steps=("Nej", "Ja"),
    not_applicable=("Vet ej",),
    levels=("Rektor", "Elev åk 4"),
    statements=(
        Statement("Trygghet", "Vi är trygga.", group="Raster"),
        Statement("Ro", "Det är stökigt.", level="Elev åk 4", label="Stök", reversed=True),
        Statement("Trygghet", "Jag ser alla.", level="Rektor"),
        Statement("Trygghet", "Vi leker.", group="Raster"),
    ),
)


@pytest.mark.parametrize(
    "instrument", [*built_in(), to_instrument(DRAFT)], ids=lambda each: str(each.id)
)
def test_what_is_written_is_read_back(instrument: Instrument) -> None:
    assert load_toml(to_toml(instrument)) == instrument


def test_a_draft_gets_ids_and_keeps_its_order() -> None:
    instrument = to_instrument(DRAFT)
    assert instrument.id == "trygghet-i-ar"
    assert [level.id for level in instrument.levels] == ["rektor", "elev-ak-4"]
    assert [area.id for area in instrument.areas] == ["trygghet", "ro"]
    assert [group.id for group in instrument.groups] == ["trygghet-raster"]
    # In an area the statements outside groups come first.
    assert [(item.id, item.text, item.level, item.group_id) for item in instrument.items] == [
        ("trygghet-1", "Jag ser alla.", "rektor", None),
        ("trygghet-2", "Vi är trygga.", None, "trygghet-raster"),
        ("trygghet-3", "Vi leker.", None, "trygghet-raster"),
        ("ro-1", "Det är stökigt.", "elev-ak-4", None),
    ]
    assert [item.label for item in instrument.items][-1] == "Stök"
    assert instrument.reversed_positions == (3,)
    assert instrument.items[3].shown_text == "Det är stökigt. (omvänt: svaren är vända)"
    assert instrument.items[3].shown_label == "Stök (omvänt: svaren är vända)"
    assert instrument.items[0].shown_label == "Jag ser alla."


def test_areas_that_would_get_the_same_id_are_told_apart() -> None:
    statements = (Statement("Å", "Ett."), Statement("A", "Två."), Statement("–", "Tre."))
    instrument = to_instrument(Draft("T", "U", ("Nej", "Ja"), statements))
    assert [area.id for area in instrument.areas] == ["a", "a-2", "x"]


@pytest.mark.parametrize("value", ['"ja"', "1"])
def test_reversed_is_true_or_false(value: str) -> None:
    text = to_toml(to_instrument(DRAFT)).replace("reversed = true", f"reversed = {value}")
    with pytest.raises(InstrumentRefusal) as refusal:
        load_toml(text)
    assert "reversed ska vara true eller false" in refusal.value.text


def test_codes_are_short_begin_with_a_letter_and_are_shared_by_the_same_words() -> None:
    long = "mycket-langt-namn-pa-omradet"
    statements = (
        Statement("Ett", "Samma.", level="A"),
        Statement("Ett", "Samma.", level="B"),
        Statement("Ett", "Annat.", level="B"),
    )
    instrument = to_instrument(Draft("T", "U", ("Nej", "Ja"), statements, levels=("A", "B")))
    assert item_codes(instrument) == {"ett-1": "ett1", "ett-2": "ett1", "ett-3": "ett3"}
    assert level_codes(instrument) == {"a": "n1", "b": "n2"}
    items = [
        load_toml(to_toml(instrument).replace('"ett-1"', f'"{own}"')).items[0].id
        for own in (f"{long}-1", "1-a")
    ]
    renamed = [load_toml(to_toml(instrument).replace('"ett-1"', f'"{own}"')) for own in items]
    assert [item_codes(each)[own] for each, own in zip(renamed, items, strict=True)] == [
        "mycketlangtnamnpaox1",
        "q1a",
    ]
