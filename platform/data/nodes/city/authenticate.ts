import type { FastifyRequest } from 'fastify';
import { readSignature, type ReadSignature } from '#engines/http-signatures';
import type { Actor } from '#kernel/actor';
import type { Services } from '#kernel/context';
import { Problem } from '#kernel/problem';
import { readKey } from '../log/keys.ts';
import { texts } from '../texts.ts';
import { findKey, useNonce, type KeyRow } from './key-store.ts';
import { findNode, type NodeRow } from './node-store.ts';

/** How far the time in a signature may be from the city's. A node reckons the city's time, whatever its own clock says. */
const windowMs = 300_000;

const covered = ['@method', '@path', '@query'];

const refused = (code: string, detail: Problem['detail'], more: object = {}): Problem =>
  new Problem(401, `nodes.${code}`, detail, { ...more });

/** A request as its signature covers it. */
export const signatureOf = (request: FastifyRequest): ReadSignature | undefined =>
  readSignature({ method: request.method, target: request.url, headers: request.headers });

/** What must not be changed on the way: what is asked, for what, and the body. */
function requireCovered({ components }: ReadSignature, { method, headers }: FastifyRequest): void {
  const needed = [
    ...covered,
    ...(method === 'GET' || method === 'HEAD' ? [] : ['content-digest']),
    ...(headers['x-purpose'] === undefined ? [] : ['x-purpose']),
  ];
  if (needed.some((each) => !components.includes(each))) throw refused('bad-signature', texts.badSignature);
}

/** Elsewhere nobody holds the body against its digest: there a node may only read. @throws Problem 401 `nodes.bad-signature` */
function requireBodyRead({ method, url }: FastifyRequest): void {
  if (method !== 'GET' && method !== 'HEAD' && !url.startsWith('/nodes/v1/'))
    throw refused('bad-signature', texts.badSignature);
}

/** @throws Problem 401 `nodes.revoked`, `nodes.key-expired` */
function requireStanding(key: KeyRow, node: NodeRow | undefined, now: Date): asserts node is NodeRow {
  if (!node) throw refused('unknown', texts.unknownNode);
  if (node.state === 'revoked' || key.revokedAt !== null) throw refused('revoked', texts.revoked);
  if (Date.parse(key.until) <= now.getTime()) throw refused('key-expired', texts.keyExpired);
}

/** @throws Problem 401 `nodes.bad-signature`, `nodes.stale` with the city's time */
function requireSound(read: ReadSignature, key: KeyRow, now: Date): void {
  if (readKey(key.key)?.verify(read.base, read.signature) !== true)
    throw refused('bad-signature', texts.badSignature);
  const off = Math.abs((read.created ?? 0) * 1000 - now.getTime());
  if (off > windowMs) throw refused('stale', texts.stale, { now: now.toISOString() });
}

const actorOf = (node: NodeRow): Actor => ({
  id: `node-${node.code}`,
  kind: 'client',
  name: node.titleZh,
  organisation: node.owner,
  grants: new Map([
    ['nodes:exchange', 'department'],
    ['exchange:fetch', 'department'],
  ]),
});

/** Code of the node that acts. */
export const nodeOf = ({ id }: Actor): string => id.replace(/^node-/, '');

/**
 * A node, by the signature of its request (RFC 9421), which counts once.
 * @throws Problem 401 `nodes.unknown`, `.revoked`, `.key-expired`, `.bad-signature`, `.stale`; 409 `nodes.replayed`
 */
export async function authenticate(
  request: FastifyRequest,
  { store, clock }: Services,
): Promise<Actor | undefined> {
  if (request.headers['signature-input'] === undefined) return undefined;
  // There a code or a certificate speaks for a node whose key the city does not know.
  if (/^\/nodes\/v1\/(enrol|rejoin)$/.test(request.url)) return undefined;
  const read = signatureOf(request);
  if (!read?.keyid || !read.nonce) throw refused('bad-signature', texts.badSignature);
  requireCovered(read, request);
  requireBodyRead(request);
  const key = await findKey(store.db, read.keyid);
  if (!key) throw refused('unknown', texts.unknownNode);
  const now = clock.now();
  requireSound(read, key, now);
  const node = await findNode(store.db, key.node);
  requireStanding(key, node, now);
  if (!(await useNonce(store.db, key.id, read.nonce.slice(0, 64), now.toISOString())))
    throw new Problem(409, 'nodes.replayed', texts.replayed);
  return actorOf(node);
}
