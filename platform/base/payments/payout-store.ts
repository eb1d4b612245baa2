import { sql } from 'kysely';
import type { Db } from '#kernel/db';

export interface PayOutRow {
  readonly id: string;
  readonly matter: string;
  readonly purpose: string;
  readonly organisation: string;
  readonly payeeName: string;
  readonly payeeAccount: string;
  readonly amountFen: number;
  readonly status: 'asked' | 'approved' | 'refused' | 'paid' | 'failed' | 'returned';
  readonly provider: string;
  readonly askedBy: string;
  readonly askedAt: string;
  readonly simulated: boolean;
  /** Rises when it is asked again with another account: each attempt is a movement of its own. */
  readonly attempt: number;
  readonly approver: string | null;
  /** Since when a provider is asked to pay it; null when none is. */
  readonly payingAt: string | null;
}

/** Under which number the provider knows the present attempt. */
export const movementOf = ({ id, attempt }: Pick<PayOutRow, 'id' | 'attempt'>): string =>
  attempt === 1 ? id : `${id}.${attempt}`;

const payOutColumns = sql`id, matter, purpose, organisation, payee_name as "payeeName", payee_account as "payeeAccount",
  amount_fen as "amountFen", status, provider, asked_by as "askedBy", asked_at as "askedAt", simulated, attempt, approver, paying_at as "payingAt"`;

/** @returns false when it was asked before */
export async function insertPayOut(tx: Db, made: PayOutRow): Promise<boolean> {
  const { numAffectedRows } =
    await sql`insert into payments.payout (id, matter, purpose, organisation, payee_name, payee_account,
      amount_fen, status, provider, asked_by, asked_at, simulated, approver)
    values (${made.id}, ${made.matter}, ${made.purpose}, ${made.organisation}, ${made.payeeName}, ${made.payeeAccount},
      ${made.amountFen}, 'asked', ${made.provider}, ${made.askedBy}, ${made.askedAt}, ${made.simulated}, ${made.approver})
    on conflict do nothing`.execute(tx);
  return numAffectedRows === 1n;
}

export async function findPayOut(db: Db, id: string, lock?: 'lock'): Promise<PayOutRow | undefined> {
  const { rows } = await sql<PayOutRow>`select ${payOutColumns} from payments.payout where id = ${id}
    ${lock ? sql`for update` : sql``}`.execute(db);
  return rows[0];
}

export async function decidePayOut(
  tx: Db,
  id: string,
  decision: {
    readonly status: 'approved' | 'refused';
    readonly by: string;
    readonly now: string;
    readonly why: string;
  },
): Promise<void> {
  await sql`update payments.payout set status = ${decision.status}, decided_by = ${decision.by}, decided_at = ${decision.now},
    decided_why = ${decision.why} where id = ${id}`.execute(tx);
}

export async function markPaying(tx: Db, id: string, now: string): Promise<void> {
  await sql`update payments.payout set paying_at = ${now} where id = ${id}`.execute(tx);
}

/** @returns whether this attempt was not paid before */
export async function settlePayOut(
  tx: Db,
  { id, attempt }: Pick<PayOutRow, 'id' | 'attempt'>,
  done: { readonly reference: string | undefined; readonly now: string },
): Promise<boolean> {
  const paid = done.reference !== undefined;
  const { numAffectedRows } = await sql`update payments.payout set status = ${paid ? 'paid' : 'failed'},
      provider_reference = ${done.reference ?? null}, paid_at = ${paid ? done.now : null}, paying_at = null
    where id = ${id} and attempt = ${attempt} and status in ('approved', 'failed')`.execute(tx);
  return numAffectedRows === 1n;
}

/** Money that went out or came back, once. @returns false when it was written down before */
export async function insertMovement(
  tx: Db,
  payout: PayOutRow,
  moved: {
    readonly kind: 'payout' | 'return';
    readonly ours: string;
    readonly reference: string;
    readonly at: string;
  },
): Promise<boolean> {
  const { numAffectedRows } =
    await sql`insert into payments.payout_movement (kind, ours, payout, provider, reference, amount_fen, at)
    values (${moved.kind}, ${moved.ours}, ${payout.id}, ${payout.provider}, ${moved.reference}, ${payout.amountFen}, ${moved.at})
    on conflict do nothing`.execute(tx);
  return numAffectedRows === 1n;
}

/** The pay-out that a movement is an attempt of, locked. */
export async function lockByMovement(tx: Db, ours: string): Promise<PayOutRow | undefined> {
  const { rows } = await sql<{ payout: string }>`
    select payout from payments.payout_movement where kind = 'payout' and ours = ${ours}`.execute(tx);
  return rows[0] && findPayOut(tx, rows[0].payout, 'lock');
}

export async function stopPayOut(tx: Db, id: string, why: string): Promise<void> {
  await sql`update payments.payout set status = 'returned', stopped_why = ${why}, paid_at = null where id = ${id}`.execute(
    tx,
  );
}

/** Asked again by somebody with another account: a new attempt, to be approved anew. */
export async function askAgain(
  tx: Db,
  id: string,
  asked: { readonly account: string; readonly by: string; readonly now: string },
): Promise<void> {
  await sql`update payments.payout set status = 'asked', attempt = attempt + 1, payee_account = ${asked.account},
    asked_by = ${asked.by}, asked_at = ${asked.now}, decided_by = null, decided_at = null, decided_why = null,
    provider_reference = null, paying_at = null where id = ${id}`.execute(tx);
}
