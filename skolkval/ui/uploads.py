"""How does a file that somebody hands in reach a reader, and leave nothing behind?"""

from __future__ import annotations

import os
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from streamlit.runtime.uploaded_file_manager import UploadedFile


@contextmanager
def on_disk(file: UploadedFile) -> Iterator[Path]:
    """The uploaded file under a name of ours, for as long as it is read."""
    handle, name = tempfile.mkstemp(prefix="skolkval-")
    path = Path(name)
    try:
        with os.fdopen(handle, "wb") as target:
            target.write(file.getbuffer())
        yield path
    finally:
        path.unlink(missing_ok=True)
