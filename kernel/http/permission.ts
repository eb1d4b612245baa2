import { may, type Actor } from '../actor.ts';
import type { Permission } from '../operation.ts';
import { Problem } from '../problem.ts';

/**
 * Refuses whoever lacks the permission.
 * @throws Problem 401 `identity.sign-in-needed` for a stranger, 403 `identity.forbidden` for somebody known
 */
export function requirePermission(actor: Actor, permission: Permission): void {
  if (may(actor, permission)) return;
  if (actor.kind === 'anonymous')
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
