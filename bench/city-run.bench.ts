import { mkdir } from 'node:fs/promises';
import { join } from 'node:path';
import { bringThrough, type Ran } from './city-run/through.ts';
import { withDatabase } from './machinery/bench-server.ts';
import { withFolder } from './machinery/temporary.ts';
import type { Bench, BenchResult, Figure } from './result.ts';

const size = process.env['CITY_RUN_SIZE'] ?? 'town';
/** Shares of the way at which a run is killed. */
const kills = [0.1, 0.5, 0.8];
/** Seconds after which it is killed each time, where it runs beside the undisturbed one and not after it. */
const moments = process.env['CITY_RUN_KILLS']?.split(',').map(Number);

interface Place {
  /** A folder of this bench's own. */
  readonly root: string;
  readonly name: string;
}

/** A city of its own: database, lake and files. */
const inCity = <T>({ root, name }: Place, work: (city: Parameters<typeof bringThrough>[0]) => Promise<T>) =>
  withDatabase((url) =>
    work({ url, size, folder: join(root, name), files: join(root, `${name}-simulated`) }),
  );

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

/** Killed after so many seconds of each start. */
async function killAfter(root: string, waits: readonly number[]): Promise<{ ran: Ran; killed: number }> {
  return inCity({ root, name: 'killed' }, async (city) => {
    for (const [killed, afterSeconds] of waits.entries()) {
      const { ran } = await bringThrough(city, { afterSeconds });
      if (ran) return { ran, killed };
    }
    const { ran } = await bringThrough(city);
    if (!ran) throw new Error('it was killed by somebody else');
    return { ran, killed: waits.length };
  });
}

/** At these shares of the time that an undisturbed run takes, each a little off by chance. */
function waitsOf(seconds: number): number[] {
  const at = kills.map((share) => seconds * (share + (Math.random() - 0.5) * 0.1));
  return at.map((moment, turn) => Math.max(5, moment - (at[turn - 1] ?? 0)));
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

async function undisturbed(root: string): Promise<{ ran: Ran; seconds: number }> {
  const { ran, seconds } = await inCity({ root, name: 'undisturbed' }, (city) => bringThrough(city));
  if (!ran) throw new Error('it was killed by somebody else');
  return { ran, seconds };
}

/** Undisturbed and killed, one after the other, or side by side where both together should take less time. */
async function bothWays(root: string) {
  if (moments) {
    const [whole, thrice] = await Promise.all([undisturbed(root), killAfter(root, moments)]);
    return { whole, thrice, when: `${moments.join(', ')} s after each start, beside the undisturbed run` };
  }
  const whole = await undisturbed(root);
  const thrice = await killAfter(root, waitsOf(whole.seconds));
  return { whole, thrice, when: `about ${kills.join(', ')} of the way` };
}

async function measure(root: string): Promise<BenchResult> {
  const { whole, thrice, when: moment } = await bothWays(root);
  const { ran, seconds } = whole;
  const notes = [`${size}, through in ${seconds.toFixed(0)} s; its state: ${ran.state.digest}`];
  assertSame(thrice.ran, ran, 'killed at three moments');
  notes.push(`killed ${thrice.killed} times (kill -9), ${moment}: the same state`);
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
