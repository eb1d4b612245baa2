-- A run is called by its source, as that was called then.
alter table sources.run add column title_zh text not null default '', add column title_en text not null default '';
update sources.run r set title_zh = s.title_zh, title_en = s.title_en from sources.source s where s.code = r.source_code;
