-- Receipts of exchanges on their way in: canonical JSON, a line each. The sealer takes them away within a second.
create table exchange.receipt_entering (
  id bigint generated always as identity primary key,
  told text not null
);

-- Streams under way: what their receipt will say but for its end. One that is never ended here is ended by the sealer.
create table exchange.receipt_open (
  id text primary key,
  told text not null,
  at timestamptz(3) not null
);
create index receipt_open_at on exchange.receipt_open (at);

-- Receipts in their batches. `body` is all that counts; the other columns are read from it by the database itself.
create table exchange.receipt (
  batch bigint not null,
  place integer not null,
  body text not null,
  leaf bytea not null,
  id text not null generated always as (body::jsonb ->> 'id') stored,
  agreement text not null generated always as (body::jsonb ->> 'agreement') stored,
  consumer text not null generated always as (body::jsonb ->> 'consumer') stored,
  primary key (batch, place)
);
create unique index receipt_id on exchange.receipt (id);
create index receipt_agreement on exchange.receipt (agreement, batch, place);
create index receipt_consumer on exchange.receipt (consumer, batch, place);

-- What each batch came to, signed; `body` is canonical JSON and names the digest of the head before.
create table exchange.receipt_head (
  batch bigint primary key,
  body text not null,
  digest text not null,
  signature text not null
);

-- Where the sealer stands; locking its one row makes it the only sealer.
create table exchange.receipt_chain (
  single boolean primary key default true check (single),
  batch bigint not null,
  digest text not null
);
insert into exchange.receipt_chain (batch, digest) values (0, repeat('0', 64));

-- Public keys by which this city has signed, and those by which programs of the consumers do.
create table exchange.signing_key (
  suite text not null,
  key text not null,
  since timestamptz(3) not null,
  primary key (suite, key)
);
create table exchange.consumer_key (
  id bigint generated always as identity primary key,
  client text not null,
  organisation text not null,
  suite text not null,
  key text not null,
  since timestamptz(3) not null,
  until timestamptz(3),
  registered_by text not null
);
create unique index consumer_key_current on exchange.consumer_key (client) where until is null;

-- What consumers have signed of the heads that they were given, and which batches each of them speaks of.
create table exchange.acknowledgement (
  id bigint generated always as identity primary key,
  consumer text not null,
  statement text not null,
  suite text not null,
  key text not null,
  signature text not null,
  received_at timestamptz(3) not null
);
create table exchange.acknowledged (
  consumer text not null,
  batch bigint not null,
  acknowledgement bigint not null,
  primary key (consumer, batch)
);

create function exchange.only_grows() returns trigger language plpgsql as $$
begin
  raise exception 'what was exchanged stays as it was: % of % is refused', tg_op, tg_table_name using errcode = 'restrict_violation';
end
$$;
create trigger only_grows before update or delete on exchange.receipt for each row execute function exchange.only_grows();
create trigger never_emptied before truncate on exchange.receipt execute function exchange.only_grows();
create trigger only_grows before update or delete on exchange.receipt_head for each row execute function exchange.only_grows();
create trigger never_emptied before truncate on exchange.receipt_head execute function exchange.only_grows();
create trigger only_grows before update or delete on exchange.acknowledgement for each row execute function exchange.only_grows();
create trigger never_emptied before truncate on exchange.acknowledgement execute function exchange.only_grows();
