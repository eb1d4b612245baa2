import type { FastifyReply, FastifyRequest } from 'fastify';
import { z } from 'zod';
import { may } from '#kernel/actor';
import type { Context } from '#kernel/context';
import { Problem } from '#kernel/problem';
import { defineProtocol } from '#kernel/protocol';
import { requireDoor } from '../doors.ts';
import type { SystemRow } from '../store.ts';
import { texts } from '../texts.ts';
import { refusedPage } from './html.ts';
import { makeTicket, systemOfService, takeTicket } from './tickets.ts';
import { failureXml, successXml } from './xml.ts';

const one = z.string().max(2000).optional().catch(undefined);
const Query = z.object({ service: one, ticket: one, gateway: one, renew: one });

const queryOf = (request: FastifyRequest) => Query.parse(request.query);

const asHtml = (reply: FastifyReply, status: number, problem: Problem) =>
  reply.status(status).type('text/html; charset=utf-8').send(refusedPage(problem.detail));

/** Back to the system, with a ticket. */
async function letIn(reply: FastifyReply, context: Context, system: SystemRow, service: string) {
  const { account, there = account } = await requireDoor(context, context.db, system);
  // A ticket says who somebody is: nobody goes in as another, and a program goes in as nobody.
  if (account === undefined || there === undefined || context.actor.onBehalfOf !== undefined)
    throw new Problem(403, 'applications.own-account', texts.ownAccount);
  const to = new URL(service);
  to.searchParams.set('ticket', await makeTicket(context, system, { service, account, there }));
  return reply.header('cache-control', 'no-store').redirect(to.href, 302);
}

/** CAS Protocol 3.0 §2.1. Whoever is not signed in signs in on the console, which then opens the place asked for. */
async function login(request: FastifyRequest, reply: FastifyReply, context: Context): Promise<unknown> {
  const { service, gateway } = queryOf(request);
  if (service === undefined) return reply.redirect('/console/applications/menu', 302);
  const system = await systemOfService(context.db, service);
  if (!system)
    return asHtml(reply, 403, new Problem(403, 'applications.unknown-service', texts.ticketUnknown));
  if (context.actor.kind === 'anonymous') {
    if (gateway === 'true') return reply.redirect(service, 302);
    const base = new URL(system.address ?? service);
    const { pathname, search } = new URL(service);
    const path = `/${pathname.slice(base.pathname.replace(/\/$/, '').length).replace(/^\/+/, '')}${search}`;
    const query = new URLSearchParams({ system: system.code, to: path });
    return reply.redirect(`/console/applications/go?${query}`, 302);
  }
  try {
    if (!may(context.actor, 'applications:open'))
      throw new Problem(403, 'identity.forbidden', texts.ticketClosed);
    return await letIn(reply, context, system, service);
  } catch (error) {
    if (error instanceof Problem && error.status < 500) return asHtml(reply, error.status, error);
    throw error;
  }
}

/** CAS Protocol 3.0 §2.5, §2.8: asked by the system's own server. */
async function validate(request: FastifyRequest, reply: FastifyReply, context: Context): Promise<unknown> {
  const { service, ticket } = queryOf(request);
  const xml = (body: string) =>
    reply.header('cache-control', 'no-store').type('application/xml; charset=utf-8').send(body);
  if (!service || !ticket) return xml(failureXml('INVALID_REQUEST', 'service and ticket are needed'));
  const taken = await takeTicket(context, ticket, service);
  if (!taken) return xml(failureXml('INVALID_TICKET', 'the ticket is not known, was used or is too old'));
  if (!taken.fits) return xml(failureXml('INVALID_SERVICE', 'the ticket is for another service'));
  return xml(
    successXml(taken.used.there, { platformAccount: taken.used.account, system: taken.used.system }),
  );
}

/** For old systems that know only tickets: CAS Protocol 3.0. Proxies are not spoken; sign-out is the platform's own. */
export const cas = defineProtocol({
  id: 'cas',
  title: { zh: 'CAS 票据登录', en: 'CAS sign-on' },
  path: '/cas',
  standard: 'CAS Protocol 3.0',
  routes: [
    { method: 'GET', path: '/login', permission: 'public', handle: login },
    { method: 'GET', path: '/serviceValidate', permission: 'public', handle: validate },
    { method: 'GET', path: '/p3/serviceValidate', permission: 'public', handle: validate },
  ],
  problem: (problem) => ({
    status: problem.status,
    type: 'application/xml; charset=utf-8',
    body: failureXml(problem.status >= 500 ? 'INTERNAL_ERROR' : 'INVALID_REQUEST', problem.detail.en),
  }),
});
