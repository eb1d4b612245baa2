-- What the law asks of a system of this grade, clause by clause, and how the city stood when it was last looked at.
create table security.control (
  clause text primary key,
  number integer not null unique,
  title_zh text not null,
  title_en text not null,
  result text check (result in ('pass', 'fail', 'manual', 'accepted')),
  observed_at timestamptz(3),
  findings jsonb,
  accepted_reason text,
  accepted_until date
);
select kernel.record_table('security.control', 'clause');
