"""How did they answer? Every statement as diverging bars, the levels under each other."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import pandas as pd
import plotly.graph_objects as go

from skolkval.charts import cells as words
from skolkval.charts.cells import Row, known
from skolkval.charts.theme import (
    LIGHT,
    NARROW,
    LegendEntry,
    Note,
    Theme,
    lines,
    plain,
    step_colours,
    text_on,
    wrapped,
)
from skolkval.instruments.model import Instrument, Scale
from skolkval.swedish import PER_CENT_FROM, number

# Lengths in px at text size 14. One unit of the y axis is one px, so that text and bars agree.
LINE, ROW, BETWEEN = 19, 34, 22
TEXT_BESIDE, TEXT_ABOVE, TEXT_CHARACTER = 48, 50, 6.3
WIDE = 700
OUTSIDE_FROM, OUTSIDE_LENGTH, COUNT_AT = 10, 30, 86
BAR, DOT, STAR = 26, 9, 15
JOINT_TEXT = "Gemensamt svar"


@dataclass(frozen=True)
class _Place:
    """One row of the frame and where it stands: its middle, in px from the top of the plot."""

    row: Row
    y: float

    @property
    def drawn_as(self) -> str:
        """ "hidden", "empty", "joint", "dots" or "bar"."""
        if self.row["suppressed"]:
            return "hidden"
        if not known(self.row["n"]):
            return "empty"
        if self.row["kind"] == "joint":
            return "joint"
        return "dots" if words.is_few(self.row) else "bar"

    @property
    def counts(self) -> list[int]:
        """Answers per step."""
        return [int(count) for count in self.row["counts"]]


def diverging_bars(
    rows: pd.DataFrame,
    instrument: Instrument,
    threshold: int = 7,
    theme: Theme = LIGHT,
    narrow: bool = False,
) -> go.Figure:
    """One bar per statement and level of `rows` (item frame), statements in the frame's order.

    The bar is centred between the two halves of the scale (the middle step of an odd scale lies
    over the centre) on an axis of 100 % each way. Fewer than ten answers become one dot each, a
    joint answer one star. Vet ej is a thin grey bar of its own to the right, full at 100 % of all
    who answered. The statement stands left of its bars, or above them where the card is `narrow`
    (down to 328 px; otherwise 700).
    """
    scale = instrument.scale
    by_item: dict[str, list[Row]] = {}
    for row in words.rows_of(rows):
        by_item.setdefault(str(row["item_id"]), []).append(row)
    level_names = sorted({str(row["level_label"]) for mine in by_item.values() for row in mine})
    level_room = theme.label_width([f"◆ {name}" for name in level_names], 99)
    if not instrument.levels:
        level_room = 0
    wrap_at = TEXT_ABOVE if narrow else TEXT_BESIDE
    left = level_room + (0 if narrow else theme.px(TEXT_CHARACTER * wrap_at))

    top = 0
    places: list[_Place] = []
    notes: list[Note] = []
    shapes: list[Note] = []
    for mine in by_item.values():
        text = str(mine[0]["item_text"])
        text_height = LINE * len(lines(text, wrap_at))
        notes.append(
            theme.note(
                wrapped(text, wrap_at),
                x=0,
                xref="paper",
                xshift=-left,
                y=theme.px(top),
                yanchor="top",
                name="statement",
            )
        )
        first = top + text_height + 4 if narrow else top
        last = first + ROW * len(mine)
        ordered = sorted(mine, key=lambda row: instrument.level_ids.index(row["level"]))
        places += [_Place(row, theme.px(first + ROW * (i + 0.5))) for i, row in enumerate(ordered)]
        shapes.append(_centre_line(theme.px(first), theme.px(last), theme))
        top = max(last, top + text_height) + BETWEEN
    height = theme.px(max(ROW, top - BETWEEN))

    for place in places:
        notes += _notes_of(place, instrument, level_room, threshold, theme)
        shapes += _outside_bar(place, theme)
    figure = theme.figure()
    _add_bars(figure, [p for p in places if p.drawn_as == "bar"], scale, threshold, theme)
    for kind, symbol, size in (("dots", "circle", DOT), ("joint", "star", STAR)):
        mine_of_kind = [p for p in places if p.drawn_as == kind]
        _add_marks(figure, mine_of_kind, kind, symbol, size, scale, threshold, theme)

    header = theme.px(30)
    tones = zip(scale.steps, step_colours(scale.size), strict=True)
    entries = [LegendEntry(colour, "■", step.label) for step, colour in tones]
    legend, legend_height = theme.legend(entries, left, header, NARROW if narrow else WIDE)
    figure.update_xaxes(range=[-100, 100], showticklabels=False, showgrid=False)
    figure.update_yaxes(range=[height, 0], showticklabels=False, showgrid=False)
    figure.update_layout(
        height=height + header + legend_height,
        margin={"l": left, "r": theme.px(COUNT_AT), "t": header + legend_height},
        barmode="overlay",
        uniformtext={"minsize": theme.size, "mode": "hide"},
        annotations=[*notes, *_headers(theme), *legend],
        shapes=shapes,
    )
    return figure


def _centre_line(top: int, bottom: int, theme: Theme) -> Note:
    line = {"color": theme.second, "width": 1}
    return {"type": "line", "layer": "below", "line": line} | {
        "x0": 0,
        "x1": 0,
        "y0": top,
        "y1": bottom,
        "name": "centre",
    }


def _headers(theme: Theme) -> list[Note]:
    above = {"x": 1, "xref": "paper", "y": 0, "yanchor": "bottom", "yshift": theme.px(6)}
    grey = {"font": {"color": theme.second}}
    return [
        theme.note("<b>Vet ej</b>", xshift=theme.px(OUTSIDE_FROM), **above, **grey),
        theme.note("<b>Svar</b>", xshift=theme.px(COUNT_AT), **above, **grey)
        | {"xanchor": "right"},
    ]


def _notes_of(
    place: _Place, instrument: Instrument, level_room: int, threshold: int, theme: Theme
) -> list[Note]:
    """The words of a row: its level to the left, the number of answers to the right, and, where
    there is no bar, why."""
    row, kind = place.row, place.drawn_as
    beyond = {"x": 1, "xref": "paper", "xanchor": "right", "xshift": theme.px(COUNT_AT)}
    count = {"hidden": words.HIDDEN, "empty": words.NOTHING}.get(kind, number(known(row["n"])))
    notes = [theme.note(count, y=place.y, name="count", **beyond)]
    if instrument.levels:
        style = theme.level_style(row["level"], instrument.level_ids)
        text = f"{theme.mark(style.colour, style.glyph)} {plain(row['level_label'])}"
        edge = {"x": 0, "xref": "paper", "xshift": -level_room}
        notes.append(theme.note(text, y=place.y, name="level", **edge))
    in_plot = {"y": place.y, "bgcolor": theme.card, "font": {"color": theme.second}}
    why = {"hidden": words.hidden_text(threshold), "empty": "Inga svar"}.get(kind)
    if why is not None:
        notes.append(theme.note(why, x=0, xanchor="center", name="absent", **in_plot))
    if kind == "joint" and sum(place.counts) == 1:
        step = place.counts.index(1)
        low = step < instrument.scale.size / 2
        toward_middle = {
            "x": _middle(step, instrument.scale.size),
            "xanchor": "left" if low else "right",
            "xshift": theme.px(STAR if low else -STAR),
        }
        notes.append(theme.note(JOINT_TEXT, name="joint", **toward_middle, **in_plot))
    return notes


def _outside_bar(place: _Place, theme: Theme) -> list[Note]:
    """Vet ej as a thin bar in the right margin, in px so that it is as long on a phone."""
    share = words.not_applicable_share(place.row)
    if share is None:
        return []
    start, half = theme.px(OUTSIDE_FROM), theme.px(3)
    bar = {"type": "rect", "xref": "paper", "xsizemode": "pixel", "xanchor": 1, "x0": start}
    across = {"y0": place.y - half, "y1": place.y + half, "line": {"width": 0}, "name": "vet ej"}
    return [
        bar | across | {"x1": start + part * theme.px(OUTSIDE_LENGTH), "fillcolor": colour}
        for part, colour in ((1.0, theme.line), (share, theme.muted))
    ]


def _add_bars(
    figure: go.Figure, places: Sequence[_Place], scale: Scale, threshold: int, theme: Theme
) -> None:
    """One trace per step."""
    shares = [[100 * count / sum(p.counts) for count in p.counts] for p in places]
    half = scale.size // 2
    starts = [-sum(part[:half]) - (part[half] / 2 if scale.size % 2 else 0) for part in shares]
    for at, (step, colour) in enumerate(zip(scale.steps, step_colours(scale.size), strict=True)):
        figure.add_bar(
            orientation="h",
            base=[start + sum(part[:at]) for start, part in zip(starts, shares, strict=True)],
            x=[part[at] for part in shares],
            y=[p.y for p in places],
            width=theme.px(BAR),
            marker={"color": colour, "line": {"color": theme.card, "width": 1}},
            text=[_segment_text(p.counts[at], sum(p.counts)) for p in places],
            textposition="inside",
            insidetextanchor="middle",
            textangle=0,
            insidetextfont={"color": text_on(colour), "size": theme.size},
            hovertext=[words.distribution_hover(p.row, scale, threshold) for p in places],
            hovertemplate="%{hovertext}<extra></extra>",
            customdata=[[p.row["item_id"], p.row["level"]] for p in places],
            name=plain(step.label),
        )


def _segment_text(count: int, total: int) -> str:
    """A count below 20 answers, whole per cent from there, nothing for an empty step."""
    if count == 0:
        return ""
    return str(count) if total < PER_CENT_FROM else number(100 * count / total, 0)


def _add_marks(
    figure: go.Figure,
    places: Sequence[_Place],
    kind: str,
    symbol: str,
    size: int,
    scale: Scale,
    threshold: int,
    theme: Theme,
) -> None:
    """One mark per answer, piled over its step."""
    colours = step_colours(scale.size)
    marks = [
        (place, step, x, y)
        for place in places
        for step, count in enumerate(place.counts)
        for x, y in _piled(count, theme.px(size + 2))
    ]
    figure.add_scatter(
        x=[_middle(step, scale.size) for _, step, _, _ in marks],
        y=[place.y + y for place, _, _, y in marks],
        mode="markers",
        marker={
            "symbol": symbol,
            "size": theme.px(size),
            "color": [colours[step] for _, step, _, _ in marks],
            "line": {"color": theme.second, "width": 1},
            # Sideways in px, so that a pile is as tight on a phone as on a wall.
            "angle": [90 if x > 0 else -90 for _, _, x, _ in marks],
            "standoff": [abs(x) for _, _, x, _ in marks],
        },
        hovertext=[words.distribution_hover(p.row, scale, threshold) for p, *_ in marks],
        hovertemplate="%{hovertext}<extra></extra>",
        customdata=[[p.row["item_id"], p.row["level"]] for p, *_ in marks],
        cliponaxis=False,
        name=kind,
    )


def _middle(step: int, size: int) -> float:
    """Where marks of a step (from 0) stand on the axis from -100 to 100."""
    return 200 * (step + 0.5) / size - 100


def _piled(count: int, pitch: int) -> list[tuple[float, float]]:
    """Offsets in px from the step's middle for `count` marks: two lines from three marks on."""
    in_line = count if count <= 2 else -(-count // 2)
    offsets = []
    for first in range(0, count, max(1, in_line)):
        line = min(in_line, count - first)
        y = 0.0 if in_line == count else (-pitch / 2 if first == 0 else pitch / 2)
        offsets += [((place - (line - 1) / 2) * pitch, y) for place in range(line)]
    return offsets
