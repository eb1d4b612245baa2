import { sql } from 'kysely';
import type { Context } from '../../context.ts';
import { forgetGathered, writeGathered, type Db } from '../../db/index.ts';
import { Problem } from '../../problem.ts';
import type { Text } from '../../texts.ts';
import type { RecordPlan } from '../plan.ts';
import { checkValues, type Candidate } from '../check-values.ts';
import { differences } from '../form-change.ts';
import type { Incoming } from '../overrides.ts';
import { overridesOf } from '../registry.ts';
import { keyOf, valuesOf, type RawRow } from '../rows.ts';

/** A row that its module does not let go back, and why. */
export interface KeptRow {
  readonly key: string;
  readonly code: string;
  readonly detail: Text;
}

const reason = '撤回导入';

type Step<T> = (context: Context, tx: Db) => Promise<T> | undefined;

const refusalOf = (key: string, { code, detail, errors: [first] = [] }: Problem): KeptRow => ({
  key,
  code: first?.code ?? code,
  detail: first?.detail ?? detail,
});

/** Lets a module take its step about a row. What it wrote before it refused is taken back with the refusal. */
async function asked<T>(
  key: string,
  step: Step<T>,
  context: Context,
  tx: Db,
): Promise<T | KeptRow | undefined> {
  await writeGathered(tx);
  await sql`savepoint before_row`.execute(tx);
  try {
    const answer = await step(context, tx);
    await writeGathered(tx);
    await sql`release savepoint before_row`.execute(tx);
    return answer;
  } catch (error) {
    if (!(error instanceof Problem) || error.status >= 500) throw error;
    forgetGathered(tx);
    await sql`rollback to savepoint before_row`.execute(tx);
    await sql`release savepoint before_row`.execute(tx);
    return refusalOf(key, error);
  }
}

/** Those of the keys that the import made: undone they are withdrawn. */
async function madeKeys(plan: RecordPlan, tx: Db, keys: readonly string[]): Promise<string[]> {
  const { rows } = await sql<{ key: string }>`
    select ${plan.key.at} as key from ${plan.table} t where ${plan.key.at} = any(${[...keys]}::text[]) and t.revision = 1
    order by 1`.execute(tx);
  return rows.map(({ key }) => key);
}

/** The versions that others go back to. */
async function versionsBefore(plan: RecordPlan, tx: Db, keys: readonly string[]): Promise<RawRow[]> {
  if (plan.record.versions === 'none') return [];
  const key = sql.id(plan.key.column);
  const { rows } = await sql<RawRow>`
    select ${plan.select} from ${plan.history} t where ${plan.key.at} = any(${[...keys]}::text[])
      and t.revision = (select n.revision - 1 from ${plan.table} n where n.${key} = ${plan.key.at})
    order by ${plan.key.at}`.execute(tx);
  return rows;
}

/** What a module said to the rows that go back. */
export interface Asked {
  /** Those that stay as the import left them. */
  readonly kept: readonly KeptRow[];
  /** Those that go back to other values than they had, because the module mended them on the way. */
  readonly mended: readonly Candidate[];
}

const isKept = (answer: unknown): answer is KeptRow =>
  typeof answer === 'object' && answer !== null && 'code' in answer && 'detail' in answer && 'key' in answer;

/** A row that was mended, when it differs from what it goes back to. @returns what is wrong with it, as a refusal */
function mendedRow(plan: RecordPlan, raw: RawRow, mended: Incoming): Candidate | KeptRow | undefined {
  const before = valuesOf(plan, raw);
  const changed = differences(plan, before, mended);
  if (Object.keys(changed).length === 0) return undefined;
  const candidate = { row: 0, values: { ...before, ...changed }, simulated: raw.metaSimulated };
  const [fault] = checkValues(plan, candidate);
  return fault ? { key: keyOf(plan, raw), code: fault.code, detail: fault.detail } : candidate;
}

/**
 * Asks the module of a record about each row that goes back, as it is asked when a person does the same: before a row goes out
 * of force, and before it says again what it said, which it may mend.
 */
export async function askModule(
  plan: RecordPlan,
  context: Context,
  tx: Db,
  keys: readonly string[],
): Promise<Asked> {
  const { beforeWithdraw, beforeWrite } = overridesOf(context.modules, plan.record);
  const kept: KeptRow[] = [];
  const mended: Candidate[] = [];
  const leaves = async (key: string) => {
    const answer = await asked(key, (...where) => beforeWithdraw?.({ key, reason }, ...where), context, tx);
    if (isKept(answer)) kept.push(answer);
  };
  if (beforeWithdraw) for (const key of await madeKeys(plan, tx, keys)) await leaves(key);
  if (!beforeWithdraw && !beforeWrite) return { kept, mended };
  for (const raw of await versionsBefore(plan, tx, keys)) {
    const key = keyOf(plan, raw);
    if (raw.metaWithdrawnAt !== null) {
      await leaves(key);
      continue;
    }
    if (!beforeWrite) continue;
    const answer = await asked(
      key,
      async (...where) => mendedRow(plan, raw, await beforeWrite(valuesOf(plan, raw), ...where)),
      context,
      tx,
    );
    if (isKept(answer)) kept.push(answer);
    else if (answer) mended.push(answer);
  }
  return { kept, mended };
}
