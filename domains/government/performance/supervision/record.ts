import { z } from 'zod';
import { defineRecord, field, reference } from '#kernel/record';
import {
  extensionStateNames,
  extensionStates,
  outcomeNames,
  outcomes,
  supervisionStateNames,
  supervisionStates,
} from './names.ts';

const maybe = <S extends z.ZodType>(schema: S) => schema.nullable().optional();
const words = (most: number) => z.string().trim().min(2).max(most);
const detail = { detailOnly: true } as const;
const organisation = () => reference('organisations.organisation');
const day = () => maybe(z.iso.date());
const instant = () => maybe(z.iso.datetime());

/** What the office wants a unit to do, and how far it is; every step a version. */
export const Supervision = defineRecord({
  module: 'performance',
  name: 'supervision',
  plural: 'supervisions',
  table: 'performance.supervision',
  key: 'id',
  label: 'title',
  versions: 'valid-time',
  import: false,
  title: { zh: '督查事项', en: 'Supervised matter' },
  description: {
    zh: '督查什么、依据、承办单位和期限，签收、进度、催办、延期、办结和得分；每一步留痕。',
    en: 'What is to be done by whom until when; receipt, progress, urging, extension, verdict and score, each step kept.',
  },
  fields: {
    id: field(z.string(), { zh: '编号', en: 'Id' }, detail),
    number: field(z.string(), { zh: '督查单号', en: 'Number' }, { plain: true }),
    title: field(words(200), { zh: '事项', en: 'Matter' }),
    what: field(words(4000), { zh: '要求', en: 'What is wanted' }, detail),
    basedOn: field(words(300), { zh: '来源', en: 'Source' }, detail),
    office: field(organisation(), { zh: '督查单位', en: 'Office' }, detail),
    unit: field(organisation(), { zh: '承办单位', en: 'Unit' }),
    state: field(z.enum(supervisionStates), { zh: '状态', en: 'State' }, { names: supervisionStateNames }),
    issuedOn: field(z.iso.date(), { zh: '下达', en: 'Issued on' }),
    dueOn: field(z.iso.date(), { zh: '期限', en: 'Due on' }),
    milestone: field(maybe(words(300)), { zh: '节点要求', en: 'Milestone' }, detail),
    milestoneOn: field(day(), { zh: '节点日期', en: 'Milestone on' }, detail),
    receivedAt: field(instant(), { zh: '签收', en: 'Received at' }, detail),
    percent: field(z.int().min(0).max(100), { zh: '进度（%）', en: 'Per cent done' }),
    progress: field(maybe(words(2000)), { zh: '最近反馈', en: 'Last report' }, detail),
    reportedAt: field(instant(), { zh: '反馈时间', en: 'Reported at' }, detail),
    urged: field(z.int(), { zh: '催办次数', en: 'Urged' }),
    urgedAt: field(instant(), { zh: '最近催办', en: 'Urged at' }, detail),
    urgedWords: field(maybe(words(1000)), { zh: '催办内容', en: 'Urged with' }, detail),
    extensionTo: field(day(), { zh: '申请延期至', en: 'Extension to' }, detail),
    extensionWhy: field(maybe(words(1000)), { zh: '延期理由', en: 'Why extended' }, detail),
    extensionState: field(
      maybe(z.enum(extensionStates)),
      { zh: '延期', en: 'Extension' },
      { ...detail, names: extensionStateNames },
    ),
    extensionAnswer: field(maybe(words(1000)), { zh: '延期答复', en: 'Answer to the extension' }, detail),
    finishedOn: field(day(), { zh: '报送完成', en: 'Said to be done on' }, detail),
    verdict: field(maybe(z.enum(outcomes)), { zh: '验收', en: 'Verdict' }, { names: outcomeNames }),
    lateDays: field(maybe(z.int()), { zh: '逾期工作日', en: 'Working days late' }, detail),
    onTime: field(maybe(z.boolean()), { zh: '按期', en: 'In time' }),
    quality: field(maybe(z.int().min(0).max(100)), { zh: '质量', en: 'Quality' }, detail),
    score: field(maybe(z.int().min(0).max(100)), { zh: '得分', en: 'Score' }),
    why: field(maybe(words(1000)), { zh: '验收意见', en: 'Why' }, detail),
    closedOn: field(day(), { zh: '办结', en: 'Closed on' }, detail),
  },
  list: {
    filters: ['state', 'unit', 'office', 'number', 'dueOn', 'onTime', 'verdict', 'closedOn'],
    orders: ['id', 'dueOn'],
    search: ['number', 'title'],
  },
  rights: { read: 'performance:read', scope: { department: ['unit', 'office'] } },
});
