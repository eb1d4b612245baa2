import type { RowMeta } from './define.ts';
import { maskRow, type Disclosure } from './disclosure.ts';
import type { RecordPlan } from './plan.ts';

/** A row as `plan.select` gives it. */
export interface RawRow {
  readonly metaRevision: number;
  readonly metaValidFrom: string;
  readonly metaRecordedAt: string;
  readonly metaRecordedBy: string;
  readonly metaSource: string;
  readonly metaReason: string | null;
  readonly metaSimulated: boolean;
  readonly metaWithdrawnAt: string | null;
  readonly [field: string]: unknown;
}

export type ApiRow = Record<string, unknown> & { readonly meta: RowMeta };

/** The values of a row by field name, unmasked. */
export function valuesOf(plan: RecordPlan, raw: RawRow): Record<string, unknown> {
  const values: Record<string, unknown> = {};
  for (const { name } of plan.fields) values[name] = raw[name];
  return values;
}

/** A row as the API gives it to this reader. */
export function apiRow(plan: RecordPlan, raw: RawRow, disclosure: Disclosure): ApiRow {
  const values = valuesOf(plan, raw);
  const masked = maskRow(plan, values, raw, disclosure);
  const meta: RowMeta = {
    revision: raw.metaRevision,
    validFrom: raw.metaValidFrom,
    recordedAt: raw.metaRecordedAt,
    recordedBy: raw.metaRecordedBy,
    source: raw.metaSource,
    simulated: raw.metaSimulated,
    withdrawnAt: raw.metaWithdrawnAt,
    masked: masked.map(({ name }) => name),
  };
  return Object.assign(values, { meta });
}

export const keyOf = (plan: RecordPlan, row: Readonly<Record<string, unknown>>): string =>
  String(row[plan.key.name]);
