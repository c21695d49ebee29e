"""How is an instrument shown as JSON?"""

from __future__ import annotations

from typing import Any

from skolkval.instruments.model import Instrument


def describe(instrument: Instrument) -> dict[str, Any]:
    """The instrument as JSON data: `skolkval instruments show ID --json`. Absent parts are None."""
    return {
        "id": instrument.id,
        "version": instrument.version,
        "title": instrument.title,
        "publisher": instrument.publisher,
        "levels": [level.id for level in instrument.levels],
        "scale": {
            "steps": [
                {"value": step.value, "label": step.label} for step in instrument.scale.steps
            ],
            "not_applicable": list(instrument.scale.not_applicable),
        },
        "items": [
            {
                "id": item.id,
                "text": item.text,
                "label": item.label,
                "area_id": item.area_id,
                "area_label": instrument.area_by_id[item.area_id].label,
                "group_id": item.group_id,
                "group_label": instrument.group_by_id[item.group_id].label
                if item.group_id
                else None,
                "point_id": item.point_id,
                "level": item.level,
                "reversed": item.reversed,
            }
            for item in instrument.items
        ],
    }
