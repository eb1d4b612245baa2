-- Sessions that ran out are looked for each minute among those by which something was entered that is still to hear of it.
create index entered_untold on identity.entered (session) where told_at is null;
