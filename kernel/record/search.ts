import { sql, type RawBuilder } from 'kysely';
import { may } from '../actor.ts';
import type { Context } from '../context.ts';
import { isAskable } from './disclosure.ts';
import { noteLook } from './looks.ts';
import { searchCondition } from './filters.ts';
import { subjectField } from '../policy/policy.ts';
import { maskValue } from './mask.ts';
import { planOf, type RecordPlan } from './plan.ts';
import { recordRegistry } from './registry.ts';
import { scopeCondition } from './scope.ts';

export interface SearchHit {
  /** `module.name`. */
  readonly record: string;
  readonly key: string;
  readonly label: string;
  readonly simulated: boolean;
}

/** Records asked by one statement: few enough to be planned fast. */
const recordsAtOnce = 20;

/** Whether the search box finds anything for this actor here: the right to read, and a field open to it. */
function isSearchable(plan: RecordPlan, context: Context): boolean {
  const { list, rights } = plan.record;
  const open = (list.search ?? []).filter((name) => isAskable(plan, context, plan.field(name)));
  return open.length > 0 && may(context.actor, rights.read);
}

function hitsOf(plan: RecordPlan, context: Context, q: string, limit: number): RawBuilder<unknown> {
  const scope = scopeCondition(plan, context, plan.record.rights.read) ?? sql`true`;
  const label = plan.field(plan.record.label);
  const subject = plan.field(subjectField(plan.record));
  return sql`(
    select ${plan.record.id}::text as record, ${plan.key.at}::text as key, ${label.at}::text as label,
      t.simulated, ${subject.at}::text as subject
    from ${plan.table} t
    where ${searchCondition(plan, context, q)} and t.withdrawn_at is null and ${scope}
    order by ${plan.key.at} limit ${limit}
  )`;
}

/** A hit, with whose data it is. */
interface Found extends SearchHit {
  readonly subject: string | null;
}

async function noteHits(
  plans: readonly RecordPlan[],
  context: Context,
  hits: readonly Found[],
): Promise<void> {
  for (const plan of plans) {
    const rows = hits
      .filter(({ record }) => record === plan.record.id)
      .map(({ key, subject }) => ({ [plan.key.name]: key, [subjectField(plan.record)]: subject ?? key }));
    if (rows.length > 0) await noteLook(plan, context, { operation: 'search', rows });
  }
}

/**
 * Rows whose searched fields begin with the text, over every record that the actor may read, each in its scope.
 * A personal label is shown masked; personal fields are looked into only with the right to see them.
 * @param limit most hits of one record
 */
export async function searchRecords(context: Context, q: string, limit: number): Promise<SearchHit[]> {
  if (q.trim() === '') return [];
  const plans = [...recordRegistry(context.modules).values()]
    .map(({ record }) => planOf(record))
    .filter((plan) => isSearchable(plan, context));
  const found: Found[] = [];
  for (let start = 0; start < plans.length; start += recordsAtOnce) {
    const parts = plans.slice(start, start + recordsAtOnce).map((plan) => hitsOf(plan, context, q, limit));
    const { rows } = await sql<Found>`${sql.join(parts, sql` union all `)}`.execute(context.db);
    found.push(...rows);
  }
  await noteHits(plans, context, found);
  return found.map(({ subject: _subject, ...hit }) => maskLabel(plans, hit));
}

function maskLabel(plans: readonly RecordPlan[], hit: SearchHit): SearchHit {
  const plan = plans.find(({ record }) => record.id === hit.record);
  const label = plan?.field(plan.record.label);
  if (!label) return hit;
  const shown = label.personal ? maskValue(hit.label, label.field.mask) : hit.label;
  return { ...hit, label: String(shown ?? hit.key) };
}
