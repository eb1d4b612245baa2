import { AsyncLocalStorage } from 'node:async_hooks';

/**
 * Lets at most `most` pieces of work run at once, first come first served. Work inside other work shares its
 * place: were it to wait for one of its own, all places could wait for each other forever.
 */
export function places(most: number): <T>(work: () => Promise<T>, signal?: AbortSignal) => Promise<T> {
  const holding = new AsyncLocalStorage<true>();
  const waiting = new Set<() => void>();
  let free = most;

  function take(signal: AbortSignal | undefined): Promise<void> {
    signal?.throwIfAborted();
    if (free > 0) {
      free--;
      return Promise.resolve();
    }
    return new Promise((resolve, reject) => {
      const enter = () => {
        signal?.removeEventListener('abort', leave);
        resolve();
      };
      const leave = () => {
        waiting.delete(enter);
        reject(signal?.reason as Error);
      };
      waiting.add(enter);
      signal?.addEventListener('abort', leave, { once: true });
    });
  }

  function give(): void {
    const [next] = waiting;
    if (!next) {
      free++;
      return;
    }
    waiting.delete(next);
    next();
  }

  return async (work, signal) => {
    if (holding.getStore()) return work();
    await take(signal);
    try {
      return await holding.run(true, work);
    } finally {
      give();
    }
  };
}
