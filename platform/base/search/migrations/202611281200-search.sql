-- What each row of a record is found by. Who may find it is asked of the row itself, not of this table.
create table search.entry (
  kind text not null,
  key text not null,
  field text not null,
  -- Made of a personal field: found only by who may see those.
  personal boolean not null,
  revision integer not null,
  folded text not null,
  sound text not null,
  initials text not null,
  -- Numbers of parts of words, pinyin and initials, each with its kind.
  terms int4[] not null,
  primary key (kind, key, field)
);
create index entry_terms on search.entry using gin (terms) with (fastupdate = off);
create index entry_folded on search.entry (folded, kind);

-- Sources whose rows were written and are still to be looked at.
create table search.pending (
  kind text not null,
  source text not null,
  primary key (kind, source)
);

create table search.kind (
  kind text primary key,
  built_at timestamptz(3) not null,
  -- The fields that were made ready, and the version of how.
  shape text not null
);
