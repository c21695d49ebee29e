"""How is each number made? In plain Swedish, each with an example that the product itself computes."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

import streamlit as st

from skolkval.analysis import (
    agreement,
    consensus,
    distribution,
    dominance,
    gap,
    reliability,
    stability,
    uncertainty,
    words,
)
from skolkval.analysis.distance import disagreement
from skolkval.swedish import listing, number, percent
from skolkval.ui.text import note, show_html

STAFF = (2, 5, 14, 9)
"""Made-up answers to one statement, four steps: the example that most measures share."""
SPLIT = (10, 2, 3, 15)
"""As many, pulling two ways."""
BOARD = (0, 0, 1, 4)
SEATS = ((8, 21, 11, 5), (1, 3, 8, 3))


@dataclass(frozen=True)
class Method:
    """One number: what it answers, how it is made, a computed example, and when it is not given."""

    title: str
    answers: str
    made: str
    example: Callable[[], str]
    not_given: str = ""


def show_methods() -> None:
    """Every number of the product, then those for analysts."""
    note(f"Exemplen bygger på påhittade svar på ett påstående: {_answers(STAFF)}.")
    for title, methods in (("Talen på sidorna", METHODS), ("Mått för analytiker", ANALYST)):
        show_html("<h2>{}</h2>", title)
        for first in range(0, len(methods), 2):
            for column, method in zip(st.columns(2), methods[first : first + 2], strict=False):
                with column:
                    _show(method, f"{len(methods)}-{methods.index(method)}")


def _show(method: Method, key: str) -> None:
    with st.container(border=True, key=f"sk-panel-method-{key}", height="stretch"):
        show_html(
            "<h3>{}</h3><p class='sk-question'>{}</p><p>{}</p>"
            "<p><strong>Exempel.</strong> {}</p><p class='sk-note'>{}</p>",
            method.title,
            method.answers,
            method.made,
            method.example(),
            method.not_given,
        )


def _answers(counts: tuple[int, ...]) -> str:
    return listing([f"{n} svar på steg {step}" for step, n in enumerate(counts, 1)])


def _share() -> str:
    low, high = distribution.wilson(sum(STAFF[2:]), sum(STAFF))
    share = float(distribution.share_agree(STAFF))
    return (
        f"{STAFF[2] + STAFF[3]} av {sum(STAFF)} valde steg 3 eller 4: {percent(share)}. Osäkerheten "
        f"(Wilson, 95 %) går från {percent(float(low))} till {percent(float(high))}."
    )


def _index() -> str:
    mean = sum(step * n for step, n in enumerate(STAFF, 1)) / sum(STAFF)
    low, high = uncertainty.index_interval(STAFF)
    return (
        f"Medelsteget är {number(mean, 2)}. Index är 100 × ({number(mean, 2)} − 1) / 3 = "
        f"{number(float(distribution.index(STAFF)), 0)}, med osäkerheten {number(float(low), 0)} till "
        f"{number(float(high), 0)}."
    )


def _agreement() -> str:
    distance = float(agreement.mean_distance(STAFF))
    return (
        f"Två olika personer ligger i medeltal {number(distance, 2)} steg isär. Störst möjliga medelavstånd "
        f"är 1,5 steg. Samsyn är 100 × (1 − {number(distance, 2)} / 1,5) = "
        f"{number(float(agreement.agreement(STAFF)), 0)}, och "
        f"{percent(float(agreement.pairs_within_one(STAFF)))} av paren svarar lika eller bredvid varandra."
    )


def _camps() -> str:
    return (
        f"{_answers(SPLIT)} ger splittringen {number(float(agreement.polarisation(SPLIT)), 2)}: "
        f"{words.camps_text({'counts': SPLIT})}. De första svaren ger "
        f"{number(float(agreement.polarisation(STAFF)), 2)}, och inga läger."
    )


def _area() -> str:
    both = [float(distribution.index(counts)) for counts in (STAFF, SPLIT)]
    return (
        f"Två påståenden med index {number(both[0], 0)} och {number(both[1], 0)} ger området index "
        f"{number(float(distribution.area_index([STAFF, SPLIT])), 0)}."
    )


def _gap() -> str:
    low, high = gap.gap_interval(SEATS[0], BOARD)
    of, to = (float(distribution.index(counts)) for counts in (SEATS[0], BOARD))
    named = "Det lyfts fram" if to - of >= gap.NAMED_FROM and low > 0 else "Det lyfts inte fram"
    return (
        f"{sum(SEATS[0])} i undervisningen har index {number(of, 0)}, fem hos huvudmannen "
        f"{number(to, 0)}. Glappet är {number(to - of, 0)} indexpunkter, osäkerheten {number(float(low), 0)} "
        f"till {number(float(high), 0)}. {named}."
    )


def _holds() -> str:
    found = stability.of_gap([SEATS[0]], [BOARD])
    assert found is not None
    one = "1 svar" if found.changes == 1 else f"{found.changes} svar"
    return f"Glappet ovan finns inte längre om {one} ändras. Det är {found.label}t."


def _distance() -> str:
    found = disagreement([BOARD, *SEATS])
    return (
        f"Med tre nivåers svar ({', '.join(str(sum(c)) for c in (BOARD, *SEATS))} personer) är "
        f"{percent(float(found.between_share))} av olikheten en olikhet mellan nivåer. Resten finns inom dem."
    )


METHODS = (
    Method(
        "Andel som instämmer",
        "Hur många är på den övre sidan av skalan?",
        "Antalet svar ovanför skalans mitt, delat med alla som valt ett steg. Mittsteget på en udda skala "
        "räknas inte som att instämma. Vet ej och obesvarat är inte med i nämnaren.",
        _share,
        "Under 20 svar skrivs andelen som antal: ”3 av 7”.",
    ),
    Method(
        "Index",
        "Var på skalan ligger gruppen?",
        "Medelsteget, räknat om så att lägsta steget blir 0 och högsta 100. Index är inte procent. "
        "Osäkerheten säger hur långt talet kunde ha hamnat om andra svarat i samma anda.",
        _index,
    ),
    Method(
        "Samsyn",
        "Hur lika svarar vi inom gruppen?",
        "Medelavståndet mellan två olika svarande, jämfört med det största möjliga. 100 är att alla valde "
        "samma steg. 0 är att svaren ligger så långt isär som de kan.",
        _agreement,
        "Ges från 5 svar, och är dämpat under 10. Ett områdes samsyn är medelvärdet av påståendenas avstånd.",
    ),
    Method(
        "Två läger",
        "Drar svaren åt två håll?",
        "Esteban och Rays mått på splittring, räknat så att 1 är två lika stora grupper i var sin ände. "
        f"Två läger sägs när det är minst {number(agreement.TWO_CAMPS_FROM, 2)}.",
        _camps,
        "Sägs från 10 svar, om ett påstående, aldrig om ett område.",
    ),
    Method(
        "Ett områdes index",
        "Hur ser helheten ut?",
        "Medelvärdet av påståendenas index. Över flera nivåer väger varje nivå lika, hur många som än "
        "svarat. Ingen persons eget medelvärde räknas fram.",
        _area,
    ),
    Method(
        "Glapp",
        "Ser två nivåer olika på saken?",
        f"Skillnaden i index. Den lyfts fram när den är minst {gap.NAMED_FROM} indexpunkter och osäkerheten "
        "inte når noll. För ett område är osäkerheten den bredaste som svaren tillåter.",
        _gap,
        "Är det för få svar för att något glapp alls kunde lyftas fram står det så.",
    ),
    Method(
        "Håller bilden?",
        "Hur många svar hänger det på?",
        "Det minsta antal svar som måste ändras för att det vi säger inte längre ska sägas. Bilden är skör om "
        "ett enda svar räcker, eller om färre än 5 procent av svaren gör det. Annars är den stabil.",
        _holds,
    ),
    Method(
        "Mellan eller inom nivåer",
        "Är det nivåerna som skiljer oss åt?",
        "Avståndet mellan alla par av svarande delas upp: det som finns inom nivåerna och det som kommer till "
        "för att nivåerna skiljer sig.",
        _distance,
    ),
    Method(
        "Förändring mellan omgångar",
        "Har gruppens svar ändrats?",
        "Skillnaden i index mellan två omgångar, för påståenden med samma ordalydelse och skala. Den kallas "
        "förändring när den är minst 5 indexpunkter och osäkerheten inte når noll. Dessutom räknas den om med "
        "den förra omgångens blandning av nivåer och enheter, så att andra svarande inte misstas för andra svar.",
        lambda: (
            f"Index {number(float(distribution.index(SEATS[0])), 0)} i fjol och "
            f"{number(float(distribution.index(STAFF)), 0)} i år är en skillnad på "
            f"{number(float(distribution.index(STAFF) - distribution.index(SEATS[0])), 0)}."
        ),
        "Det är gruppens svar som jämförs. Ingen person följs från en omgång till nästa.",
    ),
    Method(
        "Vet ej och obesvarat",
        "Vad vet vi inte?",
        "Vet ej och tomt svar är två olika saker. Inget av dem räknas som ett steg eller som mitten. Ett "
        "påstående som hör till en annan nivå är inte ställt, och räknas som varken det ena eller det andra.",
        lambda: f"4 vet ej bland 40 tillfrågade är {percent(4 / 40)} vet ej.",
    ),
    Method(
        "Svarsfrekvens och bortfall",
        "Hur långt räcker svaren?",
        "Antalet svarande delat med antalet inbjudna, när det är känt. De som inte svarat kan ha tyckt vad "
        "som helst. Därför ges de yttersta gränserna: om alla de valt lägsta steget, och om alla valt högsta.",
        lambda: _bounds(40),
    ),
)


def _bounds(invited: int) -> str:
    low, high = uncertainty.manski(STAFF, invited)
    return (
        f"{sum(STAFF)} av {invited} svarade, med index {number(float(distribution.index(STAFF)), 0)}. Hade alla "
        f"svarat kunde index ha blivit mellan {number(float(low), 0)} och {number(float(high), 0)}."
    )


def _dominance() -> str:
    delta = float(dominance.cliffs_delta(BOARD, SEATS[0]))
    p = float(dominance.brunner_munzel(SEATS[0], BOARD).p_value)
    least = 0.001
    shown = f"p < {number(least, 3)}" if p < least else f"p = {number(p, 3)}"
    return f"Undervisningen mot huvudmannen ovan: delta {number(delta, 2)}, {shown}."


ANALYST = (
    Method(
        "van der Eijks A",
        "Hur samlade är svaren?",
        "1 när alla valt samma steg, 0 när svaren är jämnt fördelade, −1 när hälften valt vardera änden.",
        lambda: f"A = {number(float(consensus.agreement_a(STAFF)), 2)}.",
        "Behöver minst tre steg.",
    ),
    Method(
        "Tastle och Wiermans konsensus",
        "Hur nära medelvärdet ligger svaren?",
        "1 vid full enighet, 0 när hälften valt vardera änden.",
        lambda: f"Konsensus = {number(float(consensus.consensus(STAFF)), 2)}.",
    ),
    Method(
        "Krippendorffs alfa, ordinal",
        "Skiljer de svarande mellan påståendena på samma sätt?",
        "1 är full överensstämmelse, 0 vad slumpen ger. Låg alfa kan bero på att alla påståenden får ungefär "
        "samma svar, även när samsynen är hög.",
        lambda: (
            f"Över två påståenden: alfa = {number(float(reliability.krippendorff_alpha([STAFF, SPLIT])), 2)}."
        ),
    ),
    Method(
        "Gwets AC2",
        "Samma fråga, mindre känsligt för sneda svar.",
        "Kvadratiska vikter: ett stegs skillnad räknas lite, flera stegs mycket.",
        lambda: f"AC2 = {number(float(reliability.gwet_ac([STAFF, SPLIT])), 2)}.",
    ),
    Method(
        "Cliffs delta och Brunner–Munzels test",
        "Hur ofta svarar den ena gruppen högre än den andra?",
        "Delta är andelen par där den ena ligger högre minus andelen där den ligger lägre, −1 till 1. Flera test "
        "på en gång korrigeras med Benjamini–Hochberg.",
        _dominance,
    ),
    Method(
        "ICC",
        "Hur mycket av variationen finns mellan enheter?",
        "Andelen av svarens variation som är skillnad mellan enheter (ICC1), och hur säkert enheternas "
        "medelvärden skiljer dem åt (ICC2).",
        lambda: (
            f"Tre grupper, de ovan: ICC1 = {number(float(reliability.icc1([STAFF, SPLIT, SEATS[0]])), 2)}."
        ),
    ),
)
