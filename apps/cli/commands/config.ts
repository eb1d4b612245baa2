import { describeConfig, readConfig } from '#kernel/config';
import type { Command } from '../command.ts';

export const config: Command = {
  name: 'config',
  usage: '',
  summary: { zh: '显示生效的设置及其来源', en: 'Prints the configuration in force and where it comes from' },
  options: {},
  run: async () => {
    const settings = describeConfig(readConfig());
    const width = Math.max(...settings.map(({ name }) => name.length));
    const lines = settings.map(
      ({ name, value, from, meaning }) => `${name.padEnd(width)}  ${value || '-'}  (${from})  ${meaning}`,
    );
    return { lines, data: settings };
  },
};
