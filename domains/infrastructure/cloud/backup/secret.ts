import { randomBytes, scrypt } from 'node:crypto';
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { promisify } from 'node:util';
import type { Config } from '#kernel/config';
import { keyBytes } from '#engines/crypto-suite';
import { secretFile } from '#platform/base/identity';

const draw = promisify<string, Buffer, number, { N: number; r: number; p: number; maxmem: number }, Buffer>(
  scrypt,
);

/** A key from a passphrase: scrypt (RFC 7914), 64 MiB and a good tenth of a second for every guess. */
export const keyFrom = (passphrase: string, salt: Buffer): Promise<Buffer> =>
  draw(passphrase.normalize('NFC'), salt, keyBytes, { N: 2 ** 16, r: 8, p: 1, maxmem: 2 ** 27 });

export const newSalt = (): Buffer => randomBytes(16);

/** Of 32 letters none that is mistaken for another. */
const letters = 'ABCDEFGHJKLMNPQRSTUVWXYZ23456789';

/** 160 random bits in eight groups of four letters. */
const newRecoveryKey = (): string =>
  Array.from(
    randomBytes(32),
    (byte, index) => `${index > 0 && index % 4 === 0 ? '-' : ''}${letters[byte % 32]}`,
  ).join('');

export const recoveryKeyFile = 'backup-recovery.key';

export const recoveryKeyPath = (config: Pick<Config, 'dataFolder'>): string =>
  join(config.dataFolder, 'keys', recoveryKeyFile);

/**
 * What backups are sealed under: BACKUP_PASSPHRASE, or the recovery key of this installation, made at first use.
 * The recovery key is in no backup: it must be written down and kept elsewhere.
 */
export async function passphraseOf(
  config: Pick<Config, 'dataFolder' | 'BACKUP_PASSPHRASE'>,
): Promise<string> {
  if (config.BACKUP_PASSPHRASE !== undefined) return config.BACKUP_PASSPHRASE;
  const kept = await secretFile(config, recoveryKeyFile, () => Buffer.from(`${newRecoveryKey()}\n`));
  return kept.toString('utf8').trim();
}

/** The first line of a file. */
export const passphraseIn = async (file: string): Promise<string> =>
  (await readFile(file, 'utf8')).split(/\r?\n/, 1)[0]?.trim() ?? '';
