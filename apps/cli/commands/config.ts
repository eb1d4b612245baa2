import { describeConfig, readConfig } from '#kernel/config';
import type { Command } from '../command.ts';

export const run: Command['run'] = async () => {
  const settings = describeConfig(readConfig());
  const width = Math.max(...settings.map(({ name }) => name.length));
  const lines = settings.map(
    ({ name, value, from, meaning }) => `${name.padEnd(width)}  ${value || '-'}  (${from})  ${meaning}`,
  );
  return { lines, data: settings };
};
