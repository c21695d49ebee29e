"""What is in the zip of a workbook, counted byte by byte before any parser opens it?"""

from __future__ import annotations

import posixpath
import struct
import zipfile
import zlib
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import BinaryIO
from xml.etree import ElementTree

from skolkval.errors import Refusal
from skolkval.importing.container import DAMAGED, LOCKED, NOT_EXCEL, OLD_FORMAT
from skolkval.importing.limits import MEGABYTE, Limits
from skolkval.importing.sheetscan import SheetScan

_CHUNK = 2 * MEGABYTE
_LINKING = ("xl/externallinks/", "xl/connections.xml", "xl/querytables/", "xl/embeddings/")
_NOT_PARSED = ("xl/media/", "xl/embeddings/", "xl/vbaproject.bin")
_RELATION_ID = "{http://schemas.openxmlformats.org/officeDocument/2006/relationships}id"
_STRICT_RELATION_ID = "{http://purl.oclc.org/ooxml/officeDocument/relationships}id"


@dataclass(frozen=True)
class Worksheet:
    """One worksheet: its name, whether it can be seen, and where its cells lie."""

    name: str
    state: str
    scan: SheetScan


@dataclass
class _Budget:
    """How many unpacked bytes are left."""

    limits: Limits
    used: int = 0

    def spend(self, amount: int, entry_total: int) -> None:
        self.used += amount
        if self.used > self.limits.unpacked_bytes or entry_total > self.limits.entry_bytes:
            raise too_large_unpacked()


def too_large_unpacked() -> Refusal:
    """The refusal of a file that unpacks to more than the limit."""
    return Refusal(
        "SK-111",
        "Filen blir för stor när den packas upp. Exportera den igen, eller dela upp den.",
    )


def scan_workbook(path: Path, limits: Limits) -> tuple[list[Worksheet], list[str]]:
    """Search the whole zip; give its worksheets and the codes of what is worth a notice.

    Raises:
        Refusal: SK-105 to SK-108, SK-110, SK-111 or SK-113.
    """
    try:
        with path.open("rb") as file, zipfile.ZipFile(file) as archive:
            return _scan(file, archive.infolist(), limits)
    except (
        zipfile.BadZipFile,
        zlib.error,
        struct.error,
        ElementTree.ParseError,
        NotImplementedError,
        EOFError,
        LookupError,
        OSError,
        OverflowError,
        ValueError,
    ) as error:
        raise Refusal(*DAMAGED) from error


def _scan(
    file: BinaryIO, members: list[zipfile.ZipInfo], limits: Limits
) -> tuple[list[Worksheet], list[str]]:
    by_name = {member.filename.lower(): member for member in members}
    if len(members) > limits.members:
        raise _too_many(f"{len(members)} delar (max {limits.members})")
    _check_kind(by_name)
    if len(by_name) < len(members):
        raise Refusal(*DAMAGED)
    if sum(member.file_size for member in members) > limits.unpacked_bytes or any(
        member.file_size > limits.entry_bytes for member in members
    ):
        raise too_large_unpacked()

    budget = _Budget(limits)
    sheets = _sheet_parts(lambda name: _read_small(file, by_name[name], budget))
    if len(sheets) > limits.sheets:
        raise _too_many(f"{len(sheets)} blad (max {limits.sheets})")
    scans = {part: SheetScan() for _, _, part in sheets}
    if not scans.keys() <= by_name.keys():
        raise Refusal(*DAMAGED)
    for name, member in by_name.items():
        _search_member(_inflate(file, member, budget), name, scans.get(name))

    notices = []
    if any(name.endswith("vbaproject.bin") for name in by_name):
        notices.append("SK-W01")
    if any(name.startswith(_LINKING) for name in by_name):
        notices.append("SK-W02")
    return [Worksheet(name, state, scans[part]) for name, state, part in sheets], notices


def _check_kind(by_name: dict[str, zipfile.ZipInfo]) -> None:
    if "xl/workbook.xml" in by_name:
        return
    if "xl/workbook.bin" in by_name or ("content.xml" in by_name and "mimetype" in by_name):
        raise Refusal(*OLD_FORMAT)
    # Parts of a workbook without the workbook itself: a name in the directory is damaged.
    if any(name.startswith(("xl/", "[content_types]")) for name in by_name):
        raise Refusal(*DAMAGED)
    raise Refusal(*NOT_EXCEL)


def _too_many(what: str) -> Refusal:
    return Refusal(
        "SK-113",
        f"Filen har för många delar/blad: {what}. Spara bladet med svaren som en egen fil.",
    )


def _search_member(chunks: Iterator[bytes], name: str, scan: SheetScan | None) -> None:
    """Count and check a member to its end, and search it where a parser may come to read it."""
    parsed = not name.startswith(_NOT_PARSED)
    tail = b""
    first = True
    for chunk in chunks:
        if parsed:
            if first and chunk.startswith((b"\xff\xfe", b"\xfe\xff", b"<\0", b"\0<")):
                raise _forbidden_code()
            piece = tail + chunk
            if b"<!DOCTYPE" in piece:  # entities can be declared nowhere else
                raise _forbidden_code()
            tail = chunk[-16:]
        if scan is not None:
            scan.feed(chunk)
        first = False
    if scan is not None:
        scan.finish()


def _forbidden_code() -> Refusal:
    return Refusal(
        "SK-110",
        "Filen innehåller otillåten kod (XML-entiteter). Öppna den i Excel och spara den på nytt.",
    )


def _sheet_parts(read: Callable[[str], bytes]) -> list[tuple[str, str, str]]:
    """(name, state, member name in lower case) of every worksheet, in the workbook's order."""
    relations = ElementTree.fromstring(read("xl/_rels/workbook.xml.rels"))
    targets = {
        relation.get("Id", ""): posixpath.normpath(
            posixpath.join("/xl", relation.get("Target", ""))
        )[1:].lower()
        for relation in relations
        if relation.get("Type", "").endswith("/worksheet")
    }
    sheets = []
    for element in ElementTree.fromstring(read("xl/workbook.xml")).iter():
        if element.tag.rpartition("}")[2] == "sheet":
            part = targets.get(element.get(_RELATION_ID) or element.get(_STRICT_RELATION_ID) or "")
            if part is not None:
                sheets.append((element.get("name", ""), element.get("state", "visible"), part))
    return sheets


def _read_small(file: BinaryIO, member: zipfile.ZipInfo, budget: _Budget) -> bytes:
    """The whole of a small member, refused before the XML parser if it declares entities."""
    chunks = []

    def kept() -> Iterator[bytes]:
        for chunk in _inflate(file, member, budget):
            chunks.append(chunk)
            yield chunk

    _search_member(kept(), member.filename.lower(), None)
    return b"".join(chunks)


def _inflate(file: BinaryIO, member: zipfile.ZipInfo, budget: _Budget) -> Iterator[bytes]:
    """The member's true bytes, whatever size the directory declares; its checksum is verified."""
    if member.flag_bits & 1:
        raise Refusal(*LOCKED)
    file.seek(member.header_offset)
    header = file.read(30)
    name_length, extra_length = struct.unpack("<HH", header[26:30])
    name = file.read(name_length)
    coding = "utf-8" if member.flag_bits & 0x800 else "cp437"
    if header[:4] != b"PK\x03\x04" or name != member.orig_filename.encode(coding):
        raise Refusal(*DAMAGED)
    file.seek(extra_length, 1)

    total = checksum = 0
    for chunk in _unpacked(file, member):
        total += len(chunk)
        budget.spend(len(chunk), total)
        checksum = zlib.crc32(chunk, checksum)
        yield chunk
    if total != member.file_size or checksum != member.CRC:
        raise Refusal(*DAMAGED)


def _unpacked(file: BinaryIO, member: zipfile.ZipInfo) -> Iterator[bytes]:
    left = member.compress_size
    if member.compress_type == zipfile.ZIP_STORED:
        while left and (chunk := file.read(min(left, _CHUNK))):
            left -= len(chunk)
            yield chunk
        return
    if member.compress_type != zipfile.ZIP_DEFLATED:
        raise Refusal(*DAMAGED)
    inflater = zlib.decompressobj(-15)
    packed = b""
    while not inflater.eof:
        if not packed:
            packed = file.read(min(left, _CHUNK // 8))
            left -= len(packed)
            if not packed:
                raise Refusal(*DAMAGED)
        chunk = inflater.decompress(packed, _CHUNK)
        packed = inflater.unconsumed_tail
        if chunk:
            yield chunk
