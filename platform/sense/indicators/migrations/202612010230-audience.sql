-- Who may see a measure: whoever is signed in and may see figures, or everybody.
alter table indicators.measure add column audience text not null default 'signed-in';
select kernel.record_table('indicators.measure', 'code');

-- Under which name and licence the city gives out what everybody may see, as its file says; no row: it says nothing.
create table indicators.publishing (
  one boolean primary key default true check (one),
  value jsonb not null
);
