import type { IndicatorDefinition, ListedRows } from '#kernel/indicator';
import { judge } from '../recovery/rules.ts';
import { findSystems, type SystemStand } from '../recovery/store.ts';
import { lowUse } from './rules.ts';
import { countMachines, listMachines, measureMachines, type MachineSet } from './use-store.ts';

const machineRows = (set: MachineSet): ListedRows => ({
  kind: 'listed',
  permission: 'cloud:assets',
  columns: [
    { name: 'code', title: { zh: '资产编号', en: 'Asset code' }, kind: 'text' },
    { name: 'name', title: { zh: '名称', en: 'Name' }, kind: 'text' },
    { name: 'tenant', title: { zh: '使用单位', en: 'Tenant' }, kind: 'text' },
    { name: 'cores', title: { zh: 'CPU（核）', en: 'Cores' }, kind: 'number' },
    { name: 'cpuUse', title: { zh: 'CPU 平均使用率（%）', en: 'Mean CPU use (%)' }, kind: 'number' },
  ],
  read: (db, page) => listMachines(db, set, page),
  count: (db, page) => countMachines(db, set, page),
});

/** A restore drill is asked for within this many days; the city's own term stands on the page of recovery. */
const drillDays = 35;
const most = 5000;

const isMissed = (stand: SystemStand, at: Date): boolean => {
  const { point, time } = judge(stand, at, drillDays);
  return point === 'missed' || time === 'missed';
};

const targeted = ({ rpoHours, rtoHours }: SystemStand): boolean => rpoHours !== null || rtoHours !== null;

const recoveryRows: ListedRows = {
  kind: 'listed',
  permission: 'cloud:assets',
  columns: [
    { name: 'name', title: { zh: '系统', en: 'System' }, kind: 'text' },
    { name: 'lastBackup', title: { zh: '最近备份', en: 'Last backup' }, kind: 'instant' },
    { name: 'lastDrill', title: { zh: '最近演练', en: 'Last drill' }, kind: 'instant' },
  ],
  read: async (db, { at, owner, after, limit }) =>
    (await findSystems(db, at, { owner, after, limit })).map((stand) => ({
      key: stand.code,
      path: `/cloud/systems/${stand.code}`,
      weight: targeted(stand) && !isMissed(stand, at) ? 1 : 0,
      of: targeted(stand) ? 1 : 0,
      simulated: stand.simulated,
      values: { name: stand.name, lastBackup: stand.lastBackup, lastDrill: stand.lastDrill },
    })),
  count: async (db, { at, owner }) => (await findSystems(db, at, { owner, limit: most })).length,
};

const common = {
  panel: 'cloud',
  listens: ['cloud.changed'],
  audience: 'signed-in',
  reopens: false,
} as const;

const monitoring = { zh: '监控代理和导入的使用记录', en: 'Agents of monitoring and imported files' };

export const indicators: readonly IndicatorDefinition[] = [
  {
    ...common,
    code: 'server-use',
    order: 10,
    kind: 'share',
    unit: { zh: '%', en: '%' },
    partsUnit: { zh: '核', en: 'cores' },
    title: { zh: '机房服务器利用率', en: 'Use of the servers' },
    source: monitoring,
    freshAfterHours: 48,
    definition: {
      zh: '计入资源池的在用主机近 30 天 CPU 平均使用率，按核数加权。规划指出“机房服务器利用率不高”（二（二）1），没有给出基数。',
      en: 'Mean CPU use over 30 days of the hosts that offer capacity, each by its cores. The plan says that server use is low (二（二）1) and gives no baseline.',
    },
    rows: machineRows('hosts'),
    measure: async (db, at) => {
      const { cores, busy, simulated, newest } = await measureMachines(db, 'hosts', at);
      const parts = [
        { key: 'busy', title: { zh: '在用', en: 'Busy' }, value: busy },
        { key: 'idle', title: { zh: '空闲', en: 'Idle' }, value: cores - busy },
      ];
      return { value: cores === 0 ? null : (100 * busy) / cores, parts, simulated, asOf: newest };
    },
  },
  {
    ...common,
    code: 'low-use-machines',
    order: 20,
    kind: 'count',
    unit: { zh: '台', en: 'machines' },
    title: { zh: '低利用率机器', en: 'Machines of little use' },
    source: monitoring,
    freshAfterHours: 48,
    definition: {
      zh: `在用主机和虚拟机中，近 ${lowUse.days} 天有 ${lowUse.observedDays} 天以上记录，CPU 平均低于 ${lowUse.meanBelow}%、95% 的时间低于 ${lowUse.peakBelow}%、内存平均低于 ${lowUse.memoryBelow}% 的。阈值是本平台的约定。`,
      en: `Hosts and virtual machines in use that were observed on ${lowUse.observedDays} or more of ${lowUse.days} days, with a mean CPU use below ${lowUse.meanBelow} %, below ${lowUse.peakBelow} % for 95 % of the time, and a mean memory use below ${lowUse.memoryBelow} %. The limits are this platform's own.`,
    },
    rows: machineRows('low'),
    measure: async (db, at) => {
      const { count, observed, simulated, newest } = await measureMachines(db, 'low', at);
      return { value: observed === 0 ? null : count, simulated, asOf: newest };
    },
  },
  {
    ...common,
    code: 'recovery-targets-met',
    order: 30,
    kind: 'share',
    unit: { zh: '%', en: '%' },
    partsUnit: { zh: '个', en: 'systems' },
    title: { zh: '恢复目标达标率', en: 'Recovery targets met' },
    source: { zh: '备份目录、恢复演练和报送', en: 'Backups, restore drills and reports' },
    freshAfterHours: 24 * 7,
    definition: {
      zh: `设了恢复目标的在用系统中，最近备份不早于 RPO、${drillDays} 天内演练成功且用时不超过 RTO 的比例。`,
      en: `Of the systems in use with recovery targets: the newest backup is no older than the RPO, and a drill within ${drillDays} days succeeded and took no longer than the RTO.`,
    },
    rows: recoveryRows,
    measure: async (db, at) => {
      const stands = (await findSystems(db, at, { limit: most })).filter(targeted);
      const missed = stands.filter((stand) => isMissed(stand, at)).length;
      const met = stands.length - missed;
      return {
        value: stands.length === 0 ? null : (100 * met) / stands.length,
        parts: [
          { key: 'met', title: { zh: '达标', en: 'Met' }, value: met },
          { key: 'missed', title: { zh: '未达标', en: 'Missed' }, value: missed },
        ],
        simulated: stands.some(({ simulated }) => simulated),
      };
    },
  },
];
