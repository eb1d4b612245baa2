import { createHash, timingSafeEqual } from 'node:crypto';
import type { FastifyRequest } from 'fastify';
import type { Actor } from '#kernel/actor';
import type { Services } from '#kernel/context';
import { Problem } from '#kernel/problem';
import { texts } from '../texts.ts';
import { localToken } from './status.ts';

const digest = (text: string): Buffer => createHash('sha256').update(text).digest();

/** The token after `Bearer`, or the password of a browser that was asked for one. */
function tokenOf(authorization: string): string {
  const [scheme = '', value = ''] = authorization.trim().split(/\s+/, 2);
  if (/^bearer$/i.test(scheme)) return value;
  const decoded = Buffer.from(value, 'base64').toString('utf8');
  return decoded.slice(decoded.indexOf(':') + 1);
}

const local: Actor = {
  id: 'node-local',
  kind: 'client',
  name: '本机程序',
  grants: new Map([['nodes:local', 'city']]),
};

/** Programs of the department, by the local token of the node. @throws Problem 401 `nodes.no-token` */
export async function authenticateLocal(
  { headers: { authorization } }: FastifyRequest,
  { config }: Services,
): Promise<Actor | undefined> {
  if (!authorization) return undefined;
  if (timingSafeEqual(digest(tokenOf(authorization)), digest(await localToken({ config })))) return local;
  throw new Problem(401, 'nodes.no-token', texts.noToken);
}
