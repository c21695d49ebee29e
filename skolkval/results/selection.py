"""What has the viewer chosen to look at, and which atoms does that take in?"""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property, lru_cache

from skolkval.errors import Refusal
from skolkval.store.published import Atom, Published


@dataclass(frozen=True)
class Selection:
    """What the viewer has chosen to look at. An empty choice means all.

    Raters without a unit belong to the organiser and are part of every choice of units and forms.
    """

    levels: tuple[str, ...] = ()
    units: tuple[str, ...] = ()
    school_forms: tuple[str, ...] = ()

    def check(self, published: Published) -> None:
        """Raise SK-315 where something chosen does not exist in the round.

        Raises:
            Refusal: SK-315, with what there is to choose from.
        """
        for what, chosen, known in (
            ("nivån", self.levels, published.instrument.level_ids),
            ("enheten", self.units, published.units),
            ("skolformen", self.school_forms, published.school_forms),
        ):
            for name in chosen:
                if name not in known:
                    there_is = ", ".join(known) or "ingen"
                    raise Refusal(
                        "SK-315",
                        f"Omgången har inte {what} ”{name}”. Det som finns: {there_is}.",
                    )

    def has_whole(self, atom: Atom) -> bool:
        """Whether all of the atom is chosen, so that it counts in totals."""
        return (
            (not self.levels or atom.level in self.levels)
            and (not self.units or self._units.issuperset(atom.named_units))
            and (not self.school_forms or self._forms.issuperset(atom.school_forms))
        )

    def touches(self, atom: Atom) -> bool:
        """Whether some of the atom is chosen, so that it may be shown, whole, in that place."""
        return (
            (not self.levels or atom.level in self.levels)
            and (
                not self.units
                or not atom.named_units
                or not self._units.isdisjoint(atom.named_units)
            )
            and (
                not self.school_forms
                or not atom.school_forms
                or not self._forms.isdisjoint(atom.school_forms)
            )
        )

    # There are hundreds of atoms to ask about, and a set is long to make of hundreds of units.
    @cached_property
    def _units(self) -> frozenset[str]:
        return frozenset(self.units)

    @cached_property
    def _forms(self) -> frozenset[str]:
        return frozenset(self.school_forms)


@dataclass(frozen=True)
class Reach:
    """The places of the atoms that a selection has all of, and of those it has only a part of."""

    whole: tuple[int, ...]
    cut: tuple[int, ...]


# Everything on a page asks this, of hundreds of atoms.
@lru_cache(maxsize=32)
def reach(published: Published, selection: Selection) -> Reach:
    """Which atoms of a round are in a selection."""
    touched = [place for place, atom in enumerate(published.atoms) if selection.touches(atom)]
    whole = {place for place in touched if selection.has_whole(published.atoms[place])}
    return Reach(
        tuple(place for place in touched if place in whole),
        tuple(place for place in touched if place not in whole),
    )
