-- What a database must have so that statistics can be made from it. Both may be
-- views over an office's own tables; names and types of the columns count.

-- One row, or one for each part of the data: what they are and what they cover. A unit is listed only when every
-- household concerned of it has its rows. seed and generator belong to synthetic
-- data and to no other.
CREATE TABLE minhbach_source (
    "schema"  text      NOT NULL DEFAULT 'schemas/microdata.schema.json',
    synthetic boolean   NOT NULL,
    coverage  text[]    NOT NULL,
    years     integer[] NOT NULL,
    seed      bigint,
    generator text
);

-- One row for each household and year, codes only, as
-- schemas/microdata.schema.json describes them. fell_back false, empty arrays and
-- '{}' say that there is none; organization and commitment are null for none.
CREATE TABLE minhbach_households (
    pseudonym       text    NOT NULL,
    unit_code       text    NOT NULL,
    unit            text    NOT NULL,
    "year"          integer NOT NULL,
    standard        text    NOT NULL,
    class_start     text    NOT NULL,
    class_end       text    NOT NULL,
    fell_back       boolean NOT NULL DEFAULT false,
    deprived        text[]  NOT NULL DEFAULT '{}',
    characteristics text[]  NOT NULL DEFAULT '{}',
    size_band       text    NOT NULL,
    organization    text,
    commitment      text,
    supports        text[]  NOT NULL DEFAULT '{}',
    money           jsonb   NOT NULL DEFAULT '{}',
    PRIMARY KEY (pseudonym, "year")
);

-- The role that Minh Bạch connects as: it may log in and read these two, and
-- nothing else. Every transaction of it is read-only and bounded in time.
CREATE ROLE minhbach LOGIN NOINHERIT CONNECTION LIMIT 2;
ALTER ROLE minhbach SET default_transaction_read_only = on;
ALTER ROLE minhbach SET statement_timeout = '30min';
GRANT SELECT ON minhbach_source, minhbach_households TO minhbach;
