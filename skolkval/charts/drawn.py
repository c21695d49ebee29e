"""What is a chart until somebody looks inside it? The JSON that it was drawn as, sent as it is."""

from __future__ import annotations

from typing import Any

import plotly.graph_objects as go


class Drawn(go.Figure):
    """A figure that plotly does not build before it is asked about.

    Building it and taking its JSON out again copies every value three times, which is most of the
    time that a chart takes, and a page only wants the JSON.
    """

    def __init__(self, json: dict[str, Any]) -> None:
        self.__dict__["_json"] = json

    def __getattr__(self, name: str) -> Any:
        # Python only comes here for what is missing, and everything is, until it is built.
        json = self.__dict__.pop("_json", None)
        if json is None:
            raise AttributeError(name)
        super().__init__(json, _validate=False)
        return getattr(self, name)

    def to_dict(self) -> dict[str, Any]:
        """The figure as plotly's JSON has it; not to be changed."""
        json: dict[str, Any] = self.__dict__.get("_json") or super().to_dict()
        return json
