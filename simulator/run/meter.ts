import type { Context } from '#kernel/context';
import { serverMeterOf } from './server-cpu.ts';
import { postmasterOf, runningKinds } from './work-store.ts';

/** What one stage of a run has cost. */
export interface Spent {
  /** Name of a kind of job, or what `enter` said. */
  readonly stage: string;
  readonly seconds: number;
  /** Of this process, all its threads. */
  readonly cpuSeconds: number;
  /** Of PostgreSQL; undefined where it cannot be read. */
  readonly serverSeconds: number | undefined;
}

export interface Meter {
  /** Says what goes on while no job runs. */
  enter(stage: string): void;
  /** Ends it. @returns the stages in the order in which they began */
  stop(): Promise<Spent[]>;
}

interface Reading {
  readonly at: number;
  readonly cpu: number;
  readonly server: number;
}

const everyMs = 200;

/**
 * Looks five times a second which jobs run and shares among them what was spent since: of two that run side by side
 * each is given half. What is spent while none runs belongs to what `enter` said.
 */
export async function startMeter(context: Context): Promise<Meter> {
  const { db } = context;
  const postmaster = await postmasterOf(db).catch(() => undefined);
  const server = postmaster === undefined ? undefined : await serverMeterOf(postmaster);
  const spent = new Map<string, { seconds: number; cpuSeconds: number; serverSeconds: number }>();
  let between = 'start';
  let stopped = false;

  const read = async (): Promise<Reading> => {
    const { userCPUTime, systemCPUTime } = process.resourceUsage();
    return {
      at: performance.now() / 1000,
      cpu: (userCPUTime + systemCPUTime) / 1e6,
      server: (await server?.()) ?? 0,
    };
  };
  let last = await read();

  async function look(): Promise<void> {
    const before = between;
    const kinds = await runningKinds(db);
    const now = await read();
    const stages = kinds.length > 0 ? kinds : [before];
    for (const stage of stages) {
      const sum = spent.get(stage) ?? { seconds: 0, cpuSeconds: 0, serverSeconds: 0 };
      sum.seconds += (now.at - last.at) / stages.length;
      sum.cpuSeconds += (now.cpu - last.cpu) / stages.length;
      sum.serverSeconds += (now.server - last.server) / stages.length;
      spent.set(stage, sum);
    }
    last = now;
  }

  async function go(): Promise<void> {
    while (!stopped) {
      await look();
      await new Promise((resolve) => setTimeout(resolve, everyMs));
    }
  }
  const going = go();
  // Told by `stop`; until then nobody listens.
  going.catch(() => undefined);

  return {
    enter: (stage) => {
      between = stage;
    },
    async stop() {
      stopped = true;
      await going;
      await look();
      return [...spent].map(([stage, sum]) => ({
        stage,
        ...sum,
        serverSeconds: server && sum.serverSeconds,
      }));
    },
  };
}
