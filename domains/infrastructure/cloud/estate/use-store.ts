import { sql, type RawBuilder } from 'kysely';
import type { Db } from '#kernel/db';
import type { ListedPage, ListedRow } from '#kernel/indicator';
import { lowUse, type Amounts } from './rules.ts';
import type { Machine, Own } from './shapes.ts';

const instant = (at: Date): RawBuilder<unknown> => sql`${at.toISOString()}::timestamptz`;

/** Machines in use with what was seen of them in the month before an instant; one that nobody observed has no means. */
const used = (at: Date) => sql`(
  select a.code, a.name, a.kind, a.tenant, a.offers, coalesce(a.cpu, 0) as cores, coalesce(a.memory_gb, 0) as memory_gb,
    coalesce(a.storage_gb, 0) as storage_gb, a.simulated, o.cpu_use, o.cpu_peak, o.memory_use, coalesce(o.days, 0) as days, o.newest,
    coalesce(o.days >= ${lowUse.observedDays} and o.cpu_use < ${lowUse.meanBelow} and o.cpu_peak < ${lowUse.peakBelow}
      and coalesce(o.memory_use, 0) < ${lowUse.memoryBelow}, false) as low
  from cloud.asset_v1 a left join (
    select asset, avg(cpu) as cpu_use, percentile_cont(0.95) within group (order by cpu) as cpu_peak,
      avg(memory) as memory_use, count(distinct (at at time zone 'Asia/Shanghai')::date)::int as days, max(at) as newest
    from cloud.observation_v1
    where at > ${instant(at)} - make_interval(days => ${lowUse.days}) and at <= ${instant(at)}
    group by asset) o on o.asset = a.code
  where a.kind in ('host', 'virtual-machine') and a.state = 'in-use')`;

const ofTenant = (tenant: string | undefined) =>
  tenant === undefined ? sql`true` : sql`u.tenant = ${tenant}`;

/** What hosts and storages in use offer, all together. */
export async function poolOf(db: Db): Promise<Amounts & { readonly simulated: boolean }> {
  const { rows } = await sql<Amounts & { simulated: boolean }>`
    select coalesce(sum(cpu) filter (where kind = 'host'), 0) as cpu,
      coalesce(sum(memory_gb) filter (where kind = 'host'), 0) as "memoryGb",
      coalesce(sum(storage_gb) filter (where kind = 'storage'), 0) as "storageGb", coalesce(bool_or(simulated), false) as simulated
    from cloud.asset_v1 where offers and state = 'in-use' and kind in ('host', 'storage')`.execute(db);
  return rows[0] ?? { cpu: 0, memoryGb: 0, storageGb: 0, simulated: false };
}

export interface TenantRow extends Amounts {
  readonly tenant: string;
  readonly machines: number;
  readonly low: number;
  readonly cpuUse: number | null;
  readonly memoryUse: number | null;
  readonly simulated: boolean;
}

/** Departments with their machines: what these have, and how far it was used. */
export async function findTenants(db: Db, at: Date, tenant: string | undefined): Promise<TenantRow[]> {
  const { rows } = await sql<TenantRow>`
    select u.tenant, sum(u.cores) as cpu, sum(u.memory_gb) as "memoryGb", sum(u.storage_gb) as "storageGb",
      count(*)::int as machines, (count(*) filter (where u.low))::int as low,
      sum(u.cpu_use * u.cores) / nullif(sum(u.cores) filter (where u.cpu_use is not null), 0) as "cpuUse",
      sum(u.memory_use * u.memory_gb) / nullif(sum(u.memory_gb) filter (where u.memory_use is not null), 0) as "memoryUse",
      bool_or(u.simulated) as simulated
    from ${used(at)} u where u.kind = 'virtual-machine' and u.tenant is not null and ${ofTenant(tenant)}
    group by u.tenant order by u.tenant`.execute(db);
  return rows;
}

export interface QuotaRow extends Amounts {
  readonly tenant: string;
  readonly simulated: boolean;
}

export async function findQuotas(db: Db, tenant?: string): Promise<QuotaRow[]> {
  const { rows } = await sql<QuotaRow>`
    select u.tenant, u.cpu, u.memory_gb as "memoryGb", u.storage_gb as "storageGb", u.simulated
    from cloud.quota_v1 u where ${ofTenant(tenant)} order by u.tenant`.execute(db);
  return rows;
}

export async function findLow(
  db: Db,
  at: Date,
  tenant: string | undefined,
): Promise<Omit<Machine, 'tenantName'>[]> {
  const { rows } = await sql<Omit<Machine, 'tenantName'>>`
    select u.code, u.name, u.kind, u.tenant, u.cpu_use as "cpuUse", u.cpu_peak as "cpuPeak", u.memory_use as "memoryUse",
      u.days as "observedDays", u.simulated
    from ${used(at)} u where u.low and ${ofTenant(tenant)} order by u.cpu_use, u.code limit 200`.execute(db);
  return rows;
}

/** The beginning of the city's day in which an instant lies. */
const dayOf = (at: Date) =>
  sql`(date_trunc('day', ${instant(at)} at time zone 'Asia/Shanghai') at time zone 'Asia/Shanghai')`;

/**
 * Means of each whole day over all machines in use, each by its cores or memory. The day that runs is left out, for half of it
 * is missing; days without observations are absent.
 */
export async function findTrend(
  db: Db,
  at: Date,
  tenant: string | undefined,
): Promise<{ day: string; cpu: number | null; memory: number | null }[]> {
  const { rows } = await sql<{ day: string; cpu: number | null; memory: number | null }>`
    select to_char(d.day, 'YYYY-MM-DD') as day,
      sum(d.cpu * u.cpu) / nullif(sum(u.cpu) filter (where d.cpu is not null), 0) as cpu,
      sum(d.memory * u.memory_gb) / nullif(sum(u.memory_gb) filter (where d.memory is not null), 0) as memory
    from (select asset, (at at time zone 'Asia/Shanghai')::date as day, avg(cpu) as cpu, avg(memory) as memory
      from cloud.observation_v1 where at >= ${dayOf(at)} - interval '90 days' and at < ${dayOf(at)} group by 1, 2) d
    join cloud.asset_v1 u on u.code = d.asset and u.kind in ('host', 'virtual-machine')
      and (u.offers or u.kind = 'virtual-machine')
    where ${ofTenant(tenant)} group by d.day order by d.day`.execute(db);
  return rows;
}

export async function findOwn(db: Db, asset: string): Promise<Own | undefined> {
  const { rows } = await sql<Own>`
    select o.at, o.cpu, o.memory, o.storage, a.cpu as cores, a.memory_gb as "memoryGb", a.storage_gb as "storageGb",
      o.database_bytes as "databaseBytes"
    from cloud.asset_v1 a join cloud.observation_v1 o on o.asset = a.code
    where a.code = ${asset} order by o.at desc limit 1`.execute(db);
  return rows[0];
}

/** Machines of a figure: hosts that offer capacity, each by its cores; or machines of little use. */
const sets = {
  hosts: sql`u.kind = 'host' and u.offers and u.cpu_use is not null`,
  low: sql`u.low`,
} as const;
export type MachineSet = keyof typeof sets;

export async function measureMachines(db: Db, set: MachineSet, at: Date) {
  const { rows } = await sql<{
    count: number;
    cores: number;
    busy: number;
    observed: number;
    simulated: boolean;
    newest: string | null;
  }>`
    select (count(*) filter (where ${sets[set]}))::int as count,
      coalesce(sum(u.cores) filter (where ${sets[set]}), 0) as cores,
      coalesce(sum(u.cores * u.cpu_use / 100) filter (where ${sets[set]}), 0) as busy,
      (count(*) filter (where u.cpu_use is not null))::int as observed,
      coalesce(bool_or(u.simulated), false) as simulated, max(u.newest) as newest
    from ${used(at)} u`.execute(db);
  return rows[0] ?? { count: 0, cores: 0, busy: 0, observed: 0, simulated: false, newest: null };
}

export async function listMachines(
  db: Db,
  set: MachineSet,
  { at, owner, after, limit }: ListedPage,
): Promise<ListedRow[]> {
  const { rows } = await sql<{
    code: string;
    name: string;
    tenant: string | null;
    cores: number;
    cpuUse: number;
    simulated: boolean;
  }>`
    select u.code, u.name, o.name_zh as tenant, u.cores, u.cpu_use as "cpuUse", u.simulated from ${used(at)} u
    left join organisations.organisation_v1 o on o.code = u.tenant
    where ${sets[set]} and ${ofTenant(owner)} and u.code > ${after ?? ''} order by u.code limit ${limit}`.execute(
    db,
  );
  return rows.map(({ code, simulated, cpuUse, ...values }) => ({
    key: code,
    path: `/cloud/assets/${code}`,
    weight: set === 'low' ? 1 : (values.cores * cpuUse) / 100,
    ...(set === 'hosts' ? { of: values.cores } : {}),
    simulated,
    values: { code, ...values, cpuUse: Math.round(cpuUse * 10) / 10 },
  }));
}

export async function countMachines(
  db: Db,
  set: MachineSet,
  { at, owner }: Pick<ListedPage, 'at' | 'owner'>,
): Promise<number> {
  const { rows } = await sql<{ n: number }>`
    select count(*)::int as n from ${used(at)} u where ${sets[set]} and ${ofTenant(owner)}`.execute(db);
  return rows[0]?.n ?? 0;
}
