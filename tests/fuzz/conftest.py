"""How long does the fuzzing run? Moments by default, minutes with `--hypothesis-profile=soak`."""

from __future__ import annotations

import faulthandler
from collections.abc import Iterator

import pytest
from hypothesis import HealthCheck, settings

_SLOW = (HealthCheck.too_slow, HealthCheck.data_too_large, HealthCheck.filter_too_much)
settings.register_profile("soak", max_examples=2_000, deadline=None, suppress_health_check=_SLOW)
_HANGS = 1_200.0


@pytest.fixture(autouse=True)
def _a_hang_ends_the_run() -> Iterator[None]:
    """Whatever never comes back takes the run with it, instead of holding it for ever."""
    faulthandler.dump_traceback_later(_HANGS, exit=True)
    yield
    faulthandler.cancel_dump_traceback_later()
