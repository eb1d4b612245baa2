import { z } from 'zod';
import { defineRecord, field, reference } from '#kernel/record';

/** A place where meals are made and sold. */
export const Restaurant = defineRecord({
  module: 'food-safety',
  name: 'restaurant',
  plural: 'restaurants',
  table: 'food_safety.restaurant',
  key: 'code',
  label: 'nameZh',
  labelEn: 'nameEn',
  versions: 'valid-time',
  title: { zh: '餐饮单位', en: 'Restaurant' },
  fields: {
    code: field(z.string().regex(/^[a-z0-9][a-z0-9-]{1,39}$/), { zh: '编号', en: 'Code' }),
    nameZh: field(z.string().min(1).max(100), { zh: '名称', en: 'Name in Chinese' }, { language: 'zh' }),
    nameEn: field(z.string().min(1).max(100), { zh: '英文名', en: 'Name' }, { language: 'en' }),
    address: field(z.string().max(200), { zh: '地址', en: 'Address' }),
    division: field(
      reference('organisations.division'),
      { zh: '镇街', en: 'Town or street' },
      { unchecked: true },
    ),
  },
  list: {
    filters: ['division'],
    orders: ['code', 'nameZh'],
    search: ['nameZh', 'nameEn'],
  },
  rights: {
    read: 'food-safety:read',
    write: 'food-safety:write',
    scope: { undivided: true, division: 'division' },
  },
});
