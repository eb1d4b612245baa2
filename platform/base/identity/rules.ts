import { scopes, type Scope } from '#kernel/actor';
import type { Text } from '#kernel/texts';
import { texts } from './texts.ts';

const MINUTE = 60_000;
const HOUR = 60 * MINUTE;

export const sessionIdle = 8 * HOUR;
export const sessionLongest = 24 * HOUR;
/** How often the last sight of a session is written down: not on each request. */
export const seenStep = MINUTE;

export const failuresAllowed = 5;
export const lockTime = 15 * MINUTE;

const kinds = [/\p{Ll}/u, /\p{Lu}/u, /\p{N}/u, /[^\p{L}\p{N}]/u];

/** What is wrong with a password for this account, in words; empty when it will do. */
export function passwordFaults(password: string, account: string): Text[] {
  const faults: Text[] = [];
  if (password.length < 10) faults.push(texts.passwordShort);
  if (password.length > 128) faults.push(texts.passwordLong);
  if (kinds.filter((kind) => kind.test(password)).length < 3) faults.push(texts.passwordPlain);
  if (account !== '' && password.toLowerCase().includes(account.toLowerCase()))
    faults.push(texts.passwordNames);
  return faults;
}

export interface SessionTimes {
  readonly seenAt: string;
  readonly endsAt: string;
  readonly endedAt: string | null;
}

/** Whether an account may act: not suspended, and not past its last day in the city's time (UTC+8, without summer time). */
export const mayAct = (
  { suspended, expiresOn }: { readonly suspended: boolean; readonly expiresOn: string | null },
  now: Date,
): boolean =>
  !suspended &&
  (expiresOn === null || new Date(now.getTime() + 8 * HOUR).toISOString().slice(0, 10) <= expiresOn);

/** A session lives until it is ended, idle for eight hours, or a day old. */
export const sessionLives = (session: SessionTimes, now: Date): boolean =>
  session.endedAt === null &&
  now.getTime() < Date.parse(session.endsAt) &&
  now.getTime() - Date.parse(session.seenAt) < sessionIdle;

export const seenIsStale = (session: SessionTimes, now: Date): boolean =>
  now.getTime() - Date.parse(session.seenAt) >= seenStep;

export interface Failures {
  readonly failures: number;
  readonly lastAt: string;
  readonly lockedUntil: string | null;
}

export const isLocked = (known: Failures | undefined, now: Date): boolean =>
  known?.lockedUntil !== null &&
  known?.lockedUntil !== undefined &&
  now.getTime() < Date.parse(known.lockedUntil);

/** What is known of a name after one more failure: the fifth within a quarter of an hour locks it for as long. */
export function afterFailure(known: Failures | undefined, now: Date): Failures {
  if (known && isLocked(known, now)) return { ...known, failures: known.failures + 1 };
  const recent = known !== undefined && now.getTime() - Date.parse(known.lastAt) < lockTime;
  const failures = (recent && known.lockedUntil === null ? known.failures : 0) + 1;
  const lockedUntil = failures >= failuresAllowed ? new Date(now.getTime() + lockTime).toISOString() : null;
  return { failures, lastAt: now.toISOString(), lockedUntil };
}

/** `registers:read@department`; the scope is the whole city when it is not said. */
export const grantPattern = /^([a-z][a-z-]*:[a-z][a-z-]*)(?:@(own|department|division|city))?$/;

const isScope = (word: string): word is Scope => (scopes as readonly string[]).includes(word);

/** @throws RangeError naming the grant that is not `permission@scope` */
export function readGrants(grants: readonly string[]): ReadonlyMap<string, Scope> {
  const held = new Map<string, Scope>();
  for (const grant of grants) {
    const [, permission, scope = 'city'] = grantPattern.exec(grant) ?? [];
    if (!permission || !isScope(scope)) throw new RangeError(`not permission@scope: ${grant}`);
    const known = held.get(permission);
    if (!known || scopes.indexOf(scope) > scopes.indexOf(known)) held.set(permission, scope);
  }
  return held;
}

const narrower = (a: Scope, b: Scope): Scope => (scopes.indexOf(a) < scopes.indexOf(b) ? a : b);

/** What is held in both, each in the narrower of its two scopes: an application may do no more than whoever it acts for. */
export function intersectGrants(
  held: ReadonlyMap<string, Scope>,
  allowed: ReadonlyMap<string, Scope>,
): ReadonlyMap<string, Scope> {
  const both = [...held].flatMap(([permission, scope]) => {
    const most = allowed.get(permission);
    return most ? [[permission, narrower(scope, most)] as const] : [];
  });
  return new Map(both);
}

/**
 * Duties that one person may not unite (三员分立, GB/T 22239: system, security and audit administration apart).
 * @param duties of the roles that one account would hold
 */
export const dutiesClash = (duties: readonly (string | null)[]): boolean =>
  new Set(duties.filter((duty) => duty !== null)).size > 1;

const administers = new Set(['identity:manage']);
const audits = new Set(['ledger:audit', 'identity:risks']);

/** Whether any of these grants is for one of the permissions. */
export const holdsOne = (grants: readonly string[], of: ReadonlySet<string>): boolean =>
  grants.some((grant) => of.has(grant.split('@')[0] ?? ''));

/** Whether any of these grants looks at what administrators do. */
export const auditsSome = (grants: readonly string[]): boolean => holdsOne(grants, audits);

/** Whether grants unite the administration of rights with their audit: of a role, or of a program. */
export const unitesDuties = (grants: readonly string[]): boolean =>
  holdsOne(grants, administers) && auditsSome(grants);

/** An administrator's post, or one that may show personal data unmasked. */
export const isPrivileged = ({
  duty,
  grants,
}: {
  readonly duty: string | null;
  readonly grants: readonly string[];
}): boolean => duty !== null || grants.some((grant) => /:reveal(@|$)/.test(grant));
