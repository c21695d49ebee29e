"""Is one cell's text taken apart rightly, and without more work than its length asks for?"""

from __future__ import annotations

import pytest

from skolkval.importing.scales.values import Value, value_of
from tests.importing.growth import REPEATED, growth


@pytest.mark.parametrize("character", REPEATED)
def test_the_longest_cell_takes_no_more_work_for_each_character(character: str) -> None:
    assert growth(value_of, character) < 24


def test_a_text_too_long_for_a_label_has_no_number() -> None:
    assert value_of("1 " + "a" * 198).number == 1
    text = "1 " + "a" * 199
    assert value_of(text) == Value("answer", text, None, text)
    assert value_of("=" + text).kind == "formula"
