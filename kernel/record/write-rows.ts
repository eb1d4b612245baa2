import { sql } from 'kysely';
import type { Context } from '../context.ts';
import type { Db } from '../db/index.ts';
import type { Permission } from '../operation.ts';
import { Problem } from '../problem.ts';
import { checkComplete, checkFields, checkValues, type Candidate } from './check-values.ts';
import { checkLinks } from './check-links.ts';
import type { AnyRecord } from './define.ts';
import { subjectsOf } from './looks.ts';
import { faultsOfProblem, invalid, type Fault } from './fault.ts';
import type { Incoming } from './overrides.ts';
import { planOf, type RecordPlan } from './plan.ts';
import { overridesOf } from './registry.ts';
import { keyOf, valuesOf, type RawRow } from './rows.ts';
import { scopeCondition } from './scope.ts';
import { outsideScope, presentKeys, storeRows } from './store-rows.ts';
import { tellWritten } from './rows-written.ts';

export interface WriteOptions {
  /** Where the rows come from: `city:organisations.yaml`, `batch:<id>`. */
  readonly source: string;
  /** The rows are the simulator's. A row may also say so itself with `simulated: true`. */
  readonly simulated?: boolean;
  /** On what basis the rows are changed, for the ledger; the record's right to write when absent. */
  readonly basis?: string;
  /** When the new versions begin to hold; the present instant when absent. */
  readonly validFrom?: string;
}

export interface Written {
  readonly created: number;
  readonly changed: number;
  /** Rows that say what already stands, and rows whose key comes again later in the same batch. */
  readonly unchanged: number;
}

/** How a batch is written; `writeRows` is the module's way, forms and imports have their own. */
export interface Writing extends WriteOptions {
  /** Rows outside the actor's scope under this are refused; absent: the platform writes. */
  readonly permission?: Permission;
  /** Computed fields may be given: by the platform, never by a form or a file. */
  readonly computed: boolean;
  /** The module's own step has been taken already. */
  readonly mended?: true;
}

export interface Outcome extends Written {
  readonly faults: readonly Fault[];
  readonly writtenKeys: readonly string[];
}

const keyText = (plan: RecordPlan, candidate: Candidate): string => String(candidate.values[plan.key.name]);

/** The rows that come with no fault, and the faults of the others. */
function withoutFaulty(candidates: readonly Candidate[], faults: readonly Fault[]): Candidate[] {
  const faulty = new Set(faults.map(({ row }) => row));
  return faulty.size === 0 ? [...candidates] : candidates.filter(({ row }) => !faulty.has(row));
}

async function mend(
  plan: RecordPlan,
  context: Context,
  tx: Db,
  candidates: readonly Candidate[],
): Promise<Fault[]> {
  const { beforeWrite } = overridesOf(context.modules, plan.record);
  const faults: Fault[] = [];
  if (!beforeWrite) return faults;
  for (const candidate of candidates) {
    try {
      candidate.values = await beforeWrite(candidate.values, context, tx);
    } catch (error) {
      if (!(error instanceof Problem) || error.status >= 500) throw error;
      faults.push(...faultsOfProblem(error, candidate.row));
    }
  }
  return faults;
}

async function incompleteFaults(
  plan: RecordPlan,
  tx: Db,
  candidates: readonly Candidate[],
  computed: boolean,
): Promise<Fault[]> {
  const needed = plan.fields.filter(({ field }) => !field.optional && (computed || !field.computed));
  const partial = candidates.filter(({ values }) => needed.some(({ name }) => values[name] === undefined));
  if (partial.length === 0) return [];
  const present = await presentKeys(
    plan,
    tx,
    partial.map((candidate) => keyText(plan, candidate)),
  );
  return partial
    .filter((candidate) => !present.has(keyText(plan, candidate)))
    .flatMap((candidate) => checkComplete(plan, candidate, computed));
}

async function scopeFaults(
  plan: RecordPlan,
  context: Context,
  tx: Db,
  batch: { readonly candidates: readonly Candidate[]; readonly permission: Permission | undefined },
): Promise<Fault[]> {
  const scope = batch.permission ? scopeCondition(plan, context, batch.permission) : undefined;
  if (!scope || batch.candidates.length === 0) return [];
  const outside = new Set(await outsideScope(plan, tx, batch.candidates, scope));
  return batch.candidates
    .filter((candidate) => outside.has(keyText(plan, candidate)))
    .map(({ row }) => ({
      row,
      code: 'records.outside-scope',
      detail: {
        zh: '此行不在您的权限范围内（修改前或修改后）。',
        en: 'This row lies outside of what you may write, before or after the change.',
      },
    }));
}

/** The last of each key. */
function lastOfEachKey(plan: RecordPlan, candidates: readonly Candidate[]): Candidate[] {
  return [...new Map(candidates.map((candidate) => [keyText(plan, candidate), candidate])).values()];
}

async function tell(
  plan: RecordPlan,
  context: Context,
  tx: Db,
  told: {
    readonly candidates: readonly Candidate[];
    readonly keys: readonly string[];
    readonly source: string;
  },
): Promise<void> {
  const { afterWrite } = overridesOf(context.modules, plan.record);
  if (!afterWrite || told.keys.length === 0) return;
  const byKey = new Map(told.candidates.map((candidate) => [keyText(plan, candidate), candidate.values]));
  for (const key of told.keys)
    await afterWrite({ key, values: byKey.get(key) ?? {}, source: told.source }, context, tx);
}

/** Tells the module of rows that were written by other means than a batch, with the values that they now have. */
export async function tellRows(
  plan: RecordPlan,
  context: Context,
  tx: Db,
  told: { readonly keys: readonly string[]; readonly source: string },
): Promise<void> {
  const { afterWrite } = overridesOf(context.modules, plan.record);
  if (!afterWrite) return;
  const { rows } = await sql<RawRow>`
    select ${plan.select} from ${plan.table} t where ${plan.key.at} = any(${told.keys}::text[])
  `.execute(tx);
  for (const raw of rows)
    await afterWrite(
      { key: keyOf(plan, raw), values: valuesOf(plan, raw), source: told.source },
      context,
      tx,
    );
}

/** Takes a batch through every step; refused rows come back as faults, the others are written. */
export async function writeBatch(
  plan: RecordPlan,
  context: Context,
  tx: Db,
  batch: { readonly candidates: readonly Candidate[]; readonly writing: Writing },
): Promise<Outcome> {
  const { candidates: all, writing } = batch;
  const { computed, permission, source, validFrom } = writing;
  const faults: Fault[] = [];
  let left = [...all];
  const step = (found: readonly Fault[]) => {
    faults.push(...found);
    left = withoutFaulty(left, found);
  };
  if (!computed) step(left.flatMap((candidate) => checkFields(plan, candidate)));
  if (!writing.mended) step(await mend(plan, context, tx, left));
  step(left.flatMap((candidate) => checkValues(plan, candidate)));
  step(await incompleteFaults(plan, tx, left, computed));
  step(await checkLinks({ plan, candidates: left, context, db: tx }));
  step(await scopeFaults(plan, context, tx, { candidates: left, permission }));
  const candidates = lastOfEachKey(plan, left);
  const now = context.clock.now().toISOString();
  const stored = await storeRows(plan, tx, candidates, {
    now,
    validFrom: validFrom ?? now,
    by: context.actor.id,
    source,
  });
  const keys = [...stored.created, ...stored.changed];
  await tell(plan, context, tx, { candidates, keys, source });
  const counts = { created: stored.created.length, changed: stored.changed.length };
  const detail = { ...counts, source };
  if (keys.length > 0) await noteChange(plan, context, tx, { keys, detail, basis: writing.basis });
  await tellWritten(plan, context, tx, { keys, source });
  return { ...counts, unchanged: left.length - keys.length, faults, writtenKeys: keys };
}

/** The ledger entry of a change: whose data it was when the record is about people, else the keys as a detail. */
export async function noteChange(
  plan: RecordPlan,
  context: Context,
  tx: Db,
  change: {
    readonly keys: readonly string[];
    readonly detail: Readonly<Record<string, unknown>>;
    readonly basis?: string | undefined;
  },
): Promise<void> {
  const basis = change.basis ?? plan.record.rights.write;
  const personal = plan.personal.length > 0;
  await context.ledger(tx, {
    action: 'change',
    resource: plan.record.id,
    subjects: personal ? await subjectsOf(plan, tx, change.keys) : [],
    ...(basis ? { basis } : {}),
    detail: { ...change.detail, ...(personal ? {} : { keys: change.keys.slice(0, 20) }) },
  });
}

/** Rows as they come in, made ready for the steps; `simulated` is the platform's word unless a field bears it. */
export function candidatesOf(plan: RecordPlan, rows: readonly Incoming[], simulated: boolean): Candidate[] {
  const own = plan.record.fields['simulated'] !== undefined;
  return rows.map((values, row) => {
    if (own || !('simulated' in values)) return { row, values, simulated };
    const { simulated: said, ...rest } = values;
    return { row, values: rest, simulated: simulated || said === true };
  });
}

/**
 * Creates and changes rows of a record by key, for modules: the whole batch or, when one row is refused, nothing.
 * A field that a row leaves out stays as it is; the same rows twice change nothing. 1,000 to 5,000 rows a call are best.
 * @param tx the transaction of whatever the rows belong to
 * @throws Problem 422 `records.invalid` with one entry a wrong value (`rows[3].owner`)
 */
// oxlint-disable-next-line max-params -- reads as a sentence: in this context and transaction, of this record, these rows, so
export async function writeRows(
  context: Context,
  tx: Db,
  record: AnyRecord,
  rows: readonly Incoming[],
  options: WriteOptions,
): Promise<Written> {
  const plan = planOf(record);
  if (rows.length === 0) return { created: 0, changed: 0, unchanged: 0 };
  const candidates = candidatesOf(plan, rows, options.simulated ?? false);
  const outcome = await writeBatch(plan, context, tx, {
    candidates,
    writing: { ...options, computed: true },
  });
  if (outcome.faults.length > 0) throw invalid(outcome.faults, false);
  const { created, changed, unchanged } = outcome;
  return { created, changed, unchanged };
}
