"""Is the file what its name says, and of a kind that can be opened?"""

from __future__ import annotations

from pathlib import Path
from typing import Literal

from skolkval.errors import Refusal
from skolkval.importing.limits import MEGABYTE, Limits

Kind = Literal["zip", "text"]

_OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_ZIP = (b"PK\x03\x04", b"PK\x05\x06", b"PK\x07\x08")
_UTF16 = (b"\xff\xfe", b"\xfe\xff")
_UTF8_MARK = b"\xef\xbb\xbf"
_WEB_PAGE = (b"<!doctype html", b"<html", b"<head", b"<body", b"<table", b"<meta", b"<style")
_EXCEL_NAMES = (".xlsx", ".xlsm", ".xltx", ".xltm", ".xls", ".xlsb", ".ods")
_TEXT_NAMES = (".csv", ".tsv", ".txt")

NOT_EXCEL = (
    "SK-105",
    "Filen är inte ett Excelark. Exportera svaren från enkätverktyget som .xlsx eller .csv.",
)
OLD_FORMAT = (
    "SK-106",
    "Formatet stöds inte. Öppna filen och spara som Excel-arbetsbok (.xlsx).",
)
LOCKED = ("SK-107", "Filen är lösenordsskyddad. Ta bort lösenordet och ladda upp igen.")
DAMAGED = (
    "SK-108",
    "Filen är skadad eller ofullständig. Exportera den igen och försök på nytt.",
)


def check_size(path: Path, limits: Limits) -> int:
    """The file's size in bytes.

    Raises:
        Refusal: SK-101 when the file is empty, SK-102 when it is too large.
    """
    size = path.stat().st_size
    if size == 0:
        raise Refusal("SK-101", "Filen är tom. Exportera den igen och försök på nytt.")
    if size > limits.file_bytes:
        shown, most = (-(-number // MEGABYTE) for number in (size, limits.file_bytes))
        raise Refusal(
            "SK-102",
            f"Filen är {shown} MB. Gränsen är {most} MB. Dela upp den eller ta bort kolumner.",
        )
    return size


def sniff(path: Path, name: str) -> Kind:
    """Whether the file called `name` is a zip (a workbook, perhaps) or text.

    Raises:
        Refusal: SK-103 to SK-107, when it is neither or not what its name says.
    """
    with path.open("rb") as file:
        head = file.read(64 * 1024)
        if head.startswith(_OLE):
            raise _ole_refusal(head + file.read())
    ending = Path(name).suffix.lower()
    if head.startswith(_ZIP):
        if ending in _TEXT_NAMES:
            raise Refusal(
                "SK-103",
                "Filnamnet säger text men innehållet är Excel. Byt namn till .xlsx eller spara "
                "som .csv på riktigt.",
            )
        return "zip"
    if head.removeprefix(_UTF8_MARK).lstrip().lower().startswith(_WEB_PAGE):
        raise Refusal(
            "SK-104",
            "Det här är en webbsida, inte ett Excelark. Öppna den i Excel och spara som .xlsx.",
        )
    if not _looks_like_text(head):
        raise Refusal(*NOT_EXCEL)
    if ending in _EXCEL_NAMES:
        raise Refusal(
            "SK-103",
            "Filnamnet säger Excel men innehållet är text. Spara som .xlsx eller ladda upp "
            "som .csv.",
        )
    return "text"


def _ole_refusal(data: bytes) -> Refusal:
    """Why a file in Microsoft's old container cannot be read: locked, an old Excel, or neither."""
    if "EncryptedPackage".encode("utf-16-le") in data:
        return Refusal(*LOCKED)
    if any(stream.encode("utf-16-le") in data for stream in ("Workbook", "Book\0")):
        return Refusal(*OLD_FORMAT)
    return Refusal(*NOT_EXCEL)


def _looks_like_text(head: bytes) -> bool:
    """Text has no control characters but tab, line feed and carriage return (form feed, escape)."""
    if head.startswith(_UTF16):
        return True
    allowed = {9, 10, 11, 12, 13, 26, 27}
    control = sum(byte < 32 and byte not in allowed for byte in head)
    return head[:2] != b"MZ" and control * 100 <= len(head)
