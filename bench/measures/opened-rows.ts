import { join } from 'node:path';
import { openCity } from '../machinery/open-city.ts';
import { loadPeople, villageCode } from '../record-page/load-people.ts';
import { serve, type Served } from '../record-page/served.ts';
import { median, type Comparison } from '../result.ts';

const people = Number(process.env['MEASURES_PEOPLE'] ?? 2_000_000);
const requests = 200;
const warmUp = 30;

interface Body {
  readonly items: readonly { readonly id?: string; readonly key?: string }[];
}

const yearOf = (turn: number): number => 1945 + ((turn * 13) % 50);
const villageOf = (turn: number): string => villageCode((turn * 7) % 326);
const ours = (turn: number): string =>
  `/api/indicators/measures/bench-people/rows?period=${yearOf(turn)}&where=village:${villageOf(turn)}&limit=100`;
const byHand = (turn: number): string => `/rows?year=${yearOf(turn)}&division=${villageOf(turn)}`;

async function compare(one: Served, other: Served): Promise<readonly Comparison[]> {
  const [rows, same] = [await one.get<Body>(ours(1)), await other.get<Body>(byHand(1))];
  const keys = rows.body.items.map(({ key }) => key).join();
  if (rows.body.items.length === 0 || keys !== same.body.items.map(({ id }) => id).join())
    throw new Error('the two open different rows');
  const times: [number[], number[]] = [[], []];
  for (let turn = 0; turn < warmUp + requests; turn++) {
    const both = [(await one.get(ours(turn))).ms, (await other.get(byHand(turn))).ms];
    if (turn >= warmUp) for (const at of [0, 1] as const) times[at].push(both[at] ?? NaN);
  }
  const { length } = rows.body.items;
  return [
    {
      what: `a figure opened to its first rows (${length} of a year in a village): p50`,
      unit: 'ms',
      ours: median(times[0]),
      baseline: median(times[1]),
      baselineIs: 'the one indexed query by pg, JSON.stringify, bare Fastify',
    },
  ];
}

/** How long a figure of a record of two million rows takes to open, beside its rows by hand. */
export async function openedRows(
  withDatabase: (work: (url: string) => Promise<void>) => Promise<void>,
  folder: string,
): Promise<{ readonly comparisons: readonly Comparison[]; readonly notes: readonly string[] }> {
  let comparisons: readonly Comparison[] = [];
  await withDatabase(async (url) => {
    await (await openCity(url, folder)).close();
    process.stderr.write(`[bench] loading ${people} people …\n`);
    await loadPeople(url, people);
    const script = (name: string) => join(import.meta.dirname, name);
    const one = await serve(script('rows-server.ts'), { url, folder });
    const other = await serve(script('by-hand-server.ts'), { url });
    try {
      comparisons = await compare(one, other);
    } finally {
      await Promise.all([one.stop(), other.stop()]);
    }
  });
  return {
    comparisons,
    notes: [
      `the figure is one of registers.person with ${people} rows on a server PostgreSQL; ${requests} of each, in turn; ours checks rights, reads what the value is and whether it may be told, masks, and leaves a ledger entry`,
    ],
  };
}
