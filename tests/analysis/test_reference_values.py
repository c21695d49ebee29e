"""Do the measures give the published values, and those of the programs statisticians use?

The 131 values and their sources are in `reference_values.json`. A measure we do not have is listed
there with the reason. Some values are reached through an identity, which stands beside them here.
"""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import numpy as np
import numpy.typing as npt
import pytest

from skolkval.analysis import (
    agreement,
    consensus,
    distance,
    distribution,
    dominance,
    false_flags,
    reliability,
    uncertainty,
    within_group,
)

REFERENCE = json.loads(Path(__file__).with_name("reference_values.json").read_text("utf-8"))
Data = Any


def rwg(data: Data) -> float:
    # The uniform null of K steps has variance (K^2 - 1) / 12; the program cuts off at 0.
    return max(0.0, float(1 - within_group.variance(data) / ((len(data) ** 2 - 1) / 12)))


def rwg_j(data: Data) -> float:
    # J items with the mean of their variances, over the uniform null: Spearman-Brown.
    items = np.array(data["item_counts"])
    kept = 1 - float(within_group.variance(items).mean()) / ((items.shape[-1] ** 2 - 1) / 12)
    return float(len(items) * kept / (len(items) * kept + 1 - kept))


def mann_whitney_u(data: Data) -> float:
    # U counts the pairs that the probability is the share of.
    pairs = sum(data["counts_t"]) * sum(data["counts_c"])
    return float(dominance.higher(data["counts_c"], data["counts_t"]) * pairs)


def brunner_munzel(data: Data) -> dominance.BrunnerMunzel:
    return dominance.brunner_munzel(data["x"], data["y"])


def welch(data: Data) -> dominance.Welch:
    # The source takes the first mean minus the second.
    return dominance.welch(data["B"], data["A"])


def vargha_delaney(data: Data) -> float:
    first, second = data.values() if len(data) == 2 else (data["x"], data["y"])
    return float(dominance.higher(second, first))


def cliff(data: Data) -> float:
    first, second = data.values()
    return float(dominance.cliffs_delta(second, first))


def energy(data: Data) -> float:
    # Its distances within are over all pairs, oneself included: (n - 1) / n of ours.
    counts = np.array([data["A"], data["B"]])
    matrix = distance.distance_matrix(counts)
    n = counts.sum(-1)
    return float(2 * matrix[0, 1] - (np.diagonal(matrix) * (n - 1) / n).sum())


def ordinal_variation(data: Data) -> list[float]:
    # 1 - l^2, pooled and as the mean of the levels by their answers.
    counts = np.array(data["counts_by_level"])
    total = float(1 - consensus.l_squared(counts.sum(0)))
    within = float(np.average(1 - consensus.l_squared(counts), weights=counts.sum(-1)))
    return [total, within, total - within]


def decomposition(data: Data) -> list[float]:
    parts = distance.disagreement(data["counts_by_level"])
    return [float(p) for p in (parts.total, parts.within, parts.between, parts.between_share)]


def dirichlet(data: Data) -> list[float]:
    mean, variance = uncertainty.index_moments(data["counts"])
    return [float(mean), float(np.sqrt(variance))]


def groups(data: Data) -> Any:
    return data.get("counts_by_group", data.get("counts"))


def alpha(metric: reliability.Metric) -> Callable[[Data], npt.ArrayLike]:
    return lambda data: reliability.krippendorff_alpha(data["counts"], metric)


def gwet(weights: reliability.Weights) -> Callable[[Data], npt.ArrayLike]:
    return lambda data: reliability.gwet_ac(data["counts"], weights)


DISTANCE = "mean_pairwise_distance_distinct_pairs"
MEASURES: dict[str, Callable[[Data], npt.ArrayLike]] = {
    "van_der_eijk_A": consensus.agreement_a,
    "tastle_wierman_consensus": consensus.consensus,
    "tastle_wierman_dissention (1-Cns)": lambda data: 1 - consensus.consensus(data),
    "leik_D": consensus.leik,
    "berry_mielke_IOV": consensus.ordinal_variation,
    "blair_lacy_l2": consensus.l_squared,
    "krippendorff_alpha_nominal": alpha("nominal"),
    "krippendorff_alpha_ordinal": alpha("ordinal"),
    "krippendorff_alpha_interval": alpha("interval"),
    "gwet_AC_unweighted": gwet("identity"),
    "gwet_AC_ordinal": gwet("ordinal"),
    "gwet_AC_quadratic": gwet("quadratic"),
    "gwet_AC_linear": gwet("linear"),
    "rwg": rwg,
    "rwg_j": rwg_j,
    "ad_mean": within_group.deviation_from_mean,
    "ad_mean_j": lambda data: within_group.deviation_from_mean(data["item_counts"]).mean(),
    "ad_median": within_group.deviation_from_median,
    "ad_median_j": lambda data: within_group.deviation_from_median(data["item_counts"]).mean(),
    "awg": within_group.agreement_awg,
    "awg_j": lambda data: within_group.agreement_awg(data["item_counts"]).mean(),
    "icc1": lambda data: reliability.icc1(groups(data)),
    "icc2": lambda data: reliability.icc2(groups(data)),
    "icc_1_1": lambda data: reliability.icc1(groups(data)),
    "icc_1_k": lambda data: reliability.icc2(groups(data)),
    "cliffs_delta (treatment vs control)": cliff,
    "cliffs_delta (A vs B)": cliff,
    "vargha_delaney_A": vargha_delaney,
    "vargha_delaney_A (x vs y)": vargha_delaney,
    "mann_whitney_U": mann_whitney_u,
    "brunner_munzel_W": lambda data: brunner_munzel(data).statistic,
    "brunner_munzel_p": lambda data: brunner_munzel(data).p_value,
    "brunner_munzel_phat": lambda data: brunner_munzel(data).probability,
    "brunner_munzel_ci95": lambda data: [
        float(end) for end in (brunner_munzel(data).low, brunner_munzel(data).high)
    ],
    "brunner_munzel_df": lambda data: brunner_munzel(data).degrees,
    "energy_distance_squared": energy,
    "wasserstein1_steps": lambda data: distance.wasserstein(data["A"], data["B"]),
    "welch_t": lambda data: welch(data).statistic,
    "welch_df": lambda data: welch(data).degrees,
    "welch_ci95": lambda data: [float(end) for end in (welch(data).low, welch(data).high)],
    "wilson_ci95": lambda data: np.array(distribution.wilson(data["x"], data["n"])),
    # The sources take the first share minus the second.
    "newcombe_diff_ci95": lambda data: np.array(
        distribution.newcombe(data["x2"], data["n2"], data["x1"], data["n1"])
    ),
    "benjamini_hochberg_adjusted": lambda data: false_flags.q_values(data["p"]),
    "interpolated_median": distribution.interpolated_median,
    DISTANCE: agreement.mean_distance,
    f"{DISTANCE} (integer formula)": agreement.mean_distance,
    "samsyn_0_100": agreement.agreement,
    "esteban_ray_alpha1_normalised": agreement.polarisation,
    "ordinal_variation_total_within_between": ordinal_variation,
    "dirichlet_posterior_mean_sd_index100": dirichlet,
    "level_distance_matrix_steps": lambda data: distance.distance_matrix(data["counts_by_level"]),
    "equal_weight_total_within_between_share": decomposition,
    "share_of_pairs_within_one_step": agreement.pairs_within_one,
}


@pytest.mark.parametrize(
    "reference",
    [value for value in REFERENCE["values"] if value["measure"] not in REFERENCE["left_out"]],
    ids=lambda reference: str(reference["id"]),
)
def test_a_reference_value_is_met(reference: dict[str, Any]) -> None:
    found = np.asarray(MEASURES[reference["measure"]](reference["data"]), dtype=float)
    expected = np.asarray(reference["expected"], dtype=float)
    assert found.shape == expected.shape
    assert np.abs(found - expected).max() <= reference["tolerance"], reference["source"]


def test_every_value_is_either_met_or_left_out_with_a_reason() -> None:
    assert len({value["id"] for value in REFERENCE["values"]}) == len(REFERENCE["values"]) == 131
    assert all(REFERENCE["left_out"].values())
    assert not set(MEASURES) & set(REFERENCE["left_out"])
    left_out = [v for v in REFERENCE["values"] if v["measure"] in REFERENCE["left_out"]]
    assert len(left_out) == 23
