-- A key is sent to the machine that it was given for and to no other.
alter table applications.feed_state add column secret_host text;
update applications.feed_state t set secret_host = lower(substring(s.address from '^[a-z]+://([^/?#]+)'))
  from applications.feed f join applications.system s on s.code = f.system
  where f.code = t.feed and t.secret is not null;

-- Missing from a whole list, and so taken for done: listed again as it was, it waits again.
alter table applications.todo add column gone boolean not null default false;
