-- The database as the migrations make it, printed by PostgreSQL 15.

CREATE SCHEMA addresses;

CREATE SCHEMA applications;

CREATE SCHEMA assessment;

CREATE SCHEMA catalogue;

CREATE SCHEMA cataloguing;

CREATE SCHEMA cloud;

CREATE SCHEMA codes;

CREATE SCHEMA decision_support;

CREATE SCHEMA documents;

CREATE SCHEMA elevators;

CREATE SCHEMA emergency;

CREATE SCHEMA exchange;

CREATE SCHEMA feedback;

CREATE SCHEMA fleet;

CREATE SCHEMA food_safety;

CREATE SCHEMA forms;

CREATE SCHEMA grants;

CREATE SCHEMA handover;

CREATE SCHEMA health;

CREATE SCHEMA identity;

CREATE SCHEMA indicators;

CREATE SCHEMA ingestion;

CREATE SCHEMA inspections;

CREATE SCHEMA kernel;

CREATE SCHEMA ledger;

CREATE SCHEMA lineage;

CREATE SCHEMA linkage;

CREATE SCHEMA networks;

CREATE SCHEMA nodes;

CREATE SCHEMA notifications;

CREATE SCHEMA open_data;

CREATE SCHEMA operations_centre;

CREATE SCHEMA organisations;

CREATE SCHEMA payments;

CREATE SCHEMA performance;

CREATE SCHEMA projects;

CREATE SCHEMA publishing;

CREATE SCHEMA quality;

CREATE SCHEMA questions;

CREATE SCHEMA reconciliation;

CREATE SCHEMA registers;

CREATE SCHEMA relations;

CREATE SCHEMA reporting;

CREATE SCHEMA reports;

CREATE SCHEMA scheduling;

CREATE SCHEMA search;

CREATE SCHEMA security;

CREATE SCHEMA sources;

CREATE SCHEMA targets;

CREATE SCHEMA tasks;

CREATE SCHEMA tracks;

CREATE SCHEMA workflow;

CREATE EXTENSION IF NOT EXISTS btree_gist WITH SCHEMA public;

COMMENT ON EXTENSION btree_gist IS 'support for indexing common datatypes in GiST';

CREATE EXTENSION IF NOT EXISTS pg_trgm WITH SCHEMA public;

COMMENT ON EXTENSION pg_trgm IS 'text similarity measurement and index searching based on trigrams';

CREATE EXTENSION IF NOT EXISTS postgis WITH SCHEMA public;

COMMENT ON EXTENSION postgis IS 'PostGIS geometry and geography spatial types and functions';

CREATE FUNCTION exchange.only_grows() RETURNS trigger
    LANGUAGE plpgsql
    AS $$
begin
  raise exception 'what was exchanged stays as it was: % of % is refused', tg_op, tg_table_name using errcode = 'restrict_violation';
end
$$;

CREATE FUNCTION exchange.refuse_change() RETURNS trigger
    LANGUAGE plpgsql
    AS $$
begin
  raise exception 'an agreement is never changed: % of % is refused', tg_op, tg_table_name using errcode = 'restrict_violation';
end
$$;

CREATE FUNCTION kernel.keep_version() RETURNS trigger
    LANGUAGE plpgsql
    AS $_$
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
$_$;

CREATE FUNCTION kernel.record_history(schema_name name, relation_name name, key_column text) RETURNS void
    LANGUAGE plpgsql
    AS $$
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

CREATE FUNCTION kernel.record_table(table_name text, key_column text, versioned boolean DEFAULT true) RETURNS void
    LANGUAGE plpgsql
    AS $$
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

CREATE FUNCTION ledger.refuse_change() RETURNS trigger
    LANGUAGE plpgsql
    AS $$
begin
  raise exception 'the ledger only grows: % of % is refused', tg_op, tg_table_name using errcode = 'restrict_violation';
end
$$;

CREATE FUNCTION registers.company_changed() RETURNS trigger
    LANGUAGE plpgsql
    AS $$
begin
  if tg_op = 'INSERT' then
    insert into registers.placing_due (entity) select id from new_rows where address is not null;
  else
    insert into registers.placing_due (entity)
      select n.id from new_rows n join old_rows o on o.id = n.id
      where (n.address, n.withdrawn_at) is distinct from (o.address, o.withdrawn_at);
  end if;
  return null;
end
$$;

CREATE FUNCTION registers.movement_changed() RETURNS trigger
    LANGUAGE plpgsql
    AS $$
begin
  if tg_op <> 'DELETE' then
    insert into registers.household_due (person) select distinct person from new_rows;
  end if;
  if tg_op <> 'INSERT' then
    insert into registers.household_due (person) select distinct person from old_rows;
  end if;
  return null;
end
$$;

CREATE FUNCTION registers.person_came() RETURNS trigger
    LANGUAGE plpgsql
    AS $$
begin
  insert into registers.household_due (person) select id from came where household_number is not null;
  insert into registers.placing_due (entity) select id from came where address is not null;
  return null;
end
$$;

CREATE FUNCTION registers.person_changed() RETURNS trigger
    LANGUAGE plpgsql
    AS $$
begin
  with changed as materialized (
    select n.id,
      (n.household_number, n.household_relation, n.origins -> 'householdNumber' ->> 'at', n.other_ids,
        n.division, n.address, n.address_code, n.withdrawn_at) is distinct from
      (o.household_number, o.household_relation, o.origins -> 'householdNumber' ->> 'at', o.other_ids,
        o.division, o.address, o.address_code, o.withdrawn_at) as household,
      (n.address, n.withdrawn_at) is distinct from (o.address, o.withdrawn_at) as address
    from new_rows n join old_rows o on o.id = n.id
  ), households as (
    insert into registers.household_due (person) select id from changed where household
  )
  insert into registers.placing_due (entity) select id from changed where address;
  return null;
end
$$;

CREATE FUNCTION reporting.filing_changed() RETURNS trigger
    LANGUAGE plpgsql
    AS $$
begin
  if tg_op = 'INSERT' then
    insert into reporting.progress
      select return, owner, period, ends_on, due_on, state, late, voluntary, simulated, count(*)
      from new_rows where withdrawn_at is null and state <> 'dropped' group by 1, 2, 3, 4, 5, 6, 7, 8, 9;
  elsif tg_op = 'DELETE' then
    insert into reporting.progress
      select return, owner, period, ends_on, due_on, state, late, voluntary, simulated, -count(*)
      from old_rows where withdrawn_at is null and state <> 'dropped' group by 1, 2, 3, 4, 5, 6, 7, 8, 9;
  else
    insert into reporting.progress
      select return, owner, period, ends_on, due_on, state, late, voluntary, simulated, sum(n)
      from (
        select return, owner, period, ends_on, due_on, state, late, voluntary, simulated, 1 as n
        from new_rows where withdrawn_at is null and state <> 'dropped'
        union all
        select return, owner, period, ends_on, due_on, state, late, voluntary, simulated, -1
        from old_rows where withdrawn_at is null and state <> 'dropped') both_rows
      group by 1, 2, 3, 4, 5, 6, 7, 8, 9 having sum(n) <> 0;
  end if;
  return null;
end
$$;

CREATE FUNCTION scheduling.take_place(asked_slot text, asked_pools text[], made jsonb, OUT outcome text, OUT pool text) RETURNS record
    LANGUAGE plpgsql
    AS $$
begin
  if (made ->> 'suspends')::boolean and exists (select from scheduling.suspension x where x.subject = made ->> 'subject'
      and x.service = made ->> 'service' and x.lifted_at is null and x.until_at > (made ->> 'heldAt')::timestamptz) then
    outcome := 'suspended';
    return;
  end if;
  foreach pool in array asked_pools loop
    update scheduling.pool p set taken = p.taken + 1
      where p.slot = asked_slot and p.channel = take_place.pool and p.open and p.taken < p.quota;
    if found then
      insert into scheduling.booking (id, slot, pool, service, resource, organisation, day, half, starts_at, channel,
          subject, subject_name, status, once_key, request, held_at, expires_at, instead_of, simulated, recorded_at, recorded_by)
        select b.id, asked_slot, take_place.pool, b.service, b.resource, b.organisation, b.day, b.half, b."startsAt", b.channel,
          b.subject, b."subjectName", b.status, b."onceKey", b.request, b."heldAt", b."expiresAt", b."insteadOf", b.simulated,
          b."heldAt", b."recordedBy"
        from jsonb_to_record(made) as b(id text, service text, resource text, organisation text, day date, half text,
          "startsAt" timestamptz, channel text, subject text, "subjectName" text, status text, "onceKey" text, request text,
          "heldAt" timestamptz, "expiresAt" timestamptz, "insteadOf" text, simulated boolean, "recordedBy" text)
        on conflict do nothing;
      outcome := 'taken';
      if not found then
        update scheduling.pool p set taken = p.taken - 1 where p.slot = asked_slot and p.channel = take_place.pool;
        outcome := 'clash';
      end if;
      return;
    end if;
  end loop;
  outcome := case when exists (select from scheduling.pool p where p.slot = asked_slot and not p.open) then 'stopped'
    when exists (select from scheduling.booking b where b.slot = asked_slot and b.status = 'held'
    and b.expires_at <= (made ->> 'heldAt')::timestamptz) then 'overdue' else 'full' end;
end
$$;

CREATE FUNCTION scheduling.take_places(asked jsonb) RETURNS TABLE(outcome text, pool text)
    LANGUAGE plpgsql
    AS $$
declare
  made jsonb;
begin
  if jsonb_array_length(asked) > 1 then
    perform from scheduling.pool p
      where p.slot in (select a ->> 'slot' from jsonb_array_elements(asked) a)
      order by p.slot, p.channel for update;
  end if;
  for made in select a from jsonb_array_elements(asked) with ordinality as t(a, place) order by place loop
    select t.outcome, t.pool into take_places.outcome, take_places.pool
      from scheduling.take_place(made ->> 'slot', array(select jsonb_array_elements_text(made -> 'pools')), made) t;
    return next;
  end loop;
end
$$;

CREATE FUNCTION tasks.grams(words text) RETURNS text[]
    LANGUAGE sql IMMUTABLE
    AS $$
  select coalesce(array_agg(distinct substr(lower(words), i, n)), '{}')
  from generate_series(1, length(words)) i, generate_series(1, 2) n
  where i + n - 1 <= length(words)
$$;

CREATE TABLE addresses.address (
    code text NOT NULL,
    text text NOT NULL,
    local text NOT NULL,
    division text NOT NULL,
    house text NOT NULL,
    road text,
    number text,
    place text,
    building text,
    room text,
    pinyin text NOT NULL,
    initials text NOT NULL,
    point public.geometry(Point,4490),
    state text NOT NULL,
    merged_into text,
    note text,
    revision integer DEFAULT 1 NOT NULL,
    valid_from timestamp(3) with time zone DEFAULT now() NOT NULL,
    recorded_at timestamp(3) with time zone DEFAULT now() NOT NULL,
    recorded_by text DEFAULT 'system'::text NOT NULL,
    source text DEFAULT 'platform'::text NOT NULL,
    reason text,
    simulated boolean DEFAULT false NOT NULL,
    withdrawn_at timestamp(3) with time zone
);

CREATE TABLE addresses.address_history (
    valid_to timestamp(3) with time zone NOT NULL,
    code text,
    text text,
    local text,
    division text,
    house text,
    road text,
    number text,
    place text,
    building text,
    room text,
    pinyin text,
    initials text,
    point public.geometry(Point,4490),
    state text,
    merged_into text,
    note text,
    revision integer,
    valid_from timestamp(3) with time zone,
    recorded_at timestamp(3) with time zone,
    recorded_by text,
    source text,
    reason text,
    simulated boolean,
    withdrawn_at timestamp(3) with time zone
);

CREATE VIEW addresses.address_v1 AS
 SELECT address.code,
    address.text,
    address.division,
    address.house,
    address.state,
    address.merged_into,
    address.simulated,
    address.valid_from
   FROM addresses.address
  WHERE (address.withdrawn_at IS NULL);

CREATE TABLE applications.access (
    id text NOT NULL,
    system text NOT NULL,
    owner text NOT NULL,
    account text NOT NULL,
    there text NOT NULL,
    revision integer DEFAULT 1 NOT NULL,
    valid_from timestamp(3) with time zone DEFAULT now() NOT NULL,
    recorded_at timestamp(3) with time zone DEFAULT now() NOT NULL,
    recorded_by text DEFAULT 'system'::text NOT NULL,
    source text DEFAULT 'platform'::text NOT NULL,
    reason text,
    simulated boolean DEFAULT false NOT NULL,
    withdrawn_at timestamp(3) with time zone
);

CREATE TABLE applications.access_history (
    valid_to timestamp(3) with time zone NOT NULL,
    id text,
    system text,
    owner text,
    account text,
    there text,
    revision integer,
    valid_from timestamp(3) with time zone,
    recorded_at timestamp(3) with time zone,
    recorded_by text,
    source text,
    reason text,
    simulated boolean,
    withdrawn_at timestamp(3) with time zone
);

CREATE TABLE applications.counted (
    day date NOT NULL,
    digest text NOT NULL
);

CREATE TABLE applications.favourite (
    person text NOT NULL,
    entry text NOT NULL
);

CREATE TABLE applications.feed (
    code text NOT NULL,
    system text NOT NULL,
    owner text NOT NULL,
    gives text NOT NULL,
    adapter text NOT NULL,
    path text NOT NULL,
    settings jsonb NOT NULL,
    every_minutes integer NOT NULL,
    enabled boolean NOT NULL,
    revision integer DEFAULT 1 NOT NULL,
    valid_from timestamp(3) with time zone DEFAULT now() NOT NULL,
    recorded_at timestamp(3) with time zone DEFAULT now() NOT NULL,
    recorded_by text DEFAULT 'system'::text NOT NULL,
    source text DEFAULT 'platform'::text NOT NULL,
    reason text,
    simulated boolean DEFAULT false NOT NULL,
    withdrawn_at timestamp(3) with time zone,
    title_zh text NOT NULL,
    title_en text NOT NULL
);

CREATE TABLE applications.feed_history (
    valid_to timestamp(3) with time zone NOT NULL,
    code text,
    system text,
    owner text,
    gives text,
    adapter text,
    path text,
    settings jsonb,
    every_minutes integer,
    enabled boolean,
    revision integer,
    valid_from timestamp(3) with time zone,
    recorded_at timestamp(3) with time zone,
    recorded_by text,
    source text,
    reason text,
    simulated boolean,
    withdrawn_at timestamp(3) with time zone,
    title_zh text,
    title_en text
);

CREATE TABLE applications.feed_state (
    feed text NOT NULL,
    secret text,
    cursor text,
    fetched_at timestamp(3) with time zone,
    next_at timestamp(3) with time zone,
    misses integer DEFAULT 0 NOT NULL,
    fault text,
    secret_host text
);

CREATE TABLE applications.health_day (
    id text NOT NULL,
    system text NOT NULL,
    owner text NOT NULL,
    day date NOT NULL,
    looks integer NOT NULL,
    up integer NOT NULL,
    latency_ms integer,
    slowest_ms integer,
    revision integer DEFAULT 1 NOT NULL,
    valid_from timestamp(3) with time zone DEFAULT now() NOT NULL,
    recorded_at timestamp(3) with time zone DEFAULT now() NOT NULL,
    recorded_by text DEFAULT 'system'::text NOT NULL,
    source text DEFAULT 'platform'::text NOT NULL,
    reason text,
    simulated boolean DEFAULT false NOT NULL,
    withdrawn_at timestamp(3) with time zone
);

CREATE VIEW applications.health_day_v1 AS
 SELECT health_day.id,
    health_day.system,
    health_day.owner,
    health_day.day,
    health_day.looks,
    health_day.up,
    health_day.latency_ms,
    health_day.simulated
   FROM applications.health_day;

CREATE TABLE applications.interface (
    code text NOT NULL,
    system text NOT NULL,
    owner text NOT NULL,
    title_zh text NOT NULL,
    title_en text NOT NULL,
    kind text NOT NULL,
    direction text NOT NULL,
    gives text NOT NULL,
    entry text,
    contact text,
    revision integer DEFAULT 1 NOT NULL,
    valid_from timestamp(3) with time zone DEFAULT now() NOT NULL,
    recorded_at timestamp(3) with time zone DEFAULT now() NOT NULL,
    recorded_by text DEFAULT 'system'::text NOT NULL,
    source text DEFAULT 'platform'::text NOT NULL,
    reason text,
    simulated boolean DEFAULT false NOT NULL,
    withdrawn_at timestamp(3) with time zone
);

CREATE TABLE applications.interface_history (
    valid_to timestamp(3) with time zone NOT NULL,
    code text,
    system text,
    owner text,
    title_zh text,
    title_en text,
    kind text,
    direction text,
    gives text,
    entry text,
    contact text,
    revision integer,
    valid_from timestamp(3) with time zone,
    recorded_at timestamp(3) with time zone,
    recorded_by text,
    source text,
    reason text,
    simulated boolean,
    withdrawn_at timestamp(3) with time zone
);

CREATE VIEW applications.interface_v1 AS
 SELECT interface.code,
    interface.system,
    interface.title_zh,
    interface.title_en,
    interface.direction,
    interface.gives,
    interface.entry
   FROM applications.interface
  WHERE (interface.withdrawn_at IS NULL);

CREATE TABLE applications.message (
    system text NOT NULL,
    id text NOT NULL,
    title text NOT NULL,
    words text NOT NULL,
    account text NOT NULL,
    link text NOT NULL,
    told boolean NOT NULL,
    received_at timestamp(3) with time zone NOT NULL
);

CREATE TABLE applications.system (
    code text NOT NULL,
    name_zh text NOT NULL,
    name_en text NOT NULL,
    owner text NOT NULL,
    purpose text NOT NULL,
    vendor_kind text,
    address text,
    health_path text,
    sign_on text NOT NULL,
    protection text,
    audience text NOT NULL,
    state text NOT NULL,
    replaced_by text,
    contact text,
    clause text,
    inside boolean DEFAULT false NOT NULL,
    application text,
    health text,
    health_since timestamp(3) with time zone,
    revision integer DEFAULT 1 NOT NULL,
    valid_from timestamp(3) with time zone DEFAULT now() NOT NULL,
    recorded_at timestamp(3) with time zone DEFAULT now() NOT NULL,
    recorded_by text DEFAULT 'system'::text NOT NULL,
    source text DEFAULT 'platform'::text NOT NULL,
    reason text,
    simulated boolean DEFAULT false NOT NULL,
    withdrawn_at timestamp(3) with time zone
);

CREATE TABLE applications.system_history (
    valid_to timestamp(3) with time zone NOT NULL,
    code text,
    name_zh text,
    name_en text,
    owner text,
    purpose text,
    vendor_kind text,
    address text,
    health_path text,
    sign_on text,
    protection text,
    audience text,
    state text,
    replaced_by text,
    contact text,
    clause text,
    inside boolean,
    application text,
    health text,
    health_since timestamp(3) with time zone,
    revision integer,
    valid_from timestamp(3) with time zone,
    recorded_at timestamp(3) with time zone,
    recorded_by text,
    source text,
    reason text,
    simulated boolean,
    withdrawn_at timestamp(3) with time zone
);

CREATE VIEW applications.system_v1 AS
 SELECT system.code,
    system.name_zh,
    system.name_en,
    system.owner,
    system.sign_on,
    system.state,
    system.health,
    system.simulated,
    system.valid_from,
    system.purpose
   FROM applications.system
  WHERE (system.withdrawn_at IS NULL);

CREATE TABLE applications.ticket (
    digest text NOT NULL,
    service text NOT NULL,
    system text NOT NULL,
    account text NOT NULL,
    there text NOT NULL,
    expires_at timestamp(3) with time zone NOT NULL,
    used_at timestamp(3) with time zone
);

CREATE TABLE applications.todo (
    system text NOT NULL,
    id text NOT NULL,
    feed text,
    title text NOT NULL,
    account text NOT NULL,
    person text,
    state text NOT NULL,
    deadline timestamp(3) with time zone,
    link text NOT NULL,
    changed_at timestamp(3) with time zone NOT NULL,
    gone boolean DEFAULT false NOT NULL
);

CREATE TABLE applications.use_day (
    id text NOT NULL,
    system text NOT NULL,
    owner text NOT NULL,
    day date NOT NULL,
    sign_ons integer NOT NULL,
    persons integer NOT NULL,
    revision integer DEFAULT 1 NOT NULL,
    valid_from timestamp(3) with time zone DEFAULT now() NOT NULL,
    recorded_at timestamp(3) with time zone DEFAULT now() NOT NULL,
    recorded_by text DEFAULT 'system'::text NOT NULL,
    source text DEFAULT 'platform'::text NOT NULL,
    reason text,
    simulated boolean DEFAULT false NOT NULL,
    withdrawn_at timestamp(3) with time zone
);

CREATE VIEW applications.use_day_v1 AS
 SELECT use_day.id,
    use_day.system,
    use_day.owner,
    use_day.day,
    use_day.sign_ons,
    use_day.persons,
    use_day.simulated
   FROM applications.use_day;

CREATE TABLE applications.watch (
    system text NOT NULL,
    looked_at timestamp(3) with time zone,
    next_at timestamp(3) with time zone,
    misses integer DEFAULT 0 NOT NULL,
    fault text
);

CREATE TABLE assessment.panel (
    id text NOT NULL,
    matter text NOT NULL,
    title_zh text NOT NULL,
    title_en text NOT NULL,
    organisation text NOT NULL,
    wanted integer NOT NULL,
    criteria jsonb NOT NULL,
    facts jsonb NOT NULL,
    excluded text[] NOT NULL,
    state text NOT NULL,
    score integer,
    opened_at timestamp(3) with time zone NOT NULL,
    completed_at timestamp(3) with time zone,
    revision integer DEFAULT 1 NOT NULL,
    valid_from timestamp(3) with time zone DEFAULT now() NOT NULL,
    recorded_at timestamp(3) with time zone DEFAULT now() NOT NULL,
    recorded_by text DEFAULT 'system'::text NOT NULL,
    source text DEFAULT 'platform'::text NOT NULL,
    reason text,
    simulated boolean DEFAULT false NOT NULL,
    withdrawn_at timestamp(3) with time zone,
    CONSTRAINT panel_state_check CHECK ((state = ANY (ARRAY['scoring'::text, 'short'::text, 'complete'::text, 'dropped'::text]))),
    CONSTRAINT panel_wanted_check CHECK ((wanted > 0))
);

CREATE TABLE assessment.reviewer (
    code text NOT NULL,
    account text NOT NULL,
    name text NOT NULL,
    organisation text NOT NULL,
    active boolean NOT NULL,
    revision integer DEFAULT 1 NOT NULL,
    valid_from timestamp(3) with time zone DEFAULT now() NOT NULL,
    recorded_at timestamp(3) with time zone DEFAULT now() NOT NULL,
    recorded_by text DEFAULT 'system'::text NOT NULL,
    source text DEFAULT 'platform'::text NOT NULL,
    reason text,
    simulated boolean DEFAULT false NOT NULL,
    withdrawn_at timestamp(3) with time zone
);

CREATE TABLE assessment.reviewer_history (
    valid_to timestamp(3) with time zone NOT NULL,
    code text,
    account text,
    name text,
    organisation text,
    active boolean,
    revision integer,
    valid_from timestamp(3) with time zone,
    recorded_at timestamp(3) with time zone,
    recorded_by text,
    source text,
    reason text,
    simulated boolean,
    withdrawn_at timestamp(3) with time zone
);

CREATE TABLE assessment.seat (
    panel text NOT NULL,
    account text NOT NULL,
    name text NOT NULL,
    state text NOT NULL,
    scores jsonb,
    words text,
    at timestamp(3) with time zone NOT NULL,
    CONSTRAINT seat_state_check CHECK ((state = ANY (ARRAY['asked'::text, 'given'::text, 'recused'::text])))
);

CREATE TABLE catalogue.dataset (
    code text NOT NULL,
    definition jsonb NOT NULL,
    origin text DEFAULT 'city'::text NOT NULL,
    withdrawn boolean DEFAULT false NOT NULL
);

CREATE TABLE catalogue.entry (
    code text NOT NULL,
    title_zh text NOT NULL,
    title_en text NOT NULL,
    provider text NOT NULL,
    abstract_zh text NOT NULL,
    abstract_en text NOT NULL,
    kind text NOT NULL,
    theme text NOT NULL,
    share text NOT NULL,
    open text NOT NULL,
    cycle text NOT NULL,
    reconstructed boolean NOT NULL,
    access text NOT NULL,
    rows bigint,
    good double precision,
    delivered_at timestamp with time zone,
    fields jsonb NOT NULL,
    revision integer DEFAULT 1 NOT NULL,
    valid_from timestamp(3) with time zone DEFAULT now() NOT NULL,
    recorded_at timestamp(3) with time zone DEFAULT now() NOT NULL,
    recorded_by text DEFAULT 'system'::text NOT NULL,
    source text DEFAULT 'platform'::text NOT NULL,
    reason text,
    simulated boolean DEFAULT false NOT NULL,
    withdrawn_at timestamp(3) with time zone,
    resource_code text,
    category text,
    format text,
    condition_zh text,
    condition_en text,
    basis text,
    way text,
    open_condition_zh text,
    open_condition_en text,
    published_on date,
    related text[],
    words text,
    counted_as text
);

CREATE TABLE catalogue.entry_history (
    valid_to timestamp(3) with time zone NOT NULL,
    code text,
    title_zh text,
    title_en text,
    provider text,
    abstract_zh text,
    abstract_en text,
    kind text,
    theme text,
    share text,
    open text,
    cycle text,
    reconstructed boolean,
    access text,
    rows bigint,
    good double precision,
    delivered_at timestamp with time zone,
    fields jsonb,
    revision integer,
    valid_from timestamp(3) with time zone,
    recorded_at timestamp(3) with time zone,
    recorded_by text,
    source text,
    reason text,
    simulated boolean,
    withdrawn_at timestamp(3) with time zone,
    resource_code text,
    category text,
    format text,
    condition_zh text,
    condition_en text,
    basis text,
    way text,
    open_condition_zh text,
    open_condition_en text,
    published_on date,
    related text[],
    words text,
    counted_as text
);

CREATE VIEW catalogue.entry_v1 AS
 SELECT entry.code,
    entry.title_zh,
    entry.title_en,
    entry.provider,
    entry.kind,
    entry.theme,
    entry.share,
    entry.open,
    entry.cycle,
    entry.rows,
    entry.good,
    entry.delivered_at
   FROM catalogue.entry
  WHERE (entry.withdrawn_at IS NULL);

CREATE VIEW catalogue.resource_code_v1 AS
 SELECT entry.code,
    entry.resource_code
   FROM catalogue.entry
  WHERE (entry.resource_code IS NOT NULL);

CREATE TABLE catalogue.sharing_limit (
    dataset text NOT NULL,
    origin text NOT NULL,
    onward text NOT NULL,
    basis text NOT NULL,
    placed_at timestamp(3) with time zone NOT NULL,
    CONSTRAINT sharing_limit_onward_check CHECK ((onward = ANY (ARRAY['none'::text, 'departments'::text])))
);

CREATE TABLE catalogue.thematic (
    code text NOT NULL,
    title_zh text NOT NULL,
    title_en text NOT NULL,
    owner text,
    purpose text,
    clause text,
    named_as text,
    datasets jsonb NOT NULL,
    consumers jsonb NOT NULL,
    rows integer,
    delivered_at timestamp(3) with time zone,
    revision integer DEFAULT 1 NOT NULL,
    valid_from timestamp(3) with time zone DEFAULT now() NOT NULL,
    recorded_at timestamp(3) with time zone DEFAULT now() NOT NULL,
    recorded_by text DEFAULT 'system'::text NOT NULL,
    source text DEFAULT 'platform'::text NOT NULL,
    reason text,
    simulated boolean DEFAULT false NOT NULL,
    withdrawn_at timestamp(3) with time zone
);

CREATE TABLE catalogue.thematic_history (
    valid_to timestamp(3) with time zone NOT NULL,
    code text,
    title_zh text,
    title_en text,
    owner text,
    purpose text,
    clause text,
    named_as text,
    datasets jsonb,
    consumers jsonb,
    rows integer,
    delivered_at timestamp(3) with time zone,
    revision integer,
    valid_from timestamp(3) with time zone,
    recorded_at timestamp(3) with time zone,
    recorded_by text,
    source text,
    reason text,
    simulated boolean,
    withdrawn_at timestamp(3) with time zone
);

CREATE VIEW catalogue.thematic_v1 AS
 SELECT thematic.code,
    thematic.title_zh,
    thematic.title_en,
    thematic.owner,
    thematic.purpose,
    thematic.datasets,
    thematic.simulated
   FROM catalogue.thematic
  WHERE (thematic.withdrawn_at IS NULL);

CREATE TABLE cataloguing.description (
    code text NOT NULL,
    title_zh text NOT NULL,
    title_en text,
    provider text NOT NULL,
    abstract_zh text NOT NULL,
    abstract_en text,
    category text NOT NULL,
    theme text NOT NULL,
    format text NOT NULL,
    share text NOT NULL,
    share_condition text,
    share_basis text,
    share_way text NOT NULL,
    open text NOT NULL,
    open_condition text,
    cycle text NOT NULL,
    subject text NOT NULL,
    key_item text NOT NULL,
    related text[],
    resource_code text,
    state text NOT NULL,
    why text,
    office text NOT NULL,
    account text NOT NULL,
    published_on date,
    revision integer DEFAULT 1 NOT NULL,
    valid_from timestamp(3) with time zone DEFAULT now() NOT NULL,
    recorded_at timestamp(3) with time zone DEFAULT now() NOT NULL,
    recorded_by text DEFAULT 'system'::text NOT NULL,
    source text DEFAULT 'platform'::text NOT NULL,
    reason text,
    simulated boolean DEFAULT false NOT NULL,
    withdrawn_at timestamp(3) with time zone,
    words text[]
);

CREATE TABLE cataloguing.description_history (
    valid_to timestamp(3) with time zone NOT NULL,
    code text,
    title_zh text,
    title_en text,
    provider text,
    abstract_zh text,
    abstract_en text,
    category text,
    theme text,
    format text,
    share text,
    share_condition text,
    share_basis text,
    share_way text,
    open text,
    open_condition text,
    cycle text,
    subject text,
    key_item text,
    related text[],
    resource_code text,
    state text,
    why text,
    office text,
    account text,
    published_on date,
    revision integer,
    valid_from timestamp(3) with time zone,
    recorded_at timestamp(3) with time zone,
    recorded_by text,
    source text,
    reason text,
    simulated boolean,
    withdrawn_at timestamp(3) with time zone,
    words text[]
);

CREATE TABLE cataloguing.handed_in (
    code text NOT NULL,
    definition jsonb NOT NULL
);

CREATE TABLE cataloguing.item (
    code text NOT NULL,
    resource text NOT NULL,
    "position" integer NOT NULL,
    label_zh text NOT NULL,
    label_en text,
    type text NOT NULL,
    length integer,
    codes text,
    required boolean NOT NULL,
    share text,
    sensitivity text NOT NULL,
    mask text,
    aliases text[],
    provider text NOT NULL,
    revision integer DEFAULT 1 NOT NULL,
    valid_from timestamp(3) with time zone DEFAULT now() NOT NULL,
    recorded_at timestamp(3) with time zone DEFAULT now() NOT NULL,
    recorded_by text DEFAULT 'system'::text NOT NULL,
    source text DEFAULT 'platform'::text NOT NULL,
    reason text,
    simulated boolean DEFAULT false NOT NULL,
    withdrawn_at timestamp(3) with time zone
);

CREATE TABLE cataloguing.item_history (
    valid_to timestamp(3) with time zone NOT NULL,
    code text,
    resource text,
    "position" integer,
    label_zh text,
    label_en text,
    type text,
    length integer,
    codes text,
    required boolean,
    share text,
    sensitivity text,
    mask text,
    aliases text[],
    provider text,
    revision integer,
    valid_from timestamp(3) with time zone,
    recorded_at timestamp(3) with time zone,
    recorded_by text,
    source text,
    reason text,
    simulated boolean,
    withdrawn_at timestamp(3) with time zone
);

CREATE TABLE cataloguing.serial (
    class text NOT NULL,
    last integer NOT NULL
);

CREATE TABLE cataloguing.setting (
    name text NOT NULL,
    value text NOT NULL
);

CREATE TABLE cloud.asset (
    code text NOT NULL,
    name text NOT NULL,
    kind text NOT NULL,
    state text NOT NULL,
    owner text NOT NULL,
    tenant text,
    system text,
    parent text,
    offers boolean NOT NULL,
    cpu double precision,
    memory_gb double precision,
    storage_gb double precision,
    since date NOT NULL,
    until date,
    revision integer DEFAULT 1 NOT NULL,
    valid_from timestamp(3) with time zone DEFAULT now() NOT NULL,
    recorded_at timestamp(3) with time zone DEFAULT now() NOT NULL,
    recorded_by text DEFAULT 'system'::text NOT NULL,
    source text DEFAULT 'platform'::text NOT NULL,
    reason text,
    simulated boolean DEFAULT false NOT NULL,
    withdrawn_at timestamp(3) with time zone
);

CREATE TABLE cloud.asset_history (
    valid_to timestamp(3) with time zone NOT NULL,
    code text,
    name text,
    kind text,
    state text,
    owner text,
    tenant text,
    system text,
    parent text,
    offers boolean,
    cpu double precision,
    memory_gb double precision,
    storage_gb double precision,
    since date,
    until date,
    revision integer,
    valid_from timestamp(3) with time zone,
    recorded_at timestamp(3) with time zone,
    recorded_by text,
    source text,
    reason text,
    simulated boolean,
    withdrawn_at timestamp(3) with time zone
);

CREATE VIEW cloud.asset_v1 AS
 SELECT asset.code,
    asset.name,
    asset.kind,
    asset.state,
    asset.owner,
    asset.tenant,
    asset.system,
    asset.parent,
    asset.offers,
    asset.cpu,
    asset.memory_gb,
    asset.storage_gb,
    asset.since,
    asset.until,
    asset.simulated
   FROM cloud.asset
  WHERE (asset.withdrawn_at IS NULL);

CREATE TABLE cloud.backup (
    id text NOT NULL,
    point timestamp(3) with time zone,
    started_at timestamp(3) with time zone NOT NULL,
    finished_at timestamp(3) with time zone NOT NULL,
    seconds double precision NOT NULL,
    result text NOT NULL,
    trouble text,
    folder text NOT NULL,
    by text NOT NULL,
    store text NOT NULL,
    table_count integer NOT NULL,
    row_count bigint NOT NULL,
    file_count integer NOT NULL,
    bytes bigint NOT NULL,
    new_bytes bigint NOT NULL,
    ledger_size bigint NOT NULL,
    ledger_root text,
    revision integer DEFAULT 1 NOT NULL,
    valid_from timestamp(3) with time zone DEFAULT now() NOT NULL,
    recorded_at timestamp(3) with time zone DEFAULT now() NOT NULL,
    recorded_by text DEFAULT 'system'::text NOT NULL,
    source text DEFAULT 'platform'::text NOT NULL,
    reason text,
    simulated boolean DEFAULT false NOT NULL,
    withdrawn_at timestamp(3) with time zone,
    CONSTRAINT backup_result_check CHECK ((result = ANY (ARRAY['good'::text, 'failed'::text, 'cancelled'::text, 'removed'::text])))
);

CREATE TABLE cloud.backup_history (
    valid_to timestamp(3) with time zone NOT NULL,
    id text,
    point timestamp(3) with time zone,
    started_at timestamp(3) with time zone,
    finished_at timestamp(3) with time zone,
    seconds double precision,
    result text,
    trouble text,
    folder text,
    by text,
    store text,
    table_count integer,
    row_count bigint,
    file_count integer,
    bytes bigint,
    new_bytes bigint,
    ledger_size bigint,
    ledger_root text,
    revision integer,
    valid_from timestamp(3) with time zone,
    recorded_at timestamp(3) with time zone,
    recorded_by text,
    source text,
    reason text,
    simulated boolean,
    withdrawn_at timestamp(3) with time zone
);

CREATE TABLE cloud.drill (
    id text NOT NULL,
    backup text NOT NULL,
    point timestamp(3) with time zone,
    started_at timestamp(3) with time zone NOT NULL,
    finished_at timestamp(3) with time zone NOT NULL,
    result text NOT NULL,
    trouble text,
    by text NOT NULL,
    store text NOT NULL,
    seconds double precision NOT NULL,
    restore_seconds double precision,
    table_count integer NOT NULL,
    row_count bigint NOT NULL,
    file_count integer NOT NULL,
    checks jsonb NOT NULL,
    revision integer DEFAULT 1 NOT NULL,
    valid_from timestamp(3) with time zone DEFAULT now() NOT NULL,
    recorded_at timestamp(3) with time zone DEFAULT now() NOT NULL,
    recorded_by text DEFAULT 'system'::text NOT NULL,
    source text DEFAULT 'platform'::text NOT NULL,
    reason text,
    simulated boolean DEFAULT false NOT NULL,
    withdrawn_at timestamp(3) with time zone,
    CONSTRAINT drill_result_check CHECK ((result = ANY (ARRAY['equal'::text, 'unequal'::text, 'failed'::text, 'cancelled'::text])))
);

CREATE TABLE cloud.drill_history (
    valid_to timestamp(3) with time zone NOT NULL,
    id text,
    backup text,
    point timestamp(3) with time zone,
    started_at timestamp(3) with time zone,
    finished_at timestamp(3) with time zone,
    result text,
    trouble text,
    by text,
    store text,
    seconds double precision,
    restore_seconds double precision,
    table_count integer,
    row_count bigint,
    file_count integer,
    checks jsonb,
    revision integer,
    valid_from timestamp(3) with time zone,
    recorded_at timestamp(3) with time zone,
    recorded_by text,
    source text,
    reason text,
    simulated boolean,
    withdrawn_at timestamp(3) with time zone
);

CREATE TABLE cloud.observation (
    asset text NOT NULL,
    at timestamp(3) with time zone NOT NULL,
    cpu real,
    memory real,
    storage real,
    database_bytes bigint,
    source text NOT NULL,
    simulated boolean NOT NULL
);

CREATE VIEW cloud.observation_v1 AS
 SELECT observation.asset,
    observation.at,
    observation.cpu,
    observation.memory,
    observation.storage,
    observation.database_bytes,
    observation.simulated
   FROM cloud.observation;

CREATE TABLE cloud.quota (
    tenant text NOT NULL,
    cpu double precision NOT NULL,
    memory_gb double precision NOT NULL,
    storage_gb double precision NOT NULL,
    revision integer DEFAULT 1 NOT NULL,
    valid_from timestamp(3) with time zone DEFAULT now() NOT NULL,
    recorded_at timestamp(3) with time zone DEFAULT now() NOT NULL,
    recorded_by text DEFAULT 'system'::text NOT NULL,
    source text DEFAULT 'platform'::text NOT NULL,
    reason text,
    simulated boolean DEFAULT false NOT NULL,
    withdrawn_at timestamp(3) with time zone
);

CREATE TABLE cloud.quota_history (
    valid_to timestamp(3) with time zone NOT NULL,
    tenant text,
    cpu double precision,
    memory_gb double precision,
    storage_gb double precision,
    revision integer,
    valid_from timestamp(3) with time zone,
    recorded_at timestamp(3) with time zone,
    recorded_by text,
    source text,
    reason text,
    simulated boolean,
    withdrawn_at timestamp(3) with time zone
);

CREATE TABLE cloud.quota_request (
    id text NOT NULL,
    tenant text NOT NULL,
    cpu double precision NOT NULL,
    memory_gb double precision NOT NULL,
    storage_gb double precision NOT NULL,
    reason text NOT NULL,
    state text NOT NULL,
    asked_by text NOT NULL,
    asked_at timestamp(3) with time zone NOT NULL,
    decided_by text,
    decided_at timestamp(3) with time zone,
    granted_cpu double precision,
    granted_memory_gb double precision,
    granted_storage_gb double precision,
    answer text,
    simulated boolean NOT NULL,
    CONSTRAINT quota_request_state_check CHECK ((state = ANY (ARRAY['asked'::text, 'granted'::text, 'refused'::text, 'taken-back'::text])))
);

CREATE VIEW cloud.quota_v1 AS
 SELECT quota.tenant,
    quota.cpu,
    quota.memory_gb,
    quota.storage_gb,
    quota.simulated
   FROM cloud.quota
  WHERE (quota.withdrawn_at IS NULL);

CREATE TABLE cloud.recovery_proof (
    id text NOT NULL,
    system text NOT NULL,
    kind text NOT NULL,
    point timestamp(3) with time zone NOT NULL,
    result text NOT NULL,
    restore_minutes double precision,
    place text,
    revision integer DEFAULT 1 NOT NULL,
    valid_from timestamp(3) with time zone DEFAULT now() NOT NULL,
    recorded_at timestamp(3) with time zone DEFAULT now() NOT NULL,
    recorded_by text DEFAULT 'system'::text NOT NULL,
    source text DEFAULT 'platform'::text NOT NULL,
    reason text,
    simulated boolean DEFAULT false NOT NULL,
    withdrawn_at timestamp(3) with time zone,
    CONSTRAINT recovery_proof_kind_check CHECK ((kind = ANY (ARRAY['backup'::text, 'drill'::text]))),
    CONSTRAINT recovery_proof_result_check CHECK ((result = ANY (ARRAY['good'::text, 'failed'::text])))
);

CREATE TABLE cloud.recovery_proof_history (
    valid_to timestamp(3) with time zone NOT NULL,
    id text,
    system text,
    kind text,
    point timestamp(3) with time zone,
    result text,
    restore_minutes double precision,
    place text,
    revision integer,
    valid_from timestamp(3) with time zone,
    recorded_at timestamp(3) with time zone,
    recorded_by text,
    source text,
    reason text,
    simulated boolean,
    withdrawn_at timestamp(3) with time zone
);

CREATE TABLE cloud.system (
    code text NOT NULL,
    name text NOT NULL,
    owner text NOT NULL,
    kept text NOT NULL,
    rpo_hours double precision,
    rto_hours double precision,
    since date NOT NULL,
    until date,
    revision integer DEFAULT 1 NOT NULL,
    valid_from timestamp(3) with time zone DEFAULT now() NOT NULL,
    recorded_at timestamp(3) with time zone DEFAULT now() NOT NULL,
    recorded_by text DEFAULT 'system'::text NOT NULL,
    source text DEFAULT 'platform'::text NOT NULL,
    reason text,
    simulated boolean DEFAULT false NOT NULL,
    withdrawn_at timestamp(3) with time zone,
    CONSTRAINT system_kept_check CHECK ((kept = ANY (ARRAY['platform'::text, 'reported'::text])))
);

CREATE VIEW cloud.recovery_v1 AS
 SELECT s.code AS system,
    'backup'::text AS kind,
    b.point,
    NULL::double precision AS restore_minutes,
    false AS simulated
   FROM (cloud.backup b
     JOIN cloud.system s ON (((s.kept = 'platform'::text) AND (s.withdrawn_at IS NULL))))
  WHERE ((b.result = 'good'::text) AND (b.withdrawn_at IS NULL))
UNION ALL
 SELECT s.code AS system,
    'drill'::text AS kind,
    d.finished_at AS point,
    (d.restore_seconds / (60)::double precision) AS restore_minutes,
    false AS simulated
   FROM (cloud.drill d
     JOIN cloud.system s ON (((s.kept = 'platform'::text) AND (s.withdrawn_at IS NULL))))
  WHERE ((d.result = 'equal'::text) AND (d.withdrawn_at IS NULL))
UNION ALL
 SELECT p.system,
    p.kind,
    p.point,
    p.restore_minutes,
    p.simulated
   FROM (cloud.recovery_proof p
     JOIN cloud.system s ON (((s.code = p.system) AND (s.kept = 'reported'::text))))
  WHERE ((p.result = 'good'::text) AND (p.withdrawn_at IS NULL));

CREATE TABLE cloud.system_history (
    valid_to timestamp(3) with time zone NOT NULL,
    code text,
    name text,
    owner text,
    kept text,
    rpo_hours double precision,
    rto_hours double precision,
    since date,
    until date,
    revision integer,
    valid_from timestamp(3) with time zone,
    recorded_at timestamp(3) with time zone,
    recorded_by text,
    source text,
    reason text,
    simulated boolean,
    withdrawn_at timestamp(3) with time zone
);

CREATE VIEW cloud.system_v1 AS
 SELECT system.code,
    system.name,
    system.owner,
    system.kept,
    system.rpo_hours,
    system.rto_hours,
    system.since,
    system.until,
    system.simulated
   FROM cloud.system
  WHERE (system.withdrawn_at IS NULL);

CREATE TABLE codes.code_table (
    id text NOT NULL,
    name_zh text NOT NULL,
    name_en text NOT NULL,
    standard text,
    complete boolean NOT NULL,
    invented boolean NOT NULL,
    checked text NOT NULL,
    note text,
    revision integer DEFAULT 1 NOT NULL,
    valid_from timestamp(3) with time zone DEFAULT now() NOT NULL,
    recorded_at timestamp(3) with time zone DEFAULT now() NOT NULL,
    recorded_by text DEFAULT 'system'::text NOT NULL,
    source text DEFAULT 'platform'::text NOT NULL,
    reason text,
    simulated boolean DEFAULT false NOT NULL,
    withdrawn_at timestamp(3) with time zone
);

CREATE TABLE codes.code_table_history (
    valid_to timestamp(3) with time zone NOT NULL,
    id text,
    name_zh text,
    name_en text,
    standard text,
    complete boolean,
    invented boolean,
    checked text,
    note text,
    revision integer,
    valid_from timestamp(3) with time zone,
    recorded_at timestamp(3) with time zone,
    recorded_by text,
    source text,
    reason text,
    simulated boolean,
    withdrawn_at timestamp(3) with time zone
);

CREATE TABLE codes.mapping (
    key text NOT NULL,
    from_table text NOT NULL,
    from_code text NOT NULL,
    to_table text NOT NULL,
    to_code text NOT NULL,
    kind text NOT NULL,
    used_from date,
    used_to date,
    note text,
    revision integer DEFAULT 1 NOT NULL,
    valid_from timestamp(3) with time zone DEFAULT now() NOT NULL,
    recorded_at timestamp(3) with time zone DEFAULT now() NOT NULL,
    recorded_by text DEFAULT 'system'::text NOT NULL,
    source text DEFAULT 'platform'::text NOT NULL,
    reason text,
    simulated boolean DEFAULT false NOT NULL,
    withdrawn_at timestamp(3) with time zone
);

CREATE TABLE codes.mapping_history (
    valid_to timestamp(3) with time zone NOT NULL,
    key text,
    from_table text,
    from_code text,
    to_table text,
    to_code text,
    kind text,
    used_from date,
    used_to date,
    note text,
    revision integer,
    valid_from timestamp(3) with time zone,
    recorded_at timestamp(3) with time zone,
    recorded_by text,
    source text,
    reason text,
    simulated boolean,
    withdrawn_at timestamp(3) with time zone
);

CREATE VIEW codes.mapping_v1 AS
 SELECT mapping.from_table,
    mapping.from_code,
    mapping.to_table,
    mapping.to_code,
    mapping.kind,
    mapping.used_from,
    mapping.used_to
   FROM codes.mapping
  WHERE (mapping.withdrawn_at IS NULL);

CREATE TABLE codes.value (
    key text NOT NULL,
    code_table text NOT NULL,
    code text NOT NULL,
    name_zh text NOT NULL,
    name_en text NOT NULL,
    "position" integer DEFAULT 0 NOT NULL,
    used_from date,
    used_to date,
    revision integer DEFAULT 1 NOT NULL,
    valid_from timestamp(3) with time zone DEFAULT now() NOT NULL,
    recorded_at timestamp(3) with time zone DEFAULT now() NOT NULL,
    recorded_by text DEFAULT 'system'::text NOT NULL,
    source text DEFAULT 'platform'::text NOT NULL,
    reason text,
    simulated boolean DEFAULT false NOT NULL,
    withdrawn_at timestamp(3) with time zone,
    parent text,
    pinyin text DEFAULT ''::text NOT NULL,
    initials text DEFAULT ''::text NOT NULL,
    former boolean GENERATED ALWAYS AS ((key ~ '@\d{4}-\d{2}-\d{2}$'::text)) STORED
);

CREATE TABLE codes.value_history (
    valid_to timestamp(3) with time zone NOT NULL,
    key text,
    code_table text,
    code text,
    name_zh text,
    name_en text,
    "position" integer,
    used_from date,
    used_to date,
    revision integer,
    valid_from timestamp(3) with time zone,
    recorded_at timestamp(3) with time zone,
    recorded_by text,
    source text,
    reason text,
    simulated boolean,
    withdrawn_at timestamp(3) with time zone,
    parent text,
    pinyin text,
    initials text,
    former boolean
);

CREATE VIEW codes.value_v1 AS
 SELECT value.code_table,
    value.code,
    value.name_zh,
    value.name_en,
    value."position",
    value.used_from,
    value.used_to,
    value.parent
   FROM codes.value
  WHERE ((value.withdrawn_at IS NULL) AND (NOT value.former));

CREATE TABLE decision_support.miss (
    id text NOT NULL,
    rule text NOT NULL,
    measure text NOT NULL,
    place jsonb NOT NULL,
    place_key text NOT NULL,
    place_zh text NOT NULL,
    place_en text NOT NULL,
    period text NOT NULL,
    start date NOT NULL,
    what text NOT NULL,
    owner text NOT NULL,
    marked_by text NOT NULL,
    marked_at timestamp(3) with time zone NOT NULL,
    revision integer DEFAULT 1 NOT NULL,
    valid_from timestamp(3) with time zone DEFAULT now() NOT NULL,
    recorded_at timestamp(3) with time zone DEFAULT now() NOT NULL,
    recorded_by text DEFAULT 'system'::text NOT NULL,
    source text DEFAULT 'platform'::text NOT NULL,
    reason text,
    simulated boolean DEFAULT false NOT NULL,
    withdrawn_at timestamp(3) with time zone
);

CREATE TABLE decision_support.miss_history (
    valid_to timestamp(3) with time zone NOT NULL,
    id text,
    rule text,
    measure text,
    place jsonb,
    place_key text,
    place_zh text,
    place_en text,
    period text,
    start date,
    what text,
    owner text,
    marked_by text,
    marked_at timestamp(3) with time zone,
    revision integer,
    valid_from timestamp(3) with time zone,
    recorded_at timestamp(3) with time zone,
    recorded_by text,
    source text,
    reason text,
    simulated boolean,
    withdrawn_at timestamp(3) with time zone
);

CREATE TABLE decision_support.risk (
    task text NOT NULL,
    kind text NOT NULL,
    simulated boolean NOT NULL,
    by_clock boolean NOT NULL,
    owner text NOT NULL,
    due_at timestamp(3) with time zone NOT NULL,
    age double precision NOT NULL,
    until double precision NOT NULL,
    chance double precision,
    lower double precision,
    upper double precision,
    median double precision,
    refused text,
    as_of timestamp(3) with time zone NOT NULL
);

CREATE TABLE decision_support.risk_curve (
    kind text NOT NULL,
    simulated boolean NOT NULL,
    by_clock boolean NOT NULL,
    owner text NOT NULL,
    count integer NOT NULL,
    closed integer NOT NULL,
    apart double precision,
    points jsonb NOT NULL
);

CREATE TABLE decision_support.risk_kind (
    kind text NOT NULL,
    simulated boolean NOT NULL,
    by_clock boolean NOT NULL,
    count integer NOT NULL,
    closed integer NOT NULL,
    open integer NOT NULL,
    tested integer NOT NULL,
    brier double precision,
    base double precision,
    share double precision,
    tenths jsonb NOT NULL,
    as_of timestamp(3) with time zone NOT NULL
);

CREATE TABLE decision_support.rule (
    code text NOT NULL,
    title_zh text NOT NULL,
    title_en text NOT NULL,
    measure text,
    grain text NOT NULL,
    by text,
    place jsonb NOT NULL,
    kind text NOT NULL,
    detector jsonb NOT NULL,
    owner text NOT NULL,
    deadlines jsonb NOT NULL,
    since date NOT NULL,
    raises_from date NOT NULL,
    revision integer DEFAULT 1 NOT NULL,
    valid_from timestamp(3) with time zone DEFAULT now() NOT NULL,
    recorded_at timestamp(3) with time zone DEFAULT now() NOT NULL,
    recorded_by text DEFAULT 'system'::text NOT NULL,
    source text DEFAULT 'platform'::text NOT NULL,
    reason text,
    simulated boolean DEFAULT false NOT NULL,
    withdrawn_at timestamp(3) with time zone,
    task_kind text,
    CONSTRAINT rule_watches CHECK ((((kind = 'risk'::text) = (measure IS NULL)) AND ((kind = 'risk'::text) OR (task_kind IS NULL))))
);

CREATE TABLE decision_support.rule_history (
    valid_to timestamp(3) with time zone NOT NULL,
    code text,
    title_zh text,
    title_en text,
    measure text,
    grain text,
    by text,
    place jsonb,
    kind text,
    detector jsonb,
    owner text,
    deadlines jsonb,
    since date,
    raises_from date,
    revision integer,
    valid_from timestamp(3) with time zone,
    recorded_at timestamp(3) with time zone,
    recorded_by text,
    source text,
    reason text,
    simulated boolean,
    withdrawn_at timestamp(3) with time zone,
    task_kind text
);

CREATE TABLE decision_support.warning (
    id text NOT NULL,
    title_zh text NOT NULL,
    title_en text NOT NULL,
    rule text NOT NULL,
    rule_revision integer NOT NULL,
    measure text,
    grain text NOT NULL,
    place jsonb NOT NULL,
    place_key text NOT NULL,
    level text NOT NULL,
    state text NOT NULL,
    standing boolean NOT NULL,
    begins date NOT NULL,
    last date NOT NULL,
    period text NOT NULL,
    value double precision,
    points jsonb NOT NULL,
    over text,
    owner text NOT NULL,
    data_owner text NOT NULL,
    raised_at timestamp(3) with time zone NOT NULL,
    level_at timestamp(3) with time zone NOT NULL,
    acknowledged_by text,
    acknowledged_at timestamp(3) with time zone,
    verdict text,
    why text,
    happened_on date,
    judged_by text,
    judged_at timestamp(3) with time zone,
    measures_taken text,
    evidence text,
    closed_by text,
    closed_at timestamp(3) with time zone,
    data_answer text,
    data_mended boolean,
    taken_back_at timestamp(3) with time zone,
    taken_back_zh text,
    taken_back_en text,
    revision integer DEFAULT 1 NOT NULL,
    valid_from timestamp(3) with time zone DEFAULT now() NOT NULL,
    recorded_at timestamp(3) with time zone DEFAULT now() NOT NULL,
    recorded_by text DEFAULT 'system'::text NOT NULL,
    source text DEFAULT 'platform'::text NOT NULL,
    reason text,
    simulated boolean DEFAULT false NOT NULL,
    withdrawn_at timestamp(3) with time zone,
    subject text,
    outcome text,
    CONSTRAINT warning_about CHECK (((measure IS NULL) = (subject IS NOT NULL))),
    CONSTRAINT warning_outcome_check CHECK ((outcome = ANY (ARRAY['late'::text, 'in-time'::text])))
);

CREATE TABLE decision_support.warning_history (
    valid_to timestamp(3) with time zone NOT NULL,
    id text,
    title_zh text,
    title_en text,
    rule text,
    rule_revision integer,
    measure text,
    grain text,
    place jsonb,
    place_key text,
    level text,
    state text,
    standing boolean,
    begins date,
    last date,
    period text,
    value double precision,
    points jsonb,
    over text,
    owner text,
    data_owner text,
    raised_at timestamp(3) with time zone,
    level_at timestamp(3) with time zone,
    acknowledged_by text,
    acknowledged_at timestamp(3) with time zone,
    verdict text,
    why text,
    happened_on date,
    judged_by text,
    judged_at timestamp(3) with time zone,
    measures_taken text,
    evidence text,
    closed_by text,
    closed_at timestamp(3) with time zone,
    data_answer text,
    data_mended boolean,
    taken_back_at timestamp(3) with time zone,
    taken_back_zh text,
    taken_back_en text,
    revision integer,
    valid_from timestamp(3) with time zone,
    recorded_at timestamp(3) with time zone,
    recorded_by text,
    source text,
    reason text,
    simulated boolean,
    withdrawn_at timestamp(3) with time zone,
    subject text,
    outcome text
);

CREATE VIEW decision_support.warning_v1 AS
 SELECT warning.id,
    warning.rule,
    warning.measure,
    warning.level,
    warning.state,
    warning.standing,
    warning.owner,
    warning.verdict,
    warning.raised_at,
    warning.closed_at,
    warning.simulated,
    warning.recorded_at
   FROM decision_support.warning
  WHERE (warning.withdrawn_at IS NULL);

CREATE VIEW decision_support.warning_version_v1 AS
 SELECT warning.id,
    warning.rule,
    warning.level,
    warning.state,
    warning.standing,
    warning.period,
    warning.owner,
    warning.simulated,
    warning.valid_from,
    'infinity'::timestamp with time zone AS valid_to
   FROM decision_support.warning
  WHERE (warning.withdrawn_at IS NULL)
UNION ALL
 SELECT warning_history.id,
    warning_history.rule,
    warning_history.level,
    warning_history.state,
    warning_history.standing,
    warning_history.period,
    warning_history.owner,
    warning_history.simulated,
    warning_history.valid_from,
    warning_history.valid_to
   FROM decision_support.warning_history
  WHERE (warning_history.withdrawn_at IS NULL);

CREATE TABLE documents.attachment (
    id text NOT NULL,
    kind text NOT NULL,
    name text NOT NULL,
    type text NOT NULL,
    size bigint NOT NULL,
    file text NOT NULL,
    scanner text,
    owner text NOT NULL,
    organisation text,
    added_at timestamp(3) with time zone NOT NULL,
    of_module text,
    of_record text,
    of_key text,
    pending_since timestamp(3) with time zone
);

CREATE TABLE documents.content (
    paper text NOT NULL,
    template_version integer NOT NULL,
    "values" jsonb NOT NULL,
    file text,
    code text NOT NULL,
    seal jsonb,
    missing text[] DEFAULT '{}'::text[] NOT NULL
);

CREATE TABLE documents.disposal (
    id text NOT NULL,
    issuer text NOT NULL,
    reason text NOT NULL,
    papers text[] NOT NULL,
    state text NOT NULL,
    proposed_at timestamp(3) with time zone NOT NULL,
    proposed_by text NOT NULL,
    decided_at timestamp(3) with time zone,
    decided_by text,
    proof text,
    CONSTRAINT disposal_state_check CHECK ((state = ANY (ARRAY['proposed'::text, 'done'::text, 'refused'::text])))
);

CREATE TABLE documents.paper (
    id text NOT NULL,
    number text NOT NULL,
    title text NOT NULL,
    template text NOT NULL,
    issuer text NOT NULL,
    state text NOT NULL,
    issued_on date NOT NULL,
    retention text NOT NULL,
    kept_until date,
    pages integer,
    digest text,
    state_reason text,
    transfer text,
    revision integer DEFAULT 1 NOT NULL,
    valid_from timestamp(3) with time zone DEFAULT now() NOT NULL,
    recorded_at timestamp(3) with time zone DEFAULT now() NOT NULL,
    recorded_by text DEFAULT 'system'::text NOT NULL,
    source text DEFAULT 'platform'::text NOT NULL,
    reason text,
    simulated boolean DEFAULT false NOT NULL,
    withdrawn_at timestamp(3) with time zone,
    CONSTRAINT paper_retention_check CHECK ((retention = ANY (ARRAY['permanent'::text, '30-years'::text, '10-years'::text]))),
    CONSTRAINT paper_state_check CHECK ((state = ANY (ARRAY['numbered'::text, 'issued'::text, 'revoked'::text, 'archived'::text, 'disposed'::text])))
);

CREATE TABLE documents.paper_history (
    valid_to timestamp(3) with time zone NOT NULL,
    id text,
    number text,
    title text,
    template text,
    issuer text,
    state text,
    issued_on date,
    retention text,
    kept_until date,
    pages integer,
    digest text,
    state_reason text,
    transfer text,
    revision integer,
    valid_from timestamp(3) with time zone,
    recorded_at timestamp(3) with time zone,
    recorded_by text,
    source text,
    reason text,
    simulated boolean,
    withdrawn_at timestamp(3) with time zone
);

CREATE TABLE documents.request (
    requester text NOT NULL,
    key text NOT NULL,
    paper text NOT NULL,
    asked text NOT NULL
);

CREATE TABLE documents.series (
    series text NOT NULL,
    year integer NOT NULL,
    last integer NOT NULL
);

CREATE TABLE documents.template (
    code text NOT NULL,
    version integer NOT NULL,
    title_zh text NOT NULL,
    title_en text NOT NULL,
    state text NOT NULL,
    issuer text,
    layout jsonb NOT NULL,
    source text NOT NULL,
    changed_at timestamp(3) with time zone NOT NULL,
    changed_by text NOT NULL,
    CONSTRAINT template_state_check CHECK ((state = ANY (ARRAY['draft'::text, 'published'::text, 'retired'::text])))
);

CREATE TABLE documents.transfer (
    id text NOT NULL,
    title text NOT NULL,
    issuer text NOT NULL,
    until date NOT NULL,
    papers integer NOT NULL,
    digest text NOT NULL,
    made_at timestamp(3) with time zone NOT NULL,
    made_by text NOT NULL
);

CREATE TABLE elevators.alarm (
    id text NOT NULL,
    number text NOT NULL,
    company text NOT NULL,
    lift text NOT NULL,
    kind text NOT NULL,
    state text NOT NULL,
    occurred_at timestamp(3) with time zone NOT NULL,
    received_at timestamp(3) with time zone NOT NULL,
    ended_at timestamp(3) with time zone,
    maintainer text NOT NULL,
    user_unit text NOT NULL,
    result text,
    done text,
    closed_at timestamp(3) with time zone,
    revision integer DEFAULT 1 NOT NULL,
    valid_from timestamp(3) with time zone DEFAULT now() NOT NULL,
    recorded_at timestamp(3) with time zone DEFAULT now() NOT NULL,
    recorded_by text DEFAULT 'system'::text NOT NULL,
    source text DEFAULT 'platform'::text NOT NULL,
    reason text,
    simulated boolean DEFAULT false NOT NULL,
    withdrawn_at timestamp(3) with time zone
);

CREATE TABLE elevators.alarm_history (
    valid_to timestamp(3) with time zone NOT NULL,
    id text,
    number text,
    company text,
    lift text,
    kind text,
    state text,
    occurred_at timestamp(3) with time zone,
    received_at timestamp(3) with time zone,
    ended_at timestamp(3) with time zone,
    maintainer text,
    user_unit text,
    result text,
    done text,
    closed_at timestamp(3) with time zone,
    revision integer,
    valid_from timestamp(3) with time zone,
    recorded_at timestamp(3) with time zone,
    recorded_by text,
    source text,
    reason text,
    simulated boolean,
    withdrawn_at timestamp(3) with time zone
);

CREATE VIEW elevators.alarm_v1 AS
 SELECT alarm.id,
    alarm.number,
    alarm.company,
    alarm.lift,
    alarm.kind,
    alarm.state,
    alarm.occurred_at,
    alarm.received_at,
    alarm.ended_at,
    alarm.maintainer,
    alarm.user_unit,
    alarm.result,
    alarm.closed_at,
    alarm.simulated,
    alarm.valid_from
   FROM elevators.alarm
  WHERE (alarm.withdrawn_at IS NULL);

CREATE TABLE elevators.lift (
    code text NOT NULL,
    address text NOT NULL,
    division text NOT NULL,
    maker text NOT NULL,
    maintainer text NOT NULL,
    user_unit text NOT NULL,
    in_use_since date NOT NULL,
    inspected_on date,
    inspect_by date NOT NULL,
    monitored boolean NOT NULL,
    monitored_by text,
    revision integer DEFAULT 1 NOT NULL,
    valid_from timestamp(3) with time zone DEFAULT now() NOT NULL,
    recorded_at timestamp(3) with time zone DEFAULT now() NOT NULL,
    recorded_by text DEFAULT 'system'::text NOT NULL,
    source text DEFAULT 'platform'::text NOT NULL,
    reason text,
    simulated boolean DEFAULT false NOT NULL,
    withdrawn_at timestamp(3) with time zone
);

CREATE TABLE elevators.lift_history (
    valid_to timestamp(3) with time zone NOT NULL,
    code text,
    address text,
    division text,
    maker text,
    maintainer text,
    user_unit text,
    in_use_since date,
    inspected_on date,
    inspect_by date,
    monitored boolean,
    monitored_by text,
    revision integer,
    valid_from timestamp(3) with time zone,
    recorded_at timestamp(3) with time zone,
    recorded_by text,
    source text,
    reason text,
    simulated boolean,
    withdrawn_at timestamp(3) with time zone
);

CREATE VIEW elevators.lift_v1 AS
 SELECT lift.code,
    lift.address,
    lift.division,
    lift.maker,
    lift.maintainer,
    lift.user_unit,
    lift.in_use_since,
    lift.inspected_on,
    lift.inspect_by,
    lift.monitored,
    lift.monitored_by,
    lift.simulated,
    lift.valid_from
   FROM elevators.lift
  WHERE (lift.withdrawn_at IS NULL);

CREATE TABLE emergency.glass (
    id text NOT NULL,
    record text NOT NULL,
    key text NOT NULL,
    reason text NOT NULL,
    broken_by text NOT NULL,
    organisation text NOT NULL,
    informed text NOT NULL,
    broken_at timestamp(3) with time zone NOT NULL,
    ends_at timestamp(3) with time zone NOT NULL,
    looks integer DEFAULT 0 NOT NULL,
    verdict text,
    review text,
    reviewed_by text,
    reviewed_at timestamp(3) with time zone,
    CONSTRAINT glass_verdict_check CHECK ((verdict = ANY (ARRAY['justified'::text, 'unjustified'::text])))
);

CREATE TABLE exchange.acknowledged (
    consumer text NOT NULL,
    batch bigint NOT NULL,
    acknowledgement bigint NOT NULL
);

CREATE TABLE exchange.acknowledgement (
    id bigint NOT NULL,
    consumer text NOT NULL,
    statement text NOT NULL,
    suite text NOT NULL,
    key text NOT NULL,
    signature text NOT NULL,
    received_at timestamp(3) with time zone NOT NULL
);

ALTER TABLE exchange.acknowledgement ALTER COLUMN id ADD GENERATED ALWAYS AS IDENTITY (
    SEQUENCE NAME exchange.acknowledgement_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);

CREATE TABLE exchange.agreement (
    id text NOT NULL,
    dataset text NOT NULL,
    consumer text NOT NULL,
    provider text NOT NULL,
    state text NOT NULL,
    purpose text NOT NULL,
    items jsonb NOT NULL,
    filter jsonb NOT NULL,
    system text,
    period_from date NOT NULL,
    period_until date NOT NULL,
    calls_per_minute integer NOT NULL,
    rows_per_day integer NOT NULL,
    version integer NOT NULL,
    digest text NOT NULL,
    request text NOT NULL,
    replaced_by text,
    recalled_by text,
    recalled_at timestamp(3) with time zone,
    recalled_why text,
    revision integer DEFAULT 1 NOT NULL,
    valid_from timestamp(3) with time zone DEFAULT now() NOT NULL,
    recorded_at timestamp(3) with time zone DEFAULT now() NOT NULL,
    recorded_by text DEFAULT 'system'::text NOT NULL,
    source text DEFAULT 'platform'::text NOT NULL,
    reason text,
    simulated boolean DEFAULT false NOT NULL,
    withdrawn_at timestamp(3) with time zone,
    way text DEFAULT 'api'::text NOT NULL
);

CREATE TABLE exchange.agreement_history (
    valid_to timestamp(3) with time zone NOT NULL,
    id text,
    dataset text,
    consumer text,
    provider text,
    state text,
    purpose text,
    items jsonb,
    filter jsonb,
    system text,
    period_from date,
    period_until date,
    calls_per_minute integer,
    rows_per_day integer,
    version integer,
    digest text,
    request text,
    replaced_by text,
    recalled_by text,
    recalled_at timestamp(3) with time zone,
    recalled_why text,
    revision integer,
    valid_from timestamp(3) with time zone,
    recorded_at timestamp(3) with time zone,
    recorded_by text,
    source text,
    reason text,
    simulated boolean,
    withdrawn_at timestamp(3) with time zone,
    way text
);

CREATE VIEW exchange.agreement_v1 AS
 SELECT agreement.id,
    agreement.dataset,
    agreement.consumer,
    agreement.provider,
    agreement.state,
    agreement.period_from,
    agreement.period_until,
    agreement.simulated
   FROM exchange.agreement;

CREATE UNLOGGED TABLE exchange.call_window (
    agreement text NOT NULL,
    minute timestamp(0) with time zone NOT NULL,
    calls integer NOT NULL
);

CREATE TABLE exchange.checkpoint (
    number bigint NOT NULL,
    first_batch bigint NOT NULL,
    last_batch bigint NOT NULL,
    body text NOT NULL,
    digest text NOT NULL,
    signature text NOT NULL
);

CREATE TABLE exchange.consumer_key (
    id bigint NOT NULL,
    client text NOT NULL,
    organisation text NOT NULL,
    suite text NOT NULL,
    key text NOT NULL,
    since timestamp(3) with time zone NOT NULL,
    until timestamp(3) with time zone,
    registered_by text NOT NULL
);

ALTER TABLE exchange.consumer_key ALTER COLUMN id ADD GENERATED ALWAYS AS IDENTITY (
    SEQUENCE NAME exchange.consumer_key_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);

CREATE TABLE exchange.document (
    agreement text NOT NULL,
    version integer NOT NULL,
    document text NOT NULL,
    digest text NOT NULL,
    made_at timestamp(3) with time zone NOT NULL
);

CREATE TABLE exchange.left_table (
    agreement text NOT NULL,
    turn integer NOT NULL,
    url text NOT NULL,
    secret text NOT NULL,
    left_at timestamp(3) with time zone NOT NULL,
    failures integer DEFAULT 0 NOT NULL,
    problem text
);

CREATE TABLE exchange.receipt (
    batch bigint NOT NULL,
    place integer NOT NULL,
    body text NOT NULL,
    leaf bytea NOT NULL,
    id text GENERATED ALWAYS AS (((body)::jsonb ->> 'id'::text)) STORED NOT NULL,
    agreement text GENERATED ALWAYS AS (((body)::jsonb ->> 'agreement'::text)) STORED NOT NULL,
    consumer text GENERATED ALWAYS AS (((body)::jsonb ->> 'consumer'::text)) STORED NOT NULL
);

CREATE TABLE exchange.receipt_chain (
    single boolean DEFAULT true NOT NULL,
    batch bigint NOT NULL,
    digest text NOT NULL,
    CONSTRAINT receipt_chain_single_check CHECK (single)
);

CREATE TABLE exchange.receipt_entering (
    id bigint NOT NULL,
    told text NOT NULL
);

ALTER TABLE exchange.receipt_entering ALTER COLUMN id ADD GENERATED ALWAYS AS IDENTITY (
    SEQUENCE NAME exchange.receipt_entering_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);

CREATE TABLE exchange.receipt_head (
    batch bigint NOT NULL,
    body text NOT NULL,
    digest text NOT NULL,
    signature text NOT NULL
);

CREATE TABLE exchange.receipt_open (
    id text NOT NULL,
    told text NOT NULL,
    at timestamp(3) with time zone NOT NULL
);

CREATE TABLE exchange.report (
    number text NOT NULL,
    agreement text NOT NULL,
    dataset text NOT NULL,
    consumer text NOT NULL,
    provider text NOT NULL,
    state text NOT NULL,
    row_key text NOT NULL,
    item text NOT NULL,
    wrong text NOT NULL,
    reported_by text,
    reported_at timestamp(3) with time zone,
    answer text,
    answered_by text,
    answered_at timestamp(3) with time zone,
    revision integer DEFAULT 1 NOT NULL,
    valid_from timestamp(3) with time zone DEFAULT now() NOT NULL,
    recorded_at timestamp(3) with time zone DEFAULT now() NOT NULL,
    recorded_by text DEFAULT 'system'::text NOT NULL,
    source text DEFAULT 'platform'::text NOT NULL,
    reason text,
    simulated boolean DEFAULT false NOT NULL,
    withdrawn_at timestamp(3) with time zone
);

CREATE TABLE exchange.report_history (
    valid_to timestamp(3) with time zone NOT NULL,
    number text,
    agreement text,
    dataset text,
    consumer text,
    provider text,
    state text,
    row_key text,
    item text,
    wrong text,
    reported_by text,
    reported_at timestamp(3) with time zone,
    answer text,
    answered_by text,
    answered_at timestamp(3) with time zone,
    revision integer,
    valid_from timestamp(3) with time zone,
    recorded_at timestamp(3) with time zone,
    recorded_by text,
    source text,
    reason text,
    simulated boolean,
    withdrawn_at timestamp(3) with time zone
);

CREATE SEQUENCE exchange.report_number
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1;

CREATE TABLE exchange.reported_row (
    report text NOT NULL,
    row_key text NOT NULL,
    batch text NOT NULL,
    "row" integer NOT NULL,
    value_digest text,
    mended_batch text
);

CREATE TABLE exchange.request (
    number text NOT NULL,
    dataset text NOT NULL,
    consumer text NOT NULL,
    provider text NOT NULL,
    state text NOT NULL,
    items jsonb NOT NULL,
    purpose text NOT NULL,
    legal_basis text NOT NULL,
    scenario text NOT NULL,
    system text,
    frequency text NOT NULL,
    way text NOT NULL,
    period_from date NOT NULL,
    period_until date NOT NULL,
    filter jsonb NOT NULL,
    renews text,
    asked_by text,
    asked_at timestamp(3) with time zone,
    checked_by text,
    checked_at timestamp(3) with time zone,
    checked_why text,
    decided_by text,
    decided_at timestamp(3) with time zone,
    decided_why text,
    disputed_why text,
    disputed_at timestamp(3) with time zone,
    settled_by text,
    settled_at timestamp(3) with time zone,
    settled_why text,
    agreement text,
    revision integer DEFAULT 1 NOT NULL,
    valid_from timestamp(3) with time zone DEFAULT now() NOT NULL,
    recorded_at timestamp(3) with time zone DEFAULT now() NOT NULL,
    recorded_by text DEFAULT 'system'::text NOT NULL,
    source text DEFAULT 'platform'::text NOT NULL,
    reason text,
    simulated boolean DEFAULT false NOT NULL,
    withdrawn_at timestamp(3) with time zone
);

CREATE TABLE exchange.request_history (
    valid_to timestamp(3) with time zone NOT NULL,
    number text,
    dataset text,
    consumer text,
    provider text,
    state text,
    items jsonb,
    purpose text,
    legal_basis text,
    scenario text,
    system text,
    frequency text,
    way text,
    period_from date,
    period_until date,
    filter jsonb,
    renews text,
    asked_by text,
    asked_at timestamp(3) with time zone,
    checked_by text,
    checked_at timestamp(3) with time zone,
    checked_why text,
    decided_by text,
    decided_at timestamp(3) with time zone,
    decided_why text,
    disputed_why text,
    disputed_at timestamp(3) with time zone,
    settled_by text,
    settled_at timestamp(3) with time zone,
    settled_why text,
    agreement text,
    revision integer,
    valid_from timestamp(3) with time zone,
    recorded_at timestamp(3) with time zone,
    recorded_by text,
    source text,
    reason text,
    simulated boolean,
    withdrawn_at timestamp(3) with time zone
);

CREATE SEQUENCE exchange.request_number
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1;

CREATE VIEW exchange.request_v1 AS
 SELECT request.number,
    request.dataset,
    request.consumer,
    request.provider,
    request.state,
    request.asked_at,
    request.decided_at,
    request.settled_at,
    request.simulated
   FROM exchange.request
  WHERE (request.withdrawn_at IS NULL);

CREATE TABLE exchange.setting (
    name text NOT NULL,
    value jsonb NOT NULL
);

CREATE TABLE exchange.signing_key (
    suite text NOT NULL,
    key text NOT NULL,
    since timestamp(3) with time zone NOT NULL
);

CREATE TABLE exchange.subscribed_row (
    agreement text NOT NULL,
    key text NOT NULL,
    digest text NOT NULL,
    change bigint NOT NULL,
    added bigint NOT NULL,
    gone boolean NOT NULL
);

CREATE TABLE exchange.subscription (
    agreement text NOT NULL,
    change bigint DEFAULT 0 NOT NULL,
    state text DEFAULT ''::text NOT NULL,
    looked_at timestamp(3) with time zone,
    client text,
    url text,
    secret text,
    sent bigint DEFAULT 0 NOT NULL,
    sent_at timestamp(3) with time zone,
    failures integer DEFAULT 0 NOT NULL,
    problem text,
    dead boolean DEFAULT false NOT NULL,
    asked integer DEFAULT 0 NOT NULL,
    looking_until timestamp(3) with time zone,
    charged bigint DEFAULT 0 NOT NULL,
    sender text DEFAULT 'client'::text NOT NULL,
    looking_by text
);

CREATE TABLE exchange.use_day (
    agreement text NOT NULL,
    day date NOT NULL,
    calls integer DEFAULT 0 NOT NULL,
    rows bigint DEFAULT 0 NOT NULL,
    last_at timestamp(3) with time zone
);

CREATE VIEW exchange.use_v1 AS
 SELECT u.agreement,
    u.day,
    u.calls,
    u.rows,
    u.last_at,
    a.provider,
    a.consumer,
    a.dataset,
    a.simulated
   FROM (exchange.use_day u
     JOIN exchange.agreement a ON ((a.id = u.agreement)));

CREATE TABLE feedback.envelope (
    id text NOT NULL,
    survey text NOT NULL,
    sealed text NOT NULL
);

CREATE TABLE feedback.invitation (
    survey text NOT NULL,
    person text NOT NULL,
    stratum text NOT NULL,
    answered boolean DEFAULT false NOT NULL
);

CREATE TABLE feedback.rating (
    id text NOT NULL,
    of_module text NOT NULL,
    of_record text NOT NULL,
    of_key text NOT NULL,
    person text NOT NULL,
    organisation text NOT NULL,
    title_zh text NOT NULL,
    title_en text NOT NULL,
    asked_at timestamp(3) with time zone NOT NULL,
    grade integer,
    reasons text[] DEFAULT '{}'::text[] NOT NULL,
    words text,
    rated_at timestamp(3) with time zone,
    answer text,
    answered_at timestamp(3) with time zone,
    answered_by text,
    second_grade integer,
    second_at timestamp(3) with time zone,
    simulated boolean NOT NULL,
    CONSTRAINT rating_grade_check CHECK (((grade >= 1) AND (grade <= 5))),
    CONSTRAINT rating_second_grade_check CHECK (((second_grade >= 1) AND (second_grade <= 5)))
);

CREATE VIEW feedback.rating_v1 AS
 SELECT rating.id,
    rating.organisation,
    rating.asked_at,
    rating.grade,
    rating.rated_at,
    rating.answered_at,
    rating.second_grade,
    rating.second_at,
    rating.simulated
   FROM feedback.rating;

CREATE TABLE feedback.survey (
    id text NOT NULL,
    title_zh text NOT NULL,
    title_en text NOT NULL,
    lead_zh text NOT NULL,
    lead_en text NOT NULL,
    form text NOT NULL,
    version integer NOT NULL,
    owner text NOT NULL,
    anonymous boolean NOT NULL,
    frame text NOT NULL,
    wanted integer NOT NULL,
    seed text NOT NULL,
    state text NOT NULL,
    strata jsonb NOT NULL,
    closes_on date NOT NULL,
    created_by text NOT NULL,
    created_at timestamp(3) with time zone NOT NULL,
    opened_at timestamp(3) with time zone,
    closed_at timestamp(3) with time zone,
    simulated boolean NOT NULL,
    CONSTRAINT survey_state_check CHECK ((state = ANY (ARRAY['draft'::text, 'open'::text, 'closed'::text])))
);

CREATE TABLE feedback.survey_answer (
    id text NOT NULL,
    survey text NOT NULL,
    person text,
    answers jsonb NOT NULL
);

CREATE TABLE fleet.terminal (
    phone text NOT NULL,
    device text NOT NULL,
    vehicle text NOT NULL,
    system text NOT NULL,
    owner text NOT NULL,
    revision integer DEFAULT 1 NOT NULL,
    valid_from timestamp(3) with time zone DEFAULT now() NOT NULL,
    recorded_at timestamp(3) with time zone DEFAULT now() NOT NULL,
    recorded_by text DEFAULT 'system'::text NOT NULL,
    source text DEFAULT 'platform'::text NOT NULL,
    reason text,
    simulated boolean DEFAULT false NOT NULL,
    withdrawn_at timestamp(3) with time zone
);

CREATE TABLE fleet.terminal_history (
    valid_to timestamp(3) with time zone NOT NULL,
    phone text,
    device text,
    vehicle text,
    system text,
    owner text,
    revision integer,
    valid_from timestamp(3) with time zone,
    recorded_at timestamp(3) with time zone,
    recorded_by text,
    source text,
    reason text,
    simulated boolean,
    withdrawn_at timestamp(3) with time zone
);

CREATE TABLE fleet.terminal_key (
    phone text NOT NULL,
    digest text NOT NULL,
    registered_at timestamp(3) with time zone NOT NULL
);

CREATE TABLE fleet.vehicle (
    plate text NOT NULL,
    kind text NOT NULL,
    owner text NOT NULL,
    cargo text,
    revision integer DEFAULT 1 NOT NULL,
    valid_from timestamp(3) with time zone DEFAULT now() NOT NULL,
    recorded_at timestamp(3) with time zone DEFAULT now() NOT NULL,
    recorded_by text DEFAULT 'system'::text NOT NULL,
    source text DEFAULT 'platform'::text NOT NULL,
    reason text,
    simulated boolean DEFAULT false NOT NULL,
    withdrawn_at timestamp(3) with time zone
);

CREATE TABLE fleet.vehicle_history (
    valid_to timestamp(3) with time zone NOT NULL,
    plate text,
    kind text,
    owner text,
    cargo text,
    revision integer,
    valid_from timestamp(3) with time zone,
    recorded_at timestamp(3) with time zone,
    recorded_by text,
    source text,
    reason text,
    simulated boolean,
    withdrawn_at timestamp(3) with time zone
);

CREATE TABLE food_safety.restaurant (
    code text NOT NULL,
    name_zh text NOT NULL,
    name_en text NOT NULL,
    address text NOT NULL,
    division text NOT NULL,
    revision integer DEFAULT 1 NOT NULL,
    valid_from timestamp(3) with time zone DEFAULT now() NOT NULL,
    recorded_at timestamp(3) with time zone DEFAULT now() NOT NULL,
    recorded_by text DEFAULT 'system'::text NOT NULL,
    source text DEFAULT 'platform'::text NOT NULL,
    reason text,
    simulated boolean DEFAULT false NOT NULL,
    withdrawn_at timestamp(3) with time zone
);

CREATE TABLE food_safety.restaurant_history (
    valid_to timestamp(3) with time zone NOT NULL,
    code text,
    name_zh text,
    name_en text,
    address text,
    division text,
    revision integer,
    valid_from timestamp(3) with time zone,
    recorded_at timestamp(3) with time zone,
    recorded_by text,
    source text,
    reason text,
    simulated boolean,
    withdrawn_at timestamp(3) with time zone
);

CREATE TABLE forms.answer (
    id text NOT NULL,
    form text NOT NULL,
    version integer NOT NULL,
    owner text NOT NULL,
    subject text NOT NULL,
    state text NOT NULL,
    receipt text,
    revision integer NOT NULL,
    answers jsonb NOT NULL,
    consent jsonb,
    saved_at timestamp(3) with time zone NOT NULL,
    submitted_at timestamp(3) with time zone,
    on_behalf_of text,
    CONSTRAINT answer_state_check CHECK ((state = ANY (ARRAY['draft'::text, 'submitted'::text, 'withdrawn'::text])))
);

CREATE TABLE forms.form (
    code text NOT NULL,
    version integer NOT NULL,
    title_zh text NOT NULL,
    title_en text NOT NULL,
    lead_zh text NOT NULL,
    lead_en text NOT NULL,
    owner text NOT NULL,
    state text NOT NULL,
    definition jsonb NOT NULL,
    source text NOT NULL,
    changed_at timestamp(3) with time zone NOT NULL,
    CONSTRAINT form_state_check CHECK ((state = ANY (ARRAY['draft'::text, 'published'::text, 'retired'::text])))
);

CREATE TABLE grants.application (
    id text NOT NULL,
    receipt text NOT NULL,
    scheme text NOT NULL,
    matter text NOT NULL,
    organisation text NOT NULL,
    applicant_kind text NOT NULL,
    applicant text NOT NULL,
    applicant_name text NOT NULL,
    account text NOT NULL,
    payee_account text NOT NULL,
    asked_fen bigint NOT NULL,
    granted_fen bigint,
    state text NOT NULL,
    checks jsonb NOT NULL,
    score integer,
    why text,
    filed_at timestamp(3) with time zone NOT NULL,
    article text,
    paper text,
    report_due_at timestamp(3) with time zone,
    revision integer DEFAULT 1 NOT NULL,
    valid_from timestamp(3) with time zone DEFAULT now() NOT NULL,
    recorded_at timestamp(3) with time zone DEFAULT now() NOT NULL,
    recorded_by text DEFAULT 'system'::text NOT NULL,
    source text DEFAULT 'platform'::text NOT NULL,
    reason text,
    simulated boolean DEFAULT false NOT NULL,
    withdrawn_at timestamp(3) with time zone,
    payee_name text DEFAULT ''::text NOT NULL,
    CONSTRAINT application_applicant_kind_check CHECK ((applicant_kind = ANY (ARRAY['company'::text, 'person'::text]))),
    CONSTRAINT application_asked_fen_check CHECK ((asked_fen > 0)),
    CONSTRAINT application_check CHECK (((granted_fen >= 1) AND (granted_fen <= asked_fen)))
);

CREATE TABLE grants.application_history (
    valid_to timestamp(3) with time zone NOT NULL,
    id text,
    receipt text,
    scheme text,
    matter text,
    organisation text,
    applicant_kind text,
    applicant text,
    applicant_name text,
    account text,
    payee_account text,
    asked_fen bigint,
    granted_fen bigint,
    state text,
    checks jsonb,
    score integer,
    why text,
    filed_at timestamp(3) with time zone,
    article text,
    paper text,
    report_due_at timestamp(3) with time zone,
    revision integer,
    valid_from timestamp(3) with time zone,
    recorded_at timestamp(3) with time zone,
    recorded_by text,
    source text,
    reason text,
    simulated boolean,
    withdrawn_at timestamp(3) with time zone,
    payee_name text
);

CREATE TABLE grants.scheme (
    code text NOT NULL,
    title_zh text NOT NULL,
    title_en text NOT NULL,
    who_zh text NOT NULL,
    who_en text NOT NULL,
    matter text NOT NULL,
    organisation text NOT NULL,
    funder text NOT NULL,
    audience text NOT NULL,
    form text NOT NULL,
    article text NOT NULL,
    paper text NOT NULL,
    budget_fen bigint NOT NULL,
    cap_fen bigint NOT NULL,
    opens_at timestamp(3) with time zone NOT NULL,
    closes_at timestamp(3) with time zone NOT NULL,
    checks jsonb NOT NULL,
    criteria jsonb NOT NULL,
    reviewers integer NOT NULL,
    pass_mark integer NOT NULL,
    publicity_days integer NOT NULL,
    report_months integer NOT NULL,
    revision integer DEFAULT 1 NOT NULL,
    valid_from timestamp(3) with time zone DEFAULT now() NOT NULL,
    recorded_at timestamp(3) with time zone DEFAULT now() NOT NULL,
    recorded_by text DEFAULT 'system'::text NOT NULL,
    source text DEFAULT 'platform'::text NOT NULL,
    reason text,
    simulated boolean DEFAULT false NOT NULL,
    withdrawn_at timestamp(3) with time zone,
    CONSTRAINT scheme_audience_check CHECK ((audience = ANY (ARRAY['company'::text, 'person'::text]))),
    CONSTRAINT scheme_budget_fen_check CHECK ((budget_fen > 0)),
    CONSTRAINT scheme_cap_fen_check CHECK ((cap_fen > 0)),
    CONSTRAINT scheme_check CHECK ((opens_at < closes_at)),
    CONSTRAINT scheme_publicity_days_check CHECK ((publicity_days > 0)),
    CONSTRAINT scheme_report_months_check CHECK ((report_months >= 0)),
    CONSTRAINT scheme_reviewers_check CHECK ((reviewers > 0))
);

CREATE TABLE grants.scheme_history (
    valid_to timestamp(3) with time zone NOT NULL,
    code text,
    title_zh text,
    title_en text,
    who_zh text,
    who_en text,
    matter text,
    organisation text,
    funder text,
    audience text,
    form text,
    article text,
    paper text,
    budget_fen bigint,
    cap_fen bigint,
    opens_at timestamp(3) with time zone,
    closes_at timestamp(3) with time zone,
    checks jsonb,
    criteria jsonb,
    reviewers integer,
    pass_mark integer,
    publicity_days integer,
    report_months integer,
    revision integer,
    valid_from timestamp(3) with time zone,
    recorded_at timestamp(3) with time zone,
    recorded_by text,
    source text,
    reason text,
    simulated boolean,
    withdrawn_at timestamp(3) with time zone
);

CREATE TABLE handover.hand (
    number text NOT NULL,
    step text NOT NULL,
    person text NOT NULL,
    at timestamp(3) with time zone NOT NULL
);

CREATE TABLE handover.hand_over (
    number text NOT NULL,
    dataset text NOT NULL,
    owner text NOT NULL,
    desk text NOT NULL,
    courier text NOT NULL,
    handed_on date NOT NULL,
    medium_kind text NOT NULL,
    medium_number text NOT NULL,
    seal_number text,
    seal_state text NOT NULL,
    stated_digest text NOT NULL,
    stated_rows integer NOT NULL,
    purpose text NOT NULL,
    legal_basis text NOT NULL,
    state text NOT NULL,
    differences jsonb NOT NULL,
    note_zh text,
    note_en text,
    filename text,
    received_digest text,
    received_rows integer,
    received_bytes bigint,
    received_by text,
    received_at timestamp(3) with time zone,
    receipt text,
    decision text,
    decided_by text,
    decided_at timestamp(3) with time zone,
    decided_why text,
    restated_digest text,
    restated_rows integer,
    restated_paper text,
    batch text,
    medium_state text NOT NULL,
    medium_how text,
    signed_by text,
    signed_at timestamp(3) with time zone,
    countersigned_by text,
    countersigned_at timestamp(3) with time zone,
    revision integer DEFAULT 1 NOT NULL,
    valid_from timestamp(3) with time zone DEFAULT now() NOT NULL,
    recorded_at timestamp(3) with time zone DEFAULT now() NOT NULL,
    recorded_by text DEFAULT 'system'::text NOT NULL,
    source text DEFAULT 'platform'::text NOT NULL,
    reason text,
    simulated boolean DEFAULT false NOT NULL,
    withdrawn_at timestamp(3) with time zone
);

CREATE TABLE handover.hand_over_history (
    valid_to timestamp(3) with time zone NOT NULL,
    number text,
    dataset text,
    owner text,
    desk text,
    courier text,
    handed_on date,
    medium_kind text,
    medium_number text,
    seal_number text,
    seal_state text,
    stated_digest text,
    stated_rows integer,
    purpose text,
    legal_basis text,
    state text,
    differences jsonb,
    note_zh text,
    note_en text,
    filename text,
    received_digest text,
    received_rows integer,
    received_bytes bigint,
    received_by text,
    received_at timestamp(3) with time zone,
    receipt text,
    decision text,
    decided_by text,
    decided_at timestamp(3) with time zone,
    decided_why text,
    restated_digest text,
    restated_rows integer,
    restated_paper text,
    batch text,
    medium_state text,
    medium_how text,
    signed_by text,
    signed_at timestamp(3) with time zone,
    countersigned_by text,
    countersigned_at timestamp(3) with time zone,
    revision integer,
    valid_from timestamp(3) with time zone,
    recorded_at timestamp(3) with time zone,
    recorded_by text,
    source text,
    reason text,
    simulated boolean,
    withdrawn_at timestamp(3) with time zone
);

CREATE TABLE identity.account (
    account text NOT NULL,
    id text DEFAULT (gen_random_uuid())::text NOT NULL,
    name text NOT NULL,
    kind text NOT NULL,
    suspended boolean DEFAULT false NOT NULL,
    revision integer DEFAULT 1 NOT NULL,
    valid_from timestamp(3) with time zone DEFAULT now() NOT NULL,
    recorded_at timestamp(3) with time zone DEFAULT now() NOT NULL,
    recorded_by text DEFAULT 'system'::text NOT NULL,
    source text DEFAULT 'platform'::text NOT NULL,
    reason text,
    simulated boolean DEFAULT false NOT NULL,
    withdrawn_at timestamp(3) with time zone,
    supervisor text,
    expires_on date,
    CONSTRAINT account_contractor_supervised CHECK (((kind <> 'contractor'::text) OR ((supervisor IS NOT NULL) AND (expires_on IS NOT NULL)))),
    CONSTRAINT account_kind_check CHECK ((kind = ANY (ARRAY['official'::text, 'citizen'::text, 'agent'::text, 'contractor'::text])))
);

CREATE TABLE identity.account_history (
    valid_to timestamp(3) with time zone NOT NULL,
    account text,
    id text,
    name text,
    kind text,
    suspended boolean,
    revision integer,
    valid_from timestamp(3) with time zone,
    recorded_at timestamp(3) with time zone,
    recorded_by text,
    source text,
    reason text,
    simulated boolean,
    withdrawn_at timestamp(3) with time zone,
    supervisor text,
    expires_on date
);

CREATE VIEW identity.account_v1 AS
 SELECT account.id,
    account.account,
    account.kind,
    account.suspended,
    account.simulated
   FROM identity.account
  WHERE (account.withdrawn_at IS NULL);

CREATE TABLE identity.application (
    id text NOT NULL,
    name_zh text NOT NULL,
    name_en text NOT NULL,
    kind text NOT NULL,
    audience text NOT NULL,
    organisation text,
    secret_digest text,
    redirect_uris text[] NOT NULL,
    logout_uris text[] NOT NULL,
    backchannel_uri text,
    grants text[] NOT NULL,
    trusted boolean NOT NULL,
    created_at timestamp(3) with time zone NOT NULL,
    created_by text NOT NULL,
    expires_at timestamp(3) with time zone,
    revoked_at timestamp(3) with time zone,
    inside boolean DEFAULT false NOT NULL,
    CONSTRAINT application_audience_check CHECK ((audience = ANY (ARRAY['official'::text, 'citizen'::text, 'everyone'::text]))),
    CONSTRAINT application_kind_check CHECK ((kind = ANY (ARRAY['web'::text, 'native'::text, 'service'::text])))
);

CREATE TABLE identity.assurance (
    account text NOT NULL,
    level smallint NOT NULL,
    basis text NOT NULL,
    at timestamp(3) with time zone NOT NULL,
    by text NOT NULL,
    CONSTRAINT assurance_level_check CHECK (((level >= 1) AND (level <= 3)))
);

CREATE TABLE identity.citizen (
    account text NOT NULL,
    number_digest text NOT NULL,
    person text
);

CREATE TABLE identity.client (
    id text NOT NULL,
    name text NOT NULL,
    organisation text,
    secret_digest text NOT NULL,
    grants text[] NOT NULL,
    created_at timestamp(3) with time zone NOT NULL,
    created_by text NOT NULL,
    expires_at timestamp(3) with time zone,
    used_at timestamp(3) with time zone,
    revoked_at timestamp(3) with time zone
);

CREATE VIEW identity.client_v1 AS
 SELECT client.id,
    client.name,
    client.organisation,
    client.revoked_at
   FROM identity.client;

CREATE TABLE identity.conflict (
    id text NOT NULL,
    found_at timestamp(3) with time zone NOT NULL,
    by_way_of text NOT NULL,
    accounts text[] NOT NULL,
    level smallint NOT NULL,
    state text NOT NULL,
    decided_for text,
    reason_given text,
    revision integer DEFAULT 1 NOT NULL,
    valid_from timestamp(3) with time zone DEFAULT now() NOT NULL,
    recorded_at timestamp(3) with time zone DEFAULT now() NOT NULL,
    recorded_by text DEFAULT 'system'::text NOT NULL,
    source text DEFAULT 'platform'::text NOT NULL,
    reason text,
    simulated boolean DEFAULT false NOT NULL,
    withdrawn_at timestamp(3) with time zone,
    CONSTRAINT conflict_state_check CHECK ((state = ANY (ARRAY['open'::text, 'tied'::text, 'refused'::text])))
);

CREATE TABLE identity.conflict_claim (
    conflict text NOT NULL,
    subject_digest text,
    number_digest text
);

CREATE TABLE identity.conflict_history (
    valid_to timestamp(3) with time zone NOT NULL,
    id text,
    found_at timestamp(3) with time zone,
    by_way_of text,
    accounts text[],
    level smallint,
    state text,
    decided_for text,
    reason_given text,
    revision integer,
    valid_from timestamp(3) with time zone,
    recorded_at timestamp(3) with time zone,
    recorded_by text,
    source text,
    reason text,
    simulated boolean,
    withdrawn_at timestamp(3) with time zone
);

CREATE TABLE identity.contractor_use (
    account text NOT NULL,
    day date NOT NULL,
    requests integer NOT NULL
);

CREATE TABLE identity.credential (
    account text NOT NULL,
    password text NOT NULL,
    changed_at timestamp(3) with time zone NOT NULL
);

CREATE TABLE identity.delegation (
    id text NOT NULL,
    from_account text NOT NULL,
    from_post text NOT NULL,
    to_account text NOT NULL,
    starts_at timestamp(3) with time zone NOT NULL,
    ends_at timestamp(3) with time zone NOT NULL,
    basis text NOT NULL,
    permissions text[] NOT NULL,
    created_at timestamp(3) with time zone NOT NULL,
    revoked_at timestamp(3) with time zone,
    CONSTRAINT delegation_check CHECK ((from_account <> to_account)),
    CONSTRAINT delegation_check1 CHECK ((ends_at > starts_at))
);

CREATE TABLE identity.entered (
    id text NOT NULL,
    session text NOT NULL,
    way text NOT NULL,
    target text NOT NULL,
    mark text NOT NULL,
    account text NOT NULL,
    entered_at timestamp(3) with time zone NOT NULL,
    told_at timestamp(3) with time zone
);

CREATE TABLE identity.failure (
    name_digest text NOT NULL,
    failures integer NOT NULL,
    last_at timestamp(3) with time zone NOT NULL,
    locked_until timestamp(3) with time zone
);

CREATE TABLE identity.familiar (
    account text NOT NULL,
    kind text NOT NULL,
    what text NOT NULL,
    first_at timestamp(3) with time zone NOT NULL,
    last_at timestamp(3) with time zone NOT NULL,
    CONSTRAINT familiar_kind_check CHECK ((kind = ANY (ARRAY['device'::text, 'place'::text])))
);

CREATE TABLE identity.kiosk (
    code text NOT NULL,
    title_zh text NOT NULL,
    title_en text NOT NULL,
    organisation text NOT NULL,
    place text NOT NULL,
    network text,
    alone text DEFAULT ''::text NOT NULL,
    with_person text DEFAULT ''::text NOT NULL,
    revision integer DEFAULT 1 NOT NULL,
    valid_from timestamp(3) with time zone DEFAULT now() NOT NULL,
    recorded_at timestamp(3) with time zone DEFAULT now() NOT NULL,
    recorded_by text DEFAULT 'system'::text NOT NULL,
    source text DEFAULT 'platform'::text NOT NULL,
    reason text,
    simulated boolean DEFAULT false NOT NULL,
    withdrawn_at timestamp(3) with time zone,
    certificate text,
    CONSTRAINT kiosk_certificate CHECK ((certificate ~ '^[0-9a-f]{64}$'::text))
);

CREATE TABLE identity.kiosk_history (
    valid_to timestamp(3) with time zone NOT NULL,
    code text,
    title_zh text,
    title_en text,
    organisation text,
    place text,
    network text,
    alone text,
    with_person text,
    revision integer,
    valid_from timestamp(3) with time zone,
    recorded_at timestamp(3) with time zone,
    recorded_by text,
    source text,
    reason text,
    simulated boolean,
    withdrawn_at timestamp(3) with time zone,
    certificate text
);

CREATE TABLE identity.kiosk_key (
    kiosk text NOT NULL,
    key_digest text NOT NULL,
    made_at timestamp(3) with time zone NOT NULL,
    made_by text NOT NULL
);

CREATE TABLE identity.oidc_item (
    model text NOT NULL,
    key text NOT NULL,
    payload text NOT NULL,
    grant_id text,
    uid text,
    expires_at timestamp(3) with time zone,
    consumed_at timestamp(3) with time zone
);

CREATE TABLE identity.outside_attempt (
    state_digest text NOT NULL,
    provider text NOT NULL,
    browser_digest text NOT NULL,
    payload text NOT NULL,
    account text,
    expires_at timestamp(3) with time zone NOT NULL
);

CREATE TABLE identity.outside_link (
    provider text NOT NULL,
    subject_digest text NOT NULL,
    account text NOT NULL,
    linked_at timestamp(3) with time zone NOT NULL,
    last_at timestamp(3) with time zone NOT NULL
);

CREATE TABLE identity.post (
    code text NOT NULL,
    account text NOT NULL,
    organisation text,
    role text NOT NULL,
    division text,
    revision integer DEFAULT 1 NOT NULL,
    valid_from timestamp(3) with time zone DEFAULT now() NOT NULL,
    recorded_at timestamp(3) with time zone DEFAULT now() NOT NULL,
    recorded_by text DEFAULT 'system'::text NOT NULL,
    source text DEFAULT 'platform'::text NOT NULL,
    reason text,
    simulated boolean DEFAULT false NOT NULL,
    withdrawn_at timestamp(3) with time zone
);

CREATE TABLE identity.post_history (
    valid_to timestamp(3) with time zone NOT NULL,
    code text,
    account text,
    organisation text,
    role text,
    division text,
    revision integer,
    valid_from timestamp(3) with time zone,
    recorded_at timestamp(3) with time zone,
    recorded_by text,
    source text,
    reason text,
    simulated boolean,
    withdrawn_at timestamp(3) with time zone
);

CREATE TABLE identity.risk (
    id text NOT NULL,
    at timestamp(3) with time zone NOT NULL,
    kind text NOT NULL,
    level text NOT NULL,
    account text,
    place text,
    device text,
    reason_zh text NOT NULL,
    reason_en text NOT NULL,
    seen_at timestamp(3) with time zone,
    seen_by text,
    finding text,
    revision integer DEFAULT 1 NOT NULL,
    valid_from timestamp(3) with time zone DEFAULT now() NOT NULL,
    recorded_at timestamp(3) with time zone DEFAULT now() NOT NULL,
    recorded_by text DEFAULT 'system'::text NOT NULL,
    source text DEFAULT 'platform'::text NOT NULL,
    reason text,
    simulated boolean DEFAULT false NOT NULL,
    withdrawn_at timestamp(3) with time zone,
    CONSTRAINT risk_level_check CHECK ((level = ANY (ARRAY['info'::text, 'notice'::text, 'warning'::text, 'high'::text])))
);

CREATE TABLE identity.role (
    code text NOT NULL,
    title_zh text NOT NULL,
    title_en text NOT NULL,
    duty text,
    grants text[] NOT NULL
);

CREATE TABLE identity.second_factor (
    account text NOT NULL,
    secret text NOT NULL,
    confirmed_at timestamp(3) with time zone,
    last_step integer NOT NULL,
    recovery text[] NOT NULL
);

CREATE TABLE identity.session (
    id text NOT NULL,
    token_digest text NOT NULL,
    account text NOT NULL,
    post text,
    begun_at timestamp(3) with time zone NOT NULL,
    seen_at timestamp(3) with time zone NOT NULL,
    ends_at timestamp(3) with time zone NOT NULL,
    ended_at timestamp(3) with time zone,
    second_factor_at timestamp(3) with time zone,
    acting text,
    device text,
    place text,
    kiosk text
);

CREATE TABLE identity.sign_in_failure (
    at timestamp(3) with time zone NOT NULL,
    place text NOT NULL,
    name_digest text NOT NULL
);

CREATE TABLE indicators.built (
    measure text NOT NULL,
    fingerprint text NOT NULL,
    built_at timestamp(3) with time zone NOT NULL,
    refreshed_at timestamp(3) with time zone NOT NULL,
    method integer DEFAULT 1 NOT NULL,
    gone_at timestamp(3) with time zone
);

CREATE TABLE indicators.cell (
    measure text NOT NULL,
    grain text NOT NULL,
    period date NOT NULL,
    place text NOT NULL,
    numerator numeric,
    numerator_rows bigint NOT NULL,
    denominator numeric,
    denominator_rows bigint NOT NULL,
    simulated boolean NOT NULL,
    as_of timestamp(3) with time zone,
    vintage integer NOT NULL,
    computed_at timestamp(3) with time zone NOT NULL
);

CREATE TABLE indicators.fallen (
    measure text NOT NULL,
    revision integer NOT NULL
);

CREATE TABLE indicators.measure (
    code text NOT NULL,
    title_zh text NOT NULL,
    title_en text NOT NULL,
    definition_zh text NOT NULL,
    definition_en text NOT NULL,
    unit_zh text NOT NULL,
    unit_en text NOT NULL,
    grain text NOT NULL,
    direction text NOT NULL,
    owner text NOT NULL,
    kind text NOT NULL,
    sources text[] NOT NULL,
    factor double precision NOT NULL,
    numerator jsonb,
    denominator jsonb,
    derived jsonb,
    dimensions jsonb NOT NULL,
    secrecy_least integer,
    targets jsonb,
    revision integer DEFAULT 1 NOT NULL,
    valid_from timestamp(3) with time zone DEFAULT now() NOT NULL,
    recorded_at timestamp(3) with time zone DEFAULT now() NOT NULL,
    recorded_by text DEFAULT 'system'::text NOT NULL,
    source text DEFAULT 'platform'::text NOT NULL,
    reason text,
    simulated boolean DEFAULT false NOT NULL,
    withdrawn_at timestamp(3) with time zone,
    audience text DEFAULT 'signed-in'::text NOT NULL
);

CREATE TABLE indicators.measure_history (
    valid_to timestamp(3) with time zone NOT NULL,
    code text,
    title_zh text,
    title_en text,
    definition_zh text,
    definition_en text,
    unit_zh text,
    unit_en text,
    grain text,
    direction text,
    owner text,
    kind text,
    sources text[],
    factor double precision,
    numerator jsonb,
    denominator jsonb,
    derived jsonb,
    dimensions jsonb,
    secrecy_least integer,
    targets jsonb,
    revision integer,
    valid_from timestamp(3) with time zone,
    recorded_at timestamp(3) with time zone,
    recorded_by text,
    source text,
    reason text,
    simulated boolean,
    withdrawn_at timestamp(3) with time zone,
    audience text
);

CREATE TABLE indicators.publishing (
    one boolean DEFAULT true NOT NULL,
    value jsonb NOT NULL,
    CONSTRAINT publishing_one_check CHECK (one)
);

CREATE VIEW indicators.refreshed_v1 AS
 SELECT built.measure,
    built.refreshed_at
   FROM indicators.built
  WHERE (built.gone_at IS NULL);

CREATE TABLE indicators.seen (
    indicator text NOT NULL,
    since timestamp(3) with time zone NOT NULL,
    seen_until timestamp(3) with time zone NOT NULL,
    value double precision,
    parts jsonb NOT NULL,
    simulated boolean NOT NULL,
    as_of timestamp with time zone
);

CREATE TABLE indicators.seen_batch (
    dataset text NOT NULL,
    batch text NOT NULL
);

CREATE SEQUENCE indicators.touched_turn
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1;

CREATE TABLE indicators.touched (
    measure text NOT NULL,
    period date NOT NULL,
    cause text NOT NULL,
    turn bigint DEFAULT nextval('indicators.touched_turn'::regclass) NOT NULL
);

CREATE TABLE indicators.value (
    indicator text NOT NULL,
    day date NOT NULL,
    value double precision,
    parts jsonb NOT NULL,
    simulated boolean NOT NULL,
    measured_for timestamp with time zone NOT NULL,
    as_of timestamp with time zone,
    computed_at timestamp with time zone NOT NULL
);

CREATE VIEW indicators.value_v1 AS
 SELECT value.indicator,
    value.day,
    value.value,
    value.simulated,
    value.as_of,
    value.computed_at
   FROM indicators.value;

CREATE TABLE indicators.vintage (
    measure text NOT NULL,
    grain text NOT NULL,
    period date NOT NULL,
    place text NOT NULL,
    vintage integer NOT NULL,
    numerator numeric,
    numerator_rows bigint NOT NULL,
    denominator numeric,
    denominator_rows bigint NOT NULL,
    released_at timestamp(3) with time zone NOT NULL,
    cause text NOT NULL
);

CREATE TABLE ingestion.batch (
    id text NOT NULL,
    dataset text NOT NULL,
    provider text NOT NULL,
    mode text NOT NULL,
    status text NOT NULL,
    filename text NOT NULL,
    file text NOT NULL,
    layout jsonb NOT NULL,
    headers jsonb NOT NULL,
    mapping jsonb,
    bytes bigint NOT NULL,
    rows integer,
    unreadable integer DEFAULT 0 NOT NULL,
    good integer,
    bad integer,
    simulated boolean NOT NULL,
    job text,
    problem jsonb,
    handed_in_by text NOT NULL,
    handed_in_at timestamp with time zone NOT NULL,
    collected_at timestamp with time zone
);

CREATE VIEW ingestion.batch_v1 AS
 SELECT batch.id,
    batch.dataset,
    batch.provider,
    batch.mode,
    batch.status,
    batch.bytes,
    batch.rows,
    batch.unreadable,
    batch.good,
    batch.bad,
    batch.simulated,
    batch.handed_in_at,
    batch.collected_at
   FROM ingestion.batch
  WHERE (batch.status <> 'previewed'::text);

CREATE TABLE ingestion.remembered_mapping (
    dataset text NOT NULL,
    headers text NOT NULL,
    mapping jsonb NOT NULL,
    used_at timestamp with time zone NOT NULL
);

CREATE TABLE ingestion.unreadable_line (
    batch text NOT NULL,
    line integer NOT NULL,
    code text NOT NULL
);

CREATE TABLE inspections.checklist (
    code text NOT NULL,
    version integer NOT NULL,
    title jsonb NOT NULL,
    items jsonb NOT NULL,
    added_at timestamp(3) with time zone NOT NULL
);

CREATE TABLE inspections.conflict (
    code text NOT NULL,
    inspector text NOT NULL,
    kind text NOT NULL,
    object text NOT NULL,
    why text NOT NULL,
    organisation text NOT NULL,
    revision integer DEFAULT 1 NOT NULL,
    valid_from timestamp(3) with time zone DEFAULT now() NOT NULL,
    recorded_at timestamp(3) with time zone DEFAULT now() NOT NULL,
    recorded_by text DEFAULT 'system'::text NOT NULL,
    source text DEFAULT 'platform'::text NOT NULL,
    reason text,
    simulated boolean DEFAULT false NOT NULL,
    withdrawn_at timestamp(3) with time zone
);

CREATE TABLE inspections.conflict_history (
    valid_to timestamp(3) with time zone NOT NULL,
    code text,
    inspector text,
    kind text,
    object text,
    why text,
    organisation text,
    revision integer,
    valid_from timestamp(3) with time zone,
    recorded_at timestamp(3) with time zone,
    recorded_by text,
    source text,
    reason text,
    simulated boolean,
    withdrawn_at timestamp(3) with time zone
);

CREATE TABLE inspections.draw (
    plan text NOT NULL,
    pools jsonb NOT NULL,
    digest text NOT NULL,
    commitment text NOT NULL,
    secret text NOT NULL,
    sealed_at timestamp(3) with time zone NOT NULL,
    sealed_by text NOT NULL,
    word text,
    result jsonb DEFAULT '[]'::jsonb NOT NULL,
    drawn_at timestamp(3) with time zone,
    drawn_by text
);

CREATE TABLE inspections.edit (
    id text NOT NULL,
    visit text NOT NULL,
    place integer NOT NULL,
    body jsonb NOT NULL,
    by text NOT NULL,
    received_at timestamp(3) with time zone NOT NULL
);

CREATE TABLE inspections.inspector (
    code text NOT NULL,
    account text NOT NULL,
    name text NOT NULL,
    organisation text NOT NULL,
    active boolean NOT NULL,
    revision integer DEFAULT 1 NOT NULL,
    valid_from timestamp(3) with time zone DEFAULT now() NOT NULL,
    recorded_at timestamp(3) with time zone DEFAULT now() NOT NULL,
    recorded_by text DEFAULT 'system'::text NOT NULL,
    source text DEFAULT 'platform'::text NOT NULL,
    reason text,
    simulated boolean DEFAULT false NOT NULL,
    withdrawn_at timestamp(3) with time zone
);

CREATE TABLE inspections.inspector_history (
    valid_to timestamp(3) with time zone NOT NULL,
    code text,
    account text,
    name text,
    organisation text,
    active boolean,
    revision integer,
    valid_from timestamp(3) with time zone,
    recorded_at timestamp(3) with time zone,
    recorded_by text,
    source text,
    reason text,
    simulated boolean,
    withdrawn_at timestamp(3) with time zone
);

CREATE TABLE inspections.visit (
    id text NOT NULL,
    plan text NOT NULL,
    kind text NOT NULL,
    object text NOT NULL,
    object_name text NOT NULL,
    organisation text NOT NULL,
    team jsonb NOT NULL,
    checklist text NOT NULL,
    checklist_version integer NOT NULL,
    state text NOT NULL,
    visited_on date,
    score integer,
    grade text,
    findings jsonb,
    round integer NOT NULL,
    mend_by timestamp(3) with time zone,
    concluded_at timestamp(3) with time zone,
    closed_at timestamp(3) with time zone,
    revision integer DEFAULT 1 NOT NULL,
    valid_from timestamp(3) with time zone DEFAULT now() NOT NULL,
    recorded_at timestamp(3) with time zone DEFAULT now() NOT NULL,
    recorded_by text DEFAULT 'system'::text NOT NULL,
    source text DEFAULT 'platform'::text NOT NULL,
    reason text,
    simulated boolean DEFAULT false NOT NULL,
    withdrawn_at timestamp(3) with time zone,
    CONSTRAINT visit_state_check CHECK ((state = ANY (ARRAY['assigned'::text, 'recorded'::text, 'mending'::text, 'closed'::text])))
);

CREATE VIEW inspections.outcome_v1 AS
 SELECT visit.id,
    visit.kind,
    visit.object,
    visit.visited_on,
    visit.score,
    visit.grade,
    visit.findings,
    visit.state,
    visit.mend_by,
    visit.concluded_at,
    visit.closed_at,
    visit.simulated
   FROM inspections.visit
  WHERE ((visit.concluded_at IS NOT NULL) AND (visit.withdrawn_at IS NULL));

CREATE TABLE inspections.photo (
    visit text NOT NULL,
    sha256 text NOT NULL,
    attachment text NOT NULL
);

CREATE TABLE inspections.plan (
    code text NOT NULL,
    title text NOT NULL,
    kind text NOT NULL,
    organisation text NOT NULL,
    wanted integer NOT NULL,
    team integer NOT NULL,
    state text NOT NULL,
    drawn_at timestamp(3) with time zone,
    revision integer DEFAULT 1 NOT NULL,
    valid_from timestamp(3) with time zone DEFAULT now() NOT NULL,
    recorded_at timestamp(3) with time zone DEFAULT now() NOT NULL,
    recorded_by text DEFAULT 'system'::text NOT NULL,
    source text DEFAULT 'platform'::text NOT NULL,
    reason text,
    simulated boolean DEFAULT false NOT NULL,
    withdrawn_at timestamp(3) with time zone,
    CONSTRAINT plan_state_check CHECK ((state = ANY (ARRAY['planned'::text, 'sealed'::text, 'drawn'::text]))),
    CONSTRAINT plan_team_check CHECK ((team > 0)),
    CONSTRAINT plan_wanted_check CHECK ((wanted > 0))
);

CREATE TABLE inspections.plan_history (
    valid_to timestamp(3) with time zone NOT NULL,
    code text,
    title text,
    kind text,
    organisation text,
    wanted integer,
    team integer,
    state text,
    drawn_at timestamp(3) with time zone,
    revision integer,
    valid_from timestamp(3) with time zone,
    recorded_at timestamp(3) with time zone,
    recorded_by text,
    source text,
    reason text,
    simulated boolean,
    withdrawn_at timestamp(3) with time zone
);

CREATE TABLE inspections.visit_history (
    valid_to timestamp(3) with time zone NOT NULL,
    id text,
    plan text,
    kind text,
    object text,
    object_name text,
    organisation text,
    team jsonb,
    checklist text,
    checklist_version integer,
    state text,
    visited_on date,
    score integer,
    grade text,
    findings jsonb,
    round integer,
    mend_by timestamp(3) with time zone,
    concluded_at timestamp(3) with time zone,
    closed_at timestamp(3) with time zone,
    revision integer,
    valid_from timestamp(3) with time zone,
    recorded_at timestamp(3) with time zone,
    recorded_by text,
    source text,
    reason text,
    simulated boolean,
    withdrawn_at timestamp(3) with time zone
);

CREATE TABLE kernel.city_load (
    module text NOT NULL,
    hash text NOT NULL,
    loaded_at timestamp with time zone NOT NULL
);

CREATE TABLE kernel.dead_letter (
    id bigint NOT NULL,
    subscriber text NOT NULL,
    event_id bigint NOT NULL,
    "position" bigint NOT NULL,
    key text NOT NULL,
    status text NOT NULL,
    attempts integer DEFAULT 0 NOT NULL,
    problem jsonb,
    first_at timestamp(3) with time zone NOT NULL,
    last_at timestamp(3) with time zone NOT NULL,
    next_try_at timestamp(3) with time zone,
    dropped_by text,
    reason text,
    CONSTRAINT dead_letter_status_check CHECK ((status = ANY (ARRAY['retrying'::text, 'dead'::text, 'parked'::text, 'dropped'::text])))
);

ALTER TABLE kernel.dead_letter ALTER COLUMN id ADD GENERATED ALWAYS AS IDENTITY (
    SEQUENCE NAME kernel.dead_letter_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);

CREATE TABLE kernel.event (
    id bigint NOT NULL,
    "position" bigint,
    name text NOT NULL,
    version integer NOT NULL,
    key text NOT NULL,
    payload jsonb NOT NULL,
    occurred_at timestamp(3) with time zone NOT NULL,
    recorded_at timestamp(3) with time zone NOT NULL
);

CREATE TABLE kernel.event_cursor (
    subscriber text NOT NULL,
    event text NOT NULL,
    "position" bigint DEFAULT 0 NOT NULL,
    moved_at timestamp(3) with time zone
);

ALTER TABLE kernel.event ALTER COLUMN id ADD GENERATED ALWAYS AS IDENTITY (
    SEQUENCE NAME kernel.event_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);

CREATE TABLE kernel.event_order (
    single boolean DEFAULT true NOT NULL,
    last bigint NOT NULL,
    CONSTRAINT event_order_single_check CHECK (single)
);

CREATE TABLE kernel.import_mapping (
    record text NOT NULL,
    headers text NOT NULL,
    mapping jsonb NOT NULL,
    used_at timestamp(3) with time zone NOT NULL
);

CREATE TABLE kernel.job (
    id uuid NOT NULL,
    name text NOT NULL,
    title jsonb NOT NULL,
    lane text,
    key text,
    input jsonb NOT NULL,
    actor jsonb NOT NULL,
    actor_id text NOT NULL,
    status text DEFAULT 'queued'::text NOT NULL,
    attempt integer DEFAULT 1 NOT NULL,
    attempts integer NOT NULL,
    crashes integer DEFAULT 0 NOT NULL,
    progress jsonb,
    state jsonb,
    outcome jsonb,
    problem jsonb,
    cancel_asked_at timestamp(3) with time zone,
    node text,
    heartbeat_at timestamp(3) with time zone,
    run_after timestamp(3) with time zone DEFAULT clock_timestamp() NOT NULL,
    created_at timestamp(3) with time zone NOT NULL,
    started_at timestamp(3) with time zone,
    finished_at timestamp(3) with time zone,
    CONSTRAINT job_attempts_check CHECK ((attempts > 0)),
    CONSTRAINT job_status_check CHECK ((status = ANY (ARRAY['queued'::text, 'running'::text, 'done'::text, 'failed'::text, 'cancelled'::text])))
)
WITH (fillfactor='80');

CREATE TABLE kernel.migration (
    module text NOT NULL,
    name text NOT NULL,
    checksum text NOT NULL,
    applied_at timestamp with time zone DEFAULT now() NOT NULL,
    took_ms integer NOT NULL
);

CREATE TABLE kernel.published_views (
    module text NOT NULL,
    checksum text NOT NULL,
    names text[] NOT NULL,
    created_at timestamp with time zone DEFAULT now() NOT NULL
);

CREATE TABLE kernel.record_import (
    id text NOT NULL,
    record text NOT NULL,
    file text NOT NULL,
    filename text NOT NULL,
    layout jsonb NOT NULL,
    headers jsonb NOT NULL,
    status text NOT NULL,
    mapping jsonb,
    job text,
    settled integer DEFAULT 0 NOT NULL,
    created integer DEFAULT 0 NOT NULL,
    changed integer DEFAULT 0 NOT NULL,
    unchanged integer DEFAULT 0 NOT NULL,
    refused integer DEFAULT 0 NOT NULL,
    started_by text NOT NULL,
    started_at timestamp(3) with time zone NOT NULL,
    error_file text,
    cleaned_at timestamp(3) with time zone,
    CONSTRAINT record_import_status_check CHECK ((status = ANY (ARRAY['previewed'::text, 'running'::text, 'done'::text, 'failed'::text, 'cancelled'::text, 'undone'::text])))
);

CREATE TABLE kernel.record_import_fault (
    import text NOT NULL,
    line integer NOT NULL,
    field text,
    code text NOT NULL,
    detail jsonb NOT NULL,
    value text
);

CREATE TABLE kernel.saved_view (
    owner text NOT NULL,
    list text NOT NULL,
    name text NOT NULL,
    view text NOT NULL,
    saved_at timestamp(3) with time zone NOT NULL
);

CREATE TABLE kernel.schedule (
    name text NOT NULL,
    last_tick timestamp(3) with time zone NOT NULL
);

CREATE TABLE ledger.chunk (
    number bigint NOT NULL,
    root bytea NOT NULL
);

CREATE TABLE ledger.entering (
    id bigint NOT NULL,
    entries integer NOT NULL,
    told text NOT NULL,
    CONSTRAINT entering_entries_check CHECK ((entries > 0))
);
ALTER TABLE ONLY ledger.entering ALTER COLUMN told SET STORAGE EXTERNAL;

ALTER TABLE ledger.entering ALTER COLUMN id ADD GENERATED ALWAYS AS IDENTITY (
    SEQUENCE NAME ledger.entering_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);

CREATE TABLE ledger.entry (
    sequence bigint NOT NULL,
    body text NOT NULL,
    leaf bytea NOT NULL,
    at text GENERATED ALWAYS AS (((body)::jsonb ->> 'at'::text)) STORED,
    action text GENERATED ALWAYS AS (((body)::jsonb ->> 'action'::text)) STORED,
    resource text GENERATED ALWAYS AS (((body)::jsonb ->> 'resource'::text)) STORED,
    actor text GENERATED ALWAYS AS ((((body)::jsonb -> 'actor'::text) ->> 'id'::text)) STORED,
    subjects_digest text GENERATED ALWAYS AS ((((body)::jsonb -> 'subjects'::text) ->> 'digest'::text)) STORED
);

CREATE TABLE ledger.head (
    size bigint NOT NULL,
    root bytea NOT NULL,
    at timestamp(3) with time zone NOT NULL,
    key text NOT NULL,
    signature text NOT NULL
);

CREATE TABLE ledger.receipt (
    witness text NOT NULL,
    size bigint NOT NULL,
    at timestamp(3) with time zone NOT NULL,
    key text NOT NULL,
    signature text NOT NULL
);

CREATE TABLE ledger.repeated (
    sequence bigint NOT NULL,
    first bigint NOT NULL,
    CONSTRAINT repeated_check CHECK ((first < sequence))
);

CREATE TABLE ledger.subject (
    digest bytea NOT NULL,
    sequence bigint NOT NULL
);

CREATE TABLE ledger.tree (
    single boolean DEFAULT true NOT NULL,
    size bigint NOT NULL,
    peaks jsonb NOT NULL,
    CONSTRAINT tree_single_check CHECK (single)
);

CREATE TABLE ledger.verification (
    id bigint NOT NULL,
    at timestamp(3) with time zone NOT NULL,
    outcome jsonb NOT NULL
);

ALTER TABLE ledger.verification ALTER COLUMN id ADD GENERATED ALWAYS AS IDENTITY (
    SEQUENCE NAME ledger.verification_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);

CREATE TABLE ledger.witnessed (
    key text NOT NULL,
    size bigint NOT NULL,
    root bytea NOT NULL,
    at timestamp(3) with time zone NOT NULL,
    signature text NOT NULL,
    received_at timestamp(3) with time zone NOT NULL,
    contradicts boolean DEFAULT false NOT NULL
);

CREATE TABLE lineage.edge (
    job text NOT NULL,
    dataset text NOT NULL,
    direction text NOT NULL,
    at timestamp(3) with time zone NOT NULL,
    CONSTRAINT edge_direction_check CHECK ((direction = ANY (ARRAY['in'::text, 'out'::text])))
);

CREATE TABLE lineage.event (
    sequence bigint NOT NULL,
    digest text NOT NULL,
    run uuid,
    job text,
    state text,
    event_at timestamp(3) with time zone NOT NULL,
    received_at timestamp(3) with time zone NOT NULL,
    body jsonb NOT NULL
);

ALTER TABLE lineage.event ALTER COLUMN sequence ADD GENERATED ALWAYS AS IDENTITY (
    SEQUENCE NAME lineage.event_sequence_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);

CREATE TABLE lineage.node (
    id text NOT NULL,
    kind text NOT NULL,
    namespace text NOT NULL,
    name text NOT NULL,
    title_zh text NOT NULL,
    title_en text NOT NULL,
    stage text NOT NULL,
    owner text,
    path text,
    simulated boolean NOT NULL,
    version text,
    rows bigint,
    state text,
    run uuid,
    at timestamp(3) with time zone NOT NULL,
    facets jsonb NOT NULL,
    own boolean NOT NULL,
    CONSTRAINT node_kind_check CHECK ((kind = ANY (ARRAY['job'::text, 'dataset'::text]))),
    CONSTRAINT node_stage_check CHECK ((stage = ANY (ARRAY['source'::text, 'lake'::text, 'record'::text, 'indicator'::text, 'outside'::text, 'job'::text])))
);

CREATE TABLE lineage.told (
    job uuid NOT NULL,
    ended_at timestamp(3) with time zone NOT NULL
);

CREATE TABLE linkage.decision (
    pair text NOT NULL,
    number integer NOT NULL,
    said text NOT NULL,
    reason text NOT NULL,
    by text NOT NULL,
    at timestamp(3) with time zone NOT NULL,
    taken_back boolean NOT NULL,
    takes_back boolean NOT NULL
);

CREATE TABLE linkage.model (
    version text NOT NULL,
    state text NOT NULL,
    vintage timestamp(3) with time zone NOT NULL,
    recall double precision NOT NULL,
    pairs integer NOT NULL,
    would_link integer NOT NULL,
    would_ask integer NOT NULL,
    config jsonb NOT NULL,
    parameters jsonb NOT NULL,
    reason_given text NOT NULL,
    proposed_by text NOT NULL,
    decided_by text,
    decided_at timestamp(3) with time zone,
    decided_why text,
    job text NOT NULL,
    revision integer DEFAULT 1 NOT NULL,
    valid_from timestamp(3) with time zone DEFAULT now() NOT NULL,
    recorded_at timestamp(3) with time zone DEFAULT now() NOT NULL,
    recorded_by text DEFAULT 'system'::text NOT NULL,
    source text DEFAULT 'platform'::text NOT NULL,
    reason text,
    simulated boolean DEFAULT false NOT NULL,
    withdrawn_at timestamp(3) with time zone
);

CREATE TABLE linkage.model_history (
    valid_to timestamp(3) with time zone NOT NULL,
    version text,
    state text,
    vintage timestamp(3) with time zone,
    recall double precision,
    pairs integer,
    would_link integer,
    would_ask integer,
    config jsonb,
    parameters jsonb,
    reason_given text,
    proposed_by text,
    decided_by text,
    decided_at timestamp(3) with time zone,
    decided_why text,
    job text,
    revision integer,
    valid_from timestamp(3) with time zone,
    recorded_at timestamp(3) with time zone,
    recorded_by text,
    source text,
    reason text,
    simulated boolean,
    withdrawn_at timestamp(3) with time zone
);

CREATE TABLE linkage.pair (
    id text NOT NULL,
    dataset text NOT NULL,
    provider text NOT NULL,
    row_key text NOT NULL,
    batch text NOT NULL,
    "row" integer NOT NULL,
    person text,
    band text NOT NULL,
    state text NOT NULL,
    probability double precision NOT NULL,
    weight double precision NOT NULL,
    prior double precision NOT NULL,
    comparisons jsonb NOT NULL,
    model text NOT NULL,
    run text NOT NULL,
    waiting_since timestamp(3) with time zone NOT NULL,
    revision integer DEFAULT 1 NOT NULL,
    valid_from timestamp(3) with time zone DEFAULT now() NOT NULL,
    recorded_at timestamp(3) with time zone DEFAULT now() NOT NULL,
    recorded_by text DEFAULT 'system'::text NOT NULL,
    source text DEFAULT 'platform'::text NOT NULL,
    reason text,
    simulated boolean DEFAULT false NOT NULL,
    withdrawn_at timestamp(3) with time zone,
    twin text
);

CREATE TABLE linkage.pair_history (
    valid_to timestamp(3) with time zone NOT NULL,
    id text,
    dataset text,
    provider text,
    row_key text,
    batch text,
    "row" integer,
    person text,
    band text,
    state text,
    probability double precision,
    weight double precision,
    prior double precision,
    comparisons jsonb,
    model text,
    run text,
    waiting_since timestamp(3) with time zone,
    revision integer,
    valid_from timestamp(3) with time zone,
    recorded_at timestamp(3) with time zone,
    recorded_by text,
    source text,
    reason text,
    simulated boolean,
    withdrawn_at timestamp(3) with time zone,
    twin text
);

CREATE TABLE linkage.run (
    id text NOT NULL,
    model text NOT NULL,
    state text NOT NULL,
    started_at timestamp(3) with time zone NOT NULL,
    finished_at timestamp(3) with time zone,
    held integer NOT NULL,
    linked integer NOT NULL,
    asked integer NOT NULL,
    nothing integer NOT NULL,
    revision integer DEFAULT 1 NOT NULL,
    valid_from timestamp(3) with time zone DEFAULT now() NOT NULL,
    recorded_at timestamp(3) with time zone DEFAULT now() NOT NULL,
    recorded_by text DEFAULT 'system'::text NOT NULL,
    source text DEFAULT 'platform'::text NOT NULL,
    reason text,
    simulated boolean DEFAULT false NOT NULL,
    withdrawn_at timestamp(3) with time zone
);

CREATE TABLE linkage.setting (
    name text NOT NULL,
    value jsonb NOT NULL
);

CREATE TABLE networks.sharing (
    code text NOT NULL,
    tower text NOT NULL,
    operator text NOT NULL,
    service text NOT NULL,
    starts_on date NOT NULL,
    ends_on date,
    revision integer DEFAULT 1 NOT NULL,
    valid_from timestamp(3) with time zone DEFAULT now() NOT NULL,
    recorded_at timestamp(3) with time zone DEFAULT now() NOT NULL,
    recorded_by text DEFAULT 'system'::text NOT NULL,
    source text DEFAULT 'platform'::text NOT NULL,
    reason text,
    simulated boolean DEFAULT false NOT NULL,
    withdrawn_at timestamp(3) with time zone
);

CREATE TABLE networks.sharing_history (
    valid_to timestamp(3) with time zone NOT NULL,
    code text,
    tower text,
    operator text,
    service text,
    starts_on date,
    ends_on date,
    revision integer,
    valid_from timestamp(3) with time zone,
    recorded_at timestamp(3) with time zone,
    recorded_by text,
    source text,
    reason text,
    simulated boolean,
    withdrawn_at timestamp(3) with time zone
);

CREATE VIEW networks.sharing_v1 AS
 SELECT sharing.code,
    sharing.tower,
    sharing.operator,
    sharing.service,
    sharing.starts_on,
    sharing.ends_on,
    sharing.simulated,
    sharing.valid_from
   FROM networks.sharing
  WHERE (sharing.withdrawn_at IS NULL);

CREATE TABLE networks.tower (
    code text NOT NULL,
    name text NOT NULL,
    kind text NOT NULL,
    state text NOT NULL,
    owner text NOT NULL,
    division text NOT NULL,
    place public.geometry(Point,4490) NOT NULL,
    height double precision,
    built_on date,
    revision integer DEFAULT 1 NOT NULL,
    valid_from timestamp(3) with time zone DEFAULT now() NOT NULL,
    recorded_at timestamp(3) with time zone DEFAULT now() NOT NULL,
    recorded_by text DEFAULT 'system'::text NOT NULL,
    source text DEFAULT 'platform'::text NOT NULL,
    reason text,
    simulated boolean DEFAULT false NOT NULL,
    withdrawn_at timestamp(3) with time zone
);

CREATE TABLE networks.tower_history (
    valid_to timestamp(3) with time zone NOT NULL,
    code text,
    name text,
    kind text,
    state text,
    owner text,
    division text,
    place public.geometry(Point,4490),
    height double precision,
    built_on date,
    revision integer,
    valid_from timestamp(3) with time zone,
    recorded_at timestamp(3) with time zone,
    recorded_by text,
    source text,
    reason text,
    simulated boolean,
    withdrawn_at timestamp(3) with time zone
);

CREATE VIEW networks.tower_v1 AS
 SELECT tower.code,
    tower.name,
    tower.kind,
    tower.state,
    tower.owner,
    tower.division,
    tower.place,
    tower.built_on,
    tower.simulated,
    tower.valid_from
   FROM networks.tower
  WHERE (tower.withdrawn_at IS NULL);

CREATE TABLE nodes.anchored (
    node text NOT NULL,
    channel text NOT NULL,
    sequence bigint NOT NULL,
    link text NOT NULL,
    at timestamp(3) with time zone NOT NULL
);

CREATE TABLE nodes.channel (
    node text NOT NULL,
    channel text NOT NULL,
    sequence bigint NOT NULL,
    link text NOT NULL,
    acknowledged bigint NOT NULL
);

CREATE TABLE nodes.conflict (
    node text NOT NULL,
    dataset text NOT NULL,
    key text NOT NULL,
    sequence bigint NOT NULL,
    base integer NOT NULL,
    version integer NOT NULL,
    node_values jsonb NOT NULL,
    city_values jsonb NOT NULL,
    decided text NOT NULL,
    at timestamp(3) with time zone NOT NULL
);

CREATE TABLE nodes.envelope (
    node text NOT NULL,
    channel text NOT NULL,
    sequence bigint NOT NULL,
    header jsonb NOT NULL,
    link text NOT NULL,
    payload text NOT NULL,
    body text,
    state text NOT NULL,
    outcome jsonb,
    at timestamp(3) with time zone NOT NULL
);

CREATE TABLE nodes.gap (
    node text NOT NULL,
    channel text NOT NULL,
    from_sequence bigint NOT NULL,
    to_sequence bigint NOT NULL,
    seen_at timestamp(3) with time zone NOT NULL,
    closed_at timestamp(3) with time zone
);

CREATE TABLE nodes.head (
    node text NOT NULL,
    channel text NOT NULL,
    sequence bigint NOT NULL,
    document jsonb NOT NULL
);

CREATE TABLE nodes.holding (
    node text NOT NULL,
    agreement text NOT NULL,
    state text NOT NULL,
    rows integer NOT NULL,
    digest text NOT NULL,
    leased_until timestamp(3) with time zone,
    at timestamp(3) with time zone NOT NULL
);

CREATE TABLE nodes.invitation (
    digest text NOT NULL,
    node text NOT NULL,
    until timestamp(3) with time zone NOT NULL,
    key text,
    mac_key text NOT NULL
);

CREATE TABLE nodes.key (
    id text NOT NULL,
    node text NOT NULL,
    key text NOT NULL,
    since timestamp(3) with time zone NOT NULL,
    until timestamp(3) with time zone NOT NULL,
    revoked_at timestamp(3) with time zone
);

CREATE TABLE nodes.local_agreement (
    agreement text NOT NULL,
    purpose text NOT NULL,
    state text NOT NULL,
    reason text,
    etag text,
    dataset text,
    fields jsonb DEFAULT '[]'::jsonb NOT NULL,
    simulated boolean DEFAULT false NOT NULL,
    rows integer DEFAULT 0 NOT NULL,
    digest text DEFAULT ''::text NOT NULL,
    generation integer DEFAULT 0 NOT NULL,
    taken_at timestamp(3) with time zone,
    receipt text,
    proof jsonb
);

CREATE TABLE nodes.local_read (
    agreement text NOT NULL,
    purpose text NOT NULL,
    calls integer NOT NULL,
    rows integer NOT NULL,
    since timestamp(3) with time zone NOT NULL
);

CREATE TABLE nodes.local_row (
    agreement text NOT NULL,
    generation integer NOT NULL,
    place integer NOT NULL,
    "values" jsonb NOT NULL
);

CREATE TABLE nodes.node (
    code text NOT NULL,
    title_zh text NOT NULL,
    title_en text NOT NULL,
    owner text NOT NULL,
    role text NOT NULL,
    way text NOT NULL,
    datasets jsonb DEFAULT '[]'::jsonb NOT NULL,
    state text DEFAULT 'registered'::text NOT NULL,
    last_seen_at timestamp(3) with time zone,
    version text,
    clock_offset integer,
    waiting integer,
    key_until timestamp(3) with time zone,
    revision integer DEFAULT 1 NOT NULL,
    valid_from timestamp(3) with time zone DEFAULT now() NOT NULL,
    recorded_at timestamp(3) with time zone DEFAULT now() NOT NULL,
    recorded_by text DEFAULT 'system'::text NOT NULL,
    source text DEFAULT 'platform'::text NOT NULL,
    reason text,
    simulated boolean DEFAULT false NOT NULL,
    withdrawn_at timestamp(3) with time zone,
    shared jsonb DEFAULT '[]'::jsonb NOT NULL,
    authority text DEFAULT 'node'::text NOT NULL
);

CREATE TABLE nodes.nonce (
    key text NOT NULL,
    nonce text NOT NULL,
    at timestamp(3) with time zone NOT NULL
);

CREATE TABLE nodes.payload (
    node text NOT NULL,
    digest text NOT NULL,
    bytes bigint NOT NULL,
    at timestamp(3) with time zone NOT NULL
);

CREATE TABLE nodes.receipt (
    node text NOT NULL,
    channel text NOT NULL,
    sequence bigint NOT NULL,
    from_sequence bigint NOT NULL,
    document jsonb NOT NULL,
    at timestamp(3) with time zone NOT NULL
);

CREATE TABLE nodes.seen_file (
    mark text NOT NULL,
    channel text NOT NULL,
    sequence bigint NOT NULL,
    path text,
    at timestamp(3) with time zone NOT NULL
);

CREATE TABLE nodes.shared_row (
    node text NOT NULL,
    dataset text NOT NULL,
    key text NOT NULL,
    version integer NOT NULL,
    base integer DEFAULT 0 NOT NULL,
    "values" jsonb NOT NULL,
    side text NOT NULL,
    state text DEFAULT 'same'::text NOT NULL
);

CREATE TABLE nodes.standing (
    name text NOT NULL,
    value jsonb NOT NULL
);

CREATE TABLE nodes.statement (
    node text NOT NULL,
    channel text NOT NULL,
    sequence bigint NOT NULL,
    link text NOT NULL,
    bytes bigint NOT NULL,
    at timestamp(3) with time zone NOT NULL
);

CREATE TABLE notifications.attempt (
    id text NOT NULL,
    delivery text NOT NULL,
    person text NOT NULL,
    channel text NOT NULL,
    words text,
    state text NOT NULL,
    tries integer DEFAULT 0 NOT NULL,
    try_at timestamp(3) with time zone,
    queued_at timestamp(3) with time zone NOT NULL,
    reference text,
    problem text,
    settled_at timestamp(3) with time zone,
    CONSTRAINT attempt_state_check CHECK ((state = ANY (ARRAY['queued'::text, 'sent'::text, 'failed'::text, 'delivered'::text, 'read'::text])))
);

CREATE TABLE notifications.call (
    id text NOT NULL,
    tree text NOT NULL,
    organisation text NOT NULL,
    words text NOT NULL,
    steps jsonb NOT NULL,
    step integer NOT NULL,
    state text NOT NULL,
    begun_at timestamp(3) with time zone NOT NULL,
    begun_by text NOT NULL,
    next_at timestamp(3) with time zone,
    confirmed_by text,
    confirmed_at timestamp(3) with time zone,
    CONSTRAINT call_state_check CHECK ((state = ANY (ARRAY['calling'::text, 'confirmed'::text, 'exhausted'::text])))
);

CREATE TABLE notifications.contact (
    person text NOT NULL,
    mobile text,
    email text,
    quiet_from text,
    quiet_to text
);

CREATE TABLE notifications.delivery (
    id text NOT NULL,
    notice text NOT NULL,
    kind text NOT NULL,
    key text NOT NULL,
    person text NOT NULL,
    created_at timestamp(3) with time zone NOT NULL,
    read_at timestamp(3) with time zone,
    confirmed_at timestamp(3) with time zone,
    step integer DEFAULT 0 NOT NULL,
    next_at timestamp(3) with time zone,
    digested_at timestamp(3) with time zone,
    unreached_at timestamp(3) with time zone
);

CREATE TABLE notifications.notice (
    id text NOT NULL,
    kind text NOT NULL,
    key text NOT NULL,
    urgency text NOT NULL,
    title_zh text NOT NULL,
    title_en text NOT NULL,
    body_zh text NOT NULL,
    body_en text NOT NULL,
    short_zh text NOT NULL,
    short_en text NOT NULL,
    link text,
    sender text NOT NULL,
    organisation text,
    call text,
    simulated boolean NOT NULL,
    created_at timestamp(3) with time zone NOT NULL,
    CONSTRAINT notice_urgency_check CHECK ((urgency = ANY (ARRAY['urgent'::text, 'normal'::text, 'low'::text])))
);

CREATE VIEW notifications.delivery_v1 AS
 SELECT d.id,
    n.kind,
    n.organisation,
    n.urgency,
    d.created_at,
    d.read_at,
    d.unreached_at,
    n.simulated
   FROM (notifications.delivery d
     JOIN notifications.notice n ON ((n.id = d.notice)));

CREATE TABLE notifications.preference (
    person text NOT NULL,
    kind text NOT NULL,
    off text[] NOT NULL
);

CREATE TABLE notifications.receipt (
    channel text NOT NULL,
    id text NOT NULL,
    attempt text NOT NULL,
    state text NOT NULL,
    at timestamp(3) with time zone NOT NULL,
    heard_at timestamp(3) with time zone NOT NULL
);

CREATE TABLE notifications.setting (
    name text NOT NULL,
    value jsonb NOT NULL
);

CREATE TABLE notifications.simulated_message (
    reference text NOT NULL,
    channel text NOT NULL,
    address text NOT NULL,
    words text NOT NULL,
    at timestamp(3) with time zone NOT NULL,
    told boolean DEFAULT false NOT NULL
);

CREATE TABLE notifications.tree (
    code text NOT NULL,
    organisation text NOT NULL,
    title_zh text NOT NULL,
    title_en text NOT NULL,
    steps jsonb NOT NULL,
    changed_at timestamp(3) with time zone NOT NULL
);

CREATE TABLE open_data.access_key (
    request text NOT NULL,
    digest text NOT NULL,
    made_at timestamp(3) with time zone NOT NULL,
    made_by text,
    made_kind text
);

CREATE TABLE open_data.correction (
    id text NOT NULL,
    release text NOT NULL,
    title text NOT NULL,
    provider text NOT NULL,
    by text NOT NULL,
    words text NOT NULL,
    made_at timestamp(3) with time zone NOT NULL,
    state text NOT NULL,
    answer text,
    answered_at timestamp(3) with time zone,
    revision integer DEFAULT 1 NOT NULL,
    valid_from timestamp(3) with time zone DEFAULT now() NOT NULL,
    recorded_at timestamp(3) with time zone DEFAULT now() NOT NULL,
    recorded_by text DEFAULT 'system'::text NOT NULL,
    source text DEFAULT 'platform'::text NOT NULL,
    reason text,
    simulated boolean DEFAULT false NOT NULL,
    withdrawn_at timestamp(3) with time zone,
    CONSTRAINT correction_state_check CHECK ((state = ANY (ARRAY['open'::text, 'accepted'::text, 'declined'::text])))
);

CREATE TABLE open_data.follower (
    release text NOT NULL,
    account text NOT NULL,
    since timestamp(3) with time zone NOT NULL
);

CREATE TABLE open_data.granted_use (
    request text NOT NULL,
    day date NOT NULL,
    format text NOT NULL,
    times bigint NOT NULL
);

CREATE TABLE open_data.rating (
    release text NOT NULL,
    account text NOT NULL,
    grade integer NOT NULL,
    rated_at timestamp(3) with time zone NOT NULL,
    CONSTRAINT rating_grade_check CHECK (((grade >= 1) AND (grade <= 5)))
);

CREATE TABLE open_data.release (
    code text NOT NULL,
    resource text NOT NULL,
    title_zh text NOT NULL,
    title_en text NOT NULL,
    abstract_zh text NOT NULL,
    abstract_en text NOT NULL,
    provider text NOT NULL,
    domain text NOT NULL,
    licence text NOT NULL,
    cycle text NOT NULL,
    state text NOT NULL,
    choices jsonb NOT NULL,
    columns jsonb NOT NULL,
    risk jsonb NOT NULL,
    k integer,
    l integer,
    proposed_by text NOT NULL,
    proposed_at timestamp(3) with time zone NOT NULL,
    decided_by text,
    decided_at timestamp(3) with time zone,
    why text,
    last_version integer,
    updated_at timestamp(3) with time zone,
    revision integer DEFAULT 1 NOT NULL,
    valid_from timestamp(3) with time zone DEFAULT now() NOT NULL,
    recorded_at timestamp(3) with time zone DEFAULT now() NOT NULL,
    recorded_by text DEFAULT 'system'::text NOT NULL,
    source text DEFAULT 'platform'::text NOT NULL,
    reason text,
    simulated boolean DEFAULT false NOT NULL,
    withdrawn_at timestamp(3) with time zone,
    form text DEFAULT 'rows'::text NOT NULL,
    milli_epsilon integer,
    access text DEFAULT 'everyone'::text NOT NULL,
    CONSTRAINT release_access_check CHECK ((access = ANY (ARRAY['everyone'::text, 'request'::text]))),
    CONSTRAINT release_form_check CHECK ((form = ANY (ARRAY['rows'::text, 'suppressed-table'::text, 'private-counts'::text]))),
    CONSTRAINT release_milli_epsilon_check CHECK ((milli_epsilon > 0)),
    CONSTRAINT release_state_check CHECK ((state = ANY (ARRAY['proposed'::text, 'returned'::text, 'open'::text, 'withdrawn'::text])))
);

CREATE TABLE open_data.release_history (
    valid_to timestamp(3) with time zone NOT NULL,
    code text,
    resource text,
    title_zh text,
    title_en text,
    abstract_zh text,
    abstract_en text,
    provider text,
    domain text,
    licence text,
    cycle text,
    state text,
    choices jsonb,
    columns jsonb,
    risk jsonb,
    k integer,
    l integer,
    proposed_by text,
    proposed_at timestamp(3) with time zone,
    decided_by text,
    decided_at timestamp(3) with time zone,
    why text,
    last_version integer,
    updated_at timestamp(3) with time zone,
    revision integer,
    valid_from timestamp(3) with time zone,
    recorded_at timestamp(3) with time zone,
    recorded_by text,
    source text,
    reason text,
    simulated boolean,
    withdrawn_at timestamp(3) with time zone,
    form text,
    milli_epsilon integer,
    access text
);

CREATE TABLE open_data.request (
    id text NOT NULL,
    release text NOT NULL,
    title text NOT NULL,
    provider text NOT NULL,
    account text NOT NULL,
    applicant_kind text NOT NULL,
    applicant text NOT NULL,
    applicant_name text NOT NULL,
    purpose text NOT NULL,
    usage text NOT NULL,
    months integer NOT NULL,
    asked_at timestamp(3) with time zone NOT NULL,
    state text NOT NULL,
    decided_by text,
    decided_at timestamp(3) with time zone,
    terms text,
    until timestamp(3) with time zone,
    why text,
    revision integer DEFAULT 1 NOT NULL,
    valid_from timestamp(3) with time zone DEFAULT now() NOT NULL,
    recorded_at timestamp(3) with time zone DEFAULT now() NOT NULL,
    recorded_by text DEFAULT 'system'::text NOT NULL,
    source text DEFAULT 'platform'::text NOT NULL,
    reason text,
    simulated boolean DEFAULT false NOT NULL,
    withdrawn_at timestamp(3) with time zone,
    CONSTRAINT request_applicant_kind_check CHECK ((applicant_kind = ANY (ARRAY['person'::text, 'company'::text]))),
    CONSTRAINT request_months_check CHECK (((months >= 1) AND (months <= 36))),
    CONSTRAINT request_state_check CHECK ((state = ANY (ARRAY['asked'::text, 'granted'::text, 'refused'::text, 'withdrawn'::text, 'recalled'::text])))
);

CREATE TABLE open_data.setting (
    one boolean DEFAULT true NOT NULL,
    value jsonb NOT NULL,
    CONSTRAINT setting_one_check CHECK (one)
);

CREATE TABLE open_data.spending (
    id text NOT NULL,
    dataset text NOT NULL,
    release text NOT NULL,
    version integer NOT NULL,
    provider text NOT NULL,
    milli_epsilon integer NOT NULL,
    left_after integer NOT NULL,
    spent_at timestamp(3) with time zone NOT NULL,
    revision integer DEFAULT 1 NOT NULL,
    valid_from timestamp(3) with time zone DEFAULT now() NOT NULL,
    recorded_at timestamp(3) with time zone DEFAULT now() NOT NULL,
    recorded_by text DEFAULT 'system'::text NOT NULL,
    source text DEFAULT 'platform'::text NOT NULL,
    reason text,
    simulated boolean DEFAULT false NOT NULL,
    withdrawn_at timestamp(3) with time zone,
    CONSTRAINT spending_left_after_check CHECK ((left_after >= 0)),
    CONSTRAINT spending_milli_epsilon_check CHECK ((milli_epsilon > 0))
);

CREATE TABLE open_data.use (
    release text NOT NULL,
    day date NOT NULL,
    format text NOT NULL,
    times bigint NOT NULL
);

CREATE TABLE open_data.version (
    release text NOT NULL,
    number integer NOT NULL,
    made_at timestamp(3) with time zone NOT NULL,
    data_at timestamp(3) with time zone NOT NULL,
    rows integer NOT NULL,
    columns jsonb NOT NULL,
    files jsonb NOT NULL,
    charts jsonb NOT NULL,
    risk jsonb NOT NULL,
    simulated boolean NOT NULL,
    closed_at timestamp(3) with time zone,
    subjects text
);

CREATE TABLE operations_centre.setting (
    name text NOT NULL,
    value jsonb NOT NULL
);

CREATE TABLE organisations.division (
    code text NOT NULL,
    name_zh text NOT NULL,
    name_en text,
    parent text,
    level text NOT NULL,
    kind text,
    exists_from text,
    exists_to text,
    boundary public.geometry(Geometry,4490),
    centre public.geometry(Point,4490),
    revision integer DEFAULT 1 NOT NULL,
    valid_from timestamp(3) with time zone DEFAULT now() NOT NULL,
    recorded_at timestamp(3) with time zone DEFAULT now() NOT NULL,
    recorded_by text DEFAULT 'system'::text NOT NULL,
    source text DEFAULT 'platform'::text NOT NULL,
    reason text,
    simulated boolean DEFAULT false NOT NULL,
    withdrawn_at timestamp(3) with time zone
);

CREATE TABLE organisations.division_history (
    valid_to timestamp(3) with time zone NOT NULL,
    code text,
    name_zh text,
    name_en text,
    parent text,
    level text,
    kind text,
    exists_from text,
    exists_to text,
    boundary public.geometry(Geometry,4490),
    centre public.geometry(Point,4490),
    revision integer,
    valid_from timestamp(3) with time zone,
    recorded_at timestamp(3) with time zone,
    recorded_by text,
    source text,
    reason text,
    simulated boolean,
    withdrawn_at timestamp(3) with time zone
);

CREATE VIEW organisations.division_v1 AS
 SELECT division.code,
    division.name_zh,
    division.name_en,
    division.parent,
    division.level,
    division.kind,
    division.exists_from,
    division.exists_to,
    division.boundary,
    division.centre
   FROM organisations.division
  WHERE (division.withdrawn_at IS NULL);

CREATE TABLE organisations.organisation (
    code text NOT NULL,
    name_zh text NOT NULL,
    name_en text,
    kind text NOT NULL,
    division text,
    parent text,
    exists_from text,
    exists_to text,
    successor text,
    collected text,
    reconstructed boolean DEFAULT false NOT NULL,
    names_checked text,
    named_in_plan jsonb DEFAULT '[]'::jsonb NOT NULL,
    revision integer DEFAULT 1 NOT NULL,
    valid_from timestamp(3) with time zone DEFAULT now() NOT NULL,
    recorded_at timestamp(3) with time zone DEFAULT now() NOT NULL,
    recorded_by text DEFAULT 'system'::text NOT NULL,
    source text DEFAULT 'platform'::text NOT NULL,
    reason text,
    simulated boolean DEFAULT false NOT NULL,
    withdrawn_at timestamp(3) with time zone
);

CREATE TABLE organisations.organisation_history (
    valid_to timestamp(3) with time zone NOT NULL,
    code text,
    name_zh text,
    name_en text,
    kind text,
    division text,
    parent text,
    exists_from text,
    exists_to text,
    successor text,
    collected text,
    reconstructed boolean,
    names_checked text,
    named_in_plan jsonb,
    revision integer,
    valid_from timestamp(3) with time zone,
    recorded_at timestamp(3) with time zone,
    recorded_by text,
    source text,
    reason text,
    simulated boolean,
    withdrawn_at timestamp(3) with time zone
);

CREATE VIEW organisations.organisation_v1 AS
 SELECT organisation.code,
    organisation.name_zh,
    organisation.name_en,
    organisation.kind,
    organisation.division,
    organisation.parent,
    organisation.exists_from,
    organisation.exists_to,
    organisation.successor,
    organisation.collected,
    organisation.reconstructed
   FROM organisations.organisation
  WHERE (organisation.withdrawn_at IS NULL);

CREATE TABLE payments.difference (
    id text NOT NULL,
    provider text NOT NULL,
    day date NOT NULL,
    kind text NOT NULL,
    reference text NOT NULL,
    ours_fen bigint,
    theirs_fen bigint,
    status text NOT NULL,
    settled_by text,
    settled_why text,
    revision integer DEFAULT 1 NOT NULL,
    valid_from timestamp(3) with time zone DEFAULT now() NOT NULL,
    recorded_at timestamp(3) with time zone DEFAULT now() NOT NULL,
    recorded_by text DEFAULT 'system'::text NOT NULL,
    source text DEFAULT 'platform'::text NOT NULL,
    reason text,
    simulated boolean DEFAULT false NOT NULL,
    withdrawn_at timestamp(3) with time zone,
    CONSTRAINT difference_kind_check CHECK ((kind = ANY (ARRAY['long'::text, 'short'::text, 'amount'::text]))),
    CONSTRAINT difference_status_check CHECK ((status = ANY (ARRAY['open'::text, 'settled'::text, 'gone'::text])))
);

CREATE TABLE payments.entry (
    id bigint NOT NULL,
    movement text NOT NULL,
    at timestamp(3) with time zone NOT NULL,
    account text NOT NULL,
    debit_fen bigint DEFAULT 0 NOT NULL,
    credit_fen bigint DEFAULT 0 NOT NULL,
    CONSTRAINT entry_credit_fen_check CHECK ((credit_fen >= 0)),
    CONSTRAINT entry_debit_fen_check CHECK ((debit_fen >= 0))
);

ALTER TABLE payments.entry ALTER COLUMN id ADD GENERATED ALWAYS AS IDENTITY (
    SEQUENCE NAME payments.entry_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);

CREATE TABLE payments.notice (
    provider text NOT NULL,
    notice text NOT NULL,
    order_id text NOT NULL,
    amount_fen bigint NOT NULL,
    received_at timestamp(3) with time zone NOT NULL,
    outcome text NOT NULL,
    times integer DEFAULT 1 NOT NULL
);

CREATE TABLE payments."order" (
    id text NOT NULL,
    matter text NOT NULL,
    title_zh text NOT NULL,
    title_en text NOT NULL,
    organisation text NOT NULL,
    payer text NOT NULL,
    payer_name text NOT NULL,
    amount_fen bigint NOT NULL,
    refunded_fen bigint DEFAULT 0 NOT NULL,
    status text NOT NULL,
    provider text NOT NULL,
    provider_reference text,
    created_at timestamp(3) with time zone NOT NULL,
    expires_at timestamp(3) with time zone NOT NULL,
    paid_at timestamp(3) with time zone,
    closed_at timestamp(3) with time zone,
    receipt text,
    revision integer DEFAULT 1 NOT NULL,
    valid_from timestamp(3) with time zone DEFAULT now() NOT NULL,
    recorded_at timestamp(3) with time zone DEFAULT now() NOT NULL,
    recorded_by text DEFAULT 'system'::text NOT NULL,
    source text DEFAULT 'platform'::text NOT NULL,
    reason text,
    simulated boolean DEFAULT false NOT NULL,
    withdrawn_at timestamp(3) with time zone,
    on_behalf_of text,
    wrong_fen bigint,
    CONSTRAINT order_amount_fen_check CHECK ((amount_fen > 0)),
    CONSTRAINT order_never_refunded_above_paid CHECK ((refunded_fen <= amount_fen)),
    CONSTRAINT order_refunded_fen_check CHECK ((refunded_fen >= 0)),
    CONSTRAINT order_status_check CHECK ((status = ANY (ARRAY['open'::text, 'paid'::text, 'closed'::text, 'refunded'::text])))
);

CREATE VIEW payments.order_v1 AS
 SELECT "order".id,
    "order".matter,
    "order".organisation,
    "order".amount_fen,
    "order".refunded_fen,
    "order".status,
    "order".created_at,
    "order".paid_at,
    "order".simulated
   FROM payments."order";

CREATE TABLE payments.payout (
    id text NOT NULL,
    matter text NOT NULL,
    purpose text NOT NULL,
    organisation text NOT NULL,
    payee_name text NOT NULL,
    payee_account text NOT NULL,
    amount_fen bigint NOT NULL,
    status text NOT NULL,
    provider text NOT NULL,
    provider_reference text,
    asked_by text NOT NULL,
    asked_at timestamp(3) with time zone NOT NULL,
    decided_by text,
    decided_at timestamp(3) with time zone,
    decided_why text,
    paid_at timestamp(3) with time zone,
    revision integer DEFAULT 1 NOT NULL,
    valid_from timestamp(3) with time zone DEFAULT now() NOT NULL,
    recorded_at timestamp(3) with time zone DEFAULT now() NOT NULL,
    recorded_by text DEFAULT 'system'::text NOT NULL,
    source text DEFAULT 'platform'::text NOT NULL,
    reason text,
    simulated boolean DEFAULT false NOT NULL,
    withdrawn_at timestamp(3) with time zone,
    attempt integer DEFAULT 1 NOT NULL,
    stopped_why text,
    approver text,
    paying_at timestamp(3) with time zone,
    CONSTRAINT payout_amount_fen_check CHECK ((amount_fen > 0)),
    CONSTRAINT payout_by_two CHECK ((decided_by IS DISTINCT FROM asked_by)),
    CONSTRAINT payout_status_check CHECK ((status = ANY (ARRAY['asked'::text, 'approved'::text, 'refused'::text, 'paid'::text, 'failed'::text, 'returned'::text])))
);

CREATE TABLE payments.payout_movement (
    kind text NOT NULL,
    ours text NOT NULL,
    payout text NOT NULL,
    provider text NOT NULL,
    reference text NOT NULL,
    amount_fen bigint NOT NULL,
    at timestamp(3) with time zone NOT NULL,
    CONSTRAINT payout_movement_amount_fen_check CHECK ((amount_fen > 0)),
    CONSTRAINT payout_movement_kind_check CHECK ((kind = ANY (ARRAY['payout'::text, 'return'::text])))
);

CREATE VIEW payments.payout_v1 AS
 SELECT payout.id,
    payout.matter,
    payout.organisation,
    payout.amount_fen,
    payout.status,
    payout.asked_at,
    payout.paid_at,
    payout.simulated
   FROM payments.payout;

CREATE SEQUENCE payments.receipt_number
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1;

CREATE TABLE payments.reconciler (
    id boolean DEFAULT true NOT NULL,
    organisation text NOT NULL,
    CONSTRAINT reconciler_id_check CHECK (id)
);

CREATE TABLE payments.reconciliation (
    provider text NOT NULL,
    day date NOT NULL,
    matched integer NOT NULL,
    differences integer NOT NULL,
    ours_fen bigint NOT NULL,
    theirs_fen bigint NOT NULL,
    ran_at timestamp(3) with time zone NOT NULL
);

CREATE TABLE payments.refund (
    id text NOT NULL,
    order_id text NOT NULL,
    organisation text NOT NULL,
    amount_fen bigint NOT NULL,
    why text NOT NULL,
    status text NOT NULL,
    request text NOT NULL,
    provider text NOT NULL,
    provider_reference text,
    asked_at timestamp(3) with time zone NOT NULL,
    asked_by text NOT NULL,
    done_at timestamp(3) with time zone,
    revision integer DEFAULT 1 NOT NULL,
    valid_from timestamp(3) with time zone DEFAULT now() NOT NULL,
    recorded_at timestamp(3) with time zone DEFAULT now() NOT NULL,
    recorded_by text DEFAULT 'system'::text NOT NULL,
    source text DEFAULT 'platform'::text NOT NULL,
    reason text,
    simulated boolean DEFAULT false NOT NULL,
    withdrawn_at timestamp(3) with time zone,
    CONSTRAINT refund_amount_fen_check CHECK ((amount_fen > 0)),
    CONSTRAINT refund_status_check CHECK ((status = ANY (ARRAY['asked'::text, 'done'::text, 'failed'::text])))
);

CREATE TABLE payments.simulated_movement (
    reference text NOT NULL,
    kind text NOT NULL,
    ours text NOT NULL,
    amount_fen bigint NOT NULL,
    at timestamp(3) with time zone NOT NULL,
    CONSTRAINT simulated_movement_kind_check CHECK ((kind = ANY (ARRAY['payment'::text, 'refund'::text, 'payout'::text, 'return'::text])))
);

CREATE TABLE performance.appeal (
    id text NOT NULL,
    title_zh text NOT NULL,
    title_en text NOT NULL,
    result text NOT NULL,
    scheme text NOT NULL,
    unit text NOT NULL,
    office text NOT NULL,
    criterion text NOT NULL,
    state text NOT NULL,
    claim text NOT NULL,
    evidence text NOT NULL,
    filed_by text NOT NULL,
    filed_at timestamp(3) with time zone NOT NULL,
    why text,
    decided_by text,
    decided_at timestamp(3) with time zone,
    new_result text,
    revision integer DEFAULT 1 NOT NULL,
    valid_from timestamp(3) with time zone DEFAULT now() NOT NULL,
    recorded_at timestamp(3) with time zone DEFAULT now() NOT NULL,
    recorded_by text DEFAULT 'system'::text NOT NULL,
    source text DEFAULT 'platform'::text NOT NULL,
    reason text,
    simulated boolean DEFAULT false NOT NULL,
    withdrawn_at timestamp(3) with time zone,
    files jsonb
);

CREATE TABLE performance.appeal_history (
    valid_to timestamp(3) with time zone NOT NULL,
    id text,
    title_zh text,
    title_en text,
    result text,
    scheme text,
    unit text,
    office text,
    criterion text,
    state text,
    claim text,
    evidence text,
    filed_by text,
    filed_at timestamp(3) with time zone,
    why text,
    decided_by text,
    decided_at timestamp(3) with time zone,
    new_result text,
    revision integer,
    valid_from timestamp(3) with time zone,
    recorded_at timestamp(3) with time zone,
    recorded_by text,
    source text,
    reason text,
    simulated boolean,
    withdrawn_at timestamp(3) with time zone,
    files jsonb
);

CREATE TABLE performance.judgement (
    id text NOT NULL,
    title_zh text NOT NULL,
    title_en text NOT NULL,
    scheme text NOT NULL,
    unit text NOT NULL,
    office text NOT NULL,
    kind text NOT NULL,
    criterion text NOT NULL,
    state text NOT NULL,
    asks_zh text,
    asks_en text,
    evidence text,
    self_score double precision,
    submitted_by text,
    submitted_at timestamp(3) with time zone,
    score double precision,
    why text,
    scored_by text,
    scored_at timestamp(3) with time zone,
    revision integer DEFAULT 1 NOT NULL,
    valid_from timestamp(3) with time zone DEFAULT now() NOT NULL,
    recorded_at timestamp(3) with time zone DEFAULT now() NOT NULL,
    recorded_by text DEFAULT 'system'::text NOT NULL,
    source text DEFAULT 'platform'::text NOT NULL,
    reason text,
    simulated boolean DEFAULT false NOT NULL,
    withdrawn_at timestamp(3) with time zone,
    files jsonb
);

CREATE TABLE performance.judgement_history (
    valid_to timestamp(3) with time zone NOT NULL,
    id text,
    title_zh text,
    title_en text,
    scheme text,
    unit text,
    office text,
    kind text,
    criterion text,
    state text,
    asks_zh text,
    asks_en text,
    evidence text,
    self_score double precision,
    submitted_by text,
    submitted_at timestamp(3) with time zone,
    score double precision,
    why text,
    scored_by text,
    scored_at timestamp(3) with time zone,
    revision integer,
    valid_from timestamp(3) with time zone,
    recorded_at timestamp(3) with time zone,
    recorded_by text,
    source text,
    reason text,
    simulated boolean,
    withdrawn_at timestamp(3) with time zone,
    files jsonb
);

CREATE TABLE performance.result (
    id text NOT NULL,
    title_zh text NOT NULL,
    title_en text NOT NULL,
    scheme text NOT NULL,
    number integer NOT NULL,
    state text NOT NULL,
    cause text NOT NULL,
    why text,
    office text NOT NULL,
    units integer NOT NULL,
    published_at timestamp(3) with time zone NOT NULL,
    appeal_by timestamp(3) with time zone NOT NULL,
    revision integer DEFAULT 1 NOT NULL,
    valid_from timestamp(3) with time zone DEFAULT now() NOT NULL,
    recorded_at timestamp(3) with time zone DEFAULT now() NOT NULL,
    recorded_by text DEFAULT 'system'::text NOT NULL,
    source text DEFAULT 'platform'::text NOT NULL,
    reason text,
    simulated boolean DEFAULT false NOT NULL,
    withdrawn_at timestamp(3) with time zone
);

CREATE TABLE performance.result_facts (
    result text NOT NULL,
    facts jsonb NOT NULL
);

CREATE TABLE performance.result_history (
    valid_to timestamp(3) with time zone NOT NULL,
    id text,
    title_zh text,
    title_en text,
    scheme text,
    number integer,
    state text,
    cause text,
    why text,
    office text,
    units integer,
    published_at timestamp(3) with time zone,
    appeal_by timestamp(3) with time zone,
    revision integer,
    valid_from timestamp(3) with time zone,
    recorded_at timestamp(3) with time zone,
    recorded_by text,
    source text,
    reason text,
    simulated boolean,
    withdrawn_at timestamp(3) with time zone
);

CREATE TABLE performance.scheme (
    code text NOT NULL,
    title_zh text NOT NULL,
    title_en text NOT NULL,
    state text NOT NULL,
    begins date NOT NULL,
    ends date NOT NULL,
    office text NOT NULL,
    units integer NOT NULL,
    definition jsonb NOT NULL,
    opened_at timestamp(3) with time zone,
    revision integer DEFAULT 1 NOT NULL,
    valid_from timestamp(3) with time zone DEFAULT now() NOT NULL,
    recorded_at timestamp(3) with time zone DEFAULT now() NOT NULL,
    recorded_by text DEFAULT 'system'::text NOT NULL,
    source text DEFAULT 'platform'::text NOT NULL,
    reason text,
    simulated boolean DEFAULT false NOT NULL,
    withdrawn_at timestamp(3) with time zone
);

CREATE TABLE performance.scheme_history (
    valid_to timestamp(3) with time zone NOT NULL,
    code text,
    title_zh text,
    title_en text,
    state text,
    begins date,
    ends date,
    office text,
    units integer,
    definition jsonb,
    opened_at timestamp(3) with time zone,
    revision integer,
    valid_from timestamp(3) with time zone,
    recorded_at timestamp(3) with time zone,
    recorded_by text,
    source text,
    reason text,
    simulated boolean,
    withdrawn_at timestamp(3) with time zone
);

CREATE TABLE performance.standing (
    id text NOT NULL,
    result text NOT NULL,
    scheme text NOT NULL,
    unit text NOT NULL,
    total double precision NOT NULL,
    place integer NOT NULL,
    place_low integer NOT NULL,
    place_high integer NOT NULL,
    in_force boolean NOT NULL,
    revision integer DEFAULT 1 NOT NULL,
    valid_from timestamp(3) with time zone DEFAULT now() NOT NULL,
    recorded_at timestamp(3) with time zone DEFAULT now() NOT NULL,
    recorded_by text DEFAULT 'system'::text NOT NULL,
    source text DEFAULT 'platform'::text NOT NULL,
    reason text,
    simulated boolean DEFAULT false NOT NULL,
    withdrawn_at timestamp(3) with time zone
);

CREATE TABLE performance.standing_history (
    valid_to timestamp(3) with time zone NOT NULL,
    id text,
    result text,
    scheme text,
    unit text,
    total double precision,
    place integer,
    place_low integer,
    place_high integer,
    in_force boolean,
    revision integer,
    valid_from timestamp(3) with time zone,
    recorded_at timestamp(3) with time zone,
    recorded_by text,
    source text,
    reason text,
    simulated boolean,
    withdrawn_at timestamp(3) with time zone
);

CREATE VIEW performance.standing_v1 AS
 SELECT standing.result,
    standing.scheme,
    standing.unit,
    standing.total,
    standing.place,
    standing.place_low,
    standing.place_high,
    standing.in_force,
    standing.simulated,
    standing.recorded_at
   FROM performance.standing
  WHERE (standing.withdrawn_at IS NULL);

CREATE TABLE performance.supervision (
    id text NOT NULL,
    number text NOT NULL,
    title text NOT NULL,
    what text NOT NULL,
    based_on text NOT NULL,
    office text NOT NULL,
    unit text NOT NULL,
    state text NOT NULL,
    issued_on date NOT NULL,
    due_on date NOT NULL,
    milestone text,
    milestone_on date,
    received_at timestamp(3) with time zone,
    percent integer NOT NULL,
    progress text,
    reported_at timestamp(3) with time zone,
    urged integer NOT NULL,
    urged_at timestamp(3) with time zone,
    urged_words text,
    extension_to date,
    extension_why text,
    extension_state text,
    extension_answer text,
    finished_on date,
    verdict text,
    late_days integer,
    on_time boolean,
    quality integer,
    score integer,
    why text,
    closed_on date,
    revision integer DEFAULT 1 NOT NULL,
    valid_from timestamp(3) with time zone DEFAULT now() NOT NULL,
    recorded_at timestamp(3) with time zone DEFAULT now() NOT NULL,
    recorded_by text DEFAULT 'system'::text NOT NULL,
    source text DEFAULT 'platform'::text NOT NULL,
    reason text,
    simulated boolean DEFAULT false NOT NULL,
    withdrawn_at timestamp(3) with time zone
);

CREATE TABLE performance.supervision_history (
    valid_to timestamp(3) with time zone NOT NULL,
    id text,
    number text,
    title text,
    what text,
    based_on text,
    office text,
    unit text,
    state text,
    issued_on date,
    due_on date,
    milestone text,
    milestone_on date,
    received_at timestamp(3) with time zone,
    percent integer,
    progress text,
    reported_at timestamp(3) with time zone,
    urged integer,
    urged_at timestamp(3) with time zone,
    urged_words text,
    extension_to date,
    extension_why text,
    extension_state text,
    extension_answer text,
    finished_on date,
    verdict text,
    late_days integer,
    on_time boolean,
    quality integer,
    score integer,
    why text,
    closed_on date,
    revision integer,
    valid_from timestamp(3) with time zone,
    recorded_at timestamp(3) with time zone,
    recorded_by text,
    source text,
    reason text,
    simulated boolean,
    withdrawn_at timestamp(3) with time zone
);

CREATE TABLE projects.activity (
    code text NOT NULL,
    title text NOT NULL,
    undertaking text NOT NULL,
    unit text NOT NULL,
    stage text NOT NULL,
    days integer NOT NULL,
    after text,
    not_before date,
    cost_fen bigint NOT NULL,
    began_on date,
    ended_on date,
    days_left integer,
    percent integer NOT NULL,
    revision integer DEFAULT 1 NOT NULL,
    valid_from timestamp(3) with time zone DEFAULT now() NOT NULL,
    recorded_at timestamp(3) with time zone DEFAULT now() NOT NULL,
    recorded_by text DEFAULT 'system'::text NOT NULL,
    source text DEFAULT 'platform'::text NOT NULL,
    reason text,
    simulated boolean DEFAULT false NOT NULL,
    withdrawn_at timestamp(3) with time zone
);

CREATE TABLE projects.activity_history (
    valid_to timestamp(3) with time zone NOT NULL,
    code text,
    title text,
    undertaking text,
    unit text,
    stage text,
    days integer,
    after text,
    not_before date,
    cost_fen bigint,
    began_on date,
    ended_on date,
    days_left integer,
    percent integer,
    revision integer,
    valid_from timestamp(3) with time zone,
    recorded_at timestamp(3) with time zone,
    recorded_by text,
    source text,
    reason text,
    simulated boolean,
    withdrawn_at timestamp(3) with time zone
);

CREATE TABLE projects.baseline (
    id text NOT NULL,
    undertaking text NOT NULL,
    unit text NOT NULL,
    number integer NOT NULL,
    state text NOT NULL,
    cause text NOT NULL,
    starts_on date NOT NULL,
    ends_by date NOT NULL,
    budget_fen bigint NOT NULL,
    finish_on date,
    plan jsonb NOT NULL,
    why text,
    decided_on date,
    office text NOT NULL,
    account text NOT NULL,
    revision integer DEFAULT 1 NOT NULL,
    valid_from timestamp(3) with time zone DEFAULT now() NOT NULL,
    recorded_at timestamp(3) with time zone DEFAULT now() NOT NULL,
    recorded_by text DEFAULT 'system'::text NOT NULL,
    source text DEFAULT 'platform'::text NOT NULL,
    reason text,
    simulated boolean DEFAULT false NOT NULL,
    withdrawn_at timestamp(3) with time zone
);

CREATE TABLE projects.baseline_history (
    valid_to timestamp(3) with time zone NOT NULL,
    id text,
    undertaking text,
    unit text,
    number integer,
    state text,
    cause text,
    starts_on date,
    ends_by date,
    budget_fen bigint,
    finish_on date,
    plan jsonb,
    why text,
    decided_on date,
    office text,
    account text,
    revision integer,
    valid_from timestamp(3) with time zone,
    recorded_at timestamp(3) with time zone,
    recorded_by text,
    source text,
    reason text,
    simulated boolean,
    withdrawn_at timestamp(3) with time zone
);

CREATE TABLE projects.concession (
    code text NOT NULL,
    title text NOT NULL,
    unit text NOT NULL,
    operator text NOT NULL,
    mode text NOT NULL,
    undertaking text,
    starts_on date NOT NULL,
    ends_on date NOT NULL,
    rhythm text NOT NULL,
    due_days integer NOT NULL,
    bands text NOT NULL,
    counted_by text NOT NULL,
    terminated_on date,
    terminated_why text,
    revision integer DEFAULT 1 NOT NULL,
    valid_from timestamp(3) with time zone DEFAULT now() NOT NULL,
    recorded_at timestamp(3) with time zone DEFAULT now() NOT NULL,
    recorded_by text DEFAULT 'system'::text NOT NULL,
    source text DEFAULT 'platform'::text NOT NULL,
    reason text,
    simulated boolean DEFAULT false NOT NULL,
    withdrawn_at timestamp(3) with time zone
);

CREATE TABLE projects.concession_history (
    valid_to timestamp(3) with time zone NOT NULL,
    code text,
    title text,
    unit text,
    operator text,
    mode text,
    undertaking text,
    starts_on date,
    ends_on date,
    rhythm text,
    due_days integer,
    bands text,
    counted_by text,
    terminated_on date,
    terminated_why text,
    revision integer,
    valid_from timestamp(3) with time zone,
    recorded_at timestamp(3) with time zone,
    recorded_by text,
    source text,
    reason text,
    simulated boolean,
    withdrawn_at timestamp(3) with time zone
);

CREATE TABLE projects.contract (
    number text NOT NULL,
    subject text NOT NULL,
    undertaking text NOT NULL,
    unit text NOT NULL,
    supplier text,
    procurement text NOT NULL,
    signed_on date,
    amount_fen bigint NOT NULL,
    revision integer DEFAULT 1 NOT NULL,
    valid_from timestamp(3) with time zone DEFAULT now() NOT NULL,
    recorded_at timestamp(3) with time zone DEFAULT now() NOT NULL,
    recorded_by text DEFAULT 'system'::text NOT NULL,
    source text DEFAULT 'platform'::text NOT NULL,
    reason text,
    simulated boolean DEFAULT false NOT NULL,
    withdrawn_at timestamp(3) with time zone,
    tender text,
    direct_why text,
    planned_on date
);

CREATE TABLE projects.contract_change (
    number text NOT NULL,
    contract text NOT NULL,
    undertaking text NOT NULL,
    unit text NOT NULL,
    changed_on date NOT NULL,
    amount_fen bigint NOT NULL,
    why text NOT NULL,
    revision integer DEFAULT 1 NOT NULL,
    valid_from timestamp(3) with time zone DEFAULT now() NOT NULL,
    recorded_at timestamp(3) with time zone DEFAULT now() NOT NULL,
    recorded_by text DEFAULT 'system'::text NOT NULL,
    source text DEFAULT 'platform'::text NOT NULL,
    reason text,
    simulated boolean DEFAULT false NOT NULL,
    withdrawn_at timestamp(3) with time zone
);

CREATE TABLE projects.contract_change_history (
    valid_to timestamp(3) with time zone NOT NULL,
    number text,
    contract text,
    undertaking text,
    unit text,
    changed_on date,
    amount_fen bigint,
    why text,
    revision integer,
    valid_from timestamp(3) with time zone,
    recorded_at timestamp(3) with time zone,
    recorded_by text,
    source text,
    reason text,
    simulated boolean,
    withdrawn_at timestamp(3) with time zone
);

CREATE TABLE projects.contract_history (
    valid_to timestamp(3) with time zone NOT NULL,
    number text,
    subject text,
    undertaking text,
    unit text,
    supplier text,
    procurement text,
    signed_on date,
    amount_fen bigint,
    revision integer,
    valid_from timestamp(3) with time zone,
    recorded_at timestamp(3) with time zone,
    recorded_by text,
    source text,
    reason text,
    simulated boolean,
    withdrawn_at timestamp(3) with time zone,
    tender text,
    direct_why text,
    planned_on date
);

CREATE TABLE projects.counterpart (
    id text NOT NULL,
    proposal text NOT NULL,
    unit text NOT NULL,
    kind text NOT NULL,
    key text NOT NULL,
    title text NOT NULL,
    percent integer NOT NULL,
    verdict text NOT NULL,
    why text NOT NULL,
    answered_at timestamp(3) with time zone NOT NULL,
    revision integer DEFAULT 1 NOT NULL,
    valid_from timestamp(3) with time zone DEFAULT now() NOT NULL,
    recorded_at timestamp(3) with time zone DEFAULT now() NOT NULL,
    recorded_by text DEFAULT 'system'::text NOT NULL,
    source text DEFAULT 'platform'::text NOT NULL,
    reason text,
    simulated boolean DEFAULT false NOT NULL,
    withdrawn_at timestamp(3) with time zone
);

CREATE TABLE projects.counterpart_history (
    valid_to timestamp(3) with time zone NOT NULL,
    id text,
    proposal text,
    unit text,
    kind text,
    key text,
    title text,
    percent integer,
    verdict text,
    why text,
    answered_at timestamp(3) with time zone,
    revision integer,
    valid_from timestamp(3) with time zone,
    recorded_at timestamp(3) with time zone,
    recorded_by text,
    source text,
    reason text,
    simulated boolean,
    withdrawn_at timestamp(3) with time zone
);

CREATE TABLE projects.document (
    id text NOT NULL,
    title text NOT NULL,
    undertaking text NOT NULL,
    unit text NOT NULL,
    kind text NOT NULL,
    file text NOT NULL,
    added_on date NOT NULL,
    revision integer DEFAULT 1 NOT NULL,
    valid_from timestamp(3) with time zone DEFAULT now() NOT NULL,
    recorded_at timestamp(3) with time zone DEFAULT now() NOT NULL,
    recorded_by text DEFAULT 'system'::text NOT NULL,
    source text DEFAULT 'platform'::text NOT NULL,
    reason text,
    simulated boolean DEFAULT false NOT NULL,
    withdrawn_at timestamp(3) with time zone
);

CREATE TABLE projects.document_history (
    valid_to timestamp(3) with time zone NOT NULL,
    id text,
    title text,
    undertaking text,
    unit text,
    kind text,
    file text,
    added_on date,
    revision integer,
    valid_from timestamp(3) with time zone,
    recorded_at timestamp(3) with time zone,
    recorded_by text,
    source text,
    reason text,
    simulated boolean,
    withdrawn_at timestamp(3) with time zone
);

CREATE TABLE projects.payment (
    number text NOT NULL,
    contract text NOT NULL,
    undertaking text NOT NULL,
    unit text NOT NULL,
    paid_on date NOT NULL,
    amount_fen bigint NOT NULL,
    note text,
    revision integer DEFAULT 1 NOT NULL,
    valid_from timestamp(3) with time zone DEFAULT now() NOT NULL,
    recorded_at timestamp(3) with time zone DEFAULT now() NOT NULL,
    recorded_by text DEFAULT 'system'::text NOT NULL,
    source text DEFAULT 'platform'::text NOT NULL,
    reason text,
    simulated boolean DEFAULT false NOT NULL,
    withdrawn_at timestamp(3) with time zone
);

CREATE TABLE projects.payment_history (
    valid_to timestamp(3) with time zone NOT NULL,
    number text,
    contract text,
    undertaking text,
    unit text,
    paid_on date,
    amount_fen bigint,
    note text,
    revision integer,
    valid_from timestamp(3) with time zone,
    recorded_at timestamp(3) with time zone,
    recorded_by text,
    source text,
    reason text,
    simulated boolean,
    withdrawn_at timestamp(3) with time zone
);

CREATE TABLE projects.project (
    id text NOT NULL,
    number integer NOT NULL,
    name_zh text NOT NULL,
    name_en text NOT NULL,
    year_from integer NOT NULL,
    year_to integer NOT NULL,
    lead jsonb NOT NULL,
    supporting jsonb NOT NULL,
    goals jsonb NOT NULL,
    figures jsonb NOT NULL,
    clause text NOT NULL,
    revision integer DEFAULT 1 NOT NULL,
    valid_from timestamp(3) with time zone DEFAULT now() NOT NULL,
    recorded_at timestamp(3) with time zone DEFAULT now() NOT NULL,
    recorded_by text DEFAULT 'system'::text NOT NULL,
    source text DEFAULT 'platform'::text NOT NULL,
    reason text,
    simulated boolean DEFAULT false NOT NULL,
    withdrawn_at timestamp(3) with time zone
);

CREATE TABLE projects.project_history (
    valid_to timestamp(3) with time zone NOT NULL,
    id text,
    number integer,
    name_zh text,
    name_en text,
    year_from integer,
    year_to integer,
    lead jsonb,
    supporting jsonb,
    goals jsonb,
    figures jsonb,
    clause text,
    revision integer,
    valid_from timestamp(3) with time zone,
    recorded_at timestamp(3) with time zone,
    recorded_by text,
    source text,
    reason text,
    simulated boolean,
    withdrawn_at timestamp(3) with time zone
);

CREATE TABLE projects.proposal (
    code text NOT NULL,
    title text NOT NULL,
    unit text NOT NULL,
    key_project text,
    aim text NOT NULL,
    uses text[],
    gathers text[],
    starts_on date NOT NULL,
    ends_by date NOT NULL,
    budget_fen bigint NOT NULL,
    funding text NOT NULL,
    state text NOT NULL,
    why text,
    approved_fen bigint,
    filed_at timestamp(3) with time zone,
    decided_on date,
    office text NOT NULL,
    account text NOT NULL,
    revision integer DEFAULT 1 NOT NULL,
    valid_from timestamp(3) with time zone DEFAULT now() NOT NULL,
    recorded_at timestamp(3) with time zone DEFAULT now() NOT NULL,
    recorded_by text DEFAULT 'system'::text NOT NULL,
    source text DEFAULT 'platform'::text NOT NULL,
    reason text,
    simulated boolean DEFAULT false NOT NULL,
    withdrawn_at timestamp(3) with time zone
);

CREATE TABLE projects.proposal_history (
    valid_to timestamp(3) with time zone NOT NULL,
    code text,
    title text,
    unit text,
    key_project text,
    aim text,
    uses text[],
    gathers text[],
    starts_on date,
    ends_by date,
    budget_fen bigint,
    funding text,
    state text,
    why text,
    approved_fen bigint,
    filed_at timestamp(3) with time zone,
    decided_on date,
    office text,
    account text,
    revision integer,
    valid_from timestamp(3) with time zone,
    recorded_at timestamp(3) with time zone,
    recorded_by text,
    source text,
    reason text,
    simulated boolean,
    withdrawn_at timestamp(3) with time zone
);

CREATE TABLE projects.remittance (
    number text NOT NULL,
    revenue text NOT NULL,
    concession text NOT NULL,
    unit text NOT NULL,
    paid_on date NOT NULL,
    amount_fen bigint NOT NULL,
    revision integer DEFAULT 1 NOT NULL,
    valid_from timestamp(3) with time zone DEFAULT now() NOT NULL,
    recorded_at timestamp(3) with time zone DEFAULT now() NOT NULL,
    recorded_by text DEFAULT 'system'::text NOT NULL,
    source text DEFAULT 'platform'::text NOT NULL,
    reason text,
    simulated boolean DEFAULT false NOT NULL,
    withdrawn_at timestamp(3) with time zone
);

CREATE TABLE projects.remittance_history (
    valid_to timestamp(3) with time zone NOT NULL,
    number text,
    revenue text,
    concession text,
    unit text,
    paid_on date,
    amount_fen bigint,
    revision integer,
    valid_from timestamp(3) with time zone,
    recorded_at timestamp(3) with time zone,
    recorded_by text,
    source text,
    reason text,
    simulated boolean,
    withdrawn_at timestamp(3) with time zone
);

CREATE TABLE projects.report (
    id text NOT NULL,
    undertaking text NOT NULL,
    unit text NOT NULL,
    period text NOT NULL,
    state text NOT NULL,
    due_on date NOT NULL,
    words text,
    lines jsonb NOT NULL,
    why text,
    filed_at timestamp(3) with time zone,
    decided_on date,
    office text NOT NULL,
    account text NOT NULL,
    revision integer DEFAULT 1 NOT NULL,
    valid_from timestamp(3) with time zone DEFAULT now() NOT NULL,
    recorded_at timestamp(3) with time zone DEFAULT now() NOT NULL,
    recorded_by text DEFAULT 'system'::text NOT NULL,
    source text DEFAULT 'platform'::text NOT NULL,
    reason text,
    simulated boolean DEFAULT false NOT NULL,
    withdrawn_at timestamp(3) with time zone
);

CREATE TABLE projects.report_history (
    valid_to timestamp(3) with time zone NOT NULL,
    id text,
    undertaking text,
    unit text,
    period text,
    state text,
    due_on date,
    words text,
    lines jsonb,
    why text,
    filed_at timestamp(3) with time zone,
    decided_on date,
    office text,
    account text,
    revision integer,
    valid_from timestamp(3) with time zone,
    recorded_at timestamp(3) with time zone,
    recorded_by text,
    source text,
    reason text,
    simulated boolean,
    withdrawn_at timestamp(3) with time zone
);

CREATE TABLE projects.revenue (
    id text NOT NULL,
    concession text NOT NULL,
    unit text NOT NULL,
    revenue_fen bigint NOT NULL,
    reported_on date NOT NULL,
    note text,
    revision integer DEFAULT 1 NOT NULL,
    valid_from timestamp(3) with time zone DEFAULT now() NOT NULL,
    recorded_at timestamp(3) with time zone DEFAULT now() NOT NULL,
    recorded_by text DEFAULT 'system'::text NOT NULL,
    source text DEFAULT 'platform'::text NOT NULL,
    reason text,
    simulated boolean DEFAULT false NOT NULL,
    withdrawn_at timestamp(3) with time zone
);

CREATE TABLE projects.revenue_history (
    valid_to timestamp(3) with time zone NOT NULL,
    id text,
    concession text,
    unit text,
    revenue_fen bigint,
    reported_on date,
    note text,
    revision integer,
    valid_from timestamp(3) with time zone,
    recorded_at timestamp(3) with time zone,
    recorded_by text,
    source text,
    reason text,
    simulated boolean,
    withdrawn_at timestamp(3) with time zone
);

CREATE TABLE projects.risk (
    code text NOT NULL,
    title text NOT NULL,
    undertaking text NOT NULL,
    unit text NOT NULL,
    likelihood integer NOT NULL,
    impact integer NOT NULL,
    score integer NOT NULL,
    response text NOT NULL,
    measures text NOT NULL,
    owner text NOT NULL,
    review_on date NOT NULL,
    state text NOT NULL,
    revision integer DEFAULT 1 NOT NULL,
    valid_from timestamp(3) with time zone DEFAULT now() NOT NULL,
    recorded_at timestamp(3) with time zone DEFAULT now() NOT NULL,
    recorded_by text DEFAULT 'system'::text NOT NULL,
    source text DEFAULT 'platform'::text NOT NULL,
    reason text,
    simulated boolean DEFAULT false NOT NULL,
    withdrawn_at timestamp(3) with time zone
);

CREATE TABLE projects.risk_history (
    valid_to timestamp(3) with time zone NOT NULL,
    code text,
    title text,
    undertaking text,
    unit text,
    likelihood integer,
    impact integer,
    score integer,
    response text,
    measures text,
    owner text,
    review_on date,
    state text,
    revision integer,
    valid_from timestamp(3) with time zone,
    recorded_at timestamp(3) with time zone,
    recorded_by text,
    source text,
    reason text,
    simulated boolean,
    withdrawn_at timestamp(3) with time zone
);

CREATE TABLE projects.setting (
    name text NOT NULL,
    value text NOT NULL
);

CREATE TABLE projects.tender (
    number text NOT NULL,
    subject text NOT NULL,
    undertaking text NOT NULL,
    unit text NOT NULL,
    procurement text NOT NULL,
    ceiling_fen bigint NOT NULL,
    published_on date,
    deadline_on date,
    opened_on date,
    bids integer,
    outcome text,
    winner text,
    award_fen bigint,
    awarded_on date,
    note text,
    state text NOT NULL,
    revision integer DEFAULT 1 NOT NULL,
    valid_from timestamp(3) with time zone DEFAULT now() NOT NULL,
    recorded_at timestamp(3) with time zone DEFAULT now() NOT NULL,
    recorded_by text DEFAULT 'system'::text NOT NULL,
    source text DEFAULT 'platform'::text NOT NULL,
    reason text,
    simulated boolean DEFAULT false NOT NULL,
    withdrawn_at timestamp(3) with time zone
);

CREATE TABLE projects.tender_history (
    valid_to timestamp(3) with time zone NOT NULL,
    number text,
    subject text,
    undertaking text,
    unit text,
    procurement text,
    ceiling_fen bigint,
    published_on date,
    deadline_on date,
    opened_on date,
    bids integer,
    outcome text,
    winner text,
    award_fen bigint,
    awarded_on date,
    note text,
    state text,
    revision integer,
    valid_from timestamp(3) with time zone,
    recorded_at timestamp(3) with time zone,
    recorded_by text,
    source text,
    reason text,
    simulated boolean,
    withdrawn_at timestamp(3) with time zone
);

CREATE TABLE projects.undertaking (
    code text NOT NULL,
    title text NOT NULL,
    unit text NOT NULL,
    key_project text,
    state text NOT NULL,
    starts_on date NOT NULL,
    ends_by date NOT NULL,
    budget_fen bigint NOT NULL,
    funding text NOT NULL,
    aim text,
    revision integer DEFAULT 1 NOT NULL,
    valid_from timestamp(3) with time zone DEFAULT now() NOT NULL,
    recorded_at timestamp(3) with time zone DEFAULT now() NOT NULL,
    recorded_by text DEFAULT 'system'::text NOT NULL,
    source text DEFAULT 'platform'::text NOT NULL,
    reason text,
    simulated boolean DEFAULT false NOT NULL,
    withdrawn_at timestamp(3) with time zone
);

CREATE TABLE projects.undertaking_history (
    valid_to timestamp(3) with time zone NOT NULL,
    code text,
    title text,
    unit text,
    key_project text,
    state text,
    starts_on date,
    ends_by date,
    budget_fen bigint,
    funding text,
    aim text,
    revision integer,
    valid_from timestamp(3) with time zone,
    recorded_at timestamp(3) with time zone,
    recorded_by text,
    source text,
    reason text,
    simulated boolean,
    withdrawn_at timestamp(3) with time zone
);

CREATE TABLE publishing.article (
    id text NOT NULL,
    category text NOT NULL,
    organisation text NOT NULL,
    index_number text NOT NULL,
    disclosure text NOT NULL,
    issued_on date NOT NULL,
    channels text[] NOT NULL,
    from_at timestamp(3) with time zone,
    to_at timestamp(3) with time zone,
    released integer,
    released_at timestamp(3) with time zone,
    withdrawn_at timestamp(3) with time zone,
    withdrawn_by text,
    withdrawn_why text,
    simulated boolean NOT NULL,
    created_at timestamp(3) with time zone NOT NULL,
    CONSTRAINT article_category_check CHECK ((category = ANY (ARRAY['notice'::text, 'news'::text, 'guide'::text, 'policy'::text]))),
    CONSTRAINT article_disclosure_check CHECK ((disclosure = ANY (ARRAY['active'::text, 'on-request'::text])))
);

CREATE TABLE publishing.counter (
    organisation text NOT NULL,
    year integer NOT NULL,
    n integer NOT NULL
);

CREATE TABLE publishing.objection (
    id text NOT NULL,
    article text NOT NULL,
    title text NOT NULL,
    organisation text NOT NULL,
    by text NOT NULL,
    by_name text NOT NULL,
    words text NOT NULL,
    made_at timestamp(3) with time zone NOT NULL,
    state text NOT NULL,
    answer text,
    answered_at timestamp(3) with time zone,
    revision integer DEFAULT 1 NOT NULL,
    valid_from timestamp(3) with time zone DEFAULT now() NOT NULL,
    recorded_at timestamp(3) with time zone DEFAULT now() NOT NULL,
    recorded_by text DEFAULT 'system'::text NOT NULL,
    source text DEFAULT 'platform'::text NOT NULL,
    reason text,
    simulated boolean DEFAULT false NOT NULL,
    withdrawn_at timestamp(3) with time zone,
    CONSTRAINT objection_state_check CHECK ((state = ANY (ARRAY['open'::text, 'upheld'::text, 'dismissed'::text])))
);

CREATE TABLE publishing.publicity (
    article text NOT NULL,
    matter text NOT NULL,
    working_days integer NOT NULL,
    ends_at timestamp(3) with time zone NOT NULL,
    CONSTRAINT publicity_working_days_check CHECK ((working_days > 0))
);

CREATE TABLE publishing.version (
    article text NOT NULL,
    version integer NOT NULL,
    state text NOT NULL,
    revision integer NOT NULL,
    title_zh text NOT NULL,
    title_en text NOT NULL,
    body_zh text NOT NULL,
    body_en text NOT NULL,
    note text,
    author text NOT NULL,
    saved_at timestamp(3) with time zone NOT NULL,
    reviewed_by text,
    reviewed_at timestamp(3) with time zone,
    return_reason text,
    CONSTRAINT version_state_check CHECK ((state = ANY (ARRAY['draft'::text, 'in-review'::text, 'returned'::text, 'released'::text])))
);

CREATE TABLE quality.batch_result (
    batch text NOT NULL,
    dataset text NOT NULL,
    rows integer NOT NULL,
    good integer NOT NULL,
    bad integer NOT NULL,
    by_rule jsonb NOT NULL,
    checked_at timestamp with time zone NOT NULL
);

CREATE VIEW quality.batch_result_v1 AS
 SELECT batch_result.batch,
    batch_result.dataset,
    batch_result.rows,
    batch_result.good,
    batch_result.bad,
    batch_result.checked_at
   FROM quality.batch_result;

CREATE SEQUENCE quality.finding_number
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1;

CREATE TABLE quality.finding (
    id text DEFAULT ('F'::text || lpad((nextval('quality.finding_number'::regclass))::text, 10, '0'::text)) NOT NULL,
    title_zh text NOT NULL,
    title_en text NOT NULL,
    value text,
    suggestion text,
    field_zh text NOT NULL,
    field_en text NOT NULL,
    dataset text NOT NULL,
    owner text NOT NULL,
    status text DEFAULT 'open'::text NOT NULL,
    severity text NOT NULL,
    dimension text NOT NULL,
    rule text NOT NULL,
    message_zh text NOT NULL,
    message_en text NOT NULL,
    batch text NOT NULL,
    "row" integer NOT NULL,
    row_key text NOT NULL,
    found_at timestamp with time zone NOT NULL,
    due_on date NOT NULL,
    closed_at timestamp with time zone,
    closed_by_batch text,
    closed_by_row integer,
    note text,
    revision integer DEFAULT 1 NOT NULL,
    valid_from timestamp(3) with time zone DEFAULT now() NOT NULL,
    recorded_at timestamp(3) with time zone DEFAULT now() NOT NULL,
    recorded_by text DEFAULT 'system'::text NOT NULL,
    source text DEFAULT 'platform'::text NOT NULL,
    reason text,
    simulated boolean DEFAULT false NOT NULL,
    withdrawn_at timestamp(3) with time zone,
    waived_until date
);

CREATE TABLE quality.finding_history (
    valid_to timestamp(3) with time zone NOT NULL,
    id text,
    title_zh text,
    title_en text,
    value text,
    suggestion text,
    field_zh text,
    field_en text,
    dataset text,
    owner text,
    status text,
    severity text,
    dimension text,
    rule text,
    message_zh text,
    message_en text,
    batch text,
    "row" integer,
    row_key text,
    found_at timestamp with time zone,
    due_on date,
    closed_at timestamp with time zone,
    closed_by_batch text,
    closed_by_row integer,
    note text,
    revision integer,
    valid_from timestamp(3) with time zone,
    recorded_at timestamp(3) with time zone,
    recorded_by text,
    source text,
    reason text,
    simulated boolean,
    withdrawn_at timestamp(3) with time zone,
    waived_until date
);

CREATE VIEW quality.finding_v1 AS
 SELECT f.id,
    f.dataset,
    f.owner,
    f.status,
    f.severity,
    f.dimension,
    f.rule,
    f.found_at,
    f.due_on,
    f.closed_at,
    f.simulated,
    (f.closed_by_batch IS NOT NULL) AS proved,
    (EXISTS ( SELECT
           FROM quality.finding p
          WHERE ((p.dataset = f.dataset) AND (p.row_key = f.row_key) AND (p.rule = f.rule) AND (p.status = 'closed'::text) AND (p.id < f.id)))) AS repeated
   FROM quality.finding f;

CREATE TABLE quality.profile (
    batch text NOT NULL,
    dataset text NOT NULL,
    profile jsonb NOT NULL,
    made_at timestamp(3) with time zone NOT NULL
);

CREATE TABLE quality.rule (
    id text NOT NULL,
    dataset text NOT NULL,
    definition jsonb NOT NULL,
    implied boolean NOT NULL
);

CREATE TABLE quality.setting (
    name text NOT NULL,
    value jsonb NOT NULL
);

CREATE TABLE quality.stated_rule (
    id text NOT NULL,
    dataset text NOT NULL,
    owner text NOT NULL,
    title_zh text NOT NULL,
    title_en text NOT NULL,
    message_zh text NOT NULL,
    message_en text NOT NULL,
    repair_zh text,
    repair_en text,
    kind text NOT NULL,
    looks_at jsonb NOT NULL,
    applies_when jsonb,
    dimension text NOT NULL,
    severity text NOT NULL,
    state text NOT NULL,
    days integer NOT NULL,
    revision integer DEFAULT 1 NOT NULL,
    valid_from timestamp(3) with time zone DEFAULT now() NOT NULL,
    recorded_at timestamp(3) with time zone DEFAULT now() NOT NULL,
    recorded_by text DEFAULT 'system'::text NOT NULL,
    source text DEFAULT 'platform'::text NOT NULL,
    reason text,
    simulated boolean DEFAULT false NOT NULL,
    withdrawn_at timestamp(3) with time zone
);

CREATE TABLE quality.stated_rule_history (
    valid_to timestamp(3) with time zone NOT NULL,
    id text,
    dataset text,
    owner text,
    title_zh text,
    title_en text,
    message_zh text,
    message_en text,
    repair_zh text,
    repair_en text,
    kind text,
    looks_at jsonb,
    applies_when jsonb,
    dimension text,
    severity text,
    state text,
    days integer,
    revision integer,
    valid_from timestamp(3) with time zone,
    recorded_at timestamp(3) with time zone,
    recorded_by text,
    source text,
    reason text,
    simulated boolean,
    withdrawn_at timestamp(3) with time zone
);

CREATE TABLE questions.question (
    id text NOT NULL,
    sequence bigint NOT NULL,
    asker text NOT NULL,
    subjects text[] NOT NULL,
    office text NOT NULL,
    words text NOT NULL,
    asked_at timestamp(3) with time zone NOT NULL,
    due_at timestamp(3) with time zone NOT NULL,
    answer text,
    answered_at timestamp(3) with time zone,
    answered_by text
);

CREATE TABLE reconciliation.comparison (
    code text NOT NULL,
    title_zh text NOT NULL,
    title_en text NOT NULL,
    left_dataset text NOT NULL,
    left_owner text,
    right_dataset text NOT NULL,
    right_owner text,
    keys jsonb NOT NULL,
    fields jsonb NOT NULL,
    missing text NOT NULL,
    rhythm text NOT NULL,
    findings text NOT NULL,
    revision integer DEFAULT 1 NOT NULL,
    valid_from timestamp(3) with time zone DEFAULT now() NOT NULL,
    recorded_at timestamp(3) with time zone DEFAULT now() NOT NULL,
    recorded_by text DEFAULT 'system'::text NOT NULL,
    source text DEFAULT 'platform'::text NOT NULL,
    reason text,
    simulated boolean DEFAULT false NOT NULL,
    withdrawn_at timestamp(3) with time zone
);

CREATE TABLE reconciliation.comparison_history (
    valid_to timestamp(3) with time zone NOT NULL,
    code text,
    title_zh text,
    title_en text,
    left_dataset text,
    left_owner text,
    right_dataset text,
    right_owner text,
    keys jsonb,
    fields jsonb,
    missing text,
    rhythm text,
    findings text,
    revision integer,
    valid_from timestamp(3) with time zone,
    recorded_at timestamp(3) with time zone,
    recorded_by text,
    source text,
    reason text,
    simulated boolean,
    withdrawn_at timestamp(3) with time zone
);

CREATE TABLE reconciliation.run (
    id text NOT NULL,
    comparison text NOT NULL,
    definition jsonb NOT NULL,
    left_batches text[] NOT NULL,
    right_batches text[] NOT NULL,
    status text NOT NULL,
    problem jsonb,
    started_at timestamp(3) with time zone NOT NULL,
    finished_at timestamp(3) with time zone,
    summary jsonb,
    findings integer DEFAULT 0 NOT NULL,
    closed integer DEFAULT 0 NOT NULL,
    simulated boolean NOT NULL
);

CREATE TABLE registers.claim (
    dataset text NOT NULL,
    row_key text NOT NULL,
    entity text NOT NULL,
    batch text NOT NULL
);

CREATE TABLE registers.company (
    id text NOT NULL,
    name text NOT NULL,
    credit_code text NOT NULL,
    industry text,
    established_on date,
    division text,
    address text,
    representative text,
    sources integer NOT NULL,
    origins jsonb NOT NULL,
    revision integer DEFAULT 1 NOT NULL,
    valid_from timestamp(3) with time zone DEFAULT now() NOT NULL,
    recorded_at timestamp(3) with time zone DEFAULT now() NOT NULL,
    recorded_by text DEFAULT 'system'::text NOT NULL,
    source text DEFAULT 'platform'::text NOT NULL,
    reason text,
    simulated boolean DEFAULT false NOT NULL,
    withdrawn_at timestamp(3) with time zone,
    state text,
    address_code text
);

CREATE TABLE registers.company_history (
    valid_to timestamp(3) with time zone NOT NULL,
    id text,
    name text,
    credit_code text,
    industry text,
    established_on date,
    division text,
    address text,
    representative text,
    sources integer,
    origins jsonb,
    revision integer,
    valid_from timestamp(3) with time zone,
    recorded_at timestamp(3) with time zone,
    recorded_by text,
    source text,
    reason text,
    simulated boolean,
    withdrawn_at timestamp(3) with time zone,
    state text,
    address_code text
);

CREATE VIEW registers.company_v1 AS
 SELECT company.id,
    company.industry,
    company.established_on,
    company.division,
    company.sources,
    company.simulated,
    company.valid_from,
    company.state
   FROM registers.company
  WHERE (company.withdrawn_at IS NULL);

CREATE SEQUENCE registers.entity_number
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1;

CREATE TABLE registers.grid_house (
    house text NOT NULL,
    grid text NOT NULL,
    revision integer DEFAULT 1 NOT NULL,
    valid_from timestamp(3) with time zone DEFAULT now() NOT NULL,
    recorded_at timestamp(3) with time zone DEFAULT now() NOT NULL,
    recorded_by text DEFAULT 'system'::text NOT NULL,
    source text DEFAULT 'platform'::text NOT NULL,
    reason text,
    simulated boolean DEFAULT false NOT NULL,
    withdrawn_at timestamp(3) with time zone
);

CREATE TABLE registers.grid_house_history (
    valid_to timestamp(3) with time zone NOT NULL,
    house text,
    grid text,
    revision integer,
    valid_from timestamp(3) with time zone,
    recorded_at timestamp(3) with time zone,
    recorded_by text,
    source text,
    reason text,
    simulated boolean,
    withdrawn_at timestamp(3) with time zone
);

CREATE TABLE registers.household (
    id text NOT NULL,
    number text NOT NULL,
    head text,
    members integer NOT NULL,
    division text,
    address text,
    address_code text,
    state text NOT NULL,
    revision integer DEFAULT 1 NOT NULL,
    valid_from timestamp(3) with time zone DEFAULT now() NOT NULL,
    recorded_at timestamp(3) with time zone DEFAULT now() NOT NULL,
    recorded_by text DEFAULT 'system'::text NOT NULL,
    source text DEFAULT 'platform'::text NOT NULL,
    reason text,
    simulated boolean DEFAULT false NOT NULL,
    withdrawn_at timestamp(3) with time zone
);

CREATE TABLE registers.household_due (
    n bigint NOT NULL,
    person text NOT NULL
);

ALTER TABLE registers.household_due ALTER COLUMN n ADD GENERATED ALWAYS AS IDENTITY (
    SEQUENCE NAME registers.household_due_n_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);

CREATE TABLE registers.household_history (
    valid_to timestamp(3) with time zone NOT NULL,
    id text,
    number text,
    head text,
    members integer,
    division text,
    address text,
    address_code text,
    state text,
    revision integer,
    valid_from timestamp(3) with time zone,
    recorded_at timestamp(3) with time zone,
    recorded_by text,
    source text,
    reason text,
    simulated boolean,
    withdrawn_at timestamp(3) with time zone
);

CREATE TABLE registers.household_member (
    person text NOT NULL,
    "position" integer NOT NULL,
    number text NOT NULL,
    relation text,
    from_day date,
    came text,
    told_on date,
    until_day date,
    went text
);

CREATE VIEW registers.household_member_v1 AS
 SELECT h.id AS household,
    m.person,
    m.relation
   FROM (registers.household_member m
     JOIN registers.household h ON (((h.number = m.number) AND (h.withdrawn_at IS NULL))))
  WHERE (m.until_day IS NULL);

CREATE VIEW registers.household_membership_v1 AS
 SELECT h.id AS household,
    m.person,
    m.from_day,
    m.until_day
   FROM (registers.household_member m
     JOIN registers.household h ON (((h.number = m.number) AND (h.withdrawn_at IS NULL))));

CREATE TABLE registers.household_reckoned (
    person text NOT NULL,
    said text NOT NULL
);

CREATE VIEW registers.household_v1 AS
 SELECT household.id,
    household.head,
    household.members,
    household.division,
    household.state,
    household.simulated,
    household.valid_from
   FROM registers.household
  WHERE (household.withdrawn_at IS NULL);

CREATE VIEW registers.household_version_v1 AS
 SELECT household_history.id,
    household_history.revision,
    household_history.division,
    household_history.valid_from,
    household_history.valid_to
   FROM registers.household_history
  WHERE (household_history.withdrawn_at IS NULL);

CREATE TABLE registers.join_run (
    batch text NOT NULL,
    dataset text NOT NULL,
    created integer NOT NULL,
    changed integer NOT NULL,
    unchanged integer NOT NULL,
    conflicts integer NOT NULL,
    through_row integer NOT NULL,
    finished_at timestamp with time zone,
    spoken_at timestamp with time zone NOT NULL,
    checked_at timestamp with time zone
);

CREATE TABLE registers.member (
    dataset text NOT NULL,
    row_key text NOT NULL,
    entity text NOT NULL,
    batch text NOT NULL,
    "row" integer NOT NULL,
    at timestamp with time zone NOT NULL,
    confirms jsonb DEFAULT '{}'::jsonb NOT NULL,
    how jsonb,
    side text
);

CREATE TABLE registers.movement (
    dataset text NOT NULL,
    row_key text NOT NULL,
    person text NOT NULL,
    household_number text NOT NULL,
    kind text NOT NULL,
    happened_on date NOT NULL,
    elsewhere text,
    batch text NOT NULL,
    "row" integer NOT NULL,
    at timestamp with time zone NOT NULL,
    simulated boolean NOT NULL,
    CONSTRAINT movement_kind_check CHECK ((kind = ANY (ARRAY['born'::text, 'moved-in'::text, 'moved-out'::text, 'died'::text])))
);

CREATE TABLE registers.person (
    id text NOT NULL,
    name text NOT NULL,
    citizen_id text,
    sex text,
    birth_date date,
    ethnicity text,
    household_number text,
    division text,
    address text,
    mobile text,
    sources integer NOT NULL,
    origins jsonb NOT NULL,
    revision integer DEFAULT 1 NOT NULL,
    valid_from timestamp(3) with time zone DEFAULT now() NOT NULL,
    recorded_at timestamp(3) with time zone DEFAULT now() NOT NULL,
    recorded_by text DEFAULT 'system'::text NOT NULL,
    source text DEFAULT 'platform'::text NOT NULL,
    reason text,
    simulated boolean DEFAULT false NOT NULL,
    withdrawn_at timestamp(3) with time zone,
    address_code text,
    household_relation text,
    provisional boolean DEFAULT false NOT NULL,
    merged_into text,
    other_ids jsonb
);

CREATE VIEW registers.movement_v1 AS
 SELECT m.dataset,
    m.row_key,
    m.person,
    m.kind,
    m.happened_on,
    p.division,
    m.at,
    m.simulated
   FROM (registers.movement m
     JOIN registers.person p ON (((p.id = m.person) AND (p.withdrawn_at IS NULL))));

CREATE TABLE registers.natural_resource (
    code text NOT NULL,
    name text NOT NULL,
    kind text NOT NULL,
    use text,
    area double precision NOT NULL,
    division text NOT NULL,
    keeper text NOT NULL,
    right_holder text,
    right_kind text NOT NULL,
    certificate text,
    boundary public.geometry(Geometry,4490),
    registered_on date,
    revision integer DEFAULT 1 NOT NULL,
    valid_from timestamp(3) with time zone DEFAULT now() NOT NULL,
    recorded_at timestamp(3) with time zone DEFAULT now() NOT NULL,
    recorded_by text DEFAULT 'system'::text NOT NULL,
    source text DEFAULT 'platform'::text NOT NULL,
    reason text,
    simulated boolean DEFAULT false NOT NULL,
    withdrawn_at timestamp(3) with time zone,
    CONSTRAINT natural_resource_area_check CHECK ((area > (0)::double precision))
);

CREATE TABLE registers.natural_resource_history (
    valid_to timestamp(3) with time zone NOT NULL,
    code text,
    name text,
    kind text,
    use text,
    area double precision,
    division text,
    keeper text,
    right_holder text,
    right_kind text,
    certificate text,
    boundary public.geometry(Geometry,4490),
    registered_on date,
    revision integer,
    valid_from timestamp(3) with time zone,
    recorded_at timestamp(3) with time zone,
    recorded_by text,
    source text,
    reason text,
    simulated boolean,
    withdrawn_at timestamp(3) with time zone
);

CREATE TABLE registers.overlap_asked (
    asked boolean NOT NULL,
    CONSTRAINT overlap_asked_asked_check CHECK (asked)
);

CREATE TABLE registers.person_decision (
    id text NOT NULL,
    kind text NOT NULL,
    state text NOT NULL,
    person text NOT NULL,
    other text,
    reason_given text NOT NULL,
    evidence text NOT NULL,
    moves jsonb NOT NULL,
    proposed_by text NOT NULL,
    proposed_at timestamp(3) with time zone NOT NULL,
    decided_by text,
    decided_at timestamp(3) with time zone,
    decided_why text,
    revision integer DEFAULT 1 NOT NULL,
    valid_from timestamp(3) with time zone DEFAULT now() NOT NULL,
    recorded_at timestamp(3) with time zone DEFAULT now() NOT NULL,
    recorded_by text DEFAULT 'system'::text NOT NULL,
    source text DEFAULT 'platform'::text NOT NULL,
    reason text,
    simulated boolean DEFAULT false NOT NULL,
    withdrawn_at timestamp(3) with time zone
);

CREATE TABLE registers.person_decision_history (
    valid_to timestamp(3) with time zone NOT NULL,
    id text,
    kind text,
    state text,
    person text,
    other text,
    reason_given text,
    evidence text,
    moves jsonb,
    proposed_by text,
    proposed_at timestamp(3) with time zone,
    decided_by text,
    decided_at timestamp(3) with time zone,
    decided_why text,
    revision integer,
    valid_from timestamp(3) with time zone,
    recorded_at timestamp(3) with time zone,
    recorded_by text,
    source text,
    reason text,
    simulated boolean,
    withdrawn_at timestamp(3) with time zone
);

CREATE TABLE registers.person_history (
    valid_to timestamp(3) with time zone NOT NULL,
    id text,
    name text,
    citizen_id text,
    sex text,
    birth_date date,
    ethnicity text,
    household_number text,
    division text,
    address text,
    mobile text,
    sources integer,
    origins jsonb,
    revision integer,
    valid_from timestamp(3) with time zone,
    recorded_at timestamp(3) with time zone,
    recorded_by text,
    source text,
    reason text,
    simulated boolean,
    withdrawn_at timestamp(3) with time zone,
    address_code text,
    household_relation text,
    provisional boolean,
    merged_into text,
    other_ids jsonb
);

CREATE VIEW registers.person_v1 AS
 SELECT p.id,
    p.sex,
    p.birth_date,
    p.division,
    p.sources,
    p.simulated,
    p.valid_from,
    (NOT (EXISTS ( SELECT
           FROM registers.movement m
          WHERE ((m.person = p.id) AND (m.kind = 'died'::text))))) AS alive
   FROM registers.person p
  WHERE (p.withdrawn_at IS NULL);

CREATE VIEW registers.person_version_v1 AS
 SELECT person_history.id,
    person_history.revision,
    person_history.division,
    person_history.valid_from,
    person_history.valid_to
   FROM registers.person_history
  WHERE (person_history.withdrawn_at IS NULL);

CREATE TABLE registers.pinned (
    dataset text NOT NULL,
    row_key text NOT NULL,
    person text NOT NULL,
    number text NOT NULL
);

CREATE TABLE registers."placing" (
    entity text NOT NULL,
    written text NOT NULL,
    verdict text NOT NULL,
    dataset text,
    row_key text,
    "row" integer
);

CREATE TABLE registers.placing_due (
    n bigint NOT NULL,
    entity text NOT NULL
);

ALTER TABLE registers.placing_due ALTER COLUMN n ADD GENERATED ALWAYS AS IDENTITY (
    SEQUENCE NAME registers.placing_due_n_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);

CREATE TABLE registers.resource_overlap (
    id text NOT NULL,
    kind text NOT NULL,
    one text NOT NULL,
    other text NOT NULL,
    one_keeper text NOT NULL,
    other_keeper text NOT NULL,
    area double precision NOT NULL,
    share double precision NOT NULL,
    shape public.geometry(Geometry,4490),
    state text NOT NULL,
    found_at timestamp(3) with time zone NOT NULL,
    gone_at timestamp(3) with time zone,
    revision integer DEFAULT 1 NOT NULL,
    valid_from timestamp(3) with time zone DEFAULT now() NOT NULL,
    recorded_at timestamp(3) with time zone DEFAULT now() NOT NULL,
    recorded_by text DEFAULT 'system'::text NOT NULL,
    source text DEFAULT 'platform'::text NOT NULL,
    reason text,
    simulated boolean DEFAULT false NOT NULL,
    withdrawn_at timestamp(3) with time zone
);

CREATE TABLE registers.resource_overlap_history (
    valid_to timestamp(3) with time zone NOT NULL,
    id text,
    kind text,
    one text,
    other text,
    one_keeper text,
    other_keeper text,
    area double precision,
    share double precision,
    shape public.geometry(Geometry,4490),
    state text,
    found_at timestamp(3) with time zone,
    gone_at timestamp(3) with time zone,
    revision integer,
    valid_from timestamp(3) with time zone,
    recorded_at timestamp(3) with time zone,
    recorded_by text,
    source text,
    reason text,
    simulated boolean,
    withdrawn_at timestamp(3) with time zone
);

CREATE TABLE registers.setting (
    name text NOT NULL,
    value jsonb NOT NULL
);

CREATE TABLE registers.side (
    id text NOT NULL,
    person text NOT NULL,
    number text,
    golden jsonb NOT NULL,
    simulated boolean NOT NULL,
    revision integer NOT NULL
);

CREATE TABLE registers.side_version (
    side text NOT NULL,
    revision integer NOT NULL,
    golden jsonb NOT NULL
);

CREATE TABLE registers.taken_back (
    batch text NOT NULL,
    "row" integer NOT NULL
);

CREATE TABLE relations.purpose (
    code text NOT NULL,
    title_zh text NOT NULL,
    title_en text NOT NULL,
    opens text[] NOT NULL,
    basis text NOT NULL,
    "position" integer NOT NULL,
    revision integer DEFAULT 1 NOT NULL,
    valid_from timestamp(3) with time zone DEFAULT now() NOT NULL,
    recorded_at timestamp(3) with time zone DEFAULT now() NOT NULL,
    recorded_by text DEFAULT 'system'::text NOT NULL,
    source text DEFAULT 'platform'::text NOT NULL,
    reason text,
    simulated boolean DEFAULT false NOT NULL,
    withdrawn_at timestamp(3) with time zone
);

CREATE TABLE relations.purpose_history (
    valid_to timestamp(3) with time zone NOT NULL,
    code text,
    title_zh text,
    title_en text,
    opens text[],
    basis text,
    "position" integer,
    revision integer,
    valid_from timestamp(3) with time zone,
    recorded_at timestamp(3) with time zone,
    recorded_by text,
    source text,
    reason text,
    simulated boolean,
    withdrawn_at timestamp(3) with time zone
);

CREATE TABLE relations.purpose_rule (
    one boolean DEFAULT true NOT NULL,
    free_text boolean NOT NULL,
    CONSTRAINT purpose_rule_one_check CHECK (one)
);

CREATE TABLE relations.relation (
    id text NOT NULL,
    kind text NOT NULL,
    holder text NOT NULL,
    organisation text,
    subject_kind text NOT NULL,
    subject text NOT NULL,
    state text NOT NULL,
    basis text NOT NULL,
    article text,
    purpose text,
    begins_at timestamp(3) with time zone NOT NULL,
    ends_at timestamp(3) with time zone,
    made_by text NOT NULL,
    made_at timestamp(3) with time zone NOT NULL,
    decided_by text,
    decided_at timestamp(3) with time zone,
    closing text,
    revision integer DEFAULT 1 NOT NULL,
    valid_from timestamp(3) with time zone DEFAULT now() NOT NULL,
    recorded_at timestamp(3) with time zone DEFAULT now() NOT NULL,
    recorded_by text DEFAULT 'system'::text NOT NULL,
    source text DEFAULT 'platform'::text NOT NULL,
    reason text,
    simulated boolean DEFAULT false NOT NULL,
    withdrawn_at timestamp(3) with time zone,
    CONSTRAINT relation_basis_check CHECK ((basis = ANY (ARRAY['law'::text, 'contract'::text, 'consent'::text, 'court'::text]))),
    CONSTRAINT relation_state_check CHECK ((state = ANY (ARRAY['asked'::text, 'standing'::text, 'refused'::text, 'ended'::text])))
);

CREATE TABLE relations.relation_history (
    valid_to timestamp(3) with time zone NOT NULL,
    id text,
    kind text,
    holder text,
    organisation text,
    subject_kind text,
    subject text,
    state text,
    basis text,
    article text,
    purpose text,
    begins_at timestamp(3) with time zone,
    ends_at timestamp(3) with time zone,
    made_by text,
    made_at timestamp(3) with time zone,
    decided_by text,
    decided_at timestamp(3) with time zone,
    closing text,
    revision integer,
    valid_from timestamp(3) with time zone,
    recorded_at timestamp(3) with time zone,
    recorded_by text,
    source text,
    reason text,
    simulated boolean,
    withdrawn_at timestamp(3) with time zone
);

CREATE VIEW relations.standing_v1 AS
 SELECT relation.kind,
    relation.holder,
    relation.subject_kind,
    relation.subject,
    relation.begins_at,
    relation.ends_at
   FROM relations.relation
  WHERE ((relation.state = 'standing'::text) AND (relation.withdrawn_at IS NULL));

CREATE TABLE reporting.consent (
    id text NOT NULL,
    return text NOT NULL,
    owner text NOT NULL,
    company text,
    person text,
    period text NOT NULL,
    ends_on date NOT NULL,
    datasets text[],
    basis text NOT NULL,
    given_by text NOT NULL,
    given_at timestamp(3) with time zone NOT NULL,
    state text NOT NULL,
    ended_by text,
    ended_at timestamp(3) with time zone,
    revision integer DEFAULT 1 NOT NULL,
    valid_from timestamp(3) with time zone DEFAULT now() NOT NULL,
    recorded_at timestamp(3) with time zone DEFAULT now() NOT NULL,
    recorded_by text DEFAULT 'system'::text NOT NULL,
    source text DEFAULT 'platform'::text NOT NULL,
    reason text,
    simulated boolean DEFAULT false NOT NULL,
    withdrawn_at timestamp(3) with time zone,
    household text,
    respondent text GENERATED ALWAYS AS (COALESCE(company, person, household)) STORED,
    CONSTRAINT consent_is_one CHECK ((num_nonnulls(company, person, household) = 1))
);

CREATE TABLE reporting.consent_history (
    valid_to timestamp(3) with time zone NOT NULL,
    id text,
    return text,
    owner text,
    company text,
    person text,
    respondent text,
    period text,
    ends_on date,
    datasets text[],
    basis text,
    given_by text,
    given_at timestamp(3) with time zone,
    state text,
    ended_by text,
    ended_at timestamp(3) with time zone,
    revision integer,
    valid_from timestamp(3) with time zone,
    recorded_at timestamp(3) with time zone,
    recorded_by text,
    source text,
    reason text,
    simulated boolean,
    withdrawn_at timestamp(3) with time zone,
    household text
);

CREATE TABLE reporting.filing (
    id text NOT NULL,
    return text NOT NULL,
    owner text NOT NULL,
    company text,
    period text NOT NULL,
    ends_on date NOT NULL,
    due_on date NOT NULL,
    state text NOT NULL,
    late boolean NOT NULL,
    handed_in_at timestamp(3) with time zone,
    receipt text,
    corrections integer NOT NULL,
    corrected_late boolean NOT NULL,
    questions integer,
    answers jsonb,
    batch text,
    delivered_at timestamp(3) with time zone,
    revision integer DEFAULT 1 NOT NULL,
    valid_from timestamp(3) with time zone DEFAULT now() NOT NULL,
    recorded_at timestamp(3) with time zone DEFAULT now() NOT NULL,
    recorded_by text DEFAULT 'system'::text NOT NULL,
    source text DEFAULT 'platform'::text NOT NULL,
    reason text,
    simulated boolean DEFAULT false NOT NULL,
    withdrawn_at timestamp(3) with time zone,
    due_uncertain boolean DEFAULT false NOT NULL,
    person text,
    sensitive_answers jsonb,
    voluntary boolean DEFAULT false NOT NULL,
    undecided text,
    household text,
    respondent text GENERATED ALWAYS AS (COALESCE(company, person, household)) STORED,
    asks text GENERATED ALWAYS AS (
CASE
    WHEN (company IS NOT NULL) THEN 'company'::text
    WHEN (person IS NOT NULL) THEN 'person'::text
    ELSE 'household'::text
END) STORED,
    row_key text,
    CONSTRAINT filing_is_one CHECK ((num_nonnulls(company, person, household) = 1))
);

CREATE TABLE reporting.filing_history (
    valid_to timestamp(3) with time zone NOT NULL,
    id text,
    return text,
    owner text,
    company text,
    period text,
    ends_on date,
    due_on date,
    state text,
    late boolean,
    handed_in_at timestamp(3) with time zone,
    receipt text,
    corrections integer,
    corrected_late boolean,
    questions integer,
    answers jsonb,
    batch text,
    delivered_at timestamp(3) with time zone,
    revision integer,
    valid_from timestamp(3) with time zone,
    recorded_at timestamp(3) with time zone,
    recorded_by text,
    source text,
    reason text,
    simulated boolean,
    withdrawn_at timestamp(3) with time zone,
    due_uncertain boolean,
    person text,
    sensitive_answers jsonb,
    voluntary boolean,
    respondent text,
    asks text,
    undecided text,
    household text,
    row_key text
);

CREATE VIEW reporting.filing_v1 AS
 SELECT filing.id,
    filing.return,
    filing.owner,
    filing.asks,
    filing.respondent,
    filing.voluntary,
    filing.period,
    filing.ends_on,
    filing.due_on,
    filing.state,
    filing.late,
    filing.handed_in_at,
    filing.simulated
   FROM reporting.filing
  WHERE (filing.withdrawn_at IS NULL);

CREATE TABLE reporting.followed (
    from_person text NOT NULL,
    to_person text NOT NULL,
    at timestamp(3) with time zone NOT NULL
);

CREATE TABLE reporting.progress (
    return text NOT NULL,
    owner text NOT NULL,
    period text NOT NULL,
    ends_on date NOT NULL,
    due_on date NOT NULL,
    state text NOT NULL,
    late boolean NOT NULL,
    voluntary boolean NOT NULL,
    simulated boolean NOT NULL,
    filings bigint NOT NULL
);

CREATE TABLE reporting.question (
    code text NOT NULL,
    return text NOT NULL,
    owner text NOT NULL,
    "position" integer NOT NULL,
    label_zh text NOT NULL,
    label_en text,
    type text NOT NULL,
    unit text,
    nature text NOT NULL,
    required boolean NOT NULL,
    item text,
    why text,
    standing text NOT NULL,
    revision integer DEFAULT 1 NOT NULL,
    valid_from timestamp(3) with time zone DEFAULT now() NOT NULL,
    recorded_at timestamp(3) with time zone DEFAULT now() NOT NULL,
    recorded_by text DEFAULT 'system'::text NOT NULL,
    source text DEFAULT 'platform'::text NOT NULL,
    reason text,
    simulated boolean DEFAULT false NOT NULL,
    withdrawn_at timestamp(3) with time zone,
    sensitivity text
);

CREATE TABLE reporting.question_history (
    valid_to timestamp(3) with time zone NOT NULL,
    code text,
    return text,
    owner text,
    "position" integer,
    label_zh text,
    label_en text,
    type text,
    unit text,
    nature text,
    required boolean,
    item text,
    why text,
    standing text,
    revision integer,
    valid_from timestamp(3) with time zone,
    recorded_at timestamp(3) with time zone,
    recorded_by text,
    source text,
    reason text,
    simulated boolean,
    withdrawn_at timestamp(3) with time zone,
    sensitivity text
);

CREATE SEQUENCE reporting.receipt_number
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1;

CREATE TABLE reporting.respondent (
    code text NOT NULL,
    return text NOT NULL,
    company text,
    owner text NOT NULL,
    since date NOT NULL,
    revision integer DEFAULT 1 NOT NULL,
    valid_from timestamp(3) with time zone DEFAULT now() NOT NULL,
    recorded_at timestamp(3) with time zone DEFAULT now() NOT NULL,
    recorded_by text DEFAULT 'system'::text NOT NULL,
    source text DEFAULT 'platform'::text NOT NULL,
    reason text,
    simulated boolean DEFAULT false NOT NULL,
    withdrawn_at timestamp(3) with time zone,
    person text,
    household text,
    respondent text GENERATED ALWAYS AS (COALESCE(company, person, household)) STORED,
    CONSTRAINT respondent_is_one CHECK ((num_nonnulls(company, person, household) = 1))
);

CREATE TABLE reporting.respondent_history (
    valid_to timestamp(3) with time zone NOT NULL,
    code text,
    return text,
    company text,
    owner text,
    since date,
    revision integer,
    valid_from timestamp(3) with time zone,
    recorded_at timestamp(3) with time zone,
    recorded_by text,
    source text,
    reason text,
    simulated boolean,
    withdrawn_at timestamp(3) with time zone,
    person text,
    respondent text,
    household text
);

CREATE TABLE reporting.return (
    code text NOT NULL,
    title_zh text NOT NULL,
    title_en text,
    owner text NOT NULL,
    period text NOT NULL,
    due_days integer NOT NULL,
    begins_on date NOT NULL,
    basis text NOT NULL,
    state text NOT NULL,
    published_at timestamp(3) with time zone,
    retired_at timestamp(3) with time zone,
    retired_why text,
    reconstructed boolean NOT NULL,
    revision integer DEFAULT 1 NOT NULL,
    valid_from timestamp(3) with time zone DEFAULT now() NOT NULL,
    recorded_at timestamp(3) with time zone DEFAULT now() NOT NULL,
    recorded_by text DEFAULT 'system'::text NOT NULL,
    source text DEFAULT 'platform'::text NOT NULL,
    reason text,
    simulated boolean DEFAULT false NOT NULL,
    withdrawn_at timestamp(3) with time zone,
    asks text DEFAULT 'company'::text NOT NULL,
    circle text DEFAULT 'list'::text NOT NULL,
    place text,
    age_from integer,
    age_to integer,
    real_name integer
);

CREATE TABLE reporting.return_history (
    valid_to timestamp(3) with time zone NOT NULL,
    code text,
    title_zh text,
    title_en text,
    owner text,
    period text,
    due_days integer,
    begins_on date,
    basis text,
    state text,
    published_at timestamp(3) with time zone,
    retired_at timestamp(3) with time zone,
    retired_why text,
    reconstructed boolean,
    revision integer,
    valid_from timestamp(3) with time zone,
    recorded_at timestamp(3) with time zone,
    recorded_by text,
    source text,
    reason text,
    simulated boolean,
    withdrawn_at timestamp(3) with time zone,
    asks text,
    circle text,
    place text,
    age_from integer,
    age_to integer,
    real_name integer
);

CREATE TABLE reporting.setting (
    name text NOT NULL,
    value jsonb NOT NULL
);

CREATE TABLE reporting.sheet (
    respondent text NOT NULL,
    ends_on date NOT NULL,
    revision integer NOT NULL,
    state text NOT NULL,
    answers jsonb NOT NULL,
    origins jsonb NOT NULL,
    handed jsonb,
    consented_by text,
    consented_at timestamp(3) with time zone,
    saved_by text NOT NULL,
    saved_at timestamp(3) with time zone NOT NULL,
    handed_in_by text,
    handed_in_at timestamp(3) with time zone,
    receipt text,
    questions integer,
    cells integer,
    prefilled integer,
    simulated boolean NOT NULL,
    asks text NOT NULL,
    consent_withdrawn_at timestamp(3) with time zone,
    moved_from text,
    undecided text
);

CREATE VIEW reporting.sheet_v1 AS
 SELECT sheet.respondent,
    sheet.asks,
    sheet.ends_on,
    sheet.questions,
    sheet.cells,
    sheet.prefilled,
    sheet.handed_in_at,
    sheet.receipt,
    sheet.simulated
   FROM reporting.sheet
  WHERE (sheet.handed_in_at IS NOT NULL);

CREATE TABLE reports.draft (
    code text NOT NULL,
    title_zh text NOT NULL,
    title_en text NOT NULL,
    owner text NOT NULL,
    audience text NOT NULL,
    grain text NOT NULL,
    state text NOT NULL,
    definition jsonb NOT NULL,
    revision integer DEFAULT 1 NOT NULL,
    valid_from timestamp(3) with time zone DEFAULT now() NOT NULL,
    recorded_at timestamp(3) with time zone DEFAULT now() NOT NULL,
    recorded_by text DEFAULT 'system'::text NOT NULL,
    source text DEFAULT 'platform'::text NOT NULL,
    reason text,
    simulated boolean DEFAULT false NOT NULL,
    withdrawn_at timestamp(3) with time zone
);

CREATE TABLE reports.draft_history (
    valid_to timestamp(3) with time zone NOT NULL,
    code text,
    title_zh text,
    title_en text,
    owner text,
    audience text,
    grain text,
    state text,
    definition jsonb,
    revision integer,
    valid_from timestamp(3) with time zone,
    recorded_at timestamp(3) with time zone,
    recorded_by text,
    source text,
    reason text,
    simulated boolean,
    withdrawn_at timestamp(3) with time zone
);

CREATE TABLE reports.issue (
    id text NOT NULL,
    title_zh text NOT NULL,
    title_en text NOT NULL,
    owner text NOT NULL,
    audience text NOT NULL,
    report text NOT NULL,
    number integer NOT NULL,
    grain text NOT NULL,
    period text NOT NULL,
    chosen jsonb NOT NULL,
    readers text[] NOT NULL,
    cause text NOT NULL,
    due_on date,
    made_at timestamp(3) with time zone NOT NULL,
    as_of timestamp(3) with time zone,
    revision integer DEFAULT 1 NOT NULL,
    valid_from timestamp(3) with time zone DEFAULT now() NOT NULL,
    recorded_at timestamp(3) with time zone DEFAULT now() NOT NULL,
    recorded_by text DEFAULT 'system'::text NOT NULL,
    source text DEFAULT 'platform'::text NOT NULL,
    reason text,
    simulated boolean DEFAULT false NOT NULL,
    withdrawn_at timestamp(3) with time zone
);

CREATE TABLE reports.issue_history (
    valid_to timestamp(3) with time zone NOT NULL,
    id text,
    title_zh text,
    title_en text,
    owner text,
    audience text,
    report text,
    number integer,
    grain text,
    period text,
    chosen jsonb,
    readers text[],
    cause text,
    due_on date,
    made_at timestamp(3) with time zone,
    as_of timestamp(3) with time zone,
    revision integer,
    valid_from timestamp(3) with time zone,
    recorded_at timestamp(3) with time zone,
    recorded_by text,
    source text,
    reason text,
    simulated boolean,
    withdrawn_at timestamp(3) with time zone
);

CREATE TABLE reports.printed (
    issue text NOT NULL,
    definition jsonb NOT NULL,
    blocks jsonb NOT NULL,
    choices jsonb DEFAULT '[]'::jsonb NOT NULL
);

CREATE TABLE reports.report (
    code text NOT NULL,
    title_zh text NOT NULL,
    title_en text NOT NULL,
    owner text NOT NULL,
    audience text NOT NULL,
    grain text NOT NULL,
    readers text[] NOT NULL,
    scheduled boolean NOT NULL,
    draft_revision integer NOT NULL,
    published_at timestamp(3) with time zone NOT NULL,
    published_by text NOT NULL,
    definition jsonb NOT NULL,
    revision integer DEFAULT 1 NOT NULL,
    valid_from timestamp(3) with time zone DEFAULT now() NOT NULL,
    recorded_at timestamp(3) with time zone DEFAULT now() NOT NULL,
    recorded_by text DEFAULT 'system'::text NOT NULL,
    source text DEFAULT 'platform'::text NOT NULL,
    reason text,
    simulated boolean DEFAULT false NOT NULL,
    withdrawn_at timestamp(3) with time zone
);

CREATE TABLE reports.report_history (
    valid_to timestamp(3) with time zone NOT NULL,
    code text,
    title_zh text,
    title_en text,
    owner text,
    audience text,
    grain text,
    readers text[],
    scheduled boolean,
    draft_revision integer,
    published_at timestamp(3) with time zone,
    published_by text,
    definition jsonb,
    revision integer,
    valid_from timestamp(3) with time zone,
    recorded_at timestamp(3) with time zone,
    recorded_by text,
    source text,
    reason text,
    simulated boolean,
    withdrawn_at timestamp(3) with time zone
);

CREATE TABLE reports.theme (
    code text NOT NULL,
    "position" integer NOT NULL,
    title_zh text NOT NULL,
    title_en text NOT NULL,
    note_zh text NOT NULL,
    note_en text NOT NULL,
    measures text[] NOT NULL,
    dimensions text[] NOT NULL
);

CREATE TABLE scheduling.booking (
    id text NOT NULL,
    slot text NOT NULL,
    pool text NOT NULL,
    service text NOT NULL,
    resource text NOT NULL,
    organisation text NOT NULL,
    day date NOT NULL,
    half text NOT NULL,
    starts_at timestamp(3) with time zone NOT NULL,
    channel text NOT NULL,
    subject text NOT NULL,
    subject_name text NOT NULL,
    status text NOT NULL,
    once_key text,
    request text,
    held_at timestamp(3) with time zone NOT NULL,
    expires_at timestamp(3) with time zone,
    settled_at timestamp(3) with time zone,
    why text,
    instead_of text,
    revision integer DEFAULT 1 NOT NULL,
    valid_from timestamp(3) with time zone DEFAULT now() NOT NULL,
    recorded_at timestamp(3) with time zone DEFAULT now() NOT NULL,
    recorded_by text DEFAULT 'system'::text NOT NULL,
    source text DEFAULT 'platform'::text NOT NULL,
    reason text,
    simulated boolean DEFAULT false NOT NULL,
    withdrawn_at timestamp(3) with time zone,
    CONSTRAINT booking_status_check CHECK ((status = ANY (ARRAY['held'::text, 'confirmed'::text, 'checked-in'::text, 'served'::text, 'cancelled'::text, 'expired'::text, 'no-show'::text, 'displaced'::text])))
);

CREATE VIEW scheduling.booking_v1 AS
 SELECT booking.id,
    booking.slot,
    booking.service,
    booking.resource,
    booking.organisation,
    booking.day,
    booking.half,
    booking.starts_at,
    booking.channel,
    booking.status,
    booking.simulated
   FROM scheduling.booking;

CREATE TABLE scheduling.city_rule (
    service text NOT NULL,
    rule jsonb NOT NULL
);

CREATE TABLE scheduling.displacement (
    booking text NOT NULL,
    stop text NOT NULL,
    place integer NOT NULL,
    account text,
    claimed_at timestamp(3) with time zone,
    settled_at timestamp(3) with time zone
);

CREATE TABLE scheduling.duty (
    code text NOT NULL,
    resource text NOT NULL,
    organisation text NOT NULL,
    person text NOT NULL,
    day date NOT NULL,
    starts_at text NOT NULL,
    ends_at text NOT NULL,
    revision integer DEFAULT 1 NOT NULL,
    valid_from timestamp(3) with time zone DEFAULT now() NOT NULL,
    recorded_at timestamp(3) with time zone DEFAULT now() NOT NULL,
    recorded_by text DEFAULT 'system'::text NOT NULL,
    source text DEFAULT 'platform'::text NOT NULL,
    reason text,
    simulated boolean DEFAULT false NOT NULL,
    withdrawn_at timestamp(3) with time zone
);

CREATE TABLE scheduling.duty_history (
    valid_to timestamp(3) with time zone NOT NULL,
    code text,
    resource text,
    organisation text,
    person text,
    day date,
    starts_at text,
    ends_at text,
    revision integer,
    valid_from timestamp(3) with time zone,
    recorded_at timestamp(3) with time zone,
    recorded_by text,
    source text,
    reason text,
    simulated boolean,
    withdrawn_at timestamp(3) with time zone
);

CREATE TABLE scheduling.exception (
    code text NOT NULL,
    resource text NOT NULL,
    organisation text NOT NULL,
    day date NOT NULL,
    kind text NOT NULL,
    starts_at text,
    ends_at text,
    slot_minutes integer,
    capacity integer,
    quotas text,
    why text,
    revision integer DEFAULT 1 NOT NULL,
    valid_from timestamp(3) with time zone DEFAULT now() NOT NULL,
    recorded_at timestamp(3) with time zone DEFAULT now() NOT NULL,
    recorded_by text DEFAULT 'system'::text NOT NULL,
    source text DEFAULT 'platform'::text NOT NULL,
    reason text,
    simulated boolean DEFAULT false NOT NULL,
    withdrawn_at timestamp(3) with time zone,
    CONSTRAINT exception_kind_check CHECK ((kind = ANY (ARRAY['closed'::text, 'extra'::text])))
);

CREATE TABLE scheduling.exception_history (
    valid_to timestamp(3) with time zone NOT NULL,
    code text,
    resource text,
    organisation text,
    day date,
    kind text,
    starts_at text,
    ends_at text,
    slot_minutes integer,
    capacity integer,
    quotas text,
    why text,
    revision integer,
    valid_from timestamp(3) with time zone,
    recorded_at timestamp(3) with time zone,
    recorded_by text,
    source text,
    reason text,
    simulated boolean,
    withdrawn_at timestamp(3) with time zone
);

CREATE TABLE scheduling.pool (
    slot text NOT NULL,
    channel text NOT NULL,
    quota integer NOT NULL,
    taken integer DEFAULT 0 NOT NULL,
    open boolean DEFAULT true NOT NULL,
    CONSTRAINT pool_never_oversold CHECK ((taken <= quota)),
    CONSTRAINT pool_quota_check CHECK ((quota >= 0)),
    CONSTRAINT pool_taken_check CHECK ((taken >= 0))
)
WITH (fillfactor='50');

CREATE TABLE scheduling.queue_number (
    resource text NOT NULL,
    day date NOT NULL,
    last integer NOT NULL
);

CREATE TABLE scheduling.resource (
    code text NOT NULL,
    service text NOT NULL,
    kind text NOT NULL,
    organisation text NOT NULL,
    name_zh text NOT NULL,
    name_en text NOT NULL,
    place text,
    revision integer DEFAULT 1 NOT NULL,
    valid_from timestamp(3) with time zone DEFAULT now() NOT NULL,
    recorded_at timestamp(3) with time zone DEFAULT now() NOT NULL,
    recorded_by text DEFAULT 'system'::text NOT NULL,
    source text DEFAULT 'platform'::text NOT NULL,
    reason text,
    simulated boolean DEFAULT false NOT NULL,
    withdrawn_at timestamp(3) with time zone
);

CREATE TABLE scheduling.resource_history (
    valid_to timestamp(3) with time zone NOT NULL,
    code text,
    service text,
    kind text,
    organisation text,
    name_zh text,
    name_en text,
    place text,
    revision integer,
    valid_from timestamp(3) with time zone,
    recorded_at timestamp(3) with time zone,
    recorded_by text,
    source text,
    reason text,
    simulated boolean,
    withdrawn_at timestamp(3) with time zone
);

CREATE TABLE scheduling.session (
    code text NOT NULL,
    resource text NOT NULL,
    organisation text NOT NULL,
    weekday integer NOT NULL,
    starts_at text NOT NULL,
    ends_at text NOT NULL,
    slot_minutes integer NOT NULL,
    capacity integer NOT NULL,
    quotas text,
    on_holidays boolean DEFAULT false NOT NULL,
    first_day date,
    last_day date,
    revision integer DEFAULT 1 NOT NULL,
    valid_from timestamp(3) with time zone DEFAULT now() NOT NULL,
    recorded_at timestamp(3) with time zone DEFAULT now() NOT NULL,
    recorded_by text DEFAULT 'system'::text NOT NULL,
    source text DEFAULT 'platform'::text NOT NULL,
    reason text,
    simulated boolean DEFAULT false NOT NULL,
    withdrawn_at timestamp(3) with time zone,
    CONSTRAINT session_capacity_check CHECK (((capacity >= 1) AND (capacity <= 10000))),
    CONSTRAINT session_slot_minutes_check CHECK (((slot_minutes >= 5) AND (slot_minutes <= 480))),
    CONSTRAINT session_weekday_check CHECK (((weekday >= 1) AND (weekday <= 7)))
);

CREATE TABLE scheduling.session_history (
    valid_to timestamp(3) with time zone NOT NULL,
    code text,
    resource text,
    organisation text,
    weekday integer,
    starts_at text,
    ends_at text,
    slot_minutes integer,
    capacity integer,
    quotas text,
    on_holidays boolean,
    first_day date,
    last_day date,
    revision integer,
    valid_from timestamp(3) with time zone,
    recorded_at timestamp(3) with time zone,
    recorded_by text,
    source text,
    reason text,
    simulated boolean,
    withdrawn_at timestamp(3) with time zone
);

CREATE TABLE scheduling.slot (
    id text NOT NULL,
    resource text NOT NULL,
    service text NOT NULL,
    organisation text NOT NULL,
    day date NOT NULL,
    half text NOT NULL,
    starts_at timestamp(3) with time zone NOT NULL,
    ends_at timestamp(3) with time zone NOT NULL,
    capacity integer NOT NULL,
    session text,
    stopped_at timestamp(3) with time zone,
    simulated boolean NOT NULL,
    CONSTRAINT slot_half_check CHECK ((half = ANY (ARRAY['am'::text, 'pm'::text, 'evening'::text])))
);

CREATE VIEW scheduling.slot_v1 AS
 SELECT s.id,
    s.resource,
    s.service,
    s.organisation,
    s.day,
    s.half,
    s.starts_at,
    s.ends_at,
    s.capacity,
    s.stopped_at,
    s.simulated,
    (COALESCE(( SELECT sum(p.taken) AS sum
           FROM scheduling.pool p
          WHERE (p.slot = s.id)), (0)::bigint))::integer AS taken
   FROM scheduling.slot s;

CREATE TABLE scheduling.stop (
    id text NOT NULL,
    resource text NOT NULL,
    organisation text NOT NULL,
    from_at timestamp(3) with time zone NOT NULL,
    until_at timestamp(3) with time zone NOT NULL,
    why text NOT NULL,
    stopped_at timestamp(3) with time zone NOT NULL,
    stopped_by text NOT NULL,
    slots integer NOT NULL,
    displaced integer NOT NULL,
    proposed integer NOT NULL
);

CREATE TABLE scheduling.suspension (
    id text NOT NULL,
    service text NOT NULL,
    subject text NOT NULL,
    from_at timestamp(3) with time zone NOT NULL,
    until_at timestamp(3) with time zone NOT NULL,
    no_shows integer NOT NULL,
    lifted_at timestamp(3) with time zone,
    lifted_by text,
    why text,
    organisation text,
    subject_name text
);

CREATE TABLE scheduling.ticket (
    id text NOT NULL,
    resource text NOT NULL,
    organisation text NOT NULL,
    day date NOT NULL,
    number integer NOT NULL,
    booking text,
    subject_name text NOT NULL,
    status text NOT NULL,
    ready_at timestamp(3) with time zone NOT NULL,
    arrived_at timestamp(3) with time zone NOT NULL,
    called_at timestamp(3) with time zone,
    calls integer DEFAULT 0 NOT NULL,
    CONSTRAINT ticket_status_check CHECK ((status = ANY (ARRAY['waiting'::text, 'called'::text, 'served'::text, 'skipped'::text])))
);

CREATE TABLE scheduling.waiting (
    id text NOT NULL,
    place bigint NOT NULL,
    rank integer DEFAULT 1 NOT NULL,
    service text NOT NULL,
    resource text,
    organisation text,
    first_day date NOT NULL,
    last_day date NOT NULL,
    half text,
    channel text NOT NULL,
    subject text NOT NULL,
    subject_name text NOT NULL,
    account text NOT NULL,
    status text NOT NULL,
    booking text,
    joined_at timestamp(3) with time zone NOT NULL,
    simulated boolean NOT NULL,
    CONSTRAINT waiting_status_check CHECK ((status = ANY (ARRAY['waiting'::text, 'offered'::text, 'taken'::text, 'passed'::text, 'left'::text, 'over'::text])))
);

ALTER TABLE scheduling.waiting ALTER COLUMN place ADD GENERATED ALWAYS AS IDENTITY (
    SEQUENCE NAME scheduling.waiting_place_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);

CREATE TABLE search.entry (
    kind text NOT NULL,
    key text NOT NULL,
    field text NOT NULL,
    personal boolean NOT NULL,
    revision integer NOT NULL,
    folded text NOT NULL,
    sound text NOT NULL,
    initials text NOT NULL,
    terms integer[] NOT NULL
)
WITH (fillfactor='85');

CREATE TABLE search.kind (
    kind text NOT NULL,
    built_at timestamp(3) with time zone NOT NULL,
    shape text NOT NULL
);

CREATE TABLE search.pending (
    kind text NOT NULL,
    source text NOT NULL,
    times bigint DEFAULT 1 NOT NULL,
    said_at timestamp with time zone DEFAULT now() NOT NULL,
    looked_at timestamp with time zone DEFAULT now() NOT NULL
);

CREATE TABLE security.control (
    clause text NOT NULL,
    number integer NOT NULL,
    title_zh text NOT NULL,
    title_en text NOT NULL,
    result text,
    observed_at timestamp(3) with time zone,
    findings jsonb,
    accepted_reason text,
    accepted_until date,
    revision integer DEFAULT 1 NOT NULL,
    valid_from timestamp(3) with time zone DEFAULT now() NOT NULL,
    recorded_at timestamp(3) with time zone DEFAULT now() NOT NULL,
    recorded_by text DEFAULT 'system'::text NOT NULL,
    source text DEFAULT 'platform'::text NOT NULL,
    reason text,
    simulated boolean DEFAULT false NOT NULL,
    withdrawn_at timestamp(3) with time zone,
    accepted_by text,
    CONSTRAINT control_result_check CHECK ((result = ANY (ARRAY['pass'::text, 'fail'::text, 'manual'::text, 'accepted'::text])))
);

CREATE TABLE security.control_history (
    valid_to timestamp(3) with time zone NOT NULL,
    clause text,
    number integer,
    title_zh text,
    title_en text,
    result text,
    observed_at timestamp(3) with time zone,
    findings jsonb,
    accepted_reason text,
    accepted_until date,
    revision integer,
    valid_from timestamp(3) with time zone,
    recorded_at timestamp(3) with time zone,
    recorded_by text,
    source text,
    reason text,
    simulated boolean,
    withdrawn_at timestamp(3) with time zone,
    accepted_by text
);

CREATE TABLE security.responsibility (
    code text NOT NULL,
    kind text NOT NULL,
    title_zh text NOT NULL,
    title_en text NOT NULL,
    organisation text NOT NULL,
    responsible text NOT NULL,
    level smallint NOT NULL,
    filed_number text,
    assessed_on date,
    next_assessment_on date,
    revision integer DEFAULT 1 NOT NULL,
    valid_from timestamp(3) with time zone DEFAULT now() NOT NULL,
    recorded_at timestamp(3) with time zone DEFAULT now() NOT NULL,
    recorded_by text DEFAULT 'system'::text NOT NULL,
    source text DEFAULT 'platform'::text NOT NULL,
    reason text,
    simulated boolean DEFAULT false NOT NULL,
    withdrawn_at timestamp(3) with time zone,
    CONSTRAINT responsibility_kind_check CHECK ((kind = ANY (ARRAY['system'::text, 'device'::text, 'data'::text]))),
    CONSTRAINT responsibility_level_check CHECK (((level >= 1) AND (level <= 5)))
);

CREATE TABLE security.responsibility_history (
    valid_to timestamp(3) with time zone NOT NULL,
    code text,
    kind text,
    title_zh text,
    title_en text,
    organisation text,
    responsible text,
    level smallint,
    filed_number text,
    assessed_on date,
    next_assessment_on date,
    revision integer,
    valid_from timestamp(3) with time zone,
    recorded_at timestamp(3) with time zone,
    recorded_by text,
    source text,
    reason text,
    simulated boolean,
    withdrawn_at timestamp(3) with time zone
);

CREATE TABLE sources.contract (
    code text NOT NULL,
    title_zh text NOT NULL,
    title_en text NOT NULL,
    owner text NOT NULL,
    party text NOT NULL,
    credit_code text,
    number text,
    basis text NOT NULL,
    purpose text NOT NULL,
    holds_from date NOT NULL,
    holds_until date NOT NULL,
    onward text NOT NULL,
    keep_days integer,
    revision integer DEFAULT 1 NOT NULL,
    valid_from timestamp(3) with time zone DEFAULT now() NOT NULL,
    recorded_at timestamp(3) with time zone DEFAULT now() NOT NULL,
    recorded_by text DEFAULT 'system'::text NOT NULL,
    source text DEFAULT 'platform'::text NOT NULL,
    reason text,
    simulated boolean DEFAULT false NOT NULL,
    withdrawn_at timestamp(3) with time zone,
    CONSTRAINT contract_check CHECK ((holds_until >= holds_from)),
    CONSTRAINT contract_keep_days_check CHECK ((keep_days >= 0)),
    CONSTRAINT contract_onward_check CHECK ((onward = ANY (ARRAY['none'::text, 'departments'::text])))
);

CREATE TABLE sources.contract_history (
    valid_to timestamp(3) with time zone NOT NULL,
    code text,
    title_zh text,
    title_en text,
    owner text,
    party text,
    credit_code text,
    number text,
    basis text,
    purpose text,
    holds_from date,
    holds_until date,
    onward text,
    keep_days integer,
    revision integer,
    valid_from timestamp(3) with time zone,
    recorded_at timestamp(3) with time zone,
    recorded_by text,
    source text,
    reason text,
    simulated boolean,
    withdrawn_at timestamp(3) with time zone
);

CREATE TABLE sources.delivery (
    run text NOT NULL,
    number integer NOT NULL,
    source text NOT NULL,
    filename text NOT NULL,
    content text NOT NULL,
    file text,
    state text NOT NULL,
    rows bigint,
    bytes bigint NOT NULL,
    batch text,
    columns jsonb NOT NULL,
    mark jsonb,
    drift jsonb NOT NULL,
    decided_by text,
    decided_at timestamp(3) with time zone,
    decided_why text
);

CREATE TABLE sources.gap (
    number bigint NOT NULL,
    source text NOT NULL,
    run text NOT NULL,
    kind text NOT NULL,
    first bigint,
    last bigint,
    exact boolean NOT NULL,
    found_at timestamp(3) with time zone NOT NULL,
    noted_by text,
    noted_at timestamp(3) with time zone,
    noted_why text
);

ALTER TABLE sources.gap ALTER COLUMN number ADD GENERATED ALWAYS AS IDENTITY (
    SEQUENCE NAME sources.gap_number_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);

CREATE TABLE sources.message (
    source text NOT NULL,
    digest text NOT NULL,
    number bigint NOT NULL,
    lines text NOT NULL,
    sound boolean NOT NULL,
    arrived_at timestamp(3) with time zone NOT NULL,
    seen_at timestamp(3) with time zone NOT NULL,
    cut text,
    taken_at timestamp(3) with time zone
);

ALTER TABLE sources.message ALTER COLUMN number ADD GENERATED ALWAYS AS IDENTITY (
    SEQUENCE NAME sources.message_number_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);

CREATE TABLE sources.run (
    id text NOT NULL,
    source_code text NOT NULL,
    owner text NOT NULL,
    dataset text NOT NULL,
    cause text NOT NULL,
    state text NOT NULL,
    reason_zh text,
    reason_en text,
    day_from date,
    day_to date,
    started_by text NOT NULL,
    created_at timestamp(3) with time zone NOT NULL,
    finished_at timestamp(3) with time zone,
    rows bigint,
    gone bigint,
    bytes bigint,
    batch text,
    next_try_at timestamp(3) with time zone,
    cancel_asked boolean DEFAULT false NOT NULL,
    job text,
    revision integer DEFAULT 1 NOT NULL,
    valid_from timestamp(3) with time zone DEFAULT now() NOT NULL,
    recorded_at timestamp(3) with time zone DEFAULT now() NOT NULL,
    recorded_by text DEFAULT 'system'::text NOT NULL,
    source text DEFAULT 'platform'::text NOT NULL,
    reason text,
    simulated boolean DEFAULT false NOT NULL,
    withdrawn_at timestamp(3) with time zone,
    title_zh text DEFAULT ''::text NOT NULL,
    title_en text DEFAULT ''::text NOT NULL
);

CREATE TABLE sources.source (
    code text NOT NULL,
    title_zh text NOT NULL,
    title_en text NOT NULL,
    dataset text NOT NULL,
    owner text NOT NULL,
    kind text NOT NULL,
    settings jsonb NOT NULL,
    schedule text,
    enabled boolean NOT NULL,
    rows_least integer,
    rows_most integer,
    rows_change integer,
    revision integer DEFAULT 1 NOT NULL,
    valid_from timestamp(3) with time zone DEFAULT now() NOT NULL,
    recorded_at timestamp(3) with time zone DEFAULT now() NOT NULL,
    recorded_by text DEFAULT 'system'::text NOT NULL,
    source text DEFAULT 'platform'::text NOT NULL,
    reason text,
    simulated boolean DEFAULT false NOT NULL,
    withdrawn_at timestamp(3) with time zone,
    follows jsonb,
    contract text
);

CREATE TABLE sources.source_history (
    valid_to timestamp(3) with time zone NOT NULL,
    code text,
    title_zh text,
    title_en text,
    dataset text,
    owner text,
    kind text,
    settings jsonb,
    schedule text,
    enabled boolean,
    rows_least integer,
    rows_most integer,
    rows_change integer,
    revision integer,
    valid_from timestamp(3) with time zone,
    recorded_at timestamp(3) with time zone,
    recorded_by text,
    source text,
    reason text,
    simulated boolean,
    withdrawn_at timestamp(3) with time zone,
    follows jsonb,
    contract text
);

CREATE TABLE sources.source_state (
    source text NOT NULL,
    secret text,
    target text,
    mark jsonb,
    columns jsonb,
    misses integer DEFAULT 0 NOT NULL,
    next_at timestamp(3) with time zone,
    placed integer DEFAULT 0 NOT NULL,
    waits_since timestamp(3) with time zone
);

CREATE TABLE sources.subscription (
    source text NOT NULL,
    topics jsonb NOT NULL,
    place text DEFAULT ''::text NOT NULL,
    stream_made text,
    consumer_made text,
    heard bigint
);

CREATE TABLE targets.figure (
    id text NOT NULL,
    kind text NOT NULL,
    name_zh text NOT NULL,
    name_en text NOT NULL,
    value double precision,
    approximate text,
    comparison text,
    unit_zh text,
    unit_en text,
    as_of text NOT NULL,
    about text,
    compared_with text,
    clause text NOT NULL,
    revision integer DEFAULT 1 NOT NULL,
    valid_from timestamp(3) with time zone DEFAULT now() NOT NULL,
    recorded_at timestamp(3) with time zone DEFAULT now() NOT NULL,
    recorded_by text DEFAULT 'system'::text NOT NULL,
    source text DEFAULT 'platform'::text NOT NULL,
    reason text,
    simulated boolean DEFAULT false NOT NULL,
    withdrawn_at timestamp(3) with time zone
);

CREATE TABLE targets.figure_history (
    valid_to timestamp(3) with time zone NOT NULL,
    id text,
    kind text,
    name_zh text,
    name_en text,
    value double precision,
    approximate text,
    comparison text,
    unit_zh text,
    unit_en text,
    as_of text,
    about text,
    compared_with text,
    clause text,
    revision integer,
    valid_from timestamp(3) with time zone,
    recorded_at timestamp(3) with time zone,
    recorded_by text,
    source text,
    reason text,
    simulated boolean,
    withdrawn_at timestamp(3) with time zone
);

CREATE VIEW targets.figure_v1 AS
 SELECT figure.id,
    figure.kind,
    figure.name_zh,
    figure.name_en,
    figure.value,
    figure.approximate,
    figure.comparison,
    figure.unit_zh,
    figure.unit_en,
    figure.as_of,
    figure.about,
    figure.clause
   FROM targets.figure
  WHERE (figure.withdrawn_at IS NULL);

CREATE TABLE tasks.copy (
    task text NOT NULL,
    reader_kind text NOT NULL,
    reader text NOT NULL,
    copied_by text NOT NULL,
    at timestamp(3) with time zone NOT NULL,
    read_at timestamp(3) with time zone,
    CONSTRAINT copy_reader_kind_check CHECK ((reader_kind = ANY (ARRAY['person'::text, 'organisation'::text])))
);

CREATE TABLE tasks.earlier (
    task text NOT NULL,
    owner text NOT NULL,
    due_at timestamp(3) with time zone,
    until timestamp(3) with time zone NOT NULL
);

CREATE VIEW tasks.earlier_v1 AS
 SELECT earlier.task,
    earlier.owner,
    earlier.due_at,
    earlier.until
   FROM tasks.earlier;

CREATE TABLE tasks.escalation (
    task text NOT NULL,
    step integer NOT NULL,
    due_at timestamp(3) with time zone NOT NULL,
    at timestamp(3) with time zone NOT NULL,
    told text NOT NULL,
    people text[] NOT NULL,
    organisation text,
    CONSTRAINT escalation_told_check CHECK ((told = ANY (ARRAY['assignee'::text, 'leader'::text, 'supervisor'::text])))
);

CREATE TABLE tasks.note (
    id bigint NOT NULL,
    task text NOT NULL,
    at timestamp(3) with time zone NOT NULL,
    by text NOT NULL,
    what text NOT NULL,
    words text,
    CONSTRAINT note_what_check CHECK ((what = ANY (ARRAY['opened'::text, 'note'::text, 'claimed'::text, 'released'::text, 'handed-over'::text, 'urged'::text, 'paused'::text, 'resumed'::text, 'copied'::text, 'escalated'::text, 'closed'::text])))
);

ALTER TABLE tasks.note ALTER COLUMN id ADD GENERATED ALWAYS AS IDENTITY (
    SEQUENCE NAME tasks.note_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);

CREATE TABLE tasks.pause (
    id bigint NOT NULL,
    task text NOT NULL,
    from_at timestamp(3) with time zone NOT NULL,
    to_at timestamp(3) with time zone,
    reason text NOT NULL,
    basis text NOT NULL,
    paused_by text NOT NULL,
    resumed_by text
);

ALTER TABLE tasks.pause ALTER COLUMN id ADD GENERATED ALWAYS AS IDENTITY (
    SEQUENCE NAME tasks.pause_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);

CREATE VIEW tasks.pause_v1 AS
 SELECT pause.task,
    pause.from_at,
    pause.to_at
   FROM tasks.pause;

CREATE TABLE tasks.setting (
    name text NOT NULL,
    value jsonb NOT NULL
);

CREATE TABLE tasks.task (
    id text NOT NULL,
    kind text NOT NULL,
    title_zh text NOT NULL,
    title_en text NOT NULL,
    owner text NOT NULL,
    assignee text,
    source_module text NOT NULL,
    source_record text NOT NULL,
    source_key text NOT NULL,
    link text NOT NULL,
    opened_at timestamp(3) with time zone NOT NULL,
    due_at timestamp(3) with time zone,
    amber_at timestamp(3) with time zone,
    closed_at timestamp(3) with time zone,
    status text NOT NULL,
    outcome_zh text,
    outcome_en text,
    count integer,
    simulated boolean DEFAULT false NOT NULL,
    pool text,
    clock_unit text,
    clock_amount integer,
    base_due_at timestamp(3) with time zone,
    due_certain boolean DEFAULT true NOT NULL,
    paused_at timestamp(3) with time zone,
    urged integer DEFAULT 0 NOT NULL,
    urged_at timestamp(3) with time zone,
    escalated integer DEFAULT 0 NOT NULL,
    next_step_at timestamp(3) with time zone,
    worked_minutes integer,
    grams text[] GENERATED ALWAYS AS (tasks.grams(((((title_zh || ' '::text) || title_en) || ' '::text) || source_key))) STORED,
    on_behalf_of text,
    first_behalf_of text,
    CONSTRAINT task_clock_amount_check CHECK ((clock_amount >= 0)),
    CONSTRAINT task_clock_unit_check CHECK ((clock_unit = ANY (ARRAY['hours'::text, 'working-hours'::text, 'calendar-days'::text, 'working-days'::text]))),
    CONSTRAINT task_status_check CHECK ((status = ANY (ARRAY['open'::text, 'claimed'::text, 'done'::text, 'dropped'::text])))
);

CREATE VIEW tasks.task_v1 AS
 SELECT task.id,
    task.kind,
    task.owner,
    task.source_module,
    task.source_record,
    task.source_key,
    task.opened_at,
    task.due_at,
    task.closed_at,
    task.status,
    task.count,
    task.simulated,
    task.paused_at,
    task.urged,
    task.escalated,
    task.worked_minutes,
    task.base_due_at,
    task.title_zh,
    task.title_en,
    task.clock_unit
   FROM tasks.task;

CREATE TABLE tasks.urge (
    task text NOT NULL,
    by text NOT NULL,
    at timestamp(3) with time zone NOT NULL
);

CREATE TABLE tracks.breach (
    device text NOT NULL,
    rule text NOT NULL,
    day date NOT NULL,
    started_at timestamp(3) with time zone NOT NULL,
    ended_at timestamp(3) with time zone NOT NULL,
    positions integer NOT NULL,
    extreme real,
    simulated boolean NOT NULL,
    found_at timestamp(3) with time zone NOT NULL
);

CREATE TABLE tracks.day (
    day date NOT NULL,
    made_at timestamp(3) with time zone NOT NULL,
    settled_at timestamp(3) with time zone
);

CREATE TABLE tracks.device (
    device text NOT NULL,
    kind text NOT NULL,
    label text NOT NULL,
    owner text NOT NULL,
    path text NOT NULL,
    simulated boolean DEFAULT false NOT NULL
);

CREATE TABLE tracks.latest (
    device text NOT NULL,
    at timestamp(3) with time zone NOT NULL,
    serial integer NOT NULL,
    longitude double precision NOT NULL,
    latitude double precision NOT NULL,
    speed real NOT NULL,
    direction smallint NOT NULL,
    alarm bigint NOT NULL,
    simulated boolean NOT NULL
);

CREATE TABLE tracks."position" (
    device text NOT NULL,
    at timestamp(3) with time zone NOT NULL,
    serial integer NOT NULL,
    longitude double precision NOT NULL,
    latitude double precision NOT NULL,
    speed real NOT NULL,
    direction smallint NOT NULL,
    altitude smallint NOT NULL,
    alarm bigint NOT NULL,
    simulated boolean NOT NULL,
    received_at timestamp(3) with time zone NOT NULL
)
PARTITION BY RANGE (at);

CREATE TABLE tracks.setting (
    name text NOT NULL,
    value jsonb NOT NULL
);

CREATE TABLE tracks.unjudged (
    device text NOT NULL,
    since timestamp(3) with time zone NOT NULL,
    until timestamp(3) with time zone NOT NULL
);

ALTER TABLE ONLY addresses.address
    ADD CONSTRAINT address_pkey PRIMARY KEY (code);

ALTER TABLE ONLY applications.access
    ADD CONSTRAINT access_pkey PRIMARY KEY (id);

ALTER TABLE ONLY applications.counted
    ADD CONSTRAINT counted_pkey PRIMARY KEY (day, digest);

ALTER TABLE ONLY applications.favourite
    ADD CONSTRAINT favourite_pkey PRIMARY KEY (person, entry);

ALTER TABLE ONLY applications.feed
    ADD CONSTRAINT feed_pkey PRIMARY KEY (code);

ALTER TABLE ONLY applications.feed_state
    ADD CONSTRAINT feed_state_pkey PRIMARY KEY (feed);

ALTER TABLE ONLY applications.health_day
    ADD CONSTRAINT health_day_pkey PRIMARY KEY (id);

ALTER TABLE ONLY applications.interface
    ADD CONSTRAINT interface_pkey PRIMARY KEY (code);

ALTER TABLE ONLY applications.message
    ADD CONSTRAINT message_pkey PRIMARY KEY (system, id);

ALTER TABLE ONLY applications.system
    ADD CONSTRAINT system_pkey PRIMARY KEY (code);

ALTER TABLE ONLY applications.ticket
    ADD CONSTRAINT ticket_pkey PRIMARY KEY (digest);

ALTER TABLE ONLY applications.todo
    ADD CONSTRAINT todo_pkey PRIMARY KEY (system, id);

ALTER TABLE ONLY applications.use_day
    ADD CONSTRAINT use_day_pkey PRIMARY KEY (id);

ALTER TABLE ONLY applications.watch
    ADD CONSTRAINT watch_pkey PRIMARY KEY (system);

ALTER TABLE ONLY assessment.panel
    ADD CONSTRAINT panel_matter_key UNIQUE (matter);

ALTER TABLE ONLY assessment.panel
    ADD CONSTRAINT panel_pkey PRIMARY KEY (id);

ALTER TABLE ONLY assessment.reviewer
    ADD CONSTRAINT reviewer_account_key UNIQUE (account);

ALTER TABLE ONLY assessment.reviewer
    ADD CONSTRAINT reviewer_pkey PRIMARY KEY (code);

ALTER TABLE ONLY assessment.seat
    ADD CONSTRAINT seat_pkey PRIMARY KEY (panel, account);

ALTER TABLE ONLY catalogue.dataset
    ADD CONSTRAINT dataset_pkey PRIMARY KEY (code);

ALTER TABLE ONLY catalogue.entry
    ADD CONSTRAINT entry_pkey PRIMARY KEY (code);

ALTER TABLE ONLY catalogue.sharing_limit
    ADD CONSTRAINT sharing_limit_pkey PRIMARY KEY (dataset, origin);

ALTER TABLE ONLY catalogue.thematic
    ADD CONSTRAINT thematic_pkey PRIMARY KEY (code);

ALTER TABLE ONLY cataloguing.description
    ADD CONSTRAINT description_pkey PRIMARY KEY (code);

ALTER TABLE ONLY cataloguing.handed_in
    ADD CONSTRAINT handed_in_pkey PRIMARY KEY (code);

ALTER TABLE ONLY cataloguing.item
    ADD CONSTRAINT item_pkey PRIMARY KEY (code);

ALTER TABLE ONLY cataloguing.serial
    ADD CONSTRAINT serial_pkey PRIMARY KEY (class);

ALTER TABLE ONLY cataloguing.setting
    ADD CONSTRAINT setting_pkey PRIMARY KEY (name);

ALTER TABLE ONLY cloud.asset
    ADD CONSTRAINT asset_pkey PRIMARY KEY (code);

ALTER TABLE ONLY cloud.backup
    ADD CONSTRAINT backup_pkey PRIMARY KEY (id);

ALTER TABLE ONLY cloud.drill
    ADD CONSTRAINT drill_pkey PRIMARY KEY (id);

ALTER TABLE ONLY cloud.observation
    ADD CONSTRAINT observation_pkey PRIMARY KEY (asset, at);

ALTER TABLE ONLY cloud.quota
    ADD CONSTRAINT quota_pkey PRIMARY KEY (tenant);

ALTER TABLE ONLY cloud.quota_request
    ADD CONSTRAINT quota_request_pkey PRIMARY KEY (id);

ALTER TABLE ONLY cloud.recovery_proof
    ADD CONSTRAINT recovery_proof_pkey PRIMARY KEY (id);

ALTER TABLE ONLY cloud.system
    ADD CONSTRAINT system_pkey PRIMARY KEY (code);

ALTER TABLE ONLY codes.code_table
    ADD CONSTRAINT code_table_pkey PRIMARY KEY (id);

ALTER TABLE ONLY codes.mapping
    ADD CONSTRAINT mapping_pkey PRIMARY KEY (key);

ALTER TABLE ONLY codes.value
    ADD CONSTRAINT value_pkey PRIMARY KEY (key);

ALTER TABLE ONLY decision_support.miss
    ADD CONSTRAINT miss_pkey PRIMARY KEY (id);

ALTER TABLE ONLY decision_support.risk_curve
    ADD CONSTRAINT risk_curve_pkey PRIMARY KEY (kind, simulated, by_clock, owner);

ALTER TABLE ONLY decision_support.risk_kind
    ADD CONSTRAINT risk_kind_pkey PRIMARY KEY (kind, simulated, by_clock);

ALTER TABLE ONLY decision_support.risk
    ADD CONSTRAINT risk_pkey PRIMARY KEY (task);

ALTER TABLE ONLY decision_support.rule
    ADD CONSTRAINT rule_pkey PRIMARY KEY (code);

ALTER TABLE ONLY decision_support.warning
    ADD CONSTRAINT warning_pkey PRIMARY KEY (id);

ALTER TABLE ONLY documents.attachment
    ADD CONSTRAINT attachment_pkey PRIMARY KEY (id);

ALTER TABLE ONLY documents.content
    ADD CONSTRAINT content_code_key UNIQUE (code);

ALTER TABLE ONLY documents.content
    ADD CONSTRAINT content_pkey PRIMARY KEY (paper);

ALTER TABLE ONLY documents.disposal
    ADD CONSTRAINT disposal_pkey PRIMARY KEY (id);

ALTER TABLE ONLY documents.paper
    ADD CONSTRAINT paper_number_key UNIQUE (number);

ALTER TABLE ONLY documents.paper
    ADD CONSTRAINT paper_pkey PRIMARY KEY (id);

ALTER TABLE ONLY documents.request
    ADD CONSTRAINT request_pkey PRIMARY KEY (requester, key);

ALTER TABLE ONLY documents.series
    ADD CONSTRAINT series_pkey PRIMARY KEY (series, year);

ALTER TABLE ONLY documents.template
    ADD CONSTRAINT template_pkey PRIMARY KEY (code, version);

ALTER TABLE ONLY documents.transfer
    ADD CONSTRAINT transfer_pkey PRIMARY KEY (id);

ALTER TABLE ONLY elevators.alarm
    ADD CONSTRAINT alarm_pkey PRIMARY KEY (id);

ALTER TABLE ONLY elevators.lift
    ADD CONSTRAINT lift_pkey PRIMARY KEY (code);

ALTER TABLE ONLY emergency.glass
    ADD CONSTRAINT glass_pkey PRIMARY KEY (id);

ALTER TABLE ONLY exchange.acknowledged
    ADD CONSTRAINT acknowledged_pkey PRIMARY KEY (consumer, batch);

ALTER TABLE ONLY exchange.acknowledgement
    ADD CONSTRAINT acknowledgement_pkey PRIMARY KEY (id);

ALTER TABLE ONLY exchange.agreement
    ADD CONSTRAINT agreement_pkey PRIMARY KEY (id);

ALTER TABLE ONLY exchange.call_window
    ADD CONSTRAINT call_window_pkey PRIMARY KEY (agreement);

ALTER TABLE ONLY exchange.checkpoint
    ADD CONSTRAINT checkpoint_last_batch_key UNIQUE (last_batch);

ALTER TABLE ONLY exchange.checkpoint
    ADD CONSTRAINT checkpoint_pkey PRIMARY KEY (number);

ALTER TABLE ONLY exchange.consumer_key
    ADD CONSTRAINT consumer_key_pkey PRIMARY KEY (id);

ALTER TABLE ONLY exchange.document
    ADD CONSTRAINT document_pkey PRIMARY KEY (agreement, version);

ALTER TABLE ONLY exchange.left_table
    ADD CONSTRAINT left_table_pkey PRIMARY KEY (agreement, turn);

ALTER TABLE ONLY exchange.receipt_chain
    ADD CONSTRAINT receipt_chain_pkey PRIMARY KEY (single);

ALTER TABLE ONLY exchange.receipt_entering
    ADD CONSTRAINT receipt_entering_pkey PRIMARY KEY (id);

ALTER TABLE ONLY exchange.receipt_head
    ADD CONSTRAINT receipt_head_pkey PRIMARY KEY (batch);

ALTER TABLE ONLY exchange.receipt_open
    ADD CONSTRAINT receipt_open_pkey PRIMARY KEY (id);

ALTER TABLE ONLY exchange.receipt
    ADD CONSTRAINT receipt_pkey PRIMARY KEY (batch, place);

ALTER TABLE ONLY exchange.report
    ADD CONSTRAINT report_pkey PRIMARY KEY (number);

ALTER TABLE ONLY exchange.reported_row
    ADD CONSTRAINT reported_row_pkey PRIMARY KEY (report);

ALTER TABLE ONLY exchange.request
    ADD CONSTRAINT request_pkey PRIMARY KEY (number);

ALTER TABLE ONLY exchange.setting
    ADD CONSTRAINT setting_pkey PRIMARY KEY (name);

ALTER TABLE ONLY exchange.signing_key
    ADD CONSTRAINT signing_key_pkey PRIMARY KEY (suite, key);

ALTER TABLE ONLY exchange.subscribed_row
    ADD CONSTRAINT subscribed_row_pkey PRIMARY KEY (agreement, key);

ALTER TABLE ONLY exchange.subscription
    ADD CONSTRAINT subscription_pkey PRIMARY KEY (agreement);

ALTER TABLE ONLY exchange.use_day
    ADD CONSTRAINT use_day_pkey PRIMARY KEY (agreement, day);

ALTER TABLE ONLY feedback.envelope
    ADD CONSTRAINT envelope_pkey PRIMARY KEY (id);

ALTER TABLE ONLY feedback.invitation
    ADD CONSTRAINT invitation_pkey PRIMARY KEY (survey, person);

ALTER TABLE ONLY feedback.rating
    ADD CONSTRAINT rating_of_module_of_record_of_key_person_key UNIQUE (of_module, of_record, of_key, person);

ALTER TABLE ONLY feedback.rating
    ADD CONSTRAINT rating_pkey PRIMARY KEY (id);

ALTER TABLE ONLY feedback.survey_answer
    ADD CONSTRAINT survey_answer_pkey PRIMARY KEY (id);

ALTER TABLE ONLY feedback.survey
    ADD CONSTRAINT survey_pkey PRIMARY KEY (id);

ALTER TABLE ONLY fleet.terminal_key
    ADD CONSTRAINT terminal_key_pkey PRIMARY KEY (phone);

ALTER TABLE ONLY fleet.terminal
    ADD CONSTRAINT terminal_pkey PRIMARY KEY (phone);

ALTER TABLE ONLY fleet.vehicle
    ADD CONSTRAINT vehicle_pkey PRIMARY KEY (plate);

ALTER TABLE ONLY food_safety.restaurant
    ADD CONSTRAINT restaurant_pkey PRIMARY KEY (code);

ALTER TABLE ONLY forms.answer
    ADD CONSTRAINT answer_pkey PRIMARY KEY (id);

ALTER TABLE ONLY forms.answer
    ADD CONSTRAINT answer_receipt_key UNIQUE (receipt);

ALTER TABLE ONLY forms.form
    ADD CONSTRAINT form_pkey PRIMARY KEY (code, version);

ALTER TABLE ONLY grants.application
    ADD CONSTRAINT application_pkey PRIMARY KEY (id);

ALTER TABLE ONLY grants.scheme
    ADD CONSTRAINT scheme_pkey PRIMARY KEY (code);

ALTER TABLE ONLY handover.hand_over
    ADD CONSTRAINT hand_over_pkey PRIMARY KEY (number);

ALTER TABLE ONLY handover.hand
    ADD CONSTRAINT hand_pkey PRIMARY KEY (number, step);

ALTER TABLE ONLY identity.account
    ADD CONSTRAINT account_id_key UNIQUE (id);

ALTER TABLE ONLY identity.account
    ADD CONSTRAINT account_pkey PRIMARY KEY (account);

ALTER TABLE ONLY identity.application
    ADD CONSTRAINT application_pkey PRIMARY KEY (id);

ALTER TABLE ONLY identity.assurance
    ADD CONSTRAINT assurance_pkey PRIMARY KEY (account);

ALTER TABLE ONLY identity.citizen
    ADD CONSTRAINT citizen_number_digest_key UNIQUE (number_digest);

ALTER TABLE ONLY identity.citizen
    ADD CONSTRAINT citizen_person_key UNIQUE (person);

ALTER TABLE ONLY identity.citizen
    ADD CONSTRAINT citizen_pkey PRIMARY KEY (account);

ALTER TABLE ONLY identity.client
    ADD CONSTRAINT client_pkey PRIMARY KEY (id);

ALTER TABLE ONLY identity.conflict_claim
    ADD CONSTRAINT conflict_claim_pkey PRIMARY KEY (conflict);

ALTER TABLE ONLY identity.conflict
    ADD CONSTRAINT conflict_pkey PRIMARY KEY (id);

ALTER TABLE ONLY identity.contractor_use
    ADD CONSTRAINT contractor_use_pkey PRIMARY KEY (account, day);

ALTER TABLE ONLY identity.credential
    ADD CONSTRAINT credential_pkey PRIMARY KEY (account);

ALTER TABLE ONLY identity.delegation
    ADD CONSTRAINT delegation_pkey PRIMARY KEY (id);

ALTER TABLE ONLY identity.entered
    ADD CONSTRAINT entered_pkey PRIMARY KEY (id);

ALTER TABLE ONLY identity.entered
    ADD CONSTRAINT entered_session_way_target_mark_key UNIQUE (session, way, target, mark);

ALTER TABLE ONLY identity.failure
    ADD CONSTRAINT failure_pkey PRIMARY KEY (name_digest);

ALTER TABLE ONLY identity.familiar
    ADD CONSTRAINT familiar_pkey PRIMARY KEY (account, kind, what);

ALTER TABLE ONLY identity.kiosk_key
    ADD CONSTRAINT kiosk_key_pkey PRIMARY KEY (kiosk);

ALTER TABLE ONLY identity.kiosk
    ADD CONSTRAINT kiosk_pkey PRIMARY KEY (code);

ALTER TABLE ONLY identity.oidc_item
    ADD CONSTRAINT oidc_item_pkey PRIMARY KEY (model, key);

ALTER TABLE ONLY identity.outside_attempt
    ADD CONSTRAINT outside_attempt_pkey PRIMARY KEY (state_digest);

ALTER TABLE ONLY identity.outside_link
    ADD CONSTRAINT outside_link_pkey PRIMARY KEY (provider, subject_digest);

ALTER TABLE ONLY identity.post
    ADD CONSTRAINT post_pkey PRIMARY KEY (code);

ALTER TABLE ONLY identity.risk
    ADD CONSTRAINT risk_pkey PRIMARY KEY (id);

ALTER TABLE ONLY identity.role
    ADD CONSTRAINT role_pkey PRIMARY KEY (code);

ALTER TABLE ONLY identity.second_factor
    ADD CONSTRAINT second_factor_pkey PRIMARY KEY (account);

ALTER TABLE ONLY identity.session
    ADD CONSTRAINT session_pkey PRIMARY KEY (id);

ALTER TABLE ONLY identity.session
    ADD CONSTRAINT session_token_digest_key UNIQUE (token_digest);

ALTER TABLE ONLY indicators.built
    ADD CONSTRAINT built_pkey PRIMARY KEY (measure);

ALTER TABLE ONLY indicators.cell
    ADD CONSTRAINT cell_pkey PRIMARY KEY (measure, grain, period, place);

ALTER TABLE ONLY indicators.fallen
    ADD CONSTRAINT fallen_pkey PRIMARY KEY (measure);

ALTER TABLE ONLY indicators.measure
    ADD CONSTRAINT measure_pkey PRIMARY KEY (code);

ALTER TABLE ONLY indicators.publishing
    ADD CONSTRAINT publishing_pkey PRIMARY KEY (one);

ALTER TABLE ONLY indicators.seen_batch
    ADD CONSTRAINT seen_batch_pkey PRIMARY KEY (dataset, batch);

ALTER TABLE ONLY indicators.seen
    ADD CONSTRAINT seen_pkey PRIMARY KEY (indicator, since);

ALTER TABLE ONLY indicators.touched
    ADD CONSTRAINT touched_pkey PRIMARY KEY (measure, period);

ALTER TABLE ONLY indicators.value
    ADD CONSTRAINT value_pkey PRIMARY KEY (indicator, day);

ALTER TABLE ONLY indicators.vintage
    ADD CONSTRAINT vintage_pkey PRIMARY KEY (measure, grain, period, place, vintage);

ALTER TABLE ONLY ingestion.batch
    ADD CONSTRAINT batch_pkey PRIMARY KEY (id);

ALTER TABLE ONLY ingestion.remembered_mapping
    ADD CONSTRAINT remembered_mapping_pkey PRIMARY KEY (dataset, headers);

ALTER TABLE ONLY ingestion.unreadable_line
    ADD CONSTRAINT unreadable_line_pkey PRIMARY KEY (batch, line);

ALTER TABLE ONLY inspections.checklist
    ADD CONSTRAINT checklist_pkey PRIMARY KEY (code, version);

ALTER TABLE ONLY inspections.conflict
    ADD CONSTRAINT conflict_pkey PRIMARY KEY (code);

ALTER TABLE ONLY inspections.draw
    ADD CONSTRAINT draw_pkey PRIMARY KEY (plan);

ALTER TABLE ONLY inspections.edit
    ADD CONSTRAINT edit_pkey PRIMARY KEY (id);

ALTER TABLE ONLY inspections.edit
    ADD CONSTRAINT edit_visit_place_key UNIQUE (visit, place);

ALTER TABLE ONLY inspections.inspector
    ADD CONSTRAINT inspector_account_key UNIQUE (account);

ALTER TABLE ONLY inspections.inspector
    ADD CONSTRAINT inspector_pkey PRIMARY KEY (code);

ALTER TABLE ONLY inspections.photo
    ADD CONSTRAINT photo_pkey PRIMARY KEY (visit, sha256);

ALTER TABLE ONLY inspections.plan
    ADD CONSTRAINT plan_pkey PRIMARY KEY (code);

ALTER TABLE ONLY inspections.visit
    ADD CONSTRAINT visit_pkey PRIMARY KEY (id);

ALTER TABLE ONLY inspections.visit
    ADD CONSTRAINT visit_plan_object_key UNIQUE (plan, object);

ALTER TABLE ONLY kernel.city_load
    ADD CONSTRAINT city_load_pkey PRIMARY KEY (module);

ALTER TABLE ONLY kernel.dead_letter
    ADD CONSTRAINT dead_letter_pkey PRIMARY KEY (id);

ALTER TABLE ONLY kernel.dead_letter
    ADD CONSTRAINT dead_letter_subscriber_event_id_key UNIQUE (subscriber, event_id);

ALTER TABLE ONLY kernel.event_cursor
    ADD CONSTRAINT event_cursor_pkey PRIMARY KEY (subscriber);

ALTER TABLE ONLY kernel.event_order
    ADD CONSTRAINT event_order_pkey PRIMARY KEY (single);

ALTER TABLE ONLY kernel.event
    ADD CONSTRAINT event_pkey PRIMARY KEY (id);

ALTER TABLE ONLY kernel.import_mapping
    ADD CONSTRAINT import_mapping_pkey PRIMARY KEY (record, headers);

ALTER TABLE ONLY kernel.job
    ADD CONSTRAINT job_pkey PRIMARY KEY (id);

ALTER TABLE ONLY kernel.migration
    ADD CONSTRAINT migration_pkey PRIMARY KEY (module, name);

ALTER TABLE ONLY kernel.published_views
    ADD CONSTRAINT published_views_pkey PRIMARY KEY (module);

ALTER TABLE ONLY kernel.record_import
    ADD CONSTRAINT record_import_pkey PRIMARY KEY (id);

ALTER TABLE ONLY kernel.saved_view
    ADD CONSTRAINT saved_view_pkey PRIMARY KEY (owner, list, name);

ALTER TABLE ONLY kernel.schedule
    ADD CONSTRAINT schedule_pkey PRIMARY KEY (name);

ALTER TABLE ONLY ledger.chunk
    ADD CONSTRAINT chunk_pkey PRIMARY KEY (number);

ALTER TABLE ONLY ledger.entering
    ADD CONSTRAINT entering_pkey PRIMARY KEY (id);

ALTER TABLE ONLY ledger.entry
    ADD CONSTRAINT entry_pkey PRIMARY KEY (sequence);

ALTER TABLE ONLY ledger.head
    ADD CONSTRAINT head_pkey PRIMARY KEY (size);

ALTER TABLE ONLY ledger.receipt
    ADD CONSTRAINT receipt_pkey PRIMARY KEY (witness, size);

ALTER TABLE ONLY ledger.repeated
    ADD CONSTRAINT repeated_pkey PRIMARY KEY (sequence);

ALTER TABLE ONLY ledger.subject
    ADD CONSTRAINT subject_pkey PRIMARY KEY (digest, sequence);

ALTER TABLE ONLY ledger.tree
    ADD CONSTRAINT tree_pkey PRIMARY KEY (single);

ALTER TABLE ONLY ledger.verification
    ADD CONSTRAINT verification_pkey PRIMARY KEY (id);

ALTER TABLE ONLY ledger.witnessed
    ADD CONSTRAINT witnessed_pkey PRIMARY KEY (key, size, root);

ALTER TABLE ONLY lineage.edge
    ADD CONSTRAINT edge_pkey PRIMARY KEY (job, dataset, direction);

ALTER TABLE ONLY lineage.event
    ADD CONSTRAINT event_digest_key UNIQUE (digest);

ALTER TABLE ONLY lineage.event
    ADD CONSTRAINT event_pkey PRIMARY KEY (sequence);

ALTER TABLE ONLY lineage.node
    ADD CONSTRAINT node_pkey PRIMARY KEY (id);

ALTER TABLE ONLY lineage.told
    ADD CONSTRAINT told_pkey PRIMARY KEY (job);

ALTER TABLE ONLY linkage.decision
    ADD CONSTRAINT decision_pkey PRIMARY KEY (pair, number);

ALTER TABLE ONLY linkage.model
    ADD CONSTRAINT model_pkey PRIMARY KEY (version);

ALTER TABLE ONLY linkage.pair
    ADD CONSTRAINT pair_pkey PRIMARY KEY (id);

ALTER TABLE ONLY linkage.run
    ADD CONSTRAINT run_pkey PRIMARY KEY (id);

ALTER TABLE ONLY linkage.setting
    ADD CONSTRAINT setting_pkey PRIMARY KEY (name);

ALTER TABLE ONLY networks.sharing
    ADD CONSTRAINT sharing_pkey PRIMARY KEY (code);

ALTER TABLE ONLY networks.tower
    ADD CONSTRAINT tower_pkey PRIMARY KEY (code);

ALTER TABLE ONLY nodes.anchored
    ADD CONSTRAINT anchored_pkey PRIMARY KEY (node, channel);

ALTER TABLE ONLY nodes.channel
    ADD CONSTRAINT channel_pkey PRIMARY KEY (node, channel);

ALTER TABLE ONLY nodes.conflict
    ADD CONSTRAINT conflict_pkey PRIMARY KEY (node, dataset, key, sequence);

ALTER TABLE ONLY nodes.envelope
    ADD CONSTRAINT envelope_pkey PRIMARY KEY (node, channel, sequence);

ALTER TABLE ONLY nodes.gap
    ADD CONSTRAINT gap_pkey PRIMARY KEY (node, channel, from_sequence);

ALTER TABLE ONLY nodes.head
    ADD CONSTRAINT head_pkey PRIMARY KEY (node, channel, sequence);

ALTER TABLE ONLY nodes.holding
    ADD CONSTRAINT holding_pkey PRIMARY KEY (node, agreement);

ALTER TABLE ONLY nodes.invitation
    ADD CONSTRAINT invitation_pkey PRIMARY KEY (digest);

ALTER TABLE ONLY nodes.key
    ADD CONSTRAINT key_pkey PRIMARY KEY (id);

ALTER TABLE ONLY nodes.local_agreement
    ADD CONSTRAINT local_agreement_pkey PRIMARY KEY (agreement);

ALTER TABLE ONLY nodes.local_read
    ADD CONSTRAINT local_read_pkey PRIMARY KEY (agreement, purpose);

ALTER TABLE ONLY nodes.local_row
    ADD CONSTRAINT local_row_pkey PRIMARY KEY (agreement, generation, place);

ALTER TABLE ONLY nodes.node
    ADD CONSTRAINT node_pkey PRIMARY KEY (code);

ALTER TABLE ONLY nodes.nonce
    ADD CONSTRAINT nonce_pkey PRIMARY KEY (key, nonce);

ALTER TABLE ONLY nodes.payload
    ADD CONSTRAINT payload_pkey PRIMARY KEY (node, digest);

ALTER TABLE ONLY nodes.receipt
    ADD CONSTRAINT receipt_pkey PRIMARY KEY (node, channel, sequence);

ALTER TABLE ONLY nodes.seen_file
    ADD CONSTRAINT seen_file_pkey PRIMARY KEY (mark);

ALTER TABLE ONLY nodes.shared_row
    ADD CONSTRAINT shared_row_pkey PRIMARY KEY (node, dataset, key);

ALTER TABLE ONLY nodes.standing
    ADD CONSTRAINT standing_pkey PRIMARY KEY (name);

ALTER TABLE ONLY nodes.statement
    ADD CONSTRAINT statement_pkey PRIMARY KEY (node, channel);

ALTER TABLE ONLY notifications.attempt
    ADD CONSTRAINT attempt_pkey PRIMARY KEY (id);

ALTER TABLE ONLY notifications.call
    ADD CONSTRAINT call_pkey PRIMARY KEY (id);

ALTER TABLE ONLY notifications.contact
    ADD CONSTRAINT contact_pkey PRIMARY KEY (person);

ALTER TABLE ONLY notifications.delivery
    ADD CONSTRAINT delivery_kind_key_person_key UNIQUE (kind, key, person);

ALTER TABLE ONLY notifications.delivery
    ADD CONSTRAINT delivery_pkey PRIMARY KEY (id);

ALTER TABLE ONLY notifications.notice
    ADD CONSTRAINT notice_pkey PRIMARY KEY (id);

ALTER TABLE ONLY notifications.preference
    ADD CONSTRAINT preference_pkey PRIMARY KEY (person, kind);

ALTER TABLE ONLY notifications.receipt
    ADD CONSTRAINT receipt_pkey PRIMARY KEY (channel, id);

ALTER TABLE ONLY notifications.setting
    ADD CONSTRAINT setting_pkey PRIMARY KEY (name);

ALTER TABLE ONLY notifications.simulated_message
    ADD CONSTRAINT simulated_message_pkey PRIMARY KEY (reference);

ALTER TABLE ONLY notifications.tree
    ADD CONSTRAINT tree_pkey PRIMARY KEY (code);

ALTER TABLE ONLY open_data.access_key
    ADD CONSTRAINT access_key_digest_key UNIQUE (digest);

ALTER TABLE ONLY open_data.access_key
    ADD CONSTRAINT access_key_pkey PRIMARY KEY (request);

ALTER TABLE ONLY open_data.correction
    ADD CONSTRAINT correction_pkey PRIMARY KEY (id);

ALTER TABLE ONLY open_data.follower
    ADD CONSTRAINT follower_pkey PRIMARY KEY (release, account);

ALTER TABLE ONLY open_data.granted_use
    ADD CONSTRAINT granted_use_pkey PRIMARY KEY (request, day, format);

ALTER TABLE ONLY open_data.rating
    ADD CONSTRAINT rating_pkey PRIMARY KEY (release, account);

ALTER TABLE ONLY open_data.release
    ADD CONSTRAINT release_pkey PRIMARY KEY (code);

ALTER TABLE ONLY open_data.request
    ADD CONSTRAINT request_pkey PRIMARY KEY (id);

ALTER TABLE ONLY open_data.setting
    ADD CONSTRAINT setting_pkey PRIMARY KEY (one);

ALTER TABLE ONLY open_data.spending
    ADD CONSTRAINT spending_pkey PRIMARY KEY (id);

ALTER TABLE ONLY open_data.spending
    ADD CONSTRAINT spending_release_version_key UNIQUE (release, version);

ALTER TABLE ONLY open_data.use
    ADD CONSTRAINT use_pkey PRIMARY KEY (release, day, format);

ALTER TABLE ONLY open_data.version
    ADD CONSTRAINT version_pkey PRIMARY KEY (release, number);

ALTER TABLE ONLY operations_centre.setting
    ADD CONSTRAINT setting_pkey PRIMARY KEY (name);

ALTER TABLE ONLY organisations.division
    ADD CONSTRAINT division_pkey PRIMARY KEY (code);

ALTER TABLE ONLY organisations.organisation
    ADD CONSTRAINT organisation_pkey PRIMARY KEY (code);

ALTER TABLE ONLY payments.difference
    ADD CONSTRAINT difference_pkey PRIMARY KEY (id);

ALTER TABLE ONLY payments.entry
    ADD CONSTRAINT entry_movement_account_key UNIQUE (movement, account);

ALTER TABLE ONLY payments.entry
    ADD CONSTRAINT entry_pkey PRIMARY KEY (id);

ALTER TABLE ONLY payments.notice
    ADD CONSTRAINT notice_pkey PRIMARY KEY (provider, notice);

ALTER TABLE ONLY payments."order"
    ADD CONSTRAINT order_pkey PRIMARY KEY (id);

ALTER TABLE ONLY payments.payout_movement
    ADD CONSTRAINT payout_movement_pkey PRIMARY KEY (kind, ours);

ALTER TABLE ONLY payments.payout
    ADD CONSTRAINT payout_pkey PRIMARY KEY (id);

ALTER TABLE ONLY payments.reconciler
    ADD CONSTRAINT reconciler_pkey PRIMARY KEY (id);

ALTER TABLE ONLY payments.reconciliation
    ADD CONSTRAINT reconciliation_pkey PRIMARY KEY (provider, day);

ALTER TABLE ONLY payments.refund
    ADD CONSTRAINT refund_order_id_request_key UNIQUE (order_id, request);

ALTER TABLE ONLY payments.refund
    ADD CONSTRAINT refund_pkey PRIMARY KEY (id);

ALTER TABLE ONLY payments.simulated_movement
    ADD CONSTRAINT simulated_movement_kind_ours_key UNIQUE (kind, ours);

ALTER TABLE ONLY payments.simulated_movement
    ADD CONSTRAINT simulated_movement_pkey PRIMARY KEY (reference);

ALTER TABLE ONLY performance.appeal
    ADD CONSTRAINT appeal_pkey PRIMARY KEY (id);

ALTER TABLE ONLY performance.judgement
    ADD CONSTRAINT judgement_pkey PRIMARY KEY (id);

ALTER TABLE ONLY performance.result_facts
    ADD CONSTRAINT result_facts_pkey PRIMARY KEY (result);

ALTER TABLE ONLY performance.result
    ADD CONSTRAINT result_pkey PRIMARY KEY (id);

ALTER TABLE ONLY performance.result
    ADD CONSTRAINT result_scheme_number_key UNIQUE (scheme, number);

ALTER TABLE ONLY performance.scheme
    ADD CONSTRAINT scheme_pkey PRIMARY KEY (code);

ALTER TABLE ONLY performance.standing
    ADD CONSTRAINT standing_pkey PRIMARY KEY (id);

ALTER TABLE ONLY performance.supervision
    ADD CONSTRAINT supervision_pkey PRIMARY KEY (id);

ALTER TABLE ONLY projects.activity
    ADD CONSTRAINT activity_pkey PRIMARY KEY (code);

ALTER TABLE ONLY projects.baseline
    ADD CONSTRAINT baseline_pkey PRIMARY KEY (id);

ALTER TABLE ONLY projects.concession
    ADD CONSTRAINT concession_pkey PRIMARY KEY (code);

ALTER TABLE ONLY projects.contract_change
    ADD CONSTRAINT contract_change_pkey PRIMARY KEY (number);

ALTER TABLE ONLY projects.contract
    ADD CONSTRAINT contract_pkey PRIMARY KEY (number);

ALTER TABLE ONLY projects.counterpart
    ADD CONSTRAINT counterpart_pkey PRIMARY KEY (id);

ALTER TABLE ONLY projects.document
    ADD CONSTRAINT document_pkey PRIMARY KEY (id);

ALTER TABLE ONLY projects.payment
    ADD CONSTRAINT payment_pkey PRIMARY KEY (number);

ALTER TABLE ONLY projects.project
    ADD CONSTRAINT project_pkey PRIMARY KEY (id);

ALTER TABLE ONLY projects.proposal
    ADD CONSTRAINT proposal_pkey PRIMARY KEY (code);

ALTER TABLE ONLY projects.remittance
    ADD CONSTRAINT remittance_pkey PRIMARY KEY (number);

ALTER TABLE ONLY projects.report
    ADD CONSTRAINT report_pkey PRIMARY KEY (id);

ALTER TABLE ONLY projects.revenue
    ADD CONSTRAINT revenue_pkey PRIMARY KEY (id);

ALTER TABLE ONLY projects.risk
    ADD CONSTRAINT risk_pkey PRIMARY KEY (code);

ALTER TABLE ONLY projects.setting
    ADD CONSTRAINT setting_pkey PRIMARY KEY (name);

ALTER TABLE ONLY projects.tender
    ADD CONSTRAINT tender_pkey PRIMARY KEY (number);

ALTER TABLE ONLY projects.undertaking
    ADD CONSTRAINT undertaking_pkey PRIMARY KEY (code);

ALTER TABLE ONLY publishing.article
    ADD CONSTRAINT article_index_number_key UNIQUE (index_number);

ALTER TABLE ONLY publishing.article
    ADD CONSTRAINT article_pkey PRIMARY KEY (id);

ALTER TABLE ONLY publishing.counter
    ADD CONSTRAINT counter_pkey PRIMARY KEY (organisation, year);

ALTER TABLE ONLY publishing.objection
    ADD CONSTRAINT objection_article_by_key UNIQUE (article, by);

ALTER TABLE ONLY publishing.objection
    ADD CONSTRAINT objection_pkey PRIMARY KEY (id);

ALTER TABLE ONLY publishing.publicity
    ADD CONSTRAINT publicity_matter_key UNIQUE (matter);

ALTER TABLE ONLY publishing.publicity
    ADD CONSTRAINT publicity_pkey PRIMARY KEY (article);

ALTER TABLE ONLY publishing.version
    ADD CONSTRAINT version_pkey PRIMARY KEY (article, version);

ALTER TABLE ONLY quality.batch_result
    ADD CONSTRAINT batch_result_pkey PRIMARY KEY (batch);

ALTER TABLE ONLY quality.finding
    ADD CONSTRAINT finding_pkey PRIMARY KEY (id);

ALTER TABLE ONLY quality.profile
    ADD CONSTRAINT profile_pkey PRIMARY KEY (batch);

ALTER TABLE ONLY quality.rule
    ADD CONSTRAINT rule_pkey PRIMARY KEY (id);

ALTER TABLE ONLY quality.setting
    ADD CONSTRAINT setting_pkey PRIMARY KEY (name);

ALTER TABLE ONLY quality.stated_rule
    ADD CONSTRAINT stated_rule_pkey PRIMARY KEY (id);

ALTER TABLE ONLY questions.question
    ADD CONSTRAINT question_pkey PRIMARY KEY (id);

ALTER TABLE ONLY questions.question
    ADD CONSTRAINT question_sequence_asker_key UNIQUE (sequence, asker);

ALTER TABLE ONLY reconciliation.comparison
    ADD CONSTRAINT comparison_pkey PRIMARY KEY (code);

ALTER TABLE ONLY reconciliation.run
    ADD CONSTRAINT run_pkey PRIMARY KEY (id);

ALTER TABLE ONLY registers.claim
    ADD CONSTRAINT claim_pkey PRIMARY KEY (dataset, row_key);

ALTER TABLE ONLY registers.company
    ADD CONSTRAINT company_pkey PRIMARY KEY (id);

ALTER TABLE ONLY registers.grid_house
    ADD CONSTRAINT grid_house_pkey PRIMARY KEY (house);

ALTER TABLE ONLY registers.household_due
    ADD CONSTRAINT household_due_pkey PRIMARY KEY (n);

ALTER TABLE ONLY registers.household_member
    ADD CONSTRAINT household_member_pkey PRIMARY KEY (person, "position");

ALTER TABLE ONLY registers.household
    ADD CONSTRAINT household_pkey PRIMARY KEY (id);

ALTER TABLE ONLY registers.household_reckoned
    ADD CONSTRAINT household_reckoned_pkey PRIMARY KEY (person);

ALTER TABLE ONLY registers.join_run
    ADD CONSTRAINT join_run_pkey PRIMARY KEY (batch);

ALTER TABLE ONLY registers.member
    ADD CONSTRAINT member_pkey PRIMARY KEY (dataset, row_key);

ALTER TABLE ONLY registers.movement
    ADD CONSTRAINT movement_pkey PRIMARY KEY (dataset, row_key);

ALTER TABLE ONLY registers.natural_resource
    ADD CONSTRAINT natural_resource_pkey PRIMARY KEY (code);

ALTER TABLE ONLY registers.overlap_asked
    ADD CONSTRAINT overlap_asked_pkey PRIMARY KEY (asked);

ALTER TABLE ONLY registers.person_decision
    ADD CONSTRAINT person_decision_pkey PRIMARY KEY (id);

ALTER TABLE ONLY registers.person
    ADD CONSTRAINT person_pkey PRIMARY KEY (id);

ALTER TABLE ONLY registers.pinned
    ADD CONSTRAINT pinned_pkey PRIMARY KEY (dataset, row_key);

ALTER TABLE ONLY registers.placing_due
    ADD CONSTRAINT placing_due_pkey PRIMARY KEY (n);

ALTER TABLE ONLY registers."placing"
    ADD CONSTRAINT placing_pkey PRIMARY KEY (entity);

ALTER TABLE ONLY registers.resource_overlap
    ADD CONSTRAINT resource_overlap_pkey PRIMARY KEY (id);

ALTER TABLE ONLY registers.setting
    ADD CONSTRAINT setting_pkey PRIMARY KEY (name);

ALTER TABLE ONLY registers.side
    ADD CONSTRAINT side_pkey PRIMARY KEY (id);

ALTER TABLE ONLY registers.side_version
    ADD CONSTRAINT side_version_pkey PRIMARY KEY (side, revision);

ALTER TABLE ONLY registers.taken_back
    ADD CONSTRAINT taken_back_pkey PRIMARY KEY (batch, "row");

ALTER TABLE ONLY relations.purpose
    ADD CONSTRAINT purpose_pkey PRIMARY KEY (code);

ALTER TABLE ONLY relations.purpose_rule
    ADD CONSTRAINT purpose_rule_pkey PRIMARY KEY (one);

ALTER TABLE ONLY relations.relation
    ADD CONSTRAINT relation_pkey PRIMARY KEY (id);

ALTER TABLE ONLY reporting.consent
    ADD CONSTRAINT consent_pkey PRIMARY KEY (id);

ALTER TABLE ONLY reporting.filing
    ADD CONSTRAINT filing_pkey PRIMARY KEY (id);

ALTER TABLE ONLY reporting.question
    ADD CONSTRAINT question_pkey PRIMARY KEY (code);

ALTER TABLE ONLY reporting.respondent
    ADD CONSTRAINT respondent_pkey PRIMARY KEY (code);

ALTER TABLE ONLY reporting.return
    ADD CONSTRAINT return_pkey PRIMARY KEY (code);

ALTER TABLE ONLY reporting.setting
    ADD CONSTRAINT setting_pkey PRIMARY KEY (name);

ALTER TABLE ONLY reporting.sheet
    ADD CONSTRAINT sheet_pkey PRIMARY KEY (respondent, ends_on);

ALTER TABLE ONLY reports.draft
    ADD CONSTRAINT draft_pkey PRIMARY KEY (code);

ALTER TABLE ONLY reports.issue
    ADD CONSTRAINT issue_pkey PRIMARY KEY (id);

ALTER TABLE ONLY reports.printed
    ADD CONSTRAINT printed_pkey PRIMARY KEY (issue);

ALTER TABLE ONLY reports.report
    ADD CONSTRAINT report_pkey PRIMARY KEY (code);

ALTER TABLE ONLY reports.theme
    ADD CONSTRAINT theme_pkey PRIMARY KEY (code);

ALTER TABLE ONLY scheduling.booking
    ADD CONSTRAINT booking_pkey PRIMARY KEY (id);

ALTER TABLE ONLY scheduling.city_rule
    ADD CONSTRAINT city_rule_pkey PRIMARY KEY (service);

ALTER TABLE ONLY scheduling.displacement
    ADD CONSTRAINT displacement_pkey PRIMARY KEY (booking);

ALTER TABLE ONLY scheduling.duty
    ADD CONSTRAINT duty_pkey PRIMARY KEY (code);

ALTER TABLE ONLY scheduling.exception
    ADD CONSTRAINT exception_pkey PRIMARY KEY (code);

ALTER TABLE ONLY scheduling.pool
    ADD CONSTRAINT pool_pkey PRIMARY KEY (slot, channel);

ALTER TABLE ONLY scheduling.queue_number
    ADD CONSTRAINT queue_number_pkey PRIMARY KEY (resource, day);

ALTER TABLE ONLY scheduling.resource
    ADD CONSTRAINT resource_pkey PRIMARY KEY (code);

ALTER TABLE ONLY scheduling.session
    ADD CONSTRAINT session_pkey PRIMARY KEY (code);

ALTER TABLE ONLY scheduling.slot
    ADD CONSTRAINT slot_pkey PRIMARY KEY (id);

ALTER TABLE ONLY scheduling.slot
    ADD CONSTRAINT slot_resource_starts_at_key UNIQUE (resource, starts_at);

ALTER TABLE ONLY scheduling.stop
    ADD CONSTRAINT stop_pkey PRIMARY KEY (id);

ALTER TABLE ONLY scheduling.suspension
    ADD CONSTRAINT suspension_pkey PRIMARY KEY (id);

ALTER TABLE ONLY scheduling.ticket
    ADD CONSTRAINT ticket_booking_key UNIQUE (booking);

ALTER TABLE ONLY scheduling.ticket
    ADD CONSTRAINT ticket_pkey PRIMARY KEY (id);

ALTER TABLE ONLY scheduling.ticket
    ADD CONSTRAINT ticket_resource_day_number_key UNIQUE (resource, day, number);

ALTER TABLE ONLY scheduling.waiting
    ADD CONSTRAINT waiting_pkey PRIMARY KEY (id);

ALTER TABLE ONLY search.entry
    ADD CONSTRAINT entry_pkey PRIMARY KEY (kind, key, field);

ALTER TABLE ONLY search.kind
    ADD CONSTRAINT kind_pkey PRIMARY KEY (kind);

ALTER TABLE ONLY search.pending
    ADD CONSTRAINT pending_pkey PRIMARY KEY (kind, source);

ALTER TABLE ONLY security.control
    ADD CONSTRAINT control_pkey PRIMARY KEY (clause);

ALTER TABLE ONLY security.responsibility
    ADD CONSTRAINT responsibility_pkey PRIMARY KEY (code);

ALTER TABLE ONLY sources.contract
    ADD CONSTRAINT contract_pkey PRIMARY KEY (code);

ALTER TABLE ONLY sources.delivery
    ADD CONSTRAINT delivery_pkey PRIMARY KEY (run, number);

ALTER TABLE ONLY sources.gap
    ADD CONSTRAINT gap_pkey PRIMARY KEY (number);

ALTER TABLE ONLY sources.message
    ADD CONSTRAINT message_pkey PRIMARY KEY (source, digest);

ALTER TABLE ONLY sources.run
    ADD CONSTRAINT run_pkey PRIMARY KEY (id);

ALTER TABLE ONLY sources.source
    ADD CONSTRAINT source_pkey PRIMARY KEY (code);

ALTER TABLE ONLY sources.source_state
    ADD CONSTRAINT source_state_pkey PRIMARY KEY (source);

ALTER TABLE ONLY sources.subscription
    ADD CONSTRAINT subscription_pkey PRIMARY KEY (source);

ALTER TABLE ONLY targets.figure
    ADD CONSTRAINT figure_pkey PRIMARY KEY (id);

ALTER TABLE ONLY tasks.copy
    ADD CONSTRAINT copy_pkey PRIMARY KEY (task, reader_kind, reader);

ALTER TABLE ONLY tasks.escalation
    ADD CONSTRAINT escalation_pkey PRIMARY KEY (task, step);

ALTER TABLE ONLY tasks.note
    ADD CONSTRAINT note_pkey PRIMARY KEY (id);

ALTER TABLE ONLY tasks.pause
    ADD CONSTRAINT pause_pkey PRIMARY KEY (id);

ALTER TABLE ONLY tasks.setting
    ADD CONSTRAINT setting_pkey PRIMARY KEY (name);

ALTER TABLE ONLY tasks.task
    ADD CONSTRAINT task_pkey PRIMARY KEY (id);

ALTER TABLE ONLY tasks.urge
    ADD CONSTRAINT urge_pkey PRIMARY KEY (task, by);

ALTER TABLE ONLY tracks.breach
    ADD CONSTRAINT breach_pkey PRIMARY KEY (device, rule, day);

ALTER TABLE ONLY tracks.day
    ADD CONSTRAINT day_pkey PRIMARY KEY (day);

ALTER TABLE ONLY tracks.device
    ADD CONSTRAINT device_pkey PRIMARY KEY (device);

ALTER TABLE ONLY tracks.latest
    ADD CONSTRAINT latest_pkey PRIMARY KEY (device);

ALTER TABLE ONLY tracks."position"
    ADD CONSTRAINT position_pkey PRIMARY KEY (device, at, serial) INCLUDE (longitude, latitude, speed, direction);

ALTER TABLE ONLY tracks.setting
    ADD CONSTRAINT setting_pkey PRIMARY KEY (name);

ALTER TABLE ONLY tracks.unjudged
    ADD CONSTRAINT unjudged_pkey PRIMARY KEY (device);

CREATE INDEX address_division_code_prefix ON addresses.address USING btree (division text_pattern_ops, code) INCLUDE (withdrawn_at);

CREATE INDEX address_division_township_code_order ON addresses.address USING btree ("left"(division, 9), code) INCLUDE (withdrawn_at, division);

CREATE INDEX address_house ON addresses.address USING btree (house);

CREATE INDEX address_house_code_order ON addresses.address USING btree (house, code) INCLUDE (withdrawn_at);

CREATE INDEX address_initials_search ON addresses.address USING btree (lower(initials) text_pattern_ops);

CREATE INDEX address_local_code_order ON addresses.address USING btree (local, code) INCLUDE (withdrawn_at);

CREATE INDEX address_local_search ON addresses.address USING btree (lower(local) text_pattern_ops);

CREATE INDEX address_merged ON addresses.address USING btree (merged_into) WHERE (merged_into IS NOT NULL);

CREATE INDEX address_pinyin_search ON addresses.address USING btree (lower(pinyin) text_pattern_ops);

CREATE INDEX address_point_place ON addresses.address USING gist (point);

CREATE INDEX address_source_code_order ON addresses.address USING btree (source, code);

CREATE INDEX address_state_code_order ON addresses.address USING btree (state, code) INCLUDE (withdrawn_at);

CREATE INDEX address_town ON addresses.address USING btree ("left"(division, 9), local) WHERE (withdrawn_at IS NULL);

CREATE INDEX until_address ON addresses.address_history USING btree (valid_to);

CREATE UNIQUE INDEX version_address ON addresses.address_history USING btree (code, revision);

CREATE UNIQUE INDEX access_account ON applications.access USING btree (system, account) WHERE (withdrawn_at IS NULL);

CREATE INDEX access_account_id_order ON applications.access USING btree (account, id) INCLUDE (withdrawn_at);

CREATE INDEX access_account_search ON applications.access USING btree (lower(account) text_pattern_ops);

CREATE INDEX access_owner_id_order ON applications.access USING btree (owner, id) INCLUDE (withdrawn_at);

CREATE INDEX access_source_id_order ON applications.access USING btree (source, id);

CREATE INDEX access_system_id_order ON applications.access USING btree (system, id) INCLUDE (withdrawn_at);

CREATE UNIQUE INDEX access_there ON applications.access USING btree (system, there) WHERE (withdrawn_at IS NULL);

CREATE INDEX access_there_search ON applications.access USING btree (lower(there) text_pattern_ops);

CREATE INDEX feed_code_search ON applications.feed USING btree (lower(code) text_pattern_ops);

CREATE INDEX feed_enabled_code_order ON applications.feed USING btree (enabled, code) INCLUDE (withdrawn_at);

CREATE INDEX feed_owner_code_order ON applications.feed USING btree (owner, code) INCLUDE (withdrawn_at);

CREATE INDEX feed_source_code_order ON applications.feed USING btree (source, code);

CREATE INDEX feed_system_code_order ON applications.feed USING btree (system, code) INCLUDE (withdrawn_at);

CREATE INDEX feed_title_en_search ON applications.feed USING btree (lower(title_en) text_pattern_ops);

CREATE INDEX feed_title_zh_search ON applications.feed USING btree (lower(title_zh) text_pattern_ops);

CREATE INDEX health_day_day_id_order ON applications.health_day USING btree (day, id) INCLUDE (withdrawn_at);

CREATE INDEX health_day_owner_day_id_order ON applications.health_day USING btree (owner, day, id) INCLUDE (withdrawn_at);

CREATE INDEX health_day_source_id_order ON applications.health_day USING btree (source, id);

CREATE INDEX health_day_system_day_id_order ON applications.health_day USING btree (system, day, id) INCLUDE (withdrawn_at);

CREATE INDEX interface_code_search ON applications.interface USING btree (lower(code) text_pattern_ops);

CREATE INDEX interface_direction_code_order ON applications.interface USING btree (direction, code) INCLUDE (withdrawn_at);

CREATE INDEX interface_kind_code_order ON applications.interface USING btree (kind, code) INCLUDE (withdrawn_at);

CREATE INDEX interface_owner_code_order ON applications.interface USING btree (owner, code) INCLUDE (withdrawn_at);

CREATE INDEX interface_source_code_order ON applications.interface USING btree (source, code);

CREATE INDEX interface_system_code_order ON applications.interface USING btree (system, code) INCLUDE (withdrawn_at);

CREATE INDEX interface_title_en_search ON applications.interface USING btree (lower(title_en) text_pattern_ops);

CREATE INDEX interface_title_zh_search ON applications.interface USING btree (lower(title_zh) text_pattern_ops);

CREATE INDEX message_account ON applications.message USING btree (system, account) WHERE (NOT told);

CREATE INDEX system_code_search ON applications.system USING btree (lower(code) text_pattern_ops);

CREATE INDEX system_health_code_order ON applications.system USING btree (health, code) INCLUDE (withdrawn_at);

CREATE INDEX system_name_en_search ON applications.system USING btree (lower(name_en) text_pattern_ops);

CREATE INDEX system_name_zh_search ON applications.system USING btree (lower(name_zh) text_pattern_ops);

CREATE INDEX system_owner_code_order ON applications.system USING btree (owner, code) INCLUDE (withdrawn_at);

CREATE INDEX system_sign_on_code_order ON applications.system USING btree (sign_on, code) INCLUDE (withdrawn_at);

CREATE INDEX system_source_code_order ON applications.system USING btree (source, code);

CREATE INDEX system_state_code_order ON applications.system USING btree (state, code) INCLUDE (withdrawn_at);

CREATE INDEX todo_account ON applications.todo USING btree (system, account);

CREATE INDEX until_access ON applications.access_history USING btree (valid_to);

CREATE INDEX until_feed ON applications.feed_history USING btree (valid_to);

CREATE INDEX until_interface ON applications.interface_history USING btree (valid_to);

CREATE INDEX until_system ON applications.system_history USING btree (valid_to);

CREATE INDEX use_day_day_id_order ON applications.use_day USING btree (day, id) INCLUDE (withdrawn_at);

CREATE INDEX use_day_owner_day_id_order ON applications.use_day USING btree (owner, day, id) INCLUDE (withdrawn_at);

CREATE INDEX use_day_source_id_order ON applications.use_day USING btree (source, id);

CREATE INDEX use_day_system_day_id_order ON applications.use_day USING btree (system, day, id) INCLUDE (withdrawn_at);

CREATE UNIQUE INDEX version_access ON applications.access_history USING btree (id, revision);

CREATE UNIQUE INDEX version_feed ON applications.feed_history USING btree (code, revision);

CREATE UNIQUE INDEX version_interface ON applications.interface_history USING btree (code, revision);

CREATE UNIQUE INDEX version_system ON applications.system_history USING btree (code, revision);

CREATE INDEX panel_opened_at_id_order ON assessment.panel USING btree (opened_at, id) INCLUDE (withdrawn_at);

CREATE INDEX panel_organisation_opened_at_id_order ON assessment.panel USING btree (organisation, opened_at, id) INCLUDE (withdrawn_at);

CREATE INDEX panel_source_id_order ON assessment.panel USING btree (source, id);

CREATE INDEX panel_state_opened_at_id_order ON assessment.panel USING btree (state, opened_at, id) INCLUDE (withdrawn_at);

CREATE INDEX reviewer_active_code_order ON assessment.reviewer USING btree (active, code) INCLUDE (withdrawn_at);

CREATE INDEX reviewer_name_search ON assessment.reviewer USING btree (lower(name) text_pattern_ops);

CREATE INDEX reviewer_organisation_code_order ON assessment.reviewer USING btree (organisation, code) INCLUDE (withdrawn_at);

CREATE INDEX reviewer_source_code_order ON assessment.reviewer USING btree (source, code);

CREATE INDEX seat_account ON assessment.seat USING btree (account, state);

CREATE INDEX until_reviewer ON assessment.reviewer_history USING btree (valid_to);

CREATE UNIQUE INDEX version_reviewer ON assessment.reviewer_history USING btree (code, revision);

CREATE INDEX entry_category_code_order ON catalogue.entry USING btree (category, code) INCLUDE (withdrawn_at);

CREATE INDEX entry_code_search ON catalogue.entry USING btree (lower(code) text_pattern_ops);

CREATE INDEX entry_delivered_at_code_order ON catalogue.entry USING btree (delivered_at, code) INCLUDE (withdrawn_at);

CREATE INDEX entry_kind_code_order ON catalogue.entry USING btree (kind, code) INCLUDE (withdrawn_at);

CREATE INDEX entry_open_code_order ON catalogue.entry USING btree (open, code) INCLUDE (withdrawn_at);

CREATE INDEX entry_provider_code_order ON catalogue.entry USING btree (provider, code) INCLUDE (withdrawn_at);

CREATE INDEX entry_resource_code_search ON catalogue.entry USING btree (lower(resource_code) text_pattern_ops);

CREATE INDEX entry_share_code_order ON catalogue.entry USING btree (share, code) INCLUDE (withdrawn_at);

CREATE INDEX entry_source_code_order ON catalogue.entry USING btree (source, code);

CREATE INDEX entry_theme_code_order ON catalogue.entry USING btree (theme, code) INCLUDE (withdrawn_at);

CREATE INDEX entry_title_en_search ON catalogue.entry USING btree (lower(title_en) text_pattern_ops);

CREATE INDEX entry_title_zh_search ON catalogue.entry USING btree (lower(title_zh) text_pattern_ops);

CREATE INDEX entry_words_search ON catalogue.entry USING btree (lower(words) text_pattern_ops);

CREATE INDEX sharing_limit_origin ON catalogue.sharing_limit USING btree (origin);

CREATE INDEX thematic_clause_code_order ON catalogue.thematic USING btree (clause, code) INCLUDE (withdrawn_at);

CREATE INDEX thematic_code_search ON catalogue.thematic USING btree (lower(code) text_pattern_ops);

CREATE INDEX thematic_delivered_at_code_order ON catalogue.thematic USING btree (delivered_at, code) INCLUDE (withdrawn_at);

CREATE INDEX thematic_owner_code_order ON catalogue.thematic USING btree (owner, code) INCLUDE (withdrawn_at);

CREATE INDEX thematic_rows_code_order ON catalogue.thematic USING btree (rows, code) INCLUDE (withdrawn_at);

CREATE INDEX thematic_source_code_order ON catalogue.thematic USING btree (source, code);

CREATE INDEX thematic_title_en_search ON catalogue.thematic USING btree (lower(title_en) text_pattern_ops);

CREATE INDEX thematic_title_zh_search ON catalogue.thematic USING btree (lower(title_zh) text_pattern_ops);

CREATE INDEX until_entry ON catalogue.entry_history USING btree (valid_to);

CREATE INDEX until_thematic ON catalogue.thematic_history USING btree (valid_to);

CREATE UNIQUE INDEX version_entry ON catalogue.entry_history USING btree (code, revision);

CREATE UNIQUE INDEX version_thematic ON catalogue.thematic_history USING btree (code, revision);

CREATE INDEX description_category_code_order ON cataloguing.description USING btree (category, code) INCLUDE (withdrawn_at);

CREATE INDEX description_code_search ON cataloguing.description USING btree (lower(code) text_pattern_ops);

CREATE INDEX description_open_code_order ON cataloguing.description USING btree (open, code) INCLUDE (withdrawn_at);

CREATE INDEX description_provider_code_order ON cataloguing.description USING btree (provider, code) INCLUDE (withdrawn_at);

CREATE INDEX description_published_on_code_order ON cataloguing.description USING btree (published_on, code) INCLUDE (withdrawn_at);

CREATE INDEX description_resource_code_search ON cataloguing.description USING btree (lower(resource_code) text_pattern_ops);

CREATE INDEX description_share_code_order ON cataloguing.description USING btree (share, code) INCLUDE (withdrawn_at);

CREATE INDEX description_source_code_order ON cataloguing.description USING btree (source, code);

CREATE INDEX description_state_code_order ON cataloguing.description USING btree (state, code) INCLUDE (withdrawn_at);

CREATE INDEX description_theme_code_order ON cataloguing.description USING btree (theme, code) INCLUDE (withdrawn_at);

CREATE INDEX description_title_en_search ON cataloguing.description USING btree (lower(title_en) text_pattern_ops);

CREATE INDEX description_title_zh_search ON cataloguing.description USING btree (lower(title_zh) text_pattern_ops);

CREATE INDEX item_code_search ON cataloguing.item USING btree (lower(code) text_pattern_ops);

CREATE INDEX item_label_zh_search ON cataloguing.item USING btree (lower(label_zh) text_pattern_ops);

CREATE INDEX item_position_code_order ON cataloguing.item USING btree ("position", code) INCLUDE (withdrawn_at);

CREATE INDEX item_provider_code_order ON cataloguing.item USING btree (provider, code) INCLUDE (withdrawn_at);

CREATE INDEX item_resource_code_order ON cataloguing.item USING btree (resource, code) INCLUDE (withdrawn_at);

CREATE INDEX item_sensitivity_code_order ON cataloguing.item USING btree (sensitivity, code) INCLUDE (withdrawn_at);

CREATE INDEX item_source_code_order ON cataloguing.item USING btree (source, code);

CREATE INDEX item_type_code_order ON cataloguing.item USING btree (type, code) INCLUDE (withdrawn_at);

CREATE INDEX until_description ON cataloguing.description_history USING btree (valid_to);

CREATE INDEX until_item ON cataloguing.item_history USING btree (valid_to);

CREATE UNIQUE INDEX version_description ON cataloguing.description_history USING btree (code, revision);

CREATE UNIQUE INDEX version_item ON cataloguing.item_history USING btree (code, revision);

CREATE INDEX asset_code_search ON cloud.asset USING btree (lower(code) text_pattern_ops);

CREATE INDEX asset_kind_code_order ON cloud.asset USING btree (kind, code) INCLUDE (withdrawn_at);

CREATE INDEX asset_name_search ON cloud.asset USING btree (lower(name) text_pattern_ops);

CREATE INDEX asset_owner_code_order ON cloud.asset USING btree (owner, code) INCLUDE (withdrawn_at);

CREATE INDEX asset_parent_code_order ON cloud.asset USING btree (parent, code) INCLUDE (withdrawn_at);

CREATE INDEX asset_since_code_order ON cloud.asset USING btree (since, code) INCLUDE (withdrawn_at);

CREATE INDEX asset_source_code_order ON cloud.asset USING btree (source, code);

CREATE INDEX asset_state_code_order ON cloud.asset USING btree (state, code) INCLUDE (withdrawn_at);

CREATE INDEX asset_system_code_order ON cloud.asset USING btree (system, code) INCLUDE (withdrawn_at);

CREATE INDEX asset_tenant_code_order ON cloud.asset USING btree (tenant, code) INCLUDE (withdrawn_at);

CREATE INDEX backup_id_search ON cloud.backup USING btree (lower(id) text_pattern_ops);

CREATE INDEX backup_result_started_at_id_order ON cloud.backup USING btree (result, started_at, id) INCLUDE (withdrawn_at);

CREATE INDEX backup_source_id_order ON cloud.backup USING btree (source, id);

CREATE INDEX backup_started_at_id_order ON cloud.backup USING btree (started_at, id) INCLUDE (withdrawn_at);

CREATE INDEX drill_backup_search ON cloud.drill USING btree (lower(backup) text_pattern_ops);

CREATE INDEX drill_id_search ON cloud.drill USING btree (lower(id) text_pattern_ops);

CREATE INDEX drill_result_started_at_id_order ON cloud.drill USING btree (result, started_at, id) INCLUDE (withdrawn_at);

CREATE INDEX drill_source_id_order ON cloud.drill USING btree (source, id);

CREATE INDEX drill_started_at_id_order ON cloud.drill USING btree (started_at, id) INCLUDE (withdrawn_at);

CREATE INDEX observation_at ON cloud.observation USING btree (at);

CREATE INDEX quota_request_all ON cloud.quota_request USING btree (asked_at DESC, id DESC);

CREATE UNIQUE INDEX quota_request_open ON cloud.quota_request USING btree (tenant) WHERE (state = 'asked'::text);

CREATE INDEX quota_request_tenant ON cloud.quota_request USING btree (tenant, asked_at DESC, id DESC);

CREATE INDEX quota_source_tenant_order ON cloud.quota USING btree (source, tenant);

CREATE INDEX quota_tenant_order ON cloud.quota USING btree (tenant) INCLUDE (withdrawn_at);

CREATE INDEX recovery_proof_id_search ON cloud.recovery_proof USING btree (lower(id) text_pattern_ops);

CREATE INDEX recovery_proof_kind_point_id_order ON cloud.recovery_proof USING btree (kind, point, id) INCLUDE (withdrawn_at);

CREATE INDEX recovery_proof_newest ON cloud.recovery_proof USING btree (system, kind, point DESC) WHERE (withdrawn_at IS NULL);

CREATE INDEX recovery_proof_point_id_order ON cloud.recovery_proof USING btree (point, id) INCLUDE (withdrawn_at);

CREATE INDEX recovery_proof_result_point_id_order ON cloud.recovery_proof USING btree (result, point, id) INCLUDE (withdrawn_at);

CREATE INDEX recovery_proof_source_id_order ON cloud.recovery_proof USING btree (source, id);

CREATE INDEX recovery_proof_system_point_id_order ON cloud.recovery_proof USING btree (system, point, id) INCLUDE (withdrawn_at);

CREATE INDEX recovery_proof_system_search ON cloud.recovery_proof USING btree (lower(system) text_pattern_ops);

CREATE INDEX system_code_search ON cloud.system USING btree (lower(code) text_pattern_ops);

CREATE INDEX system_kept_code_order ON cloud.system USING btree (kept, code) INCLUDE (withdrawn_at);

CREATE INDEX system_name_search ON cloud.system USING btree (lower(name) text_pattern_ops);

CREATE INDEX system_owner_code_order ON cloud.system USING btree (owner, code) INCLUDE (withdrawn_at);

CREATE INDEX system_since_code_order ON cloud.system USING btree (since, code) INCLUDE (withdrawn_at);

CREATE INDEX system_source_code_order ON cloud.system USING btree (source, code);

CREATE INDEX until_asset ON cloud.asset_history USING btree (valid_to);

CREATE INDEX until_backup ON cloud.backup_history USING btree (valid_to);

CREATE INDEX until_drill ON cloud.drill_history USING btree (valid_to);

CREATE INDEX until_quota ON cloud.quota_history USING btree (valid_to);

CREATE INDEX until_recovery_proof ON cloud.recovery_proof_history USING btree (valid_to);

CREATE INDEX until_system ON cloud.system_history USING btree (valid_to);

CREATE UNIQUE INDEX version_asset ON cloud.asset_history USING btree (code, revision);

CREATE UNIQUE INDEX version_backup ON cloud.backup_history USING btree (id, revision);

CREATE UNIQUE INDEX version_drill ON cloud.drill_history USING btree (id, revision);

CREATE UNIQUE INDEX version_quota ON cloud.quota_history USING btree (tenant, revision);

CREATE UNIQUE INDEX version_recovery_proof ON cloud.recovery_proof_history USING btree (id, revision);

CREATE UNIQUE INDEX version_system ON cloud.system_history USING btree (code, revision);

CREATE INDEX code_table_complete_id_order ON codes.code_table USING btree (complete, id) INCLUDE (withdrawn_at);

CREATE INDEX code_table_id_search ON codes.code_table USING btree (lower(id) text_pattern_ops);

CREATE INDEX code_table_invented_id_order ON codes.code_table USING btree (invented, id) INCLUDE (withdrawn_at);

CREATE INDEX code_table_name_zh_search ON codes.code_table USING btree (lower(name_zh) text_pattern_ops);

CREATE INDEX code_table_source_id_order ON codes.code_table USING btree (source, id);

CREATE INDEX mapping_from ON codes.mapping USING btree (from_table, to_table, from_code);

CREATE INDEX mapping_from_code_search ON codes.mapping USING btree (lower(from_code) text_pattern_ops);

CREATE INDEX mapping_from_table_key_order ON codes.mapping USING btree (from_table, key) INCLUDE (withdrawn_at);

CREATE INDEX mapping_key_search ON codes.mapping USING btree (lower(key) text_pattern_ops);

CREATE INDEX mapping_kind_key_order ON codes.mapping USING btree (kind, key) INCLUDE (withdrawn_at);

CREATE INDEX mapping_source_key_order ON codes.mapping USING btree (source, key);

CREATE INDEX mapping_to ON codes.mapping USING btree (to_table, from_table, to_code);

CREATE INDEX mapping_to_code_search ON codes.mapping USING btree (lower(to_code) text_pattern_ops);

CREATE INDEX mapping_to_table_key_order ON codes.mapping USING btree (to_table, key) INCLUDE (withdrawn_at);

CREATE INDEX until_code_table ON codes.code_table_history USING btree (valid_to);

CREATE INDEX until_mapping ON codes.mapping_history USING btree (valid_to);

CREATE INDEX until_value ON codes.value_history USING btree (valid_to);

CREATE INDEX value_code_search ON codes.value USING btree (lower(code) text_pattern_ops);

CREATE INDEX value_code_table_key_order ON codes.value USING btree (code_table, key) INCLUDE (withdrawn_at);

CREATE INDEX value_name_zh_search ON codes.value USING btree (lower(name_zh) text_pattern_ops);

CREATE INDEX value_of_code ON codes.value USING btree (code_table, code);

CREATE INDEX value_of_parent ON codes.value USING btree (code_table, parent, "position");

CREATE INDEX value_of_table ON codes.value USING btree (code_table, "position", key);

CREATE INDEX value_parent_key_order ON codes.value USING btree (parent, key) INCLUDE (withdrawn_at);

CREATE INDEX value_source_key_order ON codes.value USING btree (source, key);

CREATE UNIQUE INDEX version_code_table ON codes.code_table_history USING btree (id, revision);

CREATE UNIQUE INDEX version_mapping ON codes.mapping_history USING btree (key, revision);

CREATE UNIQUE INDEX version_value ON codes.value_history USING btree (key, revision);

CREATE INDEX miss_marked_at_id_order ON decision_support.miss USING btree (marked_at, id) INCLUDE (withdrawn_at);

CREATE INDEX miss_owner_marked_at_id_order ON decision_support.miss USING btree (owner, marked_at, id) INCLUDE (withdrawn_at);

CREATE INDEX miss_period_search ON decision_support.miss USING btree (lower(period) text_pattern_ops);

CREATE INDEX miss_rule_marked_at_id_order ON decision_support.miss USING btree (rule, marked_at, id) INCLUDE (withdrawn_at);

CREATE INDEX miss_source_id_order ON decision_support.miss USING btree (source, id);

CREATE INDEX risk_coalesce_task_idx ON decision_support.risk USING btree (COALESCE(chance, ('-1'::integer)::double precision) DESC, task);

CREATE INDEX rule_code_search ON decision_support.rule USING btree (lower(code) text_pattern_ops);

CREATE INDEX rule_kind_code_order ON decision_support.rule USING btree (kind, code) INCLUDE (withdrawn_at);

CREATE INDEX rule_measure_code_order ON decision_support.rule USING btree (measure, code) INCLUDE (withdrawn_at);

CREATE INDEX rule_owner_code_order ON decision_support.rule USING btree (owner, code) INCLUDE (withdrawn_at);

CREATE INDEX rule_source_code_order ON decision_support.rule USING btree (source, code);

CREATE INDEX rule_title_en_search ON decision_support.rule USING btree (lower(title_en) text_pattern_ops);

CREATE INDEX rule_title_zh_code_order ON decision_support.rule USING btree (title_zh, code) INCLUDE (withdrawn_at);

CREATE INDEX rule_title_zh_search ON decision_support.rule USING btree (lower(title_zh) text_pattern_ops);

CREATE INDEX until_miss ON decision_support.miss_history USING btree (valid_to);

CREATE INDEX until_rule ON decision_support.rule_history USING btree (valid_to);

CREATE INDEX until_warning ON decision_support.warning_history USING btree (valid_to);

CREATE UNIQUE INDEX version_miss ON decision_support.miss_history USING btree (id, revision);

CREATE UNIQUE INDEX version_rule ON decision_support.rule_history USING btree (code, revision);

CREATE UNIQUE INDEX version_warning ON decision_support.warning_history USING btree (id, revision);

CREATE INDEX warning_data_owner_raised_at_id_order ON decision_support.warning USING btree (data_owner, raised_at, id) INCLUDE (withdrawn_at);

CREATE INDEX warning_level_raised_at_id_order ON decision_support.warning USING btree (level, raised_at, id) INCLUDE (withdrawn_at);

CREATE INDEX warning_measure_raised_at_id_order ON decision_support.warning USING btree (measure, raised_at, id) INCLUDE (withdrawn_at);

CREATE INDEX warning_owner_raised_at_id_order ON decision_support.warning USING btree (owner, raised_at, id) INCLUDE (withdrawn_at);

CREATE INDEX warning_raised_at_id_order ON decision_support.warning USING btree (raised_at, id) INCLUDE (withdrawn_at);

CREATE INDEX warning_rule_place_key_begins_idx ON decision_support.warning USING btree (rule, place_key, begins);

CREATE INDEX warning_rule_raised_at_id_order ON decision_support.warning USING btree (rule, raised_at, id) INCLUDE (withdrawn_at);

CREATE INDEX warning_source_id_order ON decision_support.warning USING btree (source, id);

CREATE INDEX warning_standing_raised_at_id_order ON decision_support.warning USING btree (standing, raised_at, id) INCLUDE (withdrawn_at);

CREATE INDEX warning_state_raised_at_id_order ON decision_support.warning USING btree (state, raised_at, id) INCLUDE (withdrawn_at);

CREATE INDEX warning_subject ON decision_support.warning USING btree (subject, rule) WHERE (subject IS NOT NULL);

CREATE INDEX warning_title_en_search ON decision_support.warning USING btree (lower(title_en) text_pattern_ops);

CREATE INDEX warning_title_zh_search ON decision_support.warning USING btree (lower(title_zh) text_pattern_ops);

CREATE INDEX warning_verdict_raised_at_id_order ON decision_support.warning USING btree (verdict, raised_at, id) INCLUDE (withdrawn_at);

CREATE INDEX attachment_of ON documents.attachment USING btree (of_module, of_record, of_key);

CREATE INDEX attachment_owner ON documents.attachment USING btree (owner, added_at);

CREATE INDEX attachment_pending ON documents.attachment USING btree (pending_since) WHERE (pending_since IS NOT NULL);

CREATE INDEX paper_issued_on_id_order ON documents.paper USING btree (issued_on, id) INCLUDE (withdrawn_at);

CREATE INDEX paper_issuer_issued_on_id_order ON documents.paper USING btree (issuer, issued_on, id) INCLUDE (withdrawn_at);

CREATE INDEX paper_kept_until_issued_on_id_order ON documents.paper USING btree (kept_until, issued_on, id) INCLUDE (withdrawn_at);

CREATE INDEX paper_number_id_order ON documents.paper USING btree (number, id) INCLUDE (withdrawn_at);

CREATE INDEX paper_number_search ON documents.paper USING btree (lower(number) text_pattern_ops);

CREATE INDEX paper_retention_issued_on_id_order ON documents.paper USING btree (retention, issued_on, id) INCLUDE (withdrawn_at);

CREATE INDEX paper_source_id_order ON documents.paper USING btree (source, id);

CREATE INDEX paper_state_issued_on_id_order ON documents.paper USING btree (state, issued_on, id) INCLUDE (withdrawn_at);

CREATE INDEX paper_template_issued_on_id_order ON documents.paper USING btree (template, issued_on, id) INCLUDE (withdrawn_at);

CREATE INDEX paper_title_search ON documents.paper USING btree (lower(title) text_pattern_ops);

CREATE UNIQUE INDEX template_draft ON documents.template USING btree (code) WHERE (state = 'draft'::text);

CREATE UNIQUE INDEX template_published ON documents.template USING btree (code) WHERE (state = 'published'::text);

CREATE INDEX until_paper ON documents.paper_history USING btree (valid_to);

CREATE UNIQUE INDEX version_paper ON documents.paper_history USING btree (id, revision);

CREATE INDEX alarm_company_occurred_at_id_order ON elevators.alarm USING btree (company, occurred_at, id) INCLUDE (withdrawn_at);

CREATE INDEX alarm_kind_occurred_at_id_order ON elevators.alarm USING btree (kind, occurred_at, id) INCLUDE (withdrawn_at);

CREATE INDEX alarm_lift_occurred_at_id_order ON elevators.alarm USING btree (lift, occurred_at, id) INCLUDE (withdrawn_at);

CREATE INDEX alarm_lift_search ON elevators.alarm USING btree (lower(lift) text_pattern_ops);

CREATE INDEX alarm_maintainer_occurred_at_id_order ON elevators.alarm USING btree (maintainer, occurred_at, id) INCLUDE (withdrawn_at);

CREATE INDEX alarm_number_search ON elevators.alarm USING btree (lower(number) text_pattern_ops);

CREATE INDEX alarm_occurred_at_id_order ON elevators.alarm USING btree (occurred_at, id) INCLUDE (withdrawn_at);

CREATE INDEX alarm_result_occurred_at_id_order ON elevators.alarm USING btree (result, occurred_at, id) INCLUDE (withdrawn_at);

CREATE INDEX alarm_source_id_order ON elevators.alarm USING btree (source, id);

CREATE INDEX alarm_state_occurred_at_id_order ON elevators.alarm USING btree (state, occurred_at, id) INCLUDE (withdrawn_at);

CREATE INDEX alarm_user_unit_occurred_at_id_order ON elevators.alarm USING btree (user_unit, occurred_at, id) INCLUDE (withdrawn_at);

CREATE INDEX lift_address_search ON elevators.lift USING btree (lower(address) text_pattern_ops);

CREATE INDEX lift_code_search ON elevators.lift USING btree (lower(code) text_pattern_ops);

CREATE INDEX lift_division_code_prefix ON elevators.lift USING btree (division text_pattern_ops, code) INCLUDE (withdrawn_at);

CREATE INDEX lift_division_township_code_order ON elevators.lift USING btree ("left"(division, 9), code) INCLUDE (withdrawn_at, division);

CREATE INDEX lift_in_use_since_code_order ON elevators.lift USING btree (in_use_since, code) INCLUDE (withdrawn_at);

CREATE INDEX lift_inspect_by_code_order ON elevators.lift USING btree (inspect_by, code) INCLUDE (withdrawn_at);

CREATE INDEX lift_maintainer_code_order ON elevators.lift USING btree (maintainer, code) INCLUDE (withdrawn_at);

CREATE INDEX lift_monitored_by_code_order ON elevators.lift USING btree (monitored_by, code) INCLUDE (withdrawn_at);

CREATE INDEX lift_monitored_code_order ON elevators.lift USING btree (monitored, code) INCLUDE (withdrawn_at);

CREATE INDEX lift_source_code_order ON elevators.lift USING btree (source, code);

CREATE INDEX lift_user_unit_code_order ON elevators.lift USING btree (user_unit, code) INCLUDE (withdrawn_at);

CREATE INDEX until_alarm ON elevators.alarm_history USING btree (valid_to);

CREATE INDEX until_lift ON elevators.lift_history USING btree (valid_to);

CREATE UNIQUE INDEX version_alarm ON elevators.alarm_history USING btree (id, revision);

CREATE UNIQUE INDEX version_lift ON elevators.lift_history USING btree (code, revision);

CREATE INDEX glass_broken_at ON emergency.glass USING btree (broken_at DESC, id DESC);

CREATE INDEX glass_broken_by ON emergency.glass USING btree (broken_by, broken_at DESC, id DESC);

CREATE INDEX agreement_consumer_id_order ON exchange.agreement USING btree (consumer, id) INCLUDE (withdrawn_at);

CREATE INDEX agreement_dataset_id_order ON exchange.agreement USING btree (dataset, id) INCLUDE (withdrawn_at);

CREATE INDEX agreement_id_search ON exchange.agreement USING btree (lower(id) text_pattern_ops);

CREATE INDEX agreement_period_until_id_order ON exchange.agreement USING btree (period_until, id) INCLUDE (withdrawn_at);

CREATE INDEX agreement_provider_id_order ON exchange.agreement USING btree (provider, id) INCLUDE (withdrawn_at);

CREATE INDEX agreement_source_id_order ON exchange.agreement USING btree (source, id);

CREATE INDEX agreement_state_id_order ON exchange.agreement USING btree (state, id) INCLUDE (withdrawn_at);

CREATE UNIQUE INDEX consumer_key_current ON exchange.consumer_key USING btree (client) WHERE (until IS NULL);

CREATE INDEX receipt_agreement ON exchange.receipt USING btree (agreement, batch, place);

CREATE INDEX receipt_consumer ON exchange.receipt USING btree (consumer, batch, place);

CREATE UNIQUE INDEX receipt_id ON exchange.receipt USING btree (id);

CREATE INDEX receipt_open_at ON exchange.receipt_open USING btree (at);

CREATE INDEX report_agreement_number_order ON exchange.report USING btree (agreement, number) INCLUDE (withdrawn_at);

CREATE INDEX report_consumer_number_order ON exchange.report USING btree (consumer, number) INCLUDE (withdrawn_at);

CREATE INDEX report_dataset_number_order ON exchange.report USING btree (dataset, number) INCLUDE (withdrawn_at);

CREATE INDEX report_number_search ON exchange.report USING btree (lower(number) text_pattern_ops);

CREATE INDEX report_provider_number_order ON exchange.report USING btree (provider, number) INCLUDE (withdrawn_at);

CREATE INDEX report_reported_at_number_order ON exchange.report USING btree (reported_at, number) INCLUDE (withdrawn_at);

CREATE INDEX report_source_number_order ON exchange.report USING btree (source, number);

CREATE INDEX report_state_number_order ON exchange.report USING btree (state, number) INCLUDE (withdrawn_at);

CREATE INDEX request_asked_at_number_order ON exchange.request USING btree (asked_at, number) INCLUDE (withdrawn_at);

CREATE INDEX request_consumer_number_order ON exchange.request USING btree (consumer, number) INCLUDE (withdrawn_at);

CREATE INDEX request_dataset_number_order ON exchange.request USING btree (dataset, number) INCLUDE (withdrawn_at);

CREATE INDEX request_number_search ON exchange.request USING btree (lower(number) text_pattern_ops);

CREATE INDEX request_provider_number_order ON exchange.request USING btree (provider, number) INCLUDE (withdrawn_at);

CREATE INDEX request_source_number_order ON exchange.request USING btree (source, number);

CREATE INDEX request_state_number_order ON exchange.request USING btree (state, number) INCLUDE (withdrawn_at);

CREATE UNIQUE INDEX subscribed_row_change ON exchange.subscribed_row USING btree (agreement, change);

CREATE INDEX until_agreement ON exchange.agreement_history USING btree (valid_to);

CREATE INDEX until_report ON exchange.report_history USING btree (valid_to);

CREATE INDEX until_request ON exchange.request_history USING btree (valid_to);

CREATE INDEX use_day_day ON exchange.use_day USING btree (day);

CREATE UNIQUE INDEX version_agreement ON exchange.agreement_history USING btree (id, revision);

CREATE UNIQUE INDEX version_report ON exchange.report_history USING btree (number, revision);

CREATE UNIQUE INDEX version_request ON exchange.request_history USING btree (number, revision);

CREATE INDEX envelope_survey ON feedback.envelope USING btree (survey);

CREATE INDEX invitation_person ON feedback.invitation USING btree (person);

CREATE INDEX rating_organisation ON feedback.rating USING btree (organisation, rated_at DESC, id DESC) WHERE (grade IS NOT NULL);

CREATE INDEX rating_person ON feedback.rating USING btree (person, asked_at DESC, id DESC);

CREATE UNIQUE INDEX survey_answer_person ON feedback.survey_answer USING btree (survey, person) WHERE (person IS NOT NULL);

CREATE INDEX survey_answer_survey ON feedback.survey_answer USING btree (survey);

CREATE INDEX survey_list ON feedback.survey USING btree (created_at DESC, id DESC);

CREATE INDEX terminal_device_phone_order ON fleet.terminal USING btree (device, phone) INCLUDE (withdrawn_at);

CREATE INDEX terminal_device_search ON fleet.terminal USING btree (lower(device) text_pattern_ops);

CREATE INDEX terminal_owner_phone_order ON fleet.terminal USING btree (owner, phone) INCLUDE (withdrawn_at);

CREATE INDEX terminal_phone_search ON fleet.terminal USING btree (lower(phone) text_pattern_ops);

CREATE INDEX terminal_source_phone_order ON fleet.terminal USING btree (source, phone);

CREATE INDEX terminal_system_phone_order ON fleet.terminal USING btree (system, phone) INCLUDE (withdrawn_at);

CREATE INDEX terminal_vehicle_phone_order ON fleet.terminal USING btree (vehicle, phone) INCLUDE (withdrawn_at);

CREATE INDEX until_terminal ON fleet.terminal_history USING btree (valid_to);

CREATE INDEX until_vehicle ON fleet.vehicle_history USING btree (valid_to);

CREATE INDEX vehicle_kind_plate_order ON fleet.vehicle USING btree (kind, plate) INCLUDE (withdrawn_at);

CREATE INDEX vehicle_owner_plate_order ON fleet.vehicle USING btree (owner, plate) INCLUDE (withdrawn_at);

CREATE INDEX vehicle_plate_search ON fleet.vehicle USING btree (lower(plate) text_pattern_ops);

CREATE INDEX vehicle_source_plate_order ON fleet.vehicle USING btree (source, plate);

CREATE UNIQUE INDEX version_terminal ON fleet.terminal_history USING btree (phone, revision);

CREATE UNIQUE INDEX version_vehicle ON fleet.vehicle_history USING btree (plate, revision);

CREATE INDEX restaurant_division_code_prefix ON food_safety.restaurant USING btree (division text_pattern_ops, code) INCLUDE (withdrawn_at);

CREATE INDEX restaurant_division_township_code_order ON food_safety.restaurant USING btree ("left"(division, 9), code) INCLUDE (withdrawn_at, division);

CREATE INDEX restaurant_name_en_search ON food_safety.restaurant USING btree (lower(name_en) text_pattern_ops);

CREATE INDEX restaurant_name_zh_code_order ON food_safety.restaurant USING btree (name_zh, code) INCLUDE (withdrawn_at);

CREATE INDEX restaurant_name_zh_search ON food_safety.restaurant USING btree (lower(name_zh) text_pattern_ops);

CREATE INDEX restaurant_source_code_order ON food_safety.restaurant USING btree (source, code);

CREATE INDEX until_restaurant ON food_safety.restaurant_history USING btree (valid_to);

CREATE UNIQUE INDEX version_restaurant ON food_safety.restaurant_history USING btree (code, revision);

CREATE UNIQUE INDEX answer_draft ON forms.answer USING btree (form, subject, COALESCE(on_behalf_of, ''::text)) WHERE (state = 'draft'::text);

CREATE INDEX answer_form ON forms.answer USING btree (form, submitted_at, id) WHERE (state <> 'draft'::text);

CREATE INDEX answer_on_behalf_of ON forms.answer USING btree (on_behalf_of, saved_at) WHERE (on_behalf_of IS NOT NULL);

CREATE INDEX answer_subject ON forms.answer USING btree (subject, saved_at);

CREATE UNIQUE INDEX form_draft ON forms.form USING btree (code) WHERE (state = 'draft'::text);

CREATE UNIQUE INDEX form_published ON forms.form USING btree (code) WHERE (state = 'published'::text);

CREATE INDEX application_account ON grants.application USING btree (account, filed_at);

CREATE INDEX application_filed_at_id_order ON grants.application USING btree (filed_at, id) INCLUDE (withdrawn_at);

CREATE INDEX application_matter ON grants.application USING btree (applicant, matter, filed_at);

CREATE UNIQUE INDEX application_once ON grants.application USING btree (scheme, applicant_kind, applicant) WHERE (state <> 'withdrawn'::text);

CREATE INDEX application_organisation_filed_at_id_order ON grants.application USING btree (organisation, filed_at, id) INCLUDE (withdrawn_at);

CREATE INDEX application_receipt_search ON grants.application USING btree (lower(receipt) text_pattern_ops);

CREATE INDEX application_scheme_filed_at_id_order ON grants.application USING btree (scheme, filed_at, id) INCLUDE (withdrawn_at);

CREATE INDEX application_source_id_order ON grants.application USING btree (source, id);

CREATE INDEX application_state_filed_at_id_order ON grants.application USING btree (state, filed_at, id) INCLUDE (withdrawn_at);

CREATE INDEX scheme_audience_closes_at_code_order ON grants.scheme USING btree (audience, closes_at, code) INCLUDE (withdrawn_at);

CREATE INDEX scheme_closes_at_code_order ON grants.scheme USING btree (closes_at, code) INCLUDE (withdrawn_at);

CREATE UNIQUE INDEX scheme_form ON grants.scheme USING btree (form) WHERE (withdrawn_at IS NULL);

CREATE INDEX scheme_organisation_closes_at_code_order ON grants.scheme USING btree (organisation, closes_at, code) INCLUDE (withdrawn_at);

CREATE INDEX scheme_source_code_order ON grants.scheme USING btree (source, code);

CREATE INDEX scheme_title_zh_search ON grants.scheme USING btree (lower(title_zh) text_pattern_ops);

CREATE INDEX until_application ON grants.application_history USING btree (valid_to);

CREATE INDEX until_scheme ON grants.scheme_history USING btree (valid_to);

CREATE UNIQUE INDEX version_application ON grants.application_history USING btree (id, revision);

CREATE UNIQUE INDEX version_scheme ON grants.scheme_history USING btree (code, revision);

CREATE INDEX hand_over_agreed ON handover.hand_over USING btree (received_at) WHERE (state = 'agreed'::text);

CREATE INDEX hand_over_batch ON handover.hand_over USING btree (batch) WHERE (batch IS NOT NULL);

CREATE INDEX hand_over_dataset_handed_on_number_order ON handover.hand_over USING btree (dataset, handed_on, number) INCLUDE (withdrawn_at);

CREATE INDEX hand_over_desk_handed_on_number_order ON handover.hand_over USING btree (desk, handed_on, number) INCLUDE (withdrawn_at);

CREATE INDEX hand_over_handed_on_number_order ON handover.hand_over USING btree (handed_on, number) INCLUDE (withdrawn_at);

CREATE UNIQUE INDEX hand_over_medium ON handover.hand_over USING btree (medium_number) WHERE ((medium_state <> 'returned'::text) AND (withdrawn_at IS NULL));

CREATE INDEX hand_over_medium_kind_handed_on_number_order ON handover.hand_over USING btree (medium_kind, handed_on, number) INCLUDE (withdrawn_at);

CREATE INDEX hand_over_medium_number_search ON handover.hand_over USING btree (lower(medium_number) text_pattern_ops);

CREATE INDEX hand_over_medium_state_handed_on_number_order ON handover.hand_over USING btree (medium_state, handed_on, number) INCLUDE (withdrawn_at);

CREATE INDEX hand_over_number_search ON handover.hand_over USING btree (lower(number) text_pattern_ops);

CREATE INDEX hand_over_owner_handed_on_number_order ON handover.hand_over USING btree (owner, handed_on, number) INCLUDE (withdrawn_at);

CREATE UNIQUE INDEX hand_over_seal ON handover.hand_over USING btree (seal_number) WHERE ((seal_number IS NOT NULL) AND (withdrawn_at IS NULL));

CREATE INDEX hand_over_source_number_order ON handover.hand_over USING btree (source, number);

CREATE INDEX hand_over_state_handed_on_number_order ON handover.hand_over USING btree (state, handed_on, number) INCLUDE (withdrawn_at);

CREATE INDEX until_hand_over ON handover.hand_over_history USING btree (valid_to);

CREATE UNIQUE INDEX version_hand_over ON handover.hand_over_history USING btree (number, revision);

CREATE INDEX account_account_search ON identity.account USING btree (lower(account) text_pattern_ops);

CREATE INDEX account_kind_account_order ON identity.account USING btree (kind, account) INCLUDE (withdrawn_at);

CREATE INDEX account_source_account_order ON identity.account USING btree (source, account);

CREATE INDEX account_suspended_account_order ON identity.account USING btree (suspended, account) INCLUDE (withdrawn_at);

CREATE INDEX application_created ON identity.application USING btree (created_at, id);

CREATE INDEX client_created ON identity.client USING btree (created_at, id);

CREATE INDEX conflict_found_at_id_order ON identity.conflict USING btree (found_at, id) INCLUDE (withdrawn_at);

CREATE INDEX conflict_source_id_order ON identity.conflict USING btree (source, id);

CREATE INDEX conflict_state_found_at_id_order ON identity.conflict USING btree (state, found_at, id) INCLUDE (withdrawn_at);

CREATE INDEX delegation_from ON identity.delegation USING btree (from_account, ends_at);

CREATE INDEX delegation_to ON identity.delegation USING btree (to_account, ends_at);

CREATE INDEX entered_untold ON identity.entered USING btree (session) WHERE (told_at IS NULL);

CREATE INDEX entered_when ON identity.entered USING btree (entered_at);

CREATE INDEX failure_last ON identity.failure USING btree (last_at);

CREATE UNIQUE INDEX kiosk_certificate_once ON identity.kiosk USING btree (certificate) WHERE (withdrawn_at IS NULL);

CREATE INDEX kiosk_code_search ON identity.kiosk USING btree (lower(code) text_pattern_ops);

CREATE INDEX kiosk_organisation_code_order ON identity.kiosk USING btree (organisation, code) INCLUDE (withdrawn_at);

CREATE INDEX kiosk_place_search ON identity.kiosk USING btree (lower(place) text_pattern_ops);

CREATE INDEX kiosk_source_code_order ON identity.kiosk USING btree (source, code);

CREATE INDEX kiosk_title_en_search ON identity.kiosk USING btree (lower(title_en) text_pattern_ops);

CREATE INDEX kiosk_title_zh_search ON identity.kiosk USING btree (lower(title_zh) text_pattern_ops);

CREATE INDEX oidc_item_expires ON identity.oidc_item USING btree (expires_at);

CREATE INDEX oidc_item_grant ON identity.oidc_item USING btree (grant_id);

CREATE INDEX oidc_item_uid ON identity.oidc_item USING btree (uid);

CREATE INDEX outside_attempt_expires ON identity.outside_attempt USING btree (expires_at);

CREATE INDEX outside_link_account ON identity.outside_link USING btree (account);

CREATE INDEX post_account ON identity.post USING btree (account);

CREATE INDEX post_account_code_order ON identity.post USING btree (account, code) INCLUDE (withdrawn_at);

CREATE INDEX post_code_search ON identity.post USING btree (lower(code) text_pattern_ops);

CREATE INDEX post_organisation_code_order ON identity.post USING btree (organisation, code) INCLUDE (withdrawn_at);

CREATE INDEX post_role_code_order ON identity.post USING btree (role, code) INCLUDE (withdrawn_at);

CREATE INDEX post_source_code_order ON identity.post USING btree (source, code);

CREATE INDEX risk_account ON identity.risk USING btree (account, at);

CREATE INDEX risk_account_at_id_order ON identity.risk USING btree (account, at, id) INCLUDE (withdrawn_at);

CREATE INDEX risk_at ON identity.risk USING btree (at, id);

CREATE INDEX risk_at_id_order ON identity.risk USING btree (at, id) INCLUDE (withdrawn_at);

CREATE INDEX risk_kind_at_id_order ON identity.risk USING btree (kind, at, id) INCLUDE (withdrawn_at);

CREATE INDEX risk_level_at_id_order ON identity.risk USING btree (level, at, id) INCLUDE (withdrawn_at);

CREATE INDEX risk_place_at_id_order ON identity.risk USING btree (place, at, id) INCLUDE (withdrawn_at);

CREATE INDEX risk_source_id_order ON identity.risk USING btree (source, id);

CREATE INDEX session_account ON identity.session USING btree (account, seen_at);

CREATE INDEX session_kiosk ON identity.session USING btree (kiosk) WHERE ((kiosk IS NOT NULL) AND (ended_at IS NULL));

CREATE INDEX sign_in_failure_at ON identity.sign_in_failure USING btree (at);

CREATE INDEX sign_in_failure_place ON identity.sign_in_failure USING btree (place, at);

CREATE INDEX until_account ON identity.account_history USING btree (valid_to);

CREATE INDEX until_conflict ON identity.conflict_history USING btree (valid_to);

CREATE INDEX until_kiosk ON identity.kiosk_history USING btree (valid_to);

CREATE INDEX until_post ON identity.post_history USING btree (valid_to);

CREATE UNIQUE INDEX version_account ON identity.account_history USING btree (account, revision);

CREATE UNIQUE INDEX version_conflict ON identity.conflict_history USING btree (id, revision);

CREATE UNIQUE INDEX version_kiosk ON identity.kiosk_history USING btree (code, revision);

CREATE UNIQUE INDEX version_post ON identity.post_history USING btree (code, revision);

CREATE INDEX measure_audience_code_order ON indicators.measure USING btree (audience, code) INCLUDE (withdrawn_at);

CREATE INDEX measure_code_search ON indicators.measure USING btree (lower(code) text_pattern_ops);

CREATE INDEX measure_direction_code_order ON indicators.measure USING btree (direction, code) INCLUDE (withdrawn_at);

CREATE INDEX measure_grain_code_order ON indicators.measure USING btree (grain, code) INCLUDE (withdrawn_at);

CREATE INDEX measure_kind_code_order ON indicators.measure USING btree (kind, code) INCLUDE (withdrawn_at);

CREATE INDEX measure_owner_code_order ON indicators.measure USING btree (owner, code) INCLUDE (withdrawn_at);

CREATE INDEX measure_source_code_order ON indicators.measure USING btree (source, code);

CREATE INDEX measure_title_en_search ON indicators.measure USING btree (lower(title_en) text_pattern_ops);

CREATE INDEX measure_title_zh_code_order ON indicators.measure USING btree (title_zh, code) INCLUDE (withdrawn_at);

CREATE INDEX measure_title_zh_search ON indicators.measure USING btree (lower(title_zh) text_pattern_ops);

CREATE INDEX seen_age ON indicators.seen USING btree (seen_until);

CREATE INDEX until_measure ON indicators.measure_history USING btree (valid_to);

CREATE INDEX value_computed_at ON indicators.value USING btree (computed_at);

CREATE UNIQUE INDEX version_measure ON indicators.measure_history USING btree (code, revision);

CREATE INDEX batch_dataset ON ingestion.batch USING btree (dataset, handed_in_at DESC);

CREATE INDEX batch_recent ON ingestion.batch USING btree (handed_in_at DESC, id DESC);

CREATE INDEX conflict_inspector_code_order ON inspections.conflict USING btree (inspector, code) INCLUDE (withdrawn_at);

CREATE INDEX conflict_kind_code_order ON inspections.conflict USING btree (kind, code) INCLUDE (withdrawn_at);

CREATE INDEX conflict_organisation_code_order ON inspections.conflict USING btree (organisation, code) INCLUDE (withdrawn_at);

CREATE INDEX conflict_source_code_order ON inspections.conflict USING btree (source, code);

CREATE INDEX inspector_active_code_order ON inspections.inspector USING btree (active, code) INCLUDE (withdrawn_at);

CREATE INDEX inspector_name_search ON inspections.inspector USING btree (lower(name) text_pattern_ops);

CREATE INDEX inspector_organisation_code_order ON inspections.inspector USING btree (organisation, code) INCLUDE (withdrawn_at);

CREATE INDEX inspector_source_code_order ON inspections.inspector USING btree (source, code);

CREATE INDEX plan_kind_code_order ON inspections.plan USING btree (kind, code) INCLUDE (withdrawn_at);

CREATE INDEX plan_organisation_code_order ON inspections.plan USING btree (organisation, code) INCLUDE (withdrawn_at);

CREATE INDEX plan_source_code_order ON inspections.plan USING btree (source, code);

CREATE INDEX plan_state_code_order ON inspections.plan USING btree (state, code) INCLUDE (withdrawn_at);

CREATE INDEX plan_title_search ON inspections.plan USING btree (lower(title) text_pattern_ops);

CREATE INDEX until_conflict ON inspections.conflict_history USING btree (valid_to);

CREATE INDEX until_inspector ON inspections.inspector_history USING btree (valid_to);

CREATE INDEX until_plan ON inspections.plan_history USING btree (valid_to);

CREATE INDEX until_visit ON inspections.visit_history USING btree (valid_to);

CREATE UNIQUE INDEX version_conflict ON inspections.conflict_history USING btree (code, revision);

CREATE UNIQUE INDEX version_inspector ON inspections.inspector_history USING btree (code, revision);

CREATE UNIQUE INDEX version_plan ON inspections.plan_history USING btree (code, revision);

CREATE UNIQUE INDEX version_visit ON inspections.visit_history USING btree (id, revision);

CREATE INDEX visit_grade_object_name_id_order ON inspections.visit USING btree (grade, object_name, id) INCLUDE (withdrawn_at);

CREATE INDEX visit_object ON inspections.visit USING btree (kind, object, concluded_at DESC);

CREATE INDEX visit_object_name_id_order ON inspections.visit USING btree (object_name, id) INCLUDE (withdrawn_at);

CREATE INDEX visit_object_name_search ON inspections.visit USING btree (lower(object_name) text_pattern_ops);

CREATE INDEX visit_organisation_object_name_id_order ON inspections.visit USING btree (organisation, object_name, id) INCLUDE (withdrawn_at);

CREATE INDEX visit_plan_object_name_id_order ON inspections.visit USING btree (plan, object_name, id) INCLUDE (withdrawn_at);

CREATE INDEX visit_source_id_order ON inspections.visit USING btree (source, id);

CREATE INDEX visit_state_object_name_id_order ON inspections.visit USING btree (state, object_name, id) INCLUDE (withdrawn_at);

CREATE INDEX visit_visited_on_id_order ON inspections.visit USING btree (visited_on, id) INCLUDE (withdrawn_at);

CREATE INDEX dead_letter_due ON kernel.dead_letter USING btree (next_try_at) WHERE (status = 'retrying'::text);

CREATE INDEX dead_letter_event ON kernel.dead_letter USING btree (event_id);

CREATE INDEX dead_letter_open ON kernel.dead_letter USING btree (subscriber, key, "position") WHERE (status <> 'dropped'::text);

CREATE UNIQUE INDEX event_position ON kernel.event USING btree (name, version, "position") WHERE ("position" IS NOT NULL);

CREATE INDEX event_unplaced ON kernel.event USING btree (id) WHERE ("position" IS NULL);

CREATE INDEX job_actor ON kernel.job USING btree (actor_id, id);

CREATE UNIQUE INDEX job_alone_in_lane ON kernel.job USING btree (lane) WHERE (status = 'running'::text);

CREATE INDEX job_ended ON kernel.job USING btree (finished_at, id) WHERE (finished_at IS NOT NULL);

CREATE UNIQUE INDEX job_key ON kernel.job USING btree (name, key) WHERE (key IS NOT NULL);

CREATE INDEX job_lane ON kernel.job USING btree (lane, id) WHERE ((lane IS NOT NULL) AND (status = ANY (ARRAY['queued'::text, 'running'::text])));

CREATE INDEX job_queued ON kernel.job USING btree (id) WHERE (status = 'queued'::text);

CREATE INDEX job_running ON kernel.job USING btree (node) WHERE (status = 'running'::text);

CREATE INDEX record_import_fault_line ON kernel.record_import_fault USING btree (import, line);

CREATE INDEX record_import_file ON kernel.record_import USING btree (record, file);

CREATE INDEX record_import_recent ON kernel.record_import USING btree (record, started_at);

CREATE INDEX record_import_uncleaned ON kernel.record_import USING btree (started_at) WHERE (cleaned_at IS NULL);

CREATE INDEX entry_action ON ledger.entry USING btree (action, sequence);

CREATE INDEX entry_actor ON ledger.entry USING btree (actor, sequence);

CREATE INDEX entry_at ON ledger.entry USING btree (at, sequence);

CREATE INDEX entry_resource ON ledger.entry USING btree (resource, sequence);

CREATE INDEX repeated_first ON ledger.repeated USING btree (first);

CREATE INDEX edge_of_dataset ON lineage.edge USING btree (dataset, direction);

CREATE INDEX event_of_job ON lineage.event USING btree (job, sequence);

CREATE INDEX event_of_run ON lineage.event USING btree (run, sequence);

CREATE INDEX node_by_stage ON lineage.node USING btree (stage, id);

CREATE INDEX told_last ON lineage.told USING btree (ended_at);

CREATE UNIQUE INDEX model_in_force ON linkage.model USING btree ((true)) WHERE (state = 'in-force'::text);

CREATE UNIQUE INDEX model_job ON linkage.model USING btree (job);

CREATE INDEX model_source_version_order ON linkage.model USING btree (source, version);

CREATE INDEX model_state_vintage_version_order ON linkage.model USING btree (state, vintage, version) INCLUDE (withdrawn_at);

CREATE INDEX model_vintage_version_order ON linkage.model USING btree (vintage, version) INCLUDE (withdrawn_at);

CREATE INDEX pair_band_waiting_since_id_order ON linkage.pair USING btree (band, waiting_since, id) INCLUDE (withdrawn_at);

CREATE INDEX pair_dataset_waiting_since_id_order ON linkage.pair USING btree (dataset, waiting_since, id) INCLUDE (withdrawn_at);

CREATE INDEX pair_model_waiting_since_id_order ON linkage.pair USING btree (model, waiting_since, id) INCLUDE (withdrawn_at);

CREATE INDEX pair_probability_id_order ON linkage.pair USING btree (probability, id) INCLUDE (withdrawn_at);

CREATE INDEX pair_provider_waiting_since_id_order ON linkage.pair USING btree (provider, waiting_since, id) INCLUDE (withdrawn_at);

CREATE INDEX pair_queue ON linkage.pair USING btree (state, weight DESC, id);

CREATE UNIQUE INDEX pair_row ON linkage.pair USING btree (dataset, row_key, person);

CREATE INDEX pair_source_id_order ON linkage.pair USING btree (source, id);

CREATE INDEX pair_state_waiting_since_id_order ON linkage.pair USING btree (state, waiting_since, id) INCLUDE (withdrawn_at);

CREATE INDEX pair_twin ON linkage.pair USING btree (twin) WHERE (twin IS NOT NULL);

CREATE INDEX pair_waiting_since_id_order ON linkage.pair USING btree (waiting_since, id) INCLUDE (withdrawn_at);

CREATE INDEX run_model_started_at_id_order ON linkage.run USING btree (model, started_at, id) INCLUDE (withdrawn_at);

CREATE INDEX run_source_id_order ON linkage.run USING btree (source, id);

CREATE INDEX run_started_at_id_order ON linkage.run USING btree (started_at, id) INCLUDE (withdrawn_at);

CREATE INDEX run_state_started_at_id_order ON linkage.run USING btree (state, started_at, id) INCLUDE (withdrawn_at);

CREATE INDEX until_model ON linkage.model_history USING btree (valid_to);

CREATE INDEX until_pair ON linkage.pair_history USING btree (valid_to);

CREATE UNIQUE INDEX version_model ON linkage.model_history USING btree (version, revision);

CREATE UNIQUE INDEX version_pair ON linkage.pair_history USING btree (id, revision);

CREATE INDEX sharing_code_search ON networks.sharing USING btree (lower(code) text_pattern_ops);

CREATE INDEX sharing_ends_on_code_order ON networks.sharing USING btree (ends_on, code) INCLUDE (withdrawn_at);

CREATE INDEX sharing_operator_code_order ON networks.sharing USING btree (operator, code) INCLUDE (withdrawn_at);

CREATE INDEX sharing_service_code_order ON networks.sharing USING btree (service, code) INCLUDE (withdrawn_at);

CREATE INDEX sharing_source_code_order ON networks.sharing USING btree (source, code);

CREATE INDEX sharing_starts_on_code_order ON networks.sharing USING btree (starts_on, code) INCLUDE (withdrawn_at);

CREATE INDEX sharing_tower_code_order ON networks.sharing USING btree (tower, code) INCLUDE (withdrawn_at);

CREATE INDEX sharing_tower_search ON networks.sharing USING btree (lower(tower) text_pattern_ops);

CREATE INDEX tower_built_on_code_order ON networks.tower USING btree (built_on, code) INCLUDE (withdrawn_at);

CREATE INDEX tower_code_search ON networks.tower USING btree (lower(code) text_pattern_ops);

CREATE INDEX tower_division_code_prefix ON networks.tower USING btree (division text_pattern_ops, code) INCLUDE (withdrawn_at);

CREATE INDEX tower_division_township_code_order ON networks.tower USING btree ("left"(division, 9), code) INCLUDE (withdrawn_at, division);

CREATE INDEX tower_kind_code_order ON networks.tower USING btree (kind, code) INCLUDE (withdrawn_at);

CREATE INDEX tower_name_search ON networks.tower USING btree (lower(name) text_pattern_ops);

CREATE INDEX tower_owner_code_order ON networks.tower USING btree (owner, code) INCLUDE (withdrawn_at);

CREATE INDEX tower_place_place ON networks.tower USING gist (place);

CREATE INDEX tower_source_code_order ON networks.tower USING btree (source, code);

CREATE INDEX tower_state_code_order ON networks.tower USING btree (state, code) INCLUDE (withdrawn_at);

CREATE INDEX until_sharing ON networks.sharing_history USING btree (valid_to);

CREATE INDEX until_tower ON networks.tower_history USING btree (valid_to);

CREATE UNIQUE INDEX version_sharing ON networks.sharing_history USING btree (code, revision);

CREATE UNIQUE INDEX version_tower ON networks.tower_history USING btree (code, revision);

CREATE INDEX conflict_newest ON nodes.conflict USING btree (node, at DESC);

CREATE INDEX envelope_batch ON nodes.envelope USING btree (((outcome ->> 'batch'::text))) WHERE ((outcome ->> 'batch'::text) IS NOT NULL);

CREATE INDEX envelope_newest ON nodes.envelope USING btree (node, at DESC);

CREATE INDEX envelope_payload ON nodes.envelope USING btree (node, ((header ->> 'payload'::text)));

CREATE INDEX envelope_taken ON nodes.envelope USING btree (node, channel, sequence) WHERE (state = 'taken'::text);

CREATE INDEX invitation_node ON nodes.invitation USING btree (node);

CREATE INDEX key_node ON nodes.key USING btree (node);

CREATE INDEX node_code_search ON nodes.node USING btree (lower(code) text_pattern_ops);

CREATE INDEX node_last_seen_at_code_order ON nodes.node USING btree (last_seen_at, code) INCLUDE (withdrawn_at);

CREATE INDEX node_owner_code_order ON nodes.node USING btree (owner, code) INCLUDE (withdrawn_at);

CREATE INDEX node_role_code_order ON nodes.node USING btree (role, code) INCLUDE (withdrawn_at);

CREATE INDEX node_source_code_order ON nodes.node USING btree (source, code);

CREATE INDEX node_state_code_order ON nodes.node USING btree (state, code) INCLUDE (withdrawn_at);

CREATE INDEX node_title_en_search ON nodes.node USING btree (lower(title_en) text_pattern_ops);

CREATE INDEX node_title_zh_search ON nodes.node USING btree (lower(title_zh) text_pattern_ops);

CREATE INDEX node_way_code_order ON nodes.node USING btree (way, code) INCLUDE (withdrawn_at);

CREATE INDEX nonce_at ON nodes.nonce USING btree (at);

CREATE INDEX receipt_newest ON nodes.receipt USING btree (node, at DESC);

CREATE INDEX seen_file_envelope ON nodes.seen_file USING btree (channel, sequence);

CREATE INDEX shared_row_changed ON nodes.shared_row USING btree (node, dataset) WHERE (state = 'changed'::text);

CREATE INDEX attempt_delivery ON notifications.attempt USING btree (delivery);

CREATE INDEX attempt_due ON notifications.attempt USING btree (try_at) WHERE (state = 'queued'::text);

CREATE INDEX attempt_person ON notifications.attempt USING btree (person, queued_at DESC);

CREATE INDEX attempt_reference ON notifications.attempt USING btree (channel, reference);

CREATE INDEX call_due ON notifications.call USING btree (next_at) WHERE (state = 'calling'::text);

CREATE INDEX call_organisation ON notifications.call USING btree (organisation, begun_at DESC);

CREATE INDEX delivery_due ON notifications.delivery USING btree (next_at) WHERE (next_at IS NOT NULL);

CREATE INDEX delivery_inbox ON notifications.delivery USING btree (person, created_at DESC, id DESC);

CREATE INDEX delivery_notice ON notifications.delivery USING btree (notice);

CREATE INDEX delivery_unread ON notifications.delivery USING btree (person) WHERE (read_at IS NULL);

CREATE INDEX notice_sent ON notifications.notice USING btree (organisation, created_at DESC, id DESC);

CREATE INDEX simulated_untold ON notifications.simulated_message USING btree (at) WHERE (NOT told);

CREATE INDEX correction_accepted ON open_data.correction USING btree (release, answered_at DESC) WHERE (state = 'accepted'::text);

CREATE INDEX correction_by ON open_data.correction USING btree (by, made_at DESC);

CREATE INDEX correction_made_at_id_order ON open_data.correction USING btree (made_at, id) INCLUDE (withdrawn_at);

CREATE INDEX correction_provider_made_at_id_order ON open_data.correction USING btree (provider, made_at, id) INCLUDE (withdrawn_at);

CREATE INDEX correction_source_id_order ON open_data.correction USING btree (source, id);

CREATE INDEX correction_state_made_at_id_order ON open_data.correction USING btree (state, made_at, id) INCLUDE (withdrawn_at);

CREATE INDEX release_access_code_order ON open_data.release USING btree (access, code) INCLUDE (withdrawn_at);

CREATE INDEX release_code_search ON open_data.release USING btree (lower(code) text_pattern_ops);

CREATE INDEX release_domain_code_order ON open_data.release USING btree (domain, code) INCLUDE (withdrawn_at);

CREATE INDEX release_form_code_order ON open_data.release USING btree (form, code) INCLUDE (withdrawn_at);

CREATE INDEX release_proposed_at_code_order ON open_data.release USING btree (proposed_at, code) INCLUDE (withdrawn_at);

CREATE INDEX release_provider_code_order ON open_data.release USING btree (provider, code) INCLUDE (withdrawn_at);

CREATE INDEX release_source_code_order ON open_data.release USING btree (source, code);

CREATE INDEX release_state_code_order ON open_data.release USING btree (state, code) INCLUDE (withdrawn_at);

CREATE INDEX release_title_en_search ON open_data.release USING btree (lower(title_en) text_pattern_ops);

CREATE INDEX release_title_zh_search ON open_data.release USING btree (lower(title_zh) text_pattern_ops);

CREATE INDEX release_updated_at_code_order ON open_data.release USING btree (updated_at, code) INCLUDE (withdrawn_at);

CREATE INDEX request_account ON open_data.request USING btree (account, asked_at DESC);

CREATE INDEX request_applicant ON open_data.request USING btree (applicant, asked_at DESC);

CREATE INDEX request_asked_at_id_order ON open_data.request USING btree (asked_at, id) INCLUDE (withdrawn_at);

CREATE INDEX request_provider_asked_at_id_order ON open_data.request USING btree (provider, asked_at, id) INCLUDE (withdrawn_at);

CREATE INDEX request_source_id_order ON open_data.request USING btree (source, id);

CREATE UNIQUE INDEX request_standing ON open_data.request USING btree (release, applicant) WHERE (state = 'asked'::text);

CREATE INDEX request_state_asked_at_id_order ON open_data.request USING btree (state, asked_at, id) INCLUDE (withdrawn_at);

CREATE INDEX spending_dataset ON open_data.spending USING btree (dataset, spent_at);

CREATE INDEX spending_dataset_spent_at_id_order ON open_data.spending USING btree (dataset, spent_at, id) INCLUDE (withdrawn_at);

CREATE INDEX spending_provider_spent_at_id_order ON open_data.spending USING btree (provider, spent_at, id) INCLUDE (withdrawn_at);

CREATE INDEX spending_source_id_order ON open_data.spending USING btree (source, id);

CREATE INDEX spending_spent_at_id_order ON open_data.spending USING btree (spent_at, id) INCLUDE (withdrawn_at);

CREATE INDEX until_release ON open_data.release_history USING btree (valid_to);

CREATE UNIQUE INDEX version_release ON open_data.release_history USING btree (code, revision);

CREATE INDEX division_boundary_place ON organisations.division USING gist (boundary);

CREATE INDEX division_centre_place ON organisations.division USING gist (centre);

CREATE INDEX division_code_search ON organisations.division USING btree (lower(code) text_pattern_ops);

CREATE INDEX division_kind_code_order ON organisations.division USING btree (kind, code) INCLUDE (withdrawn_at);

CREATE INDEX division_level_code_order ON organisations.division USING btree (level, code) INCLUDE (withdrawn_at);

CREATE INDEX division_name_zh_code_order ON organisations.division USING btree (name_zh, code) INCLUDE (withdrawn_at);

CREATE INDEX division_name_zh_search ON organisations.division USING btree (lower(name_zh) text_pattern_ops);

CREATE INDEX division_parent_code_order ON organisations.division USING btree (parent, code) INCLUDE (withdrawn_at);

CREATE INDEX division_source_code_order ON organisations.division USING btree (source, code);

CREATE INDEX organisation_code_search ON organisations.organisation USING btree (lower(code) text_pattern_ops);

CREATE INDEX organisation_collected_code_order ON organisations.organisation USING btree (collected, code) INCLUDE (withdrawn_at);

CREATE INDEX organisation_division_code_order ON organisations.organisation USING btree (division, code) INCLUDE (withdrawn_at);

CREATE INDEX organisation_kind_code_order ON organisations.organisation USING btree (kind, code) INCLUDE (withdrawn_at);

CREATE INDEX organisation_name_zh_code_order ON organisations.organisation USING btree (name_zh, code) INCLUDE (withdrawn_at);

CREATE INDEX organisation_name_zh_search ON organisations.organisation USING btree (lower(name_zh) text_pattern_ops);

CREATE INDEX organisation_reconstructed_code_order ON organisations.organisation USING btree (reconstructed, code) INCLUDE (withdrawn_at);

CREATE INDEX organisation_source_code_order ON organisations.organisation USING btree (source, code);

CREATE INDEX until_division ON organisations.division_history USING btree (valid_to);

CREATE INDEX until_organisation ON organisations.organisation_history USING btree (valid_to);

CREATE UNIQUE INDEX version_division ON organisations.division_history USING btree (code, revision);

CREATE UNIQUE INDEX version_organisation ON organisations.organisation_history USING btree (code, revision);

CREATE INDEX difference_day_id_order ON payments.difference USING btree (day, id) INCLUDE (withdrawn_at);

CREATE INDEX difference_kind_day_id_order ON payments.difference USING btree (kind, day, id) INCLUDE (withdrawn_at);

CREATE INDEX difference_provider_day_id_order ON payments.difference USING btree (provider, day, id) INCLUDE (withdrawn_at);

CREATE INDEX difference_source_id_order ON payments.difference USING btree (source, id);

CREATE INDEX difference_status_day_id_order ON payments.difference USING btree (status, day, id) INCLUDE (withdrawn_at);

CREATE INDEX order_created_at_id_order ON payments."order" USING btree (created_at, id) INCLUDE (withdrawn_at);

CREATE INDEX order_on_behalf_of ON payments."order" USING btree (on_behalf_of, created_at) WHERE (on_behalf_of IS NOT NULL);

CREATE INDEX order_organisation_created_at_id_order ON payments."order" USING btree (organisation, created_at, id) INCLUDE (withdrawn_at);

CREATE INDEX order_payer ON payments."order" USING btree (payer, created_at);

CREATE INDEX order_source_id_order ON payments."order" USING btree (source, id);

CREATE INDEX order_status_created_at_id_order ON payments."order" USING btree (status, created_at, id) INCLUDE (withdrawn_at);

CREATE INDEX order_unpaid ON payments."order" USING btree (expires_at) WHERE (status = 'open'::text);

CREATE INDEX payout_asked_at_id_order ON payments.payout USING btree (asked_at, id) INCLUDE (withdrawn_at);

CREATE INDEX payout_movement_at ON payments.payout_movement USING btree (provider, at);

CREATE INDEX payout_organisation_asked_at_id_order ON payments.payout USING btree (organisation, asked_at, id) INCLUDE (withdrawn_at);

CREATE INDEX payout_source_id_order ON payments.payout USING btree (source, id);

CREATE INDEX payout_status_asked_at_id_order ON payments.payout USING btree (status, asked_at, id) INCLUDE (withdrawn_at);

CREATE INDEX refund_asked_at_id_order ON payments.refund USING btree (asked_at, id) INCLUDE (withdrawn_at);

CREATE INDEX refund_organisation_asked_at_id_order ON payments.refund USING btree (organisation, asked_at, id) INCLUDE (withdrawn_at);

CREATE INDEX refund_source_id_order ON payments.refund USING btree (source, id);

CREATE INDEX refund_status_asked_at_id_order ON payments.refund USING btree (status, asked_at, id) INCLUDE (withdrawn_at);

CREATE INDEX refund_undone ON payments.refund USING btree (asked_at) WHERE (status <> 'done'::text);

CREATE INDEX appeal_filed_at_id_order ON performance.appeal USING btree (filed_at, id) INCLUDE (withdrawn_at);

CREATE INDEX appeal_office_filed_at_id_order ON performance.appeal USING btree (office, filed_at, id) INCLUDE (withdrawn_at);

CREATE INDEX appeal_result_filed_at_id_order ON performance.appeal USING btree (result, filed_at, id) INCLUDE (withdrawn_at);

CREATE INDEX appeal_scheme_filed_at_id_order ON performance.appeal USING btree (scheme, filed_at, id) INCLUDE (withdrawn_at);

CREATE INDEX appeal_source_id_order ON performance.appeal USING btree (source, id);

CREATE INDEX appeal_state_filed_at_id_order ON performance.appeal USING btree (state, filed_at, id) INCLUDE (withdrawn_at);

CREATE INDEX appeal_title_en_search ON performance.appeal USING btree (lower(title_en) text_pattern_ops);

CREATE INDEX appeal_title_zh_search ON performance.appeal USING btree (lower(title_zh) text_pattern_ops);

CREATE INDEX appeal_unit_filed_at_id_order ON performance.appeal USING btree (unit, filed_at, id) INCLUDE (withdrawn_at);

CREATE INDEX judgement_kind_id_order ON performance.judgement USING btree (kind, id) INCLUDE (withdrawn_at);

CREATE INDEX judgement_office_id_order ON performance.judgement USING btree (office, id) INCLUDE (withdrawn_at);

CREATE INDEX judgement_scheme_id_order ON performance.judgement USING btree (scheme, id) INCLUDE (withdrawn_at);

CREATE INDEX judgement_source_id_order ON performance.judgement USING btree (source, id);

CREATE INDEX judgement_state_id_order ON performance.judgement USING btree (state, id) INCLUDE (withdrawn_at);

CREATE INDEX judgement_title_en_search ON performance.judgement USING btree (lower(title_en) text_pattern_ops);

CREATE INDEX judgement_title_zh_search ON performance.judgement USING btree (lower(title_zh) text_pattern_ops);

CREATE INDEX judgement_unit_id_order ON performance.judgement USING btree (unit, id) INCLUDE (withdrawn_at);

CREATE INDEX result_office_published_at_id_order ON performance.result USING btree (office, published_at, id) INCLUDE (withdrawn_at);

CREATE INDEX result_published_at_id_order ON performance.result USING btree (published_at, id) INCLUDE (withdrawn_at);

CREATE INDEX result_scheme_published_at_id_order ON performance.result USING btree (scheme, published_at, id) INCLUDE (withdrawn_at);

CREATE INDEX result_source_id_order ON performance.result USING btree (source, id);

CREATE INDEX result_state_published_at_id_order ON performance.result USING btree (state, published_at, id) INCLUDE (withdrawn_at);

CREATE INDEX result_title_en_search ON performance.result USING btree (lower(title_en) text_pattern_ops);

CREATE INDEX result_title_zh_search ON performance.result USING btree (lower(title_zh) text_pattern_ops);

CREATE INDEX scheme_begins_code_order ON performance.scheme USING btree (begins, code) INCLUDE (withdrawn_at);

CREATE INDEX scheme_code_search ON performance.scheme USING btree (lower(code) text_pattern_ops);

CREATE INDEX scheme_office_code_order ON performance.scheme USING btree (office, code) INCLUDE (withdrawn_at);

CREATE INDEX scheme_source_code_order ON performance.scheme USING btree (source, code);

CREATE INDEX scheme_state_code_order ON performance.scheme USING btree (state, code) INCLUDE (withdrawn_at);

CREATE INDEX scheme_title_en_search ON performance.scheme USING btree (lower(title_en) text_pattern_ops);

CREATE INDEX scheme_title_zh_search ON performance.scheme USING btree (lower(title_zh) text_pattern_ops);

CREATE INDEX standing_id_search ON performance.standing USING btree (lower(id) text_pattern_ops);

CREATE INDEX standing_in_force_id_order ON performance.standing USING btree (in_force, id) INCLUDE (withdrawn_at);

CREATE INDEX standing_result_id_order ON performance.standing USING btree (result, id) INCLUDE (withdrawn_at);

CREATE INDEX standing_scheme_id_order ON performance.standing USING btree (scheme, id) INCLUDE (withdrawn_at);

CREATE INDEX standing_source_id_order ON performance.standing USING btree (source, id);

CREATE INDEX standing_unit_id_order ON performance.standing USING btree (unit, id) INCLUDE (withdrawn_at);

CREATE INDEX supervision_closed_on_id_order ON performance.supervision USING btree (closed_on, id) INCLUDE (withdrawn_at);

CREATE INDEX supervision_due_on_id_order ON performance.supervision USING btree (due_on, id) INCLUDE (withdrawn_at);

CREATE INDEX supervision_number_id_order ON performance.supervision USING btree (number, id) INCLUDE (withdrawn_at);

CREATE INDEX supervision_number_idx ON performance.supervision USING btree (number);

CREATE INDEX supervision_number_search ON performance.supervision USING btree (lower(number) text_pattern_ops);

CREATE INDEX supervision_office_id_order ON performance.supervision USING btree (office, id) INCLUDE (withdrawn_at);

CREATE INDEX supervision_on_time_id_order ON performance.supervision USING btree (on_time, id) INCLUDE (withdrawn_at);

CREATE INDEX supervision_source_id_order ON performance.supervision USING btree (source, id);

CREATE INDEX supervision_state_id_order ON performance.supervision USING btree (state, id) INCLUDE (withdrawn_at);

CREATE INDEX supervision_title_search ON performance.supervision USING btree (lower(title) text_pattern_ops);

CREATE INDEX supervision_unit_id_order ON performance.supervision USING btree (unit, id) INCLUDE (withdrawn_at);

CREATE INDEX supervision_verdict_id_order ON performance.supervision USING btree (verdict, id) INCLUDE (withdrawn_at);

CREATE INDEX until_appeal ON performance.appeal_history USING btree (valid_to);

CREATE INDEX until_judgement ON performance.judgement_history USING btree (valid_to);

CREATE INDEX until_result ON performance.result_history USING btree (valid_to);

CREATE INDEX until_scheme ON performance.scheme_history USING btree (valid_to);

CREATE INDEX until_standing ON performance.standing_history USING btree (valid_to);

CREATE INDEX until_supervision ON performance.supervision_history USING btree (valid_to);

CREATE UNIQUE INDEX version_appeal ON performance.appeal_history USING btree (id, revision);

CREATE UNIQUE INDEX version_judgement ON performance.judgement_history USING btree (id, revision);

CREATE UNIQUE INDEX version_result ON performance.result_history USING btree (id, revision);

CREATE UNIQUE INDEX version_scheme ON performance.scheme_history USING btree (code, revision);

CREATE UNIQUE INDEX version_standing ON performance.standing_history USING btree (id, revision);

CREATE UNIQUE INDEX version_supervision ON performance.supervision_history USING btree (id, revision);

CREATE INDEX activity_began_on_code_order ON projects.activity USING btree (began_on, code) INCLUDE (withdrawn_at);

CREATE INDEX activity_code_search ON projects.activity USING btree (lower(code) text_pattern_ops);

CREATE INDEX activity_ended_on_code_order ON projects.activity USING btree (ended_on, code) INCLUDE (withdrawn_at);

CREATE INDEX activity_percent_code_order ON projects.activity USING btree (percent, code) INCLUDE (withdrawn_at);

CREATE INDEX activity_source_code_order ON projects.activity USING btree (source, code);

CREATE INDEX activity_stage_code_order ON projects.activity USING btree (stage, code) INCLUDE (withdrawn_at);

CREATE INDEX activity_title_search ON projects.activity USING btree (lower(title) text_pattern_ops);

CREATE INDEX activity_undertaking_code_order ON projects.activity USING btree (undertaking, code) INCLUDE (withdrawn_at);

CREATE INDEX activity_unit_code_order ON projects.activity USING btree (unit, code) INCLUDE (withdrawn_at);

CREATE INDEX baseline_decided_on_id_order ON projects.baseline USING btree (decided_on, id) INCLUDE (withdrawn_at);

CREATE INDEX baseline_source_id_order ON projects.baseline USING btree (source, id);

CREATE INDEX baseline_state_id_order ON projects.baseline USING btree (state, id) INCLUDE (withdrawn_at);

CREATE INDEX baseline_undertaking_id_order ON projects.baseline USING btree (undertaking, id) INCLUDE (withdrawn_at);

CREATE INDEX baseline_unit_id_order ON projects.baseline USING btree (unit, id) INCLUDE (withdrawn_at);

CREATE INDEX concession_code_search ON projects.concession USING btree (lower(code) text_pattern_ops);

CREATE INDEX concession_ends_on_code_order ON projects.concession USING btree (ends_on, code) INCLUDE (withdrawn_at);

CREATE INDEX concession_mode_code_order ON projects.concession USING btree (mode, code) INCLUDE (withdrawn_at);

CREATE INDEX concession_operator_search ON projects.concession USING btree (lower(operator) text_pattern_ops);

CREATE INDEX concession_source_code_order ON projects.concession USING btree (source, code);

CREATE INDEX concession_starts_on_code_order ON projects.concession USING btree (starts_on, code) INCLUDE (withdrawn_at);

CREATE INDEX concession_terminated_on_code_order ON projects.concession USING btree (terminated_on, code) INCLUDE (withdrawn_at);

CREATE INDEX concession_title_search ON projects.concession USING btree (lower(title) text_pattern_ops);

CREATE INDEX concession_undertaking_code_order ON projects.concession USING btree (undertaking, code) INCLUDE (withdrawn_at);

CREATE INDEX concession_unit_code_order ON projects.concession USING btree (unit, code) INCLUDE (withdrawn_at);

CREATE INDEX contract_amount_fen_number_order ON projects.contract USING btree (amount_fen, number) INCLUDE (withdrawn_at);

CREATE INDEX contract_amount_fen_signed_on_number_order ON projects.contract USING btree (amount_fen, signed_on, number) INCLUDE (withdrawn_at);

CREATE INDEX contract_change_amount_fen_number_order ON projects.contract_change USING btree (amount_fen, number) INCLUDE (withdrawn_at);

CREATE INDEX contract_change_changed_on_number_order ON projects.contract_change USING btree (changed_on, number) INCLUDE (withdrawn_at);

CREATE INDEX contract_change_contract_changed_on_number_order ON projects.contract_change USING btree (contract, changed_on, number) INCLUDE (withdrawn_at);

CREATE INDEX contract_change_number_search ON projects.contract_change USING btree (lower(number) text_pattern_ops);

CREATE INDEX contract_change_source_number_order ON projects.contract_change USING btree (source, number);

CREATE INDEX contract_change_undertaking_changed_on_number_order ON projects.contract_change USING btree (undertaking, changed_on, number) INCLUDE (withdrawn_at);

CREATE INDEX contract_change_unit_changed_on_number_order ON projects.contract_change USING btree (unit, changed_on, number) INCLUDE (withdrawn_at);

CREATE INDEX contract_number_search ON projects.contract USING btree (lower(number) text_pattern_ops);

CREATE INDEX contract_planned_on_number_order ON projects.contract USING btree (planned_on, number) INCLUDE (withdrawn_at);

CREATE INDEX contract_planned_on_signed_on_number_order ON projects.contract USING btree (planned_on, signed_on, number) INCLUDE (withdrawn_at);

CREATE INDEX contract_procurement_signed_on_number_order ON projects.contract USING btree (procurement, signed_on, number) INCLUDE (withdrawn_at);

CREATE INDEX contract_signed_on_number_order ON projects.contract USING btree (signed_on, number) INCLUDE (withdrawn_at);

CREATE INDEX contract_source_number_order ON projects.contract USING btree (source, number);

CREATE INDEX contract_subject_search ON projects.contract USING btree (lower(subject) text_pattern_ops);

CREATE INDEX contract_supplier_search ON projects.contract USING btree (lower(supplier) text_pattern_ops);

CREATE INDEX contract_tender_signed_on_number_order ON projects.contract USING btree (tender, signed_on, number) INCLUDE (withdrawn_at);

CREATE INDEX contract_undertaking_signed_on_number_order ON projects.contract USING btree (undertaking, signed_on, number) INCLUDE (withdrawn_at);

CREATE INDEX contract_unit_signed_on_number_order ON projects.contract USING btree (unit, signed_on, number) INCLUDE (withdrawn_at);

CREATE INDEX counterpart_answered_at_id_order ON projects.counterpart USING btree (answered_at, id) INCLUDE (withdrawn_at);

CREATE INDEX counterpart_kind_id_order ON projects.counterpart USING btree (kind, id) INCLUDE (withdrawn_at);

CREATE INDEX counterpart_proposal_id_order ON projects.counterpart USING btree (proposal, id) INCLUDE (withdrawn_at);

CREATE INDEX counterpart_source_id_order ON projects.counterpart USING btree (source, id);

CREATE INDEX counterpart_unit_id_order ON projects.counterpart USING btree (unit, id) INCLUDE (withdrawn_at);

CREATE INDEX counterpart_verdict_id_order ON projects.counterpart USING btree (verdict, id) INCLUDE (withdrawn_at);

CREATE INDEX document_added_on_id_order ON projects.document USING btree (added_on, id) INCLUDE (withdrawn_at);

CREATE INDEX document_kind_added_on_id_order ON projects.document USING btree (kind, added_on, id) INCLUDE (withdrawn_at);

CREATE INDEX document_source_id_order ON projects.document USING btree (source, id);

CREATE INDEX document_title_search ON projects.document USING btree (lower(title) text_pattern_ops);

CREATE INDEX document_undertaking_added_on_id_order ON projects.document USING btree (undertaking, added_on, id) INCLUDE (withdrawn_at);

CREATE INDEX document_unit_added_on_id_order ON projects.document USING btree (unit, added_on, id) INCLUDE (withdrawn_at);

CREATE INDEX payment_amount_fen_number_order ON projects.payment USING btree (amount_fen, number) INCLUDE (withdrawn_at);

CREATE INDEX payment_amount_fen_paid_on_number_order ON projects.payment USING btree (amount_fen, paid_on, number) INCLUDE (withdrawn_at);

CREATE INDEX payment_contract_paid_on_number_order ON projects.payment USING btree (contract, paid_on, number) INCLUDE (withdrawn_at);

CREATE INDEX payment_number_search ON projects.payment USING btree (lower(number) text_pattern_ops);

CREATE INDEX payment_paid_on_number_order ON projects.payment USING btree (paid_on, number) INCLUDE (withdrawn_at);

CREATE INDEX payment_source_number_order ON projects.payment USING btree (source, number);

CREATE INDEX payment_undertaking_paid_on_number_order ON projects.payment USING btree (undertaking, paid_on, number) INCLUDE (withdrawn_at);

CREATE INDEX payment_unit_paid_on_number_order ON projects.payment USING btree (unit, paid_on, number) INCLUDE (withdrawn_at);

CREATE INDEX project_name_en_search ON projects.project USING btree (lower(name_en) text_pattern_ops);

CREATE INDEX project_name_zh_search ON projects.project USING btree (lower(name_zh) text_pattern_ops);

CREATE INDEX project_number_id_order ON projects.project USING btree (number, id) INCLUDE (withdrawn_at);

CREATE INDEX project_source_id_order ON projects.project USING btree (source, id);

CREATE INDEX project_year_from_number_id_order ON projects.project USING btree (year_from, number, id) INCLUDE (withdrawn_at);

CREATE INDEX project_year_to_number_id_order ON projects.project USING btree (year_to, number, id) INCLUDE (withdrawn_at);

CREATE INDEX proposal_budget_fen_code_order ON projects.proposal USING btree (budget_fen, code) INCLUDE (withdrawn_at);

CREATE INDEX proposal_code_search ON projects.proposal USING btree (lower(code) text_pattern_ops);

CREATE INDEX proposal_filed_at_code_order ON projects.proposal USING btree (filed_at, code) INCLUDE (withdrawn_at);

CREATE INDEX proposal_key_project_code_order ON projects.proposal USING btree (key_project, code) INCLUDE (withdrawn_at);

CREATE INDEX proposal_source_code_order ON projects.proposal USING btree (source, code);

CREATE INDEX proposal_state_code_order ON projects.proposal USING btree (state, code) INCLUDE (withdrawn_at);

CREATE INDEX proposal_title_search ON projects.proposal USING btree (lower(title) text_pattern_ops);

CREATE INDEX proposal_unit_code_order ON projects.proposal USING btree (unit, code) INCLUDE (withdrawn_at);

CREATE INDEX remittance_amount_fen_number_order ON projects.remittance USING btree (amount_fen, number) INCLUDE (withdrawn_at);

CREATE INDEX remittance_concession_paid_on_number_order ON projects.remittance USING btree (concession, paid_on, number) INCLUDE (withdrawn_at);

CREATE INDEX remittance_number_search ON projects.remittance USING btree (lower(number) text_pattern_ops);

CREATE INDEX remittance_paid_on_number_order ON projects.remittance USING btree (paid_on, number) INCLUDE (withdrawn_at);

CREATE INDEX remittance_revenue_paid_on_number_order ON projects.remittance USING btree (revenue, paid_on, number) INCLUDE (withdrawn_at);

CREATE INDEX remittance_source_number_order ON projects.remittance USING btree (source, number);

CREATE INDEX remittance_unit_paid_on_number_order ON projects.remittance USING btree (unit, paid_on, number) INCLUDE (withdrawn_at);

CREATE INDEX report_due_on_id_order ON projects.report USING btree (due_on, id) INCLUDE (withdrawn_at);

CREATE INDEX report_period_id_order ON projects.report USING btree (period, id) INCLUDE (withdrawn_at);

CREATE INDEX report_source_id_order ON projects.report USING btree (source, id);

CREATE INDEX report_state_id_order ON projects.report USING btree (state, id) INCLUDE (withdrawn_at);

CREATE INDEX report_undertaking_id_order ON projects.report USING btree (undertaking, id) INCLUDE (withdrawn_at);

CREATE INDEX report_unit_id_order ON projects.report USING btree (unit, id) INCLUDE (withdrawn_at);

CREATE INDEX revenue_concession_id_order ON projects.revenue USING btree (concession, id) INCLUDE (withdrawn_at);

CREATE INDEX revenue_reported_on_id_order ON projects.revenue USING btree (reported_on, id) INCLUDE (withdrawn_at);

CREATE INDEX revenue_source_id_order ON projects.revenue USING btree (source, id);

CREATE INDEX revenue_unit_id_order ON projects.revenue USING btree (unit, id) INCLUDE (withdrawn_at);

CREATE INDEX risk_code_search ON projects.risk USING btree (lower(code) text_pattern_ops);

CREATE INDEX risk_impact_code_order ON projects.risk USING btree (impact, code) INCLUDE (withdrawn_at);

CREATE INDEX risk_likelihood_code_order ON projects.risk USING btree (likelihood, code) INCLUDE (withdrawn_at);

CREATE INDEX risk_owner_code_order ON projects.risk USING btree (owner, code) INCLUDE (withdrawn_at);

CREATE INDEX risk_review_on_code_order ON projects.risk USING btree (review_on, code) INCLUDE (withdrawn_at);

CREATE INDEX risk_score_code_order ON projects.risk USING btree (score, code) INCLUDE (withdrawn_at);

CREATE INDEX risk_source_code_order ON projects.risk USING btree (source, code);

CREATE INDEX risk_state_code_order ON projects.risk USING btree (state, code) INCLUDE (withdrawn_at);

CREATE INDEX risk_title_search ON projects.risk USING btree (lower(title) text_pattern_ops);

CREATE INDEX risk_undertaking_code_order ON projects.risk USING btree (undertaking, code) INCLUDE (withdrawn_at);

CREATE INDEX risk_unit_code_order ON projects.risk USING btree (unit, code) INCLUDE (withdrawn_at);

CREATE INDEX tender_ceiling_fen_number_order ON projects.tender USING btree (ceiling_fen, number) INCLUDE (withdrawn_at);

CREATE INDEX tender_deadline_on_number_order ON projects.tender USING btree (deadline_on, number) INCLUDE (withdrawn_at);

CREATE INDEX tender_number_search ON projects.tender USING btree (lower(number) text_pattern_ops);

CREATE INDEX tender_procurement_number_order ON projects.tender USING btree (procurement, number) INCLUDE (withdrawn_at);

CREATE INDEX tender_published_on_number_order ON projects.tender USING btree (published_on, number) INCLUDE (withdrawn_at);

CREATE INDEX tender_source_number_order ON projects.tender USING btree (source, number);

CREATE INDEX tender_state_number_order ON projects.tender USING btree (state, number) INCLUDE (withdrawn_at);

CREATE INDEX tender_subject_search ON projects.tender USING btree (lower(subject) text_pattern_ops);

CREATE INDEX tender_undertaking_number_order ON projects.tender USING btree (undertaking, number) INCLUDE (withdrawn_at);

CREATE INDEX tender_unit_number_order ON projects.tender USING btree (unit, number) INCLUDE (withdrawn_at);

CREATE INDEX tender_winner_search ON projects.tender USING btree (lower(winner) text_pattern_ops);

CREATE INDEX undertaking_budget_fen_code_order ON projects.undertaking USING btree (budget_fen, code) INCLUDE (withdrawn_at);

CREATE INDEX undertaking_code_search ON projects.undertaking USING btree (lower(code) text_pattern_ops);

CREATE INDEX undertaking_ends_by_code_order ON projects.undertaking USING btree (ends_by, code) INCLUDE (withdrawn_at);

CREATE INDEX undertaking_funding_code_order ON projects.undertaking USING btree (funding, code) INCLUDE (withdrawn_at);

CREATE INDEX undertaking_key_project_code_order ON projects.undertaking USING btree (key_project, code) INCLUDE (withdrawn_at);

CREATE INDEX undertaking_source_code_order ON projects.undertaking USING btree (source, code);

CREATE INDEX undertaking_starts_on_code_order ON projects.undertaking USING btree (starts_on, code) INCLUDE (withdrawn_at);

CREATE INDEX undertaking_state_code_order ON projects.undertaking USING btree (state, code) INCLUDE (withdrawn_at);

CREATE INDEX undertaking_title_search ON projects.undertaking USING btree (lower(title) text_pattern_ops);

CREATE INDEX undertaking_unit_code_order ON projects.undertaking USING btree (unit, code) INCLUDE (withdrawn_at);

CREATE INDEX until_activity ON projects.activity_history USING btree (valid_to);

CREATE INDEX until_baseline ON projects.baseline_history USING btree (valid_to);

CREATE INDEX until_concession ON projects.concession_history USING btree (valid_to);

CREATE INDEX until_contract ON projects.contract_history USING btree (valid_to);

CREATE INDEX until_contract_change ON projects.contract_change_history USING btree (valid_to);

CREATE INDEX until_counterpart ON projects.counterpart_history USING btree (valid_to);

CREATE INDEX until_document ON projects.document_history USING btree (valid_to);

CREATE INDEX until_payment ON projects.payment_history USING btree (valid_to);

CREATE INDEX until_project ON projects.project_history USING btree (valid_to);

CREATE INDEX until_proposal ON projects.proposal_history USING btree (valid_to);

CREATE INDEX until_remittance ON projects.remittance_history USING btree (valid_to);

CREATE INDEX until_report ON projects.report_history USING btree (valid_to);

CREATE INDEX until_revenue ON projects.revenue_history USING btree (valid_to);

CREATE INDEX until_risk ON projects.risk_history USING btree (valid_to);

CREATE INDEX until_tender ON projects.tender_history USING btree (valid_to);

CREATE INDEX until_undertaking ON projects.undertaking_history USING btree (valid_to);

CREATE UNIQUE INDEX version_activity ON projects.activity_history USING btree (code, revision);

CREATE UNIQUE INDEX version_baseline ON projects.baseline_history USING btree (id, revision);

CREATE UNIQUE INDEX version_concession ON projects.concession_history USING btree (code, revision);

CREATE UNIQUE INDEX version_contract ON projects.contract_history USING btree (number, revision);

CREATE UNIQUE INDEX version_contract_change ON projects.contract_change_history USING btree (number, revision);

CREATE UNIQUE INDEX version_counterpart ON projects.counterpart_history USING btree (id, revision);

CREATE UNIQUE INDEX version_document ON projects.document_history USING btree (id, revision);

CREATE UNIQUE INDEX version_payment ON projects.payment_history USING btree (number, revision);

CREATE UNIQUE INDEX version_project ON projects.project_history USING btree (id, revision);

CREATE UNIQUE INDEX version_proposal ON projects.proposal_history USING btree (code, revision);

CREATE UNIQUE INDEX version_remittance ON projects.remittance_history USING btree (number, revision);

CREATE UNIQUE INDEX version_report ON projects.report_history USING btree (id, revision);

CREATE UNIQUE INDEX version_revenue ON projects.revenue_history USING btree (id, revision);

CREATE UNIQUE INDEX version_risk ON projects.risk_history USING btree (code, revision);

CREATE UNIQUE INDEX version_tender ON projects.tender_history USING btree (number, revision);

CREATE UNIQUE INDEX version_undertaking ON projects.undertaking_history USING btree (code, revision);

CREATE INDEX article_organisation ON publishing.article USING btree (organisation, created_at DESC, id DESC);

CREATE INDEX article_public ON publishing.article USING btree (released_at DESC, id DESC) WHERE (released IS NOT NULL);

CREATE INDEX objection_made_at_id_order ON publishing.objection USING btree (made_at, id) INCLUDE (withdrawn_at);

CREATE INDEX objection_organisation_made_at_id_order ON publishing.objection USING btree (organisation, made_at, id) INCLUDE (withdrawn_at);

CREATE INDEX objection_source_id_order ON publishing.objection USING btree (source, id);

CREATE INDEX objection_state_made_at_id_order ON publishing.objection USING btree (state, made_at, id) INCLUDE (withdrawn_at);

CREATE INDEX finding_batch_due_on_id_order ON quality.finding USING btree (batch, due_on, id) INCLUDE (withdrawn_at);

CREATE INDEX finding_dataset_due_on_id_order ON quality.finding USING btree (dataset, due_on, id) INCLUDE (withdrawn_at);

CREATE INDEX finding_due_on_id_order ON quality.finding USING btree (due_on, id) INCLUDE (withdrawn_at);

CREATE INDEX finding_open ON quality.finding USING btree (owner, dataset) WHERE (status = 'open'::text);

CREATE INDEX finding_owner_due_on_id_order ON quality.finding USING btree (owner, due_on, id) INCLUDE (withdrawn_at);

CREATE INDEX finding_rule_due_on_id_order ON quality.finding USING btree (rule, due_on, id) INCLUDE (withdrawn_at);

CREATE INDEX finding_same ON quality.finding USING btree (dataset, row_key, rule);

CREATE INDEX finding_severity_due_on_id_order ON quality.finding USING btree (severity, due_on, id) INCLUDE (withdrawn_at);

CREATE INDEX finding_source_id_order ON quality.finding USING btree (source, id);

CREATE UNIQUE INDEX finding_standing ON quality.finding USING btree (dataset, row_key, rule) WHERE (status = ANY (ARRAY['open'::text, 'contested'::text, 'waived'::text]));

CREATE INDEX finding_status_due_on_id_order ON quality.finding USING btree (status, due_on, id) INCLUDE (withdrawn_at);

CREATE INDEX finding_waived ON quality.finding USING btree (waived_until) WHERE ((status = 'waived'::text) AND (waived_until IS NOT NULL));

CREATE INDEX profile_dataset ON quality.profile USING btree (dataset, made_at DESC);

CREATE INDEX rule_dataset ON quality.rule USING btree (dataset);

CREATE INDEX stated_rule_dataset ON quality.stated_rule USING btree (dataset, state);

CREATE INDEX stated_rule_dataset_id_order ON quality.stated_rule USING btree (dataset, id) INCLUDE (withdrawn_at);

CREATE INDEX stated_rule_dimension_id_order ON quality.stated_rule USING btree (dimension, id) INCLUDE (withdrawn_at);

CREATE INDEX stated_rule_kind_id_order ON quality.stated_rule USING btree (kind, id) INCLUDE (withdrawn_at);

CREATE INDEX stated_rule_owner_id_order ON quality.stated_rule USING btree (owner, id) INCLUDE (withdrawn_at);

CREATE INDEX stated_rule_severity_id_order ON quality.stated_rule USING btree (severity, id) INCLUDE (withdrawn_at);

CREATE INDEX stated_rule_source_id_order ON quality.stated_rule USING btree (source, id);

CREATE INDEX stated_rule_state_id_order ON quality.stated_rule USING btree (state, id) INCLUDE (withdrawn_at);

CREATE INDEX stated_rule_title_en_search ON quality.stated_rule USING btree (lower(title_en) text_pattern_ops);

CREATE INDEX stated_rule_title_zh_search ON quality.stated_rule USING btree (lower(title_zh) text_pattern_ops);

CREATE INDEX until_finding ON quality.finding_history USING btree (valid_to);

CREATE INDEX until_stated_rule ON quality.stated_rule_history USING btree (valid_to);

CREATE UNIQUE INDEX version_finding ON quality.finding_history USING btree (id, revision);

CREATE UNIQUE INDEX version_stated_rule ON quality.stated_rule_history USING btree (id, revision);

CREATE INDEX question_asker ON questions.question USING btree (asker, asked_at DESC, id DESC);

CREATE INDEX question_office ON questions.question USING btree (office, asked_at DESC, id DESC);

CREATE INDEX question_waiting ON questions.question USING btree (due_at) WHERE (answered_at IS NULL);

CREATE INDEX comparison_code_search ON reconciliation.comparison USING btree (lower(code) text_pattern_ops);

CREATE INDEX comparison_left ON reconciliation.comparison USING btree (left_dataset);

CREATE INDEX comparison_left_dataset_code_order ON reconciliation.comparison USING btree (left_dataset, code) INCLUDE (withdrawn_at);

CREATE INDEX comparison_left_owner_code_order ON reconciliation.comparison USING btree (left_owner, code) INCLUDE (withdrawn_at);

CREATE INDEX comparison_rhythm_code_order ON reconciliation.comparison USING btree (rhythm, code) INCLUDE (withdrawn_at);

CREATE INDEX comparison_right ON reconciliation.comparison USING btree (right_dataset);

CREATE INDEX comparison_right_dataset_code_order ON reconciliation.comparison USING btree (right_dataset, code) INCLUDE (withdrawn_at);

CREATE INDEX comparison_right_owner_code_order ON reconciliation.comparison USING btree (right_owner, code) INCLUDE (withdrawn_at);

CREATE INDEX comparison_source_code_order ON reconciliation.comparison USING btree (source, code);

CREATE INDEX comparison_title_en_search ON reconciliation.comparison USING btree (lower(title_en) text_pattern_ops);

CREATE INDEX comparison_title_zh_search ON reconciliation.comparison USING btree (lower(title_zh) text_pattern_ops);

CREATE INDEX run_comparison ON reconciliation.run USING btree (comparison, started_at DESC);

CREATE INDEX until_comparison ON reconciliation.comparison_history USING btree (valid_to);

CREATE UNIQUE INDEX version_comparison ON reconciliation.comparison_history USING btree (code, revision);

CREATE INDEX claim_entity ON registers.claim USING btree (entity);

CREATE INDEX company_address_code ON registers.company USING btree (address_code) WHERE (withdrawn_at IS NULL);

CREATE UNIQUE INDEX company_credit_code ON registers.company USING btree (credit_code) WHERE (withdrawn_at IS NULL);

CREATE INDEX company_credit_code_search ON registers.company USING btree (lower(credit_code) text_pattern_ops);

CREATE INDEX company_division_id_prefix ON registers.company USING btree (division text_pattern_ops, id) INCLUDE (withdrawn_at);

CREATE INDEX company_division_township_id_order ON registers.company USING btree ("left"(division, 9), id) INCLUDE (withdrawn_at, division);

CREATE INDEX company_established_on_id_order ON registers.company USING btree (established_on, id) INCLUDE (withdrawn_at);

CREATE INDEX company_industry_id_order ON registers.company USING btree (industry, id) INCLUDE (withdrawn_at);

CREATE INDEX company_left ON registers.company USING btree (credit_code) WHERE (withdrawn_at IS NOT NULL);

CREATE INDEX company_name_search ON registers.company USING btree (lower(name) text_pattern_ops);

CREATE INDEX company_source_id_order ON registers.company USING btree (source, id);

CREATE INDEX company_sources_id_order ON registers.company USING btree (sources, id) INCLUDE (withdrawn_at);

CREATE INDEX company_state_id_order ON registers.company USING btree (state, id) INCLUDE (withdrawn_at);

CREATE INDEX grid_house_grid ON registers.grid_house USING btree (grid);

CREATE INDEX grid_house_grid_house_prefix ON registers.grid_house USING btree (grid text_pattern_ops, house) INCLUDE (withdrawn_at);

CREATE INDEX grid_house_grid_township_house_order ON registers.grid_house USING btree ("left"(grid, 9), house) INCLUDE (withdrawn_at, grid);

CREATE INDEX grid_house_source_house_order ON registers.grid_house USING btree (source, house);

CREATE INDEX household_division_id_prefix ON registers.household USING btree (division text_pattern_ops, id) INCLUDE (withdrawn_at);

CREATE INDEX household_division_township_id_order ON registers.household USING btree ("left"(division, 9), id) INCLUDE (withdrawn_at, division);

CREATE INDEX household_member_number ON registers.household_member USING btree (number);

CREATE INDEX household_members_id_order ON registers.household USING btree (members, id) INCLUDE (withdrawn_at);

CREATE UNIQUE INDEX household_number ON registers.household USING btree (number);

CREATE INDEX household_number_search ON registers.household USING btree (lower(number) text_pattern_ops);

CREATE INDEX household_source_id_order ON registers.household USING btree (source, id);

CREATE INDEX household_state_id_order ON registers.household USING btree (state, id) INCLUDE (withdrawn_at);

CREATE INDEX join_run_spoken ON registers.join_run USING btree (dataset, spoken_at);

CREATE INDEX member_entity ON registers.member USING btree (entity);

CREATE INDEX member_founded ON registers.member USING btree (dataset, row_key) WHERE ((how ->> 'founded'::text) IS NOT NULL);

CREATE INDEX member_side ON registers.member USING btree (side) WHERE (side IS NOT NULL);

CREATE INDEX movement_day ON registers.movement USING btree (happened_on);

CREATE INDEX movement_person ON registers.movement USING btree (person);

CREATE INDEX natural_resource_area_code_order ON registers.natural_resource USING btree (area, code) INCLUDE (withdrawn_at);

CREATE INDEX natural_resource_boundary_place ON registers.natural_resource USING gist (boundary);

CREATE INDEX natural_resource_code_search ON registers.natural_resource USING btree (lower(code) text_pattern_ops);

CREATE INDEX natural_resource_division_code_prefix ON registers.natural_resource USING btree (division text_pattern_ops, code) INCLUDE (withdrawn_at);

CREATE INDEX natural_resource_division_township_code_order ON registers.natural_resource USING btree ("left"(division, 9), code) INCLUDE (withdrawn_at, division);

CREATE INDEX natural_resource_keeper_code_order ON registers.natural_resource USING btree (keeper, code) INCLUDE (withdrawn_at);

CREATE INDEX natural_resource_kind_code_order ON registers.natural_resource USING btree (kind, code) INCLUDE (withdrawn_at);

CREATE INDEX natural_resource_name_search ON registers.natural_resource USING btree (lower(name) text_pattern_ops);

CREATE INDEX natural_resource_registered_on_code_order ON registers.natural_resource USING btree (registered_on, code) INCLUDE (withdrawn_at);

CREATE INDEX natural_resource_right_kind_code_order ON registers.natural_resource USING btree (right_kind, code) INCLUDE (withdrawn_at);

CREATE INDEX natural_resource_source_code_order ON registers.natural_resource USING btree (source, code);

CREATE INDEX person_address_code ON registers.person USING btree (address_code) WHERE (withdrawn_at IS NULL);

CREATE INDEX person_birth_date_id_order ON registers.person USING btree (birth_date, id) INCLUDE (withdrawn_at);

CREATE UNIQUE INDEX person_citizen_id ON registers.person USING btree (citizen_id) WHERE (withdrawn_at IS NULL);

CREATE INDEX person_citizen_id_search ON registers.person USING btree (lower(citizen_id) text_pattern_ops);

CREATE INDEX person_decision_kind_proposed_at_id_order ON registers.person_decision USING btree (kind, proposed_at, id) INCLUDE (withdrawn_at);

CREATE UNIQUE INDEX person_decision_open ON registers.person_decision USING btree (kind, LEAST(person, other), GREATEST(person, other)) WHERE (state = 'proposed'::text);

CREATE INDEX person_decision_other ON registers.person_decision USING btree (other);

CREATE INDEX person_decision_other_proposed_at_id_order ON registers.person_decision USING btree (other, proposed_at, id) INCLUDE (withdrawn_at);

CREATE INDEX person_decision_person ON registers.person_decision USING btree (person);

CREATE INDEX person_decision_person_proposed_at_id_order ON registers.person_decision USING btree (person, proposed_at, id) INCLUDE (withdrawn_at);

CREATE INDEX person_decision_proposed_at_id_order ON registers.person_decision USING btree (proposed_at, id) INCLUDE (withdrawn_at);

CREATE INDEX person_decision_source_id_order ON registers.person_decision USING btree (source, id);

CREATE INDEX person_decision_state_proposed_at_id_order ON registers.person_decision USING btree (state, proposed_at, id) INCLUDE (withdrawn_at);

CREATE INDEX person_division_id_prefix ON registers.person USING btree (division text_pattern_ops, id) INCLUDE (withdrawn_at);

CREATE INDEX person_division_township_id_order ON registers.person USING btree ("left"(division, 9), id) INCLUDE (withdrawn_at, division);

CREATE INDEX person_left ON registers.person USING btree (citizen_id) WHERE ((withdrawn_at IS NOT NULL) AND (merged_into IS NULL));

CREATE INDEX person_merged_into ON registers.person USING btree (merged_into) WHERE (merged_into IS NOT NULL);

CREATE INDEX person_mobile_search ON registers.person USING btree (lower(mobile) text_pattern_ops);

CREATE INDEX person_name_search ON registers.person USING btree (lower(name) text_pattern_ops);

CREATE INDEX person_provisional_id_order ON registers.person USING btree (provisional, id) INCLUDE (withdrawn_at);

CREATE INDEX person_source_id_order ON registers.person USING btree (source, id);

CREATE INDEX person_sources_id_order ON registers.person USING btree (sources, id) INCLUDE (withdrawn_at);

CREATE INDEX placing_due_entity ON registers.placing_due USING btree (entity);

CREATE INDEX placing_open ON registers."placing" USING btree (verdict) WHERE (verdict <> 'placed'::text);

CREATE INDEX resource_overlap_area_id_order ON registers.resource_overlap USING btree (area, id) INCLUDE (withdrawn_at);

CREATE INDEX resource_overlap_found_at_id_order ON registers.resource_overlap USING btree (found_at, id) INCLUDE (withdrawn_at);

CREATE INDEX resource_overlap_kind_area_id_order ON registers.resource_overlap USING btree (kind, area, id) INCLUDE (withdrawn_at);

CREATE INDEX resource_overlap_one_area_id_order ON registers.resource_overlap USING btree (one, area, id) INCLUDE (withdrawn_at);

CREATE INDEX resource_overlap_one_keeper_area_id_order ON registers.resource_overlap USING btree (one_keeper, area, id) INCLUDE (withdrawn_at);

CREATE INDEX resource_overlap_open ON registers.resource_overlap USING btree (id) WHERE (state = 'open'::text);

CREATE INDEX resource_overlap_other_area_id_order ON registers.resource_overlap USING btree (other, area, id) INCLUDE (withdrawn_at);

CREATE INDEX resource_overlap_other_keeper_area_id_order ON registers.resource_overlap USING btree (other_keeper, area, id) INCLUDE (withdrawn_at);

CREATE INDEX resource_overlap_shape_place ON registers.resource_overlap USING gist (shape);

CREATE INDEX resource_overlap_source_id_order ON registers.resource_overlap USING btree (source, id);

CREATE INDEX resource_overlap_state_area_id_order ON registers.resource_overlap USING btree (state, area, id) INCLUDE (withdrawn_at);

CREATE INDEX side_number ON registers.side USING btree (number) WHERE (number IS NOT NULL);

CREATE INDEX side_person ON registers.side USING btree (person);

CREATE INDEX until_company ON registers.company_history USING btree (valid_to);

CREATE INDEX until_grid_house ON registers.grid_house_history USING btree (valid_to);

CREATE INDEX until_household ON registers.household_history USING btree (valid_to);

CREATE INDEX until_natural_resource ON registers.natural_resource_history USING btree (valid_to);

CREATE INDEX until_person ON registers.person_history USING btree (valid_to);

CREATE INDEX until_person_decision ON registers.person_decision_history USING btree (valid_to);

CREATE INDEX until_resource_overlap ON registers.resource_overlap_history USING btree (valid_to);

CREATE UNIQUE INDEX version_company ON registers.company_history USING btree (id, revision);

CREATE UNIQUE INDEX version_grid_house ON registers.grid_house_history USING btree (house, revision);

CREATE UNIQUE INDEX version_household ON registers.household_history USING btree (id, revision);

CREATE UNIQUE INDEX version_natural_resource ON registers.natural_resource_history USING btree (code, revision);

CREATE UNIQUE INDEX version_person ON registers.person_history USING btree (id, revision);

CREATE UNIQUE INDEX version_person_decision ON registers.person_decision_history USING btree (id, revision);

CREATE UNIQUE INDEX version_resource_overlap ON registers.resource_overlap_history USING btree (id, revision);

CREATE INDEX purpose_code_search ON relations.purpose USING btree (lower(code) text_pattern_ops);

CREATE INDEX purpose_position_code_order ON relations.purpose USING btree ("position", code) INCLUDE (withdrawn_at);

CREATE INDEX purpose_source_code_order ON relations.purpose USING btree (source, code);

CREATE INDEX purpose_title_zh_search ON relations.purpose USING btree (lower(title_zh) text_pattern_ops);

CREATE INDEX relation_about ON relations.relation USING btree (subject, made_at);

CREATE UNIQUE INDEX relation_alive ON relations.relation USING btree (kind, holder, subject) WHERE (state = ANY (ARRAY['asked'::text, 'standing'::text]));

CREATE INDEX relation_begins_at_id_order ON relations.relation USING btree (begins_at, id) INCLUDE (withdrawn_at);

CREATE INDEX relation_ends_at_id_order ON relations.relation USING btree (ends_at, id) INCLUDE (withdrawn_at);

CREATE INDEX relation_id_search ON relations.relation USING btree (lower(id) text_pattern_ops);

CREATE INDEX relation_kind_begins_at_id_order ON relations.relation USING btree (kind, begins_at, id) INCLUDE (withdrawn_at);

CREATE INDEX relation_made_by_begins_at_id_order ON relations.relation USING btree (made_by, begins_at, id) INCLUDE (withdrawn_at);

CREATE INDEX relation_of_holder ON relations.relation USING btree (holder, kind, subject) INCLUDE (begins_at, ends_at) WHERE ((state = 'standing'::text) AND (withdrawn_at IS NULL));

CREATE INDEX relation_of_subject ON relations.relation USING btree (subject, kind, holder) INCLUDE (begins_at, ends_at) WHERE ((state = 'standing'::text) AND (withdrawn_at IS NULL));

CREATE INDEX relation_organisation_begins_at_id_order ON relations.relation USING btree (organisation, begins_at, id) INCLUDE (withdrawn_at);

CREATE INDEX relation_runs_out ON relations.relation USING btree (ends_at, id) WHERE ((state = 'standing'::text) AND (withdrawn_at IS NULL));

CREATE INDEX relation_source_id_order ON relations.relation USING btree (source, id);

CREATE INDEX relation_state_begins_at_id_order ON relations.relation USING btree (state, begins_at, id) INCLUDE (withdrawn_at);

CREATE INDEX relation_subject_begins_at_id_order ON relations.relation USING btree (subject, begins_at, id) INCLUDE (withdrawn_at);

CREATE INDEX until_purpose ON relations.purpose_history USING btree (valid_to);

CREATE INDEX until_relation ON relations.relation_history USING btree (valid_to);

CREATE UNIQUE INDEX version_purpose ON relations.purpose_history USING btree (code, revision);

CREATE UNIQUE INDEX version_relation ON relations.relation_history USING btree (id, revision);

CREATE INDEX consent_company_given_at_id_order ON reporting.consent USING btree (company, given_at, id) INCLUDE (withdrawn_at);

CREATE INDEX consent_given_at_id_order ON reporting.consent USING btree (given_at, id) INCLUDE (withdrawn_at);

CREATE INDEX consent_household_given_at_id_order ON reporting.consent USING btree (household, given_at, id) INCLUDE (withdrawn_at);

CREATE INDEX consent_of_respondent ON reporting.consent USING btree (respondent, ends_on);

CREATE INDEX consent_owner_given_at_id_order ON reporting.consent USING btree (owner, given_at, id) INCLUDE (withdrawn_at);

CREATE INDEX consent_period_given_at_id_order ON reporting.consent USING btree (period, given_at, id) INCLUDE (withdrawn_at);

CREATE INDEX consent_person_given_at_id_order ON reporting.consent USING btree (person, given_at, id) INCLUDE (withdrawn_at);

CREATE INDEX consent_return_given_at_id_order ON reporting.consent USING btree (return, given_at, id) INCLUDE (withdrawn_at);

CREATE INDEX consent_source_id_order ON reporting.consent USING btree (source, id);

CREATE INDEX consent_state_given_at_id_order ON reporting.consent USING btree (state, given_at, id) INCLUDE (withdrawn_at);

CREATE INDEX filing_company_due_on_id_order ON reporting.filing USING btree (company, due_on, id) INCLUDE (withdrawn_at);

CREATE INDEX filing_due ON reporting.filing USING btree (return, ends_on, respondent) WHERE (state = 'due'::text);

CREATE INDEX filing_due_on_id_order ON reporting.filing USING btree (due_on, id) INCLUDE (withdrawn_at);

CREATE INDEX filing_household_due_on_id_order ON reporting.filing USING btree (household, due_on, id) INCLUDE (withdrawn_at);

CREATE INDEX filing_late_due_on_id_order ON reporting.filing USING btree (late, due_on, id) INCLUDE (withdrawn_at);

CREATE INDEX filing_of_days ON reporting.filing USING btree (due_on);

CREATE INDEX filing_of_ends ON reporting.filing USING btree (ends_on);

CREATE INDEX filing_of_household ON reporting.filing USING btree (household) WHERE (household IS NOT NULL);

CREATE INDEX filing_of_period ON reporting.filing USING btree (return, period);

CREATE INDEX filing_of_respondent ON reporting.filing USING btree (respondent, ends_on);

CREATE INDEX filing_owner_due_on_id_order ON reporting.filing USING btree (owner, due_on, id) INCLUDE (withdrawn_at);

CREATE INDEX filing_period_due_on_id_order ON reporting.filing USING btree (period, due_on, id) INCLUDE (withdrawn_at);

CREATE INDEX filing_person_due_on_id_order ON reporting.filing USING btree (person, due_on, id) INCLUDE (withdrawn_at);

CREATE INDEX filing_return_due_on_id_order ON reporting.filing USING btree (return, due_on, id) INCLUDE (withdrawn_at);

CREATE UNIQUE INDEX filing_row ON reporting.filing USING btree (row_key) WHERE (row_key IS NOT NULL);

CREATE INDEX filing_source_id_order ON reporting.filing USING btree (source, id);

CREATE INDEX filing_state_due_on_id_order ON reporting.filing USING btree (state, due_on, id) INCLUDE (withdrawn_at);

CREATE INDEX filing_to_deliver ON reporting.filing USING btree (return, simulated, id) WHERE ((state = 'handed-in'::text) AND ((delivered_at IS NULL) OR (delivered_at < handed_in_at)));

CREATE INDEX filing_undecided ON reporting.filing USING btree (respondent) WHERE (undecided IS NOT NULL);

CREATE INDEX followed_of ON reporting.followed USING btree (to_person, from_person);

CREATE INDEX progress_of_ends ON reporting.progress USING btree (ends_on);

CREATE INDEX question_code_search ON reporting.question USING btree (lower(code) text_pattern_ops);

CREATE INDEX question_item_code_order ON reporting.question USING btree (item, code) INCLUDE (withdrawn_at);

CREATE INDEX question_label_zh_search ON reporting.question USING btree (lower(label_zh) text_pattern_ops);

CREATE INDEX question_nature_code_order ON reporting.question USING btree (nature, code) INCLUDE (withdrawn_at);

CREATE INDEX question_owner_code_order ON reporting.question USING btree (owner, code) INCLUDE (withdrawn_at);

CREATE INDEX question_position_code_order ON reporting.question USING btree ("position", code) INCLUDE (withdrawn_at);

CREATE INDEX question_return_code_order ON reporting.question USING btree (return, code) INCLUDE (withdrawn_at);

CREATE INDEX question_source_code_order ON reporting.question USING btree (source, code);

CREATE INDEX question_standing_code_order ON reporting.question USING btree (standing, code) INCLUDE (withdrawn_at);

CREATE INDEX respondent_code_search ON reporting.respondent USING btree (lower(code) text_pattern_ops);

CREATE INDEX respondent_company_code_order ON reporting.respondent USING btree (company, code) INCLUDE (withdrawn_at);

CREATE INDEX respondent_household_code_order ON reporting.respondent USING btree (household, code) INCLUDE (withdrawn_at);

CREATE INDEX respondent_of_return ON reporting.respondent USING btree (return, respondent);

CREATE INDEX respondent_owner_code_order ON reporting.respondent USING btree (owner, code) INCLUDE (withdrawn_at);

CREATE INDEX respondent_person_code_order ON reporting.respondent USING btree (person, code) INCLUDE (withdrawn_at);

CREATE INDEX respondent_return_code_order ON reporting.respondent USING btree (return, code) INCLUDE (withdrawn_at);

CREATE INDEX respondent_source_code_order ON reporting.respondent USING btree (source, code);

CREATE INDEX return_asks_code_order ON reporting.return USING btree (asks, code) INCLUDE (withdrawn_at);

CREATE INDEX return_code_search ON reporting.return USING btree (lower(code) text_pattern_ops);

CREATE INDEX return_owner_code_order ON reporting.return USING btree (owner, code) INCLUDE (withdrawn_at);

CREATE INDEX return_period_code_order ON reporting.return USING btree (period, code) INCLUDE (withdrawn_at);

CREATE INDEX return_source_code_order ON reporting.return USING btree (source, code);

CREATE INDEX return_state_code_order ON reporting.return USING btree (state, code) INCLUDE (withdrawn_at);

CREATE INDEX return_title_en_search ON reporting.return USING btree (lower(title_en) text_pattern_ops);

CREATE INDEX return_title_zh_search ON reporting.return USING btree (lower(title_zh) text_pattern_ops);

CREATE INDEX sheet_handed_in ON reporting.sheet USING btree (handed_in_at) WHERE (handed_in_at IS NOT NULL);

CREATE INDEX sheet_receipt ON reporting.sheet USING btree (receipt) WHERE (handed_in_at IS NOT NULL);

CREATE INDEX sheet_undecided ON reporting.sheet USING btree (respondent) WHERE (undecided IS NOT NULL);

CREATE INDEX until_consent ON reporting.consent_history USING btree (valid_to);

CREATE INDEX until_filing ON reporting.filing_history USING btree (valid_to);

CREATE INDEX until_question ON reporting.question_history USING btree (valid_to);

CREATE INDEX until_respondent ON reporting.respondent_history USING btree (valid_to);

CREATE INDEX until_return ON reporting.return_history USING btree (valid_to);

CREATE UNIQUE INDEX version_consent ON reporting.consent_history USING btree (id, revision);

CREATE UNIQUE INDEX version_filing ON reporting.filing_history USING btree (id, revision);

CREATE UNIQUE INDEX version_question ON reporting.question_history USING btree (code, revision);

CREATE UNIQUE INDEX version_respondent ON reporting.respondent_history USING btree (code, revision);

CREATE UNIQUE INDEX version_return ON reporting.return_history USING btree (code, revision);

CREATE INDEX draft_code_search ON reports.draft USING btree (lower(code) text_pattern_ops);

CREATE INDEX draft_owner_code_order ON reports.draft USING btree (owner, code) INCLUDE (withdrawn_at);

CREATE INDEX draft_source_code_order ON reports.draft USING btree (source, code);

CREATE INDEX draft_state_code_order ON reports.draft USING btree (state, code) INCLUDE (withdrawn_at);

CREATE INDEX draft_title_en_search ON reports.draft USING btree (lower(title_en) text_pattern_ops);

CREATE INDEX draft_title_zh_code_order ON reports.draft USING btree (title_zh, code) INCLUDE (withdrawn_at);

CREATE INDEX draft_title_zh_search ON reports.draft USING btree (lower(title_zh) text_pattern_ops);

CREATE INDEX issue_made_at_id_order ON reports.issue USING btree (made_at, id) INCLUDE (withdrawn_at);

CREATE INDEX issue_owner_made_at_id_order ON reports.issue USING btree (owner, made_at, id) INCLUDE (withdrawn_at);

CREATE INDEX issue_period_made_at_id_order ON reports.issue USING btree (period, made_at, id) INCLUDE (withdrawn_at);

CREATE INDEX issue_period_search ON reports.issue USING btree (lower(period) text_pattern_ops);

CREATE UNIQUE INDEX issue_report_due_on_idx ON reports.issue USING btree (report, due_on) WHERE (due_on IS NOT NULL);

CREATE INDEX issue_report_made_at_id_order ON reports.issue USING btree (report, made_at, id) INCLUDE (withdrawn_at);

CREATE UNIQUE INDEX issue_report_number_idx ON reports.issue USING btree (report, number);

CREATE INDEX issue_source_id_order ON reports.issue USING btree (source, id);

CREATE INDEX issue_title_en_search ON reports.issue USING btree (lower(title_en) text_pattern_ops);

CREATE INDEX issue_title_zh_search ON reports.issue USING btree (lower(title_zh) text_pattern_ops);

CREATE INDEX report_audience_code_order ON reports.report USING btree (audience, code) INCLUDE (withdrawn_at);

CREATE INDEX report_code_search ON reports.report USING btree (lower(code) text_pattern_ops);

CREATE INDEX report_grain_code_order ON reports.report USING btree (grain, code) INCLUDE (withdrawn_at);

CREATE INDEX report_owner_code_order ON reports.report USING btree (owner, code) INCLUDE (withdrawn_at);

CREATE INDEX report_published_at_code_order ON reports.report USING btree (published_at, code) INCLUDE (withdrawn_at);

CREATE INDEX report_scheduled_code_order ON reports.report USING btree (scheduled, code) INCLUDE (withdrawn_at);

CREATE INDEX report_source_code_order ON reports.report USING btree (source, code);

CREATE INDEX report_title_en_search ON reports.report USING btree (lower(title_en) text_pattern_ops);

CREATE INDEX report_title_zh_code_order ON reports.report USING btree (title_zh, code) INCLUDE (withdrawn_at);

CREATE INDEX report_title_zh_search ON reports.report USING btree (lower(title_zh) text_pattern_ops);

CREATE INDEX until_draft ON reports.draft_history USING btree (valid_to);

CREATE INDEX until_issue ON reports.issue_history USING btree (valid_to);

CREATE INDEX until_report ON reports.report_history USING btree (valid_to);

CREATE UNIQUE INDEX version_draft ON reports.draft_history USING btree (code, revision);

CREATE UNIQUE INDEX version_issue ON reports.issue_history USING btree (id, revision);

CREATE UNIQUE INDEX version_report ON reports.report_history USING btree (code, revision);

CREATE INDEX booking_absent ON scheduling.booking USING btree (starts_at) WHERE (status = 'confirmed'::text);

CREATE INDEX booking_day_starts_at_id_order ON scheduling.booking USING btree (day, starts_at, id) INCLUDE (withdrawn_at);

CREATE INDEX booking_instead ON scheduling.booking USING btree (instead_of) WHERE (instead_of IS NOT NULL);

CREATE UNIQUE INDEX booking_once ON scheduling.booking USING btree (subject, once_key) WHERE (status = ANY (ARRAY['held'::text, 'confirmed'::text, 'checked-in'::text, 'served'::text]));

CREATE INDEX booking_organisation_starts_at_id_order ON scheduling.booking USING btree (organisation, starts_at, id) INCLUDE (withdrawn_at);

CREATE INDEX booking_overdue ON scheduling.booking USING btree (expires_at) WHERE (status = 'held'::text);

CREATE UNIQUE INDEX booking_request ON scheduling.booking USING btree (recorded_by, request) WHERE (request IS NOT NULL);

CREATE INDEX booking_resource_starts_at_id_order ON scheduling.booking USING btree (resource, starts_at, id) INCLUDE (withdrawn_at);

CREATE INDEX booking_slot ON scheduling.booking USING btree (slot);

CREATE INDEX booking_source_id_order ON scheduling.booking USING btree (source, id);

CREATE INDEX booking_starts_at_id_order ON scheduling.booking USING btree (starts_at, id) INCLUDE (withdrawn_at);

CREATE INDEX booking_status_starts_at_id_order ON scheduling.booking USING btree (status, starts_at, id) INCLUDE (withdrawn_at);

CREATE INDEX booking_subject ON scheduling.booking USING btree (subject, starts_at);

CREATE INDEX displacement_left ON scheduling.displacement USING btree (claimed_at) WHERE (settled_at IS NULL);

CREATE INDEX displacement_stop ON scheduling.displacement USING btree (stop);

CREATE INDEX duty_day_code_order ON scheduling.duty USING btree (day, code) INCLUDE (withdrawn_at);

CREATE INDEX duty_organisation_day_code_order ON scheduling.duty USING btree (organisation, day, code) INCLUDE (withdrawn_at);

CREATE INDEX duty_person_search ON scheduling.duty USING btree (lower(person) text_pattern_ops);

CREATE INDEX duty_resource_day_code_order ON scheduling.duty USING btree (resource, day, code) INCLUDE (withdrawn_at);

CREATE INDEX duty_source_code_order ON scheduling.duty USING btree (source, code);

CREATE INDEX exception_day_code_order ON scheduling.exception USING btree (day, code) INCLUDE (withdrawn_at);

CREATE INDEX exception_kind_day_code_order ON scheduling.exception USING btree (kind, day, code) INCLUDE (withdrawn_at);

CREATE INDEX exception_organisation_day_code_order ON scheduling.exception USING btree (organisation, day, code) INCLUDE (withdrawn_at);

CREATE INDEX exception_resource_day_code_order ON scheduling.exception USING btree (resource, day, code) INCLUDE (withdrawn_at);

CREATE INDEX exception_source_code_order ON scheduling.exception USING btree (source, code);

CREATE INDEX resource_kind_code_order ON scheduling.resource USING btree (kind, code) INCLUDE (withdrawn_at);

CREATE INDEX resource_name_en_search ON scheduling.resource USING btree (lower(name_en) text_pattern_ops);

CREATE INDEX resource_name_zh_code_order ON scheduling.resource USING btree (name_zh, code) INCLUDE (withdrawn_at);

CREATE INDEX resource_name_zh_search ON scheduling.resource USING btree (lower(name_zh) text_pattern_ops);

CREATE INDEX resource_organisation_code_order ON scheduling.resource USING btree (organisation, code) INCLUDE (withdrawn_at);

CREATE INDEX resource_service_code_order ON scheduling.resource USING btree (service, code) INCLUDE (withdrawn_at);

CREATE INDEX resource_source_code_order ON scheduling.resource USING btree (source, code);

CREATE INDEX session_organisation_code_order ON scheduling.session USING btree (organisation, code) INCLUDE (withdrawn_at);

CREATE INDEX session_resource_code_order ON scheduling.session USING btree (resource, code) INCLUDE (withdrawn_at);

CREATE INDEX session_source_code_order ON scheduling.session USING btree (source, code);

CREATE INDEX session_weekday_code_order ON scheduling.session USING btree (weekday, code) INCLUDE (withdrawn_at);

CREATE INDEX slot_offered ON scheduling.slot USING btree (service, day, organisation);

CREATE INDEX suspension_subject ON scheduling.suspension USING btree (subject, service);

CREATE INDEX ticket_next ON scheduling.ticket USING btree (resource, day, ready_at, number) WHERE (status = 'waiting'::text);

CREATE INDEX until_duty ON scheduling.duty_history USING btree (valid_to);

CREATE INDEX until_exception ON scheduling.exception_history USING btree (valid_to);

CREATE INDEX until_resource ON scheduling.resource_history USING btree (valid_to);

CREATE INDEX until_session ON scheduling.session_history USING btree (valid_to);

CREATE UNIQUE INDEX version_duty ON scheduling.duty_history USING btree (code, revision);

CREATE UNIQUE INDEX version_exception ON scheduling.exception_history USING btree (code, revision);

CREATE UNIQUE INDEX version_resource ON scheduling.resource_history USING btree (code, revision);

CREATE UNIQUE INDEX version_session ON scheduling.session_history USING btree (code, revision);

CREATE INDEX waiting_booking ON scheduling.waiting USING btree (booking) WHERE (booking IS NOT NULL);

CREATE INDEX waiting_next ON scheduling.waiting USING btree (service, rank, place) WHERE (status = 'waiting'::text);

CREATE UNIQUE INDEX waiting_once ON scheduling.waiting USING btree (service, subject, COALESCE(resource, ''::text)) WHERE (status = ANY (ARRAY['waiting'::text, 'offered'::text]));

CREATE INDEX entry_folded ON search.entry USING btree (folded, kind);

CREATE INDEX entry_terms ON search.entry USING gin (terms) WITH (fastupdate='on');

CREATE INDEX control_clause_search ON security.control USING btree (lower(clause) text_pattern_ops);

CREATE INDEX control_number_clause_order ON security.control USING btree (number, clause) INCLUDE (withdrawn_at);

CREATE INDEX control_result_number_clause_order ON security.control USING btree (result, number, clause) INCLUDE (withdrawn_at);

CREATE INDEX control_source_clause_order ON security.control USING btree (source, clause);

CREATE INDEX control_title_en_search ON security.control USING btree (lower(title_en) text_pattern_ops);

CREATE INDEX control_title_zh_search ON security.control USING btree (lower(title_zh) text_pattern_ops);

CREATE INDEX responsibility_code_search ON security.responsibility USING btree (lower(code) text_pattern_ops);

CREATE INDEX responsibility_kind_code_order ON security.responsibility USING btree (kind, code) INCLUDE (withdrawn_at);

CREATE INDEX responsibility_level_code_order ON security.responsibility USING btree (level, code) INCLUDE (withdrawn_at);

CREATE INDEX responsibility_next_assessment_on_code_order ON security.responsibility USING btree (next_assessment_on, code) INCLUDE (withdrawn_at);

CREATE INDEX responsibility_organisation_code_order ON security.responsibility USING btree (organisation, code) INCLUDE (withdrawn_at);

CREATE INDEX responsibility_source_code_order ON security.responsibility USING btree (source, code);

CREATE INDEX responsibility_title_en_search ON security.responsibility USING btree (lower(title_en) text_pattern_ops);

CREATE INDEX responsibility_title_zh_search ON security.responsibility USING btree (lower(title_zh) text_pattern_ops);

CREATE INDEX until_control ON security.control_history USING btree (valid_to);

CREATE INDEX until_responsibility ON security.responsibility_history USING btree (valid_to);

CREATE UNIQUE INDEX version_control ON security.control_history USING btree (clause, revision);

CREATE UNIQUE INDEX version_responsibility ON security.responsibility_history USING btree (code, revision);

CREATE INDEX contract_holds_until_code_order ON sources.contract USING btree (holds_until, code) INCLUDE (withdrawn_at);

CREATE INDEX contract_number_search ON sources.contract USING btree (lower(number) text_pattern_ops);

CREATE INDEX contract_onward_holds_until_code_order ON sources.contract USING btree (onward, holds_until, code) INCLUDE (withdrawn_at);

CREATE INDEX contract_owner_holds_until_code_order ON sources.contract USING btree (owner, holds_until, code) INCLUDE (withdrawn_at);

CREATE INDEX contract_party_search ON sources.contract USING btree (lower(party) text_pattern_ops);

CREATE INDEX contract_source_code_order ON sources.contract USING btree (source, code);

CREATE INDEX contract_title_en_search ON sources.contract USING btree (lower(title_en) text_pattern_ops);

CREATE INDEX contract_title_zh_search ON sources.contract USING btree (lower(title_zh) text_pattern_ops);

CREATE UNIQUE INDEX delivery_in_gate ON sources.delivery USING btree (source) WHERE (state = 'held'::text);

CREATE UNIQUE INDEX gap_open ON sources.gap USING btree (source, run, kind) WHERE (noted_at IS NULL);

CREATE INDEX gap_run ON sources.gap USING btree (run);

CREATE INDEX message_taken ON sources.message USING btree (source, seen_at) WHERE (taken_at IS NOT NULL);

CREATE INDEX message_waiting ON sources.message USING btree (source, number) WHERE (taken_at IS NULL);

CREATE INDEX run_created_at_id_order ON sources.run USING btree (created_at, id) INCLUDE (withdrawn_at);

CREATE INDEX run_dataset_created_at_id_order ON sources.run USING btree (dataset, created_at, id) INCLUDE (withdrawn_at);

CREATE INDEX run_newest ON sources.run USING btree (source_code, created_at DESC, id DESC);

CREATE INDEX run_owner_created_at_id_order ON sources.run USING btree (owner, created_at, id) INCLUDE (withdrawn_at);

CREATE INDEX run_source_code_created_at_id_order ON sources.run USING btree (source_code, created_at, id) INCLUDE (withdrawn_at);

CREATE INDEX run_source_id_order ON sources.run USING btree (source, id);

CREATE INDEX run_state_created_at_id_order ON sources.run USING btree (state, created_at, id) INCLUDE (withdrawn_at);

CREATE INDEX source_code_search ON sources.source USING btree (lower(code) text_pattern_ops);

CREATE INDEX source_contract ON sources.source USING btree (contract) WHERE (contract IS NOT NULL);

CREATE INDEX source_dataset_code_order ON sources.source USING btree (dataset, code) INCLUDE (withdrawn_at);

CREATE INDEX source_enabled_code_order ON sources.source USING btree (enabled, code) INCLUDE (withdrawn_at);

CREATE INDEX source_kind_code_order ON sources.source USING btree (kind, code) INCLUDE (withdrawn_at);

CREATE INDEX source_owner_code_order ON sources.source USING btree (owner, code) INCLUDE (withdrawn_at);

CREATE INDEX source_source_code_order ON sources.source USING btree (source, code);

CREATE INDEX source_state_next ON sources.source_state USING btree (next_at) WHERE (next_at IS NOT NULL);

CREATE INDEX source_title_en_search ON sources.source USING btree (lower(title_en) text_pattern_ops);

CREATE INDEX source_title_zh_search ON sources.source USING btree (lower(title_zh) text_pattern_ops);

CREATE INDEX until_contract ON sources.contract_history USING btree (valid_to);

CREATE INDEX until_source ON sources.source_history USING btree (valid_to);

CREATE UNIQUE INDEX version_contract ON sources.contract_history USING btree (code, revision);

CREATE UNIQUE INDEX version_source ON sources.source_history USING btree (code, revision);

CREATE INDEX figure_about_clause_id_order ON targets.figure USING btree (about, clause, id) INCLUDE (withdrawn_at);

CREATE INDEX figure_clause_id_order ON targets.figure USING btree (clause, id) INCLUDE (withdrawn_at);

CREATE INDEX figure_kind_clause_id_order ON targets.figure USING btree (kind, clause, id) INCLUDE (withdrawn_at);

CREATE INDEX figure_name_en_search ON targets.figure USING btree (lower(name_en) text_pattern_ops);

CREATE INDEX figure_name_zh_search ON targets.figure USING btree (lower(name_zh) text_pattern_ops);

CREATE INDEX figure_source_id_order ON targets.figure USING btree (source, id);

CREATE INDEX until_figure ON targets.figure_history USING btree (valid_to);

CREATE UNIQUE INDEX version_figure ON targets.figure_history USING btree (id, revision);

CREATE INDEX copy_reader ON tasks.copy USING btree (reader_kind, reader, task);

CREATE INDEX earlier_task ON tasks.earlier USING btree (task, until);

CREATE INDEX note_task ON tasks.note USING btree (task, id);

CREATE UNIQUE INDEX pause_open ON tasks.pause USING btree (task) WHERE (to_at IS NULL);

CREATE INDEX pause_task ON tasks.pause USING btree (task, id);

CREATE INDEX task_assignee ON tasks.task USING btree (assignee, COALESCE(due_at, 'infinity'::timestamp with time zone), id) WHERE (closed_at IS NULL);

CREATE INDEX task_assignee_closed ON tasks.task USING btree (assignee, closed_at DESC, id DESC) WHERE (closed_at IS NOT NULL);

CREATE INDEX task_behalf ON tasks.task USING btree (on_behalf_of, COALESCE(due_at, 'infinity'::timestamp with time zone), id) WHERE ((closed_at IS NULL) AND (on_behalf_of IS NOT NULL));

CREATE INDEX task_behalf_closed ON tasks.task USING btree (on_behalf_of, closed_at DESC, id DESC) WHERE ((closed_at IS NOT NULL) AND (on_behalf_of IS NOT NULL));

CREATE INDEX task_closed ON tasks.task USING btree (closed_at DESC, id DESC) WHERE (closed_at IS NOT NULL);

CREATE INDEX task_due ON tasks.task USING btree (COALESCE(due_at, 'infinity'::timestamp with time zone), id);

CREATE INDEX task_grams ON tasks.task USING gin (grams);

CREATE INDEX task_next_step ON tasks.task USING btree (next_step_at, id) WHERE (closed_at IS NULL);

CREATE INDEX task_opened ON tasks.task USING btree (opened_at);

CREATE INDEX task_owner ON tasks.task USING btree (owner, COALESCE(due_at, 'infinity'::timestamp with time zone), id) WHERE (closed_at IS NULL);

CREATE INDEX task_owner_closed ON tasks.task USING btree (owner, closed_at DESC, id DESC) WHERE (closed_at IS NOT NULL);

CREATE UNIQUE INDEX task_source ON tasks.task USING btree (source_module, source_record, source_key) WHERE (closed_at IS NULL);

CREATE INDEX task_uncertain ON tasks.task USING btree (id) WHERE ((closed_at IS NULL) AND (NOT due_certain));

CREATE INDEX task_waiting ON tasks.task USING btree (COALESCE(due_at, 'infinity'::timestamp with time zone), id) WHERE (closed_at IS NULL);

CREATE INDEX breach_day ON tracks.breach USING btree (day DESC, device, rule);

CREATE INDEX device_kind ON tracks.device USING btree (kind, device);

CREATE INDEX device_owner ON tracks.device USING btree (owner, device);

CREATE TRIGGER keep_version AFTER UPDATE ON addresses.address REFERENCING OLD TABLE AS old_rows NEW TABLE AS new_rows FOR EACH STATEMENT EXECUTE FUNCTION kernel.keep_version('code');

CREATE TRIGGER keep_version AFTER UPDATE ON applications.access REFERENCING OLD TABLE AS old_rows NEW TABLE AS new_rows FOR EACH STATEMENT EXECUTE FUNCTION kernel.keep_version('id');

CREATE TRIGGER keep_version AFTER UPDATE ON applications.feed REFERENCING OLD TABLE AS old_rows NEW TABLE AS new_rows FOR EACH STATEMENT EXECUTE FUNCTION kernel.keep_version('code');

CREATE TRIGGER keep_version AFTER UPDATE ON applications.interface REFERENCING OLD TABLE AS old_rows NEW TABLE AS new_rows FOR EACH STATEMENT EXECUTE FUNCTION kernel.keep_version('code');

CREATE TRIGGER keep_version AFTER UPDATE ON applications.system REFERENCING OLD TABLE AS old_rows NEW TABLE AS new_rows FOR EACH STATEMENT EXECUTE FUNCTION kernel.keep_version('code');

CREATE TRIGGER keep_version AFTER UPDATE ON assessment.reviewer REFERENCING OLD TABLE AS old_rows NEW TABLE AS new_rows FOR EACH STATEMENT EXECUTE FUNCTION kernel.keep_version('code');

CREATE TRIGGER keep_version AFTER UPDATE ON catalogue.entry REFERENCING OLD TABLE AS old_rows NEW TABLE AS new_rows FOR EACH STATEMENT EXECUTE FUNCTION kernel.keep_version('code');

CREATE TRIGGER keep_version AFTER UPDATE ON catalogue.thematic REFERENCING OLD TABLE AS old_rows NEW TABLE AS new_rows FOR EACH STATEMENT EXECUTE FUNCTION kernel.keep_version('code');

CREATE TRIGGER keep_version AFTER UPDATE ON cataloguing.description REFERENCING OLD TABLE AS old_rows NEW TABLE AS new_rows FOR EACH STATEMENT EXECUTE FUNCTION kernel.keep_version('code');

CREATE TRIGGER keep_version AFTER UPDATE ON cataloguing.item REFERENCING OLD TABLE AS old_rows NEW TABLE AS new_rows FOR EACH STATEMENT EXECUTE FUNCTION kernel.keep_version('code');

CREATE TRIGGER keep_version AFTER UPDATE ON cloud.asset REFERENCING OLD TABLE AS old_rows NEW TABLE AS new_rows FOR EACH STATEMENT EXECUTE FUNCTION kernel.keep_version('code');

CREATE TRIGGER keep_version AFTER UPDATE ON cloud.backup REFERENCING OLD TABLE AS old_rows NEW TABLE AS new_rows FOR EACH STATEMENT EXECUTE FUNCTION kernel.keep_version('id');

CREATE TRIGGER keep_version AFTER UPDATE ON cloud.drill REFERENCING OLD TABLE AS old_rows NEW TABLE AS new_rows FOR EACH STATEMENT EXECUTE FUNCTION kernel.keep_version('id');

CREATE TRIGGER keep_version AFTER UPDATE ON cloud.quota REFERENCING OLD TABLE AS old_rows NEW TABLE AS new_rows FOR EACH STATEMENT EXECUTE FUNCTION kernel.keep_version('tenant');

CREATE TRIGGER keep_version AFTER UPDATE ON cloud.recovery_proof REFERENCING OLD TABLE AS old_rows NEW TABLE AS new_rows FOR EACH STATEMENT EXECUTE FUNCTION kernel.keep_version('id');

CREATE TRIGGER keep_version AFTER UPDATE ON cloud.system REFERENCING OLD TABLE AS old_rows NEW TABLE AS new_rows FOR EACH STATEMENT EXECUTE FUNCTION kernel.keep_version('code');

CREATE TRIGGER keep_version AFTER UPDATE ON codes.code_table REFERENCING OLD TABLE AS old_rows NEW TABLE AS new_rows FOR EACH STATEMENT EXECUTE FUNCTION kernel.keep_version('id');

CREATE TRIGGER keep_version AFTER UPDATE ON codes.mapping REFERENCING OLD TABLE AS old_rows NEW TABLE AS new_rows FOR EACH STATEMENT EXECUTE FUNCTION kernel.keep_version('key');

CREATE TRIGGER keep_version AFTER UPDATE ON codes.value REFERENCING OLD TABLE AS old_rows NEW TABLE AS new_rows FOR EACH STATEMENT EXECUTE FUNCTION kernel.keep_version('key');

CREATE TRIGGER keep_version AFTER UPDATE ON decision_support.miss REFERENCING OLD TABLE AS old_rows NEW TABLE AS new_rows FOR EACH STATEMENT EXECUTE FUNCTION kernel.keep_version('id');

CREATE TRIGGER keep_version AFTER UPDATE ON decision_support.rule REFERENCING OLD TABLE AS old_rows NEW TABLE AS new_rows FOR EACH STATEMENT EXECUTE FUNCTION kernel.keep_version('code');

CREATE TRIGGER keep_version AFTER UPDATE ON decision_support.warning REFERENCING OLD TABLE AS old_rows NEW TABLE AS new_rows FOR EACH STATEMENT EXECUTE FUNCTION kernel.keep_version('id');

CREATE TRIGGER keep_version AFTER UPDATE ON documents.paper REFERENCING OLD TABLE AS old_rows NEW TABLE AS new_rows FOR EACH STATEMENT EXECUTE FUNCTION kernel.keep_version('id');

CREATE TRIGGER keep_version AFTER UPDATE ON elevators.alarm REFERENCING OLD TABLE AS old_rows NEW TABLE AS new_rows FOR EACH STATEMENT EXECUTE FUNCTION kernel.keep_version('id');

CREATE TRIGGER keep_version AFTER UPDATE ON elevators.lift REFERENCING OLD TABLE AS old_rows NEW TABLE AS new_rows FOR EACH STATEMENT EXECUTE FUNCTION kernel.keep_version('code');

CREATE TRIGGER keep_version AFTER UPDATE ON exchange.agreement REFERENCING OLD TABLE AS old_rows NEW TABLE AS new_rows FOR EACH STATEMENT EXECUTE FUNCTION kernel.keep_version('id');

CREATE TRIGGER keep_version AFTER UPDATE ON exchange.report REFERENCING OLD TABLE AS old_rows NEW TABLE AS new_rows FOR EACH STATEMENT EXECUTE FUNCTION kernel.keep_version('number');

CREATE TRIGGER keep_version AFTER UPDATE ON exchange.request REFERENCING OLD TABLE AS old_rows NEW TABLE AS new_rows FOR EACH STATEMENT EXECUTE FUNCTION kernel.keep_version('number');

CREATE TRIGGER never_emptied BEFORE TRUNCATE ON exchange.acknowledgement FOR EACH STATEMENT EXECUTE FUNCTION exchange.only_grows();

CREATE TRIGGER never_emptied BEFORE TRUNCATE ON exchange.checkpoint FOR EACH STATEMENT EXECUTE FUNCTION exchange.only_grows();

CREATE TRIGGER never_emptied BEFORE TRUNCATE ON exchange.document FOR EACH STATEMENT EXECUTE FUNCTION exchange.refuse_change();

CREATE TRIGGER never_emptied BEFORE TRUNCATE ON exchange.receipt FOR EACH STATEMENT EXECUTE FUNCTION exchange.only_grows();

CREATE TRIGGER never_emptied BEFORE TRUNCATE ON exchange.receipt_head FOR EACH STATEMENT EXECUTE FUNCTION exchange.only_grows();

CREATE TRIGGER only_grows BEFORE DELETE OR UPDATE ON exchange.acknowledgement FOR EACH ROW EXECUTE FUNCTION exchange.only_grows();

CREATE TRIGGER only_grows BEFORE DELETE OR UPDATE ON exchange.checkpoint FOR EACH ROW EXECUTE FUNCTION exchange.only_grows();

CREATE TRIGGER only_grows BEFORE DELETE OR UPDATE ON exchange.document FOR EACH ROW EXECUTE FUNCTION exchange.refuse_change();

CREATE TRIGGER only_grows BEFORE DELETE OR UPDATE ON exchange.receipt FOR EACH ROW EXECUTE FUNCTION exchange.only_grows();

CREATE TRIGGER only_grows BEFORE DELETE OR UPDATE ON exchange.receipt_head FOR EACH ROW EXECUTE FUNCTION exchange.only_grows();

CREATE TRIGGER keep_version AFTER UPDATE ON fleet.terminal REFERENCING OLD TABLE AS old_rows NEW TABLE AS new_rows FOR EACH STATEMENT EXECUTE FUNCTION kernel.keep_version('phone');

CREATE TRIGGER keep_version AFTER UPDATE ON fleet.vehicle REFERENCING OLD TABLE AS old_rows NEW TABLE AS new_rows FOR EACH STATEMENT EXECUTE FUNCTION kernel.keep_version('plate');

CREATE TRIGGER keep_version AFTER UPDATE ON food_safety.restaurant REFERENCING OLD TABLE AS old_rows NEW TABLE AS new_rows FOR EACH STATEMENT EXECUTE FUNCTION kernel.keep_version('code');

CREATE TRIGGER keep_version AFTER UPDATE ON grants.application REFERENCING OLD TABLE AS old_rows NEW TABLE AS new_rows FOR EACH STATEMENT EXECUTE FUNCTION kernel.keep_version('id');

CREATE TRIGGER keep_version AFTER UPDATE ON grants.scheme REFERENCING OLD TABLE AS old_rows NEW TABLE AS new_rows FOR EACH STATEMENT EXECUTE FUNCTION kernel.keep_version('code');

CREATE TRIGGER keep_version AFTER UPDATE ON handover.hand_over REFERENCING OLD TABLE AS old_rows NEW TABLE AS new_rows FOR EACH STATEMENT EXECUTE FUNCTION kernel.keep_version('number');

CREATE TRIGGER keep_version AFTER UPDATE ON identity.account REFERENCING OLD TABLE AS old_rows NEW TABLE AS new_rows FOR EACH STATEMENT EXECUTE FUNCTION kernel.keep_version('account');

CREATE TRIGGER keep_version AFTER UPDATE ON identity.conflict REFERENCING OLD TABLE AS old_rows NEW TABLE AS new_rows FOR EACH STATEMENT EXECUTE FUNCTION kernel.keep_version('id');

CREATE TRIGGER keep_version AFTER UPDATE ON identity.kiosk REFERENCING OLD TABLE AS old_rows NEW TABLE AS new_rows FOR EACH STATEMENT EXECUTE FUNCTION kernel.keep_version('code');

CREATE TRIGGER keep_version AFTER UPDATE ON identity.post REFERENCING OLD TABLE AS old_rows NEW TABLE AS new_rows FOR EACH STATEMENT EXECUTE FUNCTION kernel.keep_version('code');

CREATE TRIGGER keep_version AFTER UPDATE ON indicators.measure REFERENCING OLD TABLE AS old_rows NEW TABLE AS new_rows FOR EACH STATEMENT EXECUTE FUNCTION kernel.keep_version('code');

CREATE TRIGGER keep_version AFTER UPDATE ON inspections.conflict REFERENCING OLD TABLE AS old_rows NEW TABLE AS new_rows FOR EACH STATEMENT EXECUTE FUNCTION kernel.keep_version('code');

CREATE TRIGGER keep_version AFTER UPDATE ON inspections.inspector REFERENCING OLD TABLE AS old_rows NEW TABLE AS new_rows FOR EACH STATEMENT EXECUTE FUNCTION kernel.keep_version('code');

CREATE TRIGGER keep_version AFTER UPDATE ON inspections.plan REFERENCING OLD TABLE AS old_rows NEW TABLE AS new_rows FOR EACH STATEMENT EXECUTE FUNCTION kernel.keep_version('code');

CREATE TRIGGER keep_version AFTER UPDATE ON inspections.visit REFERENCING OLD TABLE AS old_rows NEW TABLE AS new_rows FOR EACH STATEMENT EXECUTE FUNCTION kernel.keep_version('id');

CREATE TRIGGER never_emptied BEFORE TRUNCATE ON ledger.chunk FOR EACH STATEMENT EXECUTE FUNCTION ledger.refuse_change();

CREATE TRIGGER never_emptied BEFORE TRUNCATE ON ledger.entry FOR EACH STATEMENT EXECUTE FUNCTION ledger.refuse_change();

CREATE TRIGGER never_emptied BEFORE TRUNCATE ON ledger.head FOR EACH STATEMENT EXECUTE FUNCTION ledger.refuse_change();

CREATE TRIGGER never_emptied BEFORE TRUNCATE ON ledger.receipt FOR EACH STATEMENT EXECUTE FUNCTION ledger.refuse_change();

CREATE TRIGGER never_emptied BEFORE TRUNCATE ON ledger.repeated FOR EACH STATEMENT EXECUTE FUNCTION ledger.refuse_change();

CREATE TRIGGER never_emptied BEFORE TRUNCATE ON ledger.subject FOR EACH STATEMENT EXECUTE FUNCTION ledger.refuse_change();

CREATE TRIGGER never_emptied BEFORE TRUNCATE ON ledger.verification FOR EACH STATEMENT EXECUTE FUNCTION ledger.refuse_change();

CREATE TRIGGER never_emptied BEFORE TRUNCATE ON ledger.witnessed FOR EACH STATEMENT EXECUTE FUNCTION ledger.refuse_change();

CREATE TRIGGER only_grows BEFORE DELETE OR UPDATE ON ledger.chunk FOR EACH ROW EXECUTE FUNCTION ledger.refuse_change();

CREATE TRIGGER only_grows BEFORE DELETE OR UPDATE ON ledger.entry FOR EACH ROW EXECUTE FUNCTION ledger.refuse_change();

CREATE TRIGGER only_grows BEFORE DELETE OR UPDATE ON ledger.head FOR EACH ROW EXECUTE FUNCTION ledger.refuse_change();

CREATE TRIGGER only_grows BEFORE DELETE OR UPDATE ON ledger.receipt FOR EACH ROW EXECUTE FUNCTION ledger.refuse_change();

CREATE TRIGGER only_grows BEFORE DELETE OR UPDATE ON ledger.repeated FOR EACH ROW EXECUTE FUNCTION ledger.refuse_change();

CREATE TRIGGER only_grows BEFORE DELETE OR UPDATE ON ledger.subject FOR EACH ROW EXECUTE FUNCTION ledger.refuse_change();

CREATE TRIGGER only_grows BEFORE DELETE OR UPDATE ON ledger.verification FOR EACH ROW EXECUTE FUNCTION ledger.refuse_change();

CREATE TRIGGER only_grows BEFORE DELETE OR UPDATE ON ledger.witnessed FOR EACH ROW EXECUTE FUNCTION ledger.refuse_change();

CREATE TRIGGER keep_version AFTER UPDATE ON linkage.model REFERENCING OLD TABLE AS old_rows NEW TABLE AS new_rows FOR EACH STATEMENT EXECUTE FUNCTION kernel.keep_version('version');

CREATE TRIGGER keep_version AFTER UPDATE ON linkage.pair REFERENCING OLD TABLE AS old_rows NEW TABLE AS new_rows FOR EACH STATEMENT EXECUTE FUNCTION kernel.keep_version('id');

CREATE TRIGGER keep_version AFTER UPDATE ON networks.sharing REFERENCING OLD TABLE AS old_rows NEW TABLE AS new_rows FOR EACH STATEMENT EXECUTE FUNCTION kernel.keep_version('code');

CREATE TRIGGER keep_version AFTER UPDATE ON networks.tower REFERENCING OLD TABLE AS old_rows NEW TABLE AS new_rows FOR EACH STATEMENT EXECUTE FUNCTION kernel.keep_version('code');

CREATE TRIGGER keep_version AFTER UPDATE ON open_data.release REFERENCING OLD TABLE AS old_rows NEW TABLE AS new_rows FOR EACH STATEMENT EXECUTE FUNCTION kernel.keep_version('code');

CREATE TRIGGER keep_version AFTER UPDATE ON organisations.division REFERENCING OLD TABLE AS old_rows NEW TABLE AS new_rows FOR EACH STATEMENT EXECUTE FUNCTION kernel.keep_version('code');

CREATE TRIGGER keep_version AFTER UPDATE ON organisations.organisation REFERENCING OLD TABLE AS old_rows NEW TABLE AS new_rows FOR EACH STATEMENT EXECUTE FUNCTION kernel.keep_version('code');

CREATE TRIGGER keep_version AFTER UPDATE ON performance.appeal REFERENCING OLD TABLE AS old_rows NEW TABLE AS new_rows FOR EACH STATEMENT EXECUTE FUNCTION kernel.keep_version('id');

CREATE TRIGGER keep_version AFTER UPDATE ON performance.judgement REFERENCING OLD TABLE AS old_rows NEW TABLE AS new_rows FOR EACH STATEMENT EXECUTE FUNCTION kernel.keep_version('id');

CREATE TRIGGER keep_version AFTER UPDATE ON performance.result REFERENCING OLD TABLE AS old_rows NEW TABLE AS new_rows FOR EACH STATEMENT EXECUTE FUNCTION kernel.keep_version('id');

CREATE TRIGGER keep_version AFTER UPDATE ON performance.scheme REFERENCING OLD TABLE AS old_rows NEW TABLE AS new_rows FOR EACH STATEMENT EXECUTE FUNCTION kernel.keep_version('code');

CREATE TRIGGER keep_version AFTER UPDATE ON performance.standing REFERENCING OLD TABLE AS old_rows NEW TABLE AS new_rows FOR EACH STATEMENT EXECUTE FUNCTION kernel.keep_version('id');

CREATE TRIGGER keep_version AFTER UPDATE ON performance.supervision REFERENCING OLD TABLE AS old_rows NEW TABLE AS new_rows FOR EACH STATEMENT EXECUTE FUNCTION kernel.keep_version('id');

CREATE TRIGGER keep_version AFTER UPDATE ON projects.activity REFERENCING OLD TABLE AS old_rows NEW TABLE AS new_rows FOR EACH STATEMENT EXECUTE FUNCTION kernel.keep_version('code');

CREATE TRIGGER keep_version AFTER UPDATE ON projects.baseline REFERENCING OLD TABLE AS old_rows NEW TABLE AS new_rows FOR EACH STATEMENT EXECUTE FUNCTION kernel.keep_version('id');

CREATE TRIGGER keep_version AFTER UPDATE ON projects.concession REFERENCING OLD TABLE AS old_rows NEW TABLE AS new_rows FOR EACH STATEMENT EXECUTE FUNCTION kernel.keep_version('code');

CREATE TRIGGER keep_version AFTER UPDATE ON projects.contract REFERENCING OLD TABLE AS old_rows NEW TABLE AS new_rows FOR EACH STATEMENT EXECUTE FUNCTION kernel.keep_version('number');

CREATE TRIGGER keep_version AFTER UPDATE ON projects.contract_change REFERENCING OLD TABLE AS old_rows NEW TABLE AS new_rows FOR EACH STATEMENT EXECUTE FUNCTION kernel.keep_version('number');

CREATE TRIGGER keep_version AFTER UPDATE ON projects.counterpart REFERENCING OLD TABLE AS old_rows NEW TABLE AS new_rows FOR EACH STATEMENT EXECUTE FUNCTION kernel.keep_version('id');

CREATE TRIGGER keep_version AFTER UPDATE ON projects.document REFERENCING OLD TABLE AS old_rows NEW TABLE AS new_rows FOR EACH STATEMENT EXECUTE FUNCTION kernel.keep_version('id');

CREATE TRIGGER keep_version AFTER UPDATE ON projects.payment REFERENCING OLD TABLE AS old_rows NEW TABLE AS new_rows FOR EACH STATEMENT EXECUTE FUNCTION kernel.keep_version('number');

CREATE TRIGGER keep_version AFTER UPDATE ON projects.project REFERENCING OLD TABLE AS old_rows NEW TABLE AS new_rows FOR EACH STATEMENT EXECUTE FUNCTION kernel.keep_version('id');

CREATE TRIGGER keep_version AFTER UPDATE ON projects.proposal REFERENCING OLD TABLE AS old_rows NEW TABLE AS new_rows FOR EACH STATEMENT EXECUTE FUNCTION kernel.keep_version('code');

CREATE TRIGGER keep_version AFTER UPDATE ON projects.remittance REFERENCING OLD TABLE AS old_rows NEW TABLE AS new_rows FOR EACH STATEMENT EXECUTE FUNCTION kernel.keep_version('number');

CREATE TRIGGER keep_version AFTER UPDATE ON projects.report REFERENCING OLD TABLE AS old_rows NEW TABLE AS new_rows FOR EACH STATEMENT EXECUTE FUNCTION kernel.keep_version('id');

CREATE TRIGGER keep_version AFTER UPDATE ON projects.revenue REFERENCING OLD TABLE AS old_rows NEW TABLE AS new_rows FOR EACH STATEMENT EXECUTE FUNCTION kernel.keep_version('id');

CREATE TRIGGER keep_version AFTER UPDATE ON projects.risk REFERENCING OLD TABLE AS old_rows NEW TABLE AS new_rows FOR EACH STATEMENT EXECUTE FUNCTION kernel.keep_version('code');

CREATE TRIGGER keep_version AFTER UPDATE ON projects.tender REFERENCING OLD TABLE AS old_rows NEW TABLE AS new_rows FOR EACH STATEMENT EXECUTE FUNCTION kernel.keep_version('number');

CREATE TRIGGER keep_version AFTER UPDATE ON projects.undertaking REFERENCING OLD TABLE AS old_rows NEW TABLE AS new_rows FOR EACH STATEMENT EXECUTE FUNCTION kernel.keep_version('code');

CREATE TRIGGER keep_version AFTER UPDATE ON quality.finding REFERENCING OLD TABLE AS old_rows NEW TABLE AS new_rows FOR EACH STATEMENT EXECUTE FUNCTION kernel.keep_version('id');

CREATE TRIGGER keep_version AFTER UPDATE ON quality.stated_rule REFERENCING OLD TABLE AS old_rows NEW TABLE AS new_rows FOR EACH STATEMENT EXECUTE FUNCTION kernel.keep_version('id');

CREATE TRIGGER keep_version AFTER UPDATE ON reconciliation.comparison REFERENCING OLD TABLE AS old_rows NEW TABLE AS new_rows FOR EACH STATEMENT EXECUTE FUNCTION kernel.keep_version('code');

CREATE TRIGGER keep_version AFTER UPDATE ON registers.company REFERENCING OLD TABLE AS old_rows NEW TABLE AS new_rows FOR EACH STATEMENT EXECUTE FUNCTION kernel.keep_version('id');

CREATE TRIGGER keep_version AFTER UPDATE ON registers.grid_house REFERENCING OLD TABLE AS old_rows NEW TABLE AS new_rows FOR EACH STATEMENT EXECUTE FUNCTION kernel.keep_version('house');

CREATE TRIGGER keep_version AFTER UPDATE ON registers.household REFERENCING OLD TABLE AS old_rows NEW TABLE AS new_rows FOR EACH STATEMENT EXECUTE FUNCTION kernel.keep_version('id');

CREATE TRIGGER keep_version AFTER UPDATE ON registers.natural_resource REFERENCING OLD TABLE AS old_rows NEW TABLE AS new_rows FOR EACH STATEMENT EXECUTE FUNCTION kernel.keep_version('code');

CREATE TRIGGER keep_version AFTER UPDATE ON registers.person REFERENCING OLD TABLE AS old_rows NEW TABLE AS new_rows FOR EACH STATEMENT EXECUTE FUNCTION kernel.keep_version('id');

CREATE TRIGGER keep_version AFTER UPDATE ON registers.person_decision REFERENCING OLD TABLE AS old_rows NEW TABLE AS new_rows FOR EACH STATEMENT EXECUTE FUNCTION kernel.keep_version('id');

CREATE TRIGGER keep_version AFTER UPDATE ON registers.resource_overlap REFERENCING OLD TABLE AS old_rows NEW TABLE AS new_rows FOR EACH STATEMENT EXECUTE FUNCTION kernel.keep_version('id');

CREATE TRIGGER note_came AFTER INSERT ON registers.company REFERENCING NEW TABLE AS new_rows FOR EACH STATEMENT EXECUTE FUNCTION registers.company_changed();

CREATE TRIGGER note_came AFTER INSERT ON registers.movement REFERENCING NEW TABLE AS new_rows FOR EACH STATEMENT EXECUTE FUNCTION registers.movement_changed();

CREATE TRIGGER note_came AFTER INSERT ON registers.person REFERENCING NEW TABLE AS came FOR EACH STATEMENT EXECUTE FUNCTION registers.person_came();

CREATE TRIGGER note_changed AFTER UPDATE ON registers.company REFERENCING OLD TABLE AS old_rows NEW TABLE AS new_rows FOR EACH STATEMENT EXECUTE FUNCTION registers.company_changed();

CREATE TRIGGER note_changed AFTER UPDATE ON registers.movement REFERENCING OLD TABLE AS old_rows NEW TABLE AS new_rows FOR EACH STATEMENT EXECUTE FUNCTION registers.movement_changed();

CREATE TRIGGER note_changed AFTER UPDATE ON registers.person REFERENCING OLD TABLE AS old_rows NEW TABLE AS new_rows FOR EACH STATEMENT EXECUTE FUNCTION registers.person_changed();

CREATE TRIGGER note_gone AFTER DELETE ON registers.movement REFERENCING OLD TABLE AS old_rows FOR EACH STATEMENT EXECUTE FUNCTION registers.movement_changed();

CREATE TRIGGER keep_version AFTER UPDATE ON relations.purpose REFERENCING OLD TABLE AS old_rows NEW TABLE AS new_rows FOR EACH STATEMENT EXECUTE FUNCTION kernel.keep_version('code');

CREATE TRIGGER keep_version AFTER UPDATE ON relations.relation REFERENCING OLD TABLE AS old_rows NEW TABLE AS new_rows FOR EACH STATEMENT EXECUTE FUNCTION kernel.keep_version('id');

CREATE TRIGGER count_came AFTER INSERT ON reporting.filing REFERENCING NEW TABLE AS new_rows FOR EACH STATEMENT EXECUTE FUNCTION reporting.filing_changed();

CREATE TRIGGER count_changed AFTER UPDATE ON reporting.filing REFERENCING OLD TABLE AS old_rows NEW TABLE AS new_rows FOR EACH STATEMENT EXECUTE FUNCTION reporting.filing_changed();

CREATE TRIGGER count_gone AFTER DELETE ON reporting.filing REFERENCING OLD TABLE AS old_rows FOR EACH STATEMENT EXECUTE FUNCTION reporting.filing_changed();

CREATE TRIGGER keep_version AFTER UPDATE ON reporting.consent REFERENCING OLD TABLE AS old_rows NEW TABLE AS new_rows FOR EACH STATEMENT EXECUTE FUNCTION kernel.keep_version('id');

CREATE TRIGGER keep_version AFTER UPDATE ON reporting.filing REFERENCING OLD TABLE AS old_rows NEW TABLE AS new_rows FOR EACH STATEMENT EXECUTE FUNCTION kernel.keep_version('id');

CREATE TRIGGER keep_version AFTER UPDATE ON reporting.question REFERENCING OLD TABLE AS old_rows NEW TABLE AS new_rows FOR EACH STATEMENT EXECUTE FUNCTION kernel.keep_version('code');

CREATE TRIGGER keep_version AFTER UPDATE ON reporting.respondent REFERENCING OLD TABLE AS old_rows NEW TABLE AS new_rows FOR EACH STATEMENT EXECUTE FUNCTION kernel.keep_version('code');

CREATE TRIGGER keep_version AFTER UPDATE ON reporting.return REFERENCING OLD TABLE AS old_rows NEW TABLE AS new_rows FOR EACH STATEMENT EXECUTE FUNCTION kernel.keep_version('code');

CREATE TRIGGER keep_version AFTER UPDATE ON reports.draft REFERENCING OLD TABLE AS old_rows NEW TABLE AS new_rows FOR EACH STATEMENT EXECUTE FUNCTION kernel.keep_version('code');

CREATE TRIGGER keep_version AFTER UPDATE ON reports.issue REFERENCING OLD TABLE AS old_rows NEW TABLE AS new_rows FOR EACH STATEMENT EXECUTE FUNCTION kernel.keep_version('id');

CREATE TRIGGER keep_version AFTER UPDATE ON reports.report REFERENCING OLD TABLE AS old_rows NEW TABLE AS new_rows FOR EACH STATEMENT EXECUTE FUNCTION kernel.keep_version('code');

CREATE TRIGGER keep_version AFTER UPDATE ON scheduling.duty REFERENCING OLD TABLE AS old_rows NEW TABLE AS new_rows FOR EACH STATEMENT EXECUTE FUNCTION kernel.keep_version('code');

CREATE TRIGGER keep_version AFTER UPDATE ON scheduling.exception REFERENCING OLD TABLE AS old_rows NEW TABLE AS new_rows FOR EACH STATEMENT EXECUTE FUNCTION kernel.keep_version('code');

CREATE TRIGGER keep_version AFTER UPDATE ON scheduling.resource REFERENCING OLD TABLE AS old_rows NEW TABLE AS new_rows FOR EACH STATEMENT EXECUTE FUNCTION kernel.keep_version('code');

CREATE TRIGGER keep_version AFTER UPDATE ON scheduling.session REFERENCING OLD TABLE AS old_rows NEW TABLE AS new_rows FOR EACH STATEMENT EXECUTE FUNCTION kernel.keep_version('code');

CREATE TRIGGER keep_version AFTER UPDATE ON security.control REFERENCING OLD TABLE AS old_rows NEW TABLE AS new_rows FOR EACH STATEMENT EXECUTE FUNCTION kernel.keep_version('clause');

CREATE TRIGGER keep_version AFTER UPDATE ON security.responsibility REFERENCING OLD TABLE AS old_rows NEW TABLE AS new_rows FOR EACH STATEMENT EXECUTE FUNCTION kernel.keep_version('code');

CREATE TRIGGER keep_version AFTER UPDATE ON sources.contract REFERENCING OLD TABLE AS old_rows NEW TABLE AS new_rows FOR EACH STATEMENT EXECUTE FUNCTION kernel.keep_version('code');

CREATE TRIGGER keep_version AFTER UPDATE ON sources.source REFERENCING OLD TABLE AS old_rows NEW TABLE AS new_rows FOR EACH STATEMENT EXECUTE FUNCTION kernel.keep_version('code');

CREATE TRIGGER keep_version AFTER UPDATE ON targets.figure REFERENCING OLD TABLE AS old_rows NEW TABLE AS new_rows FOR EACH STATEMENT EXECUTE FUNCTION kernel.keep_version('id');

ALTER TABLE ONLY assessment.seat
    ADD CONSTRAINT seat_panel_fkey FOREIGN KEY (panel) REFERENCES assessment.panel(id);

ALTER TABLE ONLY documents.content
    ADD CONSTRAINT content_paper_fkey FOREIGN KEY (paper) REFERENCES documents.paper(id);

ALTER TABLE ONLY feedback.envelope
    ADD CONSTRAINT envelope_survey_fkey FOREIGN KEY (survey) REFERENCES feedback.survey(id);

ALTER TABLE ONLY feedback.invitation
    ADD CONSTRAINT invitation_survey_fkey FOREIGN KEY (survey) REFERENCES feedback.survey(id);

ALTER TABLE ONLY feedback.survey_answer
    ADD CONSTRAINT survey_answer_survey_fkey FOREIGN KEY (survey) REFERENCES feedback.survey(id);

ALTER TABLE ONLY forms.answer
    ADD CONSTRAINT answer_form_version_fkey FOREIGN KEY (form, version) REFERENCES forms.form(code, version);

ALTER TABLE ONLY grants.application
    ADD CONSTRAINT application_scheme_fkey FOREIGN KEY (scheme) REFERENCES grants.scheme(code);

ALTER TABLE ONLY identity.assurance
    ADD CONSTRAINT assurance_account_fkey FOREIGN KEY (account) REFERENCES identity.account(account);

ALTER TABLE ONLY identity.citizen
    ADD CONSTRAINT citizen_account_fkey FOREIGN KEY (account) REFERENCES identity.account(account);

ALTER TABLE ONLY identity.conflict_claim
    ADD CONSTRAINT conflict_claim_conflict_fkey FOREIGN KEY (conflict) REFERENCES identity.conflict(id);

ALTER TABLE ONLY identity.contractor_use
    ADD CONSTRAINT contractor_use_account_fkey FOREIGN KEY (account) REFERENCES identity.account(account);

ALTER TABLE ONLY identity.credential
    ADD CONSTRAINT credential_account_fkey FOREIGN KEY (account) REFERENCES identity.account(account);

ALTER TABLE ONLY identity.delegation
    ADD CONSTRAINT delegation_from_account_fkey FOREIGN KEY (from_account) REFERENCES identity.account(account);

ALTER TABLE ONLY identity.delegation
    ADD CONSTRAINT delegation_to_account_fkey FOREIGN KEY (to_account) REFERENCES identity.account(account);

ALTER TABLE ONLY identity.familiar
    ADD CONSTRAINT familiar_account_fkey FOREIGN KEY (account) REFERENCES identity.account(account);

ALTER TABLE ONLY identity.kiosk_key
    ADD CONSTRAINT kiosk_key_kiosk_fkey FOREIGN KEY (kiosk) REFERENCES identity.kiosk(code);

ALTER TABLE ONLY identity.outside_link
    ADD CONSTRAINT outside_link_account_fkey FOREIGN KEY (account) REFERENCES identity.account(account);

ALTER TABLE ONLY identity.post
    ADD CONSTRAINT post_account_fkey FOREIGN KEY (account) REFERENCES identity.account(account);

ALTER TABLE ONLY identity.second_factor
    ADD CONSTRAINT second_factor_account_fkey FOREIGN KEY (account) REFERENCES identity.account(account);

ALTER TABLE ONLY identity.session
    ADD CONSTRAINT session_account_fkey FOREIGN KEY (account) REFERENCES identity.account(account);

ALTER TABLE ONLY ingestion.unreadable_line
    ADD CONSTRAINT unreadable_line_batch_fkey FOREIGN KEY (batch) REFERENCES ingestion.batch(id) ON DELETE CASCADE;

ALTER TABLE ONLY inspections.draw
    ADD CONSTRAINT draw_plan_fkey FOREIGN KEY (plan) REFERENCES inspections.plan(code);

ALTER TABLE ONLY inspections.edit
    ADD CONSTRAINT edit_visit_fkey FOREIGN KEY (visit) REFERENCES inspections.visit(id);

ALTER TABLE ONLY inspections.photo
    ADD CONSTRAINT photo_visit_fkey FOREIGN KEY (visit) REFERENCES inspections.visit(id);

ALTER TABLE ONLY kernel.dead_letter
    ADD CONSTRAINT dead_letter_event_id_fkey FOREIGN KEY (event_id) REFERENCES kernel.event(id);

ALTER TABLE ONLY kernel.record_import_fault
    ADD CONSTRAINT record_import_fault_import_fkey FOREIGN KEY (import) REFERENCES kernel.record_import(id) ON DELETE CASCADE;

ALTER TABLE ONLY notifications.attempt
    ADD CONSTRAINT attempt_delivery_fkey FOREIGN KEY (delivery) REFERENCES notifications.delivery(id);

ALTER TABLE ONLY notifications.call
    ADD CONSTRAINT call_tree_fkey FOREIGN KEY (tree) REFERENCES notifications.tree(code);

ALTER TABLE ONLY notifications.delivery
    ADD CONSTRAINT delivery_notice_fkey FOREIGN KEY (notice) REFERENCES notifications.notice(id);

ALTER TABLE ONLY notifications.receipt
    ADD CONSTRAINT receipt_attempt_fkey FOREIGN KEY (attempt) REFERENCES notifications.attempt(id);

ALTER TABLE ONLY payments.payout_movement
    ADD CONSTRAINT payout_movement_payout_fkey FOREIGN KEY (payout) REFERENCES payments.payout(id);

ALTER TABLE ONLY payments.refund
    ADD CONSTRAINT refund_order_id_fkey FOREIGN KEY (order_id) REFERENCES payments."order"(id);

ALTER TABLE ONLY publishing.objection
    ADD CONSTRAINT objection_article_fkey FOREIGN KEY (article) REFERENCES publishing.article(id);

ALTER TABLE ONLY publishing.publicity
    ADD CONSTRAINT publicity_article_fkey FOREIGN KEY (article) REFERENCES publishing.article(id);

ALTER TABLE ONLY publishing.version
    ADD CONSTRAINT version_article_fkey FOREIGN KEY (article) REFERENCES publishing.article(id);

ALTER TABLE ONLY scheduling.displacement
    ADD CONSTRAINT displacement_stop_fkey FOREIGN KEY (stop) REFERENCES scheduling.stop(id);

ALTER TABLE ONLY scheduling.duty
    ADD CONSTRAINT duty_resource_fkey FOREIGN KEY (resource) REFERENCES scheduling.resource(code);

ALTER TABLE ONLY scheduling.exception
    ADD CONSTRAINT exception_resource_fkey FOREIGN KEY (resource) REFERENCES scheduling.resource(code);

ALTER TABLE ONLY scheduling.pool
    ADD CONSTRAINT pool_slot_fkey FOREIGN KEY (slot) REFERENCES scheduling.slot(id) ON DELETE CASCADE;

ALTER TABLE ONLY scheduling.session
    ADD CONSTRAINT session_resource_fkey FOREIGN KEY (resource) REFERENCES scheduling.resource(code);

ALTER TABLE ONLY scheduling.slot
    ADD CONSTRAINT slot_resource_fkey FOREIGN KEY (resource) REFERENCES scheduling.resource(code);

ALTER TABLE ONLY tasks.copy
    ADD CONSTRAINT copy_task_fkey FOREIGN KEY (task) REFERENCES tasks.task(id);

ALTER TABLE ONLY tasks.earlier
    ADD CONSTRAINT earlier_task_fkey FOREIGN KEY (task) REFERENCES tasks.task(id);

ALTER TABLE ONLY tasks.escalation
    ADD CONSTRAINT escalation_task_fkey FOREIGN KEY (task) REFERENCES tasks.task(id);

ALTER TABLE ONLY tasks.note
    ADD CONSTRAINT note_task_fkey FOREIGN KEY (task) REFERENCES tasks.task(id);

ALTER TABLE ONLY tasks.pause
    ADD CONSTRAINT pause_task_fkey FOREIGN KEY (task) REFERENCES tasks.task(id);

ALTER TABLE ONLY tasks.urge
    ADD CONSTRAINT urge_task_fkey FOREIGN KEY (task) REFERENCES tasks.task(id);
