import { createHash } from 'node:crypto';
import { createReadStream } from 'node:fs';
import { open } from 'node:fs/promises';
import { createInterface } from 'node:readline';
import { texts } from '../texts.ts';
import { refused } from './faults.ts';

/** A row of a snapshot: its key, one text, and a digest of all its values. */
interface Kept {
  readonly key: string;
  readonly digest: string;
}

/** Sorted by bytes of UTF-8, as the database sorts under the collation "C". */
const compare = (one: string, other: string): number =>
  one === other ? 0 : Buffer.compare(Buffer.from(one), Buffer.from(other));

const compareKeys = (one: string, other: string): number => {
  const left = JSON.parse(one) as string[];
  const right = JSON.parse(other) as string[];
  for (const [at, part] of left.entries()) {
    const order = compare(part, right[at] ?? '');
    if (order !== 0) return order;
  }
  return 0;
};

const digestOf = (cells: readonly (string | null)[]): string =>
  createHash('sha256').update(JSON.stringify(cells)).digest('base64url').slice(0, 22);

async function* keptRows(path: string | undefined): AsyncGenerator<Kept> {
  if (path === undefined) return;
  for await (const line of createInterface({ input: createReadStream(path) })) {
    const at = line.indexOf('\t');
    yield { digest: line.slice(0, at), key: line.slice(at + 1) };
  }
}

export interface Difference {
  /** Rows that were there before and are no longer. */
  gone: number;
}

interface Compared {
  /** Rows in the order of their keys, the key's parts behind the `columns` cells. */
  readonly rows: AsyncIterable<(string | null)[][]>;
  readonly columns: number;
  /** The snapshot before, or undefined. */
  readonly before: string | undefined;
  /** Where the present snapshot is written. */
  readonly now: string;
  readonly told: Difference;
}

function keyOf(row: readonly (string | null)[], columns: number): string {
  const parts = row.slice(columns);
  if (parts.includes(null)) throw refused(texts.faultKeyTwice);
  return JSON.stringify(parts);
}

function requireRising(last: string | undefined, keyed: readonly { readonly key: string }[]): void {
  let before = last;
  for (const { key } of keyed) {
    if (before !== undefined && compareKeys(before, key) >= 0) throw refused(texts.faultKeyTwice);
    before = key;
  }
}

/** The snapshot before, walked beside the present one. */
function walk(before: string | undefined, told: Difference) {
  const kept = keptRows(before);
  let old: Kept | undefined;
  const step = async () => {
    old = (await kept.next()).value as Kept | undefined;
  };
  const skip = async (isBefore: (kept: Kept) => boolean) => {
    while (old && isBefore(old)) {
      told.gone += 1;
      await step();
    }
  };
  /** Whether the row was there with the same values. */
  const has = async (key: string, digest: string): Promise<boolean> => {
    await skip((each) => compareKeys(each.key, key) < 0);
    if (old?.key !== key) return false;
    const same = old.digest === digest;
    await step();
    return same;
  };
  return {
    begin: step,
    /** Of these rows, in their order, those that were not there so. */
    async changed(rows: readonly (Kept & { readonly cells: (string | null)[] })[]) {
      const found: (string | null)[][] = [];
      for (const { key, digest, cells } of rows) if (!(await has(key, digest))) found.push(cells);
      return found;
    },
    end: async () => {
      await skip(() => true);
      await kept.return(undefined);
    },
  };
}

/**
 * Rows that are new or different since the snapshot before: both are sorted, so they are walked side by side and memory is one
 * piece of rows, whatever their number. Works on any view that can only be read.
 * @throws SourceFault when a key stands twice or is empty
 */
export async function* differing(compared: Compared): AsyncGenerator<(string | null)[]> {
  const { rows, columns, before, now, told } = compared;
  const old = walk(before, told);
  await old.begin();
  const out = await open(now, 'w');
  let last: string | undefined;
  try {
    for await (const piece of rows) {
      const keyed = piece.map((row) => ({ key: keyOf(row, columns), cells: row.slice(0, columns) }));
      requireRising(last, keyed);
      last = keyed.at(-1)?.key;
      const kept = keyed.map((each) => ({ ...each, digest: digestOf(each.cells) }));
      await out.appendFile(kept.map(({ key, digest }) => `${digest}\t${key}\n`).join(''));
      yield* await old.changed(kept);
    }
  } finally {
    await out.close();
    await old.end();
  }
}
