import { sql } from 'kysely';
import type { Context } from '../../context.ts';
import type { Db } from '../../db/index.ts';
import { Problem } from '../../problem.ts';
import type { Text } from '../../texts.ts';
import type { RecordPlan } from '../plan.ts';
import { overridesOf } from '../registry.ts';
import { keyOf, valuesOf, type RawRow } from '../rows.ts';

/** A row that its module does not let go back, and why. */
export interface KeptRow {
  readonly key: string;
  readonly code: string;
  readonly detail: Text;
}

const reason = '撤回导入';

type Step = (context: Context, tx: Db) => Promise<unknown>;

async function refusalOf(key: string, step: Step, context: Context, tx: Db): Promise<KeptRow[]> {
  try {
    await step(context, tx);
    return [];
  } catch (error) {
    if (!(error instanceof Problem) || error.status >= 500) throw error;
    const [first] = error.errors ?? [];
    return [{ key, code: first?.code ?? error.code, detail: first?.detail ?? error.detail }];
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

/**
 * Asks the module of a record about each row that goes back, as it is asked when a person does the same: before a row goes out
 * of force, and before it says again what it said.
 * @returns the rows that stay as the import left them
 */
export async function keptByModule(
  plan: RecordPlan,
  context: Context,
  tx: Db,
  keys: readonly string[],
): Promise<KeptRow[]> {
  const { beforeWithdraw, beforeWrite } = overridesOf(context.modules, plan.record);
  const kept: KeptRow[] = [];
  const ask = async (key: string, step: Step) => kept.push(...(await refusalOf(key, step, context, tx)));
  if (beforeWithdraw)
    for (const key of await madeKeys(plan, tx, keys))
      await ask(key, (...where) => beforeWithdraw({ key, reason }, ...where));
  if (!beforeWithdraw && !beforeWrite) return kept;
  for (const raw of await versionsBefore(plan, tx, keys)) {
    const key = keyOf(plan, raw);
    if (raw.metaWithdrawnAt !== null) {
      if (beforeWithdraw) await ask(key, (...where) => beforeWithdraw({ key, reason }, ...where));
    } else if (beforeWrite) await ask(key, (...where) => beforeWrite(valuesOf(plan, raw), ...where));
  }
  return kept;
}
