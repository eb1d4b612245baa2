import type { Config } from '#kernel/config';
import { needsFactor } from './second-factor/rule.ts';
import type { SessionFacts } from './signed-in.ts';
import type { PostRow } from './store.ts';

/** What follows from a session for whoever came with it, in the post in which they act. */
export const factsOf = (
  config: Pick<Config, 'SECOND_FACTOR' | 'production'>,
  session: { readonly id: string; readonly secondFactorAt: string | null; readonly kiosk?: string | null },
  post: PostRow | undefined,
): SessionFacts => ({
  id: session.id,
  secondFactorAt: session.secondFactorAt,
  kiosk: session.kiosk ?? null,
  unproved: session.secondFactorAt === null && post !== undefined && needsFactor(config, post),
});
