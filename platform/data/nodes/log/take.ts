import { createHash } from 'node:crypto';
import type { Db } from '#kernel/db';
import { Problem } from '#kernel/problem';
import { fill } from '#kernel/texts';
import { texts } from '../texts.ts';
import {
  headHolds,
  linkOf,
  signReceipt,
  type Head,
  type Header,
  type NamedSigner,
  type Receipt,
} from './envelope.ts';
import {
  findEnvelope,
  lockChannel,
  movePosition,
  putEnvelope,
  putHead,
  putReceipt,
  receiptsAfter,
  type Position,
} from './log-store.ts';

/** Envelopes of one channel in their order, as they arrive, and the sender's signature over the last. */
export interface Arriving {
  readonly node: string;
  readonly channel: string;
  readonly items: readonly { readonly header: Header; readonly body: string | null }[];
  readonly head: Head;
}

export interface TakeOptions {
  /** Keys of the sender that count. */
  readonly keys: readonly string[];
  /** The receiver's, for the receipt; absent where a log's own writer gets back what it had forgotten. */
  readonly key?: NamedSigner;
  readonly at: string;
  /** Asked of each new envelope before anything is written. */
  allow?(header: Header): Promise<void>;
}

export interface TakenEnvelopes {
  /** Those that were not here before. */
  readonly fresh: readonly Header[];
  /** Receipts for all that was sent, the earlier ones too. */
  readonly receipts: readonly Receipt[];
  readonly position: Pick<Position, 'sequence' | 'link'>;
}

const refused = (code: string, detail: Problem['detail'], more: object = {}): Problem =>
  new Problem(409, `nodes.${code}`, detail, { ...more });

const isNamed = ({ header, body }: Arriving['items'][number]): boolean =>
  body === null || createHash('sha256').update(body, 'utf8').digest('hex') === header.payload;

const follows = (header: Header, before: Header | undefined): boolean =>
  !before || (header.sequence === before.sequence + 1 && header.previous === linkOf(before));

/** Envelopes of one channel, each chained to the one before, up to the signed one. @throws Problem 422 `nodes.broken-chain` */
function requireChain({ node, channel, items, head }: Arriving): void {
  const headers = items.map(({ header }) => header);
  const last = headers.at(-1);
  const chained = headers.every(
    (header, at) => header.node === node && header.channel === channel && follows(header, headers[at - 1]),
  );
  const ends = last !== undefined && head.sequence === last.sequence && head.link === linkOf(last);
  const ofChannel = head.node === node && head.channel === channel;
  if (!chained || !ends || !ofChannel || !items.every(isNamed))
    throw new Problem(422, 'nodes.broken-chain', texts.brokenChain);
}

/** What was taken before must be what is sent now. @throws Problem 409 `nodes.forked` */
async function requireSame(tx: Db, { node, channel, items }: Arriving, position: Position): Promise<void> {
  const last = items.findLast(({ header }) => header.sequence <= position.sequence)?.header;
  if (!last) return;
  const known = await findEnvelope(tx, node, channel, last.sequence);
  if (known && known.link !== linkOf(last))
    throw refused('forked', fill(texts.forked, { channel, sequence: last.sequence }), { position });
}

/** @throws Problem 409 `nodes.gap` with the position from which to send */
function requireNext(position: Position, first: Header): void {
  const { channel, sequence } = position;
  if (first.sequence !== sequence + 1)
    throw refused('gap', fill(texts.gap, { channel, from: sequence + 1, to: first.sequence - 1 }), {
      position,
      missing: { channel, from: sequence + 1, to: first.sequence - 1 },
    });
  if (first.previous !== position.link)
    throw refused('forked', fill(texts.forked, { channel, sequence }), { position });
}

/** Writes what is new, with the sender's signature and the receipt. */
async function keep(
  tx: Db,
  { node, channel, head, items }: Arriving,
  options: TakeOptions,
): Promise<Pick<Position, 'sequence' | 'link'>> {
  for (const { header } of items) await options.allow?.(header);
  for (const { header, body } of items)
    await putEnvelope(tx, { header, link: linkOf(header), body }, options.at);
  const { sequence, link } = head;
  await movePosition(tx, { node, channel }, { sequence, link, acknowledged: sequence });
  await putHead(tx, head);
  const from = items[0]?.header.sequence ?? sequence;
  if (options.key)
    await putReceipt(
      tx,
      signReceipt(options.key, { node, channel, from, to: sequence, link, at: options.at }),
    );
  return { sequence, link };
}

/**
 * Takes envelopes that were sent here, in the transaction given: what is here already is passed over, what is new follows
 * without a gap, and the receipt is written with it. Sent again, the same receipts come back.
 * @throws Problem 401 `nodes.foreign-head`; 409 `nodes.gap`, `nodes.forked`; 422 `nodes.broken-chain`
 */
export async function takeEnvelopes(
  tx: Db,
  arriving: Arriving,
  options: TakeOptions,
): Promise<TakenEnvelopes> {
  const { node, channel, items, head } = arriving;
  if (!headHolds(head, options.keys)) throw new Problem(401, 'nodes.foreign-head', texts.foreignHead);
  requireChain(arriving);
  const before = await lockChannel(tx, node, channel);
  await requireSame(tx, arriving, before);
  const fresh = items.filter(({ header }) => header.sequence > before.sequence);
  const [next] = fresh;
  if (next) requireNext(before, next.header);
  const position = next ? await keep(tx, { ...arriving, items: fresh }, options) : before;
  return {
    fresh: fresh.map(({ header }) => header),
    receipts: await receiptsAfter(tx, { node, channel }, (items[0]?.header.sequence ?? 1) - 1),
    position: { sequence: position.sequence, link: position.link },
  };
}
