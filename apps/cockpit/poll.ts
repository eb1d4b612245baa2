export interface Polling<T> {
  readonly ask: (signal: AbortSignal) => Promise<T>;
  /** Pause between an answer and the next question. */
  readonly everyMs: number;
  /** A question without an answer for so long counts as lost. */
  readonly timeoutMs: number;
  readonly answered: (answer: T) => void;
  readonly lost: (error: unknown) => void;
}

/**
 * Asks again and again, never two questions at once. One timer and one abort controller are alive at any time, so it may
 * run for months.
 * @returns stops it and breaks off the question under way
 */
export function startPolling<T>({ ask, everyMs, timeoutMs, answered, lost }: Polling<T>): () => void {
  let stopped = false;
  let timer: ReturnType<typeof setTimeout> | undefined;
  let asking: AbortController | undefined;

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
      if (!stopped) timer = setTimeout(() => void round(), everyMs);
    }
  }

  void round();
  return () => {
    stopped = true;
    clearTimeout(timer);
    asking?.abort();
  };
}
