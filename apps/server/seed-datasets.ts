import type { Context } from '#kernel/context';
import type { Platform } from '#kernel/platform';
import { handInDelivery, simulateDatasets, simulatorActor } from '#simulator';
import { progressBar } from './say.ts';
import { readMark, type SeedMark } from './seed-mark.ts';

/** So many are on their way at once, so that what people hand in meanwhile does not stand behind two hundred others. */
const mostOnTheWay = 3;
const lookEveryMs = 100;

const pause = (milliseconds: number) => new Promise((resolve) => setTimeout(resolve, milliseconds));

type Views = { 'ingestion.batch_v1': { dataset: string; status: string } };
const under = new Set(['collecting', 'collected', 'checking', 'joining']);

/** Datasets that somebody has handed in, and of how many something is not through yet. */
async function standing({ db }: Context): Promise<{ had: ReadonlySet<string>; onTheWay: number }> {
  const rows = await db
    .withTables<Views>()
    .selectFrom('ingestion.batch_v1')
    .select(['dataset', 'status'])
    .groupBy(['dataset', 'status'])
    .execute();
  return {
    had: new Set(rows.map(({ dataset }) => dataset)),
    onTheWay: rows.filter(({ status }) => under.has(status)).length,
  };
}

export interface HandingIn {
  readonly onStage?: ((stage: string) => void) | undefined;
  /** Waits for the last of them too; else they are left on their way. */
  readonly untilThrough?: boolean;
}

async function untilRoom(platform: Platform, context: Context, most: number): Promise<void> {
  while (!platform.stopping && (await standing(context)).onTheWay > most) await pause(lookEveryMs);
}

/**
 * Hands in what departments of a simulated city have under the rest of its catalogue, one after the other through the
 * city's own intake. Those that somebody has handed in already are left, so a run that was cut off goes on at the next.
 * @returns how many were handed in
 */
export async function handInDatasets(
  platform: Platform,
  { size, seed }: Pick<SeedMark, 'size' | 'seed'>,
  { onStage, untilThrough }: HandingIn = {},
): Promise<number> {
  const context = platform.contextFor(simulatorActor, { requestId: 'seed-datasets' });
  const work = await context.files.workspace();
  try {
    onStage?.('files');
    const { had } = await standing(context);
    const { deliveries } = await simulateDatasets({
      size,
      seed,
      out: work.folder,
      city: context.config.cityFolder,
      except: had,
    });
    if (deliveries.length === 0) return 0;
    const bar = progressBar('其余各部门的数据 · data of the other departments');
    for (const [at, delivery] of deliveries.entries()) {
      if (platform.stopping) return at;
      bar(at, deliveries.length);
      onStage?.('hand-in');
      await handInDelivery(context, work.folder, delivery);
      onStage?.('between');
      await untilRoom(platform, context, mostOnTheWay);
    }
    if (untilThrough) await untilRoom(platform, context, 0);
    bar(1, 1);
    return deliveries.length;
  } finally {
    await work.clear();
  }
}

/** What a simulated town still lacks, while it serves already. Without it, it is a town all the same. */
export async function handInTheRest(platform: Platform): Promise<void> {
  const { config, log } = platform.services;
  const mark = await readMark(config);
  if (mark?.state !== 'done' || config.SEED_SIZE === 'none') return;
  await handInDatasets(platform, mark).catch((error: unknown) => {
    if (!platform.stopping) log.warn({ err: error }, 'not all departments have handed in');
  });
}
