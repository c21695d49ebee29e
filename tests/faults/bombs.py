"""How is a zip made that is small on disk and vast, or untruthful, when it is unpacked?"""

from __future__ import annotations

import struct
import zlib
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

MEGABYTE = 1024 * 1024


@dataclass(frozen=True)
class Packed:
    """A deflated member; `size` and `checksum` are what the zip will say of it."""

    data: bytes
    size: int
    checksum: int


def packed(data: bytes) -> Packed:
    """A member that holds `data`, truthfully."""
    deflater = zlib.compressobj(9, zlib.DEFLATED, -15)
    return Packed(deflater.compress(data) + deflater.flush(), len(data), zlib.crc32(data))


def repeated(before: bytes, piece: bytes, times: int, after: bytes) -> Packed:
    """`before`, `piece` `times` over and `after`; the piece is deflated only once."""
    deflater = zlib.compressobj(9, zlib.DEFLATED, -15)
    start = deflater.compress(before) + deflater.flush(zlib.Z_FULL_FLUSH)
    middle = deflater.compress(piece) + deflater.flush(zlib.Z_FULL_FLUSH)
    end = deflater.compress(after) + deflater.flush()
    checksum = zlib.crc32(before)
    for _ in range(times):
        checksum = zlib.crc32(piece, checksum)
    size = len(before) + len(piece) * times + len(after)
    return Packed(start + middle * times + end, size, zlib.crc32(after, checksum))


def write_packed(path: Path, members: Mapping[str, Packed]) -> Path:
    """A zip of these members, with the sizes and checksums they claim."""
    body = b""
    directory = b""
    for name, member in members.items():
        raw = name.encode()
        facts = struct.pack(
            "<HHHHHIIIHH",
            *(20, 0, 8, 0, 33, member.checksum, len(member.data), member.size, len(raw), 0),
        )
        offset = struct.pack("<HHHII", 0, 0, 0, 0, len(body))
        directory += b"PK\x01\x02\x14\x00" + facts + offset + raw
        body += b"PK\x03\x04" + facts + raw + member.data
    count = len(members)
    end = struct.pack("<HHHHIIH", 0, 0, count, count, len(directory), len(body), 0)
    path.write_bytes(body + directory + b"PK\x05\x06" + end)
    return path
