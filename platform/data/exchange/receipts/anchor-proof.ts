import { z } from 'zod';
import { verifyEvidence, type Trust } from '#platform/base/ledger';
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

/** Evidence of the ledger's entry that names a checkpoint, and what the reader knows of the ledger from elsewhere. */
export interface Ledger {
  readonly evidence: unknown;
  readonly trust: Trust;
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

/** Whether evidence from the ledger is whole, of the ledger that the reader knows, and of an entry that names this checkpoint. */
function isEntered({ checkpoint }: Anchor, { evidence, trust }: Ledger): boolean {
  if (verifyEvidence(evidence, trust).length > 0) return false;
  const { body } = (evidence as { entry: { body: string } }).entry;
  const read = Entered.safeParse(parsed(body));
  return read.success && read.data.detail.checkpoint === digestOfCheckpoint(checkpoint);
}

/**
 * What is wrong with the way from a head up to its checkpoint, and from there into the ledger.
 * @param ledger its evidence, where the reader holds it
 */
export function faultsOfAnchor(
  head: Head,
  anchor: Anchor | undefined,
  ledger: Ledger | undefined,
): AnchorFault[] {
  if (!anchor) return ledger === undefined ? [] : ['ledger-foreign'];
  const found: readonly (readonly [AnchorFault, boolean])[] = [
    ['anchor-unsigned', isCheckpointSigned(anchor.checkpoint)],
    ['anchor-foreign', standsUnder(head, anchor)],
    ['ledger-foreign', ledger === undefined || isEntered(anchor, ledger)],
  ];
  return found.filter(([, holds]) => !holds).map(([fault]) => fault);
}
