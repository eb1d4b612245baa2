import { resolve } from 'node:path';
import type { Logger } from 'pino';
import { system, type Actor } from './actor.ts';
import { loadCity } from './city-load.ts';
import { systemClock, type Clock } from './clock.ts';
import type { Config } from './config.ts';
import type { Context, Services } from './context.ts';
import { migrate, openStore, type Store } from './db/index.ts';
import { eventsModule, openEvents } from './events/index.ts';
import { openFiles } from './files/index.ts';
import { letHeapGrow } from './heap.ts';
import { jobsModule, openJobs } from './jobs/index.ts';
import { openLake } from './lake/index.ts';
import { openLog } from './log.ts';
import { openMetrics, type Metrics } from './metrics.ts';
import { mount, type CityModule, type Mounted } from './module.ts';
import { assertPermissions, orderModules } from './module-order.ts';
import type { Point } from './point.ts';
import type { LedgerEntry } from './ports.ts';
import {
  checkRecordTables,
  ensureRecordIndexes,
  recordHandlers,
  recordJobs,
  recordsModule,
} from './record/server.ts';
import { recordOperations } from './record.ts';
import { retentionModule } from './retention/module.ts';
import type { Language } from './texts.ts';

export interface Platform {
  readonly services: Services;
  readonly logger: Logger;
  readonly metrics: Metrics;
  readonly stopping: boolean;
  contextFor(
    actor: Actor,
    asked?: {
      readonly language?: Language;
      readonly purpose?: string | undefined;
      readonly requestId?: string;
      readonly from?: Context['from'];
    },
  ): Context;
  /** All operations of a module: its own and its records'. */
  mountedOf(module: CityModule): readonly Mounted[];
  /** Starts workers and deliveries, which a test may want to leave still. */
  startWork(): Promise<void>;
  close(): Promise<void>;
}

export interface PlatformOptions {
  readonly config: Config;
  readonly modules: readonly CityModule[];
  readonly clock?: Clock;
  /** Told what is being done while it opens, for a person who waits. */
  readonly onProgress?: (step: string) => void;
  /** Where its log goes: standard output (1, when not given) or standard error (2). */
  readonly logTo?: 1 | 2;
}

/** The modules that the kernel itself brings. */
export const kernelModules: readonly CityModule[] = [
  jobsModule,
  eventsModule,
  recordsModule,
  retentionModule,
];

/** Where the kernel's own migrations lie. */
export const kernelFolder = import.meta.dirname;

const contributionsOf =
  (modules: readonly CityModule[]) =>
  <T>(point: Point<T>): readonly T[] =>
    modules
      .flatMap((module) => module.contributes ?? [])
      .filter((one) => one.point.id === point.id)
      .map((one) => one.value as T);

async function prepareStore(store: Store, modules: readonly CityModule[]): Promise<void> {
  const kernel = { module: 'kernel', schema: 'kernel', folder: kernelFolder };
  const own = modules
    .filter((module) => !kernelModules.includes(module))
    .map((module) => ({ module: module.id, schema: schemaOf(module.id), folder: module.folder }));
  await migrate(store, [kernel, ...own]);
  const records = modules.flatMap((module) => module.records ?? []).map(({ record }) => record);
  await checkRecordTables(store, records);
  await ensureRecordIndexes(store, records);
}

/** Schema of a module: its id, with `_` for `-`. */
export const schemaOf = (moduleId: string): string => moduleId.replaceAll('-', '_');

type Running = Omit<Services, 'startJob' | 'emit'>;

async function openServices(
  options: PlatformOptions,
  modules: readonly CityModule[],
  logger: Logger,
): Promise<Running> {
  const { config } = options;
  const tell = options.onProgress ?? (() => undefined);
  tell('store');
  const store = await openStore({
    url: config.DATABASE_URL,
    folder: config.dataFolder,
    statementTimeoutMs: config.STATEMENT_TIMEOUT_MS,
    keepPlans: config.KEEP_PLANS === 'yes',
    log: logger,
  });
  try {
    tell('migrate');
    await prepareStore(store, modules);
    tell('files');
    const files = await openFiles({ folder: resolve(config.dataFolder, 'files'), log: logger });
    const lake = await openLake({
      folder: resolve(config.dataFolder, 'lake'),
      temp: resolve(config.dataFolder, 'lake-temp'),
      memory: config.LAKE_MEMORY,
      threads: config.LAKE_THREADS,
      timeZone: config.TIME_ZONE,
      alsoOpen: [resolve(config.dataFolder, 'files')],
    });
    const clock = options.clock ?? systemClock;
    return {
      config,
      clock,
      log: logger,
      store,
      files,
      lake,
      modules,
      contributions: contributionsOf(modules),
    };
  } catch (error) {
    await store.close();
    throw error;
  }
}

/** What an entry says of who acted beside their name: for whom, and through which application. */
function saidOf(actor: Actor, detail: LedgerEntry['detail']): LedgerEntry['detail'] {
  const { onBehalfOf, through } = actor;
  if (onBehalfOf === undefined && through === undefined) return detail;
  return { ...detail, ...(onBehalfOf && { onBehalfOf }), ...(through && { through }) };
}

function contextMaker(services: Services): Platform['contextFor'] {
  return (actor, asked = {}) => {
    const requestId = asked.requestId ?? `internal-${actor.id}`;
    const who = { id: actor.id, kind: actor.kind, organisation: actor.organisation };
    const ledgers = services.modules.flatMap((module) => (module.ports?.ledger ? [module.ports.ledger] : []));
    return {
      ...services,
      actor,
      language: asked.language ?? 'zh',
      purpose: asked.purpose,
      requestId,
      from: asked.from,
      db: services.store.db,
      transaction: (work, options) => services.store.transaction(work, options),
      ledger: async (db, entry) => {
        const detail = saidOf(actor, entry.detail);
        const told: LedgerEntry = {
          action: entry.action,
          actor: who,
          resource: entry.resource,
          purpose: 'purpose' in entry ? entry.purpose : asked.purpose,
          basis: entry.basis,
          subjects: entry.subjects,
          at: services.clock.now().toISOString(),
          request: requestId,
          ...(detail && { detail }),
        };
        for (const write of ledgers) await write(db, told);
      },
    };
  };
}

/** One that cannot be stopped keeps none of the others: the lock on the folder is among them. @throws what went wrong */
async function stopAll(stops: readonly (() => Promise<void>)[]): Promise<void> {
  const errors: unknown[] = [];
  for (const stop of stops)
    try {
      await stop();
    } catch (error) {
      errors.push(error);
    }
  if (errors.length > 0)
    throw errors.length === 1 ? errors[0] : new AggregateError(errors, 'not everything could be stopped');
}

const mountedOf = (module: CityModule): readonly Mounted[] => [
  ...(module.mounted ? [module.mounted] : []),
  ...(module.records ?? []).map(({ record, overrides }) =>
    mount(recordOperations(record), recordHandlers(record, overrides)),
  ),
];

/**
 * Opens everything that lives as long as the platform: store (migrated), files, lake, events, jobs, the city's data.
 * Read it top to bottom to know what happens at start-up. `close` undoes it in reverse.
 */
export async function openPlatform(options: PlatformOptions): Promise<Platform> {
  letHeapGrow();
  const modules = orderModules([...kernelModules, ...options.modules]);
  assertPermissions(modules);
  const logger = openLog(options.config.LOG_LEVEL, options.logTo);
  const running = await openServices(options, modules, logger);
  const stops: (() => Promise<void>)[] = [() => running.store.close(), () => running.lake.close()];
  const jobs = openJobs({
    ...running,
    kinds: [...recordJobs, ...modules.flatMap((module) => module.jobs ?? [])],
  });
  const events = openEvents(running);
  const services: Services = { ...running, startJob: jobs.start, emit: events.emit };
  const contextFor = contextMaker(services);
  let stopping = false;
  let closed: Promise<void> | undefined;
  const close = (): Promise<void> => {
    stopping = true;
    closed ??= stopAll(stops.toReversed());
    return closed;
  };
  try {
    options.onProgress?.('city');
    await loadCity(modules, options.config.cityFolder, contextFor(system, { requestId: 'city' }));
    for (const module of modules) {
      const stop = await module.start?.(services);
      if (stop) stops.push(stop);
    }
  } catch (error) {
    await close();
    throw error;
  }
  return {
    services,
    logger,
    metrics: openMetrics(),
    get stopping() {
      return stopping;
    },
    contextFor,
    mountedOf,
    startWork: async () => {
      stops.push(await jobs.run(contextFor));
      stops.push(await events.run(contextFor));
    },
    close,
  };
}
