"""Where is the thread cut? Every point as one thread over the levels' seats, its breaks torn open."""

from __future__ import annotations

from collections.abc import Sequence

import plotly.graph_objects as go

from skolkval.analysis.chain import Seat, Thread
from skolkval.analysis.chain_words import gap_text, verdict_text
from skolkval.charts import cells as words
from skolkval.charts.chain_rows import (
    EMPTY_TEXT,
    SEATS,
    Place,
    absent,
    headers,
    places_of,
    step_text,
    tear_note,
    words_of,
)
from skolkval.charts.colour import contrast
from skolkval.charts.look import Look
from skolkval.charts.theme import HIGH_TONES, LOW_TONES, Theme, Trace, plain
from skolkval.instruments.model import Instrument

Point = tuple[float | None, float | None]
"""x and y of a point of a line; None parts two lines."""
APART: Point = (None, None)
TEAR, TEAR_NARROW = 0.27, 0.36
"""How far from the middle between two seats the ends of a broken thread are; its size stands there."""
EDGE, EDGE_NARROW = 0.42, 0.46
"""How far the plot goes on beside the outer seats, whose names are wider than their marks."""
TARGETS = 12
"""So many places along a row can be pointed at and clicked."""


def chain(
    threads: Sequence[Thread], instrument: Instrument, threshold: int, look: Look
) -> go.Figure:
    """The threads of `look.of(threads)` under each other, in their order, one column per level.

    Within a row the height of a mark is the level's mean step, on an axis from the lowest step to
    the highest. A thread that holds is thin and grey; one that nothing can be said of is dotted; a
    break is torn open, in its direction's colour, with its size in the tear. A point that has no
    statement for a level has an empty ring there, a hidden level its reason. The words stand above
    the thread where the card is `narrow` (down to 316 px; otherwise 860).
    """
    theme = look.theme
    levels = [seat.level for seat in threads[0].seats] if threads else []
    places = places_of(look.of(threads), instrument, look)
    height = max((place.bottom for place in places), default=0)
    header, above, below = headers(threads, places, instrument, threshold, look)
    notes = [
        *header,
        *(note for place in places for note in words_of(place, instrument, look)),
        *(note for place in places for note in absent(place, threshold, look)),
    ]
    tear, edge = (TEAR_NARROW, EDGE_NARROW) if look.narrow else (TEAR, EDGE)
    ends: list[tuple[float, float, str]] = []
    strands: dict[str, list[Point]] = {}
    for place in places:
        seats = {seat.level: seat for seat in place.thread.seats}
        for link in place.thread.links:
            of, to = levels.index(link.of), levels.index(link.to)
            start, end = place.y_of(seats[link.of]), place.y_of(seats[link.to])
            strand = strands.setdefault(link.state, [])
            if not link.broken:
                strand += [*_curve(of, start, to, end), APART]
                continue
            colour, middle = _colour(link.state, theme), to - 0.5
            strand += [(of, start), (middle - tear, start), APART]
            strand += [(middle + tear, end), (to, end), APART]
            ends += [(middle - tear, start, colour), (middle + tear, end, colour)]
            notes.append(tear_note(link, middle, (start + end) / 2, colour, theme))
    rules = [point for place in places for point in ((0, place.top), (1, place.top), APART)]
    hidden_axis = {"showgrid": False, "showticklabels": False, "fixedrange": True}
    traces = [
        _lines("rows", rules, theme.line, 1) | {"xaxis": "x2"},
        *(_strand(state, strands[state], theme) for state in sorted(strands)),
        _ends(ends, theme),
        *(
            _marks(at, level, places, instrument, threshold, theme)
            for at, level in enumerate(levels)
        ),
        _numbers(places, theme),
        _empty_seats(places, theme),
        _targets(places, instrument, len(levels), edge, look),
    ]
    return theme.figure(
        traces,
        {
            "height": height + above + below,
            "margin": {"t": above, "b": below},
            "xaxis": {
                "domain": [0, 1] if look.narrow else list(SEATS),
                "range": [-edge, len(levels) - 1 + edge],
                **hidden_axis,
            },
            "xaxis2": {"range": [0, 1], "anchor": "y", "zeroline": False, **hidden_axis},
            "yaxis": {"range": [height, 0], **hidden_axis},
            "annotations": notes,
        },
    )


def _colour(direction: str, theme: Theme) -> str:
    """The colour of breaks down, or up: the tone of its side of the scale seen best on the card."""
    tones = LOW_TONES if direction == "down" else HIGH_TONES
    return max(tones, key=lambda tone: contrast(tone, theme.card))


def _curve(x0: float, y0: float, x1: float, y1: float) -> list[Point]:
    """A thread between two marks: level at both, as a thread under light tension hangs."""
    bends = ((0, 0), (0.2, 0.04), (0.5, 0.5), (0.8, 0.96), (1, 1))
    return [(x0 + (x1 - x0) * along, y0 + (y1 - y0) * bend) for along, bend in bends]


def _strand(state: str, points: Sequence[Point], theme: Theme) -> Trace:
    """The threads in one state: thick on either side of a tear, else thin; dotted where unsure."""
    if state in ("down", "up"):
        return _lines(state, points, _colour(state, theme), theme.px(3.2))
    trace = _lines(state, points, theme.muted, theme.px(1.6))
    bent = {"shape": "spline", "dash": "dot" if state == "unsure" else "solid"}
    return trace | {"line": trace["line"] | bent}


def _lines(name: str, points: Sequence[Point], colour: str, width: float) -> Trace:
    """One trace of many lines, parted by None."""
    return {
        "type": "scatter",
        "mode": "lines",
        "name": name,
        "x": [x for x, _ in points],
        "y": [y for _, y in points],
        "line": {"color": colour, "width": width},
        "hoverinfo": "skip",
        "cliponaxis": False,
    }


def _ends(ends: Sequence[tuple[float, float, str]], theme: Theme) -> Trace:
    """The torn ends of the broken threads."""
    return {
        "type": "scatter",
        "mode": "markers",
        "name": "ends",
        "x": [x for x, _, _ in ends],
        "y": [y for _, y, _ in ends],
        "marker": {
            "symbol": "line-ns",
            "size": theme.px(11),
            "line": {"color": [colour for *_, colour in ends], "width": theme.px(3)},
        },
        "hoverinfo": "skip",
        "cliponaxis": False,
    }


def _marks(
    at: int,
    level: str,
    places: Sequence[Place],
    instrument: Instrument,
    threshold: int,
    theme: Theme,
) -> Trace:
    """One level's seats: its shape and colour, open on few answers, dotted for a joint one."""
    style = theme.level_style(level, instrument.level_ids)
    shown = [
        (place, seat)
        for place in places
        for seat in (place.thread.seats[at],)
        if seat.state == "shown"
    ]
    return {
        "type": "scatter",
        "mode": "markers",
        "name": plain(instrument.level_label[level]),
        "x": [at] * len(shown),
        "y": [place.y_of(seat) for place, seat in shown],
        "marker": {
            "symbol": [f"{style.symbol}{'-dot' * _is_joint(seat)}" for _, seat in shown],
            "size": theme.px(12),
            # Open ones are filled with the card, or the thread would be seen through them.
            "color": [theme.card if _is_open(seat) else style.colour for _, seat in shown],
            "line": {"width": theme.px(2), "color": style.colour},
        },
        "customdata": [place.thread.point_id for place, _ in shown],
        "hovertext": [
            f"{words.index_hover(seat.row, place.thread.label, threshold)}<br>"
            f"Medelsteg {step_text(seat)}"
            for place, seat in shown
        ],
        "hovertemplate": "%{hovertext}<extra></extra>",
        "cliponaxis": False,
    }


def _numbers(places: Sequence[Place], theme: Theme) -> Trace:
    """The mean steps, over their marks; muted where they rest on few answers."""
    shown = [
        (place, at, seat)
        for place in places
        for at, seat in enumerate(place.thread.seats)
        if seat.state == "shown"
    ]
    return {
        "type": "scatter",
        "mode": "text",
        "name": "medelsteg",
        "x": [at for _, at, _ in shown],
        "y": [place.y_of(seat) - theme.px(17) for place, _, seat in shown],
        "text": [step_text(seat) for *_, seat in shown],
        "textfont": {
            "size": theme.size,
            "color": [theme.second if words.is_few(seat.row) else theme.ink for *_, seat in shown],
        },
        "hoverinfo": "skip",
        "cliponaxis": False,
    }


def _is_open(seat: Seat) -> bool:
    return words.is_few(seat.row) or _is_joint(seat)


def _is_joint(seat: Seat) -> bool:
    return bool(seat.row["kind"] == "joint")


def _empty_seats(places: Sequence[Place], theme: Theme) -> Trace:
    """A ring where the point has no statement for the level."""
    rings = [
        (at, place.middle)
        for place in places
        for at, seat in enumerate(place.thread.seats)
        if seat.state == "empty"
    ]
    return {
        "type": "scatter",
        "mode": "markers",
        "name": EMPTY_TEXT,
        "x": [x for x, _ in rings],
        "y": [y for _, y in rings],
        "marker": {
            "symbol": "circle-open",
            "size": theme.px(10),
            "color": theme.muted,
            "line": {"width": theme.px(1)},
        },
        "hoverinfo": "skip",
        "cliponaxis": False,
    }


def _targets(
    places: Sequence[Place], instrument: Instrument, seats: int, edge: float, look: Look
) -> Trace:
    """The whole row as something to point at and click, but for the marks, which say more."""
    first, last = (0.0, 1.0) if look.narrow else SEATS
    marks = [first + (last - first) * (at + edge) / (seats - 1 + 2 * edge) for at in range(seats)]
    spots = [
        x
        for part in range(TARGETS)
        for x in ((part + 0.5) / TARGETS,)
        if all(abs(x - mark) > 0.5 / TARGETS for mark in marks)
    ]
    return {
        "type": "scatter",
        "mode": "markers",
        "name": "rad",
        "x": [x for _ in places for x in spots],
        "y": [(place.top + place.bottom) / 2 for place in places for _ in spots],
        "xaxis": "x2",
        "marker": {"size": look.theme.px(56), "opacity": 0},
        "customdata": [place.thread.point_id for place in places for _ in spots],
        "hovertext": [
            text for place in places for text in [_hover(place.thread, instrument)] * len(spots)
        ],
        "hovertemplate": "%{hovertext}<extra></extra>",
    }


def _hover(thread: Thread, instrument: Instrument) -> str:
    """The thread in words: what is said of it, and every difference."""
    label = instrument.level_label
    differences = [
        f"{plain(label[link.of])} – {plain(label[link.to].lower())}: {gap_text(link)}"
        for link in thread.links
    ]
    said = plain(verdict_text(thread, instrument))
    return "<br>".join(
        [f"<b>{plain(thread.label)}</b>", said, *differences, "Klicka för att läsa formuleringarna"]
    )
