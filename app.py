"""The frame around every page: settings, look, navigation. No data."""

import streamlit as st

from skolkval.ui.address import follow_address, write_address
from skolkval.ui.frame import dress, pages

st.set_page_config(page_title="SkolKval", page_icon="skolkval/static/favicon.png", layout="wide")
page = st.navigation(pages())
dress(page.title)
follow_address()
try:
    page.run()
finally:  # a page may end early, with st.stop or st.rerun
    write_address()
