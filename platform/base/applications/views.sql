create view applications.health_day_v1 as
  select id, system, owner, day, looks, up, latency_ms, simulated from applications.health_day;

-- Counts only: who signed on stands nowhere.
create view applications.use_day_v1 as
  select id, system, owner, day, sign_ons, persons, simulated from applications.use_day;

create view applications.system_v1 as
  select code, name_zh, name_en, owner, sign_on, state, health, simulated, valid_from, purpose
    from applications.system where withdrawn_at is null;

-- What data a system gives or takes, and which entry of the catalogue that is.
create view applications.interface_v1 as
  select code, system, title_zh, title_en, direction, gives, entry from applications.interface where withdrawn_at is null;
