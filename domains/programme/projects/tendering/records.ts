import { z } from 'zod';
import { defineRecord, field, money, reference } from '#kernel/record';
import { procurementNames, procurements } from '../undertakings/names.ts';
import { outcomeNames, outcomes, tenderStateNames, tenderStates } from './names.ts';

const maybe = <S extends z.ZodType>(schema: S) => schema.nullable().optional();
const detail = { detailOnly: true } as const;
const undertaking = field(
  reference('projects.undertaking'),
  { zh: '建设项目', en: 'Undertaking' },
  { aliases: ['项目编号'] },
);
const unit = field(
  reference('organisations.organisation'),
  { zh: '责任单位', en: 'Responsible unit' },
  { aliases: ['建设单位', '责任单位代码'] },
);
const rights = { read: 'projects:read', write: 'projects:write', scope: { department: 'unit' } } as const;

/** A tender or another way of procurement, from its plan to its award (招标采购). */
export const Tender = defineRecord({
  module: 'projects',
  name: 'tender',
  plural: 'tenders',
  table: 'projects.tender',
  key: 'number',
  label: 'subject',
  versions: 'valid-time',
  title: { zh: '招标采购', en: 'Tender' },
  fields: {
    number: field(z.string().min(1).max(64), { zh: '采购编号', en: 'Number' }, { aliases: ['招标编号'] }),
    subject: field(z.string().min(2).max(200), { zh: '标的', en: 'Subject' }),
    undertaking,
    unit,
    procurement: field(
      z.enum(procurements),
      { zh: '采购方式', en: 'Procurement' },
      { names: procurementNames },
    ),
    ceilingFen: field(money(1), { zh: '最高限价', en: 'Ceiling' }, { aliases: ['限价'] }),
    publishedOn: field(maybe(z.iso.date()), { zh: '公告日期', en: 'Published on' }),
    deadlineOn: field(
      maybe(z.iso.date()),
      { zh: '投标截止', en: 'Bids until' },
      {
        hint: {
          zh: '公告后：招标 20 日、磋商 10 日、谈判和询价 3 个工作日以上',
          en: 'after publication: 20 days for a tender, 10 for consultation, 3 working days for negotiation and inquiry',
        },
      },
    ),
    openedOn: field(maybe(z.iso.date()), { zh: '开标日期', en: 'Opened on' }, detail),
    bids: field(maybe(z.int().min(0).max(1000)), { zh: '有效投标数', en: 'Valid bids' }),
    outcome: field(
      maybe(z.enum(outcomes)),
      { zh: '结果', en: 'Outcome' },
      { ...detail, names: outcomeNames },
    ),
    winner: field(
      maybe(z.string().min(2).max(200)),
      { zh: '成交供应商', en: 'Winner' },
      { aliases: ['中标人'] },
    ),
    awardFen: field(maybe(money(1)), { zh: '成交金额', en: 'Award' }, { aliases: ['中标金额'] }),
    awardedOn: field(maybe(z.iso.date()), { zh: '成交通知日期', en: 'Awarded on' }, detail),
    note: field(maybe(z.string().max(500)), { zh: '说明', en: 'Note' }, detail),
    state: field(
      z.enum(tenderStates),
      { zh: '状态', en: 'State' },
      { computed: true, names: tenderStateNames },
    ),
  },
  list: {
    filters: ['undertaking', 'unit', 'state', 'procurement', 'publishedOn', 'deadlineOn'],
    orders: ['number', 'publishedOn', 'ceilingFen'],
    search: ['number', 'subject', 'winner'],
    columns: [
      'number',
      'subject',
      'procurement',
      'ceilingFen',
      'deadlineOn',
      'bids',
      'winner',
      'awardFen',
      'state',
    ],
  },
  rights,
});

/** A change of what a contract costs in all; what was signed stays as it was. */
export const ContractChange = defineRecord({
  module: 'projects',
  name: 'contract-change',
  plural: 'contract-changes',
  table: 'projects.contract_change',
  key: 'number',
  label: 'number',
  versions: 'valid-time',
  title: { zh: '合同变更', en: 'Change of a contract' },
  fields: {
    number: field(z.string().min(1).max(64), { zh: '变更编号', en: 'Number' }),
    contract: field(
      reference('projects.contract'),
      { zh: '合同', en: 'Contract' },
      { aliases: ['合同编号'] },
    ),
    undertaking,
    unit,
    changedOn: field(z.iso.date(), { zh: '变更日期', en: 'Changed on' }),
    amountFen: field(
      money(1),
      { zh: '变更后合同总额', en: 'Contract in all after it' },
      { aliases: ['变更后金额'], hint: { zh: '不是增减数', en: 'not the difference' } },
    ),
    why: field(z.string().min(2).max(500), { zh: '变更理由', en: 'Why' }),
  },
  list: {
    filters: ['contract', 'undertaking', 'unit', 'changedOn'],
    orders: ['changedOn', 'amountFen'],
    search: ['number'],
    columns: ['number', 'contract', 'changedOn', 'amountFen', 'why'],
  },
  rights,
});
