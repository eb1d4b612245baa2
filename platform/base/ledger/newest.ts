import type { Db } from '#kernel/db';
import type { SignedHead } from './contract.ts';
import { findLatestHeads } from './store.ts';

/** The newest signed head that the snapshot of this transaction has. */
export async function findNewestHead(tx: Db): Promise<SignedHead | undefined> {
  const [head] = await findLatestHeads(tx, 1);
  return head && { size: head.size, root: head.root, at: head.at, key: head.key, signature: head.signature };
}
