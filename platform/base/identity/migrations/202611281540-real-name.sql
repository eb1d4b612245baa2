-- How sure the city is of who a citizen's account belongs to: 1 said by themselves, 2 number and name agree with the register,
-- 3 seen in person, or assured by a provider that has. No row is level 1.
create table identity.assurance (
  account text primary key references identity.account,
  level smallint not null check (level between 1 and 3),
  basis text not null,
  at timestamptz(3) not null,
  by text not null
);
-- Accounts with a number were entered by an office that had the papers before it.
insert into identity.assurance (account, level, basis, at, by)
  select account, 3, 'office', now(), 'migration' from identity.citizen;

-- Whom an outside provider of identity knows under which name here; its subject as a digest only.
create table identity.outside_link (
  provider text not null,
  subject_digest text not null,
  account text not null references identity.account,
  linked_at timestamptz(3) not null,
  last_at timestamptz(3) not null,
  primary key (provider, subject_digest)
);
create index outside_link_account on identity.outside_link (account);

-- A sign-in that a browser began at an outside provider; used once.
create table identity.outside_attempt (
  state_digest text primary key,
  provider text not null,
  browser_digest text not null,
  payload text not null,
  account text,
  expires_at timestamptz(3) not null
);
create index outside_attempt_expires on identity.outside_attempt (expires_at);

-- An outside provider, or the register, says that one person belongs to two accounts: somebody must look.
create table identity.conflict (
  id text primary key,
  found_at timestamptz(3) not null,
  by_way_of text not null,
  accounts text[] not null,
  level smallint not null,
  state text not null check (state in ('open', 'tied', 'refused')),
  decided_for text,
  reason_given text
);
select kernel.record_table('identity.conflict', 'id');
-- What is tied when it is decided: digests only.
create table identity.conflict_claim (
  conflict text primary key references identity.conflict,
  subject_digest text,
  number_digest text
);
