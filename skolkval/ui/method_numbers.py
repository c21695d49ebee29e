"""How is each number on the pages made?"""

from __future__ import annotations

from skolkval.analysis import (
    agreement,
    chain,
    change,
    distribution,
    gap,
    reliability,
    stability,
    uncertainty,
    words,
)
from skolkval.analysis.distance import disagreement, distance_matrix
from skolkval.analysis.fields import FEW_BELOW
from skolkval.analysis.funnel import ACTION, funnel
from skolkval.results.counts import AGREEMENT_FROM, CAMPS_FROM
from skolkval.swedish import number, percent
from skolkval.ui.method import BOARD, SEATS, SPLIT, STAFF, Method, told


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
        f"{told(SPLIT)} ger splittringen {number(float(agreement.polarisation(SPLIT)), 2)}: "
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
    apart = distance_matrix([BOARD, SEATS[0]])
    return (
        f"En hos huvudmannen och en i undervisningen svarar i snitt {number(float(apart[0, 1]), 2)} steg isär, två i "
        f"undervisningen {number(float(apart[1, 1]), 2)}. "
        f"Med tre nivåers svar ({', '.join(str(sum(c)) for c in (BOARD, *SEATS))} personer) är "
        f"{percent(float(found.between_share))} av olikheten en olikhet mellan nivåer. Resten finns inom dem."
    )


def _break() -> str:
    staff, board = (1 + 3 * float(distribution.index(counts)) / 100 for counts in (SEATS[0], BOARD))
    low, high = (3 * float(end) / 100 for end in gap.gap_interval(BOARD, SEATS[0]))
    link = chain.Link("huvudman", "undervisning", staff - board, low, high)
    return (
        f"Huvudmannens medelsteg är {number(board, 2)} och undervisningens {number(staff, 2)}: "
        f"{number(abs(link.steps), 2)} steg ner, osäkerheten {number(abs(high), 2)} till {number(abs(low), 2)}. "
        f"{'Det är ett brott' if link.broken else 'Det är inget brott'}."
    )


def _funnel() -> str:
    expected = funnel([STAFF])
    low, high = (float(end) for end in expected.limits(9, ACTION))
    return (
        f"Alla tillsammans har index {number(expected.centre, 0)}, och en persons svar ligger "
        f"{number(expected.spread, 0)} indexpunkter ifrån det (standardavvikelse). För en enhet med 9 svar går den "
        f"yttre gränsen från {number(low, 0)} till {number(high, 0)}, med 36 svar från "
        f"{' till '.join(number(float(end), 0) for end in expected.limits(36, ACTION))}."
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
        f"Ges från {AGREEMENT_FROM} svar, och är dämpat under {FEW_BELOW}. Ett områdes samsyn är medelvärdet av påståendenas avstånd.",
    ),
    Method(
        "Två läger",
        "Drar svaren åt två håll?",
        "Esteban och Rays mått på splittring, räknat så att 1 är två lika stora grupper i var sin ände. "
        f"Två läger sägs när det är minst {number(agreement.TWO_CAMPS_FROM, 2)}.",
        _camps,
        f"Sägs från {CAMPS_FROM} svar på minst tre steg, om ett påstående, aldrig om ett område.",
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
        "Brott i styrkedjan",
        "Var ser grannivåerna olika på samma punkt?",
        "Varje nivås medelsteg på samma punkt jämförs med grannivåns. Ett brott är en skillnad på minst "
        f"{number(chain.BREAK_FROM, 1)} steg, när osäkerheten inte når noll. Kedjan håller där inget brott syns "
        "och svaren hade räckt för att se ett.",
        _break,
        f"Inget brott sägs med färre än {gap.LEAST} svar på någon sida. En nivå utan påstående bryter ingen tråd.",
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
        "för att nivåerna skiljer sig. Avståndet mellan två nivåer är hur många steg isär två personer svarar i "
        "snitt, en från varje.",
        _distance,
    ),
    Method(
        "Trattens gränser",
        "Ligger en enhet längre ut än slumpen kan ge?",
        "Allas index i området, plus och minus så mycket som slumpen ger en grupp av enhetens storlek: ju färre "
        "som svarat, desto längre ut. Innanför de inre gränserna hamnar 95 av 100, innanför de yttre 998 av 1 000.",
        _funnel,
        "Behöver minst tre enheter som visas var för sig. Gränserna är de bredaste som svaren tillåter.",
    ),
    Method(
        "Hur mycket skiljer sig enheterna?",
        "Finns skillnaderna mellan enheterna eller inom dem?",
        "Hur stor del av skillnaderna mellan alla svar som är skillnader mellan enheter (ICC1).",
        lambda: (
            f"Tre enheter med svaren ovan ({number(sum(STAFF))}, {number(sum(SPLIT))} och "
            f"{number(sum(SEATS[0]))} svar): "
            f"{percent(float(reliability.icc1([STAFF, SPLIT, SEATS[0]])))} mellan enheterna, resten inom dem."
        ),
        f"Sägs från {reliability.GROUPS_FROM} enheter.",
    ),
    Method(
        "Förändring mellan omgångar",
        "Har gruppens svar ändrats?",
        "Skillnaden i index mellan två omgångar, för påståenden med samma ordalydelse och skala. Den kallas "
        f"förändring när den är minst {change.NAMED_FROM} indexpunkter och osäkerheten inte når noll. Dessutom räknas den om med "
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
