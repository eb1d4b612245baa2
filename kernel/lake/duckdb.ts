import { mkdir, rm } from 'node:fs/promises';
import { dirname, join, resolve, sep } from 'node:path';
import { DuckDBInstance } from '@duckdb/node-api';
import type { Lake } from './index.ts';
import { places } from './places.ts';
import { openSession } from './session.ts';

export interface LakeOptions {
  /** Where the Parquet files lie; made when missing. */
  readonly folder: string;
  /** Where the engine puts what does not fit into memory; emptied at start. */
  readonly temp: string;
  /** `2GB`: of the engine, for all sessions together. */
  readonly memory: string;
  readonly threads: number;
  /** Further folders that SQL may read and write: the folder of uploaded files. */
  readonly alsoOpen?: readonly string[];
  /** Sessions at once; more wait. Each can use all the memory, so few is right. */
  readonly sessions?: number;
  /** In which days and hours of instants are reckoned. */
  readonly timeZone?: string;
}

const quote = (text: string) => `'${text.replaceAll("'", "''")}'`;

/** After this no SQL can change it: no file elsewhere, no extension, no network. */
async function lockedInstance(options: LakeOptions, folders: readonly string[]): Promise<DuckDBInstance> {
  const instance = await DuckDBInstance.create(':memory:', {
    autoinstall_known_extensions: 'false',
    autoload_known_extensions: 'false',
    allow_community_extensions: 'false',
    memory_limit: options.memory,
    threads: String(options.threads),
    temp_directory: options.temp,
  });
  const connection = await instance.connect();
  try {
    await connection.run(`set global TimeZone = ${quote(options.timeZone ?? 'Asia/Shanghai')}`);
    await connection.run(`set allowed_directories = [${folders.map(quote).join(', ')}]`);
    await connection.run('set enable_external_access = false');
    await connection.run('set lock_configuration = true');
  } finally {
    connection.closeSync();
  }
  return instance;
}

/**
 * Opens the lake: DuckDB in this process over Parquet files, shut in to the data folder.
 * SQL can touch files under `folder`, `temp` and `alsoOpen` and nothing else; extensions cannot be fetched or loaded.
 */
export async function openLake(options: LakeOptions): Promise<Lake> {
  await rm(options.temp, { recursive: true, force: true });
  for (const folder of [options.folder, options.temp]) await mkdir(folder, { recursive: true });
  const folders = [options.folder, options.temp, ...(options.alsoOpen ?? [])].map((one) => resolve(one));
  const instance = await lockedInstance(options, folders);
  const atOnce = places(options.sessions ?? 4);
  const folder = resolve(options.folder);
  let opened = 0;

  return {
    folder,
    session: (work, signal) =>
      atOnce(async () => {
        const session = await openSession(await instance.connect(), `session_${++opened}`, signal);
        try {
          return await work(session);
        } finally {
          await session.close();
        }
      }, signal),
    async path(...parts) {
      const target = resolve(join(folder, ...parts));
      if (!target.startsWith(folder + sep)) throw new Error(`not a path inside the lake: ${parts.join('/')}`);
      await mkdir(dirname(target), { recursive: true });
      return target;
    },
    close() {
      instance.closeSync();
      return Promise.resolve();
    },
  };
}
