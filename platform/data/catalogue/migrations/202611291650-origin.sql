-- Who described a dataset: the city's file, or a department whose description was published. A description of a department
-- stands in place of the file's.
alter table catalogue.dataset add column origin text not null default 'city';
