-- A part of somebody's post in a colleague's hands while they are away.
create table identity.delegation (
  id text primary key,
  from_account text not null references identity.account,
  from_post text not null,
  to_account text not null references identity.account,
  starts_at timestamptz(3) not null,
  ends_at timestamptz(3) not null,
  basis text not null,
  permissions text[] not null,
  created_at timestamptz(3) not null,
  revoked_at timestamptz(3),
  check (from_account <> to_account),
  check (ends_at > starts_at)
);
create index delegation_to on identity.delegation (to_account, ends_at);
create index delegation_from on identity.delegation (from_account, ends_at);

-- For whom somebody acts in a session: `delegation/<id>` or `mandate/<source>/<id>`; null for themselves.
alter table identity.session add column acting text;
