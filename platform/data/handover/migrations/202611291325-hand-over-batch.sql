-- The slips of a batch, for its lineage.
create index hand_over_batch on handover.hand_over (batch) where batch is not null;
