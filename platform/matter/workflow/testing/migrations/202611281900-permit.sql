create table permits.permit (
  id text primary key,
  number text not null,
  organisation text not null,
  account text not null,
  applicant text,
  state text not null,
  why text
);
select kernel.record_table('permits.permit', 'id');
