-- From layout 2 to 3: what the raters have written. Files that were read before have no comments.

ALTER TABLE imports ADD COLUMN comment_areas SMALLINT[];
CREATE TABLE raw.comments (
    rater_id INTEGER NOT NULL,
    area_no SMALLINT,
    text VARCHAR NOT NULL
);
CREATE TABLE raw.comment_waves (
    round_id INTEGER NOT NULL,
    area_no SMALLINT,
    wave_no INTEGER NOT NULL,
    written UBIGINT NOT NULL,
    rater_id INTEGER NOT NULL
);
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
