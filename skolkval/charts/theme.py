"""What does every chart look like? All colours, fonts, sizes and words of plotly in one place."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from functools import cache, cached_property, lru_cache
from html import escape
from textwrap import wrap as wrap_lines
from typing import Any

import plotly.graph_objects as go

from skolkval.charts.colour import between, contrast
from skolkval.charts.drawn import Drawn
from skolkval.swedish import NBSP

Note = dict[str, Any]
"""One plotly annotation or shape, as plotly's JSON has it."""
Trace = dict[str, Any]
"""One plotly trace with its `type`, or a layout, as plotly's JSON has it."""

FONT = '"Source Sans", "Source Sans Pro", sans-serif'
SEPARATORS = ", "
"""Decimal comma, and a space between thousands, in what plotly formats by itself."""

INDEX_TONES = ("#F1F5F9", "#D6E4F0", "#B3CFE5", "#86B3D6", "#5592C3", "#2E6FA6", "#174C7E")
"""Index 0-100 in seven equal parts, low to high: one hue, so that nothing reads as good or bad."""
LOW_TONES = ("#A8480A", "#F6B26B")
HIGH_TONES = ("#A9CCE8", "#1D5A96")
MIDDLE_TONE = "#E2DED5"
"""The middle step of an odd scale."""
INK = "#1B1F24"
NARROW = 328
"""The narrowest plot we draw for, in px: a card on a phone 390 px wide."""
WIDTH_OF_CHARACTER = 6.9
"""Mean width in px of a character in a label at 14 px; running text is some 15 % narrower."""
TEXT_CONTRAST = 4.5
"""WCAG 2.2, 1.4.3: least contrast between text and what it stands on."""


@dataclass(frozen=True)
class LevelStyle:
    """One level everywhere: its colour, its plotly symbol and the same shape as a character."""

    colour: str
    symbol: str
    glyph: str

    @property
    def open_glyph(self) -> str:
        """The same shape, not filled."""
        return self.glyph.translate(_OPEN)


_OPEN = str.maketrans("◆■●▲▼★", "◇□○△▽☆")
_SHAPES = (
    ("diamond", "◆"),
    ("square", "■"),
    ("circle", "●"),
    ("triangle-up", "▲"),
    ("triangle-down", "▼"),
    ("star", "★"),
)


@dataclass(frozen=True)
class LegendEntry:
    """One mark of the legend and its words (a user's own: escaped when written)."""

    colour: str
    glyph: str
    text: str


@dataclass(frozen=True)
class Theme:
    """Light or dark, and how large: every size in a chart is a multiple of `size` (px).

    `link` is what can be clicked, `warning` what to mind; both are for the pages around the charts.
    """

    ink: str
    second: str
    line: str
    track: str
    card: str
    muted: str
    link: str
    warning: str
    level_colours: tuple[str, ...]
    size: int = 14

    def scaled(self, size: int) -> Theme:
        """The same look with another text size, as on a wall."""
        return replace(self, size=size)

    def px(self, at_14: float) -> int:
        """A length given for text of 14 px, for this text size."""
        return round(at_14 * self.size / 14)

    def level_style(self, level: str, levels: Sequence[str]) -> LevelStyle:
        """Colour and shape of `level`, by its place among the instrument's `levels`.

        After six levels the shapes come again, in other colours.
        """
        place, size = levels.index(level), len(_SHAPES)
        colour = self.level_colours[(place + place // size) % size]
        return LevelStyle(colour, *_SHAPES[place % size])

    @cached_property
    def template(self) -> go.layout.Template:
        """Plotly's defaults for our charts; passed explicitly, as others change the global one."""
        axis = {
            "automargin": True,
            "fixedrange": True,
            "gridcolor": self.line,
            "linecolor": self.line,
            "zeroline": False,
            "showline": False,
            "ticks": "",
            "tickfont": {"size": self.size, "color": self.second},
        }
        return go.layout.Template(
            layout={
                "font": {"family": FONT, "size": self.size, "color": self.ink},
                "paper_bgcolor": "rgba(0,0,0,0)",
                "plot_bgcolor": "rgba(0,0,0,0)",
                "separators": SEPARATORS,
                "colorway": list(self.level_colours),
                "dragmode": False,
                "hovermode": "closest",
                "hoverlabel": {
                    "bgcolor": self.card,
                    "bordercolor": self.second,
                    "align": "left",
                    "font": {"family": FONT, "size": self.size, "color": self.ink},
                },
                "showlegend": False,
                "margin": {"l": 0, "r": 0, "t": 0, "b": 0},
                "xaxis": axis,
                "yaxis": axis,
            }
        )

    @cached_property
    def _template_json(self) -> Trace:
        json: Trace = self.template.to_plotly_json()
        return json

    def label_width(self, labels: Iterable[str], wrap_at: int) -> int:
        """Room in px for `labels` over lines of `wrap_at` characters, and the space after them."""
        longest = max((len(line) for label in labels for line in lines(label, wrap_at)), default=0)
        return self.px(WIDTH_OF_CHARACTER * longest + 10)

    def labels(self, labels: Sequence[str], wrap_at: int) -> list[Note]:
        """`labels` at y = 0, 1, ... in a left margin of `label_width`.

        Plotly's own tick labels can only be right-aligned, which is harder to read down.
        """
        room = self.label_width(labels, wrap_at)
        return [
            self.note(wrapped(label, wrap_at), x=0, xref="paper", xshift=-room, y=y, name="label")
            for y, label in enumerate(labels)
        ]

    def note(self, text: str, **place: Any) -> Note:
        """An annotation without arrow, left-aligned. Give all of a figure's to it at once: plotly's
        `add_annotation` copies all earlier ones, 10 s for 60 statements."""
        return {"text": text, "xanchor": "left", "align": "left", "showarrow": False} | place

    def mark(self, colour: str, glyph: str) -> str:
        """A coloured mark to stand before words."""
        return f'<span style="color:{colour};font-size:{self.px(17)}px">{glyph}</span>'

    def legend(
        self, entries: Sequence[LegendEntry], left: int, above: int, room: int
    ) -> tuple[list[Note], int]:
        """A legend `above` px over the plot, from `left` px left of it, and its height in px.

        It is broken into lines for a card of `room` px at text size 14. Plotly's own legend breaks
        by the width of the plot without its margins, and moves the plot when it does.
        """
        rows: list[list[LegendEntry]] = []
        used = float(room)
        for entry in entries:
            width = WIDTH_OF_CHARACTER * len(entry.text) + 34
            if used + width > room:
                rows.append([])
                used = 0
            rows[-1].append(entry)
            used += width
        line = self.px(22)
        notes = [
            self.note(
                (NBSP * 4).join(
                    f"{self.mark(entry.colour, entry.glyph)}{NBSP}{plain(entry.text)}"
                    for entry in row
                ),
                x=0,
                xref="paper",
                xshift=-left,
                y=1,
                yref="paper",
                yanchor="middle",
                yshift=above + line * (len(rows) - place - 0.5),
                name="legend",
            )
            for place, row in enumerate(rows)
        ]
        return notes, line * len(rows)

    def figure(self, traces: Sequence[Trace] = (), layout: Trace | None = None) -> go.Figure:
        """A figure of `traces` and `layout`, both as plotly's JSON has them, in this look.

        It is as wide as its card; `layout` sets the height. Plotly does not look through what it is
        given here, which would take 20 times as long (1 against 25 ms): the charts' tests do.
        """
        whole = {"template": self._template_json, "autosize": True, **(layout or {})}
        return Drawn({"data": list(traces), "layout": whole})


LIGHT = Theme(
    ink=INK,
    second="#545C66",
    line="#E3E7EC",
    track="#C5CCD5",
    card="#FFFFFF",
    muted="#7A828C",
    link="#1D5A96",
    warning="#A8480A",
    level_colours=("#22262B", "#8A3FA8", "#1F9D73", "#842007", "#B16E09", "#1F6C5C"),
)
DARK = Theme(
    ink="#F1F4F7",
    second="#B6BEC8",
    line="#343B44",
    track="#4A535E",
    card="#171B20",
    muted="#8C96A3",
    link="#8CC0F0",
    warning="#F0A060",
    level_colours=("#F1F4F7", "#C08AE0", "#3DBE92", "#E8701A", "#F7D962", "#B03A8C"),
)


def plain(text: str) -> str:
    """A user's words as text: plotly reads `<b>` and `&lt;` as HTML, links included."""
    return escape(text, quote=False)


def wrapped(text: str, width: int) -> str:
    """A user's words over lines of about `width` characters; a longer word keeps its line."""
    return "<br>".join(plain(line) for line in lines(text, width))


# The same names and statements stand in chart after chart.
@lru_cache(maxsize=4096)
def lines(text: str, width: int) -> tuple[str, ...]:
    """The lines that `wrapped` makes."""
    return tuple(wrap_lines(text, width, break_long_words=False)) or ("",)


@cache
def text_on(fill: str) -> str:
    """The text colour to print on `fill`: ink or white, black where neither reaches 4.5:1."""
    best = max((INK, "#FFFFFF"), key=lambda colour: contrast(colour, fill))
    return best if contrast(best, fill) >= TEXT_CONTRAST else "#000000"


def index_colour(index: float) -> str:
    """The tone of an index 0-100."""
    return INDEX_TONES[min(int(index / 100 * len(INDEX_TONES)), len(INDEX_TONES) - 1)]


def index_colorscale() -> list[tuple[float, str]]:
    """The same tones as a stepped plotly colorscale for values 0-100."""
    parts = len(INDEX_TONES)
    return [
        (edge / parts, tone)
        for place, tone in enumerate(INDEX_TONES)
        for edge in (place, place + 1)
    ]


def step_colours(size: int) -> list[str]:
    """One tone per step of a scale with `size` steps: two-sided, the middle of an odd one neutral.

    >>> step_colours(4)
    ['#A8480A', '#F6B26B', '#A9CCE8', '#1D5A96']
    """
    half = size // 2
    low = [between(*LOW_TONES, part) for part in _parts(half)]
    high = [between(HIGH_TONES[1], HIGH_TONES[0], part) for part in _parts(half)]
    return low + [MIDDLE_TONE] * (size % 2) + high[::-1]


def _parts(number: int) -> list[float]:
    return [place / max(1, number - 1) for place in range(number)]


def config() -> dict[str, Any]:
    """Plotly's config: Swedish, without buttons of its own (static/kort.js saves), nothing that zooms."""
    return {
        "locale": "sv",
        "locales": {"sv": {"format": {"decimal": ",", "thousands": " "}}},
        "displayModeBar": False,
        "responsive": True,
        "scrollZoom": False,
        "doubleClick": False,
    }
