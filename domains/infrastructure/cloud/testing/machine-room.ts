import { fixedClock } from '#kernel/clock';
import { createAccount } from '#platform/base/identity';
import { openTestCity, type Asker, type TestCity } from '#testing';
import cloud from '../module.ts';
import { below } from './small-city.ts';

export const rsj = '330281-rsj';
export const wsj = '330281-wsj';
export const clock = fixedClock('2026-11-28T00:00:00Z');
export const department = { 'cloud:assets': 'department', 'cloud:ask': 'department' } as const;

const everything = {
  'cloud:assets': 'city',
  'cloud:keep': 'city',
  'cloud:grant': 'city',
  'cloud:read': 'city',
  'cloud:manage': 'city',
  'jobs:own': 'own',
  'tasks:own': 'department',
  'tasks:manage': 'city',
} as const;

/** An asset as the form gives it: a host of 64 cores unless said otherwise. */
export const asset = (code: string, over: Record<string, unknown> = {}) => ({
  code,
  name: `试验${code}`,
  kind: 'host',
  state: 'in-use',
  owner: '330281-jxj',
  offers: true,
  cpu: 64,
  memoryGb: 256,
  since: '2020-01-01',
  ...over,
});

export interface MachineRoom {
  readonly city: TestCity;
  /** Keeps everything and decides. */
  readonly keeper: Asker;
  /** Of two departments that are tenants. */
  readonly head: Asker;
  readonly other: Asker;
  /** A program of monitoring. */
  readonly agent: Asker;
  /** @throws Error with what was said when it is refused */
  enter(plural: string, row: object): Promise<void>;
}

/** A city with a host of 64 cores and a storage of 1,000 GB, a machine of each of two departments, and people around it. */
export async function openMachineRoom(): Promise<MachineRoom> {
  const city = await openTestCity({ modules: [...below, cloud], clock });
  const keeper = city.as({ id: 'keeper', organisation: '330281-jxj', grants: everything });
  // Somebody must hold the right to decide, for the task to have an owner.
  const context = keeper.context();
  await context.transaction((tx) =>
    createAccount(context, tx, {
      account: 'operator',
      name: '试验运维',
      kind: 'official',
      password: 'Yaojiang-2017',
      posts: [
        {
          code: 'operator',
          role: 'system-administrator',
          organisation: '330281-jxj',
          division: '330281',
        },
      ],
    }),
  );
  const enter = async (plural: string, row: object) => {
    const made = await keeper.post(`/api/cloud/${plural}`, row);
    if (made.statusCode >= 400) throw new Error(made.body);
  };
  const nothing = { cpu: null, memoryGb: null };
  const machine = { kind: 'virtual-machine', offers: false, cpu: 8, memoryGb: 16, storageGb: 100 };
  await enter('assets', asset('H-1'));
  await enter('assets', asset('S-1', { ...nothing, kind: 'storage', storageGb: 1000 }));
  await enter('assets', asset('V-1', { ...machine, parent: 'H-1', tenant: rsj }));
  await enter('assets', asset('V-2', { ...machine, parent: 'H-1', tenant: wsj }));
  return {
    city,
    keeper,
    head: city.as({ id: 'head', organisation: rsj, grants: department }),
    other: city.as({ id: 'other', organisation: wsj, grants: department }),
    agent: city.as({ id: 'agent', kind: 'client', grants: { 'cloud:observe': 'city' } }),
    enter,
  };
}
