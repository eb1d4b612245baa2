import type { Scope } from '#kernel/actor';
import { intersectGrants } from '../rules.ts';

/** A person at a kiosk who does nothing for so long has left. */
export const kioskIdle = 60_000;

export const listOf = (permissions: string): string[] => permissions.split(/[\s,，]+/).filter(Boolean);

const whole = (permissions: string): ReadonlyMap<string, Scope> =>
  new Map(listOf(permissions).map((permission) => [permission, 'city' as const]));

/** At a kiosk a person may do what they may anywhere and the kiosk is for, and no more. */
export const grantsAtKiosk = (
  held: ReadonlyMap<string, Scope>,
  withPerson: string,
): ReadonlyMap<string, Scope> => intersectGrants(held, whole(withPerson));

/** A fingerprint as people copy it (`AB:CD:…`) is kept as it is compared; an empty one is none. */
export function withPlainCertificate<T extends Readonly<Record<string, unknown>>>(kiosk: T): T {
  const { certificate } = kiosk;
  if (typeof certificate !== 'string') return kiosk;
  return { ...kiosk, certificate: certificate.replaceAll(':', '').trim().toLowerCase() || null };
}

/** What a kiosk may do by itself, within its organisation. */
export const grantsAlone = (alone: string): ReadonlyMap<string, Scope> =>
  new Map(listOf(alone).map((permission) => [permission, 'department' as const]));

/** Whether a session at a kiosk still belongs to whoever stands there. */
export const staysAtKiosk = (seenAt: string, now: Date): boolean =>
  now.getTime() - Date.parse(seenAt) < kioskIdle;
