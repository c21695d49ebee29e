"""What is it to compute every measure there is of a round, from its published counts alone?"""

from __future__ import annotations

from collections.abc import Callable

import numpy as np
import numpy.typing as npt

from skolkval.analysis import (
    agreement,
    consensus,
    distance,
    distribution,
    dominance,
    reliability,
    uncertainty,
    within_group,
)
from skolkval.store.published import HIDDEN, Published

Counts = npt.NDArray[np.int64]
OF_COUNTS: tuple[Callable[[Counts], object], ...] = (
    *(distribution.n, distribution.shares, distribution.index, distribution.share_agree),
    *(distribution.median, distribution.interpolated_median, distribution.interquartile_range),
    *(agreement.mean_distance, agreement.agreement, agreement.pairs_within_one),
    *(agreement.polarisation, agreement.two_camps),
    *(consensus.agreement_a, consensus.consensus, consensus.leik),
    *(consensus.ordinal_variation, consensus.l_squared),
    *(within_group.variance, within_group.agreement_rwg, within_group.agreement_awg),
    *(within_group.deviation_from_mean, within_group.deviation_from_median),
    *(uncertainty.index_moments, uncertainty.index_interval),
)
OF_ITEMS: tuple[Callable[[Counts], object], ...] = (
    *(distribution.area_index, agreement.area_distance, uncertainty.area_moments),
    *(reliability.krippendorff_alpha, reliability.gwet_ac),
)


def all_measures(published: Published) -> None:
    """Every measure of each item and area, in each atom, at each level, and in all."""
    atoms = np.where(published.missing[..., None] == HIDDEN, 0, published.steps).astype(np.int64)
    levels = np.array([atom.level for atom in published.atoms])
    per_level = np.stack([atoms[levels == level].sum(axis=0) for level in np.unique(levels)])
    places = np.concatenate([atoms, per_level, atoms.sum(axis=0, keepdims=True)])
    area_of = np.array([item.area_id for item in published.instrument.items])
    areas = [places[:, area_of == area.id] for area in published.instrument.areas]
    for measure in OF_COUNTS:
        measure(places)
        measure(np.stack([area.sum(axis=1) for area in areas], axis=1))
    for measure in OF_ITEMS:
        measure(places)
        for area in areas:
            measure(area)
    distribution.wilson(distribution.camps(places)[1], distribution.n(places))
    _between_levels(per_level)
    _between_units(atoms)


def _between_levels(per_level: Counts) -> None:
    """Gaps and distances of each item, every level against every other."""
    by_item = per_level.swapaxes(0, 1)
    distance.distance_matrix(by_item)
    distance.disagreement(by_item)
    for compare in (dominance.higher, dominance.cliffs_delta, dominance.brunner_munzel):
        compare(by_item[:, :, None], by_item[:, None])


def _between_units(atoms: Counts) -> None:
    """How far units differ, item by item."""
    by_item = atoms.swapaxes(0, 1)
    reliability.icc1(by_item)
    reliability.icc2(by_item)
