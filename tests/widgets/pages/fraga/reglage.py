"""Every widget the product uses, in the states that show Streamlit's own words."""

import datetime
import time

import pandas as pd
import plotly.graph_objects as go
import streamlit as st

st.title("Reglage")
st.selectbox("Omgång", ["Höst", "Vår"], index=None)
st.selectbox("Omgång igen", ["Höst", "Vår"])
st.multiselect("Enheter", ["Ek", "Al"])
st.multiselect("Enheter igen", ["Ek", "Al"], default=["Ek"], max_selections=1)
st.date_input("Datum", datetime.date(2026, 3, 1))
st.date_input("Period", (datetime.date(2026, 3, 1), datetime.date(2026, 4, 1)))
st.number_input("Inbjudna", 0, 100, 5)
st.text_input("Namn", max_chars=20)
st.text_area("Anteckning", max_chars=200)
st.file_uploader("Fil", type=["xlsx", "csv"])
st.file_uploader("Filer", accept_multiple_files=True)
st.dataframe(pd.DataFrame({"Enhet": ["Ek", "Al"], "Index": [1.5, 2]}))
st.data_editor(pd.DataFrame({"Mål": ["Ek"], "Klart": [True]}), num_rows="dynamic")
st.plotly_chart(
    go.Figure(go.Bar(x=["a"], y=[1])),
    config={"locale": "sv", "locales": {"sv": {"dictionary": {}}}},
)
with st.popover("Mer"):
    st.write("Innehåll")
with st.expander("Så läser du"):
    st.write("Läs så här.")
st.tabs(["Ett", "Två"])
st.segmented_control("Visa", ["a", "b"])
st.pills("Välj", ["a", "b"])
st.download_button("Hämta", b"x", "x.txt")
st.toggle("Av eller på")
st.slider("Från och till", 0, 100, (10, 20))
st.radio("Sort", ["a", "b"])
st.checkbox("Ja")
with st.form("blankett"):
    st.text_input("I blankett")
    st.number_input("Tal i blankett", 0, 5)
    st.form_submit_button("Spara")


@st.dialog("Ta bort?")
def ask() -> None:
    st.write("Säkert?")


if st.button("Öppna dialog", help="Hjälptext"):
    ask()
if st.button("Visa toast"):
    st.toast("Sparat")
if st.button("Vänta"):
    with st.spinner("Räknar …"), st.status("Läser", expanded=True):
        time.sleep(3)
st.code("kod", language=None)
st.metric("Svar", 3, 1)
st.table(pd.DataFrame({"a": [1]}))
