-- What the reported item held, as a keyed digest: another value in a later delivery is the proof that it was mended.
alter table exchange.reported_row add column value_digest text;
alter table exchange.reported_row add column mended_batch text;
