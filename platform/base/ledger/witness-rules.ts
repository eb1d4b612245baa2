import { isSigned, type Head } from './head.ts';
import { verifyConsistency } from '#engines/merkle';

/** What a witness says of a head: it is new and grows from the last, it was known, or it contradicts. */
export type Judgement = 'new' | 'known' | 'unsigned' | 'forked' | 'cut' | 'unproven';

export interface Told {
  readonly head: Head;
  /** From which size on the proof shows that the log has only grown; 0 for none. */
  readonly first: number;
  /** Hex. */
  readonly proof: readonly string[];
}

const bytes = (hex: string): Buffer => Buffer.from(hex, 'hex');

function grows(last: Head, { head, first, proof }: Told): Judgement {
  // The sender's picture of what was last said here is old: it may send again, nothing is wrong yet.
  if (first !== last.size) return 'unproven';
  const whole = verifyConsistency({
    first: last.size,
    firstRoot: bytes(last.root),
    second: head.size,
    secondRoot: bytes(head.root),
    proof: proof.map(bytes),
  });
  return whole ? 'new' : 'forked';
}

/**
 * A witness remembers the last head of each log and takes another only with the proof that the log has only grown.
 * @param last what was last taken of this log
 * @param sameSize a head of the same size that was taken before
 */
export function judge(told: Told, last: Head | undefined, sameSize: Head | undefined): Judgement {
  const { head } = told;
  if (!isSigned(head)) return 'unsigned';
  if (sameSize) return sameSize.root === head.root ? 'known' : 'forked';
  if (!last) return 'new';
  return head.size < last.size ? 'cut' : grows(last, told);
}
