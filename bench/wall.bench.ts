import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { withDatabase } from './machinery/bench-server.ts';
import { withFolder } from './machinery/temporary.ts';
import { serve, type Served } from './record-page/served.ts';
import { PeerAbsent, type Bench, type BenchResult, type Comparison, type Figure } from './result.ts';
import { answersOf } from './wall/answers.ts';
import { beatPage, type PageRun, type PageState } from './wall/page.ts';
import { raceServer, type Raced } from './wall/race.ts';
import { trendOf } from './wall/slope.ts';
import { paths, standBefore, type Stood } from './wall/three-hundred.ts';

const walls = 300;
const seconds = 60;
/** Five seconds each: a month. */
const beats = Number(process.env['WALL_BEATS'] ?? 500_000);
const pageBeats = Number(process.env['WALL_PAGE_BEATS'] ?? beats);
const looks = 10;
const listeners = 3;
const account = { account: 'data-office', password: 'Yaojiang-2017' };

const at = (share: number, values: readonly number[]): number => {
  const sorted = values.toSorted((a, b) => a - b);
  return sorted[Math.min(sorted.length - 1, Math.floor(share * sorted.length))] ?? Number.NaN;
};
const megabytes = (bytes: number): number => bytes / 1024 ** 2;

async function signIn(address: string): Promise<string> {
  const answer = await fetch(`${address}/api/identity/session`, {
    method: 'POST',
    headers: { 'content-type': 'application/json', 'x-requested-with': 'yaojiang' },
    body: JSON.stringify(account),
  });
  if (!answer.ok) throw new Error(`sign-in: ${answer.status} ${await answer.text()}`);
  return answer.headers
    .getSetCookie()
    .map((each) => each.split(';')[0])
    .join('; ');
}

function crowdComparisons(ours: Stood, bare: Stood): Comparison[] {
  const baselineIs = 'a bare Fastify: the same bytes to as many walls, out of memory';
  const what = `${walls} walls at a 5-second beat, a figure changed in each`;
  return [
    { what: `${what}: the process, of one core`, unit: '%', ours: ours.cpu, baseline: bare.cpu, baselineIs },
    {
      what: `${what}: an answer, p50`,
      unit: 'ms',
      ours: at(0.5, ours.answers),
      baseline: at(0.5, bare.answers),
      baselineIs,
    },
    {
      what: `${what}: an answer, p99`,
      unit: 'ms',
      ours: at(0.99, ours.answers),
      baseline: at(0.99, bare.answers),
      baselineIs,
    },
    {
      what: `${what}: a beat until it came, p99`,
      unit: 'ms',
      ours: at(0.99, ours.beats),
      baseline: at(0.99, bare.beats),
      baselineIs,
    },
  ];
}

const crowdFigures = (ours: Stood): Figure[] => [
  { what: 'of one core, PostgreSQL besides', unit: '%', value: ours.postgres },
  { what: 'answers a second', unit: '/s', value: ours.answers.length / seconds },
  { what: 'an answer on the line, mean', unit: 'kB', value: ours.bytes / ours.answers.length / 1000 },
  { what: 'from the change to the beat that tells of it, p50', unit: 'ms', value: at(0.5, ours.told) },
  { what: 'from the change to the beat that tells of it, p99', unit: 'ms', value: at(0.99, ours.told) },
  { what: 'from the change to the fresh figures, p50', unit: 'ms', value: at(0.5, ours.fresh) },
  { what: 'from the change to the fresh figures, p99', unit: 'ms', value: at(0.99, ours.fresh) },
  { what: 'heap when all hold the line', unit: 'MB', value: megabytes(ours.heap[0] ?? Number.NaN) },
  { what: 'heap half a minute later', unit: 'MB', value: megabytes(ours.heap[1] ?? Number.NaN) },
  { what: 'heap a minute later', unit: 'MB', value: megabytes(ours.heap[2] ?? Number.NaN) },
];

const flat = (what: string, points: Raced['points']): Comparison => ({
  what,
  unit: 'MB',
  ours: megabytes(points.at(-1)?.heap ?? Number.NaN),
  baseline: megabytes(points[0]?.heap ?? Number.NaN),
  baselineIs: `after ${points[0]?.beats ?? 0} beats`,
  target: 1.1,
});

const middle = <T>(all: readonly T[]): T | undefined => all[Math.floor(all.length / 2)];

function pageFigures({ states, asked }: PageRun): Figure[] {
  const [first, half, last] = [states[0], middle(states), states.at(-1)];
  const of = (name: Exclude<keyof PageState, 'beats' | 'heap'>, words: string): Figure[] => [
    { what: `page, ${words} at the start`, unit: 'rows', value: first?.[name] ?? Number.NaN },
    { what: `page, ${words} half way`, unit: 'rows', value: half?.[name] ?? Number.NaN },
    { what: `page, ${words} at the end`, unit: 'rows', value: last?.[name] ?? Number.NaN },
  ];
  return [
    { what: 'page, heap half way', unit: 'MB', value: megabytes(half?.heap ?? Number.NaN) },
    ...of('nodes', 'nodes'),
    ...of('listeners', 'listeners'),
    { what: 'page, questions asked and answered', unit: 'rows', value: asked },
  ];
}

async function measure(ours: Served, url: string): Promise<BenchResult> {
  const { address } = ours.ready;
  const cookie = await signIn(address);
  const bare = await serve(join(import.meta.dirname, 'wall', 'bare-server.ts'), {
    answers: await answersOf(address, cookie, paths),
  });
  try {
    const crowd = { walls, seconds, cookie };
    const stood = await standBefore(ours, { ...crowd, url });
    const beside = await standBefore(bare, crowd);
    const usage = await ours.usage();
    const baseUsage = await bare.usage();
    const page = await beatPage({ address, account, beats: pageBeats, looks });
    const raced = await raceServer(ours, { beats, looks, listeners });
    const [server, browser] = [trendOf(raced.points), trendOf(page.states)];
    return {
      comparisons: [
        ...crowdComparisons(stood, beside),
        flat(`server, heap after ${beats} beats`, raced.points),
        flat(`page, heap after ${page.states.at(-1)?.beats ?? 0} beats`, page.states),
      ],
      memory: { ours: usage.peakMemory, baseline: baseUsage.peakMemory },
      figures: [
        ...crowdFigures(stood),
        {
          what: 'server, heap half way',
          unit: 'MB',
          value: megabytes(middle(raced.points)?.heap ?? Number.NaN),
        },
        ...pageFigures(page),
      ],
      notes: [
        `slope of the heap: server ${server.slope.toFixed(2)} bytes a beat, page ${browser.slope.toFixed(2)}, by least squares over ${looks + 1} looks after collecting twice`,
        `${walls} walls, half of them in, half strangers, each with a line of its own and two connections; ${seconds} s after three beats; a wall asks for the board and its scene within 0.8 s of the beat that tells of a change, and once a minute who is in`,
        `a change may happen just after a beat and then waits five seconds for the next: half of that is what is told at p50`,
      ],
    };
  } finally {
    await bare.stop();
  }
}

async function withServers(url: string, folder: string): Promise<BenchResult> {
  if (!existsSync(join(import.meta.dirname, '..', 'apps', 'cockpit', 'dist', 'index.html')))
    throw new PeerAbsent('the wall is not built: node scripts/build-web.ts cockpit');
  const ours = await serve(join(import.meta.dirname, 'wall', 'platform-server.ts'), {
    url,
    folder: join(folder, 'data'),
  });
  try {
    return await measure(ours, url);
  } finally {
    await ours.stop();
  }
}

export const bench: Bench = {
  name: 'wall',
  title: { zh: '大屏：三百块屏，一个月的心跳', en: 'The wall: three hundred of them, and a month of beats' },
  run: () => withFolder((folder) => withDatabase((url) => withServers(url, folder))),
};
