import { z } from 'zod';
import { defineModule, mountRecord, type CityModule } from '../../module.ts';
import { contribute } from '../../point.ts';
import { codeLookupPoint, type CodeLookup } from '../codes.ts';
import { defineRecord, undivided } from '../define.ts';
import { code, field, point, reference } from '../field.ts';
import type { RecordOverrides } from '../overrides.ts';

/** A register with everything in it, over a table written by hand beside it. */
export const Tower = defineRecord({
  name: 'tower',
  module: 'trial',
  plural: 'towers',
  table: 'trial.tower',
  key: 'code',
  label: 'name',
  title: { zh: '铁塔', en: 'Tower' },
  versions: 'valid-time',
  fields: {
    code: field(z.string().regex(/^T\d{4,7}$/), { zh: '编码', en: 'Code' }),
    name: field(z.string().min(1).max(40), { zh: '名称', en: 'Name' }, { aliases: ['塔名'] }),
    owner: field(z.string().optional(), { zh: '权属单位', en: 'Owner' }),
    kind: field(code('tower-kind').optional(), { zh: '类型', en: 'Kind' }),
    place: field(point().optional(), { zh: '位置', en: 'Place' }),
    keeper: field(
      z.string().max(20).optional(),
      { zh: '维护人', en: 'Keeper' },
      { sensitivity: 'personal', mask: 'name' },
    ),
    keeperPhone: field(
      z.string().optional(),
      { zh: '维护人电话', en: 'Keeper phone' },
      { sensitivity: 'sensitive', mask: 'mobile' },
    ),
    builtOn: field(z.iso.date().optional(), { zh: '建成日期', en: 'Built on' }),
    height: field(z.number().positive().optional(), { zh: '高度', en: 'Height' }),
    floors: field(z.int().optional(), { zh: '层数', en: 'Floors' }),
    lit: field(z.boolean().optional(), { zh: '亮灯', en: 'Lit' }),
    inspectedAt: field(z.iso.datetime({ offset: true }).optional(), { zh: '巡检时间', en: 'Inspected at' }),
    division: field(z.string().optional(), { zh: '行政区划', en: 'Division' }),
    tags: field(z.array(z.string()).optional(), { zh: '标签', en: 'Tags' }),
    notes: field(
      z.record(z.string(), z.unknown()).optional(),
      { zh: '备注', en: 'Notes' },
      { detailOnly: true },
    ),
    reportedBy: field(z.string().optional(), { zh: '上报人', en: 'Reported by' }),
    yard: field(reference('trial.yard').optional(), { zh: '场站', en: 'Yard' }, { column: 'notes_yard' }),
    score: field(z.int().optional(), { zh: '评分', en: 'Score' }, { computed: true }),
  },
  list: {
    filters: ['owner', 'kind', 'division', 'builtOn', 'height', 'lit', 'inspectedAt', 'tags', 'keeper'],
    orders: ['code', 'builtOn', 'keeper'],
    search: ['code', 'name', 'keeper'],
  },
  rights: {
    read: 'trial:read',
    write: 'trial:write',
    reveal: 'trial:reveal',
    scope: { department: 'owner', division: 'division', own: 'reportedBy' },
  },
  map: { geometry: 'place', label: 'name' },
});

/** A directory that belongs to the whole city and keeps no versions. */
export const Yard = defineRecord({
  name: 'yard',
  module: 'trial',
  plural: 'yards',
  table: 'trial.yard',
  key: 'code',
  label: 'title',
  title: { zh: '场站', en: 'Yard' },
  versions: 'none',
  fields: {
    code: field(z.string(), { zh: '编码', en: 'Code' }),
    title: field(z.string(), { zh: '名称', en: 'Title' }),
  },
  list: { filters: [], orders: ['title'], search: ['title'] },
  rights: { read: 'trial:read', write: 'trial:write', scope: undivided },
});

const towerKinds: CodeLookup = {
  entries: async (_context, _db, table) =>
    table === 'tower-kind'
      ? [
          { code: 'GG', name: { zh: '角钢塔', en: 'Angle steel' } },
          { code: 'DG', name: { zh: '单管塔', en: 'Monopole' } },
          { code: 'MT', name: { zh: '木塔', en: 'Wooden' }, retired: true },
        ]
      : undefined,
};

/** The module of the trial records, with the tower's parts done as a test wants them. */
export const trialModule = (overrides: RecordOverrides = {}): CityModule =>
  defineModule({
    id: 'trial',
    title: { zh: '试验', en: 'Trial' },
    folder: import.meta.dirname,
    dependsOn: [],
    permissions: {
      'trial:read': { zh: '查看', en: 'Read' },
      'trial:write': { zh: '修改', en: 'Write' },
      'trial:reveal': { zh: '查看原文', en: 'Reveal' },
    },
    records: [mountRecord(Tower, overrides), mountRecord(Yard)],
    contributes: [contribute(codeLookupPoint, towerKinds)],
  });
