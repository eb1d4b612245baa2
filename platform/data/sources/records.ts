import { z } from 'zod';
import { defineRecord, field, reference } from '#kernel/record';
import * as names from './names.ts';
import { scheduleWords } from './schedule-words.ts';
import { AnySettings } from './settings.ts';

export { SupplyContract } from './contracts/record.ts';

const internal = { sensitivity: 'internal' } as const;
const detail = { sensitivity: 'internal', detailOnly: true } as const;
const Code = z
  .string()
  .regex(/^[a-z0-9]+(-[a-z0-9]+)*$/)
  .max(60);
const Name = z.string().trim().min(1).max(100);
const Count = z.number().int().min(0).max(1_000_000_000).nullable().optional();
const organisation = reference('organisations.organisation');
const dataset = field(reference('catalogue.entry'), { zh: '数据集', en: 'Dataset' }, internal);
const owner = field(organisation, { zh: '主管单位', en: 'Owner' }, { ...internal, computed: true });

/** Where the data of a dataset are fetched by themselves, how and when. Its secret stands elsewhere. */
export const Source = defineRecord({
  module: 'sources',
  name: 'source',
  plural: 'sources',
  table: 'sources.source',
  key: 'code',
  label: 'titleZh',
  labelEn: 'titleEn',
  versions: 'valid-time',
  title: { zh: '数据源', en: 'Source' },
  fields: {
    code: field(
      Code,
      { zh: '编码', en: 'Code' },
      { ...detail, hint: { zh: '小写字母、数字和 -', en: 'small letters, digits and -' } },
    ),
    titleZh: field(Name, { zh: '名称', en: 'Name in Chinese' }, { ...internal, language: 'zh' }),
    titleEn: field(Name, { zh: '英文名称', en: 'Name' }, { ...internal, language: 'en' }),
    dataset,
    owner,
    kind: field(z.enum(names.kinds), { zh: '类型', en: 'Kind' }, { ...internal, names: names.kindNames }),
    settings: field(AnySettings, { zh: '接入设置', en: 'How it is reached' }, detail),
    schedule: field(
      z.string().trim().max(60).nullable().optional(),
      { zh: '采集计划', en: 'Schedule' },
      {
        ...internal,
        words: scheduleWords,
        hint: {
          zh: '分 时 日 月 星期，按本市时间；如“30 2 * * *”是每天 2:30。不填则只人工启动。',
          en: 'Minute, hour, day, month, weekday in the city’s time: "30 2 * * *" is 2:30 each day. By hand alone when empty.',
        },
      },
    ),
    follows: field(
      z.array(Code).max(20).nullable().optional(),
      { zh: '在哪些数据源之后', en: 'Runs after' },
      {
        ...detail,
        hint: {
          zh: '数据源编码；它们都采集成功之后才采集。不填则按计划或人工启动。',
          en: 'Codes of sources: it is read once each of them was. By schedule or by hand when empty.',
        },
      },
    ),
    contract: field(
      reference('sources.contract').nullable().optional(),
      { zh: '供数合同', en: 'Contract of supply' },
      {
        ...detail,
        hint: {
          zh: '由企业或机构按合同提供的数据填写；只在合同期内采集。',
          en: 'For what an enterprise or institute supplies by contract: it is read only while that holds.',
        },
      },
    ),
    enabled: field(z.boolean(), { zh: '启用', en: 'Enabled' }, internal),
    rowsLeast: field(
      Count,
      { zh: '最少行数', en: 'Fewest rows' },
      { ...detail, hint: { zh: '少于它就停下来请人确认', en: 'With fewer it stops and asks' } },
    ),
    rowsMost: field(
      Count,
      { zh: '最多行数', en: 'Most rows' },
      { ...detail, hint: { zh: '多于它就停下来请人确认', en: 'With more it stops and asks' } },
    ),
    rowsChange: field(
      z.number().int().min(1).max(10_000).nullable().optional(),
      { zh: '与前几次相差（%）', en: 'Differs from the last runs by (%)' },
      {
        ...detail,
        hint: {
          zh: '行数与最近几次的中位数相差超过它就停下来请人确认',
          en: 'When its rows differ from the median of the last runs by more, it stops and asks',
        },
      },
    ),
  },
  list: {
    filters: ['dataset', 'owner', 'kind', 'enabled'],
    orders: ['code'],
    search: ['code', 'titleZh', 'titleEn'],
  },
  rights: { read: 'sources:read', write: 'sources:write', scope: { department: 'owner' } },
});

/** One run of a source: what it brought, or why not. */
export const Run = defineRecord({
  module: 'sources',
  name: 'run',
  plural: 'runs',
  table: 'sources.run',
  key: 'id',
  label: 'titleZh',
  labelEn: 'titleEn',
  versions: 'none',
  import: false,
  title: { zh: '采集记录', en: 'Run' },
  fields: {
    id: field(z.string().max(64), { zh: '标识', en: 'Id' }, detail),
    titleZh: field(z.string(), { zh: '名称', en: 'Name in Chinese' }, { ...detail, language: 'zh' }),
    titleEn: field(z.string(), { zh: '英文名称', en: 'Name' }, { ...detail, language: 'en' }),
    createdAt: field(z.iso.datetime(), { zh: '开始', en: 'Started' }, internal),
    sourceCode: field(reference('sources.source'), { zh: '数据源', en: 'Source' }, internal),
    dataset: { ...dataset, detailOnly: true },
    owner: { ...owner, detailOnly: true },
    cause: field(z.enum(names.causes), { zh: '起因', en: 'Cause' }, { ...internal, names: names.causeNames }),
    state: field(z.enum(names.states), { zh: '状态', en: 'State' }, { ...internal, names: names.stateNames }),
    reasonZh: field(
      z.string().nullable().optional(),
      { zh: '说明', en: 'Reason in Chinese' },
      { ...internal, language: 'zh' },
    ),
    reasonEn: field(
      z.string().nullable().optional(),
      { zh: '英文说明', en: 'Reason' },
      { ...internal, language: 'en' },
    ),
    dayFrom: field(z.iso.date().nullable().optional(), { zh: '补采自', en: 'Days from' }, detail),
    dayTo: field(z.iso.date().nullable().optional(), { zh: '补采至', en: 'Days to' }, detail),
    startedBy: field(z.string(), { zh: '启动人', en: 'Started by' }, { ...detail, plain: true }),
    finishedAt: field(z.iso.datetime().nullable().optional(), { zh: '结束', en: 'Ended' }, detail),
    rows: field(Count, { zh: '行数', en: 'Rows' }, internal),
    gone: field(Count, { zh: '来源中已不存在的行', en: 'Rows gone at the source' }, detail),
    bytes: field(Count, { zh: '字节', en: 'Bytes' }, detail),
    batch: field(z.string().nullable().optional(), { zh: '批次', en: 'Batch' }, { ...detail, plain: true }),
    nextTryAt: field(z.iso.datetime().nullable().optional(), { zh: '下次尝试', en: 'Next try' }, detail),
  },
  list: { filters: ['sourceCode', 'state', 'owner', 'dataset'], orders: ['createdAt'] },
  rights: { read: 'sources:read', scope: { department: 'owner' } },
});
