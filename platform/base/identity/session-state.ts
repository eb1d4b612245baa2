import type { Actor } from '#kernel/actor';
import type { Context } from '#kernel/context';
import { fill, type Text } from '#kernel/texts';
import { organisationNames } from '#platform/base/organisations';
import type { SessionState } from './contract.ts';
import { kioskIdle } from './kiosk/rules.ts';
import { findKiosk } from './kiosk/store.ts';
import { kioskCodeOf, mandateOf, sessionOf } from './signed-in.ts';
import { accountNames, findPosts, type PostRow } from './store.ts';
import { texts } from './texts.ts';

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

/** For whom the actor acts, in words; null for themselves. */
async function actingState(context: Context, actor: Actor): Promise<SessionState['acting']> {
  const mandate = mandateOf(actor);
  if (mandate) return { title: mandate.title };
  if (actor.onBehalfOf === undefined) return null;
  const name = (await accountNames(context.db, [actor.onBehalfOf])).get(actor.onBehalfOf) ?? '';
  return { title: fill(texts.actingFor, { name }) };
}

async function kioskState(
  context: Context,
  actor: Actor,
): Promise<NonNullable<SessionState['kiosk']> | null> {
  const code = kioskCodeOf(actor);
  const kiosk = code === null ? undefined : await findKiosk(context.db, code);
  return kiosk ? { title: { zh: kiosk.titleZh, en: kiosk.titleEn }, idleSeconds: kioskIdle / 1000 } : null;
}

const nobodyAt = (kiosk: SessionState['kiosk'] | null): SessionState => ({
  actor: null,
  posts: [],
  ...(kiosk ? { kiosk } : {}),
});

const signedInAs = (
  actor: Actor,
  post: string | null,
  names: ReadonlyMap<string, Text>,
): NonNullable<SessionState['actor']> => ({
  id: actor.id,
  kind: actor.kind,
  name: actor.name,
  organisation: actor.organisation ?? null,
  organisationName: names.get(actor.organisation ?? '') ?? null,
  post,
  division: actor.division ?? null,
  permissions: [...actor.grants.keys()].toSorted(),
});

/** Who the actor is and which posts the same account holds. */
export async function sessionState(context: Context, actor: Actor): Promise<SessionState> {
  const kiosk = await kioskState(context, actor);
  if (actor.kind === 'anonymous' || actor.kind === 'kiosk') return nobodyAt(kiosk);
  const known = sessionOf(actor);
  const posts = known ? await findPosts(context.db, known.account) : [];
  const codes = [...posts.map(({ organisation }) => organisation), actor.organisation ?? null];
  const names = await organisationNames(
    context.db,
    codes.filter((code) => code !== null),
  );
  return {
    actor: signedInAs(actor, known?.post ?? null, names),
    kiosk,
    acting: await actingState(context, actor),
    secondFactor: factorState(actor),
    posts: posts.map((post) => ({ id: post.code, title: postTitle(post, names) })),
  };
}
