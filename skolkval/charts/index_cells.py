"""How are indices drawn as a grid: squares toned by index, each with its number, and open to clicks?"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from skolkval.charts.theme import INK, Trace, index_colorscale

_UNSEEN = {"opacity": 0.004}


WITHIN = 120
"""Px from the middle of a square where the pointer is still on it: half a wide one."""


def index_squares(z: Sequence[Sequence[float | None]], gap: int) -> Trace:
    """A square per index 0-100 in `z` (rows from the top), `gap` px apart; none where it is None."""
    return {
        "type": "heatmap",
        "z": z,
        "x": list(range(len(z[0]) if z else 0)),
        "y": list(range(len(z))),
        "zmin": 0,
        "zmax": 100,
        "colorscale": index_colorscale(),
        "showscale": False,
        "xgap": gap,
        "ygap": gap,
        "hoverinfo": "skip",
        "name": "index",
    }


def numbers_over(
    places: Sequence[tuple[int, float]],
    texts: Sequence[str],
    hovers: Sequence[str],
    customdata: Sequence[Sequence[Any]],
    font: Trace,
    size: int,
) -> Trace:
    """The texts over the squares at `places` (x, y), on markers of `size` px that nobody sees.

    A heatmap gives no clicks; the markers do.
    """
    # Without `selected` and `unselected` a click would fade the numbers of every other cell.
    still = {"marker": _UNSEEN, "textfont": {"color": font["color"]}}
    return {
        "type": "scatter",
        "x": [x for x, _ in places],
        "y": [y for _, y in places],
        "mode": "markers+text",
        "text": texts,
        "hovertext": hovers,
        "hovertemplate": "%{hovertext}<extra></extra>",
        "customdata": customdata,
        "textfont": font,
        "marker": {"symbol": "square", "size": size, "color": INK, **_UNSEEN},
        "selected": still,
        "unselected": still,
        "name": "index",
    }
