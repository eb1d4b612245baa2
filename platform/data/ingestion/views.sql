-- Deliveries for figures.
create view ingestion.batch_v1 as
  select id, dataset, provider, mode, status, bytes, rows, unreadable, good, bad, simulated, handed_in_at, collected_at
  from ingestion.batch where status <> 'previewed';
