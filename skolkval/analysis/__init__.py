"""What do the counts say? Pure functions: counts in, numbers out.

`counts` is always an array `[..., K]`: answers per step, lowest step first, an explicit zero where
nobody chose a step (K >= 2). "Vet ej" and blanks are never in it. What is undefined is `nan`.
"""
