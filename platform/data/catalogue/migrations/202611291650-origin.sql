-- Who described a dataset: the city's file, or a department whose description was published. A description of a department
-- stands in place of the file's.
alter table catalogue.dataset add column origin text not null default 'city';

-- Out of the catalogue: nobody is given it and nothing is collected any more; rows that joined are still read by it.
alter table catalogue.dataset add column withdrawn boolean not null default false;
