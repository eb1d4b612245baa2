import { z } from 'zod';
import { defineRecord, field, money, reference } from '#kernel/record';
import { fundingNames, fundings } from '../undertakings/names.ts';
import { undertakingCode } from '../undertakings/shapes.ts';
import { kindNames, kinds, proposalStateNames, proposalStates, verdictNames, verdicts } from './names.ts';

const maybe = <S extends z.ZodType>(schema: S) => schema.nullable().optional();
const detail = { detailOnly: true } as const;
const computed = { computed: true } as const;
const organisation = () => reference('organisations.organisation');
const item = z.string().trim().min(1).max(100);

/** What a unit asks to build, before money is given for it (立项申请). */
export const Proposal = defineRecord({
  module: 'projects',
  name: 'proposal',
  plural: 'proposals',
  table: 'projects.proposal',
  key: 'code',
  label: 'title',
  versions: 'valid-time',
  title: { zh: '立项申请', en: 'Proposal' },
  description: {
    zh: '各单位申请新建的系统或项目：做什么、用哪些数据、要多少钱；先与已有的比对，再评审。',
    en: 'What units ask to build: what for, with which data, for how much. It is compared with what there is, then reviewed.',
  },
  fields: {
    code: field(
      undertakingCode,
      { zh: '申请编号', en: 'Code' },
      {
        aliases: ['编号'],
        hint: { zh: '立项后即为项目编号', en: 'once approved it is the code of the undertaking' },
      },
    ),
    title: field(z.string().trim().min(2).max(200), { zh: '项目名称', en: 'Title' }, { aliases: ['名称'] }),
    unit: field(
      organisation(),
      { zh: '申请单位', en: 'Unit' },
      { aliases: ['责任单位', '建设单位', '申请单位代码'] },
    ),
    keyProject: field(
      maybe(reference('projects.project')),
      { zh: '所属重点项目', en: 'Key project it serves' },
      { ...detail, aliases: ['重点项目'] },
    ),
    aim: field(z.string().trim().min(10).max(2000), { zh: '建设内容', en: 'What is built' }, detail),
    uses: field(
      maybe(z.array(z.string().max(80)).max(100)),
      { zh: '使用的数据资源', en: 'Resources it uses' },
      { ...detail, hint: { zh: '目录中的资源代码', en: 'codes of the catalogue' } },
    ),
    gathers: field(
      maybe(z.array(item).max(200)),
      { zh: '新采集的数据项', en: 'Items it gathers' },
      {
        ...detail,
        hint: {
          zh: '要填报人另外提供的数据项，如：学生姓名、过敏史',
          en: 'what somebody has to give anew, as 学生姓名, 过敏史',
        },
      },
    ),
    startsOn: field(z.iso.date(), { zh: '开工日期', en: 'Starts on' }, { ...detail, aliases: ['开始日期'] }),
    endsBy: field(
      z.iso.date(),
      { zh: '要求完成日期', en: 'To end by' },
      { ...detail, aliases: ['完成期限'] },
    ),
    budgetFen: field(money(1), { zh: '申请金额', en: 'Asked' }, { aliases: ['预算'] }),
    funding: field(z.enum(fundings), { zh: '资金来源', en: 'Funds' }, { ...detail, names: fundingNames }),
    state: field(
      z.enum(proposalStates),
      { zh: '状态', en: 'State' },
      { ...computed, names: proposalStateNames },
    ),
    why: field(maybe(z.string().max(1000)), { zh: '意见', en: 'What was said' }, { ...detail, ...computed }),
    approvedFen: field(maybe(money(1)), { zh: '批复金额', en: 'Approved' }, computed),
    filedAt: field(maybe(z.iso.datetime()), { zh: '提交', en: 'Filed' }, computed),
    decidedOn: field(maybe(z.iso.date()), { zh: '决定', en: 'Decided on' }, { ...detail, ...computed }),
    office: field(organisation(), { zh: '审批单位', en: 'Reviewed by' }, { ...detail, ...computed }),
    account: field(
      z.string().max(80),
      { zh: '经办', en: 'Account' },
      { ...detail, ...computed, plain: true },
    ),
  },
  list: {
    filters: ['state', 'unit', 'keyProject', 'filedAt', 'budgetFen'],
    orders: ['code', 'filedAt', 'budgetFen'],
    search: ['code', 'title'],
    columns: ['code', 'title', 'unit', 'budgetFen', 'filedAt', 'state', 'approvedFen'],
  },
  rights: { read: 'projects:read', write: 'projects:write', scope: { department: 'unit' } },
});

/** What a reviewer said of one thing that there is already, in the light of a proposal. */
export const Counterpart = defineRecord({
  module: 'projects',
  name: 'counterpart',
  plural: 'counterparts',
  table: 'projects.counterpart',
  key: 'id',
  label: 'title',
  versions: 'valid-time',
  import: false,
  title: { zh: '查重结论', en: 'Finding on what exists' },
  fields: {
    id: field(z.string().max(200), { zh: '编号', en: 'Id' }, detail),
    proposal: field(reference('projects.proposal'), { zh: '立项申请', en: 'Proposal' }),
    unit: field(organisation(), { zh: '申请单位', en: 'Unit' }),
    kind: field(z.enum(kinds), { zh: '类别', en: 'Kind' }, { names: kindNames }),
    key: field(z.string().max(120), { zh: '已有的编号', en: 'Code of what exists' }, { plain: true }),
    title: field(z.string().max(300), { zh: '已有的', en: 'What exists' }),
    percent: field(z.int().min(0).max(100), { zh: '相似度（%）', en: 'Likeness (%)' }),
    verdict: field(z.enum(verdicts), { zh: '结论', en: 'Finding' }, { names: verdictNames }),
    why: field(z.string().max(1000), { zh: '理由', en: 'Why' }),
    answeredAt: field(z.iso.datetime(), { zh: '时间', en: 'Answered' }),
  },
  list: {
    filters: ['proposal', 'unit', 'kind', 'verdict'],
    orders: ['id', 'answeredAt'],
    columns: ['proposal', 'kind', 'title', 'percent', 'verdict', 'why', 'answeredAt'],
  },
  rights: { read: 'projects:read', scope: { department: 'unit' } },
});
