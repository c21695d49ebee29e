-- For each answer of a new wave one number for wave, item and step together, to be counted.
-- `new_waves (wave_id, place)`.
SELECT ((place * $items + item_no) * $steps + step + 1)::INTEGER AS cell
FROM raw.responses
JOIN raw.raters USING (rater_id)
JOIN new_waves USING (wave_id)
