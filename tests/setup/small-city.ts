import { createHash } from 'node:crypto';
import { cp, mkdir, mkdtemp, readdir, readFile, rename, rm, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { parse, stringify } from 'yaml';
import { quickFolder } from './quick-folder.ts';
import { keepParsedFiles } from '#kernel/city';

// A process of tests opens a city some hundred times; half of that was reading its files anew.
keepParsedFiles();

const yuyao = path.resolve('cities/yuyao');
const catalogue = 'catalogue';

/** The datasets of the city that tests hand something in for, or state rules of. */
const kept = new Set([
  'gaj-population',
  'gaj-movement',
  'rsj-insured',
  'wjkj-health-record',
  'scjg-company',
  // A thematic database that the plan names holds it.
  'jxj-energy-use',
]);

interface Part {
  readonly datasets: readonly { readonly code: string }[];
}

/** Copied, not linked: a test that changes its copy of a city must not reach the city's own files. */
async function build(folder: string, parts: readonly string[]): Promise<void> {
  for (const name of await readdir(yuyao))
    if (name !== catalogue) await cp(path.join(yuyao, name), path.join(folder, name), { recursive: true });
  await mkdir(path.join(folder, catalogue));
  const datasets = parts
    .flatMap((text) => (parse(text) as Part).datasets)
    .filter(({ code }) => kept.has(code));
  await writeFile(path.join(folder, catalogue, 'kept.yaml'), stringify({ datasets }));
}

/** What all files of the city hold, so that a changed one makes another small city. */
async function contents(): Promise<readonly string[]> {
  const entries = await readdir(yuyao, { recursive: true, withFileTypes: true });
  const paths = entries
    .filter((entry) => entry.isFile())
    .map((entry) => path.join(entry.parentPath, entry.name))
    .toSorted();
  return Promise.all(paths.map(async (each) => `${each}\n${await readFile(each, 'utf8')}`));
}

/**
 * Yuyao with the entries of its catalogue that its simulated people and companies are handed in under: a hundred
 * cities of tests are opened in a run, and none of them asks for the other two hundred. Tests of the whole catalogue name
 * `cities/yuyao`.
 */
export async function smallCity(): Promise<string> {
  const names = (await readdir(path.join(yuyao, catalogue))).toSorted();
  const parts = await Promise.all(names.map((name) => readFile(path.join(yuyao, catalogue, name), 'utf8')));
  const hash = createHash('sha256').update(JSON.stringify([await contents(), [...kept]]));
  const folder = path.join(quickFolder(), `yaojiang-city-${hash.digest('hex').slice(0, 16)}`);
  if (await readdir(folder).catch(() => undefined)) return folder;
  const made = await mkdtemp(path.join(quickFolder(), 'yaojiang-city-new-'));
  await build(made, parts);
  // Whoever was first stays: both hold the same.
  await rename(made, folder).catch(() => rm(made, { recursive: true }));
  return folder;
}
