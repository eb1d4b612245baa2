import { expect } from 'vitest';
import { fixedClock } from '#kernel/clock';
import { codesModule } from '#platform/base/codes';
import { documentsModule } from '#platform/base/documents';
import { createAccount, identityModule } from '#platform/base/identity';
import { ledgerModule } from '#platform/base/ledger';
import { organisationsModule } from '#platform/base/organisations';
import { tasksModule } from '#platform/base/tasks';
import { inspectionsModule } from '#platform/matter/inspections';
import {
  edit,
  requestOf,
  type Draw,
  type FieldVisit,
  type Replica,
  type SyncAnswer,
} from '#platform/matter/inspections/contract';
import { openTestCity, type Asker, type TestCity } from '#testing';
import foodSafety from '../module.ts';

// Monday 30 November 2026, noon in Yuyao.
export const clock = fixedClock('2026-11-30T04:00:00Z');
export const bureau = '330281-scjg';
export const inspectors = new Map<string, Asker>();

const duties = {
  'inspections:read': 'department',
  'inspections:visit': 'own',
  'tasks:own': 'department',
} as const;
const people = [
  ['inspector-lu', 'inspector', '鲁知行'],
  ['inspector-cheng', 'inspector-two', '程同行'],
  ['inspector-ruan', 'demo-inspector-three', '阮试'],
] as const;

/** The bureau with three inspectors, its office and a witness of another one. */
async function openBureau(): Promise<{ city: TestCity; office: Asker; witness: Asker }> {
  const city = await openTestCity({
    modules: [
      organisationsModule,
      codesModule,
      identityModule,
      ledgerModule,
      tasksModule,
      documentsModule,
      inspectionsModule,
      foodSafety,
    ],
    clock,
    environment: { SEED_SIZE: 'town', JOB_WORKERS: '0' },
  });
  const platform = city.as({ id: 'platform', grants: { '*': 'city' } }).context();
  for (const [code, account, name] of people) {
    const posts = [{ code: `post.${account}`, role: 'inspector', organisation: bureau, division: '330281' }];
    const id = await platform.transaction((tx) =>
      createAccount(platform, tx, { account, name, kind: 'official', password: 'Trial-2026-pass', posts }),
    );
    inspectors.set(code, city.as({ id, name, organisation: bureau, grants: duties }));
  }
  const office = city.as({
    id: 'office',
    organisation: bureau,
    grants: {
      'inspections:plan': 'department',
      'inspections:read': 'department',
      'inspections:witness': 'department',
      'tasks:own': 'department',
    },
  });
  const witness = city.as({
    id: 'witness',
    organisation: '330281-sjj',
    grants: { 'inspections:witness': 'city' },
  });
  return { city, office, witness };
}

// For one file of tests alone: a worker keeps what it has read, and with it the city that the first file closed.
export const { city, office, witness } = await openBureau();

export const codeOf = async (asked: ReturnType<Asker['post']>) => (await asked).json<{ code: string }>().code;
export const makePlan = (code: string, more: object = {}) =>
  office.post('/api/inspections/plans', {
    code,
    title: `试验 ${code}`,
    kind: 'restaurant',
    wanted: 2,
    team: 2,
    ...more,
  });
export const drawsNow = async () =>
  (await city.stranger.get('/api/inspections/draws')).json<{ items: Draw[] }>().items;
export const seal = (code: string) => office.post(`/api/inspections/plans/${code}/seal`, {});
export const open = (code: string) =>
  witness.post(`/api/inspections/plans/${code}/draw`, { word: '3D 2026317 期 482' });
export const addConflict = (inspector: string, object: string) =>
  office.post('/api/inspections/conflicts', {
    code: `${inspector}.${object}`.slice(0, 60),
    inspector,
    kind: 'restaurant',
    object,
    why: '亲属经营（试验）',
  });

/** Two phones of a team at one of the drawn restaurants. */
export async function teamAt(plan: string) {
  expect((await makePlan(plan)).json()).toMatchObject({ state: 'planned' });
  await seal(plan);
  await open(plan);
  const { result = [] } = (await drawsNow()).find((each) => each.plan === plan) ?? {};
  // One of the three is barred from this one (see the first test): nobody could come in for whoever goes.
  const drawn = result.find(({ object }) => object !== 'demo-yunwu');
  const [one, two] = (drawn?.inspectors ?? []).map((code) => inspectors.get(code));
  if (!one || !two || !drawn) throw new Error('nobody was drawn');
  const mine = (await one.get('/api/inspections/my/visits')).json<{ items: FieldVisit[] }>().items;
  const visit = mine.find((each) => each.plan === plan && each.object === drawn.object);
  if (!visit) throw new Error('the drawn visit is not in the inspector’s list');
  const outsider = [...inspectors].find(([code]) => !drawn.inspectors.includes(code))?.[1];
  return { one, two, visit, outsider, object: drawn.object };
}

export const send = async (who: Asker, visit: string, replica: Replica) =>
  (await who.post(`/api/inspections/visits/${visit}/sync`, requestOf(replica))).json<SyncAnswer>();
let made = 0;
export const put = (replica: Replica, field: string, value: Parameters<typeof edit>[1]['value']): Replica =>
  edit(replica, { id: `edit-${(made += 1)}-00000`, field, value });
export const fillIn = (replica: Replica, visit: FieldVisit, wrong: readonly string[]): Replica =>
  visit.checklist.items.reduce(
    (now, { id }) =>
      put(now, `item.${id}`, wrong.includes(id) ? { mark: 'wrong', note: '现场改' } : { mark: 'ok' }),
    replica,
  );
