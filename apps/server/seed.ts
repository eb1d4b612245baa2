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
  runSimulate,
  simulatorActor,
  standingOf,
} from '#simulator';
import { progressBar, say } from './say.ts';
import { databaseMark, hasBatches, readMark, writeMark, type SeedMark } from './seed-mark.ts';
import { joiningShare, retryFailed, seedingFault } from './seed-jobs.ts';

/** Every city begins with the same people. */
const seed = 1;
const lookEveryMs = 400;
const rounds = [1, 2, 3] as const;

const pause = (milliseconds: number) => new Promise((resolve) => setTimeout(resolve, milliseconds));

interface Seeding {
  readonly platform: Platform;
  readonly context: Context;
  readonly mark: SeedMark;
}

async function generate({ context, mark }: Seeding, out: string): Promise<Manifest> {
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

async function handInAll(seeding: Seeding, folder: string, manifest: Manifest): Promise<boolean> {
  const bytes = new Map(manifest.files.map((file) => [file.path, file.bytes]));
  const sizeOf = (round: number) =>
    manifest.deliveries
      .filter((each) => each.round === round)
      .reduce((sum, each) => sum + (bytes.get(each.path) ?? 0), 0);
  const total = rounds.reduce((sum, round) => sum + sizeOf(round), 0);
  const bar = progressBar('汇集、检查、并入登记册 · collecting, checking, joining');
  let before = 0;
  for (const round of rounds) {
    const batches: string[] = [];
    for (const delivery of manifest.deliveries.filter((each) => each.round === round))
      batches.push(await handInDelivery(seeding.context, folder, delivery));
    const begun = before;
    const show = (share: number) => bar(Math.min(total - 1, begun + share * sizeOf(round)), total);
    if (!(await untilJoined(seeding, batches, show))) return false;
    before += sizeOf(round);
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
export async function playAll(platform: Platform, seeded: number): Promise<void> {
  for (const { grants, play } of platform.services.contributions(playedPoint)) {
    const actor = { ...simulatorActor, grants: new Map(Object.entries(grants)) };
    await play(platform.contextFor(actor, { requestId: 'seed' }), seeded);
  }
}

async function settle(seeding: Seeding): Promise<boolean> {
  const { context } = seeding;
  const work = await context.files.workspace();
  try {
    const manifest = await generate(seeding, work.folder);
    const idNumber = manifest.citizen?.citizenId;
    const citizen = manifest.citizen;
    await ensureDemonstration(
      context,
      citizen ? { idNumber: citizen.citizenId, name: citizen.name } : undefined,
    );
    await drawGrids(context, work.folder);
    await retryFailed(context);
    const whole = await handInAll(seeding, work.folder, manifest);
    if (whole && idNumber !== undefined) await linkDemonstrationCitizen(context, idNumber);
    if (whole) await playAll(seeding.platform, seeding.mark.seed);
    return whole;
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
  size: SeedMark['size'] | 'none',
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
): Promise<boolean> {
  const context = platform.contextFor(simulatorActor, { requestId: 'seed' });
  const mark = await dueMark(platform, context, size);
  if (!mark) return false;
  if (mark.state === 'done') return true;
  const begun = performance.now();
  say('');
  say(`  模拟城市 ${mark.size} · a simulated city (${mark.size})`);
  if (!(await settleOrSay({ platform, context, mark }))) return true;
  await writeMark(platform.services.config, { ...mark, state: 'done' });
  say(`  用时 ${((performance.now() - begun) / 1000).toFixed(0)} 秒 · seconds in all`);
  return true;
}
