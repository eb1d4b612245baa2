import { z } from 'zod';
import { defineRecord, field, point, reference } from '#kernel/record';
import { states } from './names.ts';

const open = { sensitivity: 'public' } as const;
const part = (zh: string, en: string) =>
  field(z.string().max(80).nullable().optional(), { zh, en }, { ...open, detailOnly: true });
const said = (zh: string, en: string) =>
  field(z.string().max(400), { zh, en }, { ...open, computed: true, detailOnly: true });
const reading = (zh: string, en: string) =>
  field(z.string().max(400), { zh, en }, { ...open, computed: true, detailOnly: true, readingOf: 'local' });

/** One place of the city: whoever writes it in whatever way means this row. Rows come by reading what was written. */
export const Address = defineRecord({
  module: 'addresses',
  name: 'address',
  plural: 'register',
  table: 'addresses.address',
  key: 'code',
  label: 'text',
  versions: 'valid-time',
  title: { zh: '标准地址', en: 'Standard address' },
  description: {
    zh: '一处一码：各部门写法不同的同一地点是同一条，连同它的历史。',
    en: 'One place, one code: however departments write it, it is this row, with its history.',
  },
  fields: {
    code: field(z.string().max(40), { zh: '地址编码', en: 'Address code' }, open),
    text: field(z.string().max(400), { zh: '标准写法', en: 'Standard form' }, open),
    local: said('村社区以下', 'Below the village'),
    division: field(reference('organisations.division'), { zh: '区划', en: 'Division' }, open),
    house: said('所在楼栋', 'House'),
    road: part('道路或组', 'Road or group'),
    number: part('门牌号', 'House number'),
    place: part('小区或地点', 'Estate or place'),
    building: part('楼栋', 'Building'),
    room: part('单元、楼层、户室', 'Unit, floor, room'),
    pinyin: reading('拼音', 'Pinyin'),
    initials: reading('拼音首字母', 'Initials of pinyin'),
    point: field(
      point().nullable().optional(),
      { zh: '位置', en: 'Position' },
      { ...open, detailOnly: true },
    ),
    state: field(
      z.enum(['in-use', 'abolished', 'merged']),
      { zh: '状态', en: 'State' },
      { ...open, names: states },
    ),
    mergedInto: field(
      reference('addresses.address').nullable().optional(),
      { zh: '并入', en: 'Merged into' },
      { ...open, detailOnly: true },
    ),
    note: field(
      z.string().max(300).nullable().optional(),
      { zh: '变更原因', en: 'Why it changed' },
      { ...open, detailOnly: true },
    ),
  },
  list: {
    filters: ['code', 'division', 'state', 'house', 'local'],
    orders: ['code'],
    // The whole text would be found by every address of the city that begins like it.
    search: ['local', 'pinyin', 'initials'],
    columns: ['code', 'text', 'division', 'state'],
  },
  rights: { read: 'addresses:read', scope: { division: 'division' } },
  map: { geometry: 'point', label: 'local' },
  import: false,
});
