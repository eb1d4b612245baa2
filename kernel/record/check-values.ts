import type { z } from 'zod';
import type { Text } from '../texts.ts';
import type { Fault } from './fault.ts';
import { isGeometry } from './geojson.ts';
import type { Incoming } from './overrides.ts';
import type { PlannedField, RecordPlan } from './plan.ts';
import { wordsOfIssue } from '../zod-words.ts';

/** A row as it goes through the steps of writing. */
export interface Candidate {
  /** Position among the rows that were given. */
  readonly row: number;
  values: Incoming;
  readonly simulated: boolean;
}

/** Text that the store cannot hold: a zero character or half a character. */
const isUnstorable = (value: unknown): boolean =>
  typeof value === 'string' && (value.includes('\0') || !value.isWellFormed());

const unstorable = {
  code: 'records.unreadable-character',
  detail: {
    zh: '含有无法保存的字符，请重新输入。',
    en: 'It holds a character that cannot be stored. Type it again.',
  },
};

const noGeometry = {
  code: 'records.invalid-geometry',
  detail: {
    zh: '不是有效的几何图形：类型、坐标或闭合有误。',
    en: 'This is no valid geometry: its kind, a coordinate or the closing of a ring is wrong.',
  },
};

const isBadGeometry = ({ field: { kind } }: PlannedField, value: unknown): boolean =>
  (kind === 'geometry' || kind === 'point') && value !== null && value !== undefined && !isGeometry(value);

/** A value that is none of the choices is told them by the names that pages and files give them. */
function wordsOf({ field }: PlannedField, issue: z.core.$ZodIssue): Text {
  const names = Object.values(field.names ?? {});
  if (issue.code !== 'invalid_value' || issue.path.length > 0 || names.length === 0)
    return wordsOfIssue(issue);
  const [zh, en] = [names.map((name) => name.zh).join('、'), names.map((name) => name.en).join(', ')];
  return { zh: `只能是其中之一：${zh}。`, en: `It must be one of: ${en}.` };
}

function faultsOfValue(
  each: PlannedField,
  value: unknown,
  row: number,
): { parsed?: unknown; faults: Fault[] } {
  if (isUnstorable(value)) return { faults: [{ row, field: each.name, ...unstorable }] };
  if (isBadGeometry(each, value)) return { faults: [{ row, field: each.name, ...noGeometry }] };
  if (value === null && each.field.optional) return { parsed: null, faults: [] };
  const read = each.field.schema.safeParse(value, { reportInput: true });
  if (read.success) return { parsed: read.data ?? null, faults: [] };
  const faults = read.error.issues.map((issue) => ({
    row,
    field: each.name,
    code: `records.${issue.code.replaceAll('_', '-')}`,
    detail: wordsOf(each, issue),
  }));
  return { faults };
}

const unknownField = (row: number, name: string): Fault => ({
  row,
  field: name,
  code: 'records.unknown-field',
  detail: { zh: `没有可填写的字段 ${name}。`, en: `There is no field ${name} to fill in.` },
});

/** Faults of fields that a form or a file has no business to fill in: unknown ones and those the platform computes. */
export function checkFields(plan: RecordPlan, { row, values }: Candidate): Fault[] {
  const { fields } = plan.record;
  return Object.keys(values)
    .filter((name) => !Object.hasOwn(fields, name) || fields[name]?.computed)
    .map((name) => unknownField(row, name));
}

/** Checks the values that a row gives, each against its field's schema, and puts the read values in their place. */
export function checkValues(plan: RecordPlan, candidate: Candidate): Fault[] {
  const { row, values } = candidate;
  const faults: Fault[] = [];
  const parsed: Record<string, unknown> = {};
  for (const [name, value] of Object.entries(values)) {
    const each = Object.hasOwn(plan.record.fields, name) ? plan.field(name) : undefined;
    if (!each) {
      faults.push(unknownField(row, name));
      continue;
    }
    if (value === undefined) continue;
    const checked = faultsOfValue(each, value, row);
    faults.push(...checked.faults);
    parsed[name] = checked.parsed;
  }
  candidate.values = parsed;
  if (parsed[plan.key.name] === undefined && faults.every(({ field }) => field !== plan.key.name))
    faults.push(...faultsOfValue(plan.key, undefined, row).faults);
  return faults;
}

/**
 * Faults of a row that shall be created and leaves out what must be there; defaults of the schema are filled in.
 * @param computed whether the writer is the platform, which then owes the computed fields as well
 */
export function checkComplete(plan: RecordPlan, candidate: Candidate, computed: boolean): Fault[] {
  const faults: Fault[] = [];
  const complete: Record<string, unknown> = { ...candidate.values };
  for (const each of plan.fields) {
    const left = complete[each.name] === undefined;
    if (!left || each.field.optional || (each.field.computed && !computed)) continue;
    const checked = faultsOfValue(each, undefined, candidate.row);
    faults.push(...checked.faults);
    if (checked.parsed !== undefined && checked.parsed !== null) complete[each.name] = checked.parsed;
  }
  candidate.values = complete;
  return faults;
}
