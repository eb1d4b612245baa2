-- How often somebody has said where changes are sent, or has asked for them anew: what was under way before says nothing of it.
alter table exchange.subscription add column asked integer not null default 0;
-- Until when one process compares the rows; the others wait for what it finds.
alter table exchange.subscription add column looking_until timestamptz(3);
