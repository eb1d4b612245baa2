import { sql } from 'kysely';
import type { Db } from '#kernel/db';
import type { Difference, MediumKind, MediumState, SealState, State } from './names.ts';

export interface HandOverRow {
  readonly number: string;
  readonly dataset: string;
  readonly owner: string;
  readonly desk: string;
  readonly handedOn: string;
  readonly mediumKind: MediumKind;
  readonly mediumNumber: string;
  readonly sealState: SealState;
  readonly sealNumber: string | null;
  readonly statedDigest: string;
  readonly statedRows: number;
  readonly purpose: string;
  readonly legalBasis: string;
  readonly courier: string;
  readonly state: State;
  readonly differences: readonly Difference[];
  readonly filename: string | null;
  readonly receivedDigest: string | null;
  readonly receivedRows: number | null;
  readonly receivedAt: string | null;
  readonly receivedBy: string | null;
  readonly receipt: string | null;
  readonly batch: string | null;
  readonly mediumState: MediumState;
  readonly simulated: boolean;
}

const handOvers = sql`select number, dataset, owner, desk, to_char(handed_on, 'YYYY-MM-DD') as "handedOn",
  medium_kind as "mediumKind", medium_number as "mediumNumber", seal_state as "sealState", seal_number as "sealNumber",
  stated_digest as "statedDigest", stated_rows as "statedRows", purpose, legal_basis as "legalBasis", courier, state,
  differences, filename, received_digest as "receivedDigest", received_rows as "receivedRows", received_at as "receivedAt",
  received_by as "receivedBy", receipt, batch, medium_state as "mediumState", simulated
  from handover.hand_over where withdrawn_at is null`;

export async function findHandOver(db: Db, number: string): Promise<HandOverRow | undefined> {
  const { rows } = await sql<HandOverRow>`${handOvers} and number = ${number}`.execute(db);
  return rows[0];
}

/** The same, and nobody else changes it until the transaction ends. */
export async function lockHandOver(tx: Db, number: string): Promise<HandOverRow | undefined> {
  const { rows } = await sql<HandOverRow>`${handOvers} and number = ${number} for update`.execute(tx);
  return rows[0];
}

/** Another hand-over whose medium lies here or was destroyed, or that used the seal. */
export async function findClash(
  db: Db,
  asked: { readonly number: string; readonly medium: string; readonly seal: string | null },
): Promise<
  { readonly number: string; readonly mediumState: MediumState; readonly of: 'medium' | 'seal' } | undefined
> {
  const { rows } = await sql<{ number: string; mediumState: MediumState; of: 'medium' | 'seal' }>`
    select number, medium_state as "mediumState",
      case when medium_number = ${asked.medium} and medium_state <> 'returned' then 'medium' else 'seal' end as of
    from handover.hand_over
    where withdrawn_at is null and number <> ${asked.number}
      and ((medium_number = ${asked.medium} and medium_state <> 'returned') or seal_number = ${asked.seal}::text)
    order by number limit 1`.execute(db);
  return rows[0];
}

/** Those that agree and did not come in: the process ended between the two. */
export async function findLeft(db: Db, before: string): Promise<string[]> {
  const { rows } = await sql<{ number: string }>`select number from handover.hand_over
    where state = 'agreed' and withdrawn_at is null and received_at < ${before}::timestamptz
    order by received_at limit 100`.execute(db);
  return rows.map(({ number }) => number);
}

/** Slips whose file became a batch, or is about to. */
export async function slipsOfBatch(
  db: Db,
  { id, dataset, file }: { readonly id: string; readonly dataset: string; readonly file: string },
): Promise<HandOverRow[]> {
  const { rows } = await sql<HandOverRow>`${handOvers} and (batch = ${id}
    or (state = 'agreed' and dataset = ${dataset} and received_digest = ${file})) order by number`.execute(
    db,
  );
  return rows;
}

export type Step = 'read' | 'decide' | 'sign' | 'countersign';

/** Notes who took a step; taken again, whoever took it last. */
export async function putHand(
  tx: Db,
  hand: { readonly number: string; readonly step: Step; readonly person: string; readonly at: string },
): Promise<void> {
  await sql`insert into handover.hand (number, step, person, at)
    values (${hand.number}, ${hand.step}, ${hand.person}, ${hand.at})
    on conflict (number, step) do update set person = excluded.person, at = excluded.at`.execute(tx);
}

export async function handOf(db: Db, number: string, step: Step): Promise<string | null> {
  const { rows } = await sql<{ person: string }>`
    select person from handover.hand where number = ${number} and step = ${step}`.execute(db);
  return rows[0]?.person ?? null;
}
