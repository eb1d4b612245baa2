import { isDeepStrictEqual } from 'node:util';
import { fill, type Text } from '#kernel/texts';
import { audienceNames, directionNames, grainNames } from './names.ts';
import type {
  Aggregate,
  Condition,
  Derivation,
  Dimension,
  MeasureDefinition,
  Term,
  Value,
} from './shapes.ts';
import { findField, isFound, type FindSource } from './sources.ts';

/** A definition in the words of both languages, line by line, for whoever does not read its form. */

export interface DefinitionLine {
  /** `numerator.where`: the part that it tells of, the same in every version. */
  readonly key: string;
  readonly label: Text;
  readonly value: Text;
}

export interface Describing {
  readonly find: FindSource;
  /** Titles of measures by their codes. */
  readonly titles: ReadonlyMap<string, Text>;
  /** Codes of measures that say what stands at the end of a period. */
  readonly stocks: ReadonlySet<string>;
}

const words = {
  title: { zh: '名称', en: 'Name' },
  definition: { zh: '口径', en: 'Definition' },
  unit: { zh: '单位', en: 'Unit' },
  numerator: { zh: '分子', en: 'Numerator' },
  denominator: { zh: '分母', en: 'Denominator' },
  time: { zh: '{side}：归入时期', en: '{side}: by its day' },
  standing: { zh: '{side}：期末存量', en: '{side}: what stands at the end of a period' },
  over: { zh: '较粗的时期', en: 'Over coarser periods' },
  where: { zh: '{side}：条件', en: '{side}: only where' },
  joins: { zh: '{side}：关联', en: '{side}: joined with' },
  factor: { zh: '倍数', en: 'Factor' },
  grain: { zh: '最细周期', en: 'Finest period' },
  dimensions: { zh: '维度', en: 'Told apart by' },
  direction: { zh: '方向', en: 'Direction' },
  owner: { zh: '负责单位', en: 'Owner' },
  secrecy: { zh: '保密', en: 'Secrecy' },
  audience: { zh: '公开', en: 'Open to' },
  targets: { zh: '目标', en: 'Targets' },
} as const satisfies Readonly<Record<string, Text>>;

const phrases = {
  count: { zh: '{record}的行数', en: 'rows of {record}' },
  'count-distinct': { zh: '{record}中不同{field}的个数', en: 'different values of {field} in {record}' },
  sum: { zh: '{record}中{field}的合计', en: 'sum of {field} over {record}' },
  average: { zh: '{record}中{field}的平均', en: 'mean of {field} over {record}' },
  min: { zh: '{record}中最小的{field}', en: 'smallest {field} in {record}' },
  max: { zh: '{record}中最大的{field}', en: 'largest {field} in {record}' },
} as const satisfies Readonly<Record<Aggregate['aggregate'], Text>>;

const conditions = {
  in: { zh: '{field}为{values}', en: '{field} is {values}' },
  not: { zh: '{field}不为{values}', en: '{field} is not {values}' },
  from: { zh: '{field}不小于{values}', en: '{field} is at least {values}' },
  to: { zh: '{field}不大于{values}', en: '{field} is at most {values}' },
  known: { zh: '{field}有值', en: '{field} has a value' },
  unknown: { zh: '{field}无值', en: '{field} has no value' },
} as const satisfies Readonly<Record<string, Text>>;

const details = {
  through: { zh: '{field}所指的{record}（{as}）', en: '{record} that {field} names ({as})' },
  since: { zh: '自{since}起', en: 'since {since}' },
  until: { zh: '自{since}起，到{until}为止', en: 'since {since}, until {until}' },
  lastDay: {
    zh: '自{since}起，最后一天为{until}',
    en: 'since {since}, with {until} as its last day',
  },
  times: { zh: '{times} × {measure}', en: '{times} × {measure}' },
  atEnd: { zh: '{measure}（期末存量）', en: '{measure} (standing at the end of the period)' },
  inPeriod: { zh: '{measure}（当期发生）', en: '{measure} (in the period)' },
  allStand: {
    zh: '以最后一期的期末存量为准，不相加',
    en: 'what stands at the end of the last one counts: nothing is added up',
  },
  someStand: {
    zh: '当期发生的相加，期末存量以最后一期为准',
    en: 'what happens is added up, of what stands the end of the last one counts',
  },
  of: { zh: '{record}的{field}', en: '{field} of {record}' },
  differing: { zh: '{title}：{above}，分母按{below}', en: '{title}: {above}, of the denominator {below}' },
  plain: { zh: '{title}：{above}', en: '{title}: {above}' },
  town: { zh: '{field}所在镇街', en: 'town of {field}' },
  village: { zh: '{field}所在村社区', en: 'village of {field}' },
  secrecy: {
    zh: '少于 {least} 个的数及可推出它们的数不显示',
    en: 'counts below {least} are hidden, and what would give them away',
  },
  none: { zh: '无', en: 'none' },
  linear: { zh: '{points}；其间按直线', en: '{points}; a straight line between' },
  steps: { zh: '{points}；其间保持前值', en: '{points}; between them what was said last' },
  point: { zh: '{period} 达到 {value}', en: '{value} in {period}' },
  yes: { zh: '是', en: 'yes' },
  no: { zh: '否', en: 'no' },
} as const satisfies Readonly<Record<string, Text>>;

const same = (text: string): Text => ({ zh: text, en: text });

function together(texts: readonly Text[], zh: string, en: string): Text {
  if (texts.length === 0) return details.none;
  return { zh: texts.map((each) => each.zh).join(zh), en: texts.map((each) => each.en).join(en) };
}

function recordTitle(find: FindSource, id: string): Text {
  const record = find(id);
  return record && record !== 'elsewhere' ? record.title : same(id);
}

/** A field by its label; of a joined record with whose it is. */
function fieldWords(aggregate: Aggregate, path: string, find: FindSource): Text {
  const found = findField(aggregate, path, find);
  if (!isFound(found)) return same(path);
  const { field, source, alias } = found;
  return alias === 't' ? field.label : fill(details.of, { record: source.title, field: field.label });
}

function valueWords(aggregate: Aggregate, path: string, value: Value, { find }: Describing): Text {
  if (typeof value === 'boolean') return value ? details.yes : details.no;
  const found = findField(aggregate, path, find);
  const names = isFound(found) ? found.field.names : undefined;
  const name = names && Object.hasOwn(names, String(value)) ? names[String(value)] : undefined;
  return name ?? same(String(value));
}

function conditionWords(aggregate: Aggregate, condition: Condition, describing: Describing): Text {
  const { field: path, known } = condition;
  const field = fieldWords(aggregate, path, describing.find);
  const list = (values: readonly Value[]): Text =>
    together(
      values.map((value) => valueWords(aggregate, path, value, describing)),
      '、',
      ' or ',
    );
  const said: Text[] = [];
  for (const how of ['in', 'not'] as const) {
    const values = condition[how];
    if (values) said.push(fill(conditions[how], { field, values: list(values) }));
  }
  for (const how of ['from', 'to'] as const) {
    const value = condition[how];
    if (value !== undefined) said.push(fill(conditions[how], { field, values: list([value]) }));
  }
  if (known !== undefined) said.push(fill(known ? conditions.known : conditions.unknown, { field }));
  return together(said, '且', ' and ');
}

/** Since when and until when a row stands. */
function standingWords(aggregate: Aggregate, find: FindSource): Text {
  const { time, standing } = aggregate;
  const since = fieldWords(aggregate, time, find);
  if (standing?.until === undefined) return fill(details.since, { since });
  const until = fieldWords(aggregate, standing.until, find);
  return fill(standing.lastDay ? details.lastDay : details.until, { since, until });
}

type Side = 'numerator' | 'denominator';

function sideLines(side: Side, aggregate: Aggregate, describing: Describing): DefinitionLine[] {
  const { find } = describing;
  const facts = { side: words[side] };
  const line = (name: 'time' | 'standing' | 'where' | 'joins', value: Text): DefinitionLine => ({
    key: `${side}.${name}`,
    label: fill(words[name], facts),
    value,
  });
  const record = recordTitle(find, aggregate.record);
  const field = aggregate.field === undefined ? '' : fieldWords(aggregate, aggregate.field, find);
  const joins = aggregate.joins.map((join) =>
    fill(details.through, {
      field: fieldWords({ ...aggregate, joins: [] }, join.from, find),
      record: recordTitle(find, join.record),
      as: join.as,
    }),
  );
  const where = aggregate.where.map((each) => conditionWords(aggregate, each, describing));
  return [
    { key: side, label: words[side], value: fill(phrases[aggregate.aggregate], { record, field }) },
    aggregate.standing
      ? line('standing', standingWords(aggregate, find))
      : line('time', fieldWords(aggregate, aggregate.time, find)),
    ...(where.length > 0 ? [line('where', together(where, '；', '; '))] : []),
    ...(joins.length > 0 ? [line('joins', together(joins, '；', '; '))] : []),
  ];
}

function termsLine(
  side: Side,
  terms: readonly Term[],
  { titles, stocks, mixed }: Describing & { readonly mixed: boolean },
): DefinitionLine {
  const said = terms.map(({ measure: code, times }) => {
    const title = titles.get(code) ?? same(code);
    // Beside what stands it is to be seen which of them merely happens.
    const flow = mixed ? fill(details.inPeriod, { measure: title }) : title;
    const measure = stocks.has(code) ? fill(details.atEnd, { measure: title }) : flow;
    return times === 1 ? measure : fill(details.times, { times, measure });
  });
  return { key: `derived.${side}`, label: words[side], value: together(said, ' ＋ ', ' + ') };
}

/** Of what is made of others: the sides, and where anything of it stands, what becomes of that over coarser periods. */
function derivedLines(derived: Derivation, describing: Describing): DefinitionLine[] {
  const { numerator, denominator } = derived;
  const terms = [...numerator, ...(denominator ?? [])];
  const standing = terms.filter(({ measure }) => describing.stocks.has(measure)).length;
  const mixed = standing > 0 && standing < terms.length;
  const lines = [termsLine('numerator', numerator, { ...describing, mixed })];
  if (denominator) lines.push(termsLine('denominator', denominator, { ...describing, mixed }));
  if (standing > 0)
    lines.push({
      key: 'derived.over',
      label: words.over,
      value: mixed ? details.someStand : details.allStand,
    });
  return lines;
}

function dimensionWords(measure: MeasureDefinition, dimension: Dimension, { find }: Describing): Text {
  const { title, field, denominator, level } = dimension;
  const at = (aggregate: Aggregate | undefined, path: string): Text => {
    const label = aggregate ? fieldWords(aggregate, path, find) : same(path);
    return level === undefined ? label : fill(details[level], { field: label });
  };
  const above = at(measure.numerator, field);
  if (denominator === undefined || denominator === field) return fill(details.plain, { title, above });
  return fill(details.differing, { title, above, below: at(measure.denominator, denominator) });
}

function targetWords({ targets }: MeasureDefinition): Text | undefined {
  if (!targets) return undefined;
  const points = targets.points.map(({ period, value }) => fill(details.point, { period, value }));
  return fill(details[targets.path], { points: together(points, '，', ', ') });
}

/** How it is shown, whose it is, and what is to be reached. */
function otherLines(measure: MeasureDefinition, describing: Describing): DefinitionLine[] {
  const { factor, grain, direction, owner, secrecy, dimensions, audience } = measure;
  const targets = targetWords(measure);
  const told = dimensions.map((each) => dimensionWords(measure, each, describing));
  const said: readonly (readonly [keyof typeof words, Text | undefined])[] = [
    ['factor', factor === 1 ? undefined : same(`× ${factor}`)],
    ['grain', grainNames[grain]],
    ['dimensions', told.length === 0 ? undefined : together(told, '；', '; ')],
    ['direction', directionNames[direction]],
    ['owner', same(owner)],
    ['secrecy', secrecy && fill(details.secrecy, { least: secrecy.least })],
    // What is open to nobody but those who are in is so unless it is said.
    ['audience', audience === 'signed-in' ? undefined : audienceNames[audience]],
    ['targets', targets],
  ];
  return said.flatMap(([key, value]) => (value ? [{ key, label: words[key], value }] : []));
}

/** A definition line by line; what it does not say has no line. */
export function describeMeasure(measure: MeasureDefinition, describing: Describing): DefinitionLine[] {
  const { title, definition, unit, derived } = measure;
  const counted = (['numerator', 'denominator'] as const).flatMap((side) => {
    const aggregate = measure[side];
    return aggregate ? sideLines(side, aggregate, describing) : [];
  });
  const sides = derived ? derivedLines(derived, describing) : counted;
  return [
    { key: 'title', label: words.title, value: title },
    { key: 'definition', label: words.definition, value: definition },
    { key: 'unit', label: words.unit, value: unit },
    ...sides,
    ...otherLines(measure, describing),
  ];
}

export interface LineChange {
  readonly key: string;
  readonly label: Text;
  readonly before: Text | null;
  readonly after: Text | null;
}

/** What differs between two definitions in words, in the order of the lines. */
export function differences(
  before: readonly DefinitionLine[],
  after: readonly DefinitionLine[],
): LineChange[] {
  const old = new Map(before.map((line) => [line.key, line]));
  const now = new Map(after.map((line) => [line.key, line]));
  const all = [...after, ...before.filter(({ key }) => !now.has(key))];
  const valueIn = (lines: ReadonlyMap<string, DefinitionLine>, key: string) => lines.get(key)?.value ?? null;
  return all
    .map(({ key, label }) => ({ key, label, before: valueIn(old, key), after: valueIn(now, key) }))
    .filter((change) => !isDeepStrictEqual(change.before, change.after));
}
