import { join } from 'node:path';
import { withDatabase } from './machinery/bench-server.ts';
import { runChild } from './machinery/run-child.ts';
import { withFolder } from './machinery/temporary.ts';
import type { Bench, BenchResult, Figure } from './result.ts';

const rows = 200_000;

interface Phase {
  readonly cpuSeconds: number;
  readonly server: number;
  readonly seconds: number;
}

interface Measured {
  readonly phases: readonly [Phase, ...Phase[]];
}

const script = (name: string): string => join(import.meta.dirname, 'join', name);
const cpu = ({ cpuSeconds, server }: Phase): number => cpuSeconds + server;
const deliveries = ['all of them new', 'the same delivery again', 'five of a hundred moved'];

const figuresOf = (phase: Phase, index: number): Figure[] => {
  const what = deliveries[index] ?? '';
  return [
    { what: `${what}: persons a second`, unit: 'rows', value: Math.round(rows / phase.seconds) },
    { what: `${what}: the process`, unit: 'CPU s', value: phase.cpuSeconds },
    { what: `${what}: in PostgreSQL`, unit: 'CPU s', value: phase.server },
  ];
};

async function measure(url: string, folder: string): Promise<BenchResult> {
  const plain = await runChild<Measured>(script('by-hand.ts'), { url, rows });
  const whole = await runChild<Measured>(script('whole-join.ts'), { url, folder, rows });
  const [first] = whole.answer.phases;
  return {
    comparisons: [
      {
        what: `${rows} new persons: process and PostgreSQL together`,
        unit: 'CPU s',
        ours: cpu(first),
        baseline: cpu(plain.answer.phases[0]),
        baselineIs:
          'the same rows upserted into a plain table, no origins, no history, no rows of membership',
      },
    ],
    memory: { ours: whole.usage.peakMemory, baseline: plain.usage.peakMemory },
    figures: whole.answer.phases.flatMap(figuresOf),
    notes: ['2,000 rows in a transaction, as the job joins them; on a server PostgreSQL'],
  };
}

export const bench: Bench = {
  name: 'join',
  title: { zh: '二十万人并入登记册', en: 'Two hundred thousand persons join the register' },
  run: () => withFolder((folder) => withDatabase((url) => measure(url, folder))),
};
