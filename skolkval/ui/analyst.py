"""The other measures, for who wants to compare with the literature, and what each of them means."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import pandas as pd
import streamlit as st

from skolkval.charts.cells import known
from skolkval.reports.csv_file import csv_bytes, file_name
from skolkval.results import analyst, level_pairs
from skolkval.results.counts import AGREEMENT_FROM
from skolkval.swedish import NO_NUMBER, listing, number, percent, signed
from skolkval.ui.address import ask_one
from skolkval.ui.selection import Chosen
from skolkval.ui.text import note, safe, show_html, table

VIEW = "vy"
FOR_MEETING, FOR_ANALYST = "För mötet", "För analytikern"


@dataclass(frozen=True)
class Measure:
    """A column of a frame: its name, what it means, how it is written, and from how many answers.

    One answer agrees with itself: below `fewest` the number would say nothing, or too much.
    """

    column: str
    name: str
    meaning: str
    decimals: int = 2
    share: bool = False
    sign: bool = False
    fewest: int = AGREEMENT_FROM

    def text(self, row: Mapping[str, Any]) -> str:
        """The value in a row, in Swedish; "–" where it is undefined, hidden or of too few."""
        value, n = known(row[self.column]), known(row.get("n", AGREEMENT_FROM))
        if value is None or n is None or n < self.fewest:
            return NO_NUMBER
        if self.share:
            return percent(value)
        return (signed if self.sign else number)(value, self.decimals)


N = Measure("n", "Svar", "Antal svar på skalan. Vet ej och obesvarat är inte med.", 0, fewest=0)
OF_ITEMS = (
    N,
    Measure("median", "Median", "Det mittersta svaret, som steg på skalan.", 1),
    Measure(
        "interquartile_range",
        "Kvartilavstånd",
        "Hur många steg den mittersta halvan av svaren upptar.",
        1,
    ),
    Measure(
        "pairs_within_one",
        "Par lika eller intill",
        "Andel av alla par av kollegor som svarar lika eller ett steg isär.",
        share=True,
    ),
    Measure(
        "polarisation",
        "Splittring (ER)",
        "Esteban och Rays polarisering: 0 när alla svarar lika, 1 när halva gruppen står i varje ände. "
        "Från 0,55 och tio svar säger vi två läger.",
    ),
    Measure(
        "agreement_a",
        "A",
        "Van der Eijks samstämmighet: 1 när alla svarar lika, 0 när svaren är jämnt spridda, under 0 när "
        "de samlas i ändarna. Osäkert under femton svar.",
        sign=True,
    ),
    Measure(
        "consensus",
        "Konsensus",
        "Tastle och Wiermans mått, 0 till 1. Utgår från medelvärdet; jämnt spridda svar på fyra steg ger "
        "0,37, inte 0.",
    ),
    Measure(
        "l_squared",
        "l²",
        "Blair och Lacys mått: samma tanke som samsyn, men utan rättning för små grupper. Små grupper ser "
        "därför eniga ut.",
    ),
    Measure(
        "rwg",
        "r*WG",
        "Hur mycket mindre svaren sprider sig än om halva gruppen stod i varje ände: 1 när alla svarar lika. "
        "Svar på måfå ger 0,44 på fyra steg, så litteraturens gräns 0,70 för rWG gäller inte här.",
    ),
    Measure(
        "awg",
        "aWG",
        "Samstämmighet rättad för att spridningen måste bli liten nära skalans ändar. Saknas när alla "
        "valt ett ändsteg.",
        sign=True,
    ),
)
OF_AREAS = (
    Measure("items", "Påståenden", "Antal påståenden med svar.", 0),
    Measure(
        "alpha_ordinal",
        "Krippendorffs α",
        "Skiljer gruppen tydligt och lika mellan påståendena? Inget mått på samsyn: när alla påståenden "
        "får ungefär samma svar blir α nära 0 även om gruppen är nästan enig.",
        sign=True,
    ),
    Measure(
        "ac2",
        "Gwets AC2",
        "Samma fråga som α, med kvadratiska vikter, men inte lika känsligt för att alla påståenden får "
        "lika svar. Dess bild av slumpen är mindre vedertagen.",
        sign=True,
    ),
)
OF_PAIRS = (
    Measure(
        "difference",
        "Skillnad",
        "Skillnad i indexpunkter, den andra nivån minus den första.",
        0,
        sign=True,
    ),
    Measure("low", "Från", "Nedre gräns för skillnadens 95 % intervall.", 0, sign=True),
    Measure("high", "Till", "Övre gräns för skillnadens 95 % intervall.", 0, sign=True),
    Measure(
        "higher",
        "Högre",
        "Hur ofta en person ur den andra nivån svarar högre än en ur den första. Lika svar räknas halvt.",
        share=True,
    ),
    Measure(
        "cliffs_delta",
        "Cliffs δ",
        "Samma sak från −1 till 1. Från 0,15 liten, från 0,33 måttlig och från 0,47 stor skillnad.",
        sign=True,
    ),
    Measure(
        "p_value",
        "p",
        "Brunner–Munzels test. Lågt p betyder att skillnaden knappast är slump. Saknas när det inte går "
        "att räkna.",
        3,
    ),
    Measure(
        "q_value",
        "q",
        "p rättat för att så många skillnader prövas samtidigt (Benjamini–Hochberg, alla par i urvalet). "
        "Läs q under 0,10 som värt att titta på.",
        3,
    ),
)


def wants_analyst_view() -> bool:
    """Whether the viewer asks for the other measures too; kept in the address."""
    with st.container(horizontal=True, key="sk-choices-view"):
        return ask_one("Mått", VIEW, [FOR_MEETING, FOR_ANALYST]) == FOR_ANALYST


def show_analyst(chosen: Chosen) -> None:
    """Three tables, each with what its measures mean."""
    published, selection = chosen.published, chosen.selection
    several = bool(published.instrument.levels)
    _panel(
        "analyst-items",
        "Varje påstående: hur samlade är svaren?",
        "Måtten nedan mäter nästan samma sak som samsyn, och visas från fem svar. De finns för jämförelse "
        "med annan forskning.",
        OF_ITEMS,
        _named(analyst(published, selection, by="item", group=["level"]), "item_text", several),
    )
    _panel(
        "analyst-areas",
        "Varje område: skiljer gruppen lika mellan påståendena?",
        "De här måtten svarar på om svaren är ett mönster, inte på om gruppen är enig.",
        OF_AREAS,
        _named(analyst(published, selection, by="area", group=["level"]), "area_label", several),
    )
    if several:
        label = published.instrument.level_label
        pairs = level_pairs(published, selection)
        _panel(
            "analyst-pairs",
            "Nivå mot nivå: vem svarar högre?",
            "Ett par av nivåer i taget. Att ett tal inte sticker ut är inget bevis för att nivåerna är "
            "eniga: små grupper når sällan dit.",
            OF_PAIRS,
            [
                ([str(row["label"]), f"{label[row['of']]} – {label[row['to']].lower()}"], row)
                for row in pairs.to_dict("records")
            ],
        )


Named = Sequence[tuple[Sequence[str], Any]]
"""What a row is called, over one or two columns, and the row."""


def _named(frame: pd.DataFrame, name: str, several: bool) -> Named:
    return [
        ([str(row[name]), *([str(row["level_label"])] if several else [])], row)
        for row in frame.to_dict("records")
    ]


def _panel(key: str, title: str, lead: str, measures: Sequence[Measure], rows: Named) -> None:
    with st.container(border=True, key=f"sk-panel-{key}"):
        show_html("<h2>{}</h2><p class='sk-question'>{}</p>", title, lead)
        if not rows:
            note("Det finns inget att jämföra i urvalet.")
            return
        names = [
            "Område" if key == "analyst-areas" else "Påstående",
            "Nivåer" if key == "analyst-pairs" else "Nivå",
        ][: len(rows[0][0])]
        headers = [*names, *(measure.name for measure in measures)]
        texts = [[*called, *(measure.text(row) for measure in measures)] for called, row in rows]
        table(
            headers,
            texts,
            f"Mått per {listing([name.lower() for name in names])}, {number(len(texts))} rader",
        )
        meanings = "".join(
            safe("<dt>{}</dt><dd>{}</dd>", measure.name, measure.meaning) for measure in measures
        )
        st.html(f'<dl class="sk-measures">{meanings}</dl>')
        with st.container(key=f"sk-foot-{key}"):
            st.download_button(
                "Hämta CSV",
                lambda: csv_bytes(headers, texts),
                file_name=f"{file_name(title)}.csv",
                mime="text/csv",
                type="tertiary",
                on_click="ignore",
                key=f"sk-csv-{key}",
            )
