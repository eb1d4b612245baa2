import { z } from 'zod';
import { verifyEvidence } from '#platform/base/ledger';
import {
  checkpointResource,
  digestOfCheckpoint,
  isCheckpointSigned,
  standsUnder,
  type Anchor,
} from './checkpoint.ts';
import type { Head } from './head.ts';

export const anchorFaults = ['anchor-unsigned', 'anchor-foreign', 'ledger-foreign'] as const;
export type AnchorFault = (typeof anchorFaults)[number];

const Entered = z.object({
  resource: z.literal(checkpointResource),
  detail: z.object({ checkpoint: z.string() }),
});

/** Whether evidence from the ledger is whole and of an entry that names this checkpoint. */
function isEntered({ checkpoint }: Anchor, evidence: unknown): boolean {
  if (verifyEvidence(evidence).length > 0) return false;
  const { body } = (evidence as { entry: { body: string } }).entry;
  const read = Entered.safeParse(JSON.parse(body));
  return read.success && read.data.detail.checkpoint === digestOfCheckpoint(checkpoint);
}

/**
 * What is wrong with the way from a head up to its checkpoint, and from there into the ledger.
 * @param evidence of the ledger's entry, where the reader holds it
 */
export function faultsOfAnchor(head: Head, anchor: Anchor | undefined, evidence: unknown): AnchorFault[] {
  if (!anchor) return evidence === undefined ? [] : ['ledger-foreign'];
  const found: readonly (readonly [AnchorFault, boolean])[] = [
    ['anchor-unsigned', isCheckpointSigned(anchor.checkpoint)],
    ['anchor-foreign', standsUnder(head, anchor)],
    ['ledger-foreign', evidence === undefined || isEntered(anchor, evidence)],
  ];
  return found.filter(([, holds]) => !holds).map(([fault]) => fault);
}
