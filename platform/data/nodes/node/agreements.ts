import { createHash, type Hash } from 'node:crypto';
import type { Context } from '#kernel/context';
import type { OutgoingAnswer } from '#kernel/outgoing';
import { writeEnvelope } from '../log/write.ts';
import type { HelloAnswer } from '../city/hello.ts';
import { leasesOf } from './leases.ts';
import * as store from './rows-store.ts';
import type { Going } from './sending.ts';

const pageRows = 5000;

/** Codes by which the city says that an agreement stands no longer. */
const over = new Set(['exchange.recalled', 'exchange.ended', 'exchange.replaced', 'request.not-found']);
/** It stands, and no more is given just now. */
const waits = new Set(['exchange.rate-limited', 'exchange.quota-used']);

export const heldChannel = 'up/held';

/** Says to the city, with its own number and receipt, what lies here of an agreement. */
async function tell(
  context: Context,
  tx: Context['db'],
  node: string,
  body: Readonly<Record<string, unknown>>,
): Promise<void> {
  const at = context.clock.now().toISOString();
  const name = String(body['state']);
  const sending = { node, channel: heldChannel, kind: 'acknowledgement', name, at };
  await writeEnvelope(tx, sending, { body: JSON.stringify({ ...body, at }) });
}

/** Rows go at once, and that they went is acknowledged once the city hears of it. */
export async function deleteHeld(
  context: Context,
  node: string,
  { agreement, state, digest }: store.Followed,
  reason: string,
): Promise<void> {
  leasesOf(context).drop(agreement);
  if (state === 'deleted') return;
  await context.transaction(async (tx) => {
    const rows = await store.deleteRows(tx, agreement, reason);
    await tell(context, tx, node, { agreement, state: 'deleted', rows, digest, reason });
  });
}

interface Page {
  readonly dataset: string;
  readonly simulated: boolean;
  readonly fields: readonly string[];
  readonly items: readonly Record<string, string | null>[];
  readonly next: string | null;
}

const ask = (
  { line }: Going,
  { agreement, purpose }: store.Followed,
  { after, etag }: { readonly after?: string; readonly etag?: string | null },
): Promise<OutgoingAnswer> =>
  line.raw({
    method: 'GET',
    path: `/exchange/agreements/${encodeURIComponent(agreement)}/rows?limit=${pageRows}${after ? `&after=${encodeURIComponent(after)}` : ''}`,
    purpose,
    ...(etag ? { headers: { 'if-none-match': etag } } : {}),
    maxBytes: 256 * 1024 ** 2,
  });

const read = <T>({ body }: OutgoingAnswer): T => JSON.parse(body.toString('utf8')) as T;

const codeIn = (answer: OutgoingAnswer): string => {
  try {
    return read<{ code?: string }>(answer).code ?? '';
  } catch {
    return '';
  }
};

interface Fetched {
  readonly last: Page;
  readonly rows: number;
  readonly digest: string;
}

function hashRows(hash: Hash, rows: Page['items']): void {
  for (const row of rows) hash.update(`${JSON.stringify(row)}\n`);
}

/** All pages from the first on, into a generation that nobody reads yet. @returns undefined when one did not come */
async function fetchAll(
  going: Going,
  one: store.Followed,
  first: Page,
  generation: number,
): Promise<Fetched | undefined> {
  const { context, signal } = going;
  const hash = createHash('sha256');
  let page = first;
  for (let rows = 0; ;) {
    signal.throwIfAborted();
    await store.putRows(context.db, { agreement: one.agreement, generation }, rows, page.items);
    hashRows(hash, page.items);
    rows += page.items.length;
    if (page.next === null) return { last: page, rows, digest: hash.digest('hex') };
    const answer = await ask(going, one, { after: page.next });
    if (answer.status !== 200) return undefined;
    page = read<Page>(answer);
  }
}

const header = (answer: OutgoingAnswer, name: string): string | null => {
  const value = answer.headers[name];
  return typeof value === 'string' ? value : null;
};

/**
 * Takes what the dataset holds now in place of what was held, whole or not at all. When it changed while its pages were
 * read, they are read again at the next call.
 */
async function takeSnapshot(going: Going, one: store.Followed, answer: OutgoingAnswer): Promise<boolean> {
  const { context, self } = going;
  const { agreement } = one;
  const generation = one.generation + 1;
  const etag = header(answer, 'etag');
  const first = read<Page>(answer);
  await store.dropGeneration(context.db, agreement, generation);
  const found = await fetchAll(going, one, first, generation);
  const still = first.next === null || (await ask(going, one, { etag })).status === 304;
  if (!found || !still) {
    await store.dropGeneration(context.db, agreement, generation);
    return false;
  }
  const { rows, digest } = found;
  const { dataset, fields, simulated } = first;
  const receipt = header(answer, 'x-exchange-receipt');
  await context.transaction(async (tx) => {
    const now = { etag, dataset, fields, simulated, rows, digest, generation, receipt };
    await store.turnOver(tx, agreement, now, context.clock.now().toISOString());
    await tell(context, tx, self.certificate.node, { agreement, state: 'held', rows, digest, receipt });
  });
  return true;
}

/** The gateway's receipt for what is held, with its proof, is kept beside it: it shows to a third what was given. */
async function fetchProof(
  { context, line }: Going,
  { agreement, receipt, proved }: store.Followed,
): Promise<void> {
  if (receipt === null || proved) return;
  const answer = await line.raw({ method: 'GET', path: `/exchange/receipts/${encodeURIComponent(receipt)}` });
  if (answer.status === 200) await store.putProof(context.db, agreement, receipt, read<unknown>(answer));
}

/**
 * Asks the city whether an agreement stands and whether its rows have changed. That it stands renews the lease, reckoned from
 * before the question was asked; that it stands no longer takes the rows away.
 */
async function refresh(going: Going, one: store.Followed, leaseSeconds: number): Promise<void> {
  const { context, self } = going;
  const leases = leasesOf(context);
  const from = leases.instant();
  const answer = await ask(going, one, { etag: one.etag });
  const code = answer.status >= 400 ? codeIn(answer) : '';
  if (over.has(code)) return deleteHeld(context, self.certificate.node, one, code);
  const stands = answer.status === 304 || answer.status === 200 || waits.has(code);
  if (!stands) return;
  const held = answer.status === 200 ? await takeSnapshot(going, one, answer) : one.state === 'held';
  if (held) leases.renew(one.agreement, from, leaseSeconds);
  await fetchProof(going, (await store.findFollowed(context.db, one.agreement)) ?? one);
}

/** Agreements that the city says are over, those whose lease has run for a while, and those that are not held yet. */
export async function refreshAgreements(
  going: Going,
  heard: Pick<HelloAnswer, 'leaseSeconds' | 'over'>,
): Promise<void> {
  const leases = leasesOf(going.context);
  const fresh = (agreement: string) =>
    leases.left(agreement) > heard.leaseSeconds * 0.7 && !heard.over?.includes(agreement);
  for (const one of await store.followed(going.context.db)) {
    if (one.state === 'deleted' || fresh(one.agreement)) continue;
    going.signal.throwIfAborted();
    await refresh(going, one, heard.leaseSeconds);
  }
}

/** What programs of the department have read here since the city was told. */
export async function tellReads(context: Context, node: string): Promise<void> {
  await context.transaction(async (tx) => {
    for (const reads of await store.takeReads(tx)) await tell(context, tx, node, { state: 'read', ...reads });
  });
}

/** A node that was revoked keeps nothing of anybody's. */
export async function deleteAll(context: Context, node: string, reason: string): Promise<void> {
  for (const one of await store.followed(context.db)) await deleteHeld(context, node, one, reason);
}
