import type { Actor } from '#kernel/actor';
import type { Services } from '#kernel/context';
import type { ActingChoice } from '../contract.ts';
import { findCitizenPerson } from '../citizens.ts';
import { intersectGrants, mayAct, readGrants } from '../rules.ts';
import { needsFactor } from '../second-factor/rule.ts';
import { actorOf } from '../signed-in.ts';
import { findAccount, findPosts, type AccountRow, type PostRow } from '../store.ts';
import { findReceived, findStanding } from './delegation-store.ts';
import { mandatePoint, type Mandate, type MandateHolder } from './mandate.ts';

/** Somebody acting for another: the actor, what it rests on, and whether a second factor is needed for it. */
export interface Acting {
  readonly actor: Actor;
  readonly mandate?: Mandate;
  readonly needsFactor: boolean;
}

const only = (permissions: readonly string[]) =>
  new Map(permissions.map((permission) => [permission, 'city'] as const));

async function delegated(services: Services, account: AccountRow, id: string): Promise<Acting | undefined> {
  const { db } = services.store;
  const now = services.clock.now();
  const known = await findStanding(db, account.account, id, now.toISOString());
  const from = known && (await findAccount(db, known.from));
  if (!known || !from || !mayAct(from, now)) return undefined;
  const post = (await findPosts(db, from.account)).find(({ code }) => code === known.post);
  if (!post || post.duty !== null) return undefined;
  const actor: Actor = {
    ...actorOf(account, { ...post, grants: [] }),
    grants: intersectGrants(readGrants(post.grants), only(known.permissions)),
    onBehalfOf: from.id,
  };
  return { actor, needsFactor: needsFactor(services.config, post) };
}

const holderOf = async (services: Services, account: AccountRow): Promise<MandateHolder> => ({
  account: account.account,
  id: account.id,
  kind: account.kind,
  person: await findCitizenPerson(services.store.db, account.id),
});

async function mandated(
  services: Services,
  who: { readonly account: AccountRow; readonly post: PostRow | undefined },
  [name = '', id = '']: readonly string[],
): Promise<Acting | undefined> {
  const source = services.contributions(mandatePoint).find((each) => each.name === name);
  const holder = await holderOf(services, who.account);
  const mandate = await source?.find(holder, id, services.store.db, services);
  if (!mandate) return undefined;
  const own = actorOf(who.account, who.post);
  const grants = mandate.permissions ? intersectGrants(own.grants, only(mandate.permissions)) : own.grants;
  const needs = who.post !== undefined && needsFactor(services.config, who.post);
  return { actor: { ...own, grants, onBehalfOf: mandate.subject.key }, mandate, needsFactor: needs };
}

/**
 * The actor of somebody who acts for another. Looked up with each request: what has ended, was withdrawn or does not stand any
 * more gives nothing.
 * @param choice `delegation/<id>` or `mandate/<source>/<id>`
 */
export async function actingFor(
  services: Services,
  who: { readonly account: AccountRow; readonly post: PostRow | undefined },
  choice: string,
): Promise<Acting | undefined> {
  const [kind, ...rest] = choice.split('/');
  if (kind === 'delegation') return delegated(services, who.account, rest[0] ?? '');
  return kind === 'mandate' ? mandated(services, who, rest) : undefined;
}

/** For whom somebody may act now. */
export async function actingChoices(services: Services, account: AccountRow): Promise<ActingChoice[]> {
  const { db } = services.store;
  const received = await findReceived(db, account.account, services.clock.now().toISOString());
  const holder = await holderOf(services, account);
  const mandates = await Promise.all(
    services.contributions(mandatePoint).map(async (source) =>
      (await source.list(holder, db, services)).map(({ id, title, until = null }) => ({
        id: `mandate/${source.name}/${id}`,
        title,
        until,
      })),
    ),
  );
  return [
    ...received.map(({ id, fromName, post, endsAt }) => ({
      id: `delegation/${id}`,
      title: { zh: `代 ${fromName}（${post}）`, en: `For ${fromName} (${post})` },
      until: endsAt,
    })),
    ...mandates.flat(),
  ];
}
