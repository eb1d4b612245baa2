import { resolve } from 'node:path';
import { readConfig } from '#kernel/config';
import { bytesOf, passphraseIn, restoreBackup, rowsOf } from '#domains/infrastructure/cloud';
import { required, UsageError, type Command } from '../command.ts';
import { megabytes } from './backup.ts';

async function passphraseFor(file: unknown): Promise<string> {
  const given = typeof file === 'string' ? await passphraseIn(file) : readConfig().BACKUP_PASSPHRASE;
  if (given) return given;
  throw new UsageError(
    '须以 --passphrase-file 或 BACKUP_PASSPHRASE 给出口令或恢复密钥 · give the passphrase or recovery key',
  );
}

export const run: Command['run'] = async (given) => {
  const begun = performance.now();
  const database = typeof given['database'] === 'string' ? given['database'] : undefined;
  const manifest = await restoreBackup({
    from: resolve(required(given, 'from')),
    data: resolve(required(given, 'data')),
    passphrase: await passphraseFor(given['passphrase-file']),
    database,
  });
  const seconds = (performance.now() - begun) / 1000;
  return {
    lines: [
      `已恢复 restored ${manifest.id}   时点 point ${manifest.point}   ${seconds.toFixed(1)} s`,
      `${manifest.tables.length} 张表 tables, ${rowsOf(manifest)} 行 rows, ${manifest.files.length} 个文件 files, ${megabytes(bytesOf(manifest))}`,
      `启动 start it with YAOJIANG_DATA=${resolve(required(given, 'data'))}${database === undefined ? '' : ' DATABASE_URL=…'}`,
    ],
    data: {
      id: manifest.id,
      point: manifest.point,
      rows: rowsOf(manifest),
      tables: manifest.tables.length,
      seconds,
    },
  };
};
