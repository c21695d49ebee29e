"""The frame around every page: settings, look, navigation. No data."""

import streamlit as st

from skolkval.ui.frame import dress, pages

st.set_page_config(page_title="SkolKval", page_icon="skolkval/static/favicon.png", layout="wide")
page = st.navigation(pages())
dress(page.title)
page.run()
