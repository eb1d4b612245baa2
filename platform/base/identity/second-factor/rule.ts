import { secondFactorRule, type Config } from '#kernel/config';
import type { PostRow } from '../store.ts';

/** Who holds one of the three administrators' duties, or may see personal data unmasked. */
export const isPrivileged = ({ duty, grants }: Pick<PostRow, 'duty' | 'grants'>): boolean =>
  duty !== null || grants.some((grant) => /:reveal(@|$)/.test(grant));

/** Whether a post gives its rights only to somebody who has proved a second factor in this session. */
export function needsFactor(
  config: Pick<Config, 'SECOND_FACTOR' | 'production'>,
  post: Pick<PostRow, 'duty' | 'grants'>,
): boolean {
  const rule = secondFactorRule(config);
  return rule === 'everyone' || (rule === 'privileged' && isPrivileged(post));
}
