"""How does a good file go wrong? Bytes turned, cut, doubled and moved, and the parts of a zip likewise."""

from __future__ import annotations

import io
import random
import zipfile
from collections.abc import Callable, Sequence

Change = Callable[[bytearray, random.Random], object]


def _flip(data: bytearray, chance: random.Random) -> None:
    data[chance.randrange(len(data))] ^= 1 << chance.randrange(8)


def _other(data: bytearray, chance: random.Random) -> None:
    data[chance.randrange(len(data))] = chance.choice(b"\x00\xff\"';,\r\n<>&PK0")


def _cut(data: bytearray, chance: random.Random) -> None:
    place = chance.randrange(len(data))
    del data[place : place + chance.randint(1, 64)]


def _end(data: bytearray, chance: random.Random) -> None:
    del data[chance.randrange(1, len(data) + 1) :]


def _double(data: bytearray, chance: random.Random) -> None:
    place = chance.randrange(len(data))
    data[place:place] = data[place : place + chance.randint(1, 400)]


def _move(data: bytearray, chance: random.Random) -> None:
    place = chance.randrange(len(data))
    piece = data[place : place + chance.randint(1, 200)]
    del data[place : place + len(piece)]
    place = chance.randrange(len(data) + 1)
    data[place:place] = piece


_CHANGES: Sequence[Change] = (_flip, _other, _cut, _end, _double, _move)


def mutated(data: bytes, chance: random.Random) -> bytes:
    """The file after one to eight changes to its bytes."""
    changed = bytearray(data)
    for _ in range(chance.randint(1, 8)):
        chance.choice(_CHANGES)(changed, chance)
        changed = changed or bytearray(b"\0")
    return bytes(changed)


# What a hostile or broken writer may put where a number, an address or a name is expected.
_TOKENS = (
    *(b"", b"0", b"-1", b"1e309", b"nan", b"99999999999999999999", b"A0", b"ZZZZ99", b"XFD1048576"),
    *(b"A1:XFD1048576", b"B2:A1", b"\xff\xfe", b"&#0;", b"&#x110000;", b"&amp", b"<v>", b"</row>"),
    *(b"../../xl/workbook.xml", b"http://exempel.invalid/", b"<!DOCTYPE a>", b"t", b"s", b"1:1"),
)


def _with_token(data: bytes, chance: random.Random) -> bytes:
    """A part of XML where what stands between quotation marks or tags is something else."""
    ends = [at for at, byte in enumerate(data) if byte in b'"<>']
    if len(ends) < 2:
        return data
    first = chance.randrange(len(ends) - 1)
    return data[: ends[first] + 1] + chance.choice(_TOKENS) + data[ends[first + 1] :]


def respliced(data: bytes, other: bytes, chance: random.Random) -> bytes:
    """A whole zip again, of the workbook's parts after one to four changes to them.

    Parts are damaged, dropped, doubled, renamed, given each other's content, or taken from
    the `other` workbook; checksums and the directory are right, so that the parsers are reached.
    """
    parts = _parts(data)
    strangers = _parts(other)
    for _ in range(chance.randint(1, 4)):
        if not parts:
            break
        at = chance.randrange(len(parts))
        name, content = parts[at]
        how = chance.randrange(10)
        if how < 4:
            parts[at] = name, _with_token(content, chance)
        elif how == 4:
            parts[at] = name, mutated(content or b"\0", chance)
        elif how == 5:
            del parts[at]
        elif how == 6:
            parts.append(parts[at])
        elif how == 7:
            parts[at] = name, chance.choice(parts)[1]
        elif how == 8:
            parts[at] = chance.choice(parts)[0].swapcase(), content
        else:
            parts.append(chance.choice(strangers))
    packed = io.BytesIO()
    with zipfile.ZipFile(
        packed, "w", chance.choice([zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED])
    ) as archive:
        for name, content in parts:
            # Without zipfile's warning about a name that is there already.
            archive.NameToInfo.pop(name, None)
            archive.writestr(name, content)
    return packed.getvalue()


def _parts(data: bytes) -> list[tuple[str, bytes]]:
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        return [(name, archive.read(name)) for name in archive.namelist()]
