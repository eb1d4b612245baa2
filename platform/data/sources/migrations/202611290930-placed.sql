-- Rises each time a source is pointed elsewhere: the mark of a run that began before is of the other place.
alter table sources.source_state add column placed integer not null default 0;
