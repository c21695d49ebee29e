"""Breaks in the way that `?hur=` names."""

import streamlit as st

from skolkval.errors import Refusal

st.title("Fel")
if st.query_params.get("hur") == "vagran":
    raise Refusal(
        "SK-204", "Kolumnen ':red[Svar]' ![x](http://example.org/x.png) :smile: finns två gånger."
    )
if st.query_params.get("hur") == "krasch":
    raise ValueError("hemligt cellvärde")
