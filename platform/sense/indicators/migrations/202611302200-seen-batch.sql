-- Deliveries of datasets that were seen: one that comes again was checked anew, and what it touched before is not known.
create table indicators.seen_batch (
  dataset text not null,
  batch text not null,
  primary key (dataset, batch)
);
