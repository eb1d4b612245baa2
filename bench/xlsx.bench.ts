import { stat } from 'node:fs/promises';
import { join } from 'node:path';
import { runChild } from './machinery/run-child.ts';
import { withFolder } from './machinery/temporary.ts';
import { PeerAbsent, type Bench, type BenchResult } from './result.ts';
import { writeWorkbook } from './xlsx/write-workbook.ts';

const rows = 1_000_000;
/** Peak resident memory that is wanted, MB. */
const mostMemory = 200;

interface Read {
  readonly rows: number;
  readonly cpuSeconds: number;
}

async function requirePeer(): Promise<void> {
  await import('exceljs').catch(() => {
    throw new PeerAbsent('exceljs is not installed');
  });
}

async function measure(folder: string): Promise<BenchResult> {
  await requirePeer();
  const path = join(folder, 'insured.xlsx');
  await writeWorkbook(path, rows);
  const { size } = await stat(path);
  const ours = await runChild<Read>(join(import.meta.dirname, 'xlsx', 'read-ours.ts'), { path });
  const peer = await runChild<Read>(join(import.meta.dirname, 'xlsx', 'read-exceljs.ts'), { path });
  for (const { answer } of [ours, peer])
    if (answer.rows !== rows) throw new Error(`${answer.rows} rows were read of ${rows}`);
  return {
    comparisons: [
      {
        what: 'a workbook of a million rows and ten columns read',
        unit: 'CPU s',
        ours: ours.answer.cpuSeconds,
        baseline: peer.answer.cpuSeconds,
        baselineIs: 'exceljs, streaming',
        target: 0.25,
      },
      {
        what: 'peak memory meanwhile',
        unit: 'MB',
        ours: ours.usage.peakMemory / 1e6,
        baseline: mostMemory,
        baselineIs: 'what is allowed',
        target: 1,
      },
    ],
    memory: { ours: ours.usage.peakMemory, baseline: peer.usage.peakMemory },
    figures: [{ what: 'size of the workbook', unit: 'MB', value: Math.round(size / 1024 ** 2) }],
    notes: [
      'ours writes the rows as clean CSV; exceljs only looks at each cell',
      'every cell is a text in its place (no shared strings)',
    ],
  };
}

export const bench: Bench = {
  name: 'xlsx',
  title: { zh: '百万行 XLSX', en: 'A million rows of XLSX' },
  run: () => withFolder(measure),
};
