import { randomBytes } from 'node:crypto';
import { mkdir, readFile, rename, rm, writeFile, link } from 'node:fs/promises';
import { join } from 'node:path';
import type { Config } from '#kernel/config';

const isCode = (error: unknown, code: string): boolean =>
  error instanceof Error && 'code' in error && error.code === code;

const readOrNothing = (file: string): Promise<Buffer | undefined> =>
  readFile(file).catch((error: unknown) => {
    if (isCode(error, 'ENOENT')) return undefined;
    throw error;
  });

/**
 * A secret of this installation, in `<data>/keys/<name>`, readable by its owner only (0600) and part of every backup.
 * Made at first use; of two that make it at once one wins and both get the same.
 * @param make gives the bytes of a new one; 32 random bytes when absent
 */
export async function secretFile(
  config: Pick<Config, 'dataFolder'>,
  name: string,
  make: () => Uint8Array = () => randomBytes(32),
): Promise<Buffer> {
  const folder = join(config.dataFolder, 'keys');
  const file = join(folder, name);
  const known = await readOrNothing(file);
  if (known) return known;
  await mkdir(folder, { recursive: true, mode: 0o700 });
  const mine = join(folder, `.${name}.${randomBytes(6).toString('hex')}`);
  try {
    await writeFile(mine, make(), { mode: 0o600, flag: 'wx', flush: true });
    await placeOnce(mine, file);
  } finally {
    await rm(mine, { force: true });
  }
  return readFile(file);
}

/** A link is made whole or not at all and never replaces; where a file system has none, a rename must do. */
async function placeOnce(from: string, to: string): Promise<void> {
  try {
    await link(from, to);
  } catch (error) {
    if (isCode(error, 'EEXIST')) return;
    await rename(from, to);
  }
}
