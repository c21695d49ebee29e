"""What the page of development is made of: what to compare, whether it can be, and what has moved."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property, lru_cache
from typing import Any

import plotly.graph_objects as go
import streamlit as st

from skolkval.analysis import stability
from skolkval.analysis.change import NAMED_FROM
from skolkval.analysis.fields import Cuts
from skolkval.analysis.gap import TOO_FEW
from skolkval.analysis.uncertainty import beta_interval
from skolkval.charts.arrows import Arrow, arrow_plane
from skolkval.charts.cells import Row, known, rows_of
from skolkval.charts.look import Look
from skolkval.charts.over_time import Series, over_time
from skolkval.charts.slopes import Panel, Slope, slope_chart
from skolkval.errors import Refusal
from skolkval.results import change, response_change, results
from skolkval.store.published import Published
from skolkval.swedish import date_text, listing, number, percent, signed
from skolkval.ui import reading
from skolkval.ui.address import ask_one
from skolkval.ui.card import Card, Target, show_card
from skolkval.ui.data import earlier_rounds
from skolkval.ui.frame import AREAS
from skolkval.ui.selection import LEVEL, Chosen, foot, shown_results
from skolkval.ui.text import note, notice, refused, safe, show_html

AGAINST, SEAT, AREA = "jamfor", "pilniva", "faktor"
MOST_LISTED = 5
_OF_ITEM = (
    *("item_label", "level", "level_label", "difference"),
    *("earlier_index", "later_index", "earlier_counts", "later_counts"),
)


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
        frame = change(self.earlier, self.later, self.chosen.selection, "area", ["level"])
        return [row for row in rows_of(frame) if row["comparable"]]

    @cached_property
    def sure_items(self) -> list[Row]:
        """The statements and levels that have moved beyond doubt, the most raised first."""
        frame = change(self.earlier, self.later, self.chosen.selection, "item", ["level"])
        sure = rows_of(frame.loc[frame["comparable"] & frame["named"], [*_OF_ITEM]])
        return sorted(sure, key=lambda row: -float(row["difference"]))

    @cached_property
    def foot(self) -> str:
        """The foot of every card."""
        frame = shown_results(self.chosen, "area")
        return f"{foot(self.chosen, frame)} · jämfört med {self.earlier.round.title}"

    @cached_property
    def when(self) -> tuple[str, str]:
        """The two rounds as months: "okt 2025"."""
        return _month(self.earlier), _month(self.later)


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
    rows = _who_answered_both(comparison.earlier, comparison.later)
    with st.container(border=True, key="sk-panel-guard"):
        show_html("<h2>{}</h2>", "Är det samma som har svarat?")
        note(
            "Det är gruppens svar som jämförs. Vilka som svarade båda gångerna vet ingen, så en förändring kan bero på "
            "att andra har svarat."
        )
        lines = "".join(safe("<li>{}</li>", _who_answered(row)) for row in rows)
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
    panels = _levels(comparison.areas)
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
            question=f"Index 0–100 per område, {date_text(comparison.earlier.round.collected)} och "
            f"{date_text(comparison.later.round.collected)}.",
            footer=comparison.foot,
            how_to_read=reading.SLOPES,
            alt=f"Linjediagram över index per område i två omgångar. {finding}.",
            headers=["Område", "Nivå", "Förra", "Nu", "Skillnad", "Osäkerhet", "I ord"],
            rows=lambda: [_table_row(row) for row in comparison.areas],
        ),
        draw,
        narrow=True,
        go_to=_to_area,
    )


def show_arrows(comparison: Comparison) -> None:
    """The way of each area in the plane of index and samsyn, one level at a time."""
    instrument = comparison.later.instrument
    by_level = {
        level: [
            row
            for row in rows
            if known(row["later_agreement"]) is not None
            and known(row["earlier_agreement"]) is not None
        ]
        for level, rows in _levels(comparison.areas).items()
    }
    # The level where most has moved beyond doubt first, then the one with most answers.
    ordered = sorted(
        (level for level, rows in by_level.items() if rows),
        key=lambda level: (
            -sum(row["named"] for row in by_level[level]),
            -max(row["later_n"] for row in by_level[level]),
        ),
    )
    labels = {instrument.level_label[level]: level for level in ordered}
    if not labels:
        return
    level = (
        labels[ask_one("Nivå i planet", SEAT, list(labels))]
        if len(labels) > 1
        else next(iter(labels.values()))
    )
    rows = by_level[level]
    arrows = [
        Arrow(
            str(row["area_short"]),
            (float(row["earlier_index"]), float(row["earlier_agreement"])),
            (float(row["later_index"]), float(row["later_agreement"])),
            bool(row["named"]),
            str(row["words"]),
            (str(row["area_label"]), str(row["level_label"])),
        )
        for row in rows
    ]
    finding = _arrow_finding(arrows)

    def draw(look: Look) -> go.Figure:
        style = look.theme.level_style(level, instrument.level_ids)
        return arrow_plane(arrows, Cuts(), style.colour, style.symbol, look)

    show_card(
        Card(
            key="arrows",
            kicker=instrument.level_label[level],
            finding=finding,
            question="Index och samsyn tillsammans, från förra omgången till den här.",
            footer=comparison.foot,
            how_to_read=reading.ARROWS,
            alt=f"Pilar i planet index och samsyn. {finding}.",
            headers=["Område", "Index förra", "Index nu", "Samsyn förra", "Samsyn nu"],
            rows=[
                [
                    arrow.name,
                    *(
                        number(value, 0)
                        for pair in zip(arrow.start, arrow.end, strict=True)
                        for value in pair
                    ),
                ]
                for arrow in arrows
            ],
        ),
        draw,
        go_to=_to_area,
    )


def show_statements(comparison: Comparison) -> None:
    """The statements that have moved most beyond doubt, each way, and whether that holds."""
    sure = comparison.sure_items
    ways = {
        "Högre än förra gången": [row for row in sure if row["difference"] > 0],
        "Lägre än förra gången": [row for row in reversed(sure) if row["difference"] < 0],
    }
    for place, (column, (title, rows)) in enumerate(zip(st.columns(2), ways.items(), strict=True)):
        with column, st.container(border=True, key=f"sk-panel-moved-{place}", height="stretch"):
            lines = "".join(
                safe(
                    "<li><strong>{}</strong><span>{}</span></li>",
                    row["item_label"],
                    _line(row),
                )
                for row in rows[:MOST_LISTED]
            )
            empty = safe('<p class="sk-note">{}</p>', "Inget påstående som är säkert.")
            st.html(
                safe("<h2>{}</h2>", title)
                + (f'<ol class="sk-list">{lines}</ol>' if lines else empty)
            )


def show_over_time(comparison: Comparison) -> None:
    """One area over three rounds or more, each level with its band."""
    rounds = [
        each
        for each in reversed(earlier_rounds(comparison.later))
        if each.round.instrument_version == comparison.later.round.instrument_version
    ] + [comparison.later]
    if len(rounds) < 3:
        return
    instrument = comparison.later.instrument
    areas = {area.label: area for area in instrument.areas}
    area = areas[ask_one("Område över tid", AREA, list(areas))]
    selection = comparison.chosen.selection
    found: dict[tuple[int, str], Row] = {}
    for place, each in enumerate(rounds):
        for row in rows_of(results(each, selection, "area", ["level"])):
            if row["area_id"] == area.id and row["kind"] == "individual" and not row["suppressed"]:
                found[place, str(row["level"])] = row
    levels = [
        level
        for level in instrument.level_ids
        if any((place, level) in found for place in range(len(rounds)))
    ]
    if not levels:
        return
    names = [_month(each) for each in rounds]
    finding = f"{area.label} i {number(len(rounds))} omgångar"

    def draw(look: Look) -> go.Figure:
        series = [_series(comparison, found, level, len(rounds), look) for level in levels]
        return over_time(series, names, look)

    show_card(
        Card(
            key="over-time",
            finding=finding,
            question="Index 0–100 per omgång, med osäkerhet.",
            footer=comparison.foot,
            how_to_read=reading.OVER_TIME,
            alt=f"Linjediagram över tid med osäkerhetsband. {finding}.",
            headers=["Nivå", *names],
            rows=[
                [
                    instrument.level_label[level],
                    *(
                        number(
                            known(found[place, level]["index"])
                            if (place, level) in found
                            else None,
                            0,
                        )
                        for place in range(len(rounds))
                    ),
                ]
                for level in levels
            ],
        ),
        draw,
    )


def _month(shown: Published) -> str:
    day = shown.round.collected
    return f"{date_text(day).split()[1][:3]} {day.year}"


def _levels(rows: Sequence[Row]) -> dict[str, list[Row]]:
    """The rows by level, in chain order."""
    by_level: dict[str, list[Row]] = {}
    for row in rows:
        by_level.setdefault(str(row["level"]), []).append(row)
    return by_level


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
    return Panel(instrument.level_label[level], style.colour, style.symbol, slopes)


def _place(row: Row) -> str:
    level = f" ({str(row['level_label']).lower()})" if row["level"] else ""
    return f"{row['area_short']}{level}"


def _finding(comparison: Comparison) -> str:
    sure = sorted(
        (row for row in comparison.areas if row["named"]), key=lambda row: -abs(row["difference"])
    )
    since = f"sedan {date_text(comparison.earlier.round.collected)}"
    if not sure:
        if all(row["few"] for row in comparison.areas):
            return f"{TOO_FEW.capitalize()} om något har rört sig"
        return f"Inget område har rört sig säkert {since}"
    if len(sure) <= 2:
        return f"Säker förändring {since}: " + listing(
            [f"{_place(row)} {signed(row['difference'], 0)}" for row in sure]
        )
    ups = sum(row["difference"] > 0 for row in sure)
    ways = [f"{number(ups)} högre"] * bool(ups) + [f"{number(len(sure) - ups)} lägre"] * (
        ups < len(sure)
    )
    return f"{number(len(sure))} av {len(comparison.areas)} har rört sig säkert {since}: {listing(ways)}"


def _arrow_finding(arrows: Sequence[Arrow]) -> str:
    sure = [arrow for arrow in arrows if arrow.named]
    if not sure:
        return "Inget område har flyttat sig säkert i planet"
    most = max(sure, key=lambda arrow: abs(arrow.end[0] - arrow.start[0]))
    index, agreement = (round(end - start) for start, end in zip(most.start, most.end, strict=True))
    return f"{most.name} har flyttat sig mest: index {signed(index)} och samsyn {signed(agreement)}"


# It is the same for every selection.
@lru_cache(maxsize=8)
def _who_answered_both(earlier: Published, later: Published) -> Sequence[Row]:
    return rows_of(response_change(earlier, later))


def _who_answered(row: Row) -> str:
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
        *(["svarsfrekvensen har ändrats mer än 15 procentenheter"] if row["rate_moved"] else []),
        *(["antalet svarande har minst halverats eller fördubblats"] if row["halved"] else []),
    ]
    warning = f". Var försiktig: {listing(careful)}" if careful else ""
    return f"{row['level_label']}: {told('earlier')} förra gången, {told('later')} nu{warning}."


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


def _line(row: Row) -> str:
    level = f"{row['level_label']}: " if row["level"] else ""
    found = stability.of_gap([row["earlier_counts"]], [row["later_counts"]], NAMED_FROM)
    firm = f", {found.words}" if found else ""
    return (
        f"{level}index {number(row['earlier_index'], 0)} → {number(row['later_index'], 0)} "
        f"({signed(row['difference'], 0)}){firm}"
    )


def _series(
    comparison: Comparison, found: dict[tuple[int, str], Row], level: str, rounds: int, look: Look
) -> Series:
    instrument = comparison.later.instrument
    style = look.theme.level_style(level, instrument.level_ids)
    rows = [found.get((place, level)) for place in range(rounds)]
    ends = [
        (None, None)
        if row is None
        else beta_interval(row["index_mean"], row["index_sd"] ** 2, 0, 100)
        for row in rows
    ]
    return Series(
        instrument.level_label[level],
        style.colour,
        style.symbol,
        style.glyph,
        [None if row is None else known(row["index"]) for row in rows],
        [None if low is None else float(low) for low, _ in ends],
        [None if high is None else float(high) for _, high in ends],
    )


def _to_area(data: Any) -> Target | None:
    """The area's own page, at the level of the mark."""
    return Target(AREAS, {AREA: [data[0]], LEVEL: [data[1]]}) if data else None
