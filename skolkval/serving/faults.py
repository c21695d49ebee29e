"""What is written down when something breaks: where, under which code, and never what was in it."""

from __future__ import annotations

import logging
import secrets
import traceback
from pathlib import Path

_log = logging.getLogger("skolkval.faults")


def log_fault(error: BaseException) -> str:
    """Logs `error` without its message, since messages quote cells, and names it.

    Returns:
        Four hexadecimal digits, upper case, which the log and the user's screen share.
    """
    code = secrets.token_hex(2).upper()
    _log.error("Kod %s: %s", code, describe(error))
    return code


def describe(error: BaseException) -> str:
    """The kinds of `error` and its causes, each with the places it passed, outermost first."""
    places = " > ".join(
        f"{Path(frame.filename).name}:{frame.lineno} {frame.name}"
        for frame in traceback.extract_tb(error.__traceback__)
    )
    told = f"{type(error).__name__} [{places}]"
    cause = error.__cause__ or error.__context__
    return f"{told} <- {describe(cause)}" if cause is not None else told


class WithoutMessage(logging.Filter):
    """Drops records of whole exceptions, which `log_fault` tells without their content.

    Args:
        told: whether `log_fault` has told them already; otherwise it is called here.
    """

    def __init__(self, *, told: bool) -> None:
        super().__init__()
        self._told = told

    def filter(self, record: logging.LogRecord) -> bool:
        if record.exc_info is None:
            return True
        error = record.exc_info[1]
        if error is not None and not self._told:
            log_fault(error)
        return False
