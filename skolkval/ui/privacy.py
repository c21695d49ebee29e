"""What is said of the protection: the promises in plain Swedish, and how a round's units are counted."""

from __future__ import annotations

import streamlit as st

from skolkval.store.comment_waves import comment_limit
from skolkval.store.published import Atom, Published
from skolkval.store.rounds import DEFAULT_THRESHOLD, Openness
from skolkval.swedish import listing, number, small_number, sort_key
from skolkval.ui.data import rounds
from skolkval.ui.selection import choose_round, say_if_made_up
from skolkval.ui.text import note, show_html, table

PROMISES = (
    (
        "Små grupper räknas ihop",
        "Har färre än {k} svarat på en enhet räknas den ihop med andra små enheter i samma skolform. "
        "Räcker inte det läggs den minsta större enheten i skolformen till, eller andra skolformer om hela "
        "skolformen är för liten. En nivå med färre än {k} svar visas inte alls.",
    ),
    (
        "Inga tal kan dras ifrån varandra",
        "Summor tar bara med hela grupper om minst {k}. Väljer du enheter så att en grupp delas är gruppen "
        "inte med i någon summa.",
    ),
    (
        "Påståenden som få svarat på visas inte",
        "Har 1 till {below} i en grupp svarat på ett påstående räknas det inte med för den gruppen.",
    ),
    (
        "Sena svar väntar",
        "Nya svar i en grupp visas när minst {k} kan visas på en gång. Därför kan ingen jämföra före och "
        "efter för att se vad en enskild svarade. Ångras en inläsning visas bilden som den var. Rättas "
        "en fil sägs bara om färre än {k} svarande skiljer, eller minst {k}.",
    ),
    (
        "Det som aldrig lagras",
        "Kolumner med namn, e-post och andra uppgifter om personer läses aldrig in. Filen sparas inte. Ur "
        "kommentarer tas det bort innan de sparas.",
    ),
    (
        "Kommentarer visas många på en gång",
        "Kommentarer till ett område visas när minst {comments} har skrivit, och nya när minst {comments} nya "
        "kan visas på en gång. De som svarat på en nivå som inte visas räknas inte. Försvinner en kommentar "
        "döljs de som visades med den, om det annars skulle synas vems den var. Enhet, nivå och roll står "
        "aldrig där, och kommentarer delas aldrig upp efter urvalet. De finns i ingen CSV- eller Excelfil, "
        "inte på kommandoraden och inte på väggen. Läs in alla skolors filer på en gång: då syns inte vilka "
        "kommentarer som kom med vilken skola.",
    ),
    (
        "Det som tas bort ur kommentarer",
        "Personnummer, telefonnummer, e-post, webbadresser, namn på personer och filens enheter byts mot "
        "[borttaget], [namn] och [enhet]. Vanliga förnamn, namn på -sson och två ord i rad med stor bokstav "
        "räknas som namn, så ibland försvinner ett ord som inte är något namn. Ovanliga namn, smeknamn och "
        "namn med liten bokstav kan bli kvar: läs igenom filen innan den läses in.",
    ),
    (
        "Det som inte döljs",
        "Hur många som har svarat, och att alla i en grupp har svarat lika. Öppna nivåer, där alla sagt ja "
        "till att synas, och gemensamma svar visas som de är. Ångras en fil och läses in igen med andra "
        "namn på enheterna känns svaren inte igen: visa inte båda bilderna för samma personer. Samma "
        "svar i två omgångar stoppas, men inte om bara en del är med i båda, eller om de har svarat på "
        "färre än 8 påståenden.",
    ),
)
_OPENNESS: dict[Openness | None, str] = {
    "open": "Öppen: alla som svarat har sagt ja till att deras svar visas.",
    "joint": "Gemensam: varje svar är ett som en grupp har enats om.",
}


def show_protection() -> None:
    """The promises, and for the round that is chosen how its units are counted."""
    if not rounds():
        show_promises(DEFAULT_THRESHOLD)
        return
    shown = choose_round()
    say_if_made_up(shown)
    show_promises(shown.round.threshold)
    show_groups(shown)


def show_promises(k: int) -> None:
    """What is protected and how, with the threshold `k`."""
    with st.container(border=True, key="sk-panel-promises"):
        for title, text in PROMISES:
            show_html("<h2>{}</h2>", title)
            note(text.format(k=number(k), below=number(k - 1), comments=number(comment_limit(k))))


def show_groups(shown: Published) -> None:
    """How the units of the round are counted, level by level."""
    with st.container(border=True, key="sk-panel-groups"):
        show_html("<h2>{}</h2>", f"Så räknas enheterna i {shown.round.title}")
        for level in shown.round.levels:
            if not level.answered:
                continue
            show_html("<h3>{}</h3>", shown.instrument.level_label[level.level])
            if level.openness in _OPENNESS:
                note(_OPENNESS[level.openness])
            if level.hidden:
                note(f"Visas inte: färre än {shown.round.threshold} svar.")
                continue
            atoms = sorted(
                (atom for atom in shown.atoms if atom.level == level.level),
                key=lambda atom: sort_key(_names(atom)),
            )
            note(in_words(atoms))
            if level.waiting:
                note(f"{number(level.waiting)} svar väntar på att fler ska kunna visas med dem.")
            table(
                ["Räknas tillsammans", "Svarande"],
                [[_names(atom), number(atom.raters)] for atom in atoms],
                f"Grupper: {shown.instrument.level_label[level.level]}",
            )


def in_words(atoms: list[Atom]) -> str:
    """How many units are shown by themselves, and how many are counted together; the table names them."""
    alone = [atom for atom in atoms if len(atom.named_units) == 1 and "" not in atom.units]
    pooled = [atom for atom in atoms if len(atom.named_units) > 1]
    parts = [f"{_units(len(alone))} visas var för sig."] if alone else []
    if pooled:
        units = sum(len(atom.named_units) for atom in pooled)
        groups = "en grupp" if len(pooled) == 1 else f"{small_number(len(pooled))} grupper"
        parts.append(f"{_units(units)} räknas ihop i {groups}.")
    return (
        " ".join(parts) or f"Alla {number(sum(atom.raters for atom in atoms))} räknas tillsammans."
    )


def _units(count: int) -> str:
    return "1 enhet" if count == 1 else f"{number(count)} enheter"


def _names(atom: Atom) -> str:
    names = sorted(atom.named_units, key=sort_key)
    return listing([*names, *(["svarande utan enhet"] if "" in atom.units else [])])
