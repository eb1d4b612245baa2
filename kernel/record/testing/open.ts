import { sql } from 'kysely';
import { randomUUID } from 'node:crypto';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { setTimeout } from 'node:timers/promises';
import { join, resolve } from 'node:path';
import { createDatabase, dropDatabase } from '../../../tests/setup/databases.ts';
import { testStore } from '../../../tests/setup/store.ts';
import type { Actor, Scope } from '../../actor.ts';
import { fixedClock } from '../../clock.ts';
import type { Context } from '../../context.ts';
import { readConfig } from '../../config.ts';
import { migrate, openStore, type Store } from '../../db/index.ts';
import { openFiles } from '../../files/index.ts';
import { openJobs } from '../../jobs/index.ts';
import { openLake } from '../../lake/index.ts';
import { openLog } from '../../log.ts';
import type { CityModule } from '../../module.ts';
import type { LedgerEntry } from '../../ports.ts';
import type { Language } from '../../texts.ts';
import { checkRecordTables } from '../check-tables.ts';
import { ensureRecordIndexes } from '../indexes.ts';
import { recordJobs } from '../jobs.ts';

export interface Asked {
  readonly purpose?: string | undefined;
  readonly language?: Language;
  readonly modules?: readonly CityModule[];
}

export interface EndedJob {
  readonly status: string;
  readonly problem: { readonly code: string } | null;
  readonly outcome: {
    readonly summary: { readonly zh: string; readonly en: string };
    readonly data: Record<string, unknown>;
    readonly files?: readonly { readonly id: string; readonly name: string; readonly type: string }[];
  };
}

/** A store with the trial records in it, and contexts over it. */
export interface Trial {
  readonly store: Store;
  readonly clock: ReturnType<typeof fixedClock>;
  /** What was written to the ledger since it was last emptied. */
  readonly ledger: LedgerEntry[];
  contextFor(actor: Actor, asked?: Asked): Context;
  /** Lets the workers run until the job has ended. */
  jobEnds(id: string): Promise<EndedJob>;
  close(): Promise<void>;
}

/** An official with permissions each in its scope: `official({ 'trial:read': 'department' }, …)`. */
export const official = (
  grants: Readonly<Record<string, Scope>>,
  place: Partial<Pick<Actor, 'id' | 'organisation' | 'division'>> = {},
): Actor => ({ id: 'li', kind: 'official', name: '李试', grants: new Map(Object.entries(grants)), ...place });

async function openTrialStore() {
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
  return { store, folder, clear };
}

const quick = { pollMs: 20, pulseMs: 30, heartbeatMs: 100, leaseMs: 1500, retryMs: 30, stopMs: 1000 };

async function waitForJob(store: Store, id: string): Promise<EndedJob> {
  const deadline = performance.now() + 60_000;
  for (;;) {
    const { rows } =
      await sql<EndedJob>`select status, problem, outcome from kernel.job where id = ${id}`.execute(store.db);
    const [job] = rows;
    if (job && job.status !== 'queued' && job.status !== 'running') return job;
    if (performance.now() > deadline) throw new Error(`job ${id} did not end`);
    await setTimeout(15);
  }
}

const source = (module: CityModule) => ({ module: module.id, schema: module.id, folder: module.folder });

async function prepare(store: Store, modules: readonly CityModule[]): Promise<void> {
  const kernel = { module: 'kernel', schema: 'kernel', folder: resolve(import.meta.dirname, '../..') };
  await migrate(store, [kernel, ...modules.map(source)]);
  const records = modules.flatMap((module) => module.records ?? []).map(({ record }) => record);
  await checkRecordTables(store, records);
  await ensureRecordIndexes(store, records);
}

/** Opens a store with files, lake and jobs, brings the modules' tables into it and checks them, as the platform does. */
export async function openTrial(modules: readonly CityModule[]): Promise<Trial> {
  const { store, folder, clear } = await openTrialStore();
  await prepare(store, modules);
  const config = readConfig({ NODE_ENV: 'test', YAOJIANG_DATA: folder });
  const log = openLog('silent');
  const clock = fixedClock('2026-03-01T00:00:00.000Z');
  const files = await openFiles({ folder: join(folder, 'files'), log });
  const lake = await openLake({
    folder: join(folder, 'lake'),
    temp: join(folder, 'temp'),
    memory: '500MB',
    threads: 1,
  });
  const jobs = openJobs({ config, clock, log, store, modules, kinds: recordJobs, timing: quick });
  const ledger: LedgerEntry[] = [];
  const contextFor = (actor: Actor, asked: Asked = {}): Context => {
    const known = asked.modules ?? modules;
    const contributions = (point: { readonly id: string }) =>
      known
        .flatMap((module) => module.contributes ?? [])
        .filter((one) => one.point.id === point.id)
        .map((one) => one.value as never);
    const note = (entry: Omit<LedgerEntry, 'actor' | 'at' | 'request'>) => {
      const by = { id: actor.id, kind: actor.kind };
      ledger.push({ purpose: asked.purpose, ...entry, actor: by, at: '', request: '' });
    };
    return {
      config,
      log,
      clock,
      store,
      files,
      lake,
      modules: known,
      contributions,
      startJob: jobs.start,
      actor,
      language: asked.language ?? 'zh',
      purpose: asked.purpose,
      requestId: 'test',
      db: store.db,
      emit: () => Promise.resolve(),
      transaction: (work) => store.transaction(work),
      ledger: async (_db, entry) => note(entry),
    };
  };
  const stop = await jobs.run((actor) => contextFor(actor));
  return {
    store,
    clock,
    ledger,
    contextFor,
    jobEnds: (id) => waitForJob(store, id),
    close: async () => {
      await stop();
      await lake.close();
      await clear();
    },
  };
}
