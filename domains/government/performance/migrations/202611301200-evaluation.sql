-- By what units are evaluated.
create table performance.scheme (
  code text primary key,
  title_zh text not null,
  title_en text not null,
  state text not null,
  begins date not null,
  ends date not null,
  office text not null,
  units integer not null,
  definition jsonb not null,
  opened_at timestamptz(3)
);
select kernel.record_table('performance.scheme', 'code');

-- What a unit shows, and what the office makes of it.
create table performance.judgement (
  id text primary key,
  title_zh text not null,
  title_en text not null,
  scheme text not null,
  unit text not null,
  office text not null,
  kind text not null,
  criterion text not null,
  state text not null,
  asks_zh text,
  asks_en text,
  evidence text,
  self_score double precision,
  submitted_by text,
  submitted_at timestamptz(3),
  score double precision,
  why text,
  scored_by text,
  scored_at timestamptz(3)
);
select kernel.record_table('performance.judgement', 'id');

-- A published result.
create table performance.result (
  id text primary key,
  title_zh text not null,
  title_en text not null,
  scheme text not null,
  number integer not null,
  state text not null,
  cause text not null,
  why text,
  office text not null,
  units integer not null,
  published_at timestamptz(3) not null,
  appeal_by timestamptz(3) not null,
  unique (scheme, number)
);
select kernel.record_table('performance.result', 'id');

-- All that went into a result and came out of it, as it was: read by those alone who may see the cards.
create table performance.result_facts (
  result text primary key,
  facts jsonb not null
);

create table performance.standing (
  id text primary key,
  result text not null,
  scheme text not null,
  unit text not null,
  total double precision not null,
  place integer not null,
  place_low integer not null,
  place_high integer not null,
  in_force boolean not null
);
select kernel.record_table('performance.standing', 'id');
