import { createHash } from 'node:crypto';
import { join } from 'node:path';
import { Transform } from 'node:stream';
import { constants, createZstdCompress } from 'node:zlib';
import type { Db, Store } from '#kernel/db';
import { writeThrough } from './disk.ts';
import type { BackupTable } from './manifest.ts';
import { nameOf, selectOf, type TableShape } from './tables-store.ts';

/** Counts CSV records on their way: a line end inside quotes ends none. */
function counter(): { readonly through: Transform; readonly read: () => { rows: number; checksum: string } } {
  const hash = createHash('sha256');
  let rows = 0;
  let quoted = false;
  const through = new Transform({
    transform(chunk: Buffer, _encoding, done) {
      hash.update(chunk);
      for (let at = 0; at < chunk.length; at += 1) {
        if (chunk[at] === 0x22) quoted = !quoted;
        else if (chunk[at] === 0x0a && !quoted) rows += 1;
      }
      done(null, chunk);
    },
  });
  return { through, read: () => ({ rows, checksum: hash.digest('hex') }) };
}

/** Writes one table as compressed CSV in its order. */
export async function dumpTable(
  store: Store,
  tx: Db,
  table: TableShape,
  to: {
    readonly folder: string;
    readonly modules: readonly string[];
    readonly signal?: AbortSignal | undefined;
  },
): Promise<BackupTable> {
  const file = join('database', `${nameOf(table)}.csv.zst`);
  const counted = counter();
  const compress = createZstdCompress({ params: { [constants.ZSTD_c_compressionLevel]: 3 } });
  const steps = [counted.through, compress];
  const written = await writeThrough(
    store.copyOut(tx, selectOf(table, to.modules)),
    join(to.folder, file),
    steps,
    to.signal,
  );
  return { table: nameOf(table), columns: [...table.columns], file, ...written, ...counted.read() };
}

/** What the same table would be in a backup made now. */
export async function checksumOf(
  store: Store,
  tx: Db,
  table: TableShape,
  modules: readonly string[],
): Promise<{ rows: number; checksum: string }> {
  const counted = counter();
  counted.through.resume();
  for await (const piece of store.copyOut(tx, selectOf(table, modules))) counted.through.write(piece);
  await new Promise<void>((resolve) => counted.through.end(resolve));
  return counted.read();
}
