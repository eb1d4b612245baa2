import type { FieldKind, FieldPair, Missing } from './comparison.ts';
import { inForms, literal, present } from './forms.ts';

type OfKind<K extends FieldKind['kind']> = Extract<FieldKind, { readonly kind: K }>;

/** Twenty digits before the point and ten after it: a difference of two such cannot overflow. */
const decimal = 'decimal(30, 10)';

const number = (text: string): string =>
  `try_cast(replace(${inForms(text, ['half-width', 'no-blanks'])}, ',', '') as ${decimal})`;

const formats = ['%Y-%m-%d', '%Y%m%d', '%Y/%m/%d', '%Y.%m.%d', '%Y年%m月%d日', '%Y-%m-%d %H:%M:%S'];

const day = (text: string): string =>
  `try_strptime(${inForms(text, ['half-width', 'trim'])}, [${formats.map(literal).join(', ')}])::date`;

function numbersDiffer(left: string, right: string, as: OfKind<'number'>): string {
  const [l, r] = [number(left), number(right)];
  const beyond: string[] = [];
  if (as.absolute !== undefined)
    beyond.push(`abs(${l} - ${r}) > ${literal(String(as.absolute))}::double::${decimal}`);
  if (as.relative !== undefined)
    beyond.push(
      `abs(${l} - ${r})::double > ${literal(String(as.relative))}::double * greatest(abs(${l}), abs(${r}))::double`,
    );
  return `coalesce(${beyond.length > 0 ? beyond.join(' and ') : `${l} <> ${r}`}, true)`;
}

/** Between the codes of a pair; stands in no code. */
const between = '\u001f';

function codesDiffer(left: string, right: string, { pairs }: OfKind<'code'>): string {
  const [l, r] = [present(left), present(right)];
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

/**
 * SQL condition, never null: do the two differ? Same texts, which most are, are told apart first and cost no more.
 * A code that is the same on both sides may yet mean something else, so codes are always looked at.
 */
export function fieldDiffers(left: string, right: string, field: FieldPair, missing: Missing): string {
  const [l, r] = [present(left), present(right)];
  const lacking = (field.missing ?? missing) === 'skipped' ? 'false' : `${l} is not null or ${r} is not null`;
  const same =
    field.as.kind === 'code' && field.as.pairs.length > 0 ? '' : `when ${left} = ${right} then false`;
  return `case ${same} when ${l} is null or ${r} is null then ${lacking}
    else ${valuesDiffer(left, right, field.as)} end`;
}
