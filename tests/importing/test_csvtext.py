"""Are the bytes of a csv file read as the text and the cells they were written as?"""

from __future__ import annotations

import pytest

from skolkval.errors import Refusal
from skolkval.importing.csvtext import CsvRows, read_csv
from skolkval.importing.limits import Limits


def table(data: bytes | str) -> CsvRows:
    return read_csv(data.encode() if isinstance(data, str) else data, Limits())


SWEDISH = "Enhet;Åsikt\nBjörkén;ä\n"


@pytest.mark.parametrize(
    ("codec", "name"),
    [
        ("utf-8", "UTF-8"),
        ("utf-8-sig", "UTF-8"),
        ("utf-16", "UTF-16"),
        ("cp1252", "Windows-1252"),
    ],
)
def test_swedish_letters_survive_every_encoding(codec: str, name: str) -> None:
    found = table(SWEDISH.encode(codec))
    assert found.encoding == name
    assert found.rows == [["Enhet", "Åsikt"], ["Björkén", "ä"]]


@pytest.mark.parametrize(
    ("data", "row"),
    [
        ("Åsikt;b\n".encode() * 13 + b"\xe5;x\n", 14),
        (b"a;b\n\x81;x\n", 2),
        (b"a;b\nc;\0\n", 2),
        ("\ufeffa;b\n".encode("utf-16-le") + b"\0\xd8", 2),
    ],
)
def test_bytes_that_are_no_text_are_refused_with_their_row(data: bytes, row: int) -> None:
    with pytest.raises(Refusal, match=f"SK-201 Rad {row} innehåller tecken"):
        table(data)


@pytest.mark.parametrize(
    "text",
    [
        "a;b, c;d\n1;2;3\n",
        'a,"b, c",d\n1,2,3\n',
        "a\tb, c\td\n1\t2\t3\n",
        "sep=;\r\na;b, c;d\r\n1;2;3\r\n",
        '"sep=|"\na|b, c|d\n1|2|3\n',
    ],
)
def test_the_delimiter_is_found(text: str) -> None:
    found = table(text)
    assert found.rows == [["a", "b, c", "d"], ["1", "2", "3"]]
    assert list(found.numbers) == [1, 2]


def test_commas_in_unquoted_statements_are_no_delimiters() -> None:
    found = table("Mål, tid, plats;Vi, alla, lär;X, y, z\n1;2;3\n4;4;4\n")
    assert (found.delimiter, found.width) == (";", 3)


def test_line_breaks_and_quotation_marks_stay_inside_their_cell() -> None:
    found = table('"Vi\nlär";b\n"""Ja""\n\n";2\n;\n3;4\n')
    assert found.rows == [["Vi\nlär", "b"], ['"Ja"\n\n', "2"], ["3", "4"]]
    assert list(found.numbers) == [1, 2, 4]


def test_rows_of_another_width_are_listed_and_kept() -> None:
    found = table("a;b\n1;2;\n3\n4;5;6\n7;8\n")
    assert found.rows == [
        ["a", "b", ""],
        ["1", "2", ""],
        ["3", "", ""],
        ["4", "5", "6"],
        ["7", "8", ""],
    ]
    # Row 2 has three cells, but nothing after the second; row 3 has one; row 4 has three filled.
    assert (found.common, found.ragged) == (2, ((2, 3, 2), (3, 1, 1), (4, 3, 3)))


def test_a_title_row_does_not_hide_the_delimiter() -> None:
    found = table("Enkät, våren 2026\n\na;b, c;d\n1;2;3\n")
    assert (found.delimiter, found.width, list(found.numbers)) == (";", 3, [1, 3, 4])
    assert found.ragged == ((1, 1, 1),)


def test_a_long_row_far_down_does_not_widen_the_table() -> None:
    found = table("a;b\n" + "1;2\n" * 100 + "1;2;3;4\n")
    assert (found.width, found.rows[-1], found.ragged) == (2, ["1", "2"], ((102, 4, 4),))


def test_a_quotation_mark_without_end_never_swallows_rows() -> None:
    with pytest.raises(Refusal, match="SK-227"):
        table('a;b\n1;"2\n3;4\n5;6\n')


def test_a_csv_over_the_limits_is_refused_and_not_cut() -> None:
    limits = Limits(rows=3, columns=3)
    with pytest.raises(Refusal, match="SK-213"):
        read_csv(b"a;b\n" + b"1;2\n" * 3, limits)
    with pytest.raises(Refusal, match="SK-212"):
        read_csv(b"a;b;c;d\n1;2;3;4\n", limits)
