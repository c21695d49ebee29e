"""The frame around every page: settings, look, navigation. No data."""

import sys

import streamlit as st
from streamlit.runtime.scriptrunner import RerunException

from skolkval.ui.address import follow_address, write_address
from skolkval.ui.card import follow_click
from skolkval.ui.frame import dress, page_name, pages
from skolkval.ui.wall import begin_wall, end_wall

page = st.navigation(pages())
st.set_page_config(
    page_title=f"{page.title} – SkolKval", page_icon="skolkval/static/favicon.png", layout="wide"
)
follow_click()
dress(page.title)
follow_address(page_name(page))
begin_wall(page.title)
try:
    page.run()
finally:
    # A page may end early. Where another run is to follow, perhaps of another page, that one writes.
    if not isinstance(sys.exception(), RerunException):
        end_wall()
        write_address()
