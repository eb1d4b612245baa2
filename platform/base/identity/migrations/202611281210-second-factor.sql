-- A second factor of an account: the secret sealed under a key outside of the database, recovery codes as digests.
create table identity.second_factor (
  account text primary key references identity.account,
  secret text not null,
  confirmed_at timestamptz(3),
  last_step integer not null,
  recovery text[] not null
);

alter table identity.session add column second_factor_at timestamptz(3);

-- 外包人员: works for an organisation without being of it, supervised by one of its officials, for a time.
alter table identity.account drop constraint account_kind_check;
alter table identity.account add constraint account_kind_check
  check (kind in ('official', 'citizen', 'agent', 'contractor'));
alter table identity.account add column supervisor text;
alter table identity.account add column expires_on date;
select kernel.record_table('identity.account', 'account');
alter table identity.account add constraint account_contractor_supervised
  check (kind <> 'contractor' or (supervisor is not null and expires_on is not null));

-- How much a contractor uses the platform, by day: for whoever supervises and whoever pays.
create table identity.contractor_use (
  account text not null references identity.account,
  day date not null,
  requests integer not null,
  primary key (account, day)
);
