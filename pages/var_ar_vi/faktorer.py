"""One area: every statement as bars, the levels under each other; what to talk about and what was written beside."""

import streamlit as st

from skolkval.ui.area_cards import show_statements
from skolkval.ui.area_talk import show_talk
from skolkval.ui.areas import choose_view
from skolkval.ui.comments import show_comments
from skolkval.ui.downloads import offer_workbook
from skolkval.ui.selection import choose

chosen = choose()
view = choose_view(chosen)
wide, beside = st.columns([2, 1])
with wide:
    show_statements(chosen, view)
with beside:
    show_talk(chosen, view)
    show_comments(chosen, view)
offer_workbook(chosen)
