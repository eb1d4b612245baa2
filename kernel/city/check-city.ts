import { readdir } from 'node:fs/promises';
import { join, relative, sep } from 'node:path';
import { partPaths } from './continued.ts';
import { faultAt, orderFaults, type CityFault } from './fault.ts';
import type { CityFile } from './file.ts';
import { readCity, type CityCheck, type CityKnown } from './read-city.ts';

/** Words for people about a folder, and what systems hide, are nobody's data. */
const isAside = (name: string): boolean => name === 'README.md' || name.startsWith('.');

async function filesIn(folder: string): Promise<string[]> {
  const entries = await readdir(folder, { recursive: true, withFileTypes: true }).catch(() => []);
  return entries
    .filter((entry) => entry.isFile() && !isAside(entry.name))
    .map((entry) => relative(folder, join(entry.parentPath, entry.name)).split(sep).join('/'));
}

/** Everything that is wrong in a city's folder, with the files that nobody reads; empty when all is well. */
export async function checkCity(
  folder: string,
  files: readonly CityFile<unknown>[],
  checks: readonly CityCheck[],
  known?: CityKnown,
): Promise<CityFault[]> {
  const { faults } = await readCity(folder, files, checks, known);
  const parts = await Promise.all(
    files.map(async (file) => (file.continued ? partPaths(folder, file.continued) : [])),
  );
  const read = new Set([...files.map(({ path }) => path), ...parts.flat()]);
  const unread = (await filesIn(folder)).filter((path) => !read.has(path));
  const message = {
    zh: '没有模块读取这个文件：名称有误，或不该放在这里',
    en: 'nobody reads this file: its name is wrong, or it does not belong here',
  };
  const strays = unread.map((path) => faultAt(path, { line: 1 }, { code: 'city.file-unread', message }));
  return orderFaults([...faults, ...strays]);
}
