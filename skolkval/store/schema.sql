-- What the database holds: what is collected, the answers (raw), and what anybody may see (published).

CREATE SCHEMA raw;
CREATE SCHEMA published;

-- One row: `schema_version` is the layout below, `data_version` grows with every write (caches follow it).
CREATE TABLE about (
    schema_version INTEGER NOT NULL,
    data_version BIGINT NOT NULL
);

-- Instruments of the user's own, and a copy of every instrument a round uses, as it was then.
CREATE TABLE instruments (
    instrument_id VARCHAR NOT NULL,
    version VARCHAR NOT NULL,
    toml VARCHAR NOT NULL,
    own BOOLEAN NOT NULL
);

CREATE TABLE rounds (
    round_id INTEGER NOT NULL,
    title VARCHAR NOT NULL,
    instrument_id VARCHAR NOT NULL,
    instrument_version VARCHAR NOT NULL,
    collected DATE NOT NULL,
    threshold INTEGER NOT NULL CHECK (threshold >= 5),
    example BOOLEAN NOT NULL
);

-- `openness` is null until the first answers of the level arrive; `invited` null where it is not known.
CREATE TABLE round_levels (
    round_id INTEGER NOT NULL,
    level VARCHAR NOT NULL,
    openness VARCHAR CHECK (openness IN ('anonymous', 'open', 'joint')),
    invited INTEGER CHECK (invited > 0)
);

-- The file itself is not kept, its SHA-256 is. `signature` is the headers', null if it was not told.
-- `comment_areas` are the places of the areas that the file has columns of comments for.
CREATE TABLE imports (
    import_id INTEGER NOT NULL,
    round_id INTEGER NOT NULL,
    file_name VARCHAR NOT NULL,
    sha256 VARCHAR NOT NULL,
    imported TIMESTAMP NOT NULL,
    raters INTEGER NOT NULL,
    answers BIGINT NOT NULL,
    signature VARCHAR,
    comment_areas SMALLINT[]
);

-- What the analyst said of files with the same headers (see mappings.py): choices as JSON, no answers.
CREATE TABLE mappings (
    entry VARCHAR NOT NULL,
    instrument_id VARCHAR NOT NULL,
    instrument_version VARCHAR NOT NULL,
    signature VARCHAR NOT NULL,
    said VARCHAR NOT NULL,
    remembered TIMESTAMP NOT NULL
);

-- One row a person, or a joint answer. `unit` is '' where the rater belongs to the organiser.
-- `wave_id` is the wave whose published counts hold the rater, null while fewer than k wait.
-- `fingerprint` recognises the same answers if the file comes back after an undo: such a rater gets
-- the same `rater_id` again. `answered` has one bit per item and area, in order.
CREATE TABLE raw.raters (
    rater_id INTEGER NOT NULL,
    round_id INTEGER NOT NULL,
    import_id INTEGER NOT NULL,
    level VARCHAR NOT NULL,
    unit VARCHAR NOT NULL,
    school_form VARCHAR NOT NULL,
    role VARCHAR,
    fingerprint UBIGINT NOT NULL,
    answered BLOB NOT NULL,
    wave_id INTEGER
);

-- `item_no` is the item's place in the instrument, from 0. `step` is 1..K, 0 vet ej, -1 blank.
CREATE TABLE raw.responses (
    rater_id INTEGER NOT NULL,
    item_no SMALLINT NOT NULL,
    step TINYINT NOT NULL
);

-- A wave is at least k raters of one atom whose answers were published together; it is shown or
-- retired, never split. Its counts leave out the items that 1 to k-1 of its raters answered.
-- Its members are remembered when they are gone: what was shown of them may have been seen.
CREATE TABLE raw.waves (
    wave_id INTEGER NOT NULL,
    round_id INTEGER NOT NULL,
    level VARCHAR NOT NULL,
    units VARCHAR[] NOT NULL,
    raters INTEGER NOT NULL,
    shown BOOLEAN NOT NULL
);
CREATE TABLE raw.wave_members (
    wave_id INTEGER NOT NULL,
    rater_id INTEGER NOT NULL,
    fingerprint UBIGINT NOT NULL,
    answered BLOB NOT NULL
);
CREATE TABLE raw.wave_counts (
    wave_id INTEGER NOT NULL,
    item_no SMALLINT NOT NULL,
    step TINYINT NOT NULL,
    n INTEGER NOT NULL
);
CREATE TABLE raw.wave_areas (
    wave_id INTEGER NOT NULL,
    area_no SMALLINT NOT NULL,
    n INTEGER NOT NULL
);

-- What a rater has written, masked before it came here. `area_no` is the area's place in the
-- instrument, here and below; null for the whole survey.
CREATE TABLE raw.comments (
    rater_id INTEGER NOT NULL,
    area_no SMALLINT,
    text VARCHAR NOT NULL
);

-- The comments on an area that were shown together, also when they are gone (comment_waves.py).
-- `written` is a hash of all that the rater had written about the area when it was first shown.
CREATE TABLE raw.comment_waves (
    round_id INTEGER NOT NULL,
    area_no SMALLINT,
    wave_no INTEGER NOT NULL,
    written UBIGINT NOT NULL,
    rater_id INTEGER NOT NULL
);

-- Everything below is all that results, pages, reports and commands read. Built by publish alone.
-- `units` holds '' for raters without a unit; `school_forms` likewise for units without a form.
CREATE TABLE published.atoms (
    round_id INTEGER NOT NULL,
    level VARCHAR NOT NULL,
    atom_no INTEGER NOT NULL,
    kind VARCHAR NOT NULL,
    units VARCHAR[] NOT NULL,
    school_forms VARCHAR[] NOT NULL,
    raters INTEGER NOT NULL
);
CREATE TABLE published.counts (
    round_id INTEGER NOT NULL,
    level VARCHAR NOT NULL,
    atom_no INTEGER NOT NULL,
    item_no SMALLINT NOT NULL,
    step TINYINT NOT NULL,
    n INTEGER NOT NULL
);
CREATE TABLE published.areas (
    round_id INTEGER NOT NULL,
    level VARCHAR NOT NULL,
    atom_no INTEGER NOT NULL,
    area_no SMALLINT NOT NULL,
    n INTEGER NOT NULL
);
-- The levels of a round that have answers; `hidden` where there are fewer than k of them in all.
CREATE TABLE published.levels (
    round_id INTEGER NOT NULL,
    level VARCHAR NOT NULL,
    kind VARCHAR NOT NULL,
    hidden BOOLEAN NOT NULL,
    waiting INTEGER NOT NULL
);
-- The comments that anybody may read, in an order that has nothing to do with who wrote them; and
-- the areas that the round has columns of comments for, whether or not enough have written.
CREATE TABLE published.comments (
    round_id INTEGER NOT NULL,
    area_no SMALLINT,
    place INTEGER NOT NULL,
    text VARCHAR NOT NULL
);
CREATE TABLE published.comment_areas (
    round_id INTEGER NOT NULL,
    area_no SMALLINT
);
