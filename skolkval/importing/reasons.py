"""Why is a row or a cell left out, in few words?"""

from __future__ import annotations

REASONS = {
    "SK-203": "raden har fler eller färre celler än rubrikraden",
    "SK-207": "cellen är hopslagen med en annan",
    "SK-208": "cellen är en formel utan uträknat värde",
    "SK-209": "cellen har ett felvärde",
    "SK-210": "svaret är ett datum eller en tid; Excel kan ha gjort om det",
    "SK-211": "svaret finns inte på instrumentets skala",
    "SK-214": "enhet, skolform, roll eller nivå har mer än 200 tecken",
    "SK-220": "nivån framgår inte",
    "SK-221": "nivån finns inte i instrumentet",
    "SK-222": "påståendet gäller en annan nivå än den svarandes",
    "SK-229": "raden ser ut att vara en fotnot eller en summa under svaren",
    "SK-230": "svaret är inte avslutat i enkätverktyget",
}
"""Code of a `SkippedRow` or a `RejectedCell` to what stands in a list beside it."""
