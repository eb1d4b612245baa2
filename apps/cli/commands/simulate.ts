import { join, resolve } from 'node:path';
import {
  runSimulate,
  simulateDatasets,
  simulatedSizes,
  type SimulatedFile,
  type SimulatedSize,
} from '#simulator';
import { required, UsageError, type Command } from '../command.ts';

const isSize = (value: string): value is SimulatedSize =>
  (simulatedSizes as readonly string[]).includes(value);

export const run: Command['run'] = async (given) => {
  const size = typeof given['size'] === 'string' ? given['size'] : 'town';
  if (!isSize(size)) throw new UsageError(`--size: ${simulatedSizes.join(' | ')}`);
  const seed = Number(given['seed'] ?? 1);
  if (!Number.isSafeInteger(seed)) throw new UsageError('--seed: 整数 · a whole number');
  if (given['run'] === true) {
    if (size === 'bench2m') throw new UsageError('--run: tiny | town | district | city');
    const { out } = given;
    const { runThrough } = await import('./simulate-run.ts');
    return runThrough({ size, seed, out: typeof out === 'string' ? resolve(out) : undefined });
  }
  const out = resolve(required(given, 'out'));
  const manifest = await runSimulate({ size, seed, out });
  const datasets = await simulateDatasets({ size, seed, out: join(out, 'datasets') });
  const lines = manifest.files.map(({ path, rows }) => `${path}  ${rows} 行 rows`);
  const collected = (files: readonly SimulatedFile[]) => files.reduce((sum, { rows }) => sum + rows, 0);
  const delivered = manifest.deliveries.flatMap(({ path }) =>
    manifest.files.filter((file) => file.path === path),
  );
  const all = collected([...new Set(delivered)]) + collected(datasets.files);
  lines.push(
    `datasets/  ${datasets.files.length} 个文件 files  ${collected(datasets.files)} 行 rows`,
    `各部门交来 handed in by departments: ${all} 行 rows`,
  );
  return { lines, data: { ...manifest, datasets } };
};
