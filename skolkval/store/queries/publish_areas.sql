-- As publish_counts, for the raters with an answer in each area.
INSERT INTO published.areas
SELECT $round_id, level, atom_no, area_no, sum(n) AS n
FROM raw.wave_areas
JOIN atom_waves USING (wave_id)
GROUP BY level, atom_no, area_no, k
HAVING sum(n) NOT BETWEEN 1 AND k - 1
