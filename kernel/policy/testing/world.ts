import { chance } from '#engines/chance';
import { scopes, system, type Actor, type Scope } from '../../actor.ts';

/** Draws that are the same for the same seed. */
export function random(seed: number) {
  const next = chance(seed);
  const below = (most: number): number => Math.floor(next() * most);
  return { next, below, pick: <T>(from: readonly T[]): T => from[below(from.length)] as T };
}
export type Random = ReturnType<typeof random>;

export interface Row {
  readonly code: string;
  readonly patient: string | null;
  readonly owner: string | null;
  readonly division: string | null;
  readonly author: string | null;
  readonly name: string | null;
  readonly phone: string | null;
  readonly street: string | null;
  readonly born: string | null;
  readonly ward: string | null;
  readonly score: number | null;
  readonly tags: string[] | null;
  readonly place: { type: 'Point'; coordinates: [number, number] } | null;
}

export interface Relation {
  readonly kind: string;
  readonly holder: string;
  readonly subject: string;
  readonly begins: string;
  readonly ends: string | null;
}

export interface World {
  /** The first version of each row, and the present one. */
  readonly before: readonly Row[];
  readonly now: readonly Row[];
  readonly relations: readonly Relation[];
  readonly actors: readonly Actor[];
}

const organisations = ['health', 'police', 'school'];
const divisions = [
  '330281',
  '330281001',
  '330281001000',
  '330281001001',
  '330281002',
  '3302',
  '330281_01',
  '33028%',
];
const people = ['li', 'wang', 'zhao', 'chen'];
const patients = Array.from({ length: 8 }, (_, index) => `P${index + 1}`);
const instants = [
  '2026-01-01T00:00:00.000Z',
  '2026-02-15T00:00:00.000Z',
  '2026-03-01T00:00:00.000Z',
  '2026-04-01T00:00:00.000Z',
];

let serial = 0;

/** Every name and number stands once in the whole run, so that it gives itself away wherever it appears. */
function row(code: string, by: Random): Row {
  serial += 1;
  const maybe = <T>(value: T): T | null => (by.below(6) === 0 ? null : value);
  return {
    code,
    patient: maybe(by.pick(patients)),
    owner: maybe(by.pick(organisations)),
    division: maybe(by.pick(divisions)),
    author: maybe(by.pick(people)),
    name: maybe(`${by.pick(['张', '欧', '𠮷'])}秘${String(serial)}密${by.pick(['甲', '乙'])}`),
    phone: maybe(`199${String(10_000_000 + serial * 37)}`),
    street: maybe(`${by.pick(['余姚市阳明街道', '余姚市南雷路', '某处'])}暗${String(serial)}号`),
    born: maybe(`${1950 + (serial % 50)}-0${1 + (serial % 9)}-${10 + (serial % 18)}`),
    ward: maybe(`病${String(serial)}区`),
    score: maybe(by.below(4)),
    tags: maybe(by.pick([['a'], ['a', 'b'], []])),
    place: maybe({ type: 'Point', coordinates: [121.1 + by.below(100) / 1000, 30] }),
  };
}

const kinds = ['doctor', 'helper', 'consent', 'stranger'];

function relation(by: Random): Relation {
  return {
    kind: by.pick(kinds),
    holder: by.pick([
      ...people.map((id) => `actor:${id}`),
      ...organisations.map((code) => `organisation:${code}`),
      'organisation:undefined',
      'actor:P1',
    ]),
    subject: by.pick(patients),
    begins: by.pick(instants),
    ends: by.pick([null, null, ...instants]),
  };
}

function actor(id: string, by: Random): Actor {
  const grants = new Map<string, Scope>();
  for (const permission of ['hostile:read', 'hostile:write', 'hostile:reveal'])
    if (by.below(5) > 0) grants.set(permission, by.pick(scopes));
  return {
    id,
    kind: by.pick(['official', 'citizen', 'client'] as const),
    name: id,
    organisation: by.pick([undefined, ...organisations]),
    division: by.pick([undefined, ...divisions]),
    grants,
  };
}

export function makeWorld(seed: number): World {
  const by = random(seed);
  const codes = Array.from({ length: 24 }, (_, index) => `C${seed}x${100 + index}`);
  const before = codes.map((code) => row(code, by));
  return {
    before,
    now: before.map((old) => (by.below(3) === 0 ? old : row(old.code, by))),
    relations: Array.from({ length: 30 }, () => relation(by)),
    actors: [
      ...people.map((id) => actor(id, by)),
      ...people.map((id) => actor(id, by)),
      { ...actor('li', by), grants: new Map([['*', 'city']]) },
      system,
    ],
  };
}
