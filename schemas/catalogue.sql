-- catalogue.db: the archivist's own, private. Nothing that serves the public opens it.
-- Every row of a journaled table (records, pages, files, authorities,
-- concepts) is changed inside a batch: triggers made
-- from these tables' columns write the row as it was and as it became to `changes`
-- (archivekit/catalogue/journal.py). A column that is no news of the archivist's, the ARK, is
-- left out of them.

create table batches (
    id integer primary key,
    kind text not null,                 -- ingest, harvest, edit, withdraw, publish, undo
    command text not null,              -- the command as typed
    who text not null,
    started_at text not null,           -- UTC, ISO 8601, seconds
    finished_at text,
    state text not null check (state in ('open', 'done', 'interrupted', 'undone')),
    undone_by integer references batches (id),
    summary text not null default '{}'  -- JSON: what the run counted
) strict;
create unique index one_open_batch on batches (state) where state = 'open';

create table changes (
    id integer primary key,
    batch_id integer not null references batches (id),
    table_name text not null,
    row_id integer not null,
    before text,                        -- JSON of the row; null: the row was added
    after text                          -- JSON of the row; null: the row was removed. Of a row that was
                                        -- added: its id and what it refers to
) strict;
create index changes_of_batch on changes (batch_id);
create index changes_of_row on changes (table_name, row_id, batch_id);

create table records (
    id integer primary key,
    uid text not null,                  -- UUID; the OCFL object is urn:uuid:<uid>. Made from the code
                                        -- (a partner's: from its identifier there) when it was added:
                                        -- a run done again gives the same one
    code text not null,                 -- reference code as typed (for a partner's: its own, or '')
    code_folded text,                   -- as compared (`2J87`); null for a partner's record
    code_sort text not null,            -- as sorted: natural order
    parent_id integer references records (id),
    level text,                         -- ISAD(G) level; null where nothing is said
    position integer not null default 0,-- order as given among the parent's children
    title text not null,
    terms text not null,                -- JSON: DCMI term, or ead:ELEMENT -> [{"text", "language"?}]
    date_text text not null default '',
    date_edtf text,
    date_first text,                    -- YYYY-MM-DD
    date_last text,
    access_text text not null default '',
    open_from text,                     -- YYYY-MM-DD; '9999-12-31' never; null: not said
    online_from text,                   -- YYYY-MM-DD, where later on line than in the reading room
    closed_pages text not null default '', -- pages closed by themselves, as typed
    birth_text text not null default '',-- of the person it is about, as typed: what delays may be
    death_text text not null default '',-- counted from
    publish integer,                    -- 1, 0; null: not said
    internal_notes text not null default '',
    unknown text not null default '{}', -- JSON: unknown columns by their headings
    typed text not null default '{}',   -- JSON: every cell to the letter
    scans text not null default '[]',   -- JSON: images of its pages in order, as its source lists them
    source_xml text not null default '',-- its own part of the finding aid it came from, to the letter
    source_file text,                   -- where the description was read: sheet file, sheet, line
    source_sheet text,
    source_line integer,
    withdrawn_at text,                  -- UTC; null while the record stands
    withdrawn_why text,
    partner text references partners (name),
    partner_identifier text,            -- OAI identifier at the partner's
    partner_datestamp text,
    ark text,                           -- ark:/NAAN/NAME, given on first publication
    batch_id integer not null references batches (id), -- last changed by
    unique (partner, partner_identifier)
) strict;
-- Without what is not there: a partner's records have no code, and no ARK before they are published.
create unique index records_by_code on records (code_folded) where code_folded is not null;
create unique index records_by_ark on records (ark) where ark is not null;
-- Of our own: a partner's are as unique as its identifiers, and as they come in no order, an index of
-- them would be written anew with each few pages of a harvest.
create unique index records_by_uid on records (uid) where partner is null;
create index records_by_parent on records (parent_id, position);

create table files (
    id integer primary key,
    record_id integer not null references records (id),
    name text not null,                 -- as received, inside the record's object
    received_path text not null,        -- relative to the ingested folder
    size integer not null,              -- bytes
    sha512 text not null,
    content_path text not null,         -- inside the OCFL object, as in its inventory's state
    object_version text not null,       -- v1, v2 …: the version that brought these bytes
    puid text not null,                 -- PRONOM; UNKNOWN where it has none
    format text not null,               -- PRONOM's name
    mime text not null,
    technical text not null default '{}', -- JSON: pixels, resolution, colour, bits, pages
    batch_id integer not null references batches (id),
    unique (record_id, name)
) strict;
create index files_by_sha512 on files (sha512);

create table pages (
    id integer primary key,
    record_id integer not null references records (id),
    number integer not null check (number >= 1), -- reading order, from 1
    label text not null,                -- as shown: "5", "5v", "couverture"
    file_id integer not null references files (id),
    frame integer not null default 0,   -- which image of the master, from 0
    image text,                         -- key of the access copy; null while there is none
    width integer,                      -- pixels of the access copy, upright
    height integer,
    batch_id integer not null references batches (id)
) strict;
-- Not unique: pages are renumbered row by row inside one transaction.
create index pages_of_record on pages (record_id, number);
create index pages_of_file on pages (file_id);

create table authorities (             -- persons, families, bodies, places (ISAAR(CPF))
    id integer primary key,
    uid text not null unique,           -- made from record_id: a run done again gives the same one
    record_id text not null unique,     -- its identifier at the agency that keeps it
    kind text not null,                 -- person, family, corporateBody, place
    name text not null,                 -- authorised form
    name_folded text not null,          -- as compared
    forms_folded text not null,         -- JSON list: all forms of the name, as compared
    statement text not null,            -- JSON: archivekit.description.authority.Authority
    source_xml text not null default '',-- the file it came from, to the letter
    source_file text,
    ark text unique,                    -- given on first publication
    batch_id integer not null references batches (id)
) strict;
create index authorities_by_name on authorities (name_folded);

create table authority_forms (         -- forms_folded, to be found by; undoing keeps it right too
    folded text not null,
    authority_id integer not null,
    primary key (folded, authority_id)
) strict, without rowid;
create index forms_of_authority on authority_forms (authority_id);
create trigger forms_of_added after insert on authorities begin
    insert or ignore into authority_forms select value, new.id from json_each(new.forms_folded);
end;
create trigger forms_of_changed after update of forms_folded on authorities begin
    delete from authority_forms where authority_id = old.id;
    insert or ignore into authority_forms select value, new.id from json_each(new.forms_folded);
end;
create trigger forms_of_removed after delete on authorities begin
    delete from authority_forms where authority_id = old.id;
end;

create table concepts (                 -- of vocabularies in SKOS
    id integer primary key,
    uri text not null unique,
    vocabulary text not null,           -- the scheme's title, or its URI
    labels text not null,               -- JSON: [[kind, text, language]]; kind pref, alt, hidden
    relations text not null,            -- JSON: [[broader, narrower or related, uri]]
    notation text not null default '',
    batch_id integer not null references batches (id)
) strict;

-- Not journaled from here on: what is given or said to the outside is never taken back.

create table identifiers (
    id integer primary key,             -- in the order they were given
    ark text not null unique,
    uid text not null unique,           -- the record's
    about text not null unique,         -- 'code:2J87', 'oai:PARTNER:IDENTIFIER', 'authority:ID'
    given_at text not null
) strict;

create table exposures (                -- what the last edition showed of each record ever shown
    ark text primary key,
    oai_identifier text not null unique,
    datestamp text not null,            -- UTC, seconds; never goes back
    deleted integer not null,
    sets text not null,                 -- JSON list of setSpecs
    digest text not null                -- of all that is exposed
) strict;

create table authority_exposures (      -- each authority record that an edition ever showed
    ark text primary key,
    left_at text                        -- UTC, seconds; null: the last edition shows it
) strict;

create table activities (               -- what was told of manifests, in order (Change Discovery)
    id integer primary key,
    kind text not null check (kind in ('Create', 'Update', 'Delete')),
    ark text not null,
    at text not null                    -- UTC, seconds
) strict;

create table exposed_profiles (         -- each profile that an edition ever had
    name text primary key,
    digest text not null,               -- of what it says of what is exposed
    changed_at text not null            -- UTC, seconds; '': as it was first
) strict;

create table exposed_formats (          -- each format that not all records can be had in, and who ever was
    oai_identifier text not null,
    prefix text not null,
    available integer not null,         -- whether it still is
    datestamp text not null,            -- UTC, seconds; in this format
    digest text not null,               -- of all that is in a finding aid
    primary key (oai_identifier, prefix)
) strict, without rowid;

create table editions (
    serial integer primary key,
    published_at text not null,
    summary text not null
) strict;

create table partners (
    name text primary key,
    url text not null,
    publish integer not null default 0,
    settings text not null default '{}'
) strict;

create table harvested (                -- a partner's record as it came
    record_id integer primary key references records (id) on delete cascade,
    raw blob not null,                  -- the bytes of its <record>: header, metadata, about
    namespaces text not null,           -- JSON: prefix -> URI, declared outside those bytes
    sha512 text not null,
    base_url text not null default '',  -- of the repository it came from; no password in it
    prefix text not null,
    metadata_namespace text not null default '', -- of the root of its metadata
    sets text not null,                 -- JSON list
    deleted integer not null default 0, -- withdrawn by the partner
    harvested_at text not null
) strict;

create table harvests (                 -- where each harvest stands, page by page
    id integer primary key,
    partner text not null references partners (name),
    prefix text not null,
    set_spec text not null default '',
    from_date text,
    until_date text,
    token text,                         -- next page; null once complete
    windows text not null default '[]', -- JSON: [from, until, one by one] of what is still to come,
                                        -- where the list is asked for in parts
    last_datestamp text,                -- of the records that came, while they come in order; '' not
    first_response_date text not null,  -- the partner's clock: next `from`
    complete_list_size integer,
    received integer not null default 0,
    state text not null check (state in ('running', 'complete', 'failed')),
    batch_id integer references batches (id),
    started_at text not null,
    finished_at text,
    resumes integer references harvests (id), -- the unfinished one that it goes on with
    list_id integer references harvests (id) -- the one that began the list
) strict;
create index harvests_of_partner on harvests (partner, prefix, set_spec, state);

create table harvest_seen (             -- what came of a list that is not yet complete
    list_id integer not null references harvests (id),
    identifier text not null,
    primary key (list_id, identifier)
) strict, without rowid;

create table harvest_missing (          -- records that could not be had or not be read: asked for
    partner text not null,              -- again by each harvest
    prefix text not null,
    identifier text not null,
    raw blob,                           -- the bytes as they came, where they came
    why text not null,
    since text not null,
    primary key (partner, prefix, identifier)
) strict;
