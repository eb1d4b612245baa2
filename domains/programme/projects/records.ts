import { z } from 'zod';
import { defineRecord, field, undivided } from '#kernel/record';
import { Text } from '#kernel/texts';
import { CityProjectFigure, CityUnit } from './shapes.ts';

export { Concession, Remittance, Revenue } from './concessions/records.ts';
export { Counterpart, Proposal } from './proposals/records.ts';
export { Baseline } from './baselines/records.ts';
export { Document } from './documents/records.ts';
export { Report } from './reports/records.ts';
export { Risk } from './risks/records.ts';
export { ContractChange, Tender } from './tendering/records.ts';
export { Activity, Contract, Payment, Undertaking } from './undertakings/records.ts';
export type { CityProjectFigure, CityUnit } from './shapes.ts';

/** A key project of the plan's closing table: goals, years, who leads and who supports, and nothing else. */
export const Project = defineRecord({
  module: 'projects',
  name: 'project',
  plural: 'projects',
  table: 'projects.project',
  key: 'id',
  label: 'nameZh',
  labelEn: 'nameEn',
  versions: 'valid-time',
  title: { zh: '重点项目', en: 'Key project' },
  fields: {
    number: field(z.number().int().positive(), { zh: '序号', en: 'Number' }, { sensitivity: 'public' }),
    id: field(z.string().max(80), { zh: '标识', en: 'Id' }, { sensitivity: 'public', detailOnly: true }),
    nameZh: field(
      z.string().max(200),
      { zh: '项目名称', en: 'Name in Chinese' },
      { sensitivity: 'public', language: 'zh' },
    ),
    nameEn: field(
      z.string().max(200),
      { zh: '英文名称', en: 'Name' },
      { sensitivity: 'public', language: 'en' },
    ),
    yearFrom: field(z.number().int(), { zh: '起始年', en: 'From' }, { sensitivity: 'public', plain: true }),
    yearTo: field(z.number().int(), { zh: '截止年', en: 'To' }, { sensitivity: 'public', plain: true }),
    lead: field(z.array(CityUnit), { zh: '责任单位', en: 'Lead' }, { sensitivity: 'public' }),
    supporting: field(
      z.array(CityUnit),
      { zh: '配合单位', en: 'Supporting' },
      { sensitivity: 'public', detailOnly: true },
    ),
    goals: field(z.array(Text), { zh: '建设目标', en: 'Goals' }, { sensitivity: 'public', detailOnly: true }),
    figures: field(
      z.array(CityProjectFigure),
      { zh: '目标数', en: 'Figures' },
      { sensitivity: 'public', detailOnly: true },
    ),
    clause: field(z.string().max(40), { zh: '出处', en: 'Clause' }, { sensitivity: 'public', plain: true }),
  },
  list: {
    filters: ['yearFrom', 'yearTo'],
    orders: ['number'],
    search: ['nameZh', 'nameEn'],
    columns: ['number', 'nameZh', 'nameEn', 'yearFrom', 'yearTo', 'clause'],
  },
  rights: { read: 'projects:read', scope: undivided },
});
