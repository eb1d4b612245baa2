import type { Actor } from '#kernel/actor';
import type { Services } from '#kernel/context';
import type { Db } from '#kernel/db';
import { organisationNames } from '#platform/base/organisations';
import { applicationClaimsPoint } from '../leaving/points.ts';
import { mayAct } from '../rules.ts';
import { actorOf, sessionOf } from '../signed-in.ts';
import { findAccountById, findPosts, type AccountRow, type PostRow } from '../store.ts';
import { keyedDigest } from '../token.ts';
import type { ApplicationRow } from './application-store.ts';

/** Somebody in one of their posts. To the provider that is the account: another post is another sign-in. */
export interface Person {
  readonly account: AccountRow;
  readonly post: PostRow;
  readonly posts: readonly PostRow[];
}

const kindsOf: Readonly<Record<ApplicationRow['audience'], readonly string[]>> = {
  official: ['official', 'contractor', 'agent'],
  citizen: ['citizen', 'agent'],
  everyone: ['official', 'citizen', 'agent', 'contractor'],
};

/** Whether an application is for people with this kind of account. */
export const mayEnter = (audience: ApplicationRow['audience'], kind: string): boolean =>
  kindsOf[audience].includes(kind);

/** By which the provider knows who is signed in; undefined for whoever has no session or no post. */
export function providerAccount(actor: Actor): string | undefined {
  const known = sessionOf(actor);
  // Who has still to prove a second factor has no rights here, and enters nothing; nor does whoever stands at a kiosk,
  // where they have few: an application would hold all of them, and longer than they stand there.
  const enters = known !== undefined && !known.unproved && known.kiosk === null;
  const post = enters ? known.post : undefined;
  return post ? `${actor.id}/${post}` : undefined;
}

/** Undefined as soon as the account is suspended or withdrawn, or the post is not held any more. */
export async function findPerson(db: Db, providerId: string, now: Date): Promise<Person | undefined> {
  const [id = '', code] = providerId.split('/');
  const account = await findAccountById(db, id);
  if (!account || !mayAct(account, now)) return undefined;
  const posts = await findPosts(db, account.account);
  const post = posts.find((each) => each.code === code);
  return post && { account, post, posts };
}

/** By what name an application knows somebody, when a module has been told. */
async function nameThere(services: Services, person: Person, application: string) {
  const entering = { application, account: person.account.account, actor: person.account.id };
  for (const claims of services.contributions(applicationClaimsPoint)) {
    const found = await claims(services, entering);
    if (found) return found;
  }
  return {};
}

/** What applications are told, by scope: `profile` and `org`. */
export async function claimsOf(
  services: Services,
  person: Person,
  application: string,
): Promise<Record<string, unknown>> {
  const { account, post, posts } = person;
  const actor = actorOf(account, post);
  const names = await organisationNames(
    services.store.db,
    post.organisation === null ? [] : [post.organisation],
  );
  return {
    name: account.name,
    account_kind: account.kind,
    ...(await nameThere(services, person, application)),
    organisation: post.organisation,
    organisation_name: names.get(post.organisation ?? '') ?? null,
    division: post.division,
    post: post.code,
    role: post.role,
    posts: posts.map(({ code, role, organisation }) => ({ code, role, organisation })),
    permissions: [...actor.grants.keys()].toSorted(),
  };
}

/**
 * The name under which an application knows somebody. Officials are known by one name everywhere, for what they do is
 * the office's; a citizen by another one to each application, so that two cannot put together what they know.
 */
export const subjectOf = (key: Uint8Array, person: Person, application: string): string =>
  person.account.kind === 'citizen'
    ? keyedDigest(key, `${application}/${person.account.id}`).slice(0, 43)
    : person.account.id;
