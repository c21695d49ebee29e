"""What stands between a browser and the Streamlit app; nothing here knows Streamlit."""
