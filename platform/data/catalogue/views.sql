-- What is catalogued, for figures and for search.
create view catalogue.entry_v1 as
  select code, title_zh, title_en, provider, kind, theme, share, open, cycle, rows, good, delivered_at
  from catalogue.entry
  where withdrawn_at is null;
