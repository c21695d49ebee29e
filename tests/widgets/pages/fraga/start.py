"""The page that a bare address shows."""

import streamlit as st

st.title("Början")
