import { z } from 'zod';
import { defineRecord, field, reference } from '#kernel/record';
import { kindNames } from './names.ts';

const rights = { read: 'fleet:read', write: 'fleet:write', scope: { department: 'owner' } } as const;
const owner = field(
  reference('organisations.organisation'),
  { zh: '所属单位', en: 'Owner' },
  { aliases: ['所属企业代码', '企业代码'] },
);

/** A vehicle of an operator, known by its plate. */
export const Vehicle = defineRecord({
  module: 'fleet',
  name: 'vehicle',
  plural: 'vehicles',
  table: 'fleet.vehicle',
  key: 'plate',
  label: 'plate',
  versions: 'valid-time',
  title: { zh: '营运车辆', en: 'Vehicle' },
  fields: {
    plate: field(
      z.string().regex(/^[\u4E00-\u9FFF][A-Z][A-Z0-9]{5,6}$/),
      { zh: '车牌', en: 'Plate' },
      { aliases: ['车牌号', '号牌号码'] },
    ),
    kind: field(
      z.enum(['dangerous-goods', 'passenger', 'tour', 'freight']),
      { zh: '类别', en: 'Kind' },
      {
        names: kindNames,
      },
    ),
    owner,
    cargo: field(z.string().max(100).nullable().optional(), { zh: '主要货物', en: 'Main cargo' }),
  },
  list: { filters: ['kind', 'owner'], orders: ['plate'], search: ['plate'] },
  rights,
});

/** The box in a vehicle that tells where it is (JT/T 808); its operator registers it before it may connect. */
export const Terminal = defineRecord({
  module: 'fleet',
  name: 'terminal',
  plural: 'terminals',
  table: 'fleet.terminal',
  key: 'phone',
  label: 'phone',
  versions: 'valid-time',
  title: { zh: '车载终端', en: 'Vehicle terminal' },
  fields: {
    phone: field(
      z.string().regex(/^[1-9]\d{4,19}$/),
      { zh: '终端手机号', en: 'Terminal number' },
      { aliases: ['SIM卡号', '终端号码'] },
    ),
    device: field(
      z.string().regex(/^[A-Za-z0-9]{1,30}$/),
      { zh: '终端 ID', en: 'Device id' },
      { aliases: ['终端ID', '设备编号'], hint: { zh: '由制造商编号', en: 'as its maker numbered it' } },
    ),
    vehicle: field(reference('fleet.vehicle'), { zh: '车辆', en: 'Vehicle' }, { aliases: ['车牌'] }),
    system: field(
      z.enum(['wgs-84', 'gcj-02']),
      { zh: '坐标系', en: 'Coordinates' },
      { names: { 'wgs-84': { zh: 'WGS-84', en: 'WGS-84' }, 'gcj-02': { zh: 'GCJ-02', en: 'GCJ-02' } } },
    ),
    owner,
  },
  list: {
    filters: ['vehicle', 'owner', 'system', 'device'],
    orders: ['phone'],
    search: ['phone', 'device'],
  },
  rights,
});
