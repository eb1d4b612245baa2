import { mkdir, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { withDatabase } from './machinery/bench-server.ts';
import { runChild } from './machinery/run-child.ts';
import { withFolder } from './machinery/temporary.ts';
import { dataset, firstBatch, laterBatch, towns, writeDelivery } from './measures/lake-rows.ts';
import { openedRows } from './measures/opened-rows.ts';
import { median, type Bench, type BenchResult, type Comparison, type Figure } from './result.ts';

const rounds = 3;
const laterShare = 100;
const memory = '2GB';

interface Metered {
  readonly seconds: number;
  readonly cpuSeconds: number;
  readonly server: number;
}

interface Bare {
  readonly seconds: number;
  readonly cpuSeconds: number;
  readonly cells: readonly {
    readonly month: string;
    readonly town: string;
    readonly rows: string;
    readonly sum: string;
  }[];
}

interface Whole {
  readonly whole: Metered;
  readonly told: Metered;
  readonly again: Metered;
  readonly kept: readonly {
    readonly month: string;
    readonly town: string;
    readonly rows: number;
    readonly sum: string;
  }[];
  readonly touched: readonly string[];
}

const script = (name: string): string => join(import.meta.dirname, 'measures', name);
const rowsAsked = (): number => Number(process.env['MEASURES_ROWS'] ?? 100_000_000);

/** Both must say the same, or the comparison says nothing. */
function assertSame({ kept }: Whole, { cells }: Bare): void {
  const said = (each: { month: string; town: string; rows: string | number; sum: string }) =>
    [each.month, each.town, Number(each.rows), Number(each.sum)].join(' ');
  if (kept.length !== 12 * towns || kept.map(said).join() !== cells.map(said).join())
    throw new Error(`the two say different things: ${kept.length} cells and ${cells.length}`);
}

const middle = <T>(all: readonly T[], of: (one: T) => number): number => median(all.map(of));

interface Round {
  readonly ours: Whole;
  readonly bare: Bare;
  readonly peaks: { readonly ours: number; readonly baseline: number };
}

type WithDatabase = (work: (url: string) => Promise<void>) => Promise<void>;

/** Both sides in turn, over the same file. */
async function roundsOf(url: WithDatabase, folder: string, rows: number): Promise<Round[]> {
  const later = Math.ceil(rows / laterShare);
  const lake = join(folder, 'lake', 'checked', dataset);
  const path = join(lake, `${firstBatch}.parquet`);
  const done: Round[] = [];
  for (let round = 0; round < rounds; round++) {
    const bare = await runChild<Bare>(script('bare-query.ts'), { path, memory });
    await url(async (database) => {
      const input = { url: database, folder, rows, later };
      const ours = await runChild<Whole>(script('whole-refresh.ts'), input);
      assertSame(ours.answer, bare.answer);
      const peaks = { ours: ours.usage.peakMemory, baseline: bare.usage.peakMemory };
      done.push({ ours: ours.answer, bare: bare.answer, peaks });
    });
    await rm(join(lake, `${laterBatch}.parquet`));
  }
  return done;
}

const cpu = ({ cpuSeconds, server }: Metered): number => cpuSeconds + server;
const baselineIs = 'DuckDB’s bare query of the same file, two threads';

function comparisonsOf(done: readonly Round[], rows: number): Comparison[] {
  const million = `${rows / 1e6} million rows by ${towns} towns and 12 months`;
  const bare = middle(done, (each) => each.bare.cpuSeconds);
  return [
    {
      what: `${million}, from the refresh to the kept cells of months, quarters and years`,
      unit: 'CPU s',
      ours: middle(done, ({ ours }) => cpu(ours.whole)),
      baseline: bare,
      baselineIs,
      target: 1.5,
    },
    {
      what: `${million}: time`,
      unit: 's',
      ours: middle(done, ({ ours }) => ours.whole.seconds),
      baseline: middle(done, (each) => each.bare.seconds),
      baselineIs,
      target: 1.5,
    },
    {
      what: `one more delivery of ${Math.ceil(rows / laterShare)} rows: what it touches, and those periods anew`,
      unit: 'CPU s',
      ours: middle(done, ({ ours }) => cpu(ours.told) + cpu(ours.again)),
      baseline: bare,
      baselineIs: 'the bare query of all, as if nothing were kept; it puts no row in the place of another',
    },
  ];
}

const figuresOf = (done: readonly Round[], making: number): Figure[] => [
  {
    what: 'one more delivery: to know what it touches',
    unit: 's',
    value: middle(done, ({ ours }) => ours.told.seconds),
  },
  {
    what: 'one more delivery: to reckon that anew',
    unit: 's',
    value: middle(done, ({ ours }) => ours.again.seconds),
  },
  { what: 'months that it touches, of twelve', unit: '×', value: done[0]?.ours.touched.length ?? 0 },
  { what: 'making the rows, which is not counted', unit: 's', value: making },
];

async function measure(url: WithDatabase, folder: string): Promise<BenchResult> {
  const rows = rowsAsked();
  const lake = join(folder, 'lake', 'checked', dataset);
  await mkdir(lake, { recursive: true });
  process.stderr.write(`[bench] making ${rows} rows …\n`);
  const from = performance.now();
  const path = join(lake, `${firstBatch}.parquet`);
  await writeDelivery({ path, first: 0, rows, ofYear: rows, at: '2026-01-05T00:00:00Z' });
  const making = (performance.now() - from) / 1000;
  const done = await roundsOf(url, folder, rows);
  const opened = await openedRows(url, folder);
  return {
    comparisons: [...comparisonsOf(done, rows), ...opened.comparisons],
    memory: {
      ours: Math.max(...done.map(({ peaks }) => peaks.ours)),
      baseline: Math.max(...done.map(({ peaks }) => peaks.baseline)),
    },
    figures: figuresOf(done, making),
    notes: [
      `a mean: sum and count; medians of ${rounds} rounds in turn, each process its own; ${memory} for the engine`,
      'ours with what PostgreSQL uses, the total of the city, quarters and years beside the months; opening the platform is not counted',
      ...opened.notes,
    ],
  };
}

export const bench: Bench = {
  name: 'measures',
  title: { zh: '一亿行数据湖的指标', en: 'A measure over a hundred million rows of the lake' },
  run: () => withFolder((folder) => measure((work) => withDatabase(work), folder)),
};
