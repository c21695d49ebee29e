"""Which step does each answer stand for, judged by the whole set of values in the file?"""

from skolkval.importing.scales.reading import (
    REJECT_CODES,
    REJECTED_FROM,
    Reading,
    read_answers,
)
from skolkval.importing.scales.scheme import BLANK, BLANK_WORD, MERGED, NOT_APPLICABLE_WORD

__all__ = [
    "BLANK",
    "BLANK_WORD",
    "MERGED",
    "NOT_APPLICABLE_WORD",
    "REJECTED_FROM",
    "REJECT_CODES",
    "Reading",
    "read_answers",
]
