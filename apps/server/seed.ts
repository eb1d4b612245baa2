import type { Context } from '#kernel/context';
import type { Platform } from '#kernel/platform';
import { Problem } from '#kernel/problem';
import { playedPoint } from '#kernel/simulation';
import { ensureDemonstration, linkCitizen } from '#platform/base/identity';
import { findPersonId } from '#platform/data/registers';
import {
  drawGrids,
  handInDelivery,
  type Manifest,
  readManifest,
  runSimulate,
  simulatorActor,
  standingOf,
} from '#simulator';
import { progressBar, say } from './say.ts';
import { databaseMark, hasBatches, readMark, writeMark, type SeedMark } from './seed-mark.ts';
import { joiningShare, retryFailed, seedingFault } from './seed-jobs.ts';

/** Every city begins with the same people, unless told. */
const usualSeed = 1;
const lookEveryMs = 200;

const pause = (milliseconds: number) => new Promise((resolve) => setTimeout(resolve, milliseconds));

/** How a city is brought to life, where it is not done as usual. */
export interface SeedingOptions {
  readonly seed?: number | undefined;
  /** Where the files are kept; what an earlier run wrote there whole is taken as it is. A passing folder when absent. */
  readonly files?: string | undefined;
  /** Told what begins. */
  readonly onStage?: ((stage: string) => void) | undefined;
  /** Waited for when all has joined, before outside parties are played. */
  readonly beforePlay?: (() => Promise<void>) | undefined;
}

interface Seeding extends SeedingOptions {
  readonly platform: Platform;
  readonly context: Context;
  readonly mark: SeedMark;
}

async function generate({ context, mark, files, onStage }: Seeding, out: string): Promise<Manifest> {
  const kept = files === undefined ? undefined : await readManifest(out);
  if (kept?.size === mark.size && kept.seed === mark.seed) return kept;
  onStage?.('files');
  const bar = progressBar('生成居民、企业和各部门的文件 · people, companies and files');
  const manifest = await runSimulate({
    size: mark.size,
    seed: mark.seed,
    out,
    city: context.config.cityFolder,
    truth: false,
    onProgress: (done, total) => bar(Math.min(done, total - 1), total),
  });
  bar(1, 1);
  return manifest;
}

/** Waits until what was handed in is part of the registers. False when the platform stops first. */
async function untilJoined(
  { platform, context }: Seeding,
  batches: readonly string[],
  show: (share: number) => void,
): Promise<boolean> {
  while (!platform.stopping) {
    const standing = await standingOf(context, batches, await joiningShare(context));
    show(standing.share);
    if (standing.joined) return true;
    const fault = await seedingFault(context);
    if (fault) throw fault;
    await pause(lookEveryMs);
  }
  return false;
}

/**
 * One after the other, each when the one before has joined: which of two rows with one number came first decides which
 * of them is asked about, and a city with the same people is to be the same city.
 */
async function handInAll(seeding: Seeding, folder: string, manifest: Manifest): Promise<boolean> {
  const { deliveries } = manifest;
  const bytes = new Map(manifest.files.map((file) => [file.path, file.bytes]));
  const sizeOf = ({ path }: (typeof deliveries)[number]) => bytes.get(path) ?? 0;
  const total = deliveries.reduce((sum, each) => sum + sizeOf(each), 0);
  const bar = progressBar('汇集、检查、并入登记册 · collecting, checking, joining');
  let before = 0;
  for (const delivery of deliveries.toSorted((one, other) => one.round - other.round)) {
    seeding.onStage?.('hand-in');
    const batch = await handInDelivery(seeding.context, folder, delivery);
    seeding.onStage?.('between');
    const begun = before;
    const show = (share: number) => bar(Math.min(total - 1, begun + share * sizeOf(delivery)), total);
    if (!(await untilJoined(seeding, [batch], show))) return false;
    before += sizeOf(delivery);
  }
  bar(1, 1);
  return true;
}

/** Lets the demonstration account of a citizen see the person that it is. */
async function linkDemonstrationCitizen(context: Context, idNumber: string): Promise<void> {
  const person = await findPersonId(context, idNumber);
  if (person) await context.transaction((tx) => linkCitizen(context, tx, { idNumber, person }));
}

/** Outside parties that modules know how to play, each with its own rights and no others. */
export async function playAll(
  platform: Platform,
  seeded: number,
  onStage: SeedingOptions['onStage'] = () => undefined,
): Promise<void> {
  const parties = platform.services.contributions(playedPoint);
  const bar = progressBar(
    '办事：预约、检查、申报、共享… · matters: bookings, inspections, grants, sharing …',
  );
  for (const [done, { name, grants, play }] of parties.entries()) {
    bar(done, parties.length);
    onStage(name);
    const actor = { ...simulatorActor, grants: new Map(Object.entries(grants)) };
    await play(platform.contextFor(actor, { requestId: 'seed' }), seeded);
  }
  bar(parties.length, parties.length);
}

async function settle(seeding: Seeding): Promise<boolean> {
  const { context, platform, mark, onStage, files } = seeding;
  const work = await context.files.workspace();
  const folder = files ?? work.folder;
  try {
    const manifest = await generate(seeding, folder);
    onStage?.('between');
    const { citizen } = manifest;
    await ensureDemonstration(
      context,
      citizen ? { idNumber: citizen.citizenId, name: citizen.name } : undefined,
    );
    await drawGrids(context, folder);
    await retryFailed(context);
    if (!(await handInAll(seeding, folder, manifest))) return false;
    if (citizen) await linkDemonstrationCitizen(context, citizen.citizenId);
    await seeding.beforePlay?.();
    await playAll(platform, mark.seed, onStage);
    onStage?.('between');
    return true;
  } finally {
    await work.clear();
  }
}

/** A city that is not whole is served all the same: the next start goes on. False when it is not whole. */
async function settleOrSay(seeding: Seeding): Promise<boolean> {
  try {
    return await settle(seeding);
  } catch (error) {
    if (seeding.platform.stopping) return false;
    if (!(error instanceof Problem)) throw error;
    say(`  ${error.detail.zh}`);
    say(`  ${error.detail.en} (${error.code})`);
    return false;
  }
}

/** The seeding that is due: the one that was begun, or a new one in a city that nobody has handed anything in to. */
async function dueMark(
  { services }: Platform,
  context: Context,
  { size, seed }: { readonly size: SeedMark['size'] | 'none'; readonly seed: number },
): Promise<SeedMark | undefined> {
  // Whoever wants no simulation gets none, whatever was begun here before: production wants none unless told.
  if (size === 'none') return undefined;
  const database = await databaseMark(context.db);
  const mark = await readMark(services.config);
  if (mark && (mark.database ?? database) === database) return mark;
  if (await hasBatches(context.db)) return undefined;
  const begun: SeedMark = { size, seed, state: 'begun', at: context.clock.now().toISOString(), database };
  await writeMark(services.config, begun);
  return begun;
}

/**
 * Brings a simulated city to life where nothing has been handed in yet: through the real intake, with its progress on
 * the terminal. Cut off at any moment, the next start goes on where it was and doubles nothing.
 * @param size as configured; a test takes a smaller one
 * @returns whether the people and companies of this city are simulated
 */
export async function seedWhenEmpty(
  platform: Platform,
  size: SeedMark['size'] | 'none' = platform.services.config.SEED_SIZE,
  options: SeedingOptions = {},
): Promise<boolean> {
  const context = platform.contextFor(simulatorActor, { requestId: 'seed' });
  const mark = await dueMark(platform, context, { size, seed: options.seed ?? usualSeed });
  if (!mark) return false;
  if (mark.state === 'done') return true;
  const begun = performance.now();
  say('');
  say(`  模拟城市 ${mark.size} · a simulated city (${mark.size})`);
  if (!(await settleOrSay({ ...options, platform, context, mark }))) return true;
  await writeMark(platform.services.config, { ...mark, state: 'done' });
  say(`  用时 ${((performance.now() - begun) / 1000).toFixed(0)} 秒 · seconds in all`);
  return true;
}
