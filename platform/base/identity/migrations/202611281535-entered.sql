-- What a session went into: when it ends here, it ends there. `mark` is that system's own name of the visit (sid, ticket).
create table identity.entered (
  id text primary key,
  session text not null,
  way text not null,
  target text not null,
  mark text not null,
  account text not null,
  entered_at timestamptz(3) not null,
  told_at timestamptz(3),
  unique (session, way, target, mark)
);
create index entered_when on identity.entered (entered_at);

-- An administrator has said that its back-channel stands in the city's own network.
alter table identity.application add column inside boolean not null default false;
