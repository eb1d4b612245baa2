import type { Actor } from '../actor.ts';
import { systemClock, type Clock } from '../clock.ts';
import { readConfig } from '../config.ts';
import type { Context } from '../context.ts';
import type { Store } from '../db/index.ts';
import type { JobKind, Schedule } from '../job.ts';
import { openLog } from '../log.ts';
import { defineModule } from '../module.ts';
import { openJobs, type Jobs, type JobTiming } from './index.ts';

export const quick: Partial<JobTiming> = {
  pollMs: 20,
  pulseMs: 30,
  heartbeatMs: 100,
  leaseMs: 4000,
  retryMs: 30,
  stopMs: 1000,
};

export interface ShopOptions {
  readonly store: Store;
  readonly kinds: readonly JobKind[];
  readonly workers?: number;
  readonly timing?: Partial<JobTiming>;
  readonly clock?: Clock;
  readonly schedules?: readonly Schedule[];
}

export interface Shop {
  readonly jobs: Jobs;
  contextFor(actor: Actor): Context;
  open(): Promise<() => Promise<void>>;
}

/** Jobs over a store without the rest of the platform: a context has what stores and actors give. */
export function openShop(options: ShopOptions): Shop {
  const { store, clock = systemClock, schedules = [] } = options;
  const config = readConfig({ NODE_ENV: 'test', JOB_WORKERS: String(options.workers ?? 2) });
  const log = openLog('silent');
  const modules = [
    defineModule({
      id: 'shop',
      title: { zh: '试', en: 'trial' },
      folder: import.meta.dirname,
      dependsOn: [],
      jobs: options.kinds,
      schedules,
    }),
  ];
  const timing = { ...quick, ...options.timing };
  const jobs = openJobs({ config, clock, log, store, modules, kinds: options.kinds, timing });
  const contextFor = (actor: Actor): Context =>
    ({
      config,
      clock,
      log,
      store,
      actor,
      db: store.db,
      transaction: (work: Parameters<Store['transaction']>[0]) => store.transaction(work),
    }) as unknown as Context;
  return { jobs, contextFor, open: () => jobs.run(contextFor) };
}

/** Waits until it is so; fails when it takes too long. */
export async function until<T>(
  look: () => Promise<T | undefined | false>,
  what: string,
  mostMs = 15_000,
): Promise<T> {
  const deadline = performance.now() + mostMs;
  for (;;) {
    const found = await look();
    if (found !== undefined && found !== false) return found;
    if (performance.now() > deadline) throw new Error(`waited in vain: ${what}`);
    await new Promise((resolve) => setTimeout(resolve, 15));
  }
}
