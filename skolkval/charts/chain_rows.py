"""Where does each thread's row stand, and which words stand in it?"""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass

from skolkval.analysis.chain import Link, Seat, Thread
from skolkval.analysis.chain_words import gap_text, verdict, verdict_text
from skolkval.charts import cells as words
from skolkval.charts.look import Look
from skolkval.charts.theme import Note, Theme, lines, plain, wrapped
from skolkval.instruments.model import Instrument
from skolkval.swedish import NBSP, number

# Lengths in px at text size 14. One unit of the y axis is one px, so that text and threads agree.
LINE, BETWEEN = 19, 10
WRAP_VERDICT, WRAP_NARROW = 25, 44
SEATS = (0.29, 0.79)
"""The part of the card's width that the seats take beside the labels and the verdicts."""
EMPTY_TEXT = "ej tillämplig"


@dataclass(frozen=True)
class _Room:
    """How a row is divided, in px: its seats `top` from where they begin, their scale `height` high.

    `top` has room for the number over a mark on the highest step, and what is left of the `row` for
    the lower half of a mark on the lowest. `wrap` is where a point's name is broken. A row is `brief` where it has room for one line.
    """

    top: int
    height: int
    row: int
    wrap: int
    brief: bool = False


_ON_PAGE, _ON_WALL = _Room(30, 34, 75, 36), _Room(28, 11, 48, 40, brief=True)


@dataclass(frozen=True)
class Place:
    """A thread and where it is drawn: its row, and the y of the scale's lowest and highest step."""

    thread: Thread
    top: float
    bottom: float
    lowest: float
    highest: float
    steps: int

    @property
    def middle(self) -> float:
        return (self.lowest + self.highest) / 2

    def y_of(self, seat: Seat) -> float:
        """Where a seat that is shown stands: the higher the mean step, the higher up."""
        return self.lowest + (self.highest - self.lowest) * (seat.step - 1) / (self.steps - 1)


def places_of(threads: Sequence[Thread], instrument: Instrument, look: Look) -> list[Place]:
    """The rows of `threads` under each other, as high as their words need."""
    px, room = look.theme.px, _room(look)
    places: list[Place] = []
    top = 0
    for thread in threads:
        if look.narrow:
            text = [
                *lines(thread.label, WRAP_NARROW),
                *lines(verdict_text(thread, instrument), WRAP_NARROW),
            ]
            seats = top + px(BETWEEN + LINE * len(text))
            bottom = seats + px(room.row)
        else:
            text = [*lines(thread.label, room.wrap), *([] if room.brief else [""])]
            bottom = top + px(max(room.row, LINE * len(text) + BETWEEN))
            seats = (top + bottom - px(room.row)) // 2
        highest = seats + px(room.top)
        lowest = highest + px(room.height)
        places.append(Place(thread, top, bottom, lowest, highest, instrument.scale.size))
        top = bottom
    return places


def headers(
    threads: Sequence[Thread],
    places: Sequence[Place],
    instrument: Instrument,
    threshold: int,
    look: Look,
) -> tuple[list[Note], int, int]:
    """The levels' names over their seats, what a star means, and their height in px over and under.

    The names stand under the seats too, where a reader of a long page has scrolled to.
    """
    theme, notes = look.theme, []
    texts = []
    for at, seat in enumerate(threads[0].seats if threads else ()):
        style = theme.level_style(seat.level, instrument.level_ids)
        name = plain(instrument.level_label[seat.level])
        rows = [thread.seats[at].row for thread in threads if thread.seats[at].row]
        texts.append(f"{theme.mark(style.colour, style.glyph)} <b>{name}</b>")
        if all(row["suppressed"] for row in rows):
            texts[-1] += f"<br>färre än {threshold} svar"
        elif any(row["kind"] == "joint" for row in rows):
            texts[-1] += "<br>gemensamt svar"
    second = any("<br>" in text for text in texts)
    texts = [text if "<br>" in text or not second else f"{text}<br>{NBSP}" for text in texts]
    height = theme.px(13 + LINE * (2 if second else 1))
    ends = [(0.0, "bottom", 6)]
    if not _room(look).brief:
        ends.append((max((place.bottom for place in places), default=0), "top", -6))
    for at, text in enumerate(texts):
        for y, side, shift in ends:
            where = {"x": at, "y": y, "yanchor": side, "yshift": theme.px(shift)}
            notes.append(_centred(theme.note(text, name="header", **where)))
    if not look.narrow:
        where = {"y": 0, "yanchor": "bottom", "yshift": theme.px(6)}
        notes += [
            _centred(theme.note(text + f"<br>{NBSP}" * second, x=x, name="count", **where))
            for x, text in _counts(threads, theme)
        ]
    above = height
    if any(
        seat.state == "shown" and words.is_few(seat.row)
        for place in places
        for seat in place.thread.seats
    ):
        # On a phone there is no room beside the names.
        shift = height if look.narrow else theme.px(6)
        above += theme.px(LINE + 3) if look.narrow else 0
        where = {"x": 0, "xref": "paper", "y": 0, "yanchor": "bottom", "yshift": shift}
        grey = {"color": theme.second}
        notes.append(theme.note(words.FEW_NOTE, **where, font=grey, name="few"))
    return notes, above, height * (len(ends) - 1)


def _counts(threads: Sequence[Thread], theme: Theme) -> list[tuple[float, str]]:
    """How many threads break between two seats, and where that stands."""
    links = [link for thread in threads for link in thread.links if link.state != "unsure"]
    seen = dict.fromkeys((link.of, link.to) for link in links)
    breaks = Counter((link.of, link.to) for link in links if link.broken)
    levels = [seat.level for seat in threads[0].seats] if threads else []
    none = _grey("inga brott", 99, theme)
    return [
        (levels.index(to) - 0.5, f"<b>{breaks[of, to]} brott</b>" if breaks[of, to] else none)
        for of, to in seen
    ]


def words_of(place: Place, instrument: Instrument, look: Look) -> list[Note]:
    """The point's name and area, and what is said of its thread."""
    theme, thread, room = look.theme, place.thread, _room(look)
    edge = {"x": 0, "xref": "paper"}
    if look.narrow:
        label = _name(thread, WRAP_NARROW)
        text = f"{label}<br>{_grey(verdict_text(thread, instrument), WRAP_NARROW, theme)}"
        y = place.top + theme.px(BETWEEN)
        return [theme.note(text, y=y, yanchor="top", name="label", **edge)]
    label = _name(thread, room.wrap)
    said, more = verdict(thread, instrument)
    said = f"<b>{plain(said)}</b>" if thread.breaks else plain(said)
    if not room.brief:
        area = instrument.area_by_id[thread.area_id].short_label
        label += f"<br>{_grey(area, 99, theme)}"
        said += f"<br>{_grey(more, WRAP_VERDICT, theme)}" if more else ""
    y = (place.top + place.bottom) / 2
    beside = {"x": SEATS[1] + 0.015, "xref": "paper"}
    return [
        theme.note(label, y=y, name="label", **edge),
        theme.note(said, y=y, name="verdict", **beside),
    ]


def absent(place: Place, threshold: int, look: Look) -> list[Note]:
    """Why a seat has no mark: the point has no statement for it, too few answered, or nobody did."""
    notes = []
    brief = _room(look).brief
    for at, seat in enumerate(place.thread.seats):
        text = {
            "empty": EMPTY_TEXT,
            "hidden": "visas inte" if brief else f"visas inte:<br>färre än {threshold} svar",
            "unanswered": "inga svar",
        }.get(seat.state)
        if text is not None:
            # An empty seat has a ring in the middle.
            y = place.middle - (look.theme.px(18) if seat.state == "empty" else 0)
            grey: Note = {"font": {"color": look.theme.second}, "name": seat.state}
            grey |= {"bgcolor": look.theme.card} if seat.state != "empty" else {}
            notes.append(_centred(look.theme.note(text, x=at, y=y, **grey)))
    return notes


def tear_note(link: Link, x: float, y: float, colour: str, theme: Theme) -> Note:
    """The size of a break, in the tear."""
    text = f"<b>{gap_text(link)}</b>"
    look = {"font": {"color": colour}, "bgcolor": theme.card, "name": "break"}
    return _centred(theme.note(text, x=x, y=y, **look))


def step_text(seat: Seat) -> str:
    """The printed mean step, with a star where it rests on few answers."""
    return number(seat.step, 1) + (words.FEW_MARK if words.is_few(seat.row) else "")


def _room(look: Look) -> _Room:
    return _ON_PAGE if look.most is None else _ON_WALL


def _centred(note: Note) -> Note:
    return note | {"xanchor": "center", "align": "center"}


def _name(thread: Thread, wrap_at: int) -> str:
    """The point's name, heavier where its thread is broken."""
    text = wrapped(thread.label, wrap_at)
    return f"<b>{text}</b>" if thread.breaks else text


def _grey(text: str, wrap_at: int, theme: Theme) -> str:
    return f'<span style="color:{theme.second}">{wrapped(text, wrap_at)}</span>'
