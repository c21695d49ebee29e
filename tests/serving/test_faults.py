"""What does the log hold of an exception that somebody else logged?"""

from __future__ import annotations

import logging

import pytest

from skolkval.serving.faults import WithoutMessage


@pytest.mark.parametrize("told", [False, True])
def test_an_exception_is_logged_once_and_never_with_its_message(
    told: bool, caplog: pytest.LogCaptureFixture
) -> None:
    logger = logging.getLogger(f"tests.faults.{told}")
    logger.addFilter(WithoutMessage(told=told))

    logger.warning("porten är upptagen")
    try:
        raise ValueError("hemligt cellvärde")
    except ValueError:
        logger.exception("hemligt fel")

    assert "porten är upptagen" in caplog.text
    assert "hemligt" not in caplog.text
    assert caplog.text.count("ValueError [test_faults.py") == (0 if told else 1)
