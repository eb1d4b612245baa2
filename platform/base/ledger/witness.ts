import { z } from 'zod';
import type { Context } from '#kernel/context';
import type { Config } from '#kernel/config';
import { SignedHead, SignedReceipt } from './contract.ts';
import { isReceiptSigned, openSigner, type Head } from './head.ts';
import { consistencyProof } from '#engines/merkle';
import type { Outside } from './outside.ts';
import * as store from './store.ts';
import { viewTree } from './tree-view.ts';
import { insertReceipt } from './witness-store.ts';

const timeoutMs = 10_000;

/** Another installation, or whatever else speaks the two calls, that remembers this log's heads. */
export interface Witness extends Outside {
  /** The largest size that it knows of this log; 0 for none. */
  lastSize(): Promise<number>;
  take(told: { head: Head; first: number; proof: readonly string[] }): Promise<SignedReceipt>;
}

/** Address and credentials of `https://id:secret@host/`. */
function reach(url: string): { name: string; base: string; headers: Record<string, string> } {
  const { username, password, origin, pathname } = new URL(url);
  const secret = Buffer.from(`${decodeURIComponent(username)}:${decodeURIComponent(password)}`);
  const base = origin + pathname.replace(/\/$/, '');
  return {
    name: base,
    base: `${base}/api/ledger/witness/heads`,
    headers: username === '' ? {} : { authorization: `Basic ${secret.toString('base64')}` },
  };
}

/** @param key of the own log */
export function httpWitness(url: string, key: string): Witness {
  const { name, base, headers } = reach(url);
  const ask = async (query: string, init: RequestInit = {}): Promise<unknown> => {
    const answer = await fetch(`${base}${query}`, {
      ...init,
      headers: { ...headers, 'content-type': 'application/json' },
      signal: AbortSignal.timeout(timeoutMs),
      redirect: 'error',
    });
    const text = await answer.text();
    if (!answer.ok) throw new Error(`${name}: ${answer.status} ${text.slice(0, 300)}`);
    return JSON.parse(text);
  };
  const heads = async (limit: number): Promise<Head[]> => {
    const found = await ask(`?key=${encodeURIComponent(key)}&limit=${limit}`);
    return z.object({ items: z.array(SignedHead) }).parse(found).items;
  };
  return {
    name,
    keepsAll: false,
    read: async () => ({ heads: (await heads(1000)).toReversed(), unreadable: [] }),
    lastSize: async () => (await heads(1))[0]?.size ?? 0,
    take: async (told) => SignedReceipt.parse(await ask('', { method: 'POST', body: JSON.stringify(told) })),
  };
}

export const witnessesOf = (config: Pick<Config, 'LEDGER_WITNESSES'>, key: string): readonly Witness[] =>
  (config.LEDGER_WITNESSES ?? '')
    .split(/\s+/)
    .filter((url) => url !== '')
    .map((url) => httpWitness(url, key));

/** That the tree of `second` begins with that of `first`, as the database has them now. */
export async function proveGrowth(context: Context, first: number, second: number): Promise<string[]> {
  if (first <= 0 || first >= second) return [];
  const root = await viewTree(context.db, second, [first - 1]);
  return consistencyProof(first, second, root).map((hash) => Buffer.from(hash).toString('hex'));
}

/**
 * Tells one witness of the newest head, with the proof that the log has only grown since what it last heard.
 * @returns the size that it now knows
 * @throws what the witness refuses: above all that the log contradicts what it said before
 */
export async function tell(context: Context, witness: Witness): Promise<number> {
  const [head] = await store.findLatestHeads(context.db, 1);
  if (!head) return 0;
  const first = await witness.lastSize();
  if (first === head.size) return first;
  if (first > head.size)
    throw new Error(`${witness.name} knows ${first} entries, here are ${head.size}: the log was cut`);
  const receipt = await witness.take({ head, first, proof: await proveGrowth(context, first, head.size) });
  if (receipt.root !== head.root || receipt.size !== head.size || !isReceiptSigned(receipt, head.key))
    throw new Error(`${witness.name} answered with a receipt for something else`);
  const { size, at, key, signature } = receipt;
  await insertReceipt(context.db, { witness: witness.name, size, at, key, signature });
  return head.size;
}

/** Tells every witness; one that fails does not keep the others from hearing. */
export async function tellAll(
  context: Context,
): Promise<{ name: string; size?: number; problem?: string }[]> {
  const { key } = await openSigner(context.config);
  const outcomes = [];
  for (const witness of witnessesOf(context.config, key))
    outcomes.push(
      await tell(context, witness).then(
        (size) => ({ name: witness.name, size }),
        (error: unknown) => ({ name: witness.name, problem: String(error) }),
      ),
    );
  return outcomes;
}
