import { z } from 'zod';
import { defineRecord, field, reference, undivided } from '#kernel/record';
import { AnyDetector, detectorKinds, detectorNames, levelNames, levels } from './judging/detectors.ts';
import { grainNames, outcomeNames, outcomes, stateNames, states, verdictNames, verdicts } from './names.ts';
import { Deadlines, grains, Place, RuleCode, WarningPoint } from './shapes.ts';

const maybe = <S extends z.ZodType>(schema: S) => schema.nullable().optional();
const words = (most: number) => z.string().trim().min(2).max(most);
const detail = { detailOnly: true } as const;
const organisation = () => reference('organisations.organisation');
const instant = () => maybe(z.iso.datetime());

/** By what a figure is watched: where its limits are, who answers, how soon. */
export const Rule = defineRecord({
  module: 'decision-support',
  name: 'rule',
  plural: 'rules',
  table: 'decision_support.rule',
  key: 'code',
  label: 'titleZh',
  labelEn: 'titleEn',
  versions: 'valid-time',
  import: false,
  title: { zh: '预警规则', en: 'Warning rule' },
  description: {
    zh: '盯哪个指标（或哪类事项）、哪里、用什么方法、谁来办、几个工作日办结；修改留痕，不自动改动。',
    en: 'Which measure or kind of case is watched where, by what, who acts and how soon; changed by people alone, with history.',
  },
  fields: {
    code: field(RuleCode, { zh: '代码', en: 'Code' }, { plain: true }),
    titleZh: field(words(100), { zh: '名称', en: 'Name in Chinese' }, { language: 'zh' }),
    titleEn: field(words(200), { zh: '英文名称', en: 'Name' }, { language: 'en' }),
    measure: field(maybe(reference('indicators.measure')), { zh: '指标', en: 'Measure' }),
    taskKind: field(
      maybe(z.string().max(100)),
      { zh: '事项类型', en: 'Kind of case' },
      { plain: true, ...detail },
    ),
    grain: field(z.enum(grains), { zh: '统计周期', en: 'Period' }, { names: grainNames }),
    by: field(maybe(z.string().max(40)), { zh: '逐个盯', en: 'For each' }, detail),
    place: field(Place, { zh: '范围', en: 'Only' }, detail),
    kind: field(z.enum(detectorKinds), { zh: '方法', en: 'Method' }, { names: detectorNames }),
    detector: field(AnyDetector.meta({ kind: 'object' }), { zh: '限值', en: 'Limits' }, detail),
    owner: field(organisation(), { zh: '责任单位', en: 'Owner' }),
    deadlines: field(Deadlines, { zh: '办结时限（工作日）', en: 'Working days to close' }, detail),
    since: field(z.iso.date(), { zh: '自何时起', en: 'Watched since' }),
    raisesFrom: field(z.iso.date(), { zh: '自何时起报警', en: 'Raises since' }, detail),
  },
  list: {
    filters: ['kind', 'measure', 'owner'],
    orders: ['code', 'titleZh'],
    search: ['code', 'titleZh', 'titleEn'],
  },
  rights: { read: 'decision-support:read', scope: undivided },
});

/** What a rule has raised, and what people made of it. */
export const Warning = defineRecord({
  module: 'decision-support',
  name: 'warning',
  plural: 'warnings',
  table: 'decision_support.warning',
  key: 'id',
  label: 'titleZh',
  labelEn: 'titleEn',
  versions: 'valid-time',
  import: false,
  title: { zh: '预警', en: 'Warning' },
  description: {
    zh: '蓝、黄、橙、红四级预警：由哪条规则、哪些时期报出，如何研判、处置、办结。',
    en: 'Warnings in four levels: by which rule and which periods, how they were judged, dealt with and closed.',
  },
  fields: {
    id: field(z.string(), { zh: '编号', en: 'Id' }, detail),
    titleZh: field(words(300), { zh: '预警', en: 'Warning in Chinese' }, { language: 'zh' }),
    titleEn: field(words(300), { zh: '英文名称', en: 'Warning' }, { language: 'en' }),
    level: field(z.enum(levels), { zh: '级别', en: 'Level' }, { names: levelNames }),
    state: field(z.enum(states), { zh: '状态', en: 'State' }, { names: stateNames }),
    standing: field(z.boolean(), { zh: '未结', en: 'Open' }, detail),
    period: field(z.string(), { zh: '时期', en: 'Periods' }, { plain: true }),
    value: field(maybe(z.number()), { zh: '数值', en: 'Value' }),
    rule: field(reference('decision-support.rule'), { zh: '规则', en: 'Rule' }, { unchecked: true }),
    ruleRevision: field(z.int(), { zh: '规则版本', en: 'Version of the rule' }, detail),
    measure: field(
      maybe(reference('indicators.measure')),
      { zh: '指标', en: 'Measure' },
      { ...detail, unchecked: true },
    ),
    subject: field(maybe(z.string()), { zh: '事项', en: 'Case' }, { ...detail, plain: true }),
    outcome: field(
      maybe(z.enum(outcomes)),
      { zh: '事项结果', en: 'What came of the case' },
      { ...detail, names: outcomeNames },
    ),
    grain: field(z.enum(grains), { zh: '统计周期', en: 'Period' }, { ...detail, names: grainNames }),
    place: field(Place, { zh: '范围', en: 'Place' }, detail),
    placeKey: field(z.string(), { zh: '范围标识', en: 'Key of the place' }, detail),
    begins: field(z.iso.date(), { zh: '起始时期', en: 'Begins' }, detail),
    last: field(z.iso.date(), { zh: '最近时期', en: 'Last' }, detail),
    points: field(z.array(WarningPoint), { zh: '报警的时期', en: 'Periods that made it' }, detail),
    over: field(maybe(z.string()), { zh: '恢复于', en: 'Over with' }, { plain: true, ...detail }),
    owner: field(organisation(), { zh: '责任单位', en: 'Owner' }),
    dataOwner: field(organisation(), { zh: '数据责任单位', en: 'Owner of the data' }, detail),
    raisedAt: field(z.iso.datetime(), { zh: '报出时间', en: 'Raised at' }),
    levelAt: field(z.iso.datetime(), { zh: '升至此级时间', en: 'At this level since' }, detail),
    acknowledgedBy: field(maybe(z.string()), { zh: '确认人', en: 'Acknowledged by' }, detail),
    acknowledgedAt: field(instant(), { zh: '确认时间', en: 'Acknowledged at' }, detail),
    verdict: field(maybe(z.enum(verdicts)), { zh: '研判', en: 'Judged' }, { names: verdictNames }),
    why: field(maybe(words(1000)), { zh: '研判理由', en: 'Why' }, detail),
    happenedOn: field(maybe(z.iso.date()), { zh: '事情发生日期', en: 'Happened on' }, detail),
    judgedBy: field(maybe(z.string()), { zh: '研判人', en: 'Judged by' }, detail),
    judgedAt: field(instant(), { zh: '研判时间', en: 'Judged at' }, detail),
    measuresTaken: field(maybe(words(1000)), { zh: '处置措施', en: 'Measures taken' }, detail),
    evidence: field(maybe(words(1000)), { zh: '办结依据', en: 'Evidence' }, detail),
    closedBy: field(maybe(z.string()), { zh: '办结人', en: 'Closed by' }, detail),
    closedAt: field(instant(), { zh: '办结时间', en: 'Closed at' }, detail),
    dataAnswer: field(maybe(words(1000)), { zh: '数据单位答复', en: "Data owner's answer" }, detail),
    dataMended: field(maybe(z.boolean()), { zh: '数据已改正', en: 'Data mended' }, detail),
    takenBackAt: field(instant(), { zh: '撤销时间', en: 'Withdrawn at' }, detail),
    takenBackZh: field(
      maybe(z.string()),
      { zh: '撤销原因', en: 'Why in Chinese' },
      { ...detail, language: 'zh' },
    ),
    takenBackEn: field(
      maybe(z.string()),
      { zh: '撤销原因（英文）', en: 'Why withdrawn' },
      { ...detail, language: 'en' },
    ),
  },
  list: {
    filters: ['standing', 'level', 'state', 'verdict', 'rule', 'measure', 'owner', 'raisedAt'],
    orders: ['raisedAt', 'id'],
    search: ['titleZh', 'titleEn'],
    columns: ['titleZh', 'titleEn', 'level', 'state', 'period', 'value', 'owner', 'raisedAt', 'verdict'],
  },
  // Whoever answers for the data sees what is said of them.
  rights: { read: 'decision-support:read', scope: { department: ['owner', 'dataOwner'] } },
});

/** What happened and no rule saw. */
export const Miss = defineRecord({
  module: 'decision-support',
  name: 'miss',
  plural: 'misses',
  table: 'decision_support.miss',
  key: 'id',
  label: 'period',
  versions: 'valid-time',
  import: false,
  title: { zh: '漏报', en: 'Missed event' },
  description: {
    zh: '发生了、规则却没有报出的事情，由人登记，用来检验规则。',
    en: 'What happened without a warning, said by a person: by it a rule is found too dull.',
  },
  fields: {
    id: field(z.string(), { zh: '编号', en: 'Id' }, detail),
    rule: field(reference('decision-support.rule'), { zh: '规则', en: 'Rule' }, { unchecked: true }),
    measure: field(
      reference('indicators.measure'),
      { zh: '指标', en: 'Measure' },
      { ...detail, unchecked: true },
    ),
    period: field(z.string(), { zh: '时期', en: 'Period' }, { plain: true }),
    start: field(z.iso.date(), { zh: '时期起始日', en: 'First day' }, detail),
    place: field(Place, { zh: '范围', en: 'Place' }, detail),
    placeKey: field(z.string(), { zh: '范围标识', en: 'Key of the place' }, detail),
    placeZh: field(z.string(), { zh: '地点', en: 'Place in Chinese' }, { language: 'zh' }),
    placeEn: field(z.string(), { zh: '英文地点', en: 'Place' }, { language: 'en' }),
    what: field(words(1000), { zh: '发生了什么', en: 'What happened' }),
    owner: field(organisation(), { zh: '责任单位', en: 'Owner' }),
    markedBy: field(z.string(), { zh: '登记人', en: 'Marked by' }, detail),
    markedAt: field(z.iso.datetime(), { zh: '登记时间', en: 'Marked at' }),
  },
  list: { filters: ['rule', 'owner'], orders: ['markedAt', 'id'], search: ['period'] },
  rights: { read: 'decision-support:read', scope: { department: 'owner' } },
});
