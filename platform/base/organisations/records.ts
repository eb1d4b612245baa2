import { z } from 'zod';
import { code, defineRecord, field, geometry, point, reference, undivided } from '#kernel/record';
import { collectedNames, levels, nameSources } from './names.ts';

const rights = { read: 'organisations:read', write: 'organisations:write', scope: undivided } as const;

const name = z.string().min(1).max(200);
/** A day, month or year, as exactly as it is known. */
const knownDate = z.string().regex(/^\d{4}(-\d{2}(-\d{2})?)?$/);

/** A place that is governed: the city, its towns, their villages and communities, grids. */
export const Division = defineRecord({
  name: 'division',
  module: 'organisations',
  plural: 'divisions',
  table: 'organisations.division',
  key: 'code',
  label: 'nameZh',
  labelEn: 'nameEn',
  title: { zh: '区划', en: 'Division' },
  description: { zh: '市、镇街、村社区、网格', en: 'City, towns, villages and communities, grids' },
  versions: 'valid-time',
  fields: {
    code: field(
      z.string().regex(/^\d{6}(\d{3}(\d{3,12})?)?$/),
      { zh: '代码', en: 'Code' },
      { sensitivity: 'public' },
    ),
    nameZh: field(name, { zh: '名称', en: 'Name (Chinese)' }, { sensitivity: 'public', language: 'zh' }),
    nameEn: field(
      name.optional(),
      { zh: '英文名称', en: 'Name (English)' },
      { sensitivity: 'public', language: 'en' },
    ),
    level: field(
      z.enum(['city', 'town', 'village', 'grid']),
      { zh: '层级', en: 'Level' },
      { sensitivity: 'public', names: levels },
    ),
    kind: field(code('division-kind').optional(), { zh: '类型', en: 'Kind' }, { sensitivity: 'public' }),
    parent: field(
      reference('organisations.division').optional(),
      { zh: '上级', en: 'Part of' },
      { sensitivity: 'public' },
    ),
    existsFrom: field(knownDate.optional(), { zh: '设立', en: 'Exists from' }, { sensitivity: 'public' }),
    existsTo: field(knownDate.optional(), { zh: '撤销', en: 'Exists to' }, { sensitivity: 'public' }),
    centre: field(
      point().optional(),
      { zh: '中心', en: 'Centre' },
      { sensitivity: 'public', detailOnly: true },
    ),
    boundary: field(
      geometry().optional(),
      { zh: '边界', en: 'Boundary' },
      { sensitivity: 'public', detailOnly: true },
    ),
  },
  list: {
    filters: ['level', 'kind', 'parent', 'code'],
    orders: ['code', 'nameZh'],
    search: ['code', 'nameZh'],
  },
  rights,
  map: { geometry: 'boundary', label: 'nameZh' },
});

/** An institution: a department, a bureau managed from above, a hospital, a town's government. */
export const Organisation = defineRecord({
  name: 'organisation',
  module: 'organisations',
  plural: 'organisations',
  table: 'organisations.organisation',
  key: 'code',
  label: 'nameZh',
  labelEn: 'nameEn',
  title: { zh: '机构', en: 'Organisation' },
  versions: 'valid-time',
  fields: {
    code: field(
      z.string().regex(/^\d{6}-[a-z0-9-]+$/),
      { zh: '代码', en: 'Code' },
      { sensitivity: 'public' },
    ),
    nameZh: field(name, { zh: '名称', en: 'Name (Chinese)' }, { sensitivity: 'public', language: 'zh' }),
    nameEn: field(
      name.optional(),
      { zh: '英文名称', en: 'Name (English)' },
      { sensitivity: 'public', language: 'en' },
    ),
    kind: field(code('organisation-kind'), { zh: '类型', en: 'Kind' }, { sensitivity: 'public' }),
    division: field(
      reference('organisations.division').optional(),
      { zh: '区划', en: 'Division' },
      { sensitivity: 'public' },
    ),
    parent: field(
      reference('organisations.organisation').optional(),
      { zh: '上级机构', en: 'Part of' },
      { sensitivity: 'public' },
    ),
    existsFrom: field(knownDate.optional(), { zh: '设立', en: 'Exists from' }, { sensitivity: 'public' }),
    existsTo: field(
      knownDate.optional(),
      { zh: '撤销', en: 'Exists to' },
      {
        sensitivity: 'public',
        hint: { zh: '不再存在的第一天、月或年', en: 'First day, month or year in which it is no more' },
      },
    ),
    successor: field(
      reference('organisations.organisation').optional(),
      { zh: '继任机构', en: 'Successor' },
      { sensitivity: 'public' },
    ),
    reconstructed: field(
      z.boolean(),
      { zh: '重建', en: 'Reconstructed' },
      {
        sensitivity: 'public',
        hint: {
          zh: '规划只给出数量，此条为我们重建',
          en: 'The plan prints the count; this entry is our reconstruction',
        },
      },
    ),
    collected: field(
      z.enum(['printed', 'reconstructed']).optional(),
      { zh: '归集名单', en: 'Data collected' },
      { sensitivity: 'public', detailOnly: true, names: collectedNames },
    ),
    namesChecked: field(
      z.enum(['plan', 'general-knowledge']).optional(),
      { zh: '名称依据', en: 'Name checked against' },
      { sensitivity: 'public', detailOnly: true, names: nameSources },
    ),
    namedInPlan: field(
      z.array(z.object({ clause: z.string(), as: z.string() })).optional(),
      { zh: '规划中的称谓', en: 'Named in the plan' },
      { sensitivity: 'public', detailOnly: true, computed: true },
    ),
  },
  list: {
    filters: ['kind', 'division', 'reconstructed', 'collected', 'code'],
    orders: ['code', 'nameZh'],
    search: ['code', 'nameZh'],
  },
  rights,
});
