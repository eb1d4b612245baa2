import {
  CITIZEN_ID_CHECKS,
  CITIZEN_ID_WEIGHTS,
  FIRST_BIRTH_YEAR,
  LAST_BIRTH_YEAR,
  PROVINCE_PREFIXES,
} from './citizen-id.ts';
import { ORGANISATION_WEIGHTS } from './organisation-code.ts';
import { USCC_ALPHABET, USCC_WEIGHTS } from './uscc.ts';

export interface FaultSqlOptions {
  /** From the SQL of a six-digit division to a DuckDB predicate, e.g. `(code) => \`${code} in (select code from division)\``. */
  region?: (code: string) => string;
}

export interface CitizenIdSqlOptions extends FaultSqlOptions {
  /** `YYYY-MM-DD`, as in {@link CitizenIdOptions}. */
  today?: string;
}

/**
 * The twin of `citizenIdFault` for DuckDB: an expression over `column` (an SQL expression, already quoted) that gives
 * null or the fault's code. A null stays null: that something is missing is another rule. Give it a column, not a long
 * expression: it is read several times.
 */
export function citizenIdFaultSql(column: string, options: CitizenIdSqlOptions = {}): string {
  const region =
    options.region ?? ((code) => `left(${code}, 2) in (${PROVINCE_PREFIXES.map((p) => `'${p}'`).join()})`);
  const last = options.today === undefined ? `'${LAST_BIRTH_YEAR}-12-31'` : `'${isoDay(options.today)}'`;
  const birth = `try_strptime(substr(${column}, 7, 8), '%Y%m%d')
      between timestamp '${FIRST_BIRTH_YEAR}-01-01' and timestamp ${last}`;
  return `case
    when ${column} is null then null
    when length(${column}) <> 18 then 'length'
    when not regexp_full_match(${column}, '[0-9]{17}[0-9X]') then 'character'
    when not (${region(`left(${column}, 6)`)}) then 'region'
    when not coalesce(${birth}, false) then 'date'
    when substr('${CITIZEN_ID_CHECKS}', 1 + ${citizenIdSum(column)} % 11, 1) <> right(${column}, 1) then 'check'
  end`;
}

/** A lambda binds the number once; DuckDB shares no expressions within a case and would read it seventeen times. */
function citizenIdSum(column: string): string {
  const terms = CITIZEN_ID_WEIGHTS.map(
    (weight, at) => `(digits // 1${'0'.repeat(16 - at)}) % 10 * ${weight}`,
  );
  return `list_transform([try_cast(left(${column}, 17) as bigint)], lambda digits: ${terms.join(' + ')})[1]`;
}

/** The twin of `usccFault` for DuckDB, see {@link citizenIdFaultSql}. */
export function usccFaultSql(column: string, options: FaultSqlOptions = {}): string {
  const region =
    options.region === undefined ? 'false' : `not (${options.region(`substr(${column}, 3, 6)`)})`;
  const credit = weightedSum(column, 1, { alphabet: USCC_ALPHABET, weights: USCC_WEIGHTS });
  const organisation = weightedSum(column, 9, {
    alphabet: '0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ',
    weights: ORGANISATION_WEIGHTS,
  });
  return `case
    when ${column} is null then null
    when length(${column}) <> 18 then 'length'
    when not regexp_full_match(${column}, '[${USCC_ALPHABET}]{2}[0-9]{6}[${USCC_ALPHABET}]{10}') then 'character'
    when ${region} then 'region'
    when substr('${USCC_ALPHABET}', 1 + (31 - (${credit}) % 31) % 31, 1) <> right(${column}, 1) then 'check'
    when substr('0X987654321', 1 + (${organisation}) % 11, 1) <> substr(${column}, 17, 1) then 'organisation'
  end`;
}

function weightedSum(
  column: string,
  first: number,
  code: { alphabet: string; weights: readonly number[] },
): string {
  return code.weights
    .map((weight, at) => `(instr('${code.alphabet}', substr(${column}, ${first + at}, 1)) - 1) * ${weight}`)
    .join(' + ');
}

function isoDay(text: string): string {
  if (!/^\d{4}-\d{2}-\d{2}$/.test(text)) throw new TypeError(`not a day: ${text}`);
  return text;
}
