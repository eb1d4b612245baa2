/** `return`: a pay-out that came back. */
export const movementKinds = ['payment', 'refund', 'payout', 'return'] as const;
export type MovementKind = (typeof movementKinds)[number];

const isKind = (text: string | undefined): text is MovementKind =>
  movementKinds.some((kind) => kind === text);

/** What the statement of a provider says, a line a movement. */
export interface StatementLine {
  readonly kind: MovementKind;
  readonly ours: string;
  readonly reference: string;
  readonly amountFen: number;
}

export interface OurMovement {
  readonly kind: MovementKind;
  readonly ours: string;
  readonly amountFen: number;
}

/** `long`: the provider has it, we do not. `short`: we have it, the provider does not. `amount`: both, not the same. */
export interface Difference {
  readonly kind: 'long' | 'short' | 'amount';
  readonly reference: string;
  readonly oursFen: number | null;
  readonly theirsFen: number | null;
}

const wholeFen = /^(0|[1-9]\d{0,14})$/;
const header = 'kind,ours,reference,amount_fen';

/**
 * Reads a statement of a provider.
 * @returns the lines, or the number of the first that cannot be read (1 is the header)
 */
export function readStatement(text: string): readonly StatementLine[] | number {
  const rows = text
    .replace(/^\uFEFF/, '')
    .split(/\r?\n/)
    .filter((line, index) => line !== '' || index === 0);
  if (rows[0] !== header) return 1;
  const lines: StatementLine[] = [];
  for (const [index, row] of rows.slice(1).entries()) {
    const [kind, ours, reference, amount, ...rest] = row.split(',');
    if (!isKind(kind) || !ours || !reference || !wholeFen.test(amount ?? '') || rest.length > 0)
      return index + 2;
    lines.push({ kind, ours, reference, amountFen: Number(amount) });
  }
  return lines;
}

/** What came in less what went out. */
export const balanceOf = (movements: readonly OurMovement[]): number =>
  movements.reduce(
    (sum, { kind, amountFen }) => sum + (kind === 'payment' || kind === 'return' ? amountFen : -amountFen),
    0,
  );

const keyOf = ({ kind, ours }: { readonly kind: string; readonly ours: string }): string => `${kind} ${ours}`;

/** Movements by key; one that stands twice adds up, and so shows as a different amount. */
function summed(lines: readonly OurMovement[]): Map<string, number> {
  const sums = new Map<string, number>();
  for (const line of lines) sums.set(keyOf(line), (sums.get(keyOf(line)) ?? 0) + line.amountFen);
  return sums;
}

/** Compares a day's movements on both sides. Whole fen; O(n). */
export function reconcile(
  ours: readonly OurMovement[],
  theirs: readonly OurMovement[],
): { readonly matched: number; readonly differences: readonly Difference[] } {
  const [mine, other] = [summed(ours), summed(theirs)];
  const differences: Difference[] = [];
  let matched = 0;
  for (const reference of new Set([...mine.keys(), ...other.keys()])) {
    const oursFen = mine.get(reference) ?? null;
    const theirsFen = other.get(reference) ?? null;
    if (oursFen === theirsFen) matched += 1;
    else differences.push({ kind: kindOf(oursFen, theirsFen), reference, oursFen, theirsFen });
  }
  return { matched, differences };
}

function kindOf(ours: number | null, theirs: number | null): Difference['kind'] {
  if (ours === null) return 'long';
  return theirs === null ? 'short' : 'amount';
}

/** A notice may be late by a day and early by five minutes of the clocks' difference. */
export function isTimely(timestamp: string, now: Date): boolean {
  const age = now.getTime() - Number(timestamp) * 1000;
  return Number.isFinite(age) && age <= 86_400_000 && age >= -300_000;
}

export interface Booking {
  readonly account: string;
  readonly debitFen?: number;
  readonly creditFen?: number;
}

/** The entries of a movement of money: what is debited is credited. */
export const entriesOf = {
  payment: (provider: string, organisation: string, fen: number): Booking[] => [
    { account: `provider:${provider}`, debitFen: fen },
    { account: `institution:${organisation}`, creditFen: fen },
  ],
  refund: (provider: string, organisation: string, fen: number): Booking[] => [
    { account: `institution:${organisation}`, debitFen: fen },
    { account: `provider:${provider}`, creditFen: fen },
  ],
  payout: (provider: string, organisation: string, fen: number): Booking[] => [
    { account: `grants:${organisation}`, debitFen: fen },
    { account: `provider:${provider}`, creditFen: fen },
  ],
  return: (provider: string, organisation: string, fen: number): Booking[] => [
    { account: `provider:${provider}`, debitFen: fen },
    { account: `grants:${organisation}`, creditFen: fen },
  ],
};
