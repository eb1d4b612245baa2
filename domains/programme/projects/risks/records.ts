import { z } from 'zod';
import { defineRecord, field, reference } from '#kernel/record';
import { activityCode } from '../undertakings/shapes.ts';
import { responseNames, responses, riskStateNames, riskStates } from './names.ts';

const detail = { detailOnly: true } as const;
const grade = z.int().min(1).max(5);
const gradeHint = { hint: { zh: '1 最小，5 最大', en: '1 least, 5 most' } } as const;

/** What may go wrong with an undertaking, and what is done about it. */
export const Risk = defineRecord({
  module: 'projects',
  name: 'risk',
  plural: 'risks',
  table: 'projects.risk',
  key: 'code',
  label: 'title',
  versions: 'valid-time',
  title: { zh: '项目风险', en: 'Risk' },
  fields: {
    code: field(
      activityCode,
      { zh: '风险编号', en: 'Code' },
      {
        hint: {
          zh: '项目编号.风险号，如 XM-2018-003.R1',
          en: 'Undertaking, dot, short code: XM-2018-003.R1',
        },
      },
    ),
    title: field(z.string().min(2).max(200), { zh: '风险', en: 'Risk' }, { aliases: ['名称'] }),
    undertaking: field(
      reference('projects.undertaking'),
      { zh: '建设项目', en: 'Undertaking' },
      { aliases: ['项目编号'] },
    ),
    unit: field(
      reference('organisations.organisation'),
      { zh: '责任单位', en: 'Responsible unit' },
      { aliases: ['建设单位'] },
    ),
    likelihood: field(grade, { zh: '可能性', en: 'Likelihood' }, gradeHint),
    impact: field(grade, { zh: '影响', en: 'Impact' }, gradeHint),
    score: field(z.int().min(1).max(25), { zh: '风险值', en: 'Score' }, { computed: true }),
    response: field(
      z.enum(responses),
      { zh: '应对方式', en: 'Response' },
      { ...detail, names: responseNames },
    ),
    measures: field(z.string().min(2).max(2000), { zh: '应对措施', en: 'Measures' }, detail),
    owner: field(
      reference('organisations.organisation'),
      { zh: '应对单位', en: 'Owner' },
      { aliases: ['负责单位'] },
    ),
    reviewOn: field(z.iso.date(), { zh: '下次复核', en: 'Review on' }, { aliases: ['复核日期'] }),
    state: field(z.enum(riskStates), { zh: '状态', en: 'State' }, { names: riskStateNames }),
  },
  list: {
    filters: ['undertaking', 'unit', 'owner', 'state', 'likelihood', 'impact', 'score', 'reviewOn'],
    orders: ['code', 'score', 'reviewOn'],
    search: ['code', 'title'],
    columns: ['code', 'title', 'likelihood', 'impact', 'score', 'owner', 'reviewOn', 'state'],
  },
  rights: { read: 'projects:read', write: 'projects:write', scope: { department: ['unit', 'owner'] } },
});
