import type { FastifyRequest } from 'fastify';
import type { Actor } from '#kernel/actor';
import type { Services } from '#kernel/context';
import { placeOf } from '../risk/whence.ts';
import { digestOf, sameDigest } from '../token.ts';
import { grantsAlone } from './rules.ts';
import { findKiosk, findKioskWith, type KioskRow } from './store.ts';

export const kioskCookie = 'yj_kiosk';

interface From {
  readonly address: string;
  readonly certificate?: string | undefined;
}

/** In its own network, and with its own certificate where it has one. */
const isItself = ({ network, certificate }: KioskRow, from: From): boolean =>
  (network === null || network === placeOf(from.address)) &&
  (certificate === null || certificate === from.certificate);

/** The kiosk with this code and key, asked for from its own network. */
export async function provenKiosk(
  services: Services,
  { code, key }: { readonly code: string; readonly key: string },
  from: From,
): Promise<KioskRow | undefined> {
  const kiosk = await findKiosk(services.store.db, code);
  const right = sameDigest(digestOf(key), kiosk?.keyDigest ?? '0'.repeat(64));
  return kiosk && right && isItself(kiosk, from) ? kiosk : undefined;
}

/**
 * The kiosk that a request comes from, by its certificate or by its key; undefined for every other browser, and for a
 * kiosk that was carried away. A certificate needs no key: it outlives what a browser forgets at each start.
 */
export async function kioskOf(request: FastifyRequest, services: Services): Promise<KioskRow | undefined> {
  const from = { address: request.ip, certificate: request.certificate };
  const shown = from.certificate && (await findKioskWith(services.store.db, from.certificate));
  if (shown) return isItself(shown, from) ? shown : undefined;
  const held = request.cookies[kioskCookie];
  const [, code, key] = /^([a-z0-9-]{1,40})\.([\w-]+)$/.exec(held ?? '') ?? [];
  return code && key ? provenKiosk(services, { code, key }, from) : undefined;
}

/** The kiosk by itself, with nobody before it. */
export const kioskActor = ({ code, titleZh, organisation, alone }: KioskRow): Actor => ({
  id: `kiosk:${code}`,
  kind: 'kiosk',
  name: titleZh,
  organisation,
  grants: grantsAlone(alone),
});
