-- The heart of the walls asks every few seconds when any figure was measured last.
create index value_computed_at on indicators.value (computed_at);
