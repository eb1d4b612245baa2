import { z } from 'zod';
import { defineRecord, field, money, reference } from '#kernel/record';
import {
  fundingNames,
  fundings,
  procurementNames,
  procurements,
  stageNames,
  stages,
  stateNames,
  states,
} from './names.ts';
import { activityCode, undertakingCode } from './shapes.ts';

const undertaking = () => reference('projects.undertaking');
const unit = field(
  reference('organisations.organisation'),
  { zh: '责任单位', en: 'Responsible unit' },
  { aliases: ['建设单位', '责任单位代码'] },
);
const rights = { read: 'projects:read', write: 'projects:write', scope: { department: 'unit' } } as const;
const day = () => z.iso.date().nullable().optional();

/** What a unit builds with money: it may serve a key project of the plan. */
export const Undertaking = defineRecord({
  module: 'projects',
  name: 'undertaking',
  plural: 'undertakings',
  table: 'projects.undertaking',
  key: 'code',
  label: 'title',
  versions: 'valid-time',
  title: { zh: '建设项目', en: 'Undertaking' },
  description: {
    zh: '各单位用资金建设的信息化项目：周期、预算、任务、合同、支付。',
    en: 'What units build with money: its time, budget, activities, contracts and payments.',
  },
  fields: {
    code: field(undertakingCode, { zh: '项目编号', en: 'Code' }, { aliases: ['编号'] }),
    title: field(z.string().min(2).max(200), { zh: '项目名称', en: 'Title' }, { aliases: ['名称'] }),
    unit,
    keyProject: field(
      reference('projects.project').nullable().optional(),
      { zh: '所属重点项目', en: 'Key project it serves' },
      { aliases: ['重点项目'] },
    ),
    state: field(z.enum(states), { zh: '状态', en: 'State' }, { names: stateNames }),
    startsOn: field(z.iso.date(), { zh: '开工日期', en: 'Starts on' }, { aliases: ['开始日期'] }),
    endsBy: field(z.iso.date(), { zh: '要求完成日期', en: 'To end by' }, { aliases: ['完成期限'] }),
    budgetFen: field(money(1), { zh: '批复预算', en: 'Budget' }, { aliases: ['预算'] }),
    funding: field(z.enum(fundings), { zh: '资金来源', en: 'Funds' }, { names: fundingNames }),
    aim: field(
      z.string().max(2000).nullable().optional(),
      { zh: '建设内容', en: 'What is built' },
      { detailOnly: true },
    ),
  },
  list: {
    filters: ['state', 'unit', 'keyProject', 'funding', 'startsOn', 'endsBy', 'budgetFen'],
    orders: ['code', 'startsOn', 'endsBy', 'budgetFen'],
    search: ['code', 'title'],
    columns: ['code', 'title', 'unit', 'state', 'startsOn', 'endsBy', 'budgetFen'],
  },
  rights,
});

/** A piece of the work, or a milestone: no days. */
export const Activity = defineRecord({
  module: 'projects',
  name: 'activity',
  plural: 'activities',
  table: 'projects.activity',
  key: 'code',
  label: 'title',
  versions: 'valid-time',
  title: { zh: '项目任务', en: 'Activity' },
  fields: {
    code: field(
      activityCode,
      { zh: '任务编号', en: 'Code' },
      {
        hint: {
          zh: '项目编号.任务号，如 XM-2018-003.A04',
          en: 'Undertaking, dot, short code: XM-2018-003.A04',
        },
      },
    ),
    title: field(z.string().min(1).max(200), { zh: '任务名称', en: 'Title' }, { aliases: ['名称'] }),
    undertaking: field(undertaking(), { zh: '建设项目', en: 'Undertaking' }, { aliases: ['项目编号'] }),
    unit,
    stage: field(z.enum(stages), { zh: '阶段', en: 'Stage' }, { names: stageNames }),
    days: field(
      z.int().min(0).max(2000),
      { zh: '工期（工作日）', en: 'Working days' },
      { aliases: ['工期'], hint: { zh: '里程碑为 0', en: '0 for a milestone' } },
    ),
    after: field(
      z.string().max(300).nullable().optional(),
      { zh: '紧前任务', en: 'After' },
      {
        hint: {
          zh: '如 A01; A02SS+3：A01 完成后，且 A02 开始 3 天后',
          en: 'A01; A02SS+3: after A01 has ended and 3 days after A02 began',
        },
      },
    ),
    notBefore: field(day(), { zh: '不早于', en: 'Not before' }, { detailOnly: true }),
    costFen: field(money(), { zh: '任务预算', en: 'Budget' }, { aliases: ['预算'] }),
    beganOn: field(day(), { zh: '实际开始', en: 'Began on' }),
    endedOn: field(day(), { zh: '实际完成', en: 'Ended on' }),
    daysLeft: field(
      z.int().min(0).max(2000).nullable().optional(),
      { zh: '剩余工作日', en: 'Working days left' },
      { detailOnly: true },
    ),
    percent: field(z.int().min(0).max(100), { zh: '完成百分比', en: 'Per cent done' }),
  },
  list: {
    filters: ['undertaking', 'unit', 'stage', 'beganOn', 'endedOn', 'percent'],
    orders: ['code'],
    search: ['code', 'title'],
    columns: ['code', 'title', 'stage', 'days', 'after', 'beganOn', 'endedOn', 'percent'],
  },
  rights,
});

export const Contract = defineRecord({
  module: 'projects',
  name: 'contract',
  plural: 'contracts',
  table: 'projects.contract',
  key: 'number',
  label: 'subject',
  versions: 'valid-time',
  title: { zh: '项目合同', en: 'Contract' },
  fields: {
    number: field(z.string().min(1).max(64), { zh: '合同编号', en: 'Number' }),
    subject: field(z.string().min(2).max(200), { zh: '标的', en: 'Subject' }),
    undertaking: field(undertaking(), { zh: '建设项目', en: 'Undertaking' }, { aliases: ['项目编号'] }),
    unit,
    supplier: field(
      z.string().min(2).max(200).nullable().optional(),
      { zh: '供应商', en: 'Supplier' },
      { hint: { zh: '未签订的可以不填', en: 'may be left out until it is signed' } },
    ),
    procurement: field(
      z.enum(procurements),
      { zh: '采购方式', en: 'Procurement' },
      { names: procurementNames },
    ),
    tender: field(
      reference('projects.tender').nullable().optional(),
      { zh: '招标采购', en: 'Tender' },
      { aliases: ['采购编号'] },
    ),
    directWhy: field(
      z.string().max(500).nullable().optional(),
      { zh: '未经招标采购的理由', en: 'Why without a tender' },
      {
        detailOnly: true,
        aliases: ['未招标理由'],
        hint: { zh: '如：限额标准以下', en: 'such as: below the threshold' },
      },
    ),
    plannedOn: field(
      day(),
      { zh: '计划签订日期', en: 'To be signed on' },
      { aliases: ['计划签订'], hint: { zh: '未签订的须填', en: 'needed until it is signed' } },
    ),
    signedOn: field(day(), { zh: '签订日期', en: 'Signed on' }),
    amountFen: field(
      money(1),
      { zh: '签订金额', en: 'Signed for' },
      {
        aliases: ['金额', '合同金额'],
        hint: { zh: '未签订的填拟签金额', en: 'what it is to be signed for, until it is' },
      },
    ),
  },
  list: {
    filters: ['undertaking', 'unit', 'tender', 'procurement', 'plannedOn', 'signedOn', 'amountFen'],
    orders: ['signedOn', 'plannedOn', 'amountFen'],
    search: ['number', 'subject', 'supplier'],
    columns: [
      'number',
      'subject',
      'undertaking',
      'supplier',
      'procurement',
      'plannedOn',
      'signedOn',
      'amountFen',
    ],
  },
  rights,
});

export const Payment = defineRecord({
  module: 'projects',
  name: 'payment',
  plural: 'payments',
  table: 'projects.payment',
  key: 'number',
  label: 'number',
  versions: 'valid-time',
  title: { zh: '项目支付', en: 'Payment' },
  fields: {
    number: field(z.string().min(1).max(64), { zh: '支付编号', en: 'Number' }),
    contract: field(
      reference('projects.contract'),
      { zh: '合同', en: 'Contract' },
      { aliases: ['合同编号'] },
    ),
    undertaking: field(undertaking(), { zh: '建设项目', en: 'Undertaking' }, { aliases: ['项目编号'] }),
    unit,
    paidOn: field(z.iso.date(), { zh: '支付日期', en: 'Paid on' }),
    amountFen: field(money(1), { zh: '金额', en: 'Amount' }),
    note: field(z.string().max(500).nullable().optional(), { zh: '说明', en: 'Note' }, { detailOnly: true }),
  },
  list: {
    filters: ['undertaking', 'contract', 'unit', 'paidOn', 'amountFen'],
    orders: ['paidOn', 'amountFen'],
    search: ['number'],
    columns: ['number', 'contract', 'undertaking', 'paidOn', 'amountFen'],
  },
  rights,
});
