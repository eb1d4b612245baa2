import { ratioOf, type Bench, type BenchResult, type Comparison, type Unit } from '../result.ts';
import { describeMachine, type Machine } from './machine.ts';

export interface Measured {
  readonly bench: Pick<Bench, 'name' | 'title'>;
  readonly result: BenchResult;
  readonly machine: Machine;
  /** ISO day. */
  readonly day: string;
}

const digits = (value: number): string => {
  if (Number.isInteger(value)) return String(value);
  return value.toFixed(value < 10 ? 2 : 1);
};

const withUnit = (value: number, unit: Unit): string => `${digits(value)} ${unit}`;

const megabytes = (bytes: number): number => Math.round(bytes / 1024 ** 2);

function verdict(comparison: Comparison): string {
  const { target } = comparison;
  if (target === undefined) return '';
  return ratioOf(comparison) <= target ? `target ≤ ${target}: met` : `target ≤ ${target}: NOT MET`;
}

function comparisonLines(comparison: Comparison): string[] {
  const { what, unit, ours, baseline, baselineIs } = comparison;
  return [
    `  ${what}`,
    `    ours      ${withUnit(ours, unit)}`,
    `    baseline  ${withUnit(baseline, unit)}   ${baselineIs}`,
    `    RATIO     ${ratioOf(comparison).toFixed(2)}   ${verdict(comparison)}`,
  ];
}

/** For a person at a terminal. */
export function describeMeasured({ bench, result, machine }: Measured): string {
  const { memory } = result;
  const beside = memory?.baseline === undefined ? '' : `, baseline ${megabytes(memory.baseline)} MB`;
  return [
    '',
    `${bench.name} · ${bench.title.zh} · ${bench.title.en}`,
    `  ${describeMachine(machine)}`,
    ...result.comparisons.flatMap(comparisonLines),
    ...(memory ? [`  peak memory: ours ${megabytes(memory.ours)} MB${beside}`] : []),
    ...result.figures.map(({ what, unit, value }) => `  ${what.padEnd(56)} ${withUnit(value, unit)}`),
    ...result.notes.map((note) => `  · ${note}`),
  ].join('\n');
}

/** The same as a piece of Markdown for the README. */
export function markdownOf({ bench, result, machine, day }: Measured): string {
  const { memory } = result;
  const rows = result.comparisons.map(
    (each) =>
      `| ${each.what} | ${withUnit(each.ours, each.unit)} | ${withUnit(each.baseline, each.unit)} ${each.baselineIs} | **${ratioOf(each).toFixed(2)}** | ${verdict(each)} |`,
  );
  const table =
    rows.length === 0
      ? []
      : ['| | ours | baseline | ratio | |', '| --- | --- | --- | --- | --- |', ...rows, ''];
  const peak = memory
    ? [
        `- peak memory: ${megabytes(memory.ours)} MB${memory.baseline === undefined ? '' : `, baseline ${megabytes(memory.baseline)} MB`}`,
      ]
    : [];
  return [
    `### ${bench.name}: ${bench.title.en}`,
    '',
    `${day}, \`npm run bench ${bench.name}\`, ${describeMachine(machine)}`,
    '',
    ...table,
    ...peak,
    ...result.figures.map(({ what, unit, value }) => `- ${what}: ${withUnit(value, unit)}`),
    ...result.notes.map((note) => `- ${note}`),
  ].join('\n');
}
