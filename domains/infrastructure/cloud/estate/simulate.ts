import type { Context } from '#kernel/context';
import { handInFile } from '#kernel/record-server';
import type { Played } from '#kernel/simulation';
import { Organisation } from '#platform/base/organisations';
import { takeIn, type Sent } from './observe.ts';
import { ask, decide } from './quota.ts';
import { Asset, RecoveryProof, System } from './records.ts';
import { findQuotas } from './use-store.ts';

const city = '330281';
const centre = `${city}-moni-jifang`;
const tenants = ['jia', 'yi', 'bing'].map((name) => `${city}-moni-bumen-${name}`);
const hosts = 4;
const machinesEach = 4;
const hourMs = 3_600_000;
const dayMs = 24 * hourMs;
const observedDays = 40;

const organisationFile = (): string =>
  [
    '代码,名称,英文名称,类型,区划,重建,模拟数据',
    `${centre},模拟信息中心,Simulated Information Centre,public-institution,${city},否,是`,
    ...tenants.map(
      (code, at) =>
        `${code},模拟部门${'甲乙丙'[at]},Simulated Department ${'ABC'[at]},department,${city},否,是`,
    ),
  ].join('\n');

const systemName = (at: number): string => `MN-SYS-${'ABC'[at]}`;

/** Each department has one system; the third says nothing of its targets. */
const systemFile = (): string =>
  [
    '系统编号,系统名称,主管单位,备份方式,恢复点目标 RPO,恢复时间目标 RTO,启用日期,模拟数据',
    `${systemName(0)},模拟业务系统甲,${tenants[0]},自行备份并报送,24,4,2017-03-01,是`,
    `${systemName(1)},模拟业务系统乙,${tenants[1]},自行备份并报送,12,2,2017-05-01,是`,
    `${systemName(2)},模拟业务系统丙,${tenants[2]},自行备份并报送,,,2017-09-01,是`,
  ].join('\n');

const hostCode = (at: number): string => `MN-HOST-${at + 1}`;
const machineCode = (tenant: number, at: number): string => `MN-VM-${'ABC'[tenant]}${at + 1}`;

const assetHead =
  '资产编号,名称,类型,状态,权属单位,使用单位,承载的系统,所在资产,计入资源池,CPU,内存,存储容量,启用日期,模拟数据';

const roomFile = (): string =>
  [
    assetHead,
    `MN-CAB-1,模拟机柜1,机柜,在用,${centre},,,,否,,,,2017-01-01,是`,
    `MN-NET-1,模拟核心交换机,网络设备,在用,${centre},,,,否,,,,2017-01-01,是`,
    `MN-LIC-1,模拟虚拟化许可,软件许可,在用,${centre},,,,否,,,,2017-01-01,是`,
    `MN-STO-1,模拟集中存储,存储,在用,${centre},,,,是,,,40000,2017-01-01,是`,
  ].join('\n');

const hostFile = (): string =>
  [
    assetHead,
    ...Array.from(
      { length: hosts },
      (_, at) =>
        `${hostCode(at)},模拟主机${at + 1},物理主机,在用,${centre},,,MN-CAB-1,是,64,512,,2017-01-01,是`,
    ),
  ].join('\n');

const machineFile = (): string =>
  [
    assetHead,
    ...tenants.flatMap((tenant, of) =>
      Array.from({ length: machinesEach }, (_, at) => {
        const host = hostCode((of * machinesEach + at) % hosts);
        return `${machineCode(of, at)},模拟虚拟机${'甲乙丙'[of]}${at + 1},虚拟机,在用,${centre},${tenant},${systemName(of)},${host},否,8,32,500,2017-06-01,是`;
      }),
    ),
  ].join('\n');

/** The first department backs up in time and drills; the second let its backup grow old. */
const proofFile = (now: Date): string => {
  const ago = (hours: number) => new Date(now.getTime() - hours * hourMs).toISOString();
  return [
    '编号,系统,类型,时点,结果,恢复用时,存放地点,模拟数据',
    `MN-P-A1,${systemName(0)},备份,${ago(6)},成功,,模拟异地机房,是`,
    `MN-P-A2,${systemName(0)},恢复演练,${ago(100)},成功,95,,是`,
    `MN-P-B1,${systemName(1)},备份,${ago(80)},成功,,模拟本地机房,是`,
  ].join('\n');
};

/** A number from 0 to 1 that looks like chance and is the same each time (the fractional part of a sine). */
const wobble = (seed: number, at: number): number => {
  const value = Math.sin(seed * 12.9898 + at * 78.233) * 43_758.5453;
  return value - Math.floor(value);
};

/** Office hours are busy, nights are not; every machine of the second department but one does next to nothing. */
function useOf(asset: string, hour: number): { cpu: number; memory: number } {
  const idle = asset.startsWith('MN-VM-B') && asset !== 'MN-VM-B1';
  const busy = hour >= 8 && hour < 18;
  if (idle) return { cpu: 2, memory: 12 };
  if (asset.startsWith('MN-HOST')) return { cpu: busy ? 28 : 9, memory: 46 };
  return { cpu: busy ? 42 : 12, memory: 55 };
}

function observations(now: Date, seed: number): Sent[] {
  const codes = [
    ...Array.from({ length: hosts }, (_, at) => hostCode(at)),
    ...tenants.flatMap((_, of) => Array.from({ length: machinesEach }, (__, at) => machineCode(of, at))),
  ];
  const midnight = Math.floor((now.getTime() + 8 * hourMs) / dayMs) * dayMs - 8 * hourMs;
  const rounds = observedDays * 4;
  return codes.flatMap((asset, number) =>
    Array.from({ length: rounds }, (_, at) => {
      const instant = new Date(midnight - (at + 1) * 6 * hourMs + 2 * hourMs);
      const { cpu, memory } = useOf(asset, (instant.getUTCHours() + 8) % 24);
      const stray = wobble(seed + number, at);
      return {
        line: at + 1,
        observation: {
          asset,
          at: instant.toISOString(),
          cpu: Math.round(cpu * (0.8 + 0.4 * stray) * 10) / 10,
          memory: Math.round(memory * (0.95 + 0.1 * stray) * 10) / 10,
          storage: null,
        },
      };
    }),
  );
}

/** Two departments ask and are granted, the third still waits. */
async function quotas(context: Context): Promise<void> {
  const standing = new Set((await findQuotas(context.db)).map(({ tenant }) => tenant));
  for (const [at, tenant] of tenants.entries()) {
    if (standing.has(tenant)) continue;
    const actor = { ...context.actor, id: `sim-${tenant}`, organisation: tenant };
    const asked = { cpu: 40, memoryGb: 160, storageGb: 3000, reason: '模拟申请：系统上云' };
    const id = await ask({ ...context, actor }, asked, true).catch(() => undefined);
    if (id === undefined || at === 2) continue;
    await decide(context, id, { grant: true, answer: '模拟批准' });
  }
}

/** An invented machine room with three invented departments on it. */
export const machineRoom: Played = {
  name: 'cloud.machine-room',
  grants: {
    'organisations:read': 'city',
    'organisations:write': 'city',
    'cloud:read': 'city',
    'cloud:assets': 'city',
    'cloud:keep': 'city',
    'cloud:observe': 'city',
    'cloud:ask': 'city',
    'cloud:grant': 'city',
    'jobs:own': 'own',
  },
  async play(context, seed) {
    const now = context.clock.now();
    await handInFile(context, Organisation, 'simulated-departments.csv', organisationFile());
    await handInFile(context, System, 'simulated-systems.csv', systemFile());
    await handInFile(context, Asset, 'simulated-room.csv', roomFile());
    await handInFile(context, Asset, 'simulated-hosts.csv', hostFile());
    await handInFile(context, Asset, 'simulated-machines.csv', machineFile());
    await handInFile(context, RecoveryProof, 'simulated-proofs.csv', proofFile(now));
    await takeIn(context, observations(now, seed), 'simulated');
    await quotas(context);
  },
};
