import { createReadStream } from 'node:fs';
import { Readable } from 'node:stream';
import type { Context } from '#kernel/context';
import { Problem } from '#kernel/problem';
import { headOf, Returned, type Manifest } from '../log/bundle.ts';
import { signHead } from '../log/envelope.ts';
import { channelsOf, envelopesAfter, type Envelope } from '../log/log-store.ts';
import { findStanding, putStanding } from '../log/standing-store.ts';
import { texts } from '../texts.ts';
import { getSelf, keyOf } from './self.ts';
import { sentSoFar } from './file-store.ts';
import { tellReads } from './agreements.ts';
import { takeDown } from './fetching.ts';
import { keepReceipts } from './sending.ts';
import { sendChanges } from './shared.ts';
import { settleFiles } from './watching.ts';

/** What went into bundles: the number of the last one, and how far each channel was packed. */
interface Packed {
  readonly number: number;
  readonly channels: Readonly<Record<string, number>>;
}

const perPart = 500;

async function partsOf(
  context: Context,
  node: string,
  from: (channel: string, acknowledged: number) => number,
) {
  const { keyNumber } = await getSelf(context);
  const key = await keyOf(context, keyNumber);
  const parts: { channel: string; items: Envelope[]; head: Manifest['parts'][number]['head'] }[] = [];
  for (const { channel, acknowledged } of await channelsOf(context.db, node, 'up/'))
    for (let after = from(channel, acknowledged); ;) {
      const items = await envelopesAfter(context.db, { node, channel }, { after, limit: perPart });
      const last = items.at(-1);
      if (!last) break;
      after = last.header.sequence;
      parts.push({
        channel,
        items,
        head: signHead(key, { node, channel, sequence: after, link: last.link }),
      });
    }
  return { parts, key };
}

async function* contentOf(context: Context, head: string, payloads: Manifest['payloads']) {
  yield Buffer.from(head, 'utf8');
  for (const { digest } of payloads)
    yield* createReadStream(await context.files.path(digest)) as AsyncIterable<Buffer>;
}

export interface PackedBundle {
  readonly number: number;
  readonly envelopes: number;
  readonly body: Readable;
  /** To be called once the file is safe: from then on its envelopes are not packed again. */
  packed(): Promise<void>;
}

/**
 * The bundle of this number is safe. Until this is said, its envelopes go into the next one too, which has the same number.
 * @throws Problem 409 `nodes.nothing-to-pack` for a bundle that was not the last one made
 */
export async function notePacked(context: Context, number: number): Promise<void> {
  const packing = await findStanding<Packed>(context.db, 'packing');
  if (packing?.number !== number) throw new Problem(409, 'nodes.nothing-to-pack', texts.nothingToPack);
  await putStanding(context.db, 'packed', packing);
}

const zero = (): Packed => ({ number: 0, channels: {} });

/**
 * All that is to go over by a medium, as one signed file: what was not packed yet, or, again, what has no receipt.
 * @throws Problem 409 `nodes.not-enrolled`, `nodes.nothing-to-pack`
 */
export async function packBundle(context: Context, again: boolean): Promise<PackedBundle> {
  const { certificate } = await getSelf(context);
  const { node } = certificate;
  await tellReads(context, node);
  await sendChanges(context, node);
  const before = (await findStanding<Packed>(context.db, 'packed')) ?? zero();
  const { parts, key } = await partsOf(context, node, (channel, acknowledged) =>
    again ? acknowledged : Math.max(acknowledged, before.channels[channel] ?? 0),
  );
  if (parts.length === 0) throw new Problem(409, 'nodes.nothing-to-pack', texts.nothingToPack);
  const files = parts.flatMap(({ items }) => items.filter(({ body }) => body === null));
  const payloads = [...new Map(files.map(({ header }) => [header.payload, header.bytes]))].map(
    ([digest, bytes]) => ({ digest, bytes }),
  );
  const sent = new Map((await sentSoFar(context.db, node)).map((each) => [each.channel, each.bytes]));
  const number = before.number + 1;
  const manifest: Manifest = {
    format: 'yaojiang-node-bundle/1',
    node,
    number,
    madeAt: context.clock.now().toISOString(),
    parts: parts.map(({ channel, items, head }) => ({
      channel,
      items: items.map(({ header, body }) => ({ header, body })) as Manifest['parts'][number]['items'],
      head,
    })),
    payloads,
    statement: (await channelsOf(context.db, node, 'up/')).map(({ channel, sequence, link }) => ({
      channel,
      sequence,
      link,
      bytes: Number(sent.get(channel) ?? 0),
    })),
  };
  const reached = Object.fromEntries(parts.map(({ channel, head }) => [channel, head.sequence]));
  await putStanding(context.db, 'packing', { number, channels: { ...before.channels, ...reached } });
  return {
    number,
    envelopes: parts.reduce((sum, { items }) => sum + items.length, 0),
    body: Readable.from(contentOf(context, headOf(manifest, key), payloads)),
    packed: () => notePacked(context, number),
  };
}

/**
 * Takes the city's receipts and messages that came back by a medium. Twice the same does nothing.
 * @returns how many envelopes have a receipt now that had none, and how many messages are new
 * @throws Problem 422 `nodes.no-bundle`
 */
export async function takeReturned(
  context: Context,
  text: string,
): Promise<{ readonly receipted: number; readonly messages: number }> {
  const self = await getSelf(context);
  const { node } = self.certificate;
  const read = Returned.safeParse(jsonOf(text));
  if (!read.success || read.data.node !== node) throw new Problem(422, 'nodes.no-bundle', texts.noBundle);
  let receipted = 0;
  for (const [channel, receipts] of Map.groupBy(read.data.receipts, (receipt) => receipt.channel)) {
    const before = (await channelsOf(context.db, node, channel)).find((each) => each.channel === channel);
    const reached = await keepReceipts({ context, self }, { node, channel }, receipts);
    await settleFiles(context, channel, reached);
    receipted += reached - (before?.acknowledged ?? 0);
  }
  let messages = 0;
  const key = await keyOf(context, self.keyNumber);
  for (const part of read.data.parts)
    messages += (await takeDown({ context, self, key }, { node, ...part })).fresh.length;
  return { receipted, messages };
}

function jsonOf(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
