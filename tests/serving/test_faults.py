"""What does the log hold of an exception, whoever logs it?"""

from __future__ import annotations

import logging
from collections.abc import Iterator

import pytest

from skolkval.serving.faults import keep_messages_out_of_the_log


@pytest.fixture
def no_messages() -> Iterator[None]:
    factory, told = logging.getLogRecordFactory(), logging.getLogger("streamlit.error_util")
    filters = list(told.filters)
    keep_messages_out_of_the_log()
    yield
    logging.setLogRecordFactory(factory)
    told.filters = filters


@pytest.mark.usefixtures("no_messages")
def test_an_exception_is_told_without_its_message(caplog: pytest.LogCaptureFixture) -> None:
    logger = logging.getLogger("tests.faults")
    logger.warning("porten %s är upptagen", 80)
    try:
        raise ValueError("hemligt cellvärde")
    except ValueError:
        logger.exception("Exception in %s", "ASGI")

    assert "porten 80 är upptagen" in caplog.text
    assert "Exception in ASGI: ValueError [test_faults.py" in caplog.text
    assert "hemligt" not in caplog.text
