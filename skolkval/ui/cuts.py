"""Where has the viewer put the cuts between the four fields? Chosen on the samsyn page, used by all."""

from __future__ import annotations

from collections.abc import Sequence

from skolkval.analysis.fields import Cuts
from skolkval.ui.address import chosen_last, keep
from skolkval.ui.agreement import AGREEMENT_CUT, AGREEMENT_CUTS, INDEX_CUT, INDEX_CUTS


def chosen_cuts() -> Cuts:
    """The cuts last chosen, kept in the address; the usual ones at first."""
    usual = Cuts()
    return Cuts(
        _chosen(INDEX_CUT, INDEX_CUTS, usual.index),
        _chosen(AGREEMENT_CUT, AGREEMENT_CUTS, usual.agreement),
    )


def _chosen(name: str, cuts: Sequence[str], usual: float) -> float:
    keep(name)
    asked = next(iter(chosen_last(name)), "")
    return float(asked) if asked in cuts else usual
