import { readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { markdownOf, type Measured } from './report.ts';

const path = join(import.meta.dirname, '..', 'README.md');
const begin = (name: string): string => `<!-- figures: ${name} -->`;
const end = '<!-- end -->';

/** Puts the figures of one bench into `bench/README.md`, in place of those that stood there. */
export async function writeFigures(measured: Measured): Promise<void> {
  const { name } = measured.bench;
  const text = await readFile(path, 'utf8');
  const piece = `${begin(name)}\n\n${markdownOf(measured)}\n\n${end}`;
  const from = text.indexOf(begin(name));
  if (from < 0) return writeFile(path, `${text.trimEnd()}\n\n${piece}\n`);
  const to = text.indexOf(end, from) + end.length;
  return writeFile(path, text.slice(0, from) + piece + text.slice(to));
}
