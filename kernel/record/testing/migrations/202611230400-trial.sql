create table trial.tower (
  code text primary key,
  name text not null,
  owner text,
  kind text,
  place geometry(Point, 4490),
  keeper text,
  keeper_phone text,
  built_on date,
  height numeric(8, 2),
  floors integer,
  lit boolean,
  inspected_at timestamptz(3),
  division text,
  tags text[],
  notes jsonb,
  notes_yard text,
  reported_by text,
  score integer
);
select kernel.record_table('trial.tower', 'code');

create table trial.yard (code text primary key, title text not null);
select kernel.record_table('trial.yard', 'code', false);
