import { sql } from 'kysely';
import { may } from '../actor.ts';
import type { Context } from '../context.ts';
import type { Db } from '../db/index.ts';
import { subjectField } from '../policy/policy.ts';
import type { LedgerEntry } from '../ports.ts';
import { revealRights } from './define.ts';
import { isClear, relationFlag, type Disclosure, type Flagged } from './disclosure.ts';
import type { PlannedField, RecordPlan } from './plan.ts';

/** What the ledger must know of rows. */
interface Seen {
  readonly subjects: Set<string>;
  /** Kinds of the relations by which rows came, as their flags say. */
  readonly relations: Set<string>;
  count: number;
}

/** Rows that were shown, gathered row by row where they go by in a stream. */
export interface Looked {
  /** Those of which something personal was shown as it is. */
  readonly clear: Seen;
  readonly masked: Seen;
}

const seenNothing = (): Seen => ({ subjects: new Set(), relations: new Set(), count: 0 });
export const lookedAtNothing = (): Looked => ({ clear: seenNothing(), masked: seenNothing() });

/** Adds a row that was shown. @param raw the row as it was read, with its flags */
export function see(
  plan: RecordPlan,
  looked: Looked,
  raw: Flagged,
  {
    disclosure,
    fields,
  }: { readonly disclosure?: Disclosure | undefined; readonly fields?: readonly PlannedField[] },
): void {
  const seen = disclosure && isClear(plan, disclosure, raw, fields) ? looked.clear : looked.masked;
  seen.count += 1;
  const subject = subjectOf(plan, raw);
  if (subject !== undefined) seen.subjects.add(subject);
  for (let index = 0; ; index += 1) {
    const kind = raw[relationFlag(index)];
    if (kind === undefined) return;
    if (typeof kind === 'string') seen.relations.add(kind);
  }
}

export interface Look {
  readonly operation: string;
  /** The rows that were shown, with what `flags` said of them; or what was seen of them. */
  readonly rows: readonly Flagged[] | Looked;
  /** What was opened in them; nothing when absent. */
  readonly disclosure?: Disclosure;
  readonly action?: LedgerEntry['action'];
  readonly purpose?: string | undefined;
  readonly detail?: Readonly<Record<string, unknown>>;
}

/** Whose data a row is. */
export const subjectOf = (plan: RecordPlan, row: Flagged): string | undefined => {
  const key = row[subjectField(plan.record)] ?? row[plan.record.key];
  return typeof key === 'string' ? key : undefined;
};

function lookedAt(plan: RecordPlan, rows: readonly Flagged[], disclosure: Disclosure | undefined): Looked {
  const looked = lookedAtNothing();
  for (const row of rows) see(plan, looked, row, { disclosure });
  return looked;
}

function basisOf(
  plan: RecordPlan,
  context: Context,
  revealed: boolean,
  relations: readonly string[],
): string {
  const { rights } = plan.record;
  const held = revealed ? revealRights(rights).filter((right) => may(context.actor, right)) : [];
  return [...(held.length > 0 ? held : [rights.read]), ...relations.map((kind) => `relation:${kind}`)].join(
    ' ',
  );
}

/**
 * Enters a look at personal data in the ledger, once; a record without such fields needs no entry. Where somebody's rows were
 * shown as they are and others' masked, there are two: nobody is told that they were seen in clear who was not.
 */
export async function noteLook(
  plan: RecordPlan,
  context: Context,
  look: Look,
  db: Db = context.db,
): Promise<void> {
  if (plan.personal.length === 0) return;
  const { operation, rows, disclosure, action = 'read', purpose, detail } = look;
  const { clear, masked } = 'clear' in rows ? rows : lookedAt(plan, rows, disclosure);
  const note = ({ subjects, relations, count }: Seen, revealed: boolean) =>
    context.ledger(db, {
      action,
      resource: plan.record.id,
      subjects: [...subjects],
      basis: basisOf(plan, context, revealed, [...relations].toSorted()),
      detail: { operation, fields: revealed ? 'revealed' : 'masked', count, ...detail },
      ...(purpose === undefined ? {} : { purpose }),
    });
  if (clear.count > 0) await note(clear, true);
  const subjects = new Set([...masked.subjects].filter((each) => !clear.subjects.has(each)));
  if (clear.count === 0 || subjects.size > 0) await note({ ...masked, subjects }, false);
}

/** Whose data the rows of these keys are. */
export async function subjectsOf(
  plan: RecordPlan,
  db: Db,
  keys: readonly string[],
): Promise<readonly string[]> {
  if (plan.record.rights.subject === undefined) return keys;
  const subject = plan.field(plan.record.rights.subject);
  const { rows } = await sql<{ subject: string }>`
    select distinct coalesce(${subject.at}::text, ${plan.key.at}::text) as subject from ${plan.table} t
    where ${plan.key.at} = any(${[...keys]}::text[])`.execute(db);
  return rows.map((row) => row.subject);
}

/** The same as `noteLook`, for whoever has the keys of the rows alone and shows them masked. */
export async function noteKeys(
  plan: RecordPlan,
  context: Context,
  { keys, ...look }: Omit<Look, 'rows' | 'disclosure'> & { readonly keys: readonly string[] },
): Promise<void> {
  if (plan.personal.length === 0) return;
  const subjects = await subjectsOf(plan, context.db, keys);
  const rows = subjects.map((subject) => ({ [subjectField(plan.record)]: subject }));
  await noteLook(plan, context, { ...look, rows });
}
