-- search.db: the words of the catalogue's records, private as the catalogue is. All of it stands there
-- too: where it is gone or damaged it is made again (archivekit/catalogue/index.py).

-- Contentless: the words stand in the catalogue. A row's number is that of the journal's entry that
-- made the record as it is, so that rows come in ascending order; rows of records as they were stay,
-- and nothing points to them.
create virtual table record_words using fts5 (
    words, content = '', columnsize = 0, tokenize = 'unicode61 remove_diacritics 2'
);
-- Merging as rows come costs more than all the rest of a harvest.
insert into record_words (record_words, rank) values ('automerge', 0);
insert into record_words (record_words, rank) values ('crisismerge', 256);
insert into record_words (record_words, rank) values ('hashsize', 16777216);

create table searched (
    record_id integer primary key,
    doc integer not null unique -- the row of record_words that holds the record as it is
) strict;

create table searched_until (           -- one row
    change_id integer not null,         -- the last of the catalogue's `changes` that the index knows
    mark text not null,                 -- by which that one is known again
    living integer not null,            -- rows of record_words that are a record as it is
    orphans integer not null            -- and that are one as it was
) strict;
insert into searched_until values (0, '', 0, 0);
