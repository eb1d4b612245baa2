-- What a figure was known to be, and from when until when: a new row where value or parts changed. Nothing is written back
-- into it, so a past hour can be shown as it was seen then.
create table indicators.seen (
  indicator text not null,
  since timestamptz(3) not null,
  -- Measured last with this value.
  seen_until timestamptz(3) not null,
  value double precision,
  parts jsonb not null,
  simulated boolean not null,
  as_of timestamptz,
  primary key (indicator, since)
);
create index seen_age on indicators.seen (seen_until);
