import { join } from 'node:path';
import { withDatabase } from './machinery/bench-server.ts';
import { atOnce, readers } from './ledger/entries.ts';
import { runChild } from './machinery/run-child.ts';
import { withFolder } from './machinery/temporary.ts';
import type { Bench, BenchResult, Comparison } from './result.ts';

const entries = 1_000_000;
/** CPU seconds. */
const toReach = 20;
/** Of the baseline, whose cost grows by the row alone. */
const few = 100_000;
const ofFew = entries / few;
/** Of what is entered one by one. */
const single = 20_000;
const ofSingle = entries / single;

interface Plain {
  readonly cpuSeconds: number;
  readonly server?: number;
}

interface Whole extends Plain {
  readonly enter: number;
  readonly seal: number;
  readonly prove: number;
  readonly verify: number;
  readonly proof: number;
  readonly many: number;
  readonly one: number;
}

const script = (name: string): string => join(import.meta.dirname, 'ledger', name);
const baselineIs = 'the same entries as JSON, one INSERT each, into a plain table';

function serverPart(ours: Plain, baseline: Plain): Comparison[] {
  if (ours.server === undefined || baseline.server === undefined) return [];
  return [
    {
      what: 'a million entries: in PostgreSQL',
      unit: 'CPU s',
      ours: ours.server,
      baseline: baseline.server * ofFew,
      baselineIs,
    },
  ];
}

async function measure(url: string, folder: string): Promise<BenchResult> {
  const plain = await runChild<Plain>(script('plain-table.ts'), { url, entries: few });
  const whole = await runChild<Whole>(script('whole-ledger.ts'), { url, folder, entries, single });
  const ours = whole.answer;
  return {
    comparisons: [
      {
        what: 'a million entries, entered and sealed: the process',
        unit: 'CPU s',
        ours: ours.cpuSeconds,
        baseline: plain.answer.cpuSeconds * ofFew,
        baselineIs,
        target: 1,
      },
      {
        what: 'the same, beside the figure to reach',
        unit: 'CPU s',
        ours: ours.cpuSeconds,
        baseline: toReach,
        baselineIs: 'what a million entries may cost',
        target: 1,
      },
      ...serverPart(ours, plain.answer),
    ],
    memory: { ours: whole.usage.peakMemory, baseline: plain.usage.peakMemory },
    figures: [
      { what: `of it: entered, ${atOnce} in a transaction`, unit: 'CPU s', value: ours.enter },
      { what: 'of it: sealed after the last was entered', unit: 'CPU s', value: ours.seal },
      { what: 'all verified from the beginning', unit: 'CPU s', value: ours.verify },
      {
        what: `a million entered one a request, ${readers} requests at once`,
        unit: 'CPU s',
        value: ours.many * ofSingle,
      },
      { what: 'a million entered one after the other', unit: 'CPU s', value: ours.one * ofSingle },
      { what: `one proof in a tree of ${entries}`, unit: 'CPU ms', value: ours.prove * 1000 },
      { what: 'its length', unit: 'hashes', value: ours.proof },
    ],
    notes: [
      `entries about one person each; the baseline ${atOnce} in a transaction too; on a server PostgreSQL`,
      `the baseline was measured with ${few} entries, those one a request with ${single}, and multiplied`,
      'the sealer works once a second while entries come, so part of the sealing is in the entering',
    ],
  };
}

export const bench: Bench = {
  name: 'ledger',
  title: { zh: '一百万条账本记录', en: 'A million entries of the ledger' },
  run: () => withFolder((folder) => withDatabase((url) => measure(url, folder))),
};
