import { createHash } from 'node:crypto';
import { createReadStream } from 'node:fs';
import { open } from 'node:fs/promises';
import { z } from 'zod';
import { Problem } from '#kernel/problem';
import { texts } from '../texts.ts';
import type { NamedSigner } from './envelope.ts';
import { readKey } from './keys.ts';
import { EnvelopesShape, ReceiptShape, StatementShape } from './shapes.ts';

/**
 * What goes over by a medium, one way: a line that lists everything, a line that signs it, then the bytes of the files one
 * after the other. Whatever is changed shows, for the list names each file by its digest.
 */
export const Manifest = z.strictObject({
  format: z.literal('yaojiang-node-bundle/1'),
  node: z.string().max(60),
  /** From 1, one more with each bundle: a missing one is seen. */
  number: z.int().min(1),
  madeAt: z.iso.datetime(),
  parts: z.array(EnvelopesShape).max(5000),
  payloads: z
    .array(z.strictObject({ digest: z.string().regex(/^[0-9a-f]{64}$/), bytes: z.int().min(0) }))
    .max(100_000),
  statement: z.array(StatementShape).max(2000),
});
export type Manifest = z.infer<typeof Manifest>;

/** What comes back by a medium, where that is allowed: each receipt and head is signed by itself. */
export const Returned = z.strictObject({
  format: z.literal('yaojiang-node-receipts/1'),
  node: z.string().max(60),
  receipts: z.array(ReceiptShape).max(100_000),
  parts: z.array(EnvelopesShape).max(5000),
});
export type Returned = z.infer<typeof Returned>;

const Signed = z.strictObject({ key: z.string().max(200), signature: z.string().max(300) });

const bytesOf = (line: string): Buffer =>
  Buffer.from(`yaojiang.bundle\n${createHash('sha256').update(line, 'utf8').digest('hex')}`);

/** The first two lines of a bundle. */
export function headOf(manifest: Manifest, key: NamedSigner): string {
  const line = JSON.stringify(manifest);
  const signature = key.sign(bytesOf(line)).toString('base64url');
  return `${line}\n${JSON.stringify({ key: key.name, signature })}\n`;
}

const mostHead = 256 * 1024 ** 2;

const unreadable = (): Problem => new Problem(422, 'nodes.no-bundle', texts.noBundle);

/** The first lines of a file, and where the rest begins. @throws Problem 422 `nodes.no-bundle` */
async function firstLines(path: string): Promise<{ lines: [string, string]; rest: number }> {
  const parts: Buffer[] = [];
  let length = 0;
  for await (const part of createReadStream(path) as AsyncIterable<Buffer>) {
    parts.push(part);
    length += part.length;
    if (length > mostHead) break;
    if (!part.includes(10) && length < mostHead) continue;
    const all = Buffer.concat(parts);
    const first = all.indexOf(10);
    const second = first < 0 ? -1 : all.indexOf(10, first + 1);
    if (second < 0) continue;
    const lines: [string, string] = [
      all.subarray(0, first).toString('utf8'),
      all.subarray(first + 1, second).toString('utf8'),
    ];
    return { lines, rest: second + 1 };
  }
  throw unreadable();
}

export interface ReadBundle {
  readonly manifest: Manifest;
  readonly key: string;
  /** Where in the file the first payload begins. */
  readonly rest: number;
}

/**
 * Reads the list of a bundle and checks who signed it; whether that key counts is for the caller.
 * @throws Problem 422 `nodes.no-bundle`, `nodes.changed-bundle`
 */
export async function readBundle(path: string): Promise<ReadBundle> {
  const { lines, rest } = await firstLines(path);
  try {
    const signed = Signed.parse(JSON.parse(lines[1]));
    const manifest = Manifest.parse(JSON.parse(lines[0]));
    const sound = readKey(signed.key)?.verify(bytesOf(lines[0]), Buffer.from(signed.signature, 'base64url'));
    if (sound !== true) throw new Problem(422, 'nodes.changed-bundle', texts.changedBundle);
    return { manifest, key: signed.key, rest };
  } catch (error) {
    throw error instanceof Problem ? error : unreadable();
  }
}

/** What a file of ours says that it is, by its first bytes; undefined for any other. */
export async function formatOf(path: string): Promise<string | undefined> {
  const file = await open(path);
  try {
    const { buffer, bytesRead } = await file.read(Buffer.alloc(100), 0, 100, 0);
    return /^\{"format":"([a-z0-9/-]+)"/.exec(buffer.subarray(0, bytesRead).toString('utf8'))?.[1];
  } finally {
    await file.close();
  }
}
