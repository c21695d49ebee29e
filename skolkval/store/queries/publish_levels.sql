-- The levels in `levels (level, kind, hidden)`, and how many of their raters wait.
INSERT INTO published.levels
SELECT $round_id, levels.level, levels.kind, levels.hidden, count(raters.rater_id)
FROM levels
LEFT JOIN raw.raters AS raters
    ON raters.round_id = $round_id AND raters.level = levels.level AND raters.wave_id IS NULL
GROUP BY ALL
