import { z } from 'zod';
import { defineRecord, field, reference } from '#kernel/record';
import type { Names } from '../undertakings/names.ts';

export const documentKinds = [
  'proposal',
  'plan',
  'tender',
  'contract',
  'report',
  'acceptance',
  'other',
] as const;
export const documentKindNames: Names = {
  proposal: { zh: '立项材料', en: 'Proposal' },
  plan: { zh: '设计和方案', en: 'Design and plan' },
  tender: { zh: '招标采购文件', en: 'Tender' },
  contract: { zh: '合同', en: 'Contract' },
  report: { zh: '报告', en: 'Report' },
  acceptance: { zh: '验收材料', en: 'Acceptance' },
  other: { zh: '其他', en: 'Other' },
};

/** A file of an undertaking; the organ of documents keeps it and has looked at what it is. */
export const Document = defineRecord({
  module: 'projects',
  name: 'document',
  plural: 'documents',
  table: 'projects.document',
  key: 'id',
  label: 'title',
  versions: 'valid-time',
  import: false,
  title: { zh: '项目文件', en: 'Document' },
  fields: {
    id: field(z.string().max(64), { zh: '编号', en: 'Id' }, { detailOnly: true }),
    title: field(z.string().min(2).max(200), { zh: '名称', en: 'Title' }),
    undertaking: field(reference('projects.undertaking'), { zh: '建设项目', en: 'Undertaking' }),
    unit: field(reference('organisations.organisation'), { zh: '责任单位', en: 'Responsible unit' }),
    kind: field(z.enum(documentKinds), { zh: '类别', en: 'Kind' }, { names: documentKindNames }),
    file: field(z.string().max(200), { zh: '文件', en: 'File' }, { plain: true }),
    addedOn: field(z.iso.date(), { zh: '登记日期', en: 'Added on' }),
  },
  list: {
    filters: ['undertaking', 'unit', 'kind', 'addedOn'],
    orders: ['addedOn'],
    search: ['title'],
    columns: ['title', 'undertaking', 'kind', 'file', 'addedOn'],
  },
  rights: { read: 'projects:read', scope: { department: 'unit' } },
});
