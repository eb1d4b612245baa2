-- What every record has beside its own columns. A module calls this after `create table`, and again after it adds or
-- drops a column: `select kernel.record_table('networks.tower', 'code')`. Calling it again changes nothing that stands.
--   revision     1, 2, 3 … of this key; raising it keeps the version before (see kernel.keep_version)
--   valid_from   when this version begins to hold      recorded_at, recorded_by  when and by whom it was written down
--   source       form, import:<id>, city:<file> …      reason      why, where somebody said it
--   simulated    invented by the simulator             withdrawn_at  no longer in force since
create function kernel.record_table(table_name text, key_column text, versioned boolean default true)
returns void language plpgsql as $$
declare
  present regclass := table_name::regclass;
  schema_name name;
  relation_name name;
begin
  select n.nspname, c.relname into schema_name, relation_name
    from pg_class c join pg_namespace n on n.oid = c.relnamespace where c.oid = present;
  if length(relation_name) > 55 then
    raise exception 'record table %: its name leaves no room for _history (63 characters)', table_name;
  end if;
  execute format('alter table %s
    add column if not exists revision integer not null default 1,
    add column if not exists valid_from timestamptz(3) not null default now(),
    add column if not exists recorded_at timestamptz(3) not null default now(),
    add column if not exists recorded_by text not null default ''system'',
    add column if not exists source text not null default ''platform'',
    add column if not exists reason text,
    add column if not exists simulated boolean not null default false,
    add column if not exists withdrawn_at timestamptz(3)', present);
  if not exists (
    select from pg_index i
      join pg_attribute a on a.attrelid = i.indrelid and a.attnum = i.indkey[0]
     where i.indrelid = present and i.indisunique and i.indnkeyatts = 1 and i.indpred is null and a.attname = key_column
  ) then
    execute format('create unique index %I on %s (%I)', 'key_' || relation_name, present, key_column);
  end if;
  if versioned then
    perform kernel.record_history(schema_name, relation_name, key_column);
  end if;
end
$$;

-- `<table>_history` holds the versions that were replaced; the table itself stays as lean as the city of today.
create function kernel.record_history(schema_name name, relation_name name, key_column text)
returns void language plpgsql as $$
declare
  present regclass := format('%I.%I', schema_name, relation_name)::regclass;
  history_name text := relation_name || '_history';
  history regclass;
  missing record;
begin
  execute format('create table if not exists %I.%I (valid_to timestamptz(3) not null)', schema_name, history_name);
  history := format('%I.%I', schema_name, history_name)::regclass;
  for missing in
    select p.attname, format_type(p.atttypid, p.atttypmod) as type_name
      from pg_attribute p
     where p.attrelid = present and p.attnum > 0 and not p.attisdropped
       and not exists (select from pg_attribute h
                        where h.attrelid = history and h.attname = p.attname and not h.attisdropped)
     order by p.attnum
  loop
    execute format('alter table %s add column %I %s', history, missing.attname, missing.type_name);
  end loop;
  execute format('create unique index if not exists %I on %s (%I, revision)',
                 'version_' || relation_name, history, key_column);
  execute format('create index if not exists %I on %s (valid_to)', 'until_' || relation_name, history);
  execute format('drop trigger if exists keep_version on %s', present);
  execute format('create trigger keep_version after update on %s
    referencing old table as old_rows new table as new_rows
    for each statement execute function kernel.keep_version(%L)', present, key_column);
end
$$;

-- Keeps the version before, whoever changes the row and by whatever statement, as soon as its revision rises.
create function kernel.keep_version() returns trigger language plpgsql as $$
declare
  columns text;
  old_columns text;
begin
  select string_agg(quote_ident(attname), ', ' order by attnum), string_agg('o.' || quote_ident(attname), ', ' order by attnum)
    into columns, old_columns
    from pg_attribute where attrelid = tg_relid and attnum > 0 and not attisdropped;
  execute format(
    'insert into %1$I.%2$I (%3$s, valid_to) select %4$s, n.valid_from
       from old_rows o join new_rows n on n.%5$I = o.%5$I where n.revision > o.revision',
    tg_table_schema, tg_table_name || '_history', columns, old_columns, tg_argv[0]);
  return null;
end
$$;

-- One file on its way into a record.
create table kernel.record_import (
  id text primary key,
  record text not null,
  file text not null,
  filename text not null,
  layout jsonb not null,
  headers jsonb not null,
  status text not null check (status in ('previewed', 'running', 'done', 'failed', 'cancelled', 'undone')),
  mapping jsonb,
  job text,
  -- How many data rows are settled: counts and rows change in one transaction, so that a killed run doubles nothing.
  settled integer not null default 0,
  created integer not null default 0,
  changed integer not null default 0,
  unchanged integer not null default 0,
  refused integer not null default 0,
  started_by text not null,
  started_at timestamptz(3) not null,
  error_file text
);
create index record_import_recent on kernel.record_import (record, started_at);
create index record_import_file on kernel.record_import (record, file);

create table kernel.record_import_fault (
  import text not null references kernel.record_import on delete cascade,
  line integer not null,
  field text,
  code text not null,
  detail jsonb not null,
  value text
);
create index record_import_fault_line on kernel.record_import_fault (import, line);

-- Which header stood for which field last time, by the set of headers of the file.
create table kernel.import_mapping (
  record text not null,
  headers text not null,
  mapping jsonb not null,
  used_at timestamptz(3) not null,
  primary key (record, headers)
);
