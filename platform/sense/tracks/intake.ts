import type { Services } from '#kernel/context';
import { daysNotSeen, forgetDays, makeDays } from './days-store.ts';
import { copyIncoming, takeIncoming } from './intake-store.ts';
import { addDays, dayOf } from './rules.ts';
import { keepDays } from './settings-store.ts';
import type { NewPosition } from './shapes.ts';

type Needed = Pick<Services, 'store' | 'clock'>;

/** A terminal's clock may be so much ahead of ours. */
const aheadMs = 10 * 60_000;
const mostRows = 5000;

/** Whether a position's time is one that can be kept. */
async function timeFits({ store, clock }: Needed): Promise<(position: NewPosition) => boolean> {
  const now = clock.now().getTime();
  const oldest = addDays(dayOf(now), -(await keepDays(store.db)));
  return ({ at }) => Date.parse(at) <= now + aheadMs && dayOf(at) >= oldest;
}

async function write({ store, clock }: Needed, positions: readonly NewPosition[]): Promise<void> {
  const now = clock.now().toISOString();
  const days = [...new Set(positions.map(({ at }) => dayOf(at)))].toSorted();
  const missing = await daysNotSeen(store, store.db, days);
  if (missing.length > 0) await store.transaction((tx) => makeDays(tx, missing, now));
  await store.transaction(async (tx) => {
    await copyIncoming(store, tx, positions);
    await takeIncoming(tx, now);
  });
}

interface Waiting {
  readonly positions: readonly NewPosition[];
  readonly done: (kept: readonly boolean[]) => void;
  readonly failed: (error: unknown) => void;
}

/** What comes while one batch is being written goes together into the next: many terminals, one COPY. */
class Intake {
  readonly #services: Needed;
  #waiting: Waiting[] = [];
  #busy = false;

  constructor(services: Needed) {
    this.#services = services;
  }

  take(positions: readonly NewPosition[]): Promise<readonly boolean[]> {
    return new Promise((done, failed) => {
      this.#waiting.push({ positions, done, failed });
      if (!this.#busy) void this.#work();
    });
  }

  async #work(): Promise<void> {
    this.#busy = true;
    while (this.#waiting.length > 0) await this.#batch(this.#next());
    this.#busy = false;
  }

  #next(): Waiting[] {
    let rows = 0;
    const end = this.#waiting.findIndex(({ positions }) => (rows += positions.length) > mostRows);
    const some = this.#waiting.slice(0, end < 0 ? undefined : Math.max(1, end));
    this.#waiting = this.#waiting.slice(some.length);
    return some;
  }

  async #batch(some: readonly Waiting[]): Promise<void> {
    try {
      const fits = await timeFits(this.#services);
      const kept = some.map(({ positions }) => positions.map(fits));
      const all = some.flatMap(({ positions }, index) => positions.filter((_, at) => kept[index]?.[at]));
      if (all.length > 0) await write(this.#services, all);
      some.forEach(({ done }, index) => done(kept[index] ?? []));
    } catch (error) {
      // A day may have been dropped by another process: it is looked up anew.
      forgetDays(this.#services.store);
      // What cannot be written must not take the others with it.
      if (some.length > 1) for (const each of some) await this.#batch([each]);
      else some[0]?.failed(error);
    }
  }
}

const intakes = new WeakMap<object, Intake>();

/**
 * Takes positions in, in any order, late or twice. Resolves when they are committed.
 * @returns for each whether it is kept; one whose own time lies ahead or before all kept days is not
 */
export function takePositions(
  services: Needed,
  positions: readonly NewPosition[],
): Promise<readonly boolean[]> {
  const intake = intakes.get(services.store) ?? new Intake(services);
  intakes.set(services.store, intake);
  return intake.take(positions);
}
