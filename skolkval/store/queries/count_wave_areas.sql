-- How many raters of each new wave answered at least one item of an area. `items (item_no, area_no)`.
INSERT INTO raw.wave_areas
WITH answered AS (
    SELECT DISTINCT raters.wave_id, items.area_no, responses.rater_id
    FROM raw.responses
    JOIN raw.raters USING (rater_id)
    JOIN new_waves USING (wave_id)
    JOIN items USING (item_no)
    WHERE responses.step >= 1
),
tally AS (
    SELECT wave_id, area_no, count(*) AS n
    FROM answered
    GROUP BY ALL
)
SELECT new_waves.wave_id, areas.area_no, coalesce(tally.n, 0)
FROM new_waves
CROSS JOIN (SELECT DISTINCT area_no FROM items) AS areas
LEFT JOIN tally USING (wave_id, area_no)
WHERE coalesce(tally.n, 0) NOT BETWEEN 1 AND $k - 1
