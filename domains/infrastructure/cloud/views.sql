create view cloud.asset_v1 as
  select code, name, kind, state, owner, tenant, system, parent, offers, cpu, memory_gb, storage_gb, since, until, simulated
  from cloud.asset where withdrawn_at is null;

create view cloud.observation_v1 as
  select asset, at, cpu, memory, storage, database_bytes, simulated from cloud.observation;

create view cloud.quota_v1 as
  select tenant, cpu, memory_gb, storage_gb, simulated from cloud.quota where withdrawn_at is null;

create view cloud.system_v1 as
  select code, name, owner, kept, rpo_hours, rto_hours, since, until, simulated from cloud.system
  where withdrawn_at is null;

-- Backups and drills of every system, the platform's own among them.
create view cloud.recovery_v1 as
  select s.code as system, 'backup' as kind, b.point as point, null::double precision as restore_minutes, false as simulated
    from cloud.backup b join cloud.system s on s.kept = 'platform' and s.withdrawn_at is null
    where b.result = 'good' and b.withdrawn_at is null
  union all
  select s.code, 'drill', d.finished_at, d.restore_seconds / 60, false
    from cloud.drill d join cloud.system s on s.kept = 'platform' and s.withdrawn_at is null
    where d.result = 'equal' and d.withdrawn_at is null
  union all
  select p.system, p.kind, p.point, p.restore_minutes, p.simulated
    from cloud.recovery_proof p join cloud.system s on s.code = p.system and s.kept = 'reported'
    where p.result = 'good' and p.withdrawn_at is null;
