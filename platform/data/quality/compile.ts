import type { Dataset, DatasetField } from '#platform/data/catalogue';
import {
  citizenIdFault,
  creditCodeFault,
  faultColumn,
  givenColumn,
  givenSql,
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

const present = (name: string): string => `${givenColumn(name)} is not null`;

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

function agreesSql(check: Extract<Check, { kind: 'agrees-with-citizen-id' }>): string {
  const number = identifier(check.citizenId);
  const valid = `${faultColumn(check.citizenId)} is null and ${number} is not null`;
  const told =
    check.part === 'birth'
      ? `substr(${number}, 7, 4) || '-' || substr(${number}, 11, 2) || '-' || substr(${number}, 13, 2)`
      : `case when try_cast(substr(${number}, 17, 1) as integer) % 2 = 1 then '1' else '2' end`;
  return `${valid} and ${identifier(check.field)} is not null and ${identifier(check.field)} <> ${told}`;
}

/** Who uses a value is counted only for the few values that stand in so many rows at all. */
function sharedSql(check: Extract<Check, { kind: 'shared-by-at-most' }>): string {
  const field = identifier(check.field);
  const often = `select ${field} from across group by ${field} having count(*) > ${check.most}`;
  return `${field} is not null and ${field} in (select ${field} from across where ${field} in (${often}) group by ${field}
    having count(distinct ${identifier(check.distinct)}) > ${check.most})`;
}

/** Hashes are grouped at a fraction of what texts cost; the texts decide among rows whose hash stands twice. */
function uniqueSql(check: Extract<Check, { kind: 'unique' }>): string {
  const fields = check.fields.map(identifier);
  const whole = fields.map((field) => `${field} is not null`).join(' and ');
  const hash = `hash(${fields.join(', ')})`;
  const twice = `select ${hash} as hash from across group by hash having count(*) > 1`;
  const key = `struct_pack(${fields.map((field, at) => `f${at} := ${field}`).join(', ')})`;
  return `${whole} and ${key} in (select ${key} as key from across where ${hash} in (${twice})
    group by key having count(*) > 1)`;
}

/** Fields that rules compare across rows. */
function acrossFields(rules: readonly Rule[]): string[] {
  const fields = rules.flatMap(({ check }) => {
    if (check.kind === 'unique') return check.fields;
    return check.kind === 'shared-by-at-most' ? [check.field, check.distinct] : [];
  });
  return [...new Set(fields)];
}

type Predicates = {
  readonly [K in Check['kind']]: (
    check: Extract<Check, { kind: K }>,
    about: { readonly field: DatasetField | undefined; readonly lookups: Lookups },
  ) => string;
};

const unread = ({ field }: { readonly field: string }): string =>
  `${present(field)} and ${identifier(field)} is null`;

const faulty = ({ field }: { readonly field: string }): string => `${faultColumn(field)} is not null`;

const otherThan = (field: string, pattern: string): string =>
  `${identifier(field)} is not null and not regexp_full_match(${identifier(field)}, ${literal(pattern)})`;

/** Predicates that are true for a bad row, over the columns of `judged`. */
const predicates: Predicates = {
  required: ({ field }) => `not (${present(field)})`,
  length: ({ field, most }) => `length(${rawColumn(field)}) > ${most}`,
  type: unread,
  code: unread,
  'citizen-id': faulty,
  'credit-code': faulty,
  mobile: ({ field }) => otherThan(field, '1[0-9]{10}'),
  range: (check, { field, lookups }) => rangeSql(check, field, lookups.today),
  order: ({ earlier, later }) => `${identifier(earlier)} > ${identifier(later)}`,
  'agrees-with-citizen-id': agreesSql,
  pattern: ({ field, pattern }) => otherThan(field, pattern),
  unique: uniqueSql,
  'shared-by-at-most': sharedSql,
  reference: ({ field, codes }, { lookups }) => {
    const known = [...(lookups.codes.get(codes)?.keys() ?? [])].map(literal).join(', ');
    return `${identifier(field)} is not null and ${identifier(field)} not in (${known || "''"})`;
  },
};

function badSql(check: Check, dataset: Dataset, lookups: Lookups): string {
  const predicate = predicates[check.kind] as (check: Check, about: object) => string;
  return predicate(check, { field: dataset.fields.find(({ name }) => name === fieldOf(check)), lookups });
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

/** What is wrong with each identity number and credit code that a rule speaks of: worked out once, for all of them. */
function judgedSql(rules: readonly Rule[], lookups: Lookups): string {
  const faults = rules.flatMap(({ check }): [string, string][] => {
    if (check.kind === 'citizen-id') return [[check.field, citizenIdFault(check.field, lookups)]];
    if (check.kind === 'agrees-with-citizen-id')
      return [[check.citizenId, citizenIdFault(check.citizenId, lookups)]];
    return check.kind === 'credit-code' ? [[check.field, creditCodeFault(check.field)]] : [];
  });
  const columns = [...new Map(faults)].map(([field, fault]) => `, ${fault} as ${faultColumn(field)}`);
  return `select *${columns.join('')} from clean`;
}

/**
 * Compiles all rules of a dataset to one pass over its rows, with one bit a rule. Row predicates are evaluated once
 * a row; those that look across rows (unique, shared) by one grouping each over their own columns, which alone are
 * kept in memory: to read them again is cheaper than to keep whole rows. The order of rows is nearly that of `raw`.
 */
export function compileChecks(dataset: Dataset, rules: readonly Rule[], lookups: Lookups): CompiledChecks {
  const compiled = rules.map((rule, index) => ({
    rule,
    field: fieldOf(rule.check),
    column: Math.floor(index / rulesAColumn),
    bit: index % rulesAColumn,
  }));
  const columns = Math.max(1, Math.ceil(compiled.length / rulesAColumn));
  const raw = dataset.fields.map(({ name }) => rawColumn(name));
  const given = dataset.fields.map((field) => `${givenSql(field)} as ${givenColumn(field.name)}`);
  const normal = dataset.fields.map((field) => `${normalSql(field, lookups)} as ${identifier(field.name)}`);
  const names = dataset.fields.map((field) => identifier(field.name));
  const faults =
    compiled.length === 0
      ? ['0::bigint as _faults_0']
      : Array.from({ length: columns }, (_, column) => faultColumnSql(compiled, column, dataset, lookups));
  const across = acrossFields(rules).map(identifier);
  const sql = `
    with given as not materialized (select _row, _line, ${[...raw, ...given].join(', ')} from raw),
    clean as not materialized (select *, ${normal.join(', ')} from given),
    across as materialized (select ${across.join(', ') || '0'} from ${across.length > 0 ? 'clean' : '(select 0)'}),
    judged as not materialized (${judgedSql(rules, lookups)}),
    marked as (select _row, _line, ${names.join(', ')}, ${faults.join(', ')} from judged)
    select *, coalesce(${identifier(dataset.key)}, '') as _key, (${compiled.length === 0 ? 'false' : blockedSql(compiled, columns)}) as _blocked
    from marked`;
  return { rules: compiled, sql, faultColumns: columns };
}
