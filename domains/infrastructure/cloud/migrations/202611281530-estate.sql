-- What the machine room and the government cloud consist of, whose it is and what runs on it.
create table cloud.system (
  code text primary key,
  name text not null,
  owner text not null,
  kept text not null check (kept in ('platform', 'reported')),
  rpo_hours double precision,
  rto_hours double precision,
  since date not null,
  until date
);
select kernel.record_table('cloud.system', 'code');

create table cloud.asset (
  code text primary key,
  name text not null,
  kind text not null,
  state text not null,
  owner text not null,
  tenant text,
  system text,
  parent text,
  offers boolean not null,
  cpu double precision,
  memory_gb double precision,
  storage_gb double precision,
  since date not null,
  until date
);
select kernel.record_table('cloud.asset', 'code');

-- A backup or a drill of a system that this platform does not back up itself, as its keeper reports it.
create table cloud.recovery_proof (
  id text primary key,
  system text not null,
  kind text not null check (kind in ('backup', 'drill')),
  point timestamptz(3) not null,
  result text not null check (result in ('good', 'failed')),
  restore_minutes double precision,
  place text
);
select kernel.record_table('cloud.recovery_proof', 'id');
create index recovery_proof_newest on cloud.recovery_proof (system, kind, point desc) where withdrawn_at is null;

-- What a department may use, in all. Decided on a request; never more in sum than the hosts and storages offer.
create table cloud.quota (
  tenant text primary key,
  cpu double precision not null,
  memory_gb double precision not null,
  storage_gb double precision not null
);
select kernel.record_table('cloud.quota', 'tenant');

create table cloud.quota_request (
  id text primary key,
  tenant text not null,
  cpu double precision not null,
  memory_gb double precision not null,
  storage_gb double precision not null,
  reason text not null,
  state text not null check (state in ('asked', 'granted', 'refused', 'taken-back')),
  asked_by text not null,
  asked_at timestamptz(3) not null,
  decided_by text,
  decided_at timestamptz(3),
  granted_cpu double precision,
  granted_memory_gb double precision,
  granted_storage_gb double precision,
  answer text,
  simulated boolean not null
);
create unique index quota_request_open on cloud.quota_request (tenant) where state = 'asked';
create index quota_request_tenant on cloud.quota_request (tenant, asked_at desc, id desc);
create index quota_request_all on cloud.quota_request (asked_at desc, id desc);

-- How far a machine was used, in per cent, at an instant of its own clock. The first of an instant stands.
create table cloud.observation (
  asset text not null,
  at timestamptz(3) not null,
  cpu real,
  memory real,
  storage real,
  database_bytes bigint,
  source text not null,
  simulated boolean not null,
  primary key (asset, at)
);
create index observation_at on cloud.observation (at);
