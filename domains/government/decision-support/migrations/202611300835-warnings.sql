-- Rules by which the figures of the city are watched.
create table decision_support.rule (
  code text primary key,
  title_zh text not null,
  title_en text not null,
  measure text not null,
  grain text not null,
  by text,
  place jsonb not null,
  kind text not null,
  detector jsonb not null,
  owner text not null,
  deadlines jsonb not null,
  -- First day of the first period that is watched; a control chart is founded on those before.
  since date not null,
  -- First day of the first period that raises: what a changed rule finds in the past it does not raise.
  raises_from date not null
);
select kernel.record_table('decision_support.rule', 'code');

-- What a rule has raised: one row for one place and periods one after another.
create table decision_support.warning (
  id text primary key,
  title_zh text not null,
  title_en text not null,
  rule text not null,
  -- By which version of the rule.
  rule_revision integer not null,
  measure text not null,
  grain text not null,
  place jsonb not null,
  place_key text not null,
  level text not null,
  state text not null,
  standing boolean not null,
  begins date not null,
  last date not null,
  period text not null,
  value double precision,
  points jsonb not null,
  over text,
  owner text not null,
  data_owner text not null,
  raised_at timestamptz(3) not null,
  level_at timestamptz(3) not null,
  acknowledged_by text,
  acknowledged_at timestamptz(3),
  verdict text,
  why text,
  happened_on date,
  judged_by text,
  judged_at timestamptz(3),
  measures_taken text,
  evidence text,
  closed_by text,
  closed_at timestamptz(3),
  data_answer text,
  data_mended boolean,
  taken_back_at timestamptz(3),
  taken_back_zh text,
  taken_back_en text
);
select kernel.record_table('decision_support.warning', 'id');
create index on decision_support.warning (rule, place_key, begins);

-- What happened without a warning, as a person says: how a rule is known to be too dull.
create table decision_support.miss (
  id text primary key,
  rule text not null,
  measure text not null,
  place jsonb not null,
  place_key text not null,
  place_zh text not null,
  place_en text not null,
  period text not null,
  start date not null,
  what text not null,
  owner text not null,
  marked_by text not null,
  marked_at timestamptz(3) not null
);
select kernel.record_table('decision_support.miss', 'id');
