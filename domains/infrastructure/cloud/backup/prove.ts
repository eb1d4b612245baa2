import { timingSafeEqual } from 'node:crypto';
import { stat, readFile } from 'node:fs/promises';
import { basename, dirname, join } from 'node:path';
import { brotliDecompressSync } from 'node:zlib';
import { z } from 'zod';
import { digest, keyedDigest, seal, SealBroken } from '#engines/crypto-suite';
import { measure } from './disk.ts';
import { Manifest } from './manifest.ts';
import { damaged, noBackup, wrongPassphrase } from './problems.ts';
import { listBackups, repositoryAt, type Repository } from './repository.ts';
import { ModuleSql } from './schema.ts';
import { keyFrom } from './secret.ts';

/** A backup of which every byte has been read and found as it was written. */
export interface Proven {
  readonly repository: Repository;
  readonly manifest: Manifest;
  readonly schema: readonly ModuleSql[];
  /** Name in `keys/` → bytes. */
  readonly keys: ReadonlyMap<string, Buffer>;
}

/** Where a backup lies: the folder of backups (its newest is meant) or the folder of one backup. */
export async function locate(from: string): Promise<{ repository: Repository; id: string }> {
  const single = await stat(join(from, 'manifest.json')).catch(() => undefined);
  if (single && !basename(from).endsWith('.part'))
    return { repository: repositoryAt(dirname(dirname(from))), id: basename(from) };
  const repository = repositoryAt(from);
  const newest = (await listBackups(repository)).at(-1);
  if (newest === undefined) throw noBackup(from);
  return { repository, id: newest };
}

const Proof = z.object({ sha256: z.string(), seal: z.string() });

const read = (file: string, part: string): Promise<Buffer> =>
  readFile(file).catch(() => {
    throw damaged(part);
  });

function parsed<S extends z.ZodType>(schema: S, bytes: Buffer, part: string): z.output<S> {
  try {
    return schema.parse(JSON.parse(bytes.toString('utf8')));
  } catch {
    throw damaged(part);
  }
}

async function openManifest(
  folder: string,
  passphrase: string,
): Promise<{ manifest: Manifest; key: Buffer }> {
  const bytes = await read(join(folder, 'manifest.json'), 'manifest.json');
  const proof = parsed(Proof, await read(join(folder, 'manifest.seal'), 'manifest.seal'), 'manifest.seal');
  if (digest('international')(bytes).toString('hex') !== proof.sha256) throw damaged('manifest.json');
  const manifest = parsed(Manifest, bytes, 'manifest.json');
  const key = await keyFrom(passphrase, Buffer.from(manifest.salt, 'hex'));
  const sealed = keyedDigest('international', key)(bytes);
  const said = Buffer.from(proof.seal, 'hex');
  if (said.length !== sealed.length || !timingSafeEqual(said, sealed)) throw wrongPassphrase();
  return { manifest, key };
}

/** @param path where the bytes lie @param part what people are told */
async function requireSame(
  path: string,
  expected: { sha256: string; bytes: number },
  part: string,
): Promise<void> {
  const found = await measure(path).catch(() => undefined);
  if (found?.sha256 !== expected.sha256 || found.bytes !== expected.bytes) throw damaged(part);
}

async function proveParts(
  folder: string,
  { repository, manifest }: { repository: Repository; manifest: Manifest },
) {
  for (const part of [...manifest.tables, manifest.schema, manifest.keys])
    await requireSame(join(folder, part.file), part, part.file);
  const seen = new Set<string>();
  for (const file of manifest.files) {
    if (seen.has(file.sha256)) continue;
    seen.add(file.sha256);
    await requireSame(repository.object(file.sha256), file, file.path);
  }
}

function openKeys(sealed: Buffer, key: Buffer, id: string): Map<string, Buffer> {
  try {
    const opened = seal('international', key).open(sealed.toString('utf8'), `keys/${id}`);
    const keys = JSON.parse(opened.toString('utf8')) as Record<string, string>;
    return new Map(Object.entries(keys).map(([name, text]) => [name, Buffer.from(text, 'base64')]));
  } catch (error) {
    throw error instanceof SealBroken ? damaged('keys.sealed') : error;
  }
}

/**
 * Opens a backup and reads all of it before anything is made of it.
 * @throws Problem `cloud.backup-damaged` naming the part, `cloud.wrong-passphrase`, `cloud.no-backup`
 */
export async function proveBackup(from: string, passphrase: string): Promise<Proven> {
  const { repository, id } = await locate(from);
  const folder = repository.backup(id);
  const { manifest, key } = await openManifest(folder, passphrase);
  await proveParts(folder, { repository, manifest });
  const sql = brotliDecompressSync(await readFile(join(folder, manifest.schema.file)));
  return {
    repository,
    manifest,
    schema: parsed(z.array(ModuleSql), sql, manifest.schema.file),
    keys: openKeys(await readFile(join(folder, manifest.keys.file)), key, manifest.id),
  };
}
