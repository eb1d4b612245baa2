import type { Context } from '#kernel/context';
import type { Lake } from '#kernel/lake';
import { readGranted, type Source } from './granted-rows.ts';
import { Packing, type PackedRows } from './packed-rows.ts';
import type { InForce } from './standing.ts';

/** All agreements together, and the rows of one of them, in bytes. */
const mostHeld = 256 * 1024 ** 2;
const mostOfOne = 128 * 1024 ** 2;
/** What nobody has read for so long is let go. */
const idleMs = 600_000;

interface Holding {
  /** Terms, suite and state of the dataset: another text, other rows. */
  readonly of: string;
  reads: number;
  usedAt: number;
  rows?: PackedRows;
  bytes: number;
  isRead: boolean;
}

type Holdings = Map<string, Holding>;
const byLake = new WeakMap<Lake, Holdings>();

function holdingsOf({ lake }: Pick<Context, 'lake'>): Holdings {
  const known = byLake.get(lake) ?? new Map<string, Holding>();
  byLake.set(lake, known);
  return known;
}

/** Lets go of what is idle, and of what was used longest ago until the rest has room. */
function makeRoom(holdings: Holdings, now: number): void {
  let sum = 0;
  for (const [id, { usedAt, bytes }] of [...holdings].toSorted(([, a], [, b]) => b.usedAt - a.usedAt)) {
    sum += bytes;
    if (now - usedAt > idleMs || sum > mostHeld) holdings.delete(id);
  }
}

/** @returns whether they have room */
async function readAll(context: Context, source: Source, holding: Holding): Promise<boolean> {
  const packing = new Packing();
  const fits = await context.lake.session(async (session) => {
    for await (const rows of readGranted(session, source, { after: null })) {
      packing.add(rows);
      if (packing.bytes > mostOfOne) return false;
    }
    return true;
  });
  if (!fits) return false;
  holding.rows = packing.done();
  holding.bytes = packing.bytes;
  return true;
}

function begin(context: Context, source: Source, holding: Holding): void {
  holding.isRead = true;
  readAll(context, source, holding)
    .then(() => makeRoom(holdingsOf(context), performance.now()))
    .catch((error: unknown) => {
      context.log.warn({ err: error }, 'rows of an agreement could not be held');
    });
}

/**
 * The rows of an agreement as they leave, from memory, once it has been read by more than once and nothing has changed; undefined
 * while they are not there: then the lake is asked. Whether the agreement stands is another question, asked at each read.
 */
export function heldRows(
  context: Context,
  { terms, digest }: InForce,
  source: Source,
): PackedRows | undefined {
  const holdings = holdingsOf(context);
  const of = [digest, context.config.CRYPTO_SUITE, source.state].join('\n');
  const now = performance.now();
  const known = holdings.get(terms.id);
  const holding: Holding = known?.of === of ? known : { of, reads: 0, usedAt: now, bytes: 0, isRead: false };
  if (holding !== known) {
    makeRoom(holdings, now);
    holdings.set(terms.id, holding);
  }
  holding.reads += 1;
  holding.usedAt = now;
  if (!holding.isRead && holding.reads > 1) begin(context, source, holding);
  return holding.rows;
}

/** Lets go of the rows of an agreement by which nobody reads any longer. */
export const forgetRows = (context: Context, id: string): void => void holdingsOf(context).delete(id);
