import { fill, type Text } from '#kernel/texts';

/** Why a definition is refused: stable codes, words in both languages. */
export const reasons = {
  'shape-mixed': {
    zh: '要么写 numerator（从登记册汇总），要么写 derived（由其他指标构成），二者只能有一种。',
    en: 'Say either a numerator (added up from a record) or derived (made of other measures), not both and not neither.',
  },
  'record-unknown': {
    zh: '没有登记册、视图或数据集 {record}。',
    en: 'There is no record, view or dataset {record}.',
  },
  'field-unknown': { zh: '{record} 没有字段 {field}。', en: '{record} has no field {field}.' },
  'join-unknown': { zh: '没有名为 {as} 的关联。', en: 'Nothing is joined under the name {as}.' },
  'join-multiplies': {
    zh: '{record} 的 {field} 不是它的主键，一行来源会对上多行，数字就被放大。请用主键 {key} 关联。',
    en: '{field} is not the key of {record}: one row of the source would meet several and be counted again. Join by {key}.',
  },
  'join-across': {
    zh: '{source} 与 {record} 不在同一处存放：数据湖的数据集只能与数据集关联，登记册和视图只能与登记册和视图关联。',
    en: '{source} and {record} lie in different stores: a dataset of the lake is joined with datasets, a record or a view with records and views.',
  },
  'join-twice': { zh: '两个关联同名：{as}。', en: 'Two joins have the name {as}.' },
  'join-misfit': {
    zh: '{field} 的类型不能与 {record} 的主键对应。',
    en: '{field} is of a type that cannot meet the key of {record}.',
  },
  'field-needed': { zh: '{aggregate} 要写明汇总哪个字段。', en: '{aggregate} needs a field.' },
  'field-idle': { zh: 'count 数的是行，不带字段。', en: 'count counts rows: it takes no field.' },
  'field-not-a-number': {
    zh: '{field} 不是数字，不能用 {aggregate}。',
    en: '{field} is no number: {aggregate} cannot be taken of it.',
  },
  'field-not-plain': {
    zh: '{field} 是列表、对象或图形，不能用在这里。',
    en: '{field} is a list, an object or a shape and cannot be used here.',
  },
  'time-not-a-day': {
    zh: '{field} 不是日期或时间，不能归入时期。',
    en: '{field} is neither a date nor an instant: it puts no row into a period.',
  },
  'stock-of-these': {
    zh: '期末存量只能是计数、合计或平均，不能是 {aggregate}。',
    en: 'What stands at the end of a period is a count, a sum or a mean, not {aggregate}.',
  },
  'last-day-idle': {
    zh: 'lastDay 说的是 until 那一天，须写明 until。',
    en: 'lastDay speaks of until: say until which day a row stands.',
  },
  'extreme-tells-of-one': {
    zh: '{field} 是个人信息，最大值或最小值就是某一个人的。',
    en: '{field} is personal: a largest or smallest one is somebody’s own.',
  },
  'ratio-of-extremes': {
    zh: '有分母时，分子和分母只能是 count、count-distinct 或 sum。',
    en: 'With a denominator, both sides must be count, count-distinct or sum.',
  },
  'condition-empty': { zh: '对 {field} 的条件什么都没说。', en: 'The condition on {field} says nothing.' },
  'condition-misfit': {
    zh: '{field} 不会是 {value}。',
    en: '{field} is never {value}.',
  },
  'condition-not-ordered': {
    zh: '{field} 没有先后大小，不能用 from、to。',
    en: '{field} has no order: from and to cannot be used.',
  },
  'denominator-zero': {
    zh: '分母永远是零：{why}。除以零得不到数字。',
    en: 'The denominator is always zero: {why}. Nothing can be divided by it.',
  },
  'numerator-zero': {
    zh: '没有一行能符合分子的条件：{why}。',
    en: 'No row can ever count: {why}.',
  },
  'dimension-lacking': {
    zh: '{side}的来源 {record} 没有 {field}，不能按“{dimension}”分。',
    en: 'The source {record} of the {side} lacks {field}: it cannot be told apart by {dimension}.',
  },
  'dimension-uncoded': {
    zh: '{field} 是任意文字或数字，不是代码，不能作维度。',
    en: '{field} is free text or a number without a code table: it makes no dimension.',
  },
  'dimension-twice': { zh: '维度 {dimension} 重复。', en: 'The dimension {dimension} stands twice.' },
  'level-misfit': {
    zh: '{field} 不是区划，不能按镇、村归并。',
    en: '{field} is no division: it lies in no town or village.',
  },
  'secrecy-needed': {
    zh: '{record} 中用到的 {field} 是个人信息，须写明 secrecy（少于几个就不显示）。',
    en: '{field} of {record} is personal: say under secrecy below how many a count is hidden.',
  },
  'secrecy-by-day': {
    zh: '有保密规则的指标最细按月，逐日相减会泄露个人。',
    en: 'With a secrecy rule the finest grain is the month: days can be told apart by subtraction.',
  },
  'secrecy-idle': {
    zh: '由其他指标构成的指标不带 secrecy：它没有自己的行可以保密。',
    en: 'What is made of others takes no secrecy: it has no rows of its own to hide.',
  },
  'audience-closed': {
    zh: '目录规定 {record} 不予开放，由它统计的指标不能对所有人公开。',
    en: 'By the catalogue {record} is not opened: what is counted of it cannot be shown to everybody.',
  },
  'audience-by-relation': {
    zh: '{record} 须经本人同意或有相应关系才能查看，由它统计的指标不能对所有人公开。',
    en: '{record} is read by consent or relation alone: what is counted of it cannot be shown to everybody.',
  },
  'audience-sensitive': {
    zh: '{record} 的“{field}”是敏感个人信息，用到它的指标不能对所有人公开。',
    en: '{field} of {record} is sensitive personal data: what uses it cannot be shown to everybody.',
  },
  'audience-persons': {
    zh: '{record} 说的是个人，对所有人公开的指标须写明 secrecy，且不少于 {least}。',
    en: '{record} tells of persons: to be shown to everybody it needs a rule of secrecy of {least} at least.',
  },
  'audience-least': {
    zh: '对所有人公开的指标，secrecy 不得少于 {least}。',
    en: 'What is shown to everybody hides counts below {least} at least.',
  },
  'audience-of-measure': {
    zh: '{measure} 没有公开到这个程度，由它构成的指标会说出它。',
    en: '{measure} is not open to so many, and what is made of it would tell it.',
  },
  'measure-unknown': { zh: '没有指标 {measure}。', en: 'There is no measure {measure}.' },
  'measure-cycle': {
    zh: '指标绕了一圈又引用自己：{way}。',
    en: 'The measure refers to itself: {way}.',
  },
  'measure-not-additive': {
    zh: '{measure} 是比率、平均、最值或去重计数，不能相加。',
    en: '{measure} is a ratio, a mean, an extreme or a count of different ones: it cannot be added up.',
  },
  'measure-secret': {
    zh: '{measure} 有保密规则，由它构成的指标会泄露被隐去的数。请直接从登记册定义。',
    en: '{measure} hides small counts, and what is made of it would give them away. Define this from the record instead.',
  },
  'measure-scaled': {
    zh: '{measure} 显示时要乘以 {factor}，不能直接相加。请用未乘倍数的指标，并在本指标上写 factor。',
    en: '{measure} is shown times {factor} and cannot be added as it stands. Take one without a factor, and say the factor here.',
  },
  'grain-too-fine': {
    zh: '{measure} 只按 {grain} 统计，不能更细。',
    en: '{measure} is kept by {grain}: nothing finer can be made of it.',
  },
  'stock-too-coarse': {
    zh: '{measure} 是期末存量，只按{grain}统计；更细的时期末了有多少无从得知。',
    en: '{measure} is a stock that is kept by {grain}: what stood at the end of anything finer is not known.',
  },
  'dimension-of-measure': {
    zh: '{measure} 没有维度 {dimension}。',
    en: '{measure} is not told apart by {dimension}.',
  },
  'code-twice': { zh: '已有指标 {code}。', en: 'There is an indicator {code} already.' },
  'owner-unknown': { zh: '没有机构 {owner}。', en: 'There is no organisation {owner}.' },
  'target-misfit': {
    zh: '{period} 不是 {grain} 的时期。',
    en: '{period} is no period of the grain {grain}.',
  },
  'target-order': { zh: '目标的时期须先后排列。', en: 'Targets stand in the order of their periods.' },
} as const satisfies Readonly<Record<string, Text>>;

export type Reason = keyof typeof reasons;

/** One thing that is wrong with a definition, at the part of it that is wrong. */
export interface DefinitionFault {
  readonly path: readonly (string | number)[];
  /** `indicators.join-multiplies` */
  readonly code: string;
  readonly message: Text;
}

export const fault = (
  path: DefinitionFault['path'],
  reason: Reason,
  facts: Readonly<Record<string, string | number | Text>> = {},
): DefinitionFault => ({
  path,
  code: `indicators.${reason}`,
  message: fill(reasons[reason], facts),
});
