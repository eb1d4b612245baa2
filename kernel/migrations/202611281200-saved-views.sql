-- What a person keeps of a list under a name of their own: filters, order, columns, as the list's address bears them.
create table kernel.saved_view (
  owner text not null,
  list text not null,
  name text not null,
  view text not null,
  saved_at timestamptz(3) not null,
  primary key (owner, list, name)
);
