import type { Decision, Difference, End, MediumState, SealState, State } from './names.ts';

/** One name for a number however it was written down: full width, blanks and small letters do not count. */
export const sameNumber = (written: string): string =>
  written.normalize('NFKC').replaceAll(/\s+/g, '').toUpperCase();

export interface Stated {
  /** SHA-256, hex. */
  readonly digest: string;
  readonly rows: number;
  readonly seal: SealState;
}

export interface Received {
  readonly digest: string;
  /** Null when it is no table that can be read. */
  readonly rows: number | null;
}

/** What of a file that was read is otherwise than its slip says. */
export function differencesOf(stated: Stated, received: Received): Difference[] {
  const rows: Difference[] = received.rows === stated.rows ? [] : ['rows'];
  return [
    ...(received.digest === stated.digest ? [] : (['digest'] as const)),
    ...(received.rows === null ? (['unreadable'] as const) : rows),
    ...(stated.seal === 'broken' ? (['seal'] as const) : []),
  ];
}

/** A file that is other than its slip says lies apart; nothing of it joins. */
export const afterReading = (found: readonly Difference[]): State =>
  found.length === 0 ? 'agreed' : 'quarantined';

export interface Deciding {
  readonly state: State;
  readonly differences: readonly Difference[];
  readonly decision: Decision;
  /** Who read the file in, and who decides. */
  readonly receivedBy: string | null;
  readonly by: string;
  /** What would still differ by a corrected slip. */
  readonly still: readonly Difference[];
}

export type Objection =
  | 'not-waiting'
  | 'same-hand'
  | 'not-acceptable'
  | 'still-differs'
  | 'not-decided'
  | 'medium-gone'
  | 'other-end';

const ofContent: ReadonlySet<Difference> = new Set(['digest', 'unreadable']);
const ofSlip: ReadonlySet<Difference> = new Set(['digest', 'rows', 'unreadable']);

/**
 * Why a decision cannot be taken. What has another digest is another file: no reason makes it the one that was sent, only a
 * corrected slip of the bureau does.
 */
export function decisionObjection(asked: Deciding): Objection | undefined {
  if (asked.state !== 'quarantined') return 'not-waiting';
  if (asked.receivedBy === asked.by) return 'same-hand';
  if (asked.decision === 'accept' && asked.differences.some((each) => ofContent.has(each)))
    return 'not-acceptable';
  if (asked.decision === 'restate' && asked.still.some((each) => ofSlip.has(each))) return 'still-differs';
  return undefined;
}

export interface Signing {
  readonly state: State;
  readonly medium: MediumState;
  readonly end: End;
  readonly signedBy: string | null;
  readonly by: string;
}

const pending = { return: 'returning', destroy: 'destroying' } as const;
const done = { return: 'returned', destroy: 'destroyed' } as const;

export type Signed =
  | { readonly objection: Objection }
  | { readonly medium: MediumState; readonly signature: 'first' | 'second' };

const first = (end: End): Signed => ({ medium: pending[end], signature: 'first' });

/** The second signature under what another person signed. */
function second({ medium, end, signedBy, by }: Signing): Signed {
  const same = signedBy === by;
  if (medium === pending[end])
    return same ? { objection: 'same-hand' } : { medium: done[end], signature: 'second' };
  // Whoever signed first may still change their mind; nobody else may for them.
  return same ? first(end) : { objection: 'other-end' };
}

/** What a signature makes of a medium: two different persons sign that it went back, or that it was destroyed. */
export function signed(asking: Signing): Signed {
  const { state, medium, end } = asking;
  if (medium === 'returned' || medium === 'destroyed') return { objection: 'medium-gone' };
  // Until it is decided the medium is the evidence.
  if (state !== 'taken' && state !== 'refused') return { objection: 'not-decided' };
  return medium === 'held' ? first(end) : second(asking);
}
