// Ours: the sheet as clean CSV on disk, which is what the lake reads.
import { xlsxToCsv } from '#engines/tabular';
import { answer, usage } from '../machinery/answer.ts';

await answer(async ({ path }: { readonly path: string }) => {
  const before = usage().cpuSeconds;
  const { rows } = await xlsxToCsv({ from: path, to: `${path}.csv` });
  return { rows, cpuSeconds: usage().cpuSeconds - before };
});
