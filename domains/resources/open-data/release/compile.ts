import { literal, quoted } from '#engines/duckdb-text';
import { columnName } from './rules.ts';
import type { Column, ColumnChoice, Generalisation } from '../shapes.ts';
import type { Source, SourceField, ValueType } from './source.ts';

/** What the columns are made with besides the source itself. */
export interface Making {
  /** Names of towns by their code. */
  readonly towns: ReadonlyMap<string, string>;
  /** Names of the codes of a field. */
  readonly names: ReadonlyMap<string, ReadonlyMap<string, string>>;
  /** The city’s day on which ages are reckoned, ISO. */
  readonly day: string;
}

const lakeTypes: Readonly<Record<ValueType, string>> = {
  text: 'varchar',
  integer: 'bigint',
  number: 'double',
  boolean: 'boolean',
  date: 'date',
};

const chosen = (value: string, names: ReadonlyMap<string, string>, otherwise: string): string =>
  names.size === 0
    ? otherwise
    : `case ${value} ${[...names].map(([code, name]) => `when ${literal(code)} then ${literal(name)}`).join(' ')} else ${otherwise} end`;

/** The town that a code of a division or the words of an address name. */
function townOf(value: string, towns: ReadonlyMap<string, string>): string {
  const text = `(${value})::varchar`;
  const named = [...towns.values()].map((name) => name.replaceAll(/[^\p{L}\p{N}]/gu, '')).join('|');
  const inWords = named === '' ? 'null' : `nullif(regexp_extract(${text}, ${literal(`(${named})`)}), '')`;
  return chosen(`substr(${text}, 1, 9)`, towns, inWords);
}

/** All bands of ages, the youngest first. */
export const ageBands: readonly string[] = [
  ...Array.from({ length: 9 }, (_, at) => `${10 * at}–${10 * at + 9}`),
  '90+',
];

/** Bands of ten years, open from ninety on; nobody is told apart among the oldest. */
function ageBand(value: string, day: string): string {
  const age = `date_sub('year', try_cast(${value} as date), date ${literal(day)})`;
  return `case when ${age} is null or ${age} < 0 then null when ${age} >= 90 then '90+'
    else (${age} // 10 * 10)::varchar || '–' || (${age} // 10 * 10 + 9)::varchar end`;
}

const makers: Readonly<
  Record<Generalisation, (value: string, field: SourceField, making: Making) => string>
> = {
  keep: (value, { type }) => `try_cast(${value} as ${lakeTypes[type]})`,
  class: (value) => `(${value})::varchar`,
  year: (value) => `year(try_cast(${value} as date))`,
  month: (value) => `strftime(try_cast(${value} as date), '%Y-%m')`,
  'age-band': (value, _field, { day }) => ageBand(value, day),
  town: (value, _field, { towns }) => townOf(value, towns),
};

/** SQL of the columns that choices make, for a query over the rows of the source. */
export function compileColumns(source: Source, choices: readonly ColumnChoice[], making: Making): string[] {
  return choices.flatMap((choice) => {
    const field = source.fields.find(({ name }) => name === choice.field);
    if (!field) return [];
    const value = quoted(field.name);
    const name = columnName(choice);
    const column = `${makers[choice.as](value, field, making)} as ${quoted(name)}`;
    if (!field.coded || (choice.as !== 'keep' && choice.as !== 'class')) return [column];
    const said = making.names.get(field.name) ?? new Map<string, string>();
    return [
      column,
      `${chosen(`(${value})::varchar`, said, `(${value})::varchar`)} as ${quoted(`${name}Name`)}`,
    ];
  });
}

/**
 * SQL of whose a row is, as the column `_subject`: two rows of one person, or of one company, are one. Rows that do not say
 * whose they are may all be of one, and count as one.
 */
export function compileSubject({ person, personIs, company }: Source): string {
  const field = person ?? company;
  if (field === undefined) return '(row_number() over ())::varchar as _subject';
  const value = `coalesce(trim(${quoted(field)}::varchar), '')`;
  return `${personIs === 'key' ? value : `upper(${value})`} as _subject`;
}

/**
 * The columns beside the public ones that the ledger is told of a row by, each under the item that it holds: the key its
 * provider knows it by and every citizen identity number in it. They never leave.
 */
export const toldBy = ({ dataset }: Source): ReadonlyMap<string, string> => {
  const numbers = dataset?.fields.flatMap(({ type, name }) => (type === 'citizen-id' ? [name] : [])) ?? [];
  const items = new Set(dataset ? [dataset.key, ...numbers] : []);
  return new Map([...items].map((item, at) => [item, `_told${at}`]));
};

/** SQL over the table `candidate`: each row with the subjects of its class and the fewest sensitive values in it. */
export function compileClasses(columns: readonly Column[]): string {
  const quasi = columns.filter(({ part }) => part === 'quasi').map(({ name }) => quoted(name));
  const sensitive = columns.filter(({ part }) => part === 'sensitive').map(({ name }) => quoted(name));
  if (quasi.length === 0) return 'select *, null::bigint as _size, null::bigint as _different from candidate';
  const by = `over (partition by ${quasi.join(', ')})`;
  // An empty value says nothing of anybody: it makes no class more varied.
  const distinct = sensitive.map((name) => `count(distinct ${name}) ${by}`);
  const different = distinct.length === 0 ? 'null::bigint' : `least(${distinct.join(', ')})`;
  return `select *, count(distinct _subject) ${by} as _size, ${different} as _different from candidate`;
}
