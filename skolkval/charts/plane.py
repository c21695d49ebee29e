"""On what are we united, and on what split? Every statement by its index and its samsyn."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache

import plotly.graph_objects as go

from skolkval.analysis.fields import (
    FIELDS,
    Cuts,
    Placed,
    agreement_limits,
    beside,
    in_sentence,
    standing_out,
)
from skolkval.analysis.words import camps_text
from skolkval.charts import cells as words
from skolkval.charts.colour import between
from skolkval.charts.look import Look
from skolkval.charts.theme import (
    NARROW,
    WIDTH_OF_CHARACTER,
    LegendEntry,
    Note,
    Theme,
    Trace,
    plain,
    wrapped,
)
from skolkval.instruments.model import Instrument
from skolkval.swedish import number

PLOT_WIDTH, PLOT_HEIGHT, LEAST_HEIGHT = 500, 370, 250
"""Size in px at text size 14. Labels are placed for the least: the plot is wider, and lower on a wall."""
TICKS = [0, 25, 50, 75, 100]
_WRAP_HOVER, _WRAP_NARROW = 48, 14
_SHADE = 0.6
"""How far towards the lines' colour the shaded is; darker, and marks would not stand out from it."""
_OPEN = str.maketrans("◆■●▲▼★", "◇□○△▽☆")


def plane(marks: Sequence[Placed], instrument: Instrument, cuts: Cuts, look: Look) -> go.Figure:
    """The plane of `marks`, index from left to right and samsyn upwards, both 0-100.

    One mark per statement and level, in the level's shape and colour; open with few answers, with
    a ring round it where there are two camps. The four fields are named in their corners. What no
    large group can have at an index is shaded, so that nobody reads a mark there. The extremes are
    labelled where there is room, but not where the card is `narrow`. `customdata` of a mark is its item.
    """
    theme = look.theme
    levels = words.levels_present([mark.row for mark in marks], instrument.level_ids)
    left, bottom, top = theme.px(46), theme.px(50), theme.px(12)
    legend, legend_height = _legend(marks, instrument, left, top, look)
    labels = [] if look.narrow else _labels(marks, levels, theme)
    return theme.figure(
        [
            *(
                _marks(
                    [mark for mark in marks if mark.row["level"] == level],
                    level,
                    instrument,
                    cuts,
                    theme,
                )
                for level in levels
            ),
            _rings([mark for mark in marks if mark.camps], theme),
        ],
        {
            "height": theme.px(PLOT_HEIGHT) + legend_height + top + bottom,
            "margin": {"t": top + legend_height, "r": theme.px(14), "b": bottom, "l": left},
            "xaxis": _axis("Index →", theme),
            "yaxis": _axis("Samsyn →", theme),
            "shapes": [*_impossible(instrument.scale.size, theme), *_cut_lines(cuts, theme)],
            "annotations": [*_field_names(look), *labels, *legend],
        },
    )


def _legend(
    marks: Sequence[Placed], instrument: Instrument, left: int, above: int, look: Look
) -> tuple[list[Note], int]:
    """What the marks mean, and on a line of its own, on what it is about, what is shaded."""
    theme = look.theme
    entries = words.level_legend([mark.row for mark in marks], instrument, theme)
    if any(mark.camps for mark in marks):
        entries.append(LegendEntry(theme.ink, "◉", "två läger"))
    few = words.levels_present([mark.row for mark in marks if mark.few], instrument.level_ids)
    if few:
        glyphs = [theme.level_style(level, instrument.level_ids).glyph for level in few]
        entries.append(
            LegendEntry(theme.second, "".join(glyphs).translate(_OPEN), "färre än tio svar")
        )
    line, pad = theme.px(32), theme.px(3)
    notes, height = theme.legend(entries, left, above + line, NARROW if look.narrow else PLOT_WIDTH)
    shaded = theme.note(
        "kan inte förekomma i stora grupper",
        **{"x": 0, "xref": "paper", "xshift": pad - left},
        **{"y": 1, "yref": "paper", "yanchor": "middle", "yshift": above + theme.px(15)},
        **{"bgcolor": _shade(theme), "borderpad": pad, "font": {"color": theme.second}},
        name="shaded",
    )
    return [*notes, shaded], height + line


def _axis(title: str, theme: Theme) -> Trace:
    font = {"size": theme.size, "color": theme.second}
    return {
        "range": [0, 100],
        "tickvals": TICKS,
        "title": {"text": title, "standoff": theme.px(8), "font": font},
    }


def _marks(
    marks: Sequence[Placed], level: str, instrument: Instrument, cuts: Cuts, theme: Theme
) -> Trace:
    # Nothing is see-through: where marks coincide, several faint ones would look like a full one.
    style = theme.level_style(level, instrument.level_ids)
    return {
        "type": "scatter",
        "x": [mark.index for mark in marks],
        "y": [mark.agreement for mark in marks],
        "mode": "markers",
        "marker": {
            "symbol": [f"{style.symbol}{'-open' * mark.few}" for mark in marks],
            "color": style.colour,
            "opacity": 1,
            "size": theme.px(11),
            "line": {
                "color": theme.card,
                "width": [theme.px(2) if mark.few else 1 for mark in marks],
            },
        },
        "customdata": [mark.row["item_id"] for mark in marks],
        "hovertext": [_hover(mark, cuts) for mark in marks],
        "hovertemplate": "%{hovertext}<extra></extra>",
        "cliponaxis": False,
        "name": plain(instrument.level_label[level]),
    }


def _hover(mark: Placed, cuts: Cuts) -> str:
    row = mark.row
    facts = [
        f"<b>{plain(str(row['item_label']))}</b>",
        plain(str(row["level_label"])),
        f"Index {beside(mark.index, cuts.index)} av 100",
        f"{number(int(row['n']))} svarande",
        f"Samsyn {beside(mark.agreement, cuts.agreement)} av 100",
        mark.field.name,
    ]
    if mark.camps:
        facts.append(camps_text(row).capitalize())
    return "<br>".join([*facts, f"<i>{wrapped(str(row['item_text']), _WRAP_HOVER)}</i>"])


def _rings(marks: Sequence[Placed], theme: Theme) -> Trace:
    return {
        "type": "scatter",
        "x": [mark.index for mark in marks],
        "y": [mark.agreement for mark in marks],
        "mode": "markers",
        "marker": {
            "symbol": "circle-open",
            "color": theme.ink,
            "size": theme.px(20),
            "line": {"width": theme.px(2)},
        },
        "hoverinfo": "skip",
        "cliponaxis": False,
        "name": "två läger",
    }


def _impossible(size: int, theme: Theme) -> list[Note]:
    """Two shaded areas: below the smallest and above the largest samsyn at each index."""
    return [
        {
            "type": "path",
            "path": path,
            "line": {"width": 0},
            "fillcolor": _shade(theme),
            "layer": "below",
            "name": "impossible",
        }
        for path in _limits(size)
    ]


def _shade(theme: Theme) -> str:
    return between(theme.card, theme.line, _SHADE)


@cache
def _limits(size: int) -> tuple[str, str]:
    """The outlines of both areas. Paths, as lists of points would cost more than all the marks."""
    steps = [100 * step / (size - 1) for step in range(size)]
    index = sorted({float(place) for place in range(101)} | set(steps))
    lowest, highest = agreement_limits(index, size)
    below, above = (
        "L".join(f"{x:.4g},{y:.4g}" for x, y in zip(index, limit.tolist(), strict=True))
        for limit in (lowest, highest)
    )
    return f"M{below}L100,0L0,0Z", f"M{above}L100,100L0,100Z"


def _cut_lines(cuts: Cuts, theme: Theme) -> list[Note]:
    line = {"color": theme.muted, "width": 1, "dash": "dash"}
    return [
        {"type": "line", "x0": cuts.index, "x1": cuts.index, "y0": 0, "y1": 100, "line": line},
        {
            "type": "line",
            "x0": 0,
            "x1": 100,
            "y0": cuts.agreement,
            "y1": cuts.agreement,
            "line": line,
        },
    ]


def _field_names(look: Look) -> list[Note]:
    theme = look.theme
    return [
        theme.note(
            f"<b>{wrapped(field.name, _WRAP_NARROW) if look.narrow else field.name}</b>",
            x=100 if field.strong else 0,
            xanchor="right" if field.strong else "left",
            align="right" if field.strong else "left",
            y=100 if field.united else 0,
            yanchor="top" if field.united else "bottom",
            font={"color": theme.second, "size": theme.size},
            name="field",
        )
        for field in FIELDS
    ]


@dataclass(frozen=True)
class _Box:
    """A part of the plane, in its own units."""

    left: float
    right: float
    low: float
    high: float

    def meets(self, other: _Box) -> bool:
        return (
            self.left < other.right
            and other.left < self.right
            and self.low < other.high
            and other.low < self.high
        )

    def holds(self, mark: Placed) -> bool:
        return self.left < mark.index < self.right and self.low < mark.agreement < self.high


_LINE_HEIGHT = 100 * 20 / LEAST_HEIGHT
_AWAY_X, _AWAY_Y = 100 * 10 / PLOT_WIDTH, 100 * 2 / LEAST_HEIGHT
_NAMES = (
    *(_Box(*ends, 100 - _LINE_HEIGHT, 100) for ends in ((0, 30), (82, 100))),
    *(_Box(*ends, 0, _LINE_HEIGHT) for ends in ((0, 20), (78, 100))),
)
"""Where the names of the fields stand."""


def _labels(marks: Sequence[Placed], levels: Sequence[str], theme: Theme) -> list[Note]:
    """The names of the marks that stand out, each beside its mark where it covers no other."""
    taken, notes = list(_NAMES), []
    for mark in standing_out(marks):
        text = str(mark.row["item_label"])
        if len(levels) > 1:
            text = f"{in_sentence(text)} ({str(mark.row['level_label']).lower()})"
        width = 100 * WIDTH_OF_CHARACTER * len(text) / PLOT_WIDTH
        x, y = mark.index, mark.agreement
        low, high = y - _LINE_HEIGHT / 2, y + _LINE_HEIGHT / 2
        start = min(max(0, x - width / 2), max(0, 100 - width))
        places = {
            "left": _Box(x + _AWAY_X, x + _AWAY_X + width, low, high),
            "right": _Box(x - _AWAY_X - width, x - _AWAY_X, low, high),
            "center": _Box(start, start + width, high + _AWAY_Y, high + _AWAY_Y + _LINE_HEIGHT),
        }
        free = {
            anchor: box
            for anchor, box in places.items()
            if min(box.left, box.low) >= 0
            and max(box.right, box.high) <= 100
            and not any(box.meets(other) for other in taken)
            and not any(box.holds(other) for other in marks)
        }
        if not free:
            continue
        anchor, box = next(iter(free.items()))
        taken.append(box)
        # Anchored at the mark's side, so that a larger plot keeps them together.
        ends = {"left": box.left, "right": box.right, "center": (box.left + box.right) / 2}
        notes.append(
            theme.note(
                plain(text),
                x=ends[anchor],
                xanchor=anchor,
                y=mark.agreement,
                yshift=theme.px(22) if anchor == "center" else 0,
                yanchor="middle",
                font={"color": theme.ink, "size": theme.size},
                name="extreme",
            )
        )
    return notes
