-- Measures as they are declared, in the city's file or in the console.
create table indicators.measure (
  code text primary key,
  title_zh text not null,
  title_en text not null,
  definition_zh text not null,
  definition_en text not null,
  unit_zh text not null,
  unit_en text not null,
  grain text not null,
  direction text not null,
  owner text not null,
  kind text not null,
  sources text[] not null,
  factor double precision not null,
  numerator jsonb,
  denominator jsonb,
  derived jsonb,
  dimensions jsonb not null,
  secrecy_least integer,
  targets jsonb
);
select kernel.record_table('indicators.measure', 'code');

-- What a measure adds up: a row for each period of each grain and each choice of dimensions, the whole city as '{}'.
-- Ratios are kept as their two sums, so that whatever is read is sums over sums.
create table indicators.cell (
  measure text not null,
  grain text not null,
  period date not null,
  place text not null,
  -- Null: there is no data, or there is none any more.
  numerator numeric,
  numerator_rows bigint not null,
  denominator numeric,
  denominator_rows bigint not null,
  simulated boolean not null,
  as_of timestamptz(3),
  -- How often it was released: 0 while its period runs, more than 1 when it was revised.
  vintage integer not null,
  computed_at timestamptz(3) not null,
  primary key (measure, grain, period, place)
);

-- Every value that was once released, and what brought it.
create table indicators.vintage (
  measure text not null,
  grain text not null,
  period date not null,
  place text not null,
  vintage integer not null,
  numerator numeric,
  numerator_rows bigint not null,
  denominator numeric,
  denominator_rows bigint not null,
  released_at timestamptz(3) not null,
  cause text not null,
  primary key (measure, grain, period, place, vintage)
);

-- By which definition the kept values were reckoned, and since when.
create table indicators.built (
  measure text primary key,
  fingerprint text not null,
  built_at timestamptz(3) not null,
  refreshed_at timestamptz(3) not null
);

-- Periods whose rows were written since: what the next refresh reckons anew.
create table indicators.touched (
  measure text not null,
  period date not null,
  cause text not null,
  primary key (measure, period)
);
