import type { Log } from './log.ts';

export interface Rounds {
  /** There is something to do: looks at once, or once more when a round is under way. */
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

const afterErrorMs = 1000;

/** Calls `round` again and again, never two at once. An error is logged and the rounds go on. */
export function startRounds({ name, round, everyMs, log }: RoundsOptions): Rounds {
  let stopped = false;
  /** Somebody woke the rounds while one was under way, which may have looked too early. */
  let again = false;
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
      again = false;
      return (await round()) || again ? 0 : everyMs;
    } catch (error) {
      if (!stopped) log.error({ err: error, rounds: name }, 'a round failed and will be tried again');
      again = false;
      return afterErrorMs;
    }
  }

  async function go(): Promise<void> {
    while (!stopped) {
      const wait = await once();
      if (!stopped && wait > 0 && !again) await pause(wait);
    }
  }
  const ended = go();

  return {
    wake() {
      again = true;
      rouse();
    },
    async stop() {
      stopped = true;
      rouse();
      await ended;
    },
  };
}
