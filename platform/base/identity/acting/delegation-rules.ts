import type { Text } from '#kernel/texts';
import { texts } from '../texts.ts';

const day = 86_400_000;
const longest = 90 * day;

export interface DelegationAsked {
  readonly from: { readonly account: string; readonly acting: boolean };
  readonly post: { readonly duty: string | null; readonly grants: readonly string[] } | undefined;
  readonly to:
    | {
        readonly account: string;
        readonly kind: string;
        readonly mayAct: boolean;
        readonly duties: readonly (string | null)[];
      }
    | undefined;
  readonly startsAt: Date;
  readonly endsAt: Date;
  readonly permissions: readonly string[];
}

export interface DelegationFault {
  readonly code: string;
  readonly words: Text;
}

const fault = (code: string, words: Text): DelegationFault => ({
  code: `identity.delegation-${code}`,
  words,
});

const permissionOf = (grant: string): string => grant.split('@')[0] ?? grant;

function personFault({ from, to }: DelegationAsked): DelegationFault | null {
  if (from.acting) return fault('chain', texts.delegationChain);
  if (to?.account === from.account) return fault('self', texts.delegationSelf);
  if (to?.kind !== 'official' || !to.mayAct) return fault('recipient', texts.delegationRecipient);
  // 三员分立: an administrator gets no business rights either, by whatever way.
  return to.duties.some((duty) => duty !== null) ? fault('duty', texts.delegationDuty) : null;
}

function periodFault({ startsAt, endsAt }: DelegationAsked, now: Date): DelegationFault | null {
  const length = endsAt.getTime() - startsAt.getTime();
  const sound = length > 0 && length <= longest && endsAt > now;
  return sound ? null : fault('period', texts.delegationPeriod);
}

function rightsFault({ post, permissions }: DelegationAsked): DelegationFault | null {
  if (!post) return fault('post', texts.unknownPost);
  if (post.duty !== null) return fault('duty', texts.delegationDuty);
  const held = new Set(post.grants.map(permissionOf));
  const sound = permissions.length > 0 && permissions.every((permission) => held.has(permission));
  return sound ? null : fault('permissions', texts.delegationPermissions);
}

/**
 * What is wrong with handing a part of one's post to a colleague while away; null when it may be. Never to oneself, never
 * what one holds by a delegation, never an administrator's duty, to officials only, for ninety days at most.
 */
export const delegationFault = (asked: DelegationAsked, now: Date): DelegationFault | null =>
  personFault(asked) ?? rightsFault(asked) ?? periodFault(asked, now);
