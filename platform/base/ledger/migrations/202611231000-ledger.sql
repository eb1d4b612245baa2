-- Entries on their way in, written in the transaction of what they tell of. The sealer takes them away within a second.
create table ledger.pending (
  id bigint generated always as identity primary key,
  entry text not null,
  subjects text[] not null
);

-- The log. `body` is canonical JSON and all that counts; the other columns are read from it by the database itself,
-- so that no search can show something that the hash does not cover.
create table ledger.entry (
  sequence bigint primary key,
  body text not null,
  leaf bytea not null,
  at text generated always as (body::jsonb ->> 'at') stored,
  action text generated always as (body::jsonb ->> 'action') stored,
  resource text generated always as (body::jsonb ->> 'resource') stored,
  actor text generated always as (body::jsonb -> 'actor' ->> 'id') stored,
  subjects_digest text generated always as (body::jsonb -> 'subjects' ->> 'digest') stored
);
create index entry_at on ledger.entry (at, sequence);
create index entry_action on ledger.entry (action, sequence);
create index entry_resource on ledger.entry (resource, sequence);
create index entry_actor on ledger.entry (actor, sequence);

-- Whose data an entry was about, under a key that lies outside of the database.
create table ledger.subject (
  digest bytea not null,
  sequence bigint not null,
  primary key (digest, sequence)
);
create index subject_sequence on ledger.subject (sequence);

-- Roots of each full 256 leaves: a proof reads these and one or two chunks, not the whole log.
create table ledger.chunk (
  number bigint primary key,
  root bytea not null
);

create table ledger.head (
  size bigint primary key,
  root bytea not null,
  at timestamptz(3) not null,
  key text not null,
  signature text not null
);

-- Where the sealer stands; locking its one row makes it the only sealer.
create table ledger.tree (
  single boolean primary key default true check (single),
  size bigint not null,
  peaks jsonb not null
);
insert into ledger.tree (size, peaks) values (0, '[]');

create table ledger.verification (
  id bigint generated always as identity primary key,
  at timestamptz(3) not null,
  outcome jsonb not null
);

create function ledger.refuse_change() returns trigger language plpgsql as $$
begin
  raise exception 'the ledger only grows: % of % is refused', tg_op, tg_table_name using errcode = 'restrict_violation';
end
$$;
create trigger only_grows before update or delete on ledger.entry for each row execute function ledger.refuse_change();
create trigger never_emptied before truncate on ledger.entry execute function ledger.refuse_change();
create trigger only_grows before update or delete on ledger.subject for each row execute function ledger.refuse_change();
create trigger never_emptied before truncate on ledger.subject execute function ledger.refuse_change();
create trigger only_grows before update or delete on ledger.chunk for each row execute function ledger.refuse_change();
create trigger only_grows before update or delete on ledger.head for each row execute function ledger.refuse_change();
create trigger never_emptied before truncate on ledger.head execute function ledger.refuse_change();
