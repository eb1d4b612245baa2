import { z } from 'zod';
import { defineRecord, field, money, reference } from '#kernel/record';
import { baselineStateNames, baselineStates } from './names.ts';

const detail = { detailOnly: true } as const;
const maybe = <S extends z.ZodType>(schema: S) => schema.nullable().optional();
const organisation = () => reference('organisations.organisation');

/** One activity as it was planned when the baseline was frozen. */
export const PlannedActivity = z.object({
  code: z.string(),
  title: z.string(),
  stage: z.string(),
  days: z.int(),
  after: z.string().nullable(),
  notBefore: z.string().nullable(),
  costFen: z.int(),
});
export type PlannedActivity = z.infer<typeof PlannedActivity>;

/**
 * The plan as it was approved: dates, budget and activities, frozen, against which what happens is measured (performance
 * measurement baseline, ANSI/EIA-748 guideline 8; ISO 21508 §3). It changes by another one alone, with reason and approver.
 */
export const Baseline = defineRecord({
  module: 'projects',
  name: 'baseline',
  plural: 'baselines',
  table: 'projects.baseline',
  key: 'id',
  label: 'id',
  versions: 'valid-time',
  import: false,
  title: { zh: '项目基线', en: 'Baseline' },
  fields: {
    id: field(z.string().max(60), { zh: '基线编号', en: 'Id' }),
    undertaking: field(reference('projects.undertaking'), { zh: '建设项目', en: 'Undertaking' }),
    unit: field(organisation(), { zh: '责任单位', en: 'Responsible unit' }),
    number: field(z.int().min(1), { zh: '序号', en: 'Number' }),
    state: field(z.enum(baselineStates), { zh: '状态', en: 'State' }, { names: baselineStateNames }),
    cause: field(z.string().max(1000), { zh: '理由', en: 'Reason' }),
    startsOn: field(z.iso.date(), { zh: '开工日期', en: 'Starts on' }, detail),
    endsBy: field(z.iso.date(), { zh: '要求完成日期', en: 'To end by' }),
    budgetFen: field(money(1), { zh: '预算', en: 'Budget' }),
    finishOn: field(maybe(z.iso.date()), { zh: '计划完成日期', en: 'Planned end' }),
    plan: field(z.array(PlannedActivity), { zh: '任务计划', en: 'Planned activities' }, detail),
    why: field(maybe(z.string().max(1000)), { zh: '批复意见', en: 'What was said' }, detail),
    decidedOn: field(maybe(z.iso.date()), { zh: '批准日期', en: 'Decided on' }),
    office: field(organisation(), { zh: '审批单位', en: 'Decided by' }, detail),
    account: field(z.string().max(80), { zh: '经办', en: 'Account' }, { ...detail, plain: true }),
  },
  list: {
    filters: ['undertaking', 'unit', 'state', 'decidedOn'],
    orders: ['id', 'decidedOn'],
    columns: ['id', 'undertaking', 'state', 'endsBy', 'finishOn', 'budgetFen', 'cause', 'decidedOn'],
  },
  rights: { read: 'projects:read', scope: { department: 'unit' } },
});
