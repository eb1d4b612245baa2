import { inForeground } from './background.ts';
import { storeProblem } from './store-problem.ts';
import type { Db } from './store.ts';

/** Asks one statement about several items; answers in their order. Failing, it must have changed nothing. */
export type AskTogether<T, R> = (db: Db, items: readonly T[]) => Promise<readonly R[]>;

interface Waiting<T, R> {
  readonly item: T;
  readonly done: (answer: R) => void;
  readonly failed: (error: unknown) => void;
}

export interface Lanes {
  /** How many statements may be under way at once. */
  readonly lanes: number;
  /** How many items go with one statement. */
  readonly most: number;
}

/**
 * A connection that was lost does not tell whether the statement was done: to ask again might do it twice. And what waited
 * to its limit for a lock would wait as long again, each alone, while everybody behind it waits for all of them.
 */
const endsAll: ReadonlySet<string | undefined> = new Set(['store.unavailable', 'store.timeout']);

/** What comes while statements are under way goes with the next one, in the order in which it came. */
export class Together<T, R> {
  readonly #db: Db;
  readonly #ask: AskTogether<T, R>;
  readonly #lanes: Lanes;
  #waiting: Waiting<T, R>[] = [];
  #busy = 0;

  constructor(db: Db, ask: AskTogether<T, R>, lanes: Lanes) {
    this.#db = db;
    this.#ask = ask;
    this.#lanes = lanes;
  }

  add(item: T): Promise<R> {
    return new Promise<R>((done, failed) => {
      this.#waiting.push({ item, done, failed });
      if (this.#busy < this.#lanes.lanes) void this.#work();
    });
  }

  async #work(): Promise<void> {
    this.#busy += 1;
    const { most } = this.#lanes;
    while (this.#waiting.length > 0) {
      const some = this.#waiting.slice(0, most);
      this.#waiting = this.#waiting.slice(most);
      await this.#settle(some);
    }
    this.#busy -= 1;
  }

  async #settle(some: readonly Waiting<T, R>[]): Promise<void> {
    try {
      const answers = await inForeground(() =>
        this.#ask(
          this.#db,
          some.map(({ item }) => item),
        ),
      );
      for (const [index, { done }] of some.entries()) done(answers[index] as R);
    } catch (error) {
      if (some.length === 1 || endsAll.has(storeProblem(error)?.code))
        for (const { failed } of some) failed(error);
      // One that cannot be done must not take the others with it.
      else for (const each of some) await this.#settle([each]);
    }
  }
}
