import type { Context, Services } from '#kernel/context';
import { definePoint } from '#kernel/point';
import type { Db } from '#kernel/db';
import type { Entrance } from './entered-store.ts';

/** A way by which people of a session went into something: how it hears that the session is over. */
export interface SignOutWay {
  readonly way: string;
  /** Throws when it could not be told; it is tried again then. */
  tell(context: Context, entrance: Entrance): Promise<void>;
}

export const signOutWayPoint = definePoint<SignOutWay>('identity.sign-out-way');

/** Somebody on their way into an application that signs people in here. */
export interface Entering {
  readonly application: string;
  /** Name of the account, and the id under which it acts. */
  readonly account: string;
  readonly actor: string;
}

/** What a module adds to the claims of the scope `profile` for one application. */
export type ApplicationClaims = (
  services: Services,
  entering: Entering,
) => Promise<Readonly<Record<'preferred_username', string>> | undefined>;

export const applicationClaimsPoint = definePoint<ApplicationClaims>('identity.application-claims');

/** Told of everybody who went into an application. */
export type EnteredHearing = (context: Context, db: Db, entering: Entering) => Promise<void>;

export const enteredPoint = definePoint<EnteredHearing>('identity.entered');
