"""Where do two groups differ most? One line per statement between the two, the widest on top."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from math import isnan

import plotly.graph_objects as go

from skolkval.analysis.fields import beside
from skolkval.analysis.gap import NAMED_FROM, TOO_FEW
from skolkval.analysis.side_by_side import Pair
from skolkval.charts import cells as words
from skolkval.charts.heatmap import GAP_MARK
from skolkval.charts.look import Look
from skolkval.charts.theme import (
    NARROW,
    LegendEntry,
    LevelStyle,
    Note,
    Theme,
    Trace,
    lines,
    plain,
    wrapped,
)
from skolkval.instruments.model import Instrument
from skolkval.swedish import number

WRAP_BESIDE, WRAP_ABOVE = 30, 44
WIDE = 600
"""Width in px of the narrowest card that has room for the words beside the lines."""
RIGHT = 150
"""Room in px at text size 14 for a gap and its interval."""
FEW_TEXT = "för få svar"


@dataclass(frozen=True)
class Side:
    """One of the two groups: its name, and the level whose colour and shape it has."""

    name: str
    level: str


@dataclass(frozen=True)
class _Line:
    """What stands on a line: a pair, or the heading of those that follow."""

    heading: str
    pair: Pair | None


def rows_of_pairs(a: Side, b: Side, higher_a: Sequence[Pair], higher_b: Sequence[Pair]) -> int:
    """How many rows the chart has, headings included."""
    return len(_lines(a, b, higher_a, higher_b))


def side_by_side(
    a: Side,
    b: Side,
    higher_a: Sequence[Pair],
    higher_b: Sequence[Pair],
    instrument: Instrument,
    look: Look,
) -> go.Figure:
    """The pairs where a is higher, then those where b is, in their order, on the axis 0-100.

    At the right end the gap and its 95 % interval, bold and marked where it is named. The second
    group has open marks where both are of the same level. The words stand level with the line, or
    above it where the card is `narrow`.
    """
    theme, above = look.theme, look.narrow
    rows = look.of(_lines(a, b, higher_a, higher_b))
    pairs = [(y, row.pair) for y, row in enumerate(rows) if row.pair]
    styles = _styles(a, b, instrument, theme)
    wrap = WRAP_ABOVE if above else WRAP_BESIDE
    tallest = max((len(lines(pair.label, wrap)) for _, pair in pairs), default=1)
    row_height = theme.px(18 * tallest + 44 if above else 18 * max(2, tallest) + 8)
    left = theme.px(6) if above else theme.label_width([pair.label for _, pair in pairs], wrap)
    top, bottom = theme.px(8), theme.px(34)
    entries = [
        LegendEntry(style.colour, style.glyph, side.name)
        for side, style in zip((a, b), styles, strict=True)
    ]
    legend, legend_height = theme.legend(entries, left, top, NARROW if above else WIDE)
    # Where the words stand above, the line is drawn in the lower part of its row.
    down = 0.5 - theme.px(28) / row_height if above else 0.0
    traces: list[Trace] = [
        {
            "type": "scatter",
            "x": [x for _, pair in pairs for x in (pair.a["index"], pair.b["index"], None)],
            "y": [place for y, _ in pairs for place in (y + down, y + down, None)],
            "mode": "lines",
            "line": {"color": theme.track, "width": theme.px(3)},
            "hoverinfo": "skip",
            "name": "spann",
        },
        *(
            {
                "type": "scatter",
                "x": [float((pair.a, pair.b)[which]["index"]) for _, pair in pairs],
                "y": [y + down for y, _ in pairs],
                "mode": "markers",
                "marker": {
                    "symbol": style.symbol,
                    "color": style.colour,
                    "size": theme.px(13),
                    "line": {"width": theme.px(2)} if style.symbol.endswith("open") else {},
                },
                "customdata": [(pair.a, pair.b)[which]["item_id"] for _, pair in pairs],
                "hovertext": [_hover(pair, which, (a, b)[which]) for _, pair in pairs],
                "hovertemplate": "%{hovertext}<extra></extra>",
                "cliponaxis": False,
                "name": plain((a, b)[which].name),
            }
            for which, style in enumerate(styles)
        ),
    ]
    return theme.figure(
        traces,
        {
            "height": row_height * max(1, len(rows)) + top + legend_height + bottom,
            "margin": {"t": top + legend_height, "r": theme.px(RIGHT), "b": bottom, "l": left},
            "xaxis": {"range": [0, 100], "tickvals": [0, 25, 50, 75, 100]},
            "yaxis": {
                "range": [max(1, len(rows)) - 0.5, -0.5],
                "showticklabels": False,
                "showgrid": False,
            },
            "annotations": [
                *(_words(row, y, left, down, wrap, look) for y, row in enumerate(rows)),
                *(_gap_note(pair, y + down, look) for y, pair in pairs),
                *legend,
            ],
        },
    )


def gap_text(pair: Pair) -> str:
    """The gap as a whole number, marked where it is named."""
    text = beside(abs(pair.gap.difference), NAMED_FROM)
    return f"{text} {GAP_MARK}" if pair.gap.named else text


def interval_text(pair: Pair) -> str:
    """The 95 % interval of the gap, counted in the direction of the gap; "–" where there is none."""
    if isnan(pair.gap.low):
        return words.NOTHING
    ends = (pair.gap.low, pair.gap.high)
    low, high = ends if pair.gap.difference >= 0 else (-ends[1], -ends[0])
    return f"{number(low, 0)} till {number(high, 0)}"


def _lines(a: Side, b: Side, higher_a: Sequence[Pair], higher_b: Sequence[Pair]) -> list[_Line]:
    found = []
    for side, pairs in ((a, higher_a), (b, higher_b)):
        if pairs:
            found += [_Line(f"{side.name} svarar högre", None)]
            found += [_Line("", pair) for pair in pairs]
    return found


def _styles(a: Side, b: Side, instrument: Instrument, theme: Theme) -> tuple[LevelStyle, ...]:
    one, other = (theme.level_style(side.level, instrument.level_ids) for side in (a, b))
    if a.level == b.level:
        other = LevelStyle(other.colour, f"{other.symbol}-open", other.open_glyph)
    return one, other


def _hover(pair: Pair, which: int, side: Side) -> str:
    row = (pair.a, pair.b)[which]
    return "<br>".join(
        [
            f"<b>{plain(pair.label)}</b>",
            plain(side.name),
            f"Index {words.index_text(row)} av 100, {words.answers(row['n'])}",
            f"Skillnad {gap_text(pair)} ({interval_text(pair)}): {pair.gap.words}",
            f"<i>{wrapped(str(row['item_text']), 48)}</i>",
        ]
    )


def _words(row: _Line, y: int, left: int, down: float, wrap: int, look: Look) -> Note:
    theme = look.theme
    place = {"x": 0, "xref": "paper", "xshift": -left, "y": y + down}
    if row.pair is None:
        return theme.note(f"<b>{plain(row.heading)}</b>", **place, yanchor="middle", name="heading")
    if look.narrow:
        # On the card's colour, or the lines of the grid would run through the letters.
        place |= {"yanchor": "bottom", "yshift": theme.px(8), "bgcolor": theme.card}
    return theme.note(wrapped(row.pair.label, wrap), **place, name="label")


def _gap_note(pair: Pair, y: float, look: Look) -> Note:
    theme = look.theme
    gap = f"<b>{gap_text(pair)}</b>" if pair.gap.named else gap_text(pair)
    text = f"{gap}  ({interval_text(pair)})"
    if pair.gap.undecided:
        text += f"<br>{FEW_TEXT if pair.gap.words == TOO_FEW else pair.gap.words}"
    colour = theme.ink if pair.gap.named else theme.second
    place = {"x": 1, "xref": "paper", "xshift": theme.px(14), "y": y}
    # Its first line beside the line, where a label stands above.
    place |= {"yanchor": "top", "yshift": theme.px(10)} if look.narrow else {"yanchor": "middle"}
    return theme.note(text, **place, font={"color": colour, "size": theme.size}, name="gap")
