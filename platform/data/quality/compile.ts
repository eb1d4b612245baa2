import type { Dataset, DatasetField } from '#platform/data/catalogue';
import {
  citizenIdFault,
  creditCodeFault,
  identifier,
  literal,
  normalSql,
  rawColumn,
  type Lookups,
} from './compile-expressions.ts';
import type { Check, Rule } from './rule.ts';

/** Rules that share one 63-bit column of faults. */
const rulesAColumn = 60;

export interface CompiledRule {
  readonly rule: Rule;
  /** Field whose value a person is shown. */
  readonly field: string;
  /** Column of faults and bit in it. */
  readonly column: number;
  readonly bit: number;
}

export interface CompiledChecks {
  readonly rules: readonly CompiledRule[];
  /** One statement: from `raw` (columns `_row`, `_line`, `raw:<field>`) to rows with normal values and faults. */
  readonly sql: string;
  readonly faultColumns: number;
}

/** The field that a finding of a check is about. */
export function fieldOf(check: Check): string {
  if (check.kind === 'order') return check.later;
  if (check.kind === 'unique') return check.fields[0] ?? '';
  return check.field;
}

const present = (name: string): string => `nullif(trim(${rawColumn(name)}, ' \t\r\n\u3000'), '') is not null`;

const bound = (value: string, today: string): string => literal(value === 'today' ? today : value);

function rangeSql(
  check: Extract<Check, { kind: 'range' }>,
  field: DatasetField | undefined,
  today: string,
): string {
  const numeric = field?.type === 'integer' || field?.type === 'number';
  const column = numeric ? `try_cast(${identifier(check.field)} as double)` : identifier(check.field);
  const value = (text: string) => (numeric ? String(Number(text)) : bound(text, today));
  const low = check.from === undefined ? [] : [`${column} < ${value(check.from)}`];
  const high = check.to === undefined ? [] : [`${column} > ${value(check.to)}`];
  return [...low, ...high].join(' or ');
}

function agreesSql(check: Extract<Check, { kind: 'agrees-with-citizen-id' }>, lookups: Lookups): string {
  const number = identifier(check.citizenId);
  const valid = `(${citizenIdFault(check.citizenId, lookups)}) is null and ${number} is not null`;
  const told =
    check.part === 'birth'
      ? `substr(${number}, 7, 4) || '-' || substr(${number}, 11, 2) || '-' || substr(${number}, 13, 2)`
      : `case when try_cast(substr(${number}, 17, 1) as integer) % 2 = 1 then '1' else '2' end`;
  return `${valid} and ${identifier(check.field)} is not null and ${identifier(check.field)} <> ${told}`;
}

function sharedSql(check: Extract<Check, { kind: 'shared-by-at-most' }>): string {
  const field = identifier(check.field);
  return `${field} in (select ${field} from clean where ${field} is not null group by ${field}
    having count(distinct ${identifier(check.distinct)}) > ${check.most})`;
}

function uniqueSql(check: Extract<Check, { kind: 'unique' }>): string {
  const fields = check.fields.map(identifier);
  const whole = fields.map((field) => `${field} is not null`).join(' and ');
  return `${whole} and count(*) over (partition by ${fields.join(', ')}) > 1`;
}

/** Predicate that is true for a bad row, over the columns of `clean`. */
function badSql(check: Check, dataset: Dataset, lookups: Lookups): string {
  const field = dataset.fields.find((each) => each.name === fieldOf(check));
  const column = identifier(fieldOf(check));
  const codes = (table: string) => [...(lookups.codes.get(table)?.keys() ?? [])].map(literal).join(', ');
  switch (check.kind) {
    case 'required':
      return `not (${present(check.field)})`;
    case 'length':
      return `length(${rawColumn(check.field)}) > ${check.most}`;
    case 'type':
    case 'code':
      return `${present(check.field)} and ${column} is null`;
    case 'citizen-id':
      return `(${citizenIdFault(check.field, lookups)}) is not null`;
    case 'credit-code':
      return `(${creditCodeFault(check.field)}) is not null`;
    case 'mobile':
      return `${column} is not null and not regexp_full_match(${column}, '1[0-9]{10}')`;
    case 'range':
      return rangeSql(check, field, lookups.today);
    case 'order':
      return `${identifier(check.earlier)} > ${identifier(check.later)}`;
    case 'agrees-with-citizen-id':
      return agreesSql(check, lookups);
    case 'pattern':
      return `${column} is not null and not regexp_full_match(${column}, ${literal(check.pattern)})`;
    case 'unique':
      return uniqueSql(check);
    case 'shared-by-at-most':
      return sharedSql(check);
    case 'reference':
      return `${column} is not null and ${column} not in (${codes(check.codes) || "''"})`;
  }
}

function faultColumnSql(
  rules: readonly CompiledRule[],
  column: number,
  dataset: Dataset,
  lookups: Lookups,
): string {
  const bits = rules
    .filter((each) => each.column === column)
    .map(
      ({ rule, bit }) =>
        `(case when ${badSql(rule.check, dataset, lookups)} then ${2n ** BigInt(bit)}::bigint else 0 end)`,
    );
  return `${bits.join(' | ')} as _faults_${column}`;
}

function blockedSql(rules: readonly CompiledRule[], columns: number): string {
  const masks = Array.from({ length: columns }, (_, column) => {
    const mask = rules
      .filter((each) => each.column === column && each.rule.severity === 'block')
      .reduce((sum, { bit }) => sum + 2n ** BigInt(bit), 0n);
    return `(_faults_${column} & ${mask}::bigint) <> 0`;
  });
  return masks.join(' or ');
}

/**
 * Compiles all rules of a dataset to one pass over its rows, with one bit a rule. Row predicates are evaluated once
 * a row; those that look across rows (unique, shared) by one grouping each.
 */
export function compileChecks(dataset: Dataset, rules: readonly Rule[], lookups: Lookups): CompiledChecks {
  const compiled = rules.map((rule, index) => ({
    rule,
    field: fieldOf(rule.check),
    column: Math.floor(index / rulesAColumn),
    bit: index % rulesAColumn,
  }));
  const columns = Math.max(1, Math.ceil(compiled.length / rulesAColumn));
  const normal = dataset.fields.map((field) => `${normalSql(field, lookups)} as ${identifier(field.name)}`);
  const names = dataset.fields.map((field) => identifier(field.name));
  const faults =
    compiled.length === 0
      ? ['0::bigint as _faults_0']
      : Array.from({ length: columns }, (_, column) => faultColumnSql(compiled, column, dataset, lookups));
  const sql = `
    with clean as materialized (select _row, _line, ${dataset.fields.map((field) => rawColumn(field.name)).join(', ')}, ${normal.join(', ')} from raw),
    marked as (select _row, _line, ${names.join(', ')}, ${faults.join(', ')} from clean)
    select *, coalesce(${identifier(dataset.key)}, '') as _key, (${compiled.length === 0 ? 'false' : blockedSql(compiled, columns)}) as _blocked
    from marked order by _row`;
  return { rules: compiled, sql, faultColumns: columns };
}
