"""How do the numbers look? Pure functions: rows in, a plotly Figure out.

Every chart takes rows (mappings), one per area and level, or per item and level:

| name | meaning |
|---|---|
| kind | "individual" or "joint" (one answer a group agreed on) |
| area_id, area_label, area_short | the area |
| item_id, item_text, item_label | the statement; None in rows of areas |
| level, level_label | who answered; "" where the instrument has no levels |
| n, not_applicable, missing | counts; NaN where hidden |
| counts | tuple of K ints; None where hidden |
| index, agreement | 0-100; NaN where undefined or hidden |
| share_agree, distance | 0-1; steps |
| index_mean, index_sd | moments of the index for its interval, never shown |
| polarised | True, False or None |
| suppressed | the level is hidden because too few answered |

What is not asked of a level has no row. Colour, printed text and hover come from the same value.
"""
