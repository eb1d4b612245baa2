import { randomUUID } from 'node:crypto';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { createDatabase, dropDatabase } from '../../../tests/setup/databases.ts';
import { testStore } from '../../../tests/setup/store.ts';
import type { Actor, Scope } from '../../actor.ts';
import { fixedClock } from '../../clock.ts';
import type { Context } from '../../context.ts';
import { migrate, openStore, type Store } from '../../db/index.ts';
import type { CityModule } from '../../module.ts';
import type { LedgerEntry } from '../../ports.ts';
import { checkRecordTables } from '../check-tables.ts';
import { ensureRecordIndexes } from '../indexes.ts';

export interface Asked {
  readonly purpose?: string;
  readonly modules?: readonly CityModule[];
}

/** A store with the trial records in it, and contexts over it. */
export interface Trial {
  readonly store: Store;
  readonly clock: ReturnType<typeof fixedClock>;
  /** What was written to the ledger since it was last emptied. */
  readonly ledger: LedgerEntry[];
  contextFor(actor: Actor, asked?: Asked): Context;
  close(): Promise<void>;
}

/** An official with permissions each in its scope: `official({ 'trial:read': 'department' }, …)`. */
export const official = (
  grants: Readonly<Record<string, Scope>>,
  place: Partial<Pick<Actor, 'id' | 'organisation' | 'division'>> = {},
): Actor => ({ id: 'li', kind: 'official', name: '李试', grants: new Map(Object.entries(grants)), ...place });

async function openTrialStore(): Promise<{ store: Store; clear: () => Promise<void> }> {
  const wanted = testStore();
  const folder = await mkdtemp(join(tmpdir(), 'records-'));
  const name = `records_${randomUUID().replaceAll('-', '')}`;
  const url = wanted.kind === 'server' ? await createDatabase(wanted.url, name) : undefined;
  const store = await openStore({ url, folder });
  const clear = async () => {
    await store.close();
    if (wanted.kind === 'server') await dropDatabase(wanted.url, name);
    await rm(folder, { recursive: true, force: true });
  };
  return { store, clear };
}

const source = (module: CityModule) => ({ module: module.id, schema: module.id, folder: module.folder });

/** Opens a store, brings the modules' tables into it and checks them, as the platform does at its start. */
export async function openTrial(modules: readonly CityModule[]): Promise<Trial> {
  const { store, clear } = await openTrialStore();
  const kernel = { module: 'kernel', schema: 'kernel', folder: resolve(import.meta.dirname, '../..') };
  await migrate(store, [kernel, ...modules.map(source)]);
  const records = modules.flatMap((module) => module.records ?? []).map(({ record }) => record);
  await checkRecordTables(store, records);
  await ensureRecordIndexes(store, records);
  const clock = fixedClock('2026-03-01T00:00:00.000Z');
  const ledger: LedgerEntry[] = [];
  const contextFor = (actor: Actor, asked: Asked = {}): Context => {
    const known = asked.modules ?? modules;
    return {
      clock,
      store,
      modules: known,
      contributions: (point: { readonly id: string }) =>
        known
          .flatMap((module) => module.contributes ?? [])
          .filter((one) => one.point.id === point.id)
          .map((one) => one.value as never),
      actor,
      language: 'zh',
      purpose: asked.purpose,
      requestId: 'test',
      db: store.db,
      transaction: (work: Parameters<Context['transaction']>[0]) => store.transaction(work),
      ledger: async (_db: unknown, entry: Omit<LedgerEntry, 'actor' | 'at' | 'request'>) => {
        ledger.push({
          purpose: asked.purpose,
          ...entry,
          actor: { id: actor.id, kind: actor.kind },
          at: '',
          request: '',
        });
      },
    } as unknown as Context;
  };
  return { store, clock, ledger, contextFor, close: clear };
}
