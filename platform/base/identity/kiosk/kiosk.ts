import type { FastifyRequest } from 'fastify';
import type { Actor } from '#kernel/actor';
import type { Services } from '#kernel/context';
import { placeOf } from '../risk/whence.ts';
import { digestOf, sameDigest } from '../token.ts';
import { grantsAlone } from './rules.ts';
import { findKiosk, type KioskRow } from './store.ts';

export const kioskCookie = 'yj_kiosk';

/** The kiosk with this code and key, asked for from its own network. */
export async function provenKiosk(
  services: Services,
  { code, key }: { readonly code: string; readonly key: string },
  address: string,
): Promise<KioskRow | undefined> {
  const kiosk = await findKiosk(services.store.db, code);
  const right = sameDigest(digestOf(key), kiosk?.keyDigest ?? '0'.repeat(64));
  if (!kiosk || !right) return undefined;
  return kiosk.network === null || kiosk.network === placeOf(address) ? kiosk : undefined;
}

/** The kiosk that a request comes from; undefined for every other browser, and for a kiosk that was carried away. */
export async function kioskOf(request: FastifyRequest, services: Services): Promise<KioskRow | undefined> {
  const held = request.cookies[kioskCookie];
  const [, code, key] = /^([a-z0-9-]{1,40})\.([\w-]+)$/.exec(held ?? '') ?? [];
  return code && key ? provenKiosk(services, { code, key }, request.ip) : undefined;
}

/** The kiosk by itself, with nobody before it. */
export const kioskActor = ({ code, titleZh, organisation, alone }: KioskRow): Actor => ({
  id: `kiosk:${code}`,
  kind: 'kiosk',
  name: titleZh,
  organisation,
  grants: grantsAlone(alone),
});
