import type { FastifyReply, FastifyRequest } from 'fastify';
import type { InteractionResults, Provider } from 'oidc-provider';
import { z } from 'zod';
import type { Context } from '#kernel/context';
import { Problem } from '#kernel/problem';
import { findBegun } from '../session-store.ts';
import { sessionOf } from '../signed-in.ts';
import { texts } from '../texts.ts';
import { findApplication, type ApplicationRow } from './application-store.ts';
import { issuerOf } from './issuer.ts';
import { mayEnter, providerAccount } from './people.ts';
import { openProvider } from './provider.ts';
import { scopeTitle } from './scopes.ts';

type Interaction = Awaited<ReturnType<Provider['interactionDetails']>>;

interface Asked {
  readonly provider: Provider;
  readonly interaction: Interaction;
  readonly application: ApplicationRow;
}

const gone = new Problem(404, 'identity.interaction-gone', texts.interactionGone);

/**
 * The request to sign in that this very browser began: its cookie is the proof, so that nobody completes another's.
 * @throws Problem 404 `identity.interaction-gone`
 */
async function askedOf(request: FastifyRequest, reply: FastifyReply, context: Context): Promise<Asked> {
  const provider = await openProvider(context);
  const interaction = await provider.interactionDetails(request.raw, reply.raw).catch(() => undefined);
  const { uid } = request.params as { uid: string };
  if (!interaction || interaction.uid !== uid) throw gone;
  const application = await findApplication(context.db, String(interaction.params['client_id']));
  if (!application) throw gone;
  return { provider, interaction, application };
}

const isFor = ({ audience }: ApplicationRow, context: Context): boolean =>
  mayEnter(audience, context.actor.kind);

/** Whether the application wants the password once more, and the present sign-in is older than its request. */
async function mustSignInAgain({ interaction }: Asked, context: Context): Promise<boolean> {
  const { reasons, name } = interaction.prompt;
  if (name !== 'login' || !reasons.some((reason) => reason === 'login_prompt' || reason === 'max_age'))
    return false;
  const known = sessionOf(context.actor);
  const begun = known && (await findBegun(context.db, known.session));
  return begun === undefined || Date.parse(begun) < interaction.iat * 1000;
}

async function signedIn(asked: Asked, context: Context): Promise<InteractionResults | undefined> {
  const accountId = providerAccount(context.actor);
  if (!accountId || !isFor(asked.application, context) || (await mustSignInAgain(asked, context)))
    return undefined;
  return { login: { accountId, remember: false } };
}

async function consented({ provider, interaction }: Asked): Promise<InteractionResults> {
  const { accountId = '' } = interaction.session ?? {};
  const clientId = String(interaction.params['client_id']);
  const known = interaction.grantId ? await provider.Grant.find(interaction.grantId) : undefined;
  const grant = known ?? new provider.Grant({ accountId, clientId });
  const missing = interaction.prompt.details['missingOIDCScope'];
  if (Array.isArray(missing)) grant.addOIDCScope(missing.join(' '));
  return { consent: { grantId: await grant.save() } };
}

const pageOf = (application: ApplicationRow, uid: string): string =>
  application.audience === 'official' ? `/console/identity/authorise?uid=${uid}` : `/authorise?uid=${uid}`;

/** Where the provider sends the browser: straight back when there is nothing to ask, else to the page that asks. */
export async function enterInteraction(request: FastifyRequest, reply: FastifyReply, context: Context) {
  const asked = await askedOf(request, reply, context);
  const { interaction, provider, application } = asked;
  const result = interaction.prompt.name === 'login' ? await signedIn(asked, context) : undefined;
  const to = result
    ? await provider.interactionResult(request.raw, reply.raw, result)
    : new URL(pageOf(application, interaction.uid), issuerOf(context.config)).href;
  return reply.redirect(to, 303);
}

/** What the page shows. */
export async function lookAtInteraction(request: FastifyRequest, reply: FastifyReply, context: Context) {
  const asked = await askedOf(request, reply, context);
  const { interaction, application } = asked;
  const scopes = String(interaction.params['scope'] ?? '').split(' ');
  const known = sessionOf(context.actor);
  return reply.send({
    application: application.name,
    prompt: interaction.prompt.name,
    person: known ? context.actor.name : null,
    allowed: known ? isFor(application, context) : null,
    again: await mustSignInAgain(asked, context),
    scopes: scopes.filter(Boolean).map((scope) => ({ scope, title: scopeTitle(context.modules, scope) })),
  });
}

const Answer = z.object({ answer: z.enum(['allow', 'refuse']) });

async function resultOf(asked: Asked, answer: 'allow' | 'refuse', context: Context) {
  if (answer === 'refuse')
    return { error: 'access_denied', error_description: 'the End-User refused' } satisfies InteractionResults;
  if (sessionOf(context.actor) && !isFor(asked.application, context))
    throw new Problem(403, 'identity.wrong-audience', texts.wrongAudience);
  if (asked.interaction.prompt.name === 'consent') {
    // Consent is given by whoever is signed in now, not by whoever was when it was asked.
    if (asked.interaction.session?.accountId !== providerAccount(context.actor)) throw gone;
    return consented(asked);
  }
  const result = await signedIn(asked, context);
  if (result) return result;
  throw new Problem(401, 'identity.sign-in-needed', texts.nobodySignedIn);
}

/** Takes the answer of the page. @returns where to send the browser: an address of the provider */
export async function answerInteraction(request: FastifyRequest, reply: FastifyReply, context: Context) {
  const asked = await askedOf(request, reply, context);
  const given = Answer.safeParse(request.body);
  if (!given.success) throw new Problem(400, 'request.invalid', texts.answerUnreadable);
  const result = await resultOf(asked, given.data.answer, context);
  const to = await asked.provider.interactionResult(request.raw, reply.raw, result);
  return reply.send({ to });
}
