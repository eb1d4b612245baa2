import { LinkageError } from './linkage-error.ts';
import { comparatorKinds, type ComparatorKind } from './comparator-kinds.ts';

/** One thing that is compared: a column of each side and how its values are to be read. */
export interface Comparison {
  /** Names it in the model and in explanations; the column's name when not given. */
  readonly name: string;
  readonly left: string;
  readonly right: string;
  readonly as: ComparatorKind;
  /** A column (by the name of its comparison) with which this one is sometimes exchanged: given name and surname. */
  readonly swap?: string;
  /** Of a citizen-id the comparison of the birth date that it carries; a number with another date than its record proves nothing. */
  readonly birth?: string;
  /** Does agreeing on a rare value say more than on a frequent one? */
  readonly termFrequency: boolean;
  /** Several people have it in common, as a household its address and its telephone: agreeing on it alone links nobody. */
  readonly shared?: true;
}

export interface LinkageConfig {
  readonly id: { readonly left: string; readonly right: string };
  readonly compare: readonly Comparison[];
  /** The sides that hold each person (thing) at most once, so that a record links to at most one of them. */
  readonly unique: readonly ('left' | 'right')[];
  /**
   * Probabilities: at `link` and above it is a link; from `clerical` to there a person decides. 0.9 and 0.1 when not
   * given; 0.5 for the first where both sides are unique.
   */
  readonly bands: {
    readonly link: number;
    readonly clerical: number;
    /**
     * Probability from which two records without any other link are linked although their checked identifiers differ
     * (somebody wrote down another's); never when not given: then a person decides.
     */
    readonly overrule?: number;
  };
  readonly blocking: {
    /** At most this many pairs are compared; three for a record, and at least a million, when not given. */
    readonly maxPairs: number | undefined;
    /** A further match is worth this many further comparisons. */
    readonly pairsPerMatch: number;
    /** Rules of one's own, each a list of comparisons whose values must be equal, beside those chosen from the data. */
    readonly rules: readonly (readonly string[])[];
  };
  readonly seed: number;
}

const invalid = (field: string, zh: string, en: string) =>
  new LinkageError('linkage.config-invalid', field, { zh: `${field}：${zh}`, en: `${field}: ${en}` });

type Fields = Readonly<Record<string, unknown>>;

function fieldsOf(value: unknown, field: string, known: readonly string[]): Fields {
  if (typeof value !== 'object' || value === null || Array.isArray(value))
    throw invalid(field || 'config', '应为对象', 'must be an object');
  for (const name of Object.keys(value))
    if (!known.includes(name))
      throw invalid(
        field ? `${field}.${name}` : name,
        `没有这一项；可用：${known.join('、')}`,
        `is not known here; there are ${known.join(', ')}`,
      );
  return value as Fields;
}

function textOf(value: unknown, field: string): string {
  if (typeof value !== 'string' || value.trim() === '')
    throw invalid(field, '应为非空文字', 'must be a text that is not empty');
  return value;
}

function numberOf(value: unknown, field: string, [from, to]: readonly [number, number]): number {
  if (typeof value !== 'number' || !(value >= from && value <= to))
    throw invalid(field, `应为 ${from} 至 ${to} 的数`, `must be a number from ${from} to ${to}`);
  return value;
}

function flagOf(value: unknown, field: string): boolean {
  if (typeof value !== 'boolean') throw invalid(field, '应为 true 或 false', 'must be true or false');
  return value;
}

function listOf(value: unknown, field: string): readonly unknown[] {
  if (!Array.isArray(value)) throw invalid(field, '应为列表', 'must be a list');
  return value;
}

/** `"id"` on both sides, or `{ left, right }`. */
function sidesOf(value: unknown, field: string): { left: string; right: string } {
  if (typeof value === 'string') return { left: textOf(value, field), right: value };
  const sides = fieldsOf(value, field, ['left', 'right']);
  return { left: textOf(sides['left'], `${field}.left`), right: textOf(sides['right'], `${field}.right`) };
}

function kindOf(value: unknown, field: string): ComparatorKind {
  const kind = textOf(value, field);
  if (!Object.hasOwn(comparatorKinds, kind))
    throw invalid(
      field,
      `没有“${kind}”这种比较；可用：${Object.keys(comparatorKinds).join('、')}`,
      `there is no comparison "${kind}"; there are ${Object.keys(comparatorKinds).join(', ')}`,
    );
  return kind as ComparatorKind;
}

function comparisonOf(value: unknown, field: string): Comparison {
  const given = fieldsOf(value, field, ['name', 'column', 'as', 'swap', 'birth', 'termFrequency', 'shared']);
  const { left, right } = sidesOf(given['column'], `${field}.column`);
  const name = given['name'] === undefined ? left : textOf(given['name'], `${field}.name`);
  const as = kindOf(given['as'], `${field}.as`);
  const termFrequency =
    given['termFrequency'] === undefined ? true : flagOf(given['termFrequency'], `${field}.termFrequency`);
  const shared = given['shared'] !== undefined && flagOf(given['shared'], `${field}.shared`);
  const comparison = { name, left, right, as, termFrequency, ...(shared && { shared }) };
  if (given['birth'] !== undefined) {
    if (as !== 'citizen-id')
      throw invalid(`${field}.birth`, '只有 citizen-id 含出生日期', 'only a citizen-id carries a birth date');
    return { ...comparison, birth: textOf(given['birth'], `${field}.birth`) };
  }
  if (given['swap'] === undefined) return comparison;
  if (as !== 'name')
    throw invalid(`${field}.swap`, '只有 name 可以互换', 'only names can have changed places');
  return { ...comparison, swap: textOf(given['swap'], `${field}.swap`) };
}

/** Other comparisons that one names must be there, and of the right kind. */
function checkOthers(compare: readonly Comparison[], { name, swap, birth }: Comparison, field: string): void {
  if (birth !== undefined && compare.find((each) => each.name === birth)?.as !== 'date')
    throw invalid(`${field}.birth`, `“${birth}”不是日期比较`, `"${birth}" is not a comparison of dates`);
  const other = compare.find((each) => each.name === swap);
  if (swap !== undefined && (other?.as !== 'name' || other.name === name))
    throw invalid(
      `${field}.swap`,
      `“${swap}”不是另一项姓名比较`,
      `"${swap}" is not another comparison of names`,
    );
}

function comparisonsOf(value: unknown): readonly Comparison[] {
  const list = listOf(value, 'compare');
  if (list.length === 0) throw invalid('compare', '至少比较一项', 'must name at least one comparison');
  if (list.length > 20) throw invalid('compare', '最多比较 20 项', 'takes at most 20 comparisons');
  const compare = list.map((each, at) => comparisonOf(each, `compare[${at}]`));
  const names = compare.map(({ name }) => name);
  for (const [at, each] of compare.entries()) {
    if (names.indexOf(each.name) !== at)
      throw invalid(`compare[${at}].name`, `“${each.name}”重复`, `"${each.name}" is there twice`);
    checkOthers(compare, each, `compare[${at}]`);
  }
  return compare;
}

function uniqueOf(value: unknown): LinkageConfig['unique'] {
  return listOf(value ?? [], 'unique').map((side, at) => {
    if (side !== 'left' && side !== 'right')
      throw invalid(`unique[${at}]`, '应为 left 或 right', 'must be left or right');
    return side;
  });
}

/** Where both sides hold everybody once, records compete for each other and the better one has won already. */
const surelyLinked = (unique: LinkageConfig['unique']): number =>
  unique.includes('left') && unique.includes('right') ? 0.5 : 0.9;

function bandsOf(value: unknown, unique: LinkageConfig['unique']): LinkageConfig['bands'] {
  const given = fieldsOf(value ?? {}, 'bands', ['link', 'clerical', 'overrule']);
  const link = numberOf(given['link'] ?? surelyLinked(unique), 'bands.link', [0, 1]);
  const clerical = numberOf(given['clerical'] ?? Math.min(0.1, link), 'bands.clerical', [0, 1]);
  if (clerical > link) throw invalid('bands.clerical', '不能高于 bands.link', 'must not be above bands.link');
  if (given['overrule'] === undefined) return { link, clerical };
  return { link, clerical, overrule: numberOf(given['overrule'], 'bands.overrule', [link, 1]) };
}

function blockingOf(value: unknown, names: readonly string[]): LinkageConfig['blocking'] {
  const given = fieldsOf(value ?? {}, 'blocking', ['maxPairs', 'pairsPerMatch', 'rules']);
  const maxPairs = given['maxPairs'];
  const rules = listOf(given['rules'] ?? [], 'blocking.rules').map((rule, at) =>
    listOf(rule, `blocking.rules[${at}]`).map((name) => {
      if (typeof name !== 'string' || !names.includes(name))
        throw invalid(
          `blocking.rules[${at}]`,
          `“${String(name)}”不是 compare 中的一项`,
          `"${String(name)}" is not the name of a comparison`,
        );
      return name;
    }),
  );
  return {
    maxPairs: maxPairs === undefined ? undefined : numberOf(maxPairs, 'blocking.maxPairs', [1, 1e10]),
    pairsPerMatch: numberOf(given['pairsPerMatch'] ?? 2000, 'blocking.pairsPerMatch', [1, 1e9]),
    rules,
  };
}

/**
 * Reads a configuration as it was parsed from JSON or YAML.
 * @throws LinkageError `linkage.config-invalid`, with the path of the field that is wrong
 */
export function parseLinkageConfig(value: unknown): LinkageConfig {
  const given = fieldsOf(value, '', ['id', 'compare', 'unique', 'bands', 'blocking', 'seed']);
  const compare = comparisonsOf(given['compare']);
  const seed = numberOf(given['seed'] ?? 1, 'seed', [0, 2 ** 31 - 1]);
  if (!Number.isInteger(seed)) throw invalid('seed', '应为整数', 'must be a whole number');
  const unique = uniqueOf(given['unique']);
  return {
    id: sidesOf(given['id'], 'id'),
    compare,
    unique,
    bands: bandsOf(given['bands'], unique),
    blocking: blockingOf(
      given['blocking'],
      compare.map(({ name }) => name),
    ),
    seed,
  };
}
