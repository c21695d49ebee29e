"""What do the colours of a dark page's charts become on paper, which is white?"""

from __future__ import annotations

from dataclasses import fields

from skolkval.charts.bars import outside_tone
from skolkval.charts.fields import shade
from skolkval.charts.theme import DARK, LIGHT, Theme


def paper_colours() -> dict[str, str]:
    """The light look's colour for each of the dark one's; those of answers and indices are the same."""
    return dict(zip(_of(DARK), _of(LIGHT), strict=True))


def _of(theme: Theme) -> list[str]:
    named = [getattr(theme, each.name) for each in fields(theme)]
    # A colour of a level before the text's own, which the first level has where it is dark.
    return [
        *theme.level_colours,
        *(colour for colour in named if isinstance(colour, str)),
        *(outside_tone(theme), shade(theme)),
    ]
