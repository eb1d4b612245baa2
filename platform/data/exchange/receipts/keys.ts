import { verifier, verifierOf, type Verifier } from '#engines/crypto-suite';
import type { Context } from '#kernel/context';
import type { Db } from '#kernel/db';
import { Problem } from '#kernel/problem';
import { texts } from '../texts.ts';
import { listConsumerKeys, listSigningKeys, putConsumerKey, type KeyRow } from './key-store.ts';
import { sealerOf } from './seal.ts';
import { keysForm, type PublishedKeys } from './verify.ts';

const said = ({ suite, key, since }: KeyRow) => {
  const { algorithm, publicPem: pem } = verifier(suite, Buffer.from(key, 'base64url'));
  return { suite, algorithm, key, pem, since: new Date(since).toISOString() };
};

/** Every key by which the city or a consumer signs or has signed. */
export async function publishedKeys(context: Context): Promise<PublishedKeys> {
  // Made at its first use, which may be this.
  await sealerOf(context);
  const consumers = await listConsumerKeys(context.db);
  return {
    form: keysForm,
    city: (await listSigningKeys(context.db)).map(said),
    consumers: consumers.map(({ organisation, client, until, ...row }) => ({
      organisation,
      client,
      ...said(row),
      until: until && new Date(until).toISOString(),
    })),
  };
}

function readKey(text: string): Verifier {
  try {
    return verifierOf(text);
  } catch {
    throw new Problem(422, 'exchange.bad-key', texts.badKey);
  }
}

/**
 * Registers the public key by which a client of an organisation signs from now on.
 * @param pem SubjectPublicKeyInfo of an Ed25519 or SM2 key
 * @throws Problem 422 `exchange.bad-key`
 */
export function registerKey(
  context: Context,
  of: { readonly client: string; readonly organisation: string; readonly pem: string },
): Promise<{ readonly suite: string; readonly key: string; readonly since: string }> {
  const { suite, publicKey } = readKey(of.pem);
  const key = publicKey.toString('base64url');
  const since = context.clock.now().toISOString();
  return context.transaction(async (tx: Db) => {
    await putConsumerKey(tx, {
      client: of.client,
      organisation: of.organisation,
      suite,
      key,
      since,
      by: context.actor.id,
    });
    await context.ledger(tx, {
      action: 'administer',
      resource: 'exchange.consumer-key',
      subjects: [],
      basis: 'exchange:fetch',
      detail: { client: of.client, suite, key },
    });
    return { suite, key, since };
  });
}
