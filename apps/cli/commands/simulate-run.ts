import { join } from 'node:path';
import { readConfig } from '#kernel/config';
import type { Context } from '#kernel/context';
import { openPlatform, type Platform } from '#kernel/platform';
import type { Text } from '#kernel/texts';
import {
  finishNow,
  simulatorActor,
  startMeter,
  stateOf,
  untilQuiet,
  type Spent,
  type State,
} from '#simulator';
import { handInDatasets } from '../../server/seed-datasets.ts';
import { seedWhenEmpty } from '../../server/seed.ts';
import { databaseMark, hasBatches, readMark, type SeedMark } from '../../server/seed-mark.ts';
import { modules } from '../../server/modules.ts';
import { sayOn, stepTeller } from '../../server/say.ts';
import { UsageError, type Said } from '../command.ts';

export interface Wanted {
  readonly size: SeedMark['size'];
  readonly seed: number;
  /** Where the files are kept; in the data folder when absent. */
  readonly out: string | undefined;
}

const own: Readonly<Record<string, Text>> = {
  start: { zh: '开始', en: 'beginning' },
  files: { zh: '生成各部门的文件', en: 'Write the files of the departments' },
  'hand-in': { zh: '提交文件', en: 'Hand the files in' },
  between: { zh: '事件与等待', en: 'Events, and waiting for them' },
};

/** What people call a stage: what its job is called, or what it plays. */
function titleOf({ modules: mounted }: Context, stage: string): Text {
  const kind = mounted.flatMap((module) => module.jobs ?? []).find(({ name }) => name === stage);
  return kind?.title ?? own[stage] ?? { zh: `模拟 ${stage}`, en: `Play ${stage}` };
}

/** @throws UsageError when the city holds what this run did not bring */
async function assertOurs(context: Context, { size, seed }: Wanted): Promise<void> {
  const database = await databaseMark(context.db);
  const mark = await readMark(context.config);
  const ours = mark !== undefined && (mark.database ?? database) === database;
  if (ours && (mark.size !== size || mark.seed !== seed))
    throw new UsageError(
      `这座城市是模拟的 ${mark.size}（种子 ${mark.seed}）· this city is a simulated ${mark.size} of seed ${mark.seed} already`,
    );
  if (!ours && (await hasBatches(context.db)))
    throw new UsageError('这座城市已有数据 · something has been handed in to this city: take an empty one');
}

interface Ran {
  readonly whole: boolean;
  readonly spent: readonly Spent[];
  readonly state: State;
}

async function go(platform: Platform, wanted: Wanted): Promise<Ran> {
  const context = platform.contextFor(simulatorActor, { requestId: 'simulate' });
  await assertOurs(context, wanted);
  const meter = await startMeter(context);
  const stopping = () => platform.stopping;
  await platform.startWork();
  await seedWhenEmpty(platform, wanted.size, {
    seed: wanted.seed,
    files: wanted.out ?? join(context.config.dataFolder, 'simulated'),
    onStage: meter.enter,
    beforePlay: () => untilQuiet(context, stopping),
  });
  const whole = (await readMark(context.config))?.state === 'done';
  if (whole) {
    await handInDatasets(platform, wanted, { onStage: meter.enter, untilThrough: true });
    await finishNow(context, stopping);
  }
  const spent = await meter.stop();
  return { whole, spent, state: await stateOf(context) };
}

const digits = (value: number | undefined): string =>
  (value === undefined ? '–' : value.toFixed(1)).padStart(9);

function table(context: Context, { spent, state, whole }: Ran): string[] {
  const line = ({ seconds, cpuSeconds, serverSeconds }: Omit<Spent, 'stage'>, name: string) =>
    `${digits(seconds)} ${digits(cpuSeconds)} ${digits(serverSeconds)}   ${name}`;
  const sum = (of: (each: Spent) => number) => spent.reduce((all, each) => all + of(each), 0);
  const total = {
    seconds: sum(({ seconds }) => seconds),
    cpuSeconds: sum(({ cpuSeconds }) => cpuSeconds),
    serverSeconds: spent.some((each) => each.serverSeconds !== undefined)
      ? sum(({ serverSeconds = 0 }) => serverSeconds)
      : undefined,
  };
  return [
    '',
    '     秒 s    CPU s   PG CPU s   阶段 stage',
    ...spent.map((each) => {
      const { zh, en } = titleOf(context, each.stage);
      return line(each, `${zh} ${en}`);
    }),
    line(total, '合计 in all'),
    `  内存峰值 peak memory ${Math.round(process.resourceUsage().maxRSS / 1024)} MB`,
    '',
    ...state.parts.map(({ part, rows }) => `${String(rows).padStart(9)}   ${part}`),
    '',
    `  ${whole ? '完成 whole' : '未完成 NOT WHOLE: 再次运行会继续 run it again and it goes on'}   ${state.digest}`,
  ];
}

/**
 * Brings a simulated city through: from its files to registers, findings and figures, in the city of the present
 * configuration. Cut off at any moment and run again it goes on, and ends in the same state.
 */
export async function runThrough(wanted: Wanted): Promise<Said> {
  sayOn(process.stderr);
  const config = { ...readConfig(), LOG_LEVEL: 'warn' as const };
  const platform = await openPlatform({ config, modules, onProgress: stepTeller(), logTo: 2 });
  try {
    const ran = await go(platform, wanted);
    const context = platform.contextFor(simulatorActor);
    return { lines: table(context, ran), data: ran, failed: !ran.whole };
  } finally {
    await platform.close();
  }
}
