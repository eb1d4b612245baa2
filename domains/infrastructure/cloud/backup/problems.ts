import { Problem } from '#kernel/problem';

export const damaged = (part: string): Problem =>
  new Problem(
    422,
    'cloud.backup-damaged',
    {
      zh: `备份已损坏，没有恢复任何内容：${part} 与清单不符。请改用另一份备份。`,
      en: `The backup is damaged and nothing was restored: ${part} is not as its manifest says. Take another backup.`,
    },
    { part },
  );

export const wrongPassphrase = (): Problem =>
  new Problem(422, 'cloud.wrong-passphrase', {
    zh: '口令（或恢复密钥）不是封存这份备份时所用的，或清单被人改写；没有恢复任何内容。',
    en: 'The passphrase (or recovery key) is not the one that this backup was sealed under, or its manifest was rewritten; nothing was restored.',
  });

export const noBackup = (folder: string): Problem =>
  new Problem(404, 'cloud.no-backup', {
    zh: `这里没有完整的备份：${folder}`,
    en: `There is no whole backup in ${folder}`,
  });

export const notEmpty = (what: string): Problem =>
  new Problem(409, 'cloud.restore-not-empty', {
    zh: `只能恢复到空的地方，${what} 已有内容；没有改动任何东西。`,
    en: `A city is restored into an empty place only, and ${what} holds something; nothing was changed.`,
  });

export const busy = (holder: string): Problem =>
  new Problem(409, 'cloud.backup-busy', {
    zh: `另一次备份正在使用备份目录（${holder}）。请等它结束。`,
    en: `Another backup is using the folder of backups (${holder}). Wait until it ends.`,
  });

export const insideData = (): Problem =>
  new Problem(409, 'cloud.folder-in-data', {
    zh: '备份目录不能是数据目录本身、数据库、文件或数据湖的目录。',
    en: 'Backups cannot lie in the data folder itself or in its database, files or lake.',
  });
