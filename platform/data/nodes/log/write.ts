import { createHash } from 'node:crypto';
import type { Db } from '#kernel/db';
import { linkOf, type Header } from './envelope.ts';
import { lockChannel, movePosition, putEnvelope } from './log-store.ts';

export interface Sending {
  readonly node: string;
  readonly channel: string;
  readonly kind: string;
  readonly name: string;
  readonly about?: Header['about'];
  readonly at: string;
}

/** Bytes that lie among the files, or text that goes in the envelope itself. */
export type Payload = { readonly file: string; readonly bytes: number } | { readonly body: string };

function named(payload: Payload): { payload: string; bytes: number; body: string | null } {
  if ('file' in payload) return { payload: payload.file, bytes: payload.bytes, body: null };
  const bytes = Buffer.from(payload.body, 'utf8');
  return {
    payload: createHash('sha256').update(bytes).digest('hex'),
    bytes: bytes.length,
    body: payload.body,
  };
}

/** Writes the next envelope of a channel that begins here. It is on its way once the transaction commits. */
export async function writeEnvelope(tx: Db, sending: Sending, given: Payload): Promise<Header> {
  const { node, channel, kind, name, about = {}, at } = sending;
  const position = await lockChannel(tx, node, channel);
  const { payload, bytes, body } = named(given);
  const header: Header = {
    node,
    channel,
    sequence: position.sequence + 1,
    kind,
    payload,
    bytes,
    name,
    about,
    previous: position.link,
    madeAt: at,
  };
  const link = linkOf(header);
  await putEnvelope(tx, { header, link, body }, at);
  await movePosition(tx, header, { sequence: header.sequence, link });
  return header;
}
