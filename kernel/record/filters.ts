import { sql } from 'kysely';
import type { Context } from '../context.ts';
import { Problem } from '../problem.ts';
import { filterable, isAskable } from './disclosure.ts';
import type { FieldKind } from './field.ts';
import type { PlannedField, RecordPlan } from './plan.ts';
import { likePrefix } from './like.ts';
import type { Condition } from './scope.ts';

/** What a list may be asked, as its parsed query gives it. */
export interface RowQuery {
  readonly q?: string | undefined;
  readonly withdrawn?: 'no' | 'yes' | 'only';
  readonly source?: string | undefined;
  /** Declared filters: `owner`, `builtOn.from`. */
  readonly [filter: string]: unknown;
}

const dateText = /^\d{4}-\d\d-\d\d$/;
const instantText = /^\d{4}-\d\d-\d\dT\d\d:\d\d(:\d\d(\.\d+)?)?(Z|[+-]\d\d:?\d\d)?$/;
const wholeText = /^-?\d{1,15}$/;
const numberText = /^-?\d{1,30}(\.\d{1,30})?$/;
const truths: Readonly<Record<string, boolean>> = {
  yes: true,
  true: true,
  是: true,
  no: false,
  false: false,
  否: false,
};

function unreadable({ name, field }: PlannedField, value: string): Problem {
  return new Problem(
    400,
    'records.filter-unreadable',
    {
      zh: `筛选条件“${field.label.zh}”的值无法识别：${value}`,
      en: `The filter "${field.label.en}" cannot be read: ${value}`,
    },
    { field: name },
  );
}

/** A date that the calendar has: 31 February is none. */
function isCalendarDate(text: string): boolean {
  if (!dateText.test(text)) return false;
  const day = new Date(`${text}T00:00:00Z`);
  return !Number.isNaN(day.getTime()) && day.toISOString().startsWith(text);
}

type Operand = (text: string) => Condition | undefined;

const plainText: Operand = (text) => sql`${text}`;

/** How a kind of field reads one value of a filter, cast so that the index of the column serves it. */
const operands: Partial<Record<FieldKind, Operand>> = {
  text: plainText,
  code: plainText,
  reference: plainText,
  integer: (text) => (wholeText.test(text) ? sql`${text}::int8` : undefined),
  money: (text) => (wholeText.test(text) ? sql`${text}::int8` : undefined),
  number: (text) => (numberText.test(text) ? sql`${text}::numeric` : undefined),
  date: (text) => (isCalendarDate(text) ? sql`${text}::date` : undefined),
  instant: (text) =>
    instantText.test(text) && !Number.isNaN(Date.parse(text)) ? sql`${text}::timestamptz` : undefined,
  boolean: (text) => (Object.hasOwn(truths, text) ? sql`${truths[text]}::boolean` : undefined),
};

function operand(each: PlannedField, text: string): Condition {
  const read = operands[each.field.kind]?.(text);
  if (read) return read;
  throw unreadable(each, text);
}

/** A day of the city: an instant that is given as a date means the whole of it. */
function sameDay(each: PlannedField, text: string): Condition {
  return sql`(${each.at} >= ${text}::date::timestamptz and ${each.at} < (${text}::date + 1)::timestamptz)`;
}

const isDay = (each: PlannedField, text: string): boolean =>
  each.field.kind === 'instant' && isCalendarDate(text);

function anyOf(each: PlannedField, texts: readonly string[]): Condition {
  if (each.field.kind === 'list') return sql`${each.at} && array[${sql.join(texts)}]::text[]`;
  const days = texts.filter((text) => isDay(each, text));
  const others = texts.filter((text) => !isDay(each, text));
  const parts = days.map((text) => sameDay(each, text));
  if (others.length === 1) parts.push(sql`${each.at} = ${operand(each, others[0] ?? '')}`);
  if (others.length > 1)
    parts.push(sql`${each.at} in (${sql.join(others.map((text) => operand(each, text)))})`);
  return parts.length === 1 && parts[0] ? parts[0] : sql`(${sql.join(parts, sql` or `)})`;
}

/** `a,b` is any of them; `none`, or nothing at all, is "has no value". */
function valueCondition(each: PlannedField, text: string): Condition {
  const all = text.split(',').map((part) => part.trim());
  const values = all.filter((part) => part !== '' && part !== 'none');
  const missing = values.length < all.length;
  if (values.length === 0) return sql`${each.at} is null`;
  return missing ? sql`(${each.at} is null or ${anyOf(each, values)})` : anyOf(each, values);
}

/** Both ends belong to the range. */
function rangeCondition(each: PlannedField, end: 'from' | 'to', text: string): Condition {
  if (isDay(each, text))
    return end === 'from'
      ? sql`${each.at} >= ${text}::date::timestamptz`
      : sql`${each.at} < (${text}::date + 1)::timestamptz`;
  const value = operand(each, text);
  return end === 'from' ? sql`${each.at} >= ${value}` : sql`${each.at} <= ${value}`;
}

/** What was asked of the declared filters: the field, the end of a range, the text. */
function askedFilters(plan: RecordPlan, query: RowQuery) {
  return plan.record.list.filters.flatMap((name) =>
    (['', '.from', '.to'] as const).flatMap((end) => {
      const text = query[`${name}${end}`];
      return typeof text === 'string' ? [{ each: plan.field(name), end, text }] : [];
    }),
  );
}

/** The fields that the search box looks into for this reader. @throws Problem 403 when none is left */
function searched(plan: RecordPlan, context: Context): readonly PlannedField[] {
  const declared = (plan.record.list.search ?? []).map((name) => plan.field(name));
  if (declared.length === 0)
    throw new Problem(400, 'records.no-search', {
      zh: '此登记没有可搜索的字段，请用筛选条件。',
      en: 'No field of this record can be searched. Use the filters.',
    });
  const open = declared.filter((each) => isAskable(plan, context, each));
  return open.length > 0 ? open : declared;
}

/** A condition on a field, for the rows alone in which the reader may ask for it. */
function asked(plan: RecordPlan, context: Context, each: PlannedField, condition: Condition): Condition {
  const where = filterable(plan, context, each);
  return where ? sql`(${condition} and ${where})` : condition;
}

export function searchCondition(plan: RecordPlan, context: Context, q: string): Condition {
  const like = likePrefix(q.trim().toLowerCase());
  const parts = searched(plan, context).map((each) =>
    asked(plan, context, each, sql`lower(${each.at}) like ${like}`),
  );
  return sql`(${sql.join(parts, sql` or `)})`;
}

/**
 * The conditions of a list, without the scope.
 * @throws Problem 400 `records.filter-unreadable`, 403 `records.may-not-filter`
 */
export function filterConditions(plan: RecordPlan, context: Context, query: RowQuery): Condition[] {
  const conditions = askedFilters(plan, query).map(({ each, end, text }) => {
    const range = end === '.from' ? 'from' : 'to';
    const condition = () => (end === '' ? valueCondition(each, text) : rangeCondition(each, range, text));
    const where = filterable(plan, context, each);
    return where ? sql`(${condition()} and ${where})` : condition();
  });
  if (query.q?.trim()) conditions.push(searchCondition(plan, context, query.q));
  if (query.source) conditions.push(sql`t.source = ${query.source}`);
  if (query.withdrawn !== 'yes')
    conditions.push(
      query.withdrawn === 'only' ? sql`t.withdrawn_at is not null` : sql`t.withdrawn_at is null`,
    );
  return conditions;
}
