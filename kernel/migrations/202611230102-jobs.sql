-- Long work: what waits, what runs and what came of it.
create table kernel.job (
  id uuid primary key,
  name text not null,
  title jsonb not null,
  lane text,
  key text,
  input jsonb not null,
  actor jsonb not null,
  actor_id text not null,
  status text not null default 'queued' check (status in ('queued', 'running', 'done', 'failed', 'cancelled')),
  -- The try it is in or waits for, and how many it has.
  attempt integer not null default 1,
  attempts integer not null check (attempts > 0),
  -- How often its process vanished since its last checkpoint.
  crashes integer not null default 0,
  progress jsonb,
  state jsonb,
  outcome jsonb,
  problem jsonb,
  cancel_asked_at timestamptz(3),
  -- The process that runs it; whoever writes for a running job writes only where this is still its own name.
  node text,
  -- Both by the clock of the database, which all nodes share.
  heartbeat_at timestamptz(3),
  run_after timestamptz(3) not null default clock_timestamp(),
  created_at timestamptz(3) not null,
  started_at timestamptz(3),
  finished_at timestamptz(3)
) with (fillfactor = 80);

create unique index job_key on kernel.job (name, key) where key is not null;
create unique index job_alone_in_lane on kernel.job (lane) where status = 'running';
create index job_lane on kernel.job (lane, id) where lane is not null and status in ('queued', 'running');
create index job_queued on kernel.job (id) where status = 'queued';
create index job_running on kernel.job (node) where status = 'running';
create index job_actor on kernel.job (actor_id, id);

-- The last time of each schedule for which a job was started.
create table kernel.schedule (
  name text primary key,
  last_tick timestamptz(3) not null
);
