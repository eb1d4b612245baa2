import { backUp, bytesOf, passphraseIn, recoveryKeyPath, rowsOf } from '#domains/infrastructure/cloud';
import type { Command, Given } from '../command.ts';
import { withPlatform } from '../with-platform.ts';

const textOf = (value: Given[string]): string | undefined => (typeof value === 'string' ? value : undefined);

export const megabytes = (bytes: number): string => `${(bytes / 1e6).toFixed(1)} MB`;

export const run: Command['run'] = async (given) => {
  const file = textOf(given['passphrase-file']);
  const passphrase = file === undefined ? undefined : await passphraseIn(file);
  return withPlatform(async (context) => {
    const begun = performance.now();
    const manifest = await backUp(context, { folder: textOf(given['to']), passphrase });
    const seconds = (performance.now() - begun) / 1000;
    const ownKey = passphrase === undefined && context.config.BACKUP_PASSPHRASE === undefined;
    const { id, point, tables, files, newBytes, head, omitted } = manifest;
    return {
      lines: [
        `备份 backup ${id}   时点 point ${point}   ${seconds.toFixed(1)} s`,
        `${tables.length} 张表 tables, ${rowsOf(manifest)} 行 rows, ${files.length} 个文件 files, ${megabytes(bytesOf(manifest))}（新增 new ${megabytes(newBytes)}）`,
        `账本 ledger ${head?.size ?? 0} 条 entries${head ? `, ${head.root}` : ''}`,
        ...omitted.map((name) => `未包含 left out: ${name}（不属于任何模块 of no module）`),
        ...(ownKey
          ? [
              `恢复密钥请抄写并存放在别处 · write the recovery key down and keep it elsewhere: ${recoveryKeyPath(context.config)}`,
            ]
          : []),
      ],
      data: { ...manifest, files: files.length, seconds },
    };
  });
};
