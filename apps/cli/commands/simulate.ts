import { resolve } from 'node:path';
import { runSimulate, simulatedSizes, type SimulatedSize } from '#simulator';
import { required, UsageError, type Command } from '../command.ts';

const isSize = (value: string): value is SimulatedSize =>
  (simulatedSizes as readonly string[]).includes(value);

export const run: Command['run'] = async (given) => {
  const size = typeof given['size'] === 'string' ? given['size'] : 'town';
  if (!isSize(size)) throw new UsageError(`--size: ${simulatedSizes.join(' | ')}`);
  const seed = Number(given['seed'] ?? 1);
  if (!Number.isSafeInteger(seed)) throw new UsageError('--seed: 整数 · a whole number');
  const manifest = await runSimulate({
    size,
    seed,
    out: resolve(required(given, 'out')),
  });
  const lines = manifest.files.map(({ path, rows }) => `${path}  ${rows} 行 rows`);
  return { lines, data: manifest };
};
