-- Orders what was touched, so that a refresh takes away no more than it has seen and holds nothing while it reckons.
create sequence indicators.touched_turn;
alter table indicators.touched add column turn bigint not null default nextval('indicators.touched_turn');
