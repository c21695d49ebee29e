"""How large may a file be, in every direction, before it is refused?"""

from __future__ import annotations

from dataclasses import dataclass

MEGABYTE = 1024 * 1024


@dataclass(frozen=True)
class Limits:
    """Sizes in bytes, counts, and what the reading child process may use."""

    file_bytes: int = 25 * MEGABYTE
    unpacked_bytes: int = 250 * MEGABYTE
    entry_bytes: int = 200 * MEGABYTE
    members: int = 2_000
    sheets: int = 50
    columns: int = 1_000
    rows: int = 200_000
    cells: int = 5_000_000
    child_memory: int = 1_536 * MEGABYTE
    child_seconds: int = 30
