import { inclusionProofs, verifyInclusion, type Hash } from '#engines/merkle';
import type { Db } from '#kernel/db';
import { CheckpointBody, type Anchor, type Checkpoint } from './checkpoint.ts';
import { checkpointOf, findDigests, type CheckpointRow } from './checkpoint-store.ts';
import { treeOf } from './head.ts';

const checkpointIn = ({ body, signature }: CheckpointRow): Checkpoint => ({
  ...CheckpointBody.parse(JSON.parse(body)),
  signature,
});

interface Tree {
  readonly leaves: readonly Hash[];
  readonly pathTo: (index: number) => Hash[];
}

/**
 * Trees of the checkpoints that were asked for last, by the checkpoint's digest: 4,096 leaves with all above them are about a
 * megabyte. What a digest stands for never changes, whichever database it is in.
 */
const mostKept = 8;
const kept = new Map<string, Tree>();

function keep(digest: string, tree: Tree): void {
  kept.delete(digest);
  kept.set(digest, tree);
  const [oldest] = kept.keys();
  if (kept.size > mostKept && oldest !== undefined) kept.delete(oldest);
}

/** Whether a tree is the one that the checkpoint signs: one path that leads to its root shows it of all leaves together. */
function isSigned({ leaves, pathTo }: Tree, { root, suite }: Checkpoint): boolean {
  const [leaf] = leaves;
  if (!leaf) return false;
  const claim = { leaf, index: 0, size: leaves.length, root: Buffer.from(root, 'hex'), proof: pathTo(0) };
  return leaves.length > 1 && verifyInclusion(claim, treeOf(suite).node);
}

async function treeUnder(db: Db, row: CheckpointRow, checkpoint: Checkpoint): Promise<Tree> {
  const known = kept.get(row.digest);
  if (known) {
    keep(row.digest, known);
    return known;
  }
  const { leaf, node } = treeOf(checkpoint.suite);
  const leaves = (await findDigests(db, row.first, row.last)).map((digest) => leaf(digest));
  const tree = { leaves, pathTo: inclusionProofs(leaves, node) };
  // What somebody has altered in the database is given as it is, and not kept beyond its mending.
  if (isSigned(tree, checkpoint)) keep(row.digest, tree);
  return tree;
}

/** The ways from the heads of batches up to their checkpoints; none for a batch over which none stands yet. */
export async function anchorsOf(db: Db, batches: readonly number[]): Promise<Map<number, Anchor>> {
  const anchors = new Map<number, Anchor>();
  let row: CheckpointRow | undefined;
  for (const batch of batches.toSorted((a, b) => a - b)) {
    if (!row || batch > row.last) row = await checkpointOf(db, batch);
    if (!row) return anchors;
    const checkpoint = checkpointIn(row);
    const path = (await treeUnder(db, row, checkpoint)).pathTo(batch - row.first);
    anchors.set(batch, { checkpoint, path: path.map((hash) => Buffer.from(hash).toString('hex')) });
  }
  return anchors;
}
