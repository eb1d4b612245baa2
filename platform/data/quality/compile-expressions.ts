import { citizenIdFaultSql, normaliseIdentifierSql, usccFaultSql } from '#engines/identifiers';
import type { DatasetField } from '#platform/data/catalogue';

/** A code table as the compiler needs it: what may be written for each code. */
export type CodeNames = ReadonlyMap<string, readonly string[]>;

export interface Lookups {
  /** Code tables by name. */
  readonly codes: ReadonlyMap<string, CodeNames>;
  /** The day of the check, ISO. */
  readonly today: string;
  /** Six-digit division codes of invented people, which no register of divisions holds. */
  readonly inventedDivisions: readonly string[];
}

export const identifier = (name: string): string => `"${name.replaceAll('"', '""')}"`;
export const literal = (value: string): string => `'${value.replaceAll("'", "''")}'`;

/** Column of the value as it was handed in. */
export const rawColumn = (name: string): string => identifier(`raw:${name}`);

/** Column of the value without the blanks around it; null when nothing is left. */
export const givenColumn = (name: string): string => identifier(`given:${name}`);

/** Column of what is wrong with an identity number or credit code; null for a valid or missing one. */
export const faultColumn = (name: string): string => identifier(`fault:${name}`);

/** Ways in which departments write a day; the two-digit year is refused, for nobody knows its century. */
const dateForms = [
  '%Y-%m-%d',
  '%Y/%m/%d',
  '%Y%m%d',
  '%Y.%m.%d',
  '%Y年%m月%d日',
  '%Y-%m-%d %H:%M:%S',
  '%Y/%m/%d %H:%M:%S',
];

/** The cast reads the commonest forms at a tenth of what strptime costs; the patterns keep from it what only it would take. */
const dateSql = (column: string): string => `case
    when regexp_full_match(${column}, '[1-9][0-9]{3}[-/][0-9]{1,2}[-/][0-9]{1,2}') then cast(try_cast(${column} as date) as varchar)
    when regexp_full_match(${column}, '[1-9][0-9]{7}')
      then cast(try_cast(left(${column}, 4) || '-' || substr(${column}, 5, 2) || '-' || right(${column}, 2) as date) as varchar)
    else strftime(try_strptime(${column}, [${dateForms.map(literal).join(', ')}]), '%Y-%m-%d')
  end`;

const blanks = [' ', '\t', '\r', '\n', '\u3000', '\u00a0'];

/**
 * SQL of a value without the blanks around it, null when it is empty. `trim` with characters of its own costs ten times
 * the look at both ends that spares nearly every value of it; all ASCII blanks sort before `!`.
 */
export function givenSql(field: DatasetField): string {
  const column = rawColumn(field.name);
  const before = ['\u3000', '\u00a0'].map((blank) => `prefix(${column}, ${literal(blank)})`);
  const after = blanks.map((blank) => `suffix(${column}, ${literal(blank)})`);
  return `case when ${[`${column} < '!'`, ...before, ...after].join(' or ')}
    then nullif(trim(${column}, ${literal(blanks.join(''))}), '') else ${column} end`;
}

function codeSql(column: string, field: DatasetField, names: CodeNames | undefined): string {
  if (!names) return column;
  const own = Object.entries(field.values ?? {});
  const pairs = [...names].flatMap(([code, spoken]) =>
    [code, ...spoken].map((name) => [name, code] as const),
  );
  const unique = new Map([...own, ...pairs.toReversed()]);
  const keys = [...unique.keys()].map(literal).join(', ');
  const values = [...unique.values()].map(literal).join(', ');
  return `map([${keys}], [${values}])[${column}]`;
}

const fifteenToEighteen = (column: string): string => {
  const long = `left(${column}, 6) || '19' || right(${column}, 9)`;
  const weights = [7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2];
  const sum = weights
    .map((weight, at) => `try_cast(substr(${long}, ${at + 1}, 1) as integer) * ${weight}`)
    .join(' + ');
  return `case when regexp_full_match(${column}, '[0-9]{15}') then ${long} || substr('10X98765432', 1 + (${sum}) % 11, 1) else ${column} end`;
};

/** Nearly every number is written as it should be; only the others pay for the translation, letter by letter, twice. */
const citizenIdSql = (column: string): string => {
  const narrow = `list_transform([${normaliseIdentifierSql(column)}], lambda number: ${fifteenToEighteen('number')})[1]`;
  return `case when regexp_full_match(${column}, '[0-9]{17}[0-9X]') then ${column} else ${narrow} end`;
};

type Normal = (column: string, field: DatasetField, lookups: Lookups) => string;

const normals: Readonly<Record<DatasetField['type'], Normal>> = {
  date: dateSql,
  code: (column, field, { codes }) => codeSql(column, field, codes.get(field.codes ?? '')),
  integer: (column) => `cast(try_cast(${column} as bigint) as varchar)`,
  number: (column) => `cast(try_cast(replace(${column}, ',', '') as double) as varchar)`,
  boolean: (column) =>
    `case when ${column} in ('是', '1', 'Y', 'y', 'true', 'TRUE') then 'true' when ${column} in ('否', '0', 'N', 'n', 'false', 'FALSE') then 'false' end`,
  'citizen-id': citizenIdSql,
  'credit-code': normaliseIdentifierSql,
  mobile: normaliseIdentifierSql,
  text: (column) => column,
};

/**
 * SQL of a field's value in its normal form, over `givenColumn`: dates as ISO days, codes as codes, numbers
 * half-width, 15-digit identity numbers at 18. Null when it is missing or cannot be read as its type.
 */
export const normalSql = (field: DatasetField, lookups: Lookups): string =>
  normals[field.type](givenColumn(field.name), field, lookups);

const invented = (lookups: Lookups): string => lookups.inventedDivisions.map(literal).join(', ');

/** SQL that is null for a valid citizen identity number and names what is wrong with another. */
export const citizenIdFault = (field: string, lookups: Lookups): string =>
  citizenIdFaultSql(identifier(field), {
    today: lookups.today,
    region: (code) =>
      `(left(${code}, 2) between '11' and '82'${lookups.inventedDivisions.length > 0 ? ` or ${code} in (${invented(lookups)})` : ''})`,
  });

/** SQL that is null for a valid unified social credit code. */
export const creditCodeFault = (field: string): string => usccFaultSql(identifier(field));
