import { join } from 'node:path';
import { withDatabase } from './machinery/bench-server.ts';
import { runChild } from './machinery/run-child.ts';
import { withFolder } from './machinery/temporary.ts';
import type { Bench, BenchResult, Comparison } from './result.ts';

const entries = 100_000;
const million = 1_000_000 / entries;

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
}

const script = (name: string): string => join(import.meta.dirname, 'ledger', name);
const baselineIs = 'the same entries as JSON, one INSERT each, into a plain table';

function serverPart(ours: Plain, baseline: Plain): Comparison[] {
  if (ours.server === undefined || baseline.server === undefined) return [];
  return [
    {
      what: 'a million entries: in PostgreSQL',
      unit: 'CPU s',
      ours: ours.server * million,
      baseline: baseline.server * million,
      baselineIs,
    },
  ];
}

async function measure(url: string, folder: string): Promise<BenchResult> {
  const plain = await runChild<Plain>(script('plain-table.ts'), { url, entries });
  const whole = await runChild<Whole>(script('whole-ledger.ts'), { url, folder, entries });
  const ours = whole.answer;
  return {
    comparisons: [
      {
        what: 'a million entries, entered and sealed: the process',
        unit: 'CPU s',
        ours: ours.cpuSeconds * million,
        baseline: plain.answer.cpuSeconds * million,
        baselineIs,
      },
      ...serverPart(ours, plain.answer),
    ],
    memory: { ours: whole.usage.peakMemory, baseline: plain.usage.peakMemory },
    figures: [
      {
        what: 'of a million: entered, each by its own statement',
        unit: 'CPU s',
        value: ours.enter * million,
      },
      { what: 'of a million: sealed after the last was entered', unit: 'CPU s', value: ours.seal * million },
      { what: 'of a million: all verified from the beginning', unit: 'CPU s', value: ours.verify * million },
      { what: `one proof in a tree of ${entries}`, unit: 'CPU ms', value: ours.prove * 1000 },
      { what: 'its length', unit: 'hashes', value: ours.proof },
    ],
    notes: [
      `measured with ${entries} entries about one person each, ${100} in a transaction, and multiplied; on a server PostgreSQL`,
      'the sealer works once a second while entries come, so part of the sealing is in the entering',
    ],
  };
}

export const bench: Bench = {
  name: 'ledger',
  title: { zh: '十万条账本记录', en: 'A hundred thousand entries of the ledger' },
  run: () => withFolder((folder) => withDatabase((url) => measure(url, folder))),
};
