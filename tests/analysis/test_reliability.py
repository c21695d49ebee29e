"""Are alpha, AC and ICC those of the answers, with any of them missing?"""

import krippendorff
import numpy as np
import pytest

from skolkval.analysis import reliability

METRICS: list[reliability.Metric] = ["nominal", "ordinal", "interval"]


def random_survey(seed: int) -> tuple[np.ndarray, np.ndarray, int]:
    """Raters x units of steps with gaps, the same as counts, and the size of the scale."""
    random = np.random.default_rng(seed)
    size = int(random.integers(2, 8))
    answers = random.integers(0, size, random.integers(2, (25, 15))).astype(float)
    answers[random.random(answers.shape) < random.uniform(0, 0.6)] = np.nan
    counts = np.array([[(unit == step).sum() for step in range(size)] for unit in answers.T])
    return answers, counts, size


@pytest.mark.parametrize("metric", METRICS)
def test_alpha_equals_the_krippendorff_package_on_1000_surveys(metric: reliability.Metric) -> None:
    compared = 0
    for seed in range(1000):
        answers, counts, size = random_survey(seed)
        pairable = counts[counts.sum(-1) >= 2]
        alpha = float(reliability.krippendorff_alpha(counts, metric))
        if len(pairable) < 2 or (pairable.sum(0) > 0).sum() < 2:
            assert np.isnan(alpha)
            continue
        compared += 1
        domain = np.arange(size, dtype=float)
        oracle = krippendorff.alpha(
            reliability_data=answers, level_of_measurement=metric, value_domain=domain
        )
        assert alpha == pytest.approx(oracle, abs=1e-12)
    assert compared > 900


def test_many_groups_at_once_are_the_groups_one_by_one() -> None:
    counts = np.random.default_rng(1).integers(0, 4, (3, 5, 9, 4))
    for measure in (
        reliability.krippendorff_alpha,
        reliability.gwet_ac,
        reliability.icc1,
        reliability.icc2,
    ):
        together = measure(counts)
        assert together.shape == (3, 5)
        for place in np.ndindex(3, 5):
            assert together[place] == pytest.approx(float(measure(counts[place])), abs=1e-14)


def test_alpha_is_undefined_with_one_unit_or_one_step() -> None:
    assert np.isnan(reliability.krippendorff_alpha([[3, 4, 0]]))
    assert np.isnan(reliability.krippendorff_alpha([[3, 4, 0], [0, 1, 0], [0, 0, 0]]))
    for metric in METRICS:
        assert np.isnan(reliability.krippendorff_alpha([[0, 4, 0], [0, 3, 0]], metric))


def test_near_unanimity_has_low_alpha_and_high_ac() -> None:
    # Twenty raters on three items, one of them a step lower on each: nothing tells items apart.
    counts = [[0, 0, 1, 19]] * 3
    assert float(reliability.krippendorff_alpha(counts)) < 0.05
    assert float(reliability.gwet_ac(counts)) > 0.95


def test_ac_equals_the_pairs_counted_one_by_one() -> None:
    answers, counts, size = random_survey(3)
    agreeing, use = [], []
    for unit in answers.T:
        known = unit[~np.isnan(unit)]
        if len(known) >= 1:
            use.append([(known == step).mean() for step in range(size)])
        pairs = [(a, b) for i, a in enumerate(known) for j, b in enumerate(known) if i != j]
        if pairs:
            agreeing.append(np.mean([1 - ((a - b) / (size - 1)) ** 2 for a, b in pairs]))
    pi = np.mean(use, axis=0)
    total = sum(1 - ((a - b) / (size - 1)) ** 2 for a in range(size) for b in range(size))
    chance = total / (size * (size - 1)) * sum(p * (1 - p) for p in pi)
    expected = (np.mean(agreeing) - chance) / (1 - chance)
    assert float(reliability.gwet_ac(counts, "quadratic")) == pytest.approx(expected, abs=1e-12)


def test_ac_is_undefined_without_a_pair() -> None:
    assert np.isnan(reliability.gwet_ac([[1, 0], [0, 1]]))


def test_icc_equals_the_analysis_of_variance_of_the_answers() -> None:
    counts = np.array([[2, 5, 1], [0, 0, 0], [1, 1, 7], [3, 0, 0], [0, 1, 0]])
    groups = [np.repeat([1, 2, 3], c) for c in counts if c.sum()]
    everything = np.concatenate(groups)
    ssb = sum(len(g) * (g.mean() - everything.mean()) ** 2 for g in groups)
    ssw = sum(((g - g.mean()) ** 2).sum() for g in groups)
    msb, msw = ssb / (len(groups) - 1), ssw / (len(everything) - len(groups))
    size = len(everything) / len(groups)
    expected = (msb - msw) / (msb + (size - 1) * msw)
    assert float(reliability.icc1(counts)) == pytest.approx(expected, abs=1e-12)
    assert float(reliability.icc2(counts)) == pytest.approx((msb - msw) / msb, abs=1e-12)


def test_icc_is_undefined_with_one_group_or_without_differences() -> None:
    for measure in (reliability.icc1, reliability.icc2):
        assert np.isnan(measure([[3, 4], [0, 0]]))
        assert np.isnan(measure([[3, 0], [4, 0]]))
        assert np.isnan(measure([[1, 0], [0, 1]]))
