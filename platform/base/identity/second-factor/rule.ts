import { secondFactorRule, type Config } from '#kernel/config';
import { isPrivileged } from '../rules.ts';
import type { PostRow } from '../store.ts';

/** Whether a post gives its rights only to somebody who has proved a second factor in this session. */
export function needsFactor(
  config: Pick<Config, 'SECOND_FACTOR' | 'production'>,
  post: Pick<PostRow, 'duty' | 'grants'>,
): boolean {
  const rule = secondFactorRule(config);
  return rule === 'everyone' || (rule === 'privileged' && isPrivileged(post));
}
