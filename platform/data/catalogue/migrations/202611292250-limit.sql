-- What holds a dataset back besides its description: a contract of supply by which some of it came. It stands when the contract
-- has ended and when no source names it any more, for what came by it is still there.
create table catalogue.sharing_limit (
  dataset text not null,
  origin text not null,
  onward text not null check (onward in ('none', 'departments')),
  basis text not null,
  placed_at timestamptz(3) not null,
  primary key (dataset, origin)
);
create index sharing_limit_origin on catalogue.sharing_limit (origin);
