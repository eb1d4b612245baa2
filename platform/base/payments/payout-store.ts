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
  readonly status: 'asked' | 'approved' | 'refused' | 'paid' | 'failed';
  readonly provider: string;
  readonly askedBy: string;
  readonly askedAt: string;
  readonly simulated: boolean;
}

const payOutColumns = sql`id, matter, purpose, organisation, payee_name as "payeeName", payee_account as "payeeAccount",
  amount_fen as "amountFen", status, provider, asked_by as "askedBy", asked_at as "askedAt", simulated`;

/** @returns false when it was asked before */
export async function insertPayOut(tx: Db, made: PayOutRow): Promise<boolean> {
  const { numAffectedRows } =
    await sql`insert into payments.payout (id, matter, purpose, organisation, payee_name, payee_account,
      amount_fen, status, provider, asked_by, asked_at, simulated)
    values (${made.id}, ${made.matter}, ${made.purpose}, ${made.organisation}, ${made.payeeName}, ${made.payeeAccount},
      ${made.amountFen}, 'asked', ${made.provider}, ${made.askedBy}, ${made.askedAt}, ${made.simulated})
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

/** @returns whether it was not paid before */
export async function settlePayOut(
  tx: Db,
  id: string,
  done: { readonly reference: string | undefined; readonly now: string },
): Promise<boolean> {
  const paid = done.reference !== undefined;
  const { numAffectedRows } = await sql`update payments.payout set status = ${paid ? 'paid' : 'failed'},
      provider_reference = ${done.reference ?? null}, paid_at = ${paid ? done.now : null}
    where id = ${id} and status in ('approved', 'failed')`.execute(tx);
  return numAffectedRows === 1n;
}
