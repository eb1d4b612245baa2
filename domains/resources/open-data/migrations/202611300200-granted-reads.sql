-- Who made the key of a grant: the key is worth nothing once they may not act for the applicant any more.
alter table open_data.access_key add column made_by text;
alter table open_data.access_key add column made_kind text;
-- Whose rows a version that is handed out on request holds, in the order of its rows, by the names under which the ledger is
-- told of people: a file of the store of files. Null where nobody is told of.
alter table open_data.version add column subjects text;
-- How often somebody asked on a day.
create index request_account on open_data.request (account, asked_at desc);
