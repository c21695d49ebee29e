"""Where has each area gone in the plane of index and samsyn since the earlier round?"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import plotly.graph_objects as go

from skolkval.analysis.fields import Cuts
from skolkval.charts.fields import (
    PLOTS,
    PLOTS_NARROW,
    TICKS,
    cut_lines,
    cut_points,
    field_names,
    field_places,
    frame,
    impossible,
    share,
)
from skolkval.charts.free_places import Name, along, free_spots, name_note
from skolkval.charts.look import Look
from skolkval.charts.theme import LevelStyle, Note, lines, plain
from skolkval.swedish import number

_WRAP = 16
"""Characters in a line of a name where the card is narrow."""


@dataclass(frozen=True)
class Arrow:
    """One area's way from (index, samsyn) to (index, samsyn), both 0-100, and whether it is sure."""

    name: str
    start: tuple[float, float]
    end: tuple[float, float]
    named: bool
    words: str
    key: Sequence[str] = ()


def arrow_plane(
    arrows: Sequence[Arrow], cuts: Cuts, style: LevelStyle, steps: int, look: Look
) -> go.Figure:
    """Arrows over the four fields of the same plane as the statements', on a scale of so many `steps`.

    Those that are not `named` are grey. Names stand where they cover nothing, those of sure ones
    first, and no others where the card is `narrow`. customdata is the key.
    """
    theme = look.theme
    drawn: list[Note] = [
        {
            "x": arrow.end[0],
            "y": arrow.end[1],
            "ax": arrow.start[0],
            "ay": arrow.start[1],
            "xref": "x",
            "yref": "y",
            "axref": "x",
            "ayref": "y",
            "showarrow": True,
            "text": "",
            "arrowhead": 2,
            "arrowwidth": theme.px(2.5 if arrow.named else 1.25),
            "arrowcolor": style.colour if arrow.named else theme.muted,
            "standoff": theme.px(5 if arrow.named else 3),
        }
        for arrow in sorted(arrows, key=lambda each: each.named)
    ]
    under = frame(theme)
    return theme.figure(
        [
            {
                "type": "scatter",
                "mode": "markers",
                "x": [arrow.end[0] for arrow in arrows],
                "y": [arrow.end[1] for arrow in arrows],
                "marker": {
                    "symbol": style.symbol,
                    "size": [theme.px(11 if arrow.named else 8) for arrow in arrows],
                    "color": [style.colour if arrow.named else theme.muted for arrow in arrows],
                    # Plotly's own for marks of several sizes are faint ones with white rings.
                    "opacity": 1,
                    "line": {"color": theme.card, "width": 1},
                },
                "customdata": [list(arrow.key) for arrow in arrows],
                "hovertext": [_hover(arrow) for arrow in arrows],
                "hovertemplate": "%{hovertext}<extra></extra>",
                "cliponaxis": False,
                "name": "nu",
            }
        ],
        {
            **under,
            # The corner has its 0 from the other axis.
            "yaxis": under["yaxis"] | {"ticktext": ["", *map(str, TICKS[1:])]},
            # Only below: items alike each by themselves make an area that lies above the other limit.
            "shapes": [*impossible(steps, theme)[:1], *cut_lines(cuts, theme)],
            "annotations": [*field_names(look), *drawn, *_names(arrows, cuts, look)],
        },
    )


def _names(arrows: Sequence[Arrow], cuts: Cuts, look: Look) -> list[Note]:
    """The names of the arrows, the surest and longest first, where they cover nothing."""
    first = sorted(arrows, key=lambda each: (not each.named, -abs(each.end[0] - each.start[0])))
    told = [arrow for arrow in first if arrow.named or not look.narrow]
    names = [
        # A thin line to a name is for those that are spoken of.
        Name(
            lines(arrow.name, _WRAP if look.narrow else 60), share(arrow.end), near=not arrow.named
        )
        for arrow in told
    ]
    points = [point for arrow in arrows for point in along(share(arrow.start), share(arrow.end))]
    spots = free_spots(
        names,
        points,
        field_places(look),
        PLOTS_NARROW if look.narrow else PLOTS,
        quiet=cut_points(cuts),
    )
    theme = look.theme
    notes = []
    for arrow, name, spot in zip(told, names, spots, strict=True):
        if spot is not None:
            font = {"color": theme.ink if arrow.named else theme.second, "size": theme.size}
            notes.append(name_note(name, spot, arrow.end, theme) | {"font": font, "name": "label"})
    return notes


def _hover(arrow: Arrow) -> str:
    ends = zip(arrow.start, arrow.end, strict=True)
    index, agreement = (f"{number(a, 0)} → {number(b, 0)}" for a, b in ends)
    return (
        f"<b>{plain(arrow.name)}</b><br>Index {index}<br>Samsyn {agreement}<br>{plain(arrow.words)}"
    )
