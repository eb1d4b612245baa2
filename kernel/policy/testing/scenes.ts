import { afterAll, beforeAll, beforeEach, expect } from 'vitest';
import type { Actor } from '../../actor.ts';
import { maskValue } from '../../record/mask.ts';
import { openTrial, type Trial } from '../../record/testing/open.ts';
import { settle, type Came } from './asking.ts';
import { hostileModule } from './hostile.ts';
import { makeWorld, type Row, type World } from './world.ts';

export const now = '2026-03-01T00:00:00.000Z';
/** When the first versions held. */
export const earlier = '2026-02-10T00:00:00.000Z';
export const names = ['chart', 'strict'] as const;
export type Name = (typeof names)[number];

export const classes = {
  name: 'personal',
  phone: 'sensitive',
  street: 'personal',
  born: 'personal',
  ward: 'sensitive',
} as const;
const styles = { name: 'name', phone: 'mobile', street: 'address', born: 'date', ward: 'hidden' } as const;
export type Personal = keyof typeof classes;
export const personal = Object.keys(classes) as Personal[];

export type Sees = (row: Row) => boolean;
export type Open = (of: 'personal' | 'sensitive', row: Row) => boolean;
export const never: Open = () => false;

/** A row as it must come: each personal field as it is where it is open, masked where it is not. */
export const shown = (row: Row, opens: Open): Record<string, unknown> => ({
  ...withoutPlace(row),
  ...Object.fromEntries(
    personal.map((name) => [
      name,
      opens(classes[name], row) ? row[name] : maskValue(row[name], styles[name]),
    ]),
  ),
});

const withoutPlace = ({ place: _place, ...row }: Row) => row;

const fieldNames = Object.keys(withoutPlace(makeWorld(0).now[0] as Row));

/** The values of a row that came, without its place and what the platform adds. */
export const valuesOf = (row: Readonly<Record<string, unknown>>) =>
  Object.fromEntries(fieldNames.map((name) => [name, row[name] ?? null]));

export const byCode = (rows: readonly Readonly<Record<string, unknown>>[]) =>
  rows.toSorted((a, b) => String(a['code']).localeCompare(String(b['code'])));

export const codesOf = (rows: readonly object[]): string[] =>
  rows.map((row) => String((row as { code?: unknown }).code)).toSorted();

/** Whose data rows are. */
export const subjectsOf = (rows: readonly Row[]) =>
  [...new Set(rows.map(({ patient, code }) => patient ?? code))].toSorted();

/** What the ledger must say of rows that were shown: whom in clear, and whom masked alone. */
export function entriesOf(rows: readonly Row[], opens: Open): [string, string[]][] {
  const isClear = (row: Row) => personal.some((name) => row[name] !== null && opens(classes[name], row));
  const clear = subjectsOf(rows.filter(isClear));
  const masked = subjectsOf(rows).filter((subject) => !clear.includes(subject));
  const entries: [string, string[]][] = [];
  if (clear.length > 0) entries.push(['revealed', clear]);
  if (clear.length === 0 || masked.length > 0) entries.push(['masked', masked]);
  return entries;
}

/** The answer; a refusal is a failure of the test. */
export function answerOf<T>(found: Came<T>): T {
  if ('answer' in found) return found.answer;
  throw new Error(`refused: ${found.code}`);
}

/** What an actor may see of a world. */
export interface Sight {
  readonly world: World;
  readonly sees: Sees;
  readonly opens: Open;
}

/**
 * No word of an answer may be a value that is closed to whoever asked.
 * @param told what the asker said themselves
 */
export function assertSilent(answer: unknown, { world, sees, opens }: Sight, told = ''): void {
  const text = typeof answer === 'string' ? answer : JSON.stringify(answer);
  for (const row of [...world.before, ...world.now])
    for (const name of personal) {
      const value = row[name];
      if (value === null || (sees(row) && opens(classes[name], row))) continue;
      if (told.includes(value) || maskValue(value, styles[name]) === value) continue;
      expect(text.includes(value), `${name} of ${row.code}: ${value}`).toBe(false);
    }
}

export interface Scene {
  readonly world: World;
  readonly name: Name;
  readonly actor: Actor;
}

/** A store with the hostile records, for one file of tests. */
export function stage() {
  const here = {} as { trial: Trial };
  beforeAll(async () => {
    here.trial = await openTrial([hostileModule()]);
  });
  afterAll(() => here.trial.close());
  beforeEach(() => {
    here.trial.ledger.length = 0;
  });
  return {
    trial: () => here.trial,
    /** Every world with each of its actors and both records. */
    play: async (
      seeds: readonly number[],
      scene: (scene: Scene) => Promise<void>,
      before: () => Promise<void> = async () => undefined,
    ) => {
      for (const seed of seeds) {
        const world = makeWorld(seed);
        await settle(here.trial, world);
        await before();
        for (const name of names) for (const actor of world.actors) await scene({ world, name, actor });
      }
    },
  };
}
