import { z } from 'zod';
import { defineRecord, field, reference } from '#kernel/record';
import { audienceNames, causeNames, grainNames, stateNames, states } from './names.ts';
import { audiences, grains, ReportCode, ReportDefinition } from './shapes.ts';

const maybe = <S extends z.ZodType>(schema: S) => schema.nullable().optional();
const detail = { detailOnly: true } as const;
const organisation = () => reference('organisations.organisation');

const named = {
  titleZh: field(z.string().min(1).max(100), { zh: '名称', en: 'Name in Chinese' }, { language: 'zh' }),
  titleEn: field(z.string().min(1).max(100), { zh: '英文名称', en: 'Name' }, { language: 'en' }),
  owner: field(organisation(), { zh: '责任单位', en: 'Owner' }),
  audience: field(z.enum(audiences), { zh: '读者', en: 'Readers' }, { names: audienceNames }),
};
const grain = field(z.enum(grains), { zh: '周期', en: 'Period' }, { names: grainNames });
const readers = field(z.array(z.string()), { zh: '送达单位', en: 'Sent to' }, detail);
const definition = field(ReportDefinition.meta({ kind: 'object' }), { zh: '定义', en: 'Definition' }, detail);

/** A report as its unit composes it: nobody else sees what is not published. */
export const Draft = defineRecord({
  module: 'reports',
  name: 'draft',
  plural: 'drafts',
  table: 'reports.draft',
  key: 'code',
  label: 'titleZh',
  labelEn: 'titleEn',
  versions: 'valid-time',
  import: false,
  title: { zh: '报表编制', en: 'Report in the making' },
  description: {
    zh: '本单位编制的报表，含未发布的改动；每次保存留痕。',
    en: "The unit's reports as they are composed, with changes that are not published; every saving is kept.",
  },
  fields: {
    code: field(ReportCode, { zh: '代码', en: 'Code' }, { plain: true }),
    ...named,
    grain,
    state: field(z.enum(states), { zh: '状态', en: 'State' }, { names: stateNames }),
    definition,
  },
  list: {
    filters: ['state', 'owner'],
    orders: ['code', 'titleZh'],
    search: ['code', 'titleZh', 'titleEn'],
    columns: ['titleZh', 'titleEn', 'state', 'owner', 'audience', 'grain', 'code'],
  },
  rights: { read: 'reports:compose', scope: { department: 'owner' } },
});

/** A report as it was published. */
export const Report = defineRecord({
  module: 'reports',
  name: 'report',
  plural: 'reports',
  table: 'reports.report',
  key: 'code',
  label: 'titleZh',
  labelEn: 'titleEn',
  versions: 'valid-time',
  import: false,
  title: { zh: '报表', en: 'Report' },
  description: {
    zh: '已发布的报表：由指标编成，数字均可打开到构成它的行。',
    en: 'Published reports: made of measures, every figure of which opens into its rows.',
  },
  fields: {
    code: field(ReportCode, { zh: '代码', en: 'Code' }, { plain: true }),
    ...named,
    grain,
    readers,
    scheduled: field(z.boolean(), { zh: '按期出刊', en: 'Issued by schedule' }),
    draftRevision: field(z.int(), { zh: '编制版本', en: 'Version of the draft' }, detail),
    publishedAt: field(z.iso.datetime(), { zh: '发布时间', en: 'Published at' }),
    publishedBy: field(z.string(), { zh: '发布人', en: 'Published by' }, detail),
    definition,
  },
  list: {
    filters: ['owner', 'audience', 'grain', 'scheduled'],
    orders: ['code', 'titleZh', 'publishedAt'],
    search: ['code', 'titleZh', 'titleEn'],
    columns: ['titleZh', 'titleEn', 'owner', 'audience', 'grain', 'scheduled', 'publishedAt', 'code'],
  },
  rights: { read: 'reports:read', scope: { department: 'owner' } },
});

/** One issue of a report: its figures as they were when it was run. */
export const Issue = defineRecord({
  module: 'reports',
  name: 'issue',
  plural: 'issues',
  table: 'reports.issue',
  key: 'id',
  label: 'titleZh',
  labelEn: 'titleEn',
  versions: 'valid-time',
  import: false,
  title: { zh: '报表期刊', en: 'Issue of a report' },
  description: {
    zh: '报表的各期：数字按出刊时冻结，此后数据修订的在旁注明。',
    en: 'Issues of reports: figures as they were when it was run, with a mark beside what was revised since.',
  },
  fields: {
    id: field(z.string(), { zh: '编号', en: 'Id' }, { plain: true, ...detail }),
    ...named,
    report: field(reference('reports.report'), { zh: '报表', en: 'Report' }, { unchecked: true }),
    number: field(z.int(), { zh: '期号', en: 'Number' }, { plain: true }),
    grain: field(z.enum(grains), { zh: '周期', en: 'Kind of period' }, { ...detail, names: grainNames }),
    period: field(z.string(), { zh: '时期', en: 'Period' }, { plain: true }),
    chosen: field(z.record(z.string(), z.string()), { zh: '参数', en: 'Parameters' }, detail),
    readers,
    cause: field(z.enum(['schedule', 'hand']), { zh: '出刊方式', en: 'Run' }, { names: causeNames }),
    dueOn: field(maybe(z.iso.date()), { zh: '应出日期', en: 'Due on' }, detail),
    madeAt: field(z.iso.datetime(), { zh: '出刊时间', en: 'Run at' }),
    asOf: field(maybe(z.iso.datetime()), { zh: '数据截至', en: 'Data as of' }),
  },
  list: {
    filters: ['report', 'owner', 'period', 'madeAt'],
    orders: ['madeAt', 'id'],
    search: ['titleZh', 'titleEn', 'period'],
    columns: ['titleZh', 'titleEn', 'number', 'period', 'owner', 'cause', 'madeAt', 'asOf'],
  },
  rights: { read: 'reports:read', scope: { department: 'owner' } },
});
