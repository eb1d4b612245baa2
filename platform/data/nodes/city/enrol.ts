import { randomBytes } from 'node:crypto';
import { z } from 'zod';
import type { Context } from '#kernel/context';
import type { Db } from '#kernel/db';
import { notFound, Problem, refuseIf } from '#kernel/problem';
import {
  certificateHolds,
  certify,
  cityMark,
  inLetters,
  macHolds,
  proofBytes,
  ticketOf,
  type Certificate,
} from '../log/certificate.ts';
import type { NamedSigner } from '../log/envelope.ts';
import { readKey, signingKey } from '../log/keys.ts';
import { texts } from '../texts.ts';
import { keysOf, putKey, revokeKeys } from './key-store.ts';
import * as store from './node-store.ts';
import { rulesOf } from './rules-of.ts';
import { tellReturned } from './task.ts';

/** The city's key, by which nodes know it. */
export const cityKey = (context: Context): Promise<NamedSigner> => signingKey(context.config, 'nodes');

/**
 * 100 bits in letters that nobody mistakes, and 16 more by which the node knows the city's key from another's that stands
 * between: `K7QM-…`, nine groups.
 */
const newCode = (city: NamedSigner): string =>
  `${inLetters(randomBytes(20))}${cityMark(city.name)}`.replace(/(.{4})(?=.)/g, '$1-');

const after = (context: Context, milliseconds: number): string =>
  new Date(context.clock.now().getTime() + milliseconds).toISOString();

/**
 * A code by which a node is enrolled, shown once. A code made before is void.
 * @throws Problem 404; 409 `nodes.is-revoked`
 */
export const invite = (context: Context, code: string): Promise<{ code: string; until: string }> =>
  context.transaction(async (tx) => {
    const node = await store.lockNode(tx, code);
    if (!node) throw notFound(texts.node, code);
    refuseIf(node.state === 'revoked', 'nodes.is-revoked', texts.isRevoked);
    const given = newCode(await cityKey(context));
    const until = after(context, (await rulesOf(tx)).code_minutes * 60_000);
    const { id, macKey } = ticketOf(given);
    await store.putInvitation(tx, { id, macKey, node: code, until });
    const entry = { action: 'administer', resource: 'nodes.node', subjects: [] } as const;
    await context.ledger(tx, { ...entry, detail: { done: 'invited', node: code } });
    return { code: given, until };
  });

/** Ends a node: no request of it counts any more. @throws Problem 404; 409 `nodes.is-revoked` */
export const revoke = (context: Context, code: string, why: string): Promise<{ revokedAt: string }> =>
  context.transaction(async (tx) => {
    const node = await store.lockNode(tx, code);
    if (!node) throw notFound(texts.node, code);
    refuseIf(node.state === 'revoked', 'nodes.is-revoked', texts.isRevoked);
    const revokedAt = context.clock.now().toISOString();
    await store.setState(tx, code, 'revoked');
    await store.dropInvitations(tx, code);
    await revokeKeys(tx, code, revokedAt);
    const entry = { action: 'administer', resource: 'nodes.node', subjects: [] } as const;
    await context.ledger(tx, { ...entry, detail: { done: 'revoked', node: code, why } });
    return { revokedAt };
  });

const Key = z.string().max(200);
const Proof = z.string().max(200);
export const Enrol = z.strictObject({
  ticket: z.string().max(64),
  key: Key,
  proof: Proof,
  mac: z.string().max(100),
});
export const Renew = z.strictObject({ key: Key, proof: Proof });

/** @throws Problem 422 `nodes.bad-key` */
function requireHeld(key: string, about: string, proof: string): void {
  const held = readKey(key)?.verify(proofBytes(about, key), Buffer.from(proof, 'base64url')) === true;
  if (!held) throw new Problem(422, 'nodes.bad-key', texts.badKey);
}

/** Takes a key for a node's and says so, for as long as keys hold. The same key again has the same time. */
async function giveKey(context: Context, tx: Db, node: store.NodeRow, key: string): Promise<Certificate> {
  const now = context.clock.now().toISOString();
  const until = after(context, (await rulesOf(tx)).key_days * 86_400_000);
  const known = (await keysOf(tx, node.code)).find((each) => each.key === key);
  if (!known) await putKey(tx, { node: node.code, key, since: now, until });
  return certify(await cityKey(context), {
    node: node.code,
    owner: node.owner,
    role: node.role,
    datasets: node.datasets,
    key,
    from: known?.since ?? now,
    until: known?.until ?? until,
  });
}

/**
 * Enrols whoever holds the code, with the key that it made. The reply may be lost: with the same key the same code works
 * again, with another never.
 * @throws Problem 401 `nodes.bad-code`; 422 `nodes.bad-key`
 */
export const enrol = (context: Context, asked: z.output<typeof Enrol>): Promise<Certificate> =>
  context.transaction(async (tx) => {
    requireHeld(asked.key, asked.ticket, asked.proof);
    const invitation = await store.lockInvitation(tx, asked.ticket);
    const valid =
      invitation &&
      macHolds(invitation.macKey, asked.key, asked.mac) &&
      Date.parse(invitation.until) > context.clock.now().getTime() &&
      (invitation.key === null || invitation.key === asked.key);
    const node = valid ? await store.lockNode(tx, invitation.node) : undefined;
    if (!valid || !node || node.state === 'revoked') throw new Problem(401, 'nodes.bad-code', texts.badCode);
    if (invitation.key === null) {
      await store.useInvitation(tx, asked.ticket, asked.key);
      // Whoever enrols takes the place of what was enrolled before under this name.
      await revokeKeys(tx, node.code, context.clock.now().toISOString());
      await store.setState(tx, node.code, 'active');
      const entry = { action: 'administer', resource: 'nodes.node', subjects: [] } as const;
      await context.ledger(tx, { ...entry, detail: { done: 'enrolled', node: node.code } });
    }
    return giveKey(context, tx, node, asked.key);
  });

/** A further key for a node that signs with the one it has; the old one goes on holding until its time. */
export const renew = (context: Context, code: string, asked: z.output<typeof Renew>): Promise<Certificate> =>
  context.transaction(async (tx) => {
    requireHeld(asked.key, code, asked.proof);
    const node = await store.lockNode(tx, code);
    if (!node) throw notFound(texts.node, code);
    return giveKey(context, tx, node, asked.key);
  });

/**
 * A node that this city has forgotten, because it was restored from before, comes back with what the city once signed. The
 * office is told: what it had revoked since is forgotten too.
 * @throws Problem 401 `nodes.bad-certificate`, `nodes.revoked`
 */
export const rejoin = (context: Context, certificate: Certificate, proof: string): Promise<Certificate> =>
  context.transaction(async (tx) => {
    const own = (await cityKey(context)).name;
    const stands = Date.parse(certificate.until) > context.clock.now().getTime();
    if (!stands || !certificateHolds(certificate, own))
      throw new Problem(401, 'nodes.bad-certificate', texts.badCertificate);
    requireHeld(certificate.key, certificate.node, proof);
    const { node: code, owner, role, datasets } = certificate;
    await store.putNode(tx, { code, owner, role, datasets });
    const node = await store.lockNode(tx, code);
    const known = (await keysOf(tx, code)).find(({ key }) => key === certificate.key);
    if (!node || node.state === 'revoked' || (known && known.revokedAt !== null))
      throw new Problem(401, 'nodes.revoked', texts.revoked);
    if (!known) {
      await putKey(tx, {
        node: code,
        key: certificate.key,
        since: certificate.from,
        until: certificate.until,
      });
      await store.setState(tx, code, 'active');
      await tellReturned(context, tx, node);
    }
    return certificate;
  });
