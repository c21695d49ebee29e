"""Where has the viewer put the cuts between the four fields? Chosen on the samsyn page, used by all."""

from __future__ import annotations

from skolkval.analysis.fields import Cuts
from skolkval.ui.address import chosen_last, keep
from skolkval.ui.agreement import AGREEMENT_CUT, AGREEMENT_CUTS, INDEX_CUT, INDEX_CUTS


def chosen_cuts() -> Cuts:
    """The cuts last chosen, kept in the address; the usual ones at first."""
    found = []
    for name, choices in ((INDEX_CUT, INDEX_CUTS), (AGREEMENT_CUT, AGREEMENT_CUTS)):
        keep(name)
        asked = next(iter(chosen_last(name)), "")
        found.append(float(asked if asked in choices else choices[0]))
    return Cuts(*found)
