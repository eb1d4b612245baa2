-- Who is told of new versions and corrections of an open resource.
create table open_data.follower (
  release text not null,
  account text not null,
  since timestamptz(3) not null,
  primary key (release, account)
);
create index correction_accepted on open_data.correction (release, answered_at desc) where state = 'accepted';
