"""What does the analyst say about a file that the file itself does not?"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from skolkval.importing.limits import Limits
from skolkval.importing.report import Role

WHOLE_SURVEY = "hela enkäten"
"""What a comment is about that is about no single area."""


@dataclass(frozen=True)
class ImportOptions:
    """What the analyst says about a file beyond what it says itself.

    `columns` maps a header (or a column's letter, or `#` and the letter where that is a header) to
    the role the analyst gave it. What a row says of its own level, unit and school form goes before
    what is said here for the whole file.
    `items` maps a header (or a column letter) to the id of the item it holds the answers to,
    `comments` maps one (or a letter) to the area that is commented on there, by id or name, or to
    `WHOLE_SURVEY`; and `header_rows` are the header's rows as the spreadsheet numbers them.
    `scale` maps a label as the file has it to a step's label, "vet ej" or "tomt".
    `limits` may be raised for a load that the operator trusts.
    """

    level: str | None = None
    unit: str | None = None
    school_form: str | None = None
    sheet: str | None = None
    header_rows: tuple[int, ...] = ()
    columns: Mapping[str, Role] = field(default_factory=dict)
    items: Mapping[str, str] = field(default_factory=dict)
    comments: Mapping[str, str] = field(default_factory=dict)
    scale: Mapping[str, str] = field(default_factory=dict)
    accept_partial: bool = False
    limits: Limits = field(default_factory=Limits)
