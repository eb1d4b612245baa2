import { sql } from 'kysely';
import type { Db } from '#kernel/db';
import type { DecisionKind, DecisionState } from './names.ts';
import type { Move } from './shapes.ts';

export interface DecisionRow {
  readonly id: string;
  readonly kind: DecisionKind;
  readonly state: DecisionState;
  readonly person: string;
  readonly other: string | null;
  readonly reasonGiven: string;
  readonly evidence: string;
  readonly moves: readonly Move[];
  readonly proposedBy: string;
  readonly proposedAt: string;
  readonly decidedBy: string | null;
  readonly decidedAt: string | null;
  readonly decidedWhy: string | null;
}

const columns = sql`id, kind, state, person, other, reason_given as "reasonGiven", evidence, moves,
  proposed_by as "proposedBy", proposed_at as "proposedAt", decided_by as "decidedBy", decided_at as "decidedAt",
  decided_why as "decidedWhy"`;

/** What was decided, or waits, of any of these ids, the newest first. */
export async function decisionsOf(db: Db, ids: readonly string[]): Promise<DecisionRow[]> {
  const of = sql.val([...ids]);
  const { rows } = await sql<DecisionRow>`
    select ${columns} from registers.person_decision
    where person = any(${of}::text[]) or other = any(${of}::text[]) order by proposed_at desc, id desc`.execute(
    db,
  );
  return rows;
}

/** What waits of exactly these two. */
export async function waitingOf(
  db: Db,
  { kind, person, other }: Pick<DecisionRow, 'kind' | 'person' | 'other'>,
): Promise<DecisionRow | undefined> {
  const { rows } = await sql<DecisionRow>`
    select ${columns} from registers.person_decision where state = 'proposed' and kind = ${kind}
      and least(person, other) = least(${person}::text, ${other}::text)
      and greatest(person, other) = greatest(${person}::text, ${other}::text) limit 1`.execute(db);
  return rows[0];
}

export async function newDecisionId(db: Db): Promise<string> {
  const { rows } = await sql<{ number: number }>`select nextval('registers.entity_number') as number`.execute(
    db,
  );
  return `D${String(rows[0]?.number ?? 0).padStart(9, '0')}`;
}

export async function findDecision(db: Db, id: string): Promise<DecisionRow | undefined> {
  const { rows } = await sql<DecisionRow>`
    select ${columns} from registers.person_decision where id = ${id}`.execute(db);
  return rows[0];
}

/** The organisation that keeps the registers of the platform, as the catalogue has it. */
export async function dataOffice(db: Db): Promise<string> {
  const { rows } = await sql<{ provider: string }>`
    select provider from catalogue.entry_v1 where code = 'record-registers-person'`.execute(db);
  const [row] = rows;
  if (!row) throw new Error('the register of persons is not in the catalogue');
  return row.provider;
}
