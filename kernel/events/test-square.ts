import { sql } from 'kysely';
import { z } from 'zod';
import type { Actor } from '../actor.ts';
import { systemClock } from '../clock.ts';
import type { Context } from '../context.ts';
import type { Db, Store } from '../db/index.ts';
import { defineEvent } from '../event.ts';
import { openLog } from '../log.ts';
import { defineModule, subscription, type Subscription } from '../module.ts';
import { openEvents, type Events, type EventTiming } from './index.ts';

/** An event of the tests: the `number`-th of its key. */
export const rang = defineEvent({
  name: 'square.bell-rang',
  version: 1,
  title: { zh: '钟响', en: 'Bell rang' },
  payload: z.object({ number: z.number().int() }),
});

/** Leaves a mark for each event that a subscriber handled, kept with the delivery. */
export const mark = (db: Db, who: string, key: string, number: number) =>
  sql`insert into public.trace (who, what, number) values (${who}, ${key}, ${number})`.execute(db);

export const marking = (name: string, before?: (number: number, key: string) => unknown): Subscription =>
  subscription(name, rang, async ({ key, payload }, context) => {
    await mark(context.db, name, key, payload.number);
    await before?.(payload.number, key);
  });

const quick: Partial<EventTiming> = { pollMs: 20, retryMs: [20, 40] };

export interface Square {
  readonly events: Events;
  ring(db: Db, key: string, number: number): Promise<void>;
  open(): Promise<() => Promise<void>>;
}

/** Events over a store without the rest of the platform. */
export function openSquare(
  store: Store,
  subscriptions: readonly Subscription[],
  timing: Partial<EventTiming> = {},
): Square {
  const log = openLog('silent');
  const square = defineModule({
    id: 'square',
    title: { zh: '广场', en: 'Square' },
    folder: import.meta.dirname,
    dependsOn: [],
    events: [rang],
    subscriptions,
  });
  const events = openEvents({
    clock: systemClock,
    log,
    store,
    modules: [square],
    timing: { ...quick, ...timing },
  });
  const contextFor = (actor: Actor) => ({ actor, store, db: store.db, log }) as unknown as Context;
  return {
    events,
    ring: (db, key, number) => events.emit(db, rang, { key, payload: { number } }),
    open: () => events.run(contextFor),
  };
}

/** Numbers that a subscriber was told, in the order in which it was, by key. */
export async function heard(store: Store, who: string): Promise<Record<string, number[]>> {
  const { rows } = await sql<{ what: string; number: number }>`
    select what, number from public.trace where who = ${who} order by id`.execute(store.db);
  const byKey: Record<string, number[]> = {};
  for (const { what, number } of rows) (byKey[what] ??= []).push(number);
  return byKey;
}

export async function heardCount(store: Store, who: string): Promise<number> {
  const byKey = await heard(store, who);
  return Object.values(byKey).reduce((sum, numbers) => sum + numbers.length, 0);
}
