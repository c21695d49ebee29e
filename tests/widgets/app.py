"""Do the guards and the Swedish words hold for every widget? A small app with each of them."""

import streamlit as st

st.set_page_config(page_title="SkolKval", layout="wide")
st.navigation(
    {
        "Frågor": [
            st.Page("pages/fraga/start.py", title="Början"),
            st.Page("pages/fraga/reglage.py", title="Reglage"),
            st.Page("pages/fraga/ord.py", title="Ord"),
            st.Page("pages/fraga/fel.py", title="Fel"),
        ]
    }
).run()
