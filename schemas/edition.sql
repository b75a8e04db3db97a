-- public.db: the edition. Made whole by each `publish` into a new file, swapped in, never written
-- afterwards. Holds what the world may see and nothing else.
-- Bytes stored ready say http://base.archivekit.invalid where the site's own address goes; the
-- answering side puts that in, so that an edition can be copied to another machine as it is.

create table edition (
    serial integer primary key,         -- one row
    published_at text not null,         -- UTC, seconds
    schema_version integer not null,
    earliest_datestamp text not null,
    settings text not null              -- JSON: the public part of archive.toml
) strict;

create table records (
    id integer primary key,             -- in the order of browsing: fonds, then down the tree
    ark text not null,                  -- ark:/NAAN/NAME
    code text not null,
    title text not null,                -- as the archivist gave it
    full_title text not null,           -- completed with its ancestors' where it says little alone
    level text,
    date text,                          -- as typed
    date_edtf text,
    year_first integer,
    year_last integer,
    century integer,                    -- of year_first: 19 is 1801-1900
    creator text,                       -- several joined by " ; ", here and below
    description text,
    type text,
    subject text,
    place text,
    person text,                        -- persons, families and bodies named (contributor)
    language text,                      -- ISO 639-2/B codes
    extent text,
    publisher text,
    rights text,
    license text,                       -- URI
    source text,                        -- institution, then reference code
    page_count integer not null,        -- images, sound and film
    recording_count integer not null default 0, -- of them sound and film
    thumbnail text,                     -- key of the image it is made from
    fonds text not null,                -- code of the fonds it belongs to; a partner's: its name
    partner text,                       -- name of the partner it was harvested from
    datestamp text not null,            -- UTC, seconds: last change of what is exposed
    parent_id integer references records (id),
    fonds_id integer references records (id),
    depth integer not null,             -- 0: no parent
    child_count integer not null,
    code_folded text,
    oai_identifier text not null,       -- once only, as oai_records sees to
    terms text not null                 -- JSON: DCMI term -> [{"text", "language"?, "from"?}]; from: code of the ancestor it comes from
) strict;
create unique index records_by_ark on records (ark);
create index records_by_parent on records (parent_id);
create index records_by_fonds on records (fonds);
create index records_by_level on records (level);
create index records_by_century on records (century);
create index records_by_year on records (year_first, year_last);
create index records_by_code on records (code_folded);
create index records_by_datestamp on records (datestamp);
create index records_by_partner on records (partner);
-- The manifests of a set, in the order of browsing.
create index records_with_pages on records (fonds_id, partner, id) where page_count > 0;

-- Columns in the order of the key: SQLite 3.40's quick_check takes any other for damage.
create table terms (                    -- one row a value: what facets and queries read
    facet text not null,                -- fonds, type, subject, place, person, creator, century, language, level
    value text not null,
    record_id integer not null references records (id),
    primary key (facet, value, record_id)
) strict, without rowid;
create index terms_of_record on terms (record_id);

create table facet_counts (             -- whole-edition counts, so that home never counts
    facet text not null,
    value text not null,
    records integer not null,
    primary key (facet, value)
) strict, without rowid;

create table pages (
    id integer primary key,
    record_id integer not null references records (id),
    number integer not null,
    label text not null,
    image text,                         -- key: images/<first two>/<key>.tif; a still of film; null of sound
    width integer,                      -- pixels; null of sound
    height integer,
    recording text,                     -- of sound and film, key: images/<first two>/<key>.mp3, .mp4 …
    media_type text,                    -- of the recording
    seconds real,                       -- how long it is
    unique (record_id, number)
) strict;
create index pages_with_recording on pages (record_id, number) where recording is not null;

create table closed_pages (             -- rows of pages that are closed by themselves, not yet open
    record_id integer not null references records (id),
    first integer not null,             -- number of the first page, and of the last
    last integer not null,
    opens text,                         -- YYYY-MM-DD; null: no day is known
    primary key (record_id, first)
) strict, without rowid;

create table page_texts (               -- the words of a page and where they stand, for programs
    page_id integer primary key references pages (id),
    digest text not null,               -- of the file they come from and the image they are laid on
    words blob not null                 -- packed: archivekit.description.page_text
) strict;
create index page_texts_by_digest on page_texts (digest);

create table captions (                 -- of recordings, as they came (WebVTT)
    page_id integer not null references pages (id),
    place integer not null,             -- from 1: which of several
    language text not null,             -- BCP 47; '': not said
    content blob not null,
    primary key (page_id, place)
) strict, without rowid;

create table sets (
    number integer primary key,
    spec text not null unique,
    kind text not null,                 -- fonds, partner, type, place
    name text not null,
    description text not null,          -- of what is no fonds
    record_id integer references records (id), -- the fonds itself
    records integer not null
) strict;

create table collection_parts (         -- of the sets that have too many manifests for one collection
    spec text not null,
    place integer not null,             -- from 1
    name text not null,                 -- stays from edition to edition
    first integer not null references records (id),
    last integer not null references records (id),
    primary key (spec, place)
) strict, without rowid;

create table tombstones (
    ark text primary key,
    oai_identifier text not null unique,
    datestamp text not null,
    sets text not null                  -- JSON list
) strict;

create table oai_records (              -- headers and prepared metadata, deleted ones too
    datestamp text not null,
    identifier text not null,
    deleted integer not null,
    sets text not null,                 -- JSON list
    oai_dc blob,                        -- <oai_dc:dc>…</oai_dc:dc>; null when deleted
    digest text not null default ''     -- of all that is exposed: what `publish` compares
) strict;
create unique index oai_records_by_identifier on oai_records (identifier);
-- The order of lists; counted for completeListSize without the metadata being read.
create unique index oai_records_in_order on oai_records (datestamp, identifier);

create table oai_about (                -- what stands beside records that came from a partner
    number integer primary key,         -- rowid of oai_records
    about blob not null                 -- <about>…</about>: where they came from; rights
) strict;

create table oai_pages (                -- pages of ListRecords that a harvest of everything asks for
    after_datestamp text not null,      -- the key that the page follows; empty: the first one
    after_identifier text not null,
    last_datestamp text not null,       -- the key of its last record, which the next one follows
    last_identifier text not null,
    records blob not null               -- <record>…</record> of each
) strict;
create unique index oai_pages_by_key on oai_pages (after_datestamp, after_identifier);

create table oai_order (                -- oai_records in the order of lists, counted from 1
    position integer primary key,
    number integer not null             -- its rowid
) strict;
create unique index oai_order_by_number on oai_order (number);

create table oai_sets (                 -- which record is in which set, for ListRecords&set=
    set_number integer not null references sets (number),
    position integer not null,          -- of oai_order
    has_left integer not null,          -- 1: was in it once and is not now
    primary key (set_number, position)
) strict, without rowid;

create table oai_left (                 -- sets that records were in once and are not now
    set_spec text not null,
    identifier text not null,
    primary key (set_spec, identifier)
) strict, without rowid;

create table oai_formats (              -- formats that not all records can be had in: who is in them
    prefix text not null,               -- oai_ead, edm, mets
    datestamp text not null,            -- of a finding aid: the last change of anything in it
    identifier text not null,
    available integer not null,         -- 0: was once, and is told as deleted in this format
    holds integer not null,             -- pages, or components: a page of a list is bounded by them
    digest text not null,               -- of all that is in a finding aid
    primary key (prefix, datestamp, identifier)
) strict, without rowid;
create unique index oai_formats_by_identifier on oai_formats (identifier, prefix);

create table profiles (                 -- how records are exposed to one kind of harvester, at /oai/NAME
    name text primary key,              -- "default": /oai itself
    definition text not null,           -- JSON: what its file says of what is exposed
    ready integer not null,             -- 1: what it gives are the bytes of oai_records
    changed_at text not null            -- UTC, seconds: no datestamp under it is earlier; '': never changed
) strict;

create table profile_tombstones (       -- records that a profile exposed once and leaves out now
    profile text not null,
    identifier text not null,
    primary key (profile, identifier)
) strict, without rowid;

create table manifests (
    record_id integer primary key references records (id),
    digest text not null,
    json blob not null
) strict;

create table activities (               -- what became of manifests, in order (Change Discovery)
    id integer primary key,             -- from 1, without gaps: a page of them never changes
    kind text not null,                 -- Create, Update, Delete
    ark text not null,
    at text not null                    -- UTC, seconds
) strict;

create table logo (                     -- one row, or none
    media_type text not null,
    digest text not null,
    content blob not null
) strict;

create table authorities (             -- persons, families, bodies, places that open records name
    ark text primary key,
    kind text not null,                 -- person, family, corporateBody, place
    name text not null,                 -- authorised form
    dates text not null,
    date_edtf text,                     -- the same in EDTF; null where it cannot be read
    latitude real,                      -- WGS 84, of a place
    longitude real,
    document text not null              -- JSON: what the record says, without its control
) strict;

create table authority_tombstones (    -- shown once and not now
    ark text primary key,
    left_at text                        -- UTC, seconds; null: it left with this edition
) strict;

create table authority_links (          -- which value of which facet is which authority's name
    facet text not null,
    value text not null,
    ark text not null references authorities (ark),
    primary key (facet, value)
) strict, without rowid;
create index authority_links_by_ark on authority_links (ark);

create table synonyms (                 -- other words for values in use
    words text not null,                -- folded and stemmed, as the search is
    label text not null,
    preferred text not null,            -- the value as records have it
    language text not null,
    primary key (words, preferred)
) strict, without rowid;

-- Contentless: its words are no table of their own. rowid is records.id; text is folded and
-- stemmed (archivekit.description.words) before it goes in, and so is a query.
create virtual table search using fts5 (
    title, code, names, body, content = '', tokenize = "unicode61 remove_diacritics 2"
);
create table vocabulary_words (         -- for suggestions: a word as shown, and how often it stands
    word text primary key,
    records integer not null
) strict, without rowid;

-- Contentless, too: rowid is pages.id; the words of a page, folded and stemmed.
create virtual table page_search using fts5 (
    words, content = '', tokenize = "unicode61 remove_diacritics 2"
);
