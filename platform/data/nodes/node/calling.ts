import type { Context } from '#kernel/context';
import { channelsOf } from '../log/log-store.ts';
import { sentSoFar } from './file-store.ts';
import { callCity, codeOf } from './round.ts';
import { followed } from './rows-store.ts';
import { findSays, findSelf } from './self.ts';
import { settleFiles, watch } from './watching.ts';

export interface Calling {
  /** No further call; resolves when the running one has ended. */
  stop(): Promise<void>;
}

export interface CallingOptions {
  /** Between looks into the folder. */
  readonly lookMs?: number;
  /** Between calls when nothing waits. */
  readonly callMs?: number;
  /** Longest pause after calls that failed. */
  readonly mostMs?: number;
}

/** No lease is to end between two calls. */
async function pauseFor(context: Context, callMs: number): Promise<number> {
  if ((await followed(context.db)).every(({ state }) => state === 'deleted')) return callMs;
  return Math.min(callMs, ((await findSays(context))?.leaseSeconds ?? 300) * 250);
}

/** Looks into the folder and calls the city, again and again; after a failure later and later. */
export function startCalling(context: Context, options: CallingOptions = {}): Calling {
  const { lookMs = 2000, callMs = 20_000, mostMs = 60_000 } = options;
  const stopping = new AbortController();
  const seen = new Map<string, string>();
  let rouse = (): void => undefined;
  const pause = (milliseconds: number) =>
    new Promise<void>((resolve) => {
      const timer = setTimeout(resolve, milliseconds);
      rouse = () => {
        clearTimeout(timer);
        resolve();
      };
    });

  /** Heard since this start: a node that was restored from before must not give a number twice. */
  let heard = false;

  /** @returns how many envelopes wait */
  async function look(): Promise<number> {
    const self = await findSelf(context);
    if (!self) return 0;
    const datasets = (await findSays(context))?.datasets ?? self.certificate.datasets;
    const { node } = self.certificate;
    if (heard || self.city === '') await watch(context, { node, datasets, before: seen });
    // Handed in once more just as it was, a file is on its way already, or there.
    for (const { channel, acknowledged } of await channelsOf(context.db, node, 'up/delivery/'))
      await settleFiles(context, channel, acknowledged);
    return (await sentSoFar(context.db, node)).reduce((sum, { waiting }) => sum + waiting, 0);
  }

  let failures = 0;

  /** @returns milliseconds until the next call is due */
  async function call(): Promise<number> {
    try {
      heard = (await callCity(context, stopping.signal)) !== undefined || heard;
      failures = 0;
      return await pauseFor(context, callMs);
    } catch (error) {
      failures += 1;
      if (!stopping.signal.aborted)
        context.log.warn({ code: codeOf(error), failures }, 'the city was not reached');
      return Math.min(mostMs, Math.min(500, callMs) * 2 ** Math.min(failures, 10));
    }
  }

  async function go(): Promise<void> {
    let due = 0;
    while (!stopping.signal.aborted) {
      const waiting = await look().catch((error: unknown) => {
        context.log.error({ err: error }, 'the folder could not be read');
        return 0;
      });
      if (performance.now() >= due || (waiting > 0 && failures === 0))
        due = performance.now() + (await call());
      if (!stopping.signal.aborted) await pause(Math.max(10, Math.min(lookMs, due - performance.now())));
    }
  }
  const ended = go();

  return {
    async stop() {
      stopping.abort();
      rouse();
      await ended;
    },
  };
}
