/** Looks and fetches that must fail one after the other before somebody is called. */
export const missesToCall = 3;

const longestWait = 30;

/** Minutes until it is tried again: soon after the first miss, twice as late after each further one. */
export const waitMinutes = (everyMinutes: number, misses: number): number =>
  misses === 0 ? everyMinutes : Math.min(longestWait, 2 ** (misses - 1), Math.max(everyMinutes, 1) * 8);

export type Health = 'up' | 'shaky' | 'down';

export const healthOf = (misses: number): Health => {
  if (misses === 0) return 'up';
  return misses < missesToCall ? 'shaky' : 'down';
};

/** Whether an answer shows that a system lives: a page to sign in at does, a broken server does not. */
export const isUp = (status: number): boolean => status >= 200 && status < 500 && status !== 404;

/** Of two tellings of one to-do the one changed later holds; the same one again, or an older one late, changes nothing. */
export function isNews(
  known: { readonly changedAt: string; readonly gone?: boolean } | undefined,
  changedAt: string,
): boolean {
  if (known === undefined) return true;
  const later = Date.parse(changedAt) - Date.parse(known.changedAt);
  // What was missing from one list and is in the next waits there still.
  return known.gone ? later >= 0 : later > 0;
}

/** Waiting to-dos of a feed that gives its whole list and does not give these any more: they were done there. */
export const goneFrom = <T extends { readonly id: string }>(
  waiting: readonly T[],
  given: readonly { readonly id: string }[],
): T[] => {
  const ids = new Set(given.map(({ id }) => id));
  return waiting.filter(({ id }) => !ids.has(id));
};

/** The machine of an address; null where there is none. */
export const hostOf = (address: string | null | undefined): string | null =>
  address !== null && address !== undefined && URL.canParse(address) ? new URL(address).host : null;

export interface Door {
  readonly state: string;
  readonly address: string | null;
  readonly audience: string;
  readonly owner: string;
}

export type DoorFault = 'closed' | 'no-account' | 'not-owner';

/** Why somebody cannot open a system; null when they can. */
export function doorFault(
  system: Door,
  person: { readonly organisation: string | undefined; readonly there: string | undefined },
): DoorFault | null {
  if (system.address === null || system.state === 'planned' || system.state === 'retired') return 'closed';
  if (system.audience === 'accounts' && person.there === undefined) return 'no-account';
  if (system.audience === 'owner' && person.organisation !== system.owner) return 'not-owner';
  return null;
}

/**
 * Address of a place in a system. A path leads nowhere but below the system's own address.
 * @returns undefined for a path that would lead out
 */
export function placeIn(address: string, path: string | undefined): string | undefined {
  const base = new URL(address.endsWith('/') ? address : `${address}/`);
  if (path === undefined || path === '/') return address;
  const place = new URL(`.${path}`, base);
  return place.origin === base.origin && place.pathname.startsWith(base.pathname) ? place.href : undefined;
}

/** Whether an address given by a browser lies in a system: of its origin, below its path. */
export function isIn(address: string, url: string): boolean {
  if (!URL.canParse(url)) return false;
  const [base, asked] = [new URL(address.endsWith('/') ? address : `${address}/`), new URL(url)];
  if (asked.username !== '' || asked.password !== '' || asked.origin !== base.origin) return false;
  return `${asked.pathname}/`.startsWith(base.pathname);
}
