import { sql, type RawBuilder } from 'kysely';
import { columnOf, isPersonal, systemColumns, type RecordOf } from './define.ts';
import type { Field } from './field.ts';

/** One field, ready for SQL. */
export interface PlannedField {
  readonly name: string;
  /** Plain name of the column. */
  readonly column: string;
  readonly field: Field;
  readonly personal: boolean;
  /** `t."column"`, in statements whose rows are called `t`. */
  readonly at: RawBuilder<unknown>;
}

/** A record worked out once: what every statement about it is put together from. */
export interface RecordPlan {
  readonly record: RecordOf;
  /** Quoted `schema.table`. */
  readonly table: RawBuilder<unknown>;
  readonly history: RawBuilder<unknown>;
  readonly key: PlannedField;
  readonly fields: readonly PlannedField[];
  readonly personal: readonly PlannedField[];
  /** Select list that gives the values by field name and the system columns by `meta*`. */
  readonly select: RawBuilder<unknown>;
  /** Every column that `select` and the filters need, for reads that unite table and history. */
  readonly columns: RawBuilder<unknown>;
  /** @throws Error for a name that the record does not have */
  field(name: string): PlannedField;
}

export const quote = (name: string): string => `"${name.replaceAll('"', '""')}"`;
export const quoteTable = (table: string): string => table.split('.').map(quote).join('.');

const metaSelect = `t.revision as "metaRevision", t.valid_from as "metaValidFrom", t.recorded_at as "metaRecordedAt",
  t.recorded_by as "metaRecordedBy", t.source as "metaSource", t.reason as "metaReason",
  t.simulated as "metaSimulated", t.withdrawn_at as "metaWithdrawnAt"`;

/** How a column becomes a value of the API: numeric as a number, geometry as GeoJSON; the rest the store reads right. */
function reading(each: PlannedField): string {
  const at = `t.${quote(each.column)}`;
  if (each.field.kind === 'number') return `${at}::float8`;
  if (each.field.kind === 'point' || each.field.kind === 'geometry') return `ST_AsGeoJSON(${at}, 8)::json`;
  return at;
}

function makePlan(record: RecordOf): RecordPlan {
  const fields = Object.entries(record.fields).map(([name, each]): PlannedField => {
    const column = columnOf(record, name);
    return { name, column, field: each, personal: isPersonal(each), at: sql.raw(`t.${quote(column)}`) };
  });
  const byName = new Map(fields.map((each) => [each.name, each]));
  const field = (name: string): PlannedField => {
    const found = byName.get(name);
    if (!found) throw new Error(`record ${record.id} has no field ${name}`);
    return found;
  };
  const values = fields.map((each) => `${reading(each)} as ${quote(each.name)}`);
  return {
    record,
    table: sql.raw(quoteTable(record.table)),
    history: sql.raw(quoteTable(`${record.table}_history`)),
    key: field(record.key),
    fields,
    personal: fields.filter((each) => each.personal),
    select: sql.raw([...values, metaSelect].join(', ')),
    columns: sql.raw([...fields.map((each) => quote(each.column)), ...systemColumns].join(', ')),
    field,
  };
}

const plans = new WeakMap<RecordOf, RecordPlan>();

/** The plan of a record, made at its first use. */
export function planOf(record: RecordOf): RecordPlan {
  const known = plans.get(record);
  if (known) return known;
  const made = makePlan(record);
  plans.set(record, made);
  return made;
}
