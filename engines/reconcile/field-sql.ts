import { literal } from '#engines/duckdb-text';
import type { FieldKind, FieldPair, Missing } from './comparison.ts';
import { careful, inForms, present } from './forms.ts';

type OfKind<K extends FieldKind['kind']> = Extract<FieldKind, { readonly kind: K }>;

const plainNumber = literal('[-+0-9.eE]+');

/** Null for what cannot be read, and for what a cast would take for one: infinity and the like. */
function number(text: string, type: string): string {
  const put = `replace(replace(${careful(text)}, ',', ''), ' ', '')`;
  return `case when regexp_full_match(${text}, ${plainNumber}) then try_cast(${text} as ${type})
    when regexp_full_match(${put}, ${plainNumber}) then try_cast(${put} as ${type}) end`;
}

const formats = ['%Y-%m-%d', '%Y%m%d', '%Y/%m/%d', '%Y.%m.%d', '%Y年%m月%d日', '%Y-%m-%d %H:%M:%S'];

/** A cast reads a day that is written as most are at a tenth of the cost. */
const day = (text: string): string =>
  `case when regexp_full_match(${text}, '[12][0-9]{3}-[0-9]{2}-[0-9]{2}') then try_cast(${text} as date)
    else try_strptime(${careful(text)}, [${formats.map(literal).join(', ')}])::date end`;

/** What may lie between two numbers of at most fifteen digits that are as far apart as is allowed, for being binary. */
const binaryError = 4e-15;

/** SQL condition, null when one is no number: do the two lie further apart than is allowed? */
function apart(left: string, right: string, { as, error }: { as: OfKind<'number'>; error: number }): string {
  const distance = `abs(${left} - ${right})::double`;
  const larger = `greatest(abs(${left}), abs(${right}))::double`;
  const allowed = [
    as.absolute === undefined ? undefined : `${as.absolute}::double`,
    as.relative === undefined ? undefined : `${as.relative}::double * ${larger}`,
  ].filter((each) => each !== undefined);
  if (allowed.length === 0) return `${left} <> ${right}`;
  return allowed.map((most) => `${distance} > ${most} + ${error}::double * ${larger}`).join(' and ');
}

/** Numbers too long for a double are read as decimals of ten places, at ten times the cost; longer ones not at all. */
function numbersDiffer(left: string, right: string, as: OfKind<'number'>): string {
  const as15 = apart(number(left, 'double'), number(right, 'double'), { as, error: binaryError });
  const [l, r] = [number(left, 'decimal(30, 10)'), number(right, 'decimal(30, 10)')];
  return `coalesce(case when length(${left}) <= 15 and length(${right}) <= 15 then ${as15}
    else ${apart(l, r, { as, error: 0 })} end, true)`;
}

/** Between the codes of a pair; stands in no code. */
const between = '\u001f';

function codesDiffer(left: string, right: string, { pairs }: OfKind<'code'>): string {
  const [l, r] = [left, right];
  if (pairs.length === 0) return `${l} <> ${r}`;
  const lefts = [...new Set(pairs.map(([each]) => each))];
  const list = (texts: readonly string[]) => `(${texts.map(literal).join(', ')})`;
  return `case when ${l} in ${list(lefts)}
    then ${l} || ${literal(between)} || ${r} not in ${list(pairs.map((pair) => pair.join(between)))}
    else ${l} <> ${r} end`;
}

function valuesDiffer(left: string, right: string, as: FieldKind): string {
  switch (as.kind) {
    case 'text':
      return as.forms?.length ? `${inForms(left, as.forms)} <> ${inForms(right, as.forms)}` : 'true';
    case 'number':
      return numbersDiffer(left, right, as);
    case 'date':
      return `coalesce(abs(date_diff('day', ${day(left)}, ${day(right)})) > ${Math.trunc(as.days ?? 0)}, true)`;
    case 'code':
      return codesDiffer(left, right, as);
  }
}

/** A code that is the same on both sides may yet mean something else. */
const alwaysLooked = ({ as }: FieldPair): boolean => as.kind === 'code' && as.pairs.length > 0;

/** SQL condition, cheap and never null: false only where the two are surely equal. */
export const mayDiffer = (left: string, right: string, field: FieldPair): string =>
  alwaysLooked(field) ? fieldDiffers(left, right, field, 'differs') : `${left} is distinct from ${right}`;

/**
 * SQL condition, never null: do the two differ? Same texts, which most are, are told apart first and cost no more.
 */
export function fieldDiffers(left: string, right: string, field: FieldPair, missing: Missing): string {
  const [l, r] = [present(left), present(right)];
  const lacking = (field.missing ?? missing) === 'skipped' ? 'false' : `${l} is not null or ${r} is not null`;
  const same = alwaysLooked(field) ? '' : `when ${left} = ${right} then false`;
  return `case ${same} when ${l} is null or ${r} is null then ${lacking}
    else ${valuesDiffer(left, right, field.as)} end`;
}
