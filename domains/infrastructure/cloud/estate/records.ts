import { z } from 'zod';
import { defineRecord, field, reference } from '#kernel/record';

const code = z.string().regex(/^[A-Z0-9][A-Z0-9-]{1,39}$/);
const amount = z.number().min(0).max(1_000_000_000).nullable().optional();
const rights = { read: 'cloud:assets', write: 'cloud:keep' } as const;
const cores = { zh: '核', en: 'cores' };
const until = field(
  z.iso.date().nullable().optional(),
  { zh: '停用日期', en: 'Until' },
  { hint: { zh: '仍在用的留空', en: 'Empty while it is in use' } },
);

/** Kinds of things in the machine room. Capacity is offered by hosts and storages, and given to machines. */
const assetKinds = {
  host: { zh: '物理主机', en: 'Host' },
  'virtual-machine': { zh: '虚拟机', en: 'Virtual machine' },
  storage: { zh: '存储', en: 'Storage' },
  'network-device': { zh: '网络设备', en: 'Network device' },
  cabinet: { zh: '机柜', en: 'Cabinet' },
  licence: { zh: '软件许可', en: 'Licence' },
} as const;

/** One thing of the government cloud or the machine room: whose it is, who uses it, what runs on it. */
export const Asset = defineRecord({
  module: 'cloud',
  name: 'asset',
  plural: 'assets',
  table: 'cloud.asset',
  key: 'code',
  label: 'name',
  versions: 'valid-time',
  title: { zh: '云与机房资产', en: 'Cloud and machine room asset' },
  description: {
    zh: '主机、虚拟机、存储、网络设备、机柜、许可，一物一档。',
    en: 'Hosts, virtual machines, storages, network devices, cabinets, licences: one row each.',
  },
  fields: {
    code: field(code, { zh: '资产编号', en: 'Asset code' }, { aliases: ['编号', '资产编码'] }),
    name: field(z.string().min(1).max(100), { zh: '名称', en: 'Name' }),
    kind: field(
      z.enum(['host', 'virtual-machine', 'storage', 'network-device', 'cabinet', 'licence']),
      { zh: '类型', en: 'Kind' },
      { names: assetKinds },
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
    owner: field(reference('organisations.organisation'), { zh: '权属单位', en: 'Owner' }),
    tenant: field(
      reference('organisations.organisation').nullable().optional(),
      { zh: '使用单位', en: 'Tenant' },
      { hint: { zh: '给谁用；公用的留空', en: 'Who uses it; empty when it is shared' }, aliases: ['租户'] },
    ),
    system: field(reference('cloud.system').nullable().optional(), {
      zh: '承载的系统',
      en: 'System that runs on it',
    }),
    parent: field(
      reference('cloud.asset').nullable().optional(),
      { zh: '所在资产', en: 'Stands in' },
      { hint: { zh: '虚拟机所在主机，主机所在机柜', en: 'The host of a machine, the cabinet of a host' } },
    ),
    offers: field(
      z.boolean(),
      { zh: '计入资源池', en: 'Offers capacity' },
      {
        hint: {
          zh: '主机、存储的容量供各单位申请配额',
          en: 'Departments may be given quotas from its capacity',
        },
        detailOnly: true,
      },
    ),
    cpu: field(amount, { zh: 'CPU', en: 'CPU' }, { unit: cores, aliases: ['CPU核数', '核数'] }),
    memoryGb: field(amount, { zh: '内存', en: 'Memory' }, { unit: { zh: 'GB', en: 'GB' } }),
    storageGb: field(
      amount,
      { zh: '存储容量', en: 'Storage' },
      { unit: { zh: 'GB', en: 'GB' }, aliases: ['存储'] },
    ),
    since: field(z.iso.date(), { zh: '启用日期', en: 'Since' }, { detailOnly: true }),
    until: { ...until, detailOnly: true },
  },
  list: {
    filters: ['kind', 'state', 'tenant', 'owner', 'system', 'parent'],
    orders: ['code', 'since'],
    search: ['code', 'name'],
    columns: ['code', 'name', 'kind', 'state', 'tenant', 'system', 'cpu', 'memoryGb', 'storageGb'],
  },
  rights: { ...rights, scope: { department: 'tenant' } },
});

/** An information system that runs on the cloud, and how much of it may be lost and for how long it may stand. */
export const System = defineRecord({
  module: 'cloud',
  name: 'system',
  plural: 'systems',
  table: 'cloud.system',
  key: 'code',
  label: 'name',
  versions: 'valid-time',
  title: { zh: '信息系统', en: 'Information system' },
  description: {
    zh: '云上运行的系统及其恢复目标（RPO、RTO）。',
    en: 'Systems on the cloud with their recovery targets (RPO, RTO).',
  },
  fields: {
    code: field(code, { zh: '系统编号', en: 'System code' }, { aliases: ['编号'] }),
    name: field(z.string().min(1).max(100), { zh: '系统名称', en: 'Name' }),
    owner: field(reference('organisations.organisation'), { zh: '主管单位', en: 'Owner' }),
    kept: field(
      z.enum(['platform', 'reported']),
      { zh: '备份方式', en: 'Backed up by' },
      {
        names: {
          platform: { zh: '本平台备份', en: 'this platform' },
          reported: { zh: '自行备份并报送', en: 'its keeper, who reports' },
        },
      },
    ),
    rpoHours: field(
      z.number().min(0.1).max(8784).nullable().optional(),
      { zh: '恢复点目标 RPO', en: 'Recovery point objective' },
      {
        unit: { zh: '小时', en: 'hours' },
        hint: { zh: '最多可丢多少小时的数据', en: 'Hours of data that may be lost at most' },
      },
    ),
    rtoHours: field(
      z.number().min(0.1).max(8784).nullable().optional(),
      { zh: '恢复时间目标 RTO', en: 'Recovery time objective' },
      {
        unit: { zh: '小时', en: 'hours' },
        hint: { zh: '最多可停多少小时', en: 'Hours that it may stand still at most' },
      },
    ),
    since: field(z.iso.date(), { zh: '启用日期', en: 'Since' }, { detailOnly: true }),
    until: { ...until, detailOnly: true },
  },
  list: { filters: ['owner', 'kept'], orders: ['code', 'since'], search: ['code', 'name'] },
  rights: { ...rights, scope: { department: 'owner' } },
});

/** A backup or drill that a system's keeper reports, by form, file or program. */
export const RecoveryProof = defineRecord({
  module: 'cloud',
  name: 'recovery-proof',
  plural: 'recovery-proofs',
  table: 'cloud.recovery_proof',
  key: 'id',
  label: 'id',
  versions: 'valid-time',
  title: { zh: '备份与演练报送', en: 'Reported backup or drill' },
  fields: {
    id: field(code, { zh: '编号', en: 'Number' }),
    system: field(reference('cloud.system'), { zh: '系统', en: 'System' }, { aliases: ['系统编号'] }),
    kind: field(
      z.enum(['backup', 'drill']),
      { zh: '类型', en: 'Kind' },
      { names: { backup: { zh: '备份', en: 'Backup' }, drill: { zh: '恢复演练', en: 'Restore drill' } } },
    ),
    point: field(
      z.iso.datetime({ offset: true }),
      { zh: '时点', en: 'Point' },
      {
        hint: {
          zh: '备份对应的数据时点，或演练结束的时间',
          en: 'The point that the backup holds, or when the drill ended',
        },
      },
    ),
    result: field(
      z.enum(['good', 'failed']),
      { zh: '结果', en: 'Result' },
      { names: { good: { zh: '成功', en: 'Good' }, failed: { zh: '失败', en: 'Failed' } } },
    ),
    restoreMinutes: field(
      z.number().min(0).max(100_000).nullable().optional(),
      { zh: '恢复用时', en: 'Time to restore' },
      { unit: { zh: '分钟', en: 'minutes' }, hint: { zh: '演练填', en: 'Of a drill' } },
    ),
    place: field(
      z.string().max(100).nullable().optional(),
      { zh: '存放地点', en: 'Where it is kept' },
      { hint: { zh: '异地备份写明地点', en: 'For an off-site backup, the place' } },
    ),
  },
  list: { filters: ['system', 'kind', 'result'], orders: ['point'], search: ['id', 'system'] },
  rights: { read: 'cloud:read', write: 'cloud:keep', scope: {} },
});

/** What a department may use of the cloud in all; it changes by requests alone. */
export const Quota = defineRecord({
  module: 'cloud',
  name: 'quota',
  plural: 'quotas',
  table: 'cloud.quota',
  key: 'tenant',
  label: 'tenant',
  versions: 'valid-time',
  title: { zh: '云资源配额', en: 'Cloud quota' },
  fields: {
    tenant: field(reference('organisations.organisation'), { zh: '使用单位', en: 'Tenant' }),
    cpu: field(z.number(), { zh: 'CPU', en: 'CPU' }, { unit: cores }),
    memoryGb: field(z.number(), { zh: '内存', en: 'Memory' }, { unit: { zh: 'GB', en: 'GB' } }),
    storageGb: field(z.number(), { zh: '存储', en: 'Storage' }, { unit: { zh: 'GB', en: 'GB' } }),
  },
  list: { filters: ['tenant'], orders: ['tenant'] },
  rights: { read: 'cloud:assets', scope: { department: 'tenant' } },
  import: false,
});
