import { isInBackground } from '../background.ts';

/** So many statements of people pass before background work that waits has a turn: it is slow, but it comes to its end. */
const passing = 50;
/** After a statement of theirs people are given so long to ask the next one of the same page. */
const graceMs = 5;

type Begin = () => void;

/** Who has the one session next: people before background work, each in the order of asking. */
export class Turns {
  readonly #people: Begin[] = [];
  readonly #work: Begin[] = [];
  /** Turns of people since the last one of background work. */
  #passed = 0;
  #taken = false;
  #grace: NodeJS.Timeout | undefined;

  /** Waits for a turn; whoever has had it calls `next`. */
  async take(): Promise<void> {
    const work = isInBackground();
    if (this.#taken && (work || this.#grace === undefined)) {
      const { promise, resolve } = Promise.withResolvers<void>();
      (work ? this.#work : this.#people).push(resolve);
      return promise;
    }
    clearTimeout(this.#grace);
    this.#grace = undefined;
    this.#taken = true;
    this.#passed = work ? 0 : this.#passed + 1;
    return undefined;
  }

  next(): void {
    const person = this.#work.length > 0 && this.#passed >= passing ? undefined : this.#people.shift();
    if (person) {
      this.#passed += 1;
      return person();
    }
    if (this.#passed === 0 || this.#passed >= passing || this.#work.length === 0) return this.#nextWork();
    this.#grace = setTimeout(() => {
      this.#grace = undefined;
      this.#nextWork();
    }, graceMs);
    return undefined;
  }

  #nextWork(): void {
    const work = this.#work.shift();
    if (work) {
      this.#passed = 0;
      return work();
    }
    this.#taken = false;
    return undefined;
  }
}
