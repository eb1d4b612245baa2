import { z } from 'zod';
import { defineRecord, field, reference } from '#kernel/record';

const optional = <S extends z.ZodType>(schema: S) => schema.nullable().optional();

/** What somebody said against what was made public, and what became of it. */
export const Objection = defineRecord({
  module: 'publishing',
  name: 'objection',
  plural: 'objections',
  table: 'publishing.objection',
  key: 'id',
  label: 'title',
  versions: 'none',
  import: false,
  title: { zh: '公示异议', en: 'Objection' },
  fields: {
    id: field(z.string(), { zh: '编号', en: 'Id' }, { detailOnly: true }),
    title: field(z.string(), { zh: '公示', en: 'Publicity' }),
    article: field(z.string(), { zh: '公示编号', en: 'Article' }, { detailOnly: true, plain: true }),
    organisation: field(
      reference('organisations.organisation'),
      { zh: '公示单位', en: 'Organisation' },
      { unchecked: true },
    ),
    byName: field(z.string(), { zh: '提出人', en: 'By' }, { sensitivity: 'personal', mask: 'name' }),
    words: field(z.string(), { zh: '异议', en: 'Objection' }, { detailOnly: true }),
    madeAt: field(z.iso.datetime(), { zh: '提出时间', en: 'Made' }),
    state: field(
      z.enum(['open', 'upheld', 'dismissed']),
      { zh: '状态', en: 'State' },
      {
        names: {
          open: { zh: '待答复', en: 'to be answered' },
          upheld: { zh: '成立', en: 'upheld' },
          dismissed: { zh: '不成立', en: 'not upheld' },
        },
      },
    ),
    answer: field(optional(z.string()), { zh: '答复', en: 'Answer' }, { detailOnly: true }),
    answeredAt: field(optional(z.iso.datetime()), { zh: '答复时间', en: 'Answered' }),
  },
  list: { filters: ['state', 'organisation'], orders: ['madeAt'] },
  rights: { read: 'publishing:review', reveal: 'publishing:reveal', scope: { department: 'organisation' } },
});
