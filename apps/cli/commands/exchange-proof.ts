import { writeFile } from 'node:fs/promises';
import { gatherProof } from '#platform/data/exchange';
import { UsageError, type Command } from '../command.ts';
import { withPlatform } from '../with-platform.ts';

export const run: Command['run'] = async (given, [id, ...more]) => {
  if (id === undefined || more.length > 0)
    throw new UsageError('ID: 给出一个收据编号 · the id of one receipt');
  const proof = await withPlatform((context) => gatherProof(context, id, () => true));
  const file = typeof given['out'] === 'string' ? given['out'] : `exchange-${id}.json`;
  await writeFile(file, `${JSON.stringify(proof, undefined, 2)}\n`);
  return { lines: [`已写入 · written: ${file}`], data: { file, proof } };
};
