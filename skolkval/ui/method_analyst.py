"""How are the measures made that analysts ask for?"""

from __future__ import annotations

from skolkval.analysis import (
    agreement,
    consensus,
    distribution,
    dominance,
    reliability,
    within_group,
)
from skolkval.swedish import number, percent
from skolkval.ui.method import BOARD, SEATS, SPLIT, STAFF, Method


def _dominance() -> str:
    delta = float(dominance.cliffs_delta(BOARD, SEATS[0]))
    p = float(dominance.brunner_munzel(SEATS[0], BOARD).p_value)
    least = 0.001
    shown = f"p < {number(least, 3)}" if p < least else f"p = {number(p, 3)}"
    return f"Undervisningen mot huvudmannen ovan: delta {number(delta, 2)}, {shown}."


def _pairs() -> str:
    return (
        f"{percent(float(agreement.pairs_within_one(STAFF)))} av alla par svarar lika eller ett steg isär. Det "
        f"mittersta svaret är steg {number(float(distribution.median(STAFF)), 1)}, och den mittersta halvan av "
        f"svaren upptar {number(float(distribution.interquartile_range(STAFF)), 1)} steg."
    )


ANALYST = (
    Method(
        "Median, kvartilavstånd och par lika eller intill",
        "Var ligger mitten, och hur brett svarar vi?",
        "Medianen är det mittersta svaret när alla läggs i ordning. Kvartilavståndet är hur många steg som den "
        "mittersta halvan upptar. Paren är alla par av två olika svarande.",
        _pairs,
    ),
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
        "l² (Blair och Lacy)",
        "Hur långt är det till full enighet?",
        "Samma tanke som samsyn, med avstånd i kvadrat: 1 när alla valt samma steg, 0 när hälften valt vardera "
        "änden. Utan rättning för små grupper, som därför ser eniga ut.",
        lambda: (
            f"l² = {number(float(consensus.l_squared(STAFF)), 2)}, där samsyn är "
            f"{number(float(agreement.agreement(STAFF)), 0)} av 100."
        ),
    ),
    Method(
        "r*WG och aWG",
        "Hur mycket mindre sprider sig svaren än i en delad grupp?",
        "r*WG jämför svarens varians med den i en grupp där hälften står i varje ände. aWG jämför med den mest "
        "delade grupp som har samma medelvärde, för nära skalans ändar kan svaren inte sprida sig lika mycket.",
        lambda: (
            f"r*WG = {number(float(within_group.agreement_rwg(STAFF)), 2)} och aWG = "
            f"{number(float(within_group.agreement_awg(STAFF)), 2)}. Lika många på varje steg ger r*WG "
            f"{number(float(within_group.agreement_rwg([250] * 4)), 2)}, så litteraturens gräns 0,70 för rWG gäller "
            "inte här."
        ),
        "aWG saknas när alla valt samma ändsteg.",
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
        "på en gång korrigeras med Benjamini–Hochberg: det rättade p-värdet kallas q.",
        _dominance,
    ),
    Method(
        "ICC2",
        "Hur säkert skiljer medelvärdena enheterna åt?",
        "ICC1 är andelen av variationen som finns mellan enheter, se ovan. ICC2 är hur lika enheternas medelvärden "
        "skulle bli om lika många andra svarade.",
        lambda: (
            f"Tre grupper, de ovan: ICC2 = {number(float(reliability.icc2([STAFF, SPLIT, SEATS[0]])), 2)}."
        ),
    ),
)
