-- A feed is called by a name, not by its code.
alter table applications.feed add column title_zh text not null default '';
alter table applications.feed add column title_en text not null default '';
select kernel.record_table('applications.feed', 'code');
update applications.feed set title_zh = code, title_en = code where title_zh = '';
alter table applications.feed alter column title_zh drop default, alter column title_en drop default;
