import { fill, type Text } from '#kernel/texts';
import type { Check } from './checks.ts';
import { relationNames, statisticNames } from './kind-names.ts';
import type { Condition, Dimension } from './rule.ts';

/** What people call a field. */
export type LabelOf = (field: string) => Text;

const join = (texts: readonly Text[]): Text => ({
  zh: texts.map(({ zh }) => zh).join('、'),
  en: texts.map(({ en }) => en).join(', '),
});
const plain = (texts: readonly string[]): Text => {
  const shown = texts.slice(0, 6).join('、') + (texts.length > 6 ? '…' : '');
  return { zh: shown, en: shown };
};

interface Bounds {
  readonly least?: number | undefined;
  readonly most?: number | undefined;
}

function bounds({ least, most }: Bounds, unit: Text = { zh: '', en: '' }): Text {
  if (least === undefined) return { zh: `不超过 ${most}${unit.zh}`, en: `at most ${most}${unit.en}` };
  if (most === undefined) return { zh: `不少于 ${least}${unit.zh}`, en: `at least ${least}${unit.en}` };
  return { zh: `在 ${least} 与 ${most}${unit.zh} 之间`, en: `between ${least} and ${most}${unit.en}` };
}

const dayWord = (text: string): Text =>
  text === 'today' ? { zh: '当天', en: 'today' } : { zh: text, en: text };

function fromTo(from: string | undefined, to: string | undefined): Text {
  const [first, last] = [from, to].map((each) => each && dayWord(each));
  if (!first) return { zh: `不大于（不晚于）${last && last.zh}`, en: `at most ${last && last.en}` };
  if (!last) return { zh: `不小于（不早于）${first.zh}`, en: `at least ${first.en}` };
  return { zh: `在 ${first.zh} 与 ${last.zh} 之间`, en: `between ${first.en} and ${last.en}` };
}

type Words = {
  readonly [K in Check['kind']]: (check: Extract<Check, { kind: K }>, label: LabelOf) => Text;
};

const about = (label: LabelOf, field: string, zh: string, en: string): Text => ({
  zh: `${label(field).zh}${zh}`,
  en: `${label(field).en} ${en}`,
});

const words: Words = {
  required: ({ field }, label) => about(label, field, '必填', 'is filled in'),
  empty: ({ field }, label) => about(label, field, '应为空', 'is left empty'),
  length({ field, ...said }, label) {
    const { zh, en } = bounds(said);
    return about(label, field, `的字符数${zh}`, `has characters ${en}`);
  },
  type: ({ field }, label) => about(label, field, '可以读出', 'can be read'),
  code: ({ field }, label) => about(label, field, '在码表中', 'is in its code table'),
  in: ({ field, values }, label) =>
    about(label, field, `取值为：${plain(values).zh}`, `is one of ${plain(values).en}`),
  'not-in': ({ field, values }, label) =>
    about(label, field, `取值不为：${plain(values).zh}`, `is none of ${plain(values).en}`),
  pattern: ({ field, pattern }, label) =>
    about(label, field, `符合格式 ${pattern}`, `has the form ${pattern}`),
  'not-pattern': ({ field, pattern }, label) =>
    about(label, field, `不呈格式 ${pattern}`, `has not the form ${pattern}`),
  begins: ({ field, with: parts }, label) =>
    about(label, field, `以 ${plain(parts).zh} 开头`, `begins with ${plain(parts).en}`),
  ends: ({ field, with: parts }, label) =>
    about(label, field, `以 ${plain(parts).zh} 结尾`, `ends with ${plain(parts).en}`),
  'citizen-id': ({ field }, label) =>
    about(label, field, '是有效的公民身份号码', 'is a valid citizen identity number'),
  'credit-code': ({ field }, label) =>
    about(label, field, '是有效的统一社会信用代码', 'is a valid unified social credit code'),
  'organisation-code': ({ field }, label) =>
    about(label, field, '是有效的组织机构代码', 'is a valid organisation code'),
  mobile: ({ field }, label) => about(label, field, '是手机号码', 'is a mobile number'),
  plate: ({ field }, label) => about(label, field, '是机动车号牌', 'is a licence plate'),
  'bank-card': ({ field }, label) =>
    about(label, field, '通过银行卡号校验', 'passes the check of bank card numbers'),
  range({ field, from, to }, label) {
    const { zh, en } = fromTo(from, to);
    return about(label, field, zh, `is ${en}`);
  },
  age({ field, from, to }, label) {
    const { zh, en } = bounds({ least: from, most: to }, { zh: ' 周岁', en: ' years' });
    return about(label, field, `至今${zh}`, `is ${en} ago`);
  },
  order: ({ earlier, later }, label) => ({
    zh: `${label(earlier).zh}不晚于${label(later).zh}`,
    en: `${label(earlier).en} is not after ${label(later).en}`,
  }),
  compare: ({ field, relation, other }, label) => ({
    zh: `${label(field).zh}${relationNames[relation].zh}${label(other).zh}`,
    en: `${label(field).en} is ${relationNames[relation].en} ${label(other).en}`,
  }),
  sum({ field, parts }, label) {
    const { zh, en } = join(parts.map(label));
    return about(label, field, `等于${zh}之和`, `is the sum of ${en}`);
  },
  'agrees-with-citizen-id': ({ field, citizenId }, label) => ({
    zh: `${label(field).zh}与${label(citizenId).zh}一致`,
    en: `${label(field).en} agrees with ${label(citizenId).en}`,
  }),
  reference: ({ field }, label) => about(label, field, '在代码表中', 'is in the code table'),
  'exists-in': ({ field, source }, label) => about(label, field, `存在于 ${source}`, `exists in ${source}`),
  'absent-from': ({ field, source }, label) =>
    about(label, field, `不存在于 ${source}`, `is not in ${source}`),
  unique({ fields }, label) {
    const { zh, en } = join(fields.map(label));
    return { zh: `${zh}不重复`, en: `${en}: each appears once` };
  },
  'shared-by-at-most': ({ field, most, distinct }, label) => ({
    zh: `一个${label(field).zh}至多对应 ${most} 个${label(distinct).zh}`,
    en: `${label(field).en} stands with at most ${most} of ${label(distinct).en}`,
  }),
  'same-within'({ field, within }, label) {
    const { zh, en } = join(within.map(label));
    return { zh: `${zh}相同的行${label(field).zh}一致`, en: `${label(field).en} is one for each ${en}` };
  },
  'row-count'(said) {
    const { zh, en } = bounds(said);
    return { zh: `整批行数${zh}`, en: `The batch has rows ${en}` };
  },
  'row-change': ({ down, up }) => ({
    zh: `行数比上一批${[down !== undefined && `减少不超过 ${down}%`, up !== undefined && `增加不超过 ${up}%`].filter(Boolean).join('、')}`,
    en: `Rows against the batch before: ${[down !== undefined && `at most ${down} % fewer`, up !== undefined && `at most ${up} % more`].filter(Boolean).join(', ')}`,
  }),
  'row-anomaly': ({ deviations }) => ({
    zh: `行数与往批相比无异常（${deviations} 倍离差）`,
    en: `Rows are usual beside earlier batches (${deviations} deviations)`,
  }),
  'missing-share': ({ field, most }, label) =>
    about(label, field, `缺失不超过 ${most}%`, `is missing in at most ${most} %`),
  'distinct-count'({ field, ...said }, label) {
    const { zh, en } = bounds(said);
    return about(label, field, `的不同取值数${zh}`, `has different values ${en}`);
  },
  'distinct-share'({ field, ...said }, label) {
    const { zh, en } = bounds(said, { zh: '%', en: ' %' });
    return about(label, field, `的不同取值占比${zh}`, `has different values, of all, ${en}`);
  },
  statistic({ field, of, ...said }, label) {
    const [{ zh, en }, name] = [bounds(said), statisticNames[of]];
    return about(label, field, `的${name.zh}${zh}`, `has its ${name.en.toLowerCase()} ${en}`);
  },
  'values-present': ({ field, values }, label) =>
    about(label, field, `每批都有：${plain(values).zh}`, `has each of ${plain(values).en} in every batch`),
  freshness: ({ field, days }, label) =>
    about(label, field, `最新日期距今不超过 ${days} 天`, `is at its newest at most ${days} days old`),
  drift: ({ field, most }, label) =>
    about(
      label,
      field,
      `的分布与上一批相近（PSI ≤ ${most}）`,
      `is spread as in the batch before (PSI ≤ ${most})`,
    ),
};

/** What a rule asks, in words. */
export function ruleTitle(check: Check, label: LabelOf, when?: Condition): Text {
  const say = words[check.kind] as (check: Check, label: LabelOf) => Text;
  const title = say(check, label);
  if (when === undefined) return title;
  const { zh, en } = label(when.field);
  if (when.filled !== undefined)
    return {
      zh: `${zh}${when.filled ? '已填' : '未填'}时，${title.zh}`,
      en: `Where ${en} is ${when.filled ? 'filled in' : 'empty'}: ${title.en}`,
    };
  const list = plain(when.in ?? when.not ?? []);
  return {
    zh: `${zh}${when.in ? '为' : '不为'} ${list.zh} 时，${title.zh}`,
    en: `Where ${en} is ${when.in ? '' : 'none of '}${list.en}: ${title.en}`,
  };
}

/** What the person who mends is told, where nobody wrote it. */
export const ruleMessage = (title: Text): Text =>
  fill(
    { zh: '现为“{value}”，应当：{zh}', en: 'It is “{value}”; it should be so: {en}' },
    { value: '{value}', ...title },
  );

const dimensionOf: Readonly<Partial<Record<Check['kind'], Dimension>>> = {
  required: 'complete',
  empty: 'consistent',
  'missing-share': 'complete',
  'values-present': 'complete',
  'row-count': 'complete',
  'row-change': 'complete',
  'row-anomaly': 'complete',
  length: 'normative',
  type: 'normative',
  code: 'normative',
  in: 'normative',
  'not-in': 'normative',
  pattern: 'normative',
  'not-pattern': 'normative',
  begins: 'normative',
  ends: 'normative',
  mobile: 'normative',
  plate: 'normative',
  freshness: 'timely',
  order: 'consistent',
  compare: 'consistent',
  sum: 'consistent',
  'agrees-with-citizen-id': 'consistent',
  reference: 'consistent',
  'exists-in': 'consistent',
  'absent-from': 'consistent',
  unique: 'consistent',
  'same-within': 'consistent',
};

/** The dimension under which a kind usually stands. */
export const usualDimension = (kind: Check['kind']): Dimension => dimensionOf[kind] ?? 'accurate';
