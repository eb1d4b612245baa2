import type { Field, MaskStyle } from '../record/field.ts';

/** A text as SQL writes it. */
export const text = (value: string): string => `'${value.replaceAll("'", "''")}'`;

const stars = (count: string): string => `repeat('*', ${count})`;

/** First and last characters stay; what is shorter than `least` is hidden whole. Lengths are characters. */
const ends = (at: string, least: number, head: number, tail: number): string =>
  `case when length(${at}) < ${least} then ${stars(`length(${at})`)}
    else left(${at}, ${head}) || ${stars(`length(${at}) - ${head + tail}`)} || right(${at}, ${tail}) end`;

/** Down to the township or street, as `maskAddress` of the identifiers engine finds it. */
const divisions =
  '^(?:[^省]{2,7}?(?:省|自治区))?(?:[^市]{2,9}?(?:市|自治州|地区|盟))?(?:[^区县市镇乡]{2,9}?[区县市]|镇[^区县市]{1,3}区)?';
const street = '^[^路街巷弄号]{1,10}?(?:街道|镇|乡)|^.{1,12}?(?:大道|路|街|巷|弄)';

function address(at: string): string {
  const head = `regexp_extract(${at}, ${text(divisions)})`;
  const rest = `substr(${at}, length(${head}) + 1)`;
  const road = `regexp_extract(${rest}, ${text(street)})`;
  return `case when length(${rest}) = length(${road}) then ${at} else ${head} || ${road} || '***' end`;
}

const styles: Readonly<Record<MaskStyle, (at: string) => string>> = {
  name: (at) => `case when length(${at}) = 0 then '' when length(${at}) = 1 then '*'
    when length(${at}) = 2 then left(${at}, 1) || '*'
    else left(${at}, 1) || ${stars(`length(${at}) - 2`)} || right(${at}, 1) end`,
  'citizen-id': (at) => ends(at, 15, 6, 4),
  'credit-code': (at) => `case when length(${at}) < 18 then '***' else ${ends(at, 0, 2, 4)} end`,
  mobile: (at) => ends(at, 11, 3, 4),
  account: (at) => ends(at, 8, 0, 4),
  date: (at) => `left(${at}, 4) || '-**-**'`,
  address,
  hidden: () => `'***'`,
};

/** A column of a snapshot as somebody sees it who may not see it: the same as `maskValue`, in DuckDB's words. */
export function maskInLake(field: Pick<Field, 'kind' | 'mask'>, column: string): string {
  const textual = ['text', 'code', 'reference', 'date', 'instant'].includes(field.kind);
  const style = textual ? (field.mask ?? 'hidden') : 'hidden';
  const at = field.kind === 'date' ? `${column}::varchar` : column;
  return `case when ${column} is null then null else ${styles[style](at)} end`;
}
