-- What is catalogued, for figures and for search.
create view catalogue.entry_v1 as
  select code, title_zh, title_en, provider, kind, theme, share, open, cycle, rows, good, delivered_at
  from catalogue.entry
  where withdrawn_at is null;

-- Which code stands for which resource (分类码/顺序号), also for one that has left: a code is given once.
create view catalogue.resource_code_v1 as
  select code, resource_code from catalogue.entry where resource_code is not null;

-- Databases that units keep on one theme, and the datasets in each.
create view catalogue.thematic_v1 as
  select code, title_zh, title_en, owner, purpose, datasets, simulated from catalogue.thematic where withdrawn_at is null;
