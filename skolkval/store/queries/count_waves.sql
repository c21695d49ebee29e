-- Count the new waves in `new_waves (wave_id)` over the items in `items (item_no)` that their level
-- is asked and the steps in `steps (step)`, zeros included. An item that 1 to k-1 raters of the wave
-- answered gets no rows at all.
INSERT INTO raw.wave_counts
WITH tally AS (
    SELECT raters.wave_id, responses.item_no, responses.step, count(*) AS n
    FROM raw.responses
    JOIN raw.raters USING (rater_id)
    JOIN new_waves USING (wave_id)
    GROUP BY ALL
),
answered AS (
    SELECT wave_id, item_no, sum(n) AS answers
    FROM tally
    WHERE step >= 1
    GROUP BY ALL
)
SELECT new_waves.wave_id, items.item_no, steps.step, coalesce(tally.n, 0)
FROM new_waves
CROSS JOIN items
CROSS JOIN steps
LEFT JOIN tally USING (wave_id, item_no, step)
LEFT JOIN answered USING (wave_id, item_no)
WHERE coalesce(answered.answers, 0) NOT BETWEEN 1 AND $k - 1
