import { z } from 'zod';
import { defineRecord, field, geometry, reference } from '#kernel/record';
import { kinds, rightKinds } from './names.ts';

const open = { sensitivity: 'public' } as const;

/** A natural resource as one unit of registration (自然资源统一确权登记): a parcel, a wood, a river, a lake, a wetland. */
export const NaturalResource = defineRecord({
  module: 'registers',
  name: 'natural-resource',
  plural: 'natural-resources',
  table: 'registers.natural_resource',
  key: 'code',
  label: 'name',
  versions: 'valid-time',
  title: { zh: '自然资源', en: 'Natural resource' },
  description: {
    zh: '自然资源基础库：地块、森林、水流、湿地等登记单元的种类、面积、权利人和边界（CGCS2000）。',
    en: 'The base of natural resources: parcels, woods, waters and wetlands with kind, area, holder of the right and boundary (CGCS2000).',
  },
  fields: {
    code: field(
      z.string().regex(/^[0-9A-Z]{8,28}$/),
      { zh: '登记单元号', en: 'Unit number' },
      { ...open, aliases: ['不动产单元号', '单元号'] },
    ),
    name: field(z.string().min(2).max(120), { zh: '名称或坐落', en: 'Name or site' }, open),
    kind: field(
      z.enum(['parcel', 'forest', 'grassland', 'water', 'wetland', 'coast', 'mineral']),
      { zh: '种类', en: 'Kind' },
      { ...open, names: kinds },
    ),
    use: field(z.string().max(60).nullable().optional(), { zh: '用途', en: 'Use' }, open),
    area: field(
      z.number().positive().max(2e10),
      { zh: '面积', en: 'Area' },
      { ...open, unit: { zh: '平方米', en: 'm²' } },
    ),
    division: field(reference('organisations.division'), { zh: '所在区划', en: 'Division' }, open),
    keeper: field(reference('organisations.organisation'), { zh: '登记机构', en: 'Kept by' }, open),
    rightKind: field(
      z.enum(['state', 'collective', 'use']),
      { zh: '权利类型', en: 'Kind of right' },
      { ...open, names: rightKinds },
    ),
    rightHolder: field(
      z.string().max(120).nullable().optional(),
      { zh: '权利人', en: 'Holder of the right' },
      {
        sensitivity: 'personal',
        mask: 'name',
      },
    ),
    certificate: field(
      z.string().max(60).nullable().optional(),
      { zh: '权证号', en: 'Certificate' },
      { sensitivity: 'personal', mask: 'account', detailOnly: true },
    ),
    boundary: field(
      geometry().nullable().optional(),
      { zh: '边界', en: 'Boundary' },
      {
        ...open,
        detailOnly: true,
        aliases: ['geometry', '几何'],
        hint: { zh: 'GeoJSON，CGCS2000 经纬度', en: 'GeoJSON, degrees in CGCS2000' },
      },
    ),
    registeredOn: field(
      z.iso.date().nullable().optional(),
      { zh: '登记日期', en: 'Registered on' },
      { ...open, detailOnly: true },
    ),
  },
  list: {
    filters: ['kind', 'division', 'keeper', 'rightKind', 'registeredOn'],
    orders: ['code', 'area'],
    search: ['name', 'code'],
    columns: ['code', 'name', 'kind', 'use', 'area', 'division', 'rightKind', 'rightHolder'],
  },
  rights: {
    read: 'registers:resources',
    write: 'registers:resources-write',
    reveal: 'registers:reveal',
    scope: { department: 'keeper', division: 'division' },
  },
  map: { geometry: 'boundary', label: 'name' },
});
