import type { FastifyRequest } from 'fastify';
import { dayOf } from '#kernel/clock';
import { anonymous, type Actor } from '#kernel/actor';
import type { Services } from '#kernel/context';
import type { Db } from '#kernel/db';
import { Problem } from '#kernel/problem';
import { actingFor } from './acting/acting.ts';
import { setActing } from './acting/delegation-store.ts';
import { bearerActor } from './oidc/bearer.ts';
import { findClient, markUsed } from './client-store.ts';
import type { Client } from './contract.ts';
import { cookieName } from './cookie.ts';
import { factsOf } from './session-facts.ts';
import { kioskActor, kioskOf } from './kiosk/kiosk.ts';
import { grantsAtKiosk, staysAtKiosk } from './kiosk/rules.ts';
import type { KioskRow } from './kiosk/store.ts';
import { meter } from './contractor-store.ts';
import { mayAct, readGrants, seenIsStale, seenStep, sessionLives } from './rules.ts';
import { findSession, touchSession, type SessionRow } from './session-store.ts';
import { actorActing, actorIn, withGrants } from './signed-in.ts';
import { findAccount, findPosts, type AccountRow, type PostRow } from './store.ts';
import { texts } from './texts.ts';
import { digestOf, sameDigest } from './token.ts';

/**
 * Whether nobody in particular may come here: pages, probes and operations that say `public`. There an ended session
 * is no obstacle (a person must be able to sign in again); elsewhere it is told, so that the page can say why.
 */
function isOpen(request: FastifyRequest): boolean {
  const { schema } = request.routeOptions;
  const said = schema as { operationId?: string; hide?: boolean; security?: readonly unknown[] } | undefined;
  return said?.operationId === undefined || said.hide === true || said.security?.length === 0;
}

/** Who acts for another in this session; undefined when nobody does, or what it rested on stands no longer. */
async function otherActor(
  services: Services,
  session: SessionRow,
  who: { readonly account: AccountRow; readonly post: PostRow | undefined },
): Promise<Actor | undefined> {
  const choice = session.acting;
  const acting = choice === null ? undefined : await actingFor(services, who, choice);
  if (!acting || choice === null) return undefined;
  const unproved = acting.needsFactor && session.secondFactorAt === null;
  const facts = { id: session.id, secondFactorAt: session.secondFactorAt, unproved, kiosk: session.kiosk };
  return actorActing(acting, { account: who.account.account, choice }, facts);
}

/** A session that was begun at a kiosk lives there alone, while somebody does something; no other is known at a kiosk. */
const isOfKiosk = (session: SessionRow, kiosk: KioskRow | undefined, now: Date): boolean =>
  session.kiosk === (kiosk?.code ?? null) && (kiosk === undefined || staysAtKiosk(session.seenAt, now));

const seenLately = (session: SessionRow, now: Date): boolean =>
  session.kiosk === null ? !seenIsStale(session, now) : now.getTime() - Date.parse(session.seenAt) < 2000;

/** What a page asks by itself shows nobody to be there. */
const isToNote = (session: SessionRow, now: Date, unattended: boolean): boolean =>
  !unattended && !seenLately(session, now);

async function findLiving(
  token: string,
  { store, clock }: Services,
  kiosk: KioskRow | undefined,
): Promise<SessionRow | undefined> {
  const session = await findSession(store.db, digestOf(token));
  const now = clock.now();
  return session && sessionLives(session, now) && isOfKiosk(session, kiosk, now) ? session : undefined;
}

/**
 * What somebody began for another is not done in their own name, when the mandate ends between the page and the press: it
 * is refused once. @throws Problem 409 `identity.acting-over`
 */
async function refuseOver({ store }: Services, session: SessionRow): Promise<void> {
  if (session.acting === null) return;
  await setActing(store.db, session.id, null);
  throw new Problem(409, 'identity.acting-over', texts.actingOver);
}

/** A request that does something, but for what is done to the session itself. */
const isChange = ({ method, url }: FastifyRequest): boolean =>
  !['GET', 'HEAD', 'OPTIONS'].includes(method) && !url.startsWith('/api/identity/session');

interface Coming {
  readonly kiosk: KioskRow | undefined;
  readonly changes: boolean;
  /** A page asks by itself. */
  readonly unattended: boolean;
}

/** The post in which a session acts; null when it is not held any more. */
async function postOf(db: Db, session: SessionRow): Promise<PostRow | undefined | null> {
  const posts = await findPosts(db, session.account);
  const post = posts.find(({ code }) => code === session.post);
  return session.post !== null && !post ? null : post;
}

async function noteSeen(
  services: Services,
  { session, account }: { readonly session: SessionRow; readonly account: AccountRow },
  { now, unattended }: { readonly now: Date; readonly unattended: boolean },
): Promise<void> {
  if (isToNote(session, now, unattended))
    await touchSession(services.store.db, session.id, now.toISOString());
  if (account.kind === 'contractor') await meter(services.store.db, account.account, dayOf(services, now));
}

async function sessionActor(
  token: string,
  services: Services,
  { kiosk, changes, unattended }: Coming,
): Promise<Actor | undefined> {
  const { db } = services.store;
  const now = services.clock.now();
  const session = await findLiving(token, services, kiosk);
  if (!session) return undefined;
  const account = await findAccount(db, session.account);
  if (!account || !mayAct(account, now)) return undefined;
  const post = await postOf(db, session);
  if (post === null) return undefined;
  await noteSeen(services, { session, account }, { now, unattended });
  const other = await otherActor(services, session, { account, post });
  if (!other && changes) await refuseOver(services, session);
  const actor = other ?? actorIn(account, post, factsOf(services.config, session, post));
  return kiosk ? withGrants(actor, grantsAtKiosk(actor.grants, kiosk.withPerson)) : actor;
}

function readBasic(header: string): { id: string; secret: string } {
  const decoded = Buffer.from(header.slice('basic '.length).trim(), 'base64').toString('utf8');
  const colon = decoded.indexOf(':');
  if (colon < 1) throw new Problem(401, 'identity.credentials-unreadable', texts.credentialsUnreadable);
  return { id: decoded.slice(0, colon), secret: decoded.slice(colon + 1) };
}

const noDigest = '0'.repeat(64);

/** @throws Problem 401 for credentials that were right once */
function requireValid(client: Client, now: Date): void {
  if (client.revokedAt !== null) throw new Problem(401, 'identity.client-revoked', texts.clientRevoked);
  if (client.expiresAt !== null && Date.parse(client.expiresAt) <= now.getTime())
    throw new Problem(401, 'identity.client-expired', texts.clientExpired);
}

const usedRecently = ({ usedAt }: Client, now: Date): boolean =>
  usedAt !== null && now.getTime() - Date.parse(usedAt) < seenStep;

async function clientActor(header: string, services: Services): Promise<Actor> {
  const { id, secret } = readBasic(header);
  const client = await findClient(services.store.db, id);
  const now = services.clock.now();
  const right = sameDigest(digestOf(secret), client?.secretDigest ?? noDigest);
  if (!client || !right) throw new Problem(401, 'identity.wrong-credentials', texts.wrongCredentials);
  requireValid(client, now);
  if (!usedRecently(client, now)) await markUsed(services.store.db, id, now.toISOString());
  return {
    id: client.id,
    kind: 'client',
    name: client.name,
    organisation: client.organisation ?? undefined,
    grants: readGrants(client.grants),
  };
}

/**
 * Who sits before a browser: a person with a session, a kiosk with nobody, nobody.
 * @throws Problem 401 `identity.session-ended`, 409 `identity.acting-over`
 */
async function browserActor(request: FastifyRequest, services: Services): Promise<Actor | undefined> {
  const token = request.cookies[cookieName];
  const kiosk = await kioskOf(request, services);
  const nobody = kiosk && kioskActor(kiosk);
  const coming = {
    kiosk,
    changes: isChange(request) && !isOpen(request),
    unattended: request.headers['x-unattended'] !== undefined,
  };
  const actor = token ? await sessionActor(token, services, coming) : nobody;
  if (actor || !token) return actor;
  if (isOpen(request)) return nobody ?? anonymous;
  throw new Problem(401, 'identity.session-ended', texts.sessionEnded);
}

/**
 * Who asks: an API client by Basic authentication, an application by its access token, a person by the session cookie, nobody when there is neither.
 * @throws Problem 401 `identity.wrong-credentials`, `identity.client-revoked`, `identity.client-expired`, `identity.session-ended`
 */
export async function authenticate(request: FastifyRequest, services: Services): Promise<Actor | undefined> {
  // At the provider's own paths credentials are the application's, and the provider looks at them.
  const authorization = request.url.startsWith('/oidc/') ? undefined : request.headers.authorization;
  if (authorization && /^basic /i.test(authorization)) return clientActor(authorization, services);
  if (authorization && /^bearer /i.test(authorization)) return bearerActor(authorization, services);
  return browserActor(request, services);
}
