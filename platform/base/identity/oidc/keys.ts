import { generateKeyPairSync, randomBytes } from 'node:crypto';
import { rename, stat, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { JWK, JWKS } from 'oidc-provider';
import type { Config } from '#kernel/config';
import { secretFile } from '../secret-file.ts';

const file = 'oidc-signing-keys.json';
/** The newest signs; the two before it are still published, so that what they signed can be checked. */
const kept = 3;

function newKeys(): JWK[] {
  const kid = () => randomBytes(8).toString('hex');
  const rsa = generateKeyPairSync('rsa', { modulusLength: 3072 }).privateKey.export({ format: 'jwk' });
  const ec = generateKeyPairSync('ec', { namedCurve: 'P-256' }).privateKey.export({ format: 'jwk' });
  return [
    { ...rsa, kid: kid(), alg: 'RS256', use: 'sig' },
    { ...ec, kid: kid(), alg: 'ES256', use: 'sig' },
  ] as JWK[];
}

const made = (keys: readonly JWK[]): Buffer => Buffer.from(JSON.stringify({ keys }));

/** The keys that sign tokens, in `data/keys`; made at first use. */
export async function signingKeys(config: Pick<Config, 'dataFolder'>): Promise<JWKS> {
  const bytes = await secretFile(config, file, () => made(newKeys()));
  return JSON.parse(bytes.toString('utf8')) as JWKS;
}

/** Tells whether the keys were changed, by this process or another one. */
export async function keysChangedAt(config: Pick<Config, 'dataFolder'>): Promise<number> {
  const found = await stat(join(config.dataFolder, 'keys', file)).catch(() => undefined);
  return found?.mtimeMs ?? 0;
}

/** New keys sign from now on. @returns ids of the new ones */
export async function rotateSigningKeys(config: Pick<Config, 'dataFolder'>): Promise<string[]> {
  const { keys } = await signingKeys(config);
  const fresh = newKeys();
  const target = join(config.dataFolder, 'keys', file);
  const next = `${target}.${randomBytes(6).toString('hex')}`;
  await writeFile(next, made([...fresh, ...keys].slice(0, kept * fresh.length)), {
    mode: 0o600,
    flush: true,
  });
  await rename(next, target);
  return fresh.map(({ kid }) => kid ?? '');
}
