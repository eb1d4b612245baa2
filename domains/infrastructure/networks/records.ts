import { z } from 'zod';
import { defineRecord, field, point, reference } from '#kernel/record';

const rights = { read: 'networks:read', write: 'networks:write' } as const;
const code = z.string().regex(/^[A-Z0-9][A-Z0-9-]{3,31}$/);

/** A communication tower or another carrier of base stations; its owner's department keeps it. */
export const Tower = defineRecord({
  module: 'networks',
  name: 'tower',
  plural: 'towers',
  table: 'networks.tower',
  key: 'code',
  label: 'name',
  versions: 'valid-time',
  title: { zh: '通信铁塔', en: 'Communication tower' },
  description: {
    zh: '铁塔、杆塔和楼面站址，一塔一档，由权属单位报送。',
    en: 'Towers, poles and roof sites, one row each, handed in by their owners.',
  },
  fields: {
    code: field(code, { zh: '站址编码', en: 'Site code' }, { aliases: ['铁塔编码', '编号'] }),
    name: field(z.string().min(1).max(100), { zh: '站名', en: 'Name' }, { aliases: ['铁塔名称'] }),
    kind: field(
      z.enum(['tower', 'pole', 'roof', 'indoor']),
      { zh: '类型', en: 'Kind' },
      {
        names: {
          tower: { zh: '落地塔', en: 'Tower' },
          pole: { zh: '杆塔', en: 'Pole' },
          roof: { zh: '楼面站', en: 'Roof site' },
          indoor: { zh: '室内分布', en: 'Indoor system' },
        },
      },
    ),
    state: field(
      z.enum(['planned', 'in-use', 'out-of-use']),
      { zh: '状态', en: 'State' },
      {
        names: {
          planned: { zh: '规划', en: 'Planned' },
          'in-use': { zh: '在用', en: 'In use' },
          'out-of-use': { zh: '停用', en: 'Out of use' },
        },
      },
    ),
    owner: field(
      reference('organisations.organisation'),
      { zh: '权属单位', en: 'Owner' },
      { aliases: ['权属单位代码'] },
    ),
    division: field(
      reference('organisations.division'),
      { zh: '所在区划', en: 'Division' },
      { aliases: ['区划代码', '所在村社区'] },
    ),
    place: field(
      point(),
      { zh: '位置', en: 'Place' },
      { detailOnly: true, hint: { zh: '经度,纬度（CGCS2000）', en: 'longitude,latitude (CGCS2000)' } },
    ),
    height: field(
      z.number().min(0).max(400).nullable().optional(),
      { zh: '塔高', en: 'Height' },
      { unit: { zh: '米', en: 'm' }, aliases: ['塔高（米）'] },
    ),
    builtOn: field(z.iso.date().nullable().optional(), { zh: '建成日期', en: 'Built on' }),
  },
  list: {
    filters: ['owner', 'division', 'kind', 'state', 'builtOn'],
    orders: ['code', 'builtOn'],
    search: ['code', 'name'],
  },
  rights: { ...rights, scope: { department: 'owner', division: 'division' } },
  map: { geometry: 'place', label: 'name' },
});

/** One operator's use of a tower for a time; two of different operators at once make it shared. */
export const Sharing = defineRecord({
  module: 'networks',
  name: 'sharing',
  plural: 'sharings',
  table: 'networks.sharing',
  key: 'code',
  label: 'code',
  versions: 'valid-time',
  title: { zh: '共享协议', en: 'Sharing agreement' },
  description: {
    zh: '运营商对一座铁塔的使用，一份协议一档。',
    en: "An operator's use of a tower, one row an agreement.",
  },
  fields: {
    code: field(code, { zh: '协议编号', en: 'Agreement number' }),
    tower: field(reference('networks.tower'), { zh: '铁塔', en: 'Tower' }, { aliases: ['站址编码'] }),
    operator: field(
      reference('organisations.organisation'),
      { zh: '运营商', en: 'Operator' },
      { aliases: ['运营商代码'] },
    ),
    service: field(
      z.enum(['2g-3g', '4g', '5g']),
      { zh: '制式', en: 'Service' },
      {
        names: {
          '2g-3g': { zh: '2G/3G', en: '2G/3G' },
          '4g': { zh: '4G', en: '4G' },
          '5g': { zh: '5G', en: '5G' },
        },
      },
    ),
    startsOn: field(z.iso.date(), { zh: '起始日期', en: 'From' }),
    endsOn: field(
      z.iso.date().nullable().optional(),
      { zh: '终止日期', en: 'To' },
      { hint: { zh: '使用的最后一天；长期有效的留空', en: 'Last day of use; empty when open-ended' } },
    ),
  },
  list: {
    filters: ['tower', 'operator', 'service', 'startsOn', 'endsOn'],
    orders: ['code', 'startsOn'],
    search: ['code', 'tower'],
  },
  rights: { ...rights, scope: { department: 'operator' } },
});
