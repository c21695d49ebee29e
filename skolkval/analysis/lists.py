"""Which statements stand out? The highest and lowest index, and where a group is most split.

All take an item frame with one row per item and level (see `skolkval.charts`) and give its rows.
Rows with few answers take no part: a handful of people always holds the extremes.
"""

from __future__ import annotations

import pandas as pd

FROM = 10
"""Fewest answers for a row to be pointed out."""


def strongest(items: pd.DataFrame, length: int) -> pd.DataFrame:
    """The rows with the highest index, highest first."""
    return _enough(items).nlargest(length, "index")


def weakest(items: pd.DataFrame, length: int) -> pd.DataFrame:
    """The rows with the lowest index, lowest first, none of them among the strongest."""
    rows = _enough(items)
    return rows.drop(strongest(items, length).index).nsmallest(length, "index")


def most_split(items: pd.DataFrame, length: int) -> pd.DataFrame:
    """The rows with two camps first, then those with the lowest agreement."""
    rows = _enough(items).dropna(subset=["agreement"])
    camps = rows["polarised"].eq(True)
    return rows.assign(camps=camps).sort_values(
        ["camps", "agreement"], ascending=[False, True], kind="stable"
    )[:length]


def _enough(items: pd.DataFrame) -> pd.DataFrame:
    rows = items[items["kind"].eq("individual") & items["n"].ge(FROM).fillna(False)]
    return rows.dropna(subset=["index"])
