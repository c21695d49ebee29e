-- From layout 1 to 2: which headers an import had, and how files with such headers are read.

ALTER TABLE imports ADD COLUMN signature VARCHAR;
CREATE TABLE mappings (
    entry VARCHAR NOT NULL,
    instrument_id VARCHAR NOT NULL,
    instrument_version VARCHAR NOT NULL,
    signature VARCHAR NOT NULL,
    said VARCHAR NOT NULL,
    remembered TIMESTAMP NOT NULL
);
