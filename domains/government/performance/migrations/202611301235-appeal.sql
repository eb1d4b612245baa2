-- What a unit says against its result.
create table performance.appeal (
  id text primary key,
  title_zh text not null,
  title_en text not null,
  result text not null,
  scheme text not null,
  unit text not null,
  office text not null,
  criterion text not null,
  state text not null,
  claim text not null,
  evidence text not null,
  filed_by text not null,
  filed_at timestamptz(3) not null,
  why text,
  decided_by text,
  decided_at timestamptz(3),
  new_result text
);
select kernel.record_table('performance.appeal', 'id');
