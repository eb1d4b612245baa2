import type { KoaContextWithOIDC, Provider } from 'oidc-provider';
import type { Context } from '#kernel/context';
import { cookieHeader } from '../cookie.ts';
import { endSession } from '../leaving/end-session.ts';
import { rememberEntrance } from '../leaving/enter.ts';
import { enteredPoint } from '../leaving/points.ts';
import { sessionOf } from '../signed-in.ts';
import { findCitizenPerson } from '../citizens.ts';
import { contextOf } from './bridge.ts';
import { findPerson, providerAccount } from './people.ts';

const refusals = new WeakMap<KoaContextWithOIDC, string>();

const refusalEvents = [
  'authorization.error',
  'grant.error',
  'userinfo.error',
  'introspection.error',
  'revocation.error',
  'end_session.error',
  'end_session_confirm.error',
] as const;

const write = (
  context: Context,
  action: 'sign-in' | 'share',
  detail: Readonly<Record<string, unknown>>,
  subjects: readonly string[] = [],
): Promise<void> =>
  context.ledger(context.db, { action, resource: 'identity.application', subjects, detail });

/** Whose claims were handed to an application. */
async function tellShared(context: Context, ctx: KoaContextWithOIDC, application: string): Promise<void> {
  const accountId = ctx.oidc.account?.accountId ?? '';
  const person = await findPerson(context.db, accountId, context.clock.now());
  if (!person) return;
  const own = await findCitizenPerson(context.db, person.account.id);
  const scope = ctx.oidc.accessToken?.scope;
  await write(context, 'share', { outcome: 'claims', application, scope }, [
    person.account.account,
    ...(own === undefined ? [] : [own]),
  ]);
}

/**
 * Leaving by an application leaves the platform; unless it is only the provider's session of somebody else that ends,
 * in whose place another has signed in.
 */
async function leave(context: Context, ctx: KoaContextWithOIDC): Promise<void> {
  const known = sessionOf(context.actor);
  const same = ctx.oidc.session?.accountId === providerAccount(context.actor);
  if (!known || !same || !ctx.oidc.params?.['logout']) return;
  await context.transaction((tx) => endSession(context, tx, known));
  ctx.append('set-cookie', cookieHeader(context.config, null));
  await write(context, 'sign-in', { outcome: 'signed-out', account: context.actor.id });
}

type Tell = (context: Context, ctx: KoaContextWithOIDC, application: string) => Promise<void>;

const tellEntered: Tell = async (context, ctx, application) => {
  const code = ctx.oidc.entities.AuthorizationCode;
  const known = sessionOf(context.actor);
  if (!code || !known) return;
  const sid = ctx.oidc.session?.sidFor(application);
  if (sid)
    await rememberEntrance(context, context.db, {
      way: 'openid',
      target: application,
      mark: sid,
      account: code.accountId,
    });
  await write(context, 'sign-in', {
    outcome: 'entered',
    application,
    account: context.actor.id,
    scope: code.scope,
  });
  const entering = { application, account: known.account, actor: context.actor.id };
  for (const hear of context.contributions(enteredPoint)) await hear(context, context.db, entering);
};

/** What is told of each endpoint when it did what it was asked. */
const tellings: Readonly<Record<string, Tell>> = {
  authorization: tellEntered,
  resume: tellEntered,
  token: (context, ctx, application) =>
    write(context, 'sign-in', { outcome: 'token', application, grant: ctx.oidc.params?.['grant_type'] }),
  revocation: (context, _ctx, application) => write(context, 'sign-in', { outcome: 'revoked', application }),
  userinfo: tellShared,
  end_session_confirm: leave,
};

async function tell(context: Context, ctx: KoaContextWithOIDC): Promise<void> {
  const { route, client } = ctx.oidc;
  const application = client?.clientId ?? 'unknown';
  const error = refusals.get(ctx);
  if (error === undefined) await tellings[route]?.(context, ctx, application);
  else await write(context, 'sign-in', { outcome: 'refused', at: route, error, application });
}

/** Keeps the ledger of what the provider lets in, hands out and refuses. */
export function follow(provider: Provider): void {
  for (const event of refusalEvents)
    provider.on(event as 'grant.error', (ctx, error) => {
      refusals.set(ctx, (error as { error?: string }).error ?? 'server_error');
    });
  provider.on('server_error', (ctx, error) => {
    contextOf(ctx.req).log.error({ err: error }, 'OpenID provider failed');
  });
  provider.use(async (ctx, next) => {
    await next();
    const asked = ctx as unknown as KoaContextWithOIDC;
    // Paths that the provider does not know, and its own descriptions, leave no trace.
    if ((asked.oidc as KoaContextWithOIDC['oidc'] | undefined)?.route) await tell(contextOf(ctx.req), asked);
  });
}
