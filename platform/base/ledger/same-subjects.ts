import { hash } from 'node:crypto';

/** Subjects of an entry, by the entry that has them in the index. */
export interface Known {
  readonly first: number;
  readonly count: number;
  /** The digest of them together that the entry bears. */
  readonly together: string;
}

/** Of fewer characters, a name is not worth a place: a row of the index for each subject is as cheap. */
const leastLength = 512;
const mostKnown = 20_000;

/** What stands for the subjects of an entry as they were told; undefined where there are few of them. */
export const subjectsName = (line: string): string | undefined =>
  line.length < leastLength ? undefined : hash('sha256', line, 'binary');

/**
 * Which entries have which subjects, of those that this process has sealed: what is forgotten is indexed once more, so
 * nothing depends on what is known here. Bounded; what was asked for longest ago goes first.
 */
export class KnownSubjects {
  readonly #known = new Map<string, Known>();

  find(name: string): Known | undefined {
    const known = this.#known.get(name);
    if (!known) return undefined;
    this.#known.delete(name);
    this.#known.set(name, known);
    return known;
  }

  /** Of a batch that has been committed. */
  keep(fresh: ReadonlyMap<string, Known>): void {
    for (const [name, known] of fresh) this.#known.set(name, known);
    for (const name of this.#known.keys()) {
      if (this.#known.size <= mostKnown) return;
      this.#known.delete(name);
    }
  }

  forget(): void {
    this.#known.clear();
  }
}
