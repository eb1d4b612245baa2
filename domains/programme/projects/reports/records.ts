import { z } from 'zod';
import { defineRecord, field, reference } from '#kernel/record';
import { reportStateNames, reportStates } from './names.ts';
import { ReportLine } from './shapes.ts';

const detail = { detailOnly: true } as const;
const maybe = <S extends z.ZodType>(schema: S) => schema.nullable().optional();
const organisation = () => reference('organisations.organisation');

/** What the responsible unit says of a month: how far each activity is, and words. Once accepted it counts. */
export const Report = defineRecord({
  module: 'projects',
  name: 'report',
  plural: 'reports',
  table: 'projects.report',
  key: 'id',
  label: 'id',
  versions: 'valid-time',
  import: false,
  title: { zh: '进度报告', en: 'Progress report' },
  fields: {
    id: field(z.string().max(60), { zh: '报告编号', en: 'Id' }),
    undertaking: field(reference('projects.undertaking'), { zh: '建设项目', en: 'Undertaking' }),
    unit: field(organisation(), { zh: '责任单位', en: 'Responsible unit' }),
    period: field(z.string().regex(/^\d{4}-\d{2}$/), { zh: '月份', en: 'Month' }, { plain: true }),
    state: field(z.enum(reportStates), { zh: '状态', en: 'State' }, { names: reportStateNames }),
    dueOn: field(z.iso.date(), { zh: '期限', en: 'Due on' }),
    words: field(maybe(z.string().max(4000)), { zh: '进展说明', en: 'What was done' }, detail),
    lines: field(z.array(ReportLine), { zh: '各任务进度', en: 'Activities' }, detail),
    why: field(maybe(z.string().max(1000)), { zh: '审核意见', en: 'What was said' }, detail),
    filedAt: field(maybe(z.iso.datetime()), { zh: '报送', en: 'Handed in' }),
    decidedOn: field(maybe(z.iso.date()), { zh: '采纳', en: 'Accepted on' }),
    office: field(organisation(), { zh: '审核单位', en: 'Looked at by' }, detail),
    account: field(z.string().max(80), { zh: '经办', en: 'Account' }, { ...detail, plain: true }),
  },
  list: {
    filters: ['undertaking', 'unit', 'state', 'period', 'dueOn'],
    orders: ['id', 'dueOn', 'period'],
    columns: ['id', 'undertaking', 'period', 'state', 'dueOn', 'filedAt', 'decidedOn'],
  },
  rights: { read: 'projects:read', scope: { department: 'unit' } },
});
