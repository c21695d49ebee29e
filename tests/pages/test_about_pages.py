"""The pages on method and accessibility: every number with an example that is right, and a complete statement."""

from __future__ import annotations

import re

import pytest

from skolkval.swedish import NBSP
from skolkval.ui.accessibility import CONTACT, ORGANISER
from skolkval.ui.analyst import OF_AREAS, OF_ITEMS, OF_PAIRS
from skolkval.ui.method_analyst import ANALYST
from skolkval.ui.method_numbers import METHODS
from tests.pages.conftest import Open
from tests.pages.test_overview import text_of


def test_every_number_of_the_product_is_explained_with_an_example(open_page: Open) -> None:
    text = text_of(open_page("metod"))
    for method in METHODS + ANALYST:
        assert method.title in text
    assert text.count("<strong>Exempel.</strong>") == len(METHODS) + len(ANALYST)


def test_every_measure_that_the_analyst_is_shown_is_among_them(open_page: Open) -> None:
    text = text_of(open_page("metod")).lower()
    spelled = {"krippendorffs α": "krippendorffs alfa", "cliffs δ": "cliffs delta"}
    for measure in (*OF_ITEMS, *OF_AREAS, *OF_PAIRS):
        name = measure.name.lower().split(" (")[0]
        assert re.search(rf"(?<!\w){re.escape(spelled.get(name, name))}(?!\w)", text), name
    for number in ("brott i styrkedjan", "trattens gränser", "andel som instämmer"):
        assert number in text


def test_the_examples_agree_with_a_count_by_hand() -> None:
    """2, 5, 14 and 9 answers: 23 of 30 agree, and (2 + 10 + 42 + 36) / 30 = 3.

    Distances by the cumulative counts 2, 7 and 21 of 30:
    2 * (2*28 + 7*23 + 21*9) / (30*29) = 812 / 870 = 0.933; samsyn 100 * (1 - 0.933 / 1.5) = 38.
    """
    said = {method.title: method.example() for method in METHODS + ANALYST}
    assert f"23 av 30 valde steg 3 eller 4: 77{NBSP}%" in said["Andel som instämmer"]
    assert "100 × (3,00 − 1) / 3 = 67" in said["Index"]
    assert "0,93 steg isär" in said["Samsyn"]
    assert "= 38," in said["Samsyn"]
    assert "två läger, 12 mot 18" in said["Två läger"]
    # (4 * 4 + 3) / 5 = 3.8 and (8 + 42 + 33 + 20) / 45 = 2.289.
    assert "3,80 och undervisningens 2,29: 1,51 steg ner" in said["Brott i styrkedjan"]
    # The squares are 2 * 4 + 5 + 9 = 22, over 29 0.759: 29 points are a step of 33.3 * 0.871.
    # 66.7 - 3.09 * 29.03 / 3 = 36.8.
    assert "ligger 29 indexpunkter" in said["Trattens gränser"]
    assert "från 37 till 97" in said["Trattens gränser"]
    # 1 - 0.759 / 2.25, and flat 1 - 1.25 / 2.25.
    assert "r*WG = 0,66" in said["r*WG och aWG"] and "r*WG 0,44" in said["r*WG och aWG"]
    # (30 * 66.7 + 10 * 0) / 40 = 50 and (30 * 66.7 + 10 * 100) / 40 = 75.
    assert "mellan 50 och 75" in said["Svarsfrekvens och bortfall"]


def test_the_statement_asks_for_what_only_the_organiser_knows(
    open_page: Open, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.delenv(ORGANISER, raising=False)
    monkeypatch.delenv(CONTACT, raising=False)
    assert "Redogörelsen är inte komplett" in text_of(open_page("tillganglighet"))
    monkeypatch.setenv(ORGANISER, "Påhittade kommun")
    monkeypatch.setenv(CONTACT, "skolkval@kommun.invalid")
    text = text_of(open_page("tillganglighet"))
    assert "Redogörelsen är inte komplett" not in text
    assert "Påhittade kommun står bakom den här tjänsten" in text
    assert "skolkval@kommun.invalid" in text
