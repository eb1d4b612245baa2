import { may, type Actor } from '../actor.ts';
import { secondFactorRule } from '../config.ts';
import type { Context } from '../context.ts';
import type { Permission } from '../operation.ts';
import { Problem } from '../problem.ts';

/**
 * Refuses whoever lacks the permission.
 * @throws Problem 401 `identity.sign-in-needed` for a stranger, 403 `identity.forbidden` for somebody known
 */
export function requirePermission(actor: Actor, permission: Permission): void {
  if (may(actor, permission)) return;
  // Before a kiosk somebody may sign in.
  if (actor.kind === 'anonymous' || actor.kind === 'kiosk')
    throw new Problem(401, 'identity.sign-in-needed', {
      zh: '请先登录。',
      en: 'Sign in first.',
    });
  throw new Problem(
    403,
    'identity.forbidden',
    { zh: `您没有所需的权限：${permission}。`, en: `You lack the permission this needs: ${permission}.` },
    { permission },
  );
}

const fresh = 10 * 60_000;

/**
 * Refuses a dangerous operation to whoever has not just proved a second factor; an installation may do without (`SECOND_FACTOR=off`).
 * @throws Problem 403 `identity.step-up-needed`
 */
export function requireSecondFactor({ actor, clock, config }: Context): void {
  if (secondFactorRule(config) === 'off') return;
  const age = clock.now().getTime() - (actor.secondFactorAt ?? Number.NEGATIVE_INFINITY);
  if (age >= 0 && age < fresh) return;
  throw new Problem(403, 'identity.step-up-needed', {
    zh: '此操作须重新验证身份：请在“安全”页输入验证码后再试，未作任何改动。',
    en: 'This needs a second factor proved within ten minutes: enter a code on the page "Security" and try again. Nothing was changed.',
  });
}
