-- When the index of a day that is over was written anew in its order.
alter table tracks.day add column settled_at timestamptz(3);
