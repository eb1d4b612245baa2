import { z } from 'zod';

const Sha256 = z.string().regex(/^[0-9a-f]{64}$/);

/** A file of the backup's own folder. */
const Part = z.object({ file: z.string(), bytes: z.number().int(), sha256: Sha256 });

const Table = Part.extend({
  /** `schema.table` */
  table: z.string(),
  columns: z.array(z.string()),
  rows: z.number().int(),
  /** SHA-256 of the table's rows as CSV in the order of its key: the same on both stores, compressed or not. */
  checksum: Sha256,
});
export type BackupTable = z.infer<typeof Table>;

/** A file of the data folder; its bytes lie once among the objects, whatever number of backups hold it. */
const Content = z.object({
  path: z.string(),
  sha256: Sha256,
  bytes: z.number().int(),
  modified: z.number().describe('milliseconds since 1970'),
});
export type BackupFile = z.infer<typeof Content>;

/** What a backup holds, said last: without it there is no backup. */
export const Manifest = z.object({
  format: z.literal('yaojiang-backup/1'),
  id: z.string(),
  point: z.iso.datetime().describe('the instant that the whole of it stands for'),
  startedAt: z.iso.datetime(),
  finishedAt: z.iso.datetime(),
  store: z.enum(['embedded', 'server']),
  versions: z.object({ platform: z.string(), postgres: z.string(), node: z.string() }),
  salt: z.string().describe('hex; of the key that is drawn from the passphrase'),
  modules: z.array(z.string()).describe('whose tables it holds, in the order in which they are made'),
  tables: z.array(Table),
  sequences: z.array(z.object({ sequence: z.string(), last: z.string().nullable() })),
  partitions: z
    .array(z.object({ table: z.string(), parent: z.string(), bound: z.string() }))
    .describe('parts of tables that were made while the city ran'),
  schema: Part,
  keys: Part.extend({ files: z.number().int() }),
  files: z.array(Content),
  head: z
    .object({
      size: z.number().int(),
      root: z.string(),
      at: z.string(),
      key: z.string(),
      signature: z.string(),
    })
    .nullable()
    .describe('signed head of the ledger at that point'),
  omitted: z.array(z.string()).describe('tables that no module of this city makes: they are left out'),
  newBytes: z.number().int().describe('how much had to be copied; the rest stood in earlier backups'),
});
export type Manifest = z.infer<typeof Manifest>;

export const rowsOf = ({ tables }: Pick<Manifest, 'tables'>): number =>
  tables.reduce((sum, { rows }) => sum + rows, 0);

/** Bytes that it takes to bring it back. */
export const bytesOf = ({ tables, files, keys, schema }: Manifest): number =>
  [...tables, ...files, keys, schema].reduce((sum, { bytes }) => sum + bytes, 0);
