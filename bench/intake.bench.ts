import { join } from 'node:path';
import { availableParallelism } from 'node:os';
import { header } from './intake/insured-row.ts';
import { writeInsured, type Written } from './intake/write-file.ts';
import { withDatabase } from './machinery/bench-server.ts';
import { runChild, type Answered } from './machinery/run-child.ts';
import { withFolder } from './machinery/temporary.ts';
import { median, type Bench, type BenchResult, type Comparison, type Figure } from './result.ts';

const rows = 1_000_000;
const rounds = 3;
/** What a file of so many rows with so many rules may cost, in CPU seconds; 0 rows leave it out. */
const large = { rows: Number(process.env['INTAKE_LARGE_ROWS'] ?? 2_000_000), rules: 20, most: 10 };

/** Eight that the city states, two that follow from the catalogue. */
const tenRules = [
  'insured.citizen-id',
  'insured.birth-agrees',
  'insured.sex-agrees',
  'insured.birth-range',
  'insured.after-birth',
  'insured.mobile',
  'insured.mobile-shared',
  'insured.once',
  'rsj-insured.name.required',
  'rsj-insured.insurancekind.code',
];

interface Read {
  readonly rows: number;
  readonly cpuSeconds: number;
}

interface Bare extends Read {
  readonly peakMemory: number;
  readonly toParquet: number;
}

interface Whole extends Read {
  readonly ruleCount: number;
  readonly data: { readonly rows: number; readonly bad: number; readonly findings: number };
  readonly opening: number;
  readonly handIn: number;
  readonly server?: number;
  readonly stages: Readonly<Record<string, number>>;
}

const script = (name: string): string => join(import.meta.dirname, 'intake', name);

const bareRead = (path: string): Promise<Answered<Bare>> =>
  runChild(script('bare-read.ts'), { path, columns: header.split(','), threads: availableParallelism() });

/** In a database and a folder of its own, so that no run finds the batch of another. */
const wholeIntake = (
  path: string,
  rules: { readonly rules?: readonly string[]; readonly mostRules?: number } = {},
): Promise<Answered<Whole>> =>
  withFolder((folder) =>
    withDatabase((url) => runChild<Whole>(script('whole-intake.ts'), { path, url, folder, ...rules })),
  );

async function measureLarge(): Promise<Comparison[]> {
  if (large.rows === 0) return [];
  return withFolder(async (folder) => {
    const { gbk } = await writeInsured(folder, large.rows);
    const { answer } = await wholeIntake(gbk, { mostRules: large.rules });
    return [
      {
        what: `${large.rows / 1e6} M rows of GBK: decode, load into the lake, ${answer.ruleCount} rules, ${answer.data.findings} findings`,
        unit: 'CPU s',
        ours: answer.cpuSeconds,
        baseline: large.most,
        baselineIs: 'the figure to reach',
        target: 1,
      },
    ];
  });
}

async function measure({ gbk, utf8 }: Written): Promise<BenchResult> {
  const bare: Answered<Bare>[] = [];
  const whole: Answered<Whole>[] = [];
  for (let round = 0; round < rounds; round++) {
    bare.push(await bareRead(utf8));
    whole.push(await wholeIntake(gbk, { rules: tenRules }));
  }
  const everyRule = await wholeIntake(gbk);
  const result = resultOf(bare, whole, everyRule.answer);
  return { ...result, comparisons: [...result.comparisons, ...(await measureLarge())] };
}

type Runs<A> = readonly Answered<A>[];

const middle = <A>(runs: Runs<A>, value: (run: Answered<A>) => number): number =>
  median(runs.map((run) => value(run)));

function comparisonsOf(bare: Runs<Bare>, whole: Runs<Whole>, everyRule: Whole): Comparison[] {
  const baseline = middle(bare, ({ answer }) => answer.cpuSeconds);
  const baselineIs = 'DuckDB read_csv of the same rows in UTF-8, all text';
  const ours = middle(whole, ({ answer }) => answer.cpuSeconds);
  const unit = 'CPU s';
  return [
    {
      what: `decode, load into the lake, ${tenRules.length} rules, findings`,
      unit,
      ours,
      baseline,
      baselineIs,
      target: 4,
    },
    {
      what: 'the same, beside a CSV that DuckDB turns into Parquet',
      unit,
      ours,
      baseline: middle(bare, ({ answer }) => answer.toParquet),
      baselineIs: 'DuckDB from the UTF-8 file to one Parquet file, zstd: no decoding, no rules',
    },
    {
      what: `with all ${everyRule.ruleCount} rules of the dataset`,
      unit,
      ours: everyRule.cpuSeconds,
      baseline,
      baselineIs,
    },
  ];
}

function figuresOf(whole: Runs<Whole>): Figure[] {
  const stages = Object.keys(whole[0]?.answer.stages ?? {});
  const data = whole[0]?.answer.data;
  const server = whole.flatMap(({ answer }) => answer.server ?? []);
  const unit = 'CPU s';
  return [
    ...stages.map(
      (stage) =>
        ({
          what: `stage ${stage}`,
          unit,
          value: middle(whole, ({ answer }) => answer.stages[stage] ?? 0),
        }) as const,
    ),
    ...(server.length > 0
      ? [{ what: 'besides, in the PostgreSQL server', unit, value: median(server) } as const]
      : []),
    {
      what: 'before, at hand-in: store, hash, preview',
      unit,
      value: middle(whole, ({ answer }) => answer.handIn),
    },
    { what: 'rows held back', unit: 'rows', value: data?.bad ?? 0 },
    { what: 'findings', unit: 'rows', value: data?.findings ?? 0 },
  ];
}

const resultOf = (bare: Runs<Bare>, whole: Runs<Whole>, everyRule: Whole): BenchResult => ({
  comparisons: comparisonsOf(bare, whole, everyRule),
  memory: {
    ours: middle(whole, ({ usage }) => usage.peakMemory),
    baseline: middle(bare, ({ answer }) => answer.peakMemory),
  },
  figures: figuresOf(whole),
  notes: [
    `${rows} rows, 10 columns, GBK, about 1.5 % of them spoiled; medians of ${rounds} rounds, each process its own`,
    'opening the platform is not counted, nor is starting DuckDB',
  ],
});

export const bench: Bench = {
  name: 'intake',
  title: { zh: '百万行 GBK 文件入湖并检查', en: 'A million rows of GBK into the lake and through the rules' },
  run: () => withFolder(async (folder) => measure(await writeInsured(folder, rows))),
};
