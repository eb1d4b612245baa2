-- A version that was made before its release was withdrawn stays closed when the release is opened anew.
alter table open_data.version add column closed_at timestamptz(3);
update open_data.version v set closed_at = coalesce(r.decided_at, r.proposed_at)
from open_data.release r where r.code = v.release and r.state <> 'open';
