"""What the page of development is made of: what to compare, whether it can be, and what has moved."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property, lru_cache

import plotly.graph_objects as go
import streamlit as st

from skolkval.analysis import stability, words
from skolkval.analysis.change import NAMED_FROM
from skolkval.analysis.records import Row, records
from skolkval.charts.cells import known
from skolkval.charts.look import Look
from skolkval.charts.slopes import Panel, Slope, slope_chart
from skolkval.errors import Refusal
from skolkval.instruments.model import Instrument
from skolkval.results import answered, change_rows, response_change
from skolkval.store.published import Published
from skolkval.swedish import date_text, listing, number, percent, signed
from skolkval.ui import reading
from skolkval.ui.address import ask_one
from skolkval.ui.areas import AREA, statement_target
from skolkval.ui.card import Card, Target, show_card
from skolkval.ui.data import earlier_rounds, kept, since, told_apart
from skolkval.ui.entries import Entry, list_html
from skolkval.ui.frame import AREAS
from skolkval.ui.selection import LEVEL, Chosen, foot, shown_rows
from skolkval.ui.text import as_label, note, notice, refused, safe, show_html

AGAINST = "jamfor"
MOST_LISTED = 5


@dataclass(frozen=True)
class Comparison:
    """Two rounds with the same instrument, seen through the same selection."""

    chosen: Chosen
    earlier: Published

    @property
    def later(self) -> Published:
        return self.chosen.published

    @cached_property
    def areas(self) -> list[Row]:
        """What has moved per area and level, only what can be compared."""
        return change_rows(self.earlier, self.later, self.chosen.selection, "area", ["level"])

    @cached_property
    def sure_items(self) -> list[Row]:
        """The statements and levels that have moved beyond doubt, the most raised first."""
        items = change_rows(self.earlier, self.later, self.chosen.selection, "item", ["level"])
        sure = [row for row in items if row["named"]]
        return sorted(sure, key=lambda row: -float(row["difference"]))

    @cached_property
    def foot(self) -> str:
        """The foot of every card that compares the two."""
        return f"{self.foot_of_later} · jämfört med {self.earlier.round.title}"

    @cached_property
    def foot_of_later(self) -> str:
        """The foot of what shows more rounds than two."""
        return foot(self.chosen, shown_rows(self.chosen, "area"))

    @cached_property
    def when(self) -> tuple[str, str]:
        """The two rounds as months ("okt 2025"), where those differ."""
        months = month(self.earlier), month(self.later)
        return months if len(set(months)) == 2 else ("förra", "nu")


def choose_comparison(chosen: Chosen) -> Comparison | None:
    """The earlier round to compare with; None, and why, where there is none that can be."""
    before = earlier_rounds(chosen.published)
    if not before:
        with st.container(border=True, key="sk-panel-no-earlier"):
            show_html("<h2>{}</h2>", "Det finns ingen tidigare omgång att jämföra med")
            note(
                "Utveckling syns när samma instrument har använts i två omgångar. Välj en senare omgång, eller läs "
                "in en tidigare."
            )
        return None
    rounds = {each.round.title: each for each in before}
    with st.container(horizontal=True, key="sk-choice-earlier", vertical_alignment="bottom"):
        earlier = rounds[ask_one("Jämför med", AGAINST, list(rounds))]
    comparison = Comparison(chosen, earlier)
    try:
        found = comparison.areas
    except Refusal as refusal:
        refused(refusal.code, refusal.text)
        return None
    if not found:
        note("Inget i urvalet har svar som kan visas i båda omgångarna.")
        return None
    return comparison


def show_guard(comparison: Comparison) -> None:
    """Whether changed views can be told from changed respondents."""
    with st.container(border=True, key="sk-panel-guard"):
        show_html("<h2>{}</h2>", "Är det samma som har svarat?")
        note(
            "Det är gruppens svar som jämförs. Vilka som svarade båda gångerna vet ingen, så en förändring kan bero på "
            "att andra har svarat."
        )
        lines = "".join(safe("<li>{}</li>", line) for line in _who_answered(comparison))
        st.html(f'<ul class="sk-note">{lines}</ul>')
    shifted = [row for row in comparison.areas if row["by_composition"]]
    if shifted:
        named = listing([_place(row) for row in shifted[:MOST_LISTED]])
        notice(
            f"Här beror skillnaden mest på att andra har svarat, inte på ändrade svar: {named}. Talen är omräknade med "
            "den förra omgångens blandning av nivåer och enheter."
        )


def show_slopes(comparison: Comparison) -> None:
    """Every area from the earlier round to this one, level by level."""
    panels = by_level(comparison.areas)
    finding = _finding(comparison)

    def draw(look: Look) -> go.Figure:
        return slope_chart(
            [_panel(comparison, level, rows, look) for level, rows in panels.items()],
            comparison.when,
            look,
        )

    show_card(
        Card(
            key="slopes",
            finding=finding,
            guess="Vilket område har ändrats mest, och åt vilket håll?",
            question=f"Index 0–100 per område, {listing(told_apart(comparison.earlier, comparison.later))}.",
            footer=comparison.foot,
            how_to_read=reading.SLOPES,
            alt=f"Linjediagram över index per område i två omgångar. {finding}.",
            headers=["Område", "Nivå", "Förra", "Nu", "Skillnad", "Osäkerhet", "I ord"],
            rows=lambda: [_table_row(row) for row in comparison.areas],
            links=area_links(comparison.areas),
        ),
        draw,
        narrow=True,
        go_to=lambda data: to_area(comparison, data),
    )


def show_statements(comparison: Comparison) -> None:
    """The statements that have moved most beyond doubt, each way, and whether that holds."""
    sure = comparison.sure_items
    ways = {
        ("Högre än förra gången", "stigit"): [row for row in sure if row["difference"] > 0],
        ("Lägre än förra gången", "sjunkit"): [
            row for row in reversed(sure) if row["difference"] < 0
        ],
    }
    for place, (column, ((title, moved), rows)) in enumerate(
        zip(st.columns(2), ways.items(), strict=True)
    ):
        with column, st.container(border=True, key=f"sk-panel-moved-{place}", height="stretch"):
            entries = [_entry(row, comparison.later.instrument) for row in rows[:MOST_LISTED]]
            empty = safe('<p class="sk-note">{}</p>', f"Inget påstående har tydligt {moved}.")
            st.html(safe("<h2>{}</h2>", title) + (list_html(entries) if entries else empty))
    if sure:
        note("Skillnaderna räknas på oavrundade tal.")


def month(shown: Published) -> str:
    day = shown.round.collected
    return f"{date_text(day).split()[1][:3]} {day.year}"


def by_level(rows: Sequence[Row]) -> dict[str, list[Row]]:
    """The rows by level, in chain order."""
    found: dict[str, list[Row]] = {}
    for row in rows:
        found.setdefault(str(row["level"]), []).append(row)
    return found


def _panel(comparison: Comparison, level: str, rows: Sequence[Row], look: Look) -> Panel:
    instrument = comparison.later.instrument
    style = look.theme.level_style(level, instrument.level_ids)
    slopes = [
        Slope(
            str(row["area_short"]),
            float(row["earlier_index"]),
            float(row["later_index"]),
            bool(row["named"]),
            str(row["words"]),
            (str(row["area_label"]), str(row["level_label"])),
        )
        for row in rows
    ]
    return Panel(instrument.level_label[level], style, slopes)


def _place(row: Row) -> str:
    level = f" ({str(row['level_label']).lower()})" if row["level"] else ""
    return f"{row['area_short']}{level}"


def _finding(comparison: Comparison) -> str:
    sure = sorted(
        (row for row in comparison.areas if row["named"]), key=lambda row: -abs(row["difference"])
    )
    when = since(comparison.earlier, comparison.later)
    if not sure:
        few = all(row["few"] for row in comparison.areas)
        return words.TOO_FEW_TO_CHANGE if few else f"Inget område har tydligt ändrats {when}"
    if len(sure) <= 2:
        return f"Tydlig förändring {when}: " + listing(
            [f"{_place(row)} {signed(row['difference'], 0)}" for row in sure]
        )
    ups = sum(row["difference"] > 0 for row in sure)
    ways = [f"{number(ups)} högre"] * bool(ups) + [f"{number(len(sure) - ups)} lägre"] * (
        ups < len(sure)
    )
    of = f"{number(len(sure))} av {len(comparison.areas)} index"
    return f"{of} har tydligt ändrats {when}: {listing(ways)}"


@lru_cache(maxsize=8)
def _response(earlier: Published, later: Published) -> Sequence[Row]:
    return records(response_change(earlier, later))


def _who_answered(comparison: Comparison) -> list[str]:
    """How many answered then and now at each level, in the selection.

    The invited are known of the whole round only, and so is how many of them answered.
    """
    selection = comparison.chosen.selection
    rows = [
        row
        for row in _response(comparison.earlier, comparison.later)
        if not selection.levels or row["level"] in selection.levels
    ]
    if not (selection.units or selection.school_forms):
        return [_of_the_round(row) for row in rows]
    before, after = (
        kept(answered, each, selection) for each in (comparison.earlier, comparison.later)
    )
    lines = [
        _of_the_selection(row, before.get(row["level"]) or 0, after.get(row["level"]) or 0)
        for row in rows
    ]
    moved = [str(row["level_label"]) for row in rows if row["rate_moved"]]
    if moved:
        lines.append(f"I hela omgången har {_RATE_MOVED}: {listing(moved)}. Var försiktig.")
    return lines


_RATE_MOVED = "svarsfrekvensen ändrats mer än 15 procentenheter"
_HALVED = "antalet svarande har minst halverats eller fördubblats"


def _of_the_round(row: Row) -> str:
    def told(when: str) -> str:
        raters, invited, rate = (
            known(row[f"{when}_{what}"]) for what in ("raters", "invited", "rate")
        )
        if raters is None:
            return "inga som kan visas"
        of = f" av {number(invited)}" if invited is not None else ""
        return f"{number(raters)}{of} svarande" + (
            f" ({percent(rate)})" if rate is not None else ""
        )

    careful = [
        *([_RATE_MOVED.replace(" ", " har ", 1)] if row["rate_moved"] else []),
        *([_HALVED] if row["halved"] else []),
    ]
    warning = f". Var försiktig: {listing(careful)}" if careful else ""
    return f"{row['level_label']}: {told('earlier')} förra gången, {told('later')} nu{warning}."


def _of_the_selection(row: Row, before: int, after: int) -> str:
    if not before and not after:
        return f"{row['level_label']}: inga i urvalet som kan visas."
    told = [f"{number(n)} svarande" if n else "inga som kan visas" for n in (before, after)]
    halved = before and after and not 1 / 2 < after / before < 2
    warning = f". Var försiktig: {_HALVED}" if halved else ""
    return f"{row['level_label']}, i urvalet: {told[0]} förra gången, {told[1]} nu{warning}."


def _table_row(row: Row) -> list[str]:
    return [
        str(row["area_label"]),
        str(row["level_label"]),
        number(row["earlier_index"], 0),
        number(row["later_index"], 0),
        signed(row["difference"], 0),
        f"{signed(row['low'], 0)} till {signed(row['high'], 0)}",
        str(row["words"]),
    ]


def _entry(row: Row, instrument: Instrument) -> Entry:
    level = f"{row['level_label']}: " if row["level"] else ""
    found = stability.of_gap([row["earlier_counts"]], [row["later_counts"]], NAMED_FROM)
    moved = words.move_text(row)
    return Entry(
        name=str(row["item_label"]),
        target=statement_target(instrument, str(row["item_id"])),
        about=level + moved if level else moved.capitalize(),
        holds=found.words if found else "",
    )


def to_area(comparison: Comparison, data: Sequence[str]) -> Target:
    """The area's own page, at the level of the mark."""
    levels = {LEVEL: [data[1]]} if comparison.later.instrument.levels else {}
    return Target(AREAS, {AREA: [data[0]], **levels})


def area_links(rows: Sequence[Row]) -> list[tuple[str, Target]]:
    """A link to each area that the rows are of."""
    areas = dict.fromkeys(str(row["area_label"]) for row in rows)
    return [(as_label(area), Target(AREAS, {AREA: [area]})) for area in areas]
