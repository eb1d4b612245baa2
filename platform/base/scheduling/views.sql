create view scheduling.slot_v1 as
  select s.id, s.resource, s.service, s.organisation, s.day, s.half, s.starts_at, s.ends_at, s.capacity, s.stopped_at,
    s.simulated, coalesce((select sum(p.taken) from scheduling.pool p where p.slot = s.id), 0)::integer as taken
  from scheduling.slot s;
create view scheduling.booking_v1 as
  select id, slot, service, resource, organisation, day, half, starts_at, channel, status, simulated from scheduling.booking;
