import { join } from 'node:path';
import { withDatabase } from './machinery/bench-server.ts';
import { openCity } from './machinery/open-city.ts';
import { serverMeter } from './machinery/server-cpu.ts';
import { withFolder } from './machinery/temporary.ts';
import { loadPeople, villageCode } from './record-page/load-people.ts';
import { serve, type Served } from './record-page/served.ts';
import { median, type Bench, type BenchResult, type Comparison, type Figure } from './result.ts';

const people = 2_000_000;
const requests = 300;
const warmUp = 50;
const profiled = 200;
const baselineIs = 'the same WHERE, ORDER and LIMIT by pg, JSON.stringify, bare Fastify';

/** One kind of page: where ours stands and where the one by hand does, varied so that no answer is the last one again. */
interface Page {
  readonly what: string;
  readonly ours: (turn: number) => string;
  readonly byHand: (turn: number) => string;
  readonly target?: number;
}

const persons = '/api/registers/persons?limit=200';
const personId = (number: number): string => `P${String(number).padStart(9, '0')}`;
const village = (turn: number): string => villageCode((turn * 7) % 326);

/** The mark of a page behind a person, as a page before would have given it. */
const cursor = (after: string): string =>
  Buffer.from(JSON.stringify(['id', after, after, 10_000, true])).toString('base64url');

const filtered: Page = {
  what: '200 rows of one village (first page: the count with it)',
  ours: (turn) => `${persons}&division=${village(turn)}`,
  byHand: (turn) => `/persons?division=${village(turn)}`,
  target: 2,
};
const pages: readonly Page[] = [
  filtered,
  {
    what: '200 rows of one village, a later page by its cursor',
    ours: (turn) => `${persons}&division=${village(turn)}&after=${cursor(personId(1_000_000))}`,
    byHand: (turn) => `/persons?division=${village(turn)}&after=${personId(1_000_000)}`,
    target: 2,
  },
  { what: 'first page of all, count capped at 10,000', ours: () => persons, byHand: () => '/persons' },
  {
    what: 'a page deep in all, by its cursor',
    ours: (turn) => `${persons}&after=${cursor(personId(1_900_000 + turn))}`,
    byHand: (turn) => `/persons?after=${personId(1_900_000 + turn)}`,
  },
];

interface Body {
  readonly items: readonly { readonly id: string }[];
}

interface Two {
  readonly ours: Served;
  readonly byHand: Served;
  readonly server: (() => Promise<number>) | undefined;
}

/** Both must give the very same rows, or the comparison says nothing. */
async function assertSame({ ours, byHand }: Two, page: Page): Promise<void> {
  const [one, other] = [await ours.get<Body>(page.ours(1)), await byHand.get<Body>(page.byHand(1))];
  const ids = (body: Body) => body.items.map(({ id }) => id).join();
  if (one.body.items.length !== 200 || ids(one.body) !== ids(other.body))
    throw new Error(`${page.what}: the two give different rows`);
}

async function interleaved({ ours, byHand }: Two, page: Page, count: number): Promise<[number[], number[]]> {
  const times: [number[], number[]] = [[], []];
  for (let turn = 0; turn < count; turn++) {
    times[0].push((await ours.get(page.ours(turn))).ms);
    times[1].push((await byHand.get(page.byHand(turn))).ms);
  }
  return times;
}

async function comparePage(two: Two, page: Page): Promise<Comparison[]> {
  await assertSame(two, page);
  await interleaved(two, page, warmUp);
  const before = [await two.ours.usage(), await two.byHand.usage()];
  const [ours, byHand] = await interleaved(two, page, requests);
  const after = [await two.ours.usage(), await two.byHand.usage()];
  const cpu = (at: number) =>
    (((after[at]?.cpuSeconds ?? 0) - (before[at]?.cpuSeconds ?? 0)) / requests) * 1000;
  const { target } = page;
  return [
    {
      what: `${page.what}: p50`,
      unit: 'ms',
      ours: median(ours),
      baseline: median(byHand),
      baselineIs,
      ...(target === undefined ? {} : { target }),
    },
    { what: `${page.what}: the process`, unit: 'CPU ms', ours: cpu(0), baseline: cpu(1), baselineIs },
  ];
}

/** CPU of PostgreSQL for one page, asked of one server alone. */
async function storeCost(two: Two, which: 'ours' | 'byHand'): Promise<number | undefined> {
  const before = await two.server?.();
  for (let turn = 0; turn < requests; turn++) await two[which].get(filtered[which](turn));
  const after = await two.server?.();
  return before === undefined || after === undefined ? undefined : ((after - before) / requests) * 1000;
}

async function whereTimeGoes({ ours }: Two): Promise<Figure[]> {
  const shares = await ours.shares(async () => {
    for (let turn = 0; turn < profiled; turn++) await ours.get(filtered.ours(turn));
  });
  return Object.entries(shares)
    .toSorted(([, a], [, b]) => b - a)
    .map(([what, ms]) => ({ what: `of one filtered page, ${what}`, unit: 'ms', value: ms / profiled }));
}

async function measure(two: Two): Promise<BenchResult> {
  const comparisons: Comparison[] = [];
  for (const page of pages) comparisons.push(...(await comparePage(two, page)));
  const [ours, byHand] = [await storeCost(two, 'ours'), await storeCost(two, 'byHand')];
  if (ours !== undefined && byHand !== undefined)
    comparisons.push({
      what: '200 rows of one village: in PostgreSQL',
      unit: 'CPU ms',
      ours,
      baseline: byHand,
      baselineIs,
    });
  const figures = await whereTimeGoes(two);
  const memory = {
    ours: (await two.ours.usage()).peakMemory,
    baseline: (await two.byHand.usage()).peakMemory,
  };
  return {
    comparisons,
    memory,
    figures,
    notes: [
      `registers.person with ${people} rows on a server PostgreSQL; ${requests} requests of each, in turn, after ${warmUp}; no compression`,
      'ours knows who asks (API client), checks rights, counts, masks, and leaves one ledger entry about 200 people, sealed within a second',
    ],
  };
}

async function withServers(url: string, folder: string): Promise<BenchResult> {
  await (await openCity(url, folder)).close();
  process.stderr.write(`[bench] loading ${people} people …\n`);
  await loadPeople(url, people);
  const script = (name: string) => join(import.meta.dirname, 'record-page', name);
  const ours = await serve(script('platform-server.ts'), { url, folder });
  const byHand = await serve(script('by-hand-server.ts'), { url });
  try {
    return await measure({ ours, byHand, server: await serverMeter(url) });
  } finally {
    await Promise.all([ours.stop(), byHand.stop()]);
  }
}

export const bench: Bench = {
  name: 'record-page',
  title: { zh: '两百万行登记的一页', en: 'A page of a record with two million rows' },
  run: () => withFolder((folder) => withDatabase((url) => withServers(url, folder))),
};
