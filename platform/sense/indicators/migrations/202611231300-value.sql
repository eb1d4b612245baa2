-- A figure as it was measured: the last time for each day of the city's calendar. The newest day is the figure's value.
create table indicators.value (
  indicator text not null,
  day date not null,
  -- Null: there was no data.
  value double precision,
  parts jsonb not null,
  simulated boolean not null,
  -- The instant for which it was measured, the newest data behind it, and when that was done.
  measured_for timestamptz not null,
  as_of timestamptz,
  computed_at timestamptz not null,
  primary key (indicator, day)
);
