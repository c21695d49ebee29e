"""What does each column of a frame hold? Every one is made when it is asked for."""

from __future__ import annotations

from functools import cached_property
from typing import Any

import numpy as np
import numpy.typing as npt

from skolkval.analysis import agreement, distribution, uncertainty
from skolkval.analysis.distribution import Floats
from skolkval.results.counts import (
    AGREEMENT_FROM,
    CAMPS_FROM,
    Counts,
    area_moments,
    by_area,
    fewest,
    tuples,
    whole,
)
from skolkval.results.rows import Layout

Ids = npt.NDArray[np.object_]


class ItemColumns:
    """The columns of a frame with a row per item and row of the layout."""

    def __init__(self, plan: Layout, counts: Counts) -> None:
        self.things, self.rows = np.nonzero(plan.asked.T)
        self._counts = counts
        self._known = counts.known[self.rows, self.things]
        self._steps = counts.steps[self.rows, self.things]
        self._answers = self._steps.sum(-1)

    @property
    def n(self) -> Any:
        return whole(self._answers, self._known)

    @property
    def n_least(self) -> Any:
        return self.n

    @property
    def items(self) -> Any:
        return whole((self._answers > 0).astype(np.int64), self._known)

    @property
    def not_applicable(self) -> Any:
        return whole(self._counts.not_applicable[self.rows, self.things], self._known)

    @property
    def missing(self) -> Any:
        return whole(self._counts.missing[self.rows, self.things], self._known)

    @property
    def counts(self) -> list[tuple[int, ...] | None]:
        return tuples(self._steps, self._known)

    @property
    def index(self) -> Floats:
        return distribution.index(self._steps)

    @cached_property
    def _moments(self) -> tuple[Floats, Floats]:
        return uncertainty.index_moments(self._steps)

    @property
    def index_mean(self) -> Floats:
        return self._moments[0]

    @property
    def index_sd(self) -> Floats:
        return np.sqrt(self._moments[1])

    @property
    def share_agree(self) -> Floats:
        return distribution.share_agree(self._steps)

    @property
    def agreement(self) -> Floats:
        enough = self._answers >= AGREEMENT_FROM
        return np.where(enough, agreement.agreement(self._steps), np.nan)

    @property
    def distance(self) -> Floats:
        return agreement.mean_distance(self._steps)

    @property
    def polarised(self) -> Ids:
        camps: Ids = agreement.two_camps(self._steps).astype(object)
        camps[~self._known | (self._answers < CAMPS_FROM)] = None
        return camps

    @property
    def suppressed(self) -> npt.NDArray[np.bool_]:
        return ~self._known

    @property
    def agreement_min_item(self) -> Ids:
        return np.full(len(self.rows), None, dtype=object)

    @property
    def agreement_min(self) -> Floats:
        return np.full(len(self.rows), np.nan)

    agreement_max_item, agreement_max = agreement_min_item, agreement_min


class AreaColumns:
    """The columns of a frame with a row per area and row of the layout."""

    def __init__(self, plan: Layout, counts: Counts) -> None:
        self.things, self.rows = np.nonzero(plan.asked_areas.T)
        self._plan, self._counts = plan, counts
        self._known = counts.area_known[self.rows, self.things]
        self._raters = plan.sum_rows(counts.part_raters)[self.rows, self.things]
        self._steps = by_area(plan, counts.steps)[self.rows, self.things]
        """`[rows, items, K]`."""

    def _shown(self, values: Floats) -> Floats:
        return np.where(self._known, values, np.nan)

    def _summed(self, of_items: npt.NDArray[np.int64]) -> Any:
        of_areas = by_area(self._plan, of_items[..., None])[self.rows, self.things]
        return whole(of_areas.sum((1, 2)), self._known)

    @cached_property
    def _of_items(self) -> npt.NDArray[np.int64]:
        return np.asarray(self._steps.sum(-1))

    @cached_property
    def _of_parts(self) -> npt.NDArray[np.int64]:
        return np.asarray(by_area(self._plan, self._counts.parts))

    @property
    def n(self) -> Any:
        return whole(self._raters, self._known)

    @property
    def n_least(self) -> Any:
        return whole(fewest(self._of_items), self._known)

    @property
    def items(self) -> Any:
        return whole((self._of_items > 0).sum(-1), self._known)

    @property
    def not_applicable(self) -> Any:
        return self._summed(self._counts.not_applicable)

    @property
    def missing(self) -> Any:
        return self._summed(self._counts.missing)

    @property
    def counts(self) -> list[tuple[int, ...] | None]:
        return tuples(self._steps.sum(1), self._known)

    @property
    def index(self) -> Floats:
        index = self._plan.mean_rows(distribution.area_index(self._of_parts))
        return self._shown(index[self.rows, self.things])

    @cached_property
    def _moments(self) -> tuple[Floats, Floats]:
        return area_moments(self._plan, self._of_parts)

    @property
    def index_mean(self) -> Floats:
        return self._shown(self._moments[0][self.rows, self.things])

    @property
    def index_sd(self) -> Floats:
        return self._shown(np.sqrt(self._moments[1])[self.rows, self.things])

    @property
    def share_agree(self) -> Floats:
        return self._shown(distribution.share_agree(self._steps.sum(1)))

    @cached_property
    def _distance(self) -> Floats:
        return agreement.area_distance(self._steps)

    @property
    def agreement(self) -> Floats:
        agreed = agreement.agreement_from_distance(self._distance, self._steps.shape[-1])
        return self._shown(np.where(self._raters >= AGREEMENT_FROM, agreed, np.nan))

    @property
    def distance(self) -> Floats:
        return self._shown(self._distance)

    @property
    def polarised(self) -> Ids:
        return np.full(len(self.rows), None, dtype=object)

    @property
    def suppressed(self) -> npt.NDArray[np.bool_]:
        return ~self._known

    @property
    def agreement_min_item(self) -> Ids:
        return self._lowest[0]

    @property
    def agreement_min(self) -> Floats:
        return self._lowest[1]

    @property
    def agreement_max_item(self) -> Ids:
        return self._highest[0]

    @property
    def agreement_max(self) -> Floats:
        return self._highest[1]

    @cached_property
    def _agreements(self) -> Floats:
        """Of each item with answers enough, `[rows, items]`; `nan` of the others."""
        enough = (self._of_items >= AGREEMENT_FROM) & self._known[:, None]
        return np.where(enough, agreement.agreement(self._steps), np.nan)

    @cached_property
    def _lowest(self) -> tuple[Ids, Floats]:
        return self._extreme(np.nan_to_num(self._agreements, nan=np.inf).argmin(1))

    @cached_property
    def _highest(self) -> tuple[Ids, Floats]:
        return self._extreme(np.nan_to_num(self._agreements, nan=-np.inf).argmax(1))

    def _extreme(self, place: npt.NDArray[np.intp]) -> tuple[Ids, Floats]:
        """The id of the item at `place` in each row, and its agreement; None and `nan` of none."""
        row = np.arange(len(place))
        agreed = self._agreements[row, place]
        every = np.array([*(item.id for item in self._plan.instrument.items), None], object)
        ids = every[self._plan.items_by_area][self.things][row, place]
        ids[np.isnan(agreed)] = None
        return ids, agreed
