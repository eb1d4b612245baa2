import { keyedDigest } from '#engines/crypto-suite';
import type { Context } from '#kernel/context';
import type { DatasetFacts } from '../dataset-facts.ts';
import { readGranted, sourceOf, type Source } from '../granted-rows.ts';
import { secretOf } from '../secrets.ts';
import type { InForce } from '../standing.ts';
import * as store from './store.ts';

const atOnce = 5000;

interface Differences {
  readonly put: { readonly key: string; readonly digest: string }[];
  readonly gone: string[];
}

/** Of the values as they are given, so that what only the provider sees changes nothing. */
async function valuesDigest(context: Context, id: string) {
  const hash = keyedDigest(context.config.CRYPTO_SUITE, await secretOf(context, 'exchange-pseudonyms.key'));
  return (values: unknown): string =>
    hash(`exchange.change\n${id}\n`, JSON.stringify(values)).toString('base64url').slice(0, 22);
}

async function compare(context: Context, id: string, source: Source): Promise<Differences> {
  const known = await store.knownRows(context.db, id);
  const digestOf = await valuesDigest(context, id);
  const put: Differences['put'] = [];
  await context.lake.session(async (session) => {
    for await (const rows of readGranted(session, source, { after: null }))
      for (const { key, values } of rows) {
        const digest = digestOf(values);
        if (known.get(key) !== digest) put.push({ key, digest });
        known.delete(key);
      }
  });
  return { put, gone: [...known.keys()] };
}

function* chunks<T>(all: readonly T[]): Generator<readonly T[]> {
  for (let from = 0; from < all.length; from += atOnce) yield all.slice(from, from + atOnce);
}

interface Looked {
  readonly source: Source;
  readonly change: number;
}

/**
 * Looks whether the granted rows are others than when they were looked at last, and numbers what was added, has changed and
 * is gone: by the same compiled source as the gateway, with its masks, pseudonyms and filter. The keys of all rows are held in
 * memory meanwhile.
 * @returns the number of the newest change
 */
export async function lookAgain(
  context: Context,
  { terms, digest }: InForce,
  facts: DatasetFacts,
): Promise<Looked> {
  const { id: agreement } = terms;
  const source = await sourceOf(context, facts, terms);
  const state = [digest, context.config.CRYPTO_SUITE, source.state].join('\n');
  for (;;) {
    const before = await store.findSubscription(context.db, agreement);
    if (before?.state === state) return { source, change: before.change };
    const { put, gone } = await compare(context, agreement, source);
    const at = context.clock.now().toISOString();
    const change = await context.transaction(async (tx) => {
      const held = await store.lockSubscription(tx, agreement);
      // Somebody has looked meanwhile, and numbered what is compared here.
      if (held.change !== (before?.change ?? 0) || held.state !== (before?.state ?? '')) return undefined;
      let { change: number } = held;
      const next = () => (number += 1);
      for (const some of chunks(put))
        await store.putRows(
          tx,
          agreement,
          some.map((row) => ({ ...row, change: next() })),
        );
      for (const some of chunks(gone))
        await store.putGone(
          tx,
          agreement,
          some.map((key) => ({ key, change: next() })),
        );
      await store.noteLook(tx, { agreement, change: number, state, at });
      return number;
    });
    if (change !== undefined) return { source, change };
  }
}
