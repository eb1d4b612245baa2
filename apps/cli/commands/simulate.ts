import { resolve } from 'node:path';
import { runSimulate, simulatedSizes, type SimulatedSize } from '#simulator';
import { required, UsageError, type Command } from '../command.ts';

const isSize = (value: string): value is SimulatedSize =>
  (simulatedSizes as readonly string[]).includes(value);

export const simulate: Command = {
  name: 'simulate',
  usage: '--size town --seed 1 --out FOLDER',
  summary: {
    zh: '生成一座模拟城市交来的文件和真值',
    en: 'Writes what a simulated city hands in, and the truth beside',
  },
  options: { size: { type: 'string' }, seed: { type: 'string' }, out: { type: 'string' } },
  run: async (given) => {
    const size = typeof given['size'] === 'string' ? given['size'] : 'town';
    if (!isSize(size)) throw new UsageError(`--size: ${simulatedSizes.join(' | ')}`);
    const manifest = await runSimulate({
      size,
      seed: Number(given['seed'] ?? 1),
      out: resolve(required(given, 'out')),
    });
    const lines = manifest.files.map(({ path, rows }) => `${path}  ${rows} 行 rows`);
    return { lines, data: manifest };
  },
};
