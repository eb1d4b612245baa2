create table elevators.lift (
  code text primary key,
  address text not null,
  division text not null,
  maker text not null,
  maintainer text not null,
  user_unit text not null,
  in_use_since date not null,
  inspected_on date,
  inspect_by date not null,
  monitored boolean not null,
  monitored_by text
);
select kernel.record_table('elevators.lift', 'code');

create table elevators.alarm (
  id text primary key,
  number text not null,
  company text not null,
  lift text not null,
  kind text not null,
  state text not null,
  occurred_at timestamptz(3) not null,
  received_at timestamptz(3) not null,
  ended_at timestamptz(3),
  maintainer text not null,
  user_unit text not null,
  result text,
  done text,
  closed_at timestamptz(3)
);
select kernel.record_table('elevators.alarm', 'id');
