import { join } from 'node:path';
import type { Summary } from '#engines/reconcile';
import { runChild } from './machinery/run-child.ts';
import { withFolder } from './machinery/temporary.ts';
import { keyless, repeated, writeSides } from './reconcile/sides.ts';
import { median, type Bench, type BenchResult } from './result.ts';

const rounds = 3;
/** What the join of the whole work may cost, in a quiet machine's CPU seconds. */
const toReach = 2;

interface Ran {
  readonly cpuSeconds: number;
  readonly seconds: number;
}
type Ours = Ran & { readonly summary: Summary };
type ByHand = Ran & { readonly counted: Readonly<Record<string, number>> };

const script = (name: string): string => join(import.meta.dirname, 'reconcile', name);

/** Both must have found the same, or the figures mean nothing. */
function assertSame({ summary }: Ours, { counted }: ByHand): void {
  const { kinds, fields } = summary;
  const said = [
    [kinds['only-left'] + kinds['no-key-left'] + kinds['duplicate-left'], counted['only-left']],
    // A left row without a key looks to the baseline as one of the right alone.
    [kinds['only-right'] + kinds['no-key-left'], counted['only-right']],
    [kinds['no-key-left'], keyless],
    [kinds['duplicate-left'], repeated],
    [fields['name'], counted['name']],
    [fields['birth'], counted['birth']],
  ];
  for (const [ours, theirs] of said)
    if (ours !== theirs)
      throw new Error(`${ours} found, ${theirs} expected: ${JSON.stringify({ summary, counted })}`);
}

async function measure(folder: string): Promise<BenchResult> {
  await writeSides(folder);
  const ours: Ours[] = [];
  const byHand: ByHand[] = [];
  let memory = { ours: 0, baseline: 0 };
  for (let round = 0; round < rounds; round++) {
    const one = await runChild<Ours>(script('ours.ts'), { folder });
    const other = await runChild<ByHand>(script('by-hand.ts'), { folder });
    assertSame(one.answer, other.answer);
    ours.push(one.answer);
    byHand.push(other.answer);
    memory = {
      ours: Math.max(memory.ours, one.usage.peakMemory),
      baseline: Math.max(memory.baseline, other.usage.peakMemory),
    };
  }
  const cpu = (ran: readonly Ran[]) => median(ran.map(({ cpuSeconds }) => cpuSeconds));
  const { summary } = ours[0] as Ours;
  return {
    comparisons: [
      {
        what: '2 M × 1.5 M rows, 3 fields: every row that differs or stands alone, with both values',
        unit: 'CPU s',
        ours: cpu(ours),
        baseline: cpu(byHand),
        baselineIs:
          'a full outer join by hand in DuckDB that only counts, exact texts, no repeated keys found',
      },
    ],
    memory,
    figures: [
      {
        what: `to reach: ${toReach} CPU s; the best of ${rounds} rounds`,
        unit: 'CPU s',
        value: Math.min(...ours.map(({ cpuSeconds }) => cpuSeconds)),
      },
      {
        what: 'the best round of the baseline',
        unit: 'CPU s',
        value: Math.min(...byHand.map(({ cpuSeconds }) => cpuSeconds)),
      },
      { what: 'from beginning to end', unit: 's', value: median(ours.map(({ seconds }) => seconds)) },
      { what: 'pairs compared', unit: 'rows', value: summary.compared },
      { what: 'pairs that differ', unit: 'rows', value: summary.kinds.differs },
      {
        what: 'on one side only',
        unit: 'rows',
        value: summary.kinds['only-left'] + summary.kinds['only-right'],
      },
    ],
    notes: [
      'from Parquet as the lake writes it, rows of each side in an order of their own, to a table in the session',
      'a text, a day within one day, a number within 0.1; 50 rows with repeated keys, 100 without a key',
      `CPU of the whole process while it works, opening the engine left out; medians of ${rounds} rounds, each a process`,
    ],
  };
}

export const bench: Bench = {
  name: 'reconcile',
  title: { zh: '二百万行与一百五十万行比对', en: 'Two million rows held against one and a half' },
  run: () => withFolder(measure),
};
