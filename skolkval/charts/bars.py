"""How did they answer? Every statement as bars, the levels under each other."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import plotly.graph_objects as go

from skolkval.analysis.records import Row
from skolkval.charts import cells as words
from skolkval.charts.cells import known
from skolkval.charts.colour import between
from skolkval.charts.theme import (
    LIGHT,
    NARROW,
    LegendEntry,
    Note,
    Theme,
    Trace,
    lines,
    plain,
    step_colours,
    text_on,
    wrapped,
)
from skolkval.instruments.model import Instrument, Scale
from skolkval.swedish import NBSP, PER_CENT_FROM, number, percent

# Lengths in px at text size 14. One unit of the y axis is one px, so that text and bars agree.
LINE, ROW, BETWEEN = 19, 36, 22
WORDS_OVER = 4
ROW_NARROW = LINE + WORDS_OVER + ROW
TEXT_BESIDE, TEXT_ABOVE, TEXT_CHARACTER = 48, 50, 6.3
WIDE = 700
OUTSIDE_FROM, OUTSIDE_LENGTH, OUTSIDE_HEIGHT, COUNT_AT = 10, 42, 17, 96
BAR, DOT, STAR = 28, 9, 15
_Axis = tuple[int, int]
_DIVERGING, _STACKED = (-100, 100), (0, 100)


@dataclass(frozen=True)
class _Place:
    """One row and where it stands, in px from the top of the plot: the middle of its bar, and of its words."""

    row: Row
    y: float
    words_y: float

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
    rows: Sequence[Row],
    instrument: Instrument,
    threshold: int = 7,
    theme: Theme = LIGHT,
    narrow: bool = False,
    stacked: bool = False,
    marked: str = "",
) -> go.Figure:
    """One bar per statement and level of `rows`, one per item and level, statements in their order.

    The bar is centred between the two halves of the scale (the middle step of an odd scale lies
    over the centre) on an axis of 100 % each way; or, `stacked`, all bars are as long as the axis
    of 100 %. Fewer than ten answers become one dot each, a
    joint answer one star. Vet ej is a grey bar of its own to the right with its share of all who
    answered, full at 100 %. The statement stands left of its bars. Where the card is `narrow` (down to 328 px;
    otherwise 700) it stands above them, and the words of a row above its bar, which is as wide as the
    card. The item `marked` (its id) is bold.
    """
    scale, axis = instrument.scale, _STACKED if stacked else _DIVERGING
    by_item: dict[str, list[Row]] = {}
    for row in rows:
        by_item.setdefault(str(row["item_id"]), []).append(row)
    level_names = sorted({str(row["level_label"]) for mine in by_item.values() for row in mine})
    level_room = theme.label_width([f"◆ {name}" for name in level_names], 99)
    if not instrument.levels:
        level_room = 0
    wrap_at = TEXT_ABOVE if narrow else TEXT_BESIDE
    # Without levels there are too few words for a line of their own.
    words_above = narrow and level_room > 0
    row_height = ROW_NARROW if words_above else ROW
    left = 0 if narrow else level_room + theme.px(TEXT_CHARACTER * wrap_at)
    right = theme.px(COUNT_AT)
    columns = _Columns(level_room, right if words_above else 0)

    top = 0
    places: list[_Place] = []
    notes: list[Note] = []
    shapes: list[Note] = []
    for mine in by_item.values():
        text, bold = str(mine[0]["item_text"]), mine[0]["item_id"] == marked
        text_height = LINE * len(lines(text, wrap_at))
        notes.append(
            theme.note(
                f"<b>{wrapped(text, wrap_at)}</b>" if bold else wrapped(text, wrap_at),
                x=0,
                xref="paper",
                xshift=-left,
                y=theme.px(top),
                yanchor="top",
                name="statement",
            )
        )
        first = top + text_height + 4 if narrow else top
        last = first + row_height * len(mine)
        ordered = sorted(mine, key=lambda row: instrument.level_ids.index(row["level"]))
        for bottom, row in enumerate(ordered, 1):
            y = theme.px(first + row_height * bottom - ROW / 2)
            words_y = y - theme.px(BAR / 2 + WORDS_OVER + LINE / 2) if words_above else y
            places.append(_Place(row, y, words_y))
            if not stacked:
                half = theme.px(ROW / 2)
                shapes.append(_centre_line(y - half, y + half, theme))
        top = max(last, top + text_height) + BETWEEN
    height = theme.px(max(ROW, top - BETWEEN))

    for place in places:
        notes += _notes_of(place, instrument, columns, threshold, axis, theme)
        bar, told = _outside(place, columns, theme)
        shapes += bar
        notes += told
    drawn = [p for p in places if p.drawn_as == "bar"]
    traces = _bars(drawn, scale, threshold, stacked, theme)
    for kind, symbol, size in (("dots", "circle", DOT), ("joint", "star", STAR)):
        mine_of_kind = [p for p in places if p.drawn_as == kind]
        traces.append(_marks(mine_of_kind, (kind, symbol, size), scale, threshold, axis, theme))

    header = theme.px(30)
    tones = zip(scale.steps, step_colours(scale.size), strict=True)
    entries = [LegendEntry(colour, "■", step.label) for step, colour in tones]
    legend, legend_height = theme.legend(entries, left, header, NARROW if narrow else WIDE)
    layout = {
        "height": height + header + legend_height,
        "margin": {"l": left, "r": right - columns.inside, "t": header + legend_height},
        "barmode": "overlay",
        "uniformtext": {"minsize": theme.size, "mode": "hide"},
        "annotations": [*notes, *_headers(drawn, columns, theme), *legend],
        "shapes": shapes,
        "xaxis": {"range": list(axis), "showticklabels": False, "showgrid": False},
        "yaxis": {"range": [height, 0], "showticklabels": False, "showgrid": False},
    }
    return theme.figure(traces, layout)


def _centre_line(top: float, bottom: float, theme: Theme) -> Note:
    line = {"color": theme.second, "width": 1}
    return {"type": "line", "layer": "below", "line": line} | {
        "x0": 0,
        "x1": 0,
        "y0": top,
        "y1": bottom,
        "name": "centre",
    }


@dataclass(frozen=True)
class _Columns:
    """The room for the level's name, and how far the columns to the right lie inside the plot, in px."""

    level_room: int
    inside: int


def _headers(bars: Sequence[_Place], columns: _Columns, theme: Theme) -> list[Note]:
    """What the numbers below are: those in the bars where there are any, vet ej and answers."""
    above = {"xref": "paper", "y": 0, "yanchor": "bottom", "yshift": theme.px(6)}
    above |= {"font": {"color": theme.second}}
    in_bars = theme.note("<b>Procent av svaren</b>", x=0.5, **above) | {"xanchor": "center"}
    return [
        *([in_bars] if any(sum(p.counts) >= PER_CENT_FROM for p in bars) else []),
        theme.note("<b>Vet ej</b>", x=1, xshift=theme.px(OUTSIDE_FROM) - columns.inside, **above),
        theme.note("<b>Svar</b>", x=1, xshift=theme.px(COUNT_AT) - columns.inside, **above)
        | {"xanchor": "right"},
    ]


def _notes_of(
    place: _Place,
    instrument: Instrument,
    columns: _Columns,
    threshold: int,
    axis: _Axis,
    theme: Theme,
) -> list[Note]:
    """The words of a row: its level to the left, the number of answers to the right, and, where
    there is no bar, why."""
    row, kind = place.row, place.drawn_as
    to_the_right = theme.px(COUNT_AT) - columns.inside
    beyond = {"x": 1, "xref": "paper", "xanchor": "right", "xshift": to_the_right}
    count = {"hidden": words.HIDDEN, "empty": words.NOTHING}.get(kind, number(known(row["n"])))
    notes = [theme.note(count, y=place.words_y, name="count", **beyond)]
    if instrument.levels:
        style = theme.level_style(row["level"], instrument.level_ids)
        text = f"{theme.mark(style.colour, style.glyph)} {plain(row['level_label'])}"
        edge = {"x": 0, "xref": "paper", "xshift": 0 if columns.inside else -columns.level_room}
        notes.append(theme.note(text, y=place.words_y, name="level", **edge))
    in_plot = {"y": place.y, "bgcolor": theme.card, "font": {"color": theme.second}}
    why = {"hidden": words.hidden_text(threshold), "empty": "Inga svar"}.get(kind)
    if why is not None:
        notes.append(theme.note(why, x=sum(axis) / 2, xanchor="center", name="absent", **in_plot))
    if kind == "joint" and sum(place.counts) == 1:
        step = place.counts.index(1)
        low = step < instrument.scale.size / 2
        toward_middle = {
            "x": _middle(step, instrument.scale.size, axis),
            "xanchor": "left" if low else "right",
            "xshift": theme.px(STAR if low else -STAR),
        }
        text = words.JOINT_TEXT.capitalize()
        notes.append(theme.note(text, name="joint", **toward_middle, **in_plot))
    return notes


def outside_tone(theme: Theme) -> str:
    """The grey of vet ej, which its number is read on."""
    return between(theme.line, theme.muted, 0.4)


def _outside(place: _Place, columns: _Columns, theme: Theme) -> tuple[list[Note], list[Note]]:
    """Vet ej as a bar in the right margin, in px so that it is as long on a phone, and its number."""
    share = words.not_applicable_share(place.row)
    if share is None:
        return [], []
    count = int(place.row["not_applicable"])
    start, half = theme.px(OUTSIDE_FROM) - columns.inside, theme.px(OUTSIDE_HEIGHT / 2)
    middle = start + theme.px(OUTSIDE_LENGTH / 2)
    few = count + sum(place.counts) < PER_CENT_FROM
    told = theme.note(
        "0" if count == 0 else f"{count}{NBSP}st" if few else percent(share),
        **{"x": 1, "xref": "paper", "xanchor": "center", "xshift": middle},
        y=place.words_y,
        name="outside",
    )
    bar = {"type": "rect", "xref": "paper", "xsizemode": "pixel", "xanchor": 1, "x0": start}
    across = {
        "y0": place.words_y - half,
        "y1": place.words_y + half,
        "line": {"width": 0},
        "name": "vet ej",
    }
    tones = ((1.0, theme.line), (share, outside_tone(theme)))
    bars = [
        bar | across | {"x1": start + part * theme.px(OUTSIDE_LENGTH), "fillcolor": tone}
        for part, tone in tones
    ]
    return bars, [told]


def _bars(
    places: Sequence[_Place], scale: Scale, threshold: int, stacked: bool, theme: Theme
) -> list[Trace]:
    """One trace per step."""
    shares = [[100 * count / sum(p.counts) for count in p.counts] for p in places]
    half = scale.size // 2
    starts = [-sum(part[:half]) - (part[half] / 2 if scale.size % 2 else 0) for part in shares]
    if stacked:
        starts = [0.0] * len(shares)
    traces: list[Trace] = []
    for at, (step, colour) in enumerate(zip(scale.steps, step_colours(scale.size), strict=True)):
        traces.append(
            {
                "type": "bar",
                "orientation": "h",
                "base": [
                    start + sum(part[:at]) for start, part in zip(starts, shares, strict=True)
                ],
                "x": [part[at] for part in shares],
                "y": [p.y for p in places],
                "width": theme.px(BAR),
                "marker": {"color": colour, "line": {"color": theme.card, "width": 1}},
                "text": [_segment_text(p.counts[at], sum(p.counts)) for p in places],
                "textposition": "inside",
                "insidetextanchor": "middle",
                "textangle": 0,
                "insidetextfont": {"color": text_on(colour), "size": theme.size},
                "hovertext": [words.distribution_hover(p.row, scale, threshold) for p in places],
                "hovertemplate": "%{hovertext}<extra></extra>",
                "customdata": [[p.row["item_id"], p.row["level"]] for p in places],
                "name": plain(step.label),
            }
        )
    return traces


def _segment_text(count: int, total: int) -> str:
    """Whole per cent, or "3 st" below 20 answers, nothing for an empty step."""
    if count == 0:
        return ""
    return f"{count}{NBSP}st" if total < PER_CENT_FROM else number(100 * count / total, 0)


def _marks(
    places: Sequence[_Place],
    look: tuple[str, str, int],
    scale: Scale,
    threshold: int,
    axis: _Axis,
    theme: Theme,
) -> Trace:
    """One mark per answer, piled over its step; `look` is its kind, symbol and size."""
    kind, symbol, size = look
    colours = step_colours(scale.size)
    marks = [
        (place, step, x, y)
        for place in places
        for step, count in enumerate(place.counts)
        for x, y in _piled(count, theme.px(size + 2))
    ]
    return {
        "type": "scatter",
        "x": [_middle(step, scale.size, axis) for _, step, _, _ in marks],
        "y": [place.y + y for place, _, _, y in marks],
        "mode": "markers",
        "marker": {
            "symbol": symbol,
            "size": theme.px(size),
            "color": [colours[step] for _, step, _, _ in marks],
            "line": {"color": theme.second, "width": 1},
            # Sideways in px, so that a pile is as tight on a phone as on a wall.
            "angle": [90 if x > 0 else -90 for _, _, x, _ in marks],
            "standoff": [abs(x) for _, _, x, _ in marks],
        },
        "hovertext": [words.distribution_hover(p.row, scale, threshold) for p, *_ in marks],
        "hovertemplate": "%{hovertext}<extra></extra>",
        "customdata": [[p.row["item_id"], p.row["level"]] for p, *_ in marks],
        "cliponaxis": False,
        "name": kind,
    }


def _middle(step: int, size: int, axis: _Axis) -> float:
    """Where marks of a step (from 0) stand on the axis."""
    low, high = axis
    return low + (high - low) * (step + 0.5) / size


def _piled(count: int, pitch: int) -> list[tuple[float, float]]:
    """Offsets in px from the step's middle for `count` marks: two lines from three marks on."""
    in_line = count if count <= 2 else -(-count // 2)
    offsets = []
    for first in range(0, count, max(1, in_line)):
        line = min(in_line, count - first)
        y = 0.0 if in_line == count else (-pitch / 2 if first == 0 else pitch / 2)
        offsets += [((place - (line - 1) / 2) * pitch, y) for place in range(line)]
    return offsets
