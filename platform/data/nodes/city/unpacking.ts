import { createReadStream } from 'node:fs';
import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { Readable } from 'node:stream';
import type { Context } from '#kernel/context';
import { notFound, Problem } from '#kernel/problem';
import { readBundle, type Manifest, type ReadBundle, type Returned } from '../log/bundle.ts';
import { signHead } from '../log/envelope.ts';
import { channelsOf, envelopesAfter, newestReceipts } from '../log/log-store.ts';
import { findStanding, putStanding } from '../log/standing-store.ts';
import { texts } from '../texts.ts';
import { cityKey } from './enrol.ts';
import { putGap } from './gap-store.ts';
import { keysOf } from './key-store.ts';
import { findNode } from './node-store.ts';
import { hasPayload, putPayload } from './payload-store.ts';
import { receive } from './receiving.ts';
import { putStatement } from './statement-store.ts';
import { tellGap } from './task.ts';

/** Numbers of bundles that came from a node. */
interface Bundles {
  readonly last: number;
  readonly missing: readonly number[];
}

export interface Unpacked {
  readonly number: number;
  /** Envelopes that were not here before. */
  readonly taken: number;
  readonly known: number;
  /** What must come first, by channel and number; those behind it were not taken. */
  readonly gaps: readonly { readonly channel: string; readonly from: number; readonly to: number }[];
  /** Channels that are not taken, and why; they stop none of the others. */
  readonly refused: readonly RefusedPart[];
  readonly missingBundles: readonly number[];
}

/** @throws Problem 401 `nodes.foreign-head` */
async function requireNode(context: Context, code: string, { manifest, key }: ReadBundle): Promise<void> {
  const known = (await keysOf(context.db, code)).find((each) => each.key === key);
  const state = (await findNode(context.db, code))?.state;
  const counts = known?.revokedAt === null && state === 'active' && manifest.node === code;
  // A node to which no line goes has its next key signed by a file before this one ends.
  if (counts && Date.parse(known.until) <= context.clock.now().getTime())
    throw new Problem(401, 'nodes.key-expired', texts.keyExpired);
  if (!counts) throw new Problem(401, 'nodes.foreign-head', texts.foreignHead);
}

/** The files of a bundle, kept under their names. @throws Problem 422 `nodes.digest` */
async function keepPayloads(
  context: Context,
  code: string,
  path: string,
  { manifest, rest }: ReadBundle,
): Promise<void> {
  let start = rest;
  for (const { digest, bytes } of manifest.payloads) {
    const end = start + bytes - 1;
    if (!(await hasPayload(context.db, code, digest))) {
      const content = bytes === 0 ? Readable.from([]) : createReadStream(path, { start, end });
      const file = await context.files.put(content, { maxBytes: context.config.MAX_UPLOAD_BYTES });
      if (file.id !== digest) {
        await context.files.removeUnshared(file.id);
        throw new Problem(422, 'nodes.digest', texts.wrongDigest);
      }
      await putPayload(context.db, { node: code, digest, bytes, at: context.clock.now().toISOString() });
    }
    start = end + 1;
  }
}

interface RefusedPart {
  readonly channel: string;
  readonly code: string;
}

interface Missing {
  readonly channel: string;
  readonly from: number;
  readonly to: number;
}

/** A part that does not follow on, or may not be sent, is named, and keeps none of the others. */
async function takePart(
  context: Context,
  code: string,
  part: Manifest['parts'][number],
): Promise<number | Missing | RefusedPart> {
  try {
    return (await receive(context, code, part)).fresh;
  } catch (error) {
    if (!(error instanceof Problem) || error.status >= 500) throw error;
    const missing = error.code === 'nodes.gap' ? error.extra?.['missing'] : undefined;
    return missing === undefined ? { channel: part.channel, code: error.code } : (missing as Missing);
  }
}

async function noteGaps(context: Context, code: string, gaps: readonly Missing[]): Promise<void> {
  const node = await findNode(context.db, code);
  if (!node || gaps.length === 0) return;
  await context.transaction(async (tx) => {
    const at = context.clock.now().toISOString();
    for (const gap of gaps) await putGap(tx, { node: code, ...gap }, at);
    await tellGap(context, tx, node);
  });
}

/** Which bundles have not come, by their numbers, and whether this is the newest that has. */
async function countBundle(
  context: Context,
  code: string,
  number: number,
): Promise<{ readonly newest: boolean; readonly missing: readonly number[] }> {
  const { last, missing } = (await findStanding<Bundles>(context.db, `bundles ${code}`)) ?? {
    last: 0,
    missing: [],
  };
  const count = Math.min(1000, Math.max(0, number - last - 1));
  const skipped = Array.from({ length: count }, (_, at) => last + 1 + at);
  const left = [...missing, ...skipped].filter((each) => each !== number);
  await putStanding(context.db, `bundles ${code}`, { last: Math.max(last, number), missing: left });
  return { newest: number >= last, missing: left };
}

async function takeBundle(context: Context, code: string, path: string): Promise<Unpacked> {
  const bundle = await readBundle(path);
  await requireNode(context, code, bundle);
  const { manifest } = bundle;
  await keepPayloads(context, code, path, bundle);
  let [taken, sent] = [0, 0];
  const gaps: Missing[] = [];
  const refused: RefusedPart[] = [];
  for (const part of manifest.parts) {
    sent += part.items.length;
    const outcome = await takePart(context, code, part);
    if (typeof outcome === 'number') taken += outcome;
    else if ('code' in outcome) refused.push(outcome);
    else gaps.push(outcome);
  }
  const { newest, missing: missingBundles } = await countBundle(context, code, manifest.number);
  const at = context.clock.now().toISOString();
  // What an older bundle says of the sender is no news.
  if (newest)
    for (const each of manifest.statement) await putStatement(context.db, { node: code, ...each, at });
  await noteGaps(context, code, gaps);
  const known = gaps.length + refused.length > 0 ? 0 : sent - taken;
  return { number: manifest.number, taken, known, gaps, refused, missingBundles };
}

/**
 * Takes a bundle that came by a medium. Twice the same does nothing; what does not follow on is named and waits for what is
 * missing.
 * @throws Problem 401 `nodes.foreign-head`; 404; 413; 422 `nodes.no-bundle`, `nodes.changed-bundle`, `nodes.digest`
 */
export async function unpack(context: Context, code: string, stream: Readable): Promise<Unpacked> {
  if (!(await findNode(context.db, code))) throw notFound(texts.node, code);
  const work = await context.files.workspace();
  try {
    const path = join(work.folder, 'bundle');
    await writeFile(path, stream);
    return await takeBundle(context, code, path);
  } finally {
    await work.clear();
  }
}

/** Receipts and messages for a node to which nothing but a medium goes. */
export async function returned(context: Context, code: string): Promise<Returned> {
  const key = await cityKey(context);
  const parts: Returned['parts'] = [];
  // The newest of a channel speaks for all before it.
  const receipts = (await newestReceipts(context.db, code, 2000)).filter(({ channel }) =>
    channel.startsWith('up/'),
  );
  for (const { node, channel, acknowledged } of await channelsOf(context.db, code, 'down/'))
    for (let after = acknowledged; ;) {
      const items = await envelopesAfter(context.db, { node, channel }, { after, limit: 500 });
      const last = items.at(-1);
      if (!last) break;
      after = last.header.sequence;
      const head = signHead(key, { node, channel, sequence: after, link: last.link });
      const shown = items.map(({ header, body }) => ({ header, body })) as Returned['parts'][number]['items'];
      parts.push({ channel, items: shown, head });
    }
  return { format: 'yaojiang-node-receipts/1', node: code, receipts, parts };
}
