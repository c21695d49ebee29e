"""Can everybody read the colours, and do a user's words stay words?"""

import tomllib
from itertools import combinations, pairwise
from pathlib import Path

import pytest

from skolkval.charts import theme
from skolkval.charts.colour import contrast
from tests.charts.vision import SIGHT, ciede2000, lab

ROOT = Path(__file__).parents[2]
APART = 10
"""Least CIEDE2000 difference between two colours that mean different things."""
SEEN = 8
"""The same between a bar and the card, where nothing is to be told apart."""


def test_the_measure_of_difference_gives_the_published_values() -> None:
    # Sharma, Wu & Dalal 2005, table 1, pairs 1, 22 and 34.
    pairs = [
        ((50, 2.6772, -79.7751), (50, 0, -82.7485), 2.0425),
        ((50, 2.5, 0), (73, 25, -18), 27.1492),
        ((2.0776, 0.0795, -1.1350), (0.9033, -0.0636, -0.5514), 0.9082),
    ]
    for one, other, expected in pairs:
        assert ciede2000(one, other) == pytest.approx(expected, abs=5e-5)


def test_contrast_of_black_on_white_is_21() -> None:
    assert contrast("#000000", "#FFFFFF") == pytest.approx(21)


@pytest.mark.parametrize("size", range(2, 12))
def test_text_in_every_step_of_every_scale_is_readable(size: int) -> None:
    tones = theme.step_colours(size)
    assert len(tones) == size
    for tone in tones:
        assert contrast(theme.text_on(tone), tone) >= 4.5


def test_text_on_every_index_tone_is_readable() -> None:
    for tone in theme.INDEX_TONES:
        assert contrast(theme.text_on(tone), tone) >= 4.5


@pytest.mark.parametrize("look", [theme.LIGHT, theme.DARK], ids=["light", "dark"])
def test_words_and_marks_stand_out_from_the_card(look: theme.Theme) -> None:
    for text in (look.ink, look.second, look.link, look.warning):
        assert contrast(text, look.card) >= 4.5
    for mark in (*look.level_colours, look.muted):
        assert contrast(mark, look.card) >= 3


def test_the_pages_have_the_colours_of_the_charts_light_and_dark() -> None:
    settings = tomllib.loads((ROOT / ".streamlit" / "config.toml").read_text(encoding="utf-8"))
    for name, look in (("light", theme.LIGHT), ("dark", theme.DARK)):
        page = settings["theme"][name]
        assert page["textColor"] == look.ink
        assert page["secondaryBackgroundColor"] == look.card
        assert page["linkColor"] == page["primaryColor"] == look.link
        assert page["borderColor"] == look.line
        for ground in (page["backgroundColor"], page["sidebar"]["secondaryBackgroundColor"]):
            for text in (look.ink, look.second, look.link):
                assert contrast(text, ground) >= 4.5


@pytest.mark.parametrize("look", [theme.LIGHT, theme.DARK], ids=["light", "dark"])
def test_no_tone_of_a_step_sinks_into_the_card(look: theme.Theme) -> None:
    for size in range(2, 8):
        for tone in theme.step_colours(size):
            assert ciede2000(lab(tone, "all cones"), lab(look.card, "all cones")) >= SEEN, tone


@pytest.mark.parametrize("sight", SIGHT)
@pytest.mark.parametrize(
    "colours",
    [
        theme.step_colours(4),
        theme.step_colours(5),
        theme.LIGHT.level_colours,
        theme.DARK.level_colours,
    ],
    ids=["4 steps", "5 steps", "levels light", "levels dark"],
)
def test_colours_that_differ_in_meaning_differ_to_every_eye(colours: list[str], sight: str) -> None:
    for one, other in combinations(colours, 2):
        assert ciede2000(lab(one, sight), lab(other, sight)) >= APART, (one, other)


@pytest.mark.parametrize("sight", SIGHT)
def test_index_tones_grow_darker_step_by_step(sight: str) -> None:
    lightness = [lab(tone, sight)[0] for tone in theme.INDEX_TONES]
    assert all(light - dark >= 5 for light, dark in pairwise(lightness))


def test_the_index_scale_covers_0_to_100_in_equal_parts() -> None:
    assert theme.index_colour(0) == theme.index_colour(14.2) == theme.INDEX_TONES[0]
    assert theme.index_colour(14.3) == theme.INDEX_TONES[1]
    assert theme.index_colour(100) == theme.INDEX_TONES[-1]
    scale = theme.index_colorscale()
    assert (scale[0], scale[-1]) == ((0, theme.INDEX_TONES[0]), (1, theme.INDEX_TONES[-1]))


def test_a_scale_has_a_neutral_middle_only_when_it_is_odd() -> None:
    assert theme.step_colours(5)[2] == theme.MIDDLE_TONE
    assert theme.MIDDLE_TONE not in theme.step_colours(6)
    assert theme.step_colours(2) == [theme.LOW_TONES[0], theme.HIGH_TONES[1]]


def test_levels_keep_colour_and_shape_by_their_place_in_the_chain() -> None:
    chain = ("huvudman", "rektor", "undervisning")
    styles = [theme.LIGHT.level_style(level, chain) for level in chain]
    assert [(s.colour, s.symbol) for s in styles] == [
        ("#22262B", "diamond"),
        ("#8A3FA8", "square"),
        ("#1F9D73", "circle"),
    ]


def test_what_users_write_is_never_read_as_html() -> None:
    assert theme.plain('<a href="x">&lt;') == '&lt;a href="x"&gt;&amp;lt;'
    assert theme.wrapped("ett <b> två & tre", 8) == "ett &lt;b&gt;<br>två &amp;<br>tre"


def test_nothing_plotly_shows_by_itself_is_in_english() -> None:
    config = theme.config()
    assert config["locale"] == "sv"
    assert config["displayModeBar"] is False
    assert theme.LIGHT.template.layout.separators == ", "


def test_every_size_follows_the_text_size() -> None:
    wall = theme.LIGHT.scaled(28)
    assert wall.px(10) == 20
    assert wall.template.layout.font.size == 28


def test_a_legend_breaks_where_the_card_ends() -> None:
    entries = [theme.LegendEntry("#000000", "■", "x" * 20) for _ in range(4)]
    notes, height = theme.LIGHT.legend(entries, 0, 0, room=400)
    assert (len(notes), height) == (2, 44)
    assert theme.LIGHT.legend([], 0, 0, room=400) == ([], 0)


def test_no_two_levels_look_the_same_however_many_there_are() -> None:
    levels = [f"n{place}" for place in range(12)]
    styles = {theme.LIGHT.level_style(level, levels) for level in levels}
    assert len(styles) == 12
