import { halfWidthSql, literal, quoted } from '#engines/duckdb-text';

/** Half-width, no spaces around; null when nothing is left. */
export const plainText = (column: string): string =>
  `nullif(trim(${halfWidthSql(`${quoted(column)}::varchar`)}), '')`;

/** Values that are written as most are need one look only; the others are put right by `careful`. */
export const usually = (column: string, pattern: string, careful: string, plain?: string): string => {
  const value = `${quoted(column)}::varchar`;
  // Said apart, for the functions of `careful` are not free for what is missing.
  return `case when ${value} is null then null when regexp_full_match(${value}, ${literal(pattern)}) then ${plain ?? value} else ${careful} end`;
};

/** Lower case, without accents, single spaces. */
export const lowered = (column: string): string =>
  usually(
    column,
    '[a-z0-9]+( [a-z0-9]+)*',
    `nullif(trim(regexp_replace(lower(strip_accents(${plainText(column)})), '\\s+', ' ', 'g')), '')`,
  );

/** A Chinese name without spaces, the dot between the parts of a foreign one always the same. */
export const chineseName = (column: string): string =>
  usually(
    column,
    '[\\x{4e00}-\\x{9fff}]+',
    `nullif(regexp_replace(regexp_replace(${plainText(column)}, '[•・‧∙⋅●．.]', '·', 'g'), '\\s+', '', 'g'), '')`,
  );

/** Letters and digits alone, in lower case. */
export const words = (column: string): string =>
  usually(
    column,
    '[0-9\\x{4e00}-\\x{9fff}]+(-[0-9\\x{4e00}-\\x{9fff}]+)*',
    `nullif(trim(regexp_replace(lower(strip_accents(${plainText(column)})), '[^\\p{L}\\p{N}]+', ' ', 'g')), '')`,
    `replace(${quoted(column)}::varchar, '-', ' ')`,
  );

/** The same with what stood between marks joined: KX-FA83 as kxfa83. */
export const joined = (column: string): string =>
  `nullif(trim(regexp_replace(regexp_replace(lower(strip_accents(${plainText(column)})), '[^\\p{L}\\p{N}\\s]+', '', 'g'), '\\s+', ' ', 'g')), '')`;

/** Upper case, digits and letters alone: how a number should have been typed. */
export const typed = (column: string): string =>
  usually(
    column,
    '[0-9A-Z]+',
    `nullif(regexp_replace(upper(${plainText(column)}), '[^\\p{L}\\p{N}]+', '', 'g'), '')`,
  );

const formats = ['%Y-%m-%d', '%Y%m%d', '%Y/%m/%d', '%Y.%m.%d', '%Y年%m月%d日', '%d/%m/%Y', '%d.%m.%Y'];

/** `YYYYMMDD` when it can be read as a day, else its digits. */
export const dayDigits = (column: string): string => {
  const text = plainText(column);
  const value = `${quoted(column)}::varchar`;
  const [usual, digits] = ['[0-9]{4}-[0-9]{2}-[0-9]{2}', `replace(${value}, '-', '')`];
  return usually(
    column,
    '[0-9]{4}-(0[1-9]|1[0-2])-(0[1-9]|1[0-9]|2[0-8])',
    `case when regexp_full_match(${value}, '${usual}') and try_cast(${value} as date) is not null then ${digits} else coalesce(strftime(try_strptime(${text}, [${formats.map(literal).join(', ')}]), '%Y%m%d'), nullif(regexp_replace(${text}, '[^0-9]', '', 'g'), '')) end`,
    digits,
  );
};

const citizenWeights = [7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2];
const creditWeights = [1, 3, 9, 27, 19, 26, 16, 17, 20, 29, 25, 13, 8, 24, 10, 30, 28];
const creditAlphabet = '0123456789ABCDEFGHJKLMNPQRTUWXY';

const weighted = (weights: readonly number[], value: (at: number) => string): string =>
  weights.map((weight, at) => `${weight} * (${value(at + 1)})`).join(' + ');

/** The check character for the seventeen digits of `text` (GB 11643-1999, ISO/IEC 7064 MOD 11-2). */
const citizenCheck = (text: string): string =>
  `substr('10X98765432', 1 + (${weighted(citizenWeights, (at) => `ascii(substr(${text}, ${at}, 1)) - 48`)}) % 11, 1)`;

/** An identity number of eighteen characters; fifteen digits are expanded. */
export const citizenId = (column: string): string => {
  const digits = `(substr(x, 1, 6) || '19' || substr(x, 7))`;
  // The value is named x: written out in each place it would make a statement that takes seconds to plan.
  const expanded = `case when regexp_full_match(x, '[0-9]{15}') then ${digits} || ${citizenCheck(digits)} else x end`;
  return usually(column, '[0-9]{17}[0-9X]', `list_transform([${typed(column)}], lambda x: ${expanded})[1]`);
};

/**
 * The digits of a number below a billion, each weighed with twice what the next one is, the last with one: the weights of
 * ISO/IEC 7064 MOD 11-2, modulo 11. A digit is what is left of a tenth without ten times the next tenth, so tenths are enough.
 */
const weightedDigits = (number: string, digits: number): string =>
  `(${number} - ${Array.from({ length: digits - 1 }, (_, at) => `${2 ** (at + 3) % 11} * (${number} // ${10 ** (at + 1)})`).join(' - ')})`;

/** The first nine digits of an identity number, and the eight that follow, as numbers: from which it is checked. */
export const citizenParts = (text: string): { readonly x: string; readonly y: string } => ({
  x: `try_cast(substr(${text}, 1, 9) as integer)`,
  y: `try_cast(substr(${text}, 10, 8) as integer)`,
});

/** SQL condition: is `text` an identity number whose day and check character are right? Weighed with its character 1 of 11 is left. */
export const citizenIdHolds = (text: string, { x, y } = citizenParts(text)): string => {
  const sum = `${2 ** 9 % 11} * (${weightedDigits(x, 9)} % 11) + 2 * (${weightedDigits(y, 8)} % 11)`;
  const last = `case when suffix(${text}, 'X') then 10 else ascii(substr(${text}, 18, 1)) - 48 end`;
  // Days that every month has are not looked at further.
  const shape = `case when regexp_full_match(${text}, '[0-9]{6}(19|20)[0-9]{2}(0[1-9]|1[0-2])(0[1-9]|1[0-9]|2[0-8])[0-9]{3}[0-9X]') then true else regexp_full_match(${text}, '[0-9]{17}[0-9X]') and try_strptime(substr(${text}, 7, 8), '%Y%m%d') is not null end`;
  return `((${shape}) and (${sum} + ${last}) % 11 = 1)`;
};

/** SQL condition: is `text` a unified social credit code whose check character is right (GB 32100-2015)? */
export const creditCodeHolds = (text: string): string => {
  const value = (at: number) => `strpos('${creditAlphabet}', substr(${text}, ${at}, 1)) - 1`;
  const check = `(31 - (${weighted(creditWeights, value)}) % 31) % 31`;
  return `(regexp_full_match(${text}, '[${creditAlphabet}]{18}') and substr('${creditAlphabet}', 1 + ${check}, 1) = substr(${text}, 18, 1))`;
};
