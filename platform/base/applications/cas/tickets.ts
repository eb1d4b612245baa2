import { createHash, randomBytes, randomUUID } from 'node:crypto';
import type { Context } from '#kernel/context';
import type { Db } from '#kernel/db';
import { askOutside } from '#kernel/outgoing';
import { rememberEntrance, type SignOutWay } from '#platform/base/identity';
import { sealOf } from '../keys.ts';
import { isIn } from '../rules.ts';
import { findSystem, findTicketSystems, type SystemRow } from '../store.ts';
import { countUse } from '../use.ts';
import { insertTicket, useTicket, type UsedTicket } from './service-store.ts';
import { logoutXml } from './xml.ts';

const livesMs = 60_000;
const way = 'cas';

const digestOf = (ticket: string): string => createHash('sha256').update(ticket).digest('hex');

/** The system that an address asking for a ticket belongs to. */
export async function systemOfService(db: Db, service: string): Promise<SystemRow | undefined> {
  const systems = await findTicketSystems(db);
  return systems.find(({ address }) => address !== null && isIn(address, service));
}

/** A ticket for one visit of whoever asks; they are remembered in their session, so that the visit ends with it. */
export async function makeTicket(
  context: Context,
  system: SystemRow,
  { service, account, there }: { readonly service: string; readonly account: string; readonly there: string },
): Promise<string> {
  const ticket = `ST-${randomBytes(24).toString('base64url')}`;
  // The ticket itself is told when the visit is over, so it is kept, sealed.
  const mark = (await sealOf(context)).close(JSON.stringify({ service, ticket }), way);
  const expiresAt = new Date(context.clock.now().getTime() + livesMs).toISOString();
  await context.transaction(async (tx) => {
    await insertTicket(tx, {
      digest: digestOf(ticket),
      service,
      system: system.code,
      account,
      there,
      expiresAt,
    });
    await rememberEntrance(context, tx, { way, target: system.code, mark });
    await countUse(context, tx, system, context.actor.id);
    await context.ledger(tx, {
      action: 'sign-in',
      resource: 'applications.ticket',
      subjects: [],
      detail: { outcome: 'entered', system: system.code, account: context.actor.id },
    });
  });
  return ticket;
}

/** What a ticket stands for; once. One that is shown for another address is used up and good for nothing. */
export async function takeTicket(
  context: Context,
  ticket: string,
  service: string,
): Promise<{ readonly used: UsedTicket; readonly fits: boolean } | undefined> {
  const now = context.clock.now().toISOString();
  const used = await context.transaction((tx) => useTicket(tx, digestOf(ticket), now));
  return used && { used, fits: used.service === service };
}

/** CAS Protocol 3.0 §2.3.3: single sign-out, posted to the address for which the ticket was. */
export const casWay: SignOutWay = {
  way,
  tell: async (context, { target, mark }) => {
    const system = await findSystem(context.db, target);
    if (!system?.address) return;
    const opened = (await sealOf(context)).open(mark, way).toString();
    const { service, ticket } = JSON.parse(opened) as { service: string; ticket: string };
    if (!isIn(system.address, service)) return;
    const request = logoutXml(randomUUID(), context.clock.now().toISOString(), ticket);
    const { status } = await askOutside({
      url: service,
      method: 'POST',
      headers: { 'content-type': 'application/x-www-form-urlencoded' },
      body: new URLSearchParams({ logoutRequest: request }).toString(),
      inside: system.inside,
      timeoutMs: 5000,
    });
    if (status >= 500) throw new Error(`${target} answered ${status}`);
  },
};
