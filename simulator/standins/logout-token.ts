import { createPublicKey, verify, type JsonWebKey } from 'node:crypto';

interface LogoutToken {
  readonly iss?: string;
  readonly aud?: string;
  readonly sid?: string;
  readonly events?: Readonly<Record<string, unknown>>;
  readonly nonce?: string;
}

export interface Meant {
  readonly issuer: string;
  readonly id: string;
  /** Where the issuer publishes its keys. */
  readonly keys: string;
}

const event = 'http://schemas.openid.net/event/backchannel-logout';

const read = <T>(part: string): T => JSON.parse(Buffer.from(part, 'base64url').toString()) as T;

async function isSigned(
  [head = '', body = '', signature = '']: readonly string[],
  address: string,
): Promise<boolean> {
  const { keys } = (await (await fetch(address)).json()) as { keys: (JsonWebKey & { kid: string })[] };
  const { kid } = read<{ kid: string }>(head);
  const key = keys.find((each) => each.kid === kid);
  const signed = Buffer.from(`${head}.${body}`);
  return (
    key !== undefined &&
    verify('RSA-SHA256', signed, createPublicKey({ key, format: 'jwk' }), Buffer.from(signature, 'base64url'))
  );
}

const isMeant = ({ iss, aud, nonce, events }: LogoutToken, { issuer, id }: Meant): boolean =>
  iss === issuer && aud === id && nonce === undefined && events?.[event] !== undefined;

/**
 * The visit that is over, by OpenID Connect Back-Channel Logout 1.0 §2.6.
 * @returns undefined for a token that is not signed by the issuer, or not meant for this application
 */
export async function visitThatEnded(token: string, meant: Meant): Promise<string | undefined> {
  const parts = token.split('.');
  if (parts.length !== 3 || !(await isSigned(parts, meant.keys))) return undefined;
  const said = read<LogoutToken>(parts[1] ?? '');
  return isMeant(said, meant) ? said.sid : undefined;
}
