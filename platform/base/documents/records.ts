import { z } from 'zod';
import { defineRecord, field, reference } from '#kernel/record';
import { paperStates, retentionNames } from './names.ts';
import { retentions } from './layout.ts';

const optional = <S extends z.ZodType>(schema: S) => schema.nullable().optional();

/** A paper that was issued: its number, whose it is, and how long it is kept. What it says is kept apart. */
export const Paper = defineRecord({
  module: 'documents',
  name: 'paper',
  plural: 'papers',
  table: 'documents.paper',
  key: 'id',
  label: 'number',
  versions: 'valid-time',
  title: { zh: '文书', en: 'Paper' },
  description: {
    zh: '平台印发的文书：文号、签发单位、状态和保管期限。',
    en: 'Papers that the platform issued: number, issuer, state and how long they are kept.',
  },
  fields: {
    id: field(z.string().max(40), { zh: '标识', en: 'Id' }, { detailOnly: true }),
    number: field(z.string().max(80), { zh: '文号', en: 'Number' }),
    title: field(z.string().max(300), { zh: '标题', en: 'Title' }),
    template: field(z.string().max(60), { zh: '模板', en: 'Template' }, { plain: true }),
    issuer: field(reference('organisations.organisation'), { zh: '签发单位', en: 'Issuer' }),
    state: field(z.enum(['numbered', ...paperStates]), { zh: '状态', en: 'State' }, { names: stateNames() }),
    issuedOn: field(z.iso.date(), { zh: '成文日期', en: 'Date' }),
    retention: field(z.enum(retentions), { zh: '保管期限', en: 'Retention' }, { names: retentionNames }),
    keptUntil: field(optional(z.iso.date()), { zh: '保管至', en: 'Kept until' }),
    pages: field(optional(z.number().int()), { zh: '页数', en: 'Pages' }, { detailOnly: true }),
    digest: field(
      optional(z.string().max(64)),
      { zh: '摘要（SHA-256）', en: 'Digest (SHA-256)' },
      {
        detailOnly: true,
      },
    ),
    stateReason: field(optional(z.string().max(500)), { zh: '缘由', en: 'Reason' }, { detailOnly: true }),
    transfer: field(
      optional(z.string().max(40)),
      { zh: '移交清册', en: 'Transfer list' },
      {
        detailOnly: true,
      },
    ),
  },
  list: {
    filters: ['state', 'issuer', 'template', 'retention', 'issuedOn', 'keptUntil'],
    orders: ['issuedOn', 'number'],
    search: ['number', 'title'],
    columns: ['number', 'title', 'issuer', 'state', 'issuedOn', 'keptUntil'],
  },
  rights: { read: 'documents:read', scope: { department: 'issuer' } },
  import: false,
});

function stateNames() {
  return {
    numbered: { zh: '待印制', en: 'Being printed' },
    issued: { zh: '已印发', en: 'Issued' },
    revoked: { zh: '已撤销', en: 'Revoked' },
    archived: { zh: '已归档', en: 'Archived' },
    disposed: { zh: '已销毁', en: 'Disposed' },
  };
}
