"""What somebody happened to call things, in words that Streamlit uses too."""

import streamlit as st

st.title("Search")
st.write("Close")
st.text("Upload")
st.html("<p class='sk-note'>Stop</p>")
st.multiselect("Enheter", ["Open", "Error", "Select"], default=["Open"])
