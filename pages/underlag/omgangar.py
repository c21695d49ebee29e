"""The rounds: date, invited numbers, imports with undo, deletion."""

from skolkval.ui.round_list import show_rounds
from skolkval.ui.text import lead

lead("Varje omgång är en insamling: ett instrument, ett datum och de filer som lästs in.")
show_rounds()
