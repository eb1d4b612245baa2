-- What can be booked, and when it is offered.
create table scheduling.resource (
  code text primary key,
  service text not null,
  kind text not null,
  organisation text not null,
  name_zh text not null,
  name_en text not null,
  place text
);
select kernel.record_table('scheduling.resource', 'code');

create table scheduling.session (
  code text primary key,
  resource text not null references scheduling.resource,
  organisation text not null,
  weekday integer not null check (weekday between 1 and 7),
  starts_at text not null,
  ends_at text not null,
  slot_minutes integer not null check (slot_minutes between 5 and 480),
  capacity integer not null check (capacity between 1 and 10000),
  quotas text,
  on_holidays boolean not null default false,
  first_day date,
  last_day date
);
select kernel.record_table('scheduling.session', 'code');

create table scheduling.exception (
  code text primary key,
  resource text not null references scheduling.resource,
  organisation text not null,
  day date not null,
  kind text not null check (kind in ('closed', 'extra')),
  starts_at text,
  ends_at text,
  slot_minutes integer,
  capacity integer,
  quotas text,
  why text
);
select kernel.record_table('scheduling.exception', 'code');

create table scheduling.duty (
  code text primary key,
  resource text not null references scheduling.resource,
  organisation text not null,
  person text not null,
  day date not null,
  starts_at text not null,
  ends_at text not null
);
select kernel.record_table('scheduling.duty', 'code');

-- What the city sets otherwise than the domain that declares a service.
create table scheduling.city_rule (service text primary key, rule jsonb not null);

-- One time at one resource. Its places lie in pools, one a channel and `any`: capacity is the sum of their quotas, so
-- that no more than a pool's quota, checked by the database, means no more than the capacity.
create table scheduling.slot (
  id text primary key,
  resource text not null references scheduling.resource,
  service text not null,
  organisation text not null,
  day date not null,
  half text not null check (half in ('am', 'pm', 'evening')),
  starts_at timestamptz(3) not null,
  ends_at timestamptz(3) not null,
  capacity integer not null,
  session text,
  stopped_at timestamptz(3),
  simulated boolean not null,
  unique (resource, starts_at)
);
create index slot_offered on scheduling.slot (service, day, organisation);

create table scheduling.pool (
  slot text not null references scheduling.slot on delete cascade,
  channel text not null,
  quota integer not null check (quota >= 0),
  taken integer not null default 0 check (taken >= 0),
  open boolean not null default true,
  primary key (slot, channel),
  constraint pool_never_oversold check (taken <= quota)
) with (fillfactor = 50);

-- Its slot is no foreign key: a slot goes only under the lock of its pools, and only when no booking is in it; the key's
-- own lock on the slot would have everybody who books it wait for each other once more.
create table scheduling.booking (
  id text primary key,
  slot text not null,
  pool text not null,
  service text not null,
  resource text not null,
  organisation text not null,
  day date not null,
  half text not null,
  starts_at timestamptz(3) not null,
  channel text not null,
  subject text not null,
  subject_name text not null,
  status text not null check (status in
    ('held', 'confirmed', 'checked-in', 'served', 'cancelled', 'expired', 'no-show', 'displaced')),
  once_key text,
  request text,
  held_at timestamptz(3) not null,
  expires_at timestamptz(3),
  settled_at timestamptz(3),
  why text,
  instead_of text
);
select kernel.record_table('scheduling.booking', 'id', false);
create unique index booking_once on scheduling.booking (subject, once_key)
  where status in ('held', 'confirmed', 'checked-in', 'served');
create unique index booking_request on scheduling.booking (recorded_by, request) where request is not null;
create index booking_slot on scheduling.booking (slot);
create index booking_subject on scheduling.booking (subject, starts_at);
create index booking_overdue on scheduling.booking (expires_at) where status = 'held';
create index booking_absent on scheduling.booking (starts_at) where status = 'confirmed';

create table scheduling.suspension (
  id text primary key,
  service text not null,
  subject text not null,
  from_at timestamptz(3) not null,
  until_at timestamptz(3) not null,
  no_shows integer not null,
  lifted_at timestamptz(3),
  lifted_by text,
  why text
);
create index suspension_subject on scheduling.suspension (subject, service);

create table scheduling.waiting (
  id text primary key,
  place bigint generated always as identity,
  rank integer not null default 1,
  service text not null,
  resource text,
  organisation text,
  first_day date not null,
  last_day date not null,
  half text,
  channel text not null,
  subject text not null,
  subject_name text not null,
  account text not null,
  status text not null check (status in ('waiting', 'offered', 'taken', 'passed', 'left', 'over')),
  booking text,
  joined_at timestamptz(3) not null,
  simulated boolean not null
);
create unique index waiting_once on scheduling.waiting (service, subject, coalesce(resource, ''))
  where status in ('waiting', 'offered');
create index waiting_next on scheduling.waiting (service, rank, place) where status = 'waiting';
create index waiting_booking on scheduling.waiting (booking) where booking is not null;

create table scheduling.queue_number (resource text, day date, last integer not null, primary key (resource, day));
create table scheduling.ticket (
  id text primary key,
  resource text not null,
  organisation text not null,
  day date not null,
  number integer not null,
  booking text unique,
  subject_name text not null,
  status text not null check (status in ('waiting', 'called', 'served', 'skipped')),
  ready_at timestamptz(3) not null,
  arrived_at timestamptz(3) not null,
  called_at timestamptz(3),
  calls integer not null default 0,
  unique (resource, day, number)
);
create index ticket_next on scheduling.ticket (resource, day, ready_at, number) where status = 'waiting';

create table scheduling.stop (
  id text primary key,
  resource text not null,
  organisation text not null,
  from_at timestamptz(3) not null,
  until_at timestamptz(3) not null,
  why text not null,
  stopped_at timestamptz(3) not null,
  stopped_by text not null,
  slots integer not null,
  displaced integer not null,
  proposed integer not null
);

-- Takes one place and writes the booking: of the pools that are asked, the first with room is counted up, and counted
-- down again when the subject or the request number stands in the way. A function, so that its plans are kept and a
-- hold is one question to the database.
create function scheduling.take_place(asked_slot text, asked_pools text[], made jsonb, out outcome text, out pool text)
language plpgsql as $$
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
