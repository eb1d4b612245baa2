import type { Context, Services } from '#kernel/context';
import { Problem } from '#kernel/problem';
import type { Certificate } from '../log/certificate.ts';
import type { NamedSigner } from '../log/envelope.ts';
import { signingKey } from '../log/keys.ts';
import { findStanding, putStanding } from '../log/standing-store.ts';
import { texts } from '../texts.ts';

/** Who this node is, and to whom. */
export interface Self {
  /** Address of the city. */
  readonly city: string;
  readonly certificate: Certificate;
  /** Which of its keys is in use: each renewal makes the next. */
  readonly keyNumber: number;
}

/** What the city said when the node last called. */
export interface CitySays {
  readonly title: { readonly zh: string; readonly en: string };
  readonly datasets: readonly string[];
  readonly shared: readonly string[];
  readonly leaseSeconds: number;
  readonly pieceBytes: number;
}

export const findSelf = ({ store }: Pick<Services, 'store'>): Promise<Self | undefined> =>
  findStanding<Self>(store.db, 'self');

export const putSelf = ({ store }: Pick<Services, 'store'>, self: Self): Promise<void> =>
  putStanding(store.db, 'self', self);

/** @throws Problem 409 `nodes.not-enrolled` */
export async function getSelf(services: Pick<Services, 'store'>): Promise<Self> {
  const self = await findSelf(services);
  if (!self) throw new Problem(409, 'nodes.not-enrolled', texts.notEnrolled);
  return self;
}

export const keyOf = ({ config }: Pick<Context, 'config'>, number: number): Promise<NamedSigner> =>
  signingKey(config, `node-${number}`);

export const findSays = ({ store }: Pick<Services, 'store'>): Promise<CitySays | undefined> =>
  findStanding<CitySays>(store.db, 'says');

/** How the last call went. */
export interface Contact {
  readonly at: string;
  readonly ok: boolean;
  /** Code of what was refused, or of why nobody answered. */
  readonly code: string | null;
  readonly heardAt: string | null;
  /** Milliseconds by which this clock is ahead of the city's. */
  readonly clockOffset: number | null;
}

export const findContact = ({ store }: Pick<Services, 'store'>): Promise<Contact | undefined> =>
  findStanding<Contact>(store.db, 'contact');
