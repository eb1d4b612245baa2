import { newSigningKey, signer, type Signer } from '#engines/crypto-suite';
import { rootOf } from '#engines/merkle';
import type { Services } from '#kernel/context';
import type { Db, Store } from '#kernel/db';
import { secretFile } from '#platform/base/identity';
import { allEnded } from './ending.ts';
import { signHead, treeOf } from './head.ts';
import { putSigningKey } from './key-store.ts';
import { receiptText, type Draft } from './receipt.ts';
import * as store from './store.ts';

/** Receipts of one batch at most. */
const mostInBatch = 1000;
/** Groups of receipts, as they went in together, that one transaction takes. */
const mostAtOnce = 200;
/** A stream of which nothing was heard for so long has lost its sender. */
const forsakenAfterMs = 600_000;
const everyMs = 1000;

type Sealing = Pick<Services, 'store' | 'config' | 'clock' | 'log'>;

/** The key by which this city signs what it hands out, made at first use; its public half is kept for all time. */
async function openSigner({ config, store: { db }, clock }: Sealing): Promise<Signer> {
  const suite = config.CRYPTO_SUITE;
  const secret = await secretFile(config, `exchange-signing-${suite}.key`, () => newSigningKey(suite));
  const own = signer(suite, secret);
  const key = own.publicKey.toString('base64url');
  await putSigningKey(db, { suite, key, since: clock.now().toISOString() });
  return own;
}

/** What was to be streamed and whose end nobody saw: as many rows as were promised may or may not have arrived. */
function forsaken(told: string): string {
  const { rows, ...draft } = JSON.parse(told) as Draft & { readonly rows: number };
  return receiptText(draft, { rows, bytes: 0, body: null, whole: false });
}

async function closeBatch(
  tx: Db,
  own: Signer,
  { previous, receipts, at }: { previous: store.Chain; receipts: readonly string[]; at: string },
): Promise<store.Chain> {
  const { leaf, node } = treeOf(own.suite);
  const leaves = receipts.map(leaf);
  const batch = previous.batch + 1;
  const root = Buffer.from(rootOf(leaves, 0, leaves.length, node)).toString('hex');
  const head = signHead(own, { batch, size: leaves.length, root, at, previous: previous.digest });
  await store.insertBatch(tx, { batch, receipts, leaves: Buffer.concat(leaves), ...head });
  return { batch, digest: head.digest };
}

/** Everything that waits, in batches, in one transaction: a receipt either waits or stands under a signed head. */
const sealSome = (services: Sealing, own: Signer): Promise<number> =>
  services.store.transaction(async (tx) => {
    let chain = await store.lockChain(tx);
    const now = services.clock.now();
    const lost = await store.takeForsaken(tx, new Date(now.getTime() - forsakenAfterMs).toISOString());
    const receipts = [...lost.map(forsaken), ...(await store.takeEntering(tx, mostAtOnce))];
    for (let from = 0; from < receipts.length; from += mostInBatch)
      chain = await closeBatch(tx, own, {
        previous: chain,
        receipts: receipts.slice(from, from + mostInBatch),
        at: now.toISOString(),
      });
    return receipts.length;
  });

export interface Sealer {
  readonly signer: Signer;
  /** Puts what waited when asked under a signed head. Safe from several processes at once. */
  seal(): Promise<void>;
}

async function openSealer(services: Sealing): Promise<Sealer> {
  const own = await openSigner(services);
  /** What comes meanwhile waits for the next time: under load there is always something. */
  const once = async (): Promise<void> => {
    const { db } = services.store;
    await allEnded(services);
    const before = new Date(services.clock.now().getTime() - forsakenAfterMs).toISOString();
    const upTo = await store.newestWaiting(db);
    while (await store.isAnythingWaiting(db, { upTo, before })) await sealSome(services, own);
  };
  let working: Promise<unknown> = Promise.resolve();
  let next: Promise<void> | undefined;
  return {
    signer: own,
    // Whoever asks while others wait is served together with them.
    seal: () => {
      next ??= working.then(() => {
        next = undefined;
        const mine = once();
        working = mine.catch(() => undefined);
        return mine;
      });
      return next;
    },
  };
}

const sealers = new WeakMap<Store, Promise<Sealer>>();

/** The one sealer of a store in this process. */
export function sealerOf(services: Sealing): Promise<Sealer> {
  const known = sealers.get(services.store) ?? openSealer(services);
  sealers.set(services.store, known);
  known.catch(() => sealers.delete(services.store));
  return known;
}

/** Closes a batch every second until stopped. */
export async function startSealing(services: Services): Promise<() => Promise<void>> {
  let working: Promise<unknown> = Promise.resolve();
  const timer = setInterval(() => {
    working = sealerOf(services)
      .then((sealer) => sealer.seal())
      .catch((error: unknown) => services.log.error({ err: error }, 'receipts could not be sealed'));
  }, everyMs);
  timer.unref();
  return async () => {
    clearInterval(timer);
    await working;
    await allEnded(services);
  };
}
