"""What is there to find in the made-up data? The units, and what each group of raters thinks.

Every figure is an index, 0-100, that the answers scatter around.
"""

from __future__ import annotations

from dataclasses import dataclass, field

LEVELS = ("huvudman", "rektor", "undervisning")
HUVUDMAN_RATERS = 9


@dataclass(frozen=True)
class Unit:
    """A made-up unit. `raters`: answers from undervisning per file stem; `tilt`: index points."""

    name: str
    school_form: str
    rektors: int
    tilt: float
    raters: dict[str, int]


@dataclass(frozen=True)
class Story:
    """One round. `areas`: area id -> aimed index per level in LEVELS; `items` overrides one item.

    `camps`: items where half the raters of the teaching level agree and half do not.
    `unsure`: item id -> share of "Vet ej" where it is far above the usual.
    """

    areas: dict[str, tuple[float, float, float]]
    items: dict[str, float] = field(default_factory=dict)
    camps: frozenset[str] = frozenset()
    unsure: dict[str, float] = field(default_factory=dict)


_HT25, _VT26, _HT26 = (
    "sjalvvardering-ht-2025",
    "larande-utveckling-halsa-vt-2026",
    "sjalvvardering-ht-2026",
)


def _unit(name: str, form: str, rektors: int, tilt: float, ht25: int, vt26: int, ht26: int) -> Unit:
    return Unit(name, form, rektors, tilt, {_HT25: ht25, _VT26: vt26, _HT26: ht26})


# The tool of spring 2026 is not meant for preschool and adult education: they are not asked.
UNITS = (
    _unit("Förskolan Sagostenen", "Förskola", 1, 4, 22, 0, 24),
    _unit("Förskolan Regnstöveln", "Förskola", 1, 0, 14, 0, 13),
    _unit("Förskolan Kottvagnen", "Förskola", 1, -2, 4, 0, 5),
    _unit("Förskolan Lyktgubben", "Förskola", 1, 3, 3, 0, 4),
    _unit("Gullregnsskolan", "Grundskola", 2, 7, 46, 39, 51),
    _unit("Måsvingeskolan", "Grundskola", 2, -8, 60, 48, 55),
    _unit("Tranhultsskolan", "Grundskola", 1, 0, 31, 27, 30),
    _unit("Bävernässkolan", "Grundskola", 1, -3, 9, 11, 11),
    _unit("Åskvippans skola", "Grundskola", 1, 5, 5, 4, 4),
    _unit("Lärkvingeskolan", "Anpassad grundskola", 1, 6, 5, 5, 6),
    _unit("Ekviksgymnasiet", "Gymnasieskola", 2, -2, 52, 44, 57),
    _unit("Ekviks vuxenutbildning", "Komvux", 1, 2, 12, 0, 12),
)

_CAMPS = frozenset({"hl2-undervisning"})
_UNSURE = {"pu4-undervisning": 0.29, "ki4-undervisning": 0.22}
# The chain that breaks: what the top calls analysis is not seen in the classrooms.
_BROKEN_CHAIN = {"sk2-huvudman": 88.0, "sk2-rektor": 68.0, "sk2-undervisning": 33.0}

STORIES = {
    _HT25: Story(
        areas={
            "fortroendefullt-klimat": (76, 75, 70),
            "halsoframjande-larmiljo": (66, 64, 58),
            "kompensatoriska-insatser": (58, 53, 39),
            "kompetent-ledarskap": (72, 76, 66),
            "professionell-utveckling": (60, 62, 61),
            "systematiskt-kvalitetsarbete": (82, 67, 46),
            "roll-och-ansvarsfordelning": (70, 71, 62),
        },
        items=_BROKEN_CHAIN,
        camps=_CAMPS,
        unsure=_UNSURE,
    ),
    _HT26: Story(
        areas={
            "fortroendefullt-klimat": (75, 76, 71),
            "halsoframjande-larmiljo": (67, 65, 59),
            "kompensatoriska-insatser": (68, 66, 56),
            "kompetent-ledarskap": (73, 74, 65),
            "professionell-utveckling": (61, 64, 60),
            "systematiskt-kvalitetsarbete": (81, 69, 48),
            "roll-och-ansvarsfordelning": (69, 72, 64),
        },
        items=_BROKEN_CHAIN,
        camps=_CAMPS,
        unsure=_UNSURE,
    ),
    _VT26: Story(
        areas={
            "utbildning": (68, 65, 59),
            "organisation": (74, 66, 57),
            "kvalitetsarbete": (77, 63, 45),
            "ledarskap": (66, 71, 62),
        },
        camps=frozenset({"delaktighet-utbildning-2"}),
        unsure={"elevhalsans-roll-1": 0.31, "pedagogiskt-ledarskap-1": 0.38},
    ),
}
