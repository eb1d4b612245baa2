-- By the code a node shows that the key is its own; the code itself never goes over. Codes that nobody used are made anew.
delete from nodes.invitation;
alter table nodes.invitation add column mac_key text not null;
