"""On what are we united and on what split, is it the levels that differ, and how do two groups?"""

import streamlit as st

from skolkval.ui.agreement import (
    choose_cuts_and_level,
    show_camps,
    show_fields,
    show_how_united,
    show_plane,
)
from skolkval.ui.analyst import show_analyst, wants_analyst_view
from skolkval.ui.distances import show_distances
from skolkval.ui.downloads import offer_workbook
from skolkval.ui.selection import choose, foot, show_nothing, shown_rows
from skolkval.ui.side_by_side import show_side_by_side
from skolkval.ui.text import ask_the_room, lead

chosen = choose()
items = shown_rows(chosen, "item")
if not items:
    show_nothing(chosen)
else:
    lead("Var är vi eniga, var är bilden delad, och är det nivåerna som skiljer oss?")
    cuts, shown = choose_cuts_and_level(items)
    footer = foot(chosen, items)
    wide, beside = st.columns([2, 1])
    with wide:
        marks = show_plane(chosen, shown, cuts, footer if shown is items else foot(chosen, shown))
    with beside:
        show_how_united(marks, cuts)
        show_camps(chosen, marks)
    show_fields(chosen, marks, cuts)
    show_distances(chosen, cuts, footer)
    show_side_by_side(chosen)
    if wants_analyst_view():
        show_analyst(chosen)
ask_the_room()
if items:
    offer_workbook(chosen)
