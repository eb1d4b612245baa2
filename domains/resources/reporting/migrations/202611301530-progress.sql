-- How many filings stand how, of each return and period: whatever changes filings adds what it changed, so that nobody waits for
-- another, and a job sums it up. The figures are the sums: what is asked costs by the returns, not by those who report.
create table reporting.progress (
  return text not null,
  owner text not null,
  period text not null,
  ends_on date not null,
  due_on date not null,
  state text not null,
  late boolean not null,
  voluntary boolean not null,
  simulated boolean not null,
  filings bigint not null
);
create index progress_of_ends on reporting.progress (ends_on);

create function reporting.filing_changed() returns trigger language plpgsql as $$
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

create trigger count_came after insert on reporting.filing
  referencing new table as new_rows for each statement execute function reporting.filing_changed();
create trigger count_changed after update on reporting.filing
  referencing old table as old_rows new table as new_rows for each statement execute function reporting.filing_changed();
create trigger count_gone after delete on reporting.filing
  referencing old table as old_rows for each statement execute function reporting.filing_changed();

insert into reporting.progress
  select return, owner, period, ends_on, due_on, state, late, voluntary, simulated, count(*)
  from reporting.filing where withdrawn_at is null and state <> 'dropped' group by 1, 2, 3, 4, 5, 6, 7, 8, 9;
