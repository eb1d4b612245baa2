import { scopeOf } from '#kernel/actor';
import type { Context } from '#kernel/context';
import { organisationNames } from '#platform/base/organisations';
import { nothing, straightLine, type Amounts } from './rules.ts';
import { ownAsset } from './self.ts';
import type { Tenant, Use } from './shapes.ts';
import * as store from './use-store.ts';

const aheadDays = 30;

/** No organisation has this code: an actor without one sees nothing. */
const nowhere = '-';

/** Undefined for whoever sees the whole. */
export const tenantOf = ({ actor }: Context, permission: string): string | undefined =>
  scopeOf(actor, permission) === 'city' ? undefined : (actor.organisation ?? nowhere);

const amounts = ({ cpu, memoryGb, storageGb }: Amounts): Amounts => ({ cpu, memoryGb, storageGb });

export const sumOf = (all: readonly Amounts[]): Amounts =>
  all.reduce<Amounts>(
    (sum, each) => ({
      cpu: sum.cpu + each.cpu,
      memoryGb: sum.memoryGb + each.memoryGb,
      storageGb: sum.storageGb + each.storageGb,
    }),
    nothing,
  );

const holdsNothing = { ...nothing, machines: 0, low: 0, cpuUse: null, memoryUse: null, simulated: false };

/** Departments with a quota, with machines, or with both. */
async function tenantsOf(context: Context, at: Date, only: string | undefined): Promise<Tenant[]> {
  const [quotas, holders] = [
    await store.findQuotas(context.db, only),
    await store.findTenants(context.db, at, only),
  ];
  const codes = [...new Set([...quotas, ...holders].map(({ tenant }) => tenant))].toSorted();
  const names = await organisationNames(context.db, codes);
  return codes.map((organisation) => {
    const quota = quotas.find(({ tenant }) => tenant === organisation);
    const holder = holders.find(({ tenant }) => tenant === organisation) ?? holdsNothing;
    const { machines, low, cpuUse, memoryUse } = holder;
    return {
      organisation,
      name: names.get(organisation) ?? null,
      quota: quota ? amounts(quota) : null,
      held: amounts(holder),
      machines,
      low,
      cpuUse,
      memoryUse,
      simulated: holder.simulated || quota?.simulated === true,
    };
  });
}

/** Every day from the first observed to the last, those without observations as null. */
function everyDay(found: Awaited<ReturnType<typeof store.findTrend>>): Use['trend'] {
  const [first, last] = [found[0], found.at(-1)];
  if (!first || !last) return [];
  const byDay = new Map(found.map((each) => [each.day, each]));
  const days = (Date.parse(last.day) - Date.parse(first.day)) / 86_400_000;
  return Array.from({ length: days + 1 }, (_, at) => {
    const day = new Date(Date.parse(first.day) + at * 86_400_000).toISOString().slice(0, 10);
    return byDay.get(day) ?? { day, cpu: null, memory: null };
  });
}

/** What the cloud has, what of it is promised and held, and how far it is used. */
export async function useOf(context: Context): Promise<Use> {
  const { db, clock } = context;
  const at = clock.now();
  const only = tenantOf(context, 'cloud:assets');
  const whole = only === undefined;
  const tenants = await tenantsOf(context, at, only);
  const low = await store.findLow(db, at, only);
  const names = await organisationNames(
    db,
    low.flatMap(({ tenant }) => tenant ?? []),
  );
  const trend = everyDay(await store.findTrend(db, at, only));
  const line = straightLine(
    trend.map(({ cpu }) => cpu),
    aheadDays,
  );
  const { simulated: inventedPool, ...pool } = await store.poolOf(db);
  return {
    asOf: at.toISOString(),
    whole,
    pool: whole ? pool : null,
    promised: whole ? sumOf(tenants.flatMap(({ quota }) => quota ?? [])) : null,
    held: whole ? sumOf(tenants.map(({ held }) => held)) : null,
    tenants,
    low: low.map((each) => ({
      ...each,
      tenantName: each.tenant === null ? null : (names.get(each.tenant) ?? null),
    })),
    trend,
    line: line ? { ...line, days: aheadDays } : null,
    own: whole ? ((await store.findOwn(db, ownAsset)) ?? null) : null,
    simulated: inventedPool || tenants.some(({ simulated }) => simulated),
  };
}
