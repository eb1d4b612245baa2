/** Somebody who listens: gets every beat as it stands. */
export type Listener = (beat: string) => void;

export interface Beating {
  readonly everyMs: number;
  readonly mostListeners: number;
  /** The beat of this moment. One is asked at a time, however many listen. */
  readonly ask: () => Promise<string>;
  /** Told when a beat could not be asked: it falls out, and whoever listens goes over to asking. */
  readonly missed: (error: unknown) => void;
}

export interface Beats {
  /** @returns leaves again; undefined when too many listen */
  join(listener: Listener): (() => void) | undefined;
  readonly listeners: number;
  /** Beats now, beside the rhythm; ends when whoever listens was told. */
  beat(): Promise<void>;
}

/**
 * One heart for all who listen: it beats only while somebody does, keeps the last beat for whoever comes next, and nothing
 * else, so it may run for months.
 */
export function beatsOf({ everyMs, mostListeners, ask, missed }: Beating): Beats {
  const listeners = new Set<Listener>();
  let timer: ReturnType<typeof setInterval> | undefined;
  let last: string | undefined;
  let asking = false;

  async function beat(): Promise<void> {
    if (asking) return;
    asking = true;
    try {
      last = await ask();
      for (const listener of listeners) listener(last);
    } catch (error) {
      missed(error);
    } finally {
      asking = false;
    }
  }

  return {
    get listeners() {
      return listeners.size;
    },
    beat,
    join(listener) {
      if (listeners.size >= mostListeners) return undefined;
      listeners.add(listener);
      if (timer === undefined) {
        timer = setInterval(() => void beat(), everyMs);
        timer.unref();
        void beat();
      } else if (last !== undefined) listener(last);
      return () => {
        if (!listeners.delete(listener) || listeners.size > 0) return;
        clearInterval(timer);
        timer = undefined;
        last = undefined;
      };
    },
  };
}
