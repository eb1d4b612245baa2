import type { Log } from './log.ts';

export interface Rounds {
  /** Something may soon be there to do: looks at once, and often for a while, since the one who says so may not have committed yet. */
  wake(): void;
  /** No new round; resolves when the running one has ended. */
  stop(): Promise<void>;
}

export interface RoundsOptions {
  /** For the log. */
  readonly name: string;
  /** Looks for work and does some; true when there may be more at once. */
  round(): Promise<boolean>;
  readonly everyMs: number;
  readonly log: Log;
}

const quickMs = 25;
const hurryMs = 2000;
const afterErrorMs = 1000;

/** Calls `round` again and again, never two at once. An error is logged and the rounds go on. */
export function startRounds({ name, round, everyMs, log }: RoundsOptions): Rounds {
  let stopped = false;
  let hurryUntil = 0;
  let rouse = (): void => undefined;

  const pause = (milliseconds: number) =>
    new Promise<void>((resolve) => {
      const timer = setTimeout(resolve, milliseconds);
      rouse = () => {
        clearTimeout(timer);
        resolve();
      };
    });

  async function once(): Promise<number> {
    try {
      if (await round()) return 0;
      return performance.now() < hurryUntil ? Math.min(quickMs, everyMs) : everyMs;
    } catch (error) {
      if (!stopped) log.error({ err: error, rounds: name }, 'a round failed and will be tried again');
      return afterErrorMs;
    }
  }

  async function go(): Promise<void> {
    while (!stopped) {
      const wait = await once();
      if (!stopped && wait > 0) await pause(wait);
    }
  }
  const ended = go();

  return {
    wake() {
      hurryUntil = performance.now() + hurryMs;
      rouse();
    },
    async stop() {
      stopped = true;
      rouse();
      await ended;
    },
  };
}
