import { setImmediate } from 'node:timers/promises';
import { z } from 'zod';
import { rootOf } from '#engines/merkle';
import type { Context } from '#kernel/context';
import type { Db } from '#kernel/db';
import { Problem } from '#kernel/problem';
import { fill } from '#kernel/texts';
import { entriesOf } from '#platform/base/ledger';
import { texts } from '../texts.ts';
import {
  digestOfBody,
  digestOfHead,
  firstPrevious,
  HeadBody,
  isHeadSigned,
  treeOf,
  type Head,
} from './head.ts';
import { Hex } from './receipt.ts';
import { CheckpointBody, checkpointResource } from './checkpoint.ts';
import { findCheckpoints, findDigests } from './checkpoint-store.ts';
import { findHeads } from './store.ts';

const page = 1000;

async function digestBefore(db: Db, batch: number): Promise<string> {
  if (batch <= 1) return firstPrevious;
  return (await findDigests(db, batch - 1, batch - 1))[0] ?? '';
}

/** Signatures that are checked before others are served: one of SM2 takes some milliseconds. */
const atATime = 20;

function headOf(body: string, signature: string): Head | undefined {
  try {
    return { ...HeadBody.parse(JSON.parse(body)), signature };
  } catch {
    return undefined;
  }
}

/** Signed by one of those; any head where none are named. */
const isBy = (head: Head, keys: ReadonlySet<string> | undefined): boolean =>
  keys === undefined || (keys.has(head.key) && isHeadSigned(head));

const follows = (
  head: Head,
  kept: { readonly batch: number; readonly digest: string },
  previous: string,
): boolean => head.batch === kept.batch && head.previous === previous && digestOfHead(head) === kept.digest;

interface Looked {
  readonly first: number;
  readonly last: number;
  /** Keys by one of which each head must be signed; signatures are not looked at where absent. */
  readonly signedBy?: ReadonlySet<string>;
}

/** The first batch between two, both included, that is missing, not signed, or does not follow the one before. */
export async function firstBreak(db: Db, { first, last, signedBy }: Looked): Promise<number | undefined> {
  let previous = await digestBefore(db, first);
  let next = first;
  while (next <= last) {
    const rows = await findHeads(db, next, Math.min(page, last - next + 1));
    if (rows.length === 0) return next;
    for (const row of rows) {
      const head = headOf(row.body, row.signature);
      if (row.batch !== next || !head || !follows(head, row, previous) || !isBy(head, signedBy)) return next;
      if (next % atATime === 0) await setImmediate();
      previous = row.digest;
      next += 1;
    }
  }
  return undefined;
}

const Told = z.object({
  number: z.int(),
  from: z.int(),
  to: z.int(),
  root: Hex,
  checkpoint: Hex,
});
type Told = z.infer<typeof Told>;

/** What the ledger says of each checkpoint, the first first. */
async function toldByLedger(context: Context): Promise<Told[]> {
  const told: Told[] = [];
  for (let before: number | undefined; ;) {
    const entries = await entriesOf(context, { resource: checkpointResource, before, limit: page });
    for (const { detail } of entries) told.push(Told.parse(detail));
    const last = entries.at(-1);
    if (!last || entries.length < page) return told.toReversed();
    before = last.sequence;
  }
}

async function rootNow(db: Db, { from, to }: Told, suite: CheckpointBody['suite']): Promise<string> {
  const { leaf, node } = treeOf(suite);
  const leaves = (await findDigests(db, from, to)).map((digest) => leaf(digest));
  return Buffer.from(rootOf(leaves, 0, leaves.length, node)).toString('hex');
}

function suiteOf(body: string): CheckpointBody['suite'] | undefined {
  try {
    return CheckpointBody.parse(JSON.parse(body)).suite;
  } catch {
    return undefined;
  }
}

export interface ChainVerdict {
  readonly checkpoints: number;
  /** First checkpoint, by its number, that is not as the ledger says. */
  readonly altered?: number;
  /** First batch that does not follow the one before. */
  readonly broken?: number;
}

/**
 * Compares the whole chain of heads with what the ledger says of it. One who rewrites heads, signs them anew and makes other
 * checkpoints of them is found all the same: the ledger's entries stand under heads that others keep.
 */
export async function checkChain(context: Context): Promise<ChainVerdict> {
  const { db } = context;
  const told = await toldByLedger(context);
  const rows = new Map((await findCheckpoints(db)).map((row) => [row.number, row]));
  const checkpoints = told.length;
  for (const each of told) {
    const row = rows.get(each.number);
    if (!row) return { checkpoints, altered: each.number };
    const suite = suiteOf(row.body);
    const isSame =
      suite !== undefined &&
      row.digest === each.checkpoint &&
      digestOfBody(row.body, suite) === each.checkpoint;
    if (!isSame) return { checkpoints, altered: each.number };
    if ((await rootNow(db, each, suite)) !== each.root) return { checkpoints, altered: each.number };
    // Signatures were looked at before the ledger named the heads; since then their digests tell of any change.
    const broken = await firstBreak(db, { first: each.from, last: each.to });
    if (broken !== undefined) return { checkpoints, broken };
  }
  return rows.size === checkpoints ? { checkpoints } : { checkpoints, altered: checkpoints + 1 };
}

/** @throws Problem 409 `exchange.chain-altered`, `exchange.chain-broken` with the first that is wrong */
export function requireChain({ altered, broken }: ChainVerdict): void {
  if (altered !== undefined)
    throw new Problem(409, 'exchange.chain-altered', fill(texts.chainAltered, { checkpoint: altered }), {
      checkpoint: altered,
    });
  if (broken !== undefined)
    throw new Problem(409, 'exchange.chain-broken', fill(texts.chainBroken, { batch: broken }), {
      batch: broken,
    });
}
