"""What must a public body say of how accessible the service is? The statement, with its own contact."""

from __future__ import annotations

import os
from datetime import date

import streamlit as st

from skolkval.swedish import date_text
from skolkval.ui.text import note, notice, show_html

ORGANISER = "SKOLKVAL_ORGANISER"
CONTACT = "SKOLKVAL_CONTACT"
"""Environment variables: who is responsible for the service, and where shortcomings are reported."""

REVIEWED = date(2026, 11, 28)
"""When the pages were last gone through; see `tests/browser/test_accessible.py`."""

KNOWN_SHORTCOMINGS = (
    "Diagrammen kan inte läsas punkt för punkt med tangentbord eller skärmläsare. Varje diagram har därför en "
    "textbeskrivning med huvudbudskapet, och samma tal i en tabell.",
    "Rutan som visas när man pekar på ett märke i ett diagram nås bara med mus. Talen i den finns i tabellen.",
    "Sidorna byggs om när ett val ändras, och skärmläsare läser inte alltid upp att innehållet är nytt.",
)


def show_statement() -> None:
    """The statement of accessibility for this service (the Swedish act 2018:1937)."""
    organiser = os.environ.get(ORGANISER, "").strip()
    contact = os.environ.get(CONTACT, "").strip()
    if not (organiser and contact):
        notice(
            "Redogörelsen är inte komplett: den som driver tjänsten behöver ange vem som ansvarar för den "
            f"({ORGANISER}) och vart brister anmäls ({CONTACT})."
        )
    with st.container(border=True, key="sk-panel-statement"):
        show_html("<h2>{}</h2>", "Tillgänglighetsredogörelse")
        show_html(
            "<p>{}</p>",
            f"{organiser or 'Den som driver tjänsten'} står bakom den här tjänsten. Här står hur väl SkolKval "
            "följer lagen om tillgänglighet till digital offentlig service, kända brister och hur du "
            "rapporterar problem till oss.",
        )
        show_html("<h3>{}</h3>", "Hur tillgänglig är tjänsten?")
        note(
            "Tjänsten är delvis förenlig med WCAG 2.2 på nivå AA. Det som återstår står under Kända brister."
        )
        show_html("<h3>{}</h3>", "Kända brister")
        for shortcoming in KNOWN_SHORTCOMINGS:
            note(shortcoming)
        show_html("<h3>{}</h3>", "Kan du inte använda någon del?")
        note(
            f"Säg till, så hjälper vi dig och får veta vad som behöver rättas: {contact or 'kontakt är inte angiven'}."
        )
        show_html("<h3>{}</h3>", "Tillsyn")
        note(
            "Är du inte nöjd med hur vi hanterar din synpunkt kan du anmäla det till den myndighet som har tillsyn "
            "över lagen om tillgänglighet till digital offentlig service."
        )
        show_html("<h3>{}</h3>", "Så har vi prövat tjänsten")
        note(
            f"Egenkontroll, senast {date_text(REVIEWED)}: varje sida har gåtts igenom med axe i ljust och mörkt "
            "utseende, tom, med svar och med fel. Kontraster och färgblindhet räknas fram i test. Ingen utomstående "
            "granskning har gjorts."
        )
