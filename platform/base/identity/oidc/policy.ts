import type { Grant, KoaContextWithOIDC } from 'oidc-provider';
import { contextOf } from './bridge.ts';
import { findApplication } from './application-store.ts';
import { mayEnter, providerAccount } from './people.ts';

type Library = typeof import('oidc-provider');

/**
 * When somebody is asked: to sign in, and to consent. Beside the provider's own reasons there is ours: its session counts
 * only while the browser is signed in to the platform as the same person in the same post.
 */
export function interactionPolicyOf({ interactionPolicy: { Check, base } }: Library) {
  const policy = base();
  policy.get('login')?.checks.add(
    new Check(
      'other_session',
      'the End-User has left the platform or acts in another post',
      'login_required',
      (ctx) => {
        const here = providerAccount(contextOf(ctx.req).actor);
        const known = ctx.oidc.session?.accountId;
        return known !== undefined && known !== here ? Check.REQUEST_PROMPT : Check.NO_NEED_TO_PROMPT;
      },
    ),
  );
  // Whoever has entered one application is known to the provider: that says nothing of the next one.
  policy.get('login')?.checks.add(
    new Check(
      'other_audience',
      'the application is not for accounts of this kind',
      'login_required',
      async (ctx) => {
        const { client, session } = ctx.oidc;
        if (!client || session?.accountId === undefined) return Check.NO_NEED_TO_PROMPT;
        const { db, actor } = contextOf(ctx.req);
        const application = await findApplication(db, client.clientId);
        const isFor = application !== undefined && mayEnter(application.audience, actor.kind);
        return isFor ? Check.NO_NEED_TO_PROMPT : Check.REQUEST_PROMPT;
      },
    ),
  );
  return policy;
}

interface Owner {
  readonly clientId: string;
  readonly accountId: string;
}

async function ownGrant(ctx: KoaContextWithOIDC, owner: Owner): Promise<Grant | undefined> {
  const { provider, result, session } = ctx.oidc;
  const id = result?.consent?.grantId ?? session?.grantIdFor(owner.clientId);
  const known = id === undefined ? undefined : await provider.Grant.find(id);
  return known?.accountId === owner.accountId && known.clientId === owner.clientId ? known : undefined;
}

/** What somebody has consented to before; for the city's own applications the administrator has, for everybody. */
export async function grantFor(ctx: KoaContextWithOIDC): Promise<Grant | undefined> {
  const { client, session, provider } = ctx.oidc;
  if (!client || !session?.accountId) return undefined;
  const owner = { clientId: client.clientId, accountId: session.accountId };
  const mine = await ownGrant(ctx, owner);
  const application = await findApplication(contextOf(ctx.req).db, client.clientId);
  if (!application?.trusted) return mine;
  const grant = mine ?? new provider.Grant(owner);
  grant.addOIDCScope([...ctx.oidc.requestParamOIDCScopes].join(' '));
  await grant.save();
  return grant;
}
