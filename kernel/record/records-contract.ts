import { z } from 'zod';
import { operation } from '../operation.ts';
import { Text } from '../texts.ts';
import { fieldKinds, sensitivities } from './field.ts';
import { CappedCount } from './schemas.ts';

const FieldSummary = z.object({
  name: z.string(),
  label: Text,
  kind: z.enum(fieldKinds),
  sensitivity: z.enum(sensitivities),
  required: z.boolean(),
  computed: z.boolean(),
  codes: z.string().nullable(),
  record: z.string().nullable(),
});

export const RecordSummary = z.object({
  id: z.string(),
  module: z.string(),
  name: z.string(),
  path: z.string().describe('address of its list'),
  title: Text,
  description: Text.nullable(),
  key: z.string(),
  label: z.string(),
  versions: z.enum(['valid-time', 'none']),
  fields: z.array(FieldSummary),
  filters: z.array(z.string()),
  orders: z.array(z.string()),
  search: z.array(z.string()),
  mayWrite: z.boolean(),
  mayReveal: z.boolean(),
  map: z.boolean(),
  rows: CappedCount.describe('rows in the scope of whoever asks'),
});
export type RecordSummary = z.infer<typeof RecordSummary>;

export const SavedView = z.object({
  name: z.string().trim().min(1).max(40),
  view: z.string().max(4000).describe("part of the list's address: filters, order, columns"),
});
export type SavedView = z.infer<typeof SavedView>;

const ofList = z.object({ list: z.string().min(1).max(120).describe('name of the list: registers.person') });
const Views = z.object({ items: z.array(SavedView) });

/** What the platform says about all records at once. */
export const recordsOperations = {
  registry: operation({
    method: 'GET',
    path: '/registry',
    summary: { zh: '我可查看的登记册', en: 'Records that I may read' },
    permission: 'public',
    result: z.object({ items: z.array(RecordSummary) }),
  }),
  search: operation({
    method: 'GET',
    path: '/search',
    summary: { zh: '在所有登记册中查找', en: 'Search all records' },
    permission: 'public',
    query: z.object({
      q: z.string().min(1).max(100),
      limit: z.coerce.number().int().min(1).max(20).default(5).describe('most hits of one record'),
    }),
    result: z.object({
      items: z.array(
        z.object({ record: z.string(), key: z.string(), label: z.string(), simulated: z.boolean() }),
      ),
    }),
  }),
  views: operation({
    method: 'GET',
    path: '/views/:list',
    summary: { zh: '我在一个列表上保存的视图', en: 'Views that I keep of a list' },
    permission: 'public',
    params: ofList,
    result: Views,
  }),
  saveView: operation({
    method: 'PUT',
    path: '/views/:list',
    summary: { zh: '保存视图', en: 'Keep a view' },
    permission: 'public',
    params: ofList,
    body: SavedView,
    result: Views,
  }),
  forgetView: operation({
    method: 'DELETE',
    path: '/views/:list/:name',
    summary: { zh: '删除视图', en: 'Forget a view' },
    permission: 'public',
    params: ofList.extend({ name: SavedView.shape.name }),
    result: Views,
  }),
};
