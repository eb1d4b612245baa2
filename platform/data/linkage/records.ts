import { z } from 'zod';
import { defineRecord, field, reference, type Row } from '#kernel/record';
import { Comparisons } from './shapes.ts';
import { bands, modelStates, pairStates, percentOf, runStates } from './names.ts';

const keysOf = <T extends object>(names: T) =>
  Object.keys(names) as [keyof T & string, ...(keyof T & string)[]];
const percent = (value: unknown) => ({ zh: percentOf(Number(value)), en: percentOf(Number(value)) });
const bits = (value: unknown) => ({
  zh: `${Number(value).toFixed(1)} 比特`,
  en: `${Number(value).toFixed(1)} bits`,
});
const instant = z.iso.datetime();
const account = z.string();

/** How pairs are found and weighed: learned without labels, frozen, in force when a person puts it there. */
export const Model = defineRecord({
  module: 'linkage',
  name: 'model',
  plural: 'models',
  table: 'linkage.model',
  key: 'version',
  label: 'version',
  versions: 'valid-time',
  title: { zh: '链接模型', en: 'Linkage model' },
  fields: {
    version: field(z.string(), { zh: '版本', en: 'Version' }, { plain: true }),
    state: field(z.enum(keysOf(modelStates)), { zh: '状态', en: 'State' }, { names: modelStates }),
    vintage: field(instant, { zh: '训练时间', en: 'Trained at' }),
    pairs: field(z.int(), { zh: '比较的记录对', en: 'Pairs compared' }),
    recall: field(
      z.number(),
      { zh: '查找范围的估计查全率（上限）', en: 'Estimated recall of where it looks (upper)' },
      { words: percent },
    ),
    wouldLink: field(z.int(), { zh: '训练时可自动链接', en: 'Would link by itself, when trained' }),
    wouldAsk: field(z.int(), { zh: '训练时需人工核对', en: 'Would ask a person, when trained' }),
    reasonGiven: field(z.string(), { zh: '提出的理由', en: 'Why it was proposed' }, { detailOnly: true }),
    proposedBy: field(account, { zh: '提出人', en: 'Proposed by' }, { detailOnly: true }),
    decidedBy: field(account.nullable().optional(), { zh: '批准人', en: 'Decided by' }, { detailOnly: true }),
    decidedAt: field(instant.nullable().optional(), { zh: '批准时间', en: 'Decided at' }),
    decidedWhy: field(z.string().nullable().optional(), { zh: '批准意见', en: 'Why' }, { detailOnly: true }),
    config: field(
      z.record(z.string(), z.unknown()),
      { zh: '配置', en: 'Configuration' },
      { detailOnly: true },
    ),
    parameters: field(
      z.record(z.string(), z.unknown()),
      { zh: '参数', en: 'Parameters' },
      { detailOnly: true },
    ),
    job: field(z.string(), { zh: '作业', en: 'Job' }, { detailOnly: true }),
  },
  list: { filters: ['state'], orders: ['vintage'] },
  rights: { read: 'linkage:read', scope: { undivided: true } },
  import: false,
});

/** One run of a model over the rows that have no usable number. */
export const Run = defineRecord({
  module: 'linkage',
  name: 'run',
  plural: 'runs',
  table: 'linkage.run',
  key: 'id',
  label: 'id',
  versions: 'none',
  title: { zh: '链接运行', en: 'Linkage run' },
  fields: {
    id: field(z.string(), { zh: '编号', en: 'Number' }, { detailOnly: true }),
    startedAt: field(instant, { zh: '开始', en: 'Started' }),
    model: field(reference('linkage.model'), { zh: '模型', en: 'Model' }),
    state: field(z.enum(keysOf(runStates)), { zh: '状态', en: 'State' }, { names: runStates }),
    held: field(z.int(), { zh: '无可用号码的行', en: 'Rows without a usable number' }),
    linked: field(z.int(), { zh: '自动链接', en: 'Linked by itself' }),
    asked: field(z.int(), { zh: '交人工核对', en: 'For a person' }),
    nothing: field(z.int(), { zh: '没有找到', en: 'Nobody found' }),
    finishedAt: field(instant.nullable().optional(), { zh: '完成', en: 'Finished' }),
  },
  list: { filters: ['model', 'state'], orders: ['startedAt'] },
  rights: { read: 'linkage:read', scope: { undivided: true } },
  import: false,
});

/**
 * A row without a usable number, or one of a person with another number (`twin`), and a person who it may be. What both say
 * stands with them, not here.
 */
export const Pair = defineRecord({
  module: 'linkage',
  name: 'pair',
  plural: 'pairs',
  table: 'linkage.pair',
  key: 'id',
  label: 'id',
  versions: 'valid-time',
  title: { zh: '核对', en: 'Pair to decide' },
  fields: {
    id: field(z.string(), { zh: '编号', en: 'Number' }),
    state: field(z.enum(keysOf(pairStates)), { zh: '状态', en: 'State' }, { names: pairStates }),
    dataset: field(reference('catalogue.entry'), { zh: '数据集', en: 'Dataset' }, { unchecked: true }),
    provider: field(
      reference('organisations.organisation'),
      { zh: '数据所属单位', en: 'Owner of the row' },
      { unchecked: true },
    ),
    rowKey: field(
      z.string(),
      { zh: '记录编号', en: 'Row key' },
      { sensitivity: 'personal', mask: 'account' },
    ),
    person: field(
      reference('registers.person').nullable().optional(),
      { zh: '人口库中的人', en: 'Person of the register' },
      { unchecked: true },
    ),
    twin: field(
      reference('registers.person').nullable().optional(),
      { zh: '也在人口库中的另一人', en: 'The other, registered as well' },
      { unchecked: true },
    ),
    probability: field(z.number(), { zh: '同一人的概率', en: 'Probability' }, { words: percent }),
    weight: field(z.number(), { zh: '证据', en: 'Evidence' }, { words: bits, detailOnly: true }),
    band: field(z.enum(keysOf(bands)), { zh: '区段', en: 'Band' }, { names: bands, detailOnly: true }),
    batch: field(z.string(), { zh: '批次', en: 'Batch' }, { detailOnly: true }),
    row: field(z.int(), { zh: '行', en: 'Row' }, { detailOnly: true }),
    waitingSince: field(instant, { zh: '提出时间', en: 'Since' }),
    prior: field(z.number(), { zh: '起点', en: 'Prior' }, { words: bits, detailOnly: true }),
    comparisons: field(Comparisons, { zh: '逐项比较', en: 'Comparisons' }, { detailOnly: true }),
    model: field(
      reference('linkage.model'),
      { zh: '模型', en: 'Model' },
      { unchecked: true, detailOnly: true },
    ),
    run: field(z.string(), { zh: '运行', en: 'Run' }, { detailOnly: true }),
  },
  list: {
    filters: ['state', 'dataset', 'provider', 'model', 'band'],
    orders: ['waitingSince', 'probability'],
  },
  rights: {
    read: 'linkage:read',
    reveal: 'linkage:reveal',
    scope: { department: 'provider' },
    subject: 'person',
  },
  import: false,
});

/** The registered persons of a pair, each of whom finds in the ledger who looked at it and who decided. */
export const registeredOf = ({ person, twin }: Pick<Row<typeof Pair>, 'person' | 'twin'>): string[] =>
  [person, twin].filter((each) => typeof each === 'string');
