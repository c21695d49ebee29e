-- For each level the atoms of the latest round before this one, with the same instrument, that has
-- atoms of that level: units are followed over time.
SELECT atoms.level, atoms.units
FROM published.atoms AS atoms
JOIN rounds AS earlier USING (round_id)
JOIN rounds AS this
    ON this.round_id = $round_id
    AND earlier.instrument_id = this.instrument_id
    AND (earlier.collected, earlier.round_id) < (this.collected, this.round_id)
QUALIFY rank() OVER (
    PARTITION BY atoms.level ORDER BY earlier.collected DESC, earlier.round_id DESC
) = 1
