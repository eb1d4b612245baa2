import { execFileSync, spawnSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { mkdirSync, mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { PassThrough, Readable } from 'node:stream';
import { buffer } from 'node:stream/consumers';
import { afterAll, expect, test } from 'vitest';
import { openLog } from '../log.ts';
import { openFiles } from './index.ts';

const root = mkdtempSync(join(tmpdir(), 'yaojiang-files-'));
afterAll(() => rmSync(root, { recursive: true, force: true }));
const log = openLog('silent');
const fresh = () => mkdtempSync(join(root, 'f-'));
const entries = (folder: string) =>
  readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => join(entry.parentPath, entry.name));

test('bytes are kept under their own digest and come back whole', async () => {
  const folder = fresh();
  const files = await openFiles({ folder, log });
  const bytes = Buffer.alloc(300_000, '姚江');
  const stored = await files.put(Readable.from([bytes.subarray(0, 100_001), bytes.subarray(100_001)]));
  expect(stored).toEqual({ id: createHash('sha256').update(bytes).digest('hex'), size: 300_000 });
  expect((await buffer(await files.open(stored.id))).equals(bytes)).toBe(true);
  expect(await files.path(stored.id)).toBe(
    join(folder, stored.id.slice(0, 2), stored.id.slice(2, 4), stored.id),
  );
});

test('the same bytes are one file, also when many bring them at once', async () => {
  const folder = fresh();
  const files = await openFiles({ folder, log });
  const stored = await Promise.all(
    Array.from({ length: 12 }, () =>
      files.put(Readable.from([Buffer.alloc(90_000, 7), Buffer.alloc(90_000, 8)])),
    ),
  );
  expect(new Set(stored.map((file) => file.id)).size).toBe(1);
  expect(entries(folder).filter((each) => !each.endsWith('.again'))).toHaveLength(1);
});

test('a file goes when asked, one that came twice stays for whoever else holds it', async () => {
  const folder = fresh();
  const files = await openFiles({ folder, log });
  const once = await files.put(Readable.from(['once']));
  const [twice] = await Promise.all(['twice', 'twice'].map((text) => files.put(Readable.from([text]))));
  expect(await files.removeUnshared(once.id)).toBe(true);
  expect(await files.removeUnshared(once.id)).toBe(false);
  expect(await files.removeUnshared(twice?.id ?? '')).toBe(false);
  expect((await buffer(await files.open(twice?.id ?? ''))).toString()).toBe('twice');
  await expect(files.open(once.id)).rejects.toMatchObject({ code: 'files.unknown' });
});

test('a file above the limit is refused, nothing is kept, and the caller can still answer through the stream', async () => {
  const folder = fresh();
  const files = await openFiles({ folder, log });
  const stream = new PassThrough();
  stream.write(Buffer.alloc(600));
  stream.write(Buffer.alloc(600));
  await expect(files.put(stream, { maxBytes: 1000 })).rejects.toMatchObject({
    status: 413,
    code: 'files.too-large',
  });
  expect(stream.destroyed).toBe(false);
  expect(entries(folder)).toEqual([]);
  expect(await files.put(Readable.from([Buffer.alloc(1000)]), { maxBytes: 1000 })).toMatchObject({
    size: 1000,
  });
});

test('a line that is cut leaves nothing, and the caller gets the error of the stream', async () => {
  const folder = fresh();
  const files = await openFiles({ folder, log });
  const cut = new PassThrough();
  cut.write(Buffer.alloc(50_000));
  const kept = files.put(cut);
  setImmediate(() => cut.destroy(new Error('line cut')));
  await expect(kept).rejects.toThrow('line cut');

  const silent = new PassThrough();
  silent.write('half');
  const closed = files.put(silent);
  setImmediate(() => silent.destroy());
  await expect(closed).rejects.toMatchObject({ code: 'ERR_STREAM_PREMATURE_CLOSE' });
  expect(entries(folder)).toEqual([]);
});

test('whoever asked can give up', async () => {
  const folder = fresh();
  const files = await openFiles({ folder, log });
  const controller = new AbortController();
  const kept = files.put(new PassThrough(), { signal: controller.signal });
  setImmediate(() => controller.abort());
  await expect(kept).rejects.toMatchObject({ name: 'AbortError' });
  await expect(files.put(Readable.from(['x']), { signal: controller.signal })).rejects.toMatchObject({
    name: 'AbortError',
  });
  expect(entries(folder)).toEqual([]);
});

test('an unknown file, or a path in disguise, is a 404', async () => {
  const files = await openFiles({ folder: fresh(), log });
  for (const id of ['0'.repeat(64), '../../etc/passwd', ''])
    for (const ask of [files.open, files.path])
      await expect(ask(id)).rejects.toMatchObject({ status: 404, code: 'files.unknown' });
});

test('the next start removes what a crash left, and keeps what a living process works on', async () => {
  const folder = fresh();
  const files = await openFiles({ folder, log });
  const mine = await files.workspace();
  writeFileSync(join(mine.folder, 'part.csv'), '1');
  const gone = spawnSync(process.execPath, [
    '--input-type=module',
    '-e',
    `import { passingName } from ${JSON.stringify(new URL('leftovers.ts', import.meta.url).href)}; process.stdout.write(passingName());`,
  ]).stdout.toString();
  expect(gone).toContain('~');
  mkdirSync(join(folder, 'work', gone));
  writeFileSync(join(folder, 'incoming', gone), 'half a file');

  await openFiles({ folder, log });
  expect(readdirSync(join(folder, 'incoming'))).toEqual([]);
  expect(entries(folder)).toEqual([join(mine.folder, 'part.csv')]);
  await mine.clear();
  expect(readdirSync(join(folder, 'work'))).toEqual([]);
});

const small = join(root, 'small-disk');
mkdirSync(small);
const mounted = spawnSync('/bin/mount', ['-t', 'tmpfs', '-o', 'size=1m', 'tmpfs', small]).status === 0;
afterAll(() => {
  if (mounted) execFileSync('/bin/umount', [small]);
});

test.skipIf(!mounted)('a full disk is said, nothing is kept, and smaller files go on', async () => {
  const files = await openFiles({ folder: small, log });
  const large = Readable.from(Array.from({ length: 32 }, () => Buffer.alloc(65_536, 1)));
  await expect(files.put(large)).rejects.toMatchObject({ status: 507, code: 'files.full' });
  expect(entries(small)).toEqual([]);
  expect(await files.put(Readable.from([Buffer.alloc(65_536, 2)]))).toMatchObject({ size: 65_536 });
});
