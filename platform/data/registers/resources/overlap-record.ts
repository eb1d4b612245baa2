import { z } from 'zod';
import { defineRecord, field, geometry, reference } from '#kernel/record';
import { kinds, overlapStates } from './names.ts';

const open = { sensitivity: 'public' } as const;
const keeper = reference('organisations.organisation');
const unit = reference('registers.natural-resource');
const instant = z.iso.datetime();

/** A finding for both bureaus: two units of registration of one kind that cannot both lie where they say. */
export const ResourceOverlap = defineRecord({
  module: 'registers',
  name: 'resource-overlap',
  plural: 'resource-overlaps',
  table: 'registers.resource_overlap',
  key: 'id',
  label: 'id',
  versions: 'valid-time',
  title: { zh: '自然资源重叠', en: 'Overlap of natural resources' },
  description: {
    zh: '同一种类的两个登记单元边界重叠超过容差，双方登记机构各自核对；改正后自动消除。',
    en: 'Two units of one kind whose boundaries overlap by more than the tolerance, for both bureaus to check; it goes when it is mended.',
  },
  fields: {
    id: field(z.string(), { zh: '编号', en: 'Number' }, open),
    kind: field(
      z.enum(['parcel', 'forest', 'grassland', 'water', 'wetland', 'coast', 'mineral']),
      { zh: '种类', en: 'Kind' },
      { ...open, names: kinds },
    ),
    one: field(unit, { zh: '一方', en: 'One unit' }, { ...open, unchecked: true }),
    other: field(unit, { zh: '另一方', en: 'The other' }, { ...open, unchecked: true }),
    oneKeeper: field(keeper, { zh: '一方登记机构', en: 'The one is kept by' }, open),
    otherKeeper: field(keeper, { zh: '另一方登记机构', en: 'The other is kept by' }, open),
    area: field(
      z.number(),
      { zh: '重叠面积', en: 'Area of the overlap' },
      { ...open, unit: { zh: '平方米', en: 'm²' } },
    ),
    share: field(
      z.number(),
      { zh: '占较小一方', en: 'Of the smaller one' },
      { ...open, unit: { zh: '%', en: '%' } },
    ),
    shape: field(
      geometry().nullable().optional(),
      { zh: '重叠处', en: 'Where' },
      { ...open, detailOnly: true },
    ),
    state: field(z.enum(['open', 'gone']), { zh: '状态', en: 'State' }, { ...open, names: overlapStates }),
    foundAt: field(instant, { zh: '发现时间', en: 'Found at' }, open),
    goneAt: field(
      instant.nullable().optional(),
      { zh: '消除时间', en: 'Gone at' },
      { ...open, detailOnly: true },
    ),
  },
  list: {
    filters: ['state', 'kind', 'oneKeeper', 'otherKeeper', 'one', 'other'],
    orders: ['area', 'foundAt'],
    columns: ['id', 'kind', 'one', 'other', 'area', 'share', 'oneKeeper', 'otherKeeper', 'state'],
  },
  rights: { read: 'registers:resources', scope: { department: ['oneKeeper', 'otherKeeper'] } },
  map: { geometry: 'shape', label: 'id' },
  import: false,
});
