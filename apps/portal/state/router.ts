import { useSyncExternalStore } from 'react';

/** Addresses that another app or the server answers; the browser goes there by itself. */
const elsewhere =
  /^\/((console|cockpit|api|oidc|outside|healthz|readyz|metrics|open-data\/(files|granted|feed))(\/|$)|(catalog\.(ttl|jsonld)|data\.json)$)/;
const listeners = new Set<() => void>();
let moved = false;

function tell() {
  moved = true;
  for (const listener of listeners) listener();
}

/** Whether the reader has moved between pages since the portal was opened: then a new page takes the focus. */
export const hasMoved = (): boolean => moved;

/** Goes to a page of the portal; `replace` leaves no step to come back to. */
export function go(to: string, how: 'push' | 'replace' = 'push'): void {
  if (how === 'push') history.pushState(null, '', to);
  else history.replaceState(null, '', to);
  tell();
  scrollTo(0, 0);
}

function subscribe(listener: () => void): () => void {
  listeners.add(listener);
  return () => listeners.delete(listener);
}

/** The address in force: path and query. */
export function useAddress(): URL {
  return new URL(useSyncExternalStore(subscribe, () => location.href));
}

const isPortal = (target: URL): boolean =>
  target.origin === location.origin && !elsewhere.test(target.pathname);

/** A plain click: one that does not ask the browser for a new tab, a window or a download. */
const isPlain = (event: MouseEvent): boolean =>
  !event.defaultPrevented &&
  event.button === 0 &&
  ![event.metaKey, event.ctrlKey, event.shiftKey, event.altKey].includes(true);

function followClick(event: MouseEvent): void {
  const link = event.target instanceof Element ? event.target.closest('a') : null;
  if (!link || !isPlain(event) || link.target || link.hasAttribute('download')) return;
  const target = new URL(link.href);
  const within = target.pathname === location.pathname && target.hash !== '';
  if (!isPortal(target) || within) return;
  event.preventDefault();
  go(target.pathname + target.search + target.hash);
}

/** A form that asks by its address (`method="get"`) leads to that address, without what was left empty. */
function followForm(event: SubmitEvent): void {
  const form = event.target;
  if (event.defaultPrevented || !(form instanceof HTMLFormElement) || form.method !== 'get') return;
  event.preventDefault();
  const asked = new URLSearchParams();
  for (const [name, value] of new FormData(form))
    if (typeof value === 'string' && value.trim() !== '') asked.set(name, value.trim());
  go(new URL(form.action).pathname + (asked.size > 0 ? `?${asked}` : ''));
}

/** Links and forms stay what they are in HTML; this makes them change the page without loading it anew. */
export function followLinks(): void {
  addEventListener('popstate', tell);
  document.addEventListener('click', followClick);
  document.addEventListener('submit', followForm);
}

const partsOf = (path: string): string[] => path.split('/').filter((part) => part !== '');

/**
 * Matches `/catalogue/:code` with a path.
 * @returns the values of its places, or undefined when it is another page
 */
export function matchPath(pattern: string, path: string): Readonly<Record<string, string>> | undefined {
  const wanted = partsOf(pattern);
  const given = partsOf(path);
  if (wanted.length !== given.length) return undefined;
  const values: Record<string, string> = {};
  for (const [index, part] of wanted.entries()) {
    const value = given[index] ?? '';
    if (part.startsWith(':')) values[part.slice(1)] = decode(value);
    else if (part !== value) return undefined;
  }
  return values;
}

function decode(part: string): string {
  try {
    return decodeURIComponent(part);
  } catch {
    return part;
  }
}

/** Where to go after signing in: a page of the portal, never an address that somebody slipped in. */
export const safeTarget = (wanted: string | null): string =>
  wanted !== null && /^\/(?![/\\])/.test(wanted) && !elsewhere.test(wanted) ? wanted : '/';
