/** Hosts of the machine itself (RFC 8252 §7.3): nothing on the way can read what is sent there. */
const loopback = new Set(['127.0.0.1', '[::1]', 'localhost']);

export type RedirectFault = 'not-a-uri' | 'fragment' | 'not-https' | 'not-private-scheme';

/**
 * What is wrong with an address to which people are sent back after signing in; null when it will do. Addresses are
 * compared whole, so nothing in them is a pattern.
 * Web applications need https, or a loopback address while they are developed (OAuth 2.1 §2.3); native ones a loopback
 * address, an https one they have claimed, or a scheme with a dot in it (RFC 8252 §7).
 */
export function redirectFault(kind: 'web' | 'native', uri: string): RedirectFault | null {
  if (!URL.canParse(uri) || /[\s*]/.test(uri)) return 'not-a-uri';
  const { username, password } = new URL(uri);
  if (username !== '' || password !== '') return 'not-a-uri';
  return uri.includes('#') ? 'fragment' : schemeFault(kind, new URL(uri));
}

function schemeFault(kind: 'web' | 'native', { protocol, hostname }: URL): RedirectFault | null {
  if (protocol === 'https:') return null;
  if (protocol === 'http:') return loopback.has(hostname) ? null : 'not-https';
  if (kind === 'web') return 'not-https';
  return protocol.includes('.') ? null : 'not-private-scheme';
}
