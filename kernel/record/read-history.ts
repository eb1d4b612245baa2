import { sql } from 'kysely';
import { isDeepStrictEqual } from 'node:util';
import type { z } from 'zod';
import type { Context } from '../context.ts';
import { notFound } from '../problem.ts';
import { disclose, maskedIn, type Disclosure } from './disclosure.ts';
import { noteLook } from './looks.ts';
import { maskValue } from './mask.ts';
import type { ChangeSchema } from './operations.ts';
import type { RecordPlan } from './plan.ts';
import { findRaw } from './read-row.ts';
import type { RawRow } from './rows.ts';
import { scopeCondition } from './scope.ts';
import { writerNames } from './writers.ts';

export type Change = z.output<typeof ChangeSchema>;

/** A row that was changed more often than this shows its newest changes only. */
const mostVersions = 500;

/** A field that is masked in either version is masked in both. */
function changesBetween(
  plan: RecordPlan,
  before: RawRow | undefined,
  after: RawRow,
  disclosure: Disclosure,
): Change['changes'] {
  const versions = before ? [before, after] : [after];
  const masked = new Set(
    versions.flatMap((each) => maskedIn(plan, disclosure, each).map(({ name }) => name)),
  );
  return plan.fields
    .filter(({ name }) => !isDeepStrictEqual(before?.[name] ?? null, after[name] ?? null))
    .map(({ name, field }) => {
      const shown = (value: unknown) => (masked.has(name) ? maskValue(value, field.mask) : value) ?? null;
      return { field: name, before: shown(before?.[name]), after: shown(after[name]) };
    });
}

/** The versions before the present one, as far as each lies itself in what the reader may see. */
async function versions(
  plan: RecordPlan,
  context: Context,
  key: string,
  disclosure: Disclosure,
): Promise<RawRow[]> {
  if (plan.record.versions === 'none') return [];
  const scope = scopeCondition(plan, context, plan.record.rights.read) ?? sql`true`;
  const { rows } = await sql<RawRow>`
    select ${plan.select}${disclosure.flags} from ${plan.history} t where ${plan.key.at} = ${key} and ${scope}
    order by t.revision desc limit ${mostVersions}
  `.execute(context.db);
  return rows;
}

/**
 * Every change of a row, newest first: what was before, what after, who, when, from where.
 * @throws Problem 404 `request.not-found`
 */
export async function readHistory(
  plan: RecordPlan,
  context: Context,
  wanted: { readonly key: string; readonly reveal?: 'no' | 'yes' },
): Promise<Change[]> {
  const { key } = wanted;
  const disclosure = await disclose(plan, context, wanted.reveal === 'yes');
  const present = await findRaw(plan, context, context.db, {
    key,
    permission: plan.record.rights.read,
    disclosure,
  });
  if (!present) throw notFound(plan.record.title, key);
  const all = [present, ...(await versions(plan, context, key, disclosure))];
  await noteLook(plan, context, { operation: 'history', rows: all, disclosure });
  const names = await writerNames(
    context,
    all.map((version) => version.metaRecordedBy),
  );
  return all.map((version, index) => ({
    key,
    revision: version.metaRevision,
    validFrom: version.metaValidFrom,
    recordedAt: version.metaRecordedAt,
    recordedBy: version.metaRecordedBy,
    recordedByName: names.get(version.metaRecordedBy) ?? null,
    source: version.metaSource,
    reason: version.metaReason,
    withdrawn: version.metaWithdrawnAt !== null,
    changes: changesBetween(plan, all[index + 1], version, disclosure),
  }));
}
