import { statfs } from 'node:fs/promises';
import { availableParallelism, cpus, freemem, hostname, totalmem } from 'node:os';
import { setTimeout as pause } from 'node:timers/promises';
import { dayOf } from '#kernel/clock';
import type { Context } from '#kernel/context';
import { writeRows } from '#kernel/record-server';
import { officesHolding } from '#platform/base/identity';
import { estateChanged } from './events.ts';
import { databaseBytes, findAssets, insertObservations } from './observe-store.ts';
import { Asset } from './records.ts';

/** Code of the machine that the platform itself runs on. */
export const ownAsset = 'YAOJIANG';

const lookMs = 1000;
const gigabyte = 1024 ** 3;
const rounded = (value: number): number => Math.round(value * 10) / 10;

const ticks = () =>
  cpus().reduce(
    (sum, { times }) => ({
      idle: sum.idle + times.idle,
      whole: sum.whole + times.idle + times.user + times.nice + times.sys + times.irq,
    }),
    { idle: 0, whole: 0 },
  );

/** Share of the processors that was busy during a second, in per cent. */
async function busy(): Promise<number> {
  const before = ticks();
  await pause(lookMs);
  const after = ticks();
  const whole = after.whole - before.whole;
  return whole === 0 ? 0 : rounded(100 * (1 - (after.idle - before.idle) / whole));
}

/**
 * Measures the platform's own machine: processors, memory, the disk under the data folder, the database.
 * Free memory is what the system could give, caches among it.
 */
export async function measureSelf({ config, db }: Pick<Context, 'config' | 'db'>) {
  const disk = await statfs(config.dataFolder);
  const size = disk.blocks * disk.bsize;
  return {
    name: hostname(),
    cores: availableParallelism(),
    memoryGb: rounded(totalmem() / gigabyte),
    storageGb: rounded(size / gigabyte),
    cpu: await busy(),
    memory: rounded(100 * (1 - freemem() / totalmem())),
    storage: size === 0 ? null : rounded(100 * (1 - (disk.bavail * disk.bsize) / size)),
    databaseBytes: await databaseBytes(db),
  };
}

/**
 * The platform is a tenant of the machine room as any other: its machine stands among the assets and is observed.
 * @returns undefined where no office keeps the platform yet
 */
export async function observeSelf(context: Context): Promise<{ readonly name: string } | undefined> {
  const [office] = await officesHolding(context.db, 'cloud:manage');
  if (office === undefined) return undefined;
  const { name, cores, memoryGb, storageGb, ...seen } = await measureSelf(context);
  const at = context.clock.now().toISOString();
  await context.transaction(async (tx) => {
    const row = {
      code: ownAsset,
      name: `姚江 Yaojiang · ${name}`.slice(0, 100),
      kind: 'host',
      state: 'in-use',
      owner: office,
      tenant: office,
      // What this platform runs on is not what the machine room gives to others.
      offers: false,
      cpu: cores,
      memoryGb,
      storageGb,
    };
    const known = (await findAssets(tx, [ownAsset])).has(ownAsset);
    const begun = known ? {} : { since: dayOf(context) };
    const written = { source: 'cloud:self', simulated: false };
    await writeRows(context, tx, Asset, [{ ...row, ...begun }], written);
    await insertObservations(tx, [{ asset: ownAsset, at, ...seen, simulated: false }], 'cloud:self');
    await context.emit(tx, estateChanged, { key: 'cloud', payload: { what: 'observations' } });
  });
  return { name };
}
