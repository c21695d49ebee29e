"""What stands where in the Excel template for an instrument of one's own?

One home for the names that `reports.templates.own_instrument` writes and
`importing.instrument_sheet` reads.
"""

from __future__ import annotations

from skolkval.instruments.checks import MAX_STEPS

FACTS_SHEET = "Instrument"
STATEMENTS_SHEET = "Påståenden"
MOST_LEVELS = 6
MOST_OUTSIDE = 6

TITLE, SHORT_TITLE, PUBLISHER, SOURCE = "Namn", "Kort namn", "Utgivare", "Källa"
ID, VERSION = "Id", "Version"
STEPS = tuple(f"Steg {number}" for number in range(1, MAX_STEPS + 1))
OUTSIDE = tuple(f"Utanför skalan {number}" for number in range(1, MOST_OUTSIDE + 1))
LEVELS = tuple(f"Nivå {number}" for number in range(1, MOST_LEVELS + 1))
FACTS = (TITLE, SHORT_TITLE, PUBLISHER, SOURCE, ID, VERSION, *STEPS, *OUTSIDE, *LEVELS)
"""The rows of the sheet Instrument: the name in its first column, the value in the second."""

AREA, GROUP, TEXT, LEVEL = "Område", "Delområde", "Påstående", "Nivå"
LABEL, REVERSED = "Kortnamn", "Omvänt"
COLUMNS = (AREA, GROUP, TEXT, LEVEL, LABEL, REVERSED)
"""The headers of the sheet Påståenden."""
NEEDED_COLUMNS = (AREA, TEXT)
YES, NO = "ja", "nej"
