import { setTimeout as pause } from 'node:timers/promises';
import { keyedDigest } from '#engines/crypto-suite';
import type { Context } from '#kernel/context';
import { datasetFacts, type DatasetFacts } from '../dataset-facts.ts';
import { readGranted, sourceOf, type Source } from '../granted-rows.ts';
import { inTurn } from '../in-turn.ts';
import { secretOf } from '../secrets.ts';
import type { InForce } from '../standing.ts';
import * as store from './store.ts';
import { inLookTurn } from './turn.ts';

const atOnce = 5000;
const askAgainMs = 200;

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

export interface Looked {
  readonly source: Source;
  /** Number of the newest change that the source holds: what is numbered above it is of newer rows than these. */
  readonly change: number;
}

type Held = Pick<store.Subscription, 'change' | 'state'>;
const nothingHeld: Held = { change: 0, state: '' };

interface Seen {
  readonly held: Held;
  readonly source: Source;
  readonly state: string;
}

/** What is held, and then, never older than it, the rows as they are. @param facts those of the dataset, where they are known */
async function see(context: Context, { terms, digest }: InForce, facts?: DatasetFacts): Promise<Seen> {
  const held = (await store.findSubscription(context.db, terms.id)) ?? nothingHeld;
  const source = await sourceOf(context, facts ?? (await datasetFacts(context, terms.dataset)), terms);
  return { held, source, state: [digest, context.config.CRYPTO_SUITE, source.state].join('\n') };
}

/** @returns the number of the newest change; undefined when another has numbered meanwhile */
function number(
  context: Context,
  id: string,
  { held: before, state }: Seen,
  { put, gone }: Differences,
): Promise<number | undefined> {
  return context.transaction(async (tx) => {
    const held = await store.lockSubscription(tx, id);
    if (held.change !== before.change || held.state !== before.state) return undefined;
    let { change } = held;
    const next = () => (change += 1);
    for (const some of chunks(put))
      await store.putRows(
        tx,
        id,
        some.map((row) => ({ ...row, change: next() })),
      );
    for (const some of chunks(gone))
      await store.putGone(
        tx,
        id,
        some.map((key) => ({ key, change: next() })),
      );
    await store.noteLook(tx, { agreement: id, change, state, at: context.clock.now().toISOString() });
    return change;
  });
}

/** The only one that compares, over all processes, for as long as it takes. */
async function lookInTurn(context: Context, agreement: InForce): Promise<Looked> {
  const { id } = agreement.terms;
  for (;;) {
    const seen = await see(context, agreement);
    const { held, source, state } = seen;
    if (held.state === state) return { source, change: held.change };
    const turn = await inLookTurn(context, id, async () =>
      number(context, id, seen, await compare(context, id, source)),
    );
    if (!turn) await pause(askAgainMs);
    else if (turn.done !== undefined) return { source, change: turn.done };
  }
}

/**
 * Looks whether the granted rows are others than when they were looked at last, and numbers what was added, has changed and
 * is gone: by the same compiled source as the gateway, with its masks, pseudonyms and filter. The keys of all rows are held in
 * memory meanwhile, so that one at a time compares, and whoever comes meanwhile gets what it found. Rows that are older than
 * those that are held are never numbered.
 */
export async function lookAgain(context: Context, agreement: InForce, facts: DatasetFacts): Promise<Looked> {
  const { held, source, state } = await see(context, agreement, facts);
  if (held.state === state) return { source, change: held.change };
  return inTurn(context.lake, agreement.terms.id, () => lookInTurn(context, agreement));
}
