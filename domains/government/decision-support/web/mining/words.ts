import type { Text } from '#kernel/texts';

export const words = {
  analysis: { zh: '分析', en: 'Analysis' },
  lead: {
    zh: '对已发布的指标数值作分析：每个结果旁边写明检验了什么、成立与否，以及容易怎样误读。',
    en: 'Over released values of measures: beside each result stands what was tested, whether it holds, and how it is misread.',
  },
  method: { zh: '方法', en: 'Method' },
  drivers: { zh: '变动归因', en: 'Drivers' },
  history: { zh: '突变与异常', en: 'Changes and outliers' },
  forecast: { zh: '预测', en: 'Forecast' },
  lower: { zh: '下限', en: 'Lower bound' },
  upper: { zh: '上限', en: 'Upper bound' },
  bounds: {
    zh: '二十个数值中应有十九个落在上下限之间。',
    en: 'Nineteen values of twenty should lie between the bounds.',
  },
  pairs: { zh: '关联', en: 'Association' },
  table: { zh: '交叉表', en: 'Cross table' },
  tableOf: {
    zh: '{period}：关联强度 V = {strength}（0 无，1 完全），偶然的可能 p = {chance}；括号内是偏离两个维度互不相干时预计的标准差数',
    en: '{period}: strength V = {strength} (0 none, 1 whole), by chance p = {chance}; in brackets how far from what is likely if neither has to do with the other',
  },
  across: { zh: '对维度', en: 'Against' },
  segments: { zh: '分群', en: 'Segments' },
  measure: { zh: '指标', en: 'Measure' },
  choose: { zh: '请选择', en: 'Choose' },
  chooseFirst: { zh: '请先选择指标。', en: 'Choose a measure first.' },
  chooseMeasures: { zh: '请选择指标（{least} 至 {most} 个）。', en: 'Choose {least} to {most} measures.' },
  measures: { zh: '指标（可多选）', en: 'Measures (several)' },
  grain: { zh: '统计周期', en: 'Period' },
  own: { zh: '指标自身的周期', en: "The measure's own" },
  by: { zh: '按维度', en: 'By' },
  where: { zh: '范围（如 kind:trapped，不填为全部）', en: 'Only (as kind:trapped; empty: all)' },
  show: { zh: '分析', en: 'Find' },
  from: { zh: '从', en: 'From' },
  to: { zh: '到', en: 'To' },
  newest: { zh: '最近', en: 'The newest' },
  checks: { zh: '检验', en: 'What was tested' },
  warnings: { zh: '谨防误读', en: 'Do not misread it' },
  holds: { zh: '成立', en: 'Holds' },
  fails: { zh: '不成立', en: 'Does not hold' },
  revised: {
    zh: '其中 {count} 个数值发布后修订过。',
    en: '{count} of the values were revised since their release.',
  },
  hidden: {
    zh: '{count} 个数值因数量太小而隐藏，未参与计算。',
    en: '{count} values are hidden for being small and are not reckoned with.',
  },
  changed: {
    zh: '从 {from} 到 {to}：{before} → {after} {unit}，变化 {change}',
    en: 'From {from} to {to}: {before} → {after} {unit}, a change of {change}',
  },
  parts: { zh: '结构变化合计 {mix}，自身变化合计 {rate}', en: 'By weights {mix}, by own values {rate}' },
  slice: { zh: '部分', en: 'Part' },
  before: { zh: '之前', en: 'Before' },
  after: { zh: '之后', en: 'After' },
  mix: { zh: '结构贡献', en: 'By weight' },
  rate: { zh: '自身贡献', en: 'By own value' },
  effect: { zh: '贡献合计', en: 'In all' },
  period: { zh: '时期', en: 'Period' },
  value: { zh: '数值', en: 'Value' },
  level: { zh: '水平', en: 'Level' },
  expected: { zh: '预计', en: 'Expected' },
  changes: { zh: '突变点：水平改变的时期', en: 'Change points: when the level changed' },
  noChanges: { zh: '没有找到水平的改变。', en: 'No change of level was found.' },
  outliers: { zh: '异常值：偏离季节和水平的数值', en: 'Outliers: values far from season and level' },
  noOutliers: { zh: '没有找到异常值。', en: 'No outliers were found.' },
  size: { zh: '幅度（标准差）', en: 'Size (deviations)' },
  score: { zh: '偏离（标准差）', en: 'Off by (deviations)' },
  pairsOf: {
    zh: '{from} 至 {to}，逐期变化之间的关联（已去季节）',
    en: 'From {from} to {to}: whether changes from period to period go together, seasons off',
  },
  pair: { zh: '指标对', en: 'Pair' },
  ranked: { zh: '变化的相关', en: 'Of changes' },
  asSeen: { zh: '原值的相关', en: 'Of values' },
  falseShare: { zh: '误报率（校正后）', en: 'False discovery' },
  count: { zh: '对数', en: 'Pairs' },
  stands: { zh: '显著', en: 'Stands' },
  typicalOne: { zh: '代表', en: 'Typical' },
  byChance: { zh: '可能是偶然', en: 'May be chance' },
  segmentsOf: {
    zh: '{period}：{count} 群，轮廓系数 {silhouette}；{leftOut} 个单位缺数未参与',
    en: '{period}: {count} segments, silhouette {silhouette}; {leftOut} units left out for missing values',
  },
  segment: {
    zh: '第 {number} 群（代表：{name}，稳定度 {stability}）',
    en: 'Segment {number} (typical: {name}, stability {stability})',
  },
  unit: { zh: '单位', en: 'Unit' },
  silhouette: { zh: '轮廓系数', en: 'Silhouette' },
  openRows: { zh: '打开 {what} 的明细', en: 'Open the rows of {what}' },
} as const;

type Codes = Readonly<Record<string, Text>>;

/** What each check says when it is read. */
export const checkWords: Codes = {
  'drivers.add-up': { zh: '各部分的贡献之和等于总变化', en: 'What the parts did adds up to the change' },
  'drivers.slices-large-enough': {
    zh: '每个部分的分母不少于 {least}（{small} 个不足）',
    en: 'Each part has {least} or more to divide by ({small} have not)',
  },
  'changes.any-beyond-chance': {
    zh: '确有水平改变，不是次序偶然造成（p = {chance}）',
    en: 'There is a change, and not by the chance of order (p = {chance})',
  },
  'changes.independent': {
    zh: '水平之内相邻数值互不相关（相关 {correlation}，上限 {most}）',
    en: 'Within levels neighbours do not hang together (correlation {correlation}, at most {most})',
  },
  'changes.steps-not-line': {
    zh: '阶跃比直线更能说明数据（BIC {steps} 对 {line}）',
    en: 'Steps say more of the values than a straight line (BIC {steps} against {line})',
  },
  'outliers.both-sides-alike': {
    zh: '高低两侧分布相近（偏度 {lean}，上限 {most}）',
    en: 'Both sides are alike (lean {lean}, at most {most})',
  },
  'outliers.few': { zh: '异常值不超过十分之一（{found} 个）', en: 'They are at most one in ten ({found})' },
  'forecast.bounds-held': {
    zh: '最近 {count} 期各用此前数值预测，落在区间外 {outside} 期（最多应有 {most} 期）',
    en: 'Of the last {count} values, each foretold from those before it, {outside} lay outside the bounds (at most {most})',
  },
  'forecast.better-than-last': {
    zh: '比“照抄上一期”准：平均误差 {error}，照抄为 {plain}',
    en: 'Better than saying the last value again: wrong by {error} on average, against {plain}',
  },
  'association.changes-independent': {
    zh: '变化没有记忆（{memory}，上限 {most}）',
    en: 'Changes do not remember each other ({memory}, at most {most})',
  },
  'association.expected-large-enough': {
    zh: '预计数足够大（少于 5 的格子占 {low}，最小 {least}）',
    en: 'What is expected is large enough (cells under 5: {low}, the least {least})',
  },
  'segments.beyond-chance': {
    zh: '比没有分群的一团数据分得更清（p = {chance}）',
    en: 'It parts better than one cloud without groups (p = {chance})',
  },
  'segments.structure': {
    zh: '有可分的结构（轮廓系数 {silhouette}，下限 {least}）',
    en: 'There is structure (silhouette {silhouette}, at least {least})',
  },
  'segments.stable': {
    zh: '抽样重做仍得到同样的群（最低 {stability}，下限 {least}）',
    en: 'Drawn anew the same segments come back (least {stability}, at least {least})',
  },
};

/** How each result is misread. */
export const warningWords: Codes = {
  'drivers.not-causes': {
    zh: '贡献说明变化发生在哪里，不说明为什么发生。',
    en: 'This says where the change took place, not why.',
  },
  'drivers.reversed': {
    zh: '每个部分都朝一个方向变，总体却朝相反方向：这是结构变化造成的（辛普森悖论），不要据总体评价各部分。',
    en: 'Every part went one way and the whole the other: weights did it (Simpson). Do not judge the parts by the whole.',
  },
  'drivers.mix-not-performance': {
    zh: '变化主要来自各部分所占比重，不是做得更好或更差。',
    en: 'Weights made most of the change, not doing better or worse.',
  },
  'drivers.cancelling': {
    zh: '各部分一升一降大多抵消：总变化小不等于没有变化。',
    en: 'Ups and downs mostly cancel: a small change in all is not no change.',
  },
  'changes.when-not-why': {
    zh: '这里说何时改变，不说为何：口径、系统或登记方式的改变也会造成突变。',
    en: 'This says when, not why: a new definition, system or way of recording makes a step too.',
  },
  'changes.short': {
    zh: '只有 {count} 个时期（宜有 {least} 个以上），小的改变看不出来。',
    en: 'There are {count} periods ({least} or more are better): small changes do not show.',
  },
  'changes.near-end': {
    zh: '最后一次改变之后只有 {left} 个时期，可能只是异常值。',
    en: 'Behind the last change there are {left} periods: it may be outliers.',
  },
  'outliers.not-errors': {
    zh: '异常不等于错误：先看明细，再判断是数据有误还是真有其事。',
    en: 'An outlier is no error: look at its rows before it is called one.',
  },
  'outliers.by-chance': {
    zh: '这么多数值中，仅凭偶然约有 {byChance} 个会被标出（标出 {found} 个）。',
    en: 'Of so many values about {byChance} would be marked by chance ({found} were).',
  },
  'forecast.goes-on': {
    zh: '预测假定过去的规律延续；新的政策、事件和口径变化都不在其中。',
    en: 'It says what comes if all goes on as it did: no new policy, event or definition is in it.',
  },
  'forecast.no-season-yet': {
    zh: '只有 {count} 期（季节要 {least} 期才看得出），预测没有计入季节。',
    en: 'There are {count} periods ({least} are needed to see a season): no season is in it.',
  },
  'forecast.holidays-unpublished': {
    zh: '其中有年份的放假安排尚未公布，调休和长假没有计入。',
    en: 'Holidays of some of these days are not published yet and are not in it.',
  },
  'association.not-cause': {
    zh: '一起变动不等于谁造成谁，可能有共同的原因。',
    en: 'Going together is not causing: both may follow a third.',
  },
  'association.shared-trend': {
    zh: '原值看似相关（{asSeen}），只因都有趋势；逐期变化之间只有 {ranked}。',
    en: 'The values look related ({asSeen}) since both have a trend; of the changes it is {ranked}.',
  },
  'association.few': {
    zh: '只有 {count} 对变化，结论不稳。',
    en: 'There are {count} changes: this is not firm.',
  },
  'association.sure-but-weak': {
    zh: '数量大（{count}），所以显著；关联其实很弱（{strength}）。',
    en: 'It is sure since there are many ({count}); it is weak all the same ({strength}).',
  },
  'segments.bands': {
    zh: '只有很少几种不同的数值（{different} 种）：分出的群不过是数值的档次。',
    en: 'There are few different values ({different}): these segments are bands of values, no kinds.',
  },
  'segments.not-ranks': {
    zh: '分群不是排名：群与群之间没有高低。',
    en: 'Segments are no ranks: none is better than another.',
  },
  'segments.weak': {
    zh: '结构较弱（轮廓系数 {silhouette}），边界上的单位换个指标就会换群。',
    en: 'The structure is weak (silhouette {silhouette}): units at the edge would move with another measure.',
  },
  'segments.few-units': {
    zh: '只有 {units} 个单位，分群容易随个别单位改变。',
    en: 'There are {units} units: single ones move the segments.',
  },
  'segments.alone': {
    zh: '有的群只有一个单位，它与谁都不相似。',
    en: 'Some segment is one unit alone, which is like no other.',
  },
};
