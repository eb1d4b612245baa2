import { seal, SealBroken } from '#engines/crypto-suite';
import type { Context, Services } from '#kernel/context';
import type { Db } from '#kernel/db';
import { secretFile } from '#platform/base/identity';
import { settingsOf, targetOf } from './settings.ts';
import { changeState, type SourceRow } from './store.ts';

/** Seals the secrets of sources (AES-256-GCM or SM4); the key lies in `data/keys`, not in the database. */
const sealOf = async ({ config }: Pick<Services, 'config'>) =>
  seal(config.CRYPTO_SUITE, await secretFile(config, 'sources-seal.key'));

const about = (source: Pick<SourceRow, 'code'>, target: string): string =>
  `sources.secret/${source.code}\n${target}`;

/** Keeps, sealed, what a source signs in with; null takes it away. It opens for the place it was given for, and no other. */
export async function setSecret(
  context: Context,
  tx: Db,
  source: SourceRow,
  secret: string | null,
): Promise<void> {
  const target = targetOf(source.kind, source.settings);
  const sealed = secret === null ? null : (await sealOf(context)).close(secret, about(source, target));
  await changeState(tx, source.code, { secret: sealed, target: secret === null ? null : target });
  await context.ledger(tx, {
    action: 'administer',
    resource: 'sources.source',
    subjects: [],
    basis: 'sources:write',
    detail: { source: source.code, done: secret === null ? 'secret-removed' : 'secret-set' },
  });
}

/** Whether a secret is there for where the source now leads; settings that a newer platform no longer reads lead nowhere. */
export function hasSecret({ kind, settings, secret, target }: SourceRow): boolean {
  if (secret === null || !settingsOf[kind].safeParse(settings).success) return false;
  return target === targetOf(kind, settings);
}

/** @returns undefined when none is set, or it was set for another place */
export async function openSecret(context: Context, source: SourceRow): Promise<string | undefined> {
  if (source.secret === null || !hasSecret(source)) return undefined;
  try {
    const seals = await sealOf(context);
    return seals.open(source.secret, about(source, targetOf(source.kind, source.settings))).toString();
  } catch (error) {
    if (error instanceof SealBroken) return undefined;
    throw error;
  }
}
