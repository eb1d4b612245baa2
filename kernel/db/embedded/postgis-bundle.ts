import { randomUUID } from 'node:crypto';
import { mkdir, readFile, rename, stat, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { promisify } from 'node:util';
import { gunzip, gzip } from 'node:zlib';
import { postgis } from '@electric-sql/pglite-postgis';
import type { Extension } from '@electric-sql/pglite';

/**
 * What the archive of PostGIS carries beside PostGIS itself: the engine would unpack and compile all of it at every
 * opening, which takes as long as everything else together and a quarter of a gigabyte of memory.
 */
const unused = /raster|topology|tiger|address_standardizer|unpackaged|--ANY--|\/contrib\//;

const blockBytes = 512;

/** The archive (ustar) without the entries whose name matches. */
export function withoutEntries(tar: Uint8Array, unwanted: RegExp): Uint8Array[] {
  const kept: Uint8Array[] = [];
  const decoder = new TextDecoder();
  let at = 0;
  while (at + blockBytes <= tar.length && tar[at] !== 0) {
    const word = (from: number, length: number) =>
      decoder.decode(tar.subarray(at + from, at + from + length)).replace(/\0.*$/s, '');
    const size = Number.parseInt(word(124, 12), 8) || 0;
    const end = at + blockBytes + Math.ceil(size / blockBytes) * blockBytes;
    if (!unwanted.test(`${word(345, 155)}/${word(0, 100)}`)) kept.push(tar.subarray(at, end));
    at = end;
  }
  return [...kept, new Uint8Array(2 * blockBytes)];
}

/** Beside the package it is made from, so that another version has another one. */
async function slimArchive(whole: URL): Promise<URL> {
  const folder = join(import.meta.dirname, '../../../node_modules/.cache/yaojiang');
  const { size, mtimeMs } = await stat(whole);
  const file = join(folder, `postgis-${size}-${Math.trunc(mtimeMs)}.tar.gz`);
  const url = pathToFileURL(file);
  if (await stat(file).catch(() => undefined)) return url;
  const tar = await promisify(gunzip)(await readFile(whole));
  const slim = await promisify(gzip)(Buffer.concat(withoutEntries(tar, unused)), { level: 1 });
  await mkdir(folder, { recursive: true });
  const draft = `${file}.${randomUUID()}`;
  await writeFile(draft, slim);
  await rename(draft, file);
  return url;
}

/** PostGIS without raster, topology and the geocoder of another country; the whole where no cache can be written. */
export const slimPostgis: Extension = {
  ...postgis,
  async setup(pg, options) {
    const whole = await postgis.setup(pg, options);
    if (!whole.bundlePath) return whole;
    const bundlePath = await slimArchive(whole.bundlePath).catch(() => whole.bundlePath);
    return { ...whole, ...(bundlePath && { bundlePath }) };
  },
};
