-- Since when an upload waits to be handed in: from its upload, or from the last time that the draft which holds it was saved.
-- Null once it was handed in with something; then it is that thing's for good.
alter table documents.attachment add column pending_since timestamptz(3);
update documents.attachment set pending_since = added_at where of_key is null;
create index attachment_pending on documents.attachment (pending_since) where pending_since is not null;
