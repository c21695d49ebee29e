-- Add up the shown waves of each atom. `atom_waves (wave_id, level, atom_no, k)`.
INSERT INTO published.counts
SELECT $round_id, level, atom_no, item_no, step, n
FROM (
    SELECT level, atom_no, k, item_no, step, sum(n) AS n
    FROM raw.wave_counts
    JOIN atom_waves USING (wave_id)
    GROUP BY ALL
)
QUALIFY coalesce(sum(n) FILTER (step >= 1) OVER (PARTITION BY level, atom_no, item_no), 0)
        NOT BETWEEN 1 AND k - 1
