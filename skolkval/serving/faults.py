"""What is written down when something breaks: where, under which code, and never what was in it."""

from __future__ import annotations

import logging
import secrets
import traceback
from pathlib import Path
from typing import Any

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


def keep_messages_out_of_the_log() -> None:
    """Let every record of an exception in this process, whoever logs it, say what `describe` says.

    Streamlit's own of what went wrong in a page is dropped: `log_fault` has told that.
    """
    make = logging.getLogRecordFactory()

    def record(*args: Any, **kwargs: Any) -> logging.LogRecord:
        made = make(*args, **kwargs)
        error = made.exc_info[1] if made.exc_info else None
        if error is not None:
            made.msg, made.args = f"{made.getMessage().strip()}: {describe(error)}", ()
        made.exc_info = made.exc_text = None
        return made

    logging.setLogRecordFactory(record)
    logging.getLogger("streamlit.error_util").addFilter(
        lambda record: record.levelno < logging.ERROR
    )
