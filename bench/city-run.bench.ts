import { mkdir } from 'node:fs/promises';
import { join } from 'node:path';
import { bringThrough, type Ran } from './city-run/through.ts';
import { withDatabase } from './machinery/bench-server.ts';
import { withFolder } from './machinery/temporary.ts';
import type { Bench, BenchResult, Figure } from './result.ts';

const size = process.env['CITY_RUN_SIZE'] ?? 'town';
/** Shares of the way at which a run is killed. */
const kills = [0.1, 0.5, 0.8];

interface Place {
  /** A folder of this bench's own. */
  readonly root: string;
  readonly name: string;
}

/** A city of its own: database, lake and files; the simulated files are the same for all. */
const inCity = <T>({ root, name }: Place, work: (city: Parameters<typeof bringThrough>[0]) => Promise<T>) =>
  withDatabase((url) => work({ url, size, folder: join(root, name), files: join(root, 'simulated') }));

/** Killed at the first coming of each named commit, as it is asked for or as it is acknowledged. */
async function crashAtCommits(root: string, when: 'before' | 'after'): Promise<{ ran: Ran; killed: number }> {
  const points = join(root, `points-${when}`);
  await mkdir(points);
  return inCity({ root, name: when }, async (city) => {
    for (let killed = 0; ; killed += 1) {
      const { ran } = await bringThrough(city, { hooked: { CRASH_AT: points, CRASH_WHEN: when } });
      if (ran) return { ran, killed };
    }
  });
}

/** Killed at these shares of the time that an undisturbed run takes, each a little off by chance. */
async function killThrice(root: string, seconds: number): Promise<{ ran: Ran; killed: number }> {
  return inCity({ root, name: 'killed' }, async (city) => {
    let behind = 0;
    for (const [killed, share] of kills.entries()) {
      const moment = seconds * (share + (Math.random() - 0.5) * 0.1);
      const ended = await bringThrough(city, { afterSeconds: Math.max(5, moment - behind) });
      if (ended.ran) return { ran: ended.ran, killed };
      behind += ended.seconds;
    }
    const { ran } = await bringThrough(city);
    if (!ran) throw new Error('it was killed by somebody else');
    return { ran, killed: kills.length };
  });
}

function assertSame(ran: Ran, undisturbed: Ran, how: string): void {
  const differing = ran.state.parts.filter(({ hash }, at) => hash !== undisturbed.state.parts[at]?.hash);
  if (differing.length === 0 && ran.whole) return;
  throw new Error(`${how}, it is another city: ${differing.map(({ part }) => part).join(', ')}`);
}

function figuresOf({ spent, state }: Ran): Figure[] {
  const stages = spent.toSorted((one, other) => other.seconds - one.seconds).slice(0, 12);
  return [
    ...stages.flatMap(({ stage, seconds, cpuSeconds, serverSeconds = 0 }): Figure[] => [
      { what: stage, unit: 's', value: seconds },
      { what: `${stage}: process and PostgreSQL`, unit: 'CPU s', value: cpuSeconds + serverSeconds },
    ]),
    ...state.parts.map(({ part, rows }): Figure => ({ what: part, unit: 'rows', value: rows })),
  ];
}

async function measure(root: string): Promise<BenchResult> {
  const { ran, seconds } = await inCity({ root, name: 'undisturbed' }, (city) => bringThrough(city));
  if (!ran) throw new Error('it was killed by somebody else');
  const notes = [`${size}, through in ${seconds.toFixed(0)} s; its state: ${ran.state.digest}`];
  const thrice = await killThrice(root, seconds);
  assertSame(thrice.ran, ran, 'killed at three moments');
  notes.push(
    `killed ${thrice.killed} times (kill -9) at about ${kills.join(', ')} of the way: the same state`,
  );
  if (process.env['CITY_RUN_COMMITS'] !== '0')
    for (const when of ['before', 'after'] as const) {
      const crashed = await crashAtCommits(root, when);
      assertSame(crashed.ran, ran, `killed ${when} each named commit`);
      notes.push(`killed ${crashed.killed} times, ${when} the first of each named commit: the same state`);
    }
  return { comparisons: [], figures: figuresOf(ran), notes };
}

export const bench: Bench = {
  name: 'city-run',
  title: {
    zh: '模拟城市从文件到登记册、问题和指标，中途断电也一样',
    en: 'A simulated city from its files to registers, findings and figures, and the same when it is killed on the way',
  },
  run: () => withFolder(measure),
};
