-- From layout 1 to 2: which headers an import had, and how files with such headers are read. A wave
-- names only the units that it has raters of.

ALTER TABLE imports ADD COLUMN signature VARCHAR;
CREATE TABLE mappings (
    entry VARCHAR NOT NULL,
    instrument_id VARCHAR NOT NULL,
    instrument_version VARCHAR NOT NULL,
    signature VARCHAR NOT NULL,
    said VARCHAR NOT NULL,
    remembered TIMESTAMP NOT NULL
);
UPDATE raw.waves SET units = here.units
FROM (
    SELECT wave_id, list(DISTINCT unit ORDER BY unit) AS units, count(*) AS n
    FROM raw.raters
    GROUP BY wave_id
) AS here
WHERE here.wave_id = waves.wave_id AND here.n = waves.raters;
