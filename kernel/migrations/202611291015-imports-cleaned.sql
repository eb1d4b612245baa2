-- When the file of an import and what was wrong in it were taken away; that it was imported is remembered by its digest.
alter table kernel.record_import add column cleaned_at timestamptz(3);
create index record_import_uncleaned on kernel.record_import (started_at) where cleaned_at is null;
-- Of a row that could not be read nobody knows which of it is somebody's.
update kernel.record_import_fault set value = null where field is null;
