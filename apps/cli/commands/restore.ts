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

export const restore: Command = {
  name: 'restore',
  usage: '--from FOLDER --data FOLDER [--database URL] [--passphrase-file FILE]',
  summary: {
    zh: '把备份（目录中最新的一份，或指定的一份）恢复到空的数据目录和空的数据库；先逐字节核对',
    en: 'Restores a backup (the newest of a folder, or the one given) into an empty data folder and database; proves every byte first',
  },
  options: {
    from: { type: 'string' },
    data: { type: 'string' },
    database: { type: 'string' },
    'passphrase-file': { type: 'string' },
  },
  async run(given) {
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
  },
};
