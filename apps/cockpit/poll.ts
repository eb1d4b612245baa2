export interface Polling<T> {
  readonly ask: (signal: AbortSignal) => Promise<T>;
  /** Pause between an answer and the next question, as it is when the answer has come. */
  readonly everyMs: () => number;
  /** A question without an answer for so long counts as lost. */
  readonly timeoutMs: number;
  readonly answered: (answer: T) => void;
  readonly lost: (error: unknown) => void;
}

export interface Poll {
  /** Asks after so long, instead of at the end of the pause; one question under way is enough, and another follows it. */
  wake(afterMs: number): void;
  /** Ends it and breaks off the question under way. */
  stop(): void;
}

/**
 * Asks again and again, never two questions at once. One timer and one abort controller are alive at any time, so it may
 * run for months.
 */
export function startPolling<T>({ ask, everyMs, timeoutMs, answered, lost }: Polling<T>): Poll {
  let stopped = false;
  let timer: ReturnType<typeof setTimeout> | undefined;
  let asking: AbortController | undefined;
  let again: number | undefined;

  function next(afterMs: number): void {
    clearTimeout(timer);
    if (!stopped) timer = setTimeout(() => void round(), afterMs);
  }

  async function round(): Promise<void> {
    const controller = new AbortController();
    asking = controller;
    const late = setTimeout(() => controller.abort(), timeoutMs);
    try {
      const answer = await ask(controller.signal);
      if (!stopped) answered(answer);
    } catch (error) {
      if (!stopped) lost(error);
    } finally {
      clearTimeout(late);
      asking = undefined;
      next(again ?? everyMs());
      again = undefined;
    }
  }

  void round();
  return {
    wake(afterMs) {
      if (asking) again = afterMs;
      else next(afterMs);
    },
    stop() {
      stopped = true;
      clearTimeout(timer);
      asking?.abort();
    },
  };
}
