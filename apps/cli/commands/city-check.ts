import { resolve } from 'node:path';
import { checkCity, showCityFault } from '#kernel/city';
import { readConfig } from '#kernel/config';
import { modules } from '../../server/modules.ts';
import type { Command } from '../command.ts';

export const run: Command['run'] = async (_given, [folder]) => {
  const files = modules.flatMap((module) => module.cityFiles ?? []);
  const checks = modules.flatMap((module) => module.cityChecks ?? []);
  const path = folder ? resolve(folder) : readConfig().cityFolder;
  const faults = await checkCity(path, files, checks, { modules, whole: true });
  const lines = faults.map((fault) => `${showCityFault(fault, 'zh')}\n    ${fault.message.en}`);
  const verdict = faults.length === 0 ? '没有问题 · nothing is wrong' : `${faults.length} 处有误 · faults`;
  return { lines: [...lines, verdict], data: { faults }, failed: faults.length > 0 };
};
