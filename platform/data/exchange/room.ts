import { Problem } from '#kernel/problem';
import { texts } from './texts.ts';

interface Measures {
  /** Rows that are held at once, of all agreements. */
  readonly most: number;
  /** Of one of them: whoever reads slowly does not keep the others out. */
  readonly mostOfOne: number;
  /** How long somebody waits for room. */
  readonly patienceMs: number;
}

interface Waiting {
  readonly of: string;
  readonly rows: number;
  enter(place: Place): void;
}

/** Room that somebody has. */
export interface Place {
  /** There are fewer rows than it was taken for. */
  shrink(rows: number): void;
  /** Gives it back; once more is no harm. */
  free(): void;
}

const busySeconds = 10;
const busy = (): Problem => new Problem(429, 'exchange.busy', texts.busy, { retryAfter: busySeconds });

/** Bounds what great reads hold in memory at once; whoever comes first enters first. */
export class Room {
  readonly #measures: Measures;
  readonly #held = new Map<string, number>();
  #sum = 0;
  #waiting: Waiting[] = [];

  constructor(measures: Measures) {
    this.#measures = measures;
  }

  #isFull({ of, rows }: Waiting): boolean {
    return (this.#held.get(of) ?? 0) + rows > this.#measures.mostOfOne;
  }

  #add(of: string, rows: number): void {
    const own = (this.#held.get(of) ?? 0) + rows;
    this.#sum += rows;
    if (own > 0) this.#held.set(of, own);
    else this.#held.delete(of);
  }

  #place({ of, rows: taken }: Waiting): Place {
    let held = taken;
    const shrink = (rows: number): void => {
      const less = held - Math.min(held, rows);
      held -= less;
      this.#add(of, -less);
      if (less > 0) this.#letIn();
    };
    return { shrink, free: () => shrink(0) };
  }

  /** Whoever waits for an agreement that has its part keeps nobody else waiting; for the rest the first is the first. */
  #letIn(): void {
    for (const each of this.#waiting) {
      if (this.#isFull(each)) continue;
      if (this.#sum + each.rows > this.#measures.most) return;
      this.#waiting = this.#waiting.filter((other) => other !== each);
      this.#add(each.of, each.rows);
      each.enter(this.#place(each));
    }
  }

  /**
   * @param of the agreement
   * @param rows that will be held at most; more than one agreement may ever hold is as much as it may
   * @throws Problem 429 `exchange.busy` when there is none for too long
   */
  take(of: string, rows: number): Promise<Place> {
    return new Promise((enter, refuse) => {
      const mine: Waiting = {
        of,
        rows: Math.min(rows, this.#measures.mostOfOne),
        enter: (place) => {
          clearTimeout(timer);
          enter(place);
        },
      };
      const timer = setTimeout(() => {
        this.#waiting = this.#waiting.filter((other) => other !== mine);
        refuse(busy());
      }, this.#measures.patienceMs);
      this.#waiting.push(mine);
      this.#letIn();
    });
  }
}
