"""On what are we united, and on what split? Every statement by its index and its samsyn."""

from __future__ import annotations

from collections.abc import Sequence

import plotly.graph_objects as go

from skolkval.analysis.fields import Cuts, Placed, beside, standing_out, with_level
from skolkval.analysis.words import camps_text
from skolkval.charts import cells as words
from skolkval.charts.fields import (
    LEFT,
    PLOT_WIDTH,
    PLOTS,
    TOP,
    cut_lines,
    cut_points,
    field_names,
    field_places,
    frame,
    impossible,
    shade,
    share,
)
from skolkval.charts.free_places import Name, free_spots, name_note
from skolkval.charts.look import Look
from skolkval.charts.theme import NARROW, LegendEntry, Note, Theme, Trace, lines, plain, wrapped
from skolkval.instruments.model import Instrument
from skolkval.swedish import number

_WRAP_HOVER, _WRAP_NAME = 48, 24
"""Characters in a line."""


def plane(
    marks: Sequence[Placed],
    instrument: Instrument,
    cuts: Cuts,
    look: Look,
    hovers: Sequence[str] | None = None,
) -> go.Figure:
    """The plane of `marks`, index from left to right and samsyn upwards, both 0-100.

    `hovers` are what `plane_hovers` says of the marks; they are the same in every look.

    One mark per statement and level, in the level's shape and colour; open with few answers, with
    a ring round it where there are two camps. The four fields are named in their corners. What no
    large group can have at an index is shaded, so that nobody reads a mark there. The extremes are
    labelled where there is room, but not where the card is `narrow`. `customdata` of a mark is its item.
    """
    theme = look.theme
    levels = words.levels_present([mark.row for mark in marks], instrument.level_ids)
    told = list(zip(marks, hovers or plane_hovers(marks, cuts), strict=True))
    legend, legend_height = _legend(marks, instrument, look)
    labels = [] if look.narrow else _labels(marks, levels, cuts, look)
    return theme.figure(
        [
            *(
                _marks(
                    [each for each in told if each[0].row["level"] == level],
                    level,
                    instrument,
                    theme,
                )
                for level in levels
            ),
            _rings([mark for mark in marks if mark.camps], theme),
        ],
        {
            **frame(theme, legend_height),
            "shapes": [*impossible(instrument.scale.size, theme), *cut_lines(cuts, theme)],
            "annotations": [*field_names(look), *labels, *legend],
        },
    )


def plane_hovers(marks: Sequence[Placed], cuts: Cuts) -> list[str]:
    """What each mark of a plane says when it is pointed at."""
    return [_hover(mark, cuts) for mark in marks]


def _legend(marks: Sequence[Placed], instrument: Instrument, look: Look) -> tuple[list[Note], int]:
    """What the marks mean, and on a line of its own, on what it is about, what is shaded."""
    theme = look.theme
    left, above = theme.px(LEFT), theme.px(TOP)
    entries = words.level_legend([mark.row for mark in marks], instrument, theme)
    if any(mark.camps for mark in marks):
        entries.append(LegendEntry(theme.ink, "◉", "två läger"))
    few = words.levels_present([mark.row for mark in marks if mark.few], instrument.level_ids)
    if few:
        glyphs = [theme.level_style(level, instrument.level_ids).open_glyph for level in few]
        entries.append(LegendEntry(theme.second, "".join(glyphs), "färre än tio svar"))
    line, pad = theme.px(32), theme.px(3)
    notes, height = theme.legend(entries, left, above + line, NARROW if look.narrow else PLOT_WIDTH)
    shaded = theme.note(
        "kan inte förekomma i stora grupper",
        **{"x": 0, "xref": "paper", "xshift": pad - left},
        **{"y": 1, "yref": "paper", "yanchor": "middle", "yshift": above + theme.px(15)},
        **{"bgcolor": shade(theme), "borderpad": pad, "font": {"color": theme.second}},
        name="shaded",
    )
    return [*notes, shaded], height + line


def _marks(
    told: Sequence[tuple[Placed, str]], level: str, instrument: Instrument, theme: Theme
) -> Trace:
    marks = [mark for mark, _ in told]
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
        "hovertext": [hover for _, hover in told],
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


def _labels(marks: Sequence[Placed], levels: Sequence[str], cuts: Cuts, look: Look) -> list[Note]:
    """The names of the marks that stand out, each where it covers nothing."""
    named = standing_out(marks)
    names = [Name(_lines(mark, several=len(levels) > 1), share(_place(mark))) for mark in named]
    spots = free_spots(
        names, [share(_place(mark)) for mark in marks], field_places(look), PLOTS, cut_points(cuts)
    )
    # One without a free spot is named on hover, in the table and in the lists.
    return [
        name_note(name, spot, _place(mark), look.theme) | {"name": "extreme"}
        for mark, name, spot in zip(named, names, spots, strict=True)
        if spot is not None
    ]


def _lines(mark: Placed, *, several: bool) -> tuple[str, ...]:
    """The name of a statement as the lines of a label, with its level where there are several."""
    return lines(with_level(mark.row) if several else str(mark.row["item_label"]), _WRAP_NAME)


def _place(mark: Placed) -> tuple[float, float]:
    return mark.index, mark.agreement
