-- A machine may be known by its client certificate (mTLS): the SHA-256 of it, which belongs to one machine alone.
alter table identity.kiosk add column certificate text;
alter table identity.kiosk add constraint kiosk_certificate check (certificate ~ '^[0-9a-f]{64}$');
create unique index kiosk_certificate_once on identity.kiosk (certificate) where withdrawn_at is null;
select kernel.record_table('identity.kiosk', 'code');
