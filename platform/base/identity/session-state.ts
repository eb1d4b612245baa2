import type { Actor } from '#kernel/actor';
import type { Context } from '#kernel/context';
import type { Text } from '#kernel/texts';
import { organisationNames } from '#platform/base/organisations';
import type { SessionState } from './contract.ts';
import { sessionOf } from './signed-in.ts';
import { findPosts, type PostRow } from './store.ts';

/** What people call a post: the organisation and the role in it. */
export function postTitle(post: PostRow, names: ReadonlyMap<string, Text>): Text {
  const organisation = post.organisation === null ? undefined : names.get(post.organisation);
  if (!organisation) return { zh: post.titleZh, en: post.titleEn };
  return { zh: `${organisation.zh} · ${post.titleZh}`, en: `${organisation.en} · ${post.titleEn}` };
}

function factorState(actor: Actor): SessionState['secondFactor'] {
  if (sessionOf(actor)?.unproved === true) return 'needed';
  return actor.secondFactorAt === undefined ? 'no' : 'proved';
}

/** Who the actor is and which posts the same account holds. */
export async function sessionState(context: Context, actor: Actor): Promise<SessionState> {
  if (actor.kind === 'anonymous') return { actor: null, posts: [] };
  const known = sessionOf(actor);
  const posts = known ? await findPosts(context.db, known.account) : [];
  const codes = [...posts.map(({ organisation }) => organisation), actor.organisation ?? null];
  const names = await organisationNames(
    context.db,
    codes.filter((code) => code !== null),
  );
  return {
    actor: {
      id: actor.id,
      kind: actor.kind,
      name: actor.name,
      organisation: actor.organisation ?? null,
      organisationName: names.get(actor.organisation ?? '') ?? null,
      post: known?.post ?? null,
      division: actor.division ?? null,
      permissions: [...actor.grants.keys()].toSorted(),
    },
    secondFactor: factorState(actor),
    posts: posts.map((post) => ({ id: post.code, title: postTitle(post, names) })),
  };
}
